"""`foederis casus` and `foederis compare` on the command line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.testing import CliRunner, Result

from foederis.cli.casus_command import register
from foederis.law.model import Incident
from foederis.law.pages import pages

app = typer.Typer()
register(app)
SHOOTDOWN = "casus --on 2015-11-24 --target RUS --by TUR --form shootdown --object aircraft --country SYR"


def run(line: str, *more: str) -> Result:
    return CliRunner().invoke(app, [*line.split(), *more])


def findings(result: Result) -> dict[str, Any]:
    return {row["clause"]: row for row in json.loads(result.stdout)["findings"]}


def test_json_answers_every_clause_and_nothing_else_is_on_stdout() -> None:
    result = run(SHOOTDOWN + " --json")
    rows = findings(result)
    assert len(rows) == 26
    assert rows["csto:4"]["finding"] == "arguable"
    assert rows["csto:4"]["bound"] == sorted(rows["csto:4"]["bound"])
    assert {"clause", "finding", "duty", "bound", "may_invoke", "decides", "reasons"} <= set(rows["nat:5"])
    assert {"test", "holds", "because", "article"} <= set(rows["nat:5"]["reasons"][0])
    assert json.loads(result.stdout)["case"]["target"] == "RUS"


def test_people_see_only_clauses_with_a_party_involved() -> None:
    text = run(SHOOTDOWN).stdout
    assert "csto:4" in text
    assert "us-phl:4" not in text


def test_every_fact_has_a_flag_of_its_own_name() -> None:
    command = typer.main.get_command(app).commands["casus"]  # type: ignore[attr-defined]
    flags = {flag for parameter in command.params for flag in parameter.opts}
    facts = {f"--{name.replace('_', '-')}" for name in Incident.__dataclass_fields__}
    assert facts <= flags


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("casus --on 2015-11-24 --target XXX", "alpha-3"),
        ("casus --on 1900-01-01 --target FRA", "--alliances"),
        ("casus --on 2020-01-01 --target FRA --place Qwxyz", "coordinates"),
        ("casus --on 2020-01-01 --target FRA --country FRA --place Chicago", "Chicago (USA)"),
        ("casus --on 2020-01-01 --target FRA --form raid", "armed_attack"),
        ("casus --on yesterday --target FRA", "2015-11-13"),
        ("casus --target FRA", "needs on"),
        ("casus --on 2020-01-01 --target FRA --at 3", "35.92,-5.31"),
        ("casus --on 2020-01-01 --target FRA --svg x.svg", "--chain"),
        ("casus --chain --on 2020-01-01 --target FRA", "alpha-3"),
        ("casus --case missing.jsonl", "missing.jsonl"),
        ("compare --target FRA --on 2020-01-01 --need ponies", "police"),
    ],
)
def test_wrong_calls_say_what_would_help(line: str, message: str) -> None:
    result = run(line)
    assert result.exit_code == 2
    assert message in result.stderr
    assert result.stdout == ""


def test_a_file_of_cases(tmp_path: Path) -> None:
    path = tmp_path / "cases.jsonl"
    case = {"on": "2015-11-13", "target": "FRA", "country": "FRA", "form": "terrorist_attack", "expect": {}}
    lines = [json.dumps({"id": name, **case}) for name in "ab"]
    path.write_text("\n".join([*lines, json.dumps({"id": "c", "on": "2015-11-13", "target": "??"})]))
    result = run("casus --json --case", str(path))
    assert [json.loads(line)["case"]["id"] for line in result.stdout.splitlines()] == ["a", "b"]
    assert result.exit_code == 1
    assert "cases.jsonl:3" in result.stderr
    assert run("casus --json --id b --case", str(path)).exit_code == 0


def test_a_chain_with_its_picture(tmp_path: Path) -> None:
    picture = tmp_path / "chain.svg"
    line = "casus --chain --json --on 2025-06-01 --target EST --by RUS --country EST --form armed_attack"
    result = run(line, "--svg", str(picture))
    assert {"state", "ally", "clause", "step"} <= set(json.loads(result.stdout)["edges"][0])
    assert picture.read_text().startswith("<svg")


def test_text_from_a_case_cannot_steer_the_terminal(tmp_path: Path) -> None:
    path = tmp_path / "case.json"
    path.write_text(json.dumps({"on": "2020-01-01", "target": "FRA", "by": "non-state:\x1b[2J", "country": "FRA"}))
    assert "\x1b" not in run("casus --case", str(path)).stdout


def test_the_pages_of_the_instruments_are_current() -> None:
    from foederis.law import load_law

    folder = Path(__file__).parents[2] / "docs" / "instruments"
    shipped = {path.name: path.read_text(encoding="utf-8") for path in folder.glob("*.md")}
    assert shipped == pages(load_law()), "run: python -m foederis.law.pages docs/instruments"
