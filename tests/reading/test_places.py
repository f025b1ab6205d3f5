"""Where acts took place."""

import hashlib
from datetime import date

import pytest

from foederis.model import Claim, Dating, Report
from foederis.reading import Reader


def read(reader: Reader, text: str) -> list[Claim]:
    sha = hashlib.sha256(text.encode()).hexdigest()
    report = Report("a.txt", text, sha, sha, language="en", published=Dating(date(2022, 3, 24), date(2022, 3, 24)))
    (reading,) = reader.read(iter([report]))
    return list(reading.claims)


@pytest.mark.parametrize(
    ("text", "act", "place", "country"),
    [
        ("Turkey bombed tanks near Aleppo, Syria.", "attack", "Aleppo, Syria", "SYR"),
        ("The ministers of France and Italy met in Brussels to discuss Iraq.", "consult", "Brussels", "BEL"),
        ("The Mosul offensive by Iraq went on.", "attack", "Mosul", "IRQ"),
        ("Iraq announced the liberation of Tikrit from ISIS.", "attack", "Tikrit", "IRQ"),
        ("The report of the commission on Syria lists attacks against hospitals.", "attack", "Syria", "SYR"),
        ("Norway asked Iran to report on removals from Homs.", "request", "Homs", "SYR"),
        ("Norway said: Reports of new fighting in Homs are a matter of concern.", "criticise", "Homs", "SYR"),
    ],
)
def test_places(reader: Reader, text: str, act: str, place: str, country: str) -> None:
    claim = next(c for c in read(reader, text) if c.act == act)
    assert (claim.place, claim.country) == (place, country)


def test_whose_it_is_is_not_where_it_is(reader: Reader) -> None:
    assert [c.place for c in read(reader, "U.S. aircraft destroyed 14 tanks.")] == [None]


def test_an_act_told_again_shares_its_country(reader: Reader) -> None:
    claims = read(reader, "Turkey bombed tanks near Aleppo, Syria. Turkey said it bombed tanks to protect its border.")
    again = next(c for c in claims if c.act == "attack" and "protect" in c.sentence)
    assert (again.place, again.country) == (None, "SYR")
