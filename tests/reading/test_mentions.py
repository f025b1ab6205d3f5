"""Typed mentions: what a sentence names, and the lexicon that tells."""

from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foederis.reading.mentions import KINDS, Mention, find
from foederis.reading.mentions.lexicon import LexiconError
from foederis.reading.mentions.lexicon import load as load_lexicon
from foederis.who import load
from foederis.who.registry import Who


@cache
def who() -> Who:
    return load()


def mentions(text: str) -> list[Mention]:
    return list(find(text, who()))


def said(text: str, kind: str) -> list[str]:
    return [m.text for m in mentions(text) if m.kind == kind]


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("Defence Minister Hanna Brandt left.", "Person", ["Defence Minister Hanna Brandt"]),
        ("They met Gen. Paul Ostrow.", "Person", ["Gen. Paul Ostrow"]),
        ("Maria Lindqvist said the talks failed. Lindqvist left.", "Person", ["Maria Lindqvist", "Lindqvist"]),
        ("He thanked the prime minister.", "Person", ["He", "the prime minister"]),
        ("The ministers met three rebel commanders.", "Organisation", ["The ministers", "three rebel commanders"]),
        ("We support Iraqi security forces.", "Organisation", ["We", "Iraqi security forces"]),
        ("The 12th Armoured Brigade moved out.", "Organisation", ["The 12th Armoured Brigade"]),
        ("Two bridges near Mosul in northern Iraq fell.", "Location", ["Two bridges", "Mosul", "northern Iraq"]),
        ("They met in Little Harrowby on Monday.", "Location", ["Little Harrowby"]),
        ("On 12 March 2015 it waited three weeks.", "Temporal", ["12 March 2015", "three weeks"]),
        ("It lasted until 10 p.m. yesterday.", "Temporal", ["10 p.m.", "yesterday"]),
        ("It went on over the past 48 hours.", "Temporal", ["the past 48 hours"]),
        ("Turkish officials met the French minister.", "Nationality", ["Turkish", "French"]),
        ("Kurdish fighters helped Iraqi Security Forces.", "Nationality", ["Kurdish", "Iraqi"]),
        ("More than 2,500 people fled 30 percent of the town.", "Quantity", ["More than 2,500", "30 percent"]),
        ("Tens of thousands left 15 to 20 villages.", "Quantity", ["Tens of thousands", "15 to 20"]),
        ("It gave £1.1bn, then 20 million euros.", "Money", ["£1.1bn", "20 million euros"]),
        ("They fired rocket-propelled grenades.", "Weapon", ["rocket-propelled grenades"]),
        ("They used AK-47s, S-300 missiles, 155mm shells.", "Weapon", ["AK-47s", "S-300 missiles", "155mm shells"]),
        ("An F-16 shot down a Su-24M over two T-72 tanks.", "MilitaryPlatform", ["F-16", "Su-24M", "T-72 tanks"]),
        ("The frigate HMS Example sailed.", "MilitaryPlatform", ["frigate HMS Example"]),
        ("It joined USS Sample (DDG 99).", "MilitaryPlatform", ["USS Sample", "DDG 99"]),
        ("It flew attack, bomber and fighter aircraft.", "MilitaryPlatform", ["attack", "bomber", "fighter aircraft"]),
        ("Two pickup trucks and an ambulance burned.", "Vehicle", ["pickup trucks", "ambulance"]),
    ],
)  # fmt: skip
def test_kind_is_found(text: str, kind: str, expected: list[str]) -> None:
    assert said(text, kind) == expected


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The parties may march in support of the plan.", "Temporal"),
        ("Resolution 2249 was adopted; CTF 50 sailed.", "Quantity"),
        ("Dial 555-013-2297 for details.", "Quantity"),
        ("The Islamic State of Iraq and the Levant lost ground.", "Location"),
        ("The European Union agreed.", "Nationality"),
        ("The company will mine copper and shelled peas.", "Weapon"),
        ("It bought General Turbine Power Group.", "Person"),
        ("He used C-4 on the door.", "MilitaryPlatform"),
        ("A VBIED, an IED and a UAV were destroyed.", "Organisation"),
    ],
)
def test_what_is_none(text: str, kind: str) -> None:
    assert said(text, kind) == []


