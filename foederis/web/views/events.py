"""What happened: a list of events, and a page for each with its claims by source and what they disagree on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from typing import Annotated, Final, cast

from fastapi import APIRouter, HTTPException, Query

from foederis.acts import ACTS, PLOVER_EVENT, STATUSES
from foederis.brief.desk import together
from foederis.brief.phrase import phrase
from foederis.brief.places import Spot, spots
from foederis.model import Claim, Event, Status
from foederis.record import Filter
from foederis.state.events import Conflict, telling_of
from foederis.web.briefs import Subject, briefed, of_claims
from foederis.web.files.events import events_table, part_of
from foederis.web.pages import Ask, Asked, names_of, page
from foederis.web.shown.gathered import Around, Side, Told, Wanted, event_of, is_sure, newest
from foederis.web.shown.paging import SIZE
from foederis.web.shown.stands import resting_on
from foederis.web.shown.telling import Line, line
from foederis.web.tables import Table, table_page

router = APIRouter()
BEARING: Final = 20  #: rows of the state that rest on an event, at most


@dataclass(frozen=True, slots=True)
class EventList:
    """A page of events, newest first."""

    wanted: Wanted
    claims: int  #: that tell of what is wanted, on whatever page
    events: tuple[Told, ...]
    next: str | None  #: address of the following page
    first: str | None  #: of the first one, where this is a later one

    @property
    def acts(self) -> list[str]:
        return sorted(ACTS)

    @property
    def part(self) -> str | None:
        """What a file of them holds, where that is not all."""
        return part_of(self.claims)


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


def _file(ask: Ask, shown: EventList) -> tuple[Table, ...]:
    return (events_table(ask, shown.wanted, shown.claims),)


@table_page(router, "/events", "events.html", _file)
def event_list(
    ask: Asked,
    act: Annotated[str | None, Query(description="Only events of that act.")] = None,
    party: Annotated[str | None, Query(description="Only events in which that party took part.")] = None,
    side: Annotated[str | None, Query(description="As what the party took part.", pattern="^(actor|target|)$")] = None,
    status: Annotated[str | None, Query(description="done, planned, possible or not_done.")] = None,
    place: Annotated[str | None, Query(description="Only events at a place so called, or a part of it.")] = None,
    country: Annotated[str | None, Query(description="Only events in that country, by its three letters.")] = None,
    since: Annotated[str | None, Query(description="On that day or after.")] = None,
    until: Annotated[str | None, Query(description="On that day or before.")] = None,
    after: Annotated[str | None, Query(description="`next` of the page before.")] = None,
) -> EventList:
    """What happened, was planned or did not happen, newest first."""
    wanted = Wanted(
        act=act or None,
        party=party or None,
        side=_side(side),
        status=_status(status),
        place=place or None,
        country=country or None,
        since=_day("since", since),
        until=_day("until", until) or ask.moment.on,
    )
    try:
        part = newest(ask, wanted, size=SIZE)
    except ValueError as error:
        raise HTTPException(422, str(error)) from None
    return EventList(wanted, part.claims, part.events, part.next, part.first)


def _status(status: str | None) -> Status | None:
    if status and status not in STATUSES:
        raise HTTPException(422, f"status: {status!r} is none of {', '.join(STATUSES)}")
    return cast(Status, status) if status else None


def _side(side: str | None) -> Side | None:
    return "actor" if side == "actor" else "target" if side == "target" else None


def _day(name: str, text: str | None) -> date | None:
    """A day of the address; an empty field asks nothing."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise HTTPException(422, f"{name}: {text!r} is no date; write it as 2022-03-24") from None


def _subject(_: Ask, shown: EventPage) -> Subject:
    return of_claims(shown.text, shown.event.claims)


@briefed(router, "/events/{event_id}", _subject)
@page(router, "/events/{event_id}", "event.html")
def event_page(ask: Asked, event_id: str) -> EventPage:
    """One event: what happened, who says so, and what the sources disagree on."""
    around = _around(ask, event_id)
    claims = {claim.id: claim for claim in around.claims}
    whole = together(around.event, claims)
    return EventPage(
        event=around.event,
        text=phrase(whole, names_of(ask.desk)),
        plover=PLOVER_EVENT[around.event.act],
        told=whole,
        conflicts=around.conflicts,
        sources=tuple(_by_source(around.claims, around.source_of)),
        spots=spots(around.event.place, whole.country, ask.desk.who),
        rows=tuple(_bearing(ask, around.claims))[:BEARING],
    )


def _around(ask: Ask, event_id: str) -> Around:
    """The event by the claim that its id names; 404 where the record, as of the moment, has it not."""
    moment = Filter(known=ask.moment.known, recorded=ask.moment.recorded)
    with suppress(ValueError):
        for claim in ask.desk.record.claims(replace(moment, ids=(telling_of(event_id),)), reviewed=True):
            if is_sure(ask.desk, ask.moment, claim):
                return event_of(ask.desk, ask.moment, claim)
    raise HTTPException(404, f"There is no event {event_id} as of this moment; /events lists all.")


def _by_source(claims: Iterable[Claim], source_of: Mapping[str, str]) -> Iterator[FromSource]:
    found: dict[str, list[Claim]] = {}
    for claim in claims:
        found.setdefault(source_of.get(claim.report, claim.report), []).append(claim)
    for source, some in found.items():
        yield FromSource(source, tuple(dict.fromkeys(claim.report for claim in some)), tuple(some))


def _bearing(ask: Ask, claims: Iterable[Claim]) -> Iterator[Bearing]:
    """The rows of the day's state that rest on any of the claims."""
    names = names_of(ask.desk)
    return (Bearing(kind, line(names, row)) for kind, row in resting_on(ask, claims))
