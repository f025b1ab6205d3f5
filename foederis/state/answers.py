"""The rows of one kind on a date, and those of them that concern one party."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Container, Hashable, Iterable, Mapping, Sequence
from functools import cached_property
from itertools import count
from operator import is_
from typing import Any, Final, Generic, TypeVar

from foederis.state.rows import Conflict, Row

FEW: Final = 1000  #: rows that are gone, whose groups are looked up; with more, all groups are gone through
K = TypeVar("K", bound=Hashable)


def differing(before: Sequence[Row], after: Sequence[Row]) -> tuple[Sequence[Row], Sequence[Row]]:
    """The rows, as objects, that are in one sequence alone, in its order: first those of `before`.

    Rows of days near each other stand mostly at the same places from the start, and of one day, before and after a
    claim came or went, from the end as well; only what is between is looked at one by one.
    """
    start = _alike(before, after)
    end = min(_alike(before[::-1], after[::-1]), min(len(before), len(after)) - start)
    gone, come = before[start : len(before) - end], after[start : len(after) - end]
    there, then = {*map(id, gone)}, {*map(id, come)}
    return [row for row in gone if id(row) not in then], [row for row in come if id(row) not in there]


def _alike(one: Sequence[Row], other: Sequence[Row]) -> int:
    """At how many places from the start the same object stands in both."""
    same = list(map(is_, one, other))
    return same.index(False) if False in same else len(same)


class Groups(Generic[K]):
    """Rows by what `by` says of each, in no order. A group that has the same rows in `other` is the same object."""

    def __init__(self, rows: Sequence[Row], by: Callable[[Row], Iterable[K]], other: Groups[K] | None = None) -> None:
        self.rows: Final = rows
        gone, come = differing(other.rows if other else (), rows)
        found = dict(other.of) if other else {}
        left = {*map(id, gone)}
        for key in {key for row in gone for key in by(row)} if len(gone) < FEW else [*found]:
            kept = [row for row in found[key] if id(row) not in left]
            found[key] = kept if len(kept) < len(found[key]) else found[key]
        more: dict[K, list[Row]] = defaultdict(list)
        for row in come:
            for key in by(row):
                more[key].append(row)
        for key, some in more.items():
            found[key] = [*found.get(key, ()), *some]
        self.of: Final[Mapping[K, Sequence[Row]]] = {key: some for key, some in found.items() if some}


class Answer:
    """Rows and the conflicts among what they rest on."""

    def __init__(self, rows: Iterable[Row], parties: Callable[[Row], Iterable[str]]) -> None:
        """`parties` gives whom a row concerns."""
        some = list(rows)
        self.conflicts: Final[Sequence[Row]] = [row for row in some if type(row) is Conflict]
        self.rows: Final[Sequence[Row]] = [row for row in some if type(row) is not Conflict] if self.conflicts else some
        self.groups: Final[dict[Hashable, Groups[Any]]] = {}  #: those that were asked for
        self._of: dict[str, Sequence[Row]] = {}
        self._parties = parties

    def of(self, party: str, groups: Groups[str]) -> Sequence[Row]:
        """The rows that concern the party in their order; `groups` has them by party. The same every time."""
        if party not in self._of:
            self._of[party] = self.in_order(groups.of.get(party, ()))
        return self._of[party]

    def in_order(self, rows: Iterable[Row]) -> list[Row]:
        """Some of the rows as they stand in the answer."""
        places = self._places
        return sorted(rows, key=lambda row: places[id(row)])

    def conflicts_of(self, party: str) -> Sequence[Row]:
        """The conflicts that concern it."""
        return self._conflicts_of.get(party, ())

    @cached_property
    def by_id(self) -> Mapping[str, Row]:
        """The rows, found by their ids."""
        return {row.id: row for row in self.rows}

    @cached_property
    def _places(self) -> Mapping[int, int]:
        return dict(zip(map(id, self.rows), count(), strict=False))

    @cached_property
    def _conflicts_of(self) -> Mapping[str, Sequence[Row]]:
        return Groups(self.conflicts, self._parties).of


class Answers:
    """The last answers given, by kind and what else was asked; those of a kind are forgotten when its claims change."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, Hashable], Answer] = {}
        self._fullest: dict[tuple[str, Hashable], Groups[Any]] = {}

    def get(self, kind: str, asked: Hashable, make: Callable[[], Answer]) -> Answer:
        """The answer kept, or made now and kept."""
        key = kind, asked
        if key not in self._kept:
            self._kept[key] = make()
            while len(self._kept) > _KEPT:
                del self._kept[next(iter(self._kept))]
        return self._kept[key]

    def groups(self, kind: str, answer: Answer, by: Callable[[Row], Iterable[K]]) -> Groups[K]:
        """The rows of an answer of that kind in groups, made of those of the answer with most rows so far."""
        if by not in answer.groups:
            fullest = self._fullest.get((kind, by))
            answer.groups[by] = made = Groups(answer.rows, by, fullest)
            if fullest is None or len(fullest.rows) <= len(made.rows):
                self._fullest[kind, by] = made
        return answer.groups[by]

    def forget(self, kinds: Container[str]) -> None:
        """Something of these kinds changed."""
        for key in [key for key in self._kept if key[0] in kinds]:
            del self._kept[key]


_KEPT: Final = 66  #: answers kept: each kind of row on six dates
