"""Dates that do not exist, and weekdays that do not fit their date."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from foederis.checking.page import Page
from foederis.checking.slip import Slip
from foederis.reports.dating import days
from foederis.reports.dating.moments import MONTHS, WEEKDAY, WEEKDAYS, Moment, moments

CALENDAR: Final = "the calendar"

_MONTH_NAMES: Final = {number: name for name, number in MONTHS.items()}
_SEVERAL: Final = re.compile(rf"{WEEKDAY}\s*(?:,|and|or|to|through|-|–)\s*$")
_MORE: Final = re.compile(r"\s*(?:,|and|or|to|-|–)\s*\d")


def calendar_slips(page: Page) -> Iterator[Slip]:
    """ "Friday 14 January" in a report of 2016, "31 June 2015"."""
    for sentence in page.sentences:
        said = page.said(sentence)
        for moment in moments(said):
            but = _no_such_day(moment) or _other_weekday(moment, said, page)
            if but:
                yield page.slip("weekday", sentence.start + moment.start, sentence.start + moment.end, but, CALENDAR)


def _no_such_day(moment: Moment) -> str | None:
    if moment.month is None or moment.day is None:
        return None
    every = days.each_year(moment.month, moment.day)
    if moment.year is not None:
        every &= days.span(*days.year_of(date(moment.year, 1, 1)))
    return None if every else f"there is no {moment.day} {_MONTH_NAMES[moment.month]} {moment.year or ''}".rstrip()


def _other_weekday(moment: Moment, said: str, page: Page) -> str | None:
    """Days named together ("Thursday and Friday, 17 and 18 March") have their weekdays in another order: not judged."""
    if moment.weekday is None or moment.month is None or moment.day is None or moment.until is not None:
        return None
    if _SEVERAL.search(said[: moment.start]) or _MORE.match(said, moment.end):
        return None
    day = Moment(moment.start, moment.end, moment.text, moment.year, moment.month, moment.day)
    allowed = page.possible(day)
    if not allowed or allowed & days.weekday(moment.weekday):
        return None
    real = nearest(moment, allowed, page)
    return f"{real:%-d %B %Y} was a {WEEKDAYS[real.weekday()]}"


def nearest(moment: Moment, allowed: days.Days, page: Page) -> date:
    """Of the days that a date with month and day may mean (at least one) the one nearest to the publication."""
    assert moment.month is not None
    assert moment.day is not None
    years = days.years_of(allowed, days.FIRST.year, days.LAST.year)
    meant = [date(year, moment.month, moment.day) for year in years]
    published = page.published
    return min(meant, key=lambda day: abs(day - published[0])) if published else meant[0]
