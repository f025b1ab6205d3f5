"""Reading many reports, on one core or several."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from functools import cache
from itertools import islice
from pathlib import Path

from foederis.model import Reading, Report
from foederis.reading.reader import Reader
from foederis.who import load

_CHUNK = 16


def read_reports(reports: Iterable[Report], *, workers: int = 1, frames: Path | None = None) -> Iterator[Reading]:
    """One reading per report, in the order of the reports, whatever the number of worker processes.

    `frames` is a folder with a researcher's own frames; FrameError where they contradict the format.
    """
    if workers <= 1:
        yield from _reader(frames).read(reports)
        return
    _reader(frames)  # so that a mistake in the frames is told before any process starts
    rest = iter(reports)
    chunks = iter(lambda: tuple(islice(rest, _CHUNK)), ())
    with ProcessPoolExecutor(workers) as pool:
        waiting: list[Future[list[Reading]]] = [
            pool.submit(_read_chunk, chunk, frames) for chunk in islice(chunks, 2 * workers)
        ]
        while waiting:
            yield from waiting.pop(0).result()
            waiting += [pool.submit(_read_chunk, chunk, frames) for chunk in islice(chunks, 1)]


@cache
def _reader(frames: Path | None) -> Reader:
    return Reader(load(), frames=frames)


def _read_chunk(reports: tuple[Report, ...], frames: Path | None) -> list[Reading]:
    return list(_reader(frames).read(reports))
