"""`foederis claims`, `review` and `export`: what is on record, what people rule on it, and taking it elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, cast

import typer

from foederis.acts import ACTS, STATUSES
from foederis.cli.common import print_json_lines, wrong_call
from foederis.model import Actor, Claim, Review, Status
from foederis.safe import plain

if TYPE_CHECKING:
    from foederis.record import Record


_SHOWN = 200  #: claims shown to people who name no limit


class Order(StrEnum):
    """The orders of `foederis.record.filters.Order`, for the command line."""

    recorded = "recorded"
    published = "published"
    held = "held"
    confidence = "confidence"


class Ruling(StrEnum):
    """The rulings of `foederis.model.Ruling`, for the command line."""

    accept = "accept"
    reject = "reject"
    correct = "correct"
    withdraw = "withdraw"


_RecordOption = Annotated[
    str | None,
    typer.Option("--record", metavar="FILE", help="A file or a postgresql:// address. [default: ./foederis.record]"),
]


def register(app: typer.Typer) -> None:
    """Adds the commands to the program."""
    app.command("claims")(claims)
    app.command("review")(review)
    app.command("export")(export)


def claims(
    record: _RecordOption = None,
    act: Annotated[str | None, typer.Option(help="E.g. pledge; docs/codebook.md lists them.")] = None,
    actor: Annotated[str | None, typer.Option(help="Who: FRA, NATO (and its bodies), a person's id, words.")] = None,
    target: Annotated[str | None, typer.Option(help="To, against, for or with whom.")] = None,
    party: Annotated[str | None, typer.Option(help="Actor or target.")] = None,
    speaker: Annotated[str | None, typer.Option(help="Who is said to have said it.")] = None,
    report: Annotated[str | None, typer.Option(help="A report's name, or the end of its path.")] = None,
    status: Annotated[str | None, typer.Option(help=", ".join(STATUSES) + ".")] = None,
    place: Annotated[str | None, typer.Option(help="Part of the place as written.")] = None,
    country: Annotated[str | None, typer.Option(help="Alpha-3 code of the country it happened in.")] = None,
    text: Annotated[str | None, typer.Option(help="Words that the sentence holds, in any inflection.")] = None,
    since: Annotated[str | None, typer.Option("--from", metavar="DATE", help="Held on or after.")] = None,
    until: Annotated[str | None, typer.Option("--to", metavar="DATE", help="Held on or before.")] = None,
    known: Annotated[str | None, typer.Option(metavar="DATE", help="Only reports published by then.")] = None,
    recorded: Annotated[str | None, typer.Option(metavar="DATE", help="Only what the record held then.")] = None,
    min_confidence: Annotated[float | None, typer.Option(min=0.0, max=1.0)] = None,
    order: Annotated[Order, typer.Option(help="What to sort by.")] = Order.recorded,
    descending: Annotated[bool, typer.Option("--descending", help="Last or largest first.")] = False,
    limit: Annotated[int | None, typer.Option(min=1)] = None,
    as_read: Annotated[bool, typer.Option("--as-read", help="Without what people rejected and corrected.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="A flat table.")] = False,
) -> None:
    """List the record's claims, each with the sentence that carries it.

    Claims that a person rejected are left out, and those that one corrected come as corrected.
    """
    from foederis.record import Filter

    wanted = Filter(
        act=_one_of("--act", act, sorted(ACTS)),
        actor=actor,
        target=target,
        party=party,
        speaker=speaker,
        report=report,
        status=cast(Status | None, _one_of("--status", status, STATUSES)),
        place=place,
        country=country,
        text=text,
        since=_day("--from", since),
        until=_day("--to", until),
        known=_day("--known", known),
        recorded=_day("--recorded", recorded),
        min_confidence=min_confidence,
        order=order.value,
        descending=descending,
        limit=limit,
    )
    if as_json and as_csv:
        wrong_call("--json and --csv exclude each other; give one")
    with _opened(record) as opened:
        if limit is None and not (as_json or as_csv):
            wanted = replace(wanted, limit=_SHOWN)
            _say_more(opened.count(wanted, reviewed=not as_read))
        _show(opened.claims(wanted, reviewed=not as_read), as_json=as_json, as_csv=as_csv)


def review(
    claim: Annotated[str | None, typer.Argument(metavar="[CLAIM]", help="The claim's id.")] = None,
    ruling: Annotated[Ruling | None, typer.Argument()] = None,
    by: Annotated[str | None, typer.Option(metavar="NAME", help="Who rules.")] = None,
    set_: Annotated[
        list[str] | None,
        typer.Option(
            "--set", metavar="FIELD=VALUE", help="With correct: a field as it should be; parties FRA;TUR,role=GOV."
        ),
    ] = None,
    note: Annotated[str | None, typer.Option(help="Why.")] = None,
    queue: Annotated[bool, typer.Option("--list", help="The claims without a review, least sure first.")] = False,
    limit: Annotated[int, typer.Option(min=1, help="With --list: how many.")] = 20,
    as_json: Annotated[bool, typer.Option("--json", help="With --list: one JSON object a line.")] = False,
    record: _RecordOption = None,
) -> None:
    """Accept, reject or correct a claim; the ruling is appended, and the reading stays on record."""
    if queue:
        with _opened(record) as opened:
            _show(opened.queue(limit), as_json=as_json, as_csv=False)
            _say_stale(opened)
        return
    if claim is None or ruling is None or by is None:
        wrong_call("say which claim, how and who: foederis review CLAIM accept|reject|correct --by NAME, or --list")
    with _opened(record) as opened:
        opened.review(_ruled(opened, claim, ruling, by, set_ or [], note))


def export(
    record: Annotated[str | None, typer.Argument(metavar="[RECORD]", help="[default: ./foederis.record]")] = None,
    csv: Annotated[Path | None, typer.Option(metavar="FILE", help="Claims as a flat table.")] = None,
    jsonl: Annotated[Path | None, typer.Option(metavar="FILE", help="Claims, one JSON object a line.")] = None,
    parquet: Annotated[Path | None, typer.Option(metavar="FILE", help="Claims for DuckDB or Spark.")] = None,
    copy: Annotated[Path | None, typer.Option("--record", metavar="FILE", help="A copy of the whole record.")] = None,
) -> None:
    """Write the record's claims, as people reviewed them, for other programs, or copy the whole record for keeping."""
    from foederis.record import export as exporting

    if not (csv or jsonl or parquet or copy):
        wrong_call("say what to write: --csv, --jsonl, --parquet or --record FILE")
    with _opened(record) as opened, _file_errors():
        if csv:
            with csv.open("w", encoding="utf-8", newline="") as file:
                exporting.write_csv(opened.claims(reviewed=True), file)
        if jsonl:
            with jsonl.open("w", encoding="utf-8") as file:
                exporting.write_json_lines(opened.claims(reviewed=True), file)
        if parquet:
            exporting.write_parquet(opened.claims(reviewed=True), parquet)
        if copy:
            opened.copy_to(copy)


