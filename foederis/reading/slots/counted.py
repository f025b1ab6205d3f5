"""How many: the number that belongs to an act, not to its time, its parties' names or what is only spoken of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foederis.reading.grammar import syntax
from foederis.reading.grammar.amounts import Amount, amount, is_measure
from foederis.reading.grammar.numerals import is_number, number, value_ending_at, words
from foederis.reading.grammar.phrases import phrase

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

    from foederis.reading.slots.slots import Slots

_UNCOUNTED = frozenset({"support", "criticise", "deny", "threaten", "invoke"})
"""Acts of speech: a number in what they are about counts another act."""
_ASKED = frozenset({"request", "reject", "agree", "propose"})
"""Acts of speech with a thing of their own, which alone is counted: 'asked for seven ships', 'vetoed two drafts'."""
_DOERS_COUNTED = frozenset({"cooperate", "protest"})
"""Acts done by so many: '6,000 soldiers take part in the exercise'."""
_KNOWN = frozenset({"the", "both", "these", "those"})
"""With these a number counts parties that were told of before: 'the two countries'."""
_KILLING = frozenset({"kill", "leave", "claim", "wound", "injure", "murder"})


def counted(slots: Slots) -> Amount | None:
    """The number that counts what is done, given, sent or hit; None where there is none."""
    evoked = slots.evoked
    if evoked.unit.act in _UNCOUNTED:
        return _how_often(evoked.token)
    grown = _grown_to(evoked.token)
    if grown is not None:
        return _of_things(Amount(grown, None), slots.objects())
    for token in _asked(slots) if evoked.unit.act in _ASKED else _places(slots):
        if found := amount(token):
            return found if found.unit else _of_things(found, slots.objects())
    if (times := _how_often(evoked.token)) is not None:
        return times
    return _killed(evoked.token) if evoked.unit.act == "attack" and evoked.unit.kind == "nouns" else None


def _how_often(verb: Token) -> Amount | None:
    """'at least once', 'twice', 'more than 40 times'; not the 'once' of 'once they arrive'."""
    for word in verb.children:
        if word.dep_ == "advmod" and (word.lower_ == "twice" or (word.lower_ == "once" and any(word.children))):
            return Amount(2 if word.lower_ == "twice" else 1, "occasions")
    for times in verb.subtree:
        counts = [c for c in times.lefts if times.lower_ == "times" and is_number(c)]
        own = next((a for a in times.ancestors if a.pos_ in ("VERB", "AUX")), None) == verb
        if counts and own and times.dep_ in ("npadvmod", "appos") and (value := number(counts[-1])) is not None:
            return Amount(value, "times")
    return None


def _asked(slots: Slots) -> Iterator[Token]:
    """What is asked for, refused, proposed or agreed on, and what that is made up of."""
    for token in (*slots.objects(), *slots.at("object")):
        if token.pos_ in ("VERB", "AUX") or (slots.evoked.unit.act == "agree" and slots.names_party(token)):
            continue
        yield token
        yield from _held(token, slots.evoked.token)


def _held(noun: Token, verb: Token | None = None, depth: int = 0) -> Iterator[Token]:
    """What a thing is made up of: 'a force of 5,000', 'a package worth €50m', 'a contract for 40 tanks'."""
    kind = noun.lemma_.lower()
    if kind not in words()["words"]["holding"] | words()["words"]["trading"] or depth > 2:
        return
    inner = [*syntax.oblique(noun, "of"), *(n for c in noun.children if c.lower_ == "worth" for n in c.children)]
    if kind in words()["words"]["trading"]:
        inner += [n for t in (noun, verb) if t is not None for p in ("on", "for") for n in syntax.oblique(t, p)]
    for thing in inner:
        yield thing
        yield from _held(thing, None, depth + 1)


def _is_vague(noun: Token) -> bool:
    """'several attacks', but not 'some 50 attacks'."""
    said = {c.lower_ for c in noun.children}
    return bool(said & words()["words"]["vague"]) and not is_number(noun) and not any(map(is_number, noun.children))


def _of_things(found: Amount, objects: list[Token]) -> Amount:
    """The number with what it counts: 'the number of bombs dropped totals 40'."""
    things = [t for t in objects if t.pos_ in ("NOUN", "PROPN") and not is_number(t)]
    return Amount(found.quantity, phrase(things[0], bare=True) if things else None)


def _places(slots: Slots) -> Iterator[Token]:
    """Where an amount may stand, likeliest first."""
    evoked = slots.evoked
    objects = slots.objects()
    if any(_is_vague(t) for t in objects[:1]):
        return
    for token in (*objects, *slots.at("object")):
        if token.pos_ not in ("VERB", "AUX"):
            yield token
            yield from _tally(token)
            yield from _after_dash(token) if not _is_blow(token) or evoked.unit.act == "attack" else ()
            yield from _held(token)
        elif evoked.unit.act in ("pledge", "provide"):
            for promised in (token, *(c for c in token.children if c.dep_ == "conj")):
                yield from syntax.objects(promised)
                yield from syntax.oblique(promised, "by")
    if evoked.unit.kind == "nouns":
        yield evoked.token
        yield from _total(evoked.token)
    if evoked.unit.act == "attack":
        yield from _blows(slots)
    for verb in (evoked.token, evoked.carrier):
        if verb is not None and verb.pos_ in ("VERB", "AUX"):
            yield from (n for n in syntax.oblique(verb, "by") if is_number(n))
            yield from _unattached(verb)
            yield from _sum_before(verb)
            yield from (n for n in syntax.oblique(verb, "on") if n.lower_ in words()["words"]["occasion"])
            yield from (n for n in syntax.oblique(verb, "within") if evoked.unit.act == "attack" and is_measure(n))
    if evoked.unit.act in _DOERS_COUNTED:
        yield from (doer for doer in slots.at("subject") if not any(c.lower_ in _KNOWN for c in doer.lefts))
    yield from (n for t in objects if t.pos_ in syntax.NOMINAL for n in _in_brackets(t))


def _is_blow(noun: Token) -> bool:
    return noun.lemma_.lower() in words()["words"]["strike"]


def _blows(slots: Slots) -> Iterator[Token]:
    """'strikes on 18 targets', 'two strikes suppressed a mortar team': what was struck, else by how many strikes."""
    if slots.evoked.unit.kind == "nouns":
        yield from (n for place in ("against", "on") for n in syntax.oblique(slots.evoked.token, place))
    else:
        yield from (t for t in slots.evoked.token.children if t.dep_ == "nsubj" and _is_blow(t))


def _total(noun: Token) -> Iterator[Token]:
    """'the strikes bring the number of bombs to 40'."""
    told = noun.dep_ == "nsubj" and any(c.lemma_.lower() in words()["words"]["tally"] for c in noun.head.children)
    yield from (n for n in syntax.oblique(noun.head, "to") if told and is_number(n))


def _in_brackets(noun: Token) -> Iterator[Token]:
    """'most of the mission's personnel (250 people)': the number told in brackets."""
    for token in noun.subtree:
        if token.dep_ == "appos" and token.left_edge.i > noun.i and token.doc[token.left_edge.i - 1].text == "(":
            yield token


