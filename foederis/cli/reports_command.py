"""`foederis reports`: what was recognised of each report."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any

import typer

from foederis.cli.common import LOST_INPUT, plain, print_json, show_problem, wrong_call
from foederis.model import Problem, Report

if TYPE_CHECKING:
    from foederis.reports.dating import Given

_COLUMNS = ("report", "title", "publisher", "language", "published", "because")


def register(app: typer.Typer) -> None:
    """Adds the command to the program."""
    app.command("reports")(reports)


def reports(
    paths: Annotated[
        list[str], typer.Argument(metavar="PATH...", help="Files, folders, archives, or - for standard input.")
    ],
    published: Annotated[
        str | None,
        typer.Option(
            metavar="WHEN", help="When they were published: a date, A..B, or JSON lines {report, earliest, latest}."
        ),
    ] = None,
    text_column: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="The column or key with the text in tables; default: text, body or content."),
    ] = None,
    max_chars: Annotated[int, typer.Option(min=1, help="The longest text of one report.")] = 50_000_000,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False,
) -> None:
    """Show what was recognised of each report: title, publisher, language, when it was published and why."""
    from foederis.reports import LoadOptions

    lost = False
    rows = []
    for item in _dated(paths, _given(published), LoadOptions(text_column=text_column, max_chars=max_chars)):
        if isinstance(item, Problem):
            show_problem(item)
            lost = lost or item.lost
        elif as_json:
            print_json(summary(item))
        else:
            rows.append(_row(item))
    if not as_json:
        _show(rows)
    if lost:
        raise typer.Exit(LOST_INPUT)


def summary(report: Report) -> dict[str, Any]:
    """What ``reports --json`` says of a report."""
    return {
        "report": report.name,
        "title": report.title,
        "publisher": report.publisher,
        "language": report.language,
        "earliest": report.published.earliest,
        "latest": report.published.latest,
        "because": report.published.because,
        "furniture": [[part.start, part.end, part.kind] for part in report.furniture],
    }


def _dated(paths: list[str], given: Given | None, options: Any) -> Iterator[Report | Problem]:
    from foederis import who
    from foederis.reports import load
    from foederis.reports.dating import date_report

    known = who.load()
    for item in load(paths, options=options):
        yield item if isinstance(item, Problem) else date_report(item, known, given)


def _given(published: str | None) -> Given | None:
    from foederis.reports.dating import parse_when

    try:
        return parse_when(published) if published else None
    except (ValueError, OSError) as error:
        wrong_call(f"--published: {error}")


def _row(report: Report) -> tuple[str, ...]:
    dates = [day.isoformat() if day else "" for day in (report.published.earliest, report.published.latest)]
    when = dates[0] if dates[0] == dates[1] else "..".join(dates)
    cells = (report.name, report.title, report.publisher, report.language, when, "; ".join(report.published.because))
    return tuple(" ".join(plain(cell or "").split()) for cell in cells)


def _show(rows: list[tuple[str, ...]]) -> None:
    """A table on a terminal; in a pipe tab-separated lines, which other tools can take apart."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console()
    if not console.is_terminal:
        for row in (_COLUMNS, *rows):
            print("\t".join(row))
        return
    table = Table(*_COLUMNS)
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    console.print(table)
