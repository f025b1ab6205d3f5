"""Reasons, and whether a vote binds, told in another sentence than the act's own."""

from __future__ import annotations

from datetime import date

import pytest

from foederis.model import Claim, Dating, Report
from foederis.reading import Reader

DAY = date(2022, 3, 24)


def first(reader: Reader, text: str, act: str) -> Claim:
    report = Report("case.txt", text, "0" * 64, "0" * 64, published=Dating(DAY, DAY))
    (reading,) = reader.read([report])
    return next(claim for claim in reading.claims if claim.act == act)


@pytest.mark.parametrize(
    ("text", "act", "reason"),
    [
        (
            "NATO has suspended its mission in Chad. The move follows the killing of a general.",
            "suspend",
            "follows the killing of a general",
        ),
        (
            "Norway withdrew its troops from Mali. The reason given was the safety of the soldiers.",
            "withdraw",
            "the safety of the soldiers",
        ),
        (
            "Ireland gave three reasons for rejecting the plan. First, it would cost too much. Second, it came late.",
            "reject",
            "it would cost too much; it came late",
        ),
        (
            "Macron rejected the plan. Some say that Macron, who brought bankers, may be trying to protect trade.",
            "reject",
            "may be trying to protect trade",
        ),
        (
            "Chad joined the pact in March. Officials said the pact allows Chad to ask for aircraft.",
            "join",
            "the pact allows Chad to ask for aircraft",
        ),
        ("Norway withdrew its troops from Mali. The reason is simple.", "withdraw", None),
        ("Macron rejected the plan. Scholz may be trying to protect trade.", "reject", None),
        ("Chad joined the pact in March. The pact allows Mali to ask for aircraft.", "join", None),
        ("Norway withdrew its troops from Mali. First, it had asked for aircraft.", "withdraw", None),
    ],
)
def test_reasons_of_other_sentences(reader: Reader, text: str, act: str, reason: str | None) -> None:
    assert first(reader, text, act).because == reason


def test_whether_a_vote_binds(reader: Reader) -> None:
    text = "The Bundestag adopted a resolution on Monday. The vote, of course, is not legally binding."
    assert first(reader, text, "adopt").condition == "is not legally binding"
    assert first(reader, "The Bundestag adopted a resolution. The vote is today.", "adopt").condition is None
