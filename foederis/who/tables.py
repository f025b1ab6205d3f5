"""From TOML tables to entries: every key is known, every value of its right type, or a `Problem` says where not."""

from __future__ import annotations

import dataclasses
import re
import types
import typing
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Final

import tomli  # compiled: loads who's who four times faster than tomllib

from foederis.model import Interval, Problem
from foederis.who.dates import parse_when
from foederis.who.entries import (
    Entry,
    Group,
    Landmark,
    Membership,
    Organisation,
    Person,
    Place,
    Post,
    State,
    Step,
    Term,
    Title,
)

KINDS: Final[Mapping[str, type[Entry]]] = {
    "state": State,
    "organisation": Organisation,
    "membership": Membership,
    "members": Membership,
    "group": Group,
    "post": Post,
    "title": Title,
    "person": Person,
    "term": Term,
    "landmark": Landmark,
    "places": Place,
}


@dataclass(frozen=True, slots=True)
class Row:
    """One ``[[kind]]`` table of a file: the `number`-th of its kind there."""

    file: Path
    kind: str
    number: int
    table: Mapping[str, Any]

    @property
    def where(self) -> str:
        """File and line of the table's header."""
        lines = self.file.read_text(encoding="utf-8").splitlines()
        header = re.compile(rf"\s*\[\[\s*{re.escape(self.kind)}\s*\]\]")
        headers = [at for at, line in enumerate(lines, start=1) if header.match(line)]
        return f"{self.file}:{headers[self.number]}" if self.number < len(headers) else str(self.file)

    def problem(self, code: str, message: str) -> Problem:
        """A problem with this table; the message names the entry as far as it can be told."""
        name = self.table.get("id") or self.table.get("name") or ""
        return Problem(code, f"{self.kind} {name}: {message}".replace(" :", ":"), self.where)


def read_rows(folder: Path) -> Iterator[Row | Problem]:
    """Every table of every ``*.toml`` below `folder`; a file that is no TOML is a problem, and the others are read."""
    for file in sorted(folder.rglob("*.toml")):
        try:
            content = tomli.loads(file.read_text(encoding="utf-8"))
        except (tomli.TOMLDecodeError, UnicodeDecodeError) as error:
            yield Problem("who-syntax", f"the file is no TOML: {error}", _place_of(error, file))
            continue
        yield from _rows_of(file, content)


def _place_of(error: Exception, file: Path) -> str:
    line = re.search(r"line (\d+)", str(error))
    return f"{file}:{line[1]}" if line else str(file)


def _rows_of(file: Path, content: dict[str, Any]) -> Iterator[Row | Problem]:
    default = {"source": content.pop("source")} if "source" in content else {}
    for kind, tables in content.items():
        if kind not in KINDS or not isinstance(tables, list):
            known = ", ".join(f"[[{name}]]" for name in KINDS)
            yield Problem("who-unknown-key", f"{kind} is no kind of entry; those known are {known}", str(file))
            continue
        for number, table in enumerate(tables):
            yield Row(file, kind, number, default | table)


_MANY: Final = {"places": "names", "members": "states"}
"""Kinds of table that hold several entries at once, with the key that lists them."""


def entries_of(row: Row) -> list[Entry | Problem]:
    """The entry of a row (of a table for many: each of them), or all that is wrong with it."""
    many = _MANY.get(row.kind)
    if many is None:
        return _entry(row, row.table)
    shared = {key: value for key, value in row.table.items() if key != many}
    each = row.table.get(many)
    if not isinstance(each, list) or not each:
        return [row.problem("who-missing", f'{many} is missing; write {many} = ["...", "..."]')]
    return [entry for one in each for entry in _entry(row, shared | _one(row.kind, one))]


def _one(kind: str, one: Any) -> dict[str, Any]:
    if kind == "members":
        return {"state": one}
    return {"name": one[0], "aliases": one[1:]} if isinstance(one, list) and one else {"name": one}


def _entry(row: Row, table: Mapping[str, Any]) -> list[Entry | Problem]:
    kind = KINDS[row.kind]
    fields = _fields(row.kind)
    if kind is Place and isinstance(table.get("name"), str):
        table = {"id": place_id(table["name"], table.get("country")), **table}
    wrong: list[Entry | Problem] = [
        row.problem("who-unknown-key", f"{key} is no key of a {row.kind}; those known are {', '.join(fields)}")
        for key in table
        if key not in fields
    ]
    missing = [key for key, field in fields.items() if field.needed and key not in table]
    wrong += [row.problem("who-missing", f"{key} is missing; every {row.kind} needs one") for key in missing]
    values: dict[str, Any] = {}
    for key, value in table.items():
        if key in fields:
            try:
                values[fields[key].name] = fields[key].convert(value)
            except (ValueError, TypeError, AttributeError) as error:
                wrong.append(row.problem("who-value", f"{key}: {error}"))
    return wrong or [kind(**values)]


def place_id(name: str, country: str | None) -> str:
    """The id of a place: its name and the state it lies in, ``mosul.irq``."""
    slug = re.sub(r"\W+", "-", name.casefold()).strip("-")
    return f"{slug}.{country.casefold()}" if isinstance(country, str) else slug


@dataclass(frozen=True, slots=True)
class _Field:
    name: str
    needed: bool
    convert: Callable[[Any], Any]


@cache
def _fields(name: str) -> dict[str, _Field]:
    kind = KINDS[name]
    hints = typing.get_type_hints(kind)
    return {
        field.name.rstrip("_"): _Field(field.name, field.default is dataclasses.MISSING, _converter(hints[field.name]))
        for field in dataclasses.fields(kind)
    }


def _converter(hint: Any) -> Callable[[Any], Any]:
    if typing.get_origin(hint) in (typing.Union, types.UnionType):
        hint = next(arg for arg in typing.get_args(hint) if arg is not type(None))
    return _CONVERTERS[hint]


def _text(value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ValueError(f"{value!r} is no text")
    return value


def _texts(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise ValueError(f"{value!r} is no list of texts")
    return tuple(_text(item) for item in value)


def _when(value: Any) -> Interval:
    return parse_when(value.isoformat() if isinstance(value, date) else _text(value))


def _steps(value: Any) -> tuple[Step, ...]:
    if not isinstance(value, dict):
        raise ValueError('write {TUR = "2023-03-31"}')
    return tuple(Step(state, _when(on)) for state, on in value.items())


def _word_sets(value: Any) -> tuple[tuple[str, ...], ...]:
    if not isinstance(value, list):
        raise ValueError(f"{value!r} is no list of lists of words")
    return tuple(_texts(item) for item in value)


_CONVERTERS: Final[Mapping[Any, Callable[[Any], Any]]] = {
    str: _text,
    tuple[str, ...]: _texts,
    Interval: _when,
    tuple[Step, ...]: _steps,
    tuple[tuple[str, ...], ...]: _word_sets,
}
