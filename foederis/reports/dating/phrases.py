"""Words that place an event relative to the day of publication: "this week", "two months ago", "on Sunday"."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from foederis.reports.dating.days import NONE, Days, month_of, span, week_of, year_of
from foederis.reports.dating.moments import MONTHS, WEEKDAY, WEEKDAYS, YEARLESS_DAYS

_NUMBERS: Final = {
    word: number
    for number, word in enumerate(
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"], 1
    )
} | {"a": 1, "an": 1}
_ORDINALS: Final = {
    word: number
    for number, word in enumerate(
        ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"], 1
    )
}
_NUMBER: Final = rf"(?P<number>\d{{1,2}}|{'|'.join(_NUMBERS)})"
_UNIT: Final = r"(?P<unit>day|week|month|year)s?"
_MONTH: Final = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"

PHRASE: Final = re.compile(
    rf"\b(?:(?P<near>[Tt]his|[Ll]ast|[Pp]ast|[Nn]ext) (?P<period>week(?:end)?|month|year)(?:['’]s)?"
    rf"|(?P<day>[Yy]esterday|(?:[Ee]arlier )?[Tt]oday|[Tt]onight)(?:['’]s)?"
    rf"|(?:(?P<which>[Tt]his|[Ll]ast|[Oo]n) )?(?P<weekday>{WEEKDAY})(?:['’]s)?"
    rf"|(?P<about>[Nn]early |[Aa]lmost |[Mm]ore than |[Oo]ver )?{_NUMBER} {_UNIT} (?P<ago>ago|since)"
    rf"|(?P<nth>{'|'.join(_ORDINALS)}|\d{{1,2}}th) anniversary"
    rf"|[Ii]n (?P<month>{_MONTH})(?! \d)"
    r"|(?P<fresh>just|recent(?:ly)?))\b",
    re.IGNORECASE,
)
_LENGTH: Final = {"day": 1.0, "week": 7.0, "month": 30.44, "year": 365.25}
_SLACK: Final = {"day": (1, 1), "week": (6, 6), "month": (20, 25), "year": (190, 190)}
"""How many days early or late people are when they count back in these units."""
_FRESH: Final = {"just": 31, "recent": 365, "recently": 365}
_WEEK: Final = 7


Allows = Callable[[date, date, bool], Days | None]
"""Of an event's first and last day, and whether it is told as past; None where the words tell nothing of it."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """Such words in a sentence, and the days of publication that they allow for an event from one day to another."""

    start: int
    end: int
    text: str
    allows: Allows

    @property
    def owns(self) -> bool:
        """Whether they are a possessive: "last week's"."""
        return self.text.endswith(("'s", "’s"))


def phrases(sentence: str) -> list[Phrase]:
    """All such words of a sentence."""
    return [Phrase(match.start(), match.end(), match[0], _meaning(match)) for match in PHRASE.finditer(sentence)]


def _meaning(match: re.Match[str]) -> Allows:
    said = {name: words.lower() for name, words in match.groupdict().items() if words}
    if "period" in said:
        return lambda first, last, past: _period(said["near"], said["period"], first, last, past)
    if "day" in said:
        return lambda first, last, past: _close(first, last, 1 if said["day"] == "yesterday" else 0)
    if "weekday" in said:
        return lambda first, last, past: _weekday(said["weekday"], said.get("which"), first, last, past)
    if "unit" in said:
        return lambda first, last, past: _count(said, first, last)
    if "nth" in said:
        years = _ORDINALS.get(said["nth"]) or int(said["nth"].removesuffix("th"))
        return lambda first, last, past: _around(first, last, years * _LENGTH["year"], (15, 15))
    if "month" in said:
        return lambda first, last, past: _month(said["month"], first, last, past)
    return lambda first, last, past: span(first, last + timedelta(days=_FRESH[said["fresh"]]))


def _period(near: str, period: str, first: date, last: date, past: bool) -> Days | None:
    step = {"this": 0, "last": 1, "past": 1, "next": -1}[near]
    if period == "weekend":
        touches = any(day.weekday() >= 5 for day in _days(first, last))
        return span(first, last + timedelta(days=_WEEK + 1)) if touches and near != "next" else None
    stretch = {"week": week_of, "month": month_of, "year": year_of}[period]
    earliest, latest = stretch(first, step)[0], stretch(last, step)[1]
    seen_from_then = period == "year" and near == "last" and not past
    return span(first, latest) if near == "past" or seen_from_then else span(earliest, latest)


def _close(first: date, last: date, back: int) -> Days | None:
    if (last - first).days > 2 * _WEEK:
        return None
    return span(first + timedelta(days=back), last + timedelta(days=back))


def _weekday(name: str, which: str | None, first: date, last: date, past: bool) -> Days | None:
    fitting = [day for day in _days(first, last) if WEEKDAYS[day.weekday()].lower() == name]
    if not fitting:
        return None
    earliest = 1 if which == "last" else 0 if past else 1 - _WEEK
    latest = _WEEK if which == "last" else _WEEK - 1
    days = NONE
    for day in fitting:
        days |= span(day + timedelta(days=earliest), day + timedelta(days=latest))
    return days


def _count(said: dict[str, str], first: date, last: date) -> Days:
    number = _NUMBERS.get(said["number"]) or int(said["number"])
    unit, about = said["unit"], said.get("about", "").strip()
    length = number * _LENGTH[unit]
    if about in ("nearly", "almost"):
        return _around(first, last, length, (round(length * 0.2), 2))
    if about:
        return _around(first, last, length, (2, round(max(length * 0.5, _LENGTH[unit]))))
    return _around(first, last, length, (15, 60) if said["ago"] == "since" and unit == "year" else _SLACK[unit])


def _around(first: date, last: date, length: float, slack: tuple[int, int]) -> Days:
    early, late = slack
    return span(first + timedelta(days=round(length) - early), last + timedelta(days=round(length) + late))


def _month(name: str, first: date, last: date, past: bool) -> Days | None:
    if MONTHS[name[:3].capitalize()] not in (first.month, last.month):
        return None
    reach = timedelta(days=YEARLESS_DAYS)
    return span(first if past else first - reach, last + reach)


def _days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=number) for number in range(min((last - first).days, _WEEK) + 1)]
