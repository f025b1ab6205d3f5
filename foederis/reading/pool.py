"""Reading many reports, on one core or several."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from functools import cache
from itertools import islice

from foederis.model import Reading, Report
from foederis.reading.reader import Reader
from foederis.who import load

_CHUNK = 16


def read_reports(reports: Iterable[Report], *, workers: int = 1) -> Iterator[Reading]:
    """One reading per report, in the order of the reports, whatever the number of worker processes."""
    if workers <= 1:
        yield from _reader().read(reports)
        return
    rest = iter(reports)
    chunks = iter(lambda: tuple(islice(rest, _CHUNK)), ())
    with ProcessPoolExecutor(workers) as pool:
        waiting: list[Future[list[Reading]]] = [
            pool.submit(_read_chunk, chunk) for chunk in islice(chunks, 2 * workers)
        ]
        while waiting:
            yield from waiting.pop(0).result()
            waiting += [pool.submit(_read_chunk, chunk) for chunk in islice(chunks, 1)]


@cache
def _reader() -> Reader:
    return Reader(load())


def _read_chunk(reports: tuple[Report, ...]) -> list[Reading]:
    return list(_reader().read(reports))
