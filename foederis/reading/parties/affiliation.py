"""Whom somebody acts for who is not a name of who's who: by what stands with the noun, by title and apposition."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from foederis.model import Actor
from foederis.reading.grammar.coordination import partner_before
from foederis.reading.grammar.nounphrase import full_name, given_names, is_title, rank, slug
from foederis.reading.grammar.partywords import bodies_of, kind_of, listed, nouns, ranks
from foederis.reading.grammar.syntax import conjuncts, oblique
from foederis.reading.parties import pronouns
from foederis.reading.parties.memory import SUBJECT
from foederis.reading.parties.naming import STATE_KINDS

if TYPE_CHECKING:
    from spacy.tokens import Token

    from foederis.reading.grammar.parsed import Parsed
    from foederis.reading.parties.cast import Cast

_MODIFIERS = frozenset({"compound", "amod", "poss", "nmod", "nummod"})
_KINDS_BEFORE = frozenset({"coalition", "state", "armed", "alliance", "union"})
_APPOSED = frozenset({"organisation", "post", "state", "demonym", "seat", "person"})
_NUMBERED = re.compile(r"\d+(?:st|nd|rd|th)")
_COUPLING = frozenset({"-", "/", "and", "&"})
_OF_HOME = {"minister": "GOV", "secretary": "GOV"}
_AT_HOME = frozenset({"talk", "negotiation", "agreement", "government", "party"})
"""Of what a coalition of parties makes: 'coalition talks'."""
_REACH = 14  #: words behind a name in which its apposition tells the office


def of_noun(cast: Cast, parsed: Parsed, token: Token, speaker: Actor | None) -> tuple[Actor, ...]:
    """'Turkish forces', 'Government of Iraq', 'officials in Paris', 'the 29 member states'."""
    if found := by_modifier(cast, parsed, token, speaker):
        return found
    if member := _member_states(cast, token):
        return member
    for preposition in (*token.children, *_shared(token)):
        if preposition.dep_ == "prep" and preposition.lower_ in ("of", "in", "from", "for", "at", "against", "to"):
            if preposition.lower_ in ("in", "at") and not _sits_somewhere(token):
                continue
            for noun in preposition.children:
                if noun.dep_ == "pobj" and (found := _by_preposition(cast, parsed, noun, preposition.lower_)):
                    return without_person(found)
    for child in token.children:
        if child.dep_ == "appos" and child.i > token.i and (found := _apposition(cast, parsed, child)):
            return found
    return ()


def _shared(token: Token) -> list[Token]:
    """The 'of' behind a noun coordinated with this one: 'the government and people of Iraq'."""
    partner = next((c for c in token.children if c.dep_ == "conj" and c.pos_ == "NOUN"), None)
    if partner is None or any(c.dep_ in ("det", "poss", "prep") for c in partner.lefts):
        return []
    return [c for c in partner.children if c.dep_ == "prep" and c.lower_ == "of"]


def by_modifier(cast: Cast, parsed: Parsed, token: Token, speaker: Actor | None) -> tuple[Actor, ...]:
    """From what stands before the noun: 'Turkish forces', 'Assad's regime', 'Iraqi and Kurdish governments'."""
    tied = token.lower_ in listed("relational") or token.lemma_.lower() in listed("relational")
    partners = partner_before(token)
    modifiers = [c for c in token.children if c.dep_ in _MODIFIERS and c not in partners]
    for child in reversed([c for c in modifiers if not (tied and c.dep_ == "poss")]):
        before = ("compound", "amod", "nmod", "poss", "npadvmod")
        inner = (
            child,
            *(g for g in reversed(list(child.subtree)) if g != child and g.i < token.i and g.dep_ in before),
        )
        for modifier in inner:
            if found := _of_modifier(cast, parsed, token, modifier):
                others = [c for c in child.children if c.dep_ == "conj" and c.i in parsed.mentions]
                others += _coupled(parsed, modifier)
                return _distinct((*found, *(a for c in others for a in cast.names.actors(parsed.mentions[c.i], c))))
        if child.dep_ != "poss":
            continue
        found = cast.parties(parsed, child, speaker) if child.pos_ != "PRON" else ()
        if found := found or pronouns.resolve(cast, parsed, child, speaker):
            return without_person(tuple(a for a in found if a.for_))
    return ()


