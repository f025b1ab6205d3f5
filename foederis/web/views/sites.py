"""The map: incidents, forces and missions of a day where they are, and, below, what has no place that is known."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Final, Literal

from fastapi import APIRouter, HTTPException, Query

from foederis.brief.places import Point, Spot, spots
from foederis.model import Interval
from foederis.state.known import Known
from foederis.state.rows import Force, Incident, Mission, Row
from foederis.web.pages import Ask, Asked, names_of
from foederis.web.shown.paging import SIZE, Pages, pages
from foederis.web.shown.stands import claims_of, rows_on
from foederis.web.shown.telling import status_of, title
from foederis.web.tables import Cell, Table, table_page

router = APIRouter()

MOST: Final = 2000  #: rows placed, the last ones; more are told of
WITHOUT: Final = 100  #: rows without a place that are listed
IN_TIP: Final = 4  #: rows of a spot told by its mark
GONE: Final = frozenset({"ended", "withdrawn", "not_done"})
KINDS: Final = {"incident": "incidents", "force": "forces", "mission": "missions"}  #: and the state's rows of each

PLAIN: Final = ("stands", "done", "active")
Kind = Literal["incident", "force", "mission"]
Named = tuple[str | None, str | None]  #: a place and a country
NOWHERE: Final[Named] = (None, None)
_KIND: Final[dict[type[Row], Kind]] = {Incident: "incident", Force: "force", Mission: "mission"}


@dataclass(frozen=True, slots=True)
class Site:
    """A row of the state, and where its claims say that it is."""

    kind: Kind
    id: str
    text: str
    status: str
    place: str | None
    country: str | None
    when: Interval | None
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Here:
    """A spot on the map, and what is there."""

    id: str
    spot: Spot
    sites: tuple[Site, ...]


@dataclass(frozen=True, slots=True)
class MapPage:
    """What is where on a day, after the filters."""

    on: date
    kind: str | None
    party: str | None
    since: date | None
    until: date | None
    every: bool  #: missions of who's who alone, too
    spots: tuple[Here, ...]  #: those with most there first
    without: tuple[Site, ...]
    left_out: int  #: rows more than are placed
    shown: Here | None
    at: int
    pages: Pages

    @property
    def lines(self) -> tuple[Here, ...]:
        return self.spots[self.at : self.at + SIZE]

    @property
    def unplaced(self) -> tuple[Site, ...]:
        return self.without[:WITHOUT]

    def data(self, address: Callable[..., str]) -> list[dict[str, object]]:
        """What the map is drawn from; `address` makes this page's own with some of what it asks changed."""
        return [
            {"name": here.spot.name, "at": here.spot.position, "exact": here.spot.exact, "tip": _tip(here)}
            | {"kinds": Counter(site.kind for site in here.sites), "href": f"{address(spot=here.id)}#there"}
            for here in self.spots
        ]

    def tables(self) -> tuple[Table, ...]:
        """Every row at every spot it is drawn at; those without one last."""
        columns = (
            *("kind", "id", "what", "status", "place", "country", "earliest", "latest", "drawn_at"),
            *("longitude", "latitude", "exact", "claims"),
        )
        placed = [_cells(site, here.spot) for here in self.spots for site in here.sites]
        return (Table("map", columns, [*placed, *(_cells(site, None) for site in self.without)]),)


@table_page(router, "/map", "map.html")
def map_page(
    ask: Asked,
    kind: Annotated[str | None, Query(description="incident, force or mission.")] = None,
    party: Annotated[str | None, Query(description="Only rows about that state or organisation.")] = None,
    since: Annotated[str | None, Query(description="That were on that day or after.")] = None,
    until: Annotated[str | None, Query(description="That were on that day or before.")] = None,
    every: Annotated[bool, Query(description="Missions that who's who alone knows, too.")] = False,
    spot: Annotated[str | None, Query(description="The spot whose rows are listed.")] = None,
    at: Annotated[int, Query(description="The first spot of the page.", ge=0)] = 0,
) -> MapPage:
    """Where incidents happened and forces and missions stand."""
    if kind and kind not in KINDS:
        raise HTTPException(422, f"kind: {kind!r} is none of {', '.join(KINDS)}")
    days = _day("since", since), _day("until", until)
    rows = [row for name in KINDS if kind in (None, "", name) for row in _rows(ask, KINDS[name], party, every)]
    wanted = [row for row in rows if _was(_when(row), *days)]
    found = _sites(ask, wanted[:MOST])
    there, without = _placed(ask, found)
    return MapPage(
        on=ask.desk.on(ask.moment),
        kind=kind or None,
        party=party or None,
        since=days[0],
        until=days[1],
        every=every,
        spots=there,
        without=without,
        left_out=max(len(wanted) - MOST, 0),
        shown=next((here for here in there if here.id == spot), None),
        at=at,
        pages=pages(ask, len(there), at),
    )


