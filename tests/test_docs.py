"""The documentation names what the program has, and its examples do what they say."""

import ast
import hashlib
import re
import shlex
import shutil
from collections.abc import Iterator
from dataclasses import fields
from datetime import date
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from foederis.acts import ACTS, PLOVER_EVENT, STATUSES
from foederis.cli import app
from foederis.model import Claim, Dating, Report
from foederis.reading import Reader
from foederis.reading.acts.frames import Unit
from foederis.reading.acts.frames import load as load_frames
from foederis.reading.acts.misses import CONDITIONS
from foederis.record import open_record
from foederis.who import load as load_who

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
CODEBOOK = (DOCS / "codebook.md").read_text(encoding="utf-8")
COMMANDS = (DOCS / "commands.md").read_text(encoding="utf-8")
FRAMES = (DOCS / "frames.md").read_text(encoding="utf-8")
PROBLEMS = (DOCS / "problems.md").read_text(encoding="utf-8")

# -- the codebook -----------------------------------------------------------------------------------------------------

DEFINED = dict(re.findall(r"^\*\*(\w+)\*\* \(([^)]+)\)", CODEBOOK, re.MULTILINE))


def examples() -> Iterator[tuple[str, str]]:
    for part in re.split(r"^\*\*", CODEBOOK, flags=re.MULTILINE)[1:]:
        act = part.partition("**")[0]
        yield from ((act, sentence) for sentence in re.findall(r'^- "([^"]+)":', part, re.MULTILINE))


def test_every_act_is_defined_with_its_event_and_two_examples() -> None:
    assert {act: event or "no PLOVER event" for act, event in PLOVER_EVENT.items()} == DEFINED
    acts = [act for act, _ in examples()]
    assert {act: acts.count(act) for act in ACTS} == dict.fromkeys(ACTS, 2)


def test_every_status_and_field_is_in_the_codebook() -> None:
    assert not {name for name in STATUSES if f"| `{name}` |" not in CODEBOOK}
    named = set(re.findall(r"`(\w+)`", CODEBOOK.partition("## Fields")[2].partition("## Who")[0]))
    elsewhere = {"id", "sentence", "frame", "published", "reader", "recorded"}  # where it stands and who read it
    assert {field.name for field in fields(Claim)} - elsewhere <= named


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader(load_who())


@pytest.mark.parametrize(("act", "sentence"), list(examples()))
def test_the_reader_codes_the_codebooks_examples(reader: Reader, act: str, sentence: str) -> None:
    sha = hashlib.sha256(sentence.encode()).hexdigest()
    published = Dating(date(2022, 3, 24), date(2022, 3, 24))
    (reading,) = reader.read([Report("codebook", sentence, sha, sha, language="en", published=published)])
    assert act in {claim.act for claim in reading.claims}


# -- frames -----------------------------------------------------------------------------------------------------------


def test_every_key_of_a_unit_is_in_the_page_on_frames() -> None:
    keys = {field.name for field in fields(Unit)} - {"id", "act", "kind", "phrases"} | {"verbs", "nouns", "adjectives"}
    assert {key for key in keys if f"| `{key}` |" not in FRAMES} == set()


def test_every_condition_of_a_unit_has_words_for_explain() -> None:
    section = FRAMES.partition("### Conditions")[2].partition("### What else")[0]
    assert set(re.findall(r"^\| `(\w+)` \|", section, re.MULTILINE)) == set(CONDITIONS)


def test_the_places_that_frames_use_are_described() -> None:
    section = FRAMES.partition("| place | is |")[2].partition("### Conditions")[0]
    described = set(re.findall(r"`([\w-]+)`", section))
    frames = load_frames()
    units = {u.id: u for index in (frames.verbs, frames.nouns) for found in index.values() for _, u in found}
    used = {place for unit in units.values() for place in (*unit.actor, *unit.target, *unit.object)}
    assert {place for place in used if "-" in place} <= described


def test_the_frame_shown_does_what_is_shown(tmp_path: Path) -> None:
    frame = re.search(r"<<'END'\n(.*?)END\n", FRAMES, re.DOTALL)
    sentence = re.search(r'^echo "(.+?)"', FRAMES, re.MULTILINE)
    shown = re.search(r"^```\n(\[1\].*?)```", FRAMES, re.DOTALL | re.MULTILINE)
    assert frame
    assert sentence
    assert shown
    (tmp_path / "fishery.toml").write_text(frame[1])
    result = CliRunner().invoke(app, ["explain", "-", "--frames", str(tmp_path)], input=sentence[1])
    for line in shown[1].splitlines():
        assert re.sub(r", sure .*", "", line) in result.stdout


def test_every_word_list_is_named() -> None:
    files = {path.name for path in (ROOT / "foederis" / "reading").iterdir() if path.suffix in (".toml", ".json")}
    assert {name for name in files if f"| `{name}` |" not in FRAMES} == set()


# -- problems ---------------------------------------------------------------------------------------------------------


def codes() -> set[str]:
    """The first argument of whatever makes a problem, where it is written out."""
    found = set()
    for path in (ROOT / "foederis").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
                name = getattr(node.func, "id", getattr(node.func, "attr", ""))
                if name in ("Problem", "problem", "RefusalError"):
                    found.add(str(node.args[0].value))
    return found


def test_every_problem_is_explained() -> None:
    assert len(codes()) > 20
    assert {code for code in codes() if f"| `{code}` |" not in PROBLEMS} == set()


# -- commands ---------------------------------------------------------------------------------------------------------

SECTIONS = dict(re.findall(r"^## (\w+)\n(.*?)(?=^## |\Z)", COMMANDS, re.DOTALL | re.MULTILINE))


def options() -> dict[str, set[str]]:
    commands = typer.main.get_command(app).commands  # type: ignore[attr-defined]
    return {
        name: {
            opt
            for param in command.params
            if param.param_type_name == "option"
            for opt in (*param.opts, *param.secondary_opts)
        }
        for name, command in commands.items()
    }


def test_every_command_has_a_section_and_every_section_a_command() -> None:
    assert set(SECTIONS) == set(options())


@pytest.mark.parametrize("command", sorted(options()))
def test_every_option_is_named_and_every_option_named_exists(command: str) -> None:
    named = set(re.findall(r"(?<![\w-])(--[a-z][a-z-]*)", SECTIONS.get(command, "")))
    assert named - {"--help"} == options()[command] - {"--help"}


def test_the_readme_names_only_commands_that_exist() -> None:
    code = "".join(
        re.findall(r"^```\n(.*?)^```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)
    )
    assert set(re.findall(r"^foederis (\w+)", code, re.MULTILINE)) <= set(options())


def test_the_examples_run_in_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    monkeypatch.chdir(tmp_path)
    ran = 0
    for line in re.findall(r"^foederis (?!serve)(.+)$", COMMANDS, re.MULTILINE):  # that one runs until it is stopped
        if "CLAIM" in line:
            with open_record(make=False) as record:
                line = line.replace("CLAIM", next(iter(record.queue(1))).id)
        result = CliRunner().invoke(app, shlex.split(line))
        assert result.exit_code == 0, (line, result.output)
        assert result.stdout or shlex.split(line)[0] in ("review", "export", "brief"), line
        ran += 1
    assert ran >= len(SECTIONS.keys() - {"serve"})


def test_links_between_pages_lead_somewhere() -> None:
    for page in (*DOCS.glob("*.md"), *ROOT.glob("*.md")):
        for target in re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name} links to {target}"
