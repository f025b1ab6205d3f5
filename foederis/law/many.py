"""The law in bulk: a table of incidents in, a table of findings out, with the same answers as one by one.

A finding turns on few distinct combinations of facts. Each test of `foederis.law.rules` is therefore put once to every
distinct combination of what it reads (the columns named at each call below), through the very function that answers one
incident, and its answer is joined back to the rows. A date counts as the stretch of time in which nothing in the
clause's data changes.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from foederis.law.assess import clauses
from foederis.law.facts import NON_STATE, check_states, check_values, derive, place_of
from foederis.law.geography import load_geography
from foederis.law.load import load_law
from foederis.law.model import Clause, Facts, Incident, Instrument, Law, Limb, Party, Rift, Span
from foederis.law.rules import GROUPS_COUNT_FROM, area, attacker, attacker_outside, bound, fact_doubts, force, history
from foederis.law.rules import standing as standing_of
from foederis.model import Problem
from foederis.wire import to_json

Codes = npt.NDArray[np.int64]
Holds = npt.NDArray[np.int8]
_Column = tuple[Codes, list[Any]]  #: codes of the rows, and the values they stand for

FAILS, OPEN, PASSES = 0, 1, 2
FINDINGS: Final = ("does_not_apply", "arguable", "applies")
KINDS: Final = ("form", "object", "attribution", "origin", "accident", "force", "first_use", "scale")
PLACES: Final = ("place", "country", "at_home_of", "latitude", "longitude")
COLUMNS: Final = ("on", "target", "by", *PLACES, *KINDS)


@dataclass(frozen=True)
class _Rows:
    """The incidents as codes: each row's facts, place, target, attacker and day by number, and the values behind."""

    days: Codes  #: ordinals
    targets: Codes
    bys: Codes
    facts: Codes
    wheres: Codes
    states: list[str | None]
    is_target: npt.NDArray[np.bool_]
    is_by: npt.NDArray[np.bool_]
    zone: npt.NDArray[np.bool_]
    kinds: list[Incident]
    places: list[Facts]

    def __len__(self) -> int:
        return len(self.days)

    def sample(self, row: int) -> Facts:
        """The facts of one row, as `foederis.law.facts.settle` gives them."""
        kind, where = self.kinds[self.facts[row]], self.places[self.wheres[row]].where
        incident = Incident(
            **{name: getattr(kind, name) for name in KINDS if name != "object"},
            on=date.fromordinal(int(self.days[row])),
            target=str(self.states[self.targets[row]]),
            by=self.states[self.bys[row]],
            object=self.places[self.wheres[row]].incident.object,
            place=self.places[self.wheres[row]].incident.place,
            at_home_of=where.home,
        )
        return Facts(incident, where)


def assess_many(table: Any, law: Law | None = None) -> Any:
    """Findings on every row of an Arrow table or Polars frame of incidents, as a table of the same kind.

    Columns are named like the facts of `Incident` (`latitude` and `longitude` for `at`); a missing column or a null is
    unknown, and ``none`` as country says that the place is no state's. The answer has one line per row and clause:
    `row`, `clause`, `finding`, `duty`, `bound_count`, and `bound` and `bound_disputed` as alpha-3 codes with spaces
    between. Problems with places stand as JSON under ``problems`` in the Arrow schema's metadata. Raises `CaseError`
    where a value lies outside its closed list, and `ValueError` for a column that is no fact.
    """
    if hasattr(table, "to_arrow"):
        import polars

        return polars.from_arrow(assess_many(table.to_arrow(), law))
    law = law or load_law()
    rows, problems = _encode(table)
    pairs = list(clauses(law))
    blocks = [_judge(law, instrument, clause, rows) for instrument, clause in pairs]
    return _table(blocks, [clause for _, clause in pairs], len(rows), problems)


