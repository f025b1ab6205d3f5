"""Resolutions and communiqués: clauses without a subject, by whoever resolves."""

from __future__ import annotations

from datetime import date

import pytest

from foederis.model import Claim, Dating, Report
from foederis.reading import Reader

DAY = date(2023, 8, 22)
HEAD = "COMMUNIQUE\n\nThe Peace and Security Council of the African Union,\n\nRecalling its earlier decisions;\n\n"


def told(reader: Reader, text: str) -> list[Claim]:
    report = Report("case.txt", text, "0" * 64, "0" * 64, published=Dating(DAY, DAY))
    return [c.claim for _, found in reader.candidates([report]) for c in found]


@pytest.mark.parametrize(
    ("clause", "act", "target"),
    [
        ("1. Strongly condemns the seizure of power in Chad;", "criticise", None),
        ("2. Demands the release of the prisoners;", "request", None),
        ("3. Decides to suspend the membership of Chad;", "suspend", None),
        ("4. Requests Kenya to send observers;", "request", "KEN"),
        ("5. Calls upon Togo and Benin to open their borders;", "request", "TGO"),
        ("6. Notes the situation, and welcomes the visit of the envoy;", "support", None),
    ],
)
def test_the_body_at_the_head_of_the_text_acts_in_its_clauses(
    reader: Reader, clause: str, act: str, target: str | None
) -> None:
    claim = next(c for c in told(reader, HEAD + clause) if c.act == act)
    assert [a.for_ for a in claim.actors] == ["AU/PSC"]
    assert target is None or target in [t.for_ for t in claim.targets]


def test_without_a_head_nobody_is_made_the_actor(reader: Reader) -> None:
    [claim] = told(reader, "Demands the release of the prisoners;")
    assert (claim.act, claim.actors) == ("request", ())


def test_its_bodies_are_its_own(reader: Reader) -> None:
    request = next(c for c in told(reader, HEAD + "1. Requests the Commission to send an envoy;") if c.act == "request")
    assert not any((t.for_ or "").startswith("EU") for t in request.targets)
