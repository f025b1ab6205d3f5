"""Words that stand for what an act is really about: 'the last one', 'a range of issues', 'news that …'."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from foederis.reading.grammar import syntax
from foederis.reading.grammar.amounts import is_measure
from foederis.reading.grammar.numerals import is_time

if TYPE_CHECKING:
    from spacy.tokens import Token


_GROUNDS = frozenset({"ground", "foundation", "basis", "groundwork"})


@cache
def lists() -> dict[str, frozenset[str]]:
    """The lists of `objects.toml`."""
    data = tomllib.loads((Path(__file__).parent / "objects.toml").read_text(encoding="utf-8"))
    return {name: frozenset(listed) for name, listed in data.items()}


def stands_for(noun: Token) -> Token:
    """What a noun stands for within its sentence, a clause where it only carries news of it; else the noun itself."""
    return _told_of(_said_to_be(_spelt_out(_one(ground_of(noun)))))


def ground_of(noun: Token) -> Token:
    """Of 'laid the foundations for a union' the union."""
    if noun.lemma_.lower() not in _GROUNDS:
        return noun
    return next(iter([*syntax.oblique(noun, "for"), *syntax.oblique(noun.head, "for")]), noun)


def _spelt_out(noun: Token) -> Token:
    """Of 'invoked a clause: Article 4 of the pact' the article."""
    named = (c for c in noun.rights if c.dep_ == "appos" and noun.doc[c.left_edge.i - 1].text == ":")
    return next((c for c in named if c.text[0].isupper()), noun)


def _one(noun: Token) -> Token:
    """Of 'a new truce since the last one broke down' the truce."""
    if noun.lower_ != "one" or not any(c.dep_ in ("amod", "det") for c in noun.children):
        return noun
    before = (t for t in reversed(noun.doc[: noun.i]) if t.tag_ == "NN" and t.dep_ != "compound")
    named = next((t for t in before if any(c.lower_ in ("a", "an") for c in t.children)), None)
    return named or noun


def _said_to_be(noun: Token) -> Token:
    """Of 'their first request was a pause', 'agreed that the priority must be aid' the pause, the aid."""
    if noun.lemma_.lower() not in lists()["announcing"]:
        return noun
    ordinal = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ == "of" else noun
    verb = noun.doc[ordinal.right_edge.i + 1] if ordinal.right_edge.i + 1 < len(noun.doc) else noun
    verb = verb.head if verb.dep_ == "aux" else verb
    said = [c for c in verb.children if c.dep_ == "attr" and c.i > verb.i] if verb.lemma_ == "be" else []
    return said[0] if said else noun


def _told_of(noun: Token) -> Token:
    """Of 'news that they have freed the town' the freeing, of 'reports of shelling' the shelling."""
    if noun.lower_ not in lists()["tidings"]:
        return noun
    clauses = [c for c in noun.children if c.dep_ in ("acl", "ccomp") and any(t.lower_ == "that" for t in c.children)]
    inner = syntax.oblique(noun, "of")
    return clauses[0] if clauses else inner[0] if inner else noun


def meant(noun: Token) -> Token:
    """Of 'a range of issues including trade' trade, of '300 square miles of territory' territory."""
    in_support = noun.lower_ in ("support", "favour", "favor") and noun.head.lower_ == "in"
    if in_support or noun.lower_ in lists()["parts"] or is_measure(noun) or is_time(noun) or noun.pos_ == "NUM":
        inner = syntax.oblique(noun, "of")
        if inner:
            return meant(inner[0])
    if noun.lower_ in lists()["vague"] and not syntax.oblique(noun, "of"):
        named = [n for p in ("including", "such") for n in syntax.oblique(noun, p) if n.pos_ in syntax.NOMINAL]
        listed = [n for p in noun.children if p.lower_ == "including" for n in p.children if n.dep_ == "pobj"]
        return next(iter([*named, *listed]), noun)
    return noun


def meant_to_do(verb: Token) -> Token:
    """Of 'work together to end the war', 'do all they can to end it', 'look for ways to end it' the ending."""
    ways = [v for n in syntax.oblique(verb, "for") if n.lower_ in lists()["ways"] for v in n.children]
    if found := [v for v in ways if v.dep_ in ("acl", "relcl") and v.tag_ == "VB"]:
        return meant_to_do(found[0])
    if verb.lemma_ in lists()["trying"]:
        inner = [c for c in verb.children if c.dep_ in ("xcomp", "advcl") and c.i > verb.i and c.pos_ == "VERB"]
        aims = [c for c in inner if c.tag_ == "VBG" or any(t.tag_ == "TO" for t in c.children)]
        return meant_to_do(aims[0]) if aims else verb
    said_to_be = [c for c in verb.children if c.dep_ == "attr"] if verb.lemma_ == "be" else []
    return said_to_be[0] if said_to_be else verb


def helped_in(word: Token) -> Token | None:
    """The fight of 'supports them in their fight against …'."""
    within = (t for t in word.subtree if t.i > word.i and t.dep_ == "pobj" and t.head.lower_ == "in")
    theirs = (t for t in within if any(c.tag_ == "PRP$" for c in t.children))
    return next((t for t in theirs if t.lemma_.lower() in lists()["causes"]), None)
