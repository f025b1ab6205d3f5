"""How many findings, duties and bound sets of a file of cases the law gets right: `law_cases.py CASES.jsonl`.

A finding is right when finding, duty, bound_count, includes and excludes all hold; null is not checked, and states in
`bound_disputed` may be in or out. Every miss is listed with what was expected and what came out.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from foederis.law import Finding, assess, from_case

KINDS = ("finding", "duty", "bound")


def judged(finding: Finding, expected: dict[str, Any]) -> dict[str, bool]:
    """For each kind of answer, whether it is as expected."""
    disputed = set(expected.get("bound_disputed", ()))
    bound = set(finding.bound)
    count = expected["bound_count"]
    return {
        "finding": finding.finding == expected["finding"],
        "duty": finding.duty == expected["duty"],
        "bound": (count is None or len(bound - disputed) == count)
        and set(expected["bound_includes"]) <= bound | disputed
        and not set(expected["bound_excludes"]) & bound,
    }


def results(path: Path) -> Iterator[tuple[str, Finding, dict[str, Any], dict[str, bool]]]:
    """Each expected finding of each case: case id, what came out, what was expected, and what is right."""
    for line in path.read_text(encoding="utf-8").splitlines():
        case = json.loads(line)
        found = {finding.clause: finding for finding in assess(from_case(case)).findings}
        for clause, expected in case["expect"].items():
            yield case["id"], found[clause], expected, judged(found[clause], expected)


def main(path: Path) -> int:
    right, total = Counter[str](), 0
    for case, finding, expected, verdict in results(path):
        total += 1
        right.update(kind for kind in KINDS if verdict[kind])
        right["all"] += all(verdict.values())
        if not all(verdict.values()):
            wrong = ", ".join(kind for kind in KINDS if not verdict[kind])
            print(
                f"MISS {case} {finding.clause} ({wrong}): {finding.finding} {finding.duty} {len(finding.bound)}", end=""
            )
            print(f", expected {expected['finding']} {expected['duty']} {expected['bound_count']}")
            print(f"     {expected.get('why', '')}\n     open: {'; '.join(finding.if_)}")
    for kind in (*KINDS, "all"):
        print(f"{kind:8} {right[kind]:4} of {total}  {right[kind] / total:.1%}")
    return 0 if right["all"] == total else 1


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
