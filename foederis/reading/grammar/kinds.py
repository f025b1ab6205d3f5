"""What a noun phrase names, as far as the frames ask: a person, a party, armed men, an organisation, a treaty."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from foederis.reading.grammar.partywords import listed, nouns, texts
from foederis.reading.grammar.syntax import agents

if TYPE_CHECKING:
    from collections.abc import Iterable

    from spacy.tokens import Doc, Token

    from foederis.reading.grammar.parsed import Parsed
    from foederis.who.matcher import Mention

_STORE = "foederis.mentions"
_SPEAKING = frozenset(["i", "we", "he", "she", "they", "who", "me", "us", "him", "her", "them", "you", "nobody"])
_TREATY = frozenset(
    [
        *("treaty", "pact", "agreement", "convention", "accord", "deal", "protocol", "accords", "charter", "statute"),
        *("compact", "covenant", "armistice"),
    ]
)
_BODY = frozenset(
    [
        *("organisation", "organization", "alliance", "union", "bloc", "coalition", "council", "league", "agency"),
        *("mission", "eurozone", "commonwealth", "movement", "faction", "court", "committee", "command"),
    ]
)
_OF_MENTION = {
    "person": {"person", "party"},
    "post": {"person", "party", "post"},
    "state": {"party", "place"},
    "demonym": {"party", "person"},
    "capital": {"party", "place"},
    "seat": {"party", "place"},
    "organisation": {"organisation", "party"},
    "group": {"organisation", "party", "REB"},
    "landmark": {"place"},
    "place": {"place"},
    "city": {"place"},
}
_OF_SECTOR = {
    **{sector: {"person", "party", sector} for sector in ("GOV", "MIL", "LEG", "JUD", "COP", "SPY", "REB", "MED")},
    "CVL": {"person", "CVL"},
    "NGO": {"organisation", "party"},
    "BUS": {"organisation"},
}

_AIRCRAFT = re.compile(r"(?:F|A|B|C|E|P|H|J|KC|RC|EA|MQ|RQ|AWACS|Su|Tu|Il|An|MiG|L|JF)-\d{1,3}[A-Z]{0,3}s?")
_PLANES = frozenset({"rafale", "eurofighter", "gripen", "hornet", "poseidon", "osprey", "mirage"})
KINDS = frozenset({"text", "treaty", "organisation"}.union(*_OF_MENTION.values(), *_OF_SECTOR.values()))
"""All that a frame may ask of a noun."""


def annotate(parsed: Parsed) -> None:
    """Lets `kinds` see the names of a sentence."""
    parsed.doc.user_data[_STORE] = parsed.mentions


def beside(token: Token) -> Iterable[Mention]:
    """The names in the token's sentence."""
    named: dict[int, Mention] = token.doc.user_data.get(_STORE, {})
    return named.values()


def doers_of(deed: Token) -> list[Token]:
    """Whose deed a noun names: 'Macron's objection', 'an objection voiced by Macron'."""
    owners = [c for c in deed.children if c.dep_ == "poss" and c.pos_ == "PROPN"]
    return owners + [noun for c in deed.children if c.dep_ == "acl" for noun in agents(c)]


def kinds(token: Token) -> frozenset[str]:
    """What the noun may name; empty for a thing. A capitalised word that nobody knows may be a person or a body."""
    doc: Doc = token.doc
    mention: Mention | None = doc.user_data.get(_STORE, {}).get(token.i)
    found: set[str] = set()
    if mention is not None:
        found |= {kind for entry in mention.entries for kind in _OF_MENTION.get(entry.kind, ())}
    if token.lower_ in _SPEAKING:
        return frozenset({"person", "party", "MIL", "REB"})
    if token.lower_ in ("it", "which", "that", "this"):
        return frozenset({"party", "organisation", "treaty", "place"})
    if token.lower_ in listed("partitives"):
        found |= {kind for p in token.children if p.lower_ == "of" for c in p.children for kind in kinds(c)}
    sector = nouns()[0].get(token.lemma_.lower()) or nouns()[0].get(token.lower_)
    found |= _OF_SECTOR.get(sector or "", set())
    if token.lower_ in texts() or nouns()[1].get(token.lemma_.lower()) == "GOV":
        found |= {"text", "party"}
    if token.lemma_.lower() in _TREATY:
        found.add("treaty")
    if token.lemma_.lower() in _BODY:
        found |= {"organisation", "party"}
    if not found and token.pos_ == "NOUN" and any("party" in kinds(doer) for doer in doers_of(token)):
        found.add("party")
    if not found and token.pos_ == "PROPN":
        found |= {"person", "place", "party"}
    return frozenset(found)


def sort_of_arms(token: Token) -> tuple[str, ...]:
    """What a model is: 'five F-16s' are jets, 'Rafales' too."""
    if token.pos_ == "VERB" or not (_AIRCRAFT.fullmatch(token.text) or token.lower_.rstrip("s") in _PLANES):
        return ()
    return ("jet", "jets", "aircraft")
