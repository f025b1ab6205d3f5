"""The time that a report's story has come to: 'a year later' counts from it, and its year is that of bare days."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from foederis.model import Interval
from foederis.reading.times.reckoning import counted, in_year, number

if TYPE_CHECKING:
    from foederis.reading.times.expressions import Time, Today

_COUNTED = re.compile(r"(?P<count>.+?)\s+(?P<unit>day|week|month|year)s?\s+(?P<side>later|earlier)$", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_MONTH = re.compile(r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)", re.IGNORECASE)
_FAR = 400  #: days; a day told by its year that lies further back opens a story of that year


class Story:
    """The time told of last, within one report; made anew for each."""

    def __init__(self, today: Today) -> None:
        self._today = today
        self._last: Interval | None = None
        self._year: int | None = None
        self._paragraph = 0

    def begins(self, paragraph: int) -> None:
        """A sentence of a paragraph follows: a story of another year ends with its paragraph."""
        if paragraph != self._paragraph:
            self._year = None
        self._paragraph = paragraph

    def resolved(self, time: Time, words: str, *, narrated: bool) -> Time | None:
        """A time of the next words of the report, as the story has it, which has then come to it; None where it cannot
        be told."""
        count = _COUNTED.search(words)
        if count is not None:
            when = self._counted(count)
            if when is None:
                return None
            time = replace(time, when=when)
        elif narrated and self._year is not None and _MONTH.search(words) and not _YEAR.search(words):
            time = replace(time, when=in_year(time.when, self._year))
        full = count is not None or (_MONTH.search(words) is not None and _YEAR.search(words) is not None)
        self._comes_to(time, opens=full and narrated)
        return time

    def _counted(self, count: re.Match[str]) -> Interval | None:
        later, last = count["side"].lower() == "later", self._today.last
        by = number(count["count"].lower()) * (1 if later else -1)
        base = self._last or (None if later else Interval(self._today.first, last))
        when = counted(base, by, count["unit"].lower()) if base is not None else None
        over = when is not None and when.earliest is not None and last is not None and when.earliest <= last
        return when if over else None

    def _comes_to(self, time: Time, *, opens: bool) -> None:
        first, last, today = time.when.earliest, time.when.latest, self._today.last
        if time.bound != "in" or first is None or last is None or today is None or last > today:
            return
        self._last = time.when
        if opens and (today - last).days > _FAR:
            self._year = last.year
        elif (today - last).days <= _FAR:
            self._year = None
