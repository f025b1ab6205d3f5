"""`foederis duties`: which clauses incidents opened and who used them, what missions rest on, what help is unmet."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from foederis.cli.common import print_json, wrong_call
from foederis.cli.options import Sure
from foederis.model import MIN_CONFIDENCE
from foederis.safe import plain

if TYPE_CHECKING:
    from foederis.duties import Duties
    from foederis.duties.show import Line


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command("duties")(duties)


def duties(
    record: Annotated[
        str | None, typer.Option(metavar="FILE", help="A file or a postgresql:// address. [default: ./foederis.record]")
    ] = None,
    on: Annotated[str | None, typer.Option(metavar="DATE", help="The day asked about. [default: today]")] = None,
    known: Annotated[str | None, typer.Option(metavar="DATE", help="Only reports published by then.")] = None,
    incident: Annotated[str | None, typer.Option(metavar="ID", help="Only this incident of the state.")] = None,
    mission: Annotated[
        str | None, typer.Option(metavar="ID", help="Only this mission: NATO/NMI, or a row's id.")
    ] = None,
    min_confidence: Sure = MIN_CONFIDENCE,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
) -> None:
    """Hold the record against the law: clauses open and invoked, grounds of missions, help asked for and unmet.

    Open is not invoked, and "not invoked" is not "the record does not say". No legal advice.
    """
    from foederis.cli.inputs import progress
    from foederis.duties import of_record
    from foederis.duties.show import as_json as to_values
    from foederis.duties.show import as_lines
    from foederis.record import RecordError, open_record
    from foederis.who import load

    day, known_by = _day("--on", on) or date.today(), _day("--known", known)
    try:
        with open_record(record, make=False) as opened, progress("holding the record against the law"):
            found = of_record(opened, load(), day, known=known_by, min_confidence=min_confidence)
    except RecordError as error:
        wrong_call(str(error))
    found = _only(found, incident, mission)
    if as_json:
        print_json(to_values(found))
    elif not (found.incidents or found.missions or found.help or found.untied):
        print(f"foederis: the record tells of no incident, mission or invocation by {day}", file=sys.stderr)
    else:
        _print(as_lines(found))


def _only(found: Duties, incident: str | None, mission: str | None) -> Duties:
    """What was asked for; where only an incident or mission was, all else is left out."""
    if incident is None and mission is None:
        return found
    incidents = tuple(answer for answer in found.incidents if answer.row.id == incident)
    missions = tuple(
        answer for answer in found.missions if mission is not None and mission in (answer.id, *answer.rows)
    )
    if incident is not None and not incidents:
        wrong_call(f"--incident: the record has no incident {incident!r} on {found.on}; `foederis duties` lists them")
    if mission is not None and not missions:
        wrong_call(f"--mission: no claim speaks of a mission {mission!r} by {found.on}; `foederis duties` lists them")
    return replace(found, incidents=incidents, missions=missions, help=(), untied=())


def _print(lines: Iterable[Line]) -> None:
    """Indented text; on a terminal headings stand out and long lines are wrapped under their own start."""
    if not sys.stdout.isatty():
        for line in lines:
            print("  " * line.depth + plain(line.text).replace("\n", " "))
        return
    from rich.console import Console
    from rich.padding import Padding
    from rich.text import Text

    console = Console()
    for line in lines:
        text = Text(plain(line.text).replace("\n", " "), style="" if line.depth else "bold")
        console.print(Padding(text, (0, 0, 0, 2 * line.depth)))


def _day(option: str, value: str | None) -> date | None:
    try:
        return date.fromisoformat(value) if value is not None else None
    except ValueError:
        wrong_call(f"{option}: {value!r} is no date; write it as 2022-03-24")
