"""One writer at a time, and who it is.

In SQLite the lock is the file's own (BEGIN IMMEDIATE), which the operating system lets go of when its holder dies,
however it dies. The note beside the record only says who holds it, for the message to the one that waited in vain; a
note left by a killed writer stops nobody. In PostgreSQL the lock is an advisory one of the transaction, and the server
knows its holder.
"""

from __future__ import annotations

import json
import os
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final
from urllib.parse import unquote

from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import OperationalError

from foederis.record.errors import RecordBusy, RecordNotWritable

IMMUTABLE: Final = "?immutable=1"  #: ends the address of a record that is only read

_LOCK: Final = 0x466F6564  #: "Foed", the class of our advisory locks in PostgreSQL
_SET_WAIT: Final = text("SELECT set_config('lock_timeout', :wait, true)")
_TAKE: Final = text("SELECT pg_advisory_xact_lock(:lock, hashtext(current_schema()))")
_HOLDER: Final = text(
    "SELECT a.pid, a.client_addr, a.application_name, a.xact_start FROM pg_locks l JOIN pg_stat_activity a USING (pid)"
    " WHERE l.locktype = 'advisory' AND l.granted AND l.classid = :lock"
    " AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())"
)


def whoami() -> str:
    """This program's command and process, for the eyes of whoever waits; PostgreSQL keeps 63 bytes of it."""
    command = " ".join([Path(sys.argv[0]).name, *sys.argv[1:]])
    return f"process {os.getpid()}: {command}".encode()[:63].decode(errors="ignore")


def is_writer(connection: Connection) -> bool:
    """Whether the connection was opened by `writing`."""
    return bool(connection.get_execution_options().get("foederis_writer"))


@contextmanager
def writing(engine: Engine, wait: float) -> Iterator[Connection]:
    """A transaction that no other writer shares, committed at the end or undone whole.

    Waits up to `wait` seconds for its turn (for SQLite the `timeout` the engine was opened with), then raises
    RecordBusy, which names the holder.
    """
    sqlite = engine.dialect.name == "sqlite"
    options: dict[str, Any] = {"foederis_writer": True} | ({} if sqlite else {"isolation_level": "READ COMMITTED"})
    with engine.connect() as connection:
        connection = connection.execution_options(**options)
        if is_read_only(engine):
            raise RecordNotWritable(f"{file_of(engine)} may not be written where it is; copy it elsewhere first")
        _take_turn(engine, connection, wait)
        with _note(engine):
            yield connection
        connection.commit()  # after the note is gone: the next writer leaves its own


def _take_turn(engine: Engine, connection: Connection, wait: float) -> None:
    try:
        connection.begin()
        if engine.dialect.name != "sqlite":
            connection.execute(_SET_WAIT, {"wait": f"{int(wait * 1000)}ms"})
            connection.execute(_TAKE, {"lock": _LOCK})
    except OperationalError as error:
        if _is_busy(error):
            raise RecordBusy(busy(engine)) from error
        raise


def _is_busy(error: OperationalError) -> bool:
    name = getattr(error.orig, "sqlite_errorname", "") or ""
    return name.startswith("SQLITE_BUSY") or getattr(error.orig, "sqlstate", None) == "55P03"  # lock_not_available


def file_of(engine: Engine) -> Path | None:
    """The file that holds the record; None in memory and on a server."""
    database = engine.url.database or ""
    if engine.dialect.name != "sqlite" or database in ("", ":memory:"):
        return None
    return Path(unquote(database.removeprefix("file:").removesuffix(IMMUTABLE)) if is_read_only(engine) else database)


def is_read_only(engine: Engine) -> bool:
    """Whether the record lies where nothing may be written, and was opened for reading alone."""
    return engine.dialect.name == "sqlite" and "uri" in engine.url.query


def _note_path(engine: Engine) -> Path | None:
    file = file_of(engine)
    return None if file is None else Path(f"{file}-writer")


@contextmanager
def _note(engine: Engine) -> Iterator[None]:
    path = _note_path(engine)
    if path is None:
        yield
        return
    with suppress(OSError):  # a courtesy to others: nothing rests on it
        path.write_text(json.dumps(_me()), encoding="utf-8")
    try:
        yield
    finally:
        path.unlink(missing_ok=True)


def _me() -> dict[str, Any]:
    since = datetime.now(UTC).isoformat(timespec="seconds")
    return {"pid": os.getpid(), "host": socket.gethostname(), "since": since, "command": " ".join(sys.argv)}


def busy(engine: Engine) -> str:
    """Who holds the record, in a sentence, and what to do."""
    holder = _holder_of_file(engine) if engine.dialect.name == "sqlite" else _holder_of_server(engine)
    place = file_of(engine) or engine.url.render_as_string()
    return f"{place} is being written by {holder}; try again when it has ended"


def _holder_of_file(engine: Engine) -> str:
    path = _note_path(engine)
    note: dict[str, Any] = {}
    if path is not None:
        with suppress(OSError, ValueError):
            note = json.loads(path.read_text(encoding="utf-8"))
    if not note or (note["host"] == socket.gethostname() and not _alive(note["pid"])):
        return "another program"
    return f"process {note['pid']} on {note['host']} since {note['since']} ({note['command']})"


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _holder_of_server(engine: Engine) -> str:
    with engine.connect() as connection:
        row = connection.execute(_HOLDER, {"lock": _LOCK}).first()
    if row is None:
        return "another program"
    where = row.client_addr or "this machine"
    return f"server process {row.pid} from {where} since {row.xact_start:%F %T} ({row.application_name})"
