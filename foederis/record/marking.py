"""Where texts hold the words that were searched for, as the search itself finds them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from typing import Final

from foederis.record import search

_ON, _OFF = "\x01", "\x02"
_UNPRINTED: Final = str.maketrans(dict.fromkeys("\0\x01\x02", " "))


def marks(texts: Iterable[str], words: str | None) -> list[tuple[tuple[int, int], ...]]:
    """Where each text holds any of the words, in any inflection: start and end of each place, as searches find them."""
    some, asked = list(texts), search.words_in(words)
    if not asked or not some:
        return [()] * len(some)
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute(f"CREATE VIRTUAL TABLE found USING {search.TOKENS.format('said')}")
        said = [(number, text.translate(_UNPRINTED)) for number, text in enumerate(some)]
        connection.executemany("INSERT INTO found (rowid, said) VALUES (?, ?)", said)
        marked = connection.execute(
            "SELECT rowid, highlight(found, 0, ?, ?) FROM found WHERE found MATCH ?",
            (_ON, _OFF, " OR ".join(map(search.quoted, asked))),
        )
        places = {row: _spans(text) for row, text in marked}
    return [places.get(number, ()) for number in range(len(some))]


def _spans(marked: str) -> tuple[tuple[int, int], ...]:
    spans, at = [], 0
    for part in marked.split(_ON):
        inside, _, outside = part.partition(_OFF)
        if outside or _OFF in part:
            spans.append((at, at + len(inside)))
        at += len(inside) + len(outside)
    return tuple(spans)
