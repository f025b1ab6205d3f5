"""What an act is about: the words of a claim's object, from the place where its frame says that it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foederis.reading.acts.status import words
from foederis.reading.grammar import syntax
from foederis.reading.grammar.amounts import amount, is_measure
from foederis.reading.grammar.numerals import is_number, is_time
from foederis.reading.grammar.numerals import words as number_words
from foederis.reading.grammar.partywords import nouns
from foederis.reading.grammar.phrases import gerund, phrase, plain
from foederis.reading.slots.blows import strike, weapon
from foederis.reading.slots.implied import is_of_wish
from foederis.reading.slots.standing import helped_in, lists, meant, meant_to_do, stands_for

if TYPE_CHECKING:
    from spacy.tokens import Token

    from foederis.reading.acts.evoke import Evocation
    from foederis.reading.slots.slots import Slots

_SIDES = 7  #: words behind a deal in which "between" names its sides
_GIVEN = frozenset({"pledge", "provide"})
_DAYS = frozenset({"today", "yesterday", "tomorrow"})
_WHERE = frozenset({"in", "near", "at", "across", "around"})
_TO_DO = frozenset({"xcomp", "advcl", "acl", "ccomp", "relcl"})
_OF_PARTIES = frozenset({"join", "quit", "invoke", "attack", "cooperate", "deploy", "withdraw"})
_ON_SOMETHING = frozenset({"agree", "consult", "cooperate"})


def object_text(slots: Slots) -> str | None:
    """The object in short plain words, None where the sentence gives none."""
    evoked, tokens = slots.evoked, slots.objects()
    if evoked.unit.act == "consult":
        topic = _topic(evoked, told=bool(tokens) and tokens != [evoked.token])
        tokens = [topic] if topic is not None else tokens
    if (by_act := _told_by_act(slots, tokens)) is not None:
        return by_act
    first = stands_for(tokens[0]) if tokens else evoked.token
    if (cause := _cause(slots, first)) is not None:
        return of_noun(slots, cause)
    if not tokens:
        return _aim(slots) or _party_joined(slots) or _nominal(evoked.token) or _part(evoked)
    if first.pos_ in ("VERB", "AUX"):
        return _of_clause(slots, first, told=first != tokens[0])
    if evoked.unit.act in _GIVEN and (given := _paid_in(first)) is not None:
        return of_noun(slots, given)
    if first.lower_ in lists()["vague"] and (named := meant(first)) != first:
        return of_noun(slots, named)
    if any(meant(t) != t for t in tokens):
        return " and ".join(dict.fromkeys(of_noun(slots, t, alone=meant(t) == t) for t in tokens)) or None
    if first.pos_ == "NUM":
        counted = amount(first)
        return (counted.unit or first.text) if counted else None
    if first == evoked.token and (focus := _focus(first)) is not None and evoked.unit.act in _ON_SOMETHING:
        first = focus
    return of_noun(slots, first, alone=first == evoked.token and evoked.unit.act == "consult") or None


def _told_by_act(slots: Slots, tokens: list[Token]) -> str | None:
    """What some acts are about whatever their object: a post, condolences, the strike that killed a leader."""
    evoked = slots.evoked
    if evoked.unit.act in ("appoint", "depart") and (post := _post(slots, tokens) or _post_left(slots, tokens)):
        return post
    if evoked.unit.act == "support" and any(t.lower_ in lists()["mourning"] for t in (evoked.token, *tokens)):
        return "condolences"
    if (thanks := _condolences(evoked)) is not None:
        return phrase(thanks, without=frozenset(c.i for c in thanks.children if c.dep_ == "prep"))
    if evoked.unit.act != "attack":
        return None
    by = strike(slots)
    return phrase(by, bare=True) if by is not None else weapon(slots, tokens)


def _of_clause(slots: Slots, verb: Token, *, told: bool) -> str | None:
    """A verb that is the object; `told`: as news, in a clause of its own."""
    evoked = slots.evoked
    if verb == evoked.token and verb.pos_ == "VERB":
        return _aim(slots) or _nominal(verb)
    if told and verb.pos_ == "VERB":
        return _as_noun(verb)
    return (_goods(slots, verb) if evoked.unit.act in _GIVEN else None) or _deed(meant_to_do(verb)) or None


def _focus(noun: Token) -> Token | None:
    """'The visit focused on trade', 'their cooperation will cover it': what it is on."""
    verb = noun.head
    if noun.dep_ != "nsubj" or verb.lemma_ not in lists()["talking"]:
        return None
    return next(iter([*syntax.objects(verb), *syntax.oblique(verb, "on")]), None)


def _aim(slots: Slots) -> str | None:
    """'fight to free the town', 'assists them to destroy it': the town; assistance to destroy it."""
    verb, act = slots.evoked.token, slots.evoked.unit.act
    aims = [c for c in syntax.clause_complements(verb) if c.tag_ == "VB"] if verb.pos_ == "VERB" else []
    if act == "attack" and (things := [o for aim in aims for o in syntax.objects(aim) if not slots.names_party(o)]):
        return of_noun(slots, things[0])
    noun = _nominal(verb)
    if act not in _GIVEN or noun is None:
        return None
    if aims and verb.lemma_ in lists()["helping"]:
        return f"{noun} {phrase(aims[0], clause=True)}"
    cause = helped_in(verb)
    return f"{noun} for {of_noun(slots, cause)}" if cause is not None else None


def _cause(slots: Slots, first: Token) -> Token | None:
    """What somebody is supported in, where no more than who it is stands as the object."""
    verb = slots.evoked.token
    alone = (first == verb and verb.pos_ == "VERB") or slots.names_party(meant(first))
    return helped_in(verb) if slots.evoked.unit.act == "support" and alone else None


def of_noun(slots: Slots, noun: Token, *, alone: bool = False) -> str:
    """The noun's phrase without the parties that the claim names as such: 'strikes' of 'strikes against ISIL'.

    `alone`: without what is coordinated with it.
    """
    thing = meant(noun)
    if (
        slots.evoked.unit.act in _GIVEN
        and thing.lower_ in lists()["handing"]
        and (goods := syntax.oblique(thing, "of"))
    ):
        thing = goods[0]
    without = {
        p.i
        for p in thing.children
        if _holds_party(slots, p, thing)
        or _tells_where(slots, p, thing)
        or ((alone or _is_other(p, slots.evoked.token)) and p.dep_ in ("conj", "cc"))
        or (_is_owner(p) and (slots.names_party(p) or is_time(p) or p.lower_ in _DAYS))
    }
    without |= {c.i for c in thing.children if _is_price(c)}
    text = phrase(thing, without=frozenset(without))
    if slots.evoked.unit.act in _GIVEN and (parts := _in_brackets(thing)):
        return parts
    on_something = slots.evoked.unit.act in _ON_SOMETHING and thing == slots.evoked.token
    if (on_something or thing.lemma_.lower() in lists()["agreements"]) and (topic := _on(slots, thing)):
        return text if topic in text else f"{text} on {topic}"
    purpose = _purpose(thing) or _purpose_behind(thing)
    if purpose is not None:
        return f"{text} {phrase(purpose, clause=True)}"
    return text if alone else f"{text}{_also(thing)}"


def _is_other(beside: Token, act: Token) -> bool:
    """'the Paris attacks and the downing of the plane': an act told beside the one that the noun names."""
    whose = any(c.dep_ in ("det", "poss") for c in beside.children)
    return beside.head == act and (whose or beside.lower_ == "nor") and act.pos_ in syntax.NOMINAL


def _also(noun: Token) -> str:
    """What stands beside a noun but was parsed as a clause: 'the fight and the progress made', 'advise and assist'."""
    for verb in noun.conjuncts:
        beside = [c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")] if verb.tag_ in ("VBN", "VBG") else []
        if beside and beside[0].i > noun.i:
            return f" and {phrase(beside[0], bare=True)}"
    behind = noun.doc[noun.i + 1 : noun.i + 5]
    if [t.lower_ for t in behind][1:] != ["advise", "and", "assist"] or behind[0].lower_ not in (",", "and"):
        return ""
    given = [t for t in noun.doc[noun.i + 5 :] if t.dep_ == "dobj"]
    comma = "" if behind[0].text == "," else " "
    return f"{comma}{behind.text} {phrase(given[0])}" if given else ""


def _in_brackets(goods: Token) -> str | None:
    """'resources in case of need (tents, blankets, water)': what goods are made up of that are named but broadly."""
    if goods.lemma_.lower() not in lists()["broad"]:
        return None
    opened = next((t for t in goods.doc[goods.i + 1 :] if t.text in ("(", ".", ";")), None)
    if opened is None or opened.text != "(" or opened.i + 2 >= len(goods.doc):
        return None
    first = next((t for t in goods.doc[opened.i + 1 :] if t.pos_ in syntax.NOMINAL and t.dep_ != "compound"), None)
    listed = syntax.conjuncts(first) if first is not None and first.i <= opened.i + 4 else []
    return f"{', '.join(phrase(t, bare=True) for t in listed)} {goods.lower_}" if len(listed) > 1 else None


def _is_price(child: Token) -> bool:
    """'a 60 billion dollar bill'."""
    money = child.dep_ == "compound" and child.lower_ in number_words()["currency"]
    return money and (any(is_number(c) for c in child.lefts) or is_number(child.nbor(-1)))


def _paid_in(money: Token) -> Token | None:
    """'$500 million in aid', '50 million euros of support': what a sum is given as."""
    sum_ = amount(money)
    if sum_ is None or sum_.unit not in number_words()["currency"].values():
        return None
    given = [n for p in ("in", "of") for n in syntax.oblique(money, p) or syntax.oblique(money.head, p)]
    return next((n for n in given if n.pos_ == "NOUN" and not is_time(n) and n.i > money.i), None)


def _is_owner(child: Token) -> bool:
    """'Iraq's', also where the parse takes it for a mere modifier."""
    return child.dep_ == "poss" or (child.dep_ == "nmod" and any(c.dep_ == "case" for c in child.children))


