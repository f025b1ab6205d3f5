"""Uploaded files on their way into the record: kept in a private folder, read one at a time, and told about.

What is told as on record is there; what is told as received and not read when the server ends, however it ends, is read
by the next one.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path, PurePath
from threading import Lock
from typing import BinaryIO, Final, Literal

from foederis.model import Dating, Problem, Reading
from foederis.record import RecordError
from foederis.reports.kinds import KINDS
from foederis.safe import plain
from foederis.web.desk import Desk
from foederis.web.upload.keeping import Kept, Sent
from foederis.web.upload.worker import Task, Worker

MAX_BYTES: Final = 64 * 2**20  #: of one file
MAX_FILES: Final = 100  #: sent at once
MAX_WAITING: Final = 300  #: that wait to be read
MAX_HELD: Final = 4 * 2**30  #: bytes of all that wait
MAX_TRIES: Final = 3  #: times that the reading of a file may be begun: it may be what a server ends by
TIME_TO_READ: Final = 600.0  #: seconds for one file
KEPT: Final = 500  #: uploads told about
LONG: Final = 120  #: characters of a name

Stage = Literal["waiting", "reading", "done", "failed"]


class FullError(Exception):
    """More files wait than may; send again when some are read."""


@dataclass(frozen=True, slots=True)
class Uploaded:
    """One report of an uploaded file that is on record."""

    sha256: str
    name: str
    claims: int
    new: int  #: claims that the record did not hold
    unread: str | None  #: why it was not read


@dataclass(frozen=True, slots=True)
class Upload:
    """One uploaded file. Its reports appear as they come onto the record."""

    id: str
    name: str
    stage: Stage = "waiting"
    reports: tuple[Uploaded, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def told(self) -> str:
        """Where the file stands, in words."""
        if self.stage == "waiting":
            return "received; not on record yet"
        if self.stage == "reading":
            return f"reading; {_count(self.reports)} so far" if self.reports else "reading; not on record yet"
        return _count(self.reports) if self.reports else "not read"

    @property
    def is_over(self) -> bool:
        return self.stage in ("done", "failed")


def _count(reports: tuple[Uploaded, ...]) -> str:
    claims, new = sum(report.claims for report in reports), sum(report.new for report in reports)
    of = f"{len(reports):,} reports, " if len(reports) > 1 else ""
    return f"on record: {of}{claims:,} claim{'' if claims == 1 else 's'}, {new:,} new"


class Intake:
    """Takes files for one desk. Any number of threads may ask at once."""

    def __init__(self, desk: Desk, *, folder: Path | None = None, seconds: float = TIME_TO_READ) -> None:
        """Files wait in `folder`, where those that a server before this one left are read first; None: in one that is
        gone when this ends."""
        self._desk = desk
        self._seconds = seconds
        self._uploads: dict[str, Upload] = {}
        self._lock = Lock()
        self._worker = Worker()
        self._reader = ThreadPoolExecutor(1, thread_name_prefix="intake")
        self._kept = Kept(folder)
        self._closed = False
        for sent in self._kept.left():
            self._queue(self._tell(Upload(sent.id, sent.name)), sent)

    def take(self, name: str, content: BinaryIO, published: Dating | None = None) -> Upload:
        """Keep a file to be read, under the last part of the name that the person gave it: when this returns, it will
        be, whatever becomes of the server. Raises FullError, and OSError where it cannot be kept."""
        upload = Upload(secrets.token_hex(8), _tidy(name))
        with self._lock:
            if sum(not each.is_over for each in self._uploads.values()) >= MAX_WAITING:
                raise FullError
            if self._kept.size() > MAX_HELD:
                raise FullError
            self._uploads[upload.id] = upload
            self._forget()
        sent = Sent(upload.id, upload.name, _suffix(name), published)
        try:
            self._kept.keep(sent, content)
        except BaseException:
            with self._lock:
                self._uploads.pop(upload.id, None)
            raise
        self._queue(upload, sent)
        return upload

    def refuse(self, name: str, code: str, why: str) -> Upload:
        """An upload that is not read at all, and why."""
        named = _tidy(name)
        return self._tell(Upload(secrets.token_hex(8), named, "failed", problems=(Problem(code, why, named),)))

    def uploads(self) -> tuple[Upload, ...]:
        """The files taken since the workbench started, the last first."""
        with self._lock:
            return tuple(reversed(self._uploads.values()))

    def close(self) -> None:
        """End the reading. What waits is read by the next server."""
        self._closed = True
        self._reader.shutdown(wait=False, cancel_futures=True)
        self._worker.end()
        self._reader.shutdown(wait=True)
        self._kept.close()

    def _queue(self, upload: Upload, sent: Sent) -> None:
        self._reader.submit(self._read, upload, sent)

    def _read(self, upload: Upload, sent: Sent) -> None:
        upload = self._tell(replace(upload, stage="reading"))
        for step in self._tried(upload, sent):
            upload = self._tell(step)
        if not self._closed:  # else the next server begins it again
            self._kept.drop(sent)
            self._tell(replace(upload, stage="done" if upload.reports else "failed"))

    def _tried(self, upload: Upload, sent: Sent) -> Iterator[Upload]:
        if sent.tries >= MAX_TRIES:
            why = f"the workbench ended {MAX_TRIES} times while it read this; split the file and send its parts"
            yield replace(upload, problems=(Problem("reader-failed", why, upload.name),))
            return
        try:
            self._kept.begun(sent)
            for step in self._steps(Task(str(self._kept.path(sent)), upload.name, sent.published), upload):
                upload = step
                yield step
        except (RecordError, OSError) as error:
            wrong = Problem("unreadable", f"it could not be put on record: {error}", upload.name)
            yield replace(upload, problems=(*upload.problems, wrong))

    def _steps(self, task: Task, upload: Upload) -> Iterator[Upload]:
        for item in self._worker.read(task, seconds=self._seconds):
            if self._closed:
                return
            if isinstance(item, Problem):
                upload = replace(upload, problems=(*upload.problems, item))
            else:
                upload = replace(upload, reports=(*upload.reports, self._added(item)))
            yield upload

    def _added(self, reading: Reading) -> Uploaded:
        added = self._desk.add(reading)
        report = reading.report
        return Uploaded(report.sha256, report.name, len(reading.claims), added.new, reading.unread)

    def _tell(self, upload: Upload) -> Upload:
        with self._lock:
            self._uploads[upload.id] = upload
        return upload

    def _forget(self) -> None:
        over = [id_ for id_, upload in self._uploads.items() if upload.is_over]
        for id_ in over[: max(0, len(self._uploads) - KEPT)]:
            del self._uploads[id_]


def _tidy(name: str) -> str:
    """The last part of a path of any system, on one line, of a length that can be shown."""
    last = PurePath(name.replace("\\", "/")).name
    told = " ".join(plain(last).split()).encode("utf-8", "replace").decode("utf-8")
    if len(told) > LONG:
        told = f"{told[: LONG - 20]}…{told[-19:]}"
    return told or "file"


def _suffix(name: str) -> str:
    """The ending by which the loader knows the type; nothing where it knows none."""
    known = [suffix.lower() for suffix in PurePath(_tidy(name)).suffixes[-2:] if suffix.lower() in KINDS]
    return "".join(known) if known and PurePath(_tidy(name)).suffix.lower() in KINDS else ""
