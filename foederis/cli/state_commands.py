"""`foederis state`, `diff`, `timeline` and `ledger`: what follows from the record on a date, and what changed when."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import typer

from foederis.cli.common import print_json, wrong_call
from foederis.safe import plain

if TYPE_CHECKING:
    from foederis.record import Record
    from foederis.state.rows import Row, State

_Record = Annotated[
    str | None,
    typer.Option("--record", metavar="FILE", help="A file or a postgresql:// address. [default: ./foederis.record]"),
]
_On = Annotated[str, typer.Option("--on", metavar="DATE", help="The day asked about, such as 2020-01-06.")]
_Known = Annotated[str | None, typer.Option(metavar="DATE", help="Only reports published by then.")]
_Recorded = Annotated[str | None, typer.Option(metavar="DATE", help="Only what the record held then.")]
_Of = Annotated[str | None, typer.Option(metavar="ORG", help="Only what concerns this organisation or state.")]
_Json = Annotated[bool, typer.Option("--json", help="One JSON object.")]


def register(app: typer.Typer) -> None:
    """Adds the commands to the program."""
    app.command("state")(state)


def state(
    on: _On,
    known: _Known = None,
    recorded: _Recorded = None,
    of: Annotated[
        str | None, typer.Option(metavar="ORG", help="Only what concerns this organisation or state.")
    ] = None,
    as_json: _Json = False,
    record: _Record = None,
) -> None:
    """Say what follows from the record on a date: members, posts, missions, forces, pledges, proposals ..."""
    from foederis.state.fold import of_record, state_json
    from foederis.who import load

    days = _day("--on", on), _day("--known", known), _day("--recorded", recorded)
    with _opened(record) as opened:
        found = of_record(opened, load(), days[0] or date.max, known=days[1], recorded=days[2], of=of)
    if found.silent:
        print(plain(f"foederis: the record says nothing {f'of {of} ' if of else ''}by {on}"), file=sys.stderr)
    if as_json:
        print_json(state_json(found))
    else:
        _show_state(found)


def _show_state(found: State) -> None:
    for name, rows in found.kinds():
        told = [row for row in rows if row.claims or found.of]
        if told:
            _table(name, told)
        if len(told) < len(rows):
            print(plain(f"{name}: {len(rows) - len(told)} more from who's who alone; --of ORG or --json shows them"))


def _table(title: str, rows: Sequence[Row]) -> None:
    from foederis.state.fold import row_json

    _print_table(title, [_cells(row_json(row)) for row in rows])


def _cells(row: dict[str, Any]) -> dict[str, str]:
    """What people read of a row: its fields, and how many sources and which claims it rests on."""
    hidden = ("id", "claims", "reference", "sources")
    cells = {name: _say(value) for name, value in row.items() if name not in hidden}
    return cells | {"sources": str(row["sources"] or "who's who"), "claims": " ".join(row["claims"])}


def _say(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, dict):
        if value.keys() == {"earliest", "latest"}:
            return f"{value['earliest'] or ''}..{value['latest'] or ''}"
        return ", ".join(f"{name} {_say(item)}" for name, item in value.items() if item not in (None, []))
    if isinstance(value, list):
        return "; ".join(map(_say, value))
    return f"{value:,.15g}" if isinstance(value, float) else str(value)


def _print_table(title: str, rows: Sequence[dict[str, str]]) -> None:
    """A table on a terminal; in a pipe one line a row with tabs between the cells. Empty columns are left out."""
    columns = [name for name in rows[0] if any(row[name] for row in rows)] if rows else []
    if not sys.stdout.isatty():
        print(plain("\t".join([title, *columns])))
        for row in rows:
            print("\t".join(["", *(plain(row[name]).replace("\t", " ").replace("\n", " ") for name in columns)]))
        return
    from rich.console import Console
    from rich.table import Column, Table
    from rich.text import Text

    table = Table(
        *(Column(name, overflow="fold") for name in columns), title=Text(title), title_justify="left", box=None
    )
    for row in rows:
        table.add_row(*(Text(plain(row[name])) for name in columns))
    Console().print(table)


def _day(option: str, value: str | None) -> date | None:
    try:
        return None if value is None else date.fromisoformat(value)
    except ValueError:
        wrong_call(f"{option}: {value!r} is no date; write it as 2022-03-24")


@contextmanager
def _opened(where: str | None) -> Iterator[Record]:
    from foederis.record import RecordError, open_record

    try:
        with open_record(where, make=False) as opened:
            yield opened
    except RecordError as error:
        wrong_call(str(error))
