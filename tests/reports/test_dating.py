"""When a report was published: whose word counts, and what a person may give."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from foederis.model import Dating, Report
from foederis.reports.dating import date_report, parse_when
from foederis.who import Who

NOBODY = Who()
DAY = date(2020, 1, 6)
DAYS = st.dates(min_value=date(1950, 1, 1), max_value=date(2049, 12, 31))


def report(text: str = "", name: str = "a.txt", published: Dating = Dating()) -> Report:  # noqa: B008
    return Report(name, text, "0", "0", published=published)


def dated(text: str = "", name: str = "a.txt", published: Dating = Dating(), given: object = None) -> Dating:  # noqa: B008
    return date_report(report(text, name, published), NOBODY, given).published  # type: ignore[arg-type]


def test_when_is_a_day() -> None:
    when = parse_when("2020-01-06")
    assert isinstance(when, Dating)
    assert (when.earliest, when.latest) == (DAY, DAY)


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("2020-01-06..2020-01-09", DAY, date(2020, 1, 9)),
        ("2020-01-06..", DAY, None),
        ("..2020-01-06", None, DAY),
    ],
)
def test_when_is_an_interval(text: str, earliest: date | None, latest: date | None) -> None:
    when = parse_when(text)
    assert isinstance(when, Dating)
    assert (when.earliest, when.latest) == (earliest, latest)


@pytest.mark.parametrize(
    "text",
    ["", "..", "yesterday", "06/01/2020", "2020-02-30", "2020-01-09..2020-01-06", "no.jsonl", "x" * 9000, "a\0b"],
)
def test_any_other_when_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"2020-01-0"):
        parse_when(text)


def test_when_is_a_file_with_a_line_for_each_report(tmp_path: Path) -> None:
    path = tmp_path / "published.jsonl"
    path.write_text(
        '{"report": "a.txt", "earliest": "2020-01-06", "latest": null, "coded": true}\n\n'
        '{"report": "b.txt", "earliest": null, "latest": null}\n'
    )
    when = parse_when(str(path))
    assert isinstance(when, dict)
    assert dated(name="folder/a.txt", given=when).earliest == DAY
    assert dated(name="folder/a.txt", given=when).because == ("given: published.jsonl:1",)
    assert dated(name="pack.zip!a.txt", given=when).earliest == DAY
    assert dated(name="b.txt", text="6 January 2020\n", given=when).earliest is None
    assert dated(name="c.txt", text="6 January 2020\n", given=when).earliest == DAY


@pytest.mark.parametrize(
    "line",
    [
        '{"report": "a.txt"}',
        "not JSON",
        "[1]",
        '{"report": 1, "earliest": null, "latest": null}',
        '{"report": "a.txt", "earliest": "soon", "latest": null}',
        '{"report": "a.txt", "earliest": "2020-01-07", "latest": "2020-01-06"}',
    ],
)
def test_a_wrong_line_is_refused_by_its_number(line: str, tmp_path: Path) -> None:
    path = tmp_path / "published.jsonl"
    path.write_text('{"report": "a.txt", "earliest": null, "latest": null}\n' + line)
    with pytest.raises(ValueError, match=r"published\.jsonl:2: "):
        parse_when(str(path))


@for_all(DAYS, DAYS)
def test_a_report_is_dated_exactly_as_given(one: date, other: date) -> None:
    given = Dating(min(one, other), max(one, other), ("given: by hand",))
    published = Dating(DAY, DAY, ("metadata: date",))
    assert dated("6 January 2020\n\nText.", "2020-01-06.txt", published, given) == given


def test_metadata_comes_before_the_file_name_and_that_before_the_text() -> None:
    told = Dating(DAY, DAY, ("metadata: date",))
    assert dated("24 November 2015\n\nText.", "2016-01-01.txt", told) == told
    assert dated("24 November 2015\n\nText.", "2016-01-01.txt").earliest == date(2016, 1, 1)
    assert dated("24 November 2015\n\nText.").earliest == date(2015, 11, 24)


@pytest.mark.parametrize(
    "name", ["20200106.txt", "nato-2020-01-06.html", "x/2020_01_06_b2.txt", "a.zip!2020.01.06 nato.txt"]
)
def test_a_day_in_the_file_name(name: str) -> None:
    assert (dated(name=name).earliest, dated(name=name).latest) == (DAY, DAY)


@pytest.mark.parametrize(
    "name", ["20200106_20200107.txt", "20201301.txt", "120200106.txt", "2020-01-06/a.txt", "06-01-2020.txt", "2020.txt"]
)
def test_no_day_in_a_name_that_spells_none_or_two(name: str) -> None:
    assert dated(name=name).earliest is None


@pytest.mark.parametrize(
    "text",
    [
        "NATO meets\n\n6 January 2020\n\nAllies met.",
        "NATO meets\nPosted on January 6, 2020\nAllies met.",
        "NATO meets\nJanuary 6, 2020 | By Ann Other\nAllies met.",
        "SOUTHWEST ASIA, January 6, 2020 – Allies met.",
        "NATO meets\n\nBRUSSELS (Jan. 6, 2020) -- Allies met.",
        "Published: Monday, 6 January 2020, 10:15 GMT\nAllies met.",
    ],
)
def test_a_date_line(text: str) -> None:
    assert (dated(text).earliest, dated(text).latest) == (DAY, DAY)


def test_dates_that_head_a_chronology_are_no_date_line() -> None:
    text = "Timeline\n6 January 2020\nAllies met.\n7 January 2020\nThey met again.\n9 January 2020\nThey parted.\n"
    assert dated(text).latest is None


def test_a_date_in_running_prose_is_no_date_line() -> None:
    published = dated("The report was published on 6 January 2020 and allies read it.")
    assert (published.earliest, published.latest) == (DAY, None)


def test_nothing_known_is_said_to_be_nothing() -> None:
    published = dated("Allies met and talked.")
    assert (published.earliest, published.latest) == (None, None)
    assert published.because == ("text: nothing in it tells when it was published",)


@for_all(DAYS)
def test_a_full_date_told_as_past_is_not_after_the_report(day: date) -> None:
    published = dated(f"Allies met on {day.day} {day:%B} {day.year} in Brussels and talked.")
    assert (published.earliest, published.latest) == (day, None)


@for_all(DAYS)
def test_this_weekday_with_its_date_allows_the_day_itself_and_no_other_weekday(day: date) -> None:
    text = f"Allies met this {day:%A}, {day:%B} {day.day} in Brussels, as they did in {day.year}."
    published = dated(text)
    assert published.earliest is not None
    assert published.earliest <= day
    assert published.earliest.weekday() == day.weekday()


@for_all(DAYS, st.integers(min_value=0, max_value=400))
def test_a_report_of_a_day_to_come_is_not_after_it(day: date, ahead: int) -> None:
    coming = day + timedelta(days=ahead)
    published = dated(f"The council will be held on {coming.day} {coming:%B} {coming.year}.")
    assert published.latest == coming
