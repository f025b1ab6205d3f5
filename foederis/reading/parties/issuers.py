"""Texts speak for whoever issued them: 'the resolution', 'a release', 'the Oslo declaration'."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from foederis.reading.grammar.partywords import listed
from foederis.reading.grammar.syntax import oblique, subjects
from foederis.reading.parties import affiliation

if TYPE_CHECKING:
    from spacy.tokens import Token

    from foederis.model import Actor
    from foederis.reading.grammar.parsed import Parsed
    from foederis.reading.parties.cast import Cast


def of_text(cast: Cast, parsed: Parsed, text: Token, speaker: Actor | None) -> Actor | None:
    """Who issued a text: whose it is said to be, who adopted it, who gathered where, who was told before."""
    found = affiliation.of_noun(cast, parsed, text, speaker) or cast.owners(parsed, text, speaker)
    issuer = next(iter(found), None) or _issued_by(cast, parsed, text) or _issued_in(cast, parsed, text)
    issuer = issuer or cast.memory.issuer_of(text)
    return replace(issuer, id=None) if issuer else None


def venues(parsed: Parsed, noun: Token) -> list[str]:
    """The towns that stand with a text or a gathering: 'the Oslo declaration', 'a summit in Oslo'."""
    behind = [t for t in noun.doc[noun.i + 1 : noun.i + 2] if t.lower_ in ("in", "at")]
    beside = [c for c in noun.lefts if c.dep_ in ("compound", "nmod", "amod")]
    beside += [n for preposition in behind for n in preposition.children]
    named = ((t, parsed.mentions[t.i]) for t in beside if t.i in parsed.mentions)
    return [t.lower_ for t, mention in named if mention.entries[0].kind in ("capital", "city", "place", "seat")]


def _issued_by(cast: Cast, parsed: Parsed, text: Token) -> Actor | None:
    """'The council adopted a resolution', 'a motion was passed in parliament'."""
    verb = text.head
    if text.dep_ not in ("dobj", "nsubjpass") or verb.lemma_.lower() not in listed("issuing"):
        return None
    doers = subjects(verb) or [n for p in ("in", "by") for n in oblique(verb, p)]
    return next((a for n in doers if n.i in parsed.mentions for a in cast.parties(parsed, n)), None)


def _issued_in(cast: Cast, parsed: Parsed, text: Token) -> Actor | None:
    """'the declaration in Oslo', 'the Oslo declaration': of whoever gathered there, as the report told."""
    found = (cast.memory.host(place) or cast.names.host(place) for place in venues(parsed, text))
    return next((host for host in found if host is not None), None)
