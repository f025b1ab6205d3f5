"""Reference data on forces (`data/*.toml`): where they stand, and from how many states they come."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Final

from foederis.law.toml import DataError, Entry, entries, read
from foederis.model import Interval
from foederis.who.dates import parse_when


@dataclass(frozen=True, slots=True)
class Station:
    """States in which a force stands, from a first day to the first day no longer."""

    states: tuple[str, ...]
    from_: Interval
    to: Interval | None
    says: str
    source: str


@dataclass(frozen=True, slots=True)
class Force:
    """A force, the words that name it, and every place where it stands or stood up to `complete_until`."""

    id: str
    name: str
    words: tuple[str, ...]
    not_after: tuple[str, ...]  #: words before these that make them name something else
    of: str
    complete_until: date
    stations: tuple[Station, ...]
    source: str


@dataclass(frozen=True, slots=True)
class Strength:
    """A number of troops under a command that come from several states."""

    name: str
    command: str
    number: int
    from_: Interval
    to: Interval | None
    says: str
    source: str


@dataclass(frozen=True, slots=True)
class Reference:
    """All of it."""

    forces: tuple[Force, ...]
    strengths: tuple[Strength, ...]


_KEYS: Final[Mapping[str, frozenset[str]]] = {
    "force": frozenset({"id", "name", "words", "not_after", "of", "complete_until", "source"}),
    "station": frozenset({"force", "states", "from", "to", "says", "source"}),
    "strength": frozenset({"name", "command", "number", "from", "to", "says", "source"}),
}


@cache
def load_reference() -> Reference:
    """The data that comes with the program; DataError (file, line, what to mend) where it is wrong."""
    return read_reference(files("foederis.checking") / "data")


def read_reference(folder: Traversable) -> Reference:
    """The data of a folder's TOML files; DataError as above."""
    rows = [(kind, entry) for file in sorted(folder.iterdir(), key=str) for kind, entry in _rows(file)]
    stations = [(entry, _station(entry)) for kind, entry in rows if kind == "station"]
    forces = tuple(
        _force(entry, tuple(station for row, station in stations if row.text("force") == entry.text("id")))
        for kind, entry in rows
        if kind == "force"
    )
    known = {force.id for force in forces}
    for row, _ in stations:
        if row.text("force") not in known:
            raise row.error(f"force {row.text('force')!r} is nowhere described; add a [[force]] with that id")
    return Reference(forces, tuple(_strength(entry) for kind, entry in rows if kind == "strength"))


def _rows(file: Traversable) -> Iterator[tuple[str, Entry]]:
    data, text = read(file)
    if unknown := sorted(data.keys() - _KEYS.keys()):
        raise DataError(f"{file.name}: unknown table {', '.join(unknown)}; known are {', '.join(_KEYS)}")
    for kind, keys in _KEYS.items():
        for entry in entries(data, text, file.name, kind):
            entry.check_keys(set(keys))
            yield kind, entry


def _force(entry: Entry, stations: tuple[Station, ...]) -> Force:
    until = _when(entry, "complete_until")
    if until is None or until.earliest is None:
        raise entry.error("complete_until is missing: the day up to which the stations are known to be all")
    return Force(
        entry.text("id"),
        entry.text("name"),
        entry.texts("words"),
        entry.texts("not_after"),
        entry.text("of"),
        until.earliest,
        stations,
        entry.text("source"),
    )


def _station(entry: Entry) -> Station:
    return Station(entry.states("states"), _from(entry), _when(entry, "to"), entry.text("says"), entry.text("source"))


def _strength(entry: Entry) -> Strength:
    number = entry.data.get("number")
    if not isinstance(number, int):
        raise entry.error("number is missing or is no whole number")
    return Strength(
        entry.text("name"),
        entry.text("command"),
        number,
        _from(entry),
        _when(entry, "to"),
        entry.text("says"),
        entry.text("source"),
    )


def _from(entry: Entry) -> Interval:
    found = _when(entry, "from")
    if found is None:
        raise entry.error('from is missing; write from = "2017" or "2017-04-18"')
    return found


def _when(entry: Entry, key: str) -> Interval | None:
    written = entry.optional(key)
    try:
        return parse_when(written) if written is not None else None
    except ValueError as error:
        raise entry.error(f"{key}: {error}") from error