def _of_modifier(cast: Cast, parsed: Parsed, token: Token, modifier: Token) -> tuple[Actor, ...]:
    if mention := parsed.mentions.get(modifier.i):
        elsewhere = is_scene(parsed, token, modifier) or is_sanctioned(parsed, modifier)
        found = () if elsewhere else cast.names.actors(mention, modifier)
        return without_person(found) if token.lemma_ != modifier.lemma_ else found
    if (bodies := bodies_of(modifier.lower_)) and kind_of(token, nouns()[0]) in ("MIL", "REB"):
        here = [body for state, body in bodies.items() if cast.names.tells_of(state)]
        return (Actor(modifier.text, here[0], role="MIL"),) if len(here) == 1 else ()
    if short := cast.memory.short.get(modifier.text):
        return (replace(short, text=modifier.text),)
    kind = nouns()[2].get(modifier.lower_) if modifier.dep_ in ("compound", "amod") else None
    if modifier.text == "allied":  # only 'Allied' names the alliance's own
        return ()
    if kind == "coalition" and token.lemma_.lower() in _AT_HOME:
        return ()
    if kind not in _KINDS_BEFORE or (kind == "armed" and modifier.lower_ != "enemy"):
        return ()
    taken = cast.of_kind(parsed, kind, modifier, bare=True)
    return (replace(taken, text=modifier.text),) if taken else ()


def other_owner(cast: Cast, parsed: Parsed, token: Token, named: tuple[Actor, ...]) -> Actor | None:
    """'Turkey's National Security Council': a common name that somebody else's body is known by."""
    mention, whole = parsed.mentions[token.i], (named[0].for_ or "").split("/")
    if len(whole) == 1:
        return None
    before = [t for c in token.lefts if c.dep_ in _MODIFIERS for t in c.subtree if t.i in parsed.mentions]
    names = [parsed.mentions[t.i] for t in before if t.head == token or t.head.head == token]
    states = [m.entries[0].id for m in names if m is not mention and m.entries[0].kind in STATE_KINDS]
    other = [id_ for id_ in states if id_ != whole[0] and cast.names.is_state(id_)]
    return Actor("", other[0], role="GOV") if other and whole[0] not in states else None


def is_scene(parsed: Parsed, noun: Token, name: Token) -> bool:
    """'the Madrid summit', 'the Tokyo office': a lone capital before a thing or event tells where it is; before what
    is suffered a state too: 'the Syria convoy attack', but 'the U.S. attack'."""
    kind = parsed.mentions[name.i].entries[0].kind
    suffered = kind == "state" and not _is_acronym(name) and noun.lemma_.lower() in listed("suffered")
    if name.dep_ not in ("compound", "nmod", "amod") or not (suffered or kind == "capital"):
        return False
    partners = any(t.dep_ == "conj" or t.text in ("-", "/") for left in noun.lefts for t in (left, *left.subtree))
    return kind_of(noun, nouns()[0]) is None and not partners and not _coupled(parsed, name)


def is_sanctioned(parsed: Parsed, name: Token) -> bool:
    """'EU Iran sanctions': a state's name before 'sanctions' tells whom they hit, an acronym who imposes."""
    named = parsed.mentions[name.i].entries[0].kind == "state" and not _is_acronym(name)
    return named and name.dep_ in ("compound", "nmod") and name.head.lower_ in ("sanctions", "sanction", "embargo")


def _is_acronym(name: Token) -> bool:
    return name.text.isupper() or "." in name.text


def _coupled(parsed: Parsed, name: Token) -> list[Token]:
    """The names joined to one on its left: 'the Baghdad-Erbil deal', 'Iraq/Turkey talks'."""
    found: list[Token] = []
    while name.i in parsed.mentions:
        first = name.i
        while first > 0 and parsed.mentions.get(first - 1) is parsed.mentions[name.i]:
            first -= 1
        if first < 2 or parsed.doc[first - 1].lower_ not in _COUPLING or first - 2 not in parsed.mentions:
            break
        name = parsed.doc[first - 2]
        found.append(name)
    return found


