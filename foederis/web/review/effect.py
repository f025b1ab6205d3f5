"""What a ruling changed in the state: the rows that carry the claim, before it and after."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from foederis.brief.names import Names
from foederis.model import Claim
from foederis.state.changes import Change, changes_of
from foederis.state.rows import Row
from foederis.state.said import starts
from foederis.web.desk import Desk
from foederis.web.moment import Moment
from foederis.web.pages import names_of
from foederis.web.shown.telling import status_of, title


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the state that carries a claim, in words."""

    kind: str
    id: str
    title: str
    status: str
    on: date


@dataclass(frozen=True, slots=True)
class Difference:
    """A row that a ruling brought, took away or altered."""

    change: Literal["new", "gone", "changed"]
    row: Line
    was: Line | None  #: of an altered row
    fields: tuple[str, ...]


Stood = Sequence[tuple[date, Mapping[str, Sequence[Row]]]]
"""The rows that some claims can bear on, by kind, on the days that tell about them."""


def stood(desk: Desk, moment: Moment, claims: Sequence[Claim]) -> Stood:
    """How things stand now beside forms of one claim. Raises NotYetError."""
    with desk.fold(moment) as fold:
        return [(day, _by_kind(fold.beside(claims, day, known=moment.known))) for day in _days(desk, moment, claims[0])]


def carried(desk: Desk, moment: Moment, claim: Claim) -> tuple[Line, ...]:
    """The rows that rest on the claim, on the first of the days that has any. Raises NotYetError."""
    for day in _days(desk, moment, claim):
        with desk.fold(moment) as fold:
            rows = list(fold.resting([claim], day, known=moment.known))
        if rows:
            return tuple(_line(names_of(desk), kind, row, day) for kind, row in rows)
    return ()


def _by_kind(rows: Iterable[tuple[str, Row]]) -> Mapping[str, Sequence[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for kind, row in rows:
        found[kind].append(row)
    return found


def _days(desk: Desk, moment: Moment, claim: Claim) -> tuple[date, ...]:
    """The page's day, and the day from which the claim counts where that is earlier."""
    last, first = desk.on(moment), starts(claim)
    return (last, first) if date.min < first < last else (last,)


def differences(names: Names, before: Stood, after: Stood) -> tuple[Difference, ...]:
    """What changed on the first of the days on which something did."""
    for (day, was), (_, now) in zip(before, after, strict=True):
        kinds = dict.fromkeys((*was, *now))
        changed = (change for kind in kinds for change in changes_of(kind, was.get(kind, ()), now.get(kind, ())))
        found = tuple(_told(names, change, day) for change in changed)
        if found:
            return found
    return ()


def _told(names: Names, change: Change, on: date) -> Difference:
    row = change.after or change.before
    assert row is not None, "a change is of a row"
    was = change.before if change.change == "changed" else None
    return Difference(
        change.change,
        _line(names, change.kind, row, on),
        _line(names, change.kind, was, on) if was else None,
        change.fields,
    )


def _line(names: Names, kind: str, row: Row, on: date) -> Line:
    return Line(kind, row.id, title(names, row), status_of(row), on)
