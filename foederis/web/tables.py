"""The tables of a page as files for other programs: CSV, JSON and Parquet under the page's own address, by `format`."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any, Final, Protocol, TypeVar

from fastapi import APIRouter, HTTPException
from fastapi.responses import Response

from foederis.web.pages import Ask, render, shown_and_told
from foederis.web.wire import as_json

Cell = str | int | float | bool | date | None

MOST: Final = 100_000  #: lines of one file; one that is cut there says so by its name and by `PART`
PART: Final = "x-foederis-part"  #: the header that says what a file holds of how much
NO_PARQUET: Final = "Parquet needs pyarrow: pip install 'foederis[columns]'; CSV and JSON do not."
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")  #: what spreadsheets take for a formula (OWASP, "CSV Injection")


@dataclass(frozen=True, slots=True)
class Table:
    """A table as a file holds it: the name of the file, the columns, and the cells of each row."""

    name: str
    columns: tuple[str, ...]
    rows: Iterable[tuple[Cell, ...]]
    part: str | None = None  #: what it holds where that is not all, as `first 100,000 of 1,000,000`


class Tabled(Protocol):
    """A page's value that has tables."""

    def tables(self) -> tuple[Table, ...]:
        """All of its tables, the main one first."""
        ...


View = TypeVar("View", bound=Callable[..., Any])
Tables = Callable[[Ask, Any], tuple[Table, ...]]


def _own(_: Ask, found: Tabled) -> tuple[Table, ...]:
    return found.tables()


def table_page(router: APIRouter, path: str, template: str, tables: Tables = _own) -> Callable[[View], View]:
    """As `pages.page`, and with `format` in the address one of the value's tables as a file.

    `format` is csv, json or parquet; `table` names the table, the first where it is not given. `tables` gives them
    where the value holds only a part of a list; rows of tables that are not asked for are not gone through.
    """

    def shown(ask: Ask, found: Any) -> Response:
        kind = ask.request.query_params.get("format")
        if kind:
            return exported(_named(tables(ask, found), ask.request.query_params.get("table")), kind)
        return render(ask, template, view=found)

    return shown_and_told(router, path, shown)


def cut(name: str, columns: tuple[str, ...], rows: Iterable[tuple[Cell, ...]], total: int) -> Table:
    """The table of a list of so many lines, of which it holds the first `MOST`."""
    return Table(name, columns, islice(rows, MOST), part_of(total))


def part_of(total: int, of: str = "") -> str | None:
    """What a file holds of so many lines; None for all of them. `of` is what is counted."""
    return f"first {MOST:,} of {total:,} {of}".strip() if total > MOST else None


def with_sentences(ask: Ask) -> bool:
    """Whether files are to hold the reports' own sentences, which are their publishers': `sentences=0` says no."""
    return ask.request.query_params.get("sentences", "1").casefold() not in ("0", "false", "no")


def exported(table: Table, kind: str) -> Response:
    """The table as a file of the kind; HTTPException 422 for another kind, 501 where Parquet cannot be written."""
    if kind not in _WRITERS:
        raise HTTPException(422, f"format: {kind!r} is none of {', '.join(_WRITERS)}")
    media, write = _WRITERS[kind]
    return Response(write(table), media_type=media, headers=named(table.name, kind, table.part))


def named(name: str, ending: str, part: str | None) -> dict[str, str]:
    """The headers of a file: what it is called, and what it holds where that is not all."""
    words = "-".join([name, *(part or "").replace(",", "").split()])
    headers = {"content-disposition": f'attachment; filename="{words}.{ending}"'}
    return headers | ({PART: part} if part else {})


def as_csv(table: Table) -> bytes:
    """Comma-separated, with a head; nothing in a cell that the record does not say; text never a formula."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(table.columns)
    writer.writerows([_safe(cell) for cell in row] for row in table.rows)
    return file.getvalue().encode()


def as_objects(table: Table) -> bytes:
    """A JSON list with one object a row."""
    rows = [dict(zip(table.columns, row, strict=True)) for row in table.rows]
    return json.dumps(as_json(rows), ensure_ascii=False).encode()


def as_parquet(table: Table) -> bytes:
    """Parquet; HTTPException 501 where the extra that writes it is not installed."""
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError:
        raise HTTPException(501, NO_PARQUET) from None
    rows = [*table.rows]
    columns = zip(*rows, strict=True) if rows else [()] * len(table.columns)
    file = io.BytesIO()
    pq.write_table(pa.table({name: [*cells] for name, cells in zip(table.columns, columns, strict=True)}), file)
    return file.getvalue()


def _named(tables: tuple[Table, ...], name: str | None) -> Table:
    found = next((table for table in tables if name in (None, table.name)), None)
    if found is None:
        raise HTTPException(422, f"table: {name!r} is none of {', '.join(table.name for table in tables)}")
    return found


def _safe(cell: Cell) -> Cell:
    """Text that a spreadsheet would run as a formula gets an apostrophe before it; numbers stay numbers."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell


_WRITERS: Final[dict[str, tuple[str, Callable[[Table], bytes]]]] = {
    "csv": ("text/csv; charset=utf-8", as_csv),
    "json": ("application/json", as_objects),
    "parquet": ("application/vnd.apache.parquet", as_parquet),
}
