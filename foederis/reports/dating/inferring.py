"""From a report's text to the interval in which it was published."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from foederis.model import Dating, Report
from foederis.reports.dating.clues import Clue, combined
from foederis.reports.dating.dated import date_clues
from foederis.reports.dating.dateline import date_lines
from foederis.reports.dating.days import bounds
from foederis.reports.dating.landmarks import LandmarkFinder
from foederis.reports.dating.members import MemberCounts
from foederis.reports.dating.offices import OfficeFinder
from foederis.reports.dating.sentences import READ, sentences
from foederis.who import Who

_DATE_LINE = 6  #: weight of a date line without its year


def inferred(report: Report, who: Who) -> Dating:
    """The day of the report's date line, else the interval that all clues in its text allow."""
    lines = date_lines(report)
    for moment in lines:
        if moment.year is not None and moment.when():
            day, _ = bounds(moment.when())
            return Dating(day, day, (f'date line: "{moment.text}"',))
    dated = [Clue(moment.when(), f'date line: "{moment.text}", the year not given', _DATE_LINE) for moment in lines[:1]]
    return combined([*(clue for clue in dated if clue.days), *_clues(report, who)])


def _clues(report: Report, who: Who) -> Iterator[Clue]:
    landmarks, members, offices = _finders(who)
    for sentence in sentences(report):
        yield from date_clues(sentence)
        yield from landmarks.clues(sentence)
        yield from members.clues(sentence)
    yield from offices.clues(report.text[:READ])


@lru_cache(maxsize=4)
def _finders(who: Who) -> tuple[LandmarkFinder, MemberCounts, OfficeFinder]:
    return LandmarkFinder(who), MemberCounts(who), OfficeFinder(who)
