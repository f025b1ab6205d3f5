"""Where a text quotes: quotation marks paired within each line, however carelessly they were set."""

from __future__ import annotations

import re
from typing import NamedTuple

_SENTENCE_END = re.compile(r"[.!?](?=\s)")


class Quotation(NamedTuple):
    """A quoted stretch, its marks included; an open one lacks its closing mark."""

    start: int
    end: int
    is_open: bool = False


def quotations(text: str) -> tuple[Quotation, ...]:
    """The quoted stretches of a normalised text. A quotation left open runs to its line's end, or to the end of its
    sentence where the next one opens before; a mark that only closes quotes from the start of its line."""
    return tuple(q for line in re.finditer(r"[^\n]+", text) for q in _in_line(text, line.start(), line.end()))


def _in_line(text: str, start: int, end: int) -> list[Quotation]:
    found: list[Quotation] = []
    opened: int | None = None
    for mark in (m.start() for m in re.finditer('"', text[start:end])):
        at = start + mark
        if opened is None:
            if not found and _only_closes(text, start, at, end):
                found.append(Quotation(start - 1, at))
            else:
                opened = at
        elif text[opened + 1 : opened + 2] == " " and _opens_anew(text, at, end):
            stop = _SENTENCE_END.search(text, opened, at)
            found.append(Quotation(opened, stop.end() if stop else at, is_open=True))
            opened = at
        else:
            found.append(Quotation(opened, at))
            opened = None
    if opened is not None:
        found.append(Quotation(opened, end, is_open=True))
    return found


def _only_closes(text: str, start: int, at: int, end: int) -> bool:
    """After a word and before a space, with another word before it: 'were killed again," said the leader'."""
    return at > start + 1 and not text[at - 1].isspace() and (at + 1 >= end or not text[at + 1].isalnum())


def _opens_anew(text: str, at: int, end: int) -> bool:
    """After a finished sentence and a space, before a capital: an earlier quotation was never closed."""
    before, after = text[:at].rstrip(" "), text[at + 1 : end].lstrip(" ")
    return text[at - 1] == " " and before[-1:] in tuple(".!?") and after[:1].isupper()
