"""What a ruling changed in the state: the rows that carry the claim, before it and after."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from foederis.brief.names import Names
from foederis.model import Claim
from foederis.state.changes import Change, changes
from foederis.state.rows import Row, State
from foederis.state.said import starts
from foederis.web.desk import Desk
from foederis.web.moment import Moment
from foederis.web.pages import names_of
from foederis.web.views.telling import status_of, title


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


@dataclass(frozen=True, slots=True)
class Stood:
    """The state at one time on the days that tell about a claim."""

    states: tuple[State, ...]


def stood(desk: Desk, moment: Moment, claim: Claim) -> Stood:
    """The state as it is now on the days that tell about the claim. Raises NotYetError."""
    with desk.fold(moment) as fold:
        return Stood(tuple(fold.state(day) for day in _days(desk, moment, claim)))


def carried(desk: Desk, moment: Moment, claim: Claim) -> tuple[Line, ...]:
    """The rows that rest on the claim, on the first of the days that has any. Raises NotYetError."""
    for day in _days(desk, moment, claim):
        with desk.fold(moment) as fold:
            state = fold.state(day)
        lines = tuple(_line(names_of(desk), kind, row, day) for kind, row in _carrying(state, claim.id))
        if lines:
            return lines
    return ()


def _days(desk: Desk, moment: Moment, claim: Claim) -> tuple[date, ...]:
    """The page's day, and the day from which the claim counts where that is earlier."""
    last, first = desk.on(moment), starts(claim)
    return (last, first) if date.min < first < last else (last,)


def differences(names: Names, before: Stood, after: Stood) -> tuple[Difference, ...]:
    """What changed on the first of the days on which something did."""
    for was, now in zip(before.states, after.states, strict=True):
        found = tuple(_told(names, change, now.on) for change in changes(was, now))
        if found:
            return found
    return ()


def _carrying(state: State, id_: str) -> Iterator[tuple[str, Row]]:
    return ((kind, row) for kind, rows in state.kinds() for row in rows if id_ in row.claims)


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
