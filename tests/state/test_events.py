"""Claims of one act are gathered into one event, and what sources disagree on stays visible."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foederis.model import Actor, Claim, Report, Votes
from foederis.state.copies import source_of_each
from foederis.state.events import gather

USA, IRN, FRA, NATO = (Actor(code, code) for code in ("USA", "IRN", "FRA", "NATO"))
PROSE = (
    "The council met on Monday and spoke about the mission, its soldiers, its purse and the way ahead for all of them. "
)


def claim(id: str, report: str = "a.txt", act: str = "attack", day: int | None = 3, **fields: object) -> Claim:
    when = date(2020, 1, day) if day else None
    base = Claim(id=id, report=report, start=0, end=10, sentence="A sentence.", act=act, earliest=when, latest=when)
    return replace(base, **fields)  # type: ignore[arg-type]


def report(name: str, text: str) -> Report:
    return Report(name=name, text=text, sha256=str(hash(text)), source_sha256="")


def groups(*claims: Claim) -> list[set[str]]:
    return sorted((set(event.claims) for event in gather(claims, []).events), key=sorted)


def test_one_act_told_by_two_reports_is_one_event_with_two_sources() -> None:
    strike = {"actors": (USA,), "targets": (IRN,), "object": "convoy"}
    (event,) = gather([claim("1", "a.txt", **strike), claim("2", "b.txt", **strike)], []).events
    assert (event.claims, event.sources, event.conflicts) == (("1", "2"), 2, ())


def test_what_one_report_leaves_unsaid_is_no_contradiction() -> None:
    full = claim("1", actors=(USA,), targets=(IRN,), object="convoy", place="Baghdad", country="IRQ")
    assert groups(full, claim("2", targets=(IRN,), object="the convoys")) == [{"1", "2"}]


@pytest.mark.parametrize(
    "other",
    [
        {"actors": (FRA,)},
        {"targets": (NATO,)},
        {"object": "oil depot"},
        {"place": "Mosul"},
        {"country": "SYR"},
        {"status": "planned"},
        {"act": "coerce"},
        {"earliest": date(2020, 3, 1), "latest": date(2020, 3, 1)},
        {"actors": (IRN,), "targets": (USA,)},
    ],
)
def test_claims_that_say_different_things_stay_apart(other: dict[str, object]) -> None:
    first = claim("1", actors=(USA,), targets=(IRN,), object="convoy", place="Baghdad", country="IRQ")
    assert groups(first, replace(first, id="2", report="b.txt", **other)) == [{"1"}, {"2"}]


def test_a_claim_that_fits_two_events_joins_neither() -> None:
    by_us = claim("1", actors=(USA,), object="training mission", act="suspend")
    by_nato = claim("2", actors=(NATO,), object="training mission", act="suspend")
    assert groups(by_us, by_nato, claim("3", object="training mission", act="suspend")) == [{"1"}, {"2"}, {"3"}]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("training mission in Iraq", "the training mission", True),
        ("mutual defense clause", "mutual defence clauses", True),
        ("NATO training activities", "training activities for Iraqi forces", True),
        ("training mission", "police mission", False),
        ("NATO treaty", "Lisbon treaty", False),
        ("mission in Iraq", "office in Iraq", False),
    ],
)
def test_objects_are_the_same_when_one_names_the_other(one: str, other: str, same: bool) -> None:
    told = claim("1", act="suspend", actors=(NATO,), object=one)
    assert (len(groups(told, claim("2", act="suspend", object=other))) == 1) is same


def test_a_bare_noun_alone_joins_no_event_of_a_fuller_name() -> None:
    full = claim("1", act="suspend", actors=(NATO,), object="training activities")
    assert groups(full, claim("2", act="suspend", object="activities")) == [{"1"}, {"2"}]


def test_ids_of_objects_outweigh_their_words() -> None:
    told = {"act": "invoke", "actors": (FRA,)}
    clause = claim("1", object="mutual defence clause", object_id="TEU-42-7", **told)
    assert groups(clause, claim("2", object="Article 42-7", object_id="TEU-42-7", **told)) == [{"1", "2"}]
    assert groups(clause, claim("2", object="mutual defence clause", object_id="NAT-5", **told)) == [{"1"}, {"2"}]


def test_an_event_keeps_its_id_when_a_lesser_claim_joins_it() -> None:
    full = claim("1", actors=(USA,), targets=(IRN,), object="convoy")
    (alone,), (joined,) = gather([full], []).events, gather([full, claim("2", object="convoy")], []).events
    assert (joined.id, joined.claims) == (alone.id, ("1", "2"))


def test_swapped_roles_are_never_one_event() -> None:
    assert groups(claim("1", actors=(USA,), object="war"), claim("2", targets=(USA,), object="war")) == [{"1"}, {"2"}]


def test_in_mutual_acts_it_does_not_matter_who_is_named_first() -> None:
    one = claim("1", act="consult", actors=(USA,), targets=(FRA,))
    assert groups(one, claim("2", act="consult", actors=(FRA, USA))) == [{"1", "2"}]


def test_parties_alone_do_not_make_one_event_of_undated_claims() -> None:
    told = {"act": "support", "actors": (USA,), "targets": (FRA,), "earliest": None}
    assert groups(claim("1", **told), claim("2", "b.txt", **told)) == [{"1"}, {"2"}]


def test_numbers_of_two_sources_are_one_event_and_a_conflict() -> None:
    sent = {"act": "deploy", "actors": (USA,), "object": "soldiers", "unit": "soldiers"}
    gathering = gather([claim("1", quantity=500.0, **sent), claim("2", "b.txt", quantity=550.0, **sent)], [])
    (event,) = gathering.events
    assert event.conflicts == ("500 soldiers; elsewhere 550 soldiers",)
    assert [value.claims for value in gathering.conflicts[event.id][0].values] == [("1",), ("2",)]


def test_strikes_that_two_reports_do_not_date_are_not_taken_for_one() -> None:
    undated = {"actors": (USA,), "targets": (IRN,), "object": "convoy", "earliest": None}
    assert groups(claim("1", **undated), claim("2", "b.txt", **undated)) == [{"1"}, {"2"}]
    assert groups(claim("1", **undated), claim("2", **undated)) == [{"1", "2"}]


def test_a_standing_mission_is_one_though_no_report_dates_it() -> None:
    standing = {"act": "deploy", "actors": (USA,), "object": "soldiers", "earliest": None}
    assert groups(claim("1", **standing), claim("2", "b.txt", day=9, **standing)) == [{"1", "2"}]


def test_two_numbers_in_one_report_are_two_events() -> None:
    sent = {"act": "deploy", "actors": (USA,), "object": "soldiers", "unit": "soldiers"}
    assert groups(claim("1", quantity=500.0, **sent), claim("2", quantity=550.0, **sent)) == [{"1"}, {"2"}]


def test_votes_that_differ_are_a_conflict() -> None:
    vote = {"act": "adopt", "actors": (NATO,), "object": "resolution"}
    votes = (claim("1", votes=Votes(406, 212), **vote), claim("2", "b.txt", votes=Votes(406, 221), **vote))
    assert [event.conflicts for event in gather(votes, []).events] == [
        ("406 for, 212 against; elsewhere 406 for, 221 against",)
    ]


def test_done_and_not_done_by_the_same_day_is_a_conflict_of_two_events() -> None:
    invoked = {"act": "invoke", "actors": (FRA,), "object": "Article 5"}
    events = gather([claim("1", **invoked), claim("2", "b.txt", status="not_done", **invoked)], []).events
    assert [event.conflicts for event in events] == [("it did; elsewhere it did not",)] * 2


def test_not_yet_done_and_done_later_is_no_conflict() -> None:
    invoked = {"act": "invoke", "actors": (FRA,), "object": "Article 5"}
    events = gather([claim("1", day=9, **invoked), claim("2", "b.txt", status="not_done", **invoked)], []).events
    assert [event.conflicts for event in events] == [(), ()]


def test_an_event_holds_only_on_days_that_all_its_claims_allow() -> None:
    strike = {"actors": (USA,), "object": "convoy"}
    wide = claim("1", earliest=date(2020, 1, 1), latest=date(2020, 1, 6), **strike)
    (event,) = gather([wide, claim("2", day=None, latest=date(2020, 1, 3), **strike)], []).events
    assert (event.earliest, event.latest) == (date(2020, 1, 1), date(2020, 1, 3))


def test_the_same_claim_under_two_names_counts_once() -> None:
    (event,) = gather([claim("1", "a.txt"), claim("1", "b.txt")], []).events
    assert event.claims == ("1",)


def test_a_reprinted_text_is_one_source() -> None:
    strike = {"actors": (USA,), "object": "convoy"}
    reports = [
        report("a.txt", PROSE * 3 + "Agency."),
        report("b.txt", PROSE * 3 + "Reprinted here."),
        report("c.txt", "Other"),
    ]
    claims = [claim(name, f"{name}.txt", **strike) for name in "abc"]
    (event,) = gather(claims, reports).events
    assert event.sources == 2


def test_near_copies_share_a_source_and_other_texts_do_not() -> None:
    body = " ".join(f"word{i}" for i in range(200))
    reports = [report("b", body + " end"), report("a", body), report("c", body[: len(body) // 2]), report("d", "")]
    assert source_of_each(reports) == {"a": "a", "b": "a", "c": "c", "d": "d"}


def test_dates_at_the_edge_of_the_calendar_are_compared() -> None:
    first = claim("1", object="war", earliest=None, latest=date.min)
    assert groups(first, claim("2", object="war", earliest=date.max, latest=None)) == [{"1"}, {"2"}]


@st.composite
def some_claims(draw: st.DrawFn) -> list[Claim]:
    parties = st.lists(st.sampled_from([USA, IRN, FRA]), max_size=2, unique=True).map(tuple)
    days = st.none() | st.dates(date(2020, 1, 1), date(2020, 2, 20))
    fields = st.fixed_dictionaries(
        {
            "actors": parties,
            "targets": parties,
            "object": st.sampled_from([None, "convoy", "aid convoy", "mission in Iraq"]),
            "quantity": st.sampled_from([None, 5.0, 6.0]),
            "status": st.sampled_from(["done", "not_done"]),
            "report": st.sampled_from(["a.txt", "b.txt", "c.txt"]),
            "act": st.sampled_from(["attack", "consult"]),
            "days": st.tuples(days, days),
        }
    )
    made = []
    for number, told in enumerate(draw(st.lists(fields, max_size=12))):
        earliest, latest = told.pop("days")
        if earliest and latest:
            earliest, latest = sorted((earliest, latest))
        made.append(claim(str(number), earliest=earliest, latest=latest, **told))
    return made


@given(some_claims(), st.randoms(use_true_random=False))
def test_events_do_not_depend_on_the_order_of_claims(claims: list[Claim], random: object) -> None:
    shuffled = list(claims)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert gather(shuffled, []) == gather(claims, [])


@given(some_claims())
def test_every_claim_is_in_exactly_one_event_and_dates_stay_in_order(claims: list[Claim]) -> None:
    events = gather(claims, []).events
    assert sorted(id for event in events for id in event.claims) == sorted(claim.id for claim in claims)
    assert all(event.earliest <= event.latest for event in events if event.earliest and event.latest)
