"""What the words of a time expression come to against the report's own date.

Each function takes the match of a pattern of `times`, the report's date and whether what is told is past, and gives the
interval, None where it cannot be told.
"""

from __future__ import annotations

import re
import tomllib
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, wraps
from pathlib import Path
from typing import Any, ParamSpec

from foederis.model import Interval

P = ParamSpec("P")
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
_NUMBERS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
COUNTS = {
    **{w: n for n, w in enumerate(_NUMBERS.split(), 1)},
    **{w: 10 * n for n, w in enumerate("ten twenty thirty forty fifty sixty".split(), 1)},
    **{"a couple of": 2, "couple of": 2, "a few": 3, "few": 3, "several": 3, "an": 1, "a": 1},
}
_SHORT = 2  #: days that a time may last from which days are counted


@dataclass(frozen=True, slots=True)
class Today:
    """The report's date: an interval, either side of which may be unknown."""

    first: date | None
    last: date | None


Resolver = Callable[[re.Match[str], Today, bool], Interval | None]


def _month(name: str) -> int:
    return _MONTHS.index(name[:3].lower()) + 1


def in_calendar(reckon: Callable[P, Interval | None]) -> Callable[P, Interval | None]:
    """The same, with None for what no calendar date can say: '3000 years ago' (`datetime` has the years 1 to 9999)."""

    @wraps(reckon)
    def reckoned(*args: P.args, **kwargs: P.kwargs) -> Interval | None:
        try:
            return reckon(*args, **kwargs)
        except (ValueError, OverflowError):
            return None

    return reckoned


def _safe(year: int, month: int, day: int) -> date | None:
    return date(year, month, day) if 1 <= day <= monthrange(year, month)[1] else None


def _month_span(year: int, month: int) -> Interval:
    return Interval(date(year, month, 1), date(year, month, monthrange(year, month)[1]))


def _shift_month(day: date, months: int) -> tuple[int, int]:
    index = day.year * 12 + day.month - 1 + months
    return index // 12, index % 12 + 1


def dated(match: re.Match[str], today: Today, past: bool) -> Interval | None:
    """'13 November', 'Nov 13-15, 2015'; without a year that of the last such day, or of the next."""
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


def named_month(match: re.Match[str], today: Today, past: bool) -> Interval | None:
    """'in June', 'early June 2016'."""
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


def weekday(match: re.Match[str], today: Today, past: bool) -> Interval | None:
    """'Monday', 'next Monday'; none where the report's own date is not known to the week."""
    if today.last is None or today.first is None or (today.last - today.first).days > 6:
        return None
    wanted = DAYS.index(match["weekday"].lower())
    which = (match["which"] or "").lower()
    if which == "next" or not past:
        ahead = (wanted - today.last.weekday()) % 7 or (7 if which == "next" else 0)
        day = today.last + timedelta(days=ahead)
        return Interval(day, day)
    back = (today.last.weekday() - wanted) % 7
    if which == "last" and back == 0:
        back = 7
    day = today.last - timedelta(days=back)
    return Interval(day, day)


def week(match: re.Match[str], today: Today, past: bool) -> Interval | None:
    """'this week', 'last weekend'."""
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


def month_or_year(match: re.Match[str], today: Today, past: bool) -> Interval | None:
    """'this month', 'late last year'."""
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


def day_word(match: re.Match[str], today: Today, past: bool) -> Interval | None:
    """'today', 'yesterday', 'tomorrow'."""
    if today.first is None or today.last is None:
        return None
    shift = timedelta(days={"yesterday": -1, "tomorrow": 1}.get(match.group().lower(), 0))
    return Interval(today.first + shift, today.last + shift)


def ago(match: re.Match[str], today: Today, past: bool) -> Interval | None:
    """'three weeks ago'."""
    if today.first is None or today.last is None:
        return None
    count, unit = number(match["count"]), match["unit"].lower()
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


