"""What the treaties say, as a part of a brief: findings on an incident, a chain of duties, clauses side by side."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby
from operator import attrgetter
from typing import Final

from foederis.brief.model import Provision
from foederis.brief.names import Names, join
from foederis.brief.words import in_words, when
from foederis.law import Assessment, Finding, load_law, to_case
from foederis.law.chain import Chain, Edge
from foederis.law.compare import Option
from foederis.law.model import Clause, Instrument, Reason
from foederis.law.show import SAID, concerned
from foederis.law.titles import clause_names

NO_ADVICE: Final = "Read off the treaties' data, for analysts; no legal advice."
_HOLDS: Final = {True: "holds", False: "does not hold", None: "is open"}
_STEP: Final = attrgetter("step")
_OPTION: Final = (
    ("Collective or each by itself", "mode"), ("Civil help", "civil"), ("Military help", "military"),
    ("Led by", "led_by"), ("Budget", "budget"), ("Procedure", "procedure"), ("Decides", "decides"),
)  # fmt: skip
_TERMS: Final = (
    ("Condition", "condition"), ("Duty", "duty_says"), ("Decides", "decides"), ("Procedure", "procedure"),
    ("To be reported", "report"), ("Ends", "ends"),
)  # fmt: skip


def of_assessment(assessment: Assessment, names: Names) -> tuple[Provision, ...]:
    """The facts, then each clause that applies or is arguable, then in one those that do not apply and why.

    As on the command line, only clauses are told that had a party among those involved.
    """
    case = {name: value for name, value in to_case(assessment.case).items() if value is not None and name != "id"}
    facts = [f"{_spoken('day' if name == 'on' else name)}: {_fact(value, names)}" for name, value in case.items()]
    derived = (f"Follows: {in_words(line, names)}" for line in assessment.derived)
    found = [finding for _, finding in concerned(assessment, load_law())]
    telling = sorted((f for f in found if f.finding != "does_not_apply"), key=lambda f: [*SAID].index(f.finding))
    told = (Provision(f"{_clause(f.clause)}: {SAID[f.finding]}", tuple(_finding(f, names))) for f in telling)
    closed = tuple(f"{_clause(f.clause)}: {_shut(f, names)}" for f in found if f.finding == "does_not_apply")
    facts += [*derived, *(problem.message for problem in assessment.problems), NO_ADVICE]
    parts = (Provision("The incident", tuple(facts)), *told, Provision("Does not apply", closed))
    return tuple(part for part in parts if part.lines)


def of_chain(chain: Chain, names: Names) -> tuple[Provision, ...]:
    """Who stands on which side, then the duties of each step."""
    sides = chain.states()
    case = chain.incident
    heads = (("target", case.target), ("attacker", str(case.by)))
    stands = (f"With {names.code(of)}: {_states((s for s in sides if sides[s] == side), names)}" for side, of in heads)
    on = f"{names.code(str(case.by))} attacks {names.code(case.target)} on {when(case.on, case.on)}"
    steps = groupby(sorted(chain.edges, key=_STEP), key=_STEP)
    return (
        Provision("Who is drawn in", (on, *stands, NO_ADVICE)),
        *(Provision(f"Step {step}", tuple(_duties(edges, names))) for step, edges in steps),
    )


def of_options(target: str, on: date, options: Sequence[Option], names: Names) -> tuple[Provision, ...]:
    """Each clause open to the state, with what it gives and how that meets what was asked for."""
    opened = Provision(f"Open to {names.code(target)} on {when(on, on)}", (NO_ADVICE,))
    return (opened, *(Provision(f"{_clause(o.clause)}: {o.title}", tuple(_option(o, names))) for o in options))


def of_clause(instrument: Instrument, clause: Clause, on: date, names: Names) -> tuple[Provision, ...]:
    """What the clause says, and its parties on the day."""
    sure, disputed = instrument.members(on)
    lines = [f"{label}: {value}" for label, name in _TERMS if (value := getattr(clause, name))]
    lines += [f"Exception: {line}" for line in clause.exceptions] + [f"Does not give: {x}" for x in clause.gives_not]
    lines += [f"Parties on {when(on, on)}: {_states(sure, names)}"] if sure else []
    lines += [f"Disputed parties: {_states(disputed, names)}"] if disputed else []
    return (Provision(f"{_clause(clause.id)}: {clause.title}", (*lines, NO_ADVICE)),)


def _clause(id_: str) -> str:
    known = clause_names().get(id_)
    return known.name if known else id_


def _states(codes: Iterable[str], names: Names) -> str:
    return join(sorted(map(names.code, codes))) or "nobody"


def _spoken(name: str) -> str:
    return name.replace("_", " ").capitalize()


def _fact(value: object, names: Names) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list | tuple):
        return ", ".join(map(str, value))
    return in_words(str(value), names).replace("_", " ")


def _finding(finding: Finding, names: Names) -> Iterator[str]:
    yield f"Duty: {(finding.duty or 'not known').replace('_', ' ')}"
    yield f"Bound: {_states(finding.bound, names)}"
    if finding.bound_disputed:
        yield f"Disputed: {_states(finding.bound_disputed, names)}"
    yield f"May invoke: {_states(finding.may_invoke, names)}"
    told = (("Decides", finding.decides), ("Procedure", finding.procedure), ("To be reported", finding.report))
    yield from (f"{label}: {value}" for label, value in (*told, ("Ends", finding.ends)) if value)
    yield from (f"Exception: {line}" for line in finding.exceptions)
    yield from (f"Does not give: {line}" for line in finding.gives_not)
    yield from (f"Only if {in_words(line, names)}" for line in finding.if_)
    yield from (_reason(reason, names) for reason in finding.reasons if reason.test != "history" or reason.holds)


def _reason(reason: Reason, names: Names) -> str:
    return f"Why, {reason.test} {_HOLDS[reason.holds]}: {in_words(f'{reason.because} ({reason.article})', names)}"


def _shut(finding: Finding, names: Names) -> str:
    failed = (reason for reason in finding.reasons if reason.holds is False and reason.test != "history")
    return "; ".join(in_words(f"{reason.because} ({reason.article})", names) for reason in failed)


def _duties(edges: Iterable[Edge], names: Names) -> Iterator[str]:
    """Who owes the same under the same clause in one line; who owes the other side, too, is named again."""
    alike: dict[tuple[str, ...], list[Edge]] = defaultdict(list)
    for edge in edges:
        alike[edge.clause, edge.finding, edge.duty, edge.ally, edge.against].append(edge)
    for (clause, finding, duty, ally, against), some in alike.items():
        whom = f"for {names.code(ally)} against {names.code(against)}"
        torn = [edge.state for edge in some if edge.torn]
        both = f"; to the other side, too: {_states(torn, names)}" if torn else ""
        owed = f"{_clause(clause)} ({SAID[finding]}), {duty.replace('_', ' ')} {whom}"
        yield f"{owed}: {_states((edge.state for edge in some), names)}{both}"


def _option(option: Option, names: Names) -> Iterator[str]:
    yield from (f"{_spoken(one.need.replace('-', ' '))}: {one.answer}, {one.why}" for one in option.answers)
    yield f"Duty: {(option.duty or 'not known').replace('_', ' ')}"
    yield f"Bound: {_states(option.bound, names)}"
    if option.bound_disputed:
        yield f"Disputed: {_states(option.bound_disputed, names)}"
    yield from (f"{label}: {getattr(option, name)}" for label, name in _OPTION)
    yield f"Used before: {in_words('; '.join(option.precedents), names) or 'never'}"
    yield from (f"Note: {in_words(line, names)}" for line in option.exceptions)
