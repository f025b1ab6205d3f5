"""What claims are chosen and ordered by, of the whole record at once: a number each, in arrays beside each other.

A page, a count or a tally of a million claims then takes milliseconds whatever it is filtered by. Claims are never
changed, so that arrays only grow: `Columns.grown` reads what came since.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

import numpy as np
from sqlalchemy import ColumnElement, Connection, Select, String, cast, func, select

from foederis.record import tables
from foederis.record.errors import NotARecord

Array: TypeAlias = "np.ndarray[Any, np.dtype[Any]]"
Mask: TypeAlias = "np.ndarray[Any, np.dtype[np.bool_]]"

_CHUNK: Final = 200_000  #: rows read at once: their values come as one text per column, far below SQLite's limit
_claim = tables.claim.c


class Codes(dict[str | None, int]):
    """A number for each value, given out as values come."""

    def __missing__(self, value: str | None) -> int:
        self[value] = number = len(self)
        return number

    def of(self, values: list[str | None]) -> Array:
        """The values' numbers."""
        return np.fromiter(map(self.__getitem__, values), np.int32, len(values))


_UNKNOWN: Final = "0"  #: a day that is not known
_NUMBERS: Final[dict[str, tuple[Any, type[Any]]]] = {
    "reading": (_claim.reading, np.int64),
    "earliest": (func.coalesce(_claim.earliest, _UNKNOWN), np.int32),
    "latest": (func.coalesce(_claim.latest, _UNKNOWN), np.int32),
    "confidence": (_claim.confidence, np.float64),
}
_CODED: Final = {"act": _claim.act, "status": _claim.status, "country": _claim.country, "place": _claim.place}


@dataclass(frozen=True, slots=True)
class Columns:
    """Every claim on record, superseded and corrected ones too: that of row 1 first, as rows have no gaps.

    Days are numbers that sort and show their month, 20200106; 0 where unknown.
    """

    reading: Array
    earliest: Array
    latest: Array
    confidence: Array
    act: Array
    status: Array
    country: Array
    place: Array
    codes: dict[str, Codes]  #: of the last four
    reviews: dict[int, int]  #: by the row of a corrected form, the review that gave it

    def grown(self, connection: Connection, newest: int) -> Columns:
        """With the claims that came since, to the row `newest`; itself where none came."""
        chunks = [
            _chunk(connection, start, min(start + _CHUNK, newest), self.codes)
            for start in range(len(self), newest, _CHUNK)
        ]
        if not chunks:
            return self
        arrays = {name: np.concatenate([getattr(self, name), *(c[name] for c in chunks)]) for name in chunks[0]}
        corrected = select(_claim.row, _claim.review).where(_claim.review.isnot(None), _claim.row > len(self))
        new = {row.row: row.review for row in connection.execute(corrected)}
        return Columns(**arrays, codes=self.codes, reviews=self.reviews | new)

    def first(self, count: int) -> Columns:
        """Without the claims after so many: as whoever does not see these sees the record."""
        if count == len(self):
            return self
        arrays = {name: getattr(self, name)[:count] for name in (*_NUMBERS, *_CODED)}
        reviews = {row: review for row, review in self.reviews.items() if row <= count}
        return Columns(**arrays, codes=self.codes, reviews=reviews)

    def __len__(self) -> int:
        return len(self.reading)

    @property
    def corrected(self) -> Array:
        """The rows of the corrected forms."""
        return np.fromiter(self.reviews, np.int64, len(self.reviews))

    def rows(self, numbers: Array) -> Mask:
        """Which claims the rows of these numbers are."""
        found: Mask = np.zeros(len(self), np.bool_)
        found[numbers[numbers <= len(self)] - 1] = True
        return found

    def equal(self, name: str, value: str) -> Mask:
        """Which claims have the value in the coded column."""
        code = self.codes[name].get(value, -1)
        mask: Mask = getattr(self, name) == code
        return mask

    def holding(self, name: str, part: str) -> Mask:
        """Which claims have a value in the coded column with `part` in it, whatever the case."""
        values = [*self.codes[name]]
        fits = np.array([part.casefold() in (value or "").casefold() for value in values], np.bool_)
        return fits[getattr(self, name)] if len(fits) else np.zeros(len(self), np.bool_)


def newest(connection: Connection) -> int:
    """The row of the last claim that the connection sees."""
    return connection.scalar(_NEWEST) or 0


_NEWEST: Final = select(func.max(_claim.row))


def empty() -> Columns:
    """The columns of no claims."""
    kinds: dict[str, type[Any]] = {name: kind for name, (_, kind) in _NUMBERS.items()}
    arrays = {name: np.empty(0, kind) for name, kind in (kinds | dict.fromkeys(_CODED, np.int32)).items()}
    return Columns(**arrays, codes={name: Codes() for name in _CODED}, reviews={})


def _chunk(connection: Connection, after: int, last: int, codes: dict[str, Codes]) -> dict[str, Array]:
    """The columns of some rows, each read as one text: half the time that a million rows take one by one."""
    asked = [column.label(name) for name, (column, _) in _NUMBERS.items()]
    asked += [column.label(name) for name, column in _CODED.items()]
    some = select(*asked).where(_claim.row > after, _claim.row <= last).order_by(_claim.row).subquery()
    as_list = func.json_group_array if connection.dialect.name == "sqlite" else func.json_agg
    numbers = [_in_one(connection, some.c[name]) for name in _NUMBERS]
    said = connection.execute(select(*numbers, *(cast(as_list(some.c[name]), String) for name in _CODED))).one()
    found = {name: _parsed(one, kind) for one, (name, (_, kind)) in zip(said, _NUMBERS.items(), strict=False)}
    for one, name in zip(said[len(_NUMBERS) :], _CODED, strict=True):
        found[name] = codes[name].of(json.loads(one))
    if len(found["reading"]) != last - after:
        raise NotARecord(f"claims between row {after} and row {last} are missing; restore the record from a copy")
    return found


def rows_of(connection: Connection, found: Select[Any]) -> Array:
    """The row numbers that a statement of one column gives."""
    some = found.subquery()
    return _parsed(connection.scalar(select(_in_one(connection, some.c[0]))), np.int64)


def _in_one(connection: Connection, numbers: ColumnElement[Any]) -> ColumnElement[Any]:
    """All of the numbers as one text."""
    if connection.dialect.name == "sqlite":
        return func.group_concat(numbers)
    return func.string_agg(cast(numbers, String), ",")


def _parsed(said: str | None, kind: type[Any]) -> Array:
    """Numbers, or days of which the hyphens go."""
    said = said or ""
    return np.fromstring(said.replace("-", "") if kind is np.int32 else said, dtype=kind, sep=",")
