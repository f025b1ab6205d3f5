"""An incident takes from claims what they carry and nothing else; open, invoked and not said are kept apart."""

from __future__ import annotations

from typing import Any

import pytest
from duties_samples import answer, claim, clause, who
from hypothesis import given, settings
from hypothesis import strategies as st

from foederis.duties import incident_case
from foederis.duties.clauses import law_as_of
from foederis.duties.evidence import gather
from foederis.duties.model import Duties
from foederis.law import CaseError, load_law
from foederis.model import Actor, Claim
from foederis.state.fold import fold

ATTACK: dict[str, Any] = {"place": "Tallinn", "country": "EST"}


def facts(*claims: Claim) -> dict[str, object]:
    (one,) = answer(claims).incidents[0].cases
    return {fact.name: fact.value for fact in one.case.facts}


def test_what_no_claim_says_stays_unknown() -> None:
    said = facts(claim("attack", [], ["EST"]))
    assert said["target"] == "EST"
    assert {said["form"], said["object"], said["attribution"], said["scale"], said["accident"]} == {None}
    assert "by" not in said


def test_a_plane_brought_down_is_a_shootdown_and_an_airliner_no_public_aircraft() -> None:
    plane = claim("attack", ["TUR"], ["RUS"], object="Russian bomber", sentence="Turkey shot down a Russian bomber.")
    assert (facts(plane)["form"], facts(plane)["object"]) == ("shootdown", "aircraft")
    airliner = claim("attack", ["TUR"], ["RUS"], object="passenger plane", sentence="They shot down a passenger plane.")
    assert facts(airliner)["object"] is None


def test_words_of_another_attack_in_the_sentence_do_not_count() -> None:
    sentence = "After the suicide bombing in Kyiv shells fell on Minsk."
    bombing = claim("attack", [], ["UKR"], object="suicide bombing", place="Kyiv", sentence=sentence)
    shells = claim("attack", [], ["BLR"], place="Minsk", sentence=sentence)
    forms = {
        one.case.incident.target: one.case.incident.form
        for each in answer([bombing, shells]).incidents
        for one in each.cases
    }
    assert forms == {"UKR": "terrorist_attack", "BLR": None}


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        ([], "clear"),
        ([claim("deny", ["RUS"], object="involvement in the attack")], "disputed"),
        ([claim("deny", ["BLR"], object="involvement in the attack")], "clear"),
        ([claim("deny", ["RUS"], object="involvement in the attack", day="2019-05-01")], "clear"),
        ([claim("attack", ["BLR"], ["EST"], report="b.txt", **ATTACK)], "disputed"),
        ([claim("attack", ["RUS"], ["EST"], report="b.txt", **ATTACK)], "clear"),
    ],
)
def test_who_did_it_is_clear_until_somebody_says_otherwise(other: list[Claim], expected: str) -> None:
    found = answer([claim("attack", ["RUS"], ["EST"], **ATTACK), *other])
    assert expected in {one.case.incident.attribution for each in found.incidents for one in each.cases}


def test_an_accusation_alone_makes_nothing_clear() -> None:
    assert facts(claim("attack", ["RUS"], ["EST"], speaker=Actor("Tallinn", "EST")))["attribution"] is None
    assert facts(claim("attack", ["RUS"], ["EST"], speaker=Actor("Moscow", "RUS")))["attribution"] == "clear"


def test_where_nobody_is_named_as_hit_the_case_says_what_it_takes_for_granted() -> None:
    one = answer([claim("attack", ["RUS"], [], **ATTACK)]).incidents[0].cases[0]
    assert one.case.only_if
    assert {each.finding for each in one.clauses if each.standing == "open"} == {"arguable"}
    assert answer([claim("attack", ["RUS"], [])]).incidents[0].not_assessed


def test_each_state_hit_is_a_case() -> None:
    found = answer([claim("attack", ["RUS"], ["EST", "LVA"])])
    assert [one.case.incident.target for one in found.incidents[0].cases] == ["EST", "LVA"]
    claims = [claim("attack", ["RUS"], ["EST", "LVA"])]
    state = fold(claims, who(), on=found.on)
    with pytest.raises(CaseError, match="several"):
        incident_case(state.incidents[0], gather(state, claims, who(), load_law()))


