"""Missions through time: the statuses that each went through, told anew from its own claims."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from heapq import nlargest
from itertools import islice
from typing import Final

from foederis.model import Claim, Interval
from foederis.state.alike import words_of
from foederis.state.context import Context
from foederis.state.known import Known
from foederis.state.missions import Missions
from foederis.state.rows import Mission
from foederis.state.said import starts
from foederis.web.pages import Ask, names_of
from foederis.web.shown.stands import claims_of, rows_on
from foederis.web.shown.telling import title
from foederis.web.shown.through import told_by

MOST: Final = 20  #: missions drawn, those whose status began last
TURNS: Final = frozenset({"launch", "suspend", "resume", "end"})
CLAIMS: Final = 2000  #: claims of theirs that are looked at
DAYS: Final = 200  #: the last days on which missions turned that are looked at

Stages = Sequence[tuple[date, Mission]]


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
    claims: tuple[str, ...]


def missions_through(
    ask: Ask, party: str | None, text: str | None, first: date, last: date
) -> tuple[tuple[Span, ...], int]:
    """The spans, in that time, of the missions that reports tell of on the day shown; and how many missions more."""
    names, wanted = names_of(ask.desk), words_of(text)
    told = (row for row in rows_on(ask, "missions", of=party) if isinstance(row, Mission) and row.claims)
    every = [row for row in told if not wanted or wanted <= words_of(title(names, row))]
    rows = nlargest(MOST, every, key=_since)
    claims = claims_of(ask, islice((id_ for row in rows for id_ in row.claims), CLAIMS))
    stages = _stages(ask, claims.values())
    spans = (span for row in rows for span in _spans(title(names, row), row, stages[row.id], claims))
    inside = tuple(span for span in spans if span.start <= last and (span.until or last) >= first)
    return inside, len(every) - len(rows)


def _since(row: Mission) -> date:
    days = row.since or Interval()
    return days.latest or days.earliest or date.min


def _stages(ask: Ask, claims: Iterable[Claim]) -> Mapping[str, Stages]:
    """The days on which each mission's status changed, and how it then looked."""
    some = tuple(claims)
    table = told_by(Missions(Context(Known(ask.desk.who), {})), some)
    on = ask.desk.on(ask.moment)
    days = sorted({day for claim in some if claim.act in TURNS and date.min < (day := starts(claim)) <= on})
    found: dict[str, list[tuple[date, Mission]]] = defaultdict(list)
    for day in days[-DAYS:]:
        for row in table.rows(day):
            if isinstance(row, Mission) and row.status:
                seen = found[row.id]
                if not seen or seen[-1][1].status != row.status:
                    seen.append((day, row))
    return found


def _spans(name: str, row: Mission, stages: Stages, claims: Mapping[str, Claim]) -> Iterator[Span]:
    last = max((day for id_ in row.claims if (day := _said(claims.get(id_)))), default=date.min)
    untils = [*(day for day, _ in stages[1:]), None]
    for (day, then), until in zip(stages, untils, strict=True):
        told = until or max(last, day)
        yield Span(name, row.id, str(then.status), then.since, day, until, told, then.claims)


def _said(claim: Claim | None) -> date | None:
    return (claim.published.latest or claim.latest) if claim else None
