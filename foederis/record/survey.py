"""The claims that stand, chosen, ordered, counted and tallied by their columns in memory: for pages of a large record.

It answers as `asking` does, which reads claims one after another and needs nothing in memory.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from threading import Lock
from typing import Any, Final

import numpy as np
from sqlalchemy import Connection, Select, select

from foederis.record import asking, search, tables
from foederis.record.columns import Array, Codes, Columns, Mask, empty, newest, rows_of
from foederis.record.filters import ROLES, Filter, claims_of_party, readings_of, standing_at
from foederis.record.nouns import Of, Tally
from foederis.record.reviews import At, Rulings, Standing, keep

_claim, _reading, _provenance = tables.claim.c, tables.reading.c, tables.provenance.c


@dataclass(frozen=True, slots=True)
class Readings:
    """By the row of a reading: what is asked of its claims."""

    current: Mask  #: whether it stands
    day: Array  #: the last on which its report may have been published
    publisher: Array
    publishers: Codes


@dataclass(frozen=True)
class Survey:
    """The record at one version, as it stood at the end of `recorded`."""

    columns: Columns
    rulings: Mapping[int, Standing]
    readings: Readings
    sets: Sets

    def chosen(self, connection: Connection, wanted: Filter, of: Of) -> Array:
        """The places of the claims that match, in order of arrival, whatever the limit."""
        mask = self._standing(of).copy()
        for part in self._parts(connection, wanted):
            mask &= part
        return np.flatnonzero(mask)

    def first(self, places: Array, wanted: Filter, after: str | None, limit: int) -> Array:
        """The first of these places in the order wanted, those up to and with the key `after` passed over."""
        keys = self._keys(wanted)[places] if wanted.order != "recorded" else np.zeros(len(places), np.int8)
        if wanted.descending:
            places, keys = places[::-1], -keys[::-1]
        if after is not None:
            key, place = _parsed(after)
            key = -key if wanted.descending else key
            beyond = places < place if wanted.descending else places > place
            rest = (keys > key) | ((keys == key) & beyond)
            places, keys = places[rest], keys[rest]
        return places[_smallest(keys, limit)]

    def key(self, place: int, wanted: Filter) -> str:
        """What says where a claim stands in the order: the next page begins after it."""
        key = 0 if wanted.order == "recorded" else self._keys(wanted)[place]
        return f"{key}_{place}"

    def reports(self, connection: Connection, words: Sequence[str], publisher: str | None) -> Array:
        """The rows of the current readings wanted, the last published first, then the last recorded."""
        mask = self.readings.current.copy()
        if publisher is not None:
            mask &= self.readings.publisher == self.readings.publishers.get(publisher, -1)
        if words:
            holding = np.zeros(len(mask), np.bool_)
            texts = search.reports_holding(words, connection.dialect.name)
            holding[rows_of(connection, select(_reading.row).where(_reading.sha256.in_(texts)))] = True
            mask &= holding
        rows = np.flatnonzero(mask)[::-1]
        return rows[np.argsort(-self.readings.day[rows], kind="stable")]

    def tally(self, places: Array, by: Tally) -> dict[str | None, int]:
        """How many of the claims have each value, most first; months and days in order of time."""
        if by in ("published", "held", "day"):
            days = (self._published if by == "published" else self._held)[places]
            digits = 8 if by == "day" else 6
            values, counts = np.unique(days if by == "day" else days // 100, return_counts=True)
            named = [_period(f"{value:0{digits}}") if value else None for value in values.tolist()]
            return dict(zip(named, counts.tolist(), strict=True))
        if by == "publisher":
            codes, values = self.readings.publishers, self.readings.publisher[self.columns.reading[places]]
        else:
            codes, values = self.columns.codes[by], getattr(self.columns, by)[places]
        counts = np.bincount(values, minlength=len(codes)).tolist()
        found = [(name, count) for name, count in zip([*codes], counts, strict=False) if count]
        return dict(sorted(found, key=lambda pair: -pair[1]))

    @cached_property
    def _as_read(self) -> Mask:
        """Claims of current readings; the corrected forms that people gave are none."""
        mask: Mask = self.readings.current[self.columns.reading]
        mask[self.columns.corrected - 1] = False
        return mask

    @cached_property
    def _unreviewed(self) -> Mask:
        mask = self._as_read.copy()
        mask[[row - 1 for row in self.rulings]] = False
        return mask

    @cached_property
    def _reviewed(self) -> Mask:
        mask = self._as_read.copy()
        mask[[row - 1 for row, ruling in self.rulings.items() if ruling.review.ruling != "accept"]] = False
        standing = {ruling.review.row for ruling in self.rulings.values() if ruling.review.corrected}
        mask[[row - 1 for row, review in self.columns.reviews.items() if review in standing]] = True
        return mask

    def _standing(self, of: Of) -> Mask:
        return {"read": self._as_read, "reviewed": self._reviewed, "unreviewed": self._unreviewed}[of]

    @cached_property
    def _held(self) -> Array:
        return np.where(self.columns.earliest > 0, self.columns.earliest, self.columns.latest)

    @cached_property
    def _held_last(self) -> Array:
        return np.where(self.columns.latest > 0, self.columns.latest, self.columns.earliest)

    @cached_property
    def _published(self) -> Array:
        return self.readings.day[self.columns.reading]

    def _keys(self, wanted: Filter) -> Array:
        orders = {"published": "_published", "held": "_held"}
        return self.columns.confidence if wanted.order == "confidence" else getattr(self, orders[wanted.order])

    def _parts(self, connection: Connection, wanted: Filter) -> Iterator[Mask]:
        """A mask for each thing the filter asks."""
        for name in ("act", "status", "country"):
            if (value := getattr(wanted, name)) is not None:
                yield self.columns.equal(name, value)
        if wanted.place is not None:
            yield self.columns.holding("place", wanted.place)
        if wanted.min_confidence is not None:
            yield self.columns.confidence >= wanted.min_confidence
        if wanted.since is not None:
            yield self._held_last >= _number(wanted.since)
        if wanted.until is not None:
            yield (self._held <= _number(wanted.until)) & (self._held > 0)
        if wanted.known is not None:
            yield (self._published <= _number(wanted.known)) & (self._published > 0)
        yield from self._looked_up(connection, wanted)

    def _looked_up(self, connection: Connection, wanted: Filter) -> Iterator[Mask]:
        """What the record's own indexes answer."""
        for name, roles in ROLES.items():
            if (value := getattr(wanted, name)) is not None:
                rows = claims_of_party(value, roles)
                yield self.sets.of(connection, (value, roles), rows, len(self.columns))
        if words := search.words_in(wanted.text):
            rows = search.claims_holding(words, connection.dialect.name)
            yield self.sets.of(connection, words, rows, len(self.columns))
        if wanted.ids is not None:
            reviewed = {ruling.review.claim for ruling in self.rulings.values() if ruling.id in wanted.ids}
            some = select(_claim.row).where(_claim.id.in_((*wanted.ids, *reviewed)))
            yield self.columns.rows(rows_of(connection, some))
        for readings in readings_of(wanted):
            of_report = np.zeros(len(self.readings.current), np.bool_)
            of_report[rows_of(connection, readings)] = True
            yield of_report[self.columns.reading]


