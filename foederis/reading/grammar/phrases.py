"""The words of a claim's object: a noun phrase or an infinitive in short plain words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from foederis.reading.grammar.numerals import is_time
from foederis.reading.grammar.numerals import votes as votes
from foederis.reading.grammar.syntax import NOMINAL

if TYPE_CHECKING:
    from spacy.tokens import Token

_LINKS = frozenset(
    "of in on for to against with at between from over about near under into among as by regarding toward towards "
    "after within across without inside".split()
)
_MODIFIERS = frozenset("compound amod nmod nummod quantmod flat npadvmod poss case punct".split())
_BRANCHES = frozenset("prep conj pobj pcomp dobj acl dative oprd".split())
_OF_CLAUSE = frozenset("xcomp prt attr acomp".split())
_DROPPED = frozenset(
    "a an the this that these those its their his her our my your some any more than about approximately over nearly "
    "almost around such all both other further new several many at least least up".split()
)
_JUDGING = frozenset(
    "horrific horrendous horrible appalling barbaric barbarous brutal cowardly despicable deplorable heinous "
    "indefensible outrageous reprehensible shocking terrible tragic vile atrocious vehement latest recent".split()
)
"""What the speaker thinks of it, or when it was: no part of what it is."""
_MODEL = re.compile(r"[A-Za-z]+-?\d+\w*")
"""'F-16', 'T72': which kind, not how many."""
_MAX_WORDS = 14
_DEPTHS = (9, 5, 4, 3, 2, 1, 0)


def phrase(head: Token, *, clause: bool = False, bare: bool = False, without: frozenset[int] = frozenset()) -> str:
    """The phrase headed by a token as short plain words: no articles, counts, relative clauses.

    `clause`: an infinitive, with what completes it; `bare`: no more than what stands before the head; `without`: tokens
    to leave out with all that hangs on them. A long phrase loses its innermost parts, never its end.
    """
    counts = frozenset(c.i for c in head.children if _counts(c, head))
    left_out = without | counts | (frozenset(c.i for c in head.children if c.i > head.i) if bare else frozenset())
    kept: list[Token] = []
    for depth in _DEPTHS:
        kept = [t for t in _within(head, clause, left_out, depth) if not _droppable(t, head)]
        if len(kept) <= _MAX_WORDS:
            break
    while len(kept) > 1 and (_is_count(kept[0]) or kept[0].text == "-") and kept[0].dep_ != "nsubj":
        kept.pop(0)
    while kept and kept[-1].lower_ in _LINKS | {"and", "or", ",", "'s"}:
        kept.pop()
    return plain(
        "".join(t.text_with_ws if t.whitespace_ or _joined(t, kept) else f"{t.text} " for t in kept[:_MAX_WORDS])
    )


def gerund(verb: Token) -> str:
    """'taking' of 'taken', 'raising' of 'raised'."""
    stem = verb.lemma_.lower()
    if stem.endswith("ie"):
        return f"{stem[:-2]}ying"
    if stem.endswith("e") and not stem.endswith(("ee", "oe", "ye")):
        return f"{stem[:-1]}ing"
    doubled = re.fullmatch(r"[^aeiou]*[aeiou][bdgklmnprt]", stem) is not None
    return f"{stem}{stem[-1] if doubled else ''}ing"


def plain(text: str) -> str:
    """Words as they are written in a claim: single spaces, no punctuation around them, brackets closed."""
    bare = re.sub(r"\s+([,'])", r"\1", re.sub(r"\s+", " ", text)).strip(" ,.\"'-–—")
    return f"{bare})" if bare.count("(") == bare.count(")") + 1 else bare


def _joined(token: Token, kept: list[Token]) -> bool:
    """Does the next word written follow without a space in the sentence ('air-to-air')?"""
    return any(other.i == token.i + 1 for other in kept)


def _within(head: Token, clause: bool, without: frozenset[int], depth: int) -> list[Token]:
    tokens = [head, *_hyphenated(head)]
    for child in head.children:
        if child.i not in without and _belongs(child, head, clause) and depth >= _branches(child):
            tokens += (
                [child] if child.dep_ in ("cc", "aux") else _within(child, clause, without, depth - _branches(child))
            )
    return sorted(set(tokens), key=lambda t: t.i)


def _counts(child: Token, head: Token) -> bool:
    """'between 50 and 60', 'as many as 35': how many there are."""
    counting = child.dep_ == "quantmod" or child.lower_ == "dozen" or (child.dep_ == "nummod" and child.pos_ == "NUM")
    return counting and child.i < head.i and not _MODEL.fullmatch(child.text)


def _is_count(token: Token) -> bool:
    return token.pos_ == "NUM" and not _MODEL.fullmatch(token.text)


def _hyphenated(head: Token) -> list[Token]:
    """'-operation' of 'co-operation', where the parse makes three nouns of it."""
    dash = head.doc[head.i + 1] if head.i + 2 < len(head.doc) and not head.whitespace_ else head
    if dash.text not in ("-", "–") or dash.whitespace_ or dash.head != head.head or dash.dep_ != head.dep_:
        return []
    return [dash, head.doc[dash.i + 1]]


def _branches(child: Token) -> int:
    return int(child.dep_ in ("prep", "acl", "conj", "xcomp"))


def _belongs(child: Token, head: Token, clause: bool) -> bool:
    """Is the word part of what its head names?"""
    dep = child.dep_
    if dep == "punct":
        return child.text in ("-", "–", "/") or (
            child.text == "," and any(c.dep_ == "conj" and _like(c, head) for c in head.children)
        )
    if dep == "cc":
        return child.i > head.i and any(c.dep_ == "conj" and _like(c, head) for c in head.children)
    if dep == "conj":
        return _like(child, head)
    if dep == "aux":
        return child.tag_ == "TO" and head.dep_ in ("acl", "xcomp", "relcl", "advcl")
    if dep == "prep":
        return child.lower_ in _LINKS and child.i > head.i and not any(is_time(n) for n in child.children)
    if dep in ("acl", "relcl"):
        return child.tag_ == "VB" or (clause and dep == "acl")
    if dep == "appos":
        return child.pos_ == "NUM" and head.pos_ == "PROPN" and child.nbor(-1).text == ")"
    if dep == "advmod" and _is_hyphenated(child):
        return True
    if dep == "advmod" and child.tag_ == "NNP":  # 'the Individually Tailored Partnership'
        return True
    return dep in _MODIFIERS | _BRANCHES or (clause and (dep in _OF_CLAUSE or (dep == "advmod" and child.i > head.i)))


def _is_hyphenated(word: Token) -> bool:
    """'so' of 'so-called'."""
    return not word.whitespace_ and word.i + 1 < len(word.doc) and word.nbor(1).text in ("-", "–")


def _like(conjunct: Token, head: Token) -> bool:
    return head.pos_ == "ADJ" or (conjunct.pos_ in NOMINAL) == (head.pos_ in NOMINAL)


def _droppable(token: Token, head: Token) -> bool:
    if token.lower_ in _DROPPED and token.pos_ in ("DET", "PRON", "ADJ", "ADV", "ADP", "SCONJ") and token != head:
        return token.dep_ != "prep"
    if token.lower_ in _JUDGING and token.dep_ == "amod":
        return True
    if token.dep_ in ("nummod", "quantmod") and _is_count(token) and token.head == head and token.i < head.i:
        return True
    return token.text in '"“”'
