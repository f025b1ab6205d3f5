from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from record_samples import at, claim_of, reading_of, report_of

from foederis.model import Actor, Claim, Reading, Report, Review, Ruling
from foederis.record import Filter, Record, UnknownClaim

TEXT = "NATO paused its training and Iraq objected."


@pytest.fixture
def report() -> Report:
    return report_of(TEXT)


@pytest.fixture
def paused(report: Report) -> Claim:
    return claim_of(report, "suspend", object="training")


@pytest.fixture
def reviewed(record: Record, report: Report, paused: Claim) -> Record:
    record.add(reading_of(report, paused, claim_of(report, "reject", "IRQ")), recorded=at(1))
    return record


def rule(claim: Claim, ruling: Ruling, *, day: int = 2, by: str = "ana", corrected: Claim | None = None) -> Review:
    return Review(claim.id, ruling, by, at(day), corrected)


def acts(record: Record, **wanted: Any) -> list[str]:
    return [claim.act for claim in record.claims(Filter(**wanted), reviewed=True)]


def test_a_rejected_claim_is_left_out_and_stays_on_record(reviewed: Record, paused: Claim) -> None:
    reviewed.review(rule(paused, "reject"))
    assert acts(reviewed) == ["reject"]
    assert reviewed.count(reviewed=True) == 1
    assert reviewed.count() == 2
    assert reviewed.rulings() == {paused.id: rule(paused, "reject")}


def test_the_last_review_stands_and_all_are_kept(reviewed: Record, paused: Claim) -> None:
    reviewed.review(rule(paused, "reject"))
    reviewed.review(rule(paused, "accept", day=3, by="bo"))
    assert acts(reviewed) == ["suspend", "reject"]
    assert [review.ruling for review in reviewed.reviews(claim=paused.id)] == ["reject", "accept"]


def test_a_review_sent_twice_counts_once(reviewed: Record, paused: Claim) -> None:
    reviewed.review(rule(paused, "reject"))
    reviewed.review(rule(paused, "reject", day=3))
    assert len(list(reviewed.reviews())) == 1
    reviewed.review(rule(paused, "reject", day=4, by="bo"))
    assert len(list(reviewed.reviews())) == 2


def test_a_corrected_claim_is_found_and_given_as_corrected(reviewed: Record, paused: Claim) -> None:
    right = replace(paused, act="end", actors=(Actor("Iraq", "IRQ"),), object="mission", earliest=date(2020, 1, 1))
    reviewed.review(rule(paused, "correct", corrected=right))
    assert sorted(acts(reviewed)) == ["end", "reject"]
    assert acts(reviewed, act="suspend") == []
    assert acts(reviewed, actor="NATO") == []
    assert acts(reviewed, text="missions") == ["end"]
    [claim] = reviewed.claims(Filter(ids=(paused.id,)), reviewed=True)
    assert claim == replace(right, id=paused.id, reader="1", recorded=at(1))
    assert [claim.act for claim in reviewed.claims()] == ["suspend", "reject"], "as read it stays what it was"


def test_only_the_last_correction_shows(reviewed: Record, paused: Claim) -> None:
    for day, act in ((2, "end"), (3, "quit")):
        reviewed.review(rule(paused, "correct", day=day, corrected=replace(paused, act=act)))
    assert sorted(acts(reviewed)) == ["quit", "reject"]
    reviewed.review(rule(paused, "accept", day=4))
    assert acts(reviewed) == ["suspend", "reject"]


def test_reviews_count_from_when_they_were_recorded(reviewed: Record, paused: Claim) -> None:
    reviewed.review(rule(paused, "correct", day=5, corrected=replace(paused, act="end")))
    assert acts(reviewed, recorded=date(2024, 3, 4)) == ["suspend", "reject"]
    assert sorted(acts(reviewed, recorded=date(2024, 3, 5))) == ["end", "reject"]
    assert reviewed.rulings(recorded=date(2024, 3, 4)) == {}


def test_pages_of_reviewed_claims(reviewed: Record, report: Report, paused: Claim) -> None:
    reviewed.review(rule(paused, "reject"))
    assert acts(reviewed, limit=1) == ["reject"]
    assert acts(reviewed, offset=1) == []


def newer(report: Report, *claims: Claim) -> Reading:
    return reading_of(report, *claims, reader="2")


def test_a_review_carries_over_to_the_same_span_act_and_party(reviewed: Record, report: Report, paused: Claim) -> None:
    again = claim_of(report, "suspend", object="training mission")
    assert again.id != paused.id
    reviewed.review(rule(paused, "correct", corrected=replace(paused, status="planned")))
    reviewed.add(newer(report, again), recorded=at(6))
    [claim] = reviewed.claims(reviewed=True)
    assert (claim.id, claim.status, claim.reader) == (again.id, "planned", "2")
    assert [found.id for found in reviewed.claims(Filter(ids=(again.id,)), reviewed=True)] == [again.id]
    assert reviewed.stale_reviews() == ()


def test_a_review_whose_claim_is_gone_asks_to_be_looked_at_again(
    reviewed: Record, report: Report, paused: Claim
) -> None:
    reviewed.review(rule(paused, "reject"))
    reviewed.add(newer(report, claim_of(report, "suspend", "EU", object="training")), recorded=at(6))
    assert acts(reviewed) == ["suspend"]
    assert reviewed.stale_reviews() == (rule(paused, "reject"),)
    assert reviewed.stale_reviews(recorded=date(2024, 3, 5)) == ()


def test_a_review_is_not_carried_to_one_of_two(reviewed: Record, report: Report, paused: Claim) -> None:
    reviewed.review(rule(paused, "reject"))
    twins = [claim_of(report, "suspend", object=thing) for thing in ("mission", "exercises")]
    reviewed.add(newer(report, *twins), recorded=at(6))
    assert acts(reviewed) == ["suspend", "suspend"]
    assert len(reviewed.stale_reviews()) == 1


def test_a_review_is_not_carried_to_a_claim_that_stood_beside(record: Record, report: Report, paused: Claim) -> None:
    beside = claim_of(report, "suspend", object="patrols")
    record.add(reading_of(report, paused, beside), recorded=at(1))
    record.review(rule(paused, "reject"))
    record.add(newer(report, beside), recorded=at(6))
    assert [claim.object for claim in record.claims(reviewed=True)] == ["patrols"]
    assert len(record.stale_reviews()) == 1


def test_the_queue_holds_what_nobody_reviewed_least_sure_first(record: Record, report: Report) -> None:
    claims = [claim_of(report, act, confidence=sure) for act, sure in (("end", 0.9), ("suspend", 0.2), ("join", 0.5))]
    record.add(reading_of(report, *claims))
    record.review(rule(claims[1], "accept"))
    assert [claim.act for claim in record.queue()] == ["join", "end"]
    assert [claim.act for claim in record.queue(1)] == ["join"]


def test_reviews_that_cannot_be(reviewed: Record, paused: Claim) -> None:
    with pytest.raises(UnknownClaim, match="nothing"):
        reviewed.review(Review("nothing", "accept", "ana", datetime.now(UTC)))
    with pytest.raises(ValueError, match="corrected"):
        reviewed.review(rule(paused, "correct"))
    with pytest.raises(ValueError, match="corrected"):
        reviewed.review(rule(paused, "accept", corrected=paused))
    assert list(reviewed.reviews()) == []
