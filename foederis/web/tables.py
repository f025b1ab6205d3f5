"""The tables of a page as files for other programs: CSV, JSON and Parquet under the page's own address, by `format`."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Protocol, TypeVar

from fastapi import APIRouter, HTTPException
from fastapi.responses import Response

from foederis.web.pages import Ask, render, shown_and_told
from foederis.web.wire import as_json

Cell = str | int | float | bool | date | None

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")  #: what spreadsheets take for a formula (OWASP, "CSV Injection")


@dataclass(frozen=True, slots=True)
class Table:
    """A table as a file holds it: the name of the file, the columns, and the cells of each row."""

    name: str
    columns: tuple[str, ...]
    rows: Sequence[tuple[Cell, ...]]


class Tabled(Protocol):
    """A page's value that has tables."""

    def tables(self) -> tuple[Table, ...]:
        """All of its tables, the main one first."""
        ...


View = TypeVar("View", bound=Callable[..., Tabled])


def table_page(router: APIRouter, path: str, template: str) -> Callable[[View], View]:
    """As `pages.page`, and with `format` in the address one of the value's tables as a file.

    `format` is csv, json or parquet; `table` names the table, the first where it is not given.
    """

    def shown(ask: Ask, found: Tabled) -> Response:
        kind = ask.request.query_params.get("format")
        if kind:
            return exported(_named(found, ask.request.query_params.get("table")), kind)
        return render(ask, template, view=found)

    return shown_and_told(router, path, shown)


def exported(table: Table, kind: str) -> Response:
    """The table as a file of the kind; HTTPException 422 for another kind, 501 where Parquet cannot be written."""
    if kind not in _WRITERS:
        raise HTTPException(422, f"format: {kind!r} is none of {', '.join(_WRITERS)}")
    media, write = _WRITERS[kind]
    named = {"content-disposition": f'attachment; filename="{table.name}.{kind}"'}
    return Response(write(table), media_type=media, headers=named)


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
        raise HTTPException(
            501, "Parquet needs pyarrow: pip install 'foederis[columns]'; CSV and JSON do not."
        ) from None
    columns = zip(*table.rows, strict=True) if table.rows else [()] * len(table.columns)
    file = io.BytesIO()
    pq.write_table(pa.table({name: [*cells] for name, cells in zip(table.columns, columns, strict=True)}), file)
    return file.getvalue()


def _named(view: Tabled, name: str | None) -> Table:
    tables = view.tables()
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