# ------------------------------------------------------------------------------------------------------ rows to codes
def _encode(table: pa.Table) -> tuple[_Rows, list[Problem]]:
    if unknown := sorted(set(table.column_names) - set(COLUMNS)):
        raise ValueError(f"no fact is called {', '.join(unknown)}; facts are {', '.join(COLUMNS)}")
    columns = {name: _column(table, name) for name in COLUMNS}
    codes, values = columns["on"]
    days = np.array([day.toordinal() for day in values], np.int64)[codes]
    states, targets, bys = _shared(columns["target"], columns["by"])
    facts, kinds = _kinds(columns, states, bys, days)
    wheres, found = _places(columns, days)
    places = [facts for facts, _ in found]
    number = {state: code for code, state in enumerate(states) if state is not None}
    homes = np.array([number.get(str(place.where.home), -1) for place in places], np.int64)[wheres]
    zones = np.array([[state in place.where.zone_of for state in states] for place in places], bool)
    in_zone = zones[wheres, targets] if len(days) else np.zeros(0, bool)
    rows = _Rows(days, targets, bys, facts, wheres, states, homes == targets, homes == bys, in_zone, kinds, places)
    _check(rows)
    return rows, list(dict.fromkeys(problem for _, problems in found for problem in problems))


def _kinds(
    columns: dict[str, _Column], states: list[str | None], bys: Codes, days: Codes
) -> tuple[Codes, list[Incident]]:
    """The distinct facts that need no place: what was given, the kind of attacker, and whether groups count by then."""
    names = [name for name in KINDS if name != "object"]
    is_group = np.array([state is not None and state.startswith(NON_STATE) for state in states])
    by_kind = np.where(is_group[bys], 1, np.where(bys == states.index(None), 2, 0))
    late = days >= GROUPS_COUNT_FROM.toordinal()
    codes, samples = _distinct([*(columns[name][0] for name in names), by_kind, late])
    return codes, [_kind(columns, names, row, states[bys[row]]) for row in samples]


def _places(columns: dict[str, _Column], days: Codes) -> tuple[Codes, list[tuple[Facts, tuple[Problem, ...]]]]:
    """The distinct places, each resolved once for every stretch of time in which no territory changes hands."""
    geography = load_geography()
    changes = (d.span for t in geography.territories for d in (*t.held, *t.administered, *t.regions))
    edges = _edges(changes, (until for _, until, _ in geography.colonies))
    stretch = np.searchsorted(edges, days, side="right")
    codes, samples = _distinct([stretch, columns["object"][0], *(columns[name][0] for name in PLACES)])
    return codes, [_place(columns, row, int(days[row])) for row in samples]


def _column(table: pa.Table, name: str) -> _Column:
    """The column as codes into its distinct values; null has a code of its own."""
    if name not in table.column_names:
        return np.zeros(table.num_rows, np.int64), [None]
    encoded = table.column(name).combine_chunks().dictionary_encode(null_encoding="encode")
    array = encoded.combine_chunks() if isinstance(encoded, pa.ChunkedArray) else encoded
    return array.indices.to_numpy(zero_copy_only=False).astype(np.int64), array.dictionary.to_pylist()


def _shared(*columns: _Column) -> tuple[list[str | None], Codes, Codes]:
    """Two columns of states as codes into one list that holds None too."""
    states: list[str | None] = list(dict.fromkeys([*(value for _, values in columns for value in values), None]))
    first, second = (np.array([states.index(value) for value in values], np.int64)[codes] for codes, values in columns)
    return states, first, second


def _distinct(columns: list[npt.NDArray[Any]]) -> tuple[Codes, list[int]]:
    """A number for each distinct combination of the columns, and a row that has it."""
    code = np.zeros(len(columns[0]), np.int64)
    for column in columns:
        code = code * (int(column.max(initial=0)) + 1) + column
        _, code = np.unique(code, return_inverse=True)
    _, samples, code = np.unique(code, return_index=True, return_inverse=True)
    return code, samples.tolist()


def _kind(columns: dict[str, _Column], names: list[str], row: int, by: str | None) -> Incident:
    """The facts that need no place, with what they imply (`derive` reads the form and the kind of attacker)."""
    values = {name: columns[name][1][columns[name][0][row]] for name in names}
    return derive(check_values(Incident(on=date.min, target="", by=by, **values)))[0]


def _place(columns: dict[str, _Column], row: int, day: int) -> tuple[Facts, tuple[Problem, ...]]:
    value = {name: columns[name][1][columns[name][0][row]] for name in (*PLACES, "object")}
    latitude, longitude = value.pop("latitude"), value.pop("longitude")
    at = None if latitude is None or longitude is None else (latitude, longitude)
    incident = check_states(Incident(on=date.fromordinal(day), target="", at=at, **value), ("country", "at_home_of"))
    check_values(incident)
    where, problems = place_of(incident)
    return Facts(incident, where), problems


