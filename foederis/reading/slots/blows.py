"""What an attack was made with, where that is what a claim is about: strikes, and the weapons they are named by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foederis.reading.grammar import syntax
from foederis.reading.grammar.numerals import words
from foederis.reading.grammar.phrases import plain
from foederis.reading.slots.standing import lists

if TYPE_CHECKING:
    from spacy.tokens import Token

    from foederis.reading.acts.evoke import Evocation
    from foederis.reading.slots.slots import Slots


def strikes_of(evoked: Evocation) -> list[Token]:
    """'Four airstrikes delivered 24 bombs': the strikes, not what they dropped."""
    verb = evoked.token
    if evoked.unit.act != "attack" or verb.lemma_ not in words()["words"]["drop"]:
        return []
    by = [verb.head] if verb.dep_ == "acl" and verb.tag_ == "VBG" else syntax.subjects(verb)
    dropped = [o for o in syntax.objects(verb) if o.lemma_.lower() in words()["words"]["ordnance"]]
    return [t for t in by if t.lemma_.lower() in words()["words"]["strike"]][:1] if dropped else []


def weapon(slots: Slots, tokens: list[Token]) -> str | None:
    """Of 'cluster bomb attacks that killed many' the cluster bombs, where nothing but people was hit."""
    noun = slots.evoked.token
    if noun.pos_ != "NOUN" or any(t != noun and not slots.names_party(t) for t in tokens):
        return None
    named = [c for c in noun.lefts if c.dep_ == "compound" and c.i not in slots.parsed.mentions]
    armed = bool(named) and named[-1].lemma_.lower() in words()["words"]["ordnance"]
    return plain(noun.doc[named[0].left_edge.i : named[-1].i + 1].text) if armed else None


def strike(slots: Slots) -> Token | None:
    """The air strike by which somebody named was killed: whom it hit is told by the target."""
    verb = slots.evoked.token
    hit = next(iter(slots.at("object") if verb.lemma_ != "die" else syntax.subjects(verb)), None)
    if verb.pos_ != "VERB" or hit is None or hit.tag_ != "NNP":
        return None
    mention = slots.parsed.mentions.get(hit.i)
    if mention is not None and verb.lemma_ != "die" and mention.entries[0].kind not in ("person", "demonym"):
        return None
    wounds = [v for n in verb.subtree if n.lower_ in ("wounds", "injuries") for v in n.children if v.dep_ == "acl"]
    means = [n for v in (verb, *verb.conjuncts, *wounds) for n in (*syntax.agents(v), *syntax.oblique(v, "in"))]
    blows = lists()["blasts"] | frozenset(words()["words"]["strike"])
    return next((n for n in means if n.lemma_.lower() in blows), None)
