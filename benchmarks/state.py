"""Folding against reading: `python benchmarks/state.py [CLAIMS]` (1,000,000 by default).

Writes a record of synthetic claims, reads them all from it, folds them, asks for the state on several dates, adds one
more report, and prints each time, of this process on the CPU, as a multiple of the reading.
"""

from __future__ import annotations

import gc
import sys
import tempfile
import time
from datetime import timedelta
from pathlib import Path

from synthetic import DAYS, FIRST, readings

from foederis.record import open_record
from foederis.state.fold import Fold
from foederis.who import load


def main(count: int) -> None:
    who = load()
    with tempfile.TemporaryDirectory() as folder, open_record(Path(folder) / "big.record") as record:
        for _ in record.add_all(readings(count)):
            pass
        gc.collect()
        reading_time = _timed("read from the record", 0.0, lambda: sum(1 for _ in record.claims(reviewed=True)))
        claims = list(record.claims(reviewed=True))
    folded = Fold(who)
    gc.collect()
    _timed("folded", reading_time, lambda: folded.add_all(claims))
    for days in (0, DAYS // 2, DAYS // 4, DAYS // 2 + 30, DAYS):
        on = FIRST + timedelta(days)
        _timed(f"state on {on}", reading_time, lambda on=on: folded.state(on))  # type: ignore[misc]
    more = next(readings(25, seed=2)).claims
    _timed("one more report folded", reading_time, lambda: folded.add_all(more))
    _timed("state after it", reading_time, lambda: folded.state(on))


def _timed(what: str, against: float, run: object) -> float:
    assert callable(run)
    start = time.process_time()
    run()
    spent = time.process_time() - start
    print(f"{what:30}{spent:9.2f} s" + (f"{spent / against:8.2f} x reading" if against else ""), flush=True)
    return spent


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
