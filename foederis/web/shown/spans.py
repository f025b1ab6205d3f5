"""Missions through time: the statuses that each went through, from its own claims."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from heapq import nlargest
from typing import Final

from foederis.model import Claim, Interval
from foederis.state.alike import words_of
from foederis.state.missions import stages
from foederis.state.rows import Mission
from foederis.state.said import agreed, ids
from foederis.web.pages import Ask, names_of
from foederis.web.shown.telling import title

MOST: Final = 20  #: missions drawn, those whose status began last
DAYS: Final = 12  #: the last days on which a mission turned that are looked at


@dataclass(frozen=True, slots=True)
class Span:
    """One status of a mission, from the day on which it counts; `until` the next, None: to the end of what is told."""

    mission: str
    id: str
    status: str
    since: Interval | None
    start: date
    until: date | None
    told: date  #: the last day on which a report tells of the mission
    claims: tuple[str, ...]  #: that give it the status


def missions_through(
    ask: Ask, party: str | None, text: str | None, first: date, last: date
) -> tuple[tuple[Span, ...], int]:
    """The spans, in that time, of the missions that reports tell of on the day shown; and how many missions more."""
    names, wanted, on = names_of(ask.desk), words_of(text), ask.desk.on(ask.moment)
    with ask.desk.fold(ask.moment) as fold:
        rows = fold.rows("missions", on, known=ask.moment.known, of=party)
        told = (row for row in rows if isinstance(row, Mission) and row.claims)
        every = [row for row in told if not wanted or wanted <= words_of(title(names, row))]
        drawn = [(row, [*fold.claims(row.claims)]) for row in nlargest(MOST, every, key=_since)]
    spans = (span for row, claims in drawn for span in _spans(title(names, row), row, claims, min(last, on)))
    return tuple(span for span in spans if (span.until or last) >= first), len(every) - len(drawn)


def _since(row: Mission) -> date:
    days = row.since or Interval()
    return days.latest or days.earliest or date.min


def _spans(name: str, row: Mission, claims: Sequence[Claim], last: date) -> Iterator[Span]:
    """The statuses that it went through by the day; none where its claims speak of other things."""
    found = [*stages(claims, last, DAYS)]
    end = max(filter(None, map(_said, claims)), default=date.min)
    for (day, status, because), until in zip(found, [*(stage[0] for stage in found[1:]), None], strict=False):
        if status:
            yield Span(name, row.id, status, agreed(because), day, until, until or max(end, day), ids(because))


def _said(claim: Claim) -> date | None:
    return claim.published.latest or claim.latest
