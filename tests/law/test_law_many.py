"""The law in bulk answers as one by one."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foederis.law import CaseError, assess, from_case
from foederis.law.facts import VALUES

pa = pytest.importorskip("pyarrow")

STATES = [
    "USA",
    "FRA",
    "DEU",
    "TUR",
    "GRC",
    "CYP",
    "RUS",
    "ARM",
    "AZE",
    "JPN",
    "PHL",
    "NZL",
    "KWT",
    "IRQ",
    "UKR",
    "SWE",
]
PLACES = ["Paris", "Nouméa", "Guam", "Okinawa", "Baltic Sea", "South China Sea", "Algeria", "Akrotiri", "Crimea", None]
DAYS = [date(1951, 1, 1), date(1962, 7, 2), date(1972, 5, 14), date(1990, 8, 2), date(2001, 9, 11), date(2015, 11, 13)]
DAYS += [date(2022, 2, 24), date(2022, 9, 13), date(2025, 6, 15)]


def _maybe(values: list[Any]) -> st.SearchStrategy[Any]:
    return st.sampled_from([*values, None])


ROW = st.fixed_dictionaries(
    {
        "on": st.one_of(st.sampled_from(DAYS), st.dates(date(1945, 1, 1), date(2026, 6, 1))),
        "target": st.sampled_from(STATES),
        "by": _maybe(["CHN", "SYR", "IRN", "SUN", "non-state:X", "non-state:Y", "GBR"]),
        "place": st.sampled_from(PLACES),
        "country": _maybe([*STATES, "none"]),
        "accident": _maybe([True, False, False, False]),
        **{name: _maybe([*values, values[0], values[0], values[0]]) for name, values in VALUES.items()},
    }
)
"""Incidents that lean to the likely facts, so that clauses apply often enough to be compared."""


@settings(max_examples=60, deadline=None)
@given(st.lists(ROW, min_size=1, max_size=8))
def test_bulk_gives_the_same_answers_as_one_by_one(rows: list[dict[str, Any]]) -> None:
    from foederis.law.many import assess_many

    found = assess_many(pa.Table.from_pylist(rows)).to_pylist()
    bulk = {(row["row"], row["clause"]): row for row in found}
    for number, row in enumerate(rows):
        facts = {key: value for key, value in row.items() if value is not None}
        facts = {key: None if value == "none" and key == "country" else value for key, value in facts.items()}
        for finding in assess(from_case(facts)).findings:
            answer = bulk[number, finding.clause]
            expected = (finding.finding, finding.duty, " ".join(finding.bound), " ".join(finding.bound_disputed))
            assert (answer["finding"], answer["duty"], answer["bound"], answer["bound_disputed"]) == expected
            assert answer["bound_count"] == len(finding.bound)


def test_an_empty_table_gives_an_empty_table() -> None:
    from foederis.law.many import assess_many

    empty = pa.table({"on": pa.array([], pa.date32()), "target": pa.array([], pa.string())})
    assert assess_many(empty).num_rows == 0


def test_a_polars_frame_comes_back_as_one() -> None:
    polars = pytest.importorskip("polars")
    from foederis.law.many import assess_many

    frame = polars.DataFrame({"on": [date(2025, 1, 1)], "target": ["FRA"], "form": ["threat"]})
    found = assess_many(frame)
    assert isinstance(found, polars.DataFrame)
    assert found.filter(polars.col("clause") == "nat:4")["finding"].to_list() == ["applies"]


@pytest.mark.parametrize(
    ("column", "value", "error"),
    [("form", "raid", CaseError), ("target", "XXX", CaseError), ("colour", "red", ValueError)],
)
def test_wrong_values_are_refused(column: str, value: str, error: type[Exception]) -> None:
    from foederis.law.many import assess_many

    row = {"on": date(2025, 1, 1), "target": "FRA", column: value}
    with pytest.raises(error, match=value if error is CaseError else column):
        assess_many(pa.Table.from_pylist([row]))
