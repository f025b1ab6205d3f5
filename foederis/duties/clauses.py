"""Which clauses an incident opened, and what the record says of their use: two questions that are never mixed."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from foederis.duties.case import NoCase, as_known, cases
from foederis.duties.evidence import Evidence, first_day, last_day, meet
from foederis.duties.model import Call, Case, CaseAnswer, ClauseAnswer, IncidentAnswer, Standing, Use
from foederis.law import Assessment, Finding, assess
from foederis.law.assess import clauses as all_clauses
from foederis.law.model import Instrument, Law
from foederis.law.show import concerned
from foederis.model import Interval
from foederis.state.rows import Incident as IncidentRow
from foederis.state.rows import Invocation
from foederis.who.clauses import org_of_clause

WINDOW: Final = timedelta(days=92)
"""How long after an incident a clause is taken to be invoked over it when no report tells of both. The law's facts are
those "known in the weeks after"; the longest wait in the law's own history of uses is well within a quarter."""

Calls = Mapping[str, tuple[Invocation, ...]]  #: incident row's id -> the invocations that are about it


def law_as_of(law: Law, on: date) -> Law:
    """The law without the uses of its clauses that came after the day: what could be known of it then."""
    return replace(law, instruments=tuple(_instrument_as_of(instrument, on) for instrument in law.instruments))


def _instrument_as_of(instrument: Instrument, on: date) -> Instrument:
    clauses = (
        replace(clause, uses=tuple(use for use in clause.uses if use.on is None or use.on <= on))
        for clause in instrument.clauses
    )
    return replace(instrument, clauses=tuple(clauses))


def answer(row: IncidentRow, evidence: Evidence, calls: Calls) -> IncidentAnswer:
    """The incident's cases with the clauses of all treaties that have a party among those involved."""
    found = cases(row, evidence)
    if isinstance(found, NoCase):
        return IncidentAnswer(row, (), found.because)
    return IncidentAnswer(row, tuple(_case(case, evidence, calls.get(row.id, ())) for case in found))


def _case(case: Case, evidence: Evidence, calls: Sequence[Invocation]) -> CaseAnswer:
    last, first = assess(case.incident, law=evidence.law), None
    if case.days.earliest and case.days.earliest < case.incident.on:
        first = assess(case.incident, case.days.earliest, evidence.law)
    early = {finding.clause: finding for finding in first.findings} if first else {}
    own = [call for call in calls if _possible_by(call, _involved(case), evidence)]
    clauses = tuple(
        _clause(instrument, _over_days(finding, early.get(finding.clause), case), own)
        for instrument, finding in _concerned(last, evidence.law, own)
    )
    return CaseAnswer(case, clauses, tuple(problem.message for problem in last.problems))


def _involved(case: Case) -> set[str | None]:
    return {case.incident.target, case.incident.by}


def _concerned(assessment: Assessment, law: Law, calls: Sequence[Invocation]) -> Iterator[tuple[Instrument, Finding]]:
    """Clauses with a party among those involved, and those which the record says somebody invoked, or did not."""
    wanted = {finding.clause for _, finding in concerned(assessment, law)} | {call.clause for call in calls}
    for (instrument, _), finding in zip(all_clauses(law), assessment.findings, strict=True):
        if finding.clause in wanted:
            yield instrument, finding


def _over_days(finding: Finding, early: Finding | None, case: Case) -> Finding:
    """The finding for all days on which it may have been: where they differ it hangs on the day, and so on what the
    case takes for granted."""
    only_if = finding.if_
    verdict = finding.finding
    if early is not None and early.finding != verdict:
        telling = finding if verdict != "does_not_apply" else early
        finding, verdict = telling, "arguable"
        only_if = (*telling.if_, f"it was on such a day between {case.days.earliest} and {case.days.latest}")
    if verdict != "does_not_apply" and case.only_if:
        verdict, only_if = "arguable", (*case.only_if, *only_if)
    return replace(finding, finding=verdict, if_=only_if)


def _clause(instrument: Instrument, finding: Finding, calls: Sequence[Invocation]) -> ClauseAnswer:
    told = tuple(as_call(call, finding.may_invoke) for call in calls if call.clause == finding.clause)
    history = next((r.because for r in finding.reasons if r.test == "history" and r.holds), None)
    standing = _standing(finding)
    return ClauseAnswer(
        clause=finding.clause,
        instrument=instrument.title,
        standing=standing,
        finding=finding.finding,
        because="" if standing == "open" else _shut_by(finding),
        only_if=finding.if_,
        duty=finding.duty,
        bound=finding.bound,
        may_invoke=finding.may_invoke,
        history=history,
        use=use_of(told),
        calls=told,
    )


