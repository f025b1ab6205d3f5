"""Rows of one kind, kept so that claims come in any order and any date is answered at once.

A claim belongs to one block, by what it is about. A block is parted into groups, each of which gives rows; both depend
on the set of its claims alone. A group's rows on a date follow from those of its claims that count by then. When its
last claim counts its rows are settled: settled rows stand in order of that day, so that a date's are a slice of them,
and only the groups under way on the date are worked out. A new claim touches its own block.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from datetime import date
from operator import attrgetter, itemgetter
from typing import Any, Final, Generic, TypeVar

from foederis.model import Claim
from foederis.state.rows import Row
from foederis.state.said import row_id, starts

Key = tuple[object, ...]
Parting = Callable[[Key, list[Claim]], Iterable[tuple[Key, list[Claim]]]]
Memo = dict[tuple[object, ...], Any]  #: what was worked out of a group before: rows, by what they rest on, and the like
Making = Callable[[Key, Sequence[Claim], Memo], Iterable[Row]]

FEW: Final = 200  #: one changed group among so many rows is put in its place; with more, all are put in order anew
DAYS: Final = 3  #: of a group under way whose rows are kept
_Place = tuple[date, str, str, int]
V = TypeVar("V")


class _InOrder(Generic[V]):
    """Values in order of a day, kept so while single ones come and go."""

    def __init__(self) -> None:
        self._places: list[_Place] = []
        self._values: list[V] = []

    def fill(self, placed: Iterable[tuple[_Place, V]]) -> None:
        """Begin anew with these."""
        in_order = sorted(placed, key=itemgetter(0))
        self._places, self._values = list(map(itemgetter(0), in_order)), list(map(itemgetter(1), in_order))

    def put(self, place: _Place, value: V) -> None:
        at = bisect_left(self._places, place)
        self._places.insert(at, place)
        self._values.insert(at, value)

    def take(self, place: _Place) -> None:
        at = bisect_left(self._places, place)
        del self._places[at], self._values[at]

    def by(self, day: date) -> list[V]:
        """Those of the day and before."""
        return self._values[: self._after(day)]

    def later(self, day: date) -> list[V]:
        """Those after the day."""
        return self._values[self._after(day) :]

    def _after(self, day: date) -> int:
        return bisect_right(self._places, day, key=itemgetter(0))

    def __len__(self) -> int:
        return len(self._values)


@dataclass(slots=True, eq=False)
class _Group:
    key: Key
    claims: list[Claim]  #: in the order in which they count
    days: list[date]  #: from which each counts
    rows: tuple[Row, ...]  #: once all of them count
    memo: Memo
    under_way: tuple[tuple[int, tuple[Row, ...]], ...] = ()  #: of how many claims rows were last asked for, and these

    def places(self) -> Iterator[_Place]:
        """Where its rows stand: by the day on which its last claim counts."""
        return ((self.days[-1], self.claims[0].id, self.rows[0].id, at) for at in range(len(self.rows)))

    @property
    def place(self) -> _Place:
        """Where it stands among the groups under way; it may have rows on some days and none in the end."""
        return self.days[-1], self.claims[0].id, self.rows[0].id if self.rows else row_id(*self.key), 0

    @property
    def moves(self) -> bool:
        """Its claims count from several days."""
        return self.days[0] != self.days[-1]

    def holds(self, claim: Claim, day: date) -> bool:
        """Whether the claim, which counts from the day, is of the group."""
        if not self.days[0] <= day <= self.days[-1]:
            return False
        at = slice(bisect_left(self.days, day), bisect_right(self.days, day))
        return any(other.id == claim.id for other in self.claims[at])


class Table:
    """Rows of one kind. `part` takes a block's claims apart; `make` gives a group's rows for the claims that count."""

    def __init__(self, part: Parting, make: Making) -> None:
        self._part, self._make = part, make
        self._blocks: dict[Key, dict[str, Claim]] = {}
        self._groups: dict[Key, dict[Key, _Group]] = {}
        self._changed: set[Key] = set()
        self._settled: _InOrder[Row] = _InOrder()
        self._moving: _InOrder[_Group] = _InOrder()

    def add(self, key: Key, claim: Claim) -> None:
        """Put a claim into its block."""
        self._blocks.setdefault(key, {})[claim.id] = claim
        self._changed.add(key)

    def remove(self, key: Key, claim: Claim) -> None:
        """Take a claim out of its block."""
        del self._blocks[key][claim.id]
        self._changed.add(key)

    def rows(self, on: date) -> list[Row]:
        """The rows that follow from the claims that count on the day."""
        self.settle()
        rows = self._settled.by(on)
        for group in self._moving.later(on):
            if group.days[0] <= on:
                rows.extend(self._rows_of(group, bisect_right(group.days, on)))
        return rows

    def rows_beside(self, keys: Iterable[Key], on: date) -> list[Row]:
        """Of the rows of the day those of some blocks."""
        self.settle()
        return self._on(on, (group for key in keys for group in self._groups.get(key, {}).values()))

    def rows_with(self, claims: Iterable[tuple[Key, Claim]], on: date) -> list[Row]:
        """Of the rows of the day those of the groups to which some claims belong, each given with its block."""
        self.settle()
        return self._on(on, dict.fromkeys(group for key, claim in claims for group in self._holding(key, claim)))

    def rows_among(self, claims: Iterable[tuple[Key, Claim]], ids: Set[str], on: date) -> list[Row]:
        """Of the rows of the day, in the blocks of some claims, those of the groups with claims of these ids."""
        self.settle()
        groups = (group for key, _ in claims for group in self._groups.get(key, {}).values())
        return self._on(on, (group for group in groups if any(claim.id in ids for claim in group.claims)))

    def _holding(self, key: Key, claim: Claim) -> Iterator[_Group]:
        day = starts(claim)
        return (group for group in self._groups.get(key, {}).values() if group.holds(claim, day))

    def _on(self, on: date, groups: Iterable[_Group]) -> list[Row]:
        rows: list[Row] = []
        for group in groups:
            if group.days[-1] <= on:
                rows.extend(group.rows)
            elif group.days[0] <= on:
                rows.extend(self._rows_of(group, bisect_right(group.days, on)))
        return rows

    def _rows_of(self, group: _Group, counting: int) -> Sequence[Row]:
        """The rows that follow from so many of the group's claims: on days near each other the same."""
        for count, rows in group.under_way:
            if count == counting:
                return rows
        made = tuple(self._make(group.key, group.claims[:counting], group.memo))
        group.under_way = ((counting, made), *group.under_way[: DAYS - 1])
        return made

    def settle(self) -> None:
        """Work out the rows of the blocks that changed."""
        gone: list[_Group] = []
        new: list[_Group] = []
        for key in self._changed:
            before, after = self._groups.get(key, {}), self._regrouped(key)
            gone += [group for part, group in before.items() if after.get(part) is not group]
            new += [group for part, group in after.items() if before.get(part) is not group]
            self._groups[key] = after
            if not self._blocks[key]:
                del self._groups[key], self._blocks[key]
        self._changed.clear()
        if (len(gone) + len(new)) * FEW < len(self._settled):
            self._replace(gone, new)
        elif gone or new:
            self._fill()

    def _regrouped(self, key: Key) -> dict[Key, _Group]:
        """The block's groups; those with the claims that they had stay as they are."""
        before = self._groups.get(key, {})
        claims = sorted(self._blocks[key].values(), key=attrgetter("id"))
        groups = {}
        for part, some in self._part(key, claims):
            there = before.get(part)
            same = there is not None and {*map(id, there.claims)} == {*map(id, some)}
            groups[part] = there if there is not None and same else self._group(part, some)
        return groups

    def _group(self, key: Key, claims: list[Claim]) -> _Group:
        if len(claims) == 1:
            days = [starts(claims[0])]
        else:
            dated = sorted([(starts(claim), claim.id, claim) for claim in claims], key=itemgetter(0, 1))
            claims, days = [claim for _, _, claim in dated], [day for day, _, _ in dated]
        memo: Memo = {}
        return _Group(key, claims, days, tuple(self._make(key, claims, memo)), memo)

    def _fill(self) -> None:
        groups = [group for some in self._groups.values() for group in some.values()]
        self._settled.fill(pair for group in groups for pair in zip(group.places(), group.rows, strict=True))
        self._moving.fill((group.place, group) for group in groups if group.moves)

    def _replace(self, gone: Iterable[_Group], new: Iterable[_Group]) -> None:
        for group in gone:
            for place in group.places():
                self._settled.take(place)
            if group.moves:
                self._moving.take(group.place)
        for group in new:
            for place, row in zip(group.places(), group.rows, strict=True):
                self._settled.put(place, row)
            if group.moves:
                self._moving.put(group.place, group)