def _tally(noun: Token) -> Iterator[Token]:
    """'the number of strikes totals 40', 'brings the toll of dead to 40': the number that is told of it."""
    of = noun.head
    if of.lower_ != "of" or of.head.lemma_.lower() not in words()["words"]["tally"]:
        return
    verb = of.head.head
    yield from (c for c in verb.children if c.dep_ in ("dobj", "attr", "npadvmod") and is_number(c))
    yield from (n for preposition in ("to", "at") for n in syntax.oblique(verb, preposition) if is_number(n))


def _grown_to(verb: Token) -> float | None:
    """'grew from nine to 16': what it is now."""
    for before in (c for c in verb.children if c.dep_ == "prep" and c.lower_ == "from"):
        now = [n for above in (before, verb) for n in syntax.oblique(above, "to") if is_number(n)]
        now += [n for n in before.children if any(c.lower_ == "to" and c.dep_ == "quantmod" for c in n.children)]
        if now and any(is_number(n) for n in before.children):
            return value_ending_at(now[0])[0]
    return None


def _after_dash(noun: Token) -> Iterator[Token]:
    """'with air strikes – eight in the last day': a bare number behind a dash."""
    behind = noun.doc[noun.i + 1 : noun.i + 4]
    if len(behind) == 3 and behind[0].text in ("--", "–", "—") and is_number(behind[1]) and behind[2].pos_ == "ADP":
        yield behind[1]


def _sum_before(verb: Token) -> Iterator[Token]:
    """'with 9 billion euros committed so far'."""
    if verb.tag_ == "VBN" and verb.i and verb.nbor(-1).lower_ in words()["currency"]:
        yield verb.nbor(-1)


def _unattached(verb: Token) -> Iterator[Token]:
    """'£1.1bn' that the parse leaves without a noun: an object that is itself a number."""
    yield from (c for c in verb.children if c.dep_ in ("dobj", "npadvmod", "attr") and is_number(c))


def _killed(noun: Token) -> Amount | None:
    """'attacks that left 130 people dead'."""
    for clause in noun.children:
        if clause.dep_ == "relcl" and clause.lemma_ in _KILLING:
            people = [t for t in clause.subtree if t.head == clause or t.head.head == clause]
            for token in people:
                if token.dep_ in ("dobj", "nsubj", "nsubjpass") and (found := amount(token)):
                    return found
    return None
