"""`foederis explain`: sentence by sentence, what was read and why, or why not."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from foederis.cli.common import LOST_INPUT, print_json_lines, wrong_call
from foederis.cli.options import Frames, Published
from foederis.model import MIN_CONFIDENCE, Actor, Claim, Problem, Report
from foederis.safe import plain

if TYPE_CHECKING:
    from rich.console import Console

    from foederis.reading.explaining import Explained, Role, Why
    from foederis.reading.reader import Reader

Line = tuple[str, str]  #: a style of Rich's and the text


def register(app: typer.Typer) -> None:
    """Adds the command to the program."""
    app.command("explain")(explain)


def explain(
    path: Annotated[
        str, typer.Argument(metavar="PATH", help="A file with a report, a folder, or - for standard input.")
    ],
    published: Published = None,
    frames: Frames = None,
    sentence: Annotated[
        int | None, typer.Option(min=1, metavar="N", help="Only the sentence with this number.")
    ] = None,
    min_confidence: Annotated[
        float, typer.Option(min=0.0, max=1.0, help="Claims less sure than this are marked as kept back.")
    ] = MIN_CONFIDENCE,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a sentence.")] = False,
) -> None:
    """Show sentence by sentence what was read and why: frame, roles, status, speaker, date, confidence; or why nothing.

    Examples: foederis explain report.html · foederis explain report.txt --sentence 3 --frames my-frames/
    """
    from rich.console import Console

    from foederis.cli.inputs import dated_reports, progress
    from foederis.reading.explaining import explain as explained
    from foederis.reports import LoadOptions

    with progress("reading"):
        reader = _reader(frames)
    console, problems, found = Console(highlight=False), list[Problem](), False
    for report in dated_reports([path], published, LoadOptions(), problems):
        with progress("reading"):
            pieces = [piece for piece in explained(reader, report) if sentence in (None, piece.number)]
        found = found or bool(pieces)
        if as_json:
            print_json_lines(_piece_json(report, piece, min_confidence) for piece in pieces)
        else:
            _print(console, _lines(report, pieces, min_confidence))
    if sentence and not found and not problems:
        wrong_call(f"--sentence: there is no sentence {sentence} in {plain(path)}")
    if any(problem.lost for problem in problems):
        raise typer.Exit(LOST_INPUT)


def _reader(frames: Path | None) -> Reader:
    from foederis.reading import Reader
    from foederis.reading.acts.frames import FrameError
    from foederis.who import load

    try:
        return Reader(load(), frames=frames)
    except FrameError as error:
        wrong_call(f"--frames: {error}")


def _piece_json(report: Report, piece: Explained, least: float) -> dict[str, Any]:
    return {
        "report": report.name,
        "sentence": piece.number,
        "start": piece.start,
        "end": piece.end,
        "text": piece.text,
        "why_none": piece.why_none,
        "claims": [_why_json(why, least) for why in piece.claims],
        "missed": [
            {"word": miss.word, "units": [{"unit": unit, "why": reason} for unit, reason in miss.units]}
            for miss in piece.missed
        ],
    }


def _why_json(why: Why, least: float) -> dict[str, Any]:
    from foederis.claim_json import claim_json

    return {
        "claim": claim_json(why.claim),
        "shown": why.claim.confidence >= least,
        "unit": why.claim.frame,
        "evoked": why.evoked,
        "roles": why.roles,
        "status": why.status,
        "speaker": why.speaker,
        "date": why.date,
        "confidence": [{"feature": feature, "weight": weight} for feature, weight in why.confidence],
    }


def _print(console: Console, lines: Iterator[Line]) -> None:
    from rich.text import Text

    for style, text in lines:
        console.print(Text(plain(text), style=style), soft_wrap=True)


def _lines(report: Report, pieces: list[Explained], least: float) -> Iterator[Line]:
    from foederis.reading.reader import unread

    published = report.published
    when = f"published {_days(published.earliest, published.latest)}" if published.because else "of unknown date"
    yield "bold", f"{report.name}, {when}{''.join(f'; {reason}' for reason in published.because)}"
    if reason := unread(report):
        yield "", f"  no claims: {reason}"
        return
    for piece in pieces:
        yield from _piece_lines(piece, least)


def _piece_lines(piece: Explained, least: float) -> Iterator[Line]:
    yield "", ""
    number = "not read" if piece.number is None else str(piece.number)
    yield "bold" if piece.claims else "", f"[{number}] {piece.start}-{piece.end} {' '.join(piece.text.split())}"
    for why in piece.claims:
        yield from _claim_lines(why, least)
    if piece.why_none:
        yield "dim", f"  no claims: {piece.why_none}"
    for miss in piece.missed:
        reasons = "; ".join(f"{unit}: {reason}" for unit, reason in miss.units)
        yield "dim", f"  not '{miss.word.text}': {reasons}"


def _claim_lines(why: Why, least: float) -> Iterator[Line]:
    claim = why.claim
    kept = "" if claim.confidence >= least else f", kept back: under {least:g}"
    yield "green" if not kept else "yellow", f"  {claim.act} ({claim.status}), sure {claim.confidence:.2f}{kept}"
    yield "", f"    evoked by  '{why.evoked.text}', frame {claim.frame}"
    for role in why.roles:
        yield "", f"    {role.name:9}  {_role(role, claim)}"
    yield "", f"    status     {claim.status}: {why.status}"
    if why.speaker:
        yield "", f"    speaker    {_party(claim.speaker) + ': ' if claim.speaker else ''}{why.speaker}"
    yield "", f"    date       {_days(claim.earliest, claim.latest)}: {why.date}"
    if more := ", ".join(f"{name} {value}" for name, value in _more(claim)):
        yield "", f"    also       {more}"
    strongest = ", ".join(f"{feature} {weight:+.2f}" for feature, weight in why.confidence)
    yield "dim", f"    sure       mostly by {strongest}"


def _role(role: Role, claim: Claim) -> str:
    parties = {"actor": claim.actors, "target": claim.targets}.get(role.name)
    filled = claim.object if parties is None else ", ".join(map(_party, parties))
    if not filled:
        return f"none at {', '.join(role.tried)}" if role.tried else "none asked for"
    place = f"at {role.place} ({', '.join(role.words)})" if role.words else f"at {role.place}" if role.place else ""
    return f"{filled}, {place or 'at no place of the frame'}"


def _more(claim: Claim) -> Iterator[tuple[str, str]]:
    """What else the sentence gives, where it does."""
    amount = f"{claim.quantity:g} {claim.unit or ''}".strip() if claim.quantity is not None else None
    where = f"{claim.place} ({claim.country})" if claim.place and claim.country else claim.place
    for name, value in (("amount", amount), ("place", where)):
        if value:
            yield name, value
    for name in ("because", "condition", "purpose", "due"):
        if value := getattr(claim, name):
            yield name, f"'{value}'"


def _party(actor: Actor) -> str:
    known = ", ".join(part for part in (actor.for_, actor.id) if part)
    return f"'{actor.text}' -> {known or 'nobody known'}"


def _days(earliest: object, latest: object) -> str:
    return str(earliest or "unknown") if earliest == latest else f"{earliest or ''}..{latest or ''}"
