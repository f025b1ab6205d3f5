"""`foederis check` on the command line."""

import json
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner, Result

from foederis.cli import check_command

TEXT = "NATO Secretary General Jens Stoltenburg spoke on Tuesday 7 January 2020. All 29 NATO allies agreed.\n"


def run(*args: str) -> Result:
    app = typer.Typer()
    app.callback()(lambda: None)
    check_command.register(app)
    return CliRunner().invoke(app, ["check", *args])


@pytest.fixture
def report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "report.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_json_lines(report: Path) -> None:
    result = run(str(report), "--published", "2020-01-07", "--json")
    [slip] = map(json.loads, result.stdout.splitlines())
    assert result.exit_code == 0
    assert slip.keys() == {"report", "kind", "says", "start", "end", "sentence", "but", "source", "claims"}
    assert (slip["report"], slip["kind"]) == (str(report), "name")
    assert TEXT[slip["start"] : slip["end"]] == slip["says"] == "NATO Secretary General Jens Stoltenburg"


def test_for_people(report: Path) -> None:
    result = run(str(report), "--published", "2020-01-07")
    assert "the report says     NATO Secretary General Jens Stoltenburg" in result.stdout
    assert "the reference says  Secretary General of NATO was Jens Stoltenberg" in result.stdout
    assert result.stdout.endswith("1 slip in 1 report\n")


def test_hostile_text_is_made_safe(report: Path) -> None:
    report.write_text("The \u202eNATO Secretary General Jens Stoltenburg\x1b[31m spoke.\n", encoding="utf-8")
    result = run(str(report), "--published", "2020-01-07")
    assert "1 slip in 1 report" in result.stdout
    assert "\x1b" not in result.stdout
    assert "\u202e" not in result.stdout


def test_nothing_is_left_behind(report: Path) -> None:
    run(str(report))
    assert [path.name for path in report.parent.iterdir()] == ["report.txt"]


def test_the_other_reports_of_a_record(report: Path) -> None:
    from foederis.reading import Reader
    from foederis.record import open_record
    from foederis.reports import LoadOptions
    from foederis.reports import load as load_reports
    from foederis.reports.dating import date_report, parse_when
    from foederis.who import load

    who = load()
    other = report.with_name("other.txt")
    other.write_text("On 5 January 2020 Canada deployed 850 soldiers to Iraq.", encoding="utf-8")
    report.write_text("Canada deployed 250 soldiers to Iraq on 5 January 2020.", encoding="utf-8")
    reports = (
        date_report(each, who, parse_when("2020-01-07")) for each in load_reports([str(other)], options=LoadOptions())
    )
    with open_record("kept.record") as record:
        for reading in Reader(who).read(reports):
            record.add(reading)
    result = run(str(report), "--published", "2020-01-07", "--record", "kept.record", "--json")
    [slip] = map(json.loads, result.stdout.splitlines())
    assert (slip["kind"], slip["report"]) == ("record", str(report))
    assert "850" in slip["but"]


def test_exit_statuses(report: Path) -> None:
    assert run(str(report), str(report.with_name("missing.txt"))).exit_code == 1
    assert run(str(report), "--record", "missing.record").exit_code == 2
    assert run(str(report), "--published", "soon").exit_code == 2
