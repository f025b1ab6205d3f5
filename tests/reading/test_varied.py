"""Each act told in many ways (varied.toml): the act is read with its status, and look-alikes are not."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path

import pytest

from foederis.acts import ACTS, STATUSES
from foederis.model import Dating, Report
from foederis.reading import Reader

CASES: dict[str, dict[str, list[str]]] = tomllib.loads(Path(__file__).with_name("varied.toml").read_text("utf-8"))
TOLD = [(act, kind, text) for act, kinds in CASES.items() for kind, texts in kinds.items() for text in texts]
DAY = date(2022, 3, 24)


def read(reader: Reader, text: str) -> list[str]:
    """The acts told, each with its status."""
    report = Report("case.txt", text, "0" * 64, "0" * 64, published=Dating(DAY, DAY))
    return [f"{c.claim.act} {c.claim.status}" for _, found in reader.candidates([report]) for c in found]


@pytest.mark.parametrize(("act", "kind", "text"), TOLD)
def test_told_in_many_ways(reader: Reader, act: str, kind: str, text: str) -> None:
    told = read(reader, text)
    if kind == "never":
        assert act not in {claim.split()[0] for claim in told}
    else:
        assert f"{act} {kind}" in told


def test_the_cases_are_of_known_acts_and_statuses() -> None:
    assert set(CASES) <= ACTS
    assert {kind for _, kind, _ in TOLD} <= {*STATUSES, "never"}
