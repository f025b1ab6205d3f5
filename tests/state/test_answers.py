"""Rows that differ and groups of rows: whatever they are worked out from, the same as worked out anew."""

from __future__ import annotations

from collections.abc import Sequence
from unittest.mock import patch

from hypothesis import given
from hypothesis import strategies as st

from foederis.state import answers
from foederis.state.answers import Groups, differing
from foederis.state.rows import Row, Stance

ROWS: Sequence[Row] = [Stance(f"{n}", (), (), 0, "FRA", "DEU", "support", "done", None, None) for n in range(9)]
some = st.lists(st.sampled_from(range(len(ROWS))), unique=True).map(lambda picked: [ROWS[n] for n in picked])


def by_digits(row: Row) -> Sequence[str]:
    """None, one or two groups for each."""
    number = int(row.id)
    return ("even", "third")[number % 2 : 1 + (number % 3 == 0)]


def ids(rows: Sequence[Row]) -> list[str]:
    return [row.id for row in rows]


@given(some, some)
def test_rows_that_differ_are_those_of_one_side_alone(before: list[Row], after: list[Row]) -> None:
    gone, come = differing(before, after)
    assert ids(gone) == [id_ for id_ in ids(before) if id_ not in ids(after)]
    assert ids(come) == [id_ for id_ in ids(after) if id_ not in ids(before)]


@given(some, some, st.sampled_from((1, 1000)))
def test_groups_made_of_others_are_those_made_anew(before: list[Row], after: list[Row], few: int) -> None:
    with patch.object(answers, "FEW", few):
        base = Groups(before, by_digits)
        made, anew = Groups(after, by_digits, base), Groups(after, by_digits)
    assert {key: sorted(ids(rows)) for key, rows in made.of.items()} == {
        key: sorted(ids(rows)) for key, rows in anew.of.items()
    }
    for key, rows in made.of.items():
        if key in base.of and set(ids(rows)) == set(ids(base.of[key])):
            assert rows is base.of[key]
