"""`foederis duties`: JSON and nothing else on stdout, indented text in a pipe, clear messages for wrong calls."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import typer
from duties_samples import answer, claim
from typer.testing import CliRunner

from foederis.cli import duties_command
from foederis.duties import incident_of_record, words
from foederis.law import CaseError
from foederis.model import Dating, Reading, Report
from foederis.record import open_record
from foederis.who import load


@pytest.fixture(scope="module")
def app() -> typer.Typer:
    app = typer.Typer(pretty_exceptions_enable=False)
    app.callback()(lambda: None)
    duties_command.register(app)
    return app


@pytest.fixture
def record(tmp_path: Path) -> str:
    text = "Attack.\x1b[31m"
    day = answer([], "2019-05-04").on
    claims = (
        claim("attack", ["RUS"], ["EST"], object="post\x1b[31m", place="Tallinn", country="EST"),
        claim("invoke", ["EST"], object="Article 5", object_id="nat:5", day="2019-05-05"),
    )
    where = str(tmp_path / "a.record")
    with open_record(where) as opened:
        report = Report("a.txt", text, "0" * 64, "0" * 64, published=Dating(day, day))
        opened.add(Reading(report, "test", claims))
    return where


def run(app: typer.Typer, *args: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, ["duties", *args])
    return result.exit_code, result.output


def test_json_is_one_object_with_incident_clauses_and_use(app: typer.Typer, record: str) -> None:
    status, out = run(app, "--record", record, "--on", "2019-06-01", "--json")
    found = json.loads(out)
    (case,) = found["incidents"][0]["cases"]
    uses = {clause["clause"]: clause["use"] for clause in case["clauses"]}
    assert (status, uses["nat:5"], uses["nat:4"]) == (0, "invoked", "not_said")
    assert [each["clause"] for each in found["help"]] == ["nat:5"]


def test_text_is_indented_and_safe_to_show(app: typer.Typer, record: str) -> None:
    status, out = run(app, "--record", record, "--on", "2019-06-01")
    assert status == 0
    assert out.startswith("incident ")
    assert "\n  nat:5  arguable; invoked\n" in out
    assert "\x1b" not in out


def test_one_incident_alone_and_the_same_in_the_laws_terms(app: typer.Typer, record: str) -> None:
    _, out = run(app, "--record", record, "--on", "2019-06-01", "--json")
    id_ = json.loads(out)["incidents"][0]["incident"]["id"]
    status, out = run(app, "--record", record, "--on", "2019-06-01", "--incident", id_, "--json")
    assert (status, json.loads(out)["help"]) == (0, [])
    with open_record(record, make=False) as opened:
        incident = incident_of_record(opened, load(), id_, answer([]).on)
        with pytest.raises(CaseError, match="no incident 'x'"):
            incident_of_record(opened, load(), "x", answer([]).on)
    assert (incident.target, incident.by, incident.id) == ("EST", "RUS", id_)


@pytest.mark.parametrize(
    "args", [["--on", "May"], ["--incident", "x", "--on", "2019-06-01"], ["--mission", "x", "--on", "2019-06-01"]]
)
def test_wrong_calls_exit_with_two(app: typer.Typer, record: str, args: list[str]) -> None:
    assert run(app, "--record", record, *args)[0] == 2


def test_words_are_matched_whole_and_things_by_their_head() -> None:
    assert words.said("forms", "They SHOT  down it") == {"shootdown"}
    assert words.said("forms", "a shot downwind") == frozenset()
    assert words.object_of("base of the fleet") == "forces"
    assert words.object_of("strike on a base") is None
    assert words.object_of("fishing boat") is None
