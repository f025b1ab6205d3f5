"""The tables of a record, the same for SQLite and PostgreSQL.

Rows are only ever inserted. Dates are ISO 8601 text and instants UTC text of one fixed width, so that both sort as they
stand and read the same in every tool. `reading.leading` says whether the reading took the place of the one before it
when it arrived; the last leading reading of a text is the current one. A row of `claim` with `review` is the corrected
form that this review gave.
"""

from __future__ import annotations

from typing import Any, Final, TypeAlias

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Row,
    Table,
    Text,
    func,
)

FORMAT: Final = 2
"""Raised when a table changes its meaning or others must be kept up with it; older programs then refuse the record.

1 had no index of the words of reports, and parties were not indexed by role; a record of it is brought up to date when
it is opened where it may be written.
"""

metadata: Final = MetaData()

AnyRow: TypeAlias = "Row[*tuple[Any, ...]]"

_Key = Text().with_variant(Text(collation="C"), "postgresql")  # compared by code point there as in SQLite
_Row = BigInteger().with_variant(Integer, "sqlite")  # SQLite numbers rows itself only where the type is INTEGER


def _row() -> Column[int]:
    return Column("row", _Row, primary_key=True, autoincrement=False)


def _partial(name: str, column: Column[Any], *more: Column[Any]) -> Index:
    """An index that leaves out the rows, most of them, in which the column is null."""
    filled = column.isnot(None)
    return Index(name, column, *more, sqlite_where=filled, postgresql_where=filled)


format_ = Table(
    "format",
    metadata,
    Column("version", Integer, nullable=False),
    Column("program", Text, nullable=False),
    Column("made", _Key, nullable=False),
)

text = Table("text", metadata, Column("sha256", _Key, primary_key=True), Column("text", Text, nullable=False))

provenance = Table(
    "provenance",
    metadata,
    _row(),
    Column("sha256", _Key, ForeignKey("text.sha256"), nullable=False, index=True),
    Column("name", _Key, nullable=False, index=True),
    Column("source_sha256", _Key, nullable=False),
    Column("title", Text),
    Column("author", Text),
    Column("publisher", Text),
    Column("url", Text),
    Column("language", Text),
    Column("published_earliest", _Key),
    Column("published_latest", _Key),
    Column("because", Text, nullable=False),
    Column("recorded", _Key, nullable=False),
    Column("digest", _Key, nullable=False, unique=True),
)

reading = Table(
    "reading",
    metadata,
    _row(),
    Column("sha256", _Key, ForeignKey("text.sha256"), nullable=False),
    Column("provenance", _Row, ForeignKey("provenance.row"), nullable=False),
    Column("name", _Key, nullable=False),
    Column("reader", _Key, nullable=False),
    Column("published_earliest", _Key),
    Column("published_latest", _Key),
    Column("furniture", Text, nullable=False),
    Column("unread", Text),
    Column("claims", Integer, nullable=False),
    Column("leading", Boolean, nullable=False),
    Column("recorded", _Key, nullable=False),
    Column("digest", _Key, nullable=False),
    Index("reading_of_text", "sha256", "leading", "row"),
    Index("reading_recorded", "recorded"),
)

review = Table(
    "review",
    metadata,
    _row(),
    Column("claim", _Key, nullable=False, index=True),
    Column("reading", _Row, ForeignKey("reading.row"), nullable=False),
    Column("kin", _Key, nullable=False),
    Column("ruling", _Key, nullable=False),
    Column("reviewer", Text, nullable=False),
    Column("recorded", _Key, nullable=False),
    Column("corrected", Text),
    Column("note", Text),
)

claim = Table(
    "claim",
    metadata,
    _row(),
    Column("id", _Key, nullable=False, index=True),
    Column("reading", _Row, ForeignKey("reading.row"), nullable=False, index=True),
    Column("review", _Row, ForeignKey("review.row")),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("act", _Key, nullable=False),
    Column("status", _Key, nullable=False),
    Column("country", _Key),
    Column("place", Text),
    Column("earliest", _Key),
    Column("latest", _Key),
    Column("published", _Key),
    Column("confidence", Float, nullable=False),
    Column("recorded", _Key, nullable=False),
    Column("kin", _Key, nullable=False),
    Column("body", Text, nullable=False),
    Index("claim_act", "act", "published"),
    Index("claim_country", "country", "published"),
    Index("claim_published", "published"),
    Index("claim_confidence", "confidence"),
)

#: The days a claim is filed under: of one with a side of its dates unknown, the other side.
held_first = func.coalesce(claim.c.earliest, claim.c.latest)
held_last = func.coalesce(claim.c.latest, claim.c.earliest)
Index("claim_held", held_first)
_partial("claim_corrected", claim.c.review)

party = Table(
    "party",
    metadata,
    Column("claim", _Row, ForeignKey("claim.row"), nullable=False),
    Column("role", _Key, nullable=False),
    Column("for", _Key, key="for_"),
    Column("id", _Key),
    Column("words", _Key, nullable=False),
    Index("party_by_for", "for_", "role", "claim"),
    Index("party_by_words", "words", "role", "claim"),
)

_partial("party_by_id", party.c.id, party.c.role, party.c.claim)
