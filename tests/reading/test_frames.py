"""A researcher's own frames: each mistake in a file is told with its place and what to do; a good file adds to ours."""

from __future__ import annotations

from pathlib import Path

import pytest

from foederis.acts import ACTS
from foederis.reading.acts.frames import FOLDER, FrameError, load

MISTAKES = {
    "not TOML": ("act = ", "ours.toml: not TOML"),
    "no act": ('[[unit]]\nverbs = ["send"]', "ours.toml:1: act = None is not an act"),
    "an unknown act": ('act = "bombard"\n[[unit]]\nverbs = ["bomb"]', "'bombard' is not an act"),
    "a key outside units": ('act = "attack"\nverbs = ["bomb"]', "ours.toml:1: a file has one act and then its units"),
    "a unit without words": ('act = "attack"\n\n[[unit]]\ntarget = ["on"]', "ours.toml:3: a unit has exactly one of"),
    "two kinds of words": (
        'act = "attack"\n[[unit]]\nverbs = ["bomb"]\nnouns = ["raid"]',
        "exactly one of verbs, nouns",
    ),
    "no word in the list": ('act = "attack"\n[[unit]]\nverbs = []', "words are a list of lower-case lemmas"),
    "a word in capitals": ('act = "attack"\n[[unit]]\nverbs = ["Bomb"]', "words are a list of lower-case lemmas"),
    "an unknown key": ('act = "attack"\n[[unit]]\nverbs = ["bomb"]\ntargets = ["on"]', "unknown key targets"),
    "an unknown status": (
        'act = "attack"\n[[unit]]\nverbs = ["bomb"]\nstatus = "soon"',
        "status = 'soon'; take one of",
    ),
    "an unknown need": ('act = "attack"\n[[unit]]\nverbs = ["bomb"]\nneeds = "time"', "needs = 'time'; take one of"),
    "a text for a list": ('act = "attack"\n[[unit]]\nverbs = ["bomb"]\ntarget = "on"', "target is a list of texts"),
    "a place with a slip": (
        'act = "attack"\n\n[[unit]]\nverbs = ["bomb"]\ntarget = ["objct"]',
        "ours.toml:3: target = 'objct' is not known; did you mean object",
    ),
    "a kind that is none": (
        'act = "attack"\n[[unit]]\nverbs = ["bomb"]\nobject_is = ["peson"]',
        "ours.toml:2: object_is = 'peson' is not known; did you mean person",
    ),
    "a place far from any": (
        'act = "attack"\n[[unit]]\nverbs = ["bomb"]\ntarget = ["xyzzy"]',
        "target = 'xyzzy' is not known; take one of about",
    ),
    "a text for a flag": ('act = "attack"\n[[unit]]\nnouns = ["raid"]\nweak = "yes"', "weak is true or false"),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_told_with_its_place(mistake: str, tmp_path: Path) -> None:
    text, said = MISTAKES[mistake]
    (tmp_path / "ours.toml").write_text(text, encoding="utf-8")
    with pytest.raises(FrameError) as caught:
        load(tmp_path)
    assert said in str(caught.value)


def test_the_line_of_the_second_unit_is_told(tmp_path: Path) -> None:
    text = 'act = "attack"\n\n[[unit]]\nverbs = ["bomb"]\n\n[[unit]]\nverbs = ["raid"]\nweak = 3\n'
    (tmp_path / "ours.toml").write_text(text, encoding="utf-8")
    with pytest.raises(FrameError, match=r"ours\.toml:6: weak"):
        load(tmp_path)


def test_an_empty_folder_and_a_missing_one_are_mistakes(tmp_path: Path) -> None:
    with pytest.raises(FrameError, match=r"no file there ends in \.toml"):
        load(tmp_path)
    with pytest.raises(FrameError, match="no such folder"):
        load(tmp_path / "missing")


def test_a_good_file_adds_to_ours_and_goes_first(tmp_path: Path) -> None:
    (tmp_path / "ours.toml").write_text('act = "provide"\n[[unit]]\nverbs = ["gift", "send"]\n', encoding="utf-8")
    frames = load(tmp_path)
    assert [unit.id for _, unit in frames.verbs["gift"]] == ["provide/ours-0"]
    assert {unit.act for _, unit in frames.verbs["send"]} >= {"provide", "deploy"}
    assert "gift" not in load().verbs


def test_every_act_has_a_file_of_its_own_name() -> None:
    assert {path.stem for path in FOLDER.glob("*.toml")} == set(ACTS)


def test_longer_phrases_are_tried_before_shorter() -> None:
    lengths = [len(rest) for rest, _ in load().verbs["call"]]
    assert lengths == sorted(lengths, reverse=True)
