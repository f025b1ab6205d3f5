"""Opening the database behind a record: a SQLite file in WAL mode, SQLite in memory, or PostgreSQL by URL."""

from __future__ import annotations

import os
import sqlite3
import time
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from sqlalchemy import URL, Connection, Engine, create_engine, event, inspect, make_url, select
from sqlalchemy.exc import DBAPIError, NoSuchModuleError
from sqlalchemy.pool import QueuePool

from foederis import __version__
from foederis.record import search, tables, turn
from foederis.record.errors import NoRecord, NotARecord, RecordBusy, RecordError, RecordNotWritable, RecordTooNew
from foederis.record.times import stamp

#: A record in memory is its one connection, for which threads wait in turn.
_ONE_AT_A_TIME: Final[dict[str, Any]] = {"poolclass": QueuePool, "pool_size": 1, "max_overflow": 0}
_MAGIC: Final = b"SQLite format 3\0"  #: how every SQLite file begins (sqlite.org/fileformat.html)
_PRAGMAS: Final = (
    "foreign_keys = ON",
    "synchronous = NORMAL",  # survives a killed program; a power cut may lose the last reports, never damage the rest
    "wal_autocheckpoint = 16384",  # pages (64 MiB): each checkpoint waits for the disk, 16 times fewer than by default
    "cache_size = -65536",  # KiB
    "temp_store = MEMORY",
)


def open_engine(where: str | Path, make: bool, wait: float) -> Engine:
    """An engine on the record at `where`, made there if there is none and `make` says so.

    Raises NoRecord, NotARecord, RecordTooNew, RecordNotWritable, RecordBusy, or RecordError when a server does not
    answer.
    """
    is_address = "://" in str(where)
    if not make and not is_address and not Path(where).exists():
        raise NoRecord(f"{where}: there is no record; `foederis read PATH... --record {where}` makes one")
    engine = _postgresql(str(where)) if is_address else _sqlite(str(where), wait)
    try:
        _make_or_check(engine, make, wait)
    except BaseException:
        engine.dispose()
        raise
    return engine


def _postgresql(where: str) -> Engine:
    url = make_url(where)
    if url.get_backend_name() != "postgresql":
        raise RecordError(f"{url.render_as_string()}: a record is a file or a postgresql:// address")
    if url.drivername == "postgresql":
        url = url.set(drivername="postgresql+psycopg")
    try:
        return create_engine(url, isolation_level="REPEATABLE READ", connect_args={"application_name": turn.whoami()})
    except (ImportError, NoSuchModuleError) as error:
        raise RecordError(f"PostgreSQL needs the extra: pip install 'foederis[postgresql]' ({error})") from error


def _sqlite(where: str, wait: float) -> Engine:
    if where == ":memory:":
        engine = create_engine("sqlite://", connect_args={"check_same_thread": False}, **_ONE_AT_A_TIME)
    else:
        _check_file(Path(where))
        engine = create_engine(_file_url(Path(where)), connect_args={"timeout": wait})
    event.listen(engine, "connect", _on_connect)
    event.listen(engine, "begin", _on_begin)
    return engine


def _check_file(path: Path) -> None:
    if path.is_dir():
        raise NotARecord(f"{path} is a folder; name a file in it, e.g. {path / 'foederis.record'}")
    if not path.parent.is_dir():
        raise RecordNotWritable(f"{path}: the folder {path.parent} does not exist; make it first")
    if not path.exists() and not os.access(path.parent, os.W_OK):
        raise RecordNotWritable(f"{path}: the folder {path.parent} may not be written; choose another with --record")
    if path.exists() and _head(path) not in (b"", _MAGIC):
        raise NotARecord(f"{path} is not a record of foederis; name another file with --record")


