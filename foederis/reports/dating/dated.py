"""Clues from the dates that a report's sentences name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from foederis.reports.dating import days
from foederis.reports.dating.clues import Clue
from foederis.reports.dating.days import Days
from foederis.reports.dating.moments import WEEKDAY, WEEKDAY_DAYS, WEEKDAYS, YEARLESS_DAYS, Moment, moments
from foederis.reports.dating.sentences import Sentence
from foederis.reports.dating.tense import tense

_TODAY_BEFORE: Final = re.compile(r"\btoday\s*[,(]?\s*$", re.IGNORECASE)
_TODAY_AFTER: Final = re.compile(r"^\s*,?\s*today\b", re.IGNORECASE)
_YESTERDAY_BEFORE: Final = re.compile(r"\byesterday\s*[,(]?\s*$", re.IGNORECASE)
_WHICH: Final = re.compile(r"\b(this|last)\s*$", re.IGNORECASE)
_HISTORY: Final = re.compile(r"\b(?:between|from)\b[^.]{0,30}$", re.IGNORECASE)
_THIS_DAY: Final = re.compile(rf"\b[Tt]his (?P<weekday>{WEEKDAY})\b(?! \d| the \d|, [A-Z]|\s*\()")
_STRONG, _PAST, _AHEAD, _YEARLESS, _YEAR = 6, 3, 2, 2, 2
_MORNING_AFTER: Final = 1  #: "this Monday" is still printed the morning after


def date_clues(sentence: Sentence) -> Iterator[Clue]:
    """What the dates and weekdays in a sentence say about the day of publication."""
    text = sentence.text
    for moment in moments(text):
        clue = _spoken(moment, text) or _related(moment, text) or _mentioned(moment, text)
        if clue:
            yield clue
    for match in _THIS_DAY.finditer(text):
        if tense(text, match.start(), match.end()) == "past":
            found = days.later(days.weekday(WEEKDAYS.index(match["weekday"])), 0, _MORNING_AFTER)
            yield Clue(found, f'text: "{match[0]}": that day of the week, or the morning after', _STRONG - 2)


def _spoken(moment: Moment, text: str) -> Clue | None:
    """ "today (23 December)" and "yesterday (23 December)" name the day outright."""
    if moment.day is None:
        return None
    before, after = text[: moment.start], text[moment.end :]
    if _TODAY_BEFORE.search(before) or _TODAY_AFTER.search(after):
        return _clue(moment.when(), f'text: "{moment.text}" is called today', _STRONG)
    if _YESTERDAY_BEFORE.search(before):
        return _clue(days.later(moment.when(), 1, 1), f'text: "{moment.text}" is called yesterday', _STRONG)
    return None


def _related(moment: Moment, text: str) -> Clue | None:
    """ "this Thursday, March 24", "last Thursday (14th January)": which years have that day, and how long ago it is."""
    which = _WHICH.search(text[: moment.start])
    if moment.weekday is None or which is None:
        return None
    if which[1].lower() == "last":
        found = days.later(moment.when(), 1, 7)
    elif tense(text, moment.start, moment.end) == "past":
        found = days.later(moment.when(), 0, _MORNING_AFTER)
    else:
        found = days.later(moment.when(), -6, _MORNING_AFTER)
    return _clue(found, f'text: "{which[1]} {moment.text}"{_years(moment)}', _STRONG)


def _mentioned(moment: Moment, text: str) -> Clue | None:
    """Told as past: not before it; as planned: not after it; without its year: not long ago, or not far off."""
    told = tense(text, moment.start, moment.end)
    if moment.year is not None:
        return _with_year(moment, told == "past", told == "future")
    if told == "open" or moment.long_ago(text) or _HISTORY.search(text[: moment.start]):
        return None
    reach = YEARLESS_DAYS if moment.weekday is None else WEEKDAY_DAYS
    found = days.later(moment.when(), 0, reach) if told == "past" else days.later(moment.when(), -reach, 0)
    return _clue(
        found, f'text: "{moment.text}" {"is past" if told == "past" else "is to come"}{_years(moment)}', _YEARLESS
    )


def _with_year(moment: Moment, past: bool, future: bool) -> Clue | None:
    first, last = days.bounds(moment.when()) if moment.when() else (None, None)
    if past and first:
        weight = _YEAR if moment.month is None else _PAST
        return _clue(days.span(first, None), f'text: "{moment.text}" is past: not before {first}', weight)
    if future and last and moment.month is not None:
        return _clue(days.span(None, last), f'text: "{moment.text}" is to come: not after {last}', _AHEAD)
    return None


def _clue(found: Days, reason: str, weight: int) -> Clue | None:
    return Clue(found, reason, weight) if found else None


def _years(moment: Moment) -> str:
    """The years around now in which the day falls on the weekday named."""
    if moment.weekday is None or moment.year is not None:
        return ""
    years = ", ".join(str(year) for year in days.years_of(moment.when(), 2005, 2030))
    return f": {WEEKDAYS[moment.weekday]} in {years} and others"
