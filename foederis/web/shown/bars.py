"""How many claims tell of each year, month or day: the shorter the time, the finer."""

from __future__ import annotations

from calendar import monthrange
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from foederis.record import Filter, Record

Unit = Literal["year", "month", "day"]

Months = Mapping[str | None, int]  #: as the record counts claims by them

BY_DAY: Final = 100  #: days that are told of one by one
BY_MONTH: Final = 180  #: months that are
LETTERS: Final[Mapping[Unit, int]] = {"year": 4, "month": 7, "day": 10}  #: of a day in ISO 8601 that name it


@dataclass(frozen=True, slots=True)
class Bar:
    """How many claims tell of what was in a year, a month or on a day, written as ISO 8601 writes it."""

    time: str
    claims: int

    @property
    def days(self) -> tuple[date, date]:
        """The first and the last of it."""
        return days_of(self.time)


@dataclass(frozen=True, slots=True)
class Bars:
    """The claims of a time, counted by the first day on which each may have been."""

    unit: Unit
    bars: tuple[Bar, ...]  #: those with a claim
    before: int  #: claims that may have been in the time, and may have begun before it


def bars_of(
    record: Record, wanted: Filter, months: Months, first: date | None = None, last: date | None = None
) -> Bars:
    """The claims wanted, of which the record counts so many by `months`, from the first day to the last."""
    dated = [days_of(month) for month in months if month]
    if not dated:
        return Bars("month", (), 0)
    first, last = first or dated[0][0], last or dated[-1][1]
    unit = unit_of(first, last)
    named: Counter[str] = Counter()
    for time, number in (record.tally("day", wanted) if unit == "day" else months).items():
        if time:
            named[time[: LETTERS[unit]]] += number
    bars = [Bar(time, number) for time, number in named.items()]
    inside = tuple(bar for bar in bars if bar.days[1] >= first and bar.days[0] <= last)
    return Bars(unit, inside, sum(bar.claims for bar in bars if bar.days[1] < first))


def unit_of(first: date, last: date) -> Unit:
    """By what the time is counted."""
    if (last - first).days < BY_DAY:
        return "day"
    return "month" if (last.year - first.year) * 12 + last.month - first.month < BY_MONTH else "year"


def days_of(time: str) -> tuple[date, date]:
    """The first and the last day of a year, a month or a day."""
    year, month, day = (int(part) for part in (time + "-01-01")[:10].split("-"))
    first = date(year, month, day)
    if len(time) == LETTERS["day"]:
        return first, first
    return first, date(year, 12, 31) if len(time) == LETTERS["year"] else date(year, month, monthrange(year, month)[1])
