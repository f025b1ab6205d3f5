"""A small who's who and claims to fold into states."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from itertools import count

import pytest

from foederis.model import Actor, Claim, Interval
from foederis.state.fold import fold
from foederis.state.rows import State as Folded
from foederis.who.entries import Landmark, Membership, Organisation, Person, Place, Post, State, Step, Term
from foederis.who.registry import Who

MakeClaim = Callable[..., Claim]
FoldOn = Callable[..., Folded]


def day(text: str) -> Interval:
    return Interval(date.fromisoformat(text), date.fromisoformat(text))


WHO = Who.of(
    [
        *(
            State(id_, name, "t", demonyms=(adjective,))
            for id_, name, adjective in (
                ("FRA", "France", "French"),
                ("GBR", "United Kingdom", "British"),
                ("USA", "United States", "American"),
                ("DEU", "Germany", "German"),
                ("POL", "Poland", "Polish"),
                ("FIN", "Finland", "Finnish"),
                ("JPN", "Japan", "Japanese"),
                ("RUS", "Russia", "Russian"),
                ("UKR", "Ukraine", "Ukrainian"),
                ("IRQ", "Iraq", "Iraqi"),
            )
        ),
        Organisation("NATO", "NATO", "alliance", "t", aliases=("the Alliance",)),
        Organisation("NATO/NAC", "North Atlantic Council", "body", "t", part_of="NATO"),
        Organisation("EU", "European Union", "union", "t", aliases=("EU",)),
        Organisation("EU/EP", "European Parliament", "body", "t", part_of="EU"),
        Organisation("NATO/NMI", "NATO Mission Iraq", "mission", "t", seat="Baghdad", from_=day("2018-10-01")),
        Organisation("NATO/OLD", "Old Force", "mission", "t", from_=day("1999-01-01"), to=day("2005-01-01")),
        Place("baghdad.irq", "Baghdad", "city", "t", country="IRQ"),
        Landmark(
            "harbour-attacks",
            "Harbour attacks",
            "attack",
            "t",
            from_=day("2022-02-03"),
            to=day("2022-02-03"),
            country="FRA",
            parties=("FRA",),
            words=(("harbour", "attack"), ("harbour", "massacre")),
        ),
        Membership("NATO", "FRA", "t", day("1949-08-24")),
        Membership("NATO", "GBR", "t", day("1949-08-24")),
        Membership(
            "NATO",
            "FIN",
            "t",
            day("2023-04-04"),
            invited=day("2022-06-29"),
            signed=day("2022-07-05"),
            ratified_by=(Step("HUN", day("2023-03-27")),),
        ),
        Membership("EU", "GBR", "t", day("1973-01-01"), day("2020-02-01")),
        Post("nato-secretary-general", "Secretary General of NATO", "NATO", "secretary-general", "t"),
        Post("nmi-commander", "Commander of NATO Mission Iraq", "NATO/NMI", "commander", "t"),
        Person("ann-smith", "Ann Smith", nationality="GBR"),
        Term("nmi-commander", "ann-smith", "t", day("2021-01-10"), day("2021-02-10")),
        Person("jens-stoltenberg", "Jens Stoltenberg"),
        Person("mark-rutte", "Mark Rutte"),
        Term("nato-secretary-general", "jens-stoltenberg", "t", day("2014-10-01"), day("2024-10-01")),
        Term("nato-secretary-general", "mark-rutte", "t", day("2024-10-01")),
    ]
)


def actors(*names: str) -> tuple[Actor, ...]:
    return tuple(Actor(name, name) for name in names)


@pytest.fixture
def who() -> Who:
    return WHO


@pytest.fixture
def claim() -> MakeClaim:
    """Makes claims of one report published on 24 March 2022, each done that day unless told otherwise."""
    numbers = count(1)

    def make(
        act: str,
        by: str = "",
        to: str = "",
        on: str | tuple[str | None, str | None] | None = "2022-03-24",
        **said: object,
    ) -> Claim:
        first, last = on if isinstance(on, tuple) else (on, on)
        published = day("2022-03-24")
        base = Claim(
            id=f"c{next(numbers)}",
            report="a.txt",
            start=0,
            end=9,
            sentence="A sentence.",
            act=act,
            actors=actors(*by.split()),
            targets=actors(*to.split()),
            earliest=date.fromisoformat(first) if first else None,
            latest=date.fromisoformat(last) if last else None,
            published=published,
        )
        return replace(base, **said)  # type: ignore[arg-type]

    return make


@pytest.fixture
def state(who: Who) -> FoldOn:
    """The state on a day, 24 March 2022 unless told otherwise."""

    def of(*claims: Claim, on: str = "2022-03-24", **asked: object) -> Folded:
        return fold(claims, who, on=date.fromisoformat(on), **asked)  # type: ignore[arg-type]

    return of
