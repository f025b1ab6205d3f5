"""Pages of reports, the last published first: all of them, a publisher's, or those that hold words, with where."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import Connection, select

from foederis.record import search, tables
from foederis.record.asking import line_of
from foederis.record.filters import standing_at
from foederis.record.nouns import Excerpt, ReportLine, ReportPage

_reading, _provenance, _text = tables.reading.c, tables.provenance.c, tables.text.c
_ON, _OFF = "\x01", "\x02"
_UNPRINTED: Final = str.maketrans(dict.fromkeys("\0\x01\x02", " "))
_AROUND: Final = 90  #: characters shown before and after a word that was searched for
_MOST: Final = 3  #: excerpts shown of one report


def page(
    connection: Connection,
    words: str | None,
    publisher: str | None,
    recorded: date | datetime | None,
    after: str | None,
    limit: int,
) -> ReportPage:
    """See `Record.report_page`."""
    asked = search.words_in(words)
    places = sorted(_places(connection, asked, publisher, recorded), reverse=True)
    last_shown = None if after is None else _parsed(after)
    rest = places if last_shown is None else [place for place in places if place < last_shown]
    found = _lines(connection, [row for _, row in rest[:limit]])
    excerpts = _excerpts(connection, [line.reading.sha256 for line in found], asked)
    lines = tuple(
        ReportLine(line.reading, line.title, line.publisher, some) for line, some in zip(found, excerpts, strict=True)
    )
    last = f"{rest[limit - 1][0]}_{rest[limit - 1][1]}" if len(rest) > limit else None
    return ReportPage(lines, len(places), last)


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


def _places(
    connection: Connection, words: Sequence[str], publisher: str | None, recorded: date | datetime | None
) -> list[tuple[str, int]]:
    """Publication and row of each current reading that is wanted."""
    found = select(_reading.published_latest, _reading.row).where(standing_at(recorded))
    if words:
        found = found.where(_reading.sha256.in_(search.reports_holding(words, connection.dialect.name)))
    if publisher is not None:
        found = found.join(tables.provenance, _reading.provenance == _provenance.row)
        found = found.where(_provenance.publisher == publisher)
    return [(day or "", row) for day, row in connection.execute(found)]


def _parsed(after: str) -> tuple[str, int]:
    day, _, row = after.rpartition("_")
    if not row.isdecimal():
        raise ValueError(f"{after!r} is no place in a list; use the `next` of the page before")
    return day, int(row)


def _lines(connection: Connection, rows: Sequence[int]) -> list[ReportLine]:
    said = select(tables.reading, _provenance.title, _provenance.publisher)
    joined = said.join_from(tables.reading, tables.provenance, _reading.provenance == _provenance.row)
    found = {row.row: row for row in connection.execute(joined.where(_reading.row.in_(rows)))}
    return [ReportLine(line_of(found[row], True), found[row].title, found[row].publisher, ()) for row in rows]


def _excerpts(connection: Connection, sha256s: Sequence[str], words: Sequence[str]) -> list[tuple[Excerpt, ...]]:
    if not words:
        return [()] * len(sha256s)
    kept = select(_text.sha256, _text.text).where(_text.sha256.in_(sha256s))
    texts = {row.sha256: row.text for row in connection.execute(kept)}
    found = marks([texts[sha256] for sha256 in sha256s], " ".join(words))
    return [_cut(texts[sha256], some) for sha256, some in zip(sha256s, found, strict=True)]


def _cut(text: str, found: Sequence[tuple[int, int]]) -> tuple[Excerpt, ...]:
    """The text around the first places, those near each other in one excerpt."""
    cuts: list[list[Any]] = []
    for start, end in found:
        if cuts and end <= cuts[-1][1]:
            cuts[-1][2].append((start, end))
        elif len(cuts) == _MOST:
            break
        elif not cuts or start >= cuts[-1][1]:
            cuts.append([max(0, start - _AROUND), min(len(text), end + _AROUND), [(start, end)]])
    return tuple(Excerpt(first, text[first:last], tuple(places)) for first, last, places in cuts)
