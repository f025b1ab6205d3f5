"""Reports of our own, coded before the reader had read them (heldout/README.md): reading does not quietly fall."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from foederis.acts import ACTS
from foederis.model import MIN_CONFIDENCE, Dating, Report
from foederis.reading import Reader
from foederis.who import load

HERE = Path(__file__).with_name("heldout")
FLOOR = 0.67  #: a tenth under what the reader made of them at first sight (docs/measurements.md)
Told = tuple[str, int, int, str]


def lines(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (HERE / name).read_text(encoding="utf-8").splitlines()]


def told(claim: dict[str, Any]) -> Told:
    return claim["report"], claim["start"], claim["end"], claim["act"]


def same(one: Told, other: Told) -> bool:
    """One act in one sentence: half of the longer is in both."""
    shared = min(one[2], other[2]) - max(one[1], other[1])
    return (one[0], one[3]) == (other[0], other[3]) and shared >= 0.5 * max(one[2] - one[1], other[2] - other[1])


def matched(wanted: list[Told], found: list[Told]) -> tuple[int, list[Told]]:
    """How many of the wanted are found, each once, and what is found beyond them."""
    left, hits = list(found), 0
    for one in wanted:
        if other := next((f for f in left if same(one, f)), None):
            left.remove(other)
            hits += 1
    return hits, left


@pytest.fixture(scope="module")
def found() -> list[Told]:
    days = {line["report"]: date.fromisoformat(line["latest"]) for line in lines("published.jsonl")}
    reports = [
        Report(name, (HERE / "reports" / name).read_text("utf-8"), name, name, published=Dating(day, day))
        for name, day in days.items()
    ]
    readings = Reader(load()).read(reports)
    claims = [c for reading in readings for c in reading.claims if (c.confidence or 0) >= MIN_CONFIDENCE]
    return [(c.report, c.start, c.end, c.act) for c in claims]


def test_most_acts_are_read(found: list[Told]) -> None:
    gold = lines("gold.jsonl")
    firm, optional = ([told(c) for c in gold if bool(c.get("optional")) is kind] for kind in (False, True))
    hits, beyond = matched(firm, found)
    _, made_up = matched(optional, beyond)
    assert hits >= 80
    assert 2 * hits / (len(firm) + hits + len(made_up)) >= FLOOR


def test_the_gold_is_of_the_reports() -> None:
    texts = {path.name: path.read_text("utf-8") for path in (HERE / "reports").iterdir()}
    for claim in lines("gold.jsonl"):
        sentence = texts[claim["report"]][claim["start"] : claim["end"]]
        assert claim["act"] in ACTS
        assert sentence == sentence.strip() != ""
        assert all(a["text"].lower() in sentence.lower() or a.get("for") for a in claim["actors"] + claim["targets"])
