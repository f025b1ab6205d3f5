"""Dates as exact as their source gives them."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

from foederis.model import Interval

_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


def parse_when(text: str) -> Interval:
    """The days that ``2014-10-01``, ``2014-10``, ``2014`` or a range ``2014-09-10..2016`` allows; a ValueError for
    anything else."""
    if ".." in text:
        first, last = (parse_when(end) for end in text.split("..", 1))
        return Interval(first.earliest, last.latest)
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
    """The shortest writing of an interval that `parse_when` reads: a day, month, year or range; ``?`` for None."""
    if when is None or when.earliest is None or when.latest is None:
        return "?"
    first, last = when.earliest, when.latest
    for written in (f"{first}", f"{first.year:04}-{first.month:02}", f"{first.year:04}"):
        if parse_when(written) == when:
            return written
    return f"{first}..{last}"


def say_span(from_: Interval | None, to: Interval | None) -> str:
    """A half-open stretch of time in words: ``from 2014-10-01 until 2024-10-01``, ``since 2023-04-04``."""
    return f"since {say_when(from_)}" if to is None else f"from {say_when(from_)} until {say_when(to)}"
