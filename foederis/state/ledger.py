"""The pledges of a state added up: pledged, delivered and outstanding, by giver and thing.

Rows of the state are added, not claims: a pledge told of twice is one row, and so counts once. Only amounts of the same
thing in the same unit or currency are added. What is only possible, or was refused, is listed and never added.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from foederis.state.alike import head_of, words_of
from foederis.state.answers import Groups
from foederis.state.rows import Pledge, Row, State
from foederis.wire import to_json

_COUNTED = ("pledged", "fulfilled", "delivered")

Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One giver's pledges of one thing; in a total `giver` is None. An amount that no claim gives is None."""

    giver: str | None
    receiver: str | None
    item: str | None
    unit: str | None
    currency: str | None
    status: str  #: counted, possible or not_done
    pledged: float | None
    delivered: float | None  #: in all, under a pledge or not
    of_pledge: float | None  #: delivered under the pledges: what is outstanding is pledged less this
    outstanding: float | None
    pledges: tuple[str, ...]  #: ids of the state's rows
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ledger:
    """All lines to a receiver, by giver, and the totals of each thing and currency over all givers."""

    on: date
    to: str | None
    by: str | None
    lines: tuple[Line, ...]
    totals: tuple[Line, ...]


def ledger(state: State, *, to: str | None = None, by: str | None = None) -> Ledger:
    """The ledger of a state's pledges, to one receiver and by one giver where given."""
    rows = [row for row in state.pledges if is_of(row.receiver, to) and is_of(row.giver, by)]
    lines = (line_of(some) for some in ordered(Groups(rows, by_line).of))
    totals = (total_of(some) for some in ordered(Groups(rows, by_total).of))
    return Ledger(state.on, to, by, tuple(lines), tuple(totals))


def by_line(row: Row) -> Iterator[Key]:
    """The line of which a pledge is part: of one giver and receiver, what may be added; a pledge without an amount
    stands with others of the same thing."""
    if isinstance(row, Pledge):
        what, unit = " ".join(sorted(words_of(row.item))), row.currency or head_of(row.unit) or ""
        yield row.giver or "", row.receiver or "", _standing(row), what, unit, str(row.quantity is None)


def by_total(row: Row) -> Iterator[Key]:
    """The total of which a pledge is part: all amounts of one currency, or of one thing in one unit."""
    if isinstance(row, Pledge) and row.status in _COUNTED and row.quantity is not None:
        what = "" if row.currency else " ".join(sorted(words_of(row.item)))
        yield what, row.currency or head_of(row.unit) or ""


def ordered(groups: Mapping[Key, Sequence[Row]]) -> Iterator[Sequence[Row]]:
    """The groups in the order of their keys."""
    return (groups[key] for key in sorted(groups))


def ledger_json(found: Ledger) -> dict[str, Any]:
    """The ledger as JSON-ready values."""
    said = to_json(found)
    assert isinstance(said, dict)
    return said


def is_of(party: str | None, wanted: str | None) -> bool:
    """Is it the party, one of its bodies, or one of several that act together?"""
    return wanted is None or any(one == wanted or one.startswith(f"{wanted}/") for one in (party or "").split(", "))


def line_of(rows: Sequence[Row]) -> Line:
    """The line that the pledges of one group `by_line` make, in whatever order they come."""
    pledges = _in_order(rows)
    first = pledges[0]
    return _added(pledges, giver=first.giver, receiver=first.receiver, item=first.item)


def total_of(rows: Sequence[Row]) -> Line:
    """The total that the pledges of one group `by_total` make."""
    pledges = _in_order(rows)
    receivers = {row.receiver for row in pledges}
    item = None if pledges[0].currency else pledges[0].item
    return _added(pledges, giver=None, receiver=receivers.pop() if len(receivers) == 1 else None, item=item)


def _in_order(rows: Sequence[Row]) -> list[Pledge]:
    pledges = [row for row in rows if isinstance(row, Pledge)]
    return pledges if len(pledges) == 1 else sorted(pledges, key=_day)


def _day(row: Pledge) -> tuple[date, str]:
    return (row.on.earliest or row.on.latest if row.on else None) or date.max, row.id


def _standing(row: Pledge) -> str:
    return "counted" if row.status in _COUNTED else row.status


def _added(rows: Sequence[Pledge], *, giver: str | None, receiver: str | None, item: str | None) -> Line:
    first = rows[0]
    promised = [row for row in rows if row.status != "delivered"]
    return Line(
        giver=giver,
        receiver=receiver,
        item=item,
        unit=first.unit,
        currency=first.currency,
        status=_standing(first),
        pledged=_sum(row.quantity for row in promised),
        delivered=_sum(row.delivered for row in rows),
        of_pledge=_sum(row.delivered for row in promised),
        outstanding=_sum(_owed(row) for row in promised),
        pledges=tuple(row.id for row in rows),
        claims=tuple(sorted({claim for row in rows for claim in row.claims})),
    )


def _owed(row: Pledge) -> float | None:
    if row.quantity is None or row.status not in ("pledged", "fulfilled"):
        return None
    return max(row.quantity - (row.delivered or 0), 0)


def _sum(amounts: Iterable[float | None]) -> float | None:
    known = [amount for amount in amounts if amount is not None]
    return sum(known) if known else None
