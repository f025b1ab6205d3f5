"""Each act in small sentences: what must be read, and what must not (acts.toml)."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from foederis.acts import ACTS
from foederis.model import Actor, Claim, Dating, Report
from foederis.reading import Reader

CASES: list[dict[str, Any]] = tomllib.loads(Path(__file__).with_name("acts.toml").read_text(encoding="utf-8"))["case"]
DAY = date(2022, 3, 24)


def read(reader: Reader, text: str) -> list[Claim]:
    report = Report("case.txt", text, "0" * 64, "0" * 64, published=Dating(DAY, DAY))
    return [candidate.claim for _, found in reader.candidates([report]) for candidate in found]


def parties(actors: tuple[Actor, ...]) -> set[str]:
    return {a.for_ or a.text for a in actors}


def matches(claim: Claim, wanted: str) -> bool:
    act, status, actors, _, targets = wanted.split()
    return (claim.act, claim.status) == (act, status) and all(
        side == "-" or set(side.replace("_", " ").split("+")) == parties(given)
        for side, given in ((actors, claim.actors), (targets, claim.targets))
    )


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_case(case: dict[str, Any], reader: Reader) -> None:
    claims = read(reader, case["text"])
    told = [f"{c.act} {c.status} {parties(c.actors)} > {parties(c.targets)}" for c in claims]
    for wanted in case.get("claims", ()):
        assert any(matches(claim, wanted) for claim in claims), f"{wanted} not among {told}"
    assert not {claim.act for claim in claims} & set(case.get("not", ())), told
    assert len(claims) <= case.get("most", len(claims)), told


def test_every_act_has_a_case() -> None:
    told = {wanted.split()[0] for case in CASES for wanted in case.get("claims", ())}
    assert told == set(ACTS)


def test_whom_by_names_did_not_do_what_follows(reader: Reader) -> None:
    """The parser takes "White" for a second subject of "killed"."""
    told = "The decision was first announced on Saturday by the alliance's spokesman Dylan White, "
    deed = "a day after an American drone strike at Baghdad airport killed the Iranian general Qasem Soleimani."
    (attack,) = (claim for claim in read(reader, told + deed) if claim.act == "attack")
    assert parties(attack.actors) == {"USA"}
