"""The rules of `furniture.toml`, checked as they are loaded."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

RULES: Final = Path(__file__).with_name("furniture.toml")
_WORD: Final = r"[A-ZÀ-Ž][\w’'-]*\.?"
_NAME: Final = rf"{_WORD}(?: (?:(?:van|von|der|den|de|del|di|da|la|le|al|el|bin|ten|ter) ){{0,2}}{_WORD}){{1,3}}"
_FIELDS: Final[dict[str, tuple[type, tuple[object, ...] | None]]] = {
    "kind": (str, None),
    "find": (str, None),
    "reach": (str, ("line", "list", "end", "span", "sentence", "rest")),
    "where": (str, ("head", "foot", "anywhere")),
    "case": (bool, None),
    "begins": (bool, None),
    "format": (str, ("markdown", "any")),
}
_GROUPS: Final = {"author", "publisher", "url", "date"}


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of furniture and how it is recognised; `furniture.toml` explains the fields."""

    kind: str
    find: re.Pattern[str]
    reach: str
    where: str = "anywhere"
    begins: bool = False
    format: str = "any"


@cache
def rules(path: Path = RULES) -> tuple[Rule, ...]:
    """All rules of a file. Raises ValueError, naming file and line, for one that is not as it should be."""
    source = path.read_text(encoding="utf-8")
    lines = [number for number, line in enumerate(source.splitlines(), 1) if line.strip() == "[[rule]]"]
    rows = tomllib.loads(source).get("rule", [])
    return tuple(_rule(row, f"{path}:{line}") for row, line in zip(rows, lines, strict=True))


def _rule(row: dict[str, Any], where: str) -> Rule:
    for field, value in row.items():
        kind, allowed = _FIELDS.get(field, (None, None))
        if kind is None or not isinstance(value, kind) or (allowed and value not in allowed):
            raise ValueError(
                f"{where}: {field} = {value!r} is not a field or value of a rule; see the head of the file"
            )
    if missing := {"kind", "find", "reach"} - set(row):
        raise ValueError(f"{where}: the rule lacks {', '.join(sorted(missing))}")
    flags = re.MULTILINE if row.get("case") else re.MULTILINE | re.IGNORECASE
    try:
        find = re.compile(row["find"].replace("NAME", f"(?:{_NAME})"), flags)
    except re.error as error:
        raise ValueError(f"{where}: find is no regular expression: {error}") from error
    if unknown := set(find.groupindex) - _GROUPS:
        raise ValueError(
            f"{where}: unknown group {', '.join(sorted(unknown))}; allowed are {', '.join(sorted(_GROUPS))}"
        )
    rest = {field: row[field] for field in ("where", "begins", "format") if field in row}
    return Rule(row["kind"], find, row["reach"], **rest)
