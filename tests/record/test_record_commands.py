from __future__ import annotations

import csv
import io
import json
from datetime import date
from pathlib import Path

import pytest
import typer
from record_samples import claim_of, reading_of, report_of
from typer.testing import CliRunner, Result

from foederis.cli import record_commands
from foederis.model import Actor, Claim
from foederis.record import open_record


@pytest.fixture
def claims() -> tuple[Claim, Claim]:
    report = report_of("=HYPERLINK() NATO\x1b[2J paused.", "-a.txt")
    actors = (Actor("France", "FRA"), Actor("Turkey", "TUR"))
    return (
        claim_of(report, "pledge", actors=actors, quantity=6000.0, unit="missiles", latest=date(2022, 3, 24)),
        claim_of(report, "suspend", confidence=0.25),
    )


@pytest.fixture
def path(tmp_path: Path, claims: tuple[Claim, Claim], monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    report = report_of(claims[0].sentence, claims[0].report)
    with open_record() as record:
        record.add(reading_of(report, *claims))
    return tmp_path / "foederis.record"


def run(*words: str, status: int = 0) -> Result:
    app = typer.Typer()
    record_commands.register(app)
    result = CliRunner().invoke(app, list(words))
    assert result.exit_code == status, result.output
    return result


def acts(*words: str) -> list[str]:
    return [json.loads(line)["act"] for line in run("claims", "--json", *words).stdout.splitlines()]


def test_claims_as_json_lines(path: Path, claims: tuple[Claim, Claim]) -> None:
    first = json.loads(run("claims", "--json").stdout.splitlines()[0])
    assert first["id"] == claims[0].id
    assert (first["quantity"], first["plover"]) == (6000, {"event": "AGREE", "mode": None})
    assert acts() == ["pledge", "suspend"]
    assert acts("--actor", "TUR", "--from", "2022-03-01", "--to", "2022-03-31") == ["pledge"]
    assert acts("--order", "confidence", "--limit", "1") == ["suspend"]
    assert acts("--known", "2020-01-05") == []


def test_claims_as_csv_run_no_formula(path: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(run("claims", "--csv").stdout)))
    assert rows[0]["actors"] == "FRA;TUR"
    assert rows[0]["quantity"] == "6000"
    assert rows[0]["sentence"].startswith("'=HYPERLINK")
    assert rows[0]["report"] == "'-a.txt"
    assert len(rows) == 2


def test_claims_for_people_say_why_and_who(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "300")
    report = report_of("The minister rejected the plan.", "b.txt")
    claim = claim_of(report, "reject", actors=(Actor("The minister", "FRA", "ann-roe"),), because="it costs too much")
    with open_record() as record:
        record.add(reading_of(report, claim))
    shown = run("claims").stdout
    assert "because: it costs too much" in shown
    assert "FRA (ann-roe)" in shown
    assert "condition" not in shown


def test_claims_for_people_show_the_sentence_and_no_control_characters(path: Path) -> None:
    shown = run("claims").stdout
    assert "paused" in shown
    assert "\x1b" not in shown


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("claims", "--from", "yesterday"), "2022-03-24"),
        (("claims", "--act", "bomb"), "attack"),
        (("claims", "--status", "maybe"), "planned"),
        (("claims", "--json", "--csv"), "exclude"),
        (("claims", "--record", "nowhere.record"), "no record"),
        (("review",), "--by"),
        (("review", "x", "accept", "--by", "me"), "x"),
        (("review", "x", "correct", "--by", "me"), "--set"),
        (("export",), "--csv"),
        (("export", "--csv", "no/such/folder.csv"), "folder"),
        (("export", "--record", "foederis.record"), "exists"),
    ],
)
def test_wrong_calls_say_what_to_do(path: Path, words: tuple[str, ...], said: str) -> None:
    result = run(*words, status=2)
    assert said in result.stderr
    assert result.stdout == ""


def test_a_claim_is_rejected_then_corrected(path: Path, claims: tuple[Claim, Claim]) -> None:
    run("review", claims[0].id, "reject", "--by", "ana", "--note", "a joke")
    assert acts() == ["suspend"]
    assert acts("--as-read") == ["pledge", "suspend"]
    run("review", claims[0].id, "correct", "--by", "bo", "--set", "actors=FRA;NATO/NAC;some rebels", "--set", "latest=")
    [corrected] = run("claims", "--json", "--act", "pledge").stdout.splitlines()
    actors = [(actor["for"], actor["text"]) for actor in json.loads(corrected)["actors"]]
    assert actors == [("FRA", "France"), ("NATO/NAC", "North Atlantic Council"), (None, "some rebels")]
    assert json.loads(corrected)["latest"] is None


def test_votes_and_all_of_a_party_can_be_corrected(path: Path, claims: tuple[Claim, Claim]) -> None:
    party = "actors=jens-stoltenberg, words=the alliance's chief, for=NATO, role=MIL;the rebels, for=ISIS"
    settings = ("--set", party, "--set", "votes_for=406", "--set", "votes_against=33", "--set", "speaker=FRA")
    run("review", claims[0].id, "correct", "--by", "bo", *settings)
    corrected = json.loads(run("claims", "--json", "--act", "pledge").stdout)
    assert corrected["actors"] == [
        {"text": "the alliance's chief", "for": "NATO", "id": "jens-stoltenberg", "role": "MIL"},
        {"text": "the rebels", "for": "ISIS", "id": None, "role": None},
    ]
    assert corrected["votes"] == {"for": 406, "against": 33, "abstain": None}
    assert corrected["speaker"]["for"] == "FRA"


@pytest.mark.parametrize(
    "setting",
    [
        *("act=bomb", "latest=soon", "quantity=many", "colour=red", "id=1", "status=", "votes_for=most"),
        *("actors=FRA,role=minister", "actors=the rebels,for=them", "speaker=FRA;TUR", "quantity=inf"),
    ],
)
def test_a_correction_must_make_sense(path: Path, claims: tuple[Claim, Claim], setting: str) -> None:
    said = run("review", claims[0].id, "correct", "--by", "ana", "--set", setting, status=2)
    assert said.stderr.startswith("foederis: --set: ")
    with open_record(path) as record:
        assert list(record.reviews()) == []


def test_the_queue_lists_the_least_sure_first(path: Path, claims: tuple[Claim, Claim]) -> None:
    ids = [json.loads(line)["id"] for line in run("review", "--list", "--json").stdout.splitlines()]
    assert ids == [claims[1].id, claims[0].id]


def test_export_writes_every_form(path: Path, claims: tuple[Claim, Claim]) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    run("review", claims[1].id, "reject", "--by", "ana")
    run("export", "--csv", "c.csv", "--jsonl", "c.jsonl", "--parquet", "c.parquet", "--record", "copy.record")
    assert len(list(csv.DictReader(io.StringIO(Path("c.csv").read_text())))) == 1
    [line] = map(json.loads, Path("c.jsonl").read_text().splitlines())
    [row] = parquet.read_table("c.parquet").to_pylist()
    assert line["id"] == row["id"] == claims[0].id
    assert row["latest"] == date(2022, 3, 24)
    assert [actor["for"] for actor in row["actors"]] == ["FRA", "TUR"]
    run("export", "copy.record", "--jsonl", "again.jsonl")
    assert Path("again.jsonl").read_text() == Path("c.jsonl").read_text()