def _as_noun(verb: Token) -> str:
    """A clause as the act that it tells: 'killing of members of the tribe'."""
    act = _nominal(verb) or gerund(verb)
    things = [t for t in syntax.objects(verb) if t != verb.head]
    return f"{act} of {phrase(things[0])}" if things else act


def _deed(verb: Token) -> str:
    """An infinitive or gerund as a noun where English has one: 'annexation of the island'; else in its own words."""
    if (thought := _thought(verb)) is not None:
        return thought
    text = f"{_asking(verb)}{phrase(verb, clause=True)}"
    held = _held_to_account(verb)
    if held is not None:
        return f"accountability of {held}"
    noun = next(iter(words()["deed"].get(verb.lemma_.lower(), ())), None)
    if noun is None or verb.pos_ != "VERB":
        return text
    rest = text.partition(verb.text)[2].strip()
    direct = any(c.dep_ == "dobj" for c in verb.children) and not rest.startswith("of ")
    return f"{noun} {'of ' if direct else ''}{rest}".strip()


def _asking(verb: Token) -> str:
    """'over whom to send', 'on how to respond': the question word of an infinitive."""
    asked = next((c for c in verb.children if c.tag_ in ("WP", "WRB") and c.i < verb.i), None)
    return f"{asked.lower_} to " if asked is not None and verb.tag_ == "VB" and verb.dep_ == "pcomp" else ""


