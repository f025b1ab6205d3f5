"""Mutual-defence clauses: what each says, when and between whom it was in force, and every use of it on record."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import astuple, dataclass, fields
from datetime import date
from typing import Final, Literal

from fastapi import APIRouter, HTTPException

from foederis.brief.law import of_clause
from foederis.law import load_law
from foederis.law.assess import clauses
from foederis.law.model import Clause, Instrument, Limb
from foederis.law.titles import clause_names
from foederis.state.rows import Invocation, Row
from foederis.web.briefs import Subject, briefed, of_claims
from foederis.web.pages import Ask, Asked, names_of, page
from foederis.web.shown.stands import rows_on
from foederis.web.shown.telling import Line, line
from foederis.web.tables import Table, table_page

router = APIRouter()
Force = Literal["in force", "unsettled", "not yet", "ended", "never"]
INVOKED_BY: Final = {"target": "the state attacked", "any-party": "any party"}


@dataclass(frozen=True, slots=True)
class Listed:
    """One clause in the list of all."""

    id: str
    title: str
    article: str
    instrument: str
    force: Force
    invoked: int
    not_invoked: int
    talked_of: int


@dataclass(frozen=True, slots=True)
class ClauseList:
    clauses: tuple[Listed, ...]
    elsewhere: tuple[Line, ...]  #: invocations of something that is no clause of the data

    def tables(self) -> tuple[Table, ...]:
        """The list of all."""
        columns = tuple(field.name for field in fields(Listed))
        return (Table("clauses", columns, [astuple(one) for one in self.clauses]),)


@dataclass(frozen=True, slots=True)
class ClausePage:
    """A clause with its instrument, and what the record says of its use up to the day."""

    clause: Clause
    instrument: Instrument
    force: Force
    invoked_by: str
    parties: tuple[str, ...]
    disputed: tuple[str, ...]
    limbs: tuple[Limb, ...]
    invoked: tuple[Line, ...]
    not_invoked: tuple[Line, ...]
    talked_of: tuple[Line, ...]

    @property
    def on_record(self) -> tuple[tuple[str, tuple[Line, ...]], ...]:
        return (
            ("Invoked", self.invoked),
            ("Expressly not invoked", self.not_invoked),
            ("Talked of: planned or possible", self.talked_of),
        )


def _subject_of_all(ask: Ask, _: ClauseList) -> Subject:
    return of_claims("treaty clauses", (claim for row in rows_on(ask, "invocations") for claim in row.claims))


@briefed(router, "/clauses", _subject_of_all)
@table_page(router, "/clauses", "clauses.html")
def clause_list(ask: Asked) -> ClauseList:
    """Every mutual-defence clause of the data, and how often the record tells of its use."""
    rows = _invocations(rows_on(ask, "invocations"))
    on, known = ask.desk.on(ask.moment), {clause.id for _, clause in clauses(load_law())}
    listed = []
    for instrument, clause in clauses(load_law()):
        said = [row.status for row in rows if row.clause == clause.id]
        done, no = said.count("done"), said.count("not_done")
        force = force_of(instrument, on)
        other = len(said) - done - no
        listed.append(Listed(clause.id, clause.title, clause.article, instrument.title, force, done, no, other))
    listed.sort(key=lambda one: -(one.invoked + one.not_invoked + one.talked_of))
    names = names_of(ask.desk)
    return ClauseList(tuple(listed), tuple(line(names, row) for row in rows if row.clause not in known))


def _subject(ask: Ask, shown: ClausePage) -> Subject:
    law = of_clause(shown.instrument, shown.clause, ask.desk.on(ask.moment), names_of(ask.desk))
    claims = (claim for _, lines in shown.on_record for line in lines for claim in line.row.claims)
    return of_claims(clause_names()[shown.clause.id].name, claims, law)


@briefed(router, "/clauses/{clause_id}", _subject)
@page(router, "/clauses/{clause_id}", "clause.html")
def clause_page(ask: Asked, clause_id: str) -> ClausePage:
    """One clause: its duty and conditions, its parties on the day, and its uses in history and in the record."""
    found = next(((i, c) for i, c in clauses(load_law()) if c.id == clause_id), None)
    if found is None:
        raise HTTPException(404, f"No clause in the data is called {clause_id!r}; /clauses lists all.")
    instrument, clause = found
    on, names = ask.desk.on(ask.moment), names_of(ask.desk)
    sure, disputed = instrument.members(on)
    rows = [row for row in _invocations(rows_on(ask, "invocations")) if row.clause == clause_id]

    def of(*statuses: str) -> tuple[Line, ...]:
        return tuple(line(names, row) for row in rows[::-1] if row.status in statuses)

    return ClausePage(
        clause=clause,
        instrument=instrument,
        force=force_of(instrument, on),
        invoked_by=INVOKED_BY[clause.invoked_by],
        parties=tuple(sorted(sure)),
        disputed=tuple(sorted(disputed)),
        limbs=load_law().limbs(clause.area) if clause.area else (),
        invoked=of("done"),
        not_invoked=of("not_done"),
        talked_of=of("planned", "possible"),
    )


def _invocations(rows: Iterable[Row]) -> list[Invocation]:
    return [row for row in rows if isinstance(row, Invocation)]


def force_of(instrument: Instrument, on: date) -> Force:
    """Whether the instrument was in force on the day; unsettled where its first day or its entry is not sure."""
    if instrument.ended and on >= instrument.ended:
        return "ended"
    if instrument.in_force is None:
        return "never"
    if on < instrument.in_force:
        return "not yet"
    return "in force" if instrument.sure and on >= instrument.sure else "unsettled"
