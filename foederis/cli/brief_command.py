"""`foederis brief`: what happened, who stands where, what follows: for people."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from foederis.cli.common import LOST_INPUT, print_json, wrong_call
from foederis.cli.options import Published
from foederis.model import MIN_CONFIDENCE, Claim, Problem, Reading, Report

if TYPE_CHECKING:
    from foederis.brief.model import Brief
    from foederis.record.store import Record

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

    def take_all(self, record: Record) -> None:
        self.reports.extend(record.reports())
        self.claims.extend(record.claims(reviewed=True))
        self.unread.update({line.name: line.unread for line in record.readings() if line.current and line.unread})


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
    published: Published = None,
    html: Annotated[
        str | None, typer.Option(metavar="FILE", help="Write one HTML page that needs nothing else; - prints it.")
    ] = None,
    markdown: Annotated[str | None, typer.Option(metavar="FILE", help="Write it as Markdown; - prints it.")] = None,
    docx: Annotated[Path | None, typer.Option(metavar="FILE", help="Write it as a Word document.")] = None,
    sentences: Annotated[
        bool, typer.Option(help="Reproduce the reports' sentences; without, only their places are given.")
    ] = True,
    min_confidence: Annotated[
        float, typer.Option(min=0.0, max=1.0, help="Claims less sure than this are only counted.")
    ] = MIN_CONFIDENCE,
    as_json: Annotated[bool, typer.Option("--json", help="The whole brief as one JSON object.")] = False,
) -> None:
    """Say what happened, who stands where and what is planned, each line with the sentence that carries it.

    With PATH and without --record nothing is left behind.
    """
    from foederis.brief.compose import compose
    from foederis.brief.html import render
    from foederis.brief.markdown import markdown as as_markdown
    from foederis.brief.sections import without_sentences
    from foederis.brief.terminal import show
    from foederis.record import RecordError
    from foederis.who import load as load_who

    try:
        material = _gather(paths or [], record, published)
    except RecordError as error:
        wrong_call(str(error))
    made = compose(
        material.reports,
        material.claims,
        material.problems,
        load_who(),
        unread=material.unread,
        min_confidence=min_confidence,
    )
    reports = material.reports if sentences else []
    made = made if sentences else without_sentences(made)
    if html is not None:
        _write("--html", html, render(made, reports))
    if markdown is not None:
        _write("--markdown", markdown, as_markdown(made))
    if docx is not None:
        _write_docx(docx, made)
    if as_json:
        print_json(made)
    elif STANDARD_OUTPUT not in (html, markdown):
        show(made)
    if any(problem.lost for problem in material.problems):
        raise typer.Exit(LOST_INPUT)


def _gather(paths: list[str], record: str | None, published: str | None) -> _Material:
    """From the reports under `paths` alone where no record is named, else from the record they were read into."""
    from foederis.cli.inputs import progress, readings
    from foederis.record import open_record
    from foederis.reports import LoadOptions

    material = _Material()
    found = readings(paths, published, LoadOptions(), material.problems) if paths else ()
    with progress("reading"):
        if paths and record is None:
            for reading in found:
                material.take(reading)
            return material
        with open_record(record, make=bool(paths)) as opened:
            for reading in found:
                opened.add(reading)
            material.take_all(opened)
    return material


def _write(option: str, where: str, page: str) -> None:
    if where == STANDARD_OUTPUT:
        print(page)
    else:
        _save(option, Path(where), page.encode())


def _write_docx(where: Path, made: Brief) -> None:
    from foederis.brief.docx import docx

    try:
        data = docx(made)
    except ImportError as error:
        wrong_call(f"--docx needs the extra: pip install 'foederis[documents]' ({error})")
    _save("--docx", where, data)


def _save(option: str, where: Path, data: bytes) -> None:
    try:
        where.write_bytes(data)
    except OSError as error:
        wrong_call(
            f"{option}: {where} cannot be written: {error.strerror}; name a file in a folder that can be written to"
        )
    print(f"the brief as a page: {where.resolve()}", file=sys.stderr)
