"""When a claim counts, and what could be known and was on record when."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from foederis.model import Dating, Interval, Reading, Report, Review
from foederis.record import IN_MEMORY, open_record
from foederis.state.fold import of_record
from foederis.state.said import agreed, occasions, starts
from foederis.who import Who

from .conftest import FoldOn, MakeClaim, day

JAN, FEB, MAR = date(2022, 1, 1), date(2022, 2, 1), date(2022, 3, 1)


@pytest.mark.parametrize(
    ("act", "status", "on", "first"),
    [
        ("attack", "done", ("2022-03-01", "2022-03-05"), "2022-03-01"),
        ("attack", "done", (None, "2022-03-05"), "2022-03-05"),
        ("attack", "done", (None, None), "2022-03-24"),
        ("deploy", "planned", ("2022-06-01", "2022-06-30"), "2022-03-24"),
        ("deploy", "possible", ("2022-03-24", None), "2022-03-24"),
        ("deploy", "not_done", (None, "2022-03-20"), "2022-03-20"),
        ("pledge", "planned", ("2022-03-02", "2022-03-02"), "2022-03-02"),
    ],
)
def test_a_claim_counts_from(
    act: str, status: str, on: tuple[str | None, str | None], first: str, claim: MakeClaim
) -> None:
    assert starts(claim(act, on=on, status=status)) == date.fromisoformat(first)


def test_what_is_said_of_no_day_at_all_always_counts(claim: MakeClaim) -> None:
    assert starts(claim("attack", on=None, published=Interval())) == date.min


def test_claims_agree_on_the_days_that_all_allow(claim: MakeClaim) -> None:
    wide, late = claim("attack", on=("2022-01-01", "2022-01-09")), claim("attack", on=(None, "2022-01-05"))
    assert agreed([wide, late]) == Interval(date(2022, 1, 1), date(2022, 1, 5))
    assert agreed([claim("attack", on=None)]) is None
    apart = claim("attack", on="2022-02-01")
    assert agreed([wide, apart]) == Interval(wide.earliest, wide.latest)


def test_occasions_have_a_day_in_common(claim: MakeClaim) -> None:
    open_, early, late = (
        claim("pledge", on=(None, "2022-06-01")),
        claim("pledge", on="2022-01-01"),
        claim("pledge", on="2022-05-01"),
    )
    assert [[each.id for each in group] for group in occasions([late, open_, early])] == [
        [early.id],
        [late.id, open_.id],
    ]


def test_planned_stays_planned_until_a_claim_says_that_it_is_done(claim: MakeClaim, state: FoldOn) -> None:
    plan = claim("launch", "EU", object="border mission", status="planned", on="2022-04-01")
    begun = claim("launch", "EU", object="border mission", on="2022-05-01")
    for on, status in (("2022-03-24", "planned"), ("2022-04-30", "planned"), ("2022-05-01", "active")):
        assert [row.status for row in state(plan, begun, on=on).missions if row.claims] == [status]


def test_row_ids_stay_from_date_to_date(claim: MakeClaim, state: FoldOn) -> None:
    claims = [
        claim("deploy", "USA", object="soldiers", on="2022-01-01"),
        claim("withdraw", "USA", object="soldiers", on="2022-02-01"),
    ]
    first, last = (state(*claims, on=on).forces[0].id for on in ("2022-01-15", "2022-02-15"))
    assert first == last


@pytest.mark.parametrize(
    ("known", "recorded", "seen"),
    [(JAN, FEB, "a"), (FEB, FEB, "ab"), (JAN, MAR, "a"), (FEB, MAR, "abc"), (FEB, JAN, "")],
)
def test_what_was_known_and_what_was_recorded(
    known: date, recorded: date, seen: str, claim: MakeClaim, state: FoldOn
) -> None:
    """Report a of January and b of February were recorded in February, c of February only in March."""
    claims = [
        replace(
            claim("criticise", name, "RUS"),
            published=day(published),
            recorded=datetime.fromisoformat(f"{when}T12:00:00+00:00"),
        )
        for name, published, when in (
            ("a", "2022-01-01", "2022-02-01"),
            ("b", "2022-02-01", "2022-02-01"),
            ("c", "2022-02-01", "2022-03-01"),
        )
    ]
    found = state(*claims, known=known, recorded=recorded)
    assert "".join(sorted(row.of for row in found.stances)) == seen
    assert (found.known, found.recorded) == (known, recorded)


def test_what_has_no_certain_date_of_publication_is_known_by_no_day(claim: MakeClaim, state: FoldOn) -> None:
    assert not state(claim("criticise", "USA", "RUS", published=Interval(JAN, None)), known=MAR).stances


def test_known_hides_what_whos_who_dates_later(state: FoldOn) -> None:
    (row,) = state(on="2022-03-24", known=date(2022, 3, 24)).posts
    assert (row.holder, row.until) == ("jens-stoltenberg", None)
    assert state(on="2022-03-24").posts[0].until == day("2024-10-01")
    assert not state(on="2022-03-24", known=date(2014, 1, 1)).posts


def test_rejected_claims_are_out_and_corrected_ones_in_their_corrected_form(claim: MakeClaim, state: FoldOn) -> None:
    wrong = claim("pledge", "GBR", "UKR", object="missiles", quantity=6.0)
    right = replace(wrong, id="other", quantity=6000.0)
    early, late = datetime(2022, 4, 1, tzinfo=UTC), datetime(2022, 5, 1, tzinfo=UTC)
    reviews = [Review(wrong.id, "correct", "me", late, right), Review(wrong.id, "reject", "me", early)]
    (row,) = state(wrong, reviews=reviews).pledges
    assert (row.quantity, row.claims) == (6000.0, (wrong.id,))
    assert not state(wrong, reviews=reviews[1:]).pledges
    assert (
        state(replace(wrong, recorded=early), reviews=reviews[:1], recorded=date(2022, 4, 2)).pledges[0].quantity == 6.0
    )


def test_the_state_of_a_record_applies_its_reviews(claim: MakeClaim, who: Who) -> None:
    made = claim("criticise", "USA", "RUS")
    report = Report("a.txt", "A text.", "sha", "sha", published=Dating(date(2022, 3, 24), date(2022, 3, 24)))
    with open_record(IN_MEMORY) as record:
        record.add(Reading(report, "reader", (made,)), recorded=datetime(2022, 4, 1, tzinfo=UTC))
        assert of_record(record, who, date(2022, 3, 24)).stances[0].claims == (made.id,)
        record.review(Review(made.id, "reject", "me", datetime(2022, 5, 1, tzinfo=UTC)))
        assert not of_record(record, who, date(2022, 3, 24)).stances
        assert of_record(record, who, date(2022, 3, 24), recorded=date(2022, 4, 30)).stances
        assert not of_record(record, who, date(2022, 3, 24), known=date(2022, 3, 23)).stances
