"""The timeline: how many claims tell of each year, month or day, what happened in a chosen time, and the missions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Annotated, Final, cast

from fastapi import APIRouter, Depends, HTTPException, Query

from foederis.acts import ACTS, STATUSES
from foederis.brief.desk import together
from foederis.brief.phrase import phrase
from foederis.brief.words import when
from foederis.model import Claim, Event, Interval, Status
from foederis.record import Filter, Record
from foederis.record.nouns import Page
from foederis.state.events import gather
from foederis.web.desk import NotYetError
from foederis.web.moment import Moment
from foederis.web.pages import Ask, Asked, names_of, url
from foederis.web.shown.bars import Bars, bars_of, days_of
from foederis.web.shown.paging import SIZE, Pages, pages
from foederis.web.shown.spans import Span, missions_through
from foederis.web.tables import Cell, Table, table_page
from foederis.web.wire import as_json

router = APIRouter()

AT_ONCE: Final = 300  #: claims of the chosen time that are gathered into events and drawn; the rest on further parts
LANES: Final = 12  #: lanes drawn by themselves; what is in none of them shares the last
BY: Final = ("act", "party", "status")
NOT_SAID: Final = "not said who"
OTHER: Final = "others"
EVENT_COLUMNS: Final = ("earliest", "latest", "act", "status", "what", "reports", "doubtful", "claims")


@dataclass(frozen=True, slots=True)
class Told:
    """An event with its words and the lane it is drawn in."""

    text: str
    lanes: tuple[str, ...]  #: in which it is drawn
    event: Event
    reports: int
    doubtful: bool


@dataclass(frozen=True, slots=True)
class Asks:
    """What the address asks for, as given; the empty ones left out."""

    act: str | None
    party: str | None
    country: str | None
    status: str | None
    text: str | None
    since: date | None
    until: date | None
    by: str
    sure: bool


@dataclass(frozen=True, slots=True)
class TimelinePage:
    """The claims of all the time and of the chosen part of it, by years, months or days, and what happened in it."""

    asked: Asks
    on: date
    whole: Bars  #: of all the time
    chosen: Bars | None  #: of the time chosen, where one is
    undated: int
    total: int  #: claims in the chosen time
    first: date  #: of the time chosen, or of all
    last: date
    events: tuple[Told, ...]  #: of this part of them
    part: int  #: claims in this part
    lanes: tuple[str, ...]
    missions: tuple[Span, ...] | None  #: None: the record is still being folded
    more_missions: int
    at: int
    pages: Pages

    @property
    def acts(self) -> tuple[str, ...]:
        return tuple(sorted(ACTS))

    @property
    def lines(self) -> tuple[Told, ...]:
        return self.events[self.at : self.at + SIZE]

    @property
    def steps(self) -> dict[str, tuple[date, date]]:
        """The times that the buttons lead to."""
        days = max((self.last - self.first).days, 1)
        half, quarter = timedelta(days=-(-days // 2)), timedelta(days=days // 4)
        found = {"Earlier": (self.first - half, self.last - half), "Later": (self.first + half, self.last + half)}
        if days > 3:
            found["Zoom in"] = self.first + quarter, self.last - quarter
        return found | {"Zoom out": (self.first - half, self.last + half)}

    def data(self, moment: Moment) -> dict[str, object]:
        """What the charts are drawn from."""
        asked = {"since": self.asked.since, "until": self.asked.until, "first": self.first, "last": self.last}
        dated = (told for told in self.events if told.event.earliest or told.event.latest)
        return asked | {
            "on": self.on,
            "whole": as_json(self.whole),
            "chosen": as_json(self.chosen),
            "lanes": self.lanes,
            "events": [_drawn(moment, told) for told in dated],
            "missions": [_lane(moment, span) for span in self.missions or ()],
        }

    def tables(self) -> tuple[Table, ...]:
        """The claims by time, the events of this part, and the missions."""
        spans = [(s.mission, s.status, s.start, s.until, s.told, " ".join(s.claims)) for s in self.missions or ()]
        return (
            *(_counts(name, bars) for name, bars in (("times", self.whole), ("chosen", self.chosen)) if bars),
            Table("events", EVENT_COLUMNS, list(map(_cells, self.events))),
            Table("missions", ("mission", "status", "from", "until", "told_of_until", "claims"), spans),
        )


def asks_of(
    act: str = "",
    party: Annotated[str, Query(description="An actor or a target; an organisation with its bodies.")] = "",
    country: Annotated[str, Query(description="Where it was: a state's code.")] = "",
    status: str = "",
    text: Annotated[str, Query(description="Words of the sentence or the object.", max_length=200)] = "",
    since: Annotated[str, Query(description="From that day on.")] = "",
    until: Annotated[str, Query(description="To that day.")] = "",
    by: Annotated[str, Query(description="Lanes by act, party or status.")] = "act",
    sure: Annotated[bool, Query(description="Without doubtful readings.")] = False,
) -> Asks:
    """From the address; a field that cannot be understood is answered with 422."""
    for name, value, allowed in (("act", act, ACTS), ("status", status, STATUSES), ("by", by, BY)):
        if value and value not in allowed:
            raise HTTPException(422, f"{name}: {value!r} is none of {', '.join(sorted(allowed))}")
    given = [value.strip() or None for value in (act, party, country, status, text)]
    first, last = _day("since", since), _day("until", until)
    if first and last and first > last:
        raise HTTPException(422, f"since: {first} is after until: {last}")
    return Asks(given[0], given[1], given[2], given[3], given[4], first, last, by or "act", sure)


@table_page(router, "/timeline", "timeline.html")
def timeline_page(
    ask: Asked,
    asked: Annotated[Asks, Depends(asks_of)],
    after: Annotated[str | None, Query(description="`next` of the part before.")] = None,
    at: Annotated[int, Query(description="The first event of the page.", ge=0)] = 0,
) -> TimelinePage:
    """What happened when: claims by time, events of a chosen time, and missions through time."""
    record, wanted = ask.desk.record, _filter(ask, asked)
    months = record.tally("held", wanted)
    found = _part(ask, asked, after)
    events = tuple(_told(ask, asked.by, found.claims))
    first, last = _time(ask, asked, [month for month in months if month])
    spans, more = _missions(ask, asked, first, last)
    return TimelinePage(
        asked=asked,
        on=ask.desk.on(ask.moment),
        whole=bars_of(record, wanted, months),
        chosen=_chosen(record, asked, wanted, first, last),
        undated=months.get(None, 0),
        total=found.total,
        first=first,
        last=last,
        events=events,
        part=len(found.claims),
        lanes=_lanes(events),
        missions=spans,
        more_missions=more,
        at=at,
        pages=_pages(ask, found, len(events), at),
    )


def _chosen(record: Record, asked: Asks, wanted: Filter, first: date, last: date) -> Bars | None:
    if not (asked.since or asked.until):
        return None
    inside = replace(wanted, since=asked.since, until=asked.until)
    return bars_of(record, inside, record.tally("held", inside), first, last)


def _filter(ask: Ask, asked: Asks) -> Filter:
    """What is asked, whatever its time."""
    return Filter(
        act=asked.act,
        party=asked.party,
        country=asked.country,
        status=cast("Status | None", asked.status),
        text=asked.text,
        known=ask.moment.known,
        recorded=ask.moment.recorded,
        min_confidence=ask.desk.min_confidence if asked.sure else None,
        order="held",
        descending=True,
    )


def _part(ask: Ask, asked: Asks, after: str | None) -> Page:
    """The last claims of the chosen time, or those before a part."""
    wanted = replace(_filter(ask, asked), since=asked.since, until=asked.until)
    try:
        return ask.desk.record.page(wanted, after=after, limit=AT_ONCE)
    except ValueError as error:
        raise HTTPException(422, str(error)) from None


def _time(ask: Ask, asked: Asks, months: Sequence[str]) -> tuple[date, date]:
    """The chosen time; a side that is open ends with what is told of."""
    on = ask.desk.on(ask.moment)
    first, last = (days_of(months[0])[0], days_of(months[-1])[1]) if months else (on, on)
    since, until = asked.since or first, asked.until or last
    return min(since, until), max(since, until)


def _missions(ask: Ask, asked: Asks, first: date, last: date) -> tuple[tuple[Span, ...] | None, int]:
    try:
        return missions_through(ask, asked.party, asked.text, first, last)
    except NotYetError:
        return None, 0


def _pages(ask: Ask, found: Page, events: int, at: int) -> Pages:
    """The parts of the list: those of these claims, then the claims before them."""
    these = pages(ask, events, at)
    if these.after or not found.next:
        return these
    given = {name: value for name, value in ask.request.query_params.items() if name not in ("at", "after", "format")}
    return Pages(these.before, url(ask.moment, "/timeline", **{**given, "after": found.next}), these.told)


def _told(ask: Ask, by: str, claims: Sequence[Claim]) -> Iterator[Told]:
    """The claims gathered into events, the last first, each with the lanes it stands in."""
    names, by_id = names_of(ask.desk), {claim.id: claim for claim in claims}
    events = gather(claims, ()).events[::-1]
    lanes = [_lanes_of(ask, by, event) for event in events]
    count = Counter(lane for some in lanes for lane in some)
    kept = {lane for lane, _ in count.most_common(LANES)}
    for event, some in zip(events, lanes, strict=True):
        members = [by_id[id_] for id_ in event.claims]
        doubtful = max(claim.confidence for claim in members) < ask.desk.min_confidence
        inside = tuple(lane for lane in some if lane in kept) or (OTHER,)
        reports = len({claim.report for claim in members})
        yield Told(phrase(together(event, by_id), names), inside, event, reports, doubtful)


def _lanes_of(ask: Ask, by: str, event: Event) -> tuple[str, ...]:
    if by == "party":
        codes = {ask.desk.who.whole(actor.for_) for actor in (*event.actors, *event.targets) if actor.for_}
        return tuple(sorted(map(names_of(ask.desk).code, codes))) or (NOT_SAID,)
    return ((event.act if by == "act" else event.status).replace("_", " "),)


def _lanes(events: Iterable[Told]) -> tuple[str, ...]:
    """The lanes, that of most events first; what is in none by itself last."""
    count = Counter(lane for told in events for lane in told.lanes)
    return tuple(sorted(count, key=lambda lane: (lane in (OTHER, NOT_SAID), -count[lane], lane)))


def _drawn(moment: Moment, told: Told) -> dict[str, object]:
    event = told.event
    doubt = "\ndoubtful reading" if told.doubtful else ""
    status = f" ({event.status.replace('_', ' ')})" if event.status != "done" else ""
    return {
        "start": event.earliest or event.latest,
        "end": event.latest or event.earliest,
        "lanes": told.lanes,
        "status": event.status,
        "doubtful": told.doubtful,
        "tip": f"{when(event.earliest, event.latest)}: {told.text[:160]}{status}{doubt}",
        "href": url(moment, "/claims", event.claims[0]),
    }


def _lane(moment: Moment, span: Span) -> dict[str, object]:
    since = span.since or Interval()
    return {
        "mission": span.mission,
        "status": span.status,
        "start": span.start,
        "end": span.until,
        "told": span.told,
        "tip": f"{span.mission}: {span.status.replace('_', ' ')} {when(since.earliest, since.latest)}",
        "href": url(moment, "/state/missions", span.id),
    }


def _counts(name: str, bars: Bars) -> Table:
    return Table(name, ("time", "claims"), [(bar.time, bar.claims) for bar in bars.bars])


def _cells(told: Told) -> tuple[Cell, ...]:
    event = told.event
    said = (event.earliest, event.latest, event.act, event.status, told.text, told.reports, told.doubtful)
    return (*said, " ".join(event.claims))


def _day(name: str, text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise HTTPException(422, f"{name}: {text!r} is no date; write it as 2022-03-24") from None
