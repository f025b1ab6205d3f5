"""The rows of one kind on a date, and those of them that concern one party."""

from __future__ import annotations

from collections.abc import Callable, Container, Hashable, Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any, Final, Generic, TypeVar

from foederis.state.rows import Conflict, Row

K = TypeVar("K", bound=Hashable)


class Groups(Generic[K]):
    """Rows by what `by` says of each, in no order. What other rows have in common with them is taken from there."""

    def __init__(self, rows: Sequence[Row], by: Callable[[Row], Iterable[K]], other: Groups[K] | None = None) -> None:
        self.rows: Final = rows  # kept, so that no other row gets the `id` of one of them
        self._ids = {*map(id, rows)}
        there = other._ids if other else ()
        found: dict[K, list[Row]] = {}
        for key, some in other.of.items() if other else ():
            if kept := [row for row in some if id(row) in self._ids]:
                found[key] = kept
        for row in rows:
            if id(row) not in there:
                for key in by(row):
                    found.setdefault(key, []).append(row)
        self.of: Final[Mapping[K, Sequence[Row]]] = found


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
            self._of[party] = sorted(groups.of.get(party, ()), key=lambda row: self._places[id(row)])
        return self._of[party]

    def conflicts_of(self, party: str) -> Sequence[Row]:
        """The conflicts that concern it."""
        return self._conflicts_of.get(party, ())

    @cached_property
    def by_id(self) -> Mapping[str, Row]:
        """The rows, found by their ids."""
        return {row.id: row for row in self.rows}

    @cached_property
    def _places(self) -> Mapping[int, int]:
        return {id(row): at for at, row in enumerate(self.rows)}

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
