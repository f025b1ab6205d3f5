"""Days as bits, and clues combined."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from foederis.reports.dating import days
from foederis.reports.dating.clues import Clue, combined

DAYS = st.dates(min_value=date(1950, 1, 1), max_value=date(2049, 12, 31))
TRUE = date(2016, 1, 20)


def around(day: date, before: int, after: int) -> days.Days:
    return days.span(day - timedelta(days=before), day + timedelta(days=after))


CLUES = st.lists(
    st.builds(
        lambda before, after, weight: Clue(around(TRUE, before, after), f"-{before}+{after}", weight),
        st.integers(0, 500),
        st.integers(0, 500),
        st.integers(1, 6),
    ),
    max_size=8,
)


@given(DAYS, DAYS)
def test_a_span_has_its_ends(one: date, other: date) -> None:
    first, last = min(one, other), max(one, other)
    assert days.bounds(days.span(first, last)) == (first, last)
    assert days.span(last + timedelta(days=1), first) == days.NONE


def test_an_open_side_is_none() -> None:
    assert days.bounds(days.span(None, TRUE)) == (None, TRUE)
    assert days.bounds(days.span(TRUE, None)) == (TRUE, None)
    assert days.bounds(days.each_year(2, 29) & days.weekday(0)) == (None, None)


@given(DAYS, st.integers(-400, 400), st.integers(0, 400))
def test_later_moves_and_spreads(day: date, least: int, width: int) -> None:
    found = days.later(days.span(day, day), least, least + width)
    assert found == days.span(day + timedelta(days=least), day + timedelta(days=least + width))


@given(DAYS)
def test_weekdays_and_days_of_the_year(day: date) -> None:
    only = days.span(day, day)
    assert days.weekday(day.weekday()) & only
    assert not days.weekday((day.weekday() + 1) % 7) & only
    assert days.each_year(day.month, day.day) & only


@settings(deadline=None)
@given(CLUES, CLUES)
def test_more_clues_that_agree_never_widen(some: list[Clue], others: list[Clue]) -> None:
    fewer, more = combined(some), combined(some + others)
    assert (more.earliest or date.min) >= (fewer.earliest or date.min)
    assert (more.latest or date.max) <= (fewer.latest or date.max)
    assert (more.earliest or date.min) <= TRUE <= (more.latest or date.max)


@settings(deadline=None)
@given(CLUES)
def test_the_reasons_given_are_enough_and_none_is_idle(some: list[Clue]) -> None:
    answer = combined(some)
    telling = [clue for clue in some if clue.reason in answer.because]
    repeated = combined(telling)
    assert (repeated.earliest, repeated.latest) == (answer.earliest, answer.latest)
    assert len(answer.because) <= 2 or not some


def test_the_lighter_of_two_that_contradict_is_left_out() -> None:
    answer = combined([Clue(days.span(None, TRUE), "light", 2), Clue(days.span(date(2017, 1, 1), None), "heavy", 3)])
    assert answer.earliest == date(2017, 1, 1)
    assert answer.because == ("heavy", "left out, contradicts the others: light")


def test_many_light_ones_outweigh_a_heavy_one() -> None:
    light = [Clue(around(TRUE, number, number), f"light {number}", 2) for number in range(3)]
    answer = combined([Clue(days.span(date(2020, 1, 1), None), "heavy", 5), *light])
    assert (answer.earliest, answer.latest) == (TRUE, TRUE)
