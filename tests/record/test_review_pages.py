"""Who ruled what, page by page, and what the reviews come to, whether asked once or after each of them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from record_samples import at, claim_of, reading_of, report_of

from foederis.model import Claim, Review, Ruling
from foederis.record import IN_MEMORY, Record, open_record

TEXT = "NATO paused its training and Iraq objected."
ACTS = ("suspend", "reject", "end", "join")
REPORT = report_of(TEXT)
CLAIMS = [claim_of(REPORT, act) for act in ACTS]


def rule(claim: Claim, ruling: Ruling, day: int, by: str = "ana") -> Review:
    corrected = replace(claim, object=f"day {day}") if ruling == "correct" else None
    return Review(claim.id, ruling, by, at(day), corrected)


@pytest.fixture
def ruled(record: Record) -> Record:
    record.add(reading_of(REPORT, *CLAIMS), recorded=at(1))
    rulings: tuple[tuple[int, Ruling, str], ...] = (
        *((0, "accept", "ana"), (1, "reject", "bo"), (2, "correct", "ana"), (0, "reject", "bo")),
        *((1, "withdraw", "bo"),),
    )
    for day, (number, ruling, by) in enumerate(rulings, 2):
        record.review(rule(CLAIMS[number], ruling, day, by))
    return record


def test_pages_give_every_review_once_the_last_first(ruled: Record) -> None:
    seen: list[Review] = []
    after: str | None = None
    while True:
        page = ruled.review_page(after=after, limit=2)
        assert page.total == 5
        seen += [line.review for line in page.reviews]
        after = page.next
        if after is None:
            break
    assert seen == [*ruled.reviews()][::-1]


def test_a_line_says_whether_it_stands(ruled: Record) -> None:
    lines = ruled.review_page().reviews
    assert [line.stands for line in lines] == [False, True, True, False, False]
    assert {line.claim for line in lines} <= {claim.id for claim in CLAIMS}


@pytest.mark.parametrize(
    ("by", "ruling", "number"), [("ana", None, 2), (None, "reject", 2), ("bo", "reject", 2), ("cy", None, 0)]
)
def test_by_whom_and_of_what_ruling(ruled: Record, by: str | None, ruling: Ruling | None, number: int) -> None:
    page = ruled.review_page(reviewer=by, ruling=ruling)
    assert page.total == len(page.reviews) == number
    assert {line.review.reviewer for line in page.reviews} <= {by or line.review.reviewer for line in page.reviews}


def test_only_what_was_on_record_by_then(ruled: Record) -> None:
    page = ruled.review_page(recorded=at(3))
    assert [line.review.ruling for line in page.reviews] == ["reject", "accept"]
    assert [line.stands for line in page.reviews] == [True, True]
    assert ruled.review_tally("reviewer", recorded=at(3)) == {"ana": 1, "bo": 1}


def test_reviews_are_counted(ruled: Record) -> None:
    assert ruled.review_tally("reviewer") == {"bo": 3, "ana": 2}
    assert ruled.review_tally("ruling") == {"reject": 2, "accept": 1, "correct": 1, "withdraw": 1}


def test_a_review_names_the_claim_that_took_over(ruled: Record) -> None:
    again = claim_of(REPORT, "end", object="mission")
    ruled.add(reading_of(REPORT, again, reader="2"), recorded=at(9))
    lines = {line.review.claim: line for line in ruled.review_page(ruling="correct").reviews}
    assert (lines[CLAIMS[2].id].claim, lines[CLAIMS[2].id].stands) == (again.id, True)
    gone = next(line for line in ruled.review_page(ruling="accept").reviews)
    assert (gone.claim, gone.stands) == (None, False)


def test_a_place_that_is_none_is_refused(ruled: Record) -> None:
    with pytest.raises(ValueError, match="no place"):
        ruled.review_page(after="x")


@settings(deadline=None, max_examples=25)
@given(
    st.lists(
        st.tuples(st.integers(0, len(CLAIMS) - 1), st.sampled_from(["accept", "reject", "correct", "withdraw"])),
        min_size=1,
        max_size=12,
    )
)
def test_asked_after_each_review_or_once_they_come_to_the_same(rulings: list[tuple[int, Ruling]]) -> None:
    with open_record(IN_MEMORY) as often, open_record(IN_MEMORY) as once:
        for record in (often, once):
            record.add(reading_of(REPORT, *CLAIMS), recorded=at(1))
        for day, (number, ruling) in enumerate(rulings, 2):
            for record in (often, once):
                record.review(rule(CLAIMS[number], ruling, day))
            often.rulings()
        assert often.rulings() == once.rulings()
        assert often.review_page() == once.review_page()
        assert often.stale_reviews() == once.stale_reviews()
