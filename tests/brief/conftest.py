"""Small claims and reports to compose briefs from."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from itertools import count

import pytest

from foederis.brief.names import Names
from foederis.model import Actor, Claim, Dating, Report
from foederis.who.entries import Organisation, Person, State
from foederis.who.registry import Who

MakeClaim = Callable[..., Claim]
MakeReport = Callable[..., Report]

DIRECTORY = Who.of(
    [
        State("FRA", "France", "t", demonyms=("French",), capital="Paris", seats=("Elysée",)),
        State("GBR", "United Kingdom", "t", aliases=("UK", "Britain"), demonyms=("British",)),
        State("USA", "United States", "t", aliases=("U.S.",), demonyms=("American",)),
        State("UKR", "Ukraine", "t", demonyms=("Ukrainian",), capital="Kyiv"),
        Organisation("NATO", "North Atlantic Treaty Organization", "alliance", "t", aliases=("NATO", "the Alliance")),
        Organisation("NATO/NAC", "North Atlantic Council", "body", "t", part_of="NATO"),
        Person("emmanuel-macron", "Emmanuel Macron"),
    ]
)


@pytest.fixture
def names() -> Names:
    return Names(DIRECTORY)


@pytest.fixture
def who() -> Who:
    return DIRECTORY


@pytest.fixture
def claim() -> MakeClaim:
    """Makes claims of one report, each done on 24 March 2022 unless told otherwise."""
    numbers = count(1)

    def make(act: str, **fields: object) -> Claim:
        base = Claim(
            id=f"c{next(numbers)}",
            report="a.txt",
            start=0,
            end=12,
            sentence="It happened.",
            act=act,
            earliest=date(2022, 3, 24),
            latest=date(2022, 3, 24),
            confidence=0.9,
        )
        return replace(base, **fields)  # type: ignore[arg-type]

    return make


@pytest.fixture
def report() -> MakeReport:
    """Makes a report published on 24 March 2022."""

    def make(name: str = "a.txt", text: str = "It happened. Nothing else did.", **fields: object) -> Report:
        day = date(2022, 3, 24)
        base = Report(name, text, sha256=name, source_sha256=name, published=Dating(day, day, ("told",)))
        return replace(base, **fields)  # type: ignore[arg-type]

    return make


FRANCE, BRITAIN, AMERICA, UKRAINE, NATO = (
    Actor(text, code)
    for text, code in (("France", "FRA"), ("Britain", "GBR"), ("US", "USA"), ("Ukraine", "UKR"), ("NATO", "NATO"))
)
