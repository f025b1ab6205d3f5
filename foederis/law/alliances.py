"""Alliance data that a user supplies: the public tables of ATOP and the Correlates of War project.

ATOP's directed dyad-years say of state 1, state 2 and a year which pledges state 1 owed: defence, offence, neutrality,
non-aggression, consultation (columns ``ccode1``, ``ccode2``, ``year`` and ``atop_*``; cite Leeds, Ritter, Mitchell and
Long 2002). A pledge becomes a coarse instrument: the table gives no area, condition or procedure, so its clauses are
arguable at best.
"""

from __future__ import annotations

import csv
import gzip
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from foederis.law.model import Clause, Instrument, Law, Party, Span
from foederis.law.toml import read

if TYPE_CHECKING:
    import polars

PLEDGES: Final = ("defense", "offense", "neutral", "nonagg", "consul")
DUTIES: Final = {"defense": "assist", "consul": "consult"}
"""The pledges that an attack on the ally calls on; the others are owed when the ally attacks, or ask to stay out."""
_SAYS: Final = {
    "defense": "to help the other if it is attacked",
    "offense": "to help the other when it attacks",
    "neutral": "to stay out of the other's wars",
    "nonagg": "not to attack the other",
    "consul": "to confer with the other in a crisis",
}


class TableError(ValueError):
    """A table that is not what its name promises: says file, line and what is missing."""


@dataclass(frozen=True, slots=True)
class Pledge:
    """What one state owed another in a year."""

    giver: str
    receiver: str
    year: int
    kinds: tuple[str, ...]


@cache
def _numbers() -> tuple[dict[str, str], dict[str, list[list[str]]]]:
    data, _ = read(files("foederis.law") / "cow.toml")
    return data["same"], data["dated"]


def state_id(number: int, on: date) -> str:
    """The alpha-3 of a state by its Correlates of War number on a day; SUN, DDR, CSK, YUG, or else ``cow:NUMBER``."""
    same, dated = _numbers()
    steps = dated.get(str(number))
    if steps is None:
        return same.get(str(number), f"cow:{number}")
    return [state for start, state in steps if not start or date.fromisoformat(start) <= on][-1]


def as_of(state: str, on: date) -> str:
    """A state that carried several ids under one number, by the id it had that day (SRB for YUG in 1914)."""
    for number, steps in _numbers()[1].items():
        if state in {name for _, name in steps}:
            return state_id(int(number), on)
    return state


def read_pledges(path: Path, year: int | None = None) -> Iterator[Pledge]:
    """The pledges of an ATOP table of directed dyad-years (CSV, also gzipped), of one year or of all.

    Raises `TableError` where a column is missing or a line holds no number; `OSError` where the file cannot be read.
    """
    with path.open("rb") as raw, gzip.open(raw) if path.suffix == ".gz" else raw as data:
        file = io.TextIOWrapper(data, encoding="utf-8")
        rows = csv.reader(file)
        header = next(rows, [])
        wanted = ["ccode1", "ccode2", "year", *(f"atop_{kind}" for kind in PLEDGES)]
        if missing := [name for name in wanted if name not in header]:
            raise TableError(f"{path}: no column {', '.join(missing)}; an ATOP table of directed dyad-years has them")
        places = [header.index(name) for name in wanted]
        for line, row in enumerate(rows, 2):
            if year is not None and row[places[2] : places[2] + 1] not in ([], [str(year)]):
                continue
            try:
                first, second, when, *flags = (int(row[place]) for place in places)
            except (ValueError, IndexError):
                raise TableError(f"{path}:{line}: every field must be a whole number") from None
            day = date(when, 7, 1)
            kinds = tuple(kind for kind, flag in zip(PLEDGES, flags, strict=True) if flag)
            yield Pledge(state_id(first, day), state_id(second, day), when, kinds)


def coarse_law(pledges: Iterable[Pledge]) -> Law:
    """One instrument for each pledge, holding in its year."""
    return Law(tuple(_instrument(pledge) for pledge in pledges), ())


def _instrument(pledge: Pledge) -> Instrument:
    span = Span(date(pledge.year, 1, 1), date(pledge.year + 1, 1, 1))
    name = f"atop:{pledge.giver}-{pledge.receiver}:{pledge.year}"
    return Instrument(
        id=name,
        title=f"pledge of {pledge.giver} to {pledge.receiver}, {pledge.year}",
        signed=None,
        in_force=span.start,
        sure=span.start,
        ended=span.end,
        parties=(Party((pledge.giver, pledge.receiver), span),),
        rifts=(),
        clauses=tuple(_clause(name, pledge, kind) for kind in pledge.kinds if kind in DUTIES),
        sources=("ATOP; Leeds, Ritter, Mitchell and Long 2002",),
    )


def _clause(name: str, pledge: Pledge, kind: str) -> Clause:
    return Clause(
        id=f"{name}:{kind}",
        article="ATOP",
        title=f"{kind} pledge",
        duty=DUTIES[kind],
        says=f"{pledge.giver} pledged {_SAYS[kind]}.",
        condition="as the treaty itself says; the table gives no conditions",
        duty_says=_SAYS[kind],
        invoked_by="target",
        decides="not in the table",
        procedure="not in the table",
        ends="not in the table",
        report="not in the table",
        protects=(pledge.receiver,),
        settled_text=False,
        waives=("attacker-party",),
        waived_because="the table gives pairs only",
    )


def dyad_years(states: Path, pledges: Path, until: int | None = None) -> polars.DataFrame:
    """Every directed dyad-year of the state system with its ATOP flags: ``ccode1``, ``ccode2``, ``year``, ``atop_*``.

    Two states form a dyad in a year in which both were members, if they were so on one day at least. `until` carries
    states that still exist at the end of the table on to that year. A flag is false where ATOP covers the year and
    codes no such pledge, and null where it does not cover the year.
    """
    import polars as pl

    members = pl.read_csv(states, try_parse_dates=True).select("ccode", "start", "end")
    last = members["end"].max()
    if until is not None:
        carried = pl.when(pl.col("end") == last).then(pl.lit(date(until, 12, 31))).otherwise("end")
        members = members.with_columns(carried.alias("end"))
    years = pl.int_ranges(pl.col("start").dt.year(), pl.col("end").dt.year() + 1, dtype=pl.Int32)
    each = members.with_columns(years.alias("year")).explode("year")
    pairs = each.join(each, on="year", suffix="2").filter(
        (pl.col("ccode") != pl.col("ccode2"))
        & (pl.col("start") <= pl.col("end2"))
        & (pl.col("start2") <= pl.col("end"))
    )
    frame = pairs.select(pl.col("ccode").alias("ccode1"), "ccode2", "year").unique()
    coded = pl.read_csv(pledges).with_columns(pl.col("year").cast(pl.Int32))
    covered = pl.col("year").is_between(*_bounds(coded))
    flags = [_flag(f"atop_{kind}", covered) for kind in PLEDGES]
    return frame.join(coded, on=["ccode1", "ccode2", "year"], how="left").with_columns(flags)


def _bounds(coded: polars.DataFrame) -> tuple[Any, Any]:
    return coded["year"].min(), coded["year"].max()


def _flag(name: str, covered: polars.Expr) -> polars.Expr:
    import polars as pl

    return pl.when(covered).then(pl.col(name).fill_null(0) == 1).otherwise(None).alias(name)
