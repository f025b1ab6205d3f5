"""Clauses that lend each other their time: 'when …, they …', '…; they …', 'two days after …'."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from foederis.reading.grammar.syntax import oblique, subjects
from foederis.reading.times.reckoning import COUNTS
from foederis.reading.times.tense import narrates

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

_UNITS = frozenset({"hour", "day", "week", "month", "year"})
_DOCUMENTS = frozenset(
    "resolution declaration statement letter communiqué communique treaty agreement decree order report".split()
)
_APART = frozenset({"after", "following"})
_ASKED = frozenset({"request", "proposal", "demand", "offer", "appeal", "call"})
_HELD = frozenset("hold adopt pass sign issue publish date send convene release approve".split())
_LAGS = {"after": -1, "before": 1}


@dataclass(frozen=True, slots=True)
class Lag:
    """'two days after': by how much a clause is off the time of the verb above it."""

    verb: Token
    count: int
    unit: str


def beside(verb: Token) -> Iterator[Token]:
    """The verbs of the clauses that a narrated one goes on from or with: 'when a bomb went off, …', '…; …'."""
    if not narrates(verb):
        return
    for clause in verb.children:
        if clause.dep_ == "advcl" and narrates(clause) and any(c.lower_ == "when" for c in clause.children):
            yield clause
        parted = any(c.text == ";" and clause.i < c.i < verb.i for c in verb.children)
        if clause.dep_ == "ccomp" and narrates(clause) and parted:
            yield clause


def lag_of(verb: Token) -> Lag | None:
    """How long after or before what the verb above it tells a clause's act was."""
    sign = next((_LAGS[mark] for mark in marks_of(verb) if mark in _LAGS), None)
    if verb.dep_ != "advcl" or sign is None:
        return None
    for unit in (u for c in verb.children for u in (c, *c.children)):
        count = _count(unit) if unit.dep_ == "npadvmod" and unit.lemma_ in _UNITS else None
        if count is not None:
            return Lag(verb.head, sign * count, unit.lemma_)
    return None


def settings(verb: Token) -> Iterator[Token]:
    """The verbs that date where or by what something was said: 'at the talks, held in May', 'a letter dated 5 May'."""
    for noun in (*_documents(verb), *oblique(verb, "at"), *oblique(verb, "during")):
        yield from (c for c in noun.children if c.dep_ in ("acl", "relcl") and c.lemma_ in _HELD)
    yield from (c for c in verb.children if c.dep_ == "advcl" and c.lemma_ in _HELD and any(_documents(c)))


def _documents(verb: Token) -> Iterator[Token]:
    """The papers that say what a verb tells, or in which it is said."""
    said = (verb, *(c for c in verb.children if c.dep_ == "dobj"))
    written = (n for word in said for p in ("in", "by") for n in oblique(word, p))
    return (noun for noun in (*subjects(verb), *written) if noun.lemma_.lower() in _DOCUMENTS)


def marks_of(clause: Token) -> list[str]:
    """The words that join a clause to the one above it."""
    return [c.lower_ for c in clause.children if c.dep_ == "mark"]


def is_of_before(noun: Token, predicates: frozenset[int]) -> bool:
    """'left after talks', 'its request was rejected': named as known, not told with the verb."""
    if noun.dep_ == "pobj" and noun.head.lower_ in _APART:
        return True
    if noun.lemma_ not in _ASKED:
        return False
    return noun.dep_ in ("nsubj", "nsubjpass", "dobj") and noun.head.pos_ == "VERB" and noun.head.i in predicates


def _count(unit: Token) -> int | None:
    """How many: 'two days', 'a day'; None of 'weeks' and of 'less than two days'."""
    before = [c for c in unit.children if c.i < unit.i]
    if len(before) != 1 or list(before[0].children):
        return 0 if unit.lemma_ == "hour" else None
    word = before[0].lower_
    return int(word) if word.isdecimal() else COUNTS.get(word)


def is_only_since(anchor: Token, verb: Token) -> bool:
    """'out of the pact since 2002, they refused': 'since' is of what goes on, not of what was done once."""
    return narrates(verb) and "since" in (anchor.lower_, anchor.head.lower_)
