"""What to call a row of the state, which columns its table has, and which of the three answers it gives."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final, cast

from foederis.brief.names import Names, join
from foederis.brief.phrase import amount, load, predicate
from foederis.law.titles import clause_names
from foederis.model import Actor, Claim, Status
from foederis.state.alike import head_of, words_of
from foederis.state.rows import (
    Conflict,
    Force,
    Incident,
    Invocation,
    Member,
    Mission,
    Partnership,
    Pledge,
    Post,
    Proposal,
    Row,
    Stance,
    When,
)


@dataclass(frozen=True, slots=True)
class Column:
    """A field of a row as a table shows it: its heading, and the macro of `row_parts.html` that shows its value."""

    label: str
    field: str
    cell: str = "text"
    only_page: bool = False  #: shown on the row's own page, left out of the table


@dataclass(frozen=True, slots=True)
class Line:
    """A row with what to call it, its standing and since when or on which day."""

    title: str
    name: str  #: what to call it in a table whose columns tell the rest
    status: str
    when: When
    row: Row


_SINCE: Final = Column("Since", "since", "when")
_ON: Final = Column("On", "on", "when")
_STATUS: Final = Column("Standing", "status", "status")

COLUMNS: Final[Mapping[str, tuple[Column, ...]]] = {
    "members": (
        Column("State", "state", "actor", True), Column("Organisation", "org", "actor"), _STATUS, _SINCE,
        Column("Until", "until", "when"), Column("Invited", "invited", "when"), Column("Signed", "signed", "when"),
        Column("Ratified by", "ratified_by", "ratified", True),
    ),
    "posts": (
        Column("Post", "post", "post", True), Column("Holder", "holder", "person"),
        Column("Speaks for", "for_", "actor"), _SINCE, Column("Until", "until", "when"),
        Column("Extended until", "extended_until", "when", True),
        Column("Named to follow", "successor", "person"), Column("Talked of", "candidates", "people", True),
    ),
    "missions": (
        _STATUS, _SINCE, Column("Given by", "by", "actors"), Column("Part of", "part_of", "actor"),
        Column("Participants", "participants", "actors", True), Column("Command", "command", "actors", True),
        Column("People", "personnel", "number", True),
        Column("Because", "because", "reason"), Column("Mandate", "mandate", "text", True),
        Column("Host asked for", "consent", "text", True), Column("To resume if", "condition", "text", True),
    ),
    "forces": (
        Column("Of", "contributor", "actor"), Column("Number", "quantity", "number", True),
        Column("Unit", "unit", "text", True), Column("Where", "place", "place"),
        Column("There", "status", "status"), _SINCE,
        Column("Until", "until", "when", True), Column("Under", "command", "actor"),
        Column("Readiness", "readiness", "text", True),
    ),
    "pledges": (
        Column("Giver", "giver", "actor"), Column("Receiver", "receiver", "actor"),
        Column("Item", "item", "text", True), Column("Amount", "quantity", "number"),
        Column("Unit", "unit", "text", True),
        Column("Currency", "currency", "text", True), _STATUS, _ON, Column("Delivered under it", "delivered", "number"),
    ),
    "partnerships": (
        Column("Organisation", "org", "actor"), Column("With", "partner", "actor"),
        Column("Form", "form", "text", True), Column("Areas", "areas", "number", True),
        Column("Stands", "status", "status"), _SINCE,
    ),
    "proposals": (
        Column("Outcome", "outcome", "status"), Column("Put forward by", "by", "actors"),
        Column("Backed by", "backers", "actors"), Column("Opposed by", "objectors", "actors"),
        Column("Votes", "votes", "votes"), _ON, Column("Next", "next", "when"),
    ),
    "invocations": (
        Column("Clause", "clause", "clause", True), Column("By", "by", "actor"),
        Column("Invoked", "status", "status"), _ON, Column("Because", "because", "reason"),
        Column("Said to be the first", "first", "yes", True),
    ),
    "incidents": (
        Column("By", "by", "actors"), Column("Hit", "target", "actors"), Column("Where", "place", "place"),
        Column("In", "country", "actor"), _ON, Column("Killed", "killed", "range"),
    ),
    "stances": (
        Column("Of", "of", "actor"), Column("Toward", "toward", "actor"), Column("What", "stance", "text", True),
        Column("Status", "status", "status"), Column("About", "about", "text", True), _ON,
    ),
    "conflicts": (Column("Answers", "values", "values"), Column("Concerns", "of", "actors")),
}  # fmt: skip
"""The fields of each kind of row, in the order of its table; the row's name and its claims stand beside them."""

