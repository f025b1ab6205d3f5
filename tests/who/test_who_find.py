"""Names in running text."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foederis.who import Mention, load
from foederis.who.names import family_name

WHO = load()


def found(text: str) -> list[tuple[str, str, str]]:
    return [(mention.text, *mention.entries[0]) for mention in WHO.find(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The US told us.", [("US", "state", "USA")]),
        ("The U.S. said U.S.-led strikes", [("U.S.", "state", "USA"), ("U.S.", "state", "USA")]),
        ("Turkey ate turkey", [("Turkey", "state", "TUR")]),
        ("Polish pilots polish planes", [("Polish", "demonym", "POL")]),
        (
            "Nato and NATO’s chief",
            [("Nato", "organisation", "NATO"), ("NATO’s chief", "post", "nato-secretary-general")],
        ),
        ("SHAPE will shape this. Shape it!", [("SHAPE", "organisation", "NATO/SHAPE")]),
        ("the Élysée, the Elysée, the Elysee", [(word, "seat", "FRA") for word in ("Élysée", "Elysée", "Elysee")]),
        ("the Quai d’Orsay", [("Quai d’Orsay", "seat", "FRA")]),
        ("kyiv’s allies", [("kyiv", "seat", "UKR")]),
        ("pro-Russian and anti-ISIL", [("Russian", "demonym", "RUS"), ("ISIL", "organisation", "ISIS")]),
        (
            "Turks, Iraqis and Frenchmen",
            [("Turks", "demonym", "TUR"), ("Iraqis", "demonym", "IRQ"), ("Frenchmen", "demonym", "FRA")],
        ),
        (
            "United\nKingdom and  United   Nations",
            [("United\nKingdom", "state", "GBR"), ("United   Nations", "organisation", "UN")],
        ),
        ("United\n\nKingdom", []),
        ("The European parliament voted", [("European parliament", "organisation", "EU/EP")]),
        ("a white house near the white cliffs", []),
        ("the White House", [("White House", "seat", "USA")]),
        ("the North Atlantic Council met", [("North Atlantic Council", "organisation", "NATO/NAC")]),
        ("Turkey's Foreign Minister", [("Turkey's Foreign Minister", "post", "tur-foreign-minister")]),
        ("the French defense minister", [("French defense minister", "post", "fra-defence-minister")]),
        (
            "al-Qaida, Al-Qaida, al Qaeda",
            [(word, "organisation", "AL-QAEDA") for word in ("al-Qaida", "Al-Qaida", "al Qaeda")],
        ),
        (
            "NATO SECRETARY GENERAL IN VILNIUS",
            [("NATO SECRETARY GENERAL", "post", "nato-secretary-general"), ("VILNIUS", "capital", "LTU")],
        ),
        ("WHAT WILL NATO TELL US NOW", [("NATO", "organisation", "NATO")]),
        ("in May and March", []),
        ("Oman is no woman; Omanis", [("Oman", "state", "OMN"), ("Omanis", "demonym", "OMN")]),
        ("the coalition against Daesh", [("coalition against Daesh", "organisation", "COALITION")]),
    ],
)
def test_names_in_text(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert found(text) == expected


def test_an_ambiguous_name_keeps_all_its_meanings() -> None:
    (brussels,) = WHO.find("Brussels hesitates")
    assert set(brussels.entries) == {("seat", "EU"), ("seat", "NATO"), ("capital", "BEL")}


def test_offsets_survive_accents_spaces_and_invisible_marks() -> None:
    text = "L’É\u00adlysée …  Gitanas\u200b  Nausėda"
    assert [text[mention.start : mention.end] for mention in WHO.find(text)] == [
        mention.text for mention in WHO.find(text)
    ]
    assert WHO.find(text)[-1].entries[0].id == "gitanas-nauseda"


@pytest.mark.parametrize(
    ("name", "family"),
    [
        ("Jens Stoltenberg", "Stoltenberg"),
        ("Ursula von der Leyen", "von der Leyen"),
        ("Staffan de Mistura", "de Mistura"),
        ("Martin Luther King Jr.", "King"),
        ("Pelé", "Pelé"),
    ],
)
def test_family_names(name: str, family: str) -> None:
    assert family_name(name) == family


def test_a_chinese_family_name_comes_first() -> None:
    assert family_name("Wang Yi", surname_first=True) == "Wang"


PIECES = """NATO the Alliance US us U.S. U.K. Turkey turkey Élysée Kremlin’s Jens Stoltenberg European Parliament
Council of Iraq - , . İ ß ﬁ ISIL Paris attacks coalition Coalition against Daesh kyiv Franco-German e\u0301 \u00ad"""
WORDS = st.sampled_from([*PIECES.split(), "\n", "\n\n", "\u00a0"])
TEXTS = st.one_of(
    st.text(max_size=80), st.lists(WORDS, max_size=14).map(" ".join), st.lists(WORDS, max_size=14).map("".join)
)


@given(TEXTS)
def test_mentions_are_in_order_apart_and_say_what_the_text_says(text: str) -> None:
    mentions = WHO.find(text)
    for mention in mentions:
        assert text[mention.start : mention.end] == mention.text != ""
        assert mention.entries
    for before, after in pairwise(mentions):
        assert before.end <= after.start


@given(TEXTS)
def test_mentions_are_whole_words(text: str) -> None:
    for mention in WHO.find(text):
        before, after = text[: mention.start][-1:], text[mention.end :][:1]
        assert not (before.isalnum() and mention.text[0].isalnum())
        assert not (after.isalnum() and mention.text[-1].isalnum())


@given(st.lists(WORDS, max_size=10))
def test_a_sentence_after_an_empty_line_changes_nothing_before_it(words: list[str]) -> None:
    text = " ".join(words)
    first: tuple[Mention, ...] = WHO.find(text)
    assert WHO.find(f"{text}\n\nThe end")[: len(first)] == first
