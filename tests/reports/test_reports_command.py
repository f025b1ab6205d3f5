"""`foederis reports`: what it prints where, and its exit status."""

import json
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from foederis.cli.reports_command import register
from foederis.model import Report
from foederis.reports import load

GOOD = "The ministers of the alliance met in Brussels and agreed to send two ships to the Baltic Sea."
EXAMPLES = Path(__file__).parents[2] / "examples" / "reports"


@pytest.fixture
def app() -> typer.Typer:
    app = typer.Typer()
    app.callback()(lambda: None)
    register(app)
    return app


def test_json_lines_on_stdout_and_problems_on_stderr(app: typer.Typer, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(f"Ships for the Baltic\n\n{GOOD}\n\nSource: Harbour Post\n")
    (tmp_path / "b.txt").write_text("")
    result = CliRunner().invoke(app, ["reports", str(tmp_path), "--json", "--published", "2021-03-05..2021-03-06"])
    (row,) = map(json.loads, result.stdout.splitlines())
    assert row["report"] == f"{tmp_path}/a.txt"
    assert (row["title"], row["publisher"], row["language"]) == ("Ships for the Baltic", "Harbour Post", "en")
    assert (row["earliest"], row["latest"]) == ("2021-03-05", "2021-03-06")
    assert row["because"]
    assert row["furniture"] == [[117, 137, "source"]]
    assert f"{tmp_path}/b.txt" in result.stderr
    assert len(result.stderr.splitlines()) == 1
    assert result.exit_code == 1


def test_a_warning_leaves_the_exit_status_at_0(app: typer.Typer, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(f"{GOOD}\x00")
    result = CliRunner().invoke(app, ["reports", str(tmp_path), "--json"])
    assert "warning" in result.stderr
    assert result.exit_code == 0


@pytest.mark.parametrize(
    "call", [["reports"], ["reports", "a.txt", "--published", "someday"], ["reports", "--max-chars", "0", "a"]]
)
def test_a_wrong_call_is_status_2(app: typer.Typer, call: list[str]) -> None:
    assert CliRunner().invoke(app, call).exit_code == 2


def test_in_a_pipe_people_get_tab_separated_lines(app: typer.Typer, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(f'story,title,date\n"{GOOD}",Two\tships,2021-03-05\n')
    result = CliRunner().invoke(app, ["reports", str(tmp_path / "a.csv"), "--text-column", "story"])
    header, row = (line.split("\t") for line in result.stdout.splitlines())
    assert dict(zip(header, row, strict=True))["published"] == "2021-03-05"
    assert dict(zip(header, row, strict=True))["title"] == "Two ships"


def test_the_sample_reports_are_all_read() -> None:
    reports = list(load([str(EXAMPLES)]))
    assert len(reports) >= 8
    assert all(isinstance(report, Report) and report.language == "en" and report.title for report in reports)
