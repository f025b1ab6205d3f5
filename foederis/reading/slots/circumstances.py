"""The reason, condition, purpose and due date that a sentence gives for an act, in its own words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from foederis.reading.acts.status import inverted_auxiliary
from foederis.reading.grammar.syntax import HELPING, is_infinitive

if TYPE_CHECKING:
    from spacy.tokens import Token

    from foederis.reading.times.expressions import Time

_REASONS = frozenset({"because", "since", "as"})
_REASON_PHRASES = frozenset({"because", "due", "amid", "given"})
_REASON_NOUNS = frozenset({"reason", "sake", "fear", "lack", "want", "imperative", "consideration", "safety"})
_DEGREES = frozenset({"so", "such"})
_WILL = frozenset({"volition", "accord", "initiative"})
_HINDERING = frozenset({"hinder", "hamper", "keep", "prevent", "stop", "bar"})
_OBSTACLES = frozenset({"obstacle", "hindrance", "impediment", "barrier"})
_GIVEN_TO = frozenset({"go", "give", "be"})
_CONDITIONS = frozenset({"if", "unless", "once", "provided", "when", "until"})
_DELAYS = frozenset({"soon", "long"})  #: as in 'as soon as', 'as long as'
_BACK = re.compile(r"\b(?:last|ago|yesterday|earlier|previous(?:ly)?|past|recent(?:ly)?|since)\b", re.IGNORECASE)
"""Words of a time that is over: when it was announced, not when it falls due."""
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
            elif mark in _CONDITIONS or inverted_auxiliary(child):
                condition = condition or _words(child)
            elif is_infinitive(child):
                purpose = purpose or _words(child)
        elif child.dep_ == "prep" and (child.lower_ in _REASON_PHRASES or _for_a_reason(child)):
            because = because or _words(child)
    because = because or _of_sentence(verb)
    if verb.dep_ == "xcomp" and verb.head.pos_ in ("VERB", "AUX"):
        above = circumstances_of(verb.head, time, planned=planned)
        because, condition = because or above.because, condition or above.condition
    due = _clean(verb.doc.text[time.start : time.end]) if planned and time is not None else None
    return Circumstances(because, condition, purpose, None if due and _BACK.search(due) else due)


def _of_sentence(verb: Token) -> str | None:
    """A reason that stands around the act's clause."""
    return _so_that(verb) or _by_own_will(verb) or _advantage(verb) or _hindrance(verb) or _priority(verb)


def _so_that(verb: Token) -> str | None:
    """'The risk is such that it has pulled out': what stands before 'that'."""
    marks = [c for c in verb.children if c.dep_ == "mark" and c.lower_ == "that"]
    above = verb.head.head if verb.head.pos_ in ("ADJ", "ADV") else verb.head
    degree = (t for c in above.children for t in (c, *c.children) if t.lower_ in _DEGREES)
    if verb.dep_ not in ("advcl", "ccomp") or not marks or not any(t.i < marks[0].i for t in degree):
        return None
    return _clean(verb.doc[above.left_edge.i : marks[0].i].text)


def _by_own_will(verb: Token) -> str | None:
    """'acted of his own accord to stop it'."""
    near = [verb.head] if verb.dep_ == "acl" else [n for p in verb.children for n in p.children if p.dep_ == "prep"]
    will = next((n for n in near if n.lemma_.lower() in _WILL and any(c.lower_ == "own" for c in n.children)), None)
    return _clean(verb.doc[will.left_edge.i - 1 : will.i + 1].text) if will is not None else None


def _advantage(verb: Token) -> str | None:
    """'using the pact would help them avoid the rules': what it would bring whoever does it."""
    above = verb.head
    foreseen = any(c.dep_ == "aux" and c.tag_ == "MD" for c in above.children)
    if verb.dep_ != "csubj" or above.lemma_ not in HELPING or not foreseen:
        return None
    own = {t.i for c in above.children if c.dep_ in ("csubj", "mark") for t in c.subtree}
    return _clean("".join(t.text_with_ws for t in above.subtree if t.i not in own))


def _hindrance(verb: Token) -> str | None:
    """'the lack of fuel was an obstacle to sending them', 'the storm kept them from sailing'."""
    above = verb.head.head if verb.dep_ == "pcomp" else verb
    if above.lemma_.lower() in _HINDERING and verb.head.lower_ == "from":
        in_the_way = [c for c in above.children if c.dep_ == "nsubj"]
    elif above.lemma_.lower() in _OBSTACLES:
        one = above.head.head if above.dep_ == "pobj" and above.head.lower_ == "of" else above
        in_the_way = [c for c in one.head.children if c.dep_ == "nsubj"] if one.dep_ == "attr" else []
    else:
        return None
    return _words(in_the_way[0]) if in_the_way else None


def _priority(verb: Token) -> str | None:
    """'patrols have been halted, the first priority being the safety of the crews'."""
    for noun in verb.doc[verb.i + 1 :]:
        if noun.lemma_ != "priority":
            continue
        part = next((c for c in noun.children if c.dep_ == "acl" and c.lemma_ in _GIVEN_TO), None)
        before = verb.doc[noun.left_edge.i - 1]
        if part is not None and (before.text == "," or before.lower_ == "with"):
            finite = any(t.tag_ in ("VBD", "VBZ", "VBP", "MD") for t in verb.doc[verb.i + 1 : noun.i])
            return None if finite else _words(noun)
    return None


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
    return _clean("".join(token.text_with_ws for token in tokens[:_MAX_WORDS]))


def _clean(text: str) -> str | None:
    return re.sub(r"\s+", " ", text.strip(" ,.;\"'")) or None
