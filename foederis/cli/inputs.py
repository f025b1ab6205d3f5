"""Reports for the commands that take PATHs: loaded, dated, their problems told on stderr as they come."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING

from foederis.cli.common import show_problem, wrong_call
from foederis.model import Problem, Reading, Report

if TYPE_CHECKING:
    from rich.status import Status

    from foederis.reports import LoadOptions
    from foederis.reports.dating import Given


def given(published: str | None) -> Given | None:
    """What `--published` says; a wrong call where it cannot be understood."""
    from foederis.reports.dating import parse_when

    try:
        return parse_when(published) if published else None
    except (ValueError, OSError) as error:
        wrong_call(f"--published: {error}")


def dated_reports(
    paths: list[str], published: str | None, options: LoadOptions, problems: list[Problem]
) -> Iterator[Report]:
    """The reports at the paths with their dates; each problem is shown at once and kept in `problems`."""
    from foederis.reports import load
    from foederis.reports.dating import date_report
    from foederis.who import load as load_who

    when, who = given(published), load_who()
    for item in load(paths, options=options):
        if isinstance(item, Problem):
            show_problem(item)
            problems.append(item)
        else:
            yield date_report(item, who, when)


def readings(
    paths: list[str],
    published: str | None,
    options: LoadOptions,
    problems: list[Problem],
    *,
    workers: int = 1,
    frames: Path | None = None,
) -> Iterator[Reading]:
    """The readings of the reports at the paths, in order; a report that could not be read is told on stderr."""
    from foederis.reading import read_reports

    for reading in read_reports(dated_reports(paths, published, options, problems), workers=workers, frames=frames):
        if reading.unread:
            problems.append(_unread(reading))
            show_problem(problems[-1])
        yield reading


def _unread(reading: Reading) -> Problem:
    """A language that cannot be read is told and recorded; a fault of the reader is a loss."""
    from foederis.reading import LANGUAGES

    foreign = reading.report.language not in (None, *LANGUAGES)
    why = f"{reading.unread}; it is kept in the record without claims"
    return Problem("unread-language" if foreign else "reader-failed", why, reading.report.name, lost=not foreign)


def progress(what: str) -> AbstractContextManager[Status]:
    """A spinner on stderr while something runs; nothing in a pipe."""
    from rich.console import Console

    return Console(stderr=True).status(what)
