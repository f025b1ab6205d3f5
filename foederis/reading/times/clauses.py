"""Clauses that lend each other their time: 'when …, they …', '…; they …', 'two days after …'."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from foederis.reading.times.reckoning import COUNTS
from foederis.reading.times.tense import narrates

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

_DAYS = {"hour": 0, "day": 1, "week": 7}
_LAGS = {"after": -1, "before": 1}


@dataclass(frozen=True, slots=True)
class Lag:
    """'two days after': by how much a clause is off the time of the verb above it."""

    verb: Token
    by: timedelta


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
    for unit in verb.children:
        count = _count(unit) if unit.dep_ == "npadvmod" and unit.lemma_ in _DAYS else None
        if count is not None:
            return Lag(verb.head, timedelta(days=sign * count * _DAYS[unit.lemma_]))
    return None


def marks_of(clause: Token) -> list[str]:
    """The words that join a clause to the one above it."""
    return [c.lower_ for c in clause.children if c.dep_ == "mark"]


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
