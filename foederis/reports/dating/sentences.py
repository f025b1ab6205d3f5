"""Sentences of a report, split fast and roughly: clues must stand in one, and a report is dated before it is read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from foederis.model import Report

_END: Final = re.compile(r"(?<=[.!?])[”\"’')»\]]*\s+(?=[“\"‘'(«\[]*\s?[A-Z0-9])|[ \t]*\n\s*")
_ABBREVIATED: Final = re.compile(
    r"(?:\b(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Gen|Lt|Col|Maj|Capt|Cmdr|Adm|Brig|Sgt|Spc|Pvt|Gov|Sen|Rep"
    r"|Mr|Mrs|Ms|Dr|Prof|St|No|Nos|Art|vs|approx|[ap]\.m)|\b[A-Z])\.$"
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A stretch of a report's text; `start` counts characters of that text."""

    text: str
    start: int

    @property
    def end(self) -> int:
        return self.start + len(self.text)


READ: Final = 30_000
"""Characters of a report that are read for clues: what tells its date stands early."""
_LONGEST: Final = 1_000


def sentences(report: Report) -> Iterator[Sentence]:
    """The sentences of the title and the beginning of the text, without the report's furniture; what runs on without
    end is cut."""
    if report.title and report.title not in report.text:
        yield from _cut(Sentence(report.title, -len(report.title)))
    text, at = report.text[:READ], 0
    for piece in sorted(report.furniture, key=lambda piece: piece.start):
        yield from _split(text[at : piece.start], at)
        at = max(at, piece.end)
    yield from _split(text[at:], at)


def _cut(sentence: Sentence) -> Iterator[Sentence]:
    for at in range(0, len(sentence.text), _LONGEST):
        yield Sentence(sentence.text[at : at + _LONGEST], sentence.start + at)


def _split(text: str, offset: int) -> Iterator[Sentence]:
    start = 0
    for gap in _END.finditer(text):
        if "\n" not in gap[0] and _ABBREVIATED.search(text, max(start, gap.start() - 8), gap.start()):
            continue
        if text[start : gap.start()].strip():
            yield from _cut(Sentence(text[start : gap.start()], offset + start))
        start = gap.end()
    if text[start:].strip():
        yield from _cut(Sentence(text[start:], offset + start))
