"""The reports that a page lists, as a file: a line a report, without their texts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from foederis.record import Record, ReportLine
from foederis.web.tables import Cell, Table, cut

AT_ONCE: Final = 500  #: reports asked for in one page
COLUMNS: Final = (
    *("sha256", "name", "title", "publisher", "language", "published_earliest", "published_latest", "dated_by"),
    *("claims", "unread", "reader", "recorded"),
)


def reports_table(record: Record, words: str | None, publisher: str | None, recorded: date | None, total: int) -> Table:
    """The reports on record, the last published first: all, a publisher's, or those that hold the words. `total` is how
    many there are."""
    return cut("reports", COLUMNS, _lines(record, words, publisher, recorded), total)


def _lines(
    record: Record, words: str | None, publisher: str | None, recorded: date | None
) -> Iterator[tuple[Cell, ...]]:
    after: str | None = None
    while True:
        page = record.report_page(words, publisher=publisher, recorded=recorded, after=after, limit=AT_ONCE)
        yield from map(_cells, page.reports)
        after = page.next
        if after is None:
            return


def _cells(found: ReportLine) -> tuple[Cell, ...]:
    line = found.reading
    about = (line.sha256, line.name, found.title, found.publisher, found.language)
    dated = (line.published.earliest, line.published.latest, "; ".join(found.because) or None)
    return (*about, *dated, line.claims, line.unread, line.reader, line.recorded.isoformat())
