"""What happened: a list of events, and a page for each with its claims by source and what they disagree on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Final

from fastapi import APIRouter, HTTPException, Query

from foederis.acts import ACTS, PLOVER_EVENT
from foederis.brief.places import Spot, spots
from foederis.model import Claim, Event
from foederis.state.events import Conflict
from foederis.web.pages import Ask, Asked, names_of, page
from foederis.web.views.gathered import Side, Told, Wanted, events_of, find, together, told
from foederis.web.views.paging import SIZE, Pages, pages
from foederis.web.views.stands import claims_of, state_on
from foederis.web.views.telling import Line, line

router = APIRouter()
BEARING: Final = 20  #: rows of the state that rest on an event, at most


@dataclass(frozen=True, slots=True)
class EventList:
    """A page of events, newest first."""

    wanted: Wanted
    total: int
    events: tuple[Told, ...]
    pages: Pages

    @property
    def acts(self) -> list[str]:
        return sorted(ACTS)


@dataclass(frozen=True, slots=True)
class FromSource:
    """What one independent source says of an event; its copies stand with it."""

    source: str
    reports: tuple[str, ...]  #: the report itself and those that copy it
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Bearing:
    """A row of the state that rests on the event."""

    kind: str
    line: Line


@dataclass(frozen=True, slots=True)
class EventPage:
    """An event with all that is said of it."""

    event: Event
    text: str
    plover: str | None
    told: Claim  #: what all its claims say together
    conflicts: tuple[Conflict, ...]
    sources: tuple[FromSource, ...]
    spots: tuple[Spot, ...]  #: where it was, as far as the place is known
    rows: tuple[Bearing, ...]

    @property
    def copies(self) -> int:
        return sum(len(source.reports) - 1 for source in self.sources)


@page(router, "/events", "events.html")
def event_list(
    ask: Asked,
    act: Annotated[str | None, Query(description="Only events of that act.")] = None,
    party: Annotated[str | None, Query(description="Only events in which that party took part.")] = None,
    side: Annotated[str | None, Query(description="As what the party took part.", pattern="^(actor|target|)$")] = None,
    status: Annotated[str | None, Query(description="done, planned, possible or not_done.")] = None,
    since: Annotated[str | None, Query(description="On that day or after.")] = None,
    until: Annotated[str | None, Query(description="On that day or before.")] = None,
    at: Annotated[int, Query(description="The first event of the page.", ge=0)] = 0,
) -> EventList:
    """What happened, was planned or did not happen, newest first."""
    wanted = Wanted(
        act=act or None,
        party=party or None,
        side=_side(side),
        status=status or None,
        since=_day("since", since),
        until=_day("until", until) or ask.moment.on,
    )
    found = find(ask, wanted)
    return EventList(
        wanted, len(found), told(ask, names_of(ask.desk), found[at : at + SIZE]), pages(ask, len(found), at)
    )


def _side(side: str | None) -> Side | None:
    return "actor" if side == "actor" else "target" if side == "target" else None


def _day(name: str, text: str | None) -> date | None:
    """A day of the address; an empty field asks nothing."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise HTTPException(422, f"{name}: {text!r} is no date; write it as 2022-03-24") from None


@page(router, "/events/{event_id}", "event.html")
def event_page(ask: Asked, event_id: str) -> EventPage:
    """One event: what happened, who says so, and what the sources disagree on."""
    events = events_of(ask)
    event = events.by_id.get(event_id)
    if event is None:
        raise HTTPException(404, f"There is no event {event_id} as of this moment; /events lists all.")
    claims = claims_of(ask, event.claims)
    whole = together(event, claims)
    names = names_of(ask.desk)
    return EventPage(
        event=event,
        text=told(ask, names, (event,))[0].text,
        plover=PLOVER_EVENT[event.act],
        told=whole,
        conflicts=events.conflicts.get(event_id, ()),
        sources=tuple(_by_source(claims.values(), events.source_of)),
        spots=spots(event.place, whole.country, ask.desk.who),
        rows=tuple(_bearing(ask, set(event.claims)))[:BEARING],
    )


def _by_source(claims: Iterable[Claim], source_of: Mapping[str, str]) -> Iterator[FromSource]:
    found: dict[str, list[Claim]] = {}
    for claim in claims:
        found.setdefault(source_of.get(claim.report, claim.report), []).append(claim)
    for source, some in found.items():
        yield FromSource(source, tuple(dict.fromkeys(claim.report for claim in some)), tuple(some))


def _bearing(ask: Ask, ids: set[str]) -> Iterator[Bearing]:
    """The rows of the day's state that rest on any of the claims."""
    names = names_of(ask.desk)
    for kind, rows in state_on(ask).kinds():
        for row in rows:
            if not ids.isdisjoint(row.claims):
                yield Bearing(kind, line(names, row))