def _check(rows: _Rows) -> None:
    """Refuse states that do not exist and attacks on oneself, as `checked` does for one incident."""
    _, samples = _distinct([rows.targets, rows.bys])
    for row in samples:
        pair = Incident(on=date.min, target=str(rows.states[rows.targets[row]]), by=rows.states[rows.bys[row]])
        check_states(pair, ("target", "by"))


def _edges(spans: Iterable[Span], days: Iterable[date | None] = ()) -> Codes:
    """The sorted days on which something changes: where a span begins or ends, and the `days` given."""
    changes = {day.toordinal() for span in spans for day in (span.start, span.end) if day}
    return np.array(sorted(changes | {day.toordinal() for day in days if day}), np.int64)


# -------------------------------------------------------------------------------------------------------------- judging
_Test = tuple[Callable[[Facts], bool | None], list[npt.NDArray[Any]]]  #: a test, and the columns that it turns on


@dataclass(frozen=True)
class _Block:
    """One clause's answers for all rows: codes of findings, and of the sets of states bound."""

    findings: Holds
    bound: npt.NDArray[np.int32]
    sets: list[tuple[tuple[str, ...], tuple[str, ...]]]  #: what each code of `bound` stands for: sure, disputed


def _judge(law: Law, instrument: Instrument, clause: Clause, rows: _Rows) -> _Block:
    limbs = law.limbs(clause.area) if clause.area else ()
    dated: tuple[Party | Rift | Limb, ...] = (*instrument.parties, *instrument.rifts, *limbs)
    edges = _edges(
        (*(entry.span for entry in dated), *(use.over for use in clause.uses)),
        (instrument.signed, instrument.in_force, instrument.sure, instrument.ended, GROUPS_COUNT_FROM),
    )
    epoch = np.searchsorted(edges, rows.days, side="right")
    used = _used(clause, rows)
    by_if_used = np.where(used, rows.bys, 0)

    def ask(test: Callable[[Facts], bool | None], keys: list[npt.NDArray[Any]], among: Codes) -> Holds:
        code, samples = _dense([key[among] for key in keys])
        answers = np.array([_level(test(rows.sample(int(among[row])))) for row in samples], np.int8)
        return answers[code] if len(among) else np.zeros(0, np.int8)

    everyone = np.arange(len(rows))
    stand = ask(lambda f: standing_of(instrument, clause, f).holds, [epoch, rows.targets, by_if_used], everyone)
    live = np.flatnonzero(stand != FAILS)
    level = stand[live]
    tests: list[_Test] = [
        (lambda f: force(clause, f).holds, [rows.facts]),
        (lambda f: attacker(clause, f).holds, [rows.facts]),
        (
            lambda f: area(instrument, clause, limbs, f).holds,
            [epoch, rows.wheres, rows.is_target, rows.is_by, rows.zone],
        ),
        *_doubts(instrument, clause, rows, epoch),
    ]
    for test, keys in tests:
        level = np.minimum(level, ask(test, keys, live))
    settled = ask(
        lambda f: history(clause, f).holds, [epoch, rows.targets, by_if_used, np.where(used, rows.facts, 0)], live
    )
    level = np.where((settled == PASSES) & (level == OPEN), PASSES, level)
    findings = np.zeros(len(rows), np.int8)
    findings[live] = level
    return _Block(findings, *_bound(instrument, clause, rows, epoch, np.flatnonzero(findings != FAILS)))


def _doubts(instrument: Instrument, clause: Clause, rows: _Rows, epoch: Codes) -> list[_Test]:
    """Test 4 in the three parts of `rules.doubts`: of fact, of whose land, of whether the attacker is a party."""
    if "doubts" in clause.waives:
        return []
    return [
        (lambda f: None if any(part.holds is None for part in fact_doubts(f)) else True, [rows.facts]),
        (
            lambda f: None if f.incident.by is not None and f.incident.at_home_of == f.incident.by else True,
            [rows.is_by],
        ),
        (lambda f: attacker_outside(instrument, clause, f).holds, [epoch, rows.bys]),
    ]


