"""Parties are named as people know them, and the report's own words stay where they say more."""

import pytest

from foederis.brief.names import Names, join
from foederis.model import Actor


@pytest.mark.parametrize(
    ("actor", "name"),
    [
        (Actor("they", "FRA"), "France"),
        (Actor("the French", "FRA"), "France"),
        (Actor("Paris", "FRA"), "France"),
        (Actor("the Elysée", "FRA"), "France"),
        (Actor("Americans", "USA"), "United States"),
        (Actor("The U.S.", "USA"), "United States"),
        (Actor("a French official", "FRA"), "a French official"),
        (Actor("A frigate", "FRA"), "a frigate (France)"),
        (Actor("the Alliance", "NATO"), "NATO"),
        (Actor("the ambassadors", "NATO/NAC"), "the ambassadors (North Atlantic Council)"),
        (Actor("he", "FRA", "emmanuel-macron"), "Emmanuel Macron (France)"),
        (Actor("Doe", None, "jane-doe"), "Jane Doe"),
        (Actor("several countries"), "several countries"),
        (Actor("the one who spoke for all those who were there that day", "FRA"), "France"),
        (Actor("it", "XYZ"), "XYZ"),
        (Actor(""), "someone not named"),
    ],
)
def test_a_party_is_named(actor: Actor, name: str, names: Names) -> None:
    assert names.actor(actor) == name


def test_parties_that_share_their_words_are_told_once(names: Names) -> None:
    leaders = [Actor("the leaders", "FRA"), Actor("the leaders", "GBR"), Actor("they", "USA")]
    assert names.parties(leaders) == "the leaders (France and United Kingdom) and United States"


def test_several_parties_behind_one_pronoun_are_named(names: Names) -> None:
    assert names.parties([Actor("they", "FRA"), Actor("they", "GBR")]) == "France and United Kingdom"


def test_without_a_directory_codes_are_the_names() -> None:
    assert Names().actor(Actor("they", "FRA")) == "FRA"


def test_join() -> None:
    assert [join([]), join("A"), join("AB"), join("ABC")] == ["", "A", "A and B", "A, B and C"]
