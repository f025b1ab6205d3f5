"""What the record draws on: reports by publisher, month and language, those not read, and claims by act."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final

from foederis.record import Filter
from foederis.web.desk import Desk

MOST: Final = 12  #: bars of one picture; the rest are added up
NOT_SAID: Final = "not said"


@dataclass(frozen=True, slots=True)
class Bar:
    """One count, and how long its bar is, in percent of the longest."""

    name: str
    number: int
    percent: float


@dataclass(frozen=True, slots=True)
class OfReports:
    """The reports of a record counted."""

    total: int
    unread: int
    publishers: tuple[Bar, ...]
    months: tuple[Bar, ...]  #: each month from the first with a report to the last; or years, where they are many
    languages: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Coverage:
    """All counts of one record."""

    reports: OfReports
    claims: int
    reviewed: int
    acts: tuple[Bar, ...]


def coverage(desk: Desk, recorded: date | None) -> Coverage:
    """The counts of the record as it stood at the end of a day."""
    wanted = Filter(recorded=recorded)
    acts = desk.record.tally("act", wanted, of="read")
    claims = sum(acts.values())
    return Coverage(
        reports=_reports(desk, recorded, _readings(desk)),
        claims=claims,
        reviewed=claims - sum(desk.record.tally("act", wanted, of="unreviewed").values()),
        acts=bars(_named(acts)),
    )


def held_by_month(desk: Desk) -> Mapping[str, int]:
    """How many claims hold in each month that has some, in order; of each the first in which it may hold."""
    return _held(desk, _readings(desk))


@lru_cache(maxsize=8)
def _held(desk: Desk, _version: str) -> Mapping[str, int]:
    """Kept until there are other readings."""
    return {month: number for month, number in desk.record.tally("held", Filter()).items() if month}


def _readings(desk: Desk) -> str:
    """What changes whenever a report or a reading was added, but not with a review."""
    return desk.record.version().rpartition("-")[0]


@lru_cache(maxsize=8)
def _reports(desk: Desk, recorded: date | None, _version: str) -> OfReports:
    """Kept until there are others."""
    publishers = desk.record.report_tally("publisher", recorded=recorded)
    unread = desk.record.report_tally("unread", recorded=recorded)
    return OfReports(
        total=sum(publishers.values()),
        unread=sum(number for why, number in unread.items() if why is not None),
        publishers=bars(_named(publishers)),
        months=_over_time(desk.record.report_tally("published", recorded=recorded)),
        languages=bars(_named(desk.record.report_tally("language", recorded=recorded))),
    )


def _named(counts: Mapping[str | None, int]) -> dict[str, int]:
    return {name or NOT_SAID: number for name, number in counts.items()}


def bars(counts: Mapping[str, int]) -> tuple[Bar, ...]:
    """The largest counts first; beyond `MOST` the rest as one."""
    told = sorted(((number, name) for name, number in counts.items() if number), key=lambda each: (-each[0], each[1]))
    shown, rest = told[:MOST], told[MOST:]
    if rest:
        shown.append((sum(number for number, _ in rest), f"{len(rest):,} others"))
    return _bars((name, number) for number, name in shown)


def _bars(counts: Iterable[tuple[str, int]]) -> tuple[Bar, ...]:
    told = list(counts)
    longest = max((number for _, number in told), default=1)
    return tuple(Bar(name, number, round(100 * number / longest, 1)) for name, number in told)


def _over_time(counts: Mapping[str | None, int]) -> tuple[Bar, ...]:
    """By the month of publication, the first in which it may have been; by year when that makes too many months."""
    months = {(int(month[:4]), int(month[5:])): number for month, number in counts.items() if month}
    if not months:
        return ()
    (first, start), (last, end) = min(months), max(months)
    if 12 * (last - first) + end - start >= 3 * MOST:
        years: Counter[int] = Counter()
        for (year, _), number in months.items():
            years[year] += number
        return _bars((str(year), years[year]) for year in range(first, last + 1))
    each = range(12 * first + start - 1, 12 * last + end)
    return _bars((f"{at // 12}-{at % 12 + 1:02}", months.get((at // 12, at % 12 + 1), 0)) for at in each)
