"""Instruments side by side: why France chose 42(7) in November 2015."""

from __future__ import annotations

from datetime import date

import pytest

from foederis.law import CaseError, load_law
from foederis.law.compare import as_text, compare

NEEDS = ("police", "border-security", "military")


def test_the_choice_of_france_can_be_read_off() -> None:
    options = {option.clause: option for option in compare(load_law(), "FRA", date(2015, 11, 17), NEEDS)}
    assert next(iter(options)) == "teu:42.7"
    assert options["teu:42.7"].met == 3
    assert options["teu:42.7"].mode == "flexible"
    assert {a.need: a.answer for a in options["nat:5"].answers} == {
        "police": "no",
        "border-security": "no",
        "military": "yes",
    }
    assert options["nat:5"].precedents == ("2001-09-12: North Atlantic Council (provisional; confirmed 2001-10-02)",)


def test_only_clauses_open_on_the_day() -> None:
    clauses = {option.clause for option in compare(load_law(), "FRA", date(2009, 11, 30), NEEDS)}
    assert "teu:42.7" not in clauses
    assert "weu:V" in clauses


def test_precedents_are_those_known_by_then() -> None:
    before = {o.clause: o for o in compare(load_law(), "FRA", date(2015, 11, 16), NEEDS)}
    assert before["teu:42.7"].precedents == ()


def test_the_text_ends_in_a_conclusion() -> None:
    on = date(2015, 11, 17)
    lines = list(as_text(compare(load_law(), "FRA", on, NEEDS), "FRA", on))
    assert any(line.startswith("teu:42.7 meets 3 of 3 needs") for line in lines)
    assert any(line.startswith("nat:5 does not give police") for line in lines)


def test_an_unknown_need_or_state_is_refused() -> None:
    with pytest.raises(ValueError, match="border-security"):
        compare(load_law(), "FRA", date(2015, 11, 17), ("ponies",))
    with pytest.raises(CaseError, match="alpha-3"):
        compare(load_law(), "FR", date(2015, 11, 17), NEEDS)
