"""Dates as exact as their source gives them."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

from foederis.model import Interval

_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


def parse_when(text: str) -> Interval:
    """The days that ``2014-10-01``, ``2014-10`` or ``2014`` allows; a ValueError for anything else."""
    match = _DATE.fullmatch(text)
    if match is None:
        raise ValueError(f"{text!r} is no date: write 2014-10-01, 2014-10 or 2014")
    year, month, day = (int(part) if part else None for part in match.groups())
    assert year is not None
    if month is None:
        return Interval(date(year, 1, 1), date(year, 12, 31))
    if day is None:
        return Interval(date(year, month, 1), date(year, month, monthrange(year, month)[1]))
    return Interval(date(year, month, day), date(year, month, day))


def say_when(when: Interval | None) -> str:
    """The shortest writing of an interval that `parse_when` made: a day, a month or a year; ``?`` for None."""
    if when is None or when.earliest is None or when.latest is None:
        return "?"
    first, last = when.earliest, when.latest
    if first == last:
        return first.isoformat()
    return f"{first.year}" if first.month != last.month else f"{first.year}-{first.month:02}"


def say_span(from_: Interval | None, to: Interval | None) -> str:
    """A half-open stretch of time in words: ``from 2014-10-01 until 2024-10-01``, ``since 2023-04-04``."""
    return f"since {say_when(from_)}" if to is None else f"from {say_when(from_)} until {say_when(to)}"
