"""What the law says as files: clauses, findings on an incident, a clause's reach, chains of duties, a comparison."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final

from foederis.law import Finding
from foederis.law.chain import Edge
from foederis.law.compare import Option
from foederis.law.model import Reason
from foederis.law.reach import Land
from foederis.web.tables import Cell, Table

FINDING: Final = (
    *("clause", "finding", "duty", "bound", "bound_disputed", "may_invoke", "decides", "procedure", "report", "ends"),
    *("exceptions", "gives_not", "if_"),
)
LAND: Final = ("name", "state", "inside", "because", "article")
EDGE: Final = ("step", "side", "state", "ally", "against", "duty", "clause", "finding", "torn")
OPTION: Final = (
    *("clause", "title", "duty", "bound", "bound_disputed", "mode", "civil", "military", "led_by", "budget"),
    *("procedure", "decides", "precedents", "exceptions"),
)


def findings_table(found: Iterable[tuple[str, Finding]]) -> Table:
    """Each clause's finding, with its instrument's title before it and its reasons after it."""
    rows = [(title, *_cells(one, FINDING), "; ".join(map(_reason, one.reasons))) for title, one in found]
    return Table("findings", ("instrument", *FINDING, "reasons"), rows)


def reach_table(clause: str, lands: Iterable[Land]) -> Table:
    """Which land of its parties a clause covers; `inside` is empty where its words leave that open."""
    return Table("reach", ("clause", *LAND), [(clause, *_cells(land, LAND)) for land in lands])


def duties_table(edges: Iterable[Edge]) -> Table:
    """Each duty of a chain."""
    return Table("duties", EDGE, [_cells(edge, EDGE) for edge in edges])


def options_table(options: Sequence[Option], needs: Sequence[str]) -> Table:
    """The clauses open to a state, with an answer and its reason for each need."""
    asked = [name for need in needs for name in (need, f"{need}: why")]
    rows = []
    for option in options:
        answers = {answer.need: (answer.answer, answer.why) for answer in option.answers}
        rows.append((*_cells(option, OPTION), *(cell for need in needs for cell in answers[need])))
    return Table("options", (*OPTION, *asked), rows)


def _reason(reason: Reason) -> str:
    holds = {True: "holds", False: "does not hold", None: "open"}[reason.holds]
    return f"{reason.test}: {holds}, {reason.because} ({reason.article})"


def _cells(one: Any, names: Iterable[str]) -> tuple[Cell, ...]:
    """The fields of these names, a list of words as one text."""
    values = (getattr(one, name) for name in names)
    return tuple("; ".join(value) if isinstance(value, tuple) else value for value in values)
