"""What an act is about: the words of a claim's object, from the place where its frame says that it stands."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from foederis.reading import syntax
from foederis.reading.amounts import amount, is_measure
from foederis.reading.numerals import is_time
from foederis.reading.partywords import nouns
from foederis.reading.phrases import gerund, phrase, plain
from foederis.reading.status import words

if TYPE_CHECKING:
    from spacy.tokens import Token

    from foederis.reading.evoke import Evocation
    from foederis.reading.slots import Slots

_GIVEN = frozenset({"pledge", "provide"})
_DAYS = frozenset({"today", "yesterday", "tomorrow"})
_WHERE = frozenset({"in", "near", "at", "across", "around"})
_TO_DO = frozenset({"xcomp", "advcl", "acl", "ccomp", "relcl"})
_OF_PARTIES = frozenset({"join", "quit", "invoke", "attack", "cooperate", "deploy", "withdraw"})
_ON_SOMETHING = frozenset({"agree", "consult", "cooperate"})


@cache
def _lists() -> dict[str, frozenset[str]]:
    """The lists of `objects.toml`."""
    data = tomllib.loads((Path(__file__).parent / "objects.toml").read_text(encoding="utf-8"))
    return {name: frozenset(listed) for name, listed in data.items()}


def object_text(slots: Slots) -> str | None:
    """The object in short plain words, None where the sentence gives none."""
    evoked, tokens = slots.evoked, slots.objects()
    if evoked.unit.act in ("appoint", "depart") and (post := _post(slots, tokens)):
        return post
    if (
        evoked.unit.act == "consult"
        and (topic := _topic(evoked, told=bool(tokens) and tokens != [evoked.token])) is not None
    ):
        tokens = [topic]
    if evoked.unit.act == "support" and any(t.lower_ in _lists()["mourning"] for t in (evoked.token, *tokens)):
        return "condolences"
    if (thanks := _condolences(evoked)) is not None:
        return phrase(thanks, without=frozenset(c.i for c in thanks.children if c.dep_ == "prep"))
    if not tokens:
        return _aim(slots) or _party_joined(slots) or _nominal(evoked.token) or _part(evoked)
    first = _told_of(tokens[0])
    if first == evoked.token and first.pos_ == "VERB":
        return _nominal(first)
    if first != tokens[0] and first.pos_ == "VERB":
        return _as_noun(first)
    if first.pos_ in ("VERB", "AUX"):
        done = _meant_to_do(first)
        return (_goods(slots, first) if evoked.unit.act in _GIVEN else None) or _deed(done) or None
    if first.lower_ in _lists()["vague"] and (named := _meant(first)) != first:
        return of_noun(slots, named)
    if any(_meant(t) != t for t in tokens):
        return " and ".join(dict.fromkeys(of_noun(slots, t, alone=True) for t in tokens)) or None
    if first.pos_ == "NUM":
        counted = amount(first)
        return (counted.unit or first.text) if counted else None
    if first == evoked.token and (focus := _focus(first)) is not None and evoked.unit.act in _ON_SOMETHING:
        first = focus
    return of_noun(slots, first, alone=first == evoked.token and evoked.unit.act == "consult") or None


def _focus(noun: Token) -> Token | None:
    """'The visit focused on trade', 'their cooperation will cover it': what it is on."""
    verb = noun.head
    if noun.dep_ != "nsubj" or verb.lemma_ not in _lists()["talking"]:
        return None
    return next(iter([*syntax.objects(verb), *syntax.oblique(verb, "on")]), None)


def _aim(slots: Slots) -> str | None:
    """'fight to free the town', 'assists them to destroy it': the town; assistance to destroy it."""
    verb, act = slots.evoked.token, slots.evoked.unit.act
    aims = [c for c in syntax.clause_complements(verb) if c.tag_ == "VB"] if verb.pos_ == "VERB" else []
    if act == "attack" and (things := [o for aim in aims for o in syntax.objects(aim) if not slots.names_party(o)]):
        return of_noun(slots, things[0])
    noun = _nominal(verb)
    return f"{noun} {phrase(aims[0], clause=True)}" if act in _GIVEN and aims and noun else None


def of_noun(slots: Slots, noun: Token, *, alone: bool = False) -> str:
    """The noun's phrase without the parties that the claim names as such: 'strikes' of 'strikes against ISIL'.

    `alone`: without what is coordinated with it.
    """
    meant = _meant(noun)
    if (
        slots.evoked.unit.act in _GIVEN
        and meant.lower_ in _lists()["handing"]
        and (goods := syntax.oblique(meant, "of"))
    ):
        meant = goods[0]
    without = {
        p.i
        for p in meant.children
        if _holds_party(slots, p, meant)
        or _tells_where(slots, p, meant)
        or (alone and p.dep_ in ("conj", "cc"))
        or (p.dep_ == "poss" and (slots.names_party(p) or is_time(p) or p.lower_ in _DAYS))
    }
    text = phrase(meant, without=frozenset(without))
    on_something = slots.evoked.unit.act in _ON_SOMETHING and meant == slots.evoked.token
    if (on_something or meant.lemma_.lower() in _lists()["agreements"]) and (topic := _on(slots, meant)):
        return text if topic in text else f"{text} on {topic}"
    purpose = _purpose(meant) or _purpose_behind(meant)
    return f"{text} {phrase(purpose, clause=True)}" if purpose is not None else text


def _told_of(noun: Token) -> Token:
    """Of 'news that they have freed the town' the freeing, of 'reports of shelling' the shelling."""
    if noun.lower_ not in _lists()["tidings"]:
        return noun
    clauses = [c for c in noun.children if c.dep_ in ("acl", "ccomp") and any(t.lower_ == "that" for t in c.children)]
    inner = syntax.oblique(noun, "of")
    return clauses[0] if clauses else inner[0] if inner else noun


def _as_noun(verb: Token) -> str:
    """A clause as the act that it tells: 'killing of members of the tribe'."""
    act = _nominal(verb) or gerund(verb)
    things = [t for t in syntax.objects(verb) if t != verb.head]
    return f"{act} of {phrase(things[0])}" if things else act


def _deed(verb: Token) -> str:
    """An infinitive or gerund as a noun where English has one: 'annexation of the island'; else in its own words."""
    text = phrase(verb, clause=True)
    noun = next(iter(words()["deed"].get(verb.lemma_.lower(), ())), None)
    if noun is None or verb.pos_ != "VERB":
        return text
    rest = text.partition(verb.text)[2].strip()
    direct = any(c.dep_ == "dobj" for c in verb.children) and not rest.startswith("of ")
    return f"{noun} {'of ' if direct else ''}{rest}".strip()


def _meant_to_do(verb: Token) -> Token:
    """Of 'work together to end the war', 'do all they can to end it' the ending."""
    if verb.lemma_ in _lists()["trying"]:
        inner = [c for c in verb.children if c.dep_ in ("xcomp", "advcl") and c.i > verb.i and c.pos_ == "VERB"]
        aims = [c for c in inner if c.tag_ == "VBG" or any(t.tag_ == "TO" for t in c.children)]
        return _meant_to_do(aims[0]) if aims else verb
    said_to_be = [c for c in verb.children if c.dep_ == "attr"] if verb.lemma_ == "be" else []
    return said_to_be[0] if said_to_be else verb


def _meant(noun: Token) -> Token:
    """Of 'a range of issues including trade' trade, of '300 square miles of territory' territory."""
    lists = _lists()
    in_support = noun.lower_ in ("support", "favour", "favor") and noun.head.lower_ == "in"
    if in_support or noun.lower_ in lists["parts"] or is_measure(noun) or is_time(noun) or noun.pos_ == "NUM":
        inner = syntax.oblique(noun, "of")
        if inner:
            return _meant(inner[0])
    if noun.lower_ in lists["vague"]:
        named = [n for p in ("including", "such") for n in syntax.oblique(noun, p) if n.pos_ in syntax.NOMINAL]
        return named[0] if named else noun
    return noun


def _on(slots: Slots, noun: Token) -> str | None:
    """What an agreement or a talk is on, wherever the parse hangs it: 'agreement reached with Kyiv on grain'."""
    for token in noun.subtree:
        if token.lower_ in ("on", "over", "about") and token.i > noun.i and token.dep_ == "prep":
            for thing in token.children:
                if thing.dep_ == "pobj" and not is_time(thing) and not slots.names_party(thing):
                    inner = syntax.oblique(thing, "of") if thing.lower_ in _lists()["vague"] else []
                    return phrase(inner[0] if inner else thing)
    return None


def _purpose(noun: Token) -> Token | None:
    """The infinitive right behind a noun that the parse hangs on the verb instead."""
    after = noun.right_edge.i + 1
    if noun.lower_ not in _lists()["purposive"] or after + 1 >= len(noun.doc) or noun.doc[after].tag_ != "TO":
        return None
    verb = noun.doc[after].head
    return verb if verb.i > after and verb.dep_ in ("xcomp", "advcl", "acl", "relcl") else None


def _purpose_behind(noun: Token) -> Token | None:
    """'A resolution was passed to …', 'a plan was put forward to …': the infinitive behind the passive."""
    verb = noun.head
    if noun.dep_ != "nsubjpass" or noun.lower_ not in _lists()["purposive"]:
        return None
    return next(
        (c for c in verb.children if c.dep_ in ("advcl", "xcomp") and any(t.tag_ == "TO" for t in c.children)), None
    )


def _holds_party(slots: Slots, preposition: Token, noun: Token) -> bool:
    """Is this prepositional phrase where the frame finds an actor or a target, and does it name one?"""
    unit = slots.evoked.unit
    places = {*unit.target, *(unit.actor if noun == slots.evoked.token else ())}
    if preposition.dep_ not in ("prep", "agent") or preposition.lower_ not in places:
        return False
    named = (n for n in preposition.children if n.dep_ == "pobj")
    return any(slots.names_party(n) and _is_somebody(slots, n) for n in named)


def _is_somebody(slots: Slots, noun: Token) -> bool:
    """A name, a pronoun or people; not what only belongs to them ('its investigation', 'UN resolution')."""
    word = noun.lemma_.lower() if noun.tag_ != "NNPS" else noun.lower_.removesuffix("s")
    return noun.i in slots.parsed.mentions or noun.pos_ == "PRON" or word in nouns()[0]


def _tells_where(slots: Slots, preposition: Token, noun: Token) -> bool:
    """'strikes in Syria': the place of fighting is a field of its own."""
    if slots.evoked.unit.act != "attack" or noun != slots.evoked.token or preposition.lower_ not in _WHERE:
        return False
    return any(n.i in slots.parsed.mentions for n in preposition.children if n.dep_ == "pobj")


def _condolences(evoked: Evocation) -> Token | None:
    """'conveyed his deepest condolences to the families': what is conveyed."""
    part = evoked.part
    return part if part is not None and part.lower_ in _lists()["condolences"] else None


def _party_joined(slots: Slots) -> str | None:
    """Of acts that may have a party for their object its name: 'joined the SDF', 'invoked NATO'."""
    if slots.evoked.unit.act not in _OF_PARTIES:
        return None
    named = [t for t in slots.at("object") if t.pos_ in ("NOUN", "PROPN")]
    return of_noun(slots, named[0]) or None if named else None


def _part(evoked: Evocation) -> str | None:
    """'maintain contact', 'will hold talks': the noun that the verb needs to tell the act."""
    part = evoked.part
    return phrase(_meant(part), bare=True) or None if part is not None and part.pos_ == "NOUN" else None


def _nominal(verb: Token) -> str | None:
    """The noun of a verb that is its own object ('trains Iraqi forces': training)."""
    return next(iter(words()["nominal"].get(verb.lemma_.lower(), ())), None)


def _goods(slots: Slots, verb: Token) -> str | None:
    """What an infinitive of giving gives: 'to step up deliveries of missiles', 'to provide them with arms'."""
    given = syntax.objects(verb)
    things = [*(t for t in given if not slots.names_party(t)), *syntax.oblique(verb, "with")]
    if not things:
        inner = [c for c in syntax.clause_complements(verb) if c.pos_ == "VERB"]
        return _goods(slots, inner[0]) if inner else _nominal(verb)
    first = things[0]
    inner = syntax.oblique(first, "of") if first.lower_ in _lists()["handing"] else []
    if is_measure(first):
        spent = [n for p in ("on", "to") for n in syntax.oblique(verb, p)] or syntax.oblique(first, "to")
        return phrase(spent[0]) if spent else None
    return phrase(inner[0] if inner else first) or None


def _topic(evoked: Evocation, *, told: bool) -> Token | None:
    """What those who meet talk of: 'met to discuss trade'; if not `told`, what for: 'talks to provide arms'."""
    starts = [t for t in (evoked.token, evoked.carrier, evoked.part) if t is not None]
    verbs = [v for t in starts for v in t.children if v.dep_ in _TO_DO and v.i > evoked.token.i]
    where = [v for v in evoked.token.subtree if v.dep_ == "relcl" and any(c.lower_ == "where" for c in v.children)]
    talking = [v for v in (*verbs, *where) if v.lemma_ in _lists()["talking"]]
    aims = [v for v in verbs if any(c.tag_ == "TO" for c in v.children)] if not told else []
    for verb in (*talking, *aims):
        things = [*syntax.objects(verb), *syntax.oblique(verb, "on"), *syntax.oblique(verb, "about")]
        if things := [t for t in things if not is_time(t)]:
            return things[0]
    return None


def _post(slots: Slots, tokens: list[Token]) -> str | None:
    """The post that somebody is named to or leaves: the one the object names, else the only one in the sentence."""
    mentions = slots.parsed.mentions
    posts = {i: m for i, m in mentions.items() if m.entries[0].kind == "post"}
    for token in tokens:
        if token.i in posts:
            return plain(posts[token.i].text)
    if tokens and not any(t.lower_ in _lists()["office"] for t in tokens):
        return None
    named = {m.text for m in posts.values()}
    return plain(named.pop()) if len(named) == 1 else None