def _post_left(slots: Slots, tokens: list[Token]) -> str | None:
    """'announced his retirement', 'keeps his position': of the one post that the person holds, where none is named."""
    told = tokens or slots.evoked.unit.act != "depart"
    held = {slots.cast.names.post_held(actor) for actor in slots.actors()} if not told else set()
    return held.pop() if len(held) == 1 else None


def _thought(verb: Token) -> str | None:
    """'to think that we must follow': what would be thought, in its own words."""
    clause = next((c for c in verb.children if c.dep_ == "ccomp" and c.i > verb.i), None)
    if verb.lemma_ not in lists()["thinking"] or verb.tag_ != "VB" or clause is None:
        return None
    also = {t.i for c in clause.children if c.dep_ in ("conj", "cc", "punct") for t in c.subtree}
    return plain(f"to {verb.text} {''.join(t.text_with_ws for t in clause.subtree if t.i not in also)}")


def _held_to_account(verb: Token) -> str | None:
    """Those whom to 'hold to account', 'hold accountable'."""
    called = [t for t in verb.subtree if t.i > verb.i and t.lower_ in ("account", "accountable")]
    if verb.lemma_ != "hold" or not called:
        return None
    return plain(verb.doc[verb.i + 1 : called[0].i].text.removesuffix(" to")) or None


