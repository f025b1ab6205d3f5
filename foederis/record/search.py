"""Full-text search over sentences and objects: FTS5 in SQLite, tsvector in PostgreSQL, English word stems in both."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, bindparam, text

from foederis.record.tables import claim

_FTS5 = "CREATE VIRTUAL TABLE words USING fts5(sentence, object, content='', tokenize='porter unicode61')"
_TSVECTOR = (
    "CREATE TABLE words (claim bigint PRIMARY KEY, words tsvector)",
    "CREATE INDEX words_in ON words USING gin (words)",
)


def create(connection: Connection) -> None:
    """Make the index of words beside the other tables."""
    for statement in (_FTS5,) if connection.dialect.name == "sqlite" else _TSVECTOR:
        connection.exec_driver_sql(statement)


def index(connection: Connection, rows: Sequence[dict[str, Any]]) -> None:
    """Add the words of claims, given as `row`, `sentence` and `object`."""
    if connection.dialect.name == "sqlite":
        insert = text("INSERT INTO words (rowid, sentence, object) VALUES (:row, :sentence, :object)")
    else:
        said = "to_tsvector('english', :sentence || ' ' || coalesce(:object, ''))"
        insert = text(f"INSERT INTO words VALUES (:row, {said})")
    connection.execute(insert, rows)


def holds(words: Sequence[str], dialect: str) -> ColumnElement[bool]:
    """Whether a claim's sentence or object holds every one of the words, in any order and inflection."""
    if dialect == "sqlite":
        found = text("SELECT rowid FROM words WHERE words MATCH :words")
        words = ['"' + word.replace('"', '""') + '"' for word in words]
    else:
        found = text("SELECT claim FROM words WHERE words @@ plainto_tsquery('english', :words)")
    return claim.c.row.in_(found.bindparams(bindparam("words", " ".join(words))).columns(claim.c.row))
