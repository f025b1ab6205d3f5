"""Reading TOML whose entries can be named by file and line when something in them is wrong."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources.abc import Traversable
from typing import Any

import pycountry

FORMER = frozenset({"SUN", "DDR", "CSK", "YUG", "SCG", "YMD", "VDR", "XKX"})
"""States that have ended, and Kosovo, beside ISO 3166-1."""


class DataError(ValueError):
    """The law's own data is wrong: says file, line and what to mend."""


@dataclass(frozen=True)
class Entry:
    """One table of a TOML file, read strictly: every key must be known, of the right kind, and used."""

    data: dict[str, Any]
    file: str
    line: int

    def error(self, message: str) -> DataError:
        return DataError(f"{self.file}:{self.line}: {message}")

    def check_keys(self, known: set[str]) -> None:
        """Refuse a key that the format does not have: it would be ignored in silence."""
        if unknown := sorted(set(self.data) - known):
            raise self.error(f"unknown key {', '.join(unknown)}; known are {', '.join(sorted(known))}")

    def text(self, key: str, default: str | None = None) -> str:
        value = self.data.get(key, default)
        if not isinstance(value, str):
            raise self.error(f"{key} is missing or is not text")
        return value

    def optional(self, key: str) -> str | None:
        return self.text(key) if key in self.data else None

    def day(self, key: str) -> date | None:
        value = self.data.get(key)
        if value is not None and type(value) is not date:
            raise self.error(f"{key} must be a date such as 1949-08-24, without quotes")
        return value

    def flag(self, key: str, default: bool) -> bool:
        value = self.data.get(key, default)
        if not isinstance(value, bool):
            raise self.error(f"{key} must be true or false")
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        value = self.data.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise self.error(f"{key} must be a list of texts")
        return tuple(value)

    def states(self, key: str) -> tuple[str, ...]:
        found = self.texts(key)
        if wrong := [state for state in found if not is_state(state)]:
            raise self.error(f"{key}: {', '.join(wrong)} is no state's alpha-3 code")
        return found

    def one_of(self, key: str, allowed: tuple[str, ...], default: str | None = None) -> str:
        value = self.text(key, default)
        if value not in allowed:
            raise self.error(f"{key} is {value!r}; it must be one of {', '.join(allowed)}")
        return value


@cache
def is_state(code: str) -> bool:
    """Whether `code` is a state's alpha-3: of today, one of `FORMER`, or ``cow:NUMBER`` of the Correlates of War."""
    return code in FORMER or _is_cow(code) or (len(code) == 3 and pycountry.countries.get(alpha_3=code) is not None)


def _is_cow(code: str) -> bool:
    return code.startswith("cow:") and code[4:].isdigit()


def read(path: Traversable) -> tuple[dict[str, Any], str]:
    """The file's data and its text; a `DataError` names file and line of a syntax error."""
    text = path.read_text(encoding="utf-8")
    try:
        return tomllib.loads(text), text
    except tomllib.TOMLDecodeError as error:
        raise DataError(f"{path.name}: {error}") from error


def entries(data: dict[str, Any], text: str, file: str, table: str, start: int = 0) -> Iterator[Entry]:
    """The tables of the array `table` (``clause`` or ``clause.use``), each with its header's line after `start`."""
    header = f"[[{table}]]"
    lines = [number for number, line in enumerate(text.splitlines(), 1) if line.strip() == header and number > start]
    items = data.get(table.rpartition(".")[2], [])
    yield from (Entry(item, file, line) for item, line in zip(items, lines, strict=False))
