"""How far a clause reaches: the land of its parties, each part inside its area, outside it, or left open."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from foederis.law.assess import clauses
from foederis.law.facts import settle
from foederis.law.geography.tables import Territory, load_geography
from foederis.law.model import Incident, Law
from foederis.law.rules import area


@dataclass(frozen=True, slots=True)
class Land:
    """A party's main territory, or a special one that it holds."""

    state: str
    name: str | None  #: of a special territory; None: the main territory
    inside: bool | None  #: None: the words leave it open
    because: str
    article: str
    at: tuple[float, float] | None  #: latitude and longitude of a special territory's middle


def reach(law: Law, clause: str, on: date) -> tuple[Land, ...]:
    """The land of the clause's parties on a day, tested as the place of an attack on territory.

    KeyError for a clause that is not in the law.
    """
    found = {each.id: (instrument, each) for instrument, each in clauses(law)}
    instrument, wanted = found[clause]
    limbs = law.limbs(wanted.area) if wanted.area else ()

    def tested(incident: Incident, name: str | None, at: tuple[float, float] | None) -> Land:
        reason = area(instrument, wanted, limbs, settle(incident)[0])
        return Land(incident.target, name, reason.holds, reason.because, reason.article, at)

    sure, disputed = instrument.members(on)
    parties = sorted(sure | disputed)
    main = (tested(Incident(on, state, country=state, object="territory"), None, None) for state in parties)
    special = (
        tested(
            Incident(on, holder, country=holder, place=land.names[0], object="territory"), land.names[0], _middle(land)
        )
        for holder, land in _special(frozenset(parties), on)
    )
    return (*main, *special)


def _special(parties: frozenset[str], on: date) -> Iterator[tuple[str, Territory]]:
    for land in load_geography().territories:
        if (holder := land.holder(on)) in parties and land.boxes:
            yield str(holder), land


def _middle(land: Territory) -> tuple[float, float]:
    south, west, north, east = land.boxes[0]
    longitude = (west + east) / 2
    return (south + north) / 2, longitude + 360 if longitude < -180 else longitude
