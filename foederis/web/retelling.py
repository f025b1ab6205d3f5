"""What else the record says of the act that a claim reports: the event, its other claims, and where they disagree."""

from __future__ import annotations

from calendar import monthrange
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Final

from foederis.model import Claim, Event, Report
from foederis.record import Filter, UnknownReport, trusted
from foederis.state.alike import span_of
from foederis.state.events import Conflict, gather
from foederis.web.desk import Desk
from foederis.web.shelf import Shelves

NEAR: Final = 2000  #: claims of the same act and months that are compared
SHOWN: Final = 50  #: of an event's claims


@dataclass(frozen=True, slots=True)
class Told:
    """An event that a claim tells of."""

    event: Event
    is_sure: bool  #: the claim is among those that answers rest on, so that the event has a page
    others: tuple[Claim, ...]  #: the other claims that tell of it
    sources: int  #: independent ones: copies of one text count once
    conflicts: tuple[Conflict, ...]


def told_of(desk: Desk, shelves: Shelves, claim: Claim) -> Told:
    """The event of the claim as people have reviewed it, from the claims of the same act in the same months that
    answers rest on."""
    near = {each.id: each for each in trusted(desk.record, _near(claim), min_confidence=desk.min_confidence)}
    gathering = gather((near | {claim.id: claim}).values(), ())
    event = next(each for each in gathering.events if claim.id in each.claims)
    others = [near[id_] for id_ in event.claims if id_ != claim.id]
    again = gather((claim, *others), _reports(shelves, [claim, *others[:SHOWN]]))  # now with what is a copy of what
    sources = next((each.sources for each in again.events if claim.id in each.claims), event.sources)
    conflicts = gathering.conflicts.get(event.id, ())
    return Told(event, claim.id in near, tuple(others[:SHOWN]), sources, conflicts)


def _reports(shelves: Shelves, claims: list[Claim]) -> list[Report]:
    found = {}
    for claim in claims:
        if claim.report not in found:
            with suppress(UnknownReport):
                found[claim.report] = shelves.report_of(claim)
    return list(found.values())


def _near(claim: Claim) -> Filter:
    start, end = span_of(claim)
    dated = bool(claim.earliest or claim.latest)
    since = start.replace(day=1) if dated else None
    until = end.replace(day=monthrange(end.year, end.month)[1]) if dated and end < date.max else None
    return Filter(act=claim.act, since=since, until=until, limit=NEAR)
