"""One thing told in several ways is one row: plans, missions, incidents, clauses."""

from dataclasses import replace

import pytest

from foederis.model import Actor, Claim, Interval, Votes
from foederis.state.events import gather

from .conftest import FoldOn, MakeClaim, day

OFFICE = "plan:JPN-NATO-liaison-office"
STOLTENBERG = (Actor("Stoltenberg", "NATO", "jens-stoltenberg"),)


def of_office(claim: MakeClaim) -> list[Claim]:
    told = [
        claim("propose", "NATO", object="Tokyo liaison office proposal"),
        claim("reject", "FRA", object="plan"),
        claim("reject", "FRA", object="vehement objection"),
        claim("adopt", "GBR", object="tacit approval"),
        claim("suspend", "NATO", object="Pacific outreach idea"),
    ]
    return [replace(each, object_id=OFFICE) for each in told]


def test_a_plan_under_all_its_names_is_one_proposal(claim: MakeClaim, state: FoldOn) -> None:
    told = of_office(claim)
    (row,) = state(*told).proposals
    assert set(row.claims) == {each.id for each in told}
    assert (row.proposal, row.by, row.backers, row.objectors) == (
        "Tokyo liaison office proposal",
        ("NATO",),
        ("GBR",),
        ("FRA",),
    )
    assert row.outcome == "blocked"


def test_another_report_joins_by_the_same_words(claim: MakeClaim, state: FoldOn) -> None:
    elsewhere = claim("reject", "GBR", object="NATO liaison office in Tokyo", report="b.txt")
    (row,) = state(*of_office(claim), elsewhere).proposals
    assert (row.objectors, row.sources) == (("FRA", "GBR"), 2)


def test_who_turns_down_their_own_proposal_shelves_it(claim: MakeClaim, state: FoldOn) -> None:
    office = {"object": "liaison office in Tokyo"}
    (row,) = state(claim("propose", "NATO", **office), claim("reject", "NATO", **office)).proposals
    assert (row.by, row.objectors, row.outcome) == (("NATO",), (), "shelved")


def test_a_resolution_with_an_id_is_its_adopters_though_nobody_is_named(claim: MakeClaim, state: FoldOn) -> None:
    thing = {"object": "resolution", "object_id": "text:20220324-EU/EP-resolution"}
    votes = Votes(406, 212)
    (row,) = state(claim("adopt", "EU/EP", **thing), claim("adopt", votes=votes, **thing)).proposals
    assert (row.by, row.votes) == (("EU/EP",), votes)


def test_resolutions_are_told_apart_by_their_numbers(claim: MakeClaim, state: FoldOn) -> None:
    told = [
        claim("adopt", "EU/EP", object=f"European Council crisis resolution {number}") for number in (2249, 2254, 2249)
    ]
    assert {row.claims for row in state(*told).proposals} == {(told[0].id, told[2].id), (told[1].id,)}


def test_what_was_not_adopted_says_by_whom(claim: MakeClaim, state: FoldOn) -> None:
    not_theirs = claim("adopt", "NATO EU", object="decision", status="not_done", because="it was the Americans'")
    theirs = claim("adopt", "USA", object="emergency decision")
    rows = {row.outcome: row for row in state(not_theirs, theirs).proposals}
    assert rows["not_adopted"].not_by == ("EU", "NATO")
    assert rows["adopted"].by == ("USA",)


def test_an_attack_known_to_whos_who_is_one_incident(claim: MakeClaim, state: FoldOn) -> None:
    told = [
        claim("attack", object="deadly harbour attacks", on=("2022-02-01", "2022-02-28")),
        claim("attack", "FRA", object="harbour massacre", on="2022-02-03"),
        claim("attack", "ISIS", "FRA", object="harbour attack", on=("2022-02-03", "2022-02-03")),
    ]
    toll = "The attacks left 1,130 people dead and 200 wounded."
    killed = replace(told[0], id="x", quantity=1130.0, unit="people", sentence=toll)
    (row,) = state(*told, killed).incidents
    assert (row.what, row.by, row.target) == ("attack: Harbour attacks", ("ISIS",), ("FRA",))
    assert (row.on, row.killed, row.reference) == (day("2022-02-03"), (1130, 1130), ("harbour-attacks",))


