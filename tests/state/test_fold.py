"""Folding is a function of the claims alone: their order, repetition and way of arrival do not matter."""

import json
from dataclasses import replace
from datetime import date, timedelta
from random import Random
from unittest.mock import patch

from hypothesis import given, settings
from hypothesis import strategies as st

from foederis.acts import ACTS
from foederis.model import Claim, Interval, Votes
from foederis.state import table
from foederis.state.fold import Fold, fold, state_json
from foederis.state.rows import Row
from foederis.who.registry import Who

from .conftest import WHO, FoldOn, MakeClaim, actors

PARTIES = ("NATO", "NATO/NAC", "EU", "FRA", "GBR", "USA", "IRQ", "FIN")
THINGS = (
    *(
        None,
        "training activities",
        "NATO Mission Iraq",
        "border mission",
        "500 soldiers",
        "anti-tank missiles",
        "missiles",
    ),
    *("mission plan", "the border mission plan", "Article 5", "EU treaty", "Secretary General of NATO"),
    *("his objection", "approval", "decision", "harbour attacks"),
)
IDS = (None, None, None, "plan:IRQ-NATO-office", "mission:IRQ-border-mission", "NATO/NMI")
DAY = date(2022, 1, 1)


@st.composite
def claims(draw: st.DrawFn) -> list[Claim]:
    some = st.lists(st.sampled_from(PARTIES), max_size=2, unique=True).map(lambda names: actors(*names))
    days = st.none() | st.integers(0, 500).map(lambda days: DAY + timedelta(days))
    made = []
    for number in range(draw(st.integers(0, 14))):
        first, last = draw(days), draw(days)
        published = draw(days)
        made.append(
            Claim(
                id=f"c{number}",
                report=draw(st.sampled_from(["a.txt", "b.txt", "c.txt"])),
                start=0,
                end=9,
                sentence=draw(st.sampled_from(["A sentence.", "They sent so far that many."])),
                act=draw(st.sampled_from(sorted(ACTS))),
                actors=draw(some),
                targets=draw(some),
                object=draw(st.sampled_from(THINGS)),
                object_id=draw(st.sampled_from(IDS)),
                quantity=draw(st.sampled_from([None, 4.0, 6.0])),
                unit=draw(st.sampled_from([None, "soldiers", "million euros", "areas", "dead"])),
                votes=draw(st.sampled_from([None, Votes(406, 212)])),
                country=draw(st.sampled_from([None, "IRQ"])),
                earliest=min(first, last) if first and last else first,
                latest=max(first, last) if first and last else last,
                status=draw(st.sampled_from(["done", "done", "planned", "possible", "not_done"])),
                published=Interval(published, published),
            )
        )
    return made


dates = st.integers(-5, 505).map(lambda days: DAY + timedelta(days))


@settings(deadline=None)
@given(claims(), dates, st.randoms(use_true_random=False))
def test_the_order_of_claims_does_not_matter(some: list[Claim], on: date, random: Random) -> None:
    shuffled = random.sample(some, len(some))
    assert fold(shuffled, WHO, on=on) == fold(some, WHO, on=on)


@settings(deadline=None)
@given(claims(), dates)
def test_the_same_claims_again_change_nothing(some: list[Claim], on: date) -> None:
    assert fold([*some, *some], WHO, on=on) == fold(some, WHO, on=on)


@settings(deadline=None)
@given(claims(), dates, dates, st.data())
def test_claims_may_come_and_go_while_states_are_asked_for(
    some: list[Claim], on: date, other: date, data: st.DataObject
) -> None:
    gone = data.draw(st.sets(st.sampled_from([claim.id for claim in some]))) if some else set()
    folded = Fold(WHO)
    with patch.object(table, "FEW", data.draw(st.sampled_from([0, 200]))):  # 0: always row by row
        for claim in some:
            folded.add(claim)
            folded.state(other)
        for id_ in sorted(gone):
            folded.remove(id_)
        came_and_went = folded.state(on)
    left = [claim for claim in some if claim.id not in gone]
    assert came_and_went == fold(left, WHO, on=on)


@settings(deadline=None)
@given(claims(), dates)
def test_each_row_names_claims_that_count_and_ids_are_unique(some: list[Claim], on: date) -> None:
    state = fold(some, WHO, on=on)
    known = {claim.id for claim in some}
    for _, kind in state.kinds():
        assert len({row.id for row in kind}) == len(kind)
        assert all(set(row.claims) <= known and (row.claims or row.reference) for row in kind)
        assert all(bool(row.sources) == bool(row.claims) for row in kind)


