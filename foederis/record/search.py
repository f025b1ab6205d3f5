"""Full-text search: over sentences and objects of claims, over titles and texts of reports.

FTS5 in SQLite, tsvector in PostgreSQL, English word stems in both. A claim's words are kept under its row, a text's
with the provenance under which it came first, and further titles of the text with theirs.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from sqlalchemy import Connection, Integer, Select, Subquery, bindparam, column, select, text

from foederis.record import tables

TOKENS: Final = "fts5({}, tokenize='porter unicode61')"
_TSVECTOR: Final = {
    "words": "CREATE TABLE words (claim bigint PRIMARY KEY, words tsvector)",
    "report_words": "CREATE TABLE report_words (provenance bigint PRIMARY KEY, words tsvector)",
}
_COLUMNS: Final = {"words": "sentence, object", "report_words": "title, text"}
_BATCH: Final = 500  #: texts read at once when an older record gets its index of reports


def create(connection: Connection) -> None:
    """Make both indexes of words beside the other tables."""
    for name in _COLUMNS:
        _create(connection, name)


def _create(connection: Connection, name: str) -> None:
    if connection.dialect.name == "sqlite":
        columns = f"{_COLUMNS[name]}, content=''"  # the words alone: claims and texts have tables of their own
        connection.exec_driver_sql(f"CREATE VIRTUAL TABLE {name} USING {TOKENS.format(columns)}")
    else:
        connection.exec_driver_sql(_TSVECTOR[name])
        connection.exec_driver_sql(f"CREATE INDEX {name}_in ON {name} USING gin (words)")


def create_of_reports(connection: Connection) -> None:
    """Make and fill the index of reports in a record of format 1, which has none."""
    _create(connection, "report_words")
    for batch in _texts(connection):
        index_reports(connection, batch)


def _texts(connection: Connection) -> Iterator[list[tuple[int, str | None, str | None]]]:
    """Each provenance with its title; with the first of a text goes the text."""
    columns = tables.provenance.c
    found = select(columns.row, columns.title, columns.sha256).order_by(columns.row)
    rows = connection.execute(found).all()
    seen: set[str] = set()
    for start in range(0, len(rows), _BATCH):
        batch = []
        for row, title, sha256 in rows[start : start + _BATCH]:
            kept = select(tables.text.c.text).where(tables.text.c.sha256 == sha256)
            batch.append((row, title, None if sha256 in seen else connection.scalar(kept)))
            seen.add(sha256)
        yield batch


def index_claims(connection: Connection, rows: Sequence[tuple[int, str, str | None]]) -> None:
    """Add the words of claims: row, sentence, object."""
    _index(connection, "words", rows)


def index_reports(connection: Connection, rows: Sequence[tuple[int, str | None, str | None]]) -> None:
    """Add the words of reports: row of the provenance, title, text (None where another provenance has it)."""
    _index(connection, "report_words", rows)


def _index(connection: Connection, name: str, rows: Sequence[tuple[int, str | None, str | None]]) -> None:
    if not rows:
        return
    if connection.dialect.name == "sqlite":
        statement = f"INSERT INTO {name} (rowid, {_COLUMNS[name]}) VALUES (?, ?, ?)"
    else:
        statement = f"INSERT INTO {name} VALUES (%s, to_tsvector('english', concat_ws(' ', %s::text, %s::text)))"
    connection.exec_driver_sql(statement, list(rows))


def words_in(text: str | None) -> tuple[str, ...]:
    """The words to search for; no database takes a NUL."""
    return tuple((text or "").replace("\0", " ").split())


def claims_holding(words: Sequence[str], dialect: str) -> Select[tuple[int]]:
    """The rows of the claims whose sentence or object holds every one of the words, in any order and inflection."""
    return select(_found("words", words, dialect).c.found)


def reports_holding(words: Sequence[str], dialect: str) -> Select[tuple[str]]:
    """The sha256 of the texts that hold every one of the words, they or their title."""
    columns = tables.provenance.c
    return select(columns.sha256).where(columns.row.in_(select(_found("report_words", words, dialect).c.found)))


def quoted(word: str) -> str:
    """The word as FTS5 takes it literally (sqlite.org/fts5.html, "FTS5 Strings")."""
    return '"' + word.replace('"', '""') + '"'


def _found(name: str, words: Sequence[str], dialect: str) -> Subquery:
    if dialect == "sqlite":
        said = f"SELECT rowid AS found FROM {name} WHERE {name} MATCH :words"
        words = [*map(quoted, words)]
    else:
        key = "claim" if name == "words" else "provenance"
        said = f"SELECT {key} AS found FROM {name} WHERE words @@ plainto_tsquery('english', :words)"
    statement = text(said).bindparams(bindparam("words", " ".join(words)))
    return statement.columns(column("found", Integer)).subquery()
