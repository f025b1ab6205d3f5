"""`explain`: every sentence with what was read of it and why, or why not."""

import hashlib
import json
from datetime import date
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from foederis.cli.explain_command import register
from foederis.model import Dating, Furniture, Report
from foederis.reading import Reader
from foederis.reading.acts.frames import FrameError, load
from foederis.reading.explaining import Explained, Why, explain
from foederis.who import load as load_who

EXAMPLES = Path(__file__).parents[2] / "examples" / "reports"


def report(text: str, *furniture: Furniture, language: str = "en") -> Report:
    sha = hashlib.sha256(text.encode()).hexdigest()
    published = Dating(date(2020, 1, 7), date(2020, 1, 7), ("given",))
    return Report("r.txt", text, sha, sha, language=language, published=published, furniture=furniture)


def one(reader: Reader, text: str) -> Explained:
    (explained,) = explain(reader, report(text))
    return explained


def of_act(explained: Explained, act: str) -> Why:
    (why,) = (why for why in explained.claims if why.claim.act == act)
    return why


def test_its_claims_are_those_of_reading(reader: Reader) -> None:
    for path in sorted(EXAMPLES.glob("*.txt")):
        given = report(path.read_text())
        (reading,) = reader.read([given])
        explained = [why.claim for piece in explain(reader, given) for why in piece.claims]
        assert explained
        assert {claim.id: claim for claim in explained} == {claim.id: claim for claim in reading.claims}


def test_the_word_and_the_roles_are_named(reader: Reader) -> None:
    text = "NATO suspended the training of Iraqi forces on Monday."
    why = of_act(one(reader, text), "suspend")
    assert (why.evoked.text, text[why.evoked.start : why.evoked.end]) == ("suspended", "suspended")
    roles = {role.name: role for role in why.roles}
    assert (roles["actor"].place, roles["actor"].words) == ("subject", ("NATO",))
    assert (roles["object"].place, roles["object"].words) == ("object", ("training",))
    assert roles["target"].place is None
    assert why.date == "the words 'Monday'"
    assert why.claim.earliest == date(2020, 1, 6)


@pytest.mark.parametrize(
    ("text", "status", "because"),
    [
        ("NATO will suspend the mission in Iraq.", "planned", "will"),
        ("NATO could suspend the mission in Iraq.", "possible", "could"),
        ("NATO did not suspend the mission in Iraq.", "not_done", "not"),
        ("NATO suspended the mission in Iraq.", "done", "nothing makes it other than done"),
    ],
)
def test_what_set_the_status(reader: Reader, text: str, status: str, because: str) -> None:
    why = of_act(one(reader, text), "suspend")
    assert (why.claim.status, why.status) == (status, because)


def test_how_the_speaker_is_known(reader: Reader) -> None:
    why = of_act(one(reader, "Turkey attacked Syria, Emmanuel Macron said."), "attack")
    assert why.claim.speaker is not None
    assert why.claim.speaker.id == "emmanuel-macron"
    assert why.speaker == "reported by 'said'"
    assert of_act(one(reader, "Turkey attacked Syria."), "attack").speaker is None


def test_the_rule_dates_what_has_no_words_of_time(reader: Reader) -> None:
    why = of_act(one(reader, "Turkey attacked Syria."), "attack")
    assert why.date == "no words of time: done by the report's date"
    assert (why.claim.earliest, why.claim.latest) == (None, date(2020, 1, 7))


def test_the_strongest_features_come_first(reader: Reader) -> None:
    weights = [abs(weight) for _, weight in of_act(one(reader, "Turkey attacked Syria."), "attack").confidence]
    assert weights == sorted(weights, reverse=True)
    assert 0 < len(weights) <= 5


def test_a_sentence_without_any_word_of_a_frame(reader: Reader) -> None:
    explained = one(reader, "The weather in Brussels was fine.")
    assert (explained.claims, explained.missed) == ((), ())
    assert explained.why_none == "no word here is named by a frame"


def test_the_condition_that_failed_is_named(reader: Reader, tmp_path: Path) -> None:
    (tmp_path / "ours.toml").write_text('act = "deploy"\n[[unit]]\nverbs = ["paint"]\nobject_words = ["tank"]\n')
    own = Reader(load_who(), frames=tmp_path)
    assert of_act(one(own, "France painted the tanks."), "deploy").claim.frame == "deploy/ours-0"
    explained = one(own, "France painted the fence.")
    (miss,) = explained.missed
    assert explained.claims == ()
    assert explained.why_none == "no word here made a claim"
    assert miss.word.text == "painted"
    assert miss.units == (("deploy/ours-0", "object_words: its object is none of these words"),)
    assert one(reader, "France painted the tanks.").missed == ()


def test_what_a_unit_needs_and_did_not_find_is_named(tmp_path: Path) -> None:
    (tmp_path / "ours.toml").write_text('act = "deploy"\n[[unit]]\nverbs = ["paint"]\nneeds = "object"\n')
    (miss,) = one(Reader(load_who(), frames=tmp_path), "The French painted.").missed
    assert miss.units == (("deploy/ours-0", "needs: it has no object"),)


def test_furniture_and_endless_sentences_say_why_they_are_not_read(reader: Reader) -> None:
    text = "Turkey attacked Syria.\n" + "Tanks and ships " * 200 + ".\nRelated: war in Iraq"
    menu = Furniture(text.index("Related"), len(text), "related")
    first, second, third = explain(reader, report(text, menu))
    assert (first.number, second.number, third.number) == (1, 2, None)
    assert first.claims
    assert second.why_none is not None
    assert second.why_none.startswith("longer than")
    assert (third.why_none, third.text) == ("furniture: related", "Related: war in Iraq")