def called(*more: Claim) -> Duties:
    return answer([claim("attack", ["RUS"], ["EST"], **ATTACK), *more])


def test_open_and_invoked_are_two_questions() -> None:
    invoked = claim("invoke", ["EST"], object="Article 5 of the NATO treaty", object_id="nat:5", day="2019-05-05")
    refused = claim(
        "invoke", ["EST"], object_id="teu:42.7", object="Article 42(7)", status="not_done", day="2019-05-05"
    )
    found = called(invoked, refused)
    assert (clause(found, "nat:5").standing, clause(found, "nat:5").use) == ("open", "invoked")
    assert (clause(found, "teu:42.7").standing, clause(found, "teu:42.7").use) == ("open", "not_invoked")
    assert (clause(found, "nat:4").standing, clause(found, "nat:4").use) == ("open", "not_said")
    assert not found.untied


def test_a_treaty_that_ended_is_not_in_force_rather_than_not_invoked() -> None:
    found = answer([claim("attack", ["RUS"], ["FRA"], place="Paris", country="FRA")])
    ended = clause(found, "weu:V")
    assert (ended.standing, ended.use) == ("not_in_force", "not_said")
    assert clause(found, "nat:5").standing == "open"
    beyond = answer([claim("attack", ["FRA"], ["RUS"], place="Moscow", country="RUS")])
    assert clause(beyond, "nat:5").standing == "no_party"


def test_a_yes_and_a_no_of_one_party_contradict_each_other() -> None:
    yes = claim("invoke", ["EST"], object_id="nat:5", object="Article 5", day="2019-05-05")
    no = claim("invoke", ["EST"], object_id="nat:5", object="Article 5", status="not_done", day="2019-05-06")
    assert clause(called(yes, no), "nat:5").use == "contradicted"
    maybe = claim("invoke", ["EST"], object_id="nat:5", object="Article 5", status="possible", day="2019-05-06")
    assert clause(called(maybe), "nat:5").use == "talked_of"


@pytest.mark.parametrize(
    ("by", "day", "report"),
    [("EST", "2019-05-01", "a.txt"), ("EST", "2019-05-30", "far.txt"), ("PRT", "2019-05-05", "a.txt")],
)
def test_a_call_before_the_incident_or_by_a_stranger_is_not_about_it(by: str, day: str, report: str) -> None:
    call = claim("invoke", [by], object_id="teu:42.7", object="Article 42(7)", day=day, report=report)
    found = called(call)
    tied = clause(found, "teu:42.7").use == "invoked"
    assert tied == (day > "2019-05-04" and by == "EST")
    assert bool(found.untied) != tied


def test_any_party_may_call_for_consultations_in_a_report_that_tells_of_the_attack() -> None:
    found = called(claim("invoke", ["POL"], object_id="nat:4", object="Article 4", day="2019-05-05"))
    (call,) = clause(found, "nat:4").calls
    assert (call.by, call.may) == ("POL", True)


def test_a_use_of_a_clause_is_not_known_before_it_came() -> None:
    def settled(on: str) -> bool:
        law = law_as_of(load_law(), answer([], on).on)
        return any(
            use.by == ("FRA",) for i in law.instruments for c in i.clauses if c.id == "teu:42.7" for use in c.uses
        )

    assert (settled("2015-11-16"), settled("2015-11-17")) == (False, True)


SAID = (
    claim("attack", ["RUS"], ["EST"], **ATTACK),
    claim("deny", ["RUS"], object="attack"),
    claim("deny", ["RUS"], object="involvement", day="2019-05-06"),
    claim("invoke", ["EST"], object="Article 5", object_id="nat:5", day="2019-05-05"),
    claim("request", ["EST"], ["POL"], object="patrol planes", day="2019-05-06"),
    claim("request", ["EST"], ["DEU"], object="patrol ships", day="2019-05-06"),
)


@settings(deadline=None, max_examples=30)
@given(st.permutations(SAID))
def test_the_order_of_claims_does_not_matter(claims: list[Claim]) -> None:
    assert answer(claims) == answer(SAID)
