"""Time expressions of English reports resolved to intervals against the report's own date.

The rules are the codebook's (docs/codebook.md, Dates): what the text narrows is narrowed, nothing is guessed. 'Today'
is the report's interval of publication; without one, only full dates are resolved.
"""

from __future__ import annotations

import re
import tomllib
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any, Literal

from foederis.model import Interval

Bound = Literal["in", "since", "until", "over"]
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
_COUNTS = {
    **{w: n for n, w in enumerate("one two three four five six seven eight nine ten eleven twelve".split(), 1)},
    **{"a couple of": 2, "couple of": 2, "a few": 3, "few": 3, "several": 3, "an": 1, "a": 1},
}
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
    r"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_MONTH_NAMES = "January|February|March|April|May|June|July|August|September|October|November|December"
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
_DAY2 = r"(?:\s?(?:-|to|and|until|through)\s?(?P<day2>[0-3]?\d)(?:st|nd|rd|th)?)?"
_YEAR = r"(?:,?\s+(?P<year>(?:19|20)\d\d))"
_COUNT = rf"(?P<count>\d+|{'|'.join(_COUNTS)})"
_WEEKDAY = rf"(?P<weekday>{'|'.join(_DAYS)})"
_UNITS = "hours?|days?|weeks?|months?|years?|decades?"

_LEADING = re.compile(r"(?:(?:since|until|till|by|before|after) )?")


@dataclass(frozen=True, slots=True)
class Today:
    """The report's date: an interval, either side of which may be unknown."""

    first: date | None
    last: date | None


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


def _month(name: str) -> int:
    return _MONTHS.index(name[:3].lower()) + 1


def _safe(year: int, month: int, day: int) -> date | None:
    return date(year, month, day) if 1 <= day <= monthrange(year, month)[1] else None


def _month_span(year: int, month: int) -> Interval:
    return Interval(date(year, month, 1), date(year, month, monthrange(year, month)[1]))


def _shift_month(day: date, months: int) -> tuple[int, int]:
    index = day.year * 12 + day.month - 1 + months
    return index // 12, index % 12 + 1


def _date(match: re.Match[str], today: Today, past: bool) -> Interval | None:
    month, day = _month(match["month"]), int(match["day"])
    last_day = int(match["day2"]) if match["day2"] else day
    if match["year"]:
        return _days(int(match["year"]), month, day, last_day)
    if today.last is None:
        return None
    this_year = _days(today.last.year, month, day, last_day)
    if this_year is None or this_year.earliest is None:
        return None
    if past and this_year.earliest > today.last:
        return (
            _days(today.last.year - 1, month, day, last_day)
            if (this_year.earliest - today.last).days > 60
            else this_year
        )
    if not past and (today.last - this_year.earliest).days > 30:
        return _days(today.last.year + 1, month, day, last_day)
    return this_year


def _days(year: int, month: int, first: int, last: int) -> Interval | None:
    start, end = _safe(year, month, first), _safe(year, month, last)
    return Interval(start, end) if start and end and start <= end else None


def _named_month(match: re.Match[str], today: Today, past: bool) -> Interval | None:
    month = _month(match["month"])
    if match["year"]:
        span = _month_span(int(match["year"]), month)
    elif today.last is None:
        return None
    else:
        year = today.last.year
        if past and month > today.last.month:
            year -= 1
        elif not past and month < today.last.month:
            year += 1
        span = _month_span(year, month)
    return _part(span, match["part"])


def _part(span: Interval, part: str | None) -> Interval:
    first, last = span.earliest, span.latest
    if first is None or last is None:
        return span
    if part and part.lower() in ("early", "the beginning of", "the start of"):
        return Interval(first, first + (last - first) / 3)
    if part and part.lower().startswith("mid"):
        return Interval(first + timedelta(days=9), first + timedelta(days=19))
    if part and part.lower() in ("late", "the end of"):
        return Interval(first + (last - first) * 2 / 3, last)
    return span


def _weekday(match: re.Match[str], today: Today, past: bool) -> Interval | None:
    if today.last is None or today.first is None or (today.last - today.first).days > 6:
        return None
    wanted = _DAYS.index(match["weekday"].lower())
    which = (match["which"] or "").lower()
    if which == "next" or not past:
        ahead = (wanted - today.last.weekday()) % 7 or 7
        day = today.last + timedelta(days=ahead)
        return Interval(day, day)
    back = (today.last.weekday() - wanted) % 7
    if which == "last" and back == 0:
        back = 7
    day = today.last - timedelta(days=back)
    return Interval(day, day)


