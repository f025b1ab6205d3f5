"""Which claims are wanted, and the same as SQL conditions with every value bound."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final, Literal

from sqlalchemy import ColumnElement, Select, String, and_, exists, func, or_, select, union_all

from foederis.model import Status
from foederis.record import search
from foederis.record.tables import claim, held_first, held_last, party, provenance, reading
from foederis.record.times import end_of

Order = Literal["recorded", "published", "held", "confidence"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """Which claims are wanted; a field left at None (or empty) asks nothing.

    Parties are given as a state or organisation (`NATO` finds its bodies, `NATO/NAC`, too), a person's slug, or the
    words used.
    """

    act: str | None = None
    actor: str | None = None
    target: str | None = None
    speaker: str | None = None
    party: str | None = None  #: an actor or a target
    report: str | None = None  #: a report's name, the end of its path, or its text's sha256
    reports: tuple[str, ...] | None = None  #: whole names of reports
    status: Status | None = None
    place: str | None = None  #: part of the place as written
    country: str | None = None
    text: str | None = None  #: words that the sentence or object holds, in any order and inflection
    since: date | None = None  #: held on or after; a claim with one side of its dates unknown stands on the other
    until: date | None = None  #: held on or before; a claim without any date is not found by a date
    known: date | None = None  #: only reports certainly published by then
    recorded: date | datetime | None = None  #: only what the record held then, reviews included
    min_confidence: float | None = None
    ids: tuple[str, ...] | None = None
    order: Order = "recorded"
    descending: bool = False
    limit: int | None = None
    offset: int = 0


_LATER: Final = reading.alias()  # made once: it takes milliseconds
ROLES: Final = {"actor": ("actor",), "target": ("target",), "speaker": ("speaker",), "party": ("actor", "target")}
_ORDERS: Final[dict[Order, tuple[Any, ...]]] = {
    "recorded": (),
    "published": (claim.c.published,),
    "held": (held_first,),
    "confidence": (claim.c.confidence,),
}


def conditions(wanted: Filter, dialect: str) -> Iterator[ColumnElement[bool]]:
    """What a row of `claim` must satisfy, apart from standing in a current reading."""
    for name in ("act", "status", "country"):
        if (value := getattr(wanted, name)) is not None:
            yield claim.c[name] == value
    for name, roles in ROLES.items():
        if (value := getattr(wanted, name)) is not None:
            yield claim.c.row.in_(claims_of_party(value, roles))
    yield from (claim.c.reading.in_(rows) for rows in readings_of(wanted))
    if wanted.place is not None:
        yield claim.c.place.icontains(wanted.place, autoescape=True)
    if words := search.words_in(wanted.text):
        yield claim.c.row.in_(search.claims_holding(words, dialect))
    if wanted.min_confidence is not None:
        yield claim.c.confidence >= wanted.min_confidence
    if wanted.ids is not None:
        yield claim.c.id.in_(wanted.ids)
    yield from _times(wanted)


def _times(wanted: Filter) -> Iterator[ColumnElement[bool]]:
    if wanted.since is not None:
        yield held_last >= wanted.since.isoformat()
    if wanted.until is not None:
        yield held_first <= wanted.until.isoformat()
    if wanted.known is not None:
        yield claim.c.published <= wanted.known.isoformat()


def in_order(statement: Select[Any], wanted: Filter) -> Select[Any]:
    """The statement with the order asked for; ties, and `recorded` itself, go by arrival. Unknown dates count as first.

    That is how SQLite orders by itself, so that its indexes serve.
    """
    keys = [*_ORDERS[wanted.order], claim.c.row]
    if wanted.descending:
        return statement.order_by(*(key.desc().nulls_last() for key in keys))
    return statement.order_by(*(key.asc().nulls_first() for key in keys))


def standing_at(recorded: date | datetime | None) -> ColumnElement[bool]:
    """Whether a reading is the one of its text that stood at the end of `recorded` (now, for None)."""
    later = _LATER.c
    replaced = exists().where(later.sha256 == reading.c.sha256, later.leading, later.row > reading.c.row)
    if recorded is None:
        return and_(reading.c.leading, ~replaced)
    # Rows and instants rise together, so that the index on (sha256, leading, row) still answers alone.
    newest = select(func.max(reading.c.row)).where(reading.c.recorded <= end_of(recorded)).scalar_subquery()
    return and_(reading.c.leading, reading.c.row <= newest, ~replaced.where(later.row <= newest))


def unindexed(column: ColumnElement[Any]) -> ColumnElement[Any]:
    """The column as an expression, which SQLite does not look up in an index, so that it goes the other way round.

    Left to itself it takes all claims in turn where a few would do (sqlite.org/optoverview.html, "Disqualifying WHERE
    Clause Terms using Unary +"; text, in PostgreSQL, knows no plus).
    """
    return column + "" if isinstance(column.type, String) else column + 0


def readings_of(wanted: Filter) -> Iterator[Select[tuple[int]]]:
    """The rows of the readings of each choice of reports that is asked for."""
    texts = [] if wanted.report is None else [texts_named(wanted.report)]
    if wanted.reports is not None:
        texts.append(select(provenance.c.sha256).where(provenance.c.name.in_(wanted.reports)))
    return (select(reading.c.row).where(reading.c.sha256.in_(some)) for some in texts)


def texts_named(report: str) -> Select[tuple[str]]:
    """The sha256 of every text that came under the name, under a path ending in it, or that has this sha256."""
    tail = [provenance.c.name.endswith(mark + report, autoescape=True) for mark in "/\\!"]
    named = or_(provenance.c.name == report, provenance.c.sha256 == report, *tail)
    return select(provenance.c.sha256).where(named)


def claims_of_party(value: str, roles: tuple[str, ...]) -> Select[tuple[int]]:
    """The rows of the claims that have the party in one of the roles."""
    parts = (party.c.for_ > f"{value}/") & (party.c.for_ < f"{value}0")
    # "0" follows "/" in ASCII: the range holds what begins with the value and a slash, by the index.
    named = (party.c.for_ == value, parts, party.c.id == value, party.c.words == value.casefold())
    found = union_all(*(select(party.c.claim).where(each, party.c.role.in_(roles)) for each in named)).subquery()
    return select(found.c.claim)
