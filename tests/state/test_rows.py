"""Each kind of row: what claims make of it, the day before and the day of."""

from dataclasses import replace
from datetime import date

import pytest

from foederis.model import Actor, Interval, Votes
from foederis.state.rows import Mission

from .conftest import FoldOn, MakeClaim, actors, day

STOLTENBERG = (Actor("Stoltenberg", "NATO", "jens-stoltenberg"),)
RUTTE = (Actor("Rutte", "NATO", "mark-rutte"),)


def told(missions: tuple[Mission, ...]) -> dict[str, str | None]:
    return {row.mission: row.status for row in missions if row.claims}


def test_suspending_the_training_of_a_mission_leaves_the_mission_standing(claim: MakeClaim, state: FoldOn) -> None:
    found = state(
        claim("suspend", "NATO", object="training activities", country="IRQ", because="the safety of the soldiers"),
        claim("provide", "NATO", object="NATO Mission Iraq", on=(None, "2022-03-24")),
    )
    whole, part = (
        next(row for row in found.missions if (row.part_of is None) is top and row.claims) for top in (True, False)
    )
    assert (whole.mission, whole.status, whole.since) == ("NATO Mission Iraq", "active", day("2018-10-01"))
    assert (part.part_of, part.mission, part.status) == ("NATO/NMI", "training activities", "suspended")
    assert (part.since, part.because) == (day("2022-03-24"), "the safety of the soldiers")


def test_a_mission_said_in_short_is_the_activity_said_in_full(claim: MakeClaim, state: FoldOn) -> None:
    found = state(
        claim("suspend", "NATO", object="training activities", country="IRQ"),
        claim("suspend", "NATO", object="mission", country="IRQ"),
    )
    assert told(found.missions) == {"training activities": "suspended"}


@pytest.mark.parametrize(
    ("on", "status"),
    [
        ("2022-01-01", None),
        ("2022-01-02", "active"),
        ("2022-02-01", "suspended"),
        ("2022-03-01", "active"),
        ("2022-04-01", "ended"),
    ],
)
def test_a_mission_goes_from_status_to_status(on: str, status: str | None, claim: MakeClaim, state: FoldOn) -> None:
    turns = (("launch", "2022-01-02"), ("suspend", "2022-02-01"), ("resume", "2022-03-01"), ("end", "2022-04-01"))
    claims = [claim(act, "FRA", on=when, object="border mission") for act, when in turns]
    assert told(state(*claims, on=on).missions).get("border mission") == status


def test_planned_and_possible_missions_are_told_apart_from_those_that_are_not(claim: MakeClaim, state: FoldOn) -> None:
    for status in ("planned", "possible", "not_done"):
        (row,) = told(state(claim("launch", "EU", object="border mission", status=status)).missions).values()
        assert row == status
    assert "border mission" not in told(state().missions)


def test_a_mission_of_whos_who_ends_on_its_last_day(state: FoldOn) -> None:
    for on, status in (("2004-12-31", "active"), ("2005-01-01", "ended")):
        (row,) = [row for row in state(on=on).missions if row.mission == "Old Force"]
        assert (row.status, row.claims, row.reference) == (status, (), ("NATO/OLD",))


def test_who_takes_part_in_a_mission_and_with_how_many(claim: MakeClaim, state: FoldOn) -> None:
    claims = [
        claim("deploy", "NATO", object="NATO Mission Iraq", quantity=500.0, unit="soldiers"),
        claim("deploy", "GBR", "NATO", object="NATO Mission Iraq", quantity=250.0, unit="soldiers"),
        claim("request", "IRQ", "NATO", object="NATO presence", country="IRQ"),
    ]
    (row,) = [row for row in state(*claims).missions if row.claims]
    assert (row.participants, row.personnel, row.consent) == (("GBR",), 500, "requested")


def test_forces_planned_standing_and_withdrawn(claim: MakeClaim, state: FoldOn) -> None:
    here = claim("deploy", "USA", object="American soldiers", quantity=500.0, unit="soldiers", country="IRQ")
    soon = claim("deploy", "USA", object="battle groups", quantity=4.0, status="planned", country="IRQ")
    gone = claim("withdraw", "USA", object="troops", on="2022-05-01", country="IRQ")
    assert {row.force: row.status for row in state(here, soon).forces} == {
        "American soldiers": "done",
        "battle groups": "planned",
    }
    before, after = (
        {row.force: row for row in state(here, soon, gone, on=on).forces} for on in ("2022-04-30", "2022-05-01")
    )
    assert before["American soldiers"].until is None
    assert (after["American soldiers"].status, after["American soldiers"].until) == ("withdrawn", day("2022-05-01"))
    assert after["battle groups"].status == "planned"


