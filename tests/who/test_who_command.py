"""`foederis who`."""

import json

import pytest
import typer
from typer.testing import CliRunner

from foederis.cli.who_command import register


@pytest.fixture(name="run")
def _run():  # type: ignore[no-untyped-def]
    app = typer.Typer()
    app.callback()(lambda: None)
    register(app)
    return lambda *arguments: CliRunner().invoke(app, ["who", *arguments])


def test_members_on_a_day(run) -> None:  # type: ignore[no-untyped-def]
    result = run("NATO", "--on", "2020-01-06")
    assert result.exit_code == 0
    assert "members   29: ALB " in result.stdout
    assert "Secretary General of NATO: Jens Stoltenberg" in result.stdout


def test_a_post_shows_its_holder_of_the_day_with_source(run) -> None:  # type: ignore[no-untyped-def]
    lines = [line for line in run("SACEUR", "--on", "2015-11-24").stdout.splitlines() if line.startswith("  post")]
    assert len(lines) == 1
    assert "Philip Breedlove, from 2013-05-13 until 2016-05-04 [" in lines[0]


def test_a_state_shows_the_accession_under_way(run) -> None:  # type: ignore[no-untyped-def]
    assert "NATO, since 2024-03-07, invited 2022-06-29" in run("Sweden", "--on", "2023-05-01").stdout


def test_json_has_every_meaning(run) -> None:  # type: ignore[no-untyped-def]
    answer = json.loads(run("Georgia", "--json").stdout)
    assert [one["entry"]["id"] for one in answer["found"]] == ["GEO", "georgia.usa"]


def test_an_unknown_name_gets_suggestions(run) -> None:  # type: ignore[no-untyped-def]
    result = run("Stoltenburg")
    assert result.exit_code == 1
    assert result.stdout == ""
    assert "did you mean Stoltenberg" in result.stderr


def test_a_wrong_date_is_a_wrong_call(run) -> None:  # type: ignore[no-untyped-def]
    result = run("NATO", "--on", "yesterday")
    assert result.exit_code == 2
    assert "write it as 2020-01-06" in result.stderr
