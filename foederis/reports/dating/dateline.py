"""Lines and openings of a report that give its date: "24 November 2015", "Posted on 6 May 2020", "KABUL, May 6 -"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from foederis.model import Report
from foederis.reports.dating.moments import WEEKDAY, Moment, moments

_HEAD: Final = 12  #: lines at the top of a report in which a date line may stand
_FOOT: Final = 3  #: and at its end
_FURNISHING: Final = re.compile(
    r"\b(?:first|last|published|posted|updated|issued|released|modified|date|dated|on|at|by|the|from|am|pm|a\.m|p\.m"
    rf"|gmt|utc|bst|e[sd]t|cest|cet|min(?:ute)?s? read|press release|news|statement|no|nr|{WEEKDAY})\b",
    re.IGNORECASE,
)
_PLACE: Final = re.compile(r"[A-Z][\w.'’()/-]*(?:[ ,]+(?:[A-Z][\w.'’()/-]*|al|de|of|the|la))*[.,]?\s*[–—-]?\s*\Z")
_AFTER_PLACE: Final = re.compile(r"\s*\)?\s*(?:\([^)]{2,40}\))?\s*(?:[–—:|/]|-(?=\s|-))")
_TIMELINE: Final = 2  #: more bare date lines than these are headings of a chronology, not the report's date


def date_lines(report: Report) -> list[Moment]:
    """The dates that the report gives itself, in order; some may lack the year."""
    found = [moment for line in _lines(report) for moment in moments(line)[:1] if _heads(line, moment)]
    return found if len({moment.when() for moment in found}) <= _TIMELINE else []


def _lines(report: Report) -> Iterator[str]:
    if report.title and not report.text.lstrip().startswith(report.title):
        yield report.title
    lines = [line.strip() for line in report.text.splitlines() if line.strip()]
    yield from (line[:200] for line in lines[:_HEAD])
    yield from (line for line in lines[max(_HEAD, len(lines) - _FOOT) :] if len(line) <= 60)


def _heads(line: str, moment: Moment) -> bool:
    if moment.day is None or moment.until is not None:
        return False
    before, after = line[: moment.start].strip(), line[moment.end :].strip()
    if _bare(before) and (_bare(after) or after[:1] in "|·•—–" or (after[:1] == ":" and not before)):
        return True
    before = before.removesuffix("(").rstrip()
    place = _PLACE.fullmatch(before) and (before.split()[0].isupper() or before.rstrip().endswith((",", "-", "–", "—")))
    return bool(place and _AFTER_PLACE.match(line[moment.end :]))


def _bare(part: str) -> bool:
    return not re.search(r"[^\W\d_]", _FURNISHING.sub("", part))