@contextmanager
def _opened(where: str | None) -> Iterator[Record]:
    """The record, which must exist; what is wrong with it ends the command with one line."""
    from foederis.record import RecordError, open_record

    try:
        with open_record(where, make=False) as record:
            yield record
    except RecordError as error:
        wrong_call(str(error))


@contextmanager
def _file_errors() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        wrong_call(f"{error.filename}: {error.strerror}")


def _one_of(option: str, value: str | None, allowed: Iterable[str]) -> str | None:
    if value is not None and value not in allowed:
        wrong_call(f"{option}: {value!r} is none of {', '.join(allowed)}")
    return value


def _day(option: str, value: str | None) -> date | None:
    try:
        return None if value is None else date.fromisoformat(value)
    except ValueError:
        wrong_call(f"{option}: {value!r} is no date; write it as 2022-03-24")


def _ruled(record: Record, id_: str, ruling: Ruling, by: str, settings: list[str], note: str | None) -> Review:
    if bool(settings) != (ruling is Ruling.correct):
        wrong_call("--set goes with correct, and correct needs it, e.g. --set status=planned")
    given = dict(setting.partition("=")[::2] for setting in settings)
    try:
        claim = _corrected(record, id_, given) if settings else None
    except ValueError as error:
        wrong_call(f"--set: {error}")
    return Review(id_, ruling.value, by, datetime.now(UTC), claim, note)


def _corrected(record: Record, id_: str, given: dict[str, str]) -> Claim:
    """The claim as it stands with the fields given; ValueError."""
    from foederis.record.corrections import corrected
    from foederis.who import load

    ruled = record.rulings().get(id_)
    return corrected((ruled and ruled.corrected) or record.claim(id_), given, load())


def _say_more(count: int) -> None:
    if count > _SHOWN:
        print(f"foederis: {_SHOWN} of {count} claims shown; --limit shows more, --json and --csv all", file=sys.stderr)


def _say_stale(record: Record) -> None:
    for review in record.stale_reviews():
        said = f"{review.ruling} by {review.reviewer} of claim {review.claim}"
        print(plain(f"foederis: {said}: no current reading has it; look at it again"), file=sys.stderr)


def _show(claims: Iterable[Claim], *, as_json: bool, as_csv: bool) -> None:
    from foederis.claim_json import claim_json
    from foederis.record.export import write_csv

    if as_json:
        print_json_lines(map(claim_json, claims))
    elif as_csv:
        write_csv(claims, sys.stdout)
    else:
        _table(claims)


def _table(claims: Iterable[Claim]) -> None:
    from rich.console import Console
    from rich.table import Column, Table
    from rich.text import Text

    headers = ("when", "act", "who", "to whom", "what", "sentence")
    table = Table(*(Column(header, overflow="fold") for header in headers), box=None, pad_edge=False)
    for claim in claims:
        cells: list[Any] = [_when(claim), _act(claim), _names(claim.actors), _names(claim.targets), claim.object or ""]
        source = "\n".join([claim.sentence, *_circumstances(claim), f"{claim.report} · {claim.id}"])
        table.add_row(*(Text(plain(cell)) for cell in (*cells, source)))
    Console().print(table)


def _circumstances(claim: Claim) -> Iterator[str]:
    """Why, on what condition, what for and until when, in the report's words."""
    for name in ("because", "condition", "purpose", "due"):
        if (words := getattr(claim, name)) is not None:
            yield f"{name}: {words}"


def _when(claim: Claim) -> str:
    if claim.earliest == claim.latest:
        return "" if claim.latest is None else claim.latest.isoformat()
    return f"{claim.earliest or ''}..{claim.latest or ''}"


def _act(claim: Claim) -> str:
    return claim.act if claim.status == "done" else f"{claim.act} ({claim.status.replace('_', ' ')})"


def _names(actors: tuple[Actor, ...]) -> str:
    return ", ".join(f"{actor.for_ or actor.text}{f' ({actor.id})' if actor.id else ''}" for actor in actors)
