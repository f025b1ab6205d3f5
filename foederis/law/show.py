"""An assessment for people, as lines of text, and for machines, as JSON-ready values."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from foederis.law.assess import clauses
from foederis.law.facts import to_case
from foederis.law.model import Assessment, Finding, Instrument, Law, Reason
from foederis.wire import to_json

MARKS = {True: "✓", False: "✗", None: "?"}
SAID = {"applies": "applies", "arguable": "arguable", "does_not_apply": "does not apply"}


def as_json(assessment: Assessment) -> dict[str, Any]:
    """The contract of `foederis casus --json`: the case as given, every clause's finding, and what was derived."""
    where = assessment.where
    return {
        "case": to_case(assessment.case),
        "findings": to_json(assessment.findings),
        "derived": list(assessment.derived),
        "place": {"home": where.home, "territory": where.territory, "areas": sorted(where.regions)},
        "problems": to_json(assessment.problems),
    }


def as_text(assessment: Assessment, law: Law) -> Iterator[str]:
    """The findings of the clauses that have a party among those involved, with their reasons; no legal advice."""
    case = assessment.case
    yield f"{case.on}  {case.form or 'incident'} against {case.target}{f' by {case.by}' if case.by else ''}"
    yield from (f"  derived: {line}" for line in assessment.derived)
    order = list(SAID)
    for instrument, finding in sorted(concerned(assessment, law), key=lambda pair: order.index(pair[1].finding)):
        yield ""
        yield f"{finding.clause}  {SAID[finding.finding]}  ({instrument.title})"
        yield from _finding_lines(finding)


def concerned(assessment: Assessment, law: Law) -> Iterator[tuple[Instrument, Finding]]:
    """The findings under instruments to which target, attacker or the state of the place was a party that day."""
    case = assessment.case
    involved = {case.target, case.by, case.country, case.at_home_of, assessment.where.home} - {None}
    for (instrument, _), finding in zip(clauses(law), assessment.findings, strict=True):
        if any(instrument.standing(str(state), case.on) is not False for state in involved):
            yield instrument, finding


def _finding_lines(finding: Finding) -> Iterator[str]:
    if finding.finding != "does_not_apply":
        yield f"  duty: {finding.duty or 'not known'}"
        yield f"  bound ({len(finding.bound)}): {' '.join(finding.bound) or 'nobody'}"
        if finding.bound_disputed:
            yield f"  disputed: {' '.join(finding.bound_disputed)}"
        yield f"  may invoke: {' '.join(finding.may_invoke)}; decides: {finding.decides}"
        yield f"  procedure: {finding.procedure}"
        yield f"  report: {finding.report}; ends: {finding.ends}"
        yield from (f"  exception: {line}" for line in finding.exceptions)
        yield from (f"  does not give: {line}" for line in finding.gives_not)
    yield from (f"  only if {condition}" for condition in finding.if_)
    telling = [r for r in finding.reasons if finding.finding != "does_not_apply" or r.holds is False]
    for reason in telling:
        if reason.test != "history" or reason.holds:
            yield from _reason_lines(reason, 1)


def _reason_lines(reason: Reason, depth: int) -> Iterator[str]:
    yield f"{'  ' * depth}{MARKS[reason.holds]} {reason.test}: {reason.because} [{reason.article}]"
    if len(reason.parts) > 1:
        for part in reason.parts:
            yield from _reason_lines(part, depth + 1)