@pytest.mark.parametrize(
    "other", [{"on": "2022-02-04"}, {"country": "DEU", "on": "2022-02-03"}, {"to": "DEU", "on": "2022-02-03"}]
)
def test_an_attack_of_another_day_or_elsewhere_is_another(
    other: dict[str, str], claim: MakeClaim, state: FoldOn
) -> None:
    (row,) = state(claim("attack", object="harbour attack", **other)).incidents
    assert row.reference == ()


@pytest.mark.parametrize(
    ("sentence", "killed"),
    [
        ("It left 130 people dead.", True),
        ("It killed at least 130 people.", True),
        ("It killed 12 and wounded 130 people.", False),
        ("It hit 130 people.", False),
    ],
)
def test_a_toll_stands_beside_its_number(sentence: str, killed: bool, claim: MakeClaim, state: FoldOn) -> None:
    (row,) = state(claim("attack", "ISIS", "FRA", quantity=130.0, unit="people", sentence=sentence)).incidents
    assert row.killed == ((130, 130) if killed else None)


def test_strikes_name_no_thing_that_was_hit(claim: MakeClaim, state: FoldOn) -> None:
    one, other = (
        claim("attack", "ISIS", "FRA", object="attacks"),
        claim("attack", "ISIS", "FRA", object="train station"),
    )
    (row,) = state(one, other).incidents
    assert row.what == "attack: train station"


def test_people_and_command_of_a_mission(claim: MakeClaim, state: FoldOn) -> None:
    soldiers = claim("deploy", object="soldiers", object_id="NATO/NMI", quantity=500.0, unit="soldiers")
    soldiers = replace(soldiers, actors=(Actor("some 500 soldiers"),))
    command = claim("provide", "GBR", "NATO", object="mission personnel and command")
    (row,) = (row for row in state(soldiers, command).missions if row.claims)
    assert (row.personnel, row.command, row.participants, row.by) == (500, ("GBR",), ("GBR",), ("NATO",))
    (force,) = state(soldiers).forces
    assert (force.contributor, force.place, force.command) == (None, "IRQ", "NATO/NMI")


@pytest.mark.parametrize(
    ("on", "command"), [("2021-01-09", ()), ("2021-01-10", ("GBR",)), ("2021-02-09", ("GBR",)), ("2021-02-10", ())]
)
def test_a_mission_is_commanded_by_its_commanders_state(on: str, command: tuple[str, ...], state: FoldOn) -> None:
    (row,) = (row for row in state(on=on).missions if "NATO/NMI" in row.reference)
    assert row.command == command


def test_claims_say_better_who_commands(claim: MakeClaim, state: FoldOn) -> None:
    given = claim("provide", "FRA", "NATO", object="command", object_id="NATO/NMI", on="2021-02-01")
    (row,) = (row for row in state(given, on="2021-02-01").missions if row.claims)
    assert (row.command, row.reference) == (("FRA",), ("NATO/NMI",))


def test_what_is_suspended_at_large_joins_what_is_named(claim: MakeClaim, state: FoldOn) -> None:
    told = [
        claim("suspend", "EU", object="activities in Iraq", country="IRQ"),
        claim("suspend", "EU", object="patrols"),
        claim("suspend", "EU", object="training"),
    ]
    rows = {row.mission: row.claims for row in state(*told).missions if row.claims}
    assert rows == {"patrols": (told[0].id, told[1].id), "training": (told[0].id, told[2].id)}


def test_one_report_that_has_a_thing_both_begun_and_to_come_is_not_believed(claim: MakeClaim, state: FoldOn) -> None:
    begun = claim("launch", object="Tokyo office", object_id=OFFICE, on=(None, "2022-03-24"))
    to_come = claim("launch", object="NATO office", object_id=OFFICE, status="planned", on=("2022-03-24", "2022-12-31"))
    found = state(begun, to_come)
    assert not any(row.claims for row in found.missions)
    assert (found.conflicts[0].of, set(found.conflicts[0].claims)) == (("NATO",), {begun.id, to_come.id})
    assert [value.value for value in found.conflicts[0].values] == ["it did", "it is still to come"]
    other = replace(to_come, report="b.txt")
    assert [row.status for row in state(begun, other).missions if row.claims] == ["active"]