ANSWERS: Final[Mapping[str, tuple[str, ...]]] = {
    "yes": ("member", "active", "done", "pledged", "delivered", "adopted", "withdrawal_not_done", "stands"),
    "open": ("acceding", "suspended", "planned", "possible", "withdrawal_planned", "withdrawal_possible", "unknown",
             "shelved", "contradictory"),
    "no": ("not_done", "not", "rejected", "blocked"),
    "ended": ("ended", "withdrawn", "fulfilled"),
}  # fmt: skip
"""Which answer a status gives. What the record does not say has no row at all."""

TOLD: Final[Mapping[str, str]] = {
    "not_done": "expressly not", "not": "expressly not",
    "withdrawal_planned": "withdrawal planned", "withdrawal_possible": "withdrawal possible",
    "withdrawal_not_done": "expressly not withdrawn", "unknown": "not said", "contradictory": "reports contradict",
}  # fmt: skip
DONE: Final[Mapping[str, str]] = {
    "forces": "there",
    "invocations": "invoked",
    "partnerships": "stands",
    "stances": "expressed",
}
"""What `done` says of a kind of row."""

_DEEDS: Final = {"coerce": "coercion"}  #: nouns of the acts that are none themselves
_VERBS: Final = {"done": "invoked", "not_done": "not invoked", "planned": "to be invoked", "possible": "may be invoked"}


def status_of(row: Row) -> str:
    """The row's status or outcome as one word; a mission on which the reports contradict each other is so told."""
    if isinstance(row, Proposal):
        return row.outcome
    if isinstance(row, Mission) and row.status is None:
        return "contradictory"
    return str(getattr(row, "status", "stands"))


def by_standing(row: Row) -> Iterable[tuple[str, bool]]:
    """The row's status, and whether reports speak of it: for the groups of a fold."""
    return ((status_of(row), bool(row.claims)),)


def answer_of(status: str) -> str:
    """Which of the answers the status gives: yes, open, no or ended."""
    return next((answer for answer, some in ANSWERS.items() if status in some), "open")


def told_status(kind: str, status: str) -> str:
    """The standing of rows of a kind in a word or two."""
    return DONE.get(kind, "yes") if status == "done" else TOLD.get(status, status.replace("_", " "))


def title(names: Names, row: Row) -> str:
    """What to call a row: short, plain, understood by itself."""
    return _headline(_TITLES[type(row)](names, row))


def name(names: Names, row: Row) -> str:
    """What to call a row in a table whose columns tell the rest of its title."""
    make = _NAMES.get(type(row))
    return _headline(make(names, row)) if make else title(names, row)


def line(names: Names, row: Row) -> Line:
    """A row with what to call it."""
    when = getattr(row, "on", None) or getattr(row, "since", None)
    return Line(title(names, row), name(names, row), status_of(row), when, row)


def _headline(told: str) -> str:
    words = " ".join(told.split())
    return words[:1].upper() + words[1:]


def _member(names: Names, row: Member) -> str:
    return f"{names.code(row.state)} in {names.code(row.org)}"


def _post(names: Names, row: Post) -> str:
    return f"{names.post(row.post)}: {names.person(row.holder) if row.holder else 'holder not said'}"


def _mission(names: Names, row: Mission) -> str:
    owner = names.joint(row.part_of) if row.part_of else ""
    return f"{row.mission} ({owner})" if owner and owner.casefold() not in row.mission.casefold() else row.mission


def _force(names: Names, row: Force) -> str:
    unit = row.force if not row.unit or words_of(row.unit) <= words_of(row.force) else row.unit
    what = row.force if row.quantity is None else amount(row.quantity, unit)
    whose = names.joint(row.contributor) if row.contributor else ""
    said = not whose or any(names.mentions(what, code) for code in (row.contributor or "").split(", "))
    what = what if said or words_of(whose) <= words_of(what) else f"{what} of {whose}"
    place = names.joint(row.place) if row.place else ""
    return f"{what}, {place}" if place and not words_of(place) <= words_of(what) else what


