"""Publication dates a person gives: ``--published WHEN``."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from pathlib import Path, PurePath
from typing import Any

from foederis.model import Dating, Report

Given = Dating | Mapping[str, Dating]
"""One dating for every report, or one for each report by name."""


def parse_when(text: str) -> Dating | dict[str, Dating]:
    """What ``WHEN`` says: ``2020-01-06``, ``2020-01-01..2020-01-07`` (a side may be left out), or the path of a file
    of JSON lines ``{"report": ..., "earliest": ..., "latest": ...}``: a side may be null, other keys are ignored.

    Raises ValueError, naming what was found and what is expected.
    """
    when = text.strip()
    first, dots, last = (part.strip() for part in when.partition(".."))
    try:
        earliest = date.fromisoformat(first) if first else None
        latest = (date.fromisoformat(last) if last else None) if dots else earliest
    except ValueError:
        earliest = latest = None
    if earliest or latest:
        return _given(earliest, latest, when, when)
    with suppress(OSError):
        if Path(when).is_file():
            return _from_file(Path(when))
    raise ValueError(
        f"{text!r} is neither a date (2020-01-06), nor two (2020-01-01..2020-01-07), nor a file of JSON lines"
    )


def given_for(report: Report, given: Given | None) -> Dating | None:
    """The dating given for a report: by its name as read, else by the last part of that name."""
    if given is None or isinstance(given, Dating):
        return given
    return given.get(report.name) or given.get(PurePath(report.name.replace("!", "/")).name)


def _given(earliest: date | None, latest: date | None, where: str, told: str) -> Dating:
    """`where` names the place for who has to mend it, `told` for the record's readers, whom no path concerns."""
    if earliest and latest and earliest > latest:
        raise ValueError(f"given: {where}: {earliest} is after {latest}; write the earlier day first")
    return Dating(earliest, latest, (f"given: {told}",))


def _from_file(path: Path) -> dict[str, Dating]:
    found: dict[str, Dating] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8-sig").splitlines(), 1):
        if line.strip():
            name, dating = _from_line(line, f"{path}:{number}", f"{path.name}:{number}")
            found[name] = dating
    return found


def _from_line(line: str, where: str, told: str) -> tuple[str, Dating]:
    expected = '{"report": "a.txt", "earliest": "2020-01-06", "latest": "2020-01-07"}'
    try:
        row: Any = json.loads(line)
        name = row["report"]
        sides = [None if row[side] is None else date.fromisoformat(row[side]) for side in ("earliest", "latest")]
    except (ValueError, KeyError, TypeError) as error:
        raise ValueError(f"{where}: {error}; a line is expected to look like {expected}") from None
    if not isinstance(name, str):
        raise ValueError(f"{where}: report is {name!r}, not a name; a line is expected to look like {expected}")
    return name, _given(sides[0], sides[1], where, told)