def as_call(row: Invocation, may_invoke: Sequence[str]) -> Call:
    """An invocation row beside those who may invoke the clause."""
    may = None if row.by is None or not may_invoke else row.by in may_invoke
    return Call(row.id, row.by, row.status, row.on, may, row.claims)


def use_of(calls: Sequence[Call]) -> Use:
    """What the record says of the clause's use; silence is "not said", never "no"."""
    done = {call.by for call in calls if call.status == "done"}
    not_done = {call.by for call in calls if call.status == "not_done"}
    if done & not_done:
        return "contradicted"
    if done:
        return "invoked"
    if not_done:
        return "not_invoked"
    return "talked_of" if calls else "not_said"


def _standing(finding: Finding) -> Standing:
    if finding.finding != "does_not_apply":
        return "open"
    failed = {part.test for part in finding.reasons[0].parts if part.holds is False}
    if "in force" in failed:
        return "not_in_force"
    return "no_party" if failed else "closed"


def _shut_by(finding: Finding) -> str:
    """The first test that fails, by its innermost failing part."""
    reason = next(reason for reason in finding.reasons if reason.holds is False and reason.test != "history")
    while inner := next((part for part in reason.parts if part.holds is False), None):
        reason = inner
    return f"{reason.because} [{reason.article}]"


def tie(evidence: Evidence) -> Calls:
    """Each incident's invocations: by the one hit, the one who did it, an organ, or nobody named, at the time, told in
    the same report or within `WINDOW`. Of incidents that could not be one event the one told nearest wins."""
    found: dict[str, list[Invocation]] = {}
    incidents = [as_known(incident, evidence)[0] for incident in evidence.state.incidents]
    for row in evidence.state.invocations:
        near = [(_nearness(row, incident, evidence), incident) for incident in incidents]
        best = max((level for level, _ in near), default=0)
        sure = [incident for level, incident in near if level == best and level]
        for level, incident in near:
            if level and any(_days_meet(incident, other) for other in sure):
                found.setdefault(incident.id, []).append(row)
    return {id_: tuple(rows) for id_, rows in found.items()}


def _days_meet(one: IncidentRow, other: IncidentRow) -> bool:
    return meet(one.on or Interval(), other.on or Interval())


def _nearness(row: Invocation, incident: IncidentRow, evidence: Evidence) -> int:
    """3: told in one sentence, 2: in one report, 1: within `WINDOW`, 0: not about it."""
    called, over, begun = last_day(row.on), last_day(incident.on), first_day(incident.on)
    if called is not None and begun is not None and called < begun:
        return 0
    hit = incident.target or ((incident.country,) if incident.country else ())
    if not _possible_by(row, {*map(evidence.known.whole, (*hit, *incident.by))}, evidence):
        return 0
    if row.by is None and not any(_party(row, evidence.known.whole(state), evidence) for state in hit):
        return 0
    mine, theirs = evidence.of(row), evidence.of(incident)
    if {(claim.report, claim.start) for claim in mine} & {(claim.report, claim.start) for claim in theirs}:
        return 3
    if {claim.report for claim in mine} & {claim.report for claim in theirs}:
        return 2
    near = called is not None and over is not None and called - WINDOW <= over <= called
    return int(near and row.by is not None)


def _possible_by(row: Invocation, involved: Collection[str | None], evidence: Evidence) -> bool:
    """Nobody named, one of those involved, an organ of the treaty's organisation, or, where the clause lets any party
    call on it, a party of the day."""
    by = evidence.known.whole(row.by) if row.by else None
    if by is None or by in involved or by == org_of_clause(row.clause):
        return True
    return _party(row, by, evidence, invoked_by="any-party")


def _party(row: Invocation, state: str, evidence: Evidence, invoked_by: str | None = None) -> bool:
    """Was the state a party to the clause on the day, and of those who may invoke it?"""
    on = last_day(row.on) or evidence.day
    return any(
        clause.id == row.clause and invoked_by in (None, clause.invoked_by) and instrument.standing(state, on)
        for instrument, clause in all_clauses(evidence.law)
    )
