"""Dates, labels and headings of a brief in words: the same on a terminal and on a page."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from typing import Final

from foederis.brief.model import Basis, Brief, Row, Source, Untaken
from foederis.brief.names import Names

TITLES: Final = {
    "law": "What the treaties say",
    "happened": "What happened",
    "stances": "Who stands where",
    "commitments": "Commitments",
    "standing": "How things stood",
    "clauses": "Clauses invoked and not invoked",
    "speakers": "Who said what",
    "planned": "What is planned next",
    "disagreements": "What the sources disagree on",
    "untaken": "What was not taken from the reports",
    "sources": "Sources",
    "sentences": "Sentences",
}
"""The sections in the order in which they are shown."""

_DAY: Final = r"\d{4}-\d\d-\d\d"
_DAYS: Final = re.compile(rf"(?<!\d)({_DAY})?(\.\.)({_DAY})?(?!\d)|\b({_DAY})\b")
_CODE: Final = re.compile(r"\b[A-Z]{3}\b")
_GAP = re.compile(r" (?=[,.;:!?)])")
_MARKS = re.compile(r"[\"“”„«»]")
_MONTHS = ("", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

STATUS: Final = {"done": "", "planned": "planned", "possible": "possible", "not_done": "not done"}
"""What stands beside a row for its status; a row about what was done needs no word."""


def when(earliest: date | None, latest: date | None) -> str:
    """``24 Mar 2022``, ``4–6 Jan 2020``, ``Nov 2015``, ``2024``, ``by 6 Jan 2020``, ``undated``."""
    if earliest is None and latest is None:
        return "undated"
    if earliest is None or latest is None:
        return f"by {_day(latest)}" if latest else f"from {_day(earliest or date.min)}"
    if earliest == latest:
        return _day(earliest)
    return _whole(earliest, latest) or _stretch(earliest, latest)


def _whole(first: date, last: date) -> str:
    """A whole month or year; else empty."""
    if (first.day, first.year) != (1, last.year) or last.day != monthrange(last.year, last.month)[1]:
        return ""
    if (first.month, last.month) == (1, 12):
        return f"{first.year}"
    return f"{_MONTHS[first.month]} {first.year}" if first.month == last.month else ""


def _stretch(first: date, last: date) -> str:
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{_day(last)}"
    start = f"{first.day} {_MONTHS[first.month]}" if first.year == last.year else _day(first)
    return f"{start} – {_day(last)}"


def _day(day: date) -> str:
    return f"{day.day} {_MONTHS[day.month]} {day.year}"


def in_words(text: str, names: Names) -> str:
    """What a program wrote, with its ISO dates, intervals and codes of states in words: never for reports' own text."""
    dated = _DAYS.sub(_days, text)
    return _CODE.sub(lambda code: names.code(code[0]) if names.known(code[0]) else code[0], dated)


def _days(found: re.Match[str]) -> str:
    earliest, dots, latest, alone = found.groups()
    if dots and not (earliest or latest):
        return found[0]
    try:
        first, last = (date.fromisoformat(one) if one else None for one in (earliest or alone, latest or alone))
    except ValueError:
        return found[0]
    return when(first, last)


def fair_copy(quoted: str) -> str:
    """A report's own words on one line, without the gaps and the halves of quotation marks that their cut left."""
    line = _GAP.sub("", " ".join(quoted.split()))
    marks = _MARKS.findall(line)
    return line if len(marks) % 2 == 0 else " ".join(_MARKS.sub("", line).split())


def title(section: str, brief: Brief) -> str:
    """The section's heading; how things stood has its day."""
    day = f" on {_day(brief.on)}" if section == "standing" and brief.on else ""
    return TITLES[section] + day


def published(source: Source) -> str:
    """When the report was published, and how that is known."""
    if source.earliest is None and source.latest is None:
        return "date of publication not known"
    told = when(source.earliest, source.latest)
    return f"{told} ({'; '.join(source.because)})" if source.because else told


def sources_word(basis: Basis) -> str:
    """``3 sources``, ``2 sources, all of B2``; a single source goes without saying."""
    of = f", all of {basis.publisher}" if basis.publisher else ""
    return f"{basis.sources} sources{of}" if basis.sources > 1 else ""


def attribution(basis: Basis) -> str:
    """Who says so, when no report says it in its own voice."""
    return f"according to {', '.join(basis.speakers)}" if basis.speakers else ""


def notes(row: Row) -> tuple[str, ...]:
    """What stands under a row: who says so, its terms, doubt, and what its sources disagree on."""
    basis = row.basis
    doubt = "doubtful reading" if basis.doubtful else ""
    against = (f"sources differ: {conflict}" for conflict in row.conflicts)
    return tuple(filter(None, (attribution(basis), *basis.terms, sources_word(basis), doubt, *against)))


def headline(brief: Brief) -> str:
    """What the brief covers, in one line."""
    if not brief.draws_on_reports:
        return "What the treaties say; no report is drawn on"
    claims = sum(source.claims for source in brief.sources)
    copies = len(brief.sources) - brief.independent
    told = [count(len(brief.sources), "report"), count(claims, "claim"), count(len(brief.sentences), "sentence")]
    line = f"{told[0]}, {told[1]} in {told[2]}"
    period = brief.published
    line += f"; published {when(period.earliest, period.latest)}" if period.earliest or period.latest else ""
    return line + (f"; {copies} of the reports repeat another's text and count once with it" if copies else "")


def count(number: int, noun: str) -> str:
    """``1 report``, ``2,000 reports``."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def untaken(left: Untaken | None) -> tuple[str, ...]:
    """What was not taken from the reports, one line each."""
    if left is None:
        return ("Only a part of what was read was asked for; what else these reports say is not counted here.",)
    lines = [f"{source.report}: not read: {source.unread}" for source in left.unread]
    lines += [f"{problem.where}: {problem.message}" for problem in left.problems]
    lines.append(f"{left.sentences_without_claim:,} of {count(left.sentences, 'sentence')} read hold no claim.")
    if left.below_confidence:
        lines.append(f"{count(left.below_confidence, 'claim')} left out: confidence below {left.min_confidence:g}.")
    if left.furniture:
        kinds = ", ".join(f"{part.what} {part.number:,}" for part in left.furniture)
        lines.append(f"Passages set aside as not part of a report: {kinds}.")
    return tuple(lines)
