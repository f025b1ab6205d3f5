"""What acts are about, and to whom they are done, in sentences of our own."""

import hashlib
from datetime import date

import pytest

from foederis.model import Claim, Dating, Report
from foederis.reading import Reader


def first(reader: Reader, text: str, act: str) -> Claim:
    sha = hashlib.sha256(text.encode()).hexdigest()
    report = Report("a.txt", text, sha, sha, language="en", published=Dating(date(2022, 3, 24), date(2022, 3, 24)))
    (reading,) = reader.read(iter([report]))
    return next(c for c in reading.claims if c.act == act)


@pytest.mark.parametrize(
    ("text", "act", "expected"),
    [
        ("Training mission suspended", "suspend", "Training mission"),
        ("France began its operation to free the hostages.", "launch", "operation to free hostages"),
        ("France carried out strikes against ISIS in Syria.", "attack", "strikes"),
        ("The UN said that reports that Turkey has taken the village were true.", "attack", "village"),
        ("The ministers of France and Italy met to discuss the grain corridor.", "consult", "grain corridor"),
        ("Italy promised to step up deliveries of tanks to Ukraine.", "pledge", "tanks"),
        ("Estonia joined NATO.", "join", "NATO"),
        ("Norway demanded the release of President Bazoum.", "request", "release of President Bazoum"),
        ("Norway demanded the withdrawal of Russian forces from Georgia.", "request", "withdrawal from Georgia"),
        ("Italy promised 200 million euros in support.", "pledge", "support"),
        ("Italy announced a 20 million euro package for Mali.", "pledge", "package"),
        ("Germany visited Poland on 11 March.", "consult", "visit"),
        ("NATO welcomed the decision to free the hostages.", "support", "decision to free hostages"),
    ],
)
def test_objects(reader: Reader, text: str, act: str, expected: str) -> None:
    assert first(reader, text, act).object == expected


def test_a_pause_spoken_of_again_is_of_the_same_thing(reader: Reader) -> None:
    text = "Canada suspended its flights. Canada said it will resume in May."
    assert first(reader, text, "resume").object == "flights"


@pytest.mark.parametrize(
    ("text", "act", "expected"),
    [
        ("Germany promised to send arms to Ukraine.", "pledge", ["UKR"]),
        ("France deployed jets to join the fight against ISIS.", "deploy", ["ISIS"]),
        ("Turkey destroyed Russian aircraft.", "attack", ["RUS"]),
    ],
)
def test_targets(reader: Reader, text: str, act: str, expected: list[str]) -> None:
    assert [t.for_ for t in first(reader, text, act).targets] == expected


def test_the_same_attacker_fights_the_same_enemy(reader: Reader) -> None:
    text = "France carried out strikes against ISIS on Monday. France destroyed 14 tanks on Tuesday."
    sha = hashlib.sha256(text.encode()).hexdigest()
    (reading,) = reader.read(iter([Report("a.txt", text, sha, sha, language="en")]))
    tanks = next(c for c in reading.claims if c.object == "tanks")
    assert [t.for_ for t in tanks.targets] == ["ISIS"]
