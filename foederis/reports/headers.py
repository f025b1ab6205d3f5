"""What a plain text says of itself: title, author, publisher, address and date."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from foederis.model import Furniture
from foederis.reports.marks import Mark

_TITLE_WORDS: Final = 35  #: a first line of more words is a paragraph
_TITLE_ENDS: Final = re.compile(r"[^.:;,…]$|\b(?:[A-Z]\.){2,}$")  #: no full stop, but for one of an abbreviation


@dataclass(frozen=True, slots=True)
class Header:
    """Metadata read off a text; None where it says nothing."""

    title: str | None = None
    author: str | None = None
    publisher: str | None = None
    url: str | None = None
    date: str | None = None


def header_of(text: str, found: Sequence[Mark], furniture: Sequence[Furniture]) -> Header:
    """What the furniture of `text` says, the first to say it counting, and the title where only its place tells it."""
    said: dict[str, str] = {}
    for piece in sorted(found, key=lambda piece: piece.start):
        said = piece.says | said
    said.setdefault("title", _title(text, furniture) or "")
    return Header(**{name: value or None for name, value in said.items()})


def _title(text: str, furniture: Sequence[Furniture]) -> str | None:
    """The first line that is no furniture, where it reads like a headline and more follows."""
    covered = {piece.start: piece.end for piece in furniture}
    for line in re.finditer(r"\S[^\r\n]*", text):
        candidate = line[0].strip()
        end = covered.get(line.start(), 0)
        if end >= line.start() + len(candidate):
            continue
        fits = not end and len(candidate.split()) <= _TITLE_WORDS and _TITLE_ENDS.search(candidate)
        return candidate if fits and text[line.end() :].strip() else None
    return None