def _member_states(cast: Cast, token: Token) -> tuple[Actor, ...]:
    """'the 29 member states': of the one organisation that the report speaks of most by far."""
    if token.lemma_ not in ("state", "country", "nation") or not any(c.lower_ == "member" for c in token.children):
        return ()
    main = cast.names.main_with_members()
    return (Actor("", main, role="IGO"),) if main else ()


def _sits_somewhere(token: Token) -> bool:
    """'officials in Paris' are French, 'troops in Iraq' are not Iraqi."""
    people = nouns()[0]
    sector = people.get(token.lower_) or people.get(token.lemma_.lower())
    elsewhere = listed("relational") | listed("travelling")
    return sector in ("GOV", "LEG", "JUD", "COP") and not elsewhere & {token.lower_, token.lemma_.lower()}


def _by_preposition(cast: Cast, parsed: Parsed, noun: Token, preposition: str) -> tuple[Actor, ...]:
    mention = parsed.mentions.get(noun.i)
    if mention is None:
        return of_noun(cast, parsed, noun, None) if preposition == "of" else ()
    if preposition in ("of", "from") and noun.head.head.tag_ in ("NNS", "NNPS") and len(named := conjuncts(noun)) > 1:
        return _distinct(tuple(a for n in named for a in cast.parties(parsed, n) if a.for_))
    candidate = cast.names.choose(mention, noun)
    if candidate is None or (preposition in ("in", "at") and candidate.kind not in ("capital", "seat", "state")):
        return ()
    if preposition in ("against", "to") and candidate.kind != "organisation":
        return ()
    if candidate.kind in STATE_KINDS:
        return (Actor(mention.text, candidate.id, role="GOV"),)
    return cast.names.actors(mention, noun) if preposition in ("of", "from", "for") else ()


def _apposition(cast: Cast, parsed: Parsed, token: Token) -> tuple[Actor, ...]:
    for inner in (token, *token.subtree):
        mention = parsed.mentions.get(inner.i)
        if mention and mention.entries[0].kind in _APPOSED - {"person"}:
            return cast.names.actors(mention, inner)
    return by_modifier(cast, parsed, token, None)


# -- persons ----------------------------------------------------------------------------------------------------


def person(cast: Cast, parsed: Parsed, token: Token, text: str) -> Actor:
    """A person whom who's who does not know, acting for whom title, rank or apposition tells."""
    of = [a for n in oblique(token, "of") if n.i in parsed.mentions for a in cast.parties(parsed, n)]
    found = told_before(cast, parsed, token) or _told_behind(cast, parsed, token) or next(iter(of), None)
    found = found or _by_rank(cast, token) or _by_office(cast, token)
    return Actor(text, found.for_ if found else None, slug(full_name(token)), found.role if found else None)


def told_before(cast: Cast, parsed: Parsed, token: Token) -> Actor | None:
    """'Pentagon spokesman John Roe', 'Turkish General Ali Kaya'."""
    before = [t for t in token.subtree if t.i < token.i and t.dep_ in ("compound", "amod", "nmod", "poss")]
    for child in reversed(before):
        mention = parsed.mentions.get(child.i)
        other = mention is not parsed.mentions.get(token.i)
        if mention and other and (found := cast.names.actors(mention, child)):
            return found[0]
    office = _office_apart(token)
    return next(iter(of_noun(cast, parsed, office, None)), None) if office is not None else None


def _office_apart(token: Token) -> Token | None:
    """'Commander of the Danish Guard General Roe': the office before a name, parsed as another subject."""
    if token.dep_ not in SUBJECT or token.pos_ != "PROPN":
        return None
    before = (c for c in token.head.children if c.dep_ == token.dep_ and c.right_edge.i == token.left_edge.i - 1)
    return next(filter(is_title, before), None)


def is_office_of_next(token: Token) -> bool:
    """An office whose holder's name the parse took for another subject."""
    return token.dep_ in SUBJECT and any(_office_apart(c) == token for c in token.head.children)


