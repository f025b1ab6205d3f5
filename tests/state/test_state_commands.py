"""`foederis state`, `diff`, `timeline` and `ledger`: what they print, and their exit statuses."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.testing import CliRunner, Result

from foederis.cli import state_commands
from foederis.model import Actor, Dating, Reading, Report
from foederis.record import open_record

from .conftest import MakeClaim

HOSTILE = "missiles \x1b[31m\u202e[bold]"


@pytest.fixture
def record(claim: MakeClaim, tmp_path: Path) -> Path:
    path = tmp_path / "r.record"
    day = date(2022, 3, 24)
    made = (
        claim("pledge", "GBR", "UKR", status="planned", quantity=6000.0, object=HOSTILE, unit="missiles"),
        claim("provide", "GBR", "UKR", (None, "2022-03-24"), quantity=4000.0, object="missiles", unit="missiles"),
        claim("suspend", "NATO", on="2022-03-20", object="training activities", country="IRQ"),
    )
    report = Report("a.txt", "A sentence.", "sha", "sha", published=Dating(day, day))
    with open_record(path) as opened:
        opened.add(Reading(report, "reader", made))
    return path


def run(*words: str, record: Path) -> Result:
    app = typer.Typer()
    state_commands.register(app)
    return CliRunner().invoke(app, [*words, "--record", str(record)])


def answer(*words: str, record: Path) -> Any:
    found = run(*words, "--json", record=record)
    assert found.exit_code == 0
    return json.loads(found.stdout)


def test_state_is_one_json_object_with_a_list_of_each_kind(record: Path) -> None:
    found = answer("state", "--on", "2022-03-24", record=record)
    assert (found["on"], found["known"], found["recorded"], found["of"]) == ("2022-03-24", None, None, None)
    kinds = [
        "members",
        "posts",
        "missions",
        "forces",
        "pledges",
        "partnerships",
        "proposals",
        "invocations",
        "incidents",
    ]
    assert list(found) == ["on", "known", "recorded", "of", *kinds, "stances", "conflicts"]
    row = found["pledges"][0]
    assert (row["giver"], row["quantity"], row["on"], row["sources"]) == ("GBR", 6000.0, "2022-03-24", 1)


def test_state_for_people_shows_rows_with_claims_and_makes_hostile_text_harmless(record: Path) -> None:
    shown = run("state", "--on", "2022-03-24", record=record).stdout
    assert "training activities\tNATO/NMI\tsuspended\t2022-03-20" in shown
    assert "missiles \ufffd[31m\ufffd[bold]" in shown
    assert "\x1b" not in shown


def test_state_of_whom_the_record_says_nothing_says_so(record: Path) -> None:
    found = run("state", "--on", "2022-03-24", "--of", "ASEAN", record=record)
    assert found.exit_code == 0
    assert "the record says nothing of ASEAN by 2022-03-24" in found.stderr


def test_diff_says_what_changed_because_of_which_claims(record: Path) -> None:
    found = answer("diff", "--from", "2022-03-19", "--to", "2022-03-20", record=record)
    (change,) = [each for each in found["changes"] if each["because"]]
    assert (change["kind"], change["change"], change["row"]["status"]) == ("missions", "new", "suspended")
    assert "training activities" in run("diff", "--from", "2022-03-19", "--to", "2022-03-20", record=record).stdout


def test_timeline_lists_events_in_order_of_time(record: Path) -> None:
    found = answer("timeline", record=record)["events"]
    assert [event["act"] for event in found] == ["suspend", "pledge", "provide"]
    pledges = answer("timeline", "--party", "UKR", "--act", "pledge", record=record)["events"]
    assert [event["act"] for event in pledges] == ["pledge"]
    assert run("timeline", record=record).stdout.count("\n") == 4


def test_ledger_adds_up_by_giver(record: Path) -> None:
    found = answer("ledger", "--to", "UKR", record=record)
    (pledged,) = [line for line in found["lines"] if line["pledged"]]
    assert (pledged["giver"], pledged["pledged"], pledged["outstanding"]) == ("GBR", 6000.0, 6000.0)
    assert sum(line["delivered"] or 0 for line in found["totals"]) == 4000.0
    assert "6,000" in run("ledger", "--to", "UKR", "--by", "GBR", record=record).stdout


def test_ledger_to_somebody_not_on_record_says_so(record: Path) -> None:
    assert "names no pledge or delivery to FRA" in run("ledger", "--to", "FRA", record=record).stderr


@pytest.mark.parametrize(
    "words",
    [
        ("state", "--on", "yesterday"),
        ("state", "--on", "2022-03-24", "--known", "2022-13-01"),
        ("diff", "--from", "2022-03-24", "--to", "2022-03-23"),
        ("timeline", "--act", "dance"),
        ("timeline", "--from", "soon"),
    ],
)
def test_wrong_calls_exit_with_2(words: tuple[str, ...], record: Path) -> None:
    assert run(*words, record=record).exit_code == 2


def test_no_record_is_a_wrong_call(tmp_path: Path) -> None:
    assert run("state", "--on", "2022-03-24", record=tmp_path / "none.record").exit_code == 2


def test_actors_are_named_by_whom_they_act_for(claim: MakeClaim, record: Path) -> None:
    report = Report("b.txt", "Another.", "sha2", "sha2")
    spoken = claim("criticise", "", "RUS", id="z", actors=(Actor("critics"),))
    with open_record(record) as opened:
        opened.add(Reading(report, "reader", (spoken,)))
    assert "critics\tRUS" in run("timeline", "--act", "criticise", record=record).stdout
