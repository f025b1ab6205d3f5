"""What pages with charts share: rows told anew from their own claims, for any day, and what is kept while rows stay."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Final, Generic, TypeVar

from foederis.model import Claim
from foederis.state.context import Kind
from foederis.state.table import Table

T = TypeVar("T")


class Same(Generic[T]):
    """Rows, groups of them or a line of the ledger, equal to themselves alone, so that what was worked out from them is
    kept until a claim comes or goes: the fold gives the same until then."""

    __slots__ = ("value",)

    def __init__(self, value: T) -> None:
        self.value: Final = value

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and other.value is self.value

    def __hash__(self) -> int:
        return id(self.value)


def told_by(kind: Kind, claims: Iterable[Claim]) -> Table:
    """The rows of a kind that these claims alone give, to be asked for any day."""
    table = Table(kind.part, kind.make)
    for claim in claims:
        if claim.act in kind.acts:
            for key in kind.keys(claim):
                table.add(key, claim)
    return table


def month_ends(first: date, last: date, most: int) -> Iterator[date]:
    """The ends of the months from the first day's to the last day's, every second, third ... where they are many."""
    first_month, last_month = _month(first), _month(last)
    step = max(-(-(last_month - first_month + 1) // most), 1)
    for month in range(first_month, last_month + step, step):
        year, past = divmod(month + 1, 12)
        yield date(year, past + 1, 1) - timedelta(days=1)


def _month(day: date) -> int:
    return day.year * 12 + day.month - 1