def _head(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(len(_MAGIC))
    except OSError as error:
        raise RecordNotWritable(f"{path} cannot be read: {error.strerror}") from error


def _file_url(path: Path) -> URL:
    if not path.exists() or (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)):
        return URL.create("sqlite", database=str(path))
    # A record mailed onto a read-only medium: WAL would need to write beside it; immutable does not.
    return URL.create("sqlite", database=f"file:{quote(str(path))}{turn.IMMUTABLE}", query={"uri": "true"})


def _on_connect(connection: sqlite3.Connection, _: Any) -> None:
    connection.isolation_level = None  # SQLAlchemy says BEGIN itself, see _on_begin
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


def _on_begin(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE" if turn.is_writer(connection) else "BEGIN")


def _make_or_check(engine: Engine, make: bool, wait: float) -> None:
    try:
        with engine.connect() as connection:
            version = _format_of(connection, engine)
        if version is None and not make:
            raise NoRecord(f"{_place(engine)} holds no record yet; `foederis read PATH... --record` makes one there")
        if version is None:
            _use_wal(engine, wait)
        if version != tables.FORMAT and not turn.is_read_only(engine):
            with turn.writing(engine, wait) as connection:
                _make_or_upgrade(connection, _format_of(connection, engine))
    except sqlite3.DatabaseError as error:
        raise _what(engine, error) from error
    except DBAPIError as error:
        raise _what(engine, error.orig or error) from error


def _place(engine: Engine) -> str:
    return str(turn.file_of(engine) or engine.url.render_as_string())


def _what(engine: Engine, error: BaseException) -> RecordError:
    place = _place(engine)
    code = getattr(error, "sqlite_errorname", "")
    if code == "SQLITE_NOTADB" or code.startswith("SQLITE_CORRUPT"):
        return NotARecord(f"{place} is damaged or not a record of foederis ({error}); restore it from a copy")
    if code.startswith(("SQLITE_CANTOPEN", "SQLITE_READONLY", "SQLITE_PERM")):
        return RecordNotWritable(f"{place} cannot be written here ({error}); choose another place with --record")
    if code.startswith("SQLITE_BUSY"):
        return RecordBusy(turn.busy(engine))
    return RecordError(f"{place} cannot be opened: {error}")


def _format_of(connection: Connection, engine: Engine) -> int | None:
    """The record's format; None where there is nothing yet."""
    names = set(inspect(connection).get_table_names())
    if not names:
        return None
    version = connection.scalar(select(tables.format_.c.version)) if "format" in names else None
    place = _place(engine)
    if version is None or not names >= set(tables.metadata.tables):
        raise NotARecord(f"{place} holds other tables than a record of foederis; name another with --record")
    if version > tables.FORMAT:
        raise RecordTooNew(
            f"{place} has format {version}; this foederis {__version__} knows none above {tables.FORMAT}: upgrade it"
        )
    return int(version)


def _use_wal(engine: Engine, wait: float) -> None:
    """Readers then never wait. SQLite does not wait for the lock this takes, so that we do."""
    if turn.file_of(engine) is None:
        return
    end = time.monotonic() + wait
    while True:
        try:
            with closing(engine.raw_connection()) as outside_a_transaction:
                outside_a_transaction.cursor().execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError:
            if time.monotonic() > end:
                raise
            time.sleep(0.02)


def _make_or_upgrade(connection: Connection, version: int | None) -> None:
    if version is None:
        tables.metadata.create_all(connection)
        search.create(connection)
        made = stamp(datetime.now(UTC))
        connection.execute(tables.format_.insert().values(version=tables.FORMAT, program=__version__, made=made))
    elif version == 1:
        _upgrade_from_1(connection)
        connection.execute(tables.format_.update().values(version=tables.FORMAT, program=__version__))


def _upgrade_from_1(connection: Connection) -> None:
    search.create_of_reports(connection)
    for name in ("party_for", "party_words", "party_id"):
        connection.exec_driver_sql(f"DROP INDEX {name}")
    for index in tables.party.indexes:
        index.create(connection)
