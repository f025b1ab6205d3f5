"""How things stood, as the pages ask it: rows of the state by kind, one row through time, the claims behind them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from operator import itemgetter
from typing import Final

from fastapi import HTTPException

from foederis.model import Claim
from foederis.state.rows import Conflict, Row
from foederis.state.said import starts
from foederis.web.pages import Ask
from foederis.web.shown.telling import status_of

KINDS: Final = (
    "members", "posts", "missions", "forces", "pledges", "partnerships", "proposals", "invocations", "incidents",
    "stances", "conflicts",
)  # fmt: skip
LOOKS: Final = 8  #: years in which a row is looked for that does not stand on the day asked about


@dataclass(frozen=True, slots=True)
class Step:
    """How a row looked from a day on; no row: the claims that count by then leave none."""

    on: date
    status: str | None
    row: Row | None
    because: tuple[str, ...]  #: the claims that begin to count on that day


def rows_on(ask: Ask, kind: str, on: date | None = None, of: str | None = None) -> Sequence[Row]:
    """The rows of one kind on a day, by itself the one that the page shows; 404 for a kind that there is not."""
    _check(kind)
    with ask.desk.fold(ask.moment) as fold:
        return fold.rows(kind, on or ask.desk.on(ask.moment), known=ask.moment.known, of=of)


def row_on(ask: Ask, kind: str, id_: str, on: date | None = None) -> Row | None:
    """The row of that id on a day."""
    _check(kind)
    with ask.desk.fold(ask.moment) as fold:
        return fold.row(kind, id_, on or ask.desk.on(ask.moment), known=ask.moment.known)


def resting_on(ask: Ask, claims: Iterable[Claim], on: date | None = None) -> Iterator[tuple[str, Row]]:
    """The rows of a day that rest on any of the claims, each with its kind, in the order of the kinds."""
    with ask.desk.fold(ask.moment) as fold:
        found = list(fold.resting(claims, on or ask.desk.on(ask.moment), known=ask.moment.known))
    return iter(sorted(found, key=lambda each: KINDS.index(each[0])))


def _check(kind: str) -> None:
    if kind not in KINDS:
        raise HTTPException(404, f"The state has no rows of the kind {kind}; it has {', '.join(KINDS)}.")


def claims_of(ask: Ask, ids: Iterable[str]) -> dict[str, Claim]:
    """Those of the claims that answers rest on, in order of the days on which they begin to count."""
    with ask.desk.fold(ask.moment) as fold:
        found = list(fold.claims(dict.fromkeys(ids)))
    return {claim.id: claim for claim in sorted(found, key=lambda claim: (starts(claim), claim.report, claim.start))}


def conflicts_of(ask: Ask, kind: str, row: Row) -> tuple[Conflict, ...]:
    """What the sources of a row of the day disagree on."""
    if isinstance(row, Conflict):
        return (row,)
    with ask.desk.fold(ask.moment) as fold:
        return tuple(fold.conflicts(kind, row, ask.desk.on(ask.moment), known=ask.moment.known))


def began(claims: Iterable[Claim]) -> Sequence[tuple[date, Sequence[Claim]]]:
    """The days, in order, on which claims begin to count, each with these claims."""
    by_day: dict[date, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_day[starts(claim)].append(claim)
    return sorted(by_day.items(), key=itemgetter(0))


def history(ask: Ask, kind: str, row: Row, days: Iterable[tuple[date, Sequence[Claim]]]) -> Iterator[Step]:
    """How the row looked on each of the days, on which these claims of it began to count."""
    for day, claims in days:
        with ask.desk.fold(ask.moment) as fold:  # one of its claims leads to the row
            found = fold.resting(claims[:1], day, known=ask.moment.known, kind=kind)
            then = next((other for name, other in found if name == kind and other.id == row.id), None)
        yield Step(day, status_of(then) if then else None, then, tuple(claim.id for claim in claims))


def elsewhen(ask: Ask, kind: str, id_: str) -> date | None:
    """A day on which there is such a row: the last day on record, else the end of a year, the latest first."""
    first, last = ask.desk.days
    ends = (date(year, 12, 31) for year in range(last.year - 1, max(first.year, last.year - LOOKS) - 1, -1))
    return next((day for day in (last, *ends) if row_on(ask, kind, id_, day)), None)
