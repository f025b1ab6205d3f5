"""Events as the pages ask for them: that of a claim, or pages of them, the newest first, and each in words.

Nothing is gathered but the claims that may tell of the same: of a claim's act and status, held in the days around it
(`foederis.state.alike.REACH`), and where those are very many only such as share a party with it, or its own days.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final, Literal

from foederis.brief.desk import together
from foederis.brief.phrase import phrase
from foederis.model import Actor, Claim, Event, Status
from foederis.record import Filter, surely
from foederis.state.alike import REACH, span_of
from foederis.state.events import Conflict, gather_from
from foederis.web.desk import Desk
from foederis.web.moment import Moment
from foederis.web.pages import Ask, again, names_of

Side = Literal["actor", "target"]
NEAR: Final = 500  #: claims that are gathered at once


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which claims' events are wanted; a None asks nothing."""

    act: str | None = None
    party: str | None = None
    side: Side | None = None  #: as what the party took part; None: either
    status: Status | None = None
    place: str | None = None
    country: str | None = None
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Around:
    """The event that a claim tells of."""

    event: Event
    claims: tuple[Claim, ...]  #: all that tell of it
    conflicts: tuple[Conflict, ...]
    source_of: Mapping[str, str]  #: the report that each report copies, by name


@dataclass(frozen=True, slots=True)
class Told:
    """An event in words."""

    text: str
    event: Event


@dataclass(frozen=True, slots=True)
class Part:
    """Some events, newest first."""

    claims: int  #: that tell of what is wanted, on whatever page
    events: tuple[Told, ...]
    next: str | None  #: address of the following page
    first: str | None  #: of the first one, where this is a later one


def event_of(desk: Desk, moment: Moment, claim: Claim) -> Around:
    """The event of the claim as it stands. Raises NotYetError: the fold knows which reports are copies."""
    with desk.fold(moment) as fold:
        source_of = fold.source_of
    near = {each.id: each for each in _sure(desk, moment, _near(desk, moment, claim))} | {claim.id: claim}
    gathering = gather_from(near.values(), source_of)
    event = next(each for each in gathering.events if claim.id in each.claims)
    claims = tuple(near[id_] for id_ in event.claims)
    return Around(event, claims, gathering.conflicts.get(event.id, ()), source_of)


def is_sure(desk: Desk, moment: Moment, claim: Claim) -> bool:
    """Answers rest on the claim, so that its event has a page."""
    return bool(_sure(desk, moment, [claim]))


def newest(ask: Ask, wanted: Wanted, *, size: int, name: str = "after") -> Part:
    """The events of the claims that are wanted, some claims at a time; `name` is what the address calls the place.

    They are gathered from such claims alone, on the days of those shown. ValueError for a place that is none.
    """
    desk, names, after = ask.desk, names_of(ask.desk), ask.request.query_params.get(name)
    asked = _filter(ask, wanted)
    page = desk.record.page(asked, after=after, limit=size)
    beside = _beside(desk, asked, page.claims)
    claims = {claim.id: claim for claim in _sure(desk, ask.moment, (*beside, *page.claims))}
    with desk.fold(ask.moment) as fold:
        events = gather_from(claims.values(), fold.source_of).events
    shown = _of_page(events, [claim.id for claim in page.claims], [claim.id for claim in beside])
    lines = tuple(Told(phrase(together(event, claims), names), event) for event in shown)
    following = again(ask.request, **{name: page.next}) if page.next else None
    return Part(page.total, lines, following, again(ask.request, **{name: None}) if after else None)


def every(ask: Ask, wanted: Wanted, *, most: int) -> tuple[list[Event], dict[str, Claim]]:
    """The events of the newest claims that are wanted, at most so many claims, newest first; and these claims."""
    found = ask.desk.record.page(_filter(ask, wanted), limit=most).claims
    claims = {claim.id: claim for claim in _sure(ask.desk, ask.moment, found)}
    with ask.desk.fold(ask.moment) as fold:
        source_of = fold.source_of
    place = {id_: at for at, id_ in enumerate(claims)}
    events = gather_from(claims.values(), source_of).events
    return sorted(events, key=lambda event: min(map(place.__getitem__, event.claims))), claims


def _beside(desk: Desk, asked: Filter, shown: Sequence[Claim]) -> tuple[Claim, ...]:
    """Of what is asked for the claims that may be held on the days of those shown, in the same order."""
    spans = [span_of(claim) for claim in shown]
    if not spans:
        return ()
    days = replace(asked, since=min(start for start, _ in spans), until=max(end for _, end in spans))
    return desk.record.page(days, limit=NEAR).claims


def _of_page(events: Iterable[Event], ids: Sequence[str], beside: Sequence[str]) -> list[Event]:
    """The events whose first claim is of this page, in its order: those with an earlier one stood on a page before."""
    place, order = ({id_: at for at, id_ in enumerate(some)} for some in (ids, beside))
    start = min((order[id_] for id_ in ids if id_ in order), default=0)
    here = (event for event in events if not place.keys().isdisjoint(event.claims))
    first = (event for event in here if min(order.get(id_, start) for id_ in event.claims) >= start)
    return sorted(first, key=lambda event: min(place[id_] for id_ in event.claims if id_ in place))


def _sure(desk: Desk, moment: Moment, claims: Iterable[Claim]) -> list[Claim]:
    return [*surely(desk.record, claims, recorded=moment.recorded, min_confidence=desk.min_confidence)]


def _filter(ask: Ask, wanted: Wanted) -> Filter:
    return Filter(
        act=wanted.act,
        status=wanted.status,
        actor=wanted.party if wanted.side == "actor" else None,
        target=wanted.party if wanted.side == "target" else None,
        party=wanted.party if wanted.side is None else None,
        place=wanted.place,
        country=wanted.country,
        since=wanted.since,
        until=wanted.until,
        known=ask.moment.known,
        recorded=ask.moment.recorded,
        order="held",
        descending=True,
    )


def _near(desk: Desk, moment: Moment, claim: Claim) -> tuple[Claim, ...]:
    """The claims that may tell of the same, from the widest of the ways to ask for them that gives few enough."""
    for asked in _ways(moment, claim):
        found = {each.id: each for some in asked for each in desk.record.page(some, limit=NEAR).claims}
        if len(found) < NEAR:
            break
    return tuple(found.values())


def _ways(moment: Moment, claim: Claim) -> Iterator[Sequence[Filter]]:
    start, end = span_of(claim)
    dated = bool(claim.earliest or claim.latest)
    every = Filter(act=claim.act, status=claim.status, known=moment.known, recorded=moment.recorded)
    wide = replace(every, since=_moved(start, -REACH), until=_moved(end, REACH)) if dated else every
    own = replace(every, since=start, until=end) if dated else every
    parties = [*dict.fromkeys(filter(None, map(_called, (*claim.actors, *claim.targets))))]
    yield [wide]
    if parties:
        yield [replace(wide, party=party) for party in parties]
        yield [replace(own, party=party) for party in parties]
    else:
        yield [own]


def _moved(day: date, by: timedelta) -> date:
    return date.fromordinal(min(max(day.toordinal() + by.days, 1), date.max.toordinal()))


def _called(actor: Actor) -> str | None:
    return actor.for_ or actor.id or actor.text