def test_a_clause_is_that_of_the_alliance_one_belongs_to(claim: MakeClaim, state: FoldOn) -> None:
    rows = state(claim("invoke", "FRA", object="Article 5"), claim("invoke", "JPN", object="Article 5")).invocations
    assert {(row.by, row.clause) for row in rows} == {("FRA", "nat:5"), ("JPN", "Article 5")}


@pytest.mark.parametrize(
    ("sentence", "first"),
    [
        ("France invoked it for the first time.", True),
        ("France invoked it for the first time since 2001.", None),
        ("France invoked it.", None),
    ],
)
def test_a_first_use_is_said_to_be_one(sentence: str, first: bool | None, claim: MakeClaim, state: FoldOn) -> None:
    (row,) = state(claim("invoke", "FRA", object="Article 42(7)", sentence=sentence, because="it was hit")).invocations
    assert (row.clause, row.first, row.because) == ("teu:42.7", first, "it was hit")


@pytest.mark.parametrize(("status", "leaving", "until"), [("planned", "planned", None), ("not_done", "not_done", None)])
def test_whether_a_holder_is_leaving(status: str, leaving: str, until: None, claim: MakeClaim, state: FoldOn) -> None:
    (row,) = state(claim("depart", actors=STOLTENBERG, status=status), known=day("2022-03-24").latest).posts
    assert (row.post, row.leaving, row.until) == ("nato-secretary-general", leaving, until)


def test_whos_who_knows_the_last_day_better(claim: MakeClaim, state: FoldOn) -> None:
    (row,) = state(claim("depart", actors=STOLTENBERG, on="2022-03-01"), known=day("2022-03-24").latest).posts
    assert (row.leaving, row.until) == ("done", None)


def test_one_said_to_have_left_long_ago_whom_whos_who_has_in_office(claim: MakeClaim, state: FoldOn) -> None:
    left = claim("depart", actors=STOLTENBERG, on="2021-04-01")
    (conflict,) = state(left).conflicts
    assert [value.value for value in conflict.values] == ["left", "holds it (who's who)"]
    assert not state(claim("depart", actors=STOLTENBERG, on="2022-03-01")).conflicts


def test_areas_of_cooperation_that_grew(claim: MakeClaim, state: FoldOn) -> None:
    grown = claim("cooperate", "JPN", "NATO", quantity=16.0, unit="areas", sentence="The areas grew from nine to 16.")
    (row,) = state(grown).partnerships
    assert (row.areas, row.areas_before) == (16, 9)
    (row,) = state(replace(grown, sentence="There are 16 areas.")).partnerships
    assert row.areas_before is None


def test_a_claim_open_on_one_side_is_of_the_attack_that_ends_it(claim: MakeClaim, state: FoldOn) -> None:
    (row,) = state(claim("attack", object="harbour attack", on=(None, "2022-02-03"))).incidents
    assert row.on == Interval(day("2022-02-03").earliest, day("2022-02-03").latest)


def test_a_stance_on_one_thing_is_one_row(claim: MakeClaim, state: FoldOn) -> None:
    plan = claim("reject", "FRA", object="plan", object_id=OFFICE)
    office = replace(plan, id="x", object="liaison office in Tokyo")
    objection = replace(plan, id="y", object="strong objection")
    (row,) = state(plan, office, objection).stances
    assert (row.about, row.thing) == ("liaison office in Tokyo", OFFICE)


def test_two_gifts_of_people_to_a_mission_are_two_events(claim: MakeClaim) -> None:
    soldiers = claim("deploy", object="soldiers", object_id="NATO/NMI")
    trainers = claim("deploy", "GBR", object="trainers", object_id="NATO/NMI")
    assert len(gather([soldiers, trainers], ()).events) == 2
