"""Writing made comparable: one form for apostrophes, hyphens, accents and space, with the way back to the offsets."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Final

_SAME: Final = {"‘": "'", "’": "'", "ʼ": "'", "´": "'", "`": "'", "‐": "-", "‑": "-", "–": "-", "—": "-", "−": "-"}
_SPACED: Final = re.compile(r"[^\S\n]*\n?[^\S\n]*")
_UNEVEN: Final = re.compile(r"\s{2,}|[\u0300-\u036f\u00ad\u200b\u200c\u200d\ufeff]")


def plain(text: str) -> str:
    """`text` without accents and typographic apostrophes, hyphens and spaces; as many characters as before."""
    return text if text.isascii() and "\n" not in text and "\t" not in text else "".join(map(_plain, text))


@cache
def _plain(char: str) -> str:
    if char.isspace():
        return " "
    if char in _SAME:
        return _SAME[char]
    if char in "ıİ":
        return "i" if char == "ı" else "I"
    base = unicodedata.normalize("NFKD", char)[0]
    return base if base.isalnum() and base.isascii() else char


def level(text: str) -> tuple[str, list[int] | None]:
    """`plain` text with single spaces and without invisible marks, and for each of its characters the offset in `text`
    (None: they are the same). An empty line stays a break, so that no name spans paragraphs."""
    if _UNEVEN.search(text) is None:
        return plain(text), None
    kept: list[str] = []
    offsets: list[int] = []
    at = 0
    for gap in _UNEVEN.finditer(text):
        kept.append(text[at : gap.start()])
        offsets.extend(range(at, gap.start()))
        space = gap[0].isspace()
        if space:
            kept.append(" " if _SPACED.fullmatch(gap[0]) else "\v\v")
            offsets.extend([gap.start()] * len(kept[-1]))
        at = gap.end()
    kept.append(text[at:])
    offsets.extend(range(at, len(text)))
    levelled = "".join(kept)
    return "".join("\v" if char == "\v" else _plain(char) for char in levelled), offsets


def key(name: str) -> str:
    """The form under which a name is stored and looked up: plain, lower case, without a leading "the"."""
    return " ".join(plain(name).lower().split()).removeprefix("the ")
