"""Data flows one way: a stage imports earlier stages only (docs/decisions.md)."""

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "foederis"
COMMON = {"acts", "model", "wire", "safe", "claim_json"}
MAY_IMPORT = {
    "who": set(),
    "law": {"who"},
    "reports": {"who"},
    "reading": {"who", "reports"},
    "record": {"who", "reports", "reading"},
    "state": {"who", "record"},
    "duties": {"who", "record", "state", "law"},
    "checking": {"who", "reports", "reading", "record", "state", "law"},
    "brief": {"who", "reports", "reading", "record", "state", "law", "duties"},
}


def imported_stages(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names = [node.module] if isinstance(node, ast.ImportFrom) and node.module else []
        names += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        found |= {name.split(".")[1] for name in names if name.startswith("foederis.")}
    return found


@pytest.mark.parametrize("stage", sorted(MAY_IMPORT))
def test_a_stage_imports_earlier_stages_only(stage: str) -> None:
    allowed = MAY_IMPORT[stage] | COMMON | {stage}
    for path in (PACKAGE / stage).rglob("*.py"):
        assert imported_stages(path) <= allowed, path


def test_every_stage_has_its_place_in_the_order() -> None:
    stages = {path.parent.name for path in PACKAGE.glob("*/__init__.py")}
    assert stages <= set(MAY_IMPORT) | {"cli", "web"}
