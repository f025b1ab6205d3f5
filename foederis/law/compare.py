"""Instruments side by side: what each would give a state on a day, and how that meets what it needs.

All of it is read off the instruments' data (`[clause.terms]`); nothing is weighed beyond counting the needs met.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from foederis.law.assess import clauses
from foederis.law.facts import check_states
from foederis.law.model import Clause, Facts, Incident, Law, Terms, Where
from foederis.law.rules import bound, standing

NOT_SAID = "not said"
RANK = {"yes": 2, "possible": 1, "no": 0, NOT_SAID: 0}


@dataclass(frozen=True, slots=True)
class Answer:
    """Whether a clause meets a need: yes, possible, no, or not said."""

    need: str
    answer: str
    why: str


@dataclass(frozen=True, slots=True)
class Option:
    """One clause as a choice for the target on that day."""

    clause: str
    title: str
    duty: str | None
    bound: tuple[str, ...]
    bound_disputed: tuple[str, ...]
    mode: str
    civil: str
    military: str
    led_by: str
    budget: str
    procedure: str
    decides: str
    precedents: tuple[str, ...]
    exceptions: tuple[str, ...]
    answers: tuple[Answer, ...]

    @property
    def met(self) -> int:
        return sum(answer.answer == "yes" for answer in self.answers)


def compare(law: Law, target: str, on: date, needs: tuple[str, ...]) -> tuple[Option, ...]:
    """The clauses open to `target` on that day, those that meet most needs first.

    Raises `ValueError` for a need that no instrument in the data speaks of, and `CaseError` for a state that is none.
    """
    known = sorted({need for _, clause in clauses(law) if clause.terms for need, _, _ in clause.terms.needs})
    if unknown := [need for need in needs if need not in known]:
        raise ValueError(f"no instrument speaks of {', '.join(unknown)}; needs are {', '.join(known)}")
    facts = Facts(check_states(Incident(on=on, target=target), ("target",)), Where())
    options = [
        _option(clause, clause.terms, needs, on, *bound(instrument, clause, facts))
        for instrument, clause in clauses(law)
        if clause.terms and standing(instrument, clause, facts).holds is not False
    ]
    return tuple(sorted(options, key=lambda option: (-_weight(option), -len(option.bound), option.clause)))


def _weight(option: Option) -> int:
    return sum(RANK[answer.answer] for answer in option.answers)


def _option(
    clause: Clause, terms: Terms, needs: tuple[str, ...], on: date, sure: tuple[str, ...], disputed: tuple[str, ...]
) -> Option:
    told = {need: (answer, why) for need, answer, why in terms.needs}
    return Option(
        clause=clause.id,
        title=clause.title,
        duty=clause.duty,
        bound=sure,
        bound_disputed=disputed,
        mode=terms.mode,
        civil=terms.civil,
        military=terms.military,
        led_by=terms.led_by,
        budget=terms.budget,
        procedure=terms.procedure,
        decides=clause.decides,
        precedents=tuple(f"{use.on}: {', '.join(use.by)}" for use in clause.uses if use.on and use.on <= on),
        exceptions=clause.exceptions,
        answers=tuple(Answer(need, *told.get(need, (NOT_SAID, "the data does not say"))) for need in needs),
    )


def as_text(options: tuple[Option, ...], target: str, on: date) -> Iterator[str]:
    """A grid of the options and the needs, each option with its terms, and what the comparison comes to."""
    yield f"Clauses open to {target} on {on}"
    yield from _grid(options)
    for option in options:
        yield ""
        yield f"{option.clause}  {option.title}: {option.duty or 'duty not known'}, {len(option.bound)} bound"
        yield from (f"  {answer.answer:8} {answer.need}: {answer.why}" for answer in option.answers)
        yield f"  mode: {option.mode}; led by: {option.led_by}"
        yield f"  civil: {option.civil}; military: {option.military}"
        yield f"  budget: {option.budget}"
        yield f"  procedure: {option.procedure}; decides: {option.decides}"
        yield f"  used before: {'; '.join(option.precedents) or 'never'}"
        yield from (f"  note: {line}" for line in option.exceptions)
    yield ""
    yield from _conclusion(options)


def _grid(options: tuple[Option, ...]) -> Iterator[str]:
    rows = [("clause", "bound", "mode", *(answer.need for answer in options[0].answers if options))] if options else []
    rows += [(o.clause, str(len(o.bound)), o.mode, *(answer.answer for answer in o.answers)) for o in options]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()


def _conclusion(options: tuple[Option, ...]) -> Iterator[str]:
    best = options[0].met if options else 0
    if not best:
        yield "No clause surely meets any of the needs named."
        return
    for option in options:
        if option.met == best:
            needs = ", ".join(a.need for a in option.answers if a.answer == "yes")
            count = f"{option.met} of {len(option.answers)} needs"
            yield f"{option.clause} meets {count} ({needs}) with {len(option.bound)} states bound."
    for option in options:
        missing = [f"{a.need} ({a.why})" for a in option.answers if a.answer == "no"]
        if option.met < best and missing:
            yield f"{option.clause} does not give {'; '.join(missing)}."