def over(match: re.Match[str], today: Today, past: bool) -> Interval | None:
    """'over the past two years': up to the report's date."""
    if today.first is None or today.last is None:
        return None
    count, unit = number(match["count"] or "one"), match["stretch_unit"].lower()
    if unit.startswith("month"):
        year, month = _shift_month(today.first, -count)
        return Interval(_safe(year, month, today.first.day) or date(year, month, 28), today.last)
    if unit.startswith(("year", "decade")):
        return Interval(_safe_year(today.first, -count * (10 if unit.startswith("d") else 1)), today.last)
    days = {"d": 1, "w": 7}.get(unit[0])
    back = timedelta(days=days * count if days else -(-count // 24))
    return Interval(today.first - back, today.last)


def number(word: str) -> int:
    """'3', 'three', 'a couple of'."""
    return int(word) if word.isdigit() else COUNTS[word.lower()]


@in_calendar
def counted(base: Interval, count: int, unit: str) -> Interval | None:
    """'two days later', 'nineteen years earlier', counted from a time: years and months as wholes."""
    first, last = base.earliest, base.latest
    if first is None or last is None:
        return None
    if unit == "year":
        return Interval(date(first.year + count, 1, 1), date(last.year + count, 12, 31))
    if unit == "month":
        start, end = _month_span(*_shift_month(first, count)), _month_span(*_shift_month(last, count))
        return Interval(start.earliest, end.latest)
    if (last - first).days > _SHORT:
        return None
    days = timedelta(days=count * {"hour": 0, "day": 1, "week": 7}[unit])
    slack = timedelta(days=3 if unit == "week" else 0)
    return Interval(first + days - slack, last + days + slack)


def in_year(when: Interval, year: int) -> Interval:
    """The same days of another year."""
    first, last = when.earliest, when.latest
    if first is None or last is None:
        return when
    shift = year - first.year
    return Interval(_safe_year(first, shift), _safe_year(last, shift))


_SEASONS = {
    "spring": (3, 1, 5, 31),
    "summer": (6, 1, 9, 22),
    "autumn": (9, 1, 11, 30),
    "fall": (9, 1, 11, 30),
    "winter": (12, 1, 2, 28),
}


def season(match: re.Match[str], today: Today, past: bool) -> Interval | None:
    """'last summer', 'the winter of 2015'."""
    if not _is_season(match):
        return None
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


def _is_season(match: re.Match[str]) -> bool:
    """'In the fall', 'this fall'; not 'the fall of the city', 'oil prices fall', 'the Arab Spring'."""
    before, after = match.string[: match.start()].lower(), match.string[match.end() :].lower()
    if before.endswith(("arab ", "prague ")):
        return False
    if match["season"].lower() != "fall" or match["year"] or match["which"]:
        return True
    leading = re.search(r"\b(?:in|by|since|until|till|during|from|for|through|every|each) $", before)
    return bool(match["part"] or leading) and not re.match(r" +of\b", after) and not match[0].lower().endswith(" of")


def _season_of(year: int, match: re.Match[str]) -> Interval:
    first_month, first_day, last_month, last_day = _SEASONS[match["season"].lower()]
    first = date(year, first_month, first_day)
    early = match["part"] and match["part"].lower() == "early"
    last = date(year + (last_month < first_month), last_month, last_day)
    return Interval(first, first + timedelta(days=44) if early else last)


def quarter_of_year(match: re.Match[str], today: Today, past: bool) -> Interval | None:
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


def night(match: re.Match[str], today: Today, past: bool) -> Interval | None:
    """'overnight', 'last night': the report's day and the one before."""
    return Interval(today.first - timedelta(days=1), today.last) if today.first and today.last else None


def within(match: re.Match[str], today: Today, past: bool) -> Interval | None:
    """'within the next three weeks'."""
    if today.first is None or today.last is None:
        return None
    days = {"h": 1 / 24, "d": 1, "w": 7, "m": 31, "y": 366}.get(match["unit"][0].lower(), 3660)
    if match["unit"].lower().startswith("decade"):
        days = 3660
    return Interval(today.first, today.last + timedelta(days=-(-number(match["count"]) * days // 1)))


def near(match: re.Match[str], today: Today, past: bool) -> Interval | None:
    """'in recent days', 'in the coming weeks': a few of them."""
    if today.first is None or today.last is None:
        return None
    days = {"d": 6, "w": 30, "m": 120, "y": 1000, "h": 2}[match["unit"][0].lower()]
    if match["side"].lower() == "recent":
        return Interval(today.first - timedelta(days=days), today.last)
    return Interval(today.first, today.last + timedelta(days=days))


def named_day(match: re.Match[str], today: Today, past: bool) -> Interval | None:
    """'Christmas', 'New Year 2016', as `calendar.toml` has them."""
    if today.last is None and not match["year"]:
        return None
    entry = named_days()[re.sub(r"\s+", " ", match["name"].lower())]
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
        first += timedelta(days=(DAYS.index(entry["weekday"]) - first.weekday()) % 7 + 7 * (entry["nth"] - 1))
    return Interval(first, first + timedelta(days=entry.get("days", 1) - 1))


@cache
def named_days() -> dict[str, dict[str, Any]]:
    """The days of `calendar.toml` by each of their names."""
    data = tomllib.loads((Path(__file__).parent / "calendar.toml").read_text(encoding="utf-8"))
    return {name: entry for entry in data["day"] for name in entry["names"]}


def relative_day(match: re.Match[str], today: Today, past: bool) -> Interval | None:
    """'the following day': counted from the day last told of, which only the whole report knows (`retold`)."""
    return Interval(None, today.last) if past else None


def year_alone(match: re.Match[str], today: Today, past: bool) -> Interval | None:
    """'in 2014'."""
    year = int(match["year"])
    return Interval(date(year, 1, 1), date(year, 12, 31))


def year_end(match: re.Match[str], today: Today, past: bool) -> Interval | None:
    """'before the end of the year': the year before, told early in the next."""
    if past and today.last is not None and today.last.month < 7:
        return Interval(date(today.last.year - 1, 10, 1), date(today.last.year - 1, 12, 31))
    return Interval(today.first, date(today.last.year, 12, 31)) if today.first and today.last else None
