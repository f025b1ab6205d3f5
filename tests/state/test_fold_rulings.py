"""Whatever is read, ruled, corrected and taken back, and in whatever order: the state is that of what is left."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields, replace
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from foederis.model import Claim, Review
from foederis.state.changes import Change, changes
from foederis.state.fold import Fold, fold
from foederis.state.rows import Row, State

from .conftest import WHO, actors
from .test_fold import DAY, claims, dates

NOON = datetime(2022, 1, 1, 12, tzinfo=UTC)
CORRECTIONS: tuple[dict[str, Any], ...] = (
    {"status": "not_done"},
    {"actors": actors("GBR")},
    {"object": "border mission", "object_id": None},
    {"quantity": 500.0, "unit": "soldiers"},
    {"earliest": DAY, "latest": DAY},
)
moments = st.integers(0, 400).map(lambda days: NOON + timedelta(days))


@st.composite
def recorded_claims(draw: st.DrawFn) -> list[Claim]:
    return [replace(claim, recorded=draw(st.none() | moments)) for claim in draw(claims())]


@st.composite
def reviews_of(draw: st.DrawFn, some: list[Claim]) -> list[Review]:
    """Rulings on some of the claims, no two at one moment, in any order."""
    made = []
    for moment in draw(st.lists(moments, max_size=8, unique=True)) if some else ():
        claim, ruling = draw(st.sampled_from(some)), draw(st.sampled_from(["accept", "reject", "correct", "withdraw"]))
        right = replace(claim, id="other", **draw(st.sampled_from(CORRECTIONS))) if ruling == "correct" else None
        made.append(Review(claim.id, ruling, "me", moment, right))
    return made


def left(some: Iterable[Claim], reviews: Iterable[Review]) -> list[Claim]:
    """The claims as the rulings leave them, one ruling after the other."""
    read = {claim.id: claim for claim in some}
    stands = dict(read)
    for review in sorted(reviews, key=lambda review: review.recorded):
        if review.ruling == "reject":
            stands.pop(review.claim, None)
        elif review.corrected:
            stands[review.claim] = replace(review.corrected, id=review.claim)
        else:
            stands[review.claim] = read[review.claim]
    return list(stands.values())


@settings(deadline=None)
@given(st.data(), dates, st.randoms(use_true_random=False))
def test_the_last_ruling_on_each_claim_counts(data: st.DataObject, on: date, random: Random) -> None:
    some = data.draw(claims())
    reviews = data.draw(reviews_of(some))
    shuffled = random.sample(reviews, len(reviews))
    assert fold(some, WHO, on=on, reviews=shuffled) == fold(left(some, reviews), WHO, on=on)


@settings(deadline=None)
@given(st.data(), dates, dates, dates)
def test_what_came_later_is_as_if_it_had_not_come(data: st.DataObject, on: date, known: date, recorded: date) -> None:
    some = data.draw(recorded_claims())
    reviews = data.draw(reviews_of(some))
    asked: dict[str, Any] = {"on": on, "known": known, "recorded": recorded}
    there = [claim for claim in some if claim.recorded and claim.recorded.date() <= recorded]
    ruled = [
        review for review in reviews if review.recorded.date() <= recorded and review.claim in {c.id for c in there}
    ]
    published = [claim for claim in left(there, ruled) if claim.published.latest and claim.published.latest <= known]
    found = fold(some, WHO, reviews=reviews, **asked)
    assert rows_of(found) == rows_of(fold(published, WHO, on=on, known=known))
    assert (found.known, found.recorded) == (known, recorded)


@settings(deadline=None)
@given(st.data(), st.lists(dates, min_size=2, max_size=4))
def test_claims_read_corrected_and_taken_back_one_by_one(data: st.DataObject, days: list[date]) -> None:
    """A state is asked for after each step; in the end it is on all days that of the claims that are left."""
    some = data.draw(claims())
    folded, stands = Fold(WHO), dict[str, Claim]()
    for claim in [*some, *(data.draw(st.lists(st.sampled_from(some), max_size=8)) if some else ())]:
        if claim.id not in stands:
            stands[claim.id] = claim
        else:
            folded.remove(claim.id)
            del stands[claim.id]
            if data.draw(st.booleans()):
                stands[claim.id] = replace(claim, **data.draw(st.sampled_from(CORRECTIONS)))
        if claim.id in stands:
            folded.add(stands[claim.id])
        folded.state(data.draw(st.sampled_from(days)))
    anew = Fold(WHO)
    anew.add_all(stands.values())
    for day in days:
        assert folded.state(day) == anew.state(day)


def test_a_batch_among_many_is_put_in_its_place() -> None:
    """Few new claims among many rows are put in place, many in one go are put in order anew: both alike."""
    random = Random(5)
    some = [
        Claim(
            f"c{number}",
            f"{number % 90}.txt",
            0,
            9,
            "A sentence.",
            random.choice(["criticise", "deploy", "pledge", "provide", "propose", "support", "suspend", "attack"]),
            actors(random.choice(["USA", "GBR", "NATO", "FRA"])),
            actors(random.choice(["IRQ", "UKR", "EU"])),
            object=f"{random.choice(['border', 'winter', 'naval'])} {random.choice(['mission', 'soldiers', 'plan'])}",
            latest=DAY + timedelta(random.randrange(500)),
        )
        for number in range(1500)
    ]
    folded, anew, days = Fold(WHO), Fold(WHO), [DAY + timedelta(at) for at in (100, 250, 499)]
    folded.add_all(some[3:])
    for claim in some[:3]:
        folded.add_all([claim])
        folded.state(days[1])
    anew.add_all(some)
    assert [folded.state(day) for day in days] == [anew.state(day) for day in days]


@settings(deadline=None)
@given(claims(), st.lists(dates, min_size=3, max_size=3).map(sorted))
def test_changes_lead_from_one_state_to_the_other_by_any_day_between(some: list[Claim], days: list[date]) -> None:
    folded = Fold(WHO)
    folded.add_all(some)
    first, between, last = (folded.state(day) for day in days)
    at_once = changed(said(first), changes(first, last))
    in_steps = changed(changed(said(first), changes(first, between)), changes(between, last))
    assert at_once == in_steps == said(last)
    assert not list(changes(last, last))


@settings(deadline=None)
@given(claims(), dates, dates)
def test_a_change_rests_on_claims_of_the_later_state_alone(some: list[Claim], on: date, later: date) -> None:
    before, after = fold(some, WHO, on=on), fold(some, WHO, on=later)
    was = {(kind, row.id): set(row.claims) for kind, rows in before.kinds() for row in rows}
    for change in changes(before, after):
        row = change.after or change.before
        assert row is not None
        assert set(change.because) == (set(row.claims) if change.after else set()) - was.get(
            (change.kind, row.id), set()
        )


def rows_of(state: State) -> dict[str, tuple[Row, ...]]:
    return dict(state.kinds())


Said = dict[tuple[str, str], tuple[object, ...]]


def said(state: State) -> Said:
    """What each row says, apart from what it rests on."""
    return {(kind, row.id): _says(row) for kind, rows in state.kinds() for row in rows}


def _says(row: Row) -> tuple[object, ...]:
    return tuple(getattr(row, each.name) for each in fields(row) if each.name not in ("claims", "reference", "sources"))


def changed(before: Said, some: Iterable[Change]) -> Said:
    after = dict(before)
    for change in some:
        if change.before:
            assert after.pop((change.kind, change.before.id)) == _says(change.before)
        if change.after:
            after[change.kind, change.after.id] = _says(change.after)
    return after
