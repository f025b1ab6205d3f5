"""What every command shares: JSON on stdout and nothing else there, problems on stderr, exit statuses."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from typing import Any, NoReturn

import typer

from foederis.model import Problem
from foederis.safe import plain
from foederis.wire import to_json

LOST_INPUT = 1  #: exit status when some input could not be read
WRONG_CALL = 2  #: exit status for a wrong call


def print_json(value: Any) -> None:
    """One value as one JSON object on stdout."""
    print(json.dumps(to_json(value), ensure_ascii=False))


def print_json_lines(values: Iterable[Any]) -> None:
    """One JSON object a line on stdout."""
    for value in values:
        print_json(value)


def show_problem(problem: Problem) -> None:
    """One line on stderr that names the place and the cause."""
    kind = "not read" if problem.lost else "warning"
    print(plain(f"foederis: {problem.where}: {kind}: {problem.message}").replace("\n", " "), file=sys.stderr)


def wrong_call(message: str) -> NoReturn:
    """Say what is wrong with the call and what to do next, then exit with status 2."""
    print(f"foederis: {message}", file=sys.stderr)
    raise typer.Exit(WRONG_CALL)
