"""A process of its own that reads uploaded files: pages never wait for it, and it can be ended when a file takes too
long. It is started by the first upload and kept, since the parser takes seconds to load."""

from __future__ import annotations

import signal
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from threading import Lock
from typing import TYPE_CHECKING, Final

from foederis.model import Dating, Problem, Reading

if TYPE_CHECKING:
    from foederis.reading import Reader
    from foederis.who import Who

MAX_CHARS: Final = 20_000_000  #: the longest text of one uploaded report

Item = Reading | Problem


@dataclass(frozen=True, slots=True)
class Task:
    """A file to read: where it lies, what the person calls it, and when they say that it was published."""

    path: str
    name: str
    published: Dating | None


class Worker:
    """The process, started when first needed. One thread at a time may ask; any may end it."""

    def __init__(self) -> None:
        self._process: BaseProcess | None = None
        self._connection: Connection | None = None
        self._lock = Lock()  #: held while the process is started or stopped
        self._ended = False

    def read(self, task: Task, *, seconds: float) -> Iterator[Item]:
        """The readings of the file's reports and what is wrong with it, as they come, under the person's own name.

        After `seconds`, or when the process dies, one last Problem says so.
        """
        end = time.monotonic() + seconds
        try:
            connection = self._started()
            connection.send(task)
            while (item := _next(connection, end)) is not None:
                yield item
        except TimeoutError:
            yield _given_up(f"reading was given up after {seconds:g} seconds; split the file and send its parts", task)
            self.stop()
        except (EOFError, OSError):
            yield _given_up("the reader ended while it read this, perhaps for lack of memory; send less of it", task)
            self.stop()

    def stop(self) -> None:
        """End the process; the next file starts another."""
        with self._lock:
            self._stop()

    def end(self) -> None:
        """End the process for good: no file is read any more."""
        self._ended = True
        self.stop()

    def _stop(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.join()
        if self._connection is not None:
            self._connection.close()
        self._process = self._connection = None

    def _started(self) -> Connection:
        with self._lock:
            if self._ended:
                raise EOFError
            if self._process is None or self._connection is None or not self._process.is_alive():
                self._stop()
                context = get_context("spawn")  # the server has threads; a fork would copy their locks as they are
                self._connection, theirs = context.Pipe()
                self._process = context.Process(target=_serve, args=(theirs,), daemon=True, name="foederis-reader")
                self._process.start()
                theirs.close()
            return self._connection


def _next(connection: Connection, end: float) -> Item | None:
    """What the process says next; None when it is through with the file."""
    if not connection.poll(max(0.0, end - time.monotonic())):
        raise TimeoutError
    item: Item | None = connection.recv()
    return item


def _given_up(why: str, task: Task) -> Problem:
    return Problem("reader-failed", why, task.name)


def _serve(connection: Connection) -> None:
    """The process: reads until the server is gone."""
    from foederis.reading import Reader
    from foederis.who import load

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the server, which then ends this
    who = load()
    reader = Reader(who)
    with suppress(EOFError, OSError):
        while True:
            task: Task = connection.recv()
            for item in items(task, reader, who):
                connection.send(item)
            connection.send(None)


def items(task: Task, reader: Reader, who: Who) -> Iterator[Item]:
    """What the program's own loader and reader make of a file; the path it lies at is nowhere in what they say."""
    from foederis.reports import LoadOptions, load
    from foederis.reports.dating import date_report

    for item in load([task.path], options=LoadOptions(max_chars=MAX_CHARS)):
        if isinstance(item, Problem):
            yield replace(item, message=_shown(item.message, task), where=_shown(item.where, task))
        else:
            named = replace(item, name=_shown(item.name, task))
            yield from reader.read([date_report(named, who, task.published)])


def _shown(text: str, task: Task) -> str:
    return text.replace(task.path, task.name)