def _pledge(names: Names, row: Pledge) -> str:
    giver = f" from {names.joint(row.giver)}" if row.giver else ""
    receiver = f" to {names.joint(row.receiver)}" if row.receiver else ""
    return f"{_pledged(names, row)}{giver}{receiver}"


def _partnership(names: Names, row: Partnership) -> str:
    return f"{names.code(row.org)} and {names.code(row.partner)}: {row.form or 'partnership'}"


def _proposal(_: Names, row: Proposal) -> str:
    return row.proposal


def _invocation(names: Names, row: Invocation) -> str:
    by = f" by {names.joint(row.by)}" if row.by else ""
    return f"{_clause(names, row)} {_VERBS.get(row.status, row.status)}{by}"


def _clause(_: Names, row: Invocation) -> str:
    known = clause_names().get(row.clause)
    return f"{known.name} ({known.about[:1].lower()}{known.about[1:]})" if known else row.clause


def _incident(names: Names, row: Incident) -> str:
    kind, what, by = row.what.partition(": ")[0], _deed(names, row), join(map(names.code, row.by))
    if not by:
        return what
    says = head_of(what) in {*load()[kind].nouns, _DEEDS.get(kind, kind)} and " by " not in what
    return f"{what} by {by}" if says else f"{what} ({_DEEDS.get(kind, kind)} by {by})"


def _deed(_: Names, row: Incident) -> str:
    kind, _colon, what = row.what.partition(": ")
    return what or _DEEDS.get(kind, kind)


def _stance(names: Names, row: Stance) -> str:
    """As its claims are told: `France called on Russia: to seek a ceasefire`."""
    of = names.joint(row.of)
    toward = (_party(names, row.toward),) if row.toward else ()
    status = cast(Status, row.status)
    told = predicate(Claim("", "", 0, 0, "", row.stance, targets=toward, object=row.about, status=status), names)
    return f"{of} {told}" if told else f"{of}: {row.stance}{f': {row.about}' if row.about else ''}"


def _party(names: Names, said: str) -> Actor:
    return Actor(names.joint(said), said if names.known(said) else None)


def _conflict(_: Names, row: Conflict) -> str:
    return row.about


def _pledged(_: Names, row: Pledge) -> str:
    item = row.item or "help"
    if row.quantity is None:
        return item
    what = amount(row.quantity, row.currency or row.unit or item)
    return what if words_of(item) <= words_of(what) else f"{what} ({item})"


_TITLES: Final[Mapping[type[Row], Callable[[Names, Any], str]]] = {
    Member: _member, Post: _post, Mission: _mission, Force: _force, Pledge: _pledge, Partnership: _partnership,
    Proposal: _proposal, Invocation: _invocation, Incident: _incident, Stance: _stance, Conflict: _conflict,
}  # fmt: skip

_NAMES: Final[Mapping[type[Row], Callable[[Names, Any], str]]] = {
    Member: lambda names, row: names.code(row.state),
    Post: lambda names, row: names.post(row.post),
    Pledge: _pledged,
    Partnership: lambda _, row: row.form or "partnership",
    Invocation: _clause,
    Incident: _deed,
}
"""What to call a row in a table of its kind, where that is less than its title."""


def said_in(names: Names, row: Row) -> str:
    """All that the row says in words, for finding words in it."""
    parties: Iterable[str | None] = row.parties()
    named = (names.joint(party) for party in parties if party)
    return " ".join((title(names, row), *named, *(text for text in _texts(row))))


def _texts(row: Row) -> Iterable[str]:
    values = (getattr(row, column.field) for some in COLUMNS.values() for column in some if hasattr(row, column.field))
    return (value for value in values if isinstance(value, str))


@dataclass(frozen=True, slots=True)
class Section:
    """Some of the rows of one kind, for a page about something else."""

    kind: str
    total: int
    lines: tuple[Line, ...]

    @property
    def columns(self) -> tuple[Column, ...]:
        return tuple(column for column in COLUMNS[self.kind] if not column.only_page)