def test_a_state_that_acts_is_a_place_and_a_body() -> None:
    kinds = {m.kind for m in mentions("Canada sent two ships.") if m.text == "Canada"}
    assert kinds == {"Location", "Organisation"}


def test_a_state_where_something_happens_is_a_place_alone() -> None:
    assert {m.kind for m in mentions("Talks were held in Canada.") if m.text == "Canada"} == {"Location"}


def test_what_who_is_who_lists_has_an_id() -> None:
    ids = {m.text: m.id for m in mentions("Jens Stoltenberg spoke in Poland. Stoltenberg left.")}
    assert ids["Poland"] == "POL"
    assert ids["Jens Stoltenberg"] == ids["Stoltenberg"] == "jens-stoltenberg"


def test_a_family_name_alone_is_nobody_in_particular() -> None:
    assert [m.id for m in mentions("Stoltenberg left.") if m.kind == "Person"] == [None]


WORDS = 'The U.S. Iraqi forces near Mosul , . 24 hours F-16 tanks Gen. Smith said ( ) " of 5 million $ Jan. 3rd'.split()


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.one_of(
            st.sampled_from(WORDS),
            st.text(max_size=8),
        ),
        max_size=25,
    ).map(" ".join)
)
def test_mentions_lie_in_the_text_and_none_of_a_kind_overlap(text: str) -> None:
    found = mentions(text)
    assert all(0 <= m.start < m.end <= len(text) and text[m.start : m.end] == m.text for m in found)
    for kind in KINDS:
        own = [m for m in found if m.kind == kind]
        assert all(first.end <= second.start for first, second in pairwise(own))


def test_a_researcher_adds_words(tmp_path: Path) -> None:
    (tmp_path / "ours.toml").write_text('[[words]]\nkind = "Weapon"\nrole = "thing"\nwords = ["trebuchet"]\n')
    found = find("They built a trebuchet.", who(), words=load_lexicon(tmp_path))
    assert [(m.text, m.kind) for m in found if m.kind == "Weapon"] == [("trebuchet", "Weapon")]


@pytest.mark.parametrize(
    ("toml", "complaint"),
    [
        ('[[words]]\nkind = "Weapon"\nrole = "thing"\nwords = ["grenade"]', r"bad\.toml:1: .*listed for Weapon"),
        ('\n[[words]]\nkind = "Gun"\nrole = "thing"\nwords = ["x"]', r"bad\.toml:2: kind = 'Gun'"),
        ('[[words]]\nkind = "Weapon"\nrole = "toy"\nwords = ["x"]', r"bad\.toml:1: role = 'toy'"),
        ('[[words]]\nkind = "Weapon"\nrole = "thing"\nwords = "x"', r"bad\.toml:1: words is a list"),
        ('[[words]]\nkind = "Weapon"\nrole = "thing"\nwords = ["Xylo"]', r"bad\.toml:1: .*lower case"),
        ('[[pattern]]\nkind = "Weapon"\npattern = "("', r"bad\.toml:1: pattern is no regular expression"),
        ('[[pattern]]\nkind = "Weapon"\npattern = "x"\ncolour = "red"', r"bad\.toml:1: .*and no other"),
        ("[[wrods]]\nkind = 1", r"bad\.toml:1: 'wrods' is unknown"),
        ("kind = ", r"bad\.toml: not TOML"),
    ],
)
def test_a_mistake_in_the_words_is_named_with_its_place(tmp_path: Path, toml: str, complaint: str) -> None:
    (tmp_path / "bad.toml").write_text(toml)
    with pytest.raises(LexiconError, match=complaint):
        load_lexicon(tmp_path)


def test_a_folder_without_words_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match="no file there"):
        load_lexicon(tmp_path)
