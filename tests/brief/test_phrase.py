"""Claims are put into words that say who, what, whom, how much, where, and whether it happened."""

from dataclasses import replace

import pytest

from foederis.acts import ACTS, STATUSES
from foederis.brief.names import Names
from foederis.brief.phrase import amount, load, phrase
from foederis.model import Actor, Votes

from .conftest import AMERICA, BRITAIN, FRANCE, NATO, UKRAINE, MakeClaim


@pytest.mark.parametrize(
    ("act", "fields", "told"),
    [
        (
            "pledge",
            {"actors": (BRITAIN,), "targets": (UKRAINE,), "object": "missiles", "quantity": 6000.0, "unit": "missiles"},
            "United Kingdom pledged 6,000 missiles to Ukraine",
        ),
        ("pledge", {"actors": (BRITAIN,), "object": "tanks", "status": "planned"}, "United Kingdom pledged tanks"),
        ("provide", {"actors": (AMERICA,), "object": "arms", "status": "possible"}, "United States may provide arms"),
        ("deploy", {"actors": (NATO,), "object": "troops", "status": "not_done"}, "NATO did not deploy troops"),
        ("launch", {"object": "an office in Tokyo", "status": "planned"}, "An office in Tokyo will be launched"),
        ("request", {"actors": (NATO,), "targets": (UKRAINE,), "object": "to wait"}, "NATO asked Ukraine to wait"),
        ("reject", {"actors": (NATO,), "object": "to send troops"}, "NATO refused to send troops"),
        ("support", {"actors": (NATO,), "object": "full support"}, "NATO expressed full support"),
        ("criticise", {"actors": (NATO,), "object": "concern"}, "NATO expressed concern"),
        ("suspend", {"object": "training activities", "place": "Iraq"}, "Training activities were suspended in Iraq"),
        ("suspend", {"object": "mission", "status": "not_done"}, "Mission was not suspended"),
        ("adopt", {"object": "resolution", "votes": Votes(406, 212)}, "Resolution was adopted (406 for, 212 against)"),
        ("attack", {"place": "Baghdad"}, "Force was used in Baghdad"),
        ("attack", {"targets": (AMERICA,)}, "United States was attacked"),
        ("attack", {"targets": (Actor("Adults"), Actor("children"))}, "Adults and children were attacked"),
        (
            "attack",
            {"actors": (FRANCE,), "targets": (Actor("the plane"),), "object": "plane"},
            "France attacked the plane",
        ),
        (
            "attack",
            {"actors": (FRANCE,), "object": "tanks", "place": "near Palmyra"},
            "France used force: tanks near Palmyra",
        ),
        ("consult", {"actors": (FRANCE, BRITAIN)}, "France and United Kingdom held talks"),
        ("request", {"actors": (FRANCE,), "object": "help"}, "France called for help"),
        ("reject", {"actors": (FRANCE,), "targets": (NATO,), "object": "NATO plan"}, "France rejected NATO plan"),
        ("reject", {"actors": (FRANCE,), "targets": (NATO,), "object": "the plan"}, "France rejected the plan (NATO)"),
        (
            "deploy",
            {
                "actors": (Actor("American soldiers", "USA"),),
                "object": "soldiers",
                "quantity": 500.0,
                "unit": "soldiers",
            },
            "500 soldiers were deployed",
        ),
        ("attack", {"targets": (Actor("fighters", "UKR"),)}, "Fighters (Ukraine) were attacked"),
        ("attack", {"targets": (Actor("Children"),)}, "Children were attacked"),
        ("suspend", {"object": "training and action"}, "Training and action were suspended"),
        ("consult", {"object": "summit", "place": "Madrid", "status": "planned"}, "Summit will take place in Madrid"),
        ("consult", {"actors": (NATO,), "object": "emergency meeting"}, "NATO held emergency meeting"),
        (
            "attack",
            {"object": "Paris attacks", "place": "Paris", "status": "not_done"},
            "Paris attacks did not take place",
        ),
        ("withdraw", {"object": "troops", "place": "elsewhere"}, "Troops were withdrawn elsewhere"),
        (
            "pledge",
            {"actors": (FRANCE,), "object": "military spending", "quantity": 2.0, "unit": "% of GDP"},
            "France pledged military spending (2 % of GDP)",
        ),
    ],
)
def test_phrase(act: str, fields: dict[str, object], told: str, claim: MakeClaim, names: Names) -> None:
    assert phrase(claim(act, **fields), names) == told


def test_a_claim_that_fits_no_pattern_is_told_in_the_reports_words(claim: MakeClaim, names: Names) -> None:
    assert phrase(claim("adopt", sentence="“They  did\nso.”"), names) == "Adopt: “They did so.”"


def test_long_words_of_a_report_are_cut_between_words(claim: MakeClaim, names: Names) -> None:
    told = phrase(claim("adopt", sentence="word " * 100), names)
    assert told.endswith("word …”")
    assert len(told) < 220


@pytest.mark.parametrize("act", sorted(ACTS))
@pytest.mark.parametrize("status", STATUSES)
def test_every_act_and_status_can_be_told(act: str, status: str, claim: MakeClaim, names: Names) -> None:
    full = claim(act, status=status, actors=(FRANCE,), targets=(UKRAINE,), object="the thing")
    marks = {"done": "", "planned": " will ", "possible": " may ", "not_done": " not "}
    for told in (full, replace(full, actors=()), replace(full, targets=())):
        words = phrase(told, names)
        assert "{" not in words
        assert "[" not in words
        assert marks[status] in words or load()[act].spoken


@pytest.mark.parametrize(
    ("quantity", "unit", "told"),
    [
        (6000.0, "missiles", "6,000 missiles"),
        (59_500_000.0, "pounds", "59.5 million pounds"),
        (9e9, "euros", "9 billion euros"),
        (1_234_567.0, None, "1,234,567"),
        (2.5, "%", "2.5 %"),
        (0.0, "votes", "0 votes"),
    ],
)
def test_amounts(quantity: float, unit: str | None, told: str) -> None:
    assert amount(quantity, unit) == told


def test_braces_in_a_report_are_words_like_any_other(claim: MakeClaim, names: Names) -> None:
    assert phrase(claim("adopt", actors=(FRANCE,), object="{be} [x] {0}"), names) == "France adopted {be} [x] {0}"