def test_a_force_that_moves_by_itself_is_nobodys(claim: MakeClaim, state: FoldOn) -> None:
    moves = replace(claim("deploy", object="soldiers", country="IRQ"), actors=(Actor("some 500 soldiers"),))
    assert [row.contributor for row in state(moves).forces] == [None]


def test_who_is_said_to_have_ordered_forces_stands_beside_whose_they_are(claim: MakeClaim, state: FoldOn) -> None:
    (force,) = state(claim("deploy", object="elements", actors=STOLTENBERG)).forces
    assert (force.contributor, force.ordered_by) == ("NATO", ("jens-stoltenberg",))
    (unnamed,) = state(claim("deploy", "NATO", object="elements")).forces
    assert unnamed.ordered_by == ()


def test_a_role_to_be_taken_is_a_mission_to_come(claim: MakeClaim, state: FoldOn) -> None:
    found = state(claim("launch", "NATO", object="broader role in Finland", status="possible"))
    assert told(found.missions) == {"broader role in Finland": "possible"}


def test_a_withdrawal_from_elsewhere_or_by_nobody_named_ends_nothing(claim: MakeClaim, state: FoldOn) -> None:
    here = claim("deploy", "USA", object="soldiers", country="IRQ")
    for gone in (claim("withdraw", "USA", object="soldiers"), claim("withdraw", "", object="soldiers", country="IRQ")):
        assert sorted(row.status for row in state(here, gone).forces) == ["done", "withdrawn"]


def test_numbers_of_one_force_that_differ_are_a_conflict(claim: MakeClaim, state: FoldOn) -> None:
    one = claim("deploy", "USA", object="soldiers", quantity=500.0, country="IRQ")
    other = replace(one, id="x", report="b.txt", quantity=600.0)
    (conflict,) = state(one, other).conflicts
    assert [value.value for value in conflict.values] == ["500", "600"]


def test_partners_are_those_who_are_not_members(claim: MakeClaim, state: FoldOn) -> None:
    agreed = claim("agree", "JPN FRA", "NATO", object="partnership programme")
    shares = claim("cooperate", "JPN", "NATO", object="intelligence", status="not_done")
    areas = claim("cooperate", "JPN", "NATO", object="areas of cooperation", quantity=16.0, unit="areas")
    rows = {row.form: row for row in state(agreed, shares, areas).partnerships}
    assert {row.partner for row in rows.values()} == {"JPN"}
    assert (rows["partnership programme"].status, rows["intelligence"].status, rows[None].areas) == (
        "done",
        "not_done",
        16,
    )


def test_an_objection_of_a_member_blocks_and_later_plans_come_next(claim: MakeClaim, state: FoldOn) -> None:
    found = state(
        claim("propose", "NATO", object="NATO liaison office in Tokyo"),
        claim("support", "GBR", object="liaison office in Tokyo"),
        claim("reject", "FRA", "NATO", object="Tokyo liaison office plan"),
        claim(
            "launch", "NATO", object="NATO liaison office in Tokyo", on=("2024-01-01", "2024-12-31"), status="planned"
        ),
        claim("propose", "EU", object="office in Tokyo"),
    )
    (row,) = [row for row in found.proposals if "NATO" in row.by]
    assert (row.proposal, row.by, row.backers, row.objectors) == (
        "NATO liaison office in Tokyo",
        ("NATO",),
        ("GBR",),
        ("FRA",),
    )
    assert (row.outcome, row.next) == ("blocked", Interval(date(2024, 1, 1), date(2024, 12, 31)))