class Sets:
    """Which claims look-ups gave, the last ones kept: the next page asks the same, and of what came since only that is
    looked up. Safe among threads."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._kept: dict[object, Mask] = {}

    def of(self, connection: Connection, key: object, rows: Select[Any], count: int) -> Mask:
        """Which of the first `count` claims are among the rows that are selected; the same for the same key."""
        with self._lock:
            mask = self._kept.pop(key, np.zeros(0, np.bool_))
        if len(mask) < count:
            [column] = rows.selected_columns
            new: Mask = np.zeros(count - len(mask), np.bool_)
            new[rows_of(connection, rows.where(column > len(mask), column <= count)) - len(mask) - 1] = True
            mask = np.concatenate([mask, new])
        with self._lock:
            self._kept[key] = mask
            while len(self._kept) > _SETS:
                del self._kept[next(iter(self._kept))]
        return mask[:count]


_SETS: Final = 64  #: sets kept, each of a byte a claim


class Surveys:
    """Surveys of a record, the last ones kept, each until something is appended. Safe among threads."""

    def __init__(self, rulings: Rulings) -> None:
        self._lock = Lock()
        self._rulings = rulings
        self._columns = empty()
        self._sets = Sets()
        self._kept: dict[At, Survey] = {}
        self._kept_readings: dict[At, Readings] = {}

    def of(self, connection: Connection, recorded: date | datetime | None) -> Survey:
        """The survey of the record as the connection sees it, as it stood at the end of `recorded`."""
        version = asking.version(connection)
        with self._lock:
            if (version, recorded) not in self._kept:
                last = newest(connection)
                self._columns = self._columns.grown(connection, last)
                rulings = self._rulings.of(connection, version, recorded).standing
                readings = self._readings(connection, version.rpartition("-")[0], recorded)
                keep(self._kept, (version, recorded), Survey(self._columns.first(last), rulings, readings, self._sets))
            return self._kept[version, recorded]

    def _readings(self, connection: Connection, version: str, recorded: date | datetime | None) -> Readings:
        """The readings of this version, which reviews do not change."""
        if (version, recorded) not in self._kept_readings:
            keep(self._kept_readings, (version, recorded), _readings(connection, recorded))
        return self._kept_readings[version, recorded]


def _readings(connection: Connection, recorded: date | datetime | None) -> Readings:
    asked = select(
        _reading.row, standing_at(recorded).label("current"), _reading.published_latest, _provenance.publisher
    ).join_from(tables.reading, tables.provenance, _reading.provenance == _provenance.row)
    found = connection.execute(asked.order_by(_reading.row)).all()
    size, publishers = (found[-1].row if found else 0) + 1, Codes()
    rows = [each.row for each in found]
    current, day, publisher = np.zeros(size, np.bool_), np.zeros(size, np.int32), np.zeros(size, np.int32)
    current[rows] = [bool(each.current) for each in found]
    day[rows] = [int((each.published_latest or "0").replace("-", "")) for each in found]
    publisher[rows] = publishers.of([each.publisher for each in found])
    return Readings(current, day, publisher, publishers)


def _number(day: date) -> int:
    return day.year * 10_000 + day.month * 100 + day.day


def _period(digits: str) -> str:
    """A month or a day as ISO 8601 writes it."""
    return "-".join(filter(None, (digits[:4], digits[4:6], digits[6:])))


def _parsed(after: str) -> tuple[float, int]:
    key, _, place = after.rpartition("_")
    try:
        return float(key), int(place)
    except ValueError as error:
        raise ValueError(f"{after!r} is no place in a list; use the `next` of the page before") from error


def _smallest(keys: Array, limit: int) -> Array:
    """Where the smallest keys stand, in order; of equal ones the first."""
    if len(keys) <= limit:
        return np.argsort(keys, kind="stable")
    last = np.partition(keys, limit - 1)[limit - 1]
    less = np.flatnonzero(keys < last)
    some = np.concatenate([less, np.flatnonzero(keys == last)[: limit - len(less)]])
    return some[np.argsort(keys[some], kind="stable")]