def _week(match: re.Match[str], today: Today, past: bool) -> Interval | None:
    if today.first is None or today.last is None:
        return None
    shift = {"last": -7, "previous": -7, "past": -7, "next": 7, "coming": 7}.get(match["which"].lower(), 0)
    monday = today.first - timedelta(days=today.first.weekday()) + timedelta(days=shift)
    sunday = today.last - timedelta(days=today.last.weekday()) + timedelta(days=6 + shift)
    if match["unit"].lower() == "weekend":
        over = shift == 0 and past and today.last.weekday() < 5
        back = timedelta(days=7 if over else 0)
        return Interval(monday + timedelta(days=5) - back, sunday - back)
    return Interval(monday, min(sunday, today.last) if past and shift == 0 else sunday)


def _month_or_year(match: re.Match[str], today: Today, past: bool) -> Interval | None:
    if today.first is None or today.last is None:
        return None
    shift = {"last": -1, "previous": -1, "next": 1}.get(match["which"].lower(), 0)
    if match["unit"].lower() == "month":
        span = _month_span(*_shift_month(today.last, shift))
    else:
        year = today.last.year + shift
        span = Interval(date(year, 1, 1), date(year, 12, 31))
    part = (match["part"] or "").lower()
    if part == "early" and match["unit"].lower() == "year":
        return Interval(span.earliest, date(today.last.year + shift, 4, 30))
    if part in ("early", "late", "mid", "mid-"):
        return _part(span, part)
    if shift == 0 and (past or part == "earlier") and span.latest and span.latest > today.last:
        return Interval(span.earliest, today.last)
    return Interval(today.first, span.latest) if part == "later" else span


def _day_word(match: re.Match[str], today: Today, past: bool) -> Interval | None:
    if today.first is None or today.last is None:
        return None
    shift = timedelta(days={"yesterday": -1, "tomorrow": 1}.get(match.group().lower(), 0))
    return Interval(today.first + shift, today.last + shift)


def _ago(match: re.Match[str], today: Today, past: bool) -> Interval | None:
    if today.first is None or today.last is None:
        return None
    count, unit = _count(match["count"]), match["unit"].lower()
    if unit.startswith("month"):
        return _month_span(*_shift_month(today.last, -count))
    if unit.startswith("year") or unit.startswith("decade"):
        years = count * (10 if unit.startswith("d") else 1)
        return Interval(
            *(_safe_year(day, -years) for day in (today.first - timedelta(days=45), today.last + timedelta(days=45)))
        )
    days = {"d": 1, "w": 7, "h": 0}[unit[0]] * count
    slack = timedelta(days=3 if unit[0] == "w" else 0)
    return Interval(today.first - timedelta(days=days) - slack, today.last - timedelta(days=days) + slack)


def _safe_year(day: date, years: int) -> date:
    return _safe(day.year + years, day.month, day.day) or date(day.year + years, 2, 28)


