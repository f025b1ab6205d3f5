"""Judgements of a deed that was told before: against or for whoever did it."""

import hashlib
from datetime import date

import pytest

from foederis.model import Dating, Report
from foederis.reading import Reader


def targets(reader: Reader, text: str, act: str) -> list[str | None]:
    """Those whom the last claim of an act is about."""
    sha = hashlib.sha256(text.encode()).hexdigest()
    report = Report("a.txt", text, sha, sha, language="en", published=Dating(date(2022, 3, 24), date(2022, 3, 24)))
    (reading,) = reader.read(iter([report]))
    return [actor.for_ for actor in [c for c in reading.claims if c.act == act][-1].targets]


@pytest.mark.parametrize(
    ("text", "act", "expected"),
    [
        ("Norway has attacked the camp. Sweden condemned these attacks.", "criticise", ["NOR"]),
        ("NATO decided to send troops to Poland. Russia criticised the decision.", "criticise", ["NATO"]),
        ("Hungary voted to ratify the treaty. NATO welcomed the vote.", "support", ["HUN"]),
        ('China rammed a boat near Japan. Spain condemned the "dangerous actions".', "criticise", ["CHN"]),
        ("Norway attacked the camp. A suicide attack hit Kabul. Sweden condemned the attack.", "criticise", []),
        ("Norway attacked the camp. Sweden condemned an attack.", "criticise", []),
        ("Chad proposed sanctions. Mali welcomed these measures.", "support", ["TCD"]),
        ("NATO sent troops to Poland. NATO welcomed the decision.", "support", []),
    ],
)
def test_a_deed_taken_up_is_its_doers(reader: Reader, text: str, act: str, expected: list[str]) -> None:
    assert targets(reader, text, act) == expected


@pytest.mark.parametrize(
    ("text", "act", "expected"),
    [
        ("Norway announced a new package of military equipment for Ukraine.", "pledge", ["UKR"]),
        ("Kenya has offered to send 900 police officers.", "pledge", []),
        ("Haiti requested a special force.", "request", []),
        ("Spain requested the Commission to act.", "request", ["EU/COMMISSION"]),
        ("The United States suspended Turkey's membership of the programme.", "suspend", ["TUR"]),
        ("Jets struck two ISIS units and destroyed a bridge.", "attack", ["ISIS"]),
        ("Jets struck two ISIS units. The SDF have regained half of the city.", "attack", ["ISIS"]),
        ("Jets struck two ISIS units. The SDF have regained the city.", "attack", []),
        ("Civilians are facing shelling and air strikes by Russia.", "attack", [None]),
        ("Spain demanded full access for the UN.", "request", []),
        ("Norway demanded that Russia and its allies withdraw.", "request", ["RUS", None]),
        ("NATO is building up a reaction force that could be used to counter Russian aggression.", "deploy", ["RUS"]),
        ("Chad, whose membership of ECOWAS the Malians had suspended, protested.", "suspend", ["TCD"]),
        ("Norway continues to value the partnership with Japan.", "support", ["JPN"]),
    ],
)
def test_targets_within_what_is_given_asked_or_hit(reader: Reader, text: str, act: str, expected: list[str]) -> None:
    assert targets(reader, text, act) == expected
