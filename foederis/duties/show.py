"""The answers for machines, as JSON-ready values, and for people, as indented lines; no legal advice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any, Final, NamedTuple

from foederis.duties.model import (
    Asked,
    Call,
    CaseAnswer,
    Change,
    ClauseAnswer,
    Duties,
    Ground,
    Help,
    IncidentAnswer,
    MissionAnswer,
    Offer,
)
from foederis.law.facts import to_case
from foederis.law.model import Incident
from foederis.state.fold import row_json
from foederis.state.rows import When

NOT_SAID: Final = "the record does not say"
USES: Final = {
    "invoked": "invoked",
    "not_invoked": "expressly not invoked",
    "contradicted": "sources contradict each other on whether it was invoked",
    "talked_of": "talked of, not said to be invoked",
    "not_said": f"{NOT_SAID} whether it was invoked",
}
SHUT: Final = {"closed": "shut out on these facts", "no_party": "not for this target", "not_in_force": "not in force"}
CONSENTS: Final = {
    "given": "asked for or agreed by the host",
    "contested": "given by the host; an organ of it has since or besides demanded that troops leave",
    "leave_demanded": f"an organ of the host demanded that troops leave; {NOT_SAID} whether consent was given",
    "withdrawn": "the host's government asked that it leave",
    "not_said": NOT_SAID,
}
ANSWERS: Final = {
    "delivered": "delivered",
    "offered": "offered",
    "refused": "refused",
    "not_said": "no answer on record",
}


class Line(NamedTuple):
    """A line of text and how deep it stands."""

    depth: int
    text: str


def as_json(duties: Duties) -> dict[str, Any]:
    """One object: `on`, `known`, `incidents`, `missions`, `help`, `untied`; unknown is null, dates as in the state."""
    return {
        "on": duties.on.isoformat(),
        "known": duties.known.isoformat() if duties.known else None,
        "incidents": [_incident_json(answer) for answer in duties.incidents],
        "missions": [_value(answer) for answer in duties.missions],
        "help": [_value(each) | {"unmet": [one.what for one in each.unmet]} for each in duties.help],
        "untied": [_value(call) for call in duties.untied],
    }


def _incident_json(answer: IncidentAnswer) -> dict[str, Any]:
    cases = [
        {
            "case": to_case(one.case.incident),
            "days": _value(one.case)["days"],
            "facts": [_value(fact) for fact in one.case.facts],
            "only_if": list(one.case.only_if),
            "clauses": [_value(clause) for clause in one.clauses],
            "notes": list(one.notes),
        }
        for one in answer.cases
    ]
    return {"incident": _value(answer.row), "cases": cases, "not_assessed": answer.not_assessed}


def _value(value: Any) -> Any:
    return row_json(value)


def as_lines(duties: Duties) -> Iterator[Line]:
    """Everything that the record gives rise to; incidents that the law cannot be asked about last, in short."""
    for answer in duties.incidents:
        for one in answer.cases:
            yield from _case_lines(answer, one)
    yield from _not_assessed(duties.incidents)
    for mission in duties.missions:
        yield from _mission_lines(mission)
    for help_ in duties.help:
        yield from _help_lines(help_)
    if duties.untied:
        yield Line(0, "invocations that no incident of the record accounts for")
        yield from (Line(1, _call(call)) for call in duties.untied)


def _case_lines(answer: IncidentAnswer, one: CaseAnswer) -> Iterator[Line]:
    row, case = answer.row, one.case.incident
    where = f" in {case.place or case.country}" if case.place or case.country else ""
    by = f" by {case.by}" if case.by else ""
    yield Line(0, f"incident {row.id}  {_days(row.on)}  {case.form or row.what} against {case.target}{by}{where}")
    yield from (Line(1, f"taken for granted: {taken}") for taken in one.case.only_if)
    yield Line(1, f"facts: {'; '.join(_facts(case)) or 'none'}; unknown: {', '.join(_unknown(case)) or 'none'}")
    yield from (Line(1, f"note: {note}") for note in one.notes)
    for clause in one.clauses:
        if clause.standing == "open" or clause.calls:
            yield from _clause_lines(clause)
    yield from _shut(clause for clause in one.clauses if clause.standing != "open" and not clause.calls)
    yield Line(1, f"claims: {' '.join(row.claims)}")


_FACTS: Final = ("form", "object", "attribution", "origin", "accident", "force", "first_use", "scale", "country")


def _facts(case: Incident) -> Iterator[str]:
    values = ((name, getattr(case, name)) for name in _FACTS)
    return (f"{name} {'no' if value is False else value}" for name, value in values if value is not None)


def _unknown(case: Incident) -> Iterator[str]:
    return (name for name in ("by", *_FACTS) if getattr(case, name) is None)


def _clause_lines(clause: ClauseAnswer) -> Iterator[Line]:
    state = clause.finding if clause.standing == "open" else f"{SHUT[clause.standing]} ({clause.because})"
    yield Line(1, f"{clause.clause}  {state}; {USES[clause.use]}")
    yield from (Line(2, _call(call)) for call in clause.calls)
    if clause.standing == "open":
        yield Line(2, f"may invoke: {' '.join(clause.may_invoke)}; bound: {len(clause.bound)}; duty: {clause.duty}")
    if clause.only_if:
        yield Line(2, f"only if {'; '.join(clause.only_if)}")
    if clause.history:
        yield Line(2, f"the law's history: {clause.history}")


def _call(call: Call) -> str:
    may = ", who is not one of those who may invoke it" if call.may is False else ""
    said = f"{call.status.replace('_', ' ')} by {call.by or 'nobody named'}{may}"
    return f"{said}  {_days(call.on)}  claims: {' '.join(call.claims)}"


def _shut(clauses: Iterable[ClauseAnswer]) -> Iterator[Line]:
    """Clauses that are not open, those with one reason together."""
    by_reason: dict[str, list[str]] = defaultdict(list)
    for clause in clauses:
        by_reason[f"{SHUT[clause.standing]}: {clause.because}"].append(clause.clause)
    for because, ids in by_reason.items():
        yield Line(1, f"{', '.join(ids)}  {because}")


def _not_assessed(answers: Iterable[IncidentAnswer]) -> Iterator[Line]:
    left = [answer for answer in answers if answer.not_assessed]
    if left:
        yield Line(0, "incidents that the law cannot be asked about")
    for answer in left:
        row = answer.row
        yield Line(1, f"{row.id}  {_days(row.on)}  {row.what}: {answer.not_assessed}  claims: {' '.join(row.claims)}")


def _mission_lines(answer: MissionAnswer) -> Iterator[Line]:
    host = f" in {answer.host}" if answer.host else ""
    yield Line(0, f"mission {answer.id}  {answer.mission}{host}: {answer.status or NOT_SAID}")
    yield from (Line(1, f"{what}: {status or 'sources disagree'}") for what, status in answer.activities)
    yield Line(1, f"mandate: {'' if answer.mandate else NOT_SAID}".rstrip())
    yield from (Line(2, _ground(ground)) for ground in answer.mandate)
    yield Line(1, f"host's consent: {CONSENTS[answer.consent]}")
    yield from (Line(2, f"for it: {_ground(ground)}") for ground in answer.asked_in)
    yield from (Line(2, f"to leave: {_ground(ground)}") for ground in answer.asked_out)
    yield from (Line(1, _change(change)) for change in answer.changes)


def _ground(ground: Ground) -> str:
    by = f" by {', '.join(ground.by)}" if ground.by else ""
    rest = f"claims: {' '.join(ground.claims)}" + (f"  {' '.join(ground.reference)}" if ground.reference else "")
    return f"{ground.kind} ({ground.status}){by}: {ground.what or 'no words given'}  {_days(ground.on)}  {rest}"


def _change(change: Change) -> str:
    by = f" by {', '.join(change.by)}" if change.by else ""
    why = f"; because {change.because}" if change.because else ""
    when = f"; on condition: {change.condition}" if change.condition else ""
    said = f"{change.act} ({change.status.replace('_', ' ')}){by}: {change.what or 'no words given'}"
    return f"{said}  {_days(change.on)}{why}{when}  claims: {' '.join(change.claims)}"


def _help_lines(help_: Help) -> Iterator[Line]:
    yield Line(0, f"help under {help_.clause}, called for by {help_.by}  {_days(help_.invoked)}")
    if not help_.asked:
        yield Line(1, f"asked: {NOT_SAID} what")
    yield from (Line(1, _asked(one)) for one in help_.asked)
    yield from (Line(1, _offer(offer)) for offer in help_.offers)
    yield Line(1, f"unmet: {'; '.join(one.what or '?' for one in help_.unmet) or 'nothing that the record tells of'}")
    yield Line(1, f"bound, and nothing said of their help ({len(help_.silent)}): {' '.join(help_.silent) or 'nobody'}")
    yield Line(1, f"claims: {' '.join(help_.claims)}")


def _asked(one: Asked) -> str:
    asked = "asked" if one.status == "done" else f"asked ({one.status})"
    by = f" by {', '.join(one.by)}" if one.by else ""
    rest = f"claims: {' '.join(one.claims)}" + (f"; answer: {' '.join(one.answered)}" if one.answered else "")
    of = ", ".join(one.of) or "nobody named"
    return f"{asked}: {one.what or '?'}, of {of}  {_days(one.on)}: {ANSWERS[one.answer]}{by}  {rest}"


def _offer(offer: Offer) -> str:
    amount = f"{offer.quantity:,.15g} {offer.unit or ''} " if offer.quantity is not None else ""
    bound = "" if offer.bound is not False else " (not bound)"
    said = f"{offer.status.replace('_', ' ')}: {amount}{offer.what or '?'}, by {offer.giver or 'nobody named'}{bound}"
    return f"{said}  {_days(offer.on)}  claims: {' '.join(offer.claims)}"


def _days(days: When) -> str:
    """One day, or several as `A..B` with an unknown side left out."""
    if days is None:
        return "undated"
    if days.earliest == days.latest:
        return str(days.earliest or "undated")
    return f"{days.earliest or ''}..{days.latest or ''}"
