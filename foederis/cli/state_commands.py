"""`foederis state`, `diff`, `timeline` and `ledger`: what follows from the record on a date, and what changed when."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any, cast

import typer

from foederis.acts import ACTS, STATUSES
from foederis.cli.common import print_json, wrong_call
from foederis.cli.options import Sure
from foederis.model import MIN_CONFIDENCE, Event, Status
from foederis.safe import plain

if TYPE_CHECKING:
    from foederis.record import Record
    from foederis.state.fold import Fold
    from foederis.state.ledger import Line
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
    app.command("diff")(diff)
    app.command("timeline")(timeline)
    app.command("ledger")(ledger)


def state(
    on: _On,
    known: _Known = None,
    recorded: _Recorded = None,
    of: _Of = None,
    min_confidence: Sure = MIN_CONFIDENCE,
    as_json: _Json = False,
    record: _Record = None,
) -> None:
    """Say what follows from the record on a date: members, posts, missions, forces, pledges, proposals ..."""
    from foederis.state.fold import state_json

    asked = _Asked(_day("--on", on), known, recorded, of)
    found = _fold(record, asked, min_confidence).state(asked.on, **asked.rest)
    _say_silent(found)
    if as_json:
        print_json(state_json(found))
    else:
        _show_state(found)


def diff(
    since: Annotated[str, typer.Option("--from", metavar="DATE", help="The earlier day.")],
    until: Annotated[str, typer.Option("--to", metavar="DATE", help="The later day.")],
    known: _Known = None,
    recorded: _Recorded = None,
    of: _Of = None,
    min_confidence: Sure = MIN_CONFIDENCE,
    as_json: _Json = False,
    record: _Record = None,
) -> None:
    """Say what changed from one date to another, and because of which claims."""
    from foederis.state.changes import change_json, changes

    asked = _Asked(_day("--from", since), known, recorded, of)
    end = _day("--to", until)
    if end < asked.on:
        wrong_call(f"--to {until} is before --from {since}; give the earlier day first")
    folded = _fold(record, asked, min_confidence)
    found = list(changes(folded.state(asked.on, **asked.rest), folded.state(end, **asked.rest)))
    if as_json:
        print_json({"from": asked.on, "to": end, "of": of, "changes": [change_json(one) for one in found]})
        return
    told = [one for one in found if one.because or of]
    _print_table("changes", [_change_cells(change_json(one)) for one in told])
    if len(told) < len(found):
        print(f"{len(found) - len(told)} more from who's who alone; --of ORG or --json shows them")


def timeline(
    act: Annotated[str | None, typer.Option(help="E.g. pledge; docs/codebook.md lists them.")] = None,
    actor: Annotated[str | None, typer.Option(help="Who: FRA, NATO (and its bodies), a person's id, words.")] = None,
    target: Annotated[str | None, typer.Option(help="To, against, for or with whom.")] = None,
    party: Annotated[str | None, typer.Option(help="Actor or target.")] = None,
    country: Annotated[str | None, typer.Option(help="Alpha-3 code of the country it happened in.")] = None,
    text: Annotated[str | None, typer.Option(help="Words that the sentence holds, in any inflection.")] = None,
    status: Annotated[str | None, typer.Option(help="done, planned, possible or not_done.")] = None,
    report: Annotated[str | None, typer.Option(help="A report's name, or the end of its path.")] = None,
    since: Annotated[str | None, typer.Option("--from", metavar="DATE", help="Held on or after.")] = None,
    until: Annotated[str | None, typer.Option("--to", metavar="DATE", help="Held on or before.")] = None,
    known: _Known = None,
    recorded: _Recorded = None,
    min_confidence: Sure = MIN_CONFIDENCE,
    as_json: _Json = False,
    record: _Record = None,
) -> None:
    """List events in order of time, claims of one event gathered, each with its sources and what they disagree on."""
    from foederis.record import Filter, trusted
    from foederis.state.events import gather

    wanted = Filter(
        act=_one_of("--act", act, ACTS),
        actor=actor,
        target=target,
        party=party,
        country=country,
        text=text,
        status=cast("Status | None", _one_of("--status", status, STATUSES)),
        report=report,
        since=_maybe_day("--from", since),
        until=_maybe_day("--to", until),
        known=_maybe_day("--known", known),
        recorded=_maybe_day("--recorded", recorded),
    )
    with _opened(record) as opened:
        claims = trusted(opened, wanted, min_confidence=min_confidence)
        events = gather(claims, list(opened.reports(recorded=wanted.recorded))).events
    if as_json:
        print_json({"events": events})
    else:
        _print_table("timeline", [_event_cells(event) for event in events])


def ledger(
    to: Annotated[str | None, typer.Option(metavar="PARTY", help="Only what is for this receiver, e.g. UKR.")] = None,
    by: Annotated[str | None, typer.Option(metavar="PARTY", help="Only what this giver gives.")] = None,
    on: Annotated[str | None, typer.Option(metavar="DATE", help="As it stood on this day. [default: today]")] = None,
    known: _Known = None,
    recorded: _Recorded = None,
    min_confidence: Sure = MIN_CONFIDENCE,
    as_json: _Json = False,
    record: _Record = None,
) -> None:
    """Add up what was pledged, delivered and is outstanding, by giver and thing; repeated reports count once."""
    from foederis.state import ledger as ledgers

    asked = _Asked(_maybe_day("--on", on) or date.today(), known, recorded, None)
    found = ledgers.ledger(_fold(record, asked, min_confidence).state(asked.on, **asked.rest), to=to, by=by)
    if not found.lines:
        print(
            plain(f"foederis: the record names no pledge or delivery to {to or 'anybody'} by {asked.on}"),
            file=sys.stderr,
        )
    if as_json:
        print_json(ledgers.ledger_json(found))
        return
    _print_table("ledger", [_line_cells(line) for line in found.lines])
    _print_table("totals", [_line_cells(line) for line in found.totals])


class _Asked:
    """The day asked about, and the options that the commands share."""

    def __init__(self, on: date, known: str | None, recorded: str | None, of: str | None) -> None:
        self.on = on
        self.known = _maybe_day("--known", known)
        self.recorded = _maybe_day("--recorded", recorded)
        self.of = of

    @property
    def rest(self) -> dict[str, Any]:
        return {"known": self.known, "recorded": self.recorded, "of": self.of}


def _fold(where: str | None, asked: _Asked, min_confidence: float) -> Fold:
    from foederis.cli.inputs import progress
    from foederis.state.fold import folded_record
    from foederis.who import load

    with _opened(where) as opened, progress("folding the record"):
        rest = {"known": asked.known, "recorded": asked.recorded}
        return folded_record(opened, load(), **rest, min_confidence=min_confidence)


def _say_silent(found: State) -> None:
    if found.silent:
        about = f" of {found.of}" if found.of else ""
        _warn(f"the record says nothing{about} by {found.on}; what is shown is from who's who")


def _warn(message: str) -> None:
    print(plain(f"foederis: {message}"), file=sys.stderr)


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


def _change_cells(change: dict[str, Any]) -> dict[str, str]:
    row = change["row"]
    differs = [f"{name}: {_say(old) or '?'} -> {_say(new) or '?'}" for name, (old, new) in change["fields"].items()]
    said = [f"{name} {value}" for name, value in _cells(row).items() if value and name not in ("sources", "claims")]
    claims = " ".join(change["because"]) or "who's who"
    about = {"kind": change["kind"], "change": change["change"], "row": ", ".join(said)}
    return about | {"differs": "; ".join(differs), "because": claims}


def _event_cells(event: Event) -> dict[str, str]:
    return {
        "when": _days(event.earliest, event.latest),
        "act": event.act if event.status == "done" else f"{event.act} ({event.status.replace('_', ' ')})",
        "who": ", ".join(actor.for_ or actor.text for actor in event.actors),
        "to whom": ", ".join(actor.for_ or actor.text for actor in event.targets),
        "what": event.object or "",
        "where": event.place or "",
        "sources": str(event.sources),
        "conflicts": "; ".join(event.conflicts),
        "claims": " ".join(event.claims),
    }


def _line_cells(line: Line) -> dict[str, str]:
    names = ("giver", "receiver", "item", "unit", "currency", "status", "pledged", "delivered", "outstanding")
    return {name: _say(getattr(line, name)) for name in names} | {"claims": " ".join(line.claims)}


def _say(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, dict):
        if value.keys() == {"earliest", "latest"}:
            return _days(value["earliest"], value["latest"])
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


def _days(earliest: object, latest: object) -> str:
    """One day, or several as `A..B` with an unknown side left out."""
    if earliest == latest:
        return str(earliest or "")
    return f"{earliest or ''}..{latest or ''}"


def _maybe_day(option: str, value: str | None) -> date | None:
    return None if value is None else _day(option, value)


def _day(option: str, value: str) -> date:
    try:
        return date.fromisoformat(value)
    except ValueError:
        wrong_call(f"{option}: {value!r} is no date; write it as 2022-03-24")


def _one_of(option: str, value: str | None, allowed: Iterable[str]) -> str | None:
    if value is not None and value not in allowed:
        wrong_call(f"{option}: {value!r} is none of {', '.join(sorted(allowed))}")
    return value


@contextmanager
def _opened(where: str | None) -> Iterator[Record]:
    from foederis.record import RecordError, open_record

    try:
        with open_record(where, make=False) as opened:
            yield opened
    except RecordError as error:
        wrong_call(str(error))
