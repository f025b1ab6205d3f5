"""Time expressions of English reports resolved to intervals against the report's own date.

The rules are the codebook's (docs/codebook.md, Dates): what the text narrows is narrowed, nothing is guessed. 'Today'
is the report's interval of publication; without one, only full dates are resolved.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from foederis.model import Interval
from foederis.reading.times import reckoning
from foederis.reading.times.reckoning import Resolver
from foederis.reading.times.reckoning import Today as Today

Bound = Literal["in", "since", "until", "over"]
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
    r"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_MONTH_NAMES = "January|February|March|April|May|June|July|August|September|October|November|December"
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
_DAY2 = r"(?:\s?(?:-|to|and|until|through)\s?(?P<day2>[0-3]?\d)(?:st|nd|rd|th)?)?"
_YEAR = r"(?:,?\s+(?P<year>(?:19|20)\d\d))"
_COUNT = rf"(?P<count>\d+|{'|'.join(reckoning.COUNTS)})"
_WEEKDAY = rf"(?P<weekday>{'|'.join(reckoning.DAYS)})"
_UNITS = "hours?|days?|weeks?|months?|years?|decades?"

_LEADING = re.compile(r"(?:(?:since|until|till|by|before|after) )?")


@dataclass(frozen=True, slots=True)
class Time:
    """A time expression: where it stands in the text, what it bounds, and how."""

    start: int
    end: int
    when: Interval
    bound: Bound = "in"  #: 'since' opens towards the report's date, 'until' closes, 'over' is a stretch that ends then
    ahead: Interval | None = None  #: what it would mean of something still to come, where that differs


def find(text: str, today: Today, *, past: bool = True) -> tuple[Time, ...]:
    """The time expressions of a sentence, left to right, none overlapping; `past` picks the year left unsaid."""
    found: list[Time] = []
    for pattern, resolve in _rules():
        for match in pattern.finditer(text):
            if any(match.start() < t.end and t.start < match.end() for t in found):
                continue
            when = resolve(match, today, past)
            if when is not None:
                found.append(_with_bound(text, match, when, today))
    return tuple(sorted(found, key=lambda t: t.start))


def _with_bound(text: str, match: re.Match[str], when: Interval, today: Today) -> Time:
    if "closing" in match.re.groupindex:
        return Time(match.start(), match.end(), when)
    before = text[max(0, match.start() - 14) : match.start()].lower() + _LEADING.match(match.group().lower())[0]  # type: ignore[index]
    if re.search(r"\bsince\s+(?:early\s+|late\s+|the\s+)?$", before):
        return Time(match.start(), match.end(), Interval(when.earliest, today.last), "since")
    if re.search(r"\b(?:until|till)\s+(?:the\s+)?$", before):
        return Time(match.start(), match.end(), when, "until")
    if re.search(r"\b(?:before\s+(?:the\s+)?|by\s+)$", before):
        return Time(match.start(), match.end(), Interval(None, when.latest), "until")
    if re.search(r"\bafter\s+$", before):
        return Time(match.start(), match.end(), Interval(when.earliest, None), "in")
    return Time(match.start(), match.end(), when, "over" if "stretch" in (match.lastgroup or "") else "in")


def _rule(pattern: str, resolve: Resolver) -> tuple[re.Pattern[str], Resolver]:
    return re.compile(rf"(?<![\w-])(?:{pattern})(?![\w-])", re.IGNORECASE), reckoning.in_calendar(resolve)


_PARTED = r"(?P<part>early(?:\s+in)?|mid-?|late(?:\s+in)?|the end of|the beginning of|the start of)"
_PART = r"(?:(?P<part>early|mid|mid-|late|later|earlier|the end of|the beginning of|the start of)[\s-]+)?"


@cache
def _rules() -> tuple[tuple[re.Pattern[str], Resolver], ...]:
    """What to look for, in this order, and what it resolves to."""
    names = "|".join(sorted(map(re.escape, reckoning.named_days()), key=len, reverse=True))
    return (
        _rule(rf"(?:{_WEEKDAY},?\s+)?{_DAY}{_DAY2}\s+(?:of\s+)?{_MONTH}{_YEAR}?", reckoning.dated),
        _rule(rf"(?:{_WEEKDAY},?\s+)?{_MONTH}\s*{_DAY}{_DAY2}{_YEAR}?", reckoning.dated),
        _rule(
            rf"(?:over|in|during|within|for)\s+the\s+(?:last|past|previous)\s+(?:{_COUNT}[\s-]+)?(?:plus\s+)?"
            rf"(?P<stretch_unit>{_UNITS})",
            reckoning.over,
        ),
        _rule(rf"(?:the\s+(?:last|past)\s+{_COUNT})(?:-plus)?\s+(?P<stretch_unit>{_UNITS})", reckoning.over),
        _rule(rf"{_COUNT}\s+(?P<unit>{_UNITS})\s+ago", reckoning.ago),
        _rule(rf"{_COUNT}\s+(?:days?|weeks?|months?|years?)\s+(?:later|earlier)", reckoning.relative_day),
        _rule(
            rf"{_PARTED}[\s-]+(?:(?P<which>last|this|next)\s+year|(?P<year>(?:19|20)\d\d))", reckoning.quarter_of_year
        ),
        _rule(
            r"(?:in|over|within|for)\s+(?:the\s+)?(?P<side>recent|coming|next(?=\s+few))\s+(?:few\s+)?"
            r"(?P<unit>hours|days|weeks|months|years)",
            reckoning.near,
        ),
        _rule(rf"(?:in|over|within|during)\s+the\s+(?:next|coming)\s+{_COUNT}\s+(?P<unit>{_UNITS})", reckoning.within),
        _rule(rf"(?P<name>{names}){_YEAR}?", reckoning.named_day),
        _rule(
            r"the\s+(?:following|next|previous|same)\s+day|next\s+day|the\s+day\s+(?:before|after)|later\s+(?:in\s+the|that)\s+day|"
            r"that\s+(?:same\s+)?day|earlier\s+that\s+day",
            reckoning.relative_day,
        ),
        _rule(r"(?P<closing>by|before)\s+the\s+end\s+of\s+(?:the|this)\s+year", reckoning.year_end),
        _rule(rf"(?:(?P<which>this|last|next)\s+)?{_WEEKDAY}", reckoning.weekday),
        _rule(r"(?P<which>this|last|next|previous)\s+(?P<unit>week(?:end)?)", reckoning.week),
        _rule(r"(?P<which>the)\s+(?P<unit>weekend)", reckoning.week),
        _rule(r"the\s+(?P<which>past|previous|coming)\s+(?P<unit>week)", reckoning.week),
        _rule(r"overnight|last\s+night", reckoning.night),
        _rule(rf"{_PART}(?P<which>this|last|next|previous)\s+(?P<unit>month|year)", reckoning.month_or_year),
        _rule(
            rf"{_PART}(?:(?P<which>this|last|next)\s+)?(?:the\s+)?(?P<season>spring|summer|autumn|fall|winter)(?:\s+of)?{_YEAR}?"
            r"(?!\s+(?:apart|short|into|back))",
            reckoning.season,
        ),
        _rule(
            rf"(?:in|since|last|of|by|until|from|for|during|after|before)\s+{_PART}{_MONTH}{_YEAR}?",
            reckoning.named_month,
        ),
        _rule(rf"{_PART}{_MONTH}{_YEAR}", reckoning.named_month),
        _rule(rf"the\s+{_PART}(?-i:(?P<month>{_MONTH_NAMES})){_YEAR}?(?=\s+[a-z])", reckoning.named_month),
        _rule(r"today|yesterday|tomorrow|this morning|this afternoon|this evening|tonight", reckoning.day_word),
        _rule(r"(?:in|since|during|until|of|by|for|is|now)\s+(?P<year>(?:19[4-9]|20[0-4])\d)", reckoning.year_alone),
    )
