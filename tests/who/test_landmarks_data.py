"""The landmarks that come with the program."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from foederis.who.entries import Landmark
from foederis.who.loader import DATA
from foederis.who.tables import entries_of, read_rows


@pytest.fixture(scope="module")
def landmarks() -> dict[str, Landmark]:
    entries = [entry for row in read_rows(Path(DATA) / "landmarks") for entry in entries_of(row)]  # type: ignore[arg-type]
    assert all(isinstance(entry, Landmark) for entry in entries)
    found = {entry.id: entry for entry in entries if isinstance(entry, Landmark)}
    assert len(found) == len(entries), "an id stands twice"
    return found


def test_there_are_many_since_1990(landmarks: dict[str, Landmark]) -> None:
    assert len(landmarks) >= 900
    assert min(_days(each)[0] for each in landmarks.values()) >= date(1990, 1, 1)


def test_each_has_exact_days_in_order_words_and_a_source(landmarks: dict[str, Landmark]) -> None:
    for each in landmarks.values():
        first, last = _days(each)
        assert first <= last, each.id
        assert each.words, each.id
        assert all(words and all(word.strip() == word != "" for word in words) for words in each.words), each.id
        assert each.source, each.id


def test_single_words_are_names(landmarks: dict[str, Landmark]) -> None:
    """A lone common word would find the landmark everywhere."""
    plain = {"full-scale invasion", "yellow vest", "gilets jaunes", "invasion of", "five-day war", "grain deal"}
    for each in landmarks.values():
        for words in each.words:
            lone = len(words) == 1 and " " not in words[0] and words[0].islower()
            assert not lone or words[0] in plain, (each.id, words)


@pytest.mark.parametrize(
    ("id", "first", "weekday"),
    [
        ("september-11-attacks", "2001-09-11", "Tuesday"),
        ("madrid-train-bombings", "2004-03-11", "Thursday"),
        ("london-bombings-2005", "2005-07-07", "Thursday"),
        ("bin-laden-killed", "2011-05-02", "Monday"),
        ("paris-attacks-november-2015", "2015-11-13", "Friday"),
        ("turkey-downs-su-24", "2015-11-24", "Tuesday"),
        ("uk-syria-vote-2015", "2015-12-02", "Wednesday"),
        ("brexit-referendum", "2016-06-23", "Thursday"),
        ("turkish-coup-attempt", "2016-07-15", "Friday"),
        ("soleimani-killed", "2020-01-03", "Friday"),
        ("iraqi-parliament-foreign-troops", "2020-01-05", "Sunday"),
        ("kabul-falls", "2021-08-15", "Sunday"),
        ("invasion-of-ukraine", "2022-02-24", "Thursday"),
        ("nord-stream-sabotage", "2022-09-26", "Monday"),
        ("nato-accession-finland", "2023-04-04", "Tuesday"),
        ("nato-summit-vilnius-2023", "2023-07-11", "Tuesday"),
        ("october-7-attack", "2023-10-07", "Saturday"),
        ("assad-falls", "2024-12-08", "Sunday"),
    ],
)
def test_well_known_days(landmarks: dict[str, Landmark], id: str, first: str, weekday: str) -> None:
    day, _ = _days(landmarks[id])
    assert day.isoformat() == first
    assert f"{day:%A}" == weekday


@pytest.mark.parametrize(
    ("prefix", "weekday"),
    [
        ("us-presidential-election-", "Tuesday"),
        ("german-federal-election-", "Sunday"),
        ("french-presidential-election-", "Sunday"),
        ("british-general-election-", "Thursday"),
        ("ep-election-", "Thursday"),
    ],
)
def test_elections_fall_on_their_day_of_the_week(landmarks: dict[str, Landmark], prefix: str, weekday: str) -> None:
    days = [_days(each)[0] for each in landmarks.values() if each.id.startswith(prefix)]
    assert len(days) > 3
    assert {f"{day:%A}" for day in days} == {weekday}


def test_summits_last_at_most_four_days(landmarks: dict[str, Landmark]) -> None:
    lengths = {each.id: (_days(each)[1] - _days(each)[0]).days for each in landmarks.values() if each.kind == "summit"}
    assert max(lengths.values()) <= 3


def _days(each: Landmark) -> tuple[date, date]:
    assert each.from_ is not None
    assert each.to is not None
    assert each.from_.earliest == each.from_.latest, each.id
    assert each.to.earliest == each.to.latest, each.id
    assert each.from_.earliest is not None
    assert each.to.latest is not None
    return each.from_.earliest, each.to.latest
