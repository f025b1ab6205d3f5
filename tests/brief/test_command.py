"""`foederis brief`: from paths or from the record, to a terminal, a page or JSON."""

import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner, Result

from foederis.cli import brief_command
from foederis.model import Reading, Report
from foederis.record import open_record
from foederis.who.registry import Who

from .conftest import NATO, MakeClaim

ON = ("--published", "2020-01-06")


@pytest.fixture
def reader(claim: MakeClaim) -> Callable[..., Iterator[Reading]]:
    """Stands in for the reader: finds one claim in whatever it is given, and reads no French."""

    def read(reports: Iterable[Report], **_: object) -> Iterator[Reading]:
        for report in reports:
            if "français" in report.text:
                yield Reading(report, "test", (), "a language that is not read")
            else:
                found = claim("suspend", report=report.name, actors=(NATO,), object="the mission")
                yield Reading(report, "test", (found,))

    return read


@pytest.fixture(autouse=True)
def stand_ins(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, reader: object, who: Who) -> None:
    monkeypatch.setattr("foederis.reading.read_reports", reader)
    monkeypatch.setattr("foederis.who.load", lambda: who)
    monkeypatch.chdir(tmp_path)


def run(*args: str) -> Result:
    app = typer.Typer()
    brief_command.register(app)
    return CliRunner().invoke(app, list(args))


def test_paths_are_briefed_on_and_nothing_is_left_behind(tmp_path: Path) -> None:
    Path("a.txt").write_text("NATO suspended the mission on Monday.", encoding="utf-8")
    result = run("a.txt", *ON)
    assert (result.exit_code, "NATO suspended the mission [1]" in result.stdout) == (0, True)
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]


def test_json_is_one_object_and_nothing_else_on_stdout() -> None:
    Path("a.txt").write_text("NATO suspended the mission on Monday.", encoding="utf-8")
    result = run("a.txt", "missing.txt", "--json", *ON)
    brief = json.loads(result.stdout)
    assert brief["happened"][0]["text"] == "NATO suspended the mission"
    assert (brief["published"]["earliest"], result.exit_code) == ("2020-01-06", 1)
    assert "missing.txt" in result.stderr


def test_a_report_that_could_not_be_read_is_said_to_be_not_read() -> None:
    Path("a.txt").write_text("Un rapport en français, tout simplement.", encoding="utf-8")
    brief = json.loads(run("a.txt", *ON, "--json").stdout)
    assert [source["unread"] for source in brief["untaken"]["unread"]] == ["a language that is not read"]


def test_a_page_is_written() -> None:
    Path("a.txt").write_text("NATO suspended the mission on Monday.", encoding="utf-8")
    assert run("a.txt", *ON, "--html", "brief.html").exit_code == 0
    assert Path("brief.html").read_text(encoding="utf-8").startswith("<!doctype html>")


def test_a_page_that_cannot_be_written_is_a_wrong_call() -> None:
    Path("a.txt").write_text("NATO suspended the mission on Monday.", encoding="utf-8")
    result = run("a.txt", *ON, "--html", "nowhere/brief.html")
    assert (result.exit_code, "nowhere/brief.html" in result.stderr) == (2, True)


def test_without_paths_the_record_is_briefed_on() -> None:
    Path("a.txt").write_text("NATO suspended the mission on Monday.", encoding="utf-8")
    assert run("a.txt", *ON, "--record", "r.record").exit_code == 0
    brief = json.loads(run("--record", "r.record", "--json").stdout)
    assert [(row["text"], row["basis"]["sentences"]) for row in brief["happened"]] == [
        ("NATO suspended the mission", [1])
    ]
    with open_record("r.record") as record:
        assert len(list(record.claims())) == 1


def test_where_there_is_no_record_none_is_made() -> None:
    result = run()
    assert (result.exit_code, list(Path().iterdir())) == (2, [])
    assert "foederis.record" in result.stderr


def test_a_wrong_date_is_a_wrong_call() -> None:
    result = run("a.txt", "--published", "someday")
    assert (result.exit_code, "--published" in result.stderr) == (2, True)
