"""The map: incidents, forces and missions of a day where they are, and, below, what has no place that is known."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from operator import attrgetter
from typing import Annotated, Final, Literal

from fastapi import APIRouter, HTTPException, Query

from foederis.brief.places import Point, Spot, spots
from foederis.model import Interval
from foederis.state.fold import Fold
from foederis.state.known import Known
from foederis.state.rows import Force, Incident, Mission, Row
from foederis.state.said import starts
from foederis.web.briefs import Subject, briefed, of_claims
from foederis.web.pages import Ask, Asked, names_of
from foederis.web.shown.paging import SIZE, Pages, pages
from foederis.web.shown.telling import status_of, title
from foederis.web.tables import Cell, Table, table_page

router = APIRouter()

MOST: Final = 1500  #: rows placed, the last ones; more are told of
WITHOUT: Final = 100  #: rows without a place that are listed
IN_TIP: Final = 4  #: rows of a spot told by its mark
GONE: Final = frozenset({"ended", "withdrawn", "not_done"})
KINDS: Final = {"incident": "incidents", "force": "forces", "mission": "missions"}  #: and the state's rows of each

PLAIN: Final = ("stands", "done", "active")
Kind = Literal["incident", "force", "mission"]
Named = tuple[str | None, str | None]  #: a place and a country
Days = tuple[date, date]  #: the last and the first on which it may have been
NO_DAYS: Final[Days] = (date.min, date.min)
Group = tuple[bool, Days | None]  #: whether reports tell of its rows, and their days
Groups = Mapping[Group, Sequence[Row]]
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
    def most(self) -> int:
        return MOST

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


def _subject(ask: Ask, page: MapPage) -> Subject:
    """What is at the spot whose rows are listed, else all that is on the map or has no place."""
    of = f" of {names_of(ask.desk).code(page.party)}" if page.party else ""
    if page.shown:
        return of_claims(f"{page.shown.spot.name}{of}", (id_ for site in page.shown.sites for id_ in site.claims))
    placed = (site for here in page.spots for site in here.sites)
    text = KINDS.get(page.kind or "", "incidents, forces and missions")
    return of_claims(f"{text}{of} on the map", (id_ for site in (*placed, *page.without) for id_ in site.claims))


@briefed(router, "/map", _subject)
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
    with ask.desk.fold(ask.moment) as fold:
        groups = [_groups(ask, fold, KINDS[name], party) for name in KINDS if kind in (None, "", name)]
        rows, left_out = _last(groups, every, *days)
        found = _sites(ask, fold, rows)
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
        left_out=left_out,
        shown=next((here for here in there if here.id == spot), None),
        at=at,
        pages=pages(ask, len(there), at),
    )


def _day(name: str, text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise HTTPException(422, f"{name}: {text!r} is no date; write it as 2022-03-24") from None


def _groups(ask: Ask, fold: Fold, kind: str, party: str | None) -> Groups:
    """The rows of a kind by their days."""
    on, known = ask.desk.on(ask.moment), ask.moment.known
    if not party:
        return fold.groups(kind, by_days, on, known=known)
    found: dict[Group, list[Row]] = defaultdict(list)
    for row in fold.rows(kind, on, known=known, of=party):
        for group in by_days(row):
            found[group].append(row)
    return found


def by_days(row: Row) -> Iterable[Group]:
    """Whether reports tell of it, and its days; nothing for what is gone, or what who's who alone has as a plan."""
    status = status_of(row)
    if status in GONE or not (row.claims or status == "active"):
        return ()
    days = _when(row) or Interval()
    first, last = days.earliest or days.latest, days.latest or days.earliest
    return ((bool(row.claims), (last, first) if last and first else None),)


def _last(groups: Iterable[Groups], every: bool, since: date | None, until: date | None) -> tuple[list[Row], int]:
    """Of the rows that were in the time, or may have been, the last ones; and how many more there are."""
    some = [(days, rows) for each in groups for (told, days), rows in each.items() if told or every]
    fit = [(days, rows) for days, rows in some if _was(days, since, until)]
    fit.sort(key=lambda pair: pair[0] or NO_DAYS, reverse=True)
    ordered = (row for _, rows in fit for row in sorted(rows, key=attrgetter("id")))
    total = sum(len(rows) for _, rows in fit)
    return [*islice(ordered, MOST)], max(total - MOST, 0)


def _when(row: Row) -> Interval | None:
    if isinstance(row, Incident):
        return row.on
    return row.since if isinstance(row, (Force, Mission)) else None


def _was(days: Days | None, since: date | None, until: date | None) -> bool:
    """It was, or may have been, in the time; what has no date is in none."""
    if since is None and until is None:
        return True
    last, first = days or (None, None)
    return bool(first and last and (since is None or last >= since) and (until is None or first <= until))


def _sites(ask: Ask, fold: Fold, rows: Iterable[Row]) -> tuple[Site, ...]:
    """Each row with the place that it, or for a mission what is known of it, gives."""
    names, known = names_of(ask.desk), Known(ask.desk.who)
    sites = []
    for row in rows:
        place, country = _of_mission(known, fold, row) if isinstance(row, Mission) else _named(row)
        when = _when(row)
        sites.append(
            Site(_KIND[type(row)], row.id, title(names, row), status_of(row), place, country, when, row.claims)
        )
    return tuple(sites)


def _named(row: Row) -> Named:
    return getattr(row, "place", None), getattr(row, "country", None)


def _of_mission(known: Known, fold: Fold, row: Mission) -> Named:
    """The country that who's who has for it, else the first place that its claims name."""
    ids = filter(None, (*row.reference, row.part_of))
    country = next(filter(None, map(known.country_of_mission, ids)), None)
    if country:
        return None, country
    placed = (claim for claim in fold.claims(row.claims) if claim.place or claim.country)
    first = min(placed, key=lambda claim: (starts(claim), claim.report, claim.start), default=None)
    return (first.place, first.country) if first else NOWHERE


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
