"""Dates as exact as their source."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foederis.model import Interval
from foederis.who.dates import parse_when, say_span, say_when
from foederis.who.entries import Membership, holds


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2014-10-01", date(2014, 10, 1), date(2014, 10, 1)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2014", date(2014, 1, 1), date(2014, 12, 31)),
        ("2014-09-10..2016", date(2014, 9, 10), date(2016, 12, 31)),
    ],
)
def test_a_date_is_the_days_it_allows_and_is_written_back(text: str, first: date, last: date) -> None:
    assert parse_when(text) == Interval(first, last)
    assert parse_when(say_when(Interval(first, last))) == Interval(first, last)


@pytest.mark.parametrize("text", ["", "May 2014", "14-05-01", "2014-13", "2014-02-30", "2014-10-01T00:00"])
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        parse_when(text)


@given(st.dates(), st.dates())
def test_any_range_is_written_so_that_it_reads_the_same(one: date, other: date) -> None:
    when = Interval(min(one, other), max(one, other))
    assert parse_when(say_when(when)) == when


def test_spans_in_words() -> None:
    assert say_span(parse_when("2014"), None) == "since 2014"
    assert say_span(None, parse_when("2014-03")) == "from ? until 2014-03"


@pytest.mark.parametrize(
    ("on", "answer"),
    [
        (date(2005, 12, 31), False),
        (date(2006, 1, 1), None),
        (date(2006, 12, 30), None),
        (date(2006, 12, 31), True),
        (date(2011, 12, 31), True),
        (date(2012, 1, 1), None),
        (date(2012, 12, 31), False),
    ],
)
def test_coarse_dates_leave_days_on_which_nobody_can_say(on: date, answer: bool | None) -> None:
    stretch = Membership("A", "B", "s", from_=parse_when("2006"), to=parse_when("2012"))
    assert holds(stretch, on) is answer


def test_a_stretch_whose_beginning_is_unknown_ends_all_the_same() -> None:
    stretch = Membership("A", "B", "s", to=parse_when("2012-05-01"))
    assert holds(stretch, date(2012, 4, 30)) is None
    assert holds(stretch, date(2012, 5, 1)) is False