def _over(match: re.Match[str], today: Today, past: bool) -> Interval | None:
    if today.first is None or today.last is None:
        return None
    count, unit = _count(match["count"] or "one"), match["stretch_unit"].lower()
    if unit.startswith("month"):
        year, month = _shift_month(today.first, -count)
        return Interval(_safe(year, month, today.first.day) or date(year, month, 28), today.last)
    if unit.startswith(("year", "decade")):
        return Interval(_safe_year(today.first, -count * (10 if unit.startswith("d") else 1)), today.last)
    days = {"d": 1, "w": 7}.get(unit[0])
    back = timedelta(days=days * count if days else -(-count // 24))
    return Interval(today.first - back, today.last)


def _count(word: str) -> int:
    return int(word) if word.isdigit() else _COUNTS[word.lower()]


_SEASONS = {
    "spring": (3, 1, 5, 31),
    "summer": (6, 1, 9, 22),
    "autumn": (9, 1, 11, 30),
    "fall": (9, 1, 11, 30),
    "winter": (12, 1, 2, 28),
}


def _season(match: re.Match[str], today: Today, past: bool) -> Interval | None:
    if match["year"]:
        return _season_of(int(match["year"]), match)
    if today.last is None:
        return None
    named = (match["which"] or "").lower()
    this = _season_of(today.last.year, match)
    if named == "last" or (not named and past and this.earliest and this.earliest > today.last):
        return this if this.latest and this.latest < today.last else _season_of(today.last.year - 1, match)
    if named == "next" or (not named and not past and this.latest and this.latest < today.last):
        return this if this.earliest and this.earliest > today.last else _season_of(today.last.year + 1, match)
    return this


def _season_of(year: int, match: re.Match[str]) -> Interval:
    first_month, first_day, last_month, last_day = _SEASONS[match["season"].lower()]
    first = date(year, first_month, first_day)
    early = match["part"] and match["part"].lower() == "early"
    last = date(year + (last_month < first_month), last_month, last_day)
    return Interval(first, first + timedelta(days=44) if early else last)


def _quarter_of_year(match: re.Match[str], today: Today, past: bool) -> Interval | None:
    """'the end of last year', 'late this year', 'early next year' by thirds; the year may be given in figures."""
    if today.last is None and not match["year"]:
        return None
    shift = {"last": -1, "next": 1}.get((match["which"] or "").lower(), 0)
    year = int(match["year"]) if match["year"] else today.last.year + shift  # type: ignore[union-attr]
    part = match["part"].lower()
    if part.startswith(("early", "the beginning", "the start")):
        return Interval(date(year, 1, 1), date(year, 4, 30))
    if part.startswith("mid"):
        return Interval(date(year, 5, 1), date(year, 8, 31))
    return Interval(date(year, 10, 1), date(year, 12, 31))


def _night(match: re.Match[str], today: Today, past: bool) -> Interval | None:
    """'overnight', 'last night': the report's day and the one before."""
    return Interval(today.first - timedelta(days=1), today.last) if today.first and today.last else None


def _within(match: re.Match[str], today: Today, past: bool) -> Interval | None:
    """'within the next three weeks'."""
    if today.first is None or today.last is None:
        return None
    days = {"h": 1 / 24, "d": 1, "w": 7, "m": 31, "y": 366}.get(match["unit"][0].lower(), 3660)
    if match["unit"].lower().startswith("decade"):
        days = 3660
    return Interval(today.first, today.last + timedelta(days=-(-_count(match["count"]) * days // 1)))


def _near(match: re.Match[str], today: Today, past: bool) -> Interval | None:
    """'in recent days', 'in the coming weeks': a few of them."""
    if today.first is None or today.last is None:
        return None
    days = {"d": 6, "w": 30, "m": 120, "y": 1000, "h": 2}[match["unit"][0].lower()]
    if match["side"].lower() == "recent":
        return Interval(today.first - timedelta(days=days), today.last)
    return Interval(today.first, today.last + timedelta(days=days))


def _named_day(match: re.Match[str], today: Today, past: bool) -> Interval | None:
    if today.last is None and not match["year"]:
        return None
    entry = _named_days()[re.sub(r"\s+", " ", match["name"].lower())]
    if match["year"]:
        return _day_in(entry, int(match["year"]))
    assert today.last is not None
    this = _day_in(entry, today.last.year)
    if this.earliest and past and this.earliest > today.last + timedelta(days=7):
        return _day_in(entry, today.last.year - 1)
    if this.earliest and not past and this.earliest < today.last:
        return _day_in(entry, today.last.year + 1)
    return this


def _day_in(entry: dict[str, Any], year: int) -> Interval:
    first = date(year, entry["month"], entry.get("day", 1))
    if "weekday" in entry:
        first += timedelta(days=(_DAYS.index(entry["weekday"]) - first.weekday()) % 7 + 7 * (entry["nth"] - 1))
    return Interval(first, first + timedelta(days=entry.get("days", 1) - 1))


@cache
def _named_days() -> dict[str, dict[str, Any]]:
    """The days of `calendar.toml` by each of their names."""
    data = tomllib.loads((Path(__file__).parent / "calendar.toml").read_text(encoding="utf-8"))
    return {name: entry for entry in data["day"] for name in entry["names"]}


def _relative_day(match: re.Match[str], today: Today, past: bool) -> Interval | None:
    """'the following day': counted from the day last told of, which only the whole report knows (`retold`)."""
    return Interval(None, today.last) if past else None


def _year_alone(match: re.Match[str], today: Today, past: bool) -> Interval | None:
    year = int(match["year"])
    return Interval(date(year, 1, 1), date(year, 12, 31))


def _year_end(match: re.Match[str], today: Today, past: bool) -> Interval | None:
    if past and today.last is not None and today.last.month < 7:
        return Interval(date(today.last.year - 1, 10, 1), date(today.last.year - 1, 12, 31))
    return Interval(today.first, date(today.last.year, 12, 31)) if today.first and today.last else None


Resolver = Callable[[re.Match[str], Today, bool], Interval | None]


def _rule(pattern: str, resolve: Resolver) -> tuple[re.Pattern[str], Resolver]:
    return re.compile(rf"(?<![\w-])(?:{pattern})(?![\w-])", re.IGNORECASE), resolve


_PARTED = r"(?P<part>early(?:\s+in)?|mid-?|late(?:\s+in)?|the end of|the beginning of|the start of)"
_PART = r"(?:(?P<part>early|mid|mid-|late|later|earlier|the end of|the beginning of|the start of)[\s-]+)?"


@cache
def _rules() -> tuple[tuple[re.Pattern[str], Resolver], ...]:
    """What to look for, in this order, and what it resolves to."""
    names = "|".join(sorted(map(re.escape, _named_days()), key=len, reverse=True))
    return (
        _rule(rf"(?:{_WEEKDAY},?\s+)?{_DAY}{_DAY2}\s+(?:of\s+)?{_MONTH}{_YEAR}?", _date),
        _rule(rf"(?:{_WEEKDAY},?\s+)?{_MONTH}\s*{_DAY}{_DAY2}{_YEAR}?", _date),
        _rule(
            rf"(?:over|in|during|within|for)\s+the\s+(?:last|past|previous)\s+(?:{_COUNT}[\s-]+)?(?:plus\s+)?"
            rf"(?P<stretch_unit>{_UNITS})",
            _over,
        ),
        _rule(rf"(?:the\s+(?:last|past)\s+{_COUNT})(?:-plus)?\s+(?P<stretch_unit>{_UNITS})", _over),
        _rule(rf"{_COUNT}\s+(?P<unit>{_UNITS})\s+ago", _ago),
        _rule(rf"{_PARTED}[\s-]+(?:(?P<which>last|this|next)\s+year|(?P<year>(?:19|20)\d\d))", _quarter_of_year),
        _rule(
            r"(?:in|over|within|for)\s+(?:the\s+)?(?P<side>recent|coming|next(?=\s+few))\s+(?:few\s+)?"
            r"(?P<unit>hours|days|weeks|months|years)",
            _near,
        ),
        _rule(rf"(?:in|over|within|during)\s+the\s+(?:next|coming)\s+{_COUNT}\s+(?P<unit>{_UNITS})", _within),
        _rule(rf"(?P<name>{names}){_YEAR}?", _named_day),
        _rule(
            r"the\s+(?:following|next|previous|same)\s+day|the\s+day\s+(?:before|after)|later\s+(?:in\s+the|that)\s+day|"
            r"that\s+(?:same\s+)?day|earlier\s+that\s+day",
            _relative_day,
        ),
        _rule(r"(?:by|before)\s+the\s+end\s+of\s+(?:the|this)\s+year", _year_end),
        _rule(rf"(?:(?P<which>this|last|next)\s+)?{_WEEKDAY}", _weekday),
        _rule(r"(?P<which>this|last|next|previous)\s+(?P<unit>week(?:end)?)", _week),
        _rule(r"(?P<which>the)\s+(?P<unit>weekend)", _week),
        _rule(r"the\s+(?P<which>past|previous|coming)\s+(?P<unit>week)", _week),
        _rule(r"overnight|last\s+night", _night),
        _rule(rf"{_PART}(?P<which>this|last|next|previous)\s+(?P<unit>month|year)", _month_or_year),
        _rule(
            rf"{_PART}(?:(?P<which>this|last|next)\s+)?(?:the\s+)?(?P<season>spring|summer|autumn|fall|winter)(?:\s+of)?{_YEAR}?"
            r"(?!\s+(?:apart|short|into|back))",
            _season,
        ),
        _rule(rf"(?:in|since|last|of|by|until|from|for|during|after|before)\s+{_PART}{_MONTH}{_YEAR}?", _named_month),
        _rule(rf"{_PART}{_MONTH}{_YEAR}", _named_month),
        _rule(rf"the\s+{_PART}(?-i:(?P<month>{_MONTH_NAMES})){_YEAR}?(?=\s+[a-z])", _named_month),
        _rule(r"today|yesterday|tomorrow|this morning|this afternoon|this evening|tonight", _day_word),
        _rule(r"(?:in|since|during|until|of|by|for|is|now)\s+(?P<year>(?:19[4-9]|20[0-4])\d)", _year_alone),
    )
