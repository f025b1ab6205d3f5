"""The reason, condition, purpose and due date that a sentence gives for an act, in its own words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from spacy.tokens import Token

    from foederis.reading.times import Time

_REASONS = frozenset({"because", "since", "as"})
_REASON_PHRASES = frozenset({"because", "due", "amid", "given"})
_REASON_NOUNS = frozenset({"reason", "sake", "fear", "lack", "want", "imperative", "consideration", "safety"})
_CONDITIONS = frozenset({"if", "unless", "once", "provided", "when", "until"})
_DELAYS = frozenset({"soon", "long"})  #: as in 'as soon as', 'as long as'
_MAX_WORDS = 40


class Circumstances(NamedTuple):
    """Each in the sentence's words, None where it gives none."""

    because: str | None = None
    condition: str | None = None
    purpose: str | None = None
    due: str | None = None


def circumstances_of(verb: Token, time: Time | None, *, planned: bool) -> Circumstances:
    """What stands with the verb of an act; reason and condition also where its infinitive completes another verb.

    `planned` acts may have a due date.
    """
    because = condition = purpose = None
    for child in _modifiers(verb):
        if child.dep_ == "advcl":
            mark = next((c.lower_ for c in child.children if c.dep_ in ("mark", "advmod")), "")
            if child.head.lower_ in _DELAYS:
                condition = condition or _words(child.head)
            elif mark in _REASONS and _is_reason(child, mark):
                because = because or _words(child)
            elif mark in _CONDITIONS:
                condition = condition or _words(child)
            elif any(c.dep_ == "aux" and c.tag_ == "TO" for c in child.children):
                purpose = purpose or _words(child)
        elif child.dep_ == "prep" and (child.lower_ in _REASON_PHRASES or _for_a_reason(child)):
            because = because or _words(child)
    if verb.dep_ == "xcomp" and verb.head.pos_ in ("VERB", "AUX"):
        above = circumstances_of(verb.head, time, planned=planned)
        because, condition = because or above.because, condition or above.condition
    due = verb.doc.text[time.start : time.end] if planned and time is not None else None
    return Circumstances(because, condition, purpose, due)


def _for_a_reason(preposition: Token) -> bool:
    """'for fear of', 'for security reasons', 'for the sake of': not whom or what it is for."""
    named = (n for n in preposition.children if n.dep_ == "pobj")
    return preposition.lower_ == "for" and any(n.lemma_.lower() in _REASON_NOUNS for n in named)


def _is_reason(clause: Token, mark: str) -> bool:
    """'since' and 'as' give a reason only with a verb in the present or a modal; otherwise they tell the time."""
    return mark == "because" or clause.tag_ in ("VBZ", "VBP", "MD") or any(c.tag_ == "MD" for c in clause.children)


def _modifiers(verb: Token) -> list[Token]:
    """What stands with the verb, and the clause of an 'as soon as' or 'as long as' with it."""
    delayed = [clause for c in verb.children if c.lower_ in _DELAYS for clause in c.children if clause.dep_ == "advcl"]
    return [*verb.children, *delayed]


def _words(head: Token) -> str | None:
    tokens = sorted(head.subtree, key=lambda token: token.i)
    after = tokens[-1].i + 1
    if tokens[-1].lower_ in _REASON_NOUNS and after < len(head.doc) and head.doc[after].text == ":":
        tokens += head.doc[after:]  # 'for one reason: their safety'
    tokens = tokens[:_MAX_WORDS]
    text = "".join(token.text_with_ws for token in tokens).strip(" ,.;\"'")
    return re.sub(r"\s+", " ", text) or None
