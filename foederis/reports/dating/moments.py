"""Dates as sentences write them: "Nov. 26, 2016", "14th January", "Monday 19 December", "April 2019", "in 2014"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from foederis.reports.dating import days
from foederis.reports.dating.days import Days

MONTHS: Final = {
    name: number
    for number, name in enumerate(
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"], 1
    )
}
MONTH: Final = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan\.?|Feb\.?|Mar\.?|Apr\.?|Jun\.?|Jul\.?|Aug\.?|Sept?\.?|Oct\.?|Nov\.?|Dec\.?)"
)
YEARLESS_DAYS: Final = 330
"""A day or month named without its year lies at most so many days back or ahead, for people add the year to others."""
WEEKDAY_DAYS: Final = 30
"""And a day named with its weekday and without its year at most so many."""
WEEKDAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
WEEKDAY: Final = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"

_ORDINAL = r"(?:st|nd|rd|th)?"
_YEAR = r"(?:19[4-9]\d|20\d\d)"
_LEAD = rf"(?:(?P<weekday>{WEEKDAY}),?\s*\(?\s*(?:the\s+)?)?"
_UNTIL = rf"(?:\s*(?:[-–]|to|and)\s*(?P<until>\d{{1,2}}){_ORDINAL}(?!\d))?"
_OF_YEAR = rf"(?:,?\s+(?P<year>{_YEAR})\b)?"
_DAY_MONTH = rf"(?P<day>\d{{1,2}}){_ORDINAL}{_UNTIL}\s+(?:of\s+)?(?P<month>{MONTH})(?![a-z]){_OF_YEAR}"
_MONTH_DAY = rf"(?P<month>{MONTH})\s*(?P<day>\d{{1,2}}){_ORDINAL}(?!\d|:\d){_UNTIL}{_OF_YEAR}"
_ISO = r"(?P<year>\d{4})-(?P<number>\d\d)-(?P<day>\d\d)"
_MONTH_YEAR = rf"(?P<month>{MONTH}),?\s+(?:of\s+)?(?P<year>{_YEAR})\b"
_SEASON = r"(?:[Ss]ummer|[Ss]pring|[Aa]utumn|[Ww]inter|[Ff]all|[Ee]nd|[Ss]tart|[Bb]eginning)(?: of)?"
_BEFORE_YEAR = rf"(?:[Ii]n|[Ss]ince|[Dd]uring|[Bb]etween|[Ff]rom|{_SEASON}|[Ll]ate|[Ee]arly|[Mm]id-?)"
_BARE_YEAR = rf"{_BEFORE_YEAR}\s+(?P<year>{_YEAR})\b(?![-–]\d)"

_FORMS: Final = tuple(
    re.compile(r"(?<![\w./])" + form)
    for form in (_LEAD + _DAY_MONTH, _LEAD + _MONTH_DAY, _ISO, _MONTH_YEAR, _BARE_YEAR)
)
_LONG_AGO: Final = re.compile(r"\b(?:years?|decades?|anniversary)\b", re.IGNORECASE)
_MAYBE: Final = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Moment:
    """A date in a sentence, at offsets of that sentence; what it does not say is None."""

    start: int
    end: int
    text: str
    year: int | None = None
    month: int | None = None
    day: int | None = None
    until: int | None = None  #: the last day, of a range within the month
    weekday: int | None = None

    def when(self) -> Days:
        """The days it may mean: one, those of its month or year, or without a year that day of every year in which it
        falls on the weekday; none where there is no such day."""
        if self.month is None or self.day is None:
            return self._stretch()
        found = days.each_year(self.month, self.day)
        if self.weekday is not None:
            found &= days.weekday(self.weekday)
        if self.year is not None:
            found &= days.span(*days.year_of(date(self.year, 1, 1)))
        return days.later(found, 0, self.until - self.day) if self.until and self.until > self.day else found

    def long_ago(self, sentence: str) -> bool:
        """Whether the sentence counts back years, so that a day without its year may lie far back."""
        return _LONG_AGO.search(sentence) is not None

    def _stretch(self) -> Days:
        if self.year is None:
            return days.ALL
        if self.month is None:
            return days.span(*days.year_of(date(self.year, 1, 1)))
        return days.span(*days.month_of(date(self.year, self.month, 1)))


def moments(text: str) -> list[Moment]:
    """The dates in a sentence, in order; of overlapping ones the fullest form."""
    if not _MAYBE.search(text):
        return []
    found: list[Moment] = []
    for form in _FORMS:
        for match in form.finditer(text):
            moment = _moment(match)
            if moment and not any(moment.start < other.end and other.start < moment.end for other in found):
                found.append(moment)
    return sorted(found, key=lambda moment: moment.start)


def _moment(match: re.Match[str]) -> Moment | None:
    said = match.groupdict()
    month = MONTHS[said["month"][:3]] if said.get("month") else _number(said.get("number"))
    day = _number(said.get("day"))
    if (month and not 1 <= month <= 12) or (day is not None and not 1 <= day <= 31):
        return None
    weekday = WEEKDAYS.index(said["weekday"]) if said.get("weekday") else None
    year, until = _number(said.get("year")), _number(said.get("until"))
    return Moment(match.start(), match.end(), match[0], year, month, day, until, weekday)


def _number(digits: str | None) -> int | None:
    return int(digits) if digits else None
