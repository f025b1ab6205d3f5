"""The tables of the state, and a page for each of its rows: what it says, since when, and which sentences say so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Annotated, Final

from fastapi import APIRouter, HTTPException, Query

from foederis.brief.names import Names
from foederis.duties import duties
from foederis.duties.model import MissionAnswer
from foederis.model import Claim, Interval
from foederis.record import Filter
from foederis.state.rows import Conflict, Mission, Row, State
from foederis.web.briefs import Subject, briefed, of_claims
from foederis.web.files.rows import rows_table
from foederis.web.pages import Ask, Asked, names_of, page
from foederis.web.shown.paging import SIZE, Pages, from_end, pages
from foederis.web.shown.reference import Source, sources_of
from foederis.web.shown.stands import KINDS, Step, began, claims_of, conflicts_of, elsewhen, history, row_on, rows_on
from foederis.web.shown.telling import (
    ANSWERS,
    COLUMNS,
    Column,
    Line,
    answer_of,
    line,
    said_in,
    status_of,
    title,
    told_status,
)
from foederis.web.shown.through import Same
from foederis.web.tables import Table as File
from foederis.web.tables import part_of, table_page

router = APIRouter()
REPORTS: Final = 30  #: in which is looked for what a mission rests on
DAYS: Final = 8  #: of a row's history that one page looks at


@dataclass(frozen=True, slots=True)
class Facet:
    """One standing that rows of the table have."""

    status: str
    answer: str
    told: str
    rows: int


@dataclass(frozen=True, slots=True)
class Table:
    """A page of the rows of one kind, after the filters."""

    kind: str
    on: date
    of: str | None
    q: str | None
    status: str | None
    said: bool
    total: int  #: rows after the filters
    facets: tuple[Facet, ...]
    lines: tuple[Line, ...]
    pages: Pages

    @property
    def columns(self) -> tuple[Column, ...]:
        return tuple(column for column in COLUMNS[self.kind] if not column.only_page)

    @property
    def kinds(self) -> tuple[str, ...]:
        return KINDS

    @property
    def part(self) -> str | None:
        """What a file of the rows holds, where that is not all."""
        return part_of(self.total)


def _file(ask: Ask, shown: Table) -> tuple[File, ...]:
    found, _ = _found(ask, shown.kind, shown.of, shown.q, shown.status, shown.said)
    return (rows_table(ask, shown.kind, found),)


def _subject(ask: Ask, shown: Table) -> Subject:
    found, _ = _found(ask, shown.kind, shown.of, shown.q, shown.status, shown.said)
    text = f"{shown.kind} of {names_of(ask.desk).code(shown.of)}" if shown.of else shown.kind
    return of_claims(text, (claim for row in found for claim in row.claims))


@briefed(router, "/state/{kind}", _subject)
@table_page(router, "/state/{kind}", "state.html", _file)
def state_table(
    ask: Asked,
    kind: str,
    of: Annotated[str | None, Query(description="Only rows about that state or organisation.")] = None,
    q: Annotated[str | None, Query(description="Only rows that hold these words.", max_length=200)] = None,
    status: Annotated[str | None, Query(description="Only rows of that standing: active, not_done ...")] = None,
    said: Annotated[bool, Query(description="Only rows that rest on reports, not on who's who alone.")] = False,
    at: Annotated[int, Query(description="The first row of the page.", ge=0)] = 0,
) -> Table:
    """The rows of one kind of the state, those last spoken of first."""
    found, facets = _found(ask, kind, of, q, status, said)
    lines = tuple(line(names_of(ask.desk), row) for row in found[at : at + SIZE])
    return Table(kind, ask.desk.on(ask.moment), of or None, q or None, status or None, said, len(found),
                 facets, lines, pages(ask, len(found), at))  # fmt: skip


def _found(
    ask: Ask, kind: str, of: str | None, q: str | None, status: str | None, said: bool
) -> tuple[Sequence[Row], tuple[Facet, ...]]:
    """The rows after all filters, and which standings they would have without the one by standing."""
    rows, names = rows_on(ask, kind, of=of or None), names_of(ask.desk)
    if not (q or said or status):
        return _whole(kind, Same(rows))
    ordered = [row for row in _latest_first(rows) if row.claims or not said]
    ordered = [row for row in ordered if _holds(names, row, q)] if q else ordered
    return [row for row in ordered if status in (None, "", status_of(row))], _facets(kind, ordered)


@lru_cache(maxsize=40)
def _whole(kind: str, rows: Same[Sequence[Row]]) -> tuple[Sequence[Row], tuple[Facet, ...]]:
    ordered = _latest_first(rows.value)
    return ordered, _facets(kind, ordered)


def _latest_first(rows: Sequence[Row]) -> list[Row]:
    """Those that reports speak of before those of who's who alone; the state gives them in order of time."""
    silent = (row for row in rows if not row.claims)
    return [*(row for row in rows[::-1] if row.claims), *sorted(silent, key=_began, reverse=True)]


def _began(row: Row) -> date:
    """Rows of one day keep their order, which is that of names."""
    when: Interval | None = getattr(row, "since", None) or getattr(row, "on", None)
    return (when.latest or when.earliest or date.min) if when else date.min


