"""Sets of days as the bits of a whole number: intersecting two is one ``&``, and a weekday is a pattern of bits.

The calendar runs past the years in which a report may have been published (`FIRST` to `LAST`), so that a set that
recurs is seen to be open: its lowest day lies before `FIRST`.
"""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from functools import cache
from typing import Final

_START: Final = date(1890, 1, 1)
_END: Final = date(2150, 12, 31)
_COUNT: Final = (_END - _START).days + 1
FIRST: Final = date(1945, 1, 1)
LAST: Final = date(2099, 12, 31)

Days = int

ALL: Final[Days] = (1 << _COUNT) - 1
NONE: Final[Days] = 0


def span(first: date | None, last: date | None) -> Days:
    """The days from `first` to `last`, both included; a side that is None is open."""
    low = 0 if first is None else max(0, _index(first))
    high = _COUNT - 1 if last is None else min(_COUNT - 1, _index(last))
    return (1 << (high + 1)) - (1 << low) if low <= high else NONE


def later(days: Days, least: int, most: int) -> Days:
    """The days that come at least `least` and at most `most` days after one of `days`; negative numbers mean before."""
    spread, width = days, 1
    while width < most - least + 1:
        step = min(width, most - least + 1 - width)
        spread |= spread << step
        width += step
    return (spread << least if least >= 0 else spread >> -least) & ALL


@cache
def weekday(number: int) -> Days:
    """Every day of that weekday, Monday being 0."""
    first = (number - _START.weekday()) % 7
    return int("".join("1" if index % 7 == first else "0" for index in range(_COUNT - 1, -1, -1)), 2)


@cache
def each_year(month: int, day: int) -> Days:
    """That day of every year that has it."""
    days = NONE
    for year in range(_START.year, _END.year + 1):
        if day <= calendar.monthrange(year, month)[1]:
            days |= 1 << _index(date(year, month, day))
    return days


def bounds(days: Days) -> tuple[date | None, date | None]:
    """The first and the last of the days, None for a side on which they are open."""
    first, last = _day((days & -days).bit_length() - 1), _day(days.bit_length() - 1)
    return (None if first < FIRST else first), (None if last > LAST else last)


def years_of(days: Days, first: int, last: int) -> list[int]:
    """The years from `first` to `last` that have one of the days."""
    return [year for year in range(first, last + 1) if days & span(date(year, 1, 1), date(year, 12, 31))]


def week_of(day: date, weeks: int = 0) -> tuple[date, date]:
    """Monday and Sunday of the week of `day`, or of one so many weeks later."""
    monday = day - timedelta(days=day.weekday()) + timedelta(weeks=weeks)
    return monday, monday + timedelta(days=6)


def month_of(day: date, months: int = 0) -> tuple[date, date]:
    """The first and last day of the month of `day`, or of one so many months later."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, 1), date(year, month + 1, calendar.monthrange(year, month + 1)[1])


def year_of(day: date, years: int = 0) -> tuple[date, date]:
    """The first and last day of the year of `day`, or of one so many years later."""
    return date(day.year + years, 1, 1), date(day.year + years, 12, 31)


def _index(day: date) -> int:
    return (day - _START).days


def _day(index: int) -> date:
    return _START + timedelta(days=index)
