"""`foederis reports`: what was recognised of each report."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from foederis.cli.common import LOST_INPUT, print_json
from foederis.cli.options import MaxChars, Paths, Published, TextColumn
from foederis.model import Problem, Report
from foederis.safe import plain

_COLUMNS = ("report", "title", "publisher", "language", "published", "because")


def register(app: typer.Typer) -> None:
    """Adds the command to the program."""
    app.command("reports")(reports)


def reports(
    paths: Paths,
    published: Published = None,
    text_column: TextColumn = None,
    max_chars: MaxChars = 50_000_000,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False,
) -> None:
    """Show what was recognised of each report: title, publisher, language, when it was published and why."""
    from foederis.cli.inputs import dated_reports
    from foederis.reports import LoadOptions

    problems: list[Problem] = []
    rows = []
    for report in dated_reports(paths, published, LoadOptions(text_column=text_column, max_chars=max_chars), problems):
        if as_json:
            print_json(summary(report))
        else:
            rows.append(_row(report))
    if not as_json:
        _show(rows)
    if any(problem.lost for problem in problems):
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
