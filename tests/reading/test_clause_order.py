"""Slips of the parser about clauses, put right before reading: who is the subject of which verb."""

from __future__ import annotations

import pytest

from foederis.reading.grammar import parse
from foederis.reading.grammar.syntax import subjects

CASES = [
    ("In March 2014, when Russia annexed Crimea, Poland called the allies to a meeting.", "called", ["Poland"]),
    ("In March 2014, when Russia annexed Crimea, Poland called the allies to a meeting.", "annexed", ["Russia"]),
    (
        "UN Security Council Resolution 1701, passed in August 2006, demanded that Israel withdraw.",
        "demanded",
        ["Resolution"],
    ),
    ("U.S. and U.K. strike Houthi targets in Yemen", "strike", ["U.S.", "U.K."]),
    ("Nordic ministers meeting in Oslo have promised Mali hundreds more tents.", "promised", ["ministers"]),
    ("The ministers met when the talks failed, and Rwanda closed the border.", "closed", ["Rwanda"]),
]


@pytest.mark.parametrize(("text", "verb", "wanted"), CASES)
def test_each_verb_has_its_own_subject(text: str, verb: str, wanted: list[str]) -> None:
    [(doc, _)] = parse.parse([(text, None)], parse.pipeline())
    told = next(token for token in doc if token.text == verb)
    assert [subject.text for subject in subjects(told)] == wanted
