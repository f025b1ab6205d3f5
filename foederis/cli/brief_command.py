"""`foederis brief`: what happened, who stands where, what follows: for people."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from foederis.brief import MIN_CONFIDENCE
from foederis.cli.common import LOST_INPUT, print_json, show_problem, wrong_call
from foederis.model import Claim, Problem, Reading, Report

if TYPE_CHECKING:
    from foederis.brief.model import Brief
    from foederis.record.store import Record
    from foederis.reports.dating import Given
    from foederis.who import Who

STANDARD_OUTPUT = "-"


@dataclass
class _Material:
    """What a brief is composed from."""

    reports: list[Report] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    unread: dict[str, str] = field(default_factory=dict)

    def take(self, reading: Reading) -> None:
        self.reports.append(reading.report)
        self.claims.extend(reading.claims)
        if reading.unread:
            self.unread[reading.report.name] = reading.unread


def register(app: typer.Typer) -> None:
    """Adds the command to the program."""
    app.command("brief")(brief)


def brief(
    paths: Annotated[
        list[str] | None,
        typer.Argument(metavar="[PATH...]", help="Reports to brief on; without any, the record is briefed on."),
    ] = None,
    record: Annotated[
        str | None,
        typer.Option(metavar="FILE", help="The record to brief on; reports given as PATH are read into it first."),
    ] = None,
    published: Annotated[
        str | None,
        typer.Option(
            metavar="WHEN", help="When they were published: a date, A..B, or JSON lines {report, earliest, latest}."
        ),
    ] = None,
    html: Annotated[
        str | None, typer.Option(metavar="FILE", help="Write one HTML page that needs nothing else; - prints it.")
    ] = None,
    min_confidence: Annotated[
        float, typer.Option(min=0.0, max=1.0, help="Claims less sure than this are only counted.")
    ] = MIN_CONFIDENCE,
    as_json: Annotated[bool, typer.Option("--json", help="The whole brief as one JSON object.")] = False,
) -> None:
    """Say what happened, who stands where and what is planned, each line with the sentence that carries it.

    With PATH and without --record nothing is left behind.
    """
    from foederis.brief.compose import compose
    from foederis.who import load as load_who

    who = load_who()
    material = _gather(paths or [], record, _given(published), who)
    made = compose(
        material.reports,
        material.claims,
        material.problems,
        who,
        unread=material.unread,
        min_confidence=min_confidence,
    )
    _show(made, material.reports, html, as_json=as_json)
    if any(problem.lost for problem in material.problems):
        raise typer.Exit(LOST_INPUT)


def _given(published: str | None) -> Given | None:
    from foederis.reports.dating import parse_when

    try:
        return parse_when(published) if published else None
    except (ValueError, OSError) as error:
        wrong_call(f"--published: {error}")


def _gather(paths: list[str], record: str | None, given: Given | None, who: Who) -> _Material:
    material = _Material()
    if paths and record is None:
        for reading in _read(paths, given, who, material.problems):
            material.take(reading)
        return material
    with _open(record, new=bool(paths)) as opened:
        for reading in _read(paths, given, who, material.problems):
            opened.add(reading)
        material.reports.extend(opened.reports())
        material.claims.extend(opened.claims(reviewed=True))
        material.unread.update({line.name: line.unread for line in opened.readings() if line.current and line.unread})
    return material


def _read(paths: list[str], given: Given | None, who: Who, problems: list[Problem]) -> Iterable[Reading]:
    """Readings of the reports under `paths`; what cannot be read is said at once and kept in `problems`."""
    from rich.console import Console

    from foederis.reading import Reader
    from foederis.reports import load
    from foederis.reports.dating import date_report

    def reports() -> Iterable[Report]:
        for item in load(paths):
            if isinstance(item, Problem):
                show_problem(item)
                problems.append(item)
            else:
                yield date_report(item, who, given)

    if paths:
        with Console(stderr=True).status("reading reports"):
            yield from Reader(who).read(reports())


def _open(where: str | None, *, new: bool) -> Record:
    """The record; one that is not there is made only when there is something to read into it."""
    from foederis.record import RecordError, open_record
    from foederis.record.store import DEFAULT

    at = where or DEFAULT
    if not new and "://" not in at and not Path(at).exists():
        wrong_call(f"there is no record at {at}; give reports to brief on (foederis brief reports/) or --record FILE")
    try:
        return open_record(at)
    except RecordError as error:
        wrong_call(str(error))


def _show(made: Brief, reports: list[Report], html: str | None, *, as_json: bool) -> None:
    from foederis.brief.html import render
    from foederis.brief.terminal import show

    if html is not None:
        _write(html, render(made, reports))
    if as_json:
        print_json(made)
    elif html is None:
        show(made)


def _write(where: str, page: str) -> None:
    if where == STANDARD_OUTPUT:
        print(page)
        return
    try:
        Path(where).write_text(page, encoding="utf-8")
    except OSError as error:
        wrong_call(
            f"--html: {where} cannot be written: {error.strerror}; name a file in a folder that can be written to"
        )
