"""Whether an act happened, is planned, may happen or did not: auxiliaries, negation, governing verbs, conditions."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from foederis.model import Status
from foederis.reading.syntax import governor, is_passive, logical_subjects

if TYPE_CHECKING:
    from spacy.tokens import Token

_NEGATIVE = frozenset(["no", "neither", "nor", "none", "nobody", "nothing", "never", "not", "n't"])


@cache
def words() -> dict[str, dict[str, frozenset[str]]]:
    """The lists of `verbs.toml`, by section and key."""
    data = tomllib.loads((Path(__file__).parent / "verbs.toml").read_text(encoding="utf-8"))
    return {section: {key: frozenset(value) for key, value in lists.items()} for section, lists in data.items()}


class Reasoned(NamedTuple):
    """A status and the words that set it."""

    status: Status
    because: str


def of_verb(verb: Token, depth: int = 0) -> Reasoned:
    """The status of a verb's act in its clause and under whatever governs it."""
    if negation := _negated(verb):
        return Reasoned("not_done", negation)
    if depth > 5:
        return Reasoned("done", "")
    if found := _by_auxiliary(verb):
        return found
    if condition := _conditional(verb):
        return Reasoned("possible", condition)
    return _by_governor(verb, depth)


def of_noun(noun: Token, carrier: Token | None) -> Reasoned:
    """The status of an act that a noun names: of its light verb, of its adjectives, else of what governs it."""
    adjectives = words()["adjectives"]
    for child in noun.children:
        if child.dep_ in ("amod", "compound", "det", "nummod", "neg"):
            for status in ("planned", "possible", "not_done"):
                if child.lower_ in adjectives[status]:
                    return Reasoned(status, child.text)
    if carrier is not None:
        return of_verb(carrier)
    verb = noun.head
    if noun.dep_ in ("dobj", "pobj", "nsubjpass") and verb.pos_ in ("VERB", "ADP"):
        verb = verb.head if verb.pos_ == "ADP" else verb
        if verb.lemma_ in ("avoid", "prevent", "avert", "stop"):
            return Reasoned("possible", verb.text)
        if verb.lemma_ in ("want", "seek", "propose", "consider", "demand", "plan", "fear", "face", "risk"):
            return Reasoned("possible", verb.text)
    if (
        noun.dep_ == "nsubj"
        and verb.pos_ in ("VERB", "AUX")
        and (found := _by_auxiliary(verb))
        and verb.lemma_ in ("be", "take", "occur", "happen", "begin", "start")
    ):
        return found
    return Reasoned("done", "")


def _negated(verb: Token) -> str | None:
    for child in verb.children:
        if child.dep_ == "neg" or (child.lower_ in ("never", "not", "n't") and child.dep_ in ("advmod", "neg")):
            return child.text
        if child.dep_ == "preconj" and child.lower_ == "neither":
            return child.text
    for subject in logical_subjects(verb):
        if (
            any(c.lower_ in _NEGATIVE for c in subject.children if c.dep_ in ("det", "preconj", "cc", "neg"))
            or subject.lower_ in _NEGATIVE
        ):
            return f"{subject.text} under a negative"
    for child in verb.children:
        if child.dep_ == "dobj" and any(c.lower_ == "no" for c in child.children):
            return "no"
    return None


def _by_auxiliary(verb: Token) -> Reasoned | None:
    modals = words()["modals"]
    auxiliaries = [c for c in verb.children if c.dep_ in ("aux", "auxpass")]
    if (
        verb.dep_ == "conj"
        and not auxiliaries
        and verb.head.pos_ in ("VERB", "AUX")
        and not any(c.dep_ == "nsubj" for c in verb.children)
        and verb.tag_ == verb.head.tag_
    ):
        return _by_auxiliary(verb.head)
    for status in ("planned", "possible"):
        for aux in auxiliaries:
            if aux.lower_ in modals[status]:
                return Reasoned(status, aux.text)
    return None


def _conditional(verb: Token) -> str | None:
    for child in verb.children:
        if child.dep_ == "mark" and child.lower_ in ("if", "unless", "whether"):
            return child.text
    return None


def _by_governor(verb: Token, depth: int) -> Reasoned:
    infinitive = any(c.dep_ == "aux" and c.tag_ == "TO" for c in verb.children)
    above = governor(verb)
    lists = words()["governs"]
    if above is None:
        if infinitive:
            return Reasoned("planned", "to")
        return Reasoned("done", "")
    if verb.dep_ in ("relcl", "ccomp") and not infinitive:
        return Reasoned("done", "")
    if (verb.dep_ == "acl" and not infinitive) or (
        verb.dep_ == "advcl" and not infinitive and verb.tag_ in ("VBG", "VBN")
    ):
        if any(c.dep_ == "mark" and c.lower_ == "without" for c in verb.children):
            return Reasoned("not_done", "without")
        return (
            of_verb(above, depth + 1)
            if verb.dep_ == "advcl" and above.pos_ in ("VERB", "AUX")
            else Reasoned("done", "")
        )
    if verb.dep_ == "pcomp" and verb.head.lower_ in ("without", "instead"):
        return Reasoned("not_done", verb.head.text)
    lemma = above.lemma_.lower()
    if above.lemma_ == "be" and infinitive:
        return Reasoned("planned", f"{above.text} to")
    for status in ("not_done", "planned", "possible"):
        if lemma in lists[status] and (infinitive or verb.dep_ in ("pcomp", "xcomp")):
            if status == "not_done" and _negated(above):
                return Reasoned("done", above.text)
            return (
                Reasoned("not_done", above.text)
                if status != "not_done" and _negated(above) and lemma in ("agree", "want", "plan", "intend")
                else Reasoned(status, above.text)
            )
    if lemma in lists["done"] and above.pos_ in ("VERB", "AUX", "ADJ"):
        return (
            of_verb(above, depth + 1)
            if above.pos_ != "ADJ"
            else _by_auxiliary(above.head) or Reasoned("done", above.text)
        )
    if infinitive:
        return (
            Reasoned("possible", "to")
            if above.pos_ not in ("VERB", "AUX") or is_passive(above) or verb.dep_ == "advcl"
            else of_verb(above, depth + 1)
        )
    return of_verb(above, depth + 1) if above.pos_ in ("VERB", "AUX") else Reasoned("done", "")
