"""Rows that wait to be inserted, numbered as they come, one statement for all rows of a table."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from operator import itemgetter
from typing import Any, Final, TypeVar

from sqlalchemy import Connection, Table, func, select

from foederis.record import search, tables
from foederis.record.times import stamp

T = TypeVar("T")

_DATED: Final = (tables.provenance, tables.reading, tables.review)
_NUMBERED: Final = (*_DATED, tables.claim)
_IN_ORDER: Final = (tables.text, *_NUMBERED, tables.party)  #: what is referred to before what refers to it
_TAKE: Final[dict[str, Callable[[dict[str, Any]], tuple[Any, ...]]]] = {
    table.name: itemgetter(*table.c.keys()) for table in _IN_ORDER
}
_LAST: Final = select(
    *(select(func.max(table.c.row)).scalar_subquery() for table in _NUMBERED),
    *(select(table.c.recorded).order_by(table.c.row.desc()).limit(1).scalar_subquery() for table in _DATED),
)


class Inserts:
    """What one transaction adds. Numbers follow those on record; sure, since one writer is at work."""

    def __init__(self, connection: Connection, wanted: datetime | None) -> None:
        """Rows are recorded at the instant wanted, or now, but never before the last, so that instants rise with
        the rows."""
        self.connection: Final = connection
        last = tuple(connection.execute(_LAST).one())
        numbers, moments = last[: len(_NUMBERED)], last[len(_NUMBERED) :]
        self.moment: Final = max(stamp(wanted or datetime.now(UTC)), *(moment or "" for moment in moments))
        self._number = {table.name: number or 0 for table, number in zip(_NUMBERED, numbers, strict=True)}
        self._rows: dict[str, list[tuple[Any, ...]]] = {table.name: [] for table in _IN_ORDER}
        self._words: list[tuple[int, str, str | None]] = []
        self._texts: list[tuple[int, str | None, str | None]] = []

    def put(self, table: Table, row: dict[str, Any]) -> int:
        """Let a row wait, under the next number where its table numbers rows; the number."""
        name = table.name
        number = self._number.get(name, 0) + 1
        if name in self._number:
            self._number[name] = row["row"] = number
        self._rows[name].append(_TAKE[name](row))
        return number

    def index_claim(self, row: int, sentence: str, object_: str | None) -> None:
        """Let a claim be found by its words."""
        self._words.append((row, sentence, object_))

    def index_report(self, provenance: int, title: str | None, text: str | None) -> None:
        """Let a report be found by the words of its title and text."""
        self._texts.append((provenance, title, text))

    def insert(self) -> None:
        """Insert all that waits."""
        for table in _IN_ORDER:
            if rows := self._rows[table.name]:
                self.connection.exec_driver_sql(_statement(self.connection, table), rows)
                rows.clear()
        search.index_claims(self.connection, self._words)
        search.index_reports(self.connection, self._texts)
        self._words.clear()
        self._texts.clear()


def batches(items: Iterable[T], most: int, seconds: float) -> Iterator[list[T]]:
    """The items in lists of at most so many, each full, or closed when its first item has waited for so long."""
    some: list[T] = []
    since = 0.0
    for item in items:
        since = since if some else time.monotonic()
        some.append(item)
        if len(some) >= most or time.monotonic() - since >= seconds:
            yield some
            some = []
    if some:
        yield some


def _statement(connection: Connection, table: Table) -> str:
    """SQLAlchemy's own insert binds row by row, which takes longer than SQLite needs for all else."""
    quote = connection.dialect.identifier_preparer.quote
    names = ", ".join(quote(column.name) for column in table.c)
    marks = ", ".join(["?" if connection.dialect.name == "sqlite" else "%s"] * len(table.c))
    return f"INSERT INTO {quote(table.name)} ({names}) VALUES ({marks})"