def _level(holds: bool | None) -> int:
    return OPEN if holds is None else PASSES if holds else FAILS


def _dense(columns: list[npt.NDArray[Any]]) -> tuple[Codes, list[int]]:
    """Like `_distinct`, in linear time: codes are packed and numbered through a table of those present."""
    code = np.zeros(len(columns[0]), np.int64)
    size = 1
    for column in columns:
        width = int(column.max(initial=0)) + 1
        code, size = code * width + column, size * width
    if size > 1 << 24:
        return _distinct(columns)
    sample = np.full(size, -1, np.int64)
    sample[code] = np.arange(len(code))
    present = np.flatnonzero(sample >= 0)
    number = np.zeros(size, np.int64)
    number[present] = np.arange(len(present))
    return number[code], sample[present].tolist()


def _used(clause: Clause, rows: _Rows) -> npt.NDArray[np.bool_]:
    """The rows whose day and target are those of a use of the clause: only there does it matter who the attacker is."""
    hit = np.zeros(len(rows), bool)
    for use in clause.uses:
        targets = [code for code, state in enumerate(rows.states) if state in use.targets]
        start = use.over.start.toordinal() if use.over.start else 0
        end = use.over.end.toordinal() if use.over.end else date.max.toordinal()
        hit |= np.isin(rows.targets, targets) & (rows.days >= start) & (rows.days < end)
    return hit


def _bound(
    instrument: Instrument, clause: Clause, rows: _Rows, epoch: Codes, live: Codes
) -> tuple[npt.NDArray[np.int32], list[tuple[tuple[str, ...], tuple[str, ...]]]]:
    """Who is bound turns on the day, the target, and the attacker where it is ever a party."""
    sets: dict[tuple[tuple[str, ...], tuple[str, ...]], int] = {((), ()): 0}
    out = np.zeros(len(rows), np.int32)
    ever = {state for party in instrument.parties for state in party.states}
    matters = np.array([state in ever for state in rows.states])
    code, samples = _dense([epoch[live], rows.targets[live], np.where(matters[rows.bys[live]], rows.bys[live], 0)])
    if samples:
        found = [bound(instrument, clause, rows.sample(int(live[row]))) for row in samples]
        out[live] = np.array([sets.setdefault(states, len(sets)) for states in found], np.int32)[code]
    return out, list(sets)


# -------------------------------------------------------------------------------------------------------------- output
def _table(blocks: list[_Block], clauses: list[Clause], size: int, problems: list[Problem]) -> pa.Table:
    """Clause after clause, each with every row; words are dictionary-encoded."""
    all_sets = list(dict.fromkeys(states for block in blocks for states in block.sets))
    number = {states: code for code, states in enumerate(all_sets)}
    bound = np.concatenate([np.array([number[s] for s in b.sets], np.int32)[b.bound] for b in blocks])
    findings = np.concatenate([block.findings for block in blocks])
    which = np.repeat(np.arange(len(blocks), dtype=np.int8), size)
    duties = list(dict.fromkeys(c.duty for c in clauses if c.duty))
    duty_of = np.array([duties.index(c.duty) if c.duty else -1 for c in clauses], np.int8)
    duty = np.where(findings == FAILS, np.int8(-1), duty_of[which])
    counts = np.array([len(sure) for sure, _ in all_sets], np.int16)[bound]
    columns = {
        "row": pa.array(np.tile(np.arange(size, dtype=np.int32), len(blocks))),
        "clause": _words(which, [clause.id for clause in clauses]),
        "finding": _words(findings, list(FINDINGS)),
        "duty": pa.DictionaryArray.from_arrays(pa.array(duty, mask=duty < 0), pa.array(duties, pa.string())),
        "bound_count": pa.array(counts),
        "bound": _words(bound, [" ".join(sure) for sure, _ in all_sets]),
        "bound_disputed": _words(bound, [" ".join(disputed) for _, disputed in all_sets]),
    }
    return pa.table(columns).replace_schema_metadata({"problems": json.dumps(to_json(problems), ensure_ascii=False)})


def _words(codes: npt.NDArray[Any], words: list[str]) -> pa.DictionaryArray:
    return pa.DictionaryArray.from_arrays(pa.array(codes), pa.array(words, pa.string()))
