"""Dates as metadata write them. What could be read in two ways (03/04/2015) is not read."""

from __future__ import annotations

import calendar
import email.utils
import re
from datetime import date, datetime
from typing import Final

from foederis.model import Interval

_FORMATS: Final = ("%d %B %Y", "%B %d %Y", "%d %b %Y", "%b %d %Y", "%Y/%m/%d", "%Y%m%d", "%A %d %B %Y", "%A %B %d %Y")


def written_date(written: str) -> Interval | None:
    """The days a written date allows: one for a full date, a month or a year for less; None where it cannot be read."""
    written = " ".join(written.split())
    if part := re.fullmatch(r"(\d{4})(?:-(\d\d))?", written):
        return _span(int(part[1]), int(part[2]) if part[2] else None)
    day = _iso(written) or _formatted(written) or _mail(written)
    return Interval(day, day) if day else None


def _span(year: int, month: int | None) -> Interval | None:
    try:
        last = date(year, month or 12, calendar.monthrange(year, month or 12)[1])
    except (ValueError, calendar.IllegalMonthError):
        return None
    return Interval(date(year, month or 1, 1), last)


def _iso(written: str) -> date | None:
    if not re.match(r"\d{4}-\d\d-\d\d(?!\d)", written):
        return None
    try:
        return date.fromisoformat(written[:10])
    except ValueError:
        return None


def _formatted(written: str) -> date | None:
    plain = re.sub(r"\bSept\b", "Sep", re.sub(r"[.,]", "", written))
    for form in _FORMATS:
        try:
            return datetime.strptime(plain, form).date()
        except ValueError:
            continue
    return None


def _mail(written: str) -> date | None:
    try:
        return email.utils.parsedate_to_datetime(written).date()
    except (ValueError, IndexError, TypeError):
        return None
