"""Events as the pages ask for them: by id, by party, act and day, and the words, sources and doubts of each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Literal

from foederis.brief.names import Names
from foederis.brief.phrase import phrase
from foederis.model import Actor, Claim, Event
from foederis.record import Filter, trusted
from foederis.state.copies import source_of_each
from foederis.state.events import Conflict, gather
from foederis.web.desk import Desk
from foederis.web.moment import Moment
from foederis.web.pages import Ask
from foederis.web.views.stands import claims_of

Side = Literal["actor", "target"]


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which events are wanted; a None asks nothing."""

    act: str | None = None
    party: str | None = None
    side: Side | None = None  #: as what the party took part; None: either
    status: str | None = None
    place: str | None = None
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """An event in words."""

    text: str
    event: Event


@dataclass(frozen=True, slots=True, eq=False)
class Events:
    """All events as of a moment, those of the last days first."""

    newest: tuple[Event, ...]
    by_id: Mapping[str, Event]
    conflicts: Mapping[str, tuple[Conflict, ...]]
    source_of: Mapping[str, str]


def events_of(ask: Ask) -> Events:
    """The events that trusted claims tell of, as known and recorded."""
    moment = ask.moment
    return _gathered(ask.desk, Moment(None, moment.known, moment.recorded), ask.desk.record.version())


@lru_cache(maxsize=4)
def _gathered(desk: Desk, moment: Moment, _version: str) -> Events:
    reports = list(desk.record.reports(recorded=moment.recorded))
    wanted = Filter(known=moment.known, recorded=moment.recorded)
    gathering = gather(trusted(desk.record, wanted, min_confidence=desk.min_confidence), reports)
    newest = gathering.events[::-1]
    return Events(newest, {event.id: event for event in newest}, gathering.conflicts, source_of_each(reports))


def find(ask: Ask, wanted: Wanted) -> list[Event]:
    """The events that are wanted, newest first."""
    return [event for event in events_of(ask).newest if _fits(ask, event, wanted)]


def told(ask: Ask, names: Names, events: Iterable[Event]) -> tuple[Told, ...]:
    """Each event in words, made of what all its claims say together."""
    some = tuple(events)
    claims = claims_of(ask, (id_ for event in some for id_ in event.claims))
    return tuple(Told(phrase(together(event, claims), names), event) for event in some)


def together(event: Event, claims: Mapping[str, Claim]) -> Claim:
    """One claim that says all the event's claims say together."""
    members = [claims[id_] for id_ in event.claims if id_ in claims]
    counted = next((claim for claim in members if claim.quantity is not None), members[0])
    return replace(
        members[0],
        actors=event.actors,
        targets=event.targets,
        object=event.object,
        place=event.place,
        quantity=counted.quantity,
        unit=counted.unit,
        votes=next((claim.votes for claim in members if claim.votes), None),
    )


def _fits(ask: Ask, event: Event, wanted: Wanted) -> bool:
    first, last = event.earliest or event.latest, event.latest or event.earliest
    return (
        wanted.act in (None, event.act)
        and wanted.status in (None, event.status)
        and (wanted.since is None or (last is not None and last >= wanted.since))
        and (wanted.until is None or (first is not None and first <= wanted.until))
        and (wanted.place is None or wanted.place.casefold() in (event.place or "").casefold())
        and (wanted.party is None or _took_part(ask, event, wanted.party, wanted.side))
    )


def _took_part(ask: Ask, event: Event, party: str, side: Side | None) -> bool:
    actors: tuple[Actor, ...] = ()
    actors += event.actors if side != "target" else ()
    actors += event.targets if side != "actor" else ()
    return any(_is(ask, actor, party) for actor in actors)


def _is(ask: Ask, actor: Actor, party: str) -> bool:
    """It is the party, acts for it, or for a part of it."""
    return party in (actor.id, actor.for_) or (actor.for_ is not None and ask.desk.who.whole(actor.for_) == party)