@settings(deadline=None)
@given(claims(), dates)
def test_a_state_is_json(some: list[Claim], on: date) -> None:
    assert json.loads(json.dumps(state_json(fold(some, WHO, on=on))))["on"] == on.isoformat()


def test_of_two_versions_of_a_claim_always_the_same_stays(claim: MakeClaim, state: FoldOn) -> None:
    one = claim("criticise", "USA", "RUS")
    other = replace(one, report="b.txt", actors=actors("GBR"))
    assert state(one, other) == state(other, one)
    assert [row.of for row in state(one, other).stances] == ["USA"]


def test_a_conflict_stands_on_its_days_though_none_is_left_in_the_end(claim: MakeClaim, who: Who) -> None:
    told = [
        claim("deploy", "USA", object="soldiers", quantity=number, on=on, report=f"{number}.txt")
        for number, on in ((100.0, "2022-03-01"), (200.0, "2022-03-01"), (300.0, "2022-05-01"))
    ]
    folded = Fold(who)
    folded.add_all(told)
    before, after = (folded.state(day) for day in (date(2022, 3, 2), date(2022, 5, 2)))
    assert [conflict.claims for conflict in before.conflicts] == [(told[0].id, told[1].id)]
    assert not after.conflicts


def test_copies_of_one_text_are_one_source(claim: MakeClaim, state: FoldOn) -> None:
    one = claim("criticise", "USA", "RUS")
    two = [one, replace(one, id="x", report="b.txt")]
    assert [row.sources for row in state(*two).stances] == [2]
    assert [row.sources for row in state(*two, source_of={"b.txt": "a.txt"}).stances] == [1]


def test_of_an_organisation_holds_what_its_bodies_do(claim: MakeClaim, state: FoldOn) -> None:
    claims = [claim("criticise", "NATO/NAC", "RUS"), claim("criticise", "EU", "RUS")]
    found = state(*claims, of="NATO")
    assert [row.of for row in found.stances] == ["NATO/NAC"]
    assert {row.org for row in found.members} == {"NATO"}


def test_the_record_says_nothing_of_it_is_an_answer(claim: MakeClaim, state: FoldOn) -> None:
    assert state(claim("criticise", "EU", "RUS"), of="NATO").silent
    assert not state(claim("criticise", "NATO", "RUS"), of="NATO").silent


def test_json_days_and_unknowns(claim: MakeClaim, state: FoldOn) -> None:
    exact, rough = claim("criticise", "EU", "RUS"), claim("criticise", "EU", "USA", on=(None, "2022-03-24"))
    found = {row["toward"]: row for row in state_json(state(exact, rough))["stances"]}
    assert found["RUS"]["on"] == "2022-03-24"
    assert found["USA"]["on"] == {"earliest": None, "latest": "2022-03-24"}
    assert found["USA"]["about"] is None


@settings(deadline=None, max_examples=50)
@given(claims(), dates, st.sampled_from([None, "NATO", "GBR", "ISIS"]), st.data())
def test_a_kind_alone_is_what_the_whole_state_has_of_it(
    some: list[Claim], on: date, of: str | None, data: st.DataObject
) -> None:
    """Whatever was asked before, and whatever came and went since."""
    folded = Fold(WHO)
    for claim in some:
        folded.add(claim)
        folded.counts(on, of=of)
    if some:
        folded.remove(data.draw(st.sampled_from(some)).id)
    for name, rows in folded.state(on).kinds():
        parties = [{party for named in row.parties() if named for party in (named, WHO.whole(named))} for row in rows]
        wanted = [row for row, some in zip(rows, parties, strict=True) if of is None or of in some]
        assert list(folded.rows(name, on, of=of)) == wanted
        assert folded.counts(on, of=of)[name] == len(wanted)
        assert list(dict(folded.state(on, of=of).kinds())[name]) == wanted


@settings(deadline=None, max_examples=50)
@given(claims(), dates, dates, st.data())
def test_groups_hold_the_rows_of_their_day_whatever_was_grouped_before(
    some: list[Claim], on: date, other: date, data: st.DataObject
) -> None:
    folded = Fold(WHO)
    for claim in some:
        folded.add(claim)
        folded.groups("stances", by_name, other)
    if some:
        folded.remove(data.draw(st.sampled_from(some)).id)
    for day in (on, other, on):
        found = folded.groups("stances", by_name, day)
        wanted = {(name, row) for row in folded.rows("stances", day) for name in by_name(row)}
        assert {(name, row) for name, rows in found.items() for row in rows} == wanted
        assert sum(map(len, found.values())) == len(wanted)


def by_name(row: Row) -> set[str]:
    return {name for name in row.parties() if name}
