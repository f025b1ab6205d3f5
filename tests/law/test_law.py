"""Reasons, settled facts, refusals, and the public API of the law."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foederis.law import NO_STATE, CaseError, Finding, Incident, Reason, assess, from_case, load_law, to_case
from foederis.law.facts import VALUES
from foederis.law.load import _CLAUSE_KEYS, DUTIES

GRAVE = Incident(
    on=date(2025, 6, 15),
    target="EST",
    by="RUS",
    country="EST",
    form="armed_attack",
    object="territory",
    attribution="clear",
    origin="abroad",
    accident=False,
    force="used",
    first_use="clear",
    scale="grave",
)


def found(incident: Incident, clause: str) -> Finding:
    return next(f for f in assess(incident).findings if f.clause == clause)


def leaves(reason: Reason) -> list[Reason]:
    return [leaf for part in reason.parts for leaf in leaves(part)] if reason.parts else [reason]


def test_every_clause_of_the_data_is_answered() -> None:
    clauses = [clause.id for instrument in load_law().instruments for clause in instrument.clauses]
    assert [finding.clause for finding in assess(GRAVE).findings] == clauses
    assert len(clauses) == 26


def test_a_fact_that_is_not_given_leaves_the_clause_arguable_and_says_what_would_settle_it() -> None:
    finding = found(replace(GRAVE, attribution=None), "nat:5")
    assert finding.finding == "arguable"
    assert finding.if_ == ("it is clear who did it",)


@pytest.mark.parametrize("fact", ["attribution", "accident", "scale", "first_use"])
def test_each_doubt_of_fact_is_enough(fact: str) -> None:
    assert found(GRAVE, "nat:5").finding == "applies"
    assert found(replace(GRAVE, **{fact: None}), "nat:5").finding == "arguable"


def test_an_accident_beats_every_doubt() -> None:
    assert found(replace(GRAVE, accident=True, attribution=None), "nat:5").finding == "does_not_apply"


def test_does_not_apply_binds_nobody_and_owes_nothing() -> None:
    finding = found(replace(GRAVE, target="AUT", country="AUT"), "nat:5")
    assert (finding.duty, finding.bound, finding.may_invoke, finding.decides) == (None, (), (), None)


def test_the_reasons_name_the_article_of_each_limb() -> None:
    area = next(reason for reason in found(GRAVE, "nat:5").reasons if reason.test == "area")
    assert area.holds
    assert area.article == "6(1)"


def test_a_clause_that_is_not_in_force_says_since_when() -> None:
    finding = found(replace(GRAVE, on=date(1949, 8, 23), target="FRA", country="FRA"), "nat:5")
    told = [leaf.because for reason in finding.reasons for leaf in leaves(reason) if leaf.holds is False]
    assert any("1949-04-04" in because for because in told)


def test_force_and_origin_follow_from_the_words_themselves() -> None:
    assessment = assess(replace(GRAVE, force=None, origin=None))
    assert found(replace(GRAVE, force=None, origin=None), "nat:5").finding == "applies"
    assert len([line for line in assessment.derived if "force" in line or "origin" in line]) == 2


def test_with_no_facts_nothing_is_taken_for_granted() -> None:
    findings = assess(Incident(date(2025, 6, 15), "EST")).findings
    assert not [finding.clause for finding in findings if finding.finding == "applies"]
    assert found(Incident(date(2025, 6, 15), "EST"), "nat:4").if_ == ("it was no disaster",)


def test_a_cyber_attack_does_not_by_itself_mean_force() -> None:
    finding = found(replace(GRAVE, form="cyber_attack", force=None), "nat:5")
    assert finding.finding == "arguable"
    assert "force was used" in finding.if_


def test_high_seas_are_not_an_unknown_place() -> None:
    ship = replace(GRAVE, object="vessel", scale="grave")
    assert found(replace(ship, country=NO_STATE, place="Red Sea"), "nat:5").finding == "does_not_apply"
    assert found(replace(ship, country=None, place=None), "nat:5").finding == "arguable"


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"target": "XXX"}, "alpha-3"),
        ({"by": "Hezbollah"}, "non-state:NAME"),
        ({"country": "Syria"}, "high seas"),
        ({"form": "raid"}, "armed_attack"),
        ({"by": "EST"}, "attack itself"),
        ({"at": (91.0, 0.0)}, "latitude"),
    ],
)
def test_wrong_facts_are_refused_with_what_would_help(change: dict[str, object], message: str) -> None:
    with pytest.raises(CaseError, match=message):
        assess(replace(GRAVE, **change))


JUNK = st.none() | st.booleans() | st.integers() | st.text(max_size=8) | st.lists(st.integers(), max_size=3)


@settings(max_examples=150, deadline=None)
@given(st.dictionaries(st.sampled_from([*Incident.__dataclass_fields__, "note"]), JUNK))
def test_no_case_can_crash_the_reader(case: dict[str, Any]) -> None:
    try:
        incident = from_case({"on": "2020-01-01", "target": "FRA", **case})
    except CaseError:
        return
    assert len(assess(incident).findings) == 26


def test_a_place_of_another_state_is_reported() -> None:
    problems = assess(replace(GRAVE, place="Chicago")).problems
    assert [problem.code for problem in problems] == ["contradiction"]


def test_cases_round_trip() -> None:
    case = {"id": "x", "on": "2022-09-26", "target": "DNK", "country": None, "place": "Baltic Sea", "accident": False}
    assert to_case(from_case(case)) == case


def test_the_assessment_can_be_asked_for_another_day() -> None:
    assert assess(GRAVE, on=date(2004, 3, 28)).case.on == date(2004, 3, 28)
    assert (
        next(f for f in assess(GRAVE, on=date(2004, 3, 28)).findings if f.clause == "nat:5").finding == "does_not_apply"
    )


def test_every_value_of_the_closed_lists_is_accepted() -> None:
    for fact, values in VALUES.items():
        for value in values:
            assess(replace(GRAVE, **{fact: value}))


FACTS = {
    "attribution": ["clear", "disputed", "none"],
    "accident": [True, False],
    "scale": ["grave", "minor"],
    "first_use": ["clear", "disputed"],
    "object": list(VALUES["object"]),
}


@settings(max_examples=80, deadline=None)
@given(
    st.fixed_dictionaries({name: st.sampled_from(values) for name, values in FACTS.items()}),
    st.sampled_from(["USA", "FRA", "RUS", "PHL", "CYP", "KWT"]),
    st.sampled_from(sorted(FACTS)),
)
def test_knowing_less_never_makes_the_answer_surer(facts: dict[str, Any], target: str, forgotten: str) -> None:
    incident = replace(GRAVE, target=target, by="CHN", country="JPN", on=date(2001, 9, 11), **facts)
    surer = {f.clause: f.finding for f in assess(incident).findings}
    heedless = {c.id for i in load_law().instruments for c in i.clauses if "doubts" in c.waives}
    for finding in assess(replace(incident, **{forgotten: None})).findings:
        if forgotten == "accident" and finding.clause in heedless:
            continue  # a duty to consult on a party's own opinion does not wait for that to be known
        assert finding.finding in ("arguable", surer[finding.clause])


def test_every_fact_form_object_and_duty_word_is_documented() -> None:
    text = (Path(__file__).parents[2] / "docs" / "law.md").read_text(encoding="utf-8")
    words = {*VALUES, *(value for values in VALUES.values() for value in values), *DUTIES, *_CLAUSE_KEYS}
    assert not sorted(word for word in words if word not in text)