def _told_behind(cast: Cast, parsed: Parsed, token: Token) -> Actor | None:
    """', commander, Combined Joint Task Force', ', spokesman for Defence Minister Roe': an office, then whose."""
    behind = parsed.doc[token.i + 1 : token.i + 1 + _REACH]
    if not len(behind) or behind[0].text not in (",", "("):
        return None
    office = False
    for other in behind[1:]:
        if (other.pos_ in ("VERB", "AUX") and other.tag_ != "VBN") or other.text in (".", ")", ";", '"', ":"):
            return None
        office = office or nouns()[0].get(other.lemma_.lower(), "CVL") != "CVL"
        mention = parsed.mentions.get(other.i)
        told = mention is not None and mention.entries[0].kind in _APPOSED and (office or _office_follows(other))
        if mention is not None and told and (found := cast.names.actors(mention, other)):
            return found[0]
    return None


def _office_follows(token: Token) -> bool:
    """'the CJTF-OIR spokesperson', 'NATO's deputy commander': the noun that the name stands before."""
    return any(nouns()[0].get(a.lemma_.lower(), "CVL") != "CVL" for a in token.ancestors if a.i > token.i)


def _by_rank(cast: Cast, token: Token) -> Actor | None:
    """By a rank that one state alone writes; a service or numbered unit without a nation is the report's own."""
    before = rank(token)
    state = next((ranks()[words] for words in before if words in ranks()), None)
    if state is None and any(words in listed("services") for words in before):
        state = cast.names.home()
    behind = token.doc[token.i + 1 : token.i + 6]
    if state is None and len(behind) and behind[0].text == "," and any(_NUMBERED.fullmatch(t.text) for t in behind):
        state = cast.names.home()
    return Actor("", state, role="MIL") if state else None


def _by_office(cast: Cast, token: Token) -> Actor | None:
    """'President Keita', in a report that is on one state before all; 'army chief Keita', written from its capital."""
    titles = {t.lower_ for t in token.lefts}
    state = cast.names.main_state() if listed("offices") & titles else None
    posts = [t for t in titles if nouns()[0].get(t) in ("GOV", "MIL")]
    state = state or (cast.names.written_from() if posts else None)
    return Actor("", state, role="GOV") if state else None


def of_home(cast: Cast, token: Token) -> Actor | None:
    """'Minister for Asia', 'the Home and Defence Secretaries': an office written with a capital is the home's."""
    definite = token.tag_ in ("NN", "NNP") or any(c.lower_ == "the" for c in token.lefts)
    if token.text[0].islower() or not kind_of(token, _OF_HOME) or given_names(token) or not definite:
        return None
    state = cast.names.home()
    return Actor("", state, role="GOV") if state else None


def of_ministry(cast: Cast, token: Token) -> Actor | None:
    """'the Interior Ministry', in a report written from that state's capital that is on it before all."""
    definite = any(c.lower_ == "the" for c in token.lefts)
    if token.lower_ != "ministry" or token.text[0].islower() or not definite:
        return None
    state = cast.names.written_from()
    return Actor("", state, role="GOV") if state else None


def of_house(cast: Cast, token: Token) -> Actor | None:
    """'Members had approved it', 'lawmakers voted': those of the parliament that the report was about just now."""
    house = cast.memory.body
    alone = (
        token.dep_ in SUBJECT
        and token.tag_ == "NNS"
        and not any(c.dep_ not in ("advmod", "cc") for c in token.children)
    )
    if not alone or token.lemma_.lower() not in ("member", "lawmaker", "deputy", "legislator", "mp"):
        return None
    return replace(house, id=None) if house is not None and house.role == "LEG" else None


def own_forces(cast: Cast, token: Token) -> Actor | None:
    """'the 507th Air Refueling Wing', later 'the wing', 'Airmen': units without a nation are the report's own."""
    if token.lower_ in ranks() and token.text[0].isupper():
        cast.memory.own = ranks()[token.lower_]
        return Actor("", cast.memory.own, role="MIL")
    if any(_NUMBERED.fullmatch(c.text) for c in token.lefts) and (home := cast.names.home() or cast.memory.own):
        return Actor("", home, role="MIL")
    before = [c for c in token.lefts if c.dep_ in ("amod", "compound", "nummod", "poss")]
    if [c.dep_ for c in before] == ["compound"]:  # 'the task force'
        return cast.memory.headed(f"{before[0].lower_} {token.lower_}")
    return None if before else cast.memory.headed(token.lower_)


def without_person(actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """The same parties without the person named for them."""
    return tuple(replace(actor, id=None) for actor in actors)


def _distinct(actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
    return tuple({actor.for_: actor for actor in actors}.values())
