"""Done, planned, possible, not done: what auxiliaries, negation and governing words make of a verb or a noun."""

from __future__ import annotations

import pytest
from spacy.tokens import Token

from foederis.reading.acts.status import of_noun, of_verb
from foederis.reading.grammar.parse import parse, pipeline

VERBS = [
    ("Germany sent tanks.", "sent", "done"),
    ("Germany is sending tanks.", "sending", "done"),
    ("Germany will send tanks.", "send", "planned"),
    ("Germany would send tanks.", "send", "possible"),
    ("Germany announced that it would send tanks.", "send", "planned"),
    ("Germany could send tanks.", "send", "possible"),
    ("Germany did not send tanks.", "send", "not_done"),
    ("Germany never sent tanks.", "sent", "not_done"),
    ("Germany no longer sends tanks.", "sends", "not_done"),
    ("Germany cannot send tanks.", "send", "not_done"),
    ("Neither France nor Germany sent tanks.", "sent", "not_done"),
    ("No country sent tanks.", "sent", "not_done"),
    ("Germany decided to send tanks.", "send", "done"),
    ("Germany decided not to send tanks.", "send", "not_done"),
    ("Germany plans to send tanks.", "send", "planned"),
    ("Germany agreed to send tanks.", "send", "planned"),
    ("Germany wants to send tanks.", "send", "possible"),
    ("Germany does not want to send tanks.", "send", "not_done"),
    ("Germany hoped to send tanks.", "send", "possible"),
    ("Germany refused to send tanks.", "send", "not_done"),
    ("Germany failed to send tanks.", "send", "not_done"),
    ("Germany did not fail to send tanks.", "send", "done"),
    ("Germany was forced to send tanks.", "send", "done"),
    ("Germany had to send tanks.", "send", "done"),
    ("Germany is not about to send tanks.", "send", "not_done"),
    ("Germany was able to send tanks.", "send", "done"),
    ("Germany was to send tanks.", "send", "planned"),
    ("The treaty allows Germany to send tanks.", "send", "possible"),
    ("If Germany sends tanks, France will follow.", "sends", "possible"),
    ("Nobody said whether Germany will send tanks.", "send", "possible"),
    ("There is no indication that Germany has sent tanks.", "sent", "not_done"),
    ("There is no question of sending tanks.", "sending", "not_done"),
    ("There is no doubt that Germany sent tanks.", "sent", "done"),
    ("Germany denied that it had sent tanks.", "sent", "not_done"),
    ("France demanded that Germany send tanks.", "send", "possible"),
    ("It is too early to send tanks.", "send", "not_done"),
    ("Germany left without sending tanks.", "sending", "not_done"),
    ("Germany continues to send tanks.", "send", "done"),
    ("Germany decided against sending tanks.", "sending", "not_done"),
    ("Should Germany send tanks, France will follow.", "send", "possible"),
    ("Had Germany sent tanks, France would have followed.", "sent", "possible"),
    ("Germany was pleased to send tanks.", "send", "done"),
]

NOUNS = [
    ("The deployment of troops worried Iran.", "deployment", "done"),
    ("The planned deployment of troops worried Iran.", "deployment", "planned"),
    ("A possible deployment of troops worried Iran.", "deployment", "possible"),
    ("The failed attack worried Iran.", "attack", "not_done"),
    ("NATO cancelled the deployment.", "deployment", "not_done"),
    ("NATO demanded the withdrawal of troops.", "withdrawal", "possible"),
    ("NATO ordered the withdrawal of troops.", "withdrawal", "planned"),
    ("The opening of the office, scheduled for May, pleased Japan.", "opening", "planned"),
    ("The summit scheduled for May pleased Japan.", "summit", "planned"),
    ("NATO will hold an exercise in May.", "exercise", "planned"),
    ("NATO will discuss the attack.", "attack", "done"),
    ("The fear of an attack by rebels worried Iran.", "attack", "possible"),
    ("NATO would act in the event of an attack.", "attack", "possible"),
]


def token(text: str, word: str) -> Token:
    ((doc, _),) = parse([(text, None)], pipeline())
    return next(t for t in doc if t.text == word)


@pytest.mark.parametrize(("text", "word", "status"), VERBS)
def test_verb(text: str, word: str, status: str) -> None:
    assert of_verb(token(text, word)).status == status


@pytest.mark.parametrize(("text", "word", "status"), NOUNS)
def test_noun(text: str, word: str, status: str) -> None:
    assert of_noun(token(text, word), None).status == status


@pytest.mark.parametrize(
    ("text", "word", "act", "status"),
    [
        ("The army attempted to seize the bridge.", "seize", "attack", "done"),
        ("France attempted to mediate.", "mediate", "agree", "possible"),
        ("I want to thank our allies.", "thank", "support", "done"),
        ("Iran wants to thank its allies.", "thank", "support", "possible"),
        ("Iran wanted to stress its innocence.", "stress", "deny", "done"),
        ("Iran wanted to attack.", "attack", "attack", "possible"),
    ],
)
def test_what_the_verb_tells_decides_whether_trying_or_wanting_is_doing(
    text: str, word: str, act: str, status: str
) -> None:
    assert of_verb(token(text, word), act=act).status == status


def test_the_words_that_set_the_status_are_told() -> None:
    assert of_verb(token("Germany refused to send tanks.", "send")).because == "refused"
