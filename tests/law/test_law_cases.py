"""The law's cases: a sentence, the facts, and the finding expected of each clause, as a lawyer can read them."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from foederis.law import assess, from_case

CASES = Path(__file__).parent / "cases"
NOWHERE = "none"


def _cases() -> Iterator[Any]:
    for path in sorted(CASES.glob("*.toml")):
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        for case in data["case"]:
            yield pytest.param({**data["common"], **case}, id=case["say"])


def _facts(case: dict[str, Any]) -> dict[str, Any]:
    facts = {key: value for key, value in case.items() if key not in ("say", "expect") and value != "unknown"}
    return {key: None if value == NOWHERE and key == "country" else value for key, value in facts.items()}


@pytest.mark.parametrize("case", list(_cases()))
def test_case(case: dict[str, Any]) -> None:
    found = {finding.clause: finding for finding in assess(from_case(_facts(case))).findings}
    for clause, expected in case["expect"].items():
        verdict, *rest = expected.split()
        finding = found[clause]
        assert (clause, finding.finding) == (clause, verdict), finding.reasons
        for item in rest:
            if item.isdigit():
                assert len(finding.bound) == int(item), finding.bound
            elif item[0] == "+":
                assert item[1:] in finding.bound
            elif item[0] == "-":
                assert item[1:] not in finding.bound
            else:
                assert item[1:] in finding.bound_disputed
