"""A mission's grounds: mandate, the host's consent, and what speaks against it; silence stays silence."""

from __future__ import annotations

from typing import Any

import pytest
from duties_samples import answer, claim

from foederis.duties.model import MissionAnswer
from foederis.model import Claim

MISSION = "NATO/NMI"
LAUNCH: dict[str, Any] = {"object": "NATO Mission Iraq", "country": "IRQ"}


def mission(*more: Claim) -> MissionAnswer:
    found = answer([claim("suspend", ["NATO"], object="NATO Mission Iraq", country="IRQ"), *more])
    return next(each for each in found.missions if each.id == MISSION)


def demand(by: str, status: str = "done", **more: Any) -> Claim:
    return claim("request", [by], ["foreign troops="], object="departure of foreign troops", status=status, **more)


def test_without_a_word_of_it_consent_and_mandate_are_not_said() -> None:
    found = mission()
    assert (found.host, found.owner, found.consent, found.mandate) == ("IRQ", "NATO", "not_said", ())
    assert [(change.act, change.status) for change in found.changes] == [("suspend", "done")]


def test_a_request_of_the_host_or_words_of_invitation_are_consent() -> None:
    assert mission(claim("request", ["IRQ"], ["NATO"], object="NATO presence")).consent == "given"
    invited = "We are here at the invitation of the Iraqi authorities, said the general."
    assert mission(claim("support", ["NATO"], sentence=invited)).consent == "given"
    assert mission(claim("support", ["NATO"], sentence=invited.replace("Iraqi", "Syrian"))).consent == "not_said"
    assert mission(claim("request", ["SYR"], ["NATO"], object="NATO presence")).consent == "not_said"


def test_a_parliament_demands_and_a_government_withdraws() -> None:
    given = claim("request", ["IRQ"], ["NATO"], object="NATO presence", day="2019-05-01")
    assert mission(demand("the Iraqi Parliament=IRQ")).consent == "leave_demanded"
    assert mission(given, demand("the Iraqi Parliament=IRQ")).consent == "contested"
    assert mission(given, demand("the government=IRQ")).consent == "withdrawn"
    assert mission(given, demand("the government=IRQ", status="possible")).consent == "given"
    again = claim("request", ["IRQ"], ["NATO"], object="NATO presence", day="2019-05-20")
    assert mission(demand("the government=IRQ"), again).consent == "contested"


def test_what_a_parliament_asks_its_government_to_ask_is_not_yet_asked() -> None:
    first = claim("request", ["the Iraqi Parliament=IRQ"], ["IRQ"], object="withdrawal of troops", start=40)
    second = demand("the government=IRQ", start=40)
    assert mission(first, second).consent == "leave_demanded"
    assert mission(first, demand("the government=IRQ", start=90)).consent == "withdrawn"


def test_a_demand_of_another_host_or_report_does_not_concern_the_mission() -> None:
    assert mission(demand("SYR")).consent == "not_said"
    assert mission(demand("IRQ", report="other.txt")).consent == "not_said"


@pytest.mark.parametrize(
    ("said", "kinds"),
    [
        (claim("adopt", ["UN/UNSC"], object="mandate of NATO Mission Iraq"), ["security-council"]),
        (claim("adopt", ["the Bundestag=DEU"], object="mandate in Iraq", country="IRQ"), ["parliament"]),
        (claim("adopt", ["UN/UNSC"], object="mandate in Mali", country="MLI"), []),
        (claim("adopt", ["UN/UNSC"], object="budget of NATO Mission Iraq"), []),
        (claim("suspend", ["NATO"], sentence="It acts under UNSCR 9999.", **LAUNCH), ["resolution"]),
    ],
)
def test_a_mandate_is_what_was_decided_for_this_mission(said: Claim, kinds: list[str]) -> None:
    assert [ground.kind for ground in mission(said).mandate] == kinds
