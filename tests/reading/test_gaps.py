"""Sentences whose full stop was left out."""

from __future__ import annotations

import pytest

from foederis.model import Report
from foederis.reading.grammar.sentences import split


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        (
            "Sixty nations have joined to fight the group  “It is a threat to us all,” Lyons said.",
            ["Sixty nations have joined to fight the group", "“It is a threat to us all,” Lyons said."],
        ),
        ("He called it a  “Great Game” of sorts.", ["He called it a  “Great Game” of sorts."]),
        ("She said “a plan  “Nobody” knew of.", ["She said “a plan  “Nobody” knew of."]),
    ],
)
def test_a_wide_gap_before_a_quotation_ends_a_sentence(text: str, sentences: list[str]) -> None:
    assert [text[s.start : s.end] for s in split(Report("case.txt", text, "", ""))] == sentences
