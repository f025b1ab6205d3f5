"""The reason that a sentence gives for an act, and where the one who gives is no place."""

from __future__ import annotations

from datetime import date

import pytest

from foederis.model import Claim, Dating, Report
from foederis.reading import Reader

DAY = date(2022, 3, 24)


def only(reader: Reader, text: str, act: str) -> Claim:
    report = Report("case.txt", text, "0" * 64, "0" * 64, published=Dating(DAY, DAY))
    (reading,) = reader.read([report])
    (claim,) = [claim for claim in reading.claims if claim.act == act]
    return claim


@pytest.mark.parametrize(
    ("text", "act", "reason"),
    [
        (
            "The risk of an ambush is so high that Norway has suspended its training mission in Mali.",
            "suspend",
            "The risk of an ambush is so high",
        ),
        (
            "Italy halted the mission, with priority given to the protection of its soldiers.",
            "suspend",
            "priority given to the protection of its soldiers",
        ),
        (
            "Germany has suspended its patrols, the first priority being the safety of its crews.",
            "suspend",
            "the first priority being the safety of its crews",
        ),
        (
            "Using the solidarity clause would help Spain find aircraft.",
            "invoke",
            "would help Spain find aircraft",
        ),
        ("A shortage of fuel kept Mali from sending troops to Chad.", "deploy", "A shortage of fuel"),
        (
            "The lack of crews has been one of the obstacles to deploying the frigates.",
            "deploy",
            "The lack of crews",
        ),
        ("Latvia has halted the exercise, and the priority is now given to cyber defence.", "suspend", None),
    ],
)
def test_reasons_around_the_clause(reader: Reader, text: str, act: str, reason: str | None) -> None:
    assert only(reader, text, act).because == reason


def test_who_gives_is_no_place(reader: Reader) -> None:
    claim = only(reader, "The mission is watched closely in Malta, which provides 40 instructors.", "deploy")
    assert claim.place is None
    assert [actor.for_ for actor in claim.actors] == ["MLT"]


def test_words_on_the_way_back_are_of_the_visit(reader: Reader) -> None:
    text = (
        "Macron met President Xi in Beijing in April 2021. On his flight from Beijing, on trade, he told reporters "
        "on his flight from Beijing: “The worst thing would be to give way.”"
    )
    claim = only(reader, text, "criticise")
    assert claim.place == "his flight from Beijing"
    assert (claim.earliest, claim.latest) == (date(2021, 4, 1), date(2021, 4, 30))


def test_a_release_is_quoted_though_its_marks_are_careless(reader: Reader) -> None:
    text = '" Training has been suspended, the first priority going to the crews “, indicates a release from Norway.'
    speaker = only(reader, text, "suspend").speaker
    assert speaker is not None
    assert speaker.for_ == "NOR"


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("Britain will send tanks to Ukraine in March.", "in March"),
        ("Last week Britain announced that it would send tanks to Ukraine.", None),
    ],
)
def test_only_what_is_ahead_falls_due(reader: Reader, text: str, due: str | None) -> None:
    assert only(reader, text, "pledge").due == due


def test_a_text_speaks_behind_its_votes(reader: Reader) -> None:
    text = (
        "A resolution was passed in the European Parliament. The Resolution which was adopted by 93 votes to 9 states "
        "that the activation of the mutual defence clause is overdue."
    )
    speaker = only(reader, text, "invoke").speaker
    assert speaker is not None
    assert speaker.for_ == "EU/EP"


@pytest.mark.parametrize(("name", "person"), [("Wolter", "tod-wolters"), ("Karenina", None)])
def test_who_holds_the_post_unless_another_is_named(reader: Reader, name: str, person: str | None) -> None:
    text = (
        f"The supreme commander of the forces of the Alliance, General {name}, has activated four battalions of NATO."
    )
    (actor,) = only(reader, text, "deploy").actors
    assert (actor.for_, actor.id) == ("NATO", person)
