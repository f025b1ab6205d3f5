"""`foederis check`: reports held against who's who, landmarks, the law, each other and the record."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from foederis.cli.common import LOST_INPUT, print_json_lines, wrong_call
from foederis.cli.options import Paths, Published
from foederis.safe import plain

if TYPE_CHECKING:
    from foederis.checking import Slip
    from foederis.model import Claim, Problem, Reading, Report

_SHOWN = 160  #: characters of a long passage that are shown to people


def register(app: typer.Typer) -> None:
    """Adds the command to the program."""
    app.command("check")(check)


def check(
    paths: Paths,
    record: Annotated[
        str | None,
        typer.Option(
            metavar="FILE",
            help="Hold them against this record's other reports too; else against ./foederis.record, if there.",
        ),
    ] = None,
    published: Published = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object per slip, one a line.")] = False,
) -> None:
    """Say where a report errs: "the report says …, the reference says …", with both sources.

    Nothing is written. Which side errs is for you to say.
    """
    from foederis.cli.inputs import progress, readings
    from foederis.reports import LoadOptions

    problems: list[Problem] = []
    with progress("checking"):
        read = list(readings(paths, published, LoadOptions(), problems))
        slips = _slips(read, *_others(record, {reading.report.sha256 for reading in read}))
    if as_json:
        print_json_lines(slips)
    else:
        _show(read, slips)
    if any(problem.lost for problem in problems):
        raise typer.Exit(LOST_INPUT)


def _slips(read: list[Reading], others: list[Claim], reports: list[Report]) -> list[Slip]:
    from foederis.checking import Checker
    from foederis.who import load

    checker = Checker(load())
    elsewhere = checker.compare(read, others, reports)
    return [slip for reading in read for slip in (*checker.check(reading), *elsewhere[reading.report.name])]


def _others(record: str | None, texts: set[str]) -> tuple[list[Claim], list[Report]]:
    """What the record holds from other texts; nothing where none is named and the folder has none."""
    from foederis.record import RecordError, open_record
    from foederis.record.store import DEFAULT

    if record is None and not Path(DEFAULT).exists():
        return [], []
    try:
        with open_record(record, make=False) as opened:
            reports = [report for report in opened.reports() if report.sha256 not in texts]
            names = {report.name for report in reports}
            return [claim for claim in opened.claims(reviewed=True) if claim.report in names], reports
    except RecordError as error:
        wrong_call(str(error))


def _show(read: list[Reading], slips: list[Slip]) -> None:
    name = None
    for slip in slips:
        if slip.report != name:
            name = slip.report
            print(plain(name))
        print(f"  {slip.kind} (characters {slip.start} to {slip.end})")
        print(plain(f"    the report says     {_short(slip.says)}"))
        print(plain(f"    the reference says  {slip.but}"))
        print(plain(f"    source              {slip.source}"))
        if slip.sentence != slip.says:
            print(plain(f"    in                  {_short(slip.sentence)}"))
    print(f"{_count(len(slips), 'slip')} in {_count(len(read), 'report')}")


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else f"{line[: _SHOWN - 1]}…"
