"""Each authoring mistake has its own tiny bad file, and is named with file and line."""

from datetime import date
from pathlib import Path

import pytest

from foederis.model import Interval
from foederis.who.loader import WhoError, load, load_folders

STATES = """
[[state]]
id = "FRA"
name = "France"
source = "s"

[[state]]
id = "DEU"
name = "Germany"
source = "s"
"""
ALLIANCE = STATES + '[[organisation]]\nid = "ALL"\nname = "Alliance"\nkind = "alliance"\nsource = "s"\n'
POST = STATES + '[[post]]\nid = "p"\nname = "President of France"\nfor = "FRA"\nkind = "head-of-state"\nsource = "s"\n'
TWO = POST + '[[person]]\nid = "a"\nname = "Ann A"\n[[person]]\nid = "b"\nname = "Bob B"\n'


def term(person: str, dates: str, post: str = "p") -> str:
    return f'[[term]]\npost = "{post}"\nperson = "{person}"\n{dates}\nsource = "s"\n'


def write(folder: Path, text: str, name: str = "data.toml") -> Path:
    (folder / name).write_text(text, encoding="utf-8")
    return folder


BAD = {
    "no TOML": ("[[state]\n", "who-syntax", 1, "no TOML"),
    "unknown kind": ('[[country]]\nid = "X"\n', "who-unknown-key", None, "country is no kind of entry"),
    "unknown key": (STATES + 'colour = "red"\n', "who-unknown-key", 7, "colour is no key of a state"),
    "missing id": ('[[state]]\nname = "X"\nsource = "s"\n', "who-missing", 1, "id is missing"),
    "missing source": ('[[state]]\nid = "X"\nname = "X"\n', "who-missing", 1, "source is missing"),
    "wrong type": (
        '[[state]]\nid = "X"\nname = "X"\nsource = "s"\naliases = "Y"\n',
        "who-value",
        1,
        "no list of texts",
    ),
    "empty text": ('[[state]]\nid = ""\nname = "X"\nsource = "s"\n', "who-value", 1, "no text"),
    "duplicate id": (STATES + '[[state]]\nid = "FRA"\nname = "X"\nsource = "s"\n', "who-duplicate", 11, ":2"),
    "unknown state": (
        '[[places]]\ncountry = "XXX"\nkind = "city"\nnames = ["T"]\nsource = "s"\n',
        "who-reference",
        1,
        "XXX",
    ),
    "no names": ('[[places]]\nkind = "city"\nsource = "s"\n', "who-missing", 1, "names is missing"),
    "unknown whole": (ALLIANCE.replace("ALL", "NONE/BODY"), "who-reference", 11, "party NONE"),
    "unknown member": (
        ALLIANCE + '[[members]]\norg = "ALL"\nstates = ["XXX"]\nsource = "s"\n',
        "who-reference",
        16,
        "XXX",
    ),
    "unknown post": (TWO + term("a", 'from = "2001"', post="q"), "who-reference", 23, "post q"),
    "unknown person": (TWO + term("c", 'from = "2001"'), "who-reference", 23, "person c"),
    "no date": (TWO + term("a", 'from = "last May"'), "who-value", 23, "no date"),
    "impossible date": (TWO + term("a", 'from = "2001-02-30"'), "who-value", 23, "from:"),
    "backward": (TWO + term("a", 'from = "2005-01-01"\nto = "2004-01-01"'), "who-date", 23, "not after"),
    "empty stretch": (TWO + term("a", 'from = "2005-01-01"\nto = "2005-01-01"'), "who-date", 23, "not after"),
    "two holders": (TWO + term("a", 'from = "2001"') + term("b", 'from = "2005"'), "who-overlap", 28, "data.toml:23"),
}


@pytest.mark.parametrize("mistake", BAD)
def test_a_mistake_is_named_with_file_and_line(mistake: str, tmp_path: Path) -> None:
    text, code, line, words = BAD[mistake]
    with pytest.raises(WhoError) as caught:
        load_folders(write(tmp_path, text))
    (problem,) = caught.value.problems
    assert problem.code == code
    assert words in problem.message
    assert problem.where == str(tmp_path / "data.toml") + (f":{line}" if line else "")


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    write(tmp_path, '[[state]]\nid = "X"\ncolour = "red"\n', "one.toml")
    write(tmp_path, "[[", "two.toml")
    with pytest.raises(WhoError) as caught:
        load_folders(tmp_path)
    assert sorted(problem.code for problem in caught.value.problems) == [
        "who-missing",
        "who-missing",
        "who-syntax",
        "who-unknown-key",
    ]


def test_a_mistake_in_an_entry_is_not_told_again_by_those_that_refer_to_it(tmp_path: Path) -> None:
    bad = '[[state]]\nid = "FRA"\nname = "France"\ncolour = "red"\nsource = "s"\n'
    place = '[[places]]\ncountry = "FRA"\nkind = "city"\nnames = ["Lyon"]\nsource = "s"\n'
    with pytest.raises(WhoError) as caught:
        load_folders(write(tmp_path, bad + place))
    assert [problem.code for problem in caught.value.problems] == ["who-unknown-key"]


def test_spokespersons_may_overlap(tmp_path: Path) -> None:
    text = TWO.replace("head-of-state", "spokesperson") + term("a", 'from = "2001"') + term("b", 'from = "2005"')
    assert len(load_folders(write(tmp_path, text)).holders("p", date(2006, 1, 1))) == 2


def test_terms_that_meet_in_a_month_known_no_better_do_not_overlap(tmp_path: Path) -> None:
    text = TWO + term("a", 'from = "2001"\nto = "2005-03"') + term("b", 'from = "2005-03"')
    who = load_folders(write(tmp_path, text))
    assert [each.person for each in who.holders("p", date(2005, 2, 28))] == ["a"]
    assert [each.person for each in who.holders("p", date(2005, 3, 15))] == ["a", "b"]
    assert [each.person for each in who.holders("p", date(2005, 4, 1))] == ["b"]


def test_a_file_may_give_its_source_once(tmp_path: Path) -> None:
    who = load_folders(write(tmp_path, 'source = "atlas"\n[[state]]\nid = "FRA"\nname = "France"\n'))
    assert who.states["FRA"].source == "atlas"


def test_dates_keep_their_precision(tmp_path: Path) -> None:
    who = load_folders(write(tmp_path, TWO + term("a", 'from = "2001-02"')))
    assert who.terms[0].from_ == Interval(date(2001, 2, 1), date(2001, 2, 28))


def test_a_users_folder_is_added(tmp_path: Path) -> None:
    text = '[[organisation]]\nid = "OURS"\nname = "Our Institute"\nkind = "institute"\nsource = "us"\n'
    who = load(write(tmp_path, text))
    assert who.organisations["OURS"].name == "Our Institute"
    assert "NATO" in who.organisations


def test_a_users_folder_must_exist(tmp_path: Path) -> None:
    with pytest.raises(NotADirectoryError, match="is no folder"):
        load(tmp_path / "nowhere")
