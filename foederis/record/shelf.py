"""Pages of reports, the last published first: all of them, a publisher's, or those that hold words, with where."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import Connection, select

from foederis.record import search, tables
from foederis.record.asking import line_of
from foederis.record.columns import Array
from foederis.record.marking import marks
from foederis.record.nouns import Excerpt, ReportLine, ReportPage
from foederis.record.survey import Survey
from foederis.record.tables import AnyRow

_reading, _provenance, _text = tables.reading.c, tables.provenance.c, tables.text.c
_AROUND: Final = 90  #: characters shown before and after a word that was searched for
_MOST: Final = 3  #: excerpts shown of one report


def page(
    connection: Connection, survey: Survey, words: str | None, publisher: str | None, after: str | None, limit: int
) -> ReportPage:
    """See `Record.report_page`."""
    asked = search.words_in(words)
    rows = survey.reports(connection, asked, publisher).tolist()
    start = 0 if after is None else _beyond(rows, survey.readings.day, after)
    shown = rows[start : start + limit]
    more = start + limit < len(rows)
    return ReportPage(
        _lines(connection, shown, asked), len(rows), f"{survey.readings.day[shown[-1]]}_{shown[-1]}" if more else None
    )


def _beyond(rows: Sequence[int], day: Array, after: str) -> int:
    """Where the rows begin that come after this place, even if what stood there is gone."""
    last_day, _, last_row = after.partition("_")
    if not last_day.isdecimal() or not last_row.isdecimal():
        raise ValueError(f"{after!r} is no place in a list; use the `next` of the page before")
    return bisect_right(rows, (-int(last_day), -int(last_row)), key=lambda row: (-day[row], -row))


def _lines(connection: Connection, rows: Sequence[int], words: Sequence[str]) -> tuple[ReportLine, ...]:
    said = select(tables.reading, _provenance.title, _provenance.publisher, _provenance.language, _provenance.because)
    joined = said.join_from(tables.reading, tables.provenance, _reading.provenance == _provenance.row)
    found = {row.row: row for row in connection.execute(joined.where(_reading.row.in_(rows)))}
    excerpts = _excerpts(connection, [found[row].sha256 for row in rows], words)
    return tuple(_line(found[row], some) for row, some in zip(rows, excerpts, strict=True))


def _line(row: AnyRow, excerpts: tuple[Excerpt, ...]) -> ReportLine:
    because = tuple(json.loads(row.because))
    return ReportLine(line_of(row, True), row.title, row.publisher, row.language, because, excerpts)


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