def _holds(names: Names, row: Row, words: str) -> bool:
    said = said_in(names, row).casefold()
    return all(word in said for word in words.casefold().split())


def _facets(kind: str, rows: Iterable[Row]) -> tuple[Facet, ...]:
    counted = Counter(map(status_of, rows))
    order = [status for some in ANSWERS.values() for status in some]
    told = sorted(counted, key=lambda status: order.index(status) if status in order else len(order))
    return tuple(Facet(s, answer_of(s), told_status(kind, s), counted[s]) for s in told)


@dataclass(frozen=True, slots=True)
class RowPage:
    """A row with all that it rests on."""

    kind: str
    on: date
    title: str
    status: str
    row: Row
    steps: tuple[Step, ...]
    days: Pages  #: of the history, the last first
    claims: tuple[Claim, ...]
    pages: Pages  #: of the claims, the last first
    conflicts: tuple[Conflict, ...]
    reference: tuple[Source, ...]
    mission: MissionAnswer | None  #: for a mission: what it rests on in law

    @property
    def day(self) -> None:
        """Not absent: it stands on the day shown."""

    @property
    def columns(self) -> tuple[Column, ...]:
        return COLUMNS[self.kind]

    def step_columns(self) -> Iterator[tuple[Step, tuple[Column, ...]]]:
        """Each step with the fields in which it differs from the one before."""
        before: Row | None = None
        for step in self.steps:
            row = step.row
            if row is not None:
                changed = (
                    c for c in self.columns if before is None or getattr(before, c.field) != getattr(row, c.field)
                )
                yield step, tuple(c for c in changed if getattr(row, c.field) not in (None, ()))
            else:
                yield step, ()
            before = row


@dataclass(frozen=True, slots=True)
class Absent:
    """A row that does not stand on the day, and a day on which it does."""

    kind: str
    id: str
    on: date
    title: str
    day: date


def _subject_of_row(_: Ask, shown: RowPage | Absent) -> Subject:
    return of_claims(shown.title, shown.row.claims if isinstance(shown, RowPage) else ())


@briefed(router, "/state/{kind}/{row_id}", _subject_of_row)
@page(router, "/state/{kind}/{row_id}", "row.html")
def state_row(
    ask: Asked,
    kind: str,
    row_id: str,
    at: Annotated[int, Query(description="How many of its last claims to leave out.", ge=0)] = 0,
    days: Annotated[int | None, Query(description="How many of its history's last days to leave out.", ge=0)] = None,
    stood: Annotated[date | None, Query(description="A day on which it stood, to be named where it does not.")] = None,
) -> RowPage | Absent:
    """One row of the state: what it says on the day, how it came to that, and the sentences it rests on."""
    row = row_on(ask, kind, row_id)
    if row is None:
        return _absent(ask, kind, row_id, stood)
    on, names = ask.desk.on(ask.moment), names_of(ask.desk)
    latest = row_on(ask, kind, row_id, ask.desk.days[1])
    said = tuple(claims_of(ask, row.claims).values())
    told = began(claims_of(ask, (*row.claims, *(latest.claims if latest else ()))).values())
    later = sum(day > on for day, _ in told)
    steps, of_steps = from_end(ask, len(told), later if days is None else days, size=DAYS, name="days", first=later)
    some, of_claims = from_end(ask, len(said), at)
    return RowPage(
        kind=kind,
        on=on,
        title=title(names, row),
        status=status_of(row),
        row=row,
        steps=tuple(history(ask, kind, row, told[steps])),
        days=of_steps,
        claims=said[some],
        pages=of_claims,
        conflicts=conflicts_of(ask, kind, row),
        reference=sources_of(ask.desk.who, row),
        mission=_in_law(ask, row) if isinstance(row, Mission) else None,
    )


def _absent(ask: Ask, kind: str, row_id: str, stood: date | None) -> Absent:
    row = row_on(ask, kind, row_id, stood) if stood else None
    day = stood if row else elsewhen(ask, kind, row_id)
    row = row or (row_on(ask, kind, row_id, day) if day else None)
    if day is None or row is None:
        raise HTTPException(404, f"The record has no such row among {kind}; /state/{kind} lists those of a day.")
    return Absent(kind, row_id, ask.desk.on(ask.moment), title(names_of(ask.desk), row), day)


def _in_law(ask: Ask, row: Mission) -> MissionAnswer | None:
    """What the mission rests on, from the claims of the reports that speak of it, of many the last."""
    if not row.claims:
        return None
    id_ = row.reference[:1]
    missions = (each for each in rows_on(ask, "missions") if isinstance(each, Mission))
    rows = tuple(m for m in missions if m.id == row.id or (id_ and m.reference[:1] == id_))
    told = claims_of(ask, (claim for mission in rows for claim in mission.claims))
    reports = tuple(dict.fromkeys(claim.report for claim in told.values()))[-REPORTS:]
    claims = ask.desk.record.claims(Filter(reports=reports), reviewed=True)
    answers = duties(_only_missions(ask, rows), claims, ask.desk.who).missions
    return answers[0] if answers else None


def _only_missions(ask: Ask, rows: tuple[Mission, ...]) -> State:
    on, moment = ask.desk.on(ask.moment), ask.moment
    return State(on, moment.known, moment.recorded, None, missions=rows)
