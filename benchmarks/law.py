"""How fast the law answers: one incident at a time, and in bulk, in the same run.

    law.py [--years FROM TO STEP] [--atop DYADS.csv.gz --states cow_states.csv]

The bulk table is every state that was ever a party to an alliance × every special territory × ten aggressors × every
year asked for. The one-by-one path answers a sample of the same rows; the answers are compared. With `--atop` the frame
of all directed dyad-years is built and joined with the pledges, and its counts printed.
"""

from __future__ import annotations

import argparse
import itertools
import random
import resource
import time
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa

from foederis.law import assess, from_case, load_law
from foederis.law.alliances import dyad_years
from foederis.law.geography import load_geography
from foederis.law.many import assess_many

AGGRESSORS = ("RUS", "CHN", "USA", "TUR", "IRN", "ARG", "SRB", "PRK", "MAR", "non-state:group")
FACTS = {
    **{"form": "armed_attack", "object": "territory", "attribution": "clear", "origin": "abroad", "accident": False},
    **{"force": "used", "first_use": "clear", "scale": "grave"},
}
SAMPLE = 300


def table(years: range) -> pa.Table:
    """Every member × territory × aggressor × year, as columns."""
    members = sorted({s for i in load_law().instruments if i.id != "un" for p in i.parties for s in p.states})
    territories = [territory.names[0] for territory in load_geography().territories]
    rows = [
        row
        for row in itertools.product(members, territories, AGGRESSORS, [date(year, 7, 1) for year in years])
        if row[0] != row[2]
    ]
    columns: dict[str, Any] = dict(
        zip(("target", "place", "by", "on"), map(list, zip(*rows, strict=True)), strict=True)
    )
    return pa.table({**columns, **{name: [value] * len(rows) for name, value in FACTS.items()}})


def peak() -> str:
    return f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20:.2f} GiB"


def measure(years: range) -> None:
    rows = table(years)
    load_law()
    sample = random.Random(1).sample(range(rows.num_rows), SAMPLE)
    cases = [from_case(rows.slice(i, 1).to_pylist()[0]) for i in sample]
    assess(cases[0])
    start = time.perf_counter()
    answers = [assess(case) for case in cases]
    slow = sum(len(answer.findings) for answer in answers) / (time.perf_counter() - start)
    start = time.perf_counter()
    found = assess_many(rows)
    seconds = time.perf_counter() - start
    fast = found.num_rows / seconds
    clauses = len(answers[0].findings)
    bulk = [found.take([clause * rows.num_rows + i for clause in range(clauses)]).to_pylist() for i in sample]
    same = all(
        (f.finding, f.duty, " ".join(f.bound)) == (b["finding"], b["duty"], b["bound"])
        for answer, block in zip(answers, bulk, strict=True)
        for f, b in zip(answer.findings, block, strict=True)
    )
    print(f"one by one  {slow:12,.0f} findings/s ({len(cases)} incidents)")
    size = f"{rows.num_rows:,} incidents, {found.num_rows:,} findings, {seconds:.1f} s"
    print(f"in bulk     {fast:12,.0f} findings/s ({size})")
    print(f"ratio       {fast / slow:12,.0f}; same answers on the sample: {same}; peak {peak()}")


def dyads(pledges: Path, states: Path) -> None:
    """All directed dyad-years with their pledges, timed, with the counts that other tools give."""
    for until in (2016, 2018, 2025):
        start = time.perf_counter()
        frame = dyad_years(states, pledges, until)
        seconds = time.perf_counter() - start
        defence = frame.filter(frame["atop_defense"].fill_null(value=False))
        by_year = {year: defence.filter(defence["year"] == year).height for year in (1914, 1949, 1995, 2016)}
        print(
            f"dyad-years to {until}: {frame.height:,} in {seconds:.1f} s; with a defence pledge {defence.height:,}",
            end="",
        )
        print(f" ({', '.join(f'{count:,} in {year}' for year, count in by_year.items())}); peak {peak()}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--years", nargs=3, type=int, default=(1949, 2026, 8), metavar=("FROM", "TO", "STEP"))
    parser.add_argument("--atop", type=Path, metavar="DYADS")
    parser.add_argument("--states", type=Path)
    options = parser.parse_args()
    if options.atop and options.states:
        dyads(options.atop, options.states)
    measure(range(*options.years))


if __name__ == "__main__":
    main()
