"""A report's text cut into sentences: where they end, and that every offset stays true."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foederis.model import Furniture, Report
from foederis.reading.grammar.sentences import normalise, readable, split


def report(text: str, *furniture: Furniture) -> Report:
    return Report(name="r", text=text, sha256="0", source_sha256="0", furniture=furniture)


def sentences(text: str, *furniture: Furniture) -> list[str]:
    return [text[one.start : one.end] for one in split(report(text, *furniture))]


@pytest.mark.parametrize(
    "expected",
    [
        ["NATO met on Monday.", "It adopted a plan."],
        ["Lt. Gen. Jane Smith met the U.S. ambassador.", "They talked."],
        ["He left the U.S.", "The talks go on."],
        ["The U.S. Army moved two battalions.", "J. R. Smith said so."],
        ["Art. 5 of the treaty stands.", "No. 3 does not."],
        ["They met at 5 p.m. on Sept. 4.", "France left."],
        ["It costs $2.5 billion.", "30 tanks came."],
        ["Why?", "Nobody said…", "Then they left!"],
    ],
)
def test_abbreviations_and_numbers_end_no_sentence(expected: list[str]) -> None:
    assert sentences(" ".join(expected)) == expected


def test_no_blank_after_a_full_stop() -> None:
    assert sentences("The plan was adopted.The ministers met.") == ["The plan was adopted.", "The ministers met."]


def test_no_blank_after_a_closing_or_before_an_opening_quotation_mark() -> None:
    assert sentences('He said "the plan is dead."The ministers met.') == [
        'He said "the plan is dead."',
        "The ministers met.",
    ]
    assert sentences('"We stand ready," he said."The alliance is united."') == [
        '"We stand ready," he said.',
        '"The alliance is united."',
    ]


def test_stray_blanks_inside_quotation_marks() -> None:
    assert sentences("He said: « We stand together. » The ministers met.") == [
        "He said: « We stand together. »",
        "The ministers met.",
    ]


def test_what_is_said_about_a_quotation_stays_with_it() -> None:
    assert (
        sentences("“Will they come?” the minister asked. “No.” They left.")[0]
        == "“Will they come?” the minister asked."
    )


def test_a_byline_run_into_the_text_is_not_read() -> None:
    text = "By Jane DoeBRUSSELS — NATO met on Monday."
    assert sentences(text, Furniture(0, 11, "byline")) == ["BRUSSELS — NATO met on Monday."]


def test_a_footnote_mark_breaks_no_sentence() -> None:
    text = "NATO suspended[1] the training."
    (one,) = split(report(text, Furniture(14, 17, "footnote-mark")))
    assert (one.start, one.end) == (0, len(text))
    assert readable(report(text, Furniture(14, 17, "footnote-mark"))) == "NATO suspended    the training."


def test_a_hard_wrapped_sentence_is_one_and_a_headline_another() -> None:
    first = "The foreign ministers of the alliance met on Monday in the city of\nbrotherly love and adopted a plan."
    assert sentences(f"A headline\n\n{first}\nThey left.") == ["A headline", first, "They left."]


def test_paragraphs_are_numbered_from_the_headline() -> None:
    assert [one.paragraph for one in split(report("Headline\n\nOne. Two.\n\nThree."))] == [0, 1, 1, 2]


@pytest.mark.parametrize("text", ["", " \n\t\n", '…!?\n***\n"\'"'])
def test_no_words_no_sentences(text: str) -> None:
    assert sentences(text) == []


TEXTS = st.text(alphabet=st.sampled_from("aB1 .,!?\"'“”«»()\n\t\u200b\u202e\x00…-é"), max_size=80) | st.text(
    max_size=80
)


@given(TEXTS, st.lists(st.tuples(st.integers(0, 80), st.integers(0, 80)), max_size=4))
def test_sentences_lie_within_the_text_in_order_and_outside_long_furniture(
    text: str, spans: list[tuple[int, int]]
) -> None:
    furniture = [Furniture(min(a, len(text)), min(b, len(text)), "menu") for a, b in spans if a < b]
    last = 0
    for one in split(report(text, *furniture)):
        assert last <= one.start < one.end <= len(text)
        assert not text[one.start : one.end].isspace()
        assert all(part.end - part.start < 6 or part.end <= one.start or one.end <= part.start for part in furniture)
        last = one.end


@given(TEXTS)
def test_no_word_is_lost(text: str) -> None:
    read = {i for one in split(report(text)) for i in range(one.start, one.end)}
    assert all(i in read for i, char in enumerate(normalise(text)) if char.isalnum())


@given(st.text(max_size=200))
def test_making_text_plain_keeps_every_offset(text: str) -> None:
    assert len(normalise(text)) == len(text)
    menu = Furniture(min(2, len(text)), min(30, len(text)), "menu")
    assert len(readable(report(text, menu))) == len(text)


@pytest.mark.parametrize(
    "piece", ["x. ", '"a." ', "....a ", "aaaa bbbb cccc dddd eeee ffff gggg hhhh iiii jjjj kkkk llll mmm\n"]
)
def test_an_endless_line_is_cut_all_the_same(piece: str) -> None:
    text = piece * 20_000
    assert all(0 <= one.start < one.end <= len(text) for one in split(report(text)))
