"""Loading who's who: the data that comes with the program and, beside it, a user's own folder."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from foederis.model import Problem
from foederis.who.check import problems_of
from foederis.who.entries import Entry
from foederis.who.registry import Who
from foederis.who.tables import Row, entries_of, read_rows

DATA = Path(__file__).parent / "data"


class WhoError(Exception):
    """The data contradicts itself; `problems` lists every mistake with file and line."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("\n".join(f"{problem.where}: {problem.message}" for problem in problems))
        self.problems = problems


@cache
def load(extra: Path | None = None) -> Who:
    """The built-in data, with the TOML files below `extra` added.

    Raises WhoError with all mistakes at once, and NotADirectoryError where `extra` is no folder.
    """
    if extra is not None and not extra.is_dir():
        raise NotADirectoryError(f"{extra} is no folder; name one that holds *.toml files as in docs/whos-who.md")
    return load_folders(DATA) if extra is None else load_folders(DATA, extra)


def load_folders(*folders: Path) -> Who:
    """Who's who of just these folders; raises WhoError."""
    rows = [row for folder in folders for row in read_rows(folder)]
    problems = [row for row in rows if isinstance(row, Problem)]
    read: list[tuple[Row, Entry]] = []
    for row in rows:
        if isinstance(row, Row):
            for entry in entries_of(row):
                problems.append(entry) if isinstance(entry, Problem) else read.append((row, entry))
    broken = {str(row.table.get("id")) for row in rows if isinstance(row, Row)} if problems else set()
    problems += problems_of(read, broken)
    if problems:
        raise WhoError(tuple(problems))
    return Who.of(entry for _, entry in read)
