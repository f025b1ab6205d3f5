"""Files that were taken and are not read yet: kept in a folder beside the record until they are, whatever becomes of
the server meanwhile.

Each server has a folder of its own there, locked as long as it lives; the operating system lets go of the lock when it
dies, however it dies, and the next server that starts reads what is left in it.
"""

from __future__ import annotations

import hashlib
import json
import os
import secrets
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Lock
from typing import BinaryIO, Final

from foederis.model import Dating
from foederis.record import Record
from foederis.wire import from_json, to_json

_LOCK: Final = "lock"  #: the name of a folder's lock: a database that nobody reads
_NOTE: Final = ".json"


@dataclass(frozen=True, slots=True)
class Sent:
    """A file that was taken: its id, what the person calls it, and how it ends."""

    id: str
    name: str
    ending: str
    published: Dating | None = None
    tries: int = 0  #: how often its reading was begun; more than once when a server ended meanwhile


def folder_of(record: Record) -> Path | None:
    """Where files wait for this record: beside its file; for one on a server in this person's folder for such things
    (`XDG_STATE_HOME`). None for a record in memory, which nothing outlives."""
    place = record.place
    if place is None or isinstance(place, Path):
        return place and Path(f"{place.absolute()}-uploads")
    state = Path(os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state")
    return state / "foederis" / f"uploads-{hashlib.sha256(place.encode()).hexdigest()[:16]}"


class Kept:
    """The files that wait at one server. Any number of threads may ask at once."""

    def __init__(self, root: Path | None) -> None:
        """In `root`, made when first needed; None: in a folder that is gone when the server ends."""
        self._root = root
        self._lock = Lock()
        self._own: Path | None = None
        self._held: dict[Path, sqlite3.Connection] = {}  #: folders with their locks
        self._where: dict[str, Path] = {}  #: the folder of each file

    def keep(self, sent: Sent, content: BinaryIO) -> None:
        """Take a file: when this returns, it is kept. OSError where it cannot be."""
        folder = self._place()
        self._where[sent.id] = folder
        try:
            with self.path(sent).open("xb") as file:
                shutil.copyfileobj(content, file)
                file.flush()
                os.fsync(file.fileno())
            self._note(sent)
        except BaseException:
            self.drop(sent)
            raise

    def path(self, sent: Sent) -> Path:
        """Where the file lies, under a name of the program's own."""
        return self._where[sent.id] / f"{sent.id}{sent.ending}"

    def size(self) -> int:
        """Bytes of all that waits."""
        return sum(path.stat().st_size for folder in [*self._held] for path in folder.iterdir() if path.is_file())

    def begun(self, sent: Sent) -> None:
        """Note that its reading begins once more."""
        self._note(replace(sent, tries=sent.tries + 1))

    def drop(self, sent: Sent) -> None:
        """It is read, or will never be."""
        for path in (self._where[sent.id] / f"{sent.id}{_NOTE}", self.path(sent)):  # without the note it is not kept
            with suppress(OSError):
                path.unlink()
        del self._where[sent.id]

    def left(self) -> Iterator[Sent]:
        """What servers that have ended did not read; it is this one's from now on."""
        folders = sorted(self._root.iterdir()) if self._root is not None and self._root.is_dir() else []
        for folder in folders:
            if folder in self._held or not folder.is_dir() or not self._take(folder):
                continue
            for note in sorted(folder.glob(f"*{_NOTE}"), key=lambda path: path.stat().st_mtime_ns):
                if (sent := _read(note)) is not None:
                    self._where[sent.id] = folder
                    yield sent

    def close(self) -> None:
        """Let go of the folders, for the next server; those in which nothing waits are removed."""
        for folder, lock in self._held.items():
            lock.close()
            if self._root is None or not any(folder.glob(f"*{_NOTE}")):
                shutil.rmtree(folder, ignore_errors=True)
        self._held.clear()
        if self._root is not None:
            with suppress(OSError):
                self._root.rmdir()

    def _place(self) -> Path:
        with self._lock:
            while self._own is None:
                folder = self._new()
                self._own = folder if self._take(folder) else None
            return self._own

    def _new(self) -> Path:
        if self._root is None:
            return Path(tempfile.mkdtemp(prefix="foederis-"))
        self._root.mkdir(mode=0o700, parents=True, exist_ok=True)
        folder = self._root / secrets.token_hex(8)
        folder.mkdir(mode=0o700)
        return folder

    def _take(self, folder: Path) -> bool:
        """Lock the folder for as long as this server lives; False where another lives that has it."""
        lock = sqlite3.connect(folder / _LOCK, timeout=0, isolation_level=None, check_same_thread=False)
        try:
            lock.execute("PRAGMA journal_mode = OFF")  # there is nothing in it to be undone
            lock.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError:
            lock.close()
            return False
        self._held[folder] = lock
        return True

    def _note(self, sent: Sent) -> None:
        """What is kept, written whole or not at all."""
        path = self._where[sent.id] / f"{sent.id}{_NOTE}"
        new = path.with_suffix(".new")
        with new.open("w", encoding="utf-8") as file:
            json.dump(to_json(sent), file)
            file.flush()
            os.fsync(file.fileno())
        new.replace(path)


def _read(note: Path) -> Sent | None:
    """What was kept; None for what this version did not write, which stays where it is."""
    try:
        return from_json(Sent, json.loads(note.read_text(encoding="utf-8")))
    except (ValueError, TypeError, OSError):
        return None
