"""Rows of one kind, kept so that claims come in any order and any date is answered at once.

A claim belongs to one block, by what it is about. A block is parted into groups, each of which gives rows; both depend
on the set of its claims alone. A group's rows on a date follow from those of its claims that count by then. When its
last claim counts its rows are settled: settled rows stand in order of that day, so that a date's are a slice of them,
and only the groups under way on the date are worked out. A new claim touches its own block.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from operator import attrgetter, itemgetter

from foederis.model import Claim
from foederis.state.rows import Row
from foederis.state.said import starts

Key = tuple[object, ...]
Parting = Callable[[Key, list[Claim]], Iterable[tuple[Key, list[Claim]]]]
Memo = dict[tuple[object, ...], Row]  #: rows of a group worked out before, by what they rest on
Making = Callable[[Key, Sequence[Claim], Memo], Iterable[Row]]


@dataclass(slots=True, eq=False)
class _Group:
    key: Key
    claims: list[Claim]  #: in the order in which they count
    days: list[date]  #: from which each counts
    rows: tuple[Row, ...]  #: once all of them count
    memo: Memo

    @property
    def last(self) -> date:
        return self.days[-1]


class Table:
    """Rows of one kind. `part` takes a block's claims apart; `make` gives a group's rows for the claims that count."""

    def __init__(self, part: Parting, make: Making) -> None:
        self._part, self._make = part, make
        self._blocks: dict[Key, dict[str, Claim]] = {}
        self._groups: dict[Key, list[_Group]] = {}
        self._changed: set[Key] = set()
        self._settled: list[Row] = []
        self._days: list[date] = []  #: of `_settled`: when each last changed
        self._moving: list[_Group] = []  #: groups whose claims count from several days, by the last of them
        self._ends: list[date] = []  #: of `_moving`

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
        rows = self._settled[: bisect_right(self._days, on)]
        for group in self._moving[bisect_right(self._ends, on) :]:
            if group.days[0] <= on:
                rows.extend(self._make(group.key, group.claims[: bisect_right(group.days, on)], group.memo))
        return rows

    def settle(self) -> None:
        """Work out the rows of the blocks that changed."""
        if not self._changed:
            return
        for key in self._changed:
            self._groups[key] = self._regrouped(key)
            if not self._blocks[key]:
                del self._groups[key], self._blocks[key]
        self._changed.clear()
        self._put_in_order()

    def _regrouped(self, key: Key) -> list[_Group]:
        claims = sorted(self._blocks[key].values(), key=attrgetter("id"))
        return [self._group(part, some) for part, some in self._part(key, claims)]

    def _group(self, key: Key, claims: list[Claim]) -> _Group:
        dated = sorted([(starts(claim), claim.id, claim) for claim in claims], key=itemgetter(0, 1))
        claims, days = [claim for _, _, claim in dated], [day for day, _, _ in dated]
        memo: Memo = {}
        return _Group(key, claims, days, tuple(self._make(key, claims, memo)), memo)

    def _put_in_order(self) -> None:
        groups = [group for groups in self._groups.values() for group in groups if group.rows]
        groups.sort(key=lambda group: (group.days[-1], group.claims[0].id, group.rows[0].id))
        settled = [(group.last, row) for group in groups for row in group.rows]
        self._days, self._settled = list(map(itemgetter(0), settled)), list(map(itemgetter(1), settled))
        self._moving = [group for group in groups if group.days[0] != group.last]
        self._ends = [group.last for group in self._moving]