def _day(name: str, text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise HTTPException(422, f"{name}: {text!r} is no date; write it as 2022-03-24") from None


def _rows(ask: Ask, kind: str, party: str | None, every: bool) -> Iterator[Row]:
    """Those that happened, stand, or are to; the last first."""
    for row in reversed(rows_on(ask, kind, of=party or None)):
        if status_of(row) not in GONE and (row.claims or (every and status_of(row) == "active")):
            yield row


def _when(row: Row) -> Interval | None:
    if isinstance(row, Incident):
        return row.on
    return row.since if isinstance(row, (Force, Mission)) else None


def _was(days: Interval | None, since: date | None, until: date | None) -> bool:
    """It was, or may have been, in the time; what has no date is in none."""
    if since is None and until is None:
        return True
    first, last = (days.earliest or days.latest, days.latest or days.earliest) if days else (None, None)
    return bool(first and last and (since is None or last >= since) and (until is None or first <= until))


def _sites(ask: Ask, rows: Iterable[Row]) -> tuple[Site, ...]:
    """Each row with the place that it, or for a mission what is known of it, gives."""
    names, some = names_of(ask.desk), tuple(rows)
    of_missions = _of_missions(ask, (row for row in some if isinstance(row, Mission)))
    sites = []
    for row in some:
        place, country = of_missions[row.id] if isinstance(row, Mission) else _named(row)
        when = _when(row)
        sites.append(
            Site(_KIND[type(row)], row.id, title(names, row), status_of(row), place, country, when, row.claims)
        )
    return tuple(sites)


def _named(row: Row) -> Named:
    return getattr(row, "place", None), getattr(row, "country", None)


def _of_missions(ask: Ask, missions: Iterable[Mission]) -> dict[str, Named]:
    """The country that who's who has for it, else the first place that its claims name."""
    known, some = Known(ask.desk.who), tuple(missions)
    found: dict[str, Named] = {}
    for row in some:
        ids = filter(None, (*row.reference, row.part_of))
        found[row.id] = None, next(filter(None, map(known.country_of_mission, ids)), None)
    claims = claims_of(ask, (id_ for row in some if found[row.id] == NOWHERE for id_ in row.claims))
    for row in some:
        told = ((claim.place, claim.country) for id_ in row.claims if (claim := claims.get(id_)))
        if found[row.id] == NOWHERE:
            found[row.id] = next((named for named in told if named != NOWHERE), NOWHERE)
    return found


def _placed(ask: Ask, sites: Iterable[Site]) -> tuple[tuple[Here, ...], tuple[Site, ...]]:
    """What is at each spot, that of most rows first; and what has none."""
    who = ask.desk.who
    known: dict[Named, tuple[Spot, ...]] = {}
    there: dict[tuple[Point, str], list[Site]] = defaultdict(list)
    without, drawn = [], {}
    for site in sites:
        named = site.place, site.country
        if named not in known:
            known[named] = spots(*named, who)
        found = known[named]
        if not found:
            without.append(site)
        for spot in found:
            there[spot.position, spot.name].append(site)
            drawn[spot.position, spot.name] = spot
    ranked = sorted(there.items(), key=lambda item: (-len(item[1]), item[0]))
    return tuple(Here(_id(drawn[key]), drawn[key], tuple(some)) for key, some in ranked), tuple(without)


def _id(spot: Spot) -> str:
    return ",".join(f"{degrees:g}" for degrees in spot.position)


def _tip(here: Here) -> str:
    """The place, and the first rows there."""
    head = here.spot.name if here.spot.exact else f"{here.spot.name} (only the country is known)"
    told = (f"{site.kind}: {site.text[:100]}{_in_brackets(site.status)}" for site in here.sites[:IN_TIP])
    more = len(here.sites) - IN_TIP
    return "\n".join((head, *told, *((f"and {more} more",) if more > 0 else ())))


def _in_brackets(status: str) -> str:
    return "" if status in PLAIN else f" ({status.replace('_', ' ')})"


def _cells(site: Site, spot: Spot | None) -> tuple[Cell, ...]:
    days = site.when or Interval()
    said = (site.kind, site.id, site.text, site.status, site.place, site.country, days.earliest, days.latest)
    drawn = (spot.name, *spot.position, spot.exact) if spot else (None, None, None, None)
    return (*said, *drawn, " ".join(site.claims))
