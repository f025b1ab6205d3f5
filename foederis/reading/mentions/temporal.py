"""Expressions of time: what `times.expressions` resolves, and the stretches and parts of a day it leaves alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from foederis.reading.mentions.model import Mention
from foederis.reading.mentions.view import View
from foederis.reading.times import expressions as times

_ANY_DAY = times.Today(date(2000, 1, 1), date(2000, 1, 1))  #: where an expression stands depends on no date
_LEADING = re.compile(
    r"(?:(?:in|on|at|since|until|till|by|before|after|over|during|within|for|of|from|now|is)\s+)+",
    re.IGNORECASE,
)


def found_in(view: View) -> Iterator[Mention]:
    """The expressions of time in a sentence, without the preposition before them."""
    text = view.doc.text
    spans = [(time.start, time.end) for time in times.find(text, _ANY_DAY)]
    for kind, regex in view.lexicon.patterns:
        spans += [match.span() for match in regex.finditer(text) if kind == "Temporal"]
    for start, end in _joined(sorted({_bare(text, *span) for span in spans})):
        if start < end and not text[start:end].endswith(" of"):  # "the fall of Mosul" is no season
            first, last = view.start + start, view.start + end
            yield Mention(first, last, view.text[first:last], "Temporal")


def _bare(text: str, start: int, end: int) -> tuple[int, int]:
    lead = _LEADING.match(text, start, end)
    start = lead.end() if lead else start
    while start < end and text[start].isspace():
        start += 1
    return start, end


def _joined(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Overlapping expressions become one."""
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        if joined and start < joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return joined
