"""The tense of a clause: whether its time looks back or ahead."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from foederis.reading.grammar.syntax import NOMINAL

if TYPE_CHECKING:
    from spacy.tokens import Token

    from foederis.reading.times.expressions import Time, Today

_AHEAD = frozenset(["will", "shall", "'ll", "wo", "would"])
_SCHEDULED = frozenset(
    ["plan", "schedule", "expect", "due", "slate", "set", "intend", "aim", "hope", "prepare", "promise"]
)
_COMING = frozenset(["upcoming", "forthcoming", "planned", "scheduled", "next", "coming"])
_YEARLY = 300  #: days; a day or month without a year comes round no sooner
SEQUENCE = frozenset({"after", "before", "since"})


def in_its_tense(told: Time, ahead: Time, anchor: Token, today: Today) -> Time:
    """An expression as its clause looks, back or ahead: 'steps down on 1 October' to whichever day is nearer."""
    if _lies_ahead(anchor):
        return ahead
    last, first, now = told.when.latest, ahead.when.earliest, today.last
    verb = next((t for t in anchor.ancestors if t.pos_ in ("VERB", "AUX")), None)
    if verb is None or not tells_now(verb) or last is None or first is None or now is None or first <= last:
        return replace(told, ahead=ahead.when)
    nearer = (first - last).days > _YEARLY and first - now < now - last
    return replace(ahead if nearer else told, ahead=ahead.when)


def _lies_ahead(anchor: Token) -> bool:
    """Does the expression belong to what is still to come: 'will meet in June', 'a summit planned for June'?"""
    for token in (anchor, *anchor.ancestors):
        if token.pos_ in NOMINAL:
            if any(c.lower_ in _COMING for c in token.children if c.dep_ == "amod"):
                return True
        elif token.pos_ in ("VERB", "AUX"):
            auxiliaries = [c for c in token.children if c.dep_ in ("aux", "auxpass")]
            scheduled = token.tag_ == "VBN" and token.lemma_ in _SCHEDULED
            intended = any(c.tag_ == "TO" for c in auxiliaries) and token.head.lemma_ in _SCHEDULED
            return scheduled or intended or _has_will(token) or (token.dep_ == "conj" and _has_will(token.head))
    return False


def _has_will(verb: Token) -> bool:
    """'will meet', 'would meet'; not 'would have met'."""
    auxiliaries = {c.lower_ for c in verb.children if c.dep_ in ("aux", "auxpass")}
    return bool(auxiliaries & _AHEAD) and "have" not in auxiliaries


def tells_now(verb: Token) -> bool:
    """'condemns', 'are committed to': present, not 'has condemned'."""
    if verb.tag_ in ("VBZ", "VBP"):
        return True
    return verb.tag_ == "VBN" and any(c.dep_ == "auxpass" and c.tag_ in ("VBZ", "VBP") for c in verb.children)


def narrates(verb: Token) -> bool:
    """'struck', 'were hit': the past in which a story goes on; not 'has struck' or 'was striking'."""
    if verb.tag_ == "VBN":
        return any(c.dep_ == "auxpass" and c.tag_ == "VBD" for c in verb.children) and not is_perfect(verb)
    if verb.dep_ == "pcomp" and verb.tag_ == "VBG" and verb.head.lower_ in SEQUENCE:
        return narrates(verb.head.head)
    return verb.tag_ == "VBD" and verb.pos_ == "VERB"


def is_perfect(verb: Token) -> bool:
    """'has supported': done at some time before."""
    return verb.tag_ in ("VBN", "VBD") and any(c.dep_ == "aux" and c.lemma_ == "have" for c in verb.children)
