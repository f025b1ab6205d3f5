"""The law's data: every mistake an author can make is named by file and line."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from foederis.law.load import load_law, read_law
from foederis.law.model import Law
from foederis.law.toml import DataError

GOOD = """id = "x"
title = "A treaty"
signed = 2000-01-01
in_force = 2001-01-01
sources = ["a source"]

[[party]]
states = ["FRA", "DEU"]
from = 2001-01-01
source = "a source"

[[clause]]
id = "x:1"
article = "1"
title = "Help"
duty = "assist"
says = "s"
condition = "c"
duty_says = "d"
invoked_by = "target"
decides = "d"
procedure = "p"
ends = "e"
report = "r"
area = "home"
"""
AREAS = '[[area]]\nid = "home"\n\n[[area.limb]]\ninside = true\nhome = ["target"]\nsays = "at home"\narticle = "2"\n'


def law(folder: Path, text: str = GOOD, areas: str = AREAS) -> Law:
    (folder / "instruments").mkdir()
    (folder / "instruments" / "x.toml").write_text(text)
    (folder / "areas.toml").write_text(areas)
    return read_law(folder / "instruments", folder / "areas.toml")


def test_a_lawyer_can_add_an_instrument(tmp_path: Path) -> None:
    (instrument,) = law(tmp_path).instruments
    assert instrument.clauses[0].duty == "assist"


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('"FRA"', '"FRANCE"', r"x.toml:7: states: FRANCE"),
        ('duty = "assist"', 'duty = "help"', r"x.toml:12: duty is 'help'; it must be one of"),
        ('area = "home"', 'area = "nowhere"', r"x.toml:12: area nowhere is not in areas.toml"),
        ('article = "1"', 'artcile = "1"', r"x.toml:12: unknown key artcile"),
        ("from = 2001-01-01", 'from = "2001"', r"x.toml:7: from must be a date"),
        ("from = 2001-01-01", "from = 2001-01-01\nto = 2000-01-01", r"x.toml:7: to .* must come after"),
        ('sources = ["a source"]', "sources = []", r"x.toml:1: an instrument needs its sources"),
        ('title = "A treaty"', "title = A treaty", r"x.toml: .*line 2"),
    ],
)
def test_mistakes_are_named_by_file_and_line(tmp_path: Path, old: str, new: str, message: str) -> None:
    assert old in GOOD
    with pytest.raises(DataError, match=message):
        law(tmp_path, GOOD.replace(old, new, 1))


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('home = ["target"]', 'home = ["victim"]', r"areas.toml:4: home: victim"),
        ('home = ["target"]', 'regions = ["atlantis"]', r"areas.toml:4: unknown region atlantis"),
    ],
)
def test_mistakes_in_areas(tmp_path: Path, old: str, new: str, message: str) -> None:
    with pytest.raises(DataError, match=message):
        law(tmp_path, areas=AREAS.replace(old, new))


def test_every_use_and_party_has_its_source() -> None:
    for instrument in load_law().instruments:
        assert all(party.source for party in instrument.parties), instrument.id
        assert all(use.source for clause in instrument.clauses for use in clause.uses), instrument.id


@pytest.mark.parametrize(
    ("instrument", "day", "count"),
    [
        *(("nat", "1949-08-24", 12), ("nat", "1982-05-30", 16), ("nat", "2004-03-28", 19), ("nat", "2004-03-29", 26)),
        *(("nat", "2009-04-01", 28), ("nat", "2024-03-07", 32), ("teu", "2009-12-01", 27), ("teu", "2013-07-01", 28)),
        *(("tfeu", "2020-02-01", 27), ("weu", "1948-08-25", 5), ("weu", "1995-03-06", 10), ("rio", "1982-04-02", 21)),
        *(("rio", "2001-09-11", 22), ("rio", "2025-06-15", 17), ("csto", "1994-04-20", 9), ("csto", "2025-01-01", 6)),
        *(("warsaw-pact", "1968-09-13", 7), ("warsaw-pact", "1990-09-24", 6), ("un", "2011-07-14", 193)),
    ],
)
def test_members_by_day(instrument: str, day: str, count: int) -> None:
    found = next(i for i in load_law().instruments if i.id == instrument)
    assert len(found.members(date.fromisoformat(day))[0]) == count
