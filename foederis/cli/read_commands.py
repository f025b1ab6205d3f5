"""`foederis read` and `foederis explain`: reports into claims."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from foederis.cli.common import LOST_INPUT, print_json, wrong_call
from foederis.cli.options import Frames, MaxChars, Paths, Published, TextColumn
from foederis.model import MIN_CONFIDENCE, Problem, Reading

if TYPE_CHECKING:
    from foederis.record.store import Record


def register(app: typer.Typer) -> None:
    """Adds the commands to the program."""
    app.command("read")(read)


def read(
    paths: Paths,
    record: Annotated[
        str | None,
        typer.Option(metavar="FILE", help="The record to add to; default: ./foederis.record, none with --json."),
    ] = None,
    published: Published = None,
    text_column: TextColumn = None,
    max_chars: MaxChars = 50_000_000,
    min_confidence: Annotated[
        float, typer.Option(min=0.0, max=1.0, help="Print only claims at least this sure; the record keeps all.")
    ] = MIN_CONFIDENCE,
    frames: Frames = None,
    workers: Annotated[int, typer.Option(min=1, help="Processes that read at once.")] = 1,
    as_json: Annotated[bool, typer.Option("--json", help="Print the claims, one JSON object a line.")] = False,
) -> None:
    """Read reports into claims, each with the sentence that carries it.

    Examples: foederis read news/ · foederis read report.html --json · cat text | foederis read - --published 2022-03-24
    """
    from foederis.cli.inputs import progress, readings
    from foederis.reading.acts.frames import FrameError
    from foederis.reports import LoadOptions

    problems: list[Problem] = []
    with progress("reading"):
        found = readings(
            paths, published, LoadOptions(text_column=text_column, max_chars=max_chars), problems, workers=workers
        )
        try:
            _keep(found, record, min_confidence, as_json=as_json)
        except FrameError as error:
            wrong_call(str(error))
    if any(problem.lost for problem in problems):
        raise typer.Exit(LOST_INPUT)


def _keep(found: Iterable[Reading], where: str | None, min_confidence: float, *, as_json: bool) -> None:
    from foederis.record import IN_MEMORY, RecordError, open_record

    try:
        with open_record(IN_MEMORY if as_json and where is None else where) as record:
            reports = claims = new = 0
            for reading, added in _added(found, record):
                reports, claims, new = reports + 1, claims + len(reading.claims), new + added
                if as_json:
                    _print_claims(reading, min_confidence)
            if not as_json:
                print(f"{reports} reports read, {claims} claims, {new} of them new")
    except RecordError as error:
        wrong_call(str(error))


def _added(found: Iterable[Reading], record: Record) -> Iterator[tuple[Reading, int]]:
    for reading in found:
        yield reading, record.add(reading).new


def _print_claims(reading: Reading, min_confidence: float) -> None:
    from datetime import UTC, datetime

    from foederis.claim_json import claim_json

    now = datetime.now(UTC)
    for claim in reading.claims:
        if claim.confidence >= min_confidence:
            print_json(claim_json(claim) | {"recorded": now.isoformat(timespec="seconds").replace("+00:00", "Z")})