@pytest.mark.parametrize(
    ("act", "by", "said", "outcome"),
    [
        ("adopt", "EU/EP", {"votes": Votes(406, 212)}, "adopted"),
        ("adopt", "EU/EP", {"status": "planned"}, "planned"),
        ("adopt", "EU/EP", {"status": "not_done"}, "not_adopted"),
        ("reject", "EU/EP", {}, "rejected"),
        ("reject", "", {}, "rejected"),
        ("reject", "RUS", {}, "unknown"),
    ],
)
def test_outcomes(act: str, by: str, said: dict[str, object], outcome: str, claim: MakeClaim, state: FoldOn) -> None:
    (row,) = state(claim(act, by, "EU", object="resolution on mutual defence", **said)).proposals
    assert (row.outcome, row.votes) == (outcome, said.get("votes"))


def test_the_same_words_a_year_later_are_a_new_proposal(claim: MakeClaim, state: FoldOn) -> None:
    claims = [
        claim("adopt", "NATO", on=on, object="defence plans for the east")
        for on in ("2020-01-01", "2020-06-01", "2022-01-01")
    ]
    assert sorted(len(row.claims) for row in state(*claims).proposals) == [1, 2]


def test_a_resolution_without_a_name_is_its_reports(claim: MakeClaim, state: FoldOn) -> None:
    here = [
        claim("adopt", "EU/EP", object="the resolution", votes=Votes(406, 212)),
        claim("adopt", "EU", object="resolution"),
    ]
    there = claim("adopt", "EU/EP", object="resolution", report="b.txt")
    assert sorted((len(row.claims), row.votes is not None) for row in state(*here, there).proposals) == [
        (1, False),
        (2, True),
    ]


def test_an_objection_is_no_proposal(claim: MakeClaim, state: FoldOn) -> None:
    assert not state(claim("reject", "FRA", "NATO", object="strong objection")).proposals


def test_clauses_invoked_and_not_invoked(claim: MakeClaim, state: FoldOn) -> None:
    rows = state(
        claim("invoke", "FRA", object="Article 42-7 of the Lisbon treaty"),
        claim("invoke", "FRA", object="EU treaty"),
        claim("invoke", "FRA", object="NATO's collective defense clause", status="not_done"),
        claim("invoke", "POL", object="Article 5"),
    ).invocations
    assert {(row.clause, row.by, row.status): len(row.claims) for row in rows} == {
        ("teu:42.7", "FRA", "done"): 2,
        ("nat:5", "FRA", "not_done"): 1,
        ("Article 5", "POL", "done"): 1,
    }


def test_invoked_here_and_not_there_is_a_conflict(claim: MakeClaim, state: FoldOn) -> None:
    yes, no = (claim("invoke", "FRA", object="x", object_id="nat:5", status=status) for status in ("done", "not_done"))
    (conflict,) = state(yes, replace(no, report="b.txt")).conflicts
    assert [(value.value, value.claims) for value in conflict.values] == [
        ("it did", (yes.id,)),
        ("it did not", (no.id,)),
    ]


def test_claims_of_one_attack_are_one_incident_with_the_least_and_most_killed(claim: MakeClaim, state: FoldOn) -> None:
    claims = [
        claim("attack", "", "FRA", place="Paris", country="FRA", quantity=130.0, unit="people dead"),
        claim("attack", "ISIS", "FRA", place="Paris", country="FRA", quantity=128.0, unit="dead", report="b.txt"),
        claim("attack", "RUS", "UKR", status="possible"),
    ]
    found = state(*claims)
    (row,) = found.incidents
    assert (row.by, row.target, row.killed, row.sources) == (("ISIS",), ("FRA",), (128, 130), 2)
    assert not state(*claims, on="2022-03-23").incidents


def test_numbers_killed_in_an_incident_conflict(claim: MakeClaim, state: FoldOn) -> None:
    one = claim("attack", "ISIS", "FRA", place="Paris", country="FRA", quantity=130.0, unit="dead")
    found = state(one, replace(one, id="x", report="b.txt", quantity=128.0))
    assert [value.value for value in found.conflicts[0].values] == ["128 dead", "130 dead"]


def test_stances_are_of_each_toward_each(claim: MakeClaim, state: FoldOn) -> None:
    rows = state(
        claim("criticise", "USA GBR", "RUS", object="invasion"),
        claim("criticise", "JPN", "RUS", object="invasion", status="not_done"),
    ).stances
    assert {(row.of, row.toward, row.stance, row.status) for row in rows} == {
        ("USA", "RUS", "criticise", "done"),
        ("GBR", "RUS", "criticise", "done"),
        ("JPN", "RUS", "criticise", "not_done"),
    }