def test_an_unread_language_says_so(reader: Reader) -> None:
    (explained,) = explain(reader, report("La France a attaqué.", language="fr"))
    assert explained.why_none is not None
    assert "'fr'" in explained.why_none


def test_no_text_nothing_to_explain(reader: Reader) -> None:
    assert explain(reader, report("")) == ()


# -- the command ------------------------------------------------------------------------------------------------------


@pytest.fixture
def app() -> typer.Typer:
    app = typer.Typer()
    app.callback()(lambda: None)
    register(app)
    return app


FEW = "NATO will suspend the mission in Iraq.\nThe weather in Brussels was fine that day.\n"


@pytest.fixture
def path(tmp_path: Path) -> str:
    (tmp_path / "few.txt").write_text(FEW)
    return str(tmp_path / "few.txt")


def test_json_is_one_object_a_sentence(app: typer.Typer, path: str) -> None:
    result = CliRunner().invoke(app, ["explain", path, "--json", "--published", "2020-01-07"])
    first, second = map(json.loads, result.stdout.splitlines())
    assert result.exit_code == 0
    assert (first["report"], first["sentence"], first["text"]) == (path, 1, FEW[: first["end"]])
    (why,) = (why for why in first["claims"] if why["claim"]["act"] == "suspend")
    assert why["status"] == "will"
    assert why["claim"]["actors"][0]["for"] == "NATO"
    assert {role["name"] for role in why["roles"]} == {"actor", "target", "object"}
    assert (second["claims"], second["sentence"]) == ([], 2)
    assert second["why_none"]


def test_people_get_plain_lines_in_a_pipe(app: typer.Typer, path: str) -> None:
    result = CliRunner().invoke(app, ["explain", path, "--published", "2020-01-07"])
    assert "suspend (planned)" in result.stdout
    assert "status     planned: will" in result.stdout
    assert "no claims: " in result.stdout
    assert "\x1b" not in result.stdout


def test_claims_under_the_threshold_are_marked(app: typer.Typer, path: str) -> None:
    kept = CliRunner().invoke(app, ["explain", path, "--min-confidence", "1"])
    assert "kept back: under 1" in kept.stdout
    (first, *_) = CliRunner().invoke(app, ["explain", path, "--min-confidence", "1", "--json"]).stdout.splitlines()
    assert [why["shown"] for why in json.loads(first)["claims"]] == [False]


def test_one_sentence_alone(app: typer.Typer, path: str) -> None:
    result = CliRunner().invoke(app, ["explain", path, "--sentence", "2", "--json"])
    assert [json.loads(line)["sentence"] for line in result.stdout.splitlines()] == [2]
    assert CliRunner().invoke(app, ["explain", path, "--sentence", "9"]).exit_code == 2


def test_text_cannot_command_the_terminal(app: typer.Typer, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(
        "[red]NATO[/red] \x1b[31m\u202esuspended the mission in Iraq on Monday, officials said."
    )
    result = CliRunner().invoke(app, ["explain", str(tmp_path / "a.txt")])
    assert "[red]NATO[/red]" in result.stdout
    assert not set("\x1b\u202e") & set(result.stdout)


@pytest.mark.parametrize(
    ("frame", "said"),
    [
        ('act = "dance"', "ours.toml:1: act = 'dance'"),
        ('act = "deploy"\n\n[[unit]]\nverbs = ["paint"]\nobjekt = ["to"]', "ours.toml:3: unknown key objekt"),
        ('act = "deploy"\n[[unit]]\nverbs = ["paint"]\nlight = "make"', "ours.toml:2: words are a list"),
        ('act = "deploy"\n[[unit]]\nverbs = ["paint"]\ntarget = "to"', "ours.toml:2: target is a list of texts"),
        ('act = "deploy"\n[[unit]]\nverbs = ["paint"]\nneeds = "luck"', "ours.toml:2: needs = 'luck'"),
        ('act = "deploy"\n[[unit]]\nverbs = ["Paint"]', "ours.toml:2: words are a list"),
        ('act = "deploy"\n[[unit]]\nverbs = ["paint"]\nnouns = ["paint"]', "ours.toml:2: a unit has exactly one"),
        ('act = "deploy"\nverbs = ["paint"]', "ours.toml:1: a file has one act"),
        ("act = ", "ours.toml: not TOML"),
    ],
)
def test_a_mistake_in_a_frame_is_named_with_its_line(tmp_path: Path, frame: str, said: str) -> None:
    (tmp_path / "ours.toml").write_text(frame)
    with pytest.raises(FrameError) as error:
        load(tmp_path)
    assert said in str(error.value)


def test_a_wrong_folder_of_frames_is_a_wrong_call(app: typer.Typer, path: str, tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["explain", path, "--frames", str(tmp_path / "none")])
    assert result.exit_code == 2
    assert "no such folder of frames" in result.stderr
    (tmp_path / "empty").mkdir()
    result = CliRunner().invoke(app, ["explain", path, "--frames", str(tmp_path / "empty")])
    assert "no file there ends in .toml" in result.stderr


def test_a_report_that_cannot_be_read_is_status_1(app: typer.Typer, tmp_path: Path) -> None:
    assert CliRunner().invoke(app, ["explain", str(tmp_path / "none.txt")]).exit_code == 1
