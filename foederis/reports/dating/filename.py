"""A publication date in a report's name: ``2020-01-06-nato.html``, ``news_20200106.txt``."""

from __future__ import annotations

import re
from datetime import date
from pathlib import PurePath

_DAY = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<gap>[-_. ]?)(?P<month>\d\d)(?P=gap)(?P<day>\d\d)(?!\d)")


def date_in_name(name: str) -> date | None:
    """The one day that the last part of a name spells year first; None where it spells none, or two that differ."""
    days = {_day(match) for match in _DAY.finditer(PurePath(name.replace("!", "/")).name)} - {None}
    return days.pop() if len(days) == 1 else None


def _day(match: re.Match[str]) -> date | None:
    try:
        return date(int(match["year"]), int(match["month"]), int(match["day"]))
    except ValueError:
        return None
