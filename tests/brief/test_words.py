"""Dates and notes in words."""

from datetime import date

import pytest

from foederis.brief import words
from foederis.brief.model import Basis, Row
from foederis.brief.names import Names
from foederis.who import load


@pytest.mark.parametrize(
    ("earliest", "latest", "told"),
    [
        ("2022-03-24", "2022-03-24", "24 Mar 2022"),
        ("2020-01-04", "2020-01-06", "4–6 Jan 2020"),
        ("2020-01-04", "2020-02-06", "4 Jan – 6 Feb 2020"),
        ("2019-12-31", "2020-01-06", "31 Dec 2019 – 6 Jan 2020"),
        ("2020-02-01", "2020-02-29", "Feb 2020"),
        ("2021-02-01", "2021-02-27", "1–27 Feb 2021"),
        ("2024-01-01", "2024-12-31", "2024"),
        ("2024-01-01", "2025-12-31", "1 Jan 2024 – 31 Dec 2025"),
        (None, "2020-01-06", "by 6 Jan 2020"),
        ("2020-01-06", None, "from 6 Jan 2020"),
        (None, None, "undated"),
    ],
)
def test_when(earliest: str | None, latest: str | None, told: str) -> None:
    days = [date.fromisoformat(day) if day else None for day in (earliest, latest)]
    assert words.when(*days) == told


def test_notes_say_who_says_so_on_what_terms_how_sure_and_what_is_disputed() -> None:
    basis = Basis(("c1",), (1,), 2, doubtful=True, speakers=("NATO",), terms=("if: asked",))
    row = Row("e", "deploy", "done", None, None, "Troops were deployed", basis, ("5 soldiers; elsewhere 6",))
    assert words.notes(row) == (
        "according to NATO",
        "if: asked",
        "2 sources",
        "doubtful reading",
        "sources differ: 5 soldiers; elsewhere 6",
    )


@pytest.mark.parametrize(
    ("quoted", "told"),
    [
        ('the safety of the mission , described as " vital', "the safety of the mission, described as vital"),
        ("“the rules”  say\nso ;", "“the rules” say so;"),
        ("its neighbours' fear", "its neighbours' fear"),
    ],
)
def test_a_fair_copy_of_words_cut_from_a_report(quoted: str, told: str) -> None:
    assert words.fair_copy(quoted) == told


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("2023-07-19..2023-12-31", "19 Jul – 31 Dec 2023"),
        ("2023-07-19..", "from 19 Jul 2023"),
        ("..2023-07-19", "by 19 Jul 2023"),
        ("in force since 1949-08-24; TUR is a party", "in force since 24 Aug 1949; Turkey is a party"),
        ("2023-13-45 and XYZ and so on..", "2023-13-45 and XYZ and so on.."),
    ],
)
def test_what_a_program_wrote_in_words(written: str, told: str) -> None:
    assert words.in_words(written, Names(load())) == told