def _on(slots: Slots, noun: Token) -> str | None:
    """What an agreement or a talk is on, wherever the parse hangs it: 'agreement reached with Kyiv on grain'."""
    beside = {t for c in noun.children if c.dep_ == "conj" for t in c.subtree}
    sides = any(t.lower_ == "between" for t in noun.doc[noun.i + 1 : noun.i + _SIDES])
    behind = noun.doc[noun.i + 1 :] if sides else [t for t in noun.subtree if t.i > noun.i]
    for token in behind:
        if token.lower_ in ("on", "over", "about") and token.dep_ == "prep" and token not in beside:
            for thing in token.children:
                if thing.dep_ == "pobj" and not is_time(thing) and not slots.names_party(thing):
                    inner = syntax.oblique(thing, "of") if thing.lower_ in lists()["vague"] else []
                    return phrase(inner[0] if inner else thing)
    return None


def _purpose(noun: Token) -> Token | None:
    """The infinitive right behind a noun that the parse hangs on the verb instead."""
    after = noun.right_edge.i + 1
    if noun.lower_ not in lists()["purposive"] or after + 1 >= len(noun.doc) or noun.doc[after].tag_ != "TO":
        return None
    verb = noun.doc[after].head
    return verb if verb.i > after and verb.dep_ in ("xcomp", "advcl", "acl", "relcl") else None


def _purpose_behind(noun: Token) -> Token | None:
    """'A resolution was passed to …', 'a plan was put forward to …': the infinitive behind the passive."""
    verb = noun.head
    if noun.dep_ != "nsubjpass" or noun.lower_ not in lists()["purposive"]:
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
    named = (n for n in preposition.children if n.dep_ == "pobj" and not is_of_wish(unit.act, n))
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
    return part if part is not None and part.lower_ in lists()["condolences"] else None


def _party_joined(slots: Slots) -> str | None:
    """Of acts that may have a party for their object its name: 'joined the SDF', 'invoked NATO'."""
    if slots.evoked.unit.act not in _OF_PARTIES:
        return None
    named = [t for t in slots.at("object") if t.pos_ in ("NOUN", "PROPN")]
    return of_noun(slots, named[0]) or None if named else None


def _part(evoked: Evocation) -> str | None:
    """'maintain contact', 'will hold talks': the noun that the verb needs to tell the act."""
    part = evoked.part
    return phrase(meant(part), bare=True) or None if part is not None and part.pos_ == "NOUN" else None


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
    inner = syntax.oblique(first, "of") if first.lower_ in lists()["handing"] else []
    if is_measure(first):
        spent = [n for p in ("on", "to") for n in syntax.oblique(verb, p)] or syntax.oblique(first, "to")
        return phrase(spent[0]) if spent else None
    if inner:
        return phrase(inner[0]) or None
    return _in_brackets(first) or f"{phrase(first)}{_also(first)}" or None


def _topic(evoked: Evocation, *, told: bool) -> Token | None:
    """What those who meet talk of: 'met to discuss trade'; if not `told`, what for: 'talks to provide arms'."""
    starts = [t for t in (evoked.token, evoked.carrier, evoked.part) if t is not None]
    starts += [c for c in evoked.token.children if c.dep_ == "advcl" and c.lower_ == "meeting"]
    verbs = [v for t in starts for v in t.children if v.dep_ in {*_TO_DO, "conj"} and v.i > evoked.token.i]
    where = [v for v in evoked.token.subtree if v.dep_ == "relcl" and any(c.lower_ == "where" for c in v.children)]
    talking = [v for v in (*verbs, *where) if v.lemma_ in lists()["talking"]]
    aims = [v for v in verbs if any(c.tag_ == "TO" for c in v.children)] if not told else []
    for verb in (*talking, *aims):
        listed = [n for n in syntax.oblique(verb, "with") if n.lower_ in lists()["vague"]]
        things = [*syntax.objects(verb), *syntax.oblique(verb, "on"), *syntax.oblique(verb, "about"), *listed]
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
    if not tokens:  # 'a name is heard to succeed her'
        tokens = [o for t in slots.parsed.doc if t.lemma_ == "succeed" and t.tag_ == "VB" for o in syntax.objects(t)]
    held = {slots.cast.names.post_held(a) for t in tokens for a in slots.cast.parties(slots.parsed, t, slots.speaker)}
    if len(held) == 1 and slots.evoked.unit.act == "appoint" and (post := held.pop()) is not None:
        return post
    if tokens and not any(t.lower_ in lists()["office"] for t in tokens):
        return None
    named = {m.text for m in posts.values()}
    return plain(named.pop()) if len(named) == 1 else None
