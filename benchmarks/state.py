"""Folding against reading: `python benchmarks/state.py [CLAIMS]` (1,000,000 by default).

Writes a record of synthetic claims, reads them all from it, folds them, asks for the state on several dates, adds one
more report, and prints each time as a multiple of the reading: on this process's CPU, which others on the machine
disturb less, and by the clock.
"""

from __future__ import annotations

import gc
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import NamedTuple

from synthetic import DAYS, FIRST, readings

from foederis.record import open_record
from foederis.state.fold import Fold
from foederis.who import load

SHARES = (0.5, 0.95, 0.75, 0.25, 0.51, 1, 0)  #: of the days that the claims tell of, those asked for, in this order


class Spent(NamedTuple):
    """Seconds."""

    cpu: float
    clock: float


def main(count: int) -> None:
    who = load()
    with tempfile.TemporaryDirectory() as folder, open_record(Path(folder) / "big.record") as record:
        for _ in record.add_all(readings(count)):
            pass
        gc.collect()
        reading = _timed("read from the record", None, lambda: sum(1 for _ in record.claims(reviewed=True)))
        claims = list(record.claims(reviewed=True))
    folded = Fold(who)
    gc.collect()
    _timed("folded", reading, lambda: folded.add_all(claims))
    for share in SHARES:
        on = FIRST + timedelta(int(DAYS * share))
        _timed(f"state on {on}", reading, partial(folded.state, on))
    more = next(readings(25, seed=2)).claims
    _timed("one more report folded", reading, lambda: folded.add_all(more))
    _timed("state after it", reading, partial(folded.state, on))


def _timed(what: str, against: Spent | None, run: Callable[[], object]) -> Spent:
    cpu, clock = time.process_time(), time.perf_counter()
    run()
    spent = Spent(time.process_time() - cpu, time.perf_counter() - clock)
    told = f"{spent.cpu:9.2f} s on the CPU, {spent.clock:9.2f} s by the clock"
    if against:
        told += f"; x reading: {spent.cpu / against.cpu:6.3f} and {spent.clock / against.clock:6.3f}"
    print(f"{what:24}{told}", flush=True)
    return spent


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