def test_a_term_extended_and_a_successor_talked_of(claim: MakeClaim, state: FoldOn) -> None:
    office = {"object": "Secretary General of NATO"}
    sentence = "His mandate has just been extended until September 30, 2023."
    extended = claim("appoint", targets=STOLTENBERG, sentence=sentence, **office)
    talked = claim("appoint", targets=RUTTE, status="possible", **office)
    (row,) = state(extended, talked).posts
    assert (row.holder, row.since, row.extended_until) == ("jens-stoltenberg", day("2014-10-01"), day("2023-09-30"))
    assert (row.successor, row.candidates, row.claims) == (None, ("mark-rutte",), (extended.id, talked.id))
    (row,) = state(claim("appoint", targets=RUTTE, status="planned", **office)).posts
    assert row.successor == "mark-rutte"


def test_an_extension_may_stand_beside_the_search_for_a_successor(claim: MakeClaim, state: FoldOn) -> None:
    sentence = "A successor must be found, even if his mandate has just been extended until 30 September 2023."
    sought = claim("appoint", status="planned", object="Secretary General of NATO", sentence=sentence)
    (row,) = state(replace(sought, targets=(Actor("a successor"),))).posts
    assert (row.holder, row.extended_until, row.successor) == ("jens-stoltenberg", day("2023-09-30"), None)
    (row,) = state(replace(sought, sentence="He was in office until 30 September 2023.")).posts
    assert row.extended_until is None


@pytest.mark.parametrize(("on", "holder"), [("2024-09-30", "jens-stoltenberg"), ("2024-10-01", "mark-rutte")])
def test_the_holder_changes_on_the_day(on: str, holder: str, state: FoldOn) -> None:
    (row,) = state(on=on).posts
    assert (row.holder, row.reference) == (holder, (f"nato-secretary-general: {holder}",))


def test_a_holder_that_whos_who_does_not_know_is_a_conflict(claim: MakeClaim, state: FoldOn) -> None:
    other = claim("appoint", targets=(Actor("A. Nother", "NATO", "a-nother"),), object="Secretary General of NATO")
    found = state(other)
    assert {row.holder for row in found.posts} == {"jens-stoltenberg", "a-nother"}
    assert found.conflicts[0].about == "who holds nato-secretary-general"


@pytest.mark.parametrize(
    ("on", "status", "ratified"),
    [
        ("2022-06-28", None, 0),
        ("2022-06-29", "acceding", 0),
        ("2023-04-03", "acceding", 1),
        ("2023-04-04", "member", 1),
    ],
)
def test_steps_of_accession(on: str, status: str | None, ratified: int, state: FoldOn) -> None:
    rows = [row for row in state(on=on).members if row.state == "FIN"]
    assert [row.status for row in rows] == ([status] if status else [])
    assert all((len(row.ratified_by), row.invited) == (ratified, day("2022-06-29")) for row in rows)


def test_a_member_that_left_is_ended_and_one_never_in_is_not_said(state: FoldOn) -> None:
    for on, status in (("2020-01-31", "member"), ("2020-02-01", "ended")):
        assert {row.state: row.status for row in state(on=on).members if row.org == "EU"} == {"GBR": status}


def test_claims_of_joining_add_to_whos_who_or_contradict_it(claim: MakeClaim, state: FoldOn) -> None:
    join = claim("join", "FRA", "NATO")
    assert [row.claims for row in state(join).members if row.state == "FRA"] == [(join.id,)]
    early = claim("join", "FIN", "NATO", on="2022-05-01")
    found = state(early, on="2022-07-10")
    assert [value.value for value in found.conflicts[0].values] == ["joined", "acceding (who's who)"]
    assert [
        row.status for row in state(claim("join", "UKR", "NATO", status="not_done")).members if row.state == "UKR"
    ] == ["not_done"]


def test_unresolved_parties_stand_in_their_own_words(claim: MakeClaim, state: FoldOn) -> None:
    nobody = replace(claim("criticise", "", "RUS"), actors=(Actor("critics"),))
    assert [row.of for row in state(nobody).stances] == ["critics"]
    assert actors("FRA")[0].for_ == "FRA"
