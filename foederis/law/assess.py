"""From an incident to every clause's finding on it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from foederis.law.facts import checked, settle
from foederis.law.load import load_law
from foederis.law.model import Assessment, Clause, Facts, Finding, Incident, Instrument, Law, Reason, Verdict
from foederis.law.rules import area, attacker, bound, doubts, force, history, standing


def assess(incident: Incident, on: date | None = None, law: Law | None = None) -> Assessment:
    """Put every clause of the law to the incident, on its own day or on `on`.

    Facts that are None are unknown and leave a clause arguable. A wrong place travels in `problems`; a fact outside its
    closed list or a state that does not exist raises `foederis.law.facts.CaseError`.
    """
    incident = checked(replace(incident, on=on) if on else incident)
    law = law or load_law()
    facts, problems = settle(incident)
    findings = tuple(finding(law, instrument, clause, facts) for instrument, clause in clauses(law))
    return Assessment(incident, findings, facts.where, facts.derived, problems)


def clauses(law: Law) -> Iterator[tuple[Instrument, Clause]]:
    """Every clause with its instrument, in order."""
    return ((instrument, clause) for instrument in law.instruments for clause in instrument.clauses)


def finding(law: Law, instrument: Instrument, clause: Clause, facts: Facts) -> Finding:
    """What one clause says of the facts, with all its reasons."""
    limbs = law.limbs(clause.area) if clause.area else ()
    tests = (
        standing(instrument, clause, facts),
        force(clause, facts),
        area(instrument, clause, limbs, facts),
        doubts(instrument, clause, facts),
        attacker(clause, facts),
    )
    past = history(clause, facts)
    verdict = judge([test.holds for test in tests], past.holds)
    reasons = (*tests, past)
    if verdict == "does_not_apply":
        return Finding(clause.id, verdict, None, (), (), (), None, None, None, None, (), (), (), reasons)
    sure, disputed = bound(instrument, clause, facts)
    return Finding(
        clause=clause.id,
        finding=verdict,
        duty=clause.duty,
        bound=sure,
        bound_disputed=disputed,
        may_invoke=_may_invoke(instrument, clause, facts),
        decides=clause.decides,
        procedure=clause.procedure,
        report=clause.report,
        ends=clause.ends,
        exceptions=clause.exceptions,
        gives_not=clause.gives_not,
        if_=tuple(_conditions(tests)) if verdict == "arguable" else (),
        reasons=reasons,
    )


def judge(tests: list[bool | None], settled: bool | None) -> Verdict:
    """A test that fails beats all; an open one makes it arguable, unless the clause's own use settled it."""
    if False in tests:
        return "does_not_apply"
    return "arguable" if None in tests and not settled else "applies"


def _may_invoke(instrument: Instrument, clause: Clause, facts: Facts) -> tuple[str, ...]:
    if clause.invoked_by == "target":
        return (facts.incident.target,)
    sure, _ = instrument.members(facts.incident.on)
    return tuple(sorted(sure))


def _conditions(reasons: tuple[Reason, ...]) -> Iterator[str]:
    """What would have to be so: the conditions of the open tests, innermost first where they have parts."""
    for reason in reasons:
        if reason.holds is None:
            inner = tuple(_conditions(reason.parts))
            yield from inner or ((reason.if_,) if reason.if_ else ())
