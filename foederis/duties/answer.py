"""All answers from a state, its claims, who's who and the law."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from foederis.duties import clauses, missions, requests
from foederis.duties.case import incident_case
from foederis.duties.evidence import Evidence, gather
from foederis.duties.model import Duties
from foederis.law import CaseError, Incident, load_law
from foederis.law.model import Law
from foederis.model import MIN_CONFIDENCE, Claim
from foederis.state.rows import Incident as Row
from foederis.state.rows import State
from foederis.who import Who

if TYPE_CHECKING:
    from foederis.record import Record


def duties(state: State, claims: Iterable[Claim], who: Who, law: Law | None = None) -> Duties:
    """What the law says of the state. `claims` are those it was folded from; those that count later are left aside."""
    return _answer(_evidence(state, claims, who, law))


def of_record(
    record: Record, who: Who, on: date, *, known: date | None = None, min_confidence: float = MIN_CONFIDENCE
) -> Duties:
    """The same from a record's trusted claims, its reviews applied."""
    return _answer(_of_record(record, who, on, known, min_confidence))


def incident_of_record(record: Record, who: Who, id_: str, on: date, *, known: date | None = None) -> Incident:
    """The incident that stands under the id in the state on the day, in the law's terms.

    CaseError where the record has none of that id, or the law cannot be asked about it.
    """
    evidence = _of_record(record, who, on, known, MIN_CONFIDENCE)
    row = next((row for row in evidence.state.incidents if row.id == id_), None)
    if row is None:
        raise CaseError(f"the record has no incident {id_!r} on {on}; `foederis duties` lists them with their ids")
    return incident_case(row, evidence)


def incident_of(row: Row, state: State, claims: Iterable[Claim], who: Who) -> Incident:
    """A row's incident in the law's terms, where only what bears on it is at hand; CaseError as above.

    `state` has the incidents that hit the same; `claims` are those of all these rows, of the row's reports, and those
    by which somebody denies it.
    """
    return incident_case(row, _evidence(state, claims, who, None))


def _of_record(record: Record, who: Who, on: date, known: date | None, min_confidence: float) -> Evidence:
    from foederis.record import Filter, trusted
    from foederis.state.fold import folded_record

    state = folded_record(record, who, known=known, min_confidence=min_confidence).state(on, known=known)
    return _evidence(state, trusted(record, Filter(known=known), min_confidence=min_confidence), who, None)


def _evidence(state: State, claims: Iterable[Claim], who: Who, law: Law | None) -> Evidence:
    day = min(filter(None, (state.on, state.known)))
    return gather(state, claims, who, clauses.law_as_of(law or load_law(), day))


def _answer(evidence: Evidence) -> Duties:
    calls = clauses.tie(evidence)
    tied = {row.id for rows in calls.values() for row in rows}
    return Duties(
        on=evidence.state.on,
        known=evidence.state.known,
        incidents=tuple(clauses.answer(row, evidence, calls) for row in evidence.state.incidents),
        missions=missions.answers(evidence),
        help=requests.answers(evidence),
        untied=tuple(clauses.as_call(row, ()) for row in evidence.state.invocations if row.id not in tied),
    )
