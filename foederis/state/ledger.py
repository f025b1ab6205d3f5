"""The pledges of a state added up: pledged, delivered and outstanding, by giver and thing.

Rows of the state are added, not claims: a pledge told of twice is one row, and so counts once. Only amounts of the same
thing in the same unit or currency are added. What is only possible, or was refused, is listed and never added.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from foederis.state.alike import head_of, words_of
from foederis.state.rows import Pledge, State
from foederis.wire import to_json

_COUNTED = ("pledged", "fulfilled", "delivered")


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
    rows = [row for row in state.pledges if _is(row.receiver, to) and _is(row.giver, by)]
    lines = tuple(_line(some, giver=some[0].giver) for some in _grouped(rows, by_giver=True))
    counted = [row for row in rows if row.status in _COUNTED and row.quantity is not None]
    totals = tuple(_line(some, giver=None) for some in _grouped(counted, by_giver=False))
    return Ledger(state.on, to, by, lines, totals)


def ledger_json(found: Ledger) -> dict[str, Any]:
    """The ledger as JSON-ready values."""
    said = to_json(found)
    assert isinstance(said, dict)
    return said


def _is(party: str | None, wanted: str | None) -> bool:
    """Is it the party, one of its bodies, or one of several that act together?"""
    return wanted is None or any(one == wanted or one.startswith(f"{wanted}/") for one in (party or "").split(", "))


def _grouped(rows: Iterable[Pledge], *, by_giver: bool) -> Iterator[Sequence[Pledge]]:
    """Rows whose amounts may be added; those without an amount by themselves."""
    groups: dict[tuple[str, ...], list[Pledge]] = {}
    for row in rows:
        whose = (row.giver or "", row.receiver or "") if by_giver else ()
        status = "counted" if row.status in _COUNTED else row.status
        what = [] if row.currency and not by_giver else sorted(words_of(row.item))
        unit = row.currency or head_of(row.unit) or ""
        groups.setdefault((*whose, status, " ".join(what), unit, str(row.quantity is None)), []).append(row)
    yield from (groups[key] for key in sorted(groups))


def _line(rows: Sequence[Pledge], *, giver: str | None) -> Line:
    first = rows[0]
    promised = [row for row in rows if row.status != "delivered"]
    return Line(
        giver=giver,
        receiver=first.receiver if len({row.receiver for row in rows}) == 1 else None,
        item=first.item if giver or not first.currency else None,
        unit=first.unit,
        currency=first.currency,
        status="counted" if first.status in _COUNTED else first.status,
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
