"""Which words of a sentence evoke an act, by which frame unit; whether they do is decided by what stands with them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from foederis.reading.acts.status import inverted_auxiliary, is_to_come, of_verb
from foederis.reading.acts.yielding import remaining
from foederis.reading.grammar.kinds import kinds, sort_of_arms
from foederis.reading.grammar.nounphrase import whole_of
from foederis.reading.grammar.resolutions import is_operative
from foederis.reading.grammar.syntax import (
    NOMINAL,
    agents,
    forms,
    is_infinitive,
    is_passive,
    logical_subjects,
    objects,
    subjects,
)
from foederis.reading.slots.standing import ground_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from spacy.tokens import Token

    from foederis.reading.acts.frames import Frames, Unit

COPULA = frozenset({"be", "remain", "become", "seem", "feel", "stay"})
_OCCURRING = frozenset(
    {"occur", "happen", "begin", "start", "continue", "resume", "ensue", "erupt", "rage", "flare", "break"}
)
_CARRYING = frozenset({"arm", "equip"})
_JUDGEMENTS = frozenset({"condemnation", "denunciation", "criticism", "victims"})
_OF_OBJECT = frozenset({"object", "self-subject", "possessor-of-object"})
_SERIES = frozenset({"process", "series", "number", "round", "wave", "string", "spate", "set", "cycle"})


@dataclass(frozen=True)
class Evocation:
    """A word that evokes an act."""

    token: Token
    unit: Unit
    carrier: Token | None = None  #: the light verb or copula that carries a noun or adjective
    part: Token | None = None  #: the noun of a multi-word verb ('stress the need')


def evocations(doc: list[Token], frames: Frames) -> list[Evocation]:
    """All evocations of a sentence, in order; of those that tell one act, the one that tells it best."""
    return remaining([e for token in doc for e in _of(token, frames)])


def _of(token: Token, frames: Frames) -> Iterator[Evocation]:
    if token.dep_ == "aux" and token.tag_ == "MD":
        if inverted_auxiliary(token.head) == token:
            return
        yield from (Evocation(token, unit) for _, unit in frames.verbs.get(token.lower_, ()) if unit.modal)
        return
    if token.dep_ == "amod" and token.tag_ in ("VBN", "VBG", "VBD") and _is_bare(token):
        return  # a bare participle ('elected leaders') is an adjective
    if token.dep_ == "acl" and token.lemma_ in _CARRYING and not agents(token):
        return  # 'militiamen armed with machetes': how they are
    if token.pos_ in ("VERB", "AUX") or (token.dep_ == "amod" and token.tag_ in ("VBN", "VBG")):
        verb = _verb(token, frames)
        if verb is not None:
            yield verb
        elif token.tag_ in ("VBN", "VBG", "VBD"):
            yield from _adjective(token, frames)
    elif token.pos_ in NOMINAL:
        yield from _noun(token, frames)
    elif token.pos_ == "ADJ":
        yield from _adjective(token, frames)


def _is_bare(participle: Token) -> bool:
    """'elected leaders', 'a freely-elected parliament', 'a Paris-based firm'; not 'the recently adopted text'."""
    children = list(participle.children)
    return not children or any(c.dep_ == "punct" for c in children)


# -- verbs ----------------------------------------------------------------------------------------------------------


def _verb(token: Token, frames: Frames) -> Evocation | None:
    for rest, unit in (entry for word in forms(token) for entry in frames.verbs.get(word, ())):
        parts = parts_of(token, rest)
        if parts is not None and not unit.modal and misfit(token, unit, parts) is None:
            nouns = [p for p in parts if p.pos_ in NOMINAL]
            return Evocation(token, unit, part=nouns[-1] if nouns else None)
    return None


def parts_of(token: Token, rest: tuple[str, ...]) -> list[Token] | None:
    """The tokens that complete a multi-word verb, None where one is missing."""
    found: list[Token] = []
    for word in rest:
        near = [c for anchor in (token, *found) for c in anchor.children] + (
            objects(token) if token.pos_ != "ADJ" else []
        )
        match = next((c for c in near if word in forms(c) or word == c.lower_), None)
        if match is None:
            return None
        found.append(match)
    return found


def misfit(token: Token, unit: Unit, parts: list[Token]) -> str | None:
    """The first of the unit's conditions that a verb does not meet, by its key; None where it meets all."""
    if unit.context and not unit.context & {t.lemma_.lower() for t in token.doc}:
        return "context"
    return _misfit_object(token, unit, parts) or _misfit_others(token, unit)


def _misfit_object(token: Token, unit: Unit, parts: list[Token]) -> str | None:
    own = objects(token)
    if unit.transitive and not own:
        return "transitive"
    if unit.intransitive and (own or any(c.dep_ == "ccomp" or c.tag_ == "VBG" for c in _clauses(token))):
        return "intransitive"
    own = [ground_of(thing) for thing in own] if unit.act == "launch" else own
    things = own if _OF_OBJECT & {*unit.object, *unit.target} or not unit.object else []
    things = [*things, *(p for p in parts if p.pos_ in NOMINAL), *_under((token, *parts), unit.object)]
    if unit.object_words and not unit.object_words & _words(things):
        return "object_words"
    if unit.object_not and unit.object_not & _heads([*own, *(c for c in token.children if c.dep_ == "dobj")]):
        return "object_not"
    if unit.object_is and not any(unit.object_is & kinds(thing) for thing in _named(token, unit, parts)):
        return "object_is"
    return None


def _named(token: Token, unit: Unit, parts: list[Token]) -> list[Token]:
    """What the verb is done to, apart from its own further words: 'NATO' in 'become a member of NATO'."""
    asked = "object" in (*unit.object, *unit.target, *unit.actor)
    own = objects(token) or [c for c in token.children if c.dep_ in ("oprd", "attr")] if asked else []
    return (
        [thing for thing in own if thing not in parts]
        or [c for part in parts for c in part.children if c.dep_ == "poss" and c.pos_ != "PRON"]
        or _under((token, *parts), unit.object)
        or _under((token, *parts), unit.target)
    )


def _misfit_others(token: Token, unit: Unit) -> str | None:
    if unit.subject_words and not unit.subject_words & _heads_with_names(
        w for n in _doers(token) for w in {n, whole_of(n)}
    ):
        return "subject_words"
    doers = subjects(token)
    left_out = not doers and (_is_done_to(token) or is_operative(token))
    if unit.actor_is and not any(unit.actor_is & kinds(doer) for doer in doers) and not left_out:
        return "actor_is"
    if unit.prep_words and not unit.prep_words & _preposed(token):
        return "prep_words"
    if unit.prep_not and unit.prep_not & _preposed(token):
        return "prep_not"
    if unit.clause_words and not unit.clause_words & _heads(_contents(token)):
        return "clause_words"
    if unit.means_words and not unit.means_words & _means(token):
        return "means_words"
    if unit.vow and not _vows(token, unit.vow):
        return "vow"
    if unit.negated and of_verb(token).status != "not_done":
        return "negated"
    if unit.other_subject and _of_its_own_subject(token):
        return "other_subject"
    if unit.infinitive and not any(is_infinitive(c) for c in token.children if c.dep_ in ("xcomp", "ccomp")):
        return "infinitive"
    return "future_only" if unit.future_only and not is_to_come(token) else None


def _of_its_own_subject(verb: Token) -> bool:
    """'wants to go': the infinitive has no subject but the verb's own; 'insists that it went': nothing is wished."""
    clauses = [c for c in verb.children if c.dep_ in ("xcomp", "ccomp", "advcl") and c.i > verb.i]
    if any(c.dep_ == "ccomp" and c.tag_ in ("VBD", "VBZ") for c in clauses):
        return not any(a.tag_ == "MD" for c in clauses for a in c.children)
    return bool(clauses) and not any(c.dep_ in ("nsubj", "nsubjpass") for clause in clauses for c in clause.children)


def _is_done_to(verb: Token) -> bool:
    """A passive that leaves its doer out; not 'it is recommended to', which nobody does."""
    clausal = any(c.dep_ in ("xcomp", "ccomp") for c in verb.children)
    return is_passive(verb) and not (clausal and any(t.lower_ == "it" for t in objects(verb)))


def _doers(token: Token) -> list[Token]:
    return subjects(token) or objects(token)


def _clauses(token: Token) -> list[Token]:
    return [c for c in token.children if c.dep_ in ("ccomp", "xcomp")]


def _under(anchors: Iterable[Token], prepositions: Iterable[str]) -> list[Token]:
    """What stands behind one of the prepositions at the verb or at a further word of its phrase."""
    joined = [c for anchor in anchors for c in (anchor, *anchor.children) if c.dep_ in ("prep", "agent", "dative")]
    return [
        noun
        for preposition in dict.fromkeys(joined)
        if preposition.lower_ in prepositions
        for noun in preposition.children
        if noun.dep_ == "pobj"
    ]


def _contents(token: Token) -> Iterator[Token]:
    """The infinitives and gerunds that tell what is promised, decided ..."""
    for child in token.children:
        if child.dep_ in ("xcomp", "ccomp", "advcl", "acl", "relcl"):
            yield from (child, *(c for c in child.children if c.dep_ in ("conj", "xcomp")))
        elif child.dep_ == "prep" and child.lower_ == "to":
            yield from (c for c in child.children if c.dep_ in ("pcomp", "pobj"))


def _heads(tokens: Iterable[Token]) -> frozenset[str]:
    return frozenset(form for t in tokens for form in (*forms(t), t.lower_, *sort_of_arms(t)))


def _heads_with_names(tokens: Iterable[Token]) -> frozenset[str]:
    """Heads, and what a proper name says it is: 'Operation Dawn'."""
    heads = list(tokens)
    return _heads([*heads, *(c for t in heads if t.pos_ == "PROPN" for c in t.children if c.dep_ == "compound")])


def _words(tokens: Iterable[Token]) -> frozenset[str]:
    """Heads with their modifiers and 'of' nouns: 'the next phase of their operation' holds phase and operation."""
    found: set[str] = set()
    for token in tokens:
        found |= _heads([token])
        for child in token.children:
            if child.dep_ in ("compound", "amod", "conj", "nmod", "quantmod"):
                found |= _heads([child])
            elif child.dep_ == "prep" and child.lower_ == "of":
                found |= _heads(c for c in child.children if c.dep_ == "pobj")
    return frozenset(found)


def _preposed(token: Token) -> frozenset[str]:
    """What stands behind the prepositions of the verb, or of its objects, to which the parse often hangs them."""
    anchors = (token, *objects(token), *_under([token], ("for",)))
    joined = [p for anchor in anchors for p in anchor.children if p.dep_ in ("prep", "advcl")]
    nouns = [n for p in joined for n in p.children if n.dep_ == "pobj"]
    return frozenset(_words(nouns) | _words(objects(token)))


def _means(token: Token) -> frozenset[str]:
    nouns = [
        n
        for p in token.children
        if p.dep_ in ("prep", "agent") and p.lower_ in ("with", "through", "by")
        for n in p.children
        if n.dep_ in ("pobj", "pcomp")
    ]
    return frozenset(_words(nouns) | _words(o for n in nouns for o in n.children if o.dep_ == "dobj"))


def _vows(token: Token, kind: str) -> bool:
    """'We will (not) …': the speaker's own announcement of what another would feel."""
    chain = [token]
    while chain[-1].dep_ in ("xcomp", "conj") and chain[-1].head.pos_ in ("VERB", "AUX"):
        chain.append(chain[-1].head)
    auxiliaries = {c.lower_ for t in chain for c in t.children if c.dep_ == "aux"}
    negated = any(c.dep_ == "neg" for t in chain for c in t.children)
    speaks = any(s.lower_ in ("we", "i") for s in subjects(token))
    return speaks and bool(auxiliaries & {"will", "shall", "'ll", "wo"}) and negated == (kind == "not")


# -- nouns ----------------------------------------------------------------------------------------------------------


def _noun(token: Token, frames: Frames) -> Iterator[Evocation]:
    if token.dep_ in ("compound", "nmod") and token.head.pos_ in NOMINAL:
        return
    for word in dict.fromkeys((token.lower_, token.lemma_.lower())):
        for _, unit in frames.nouns.get(word, ()):
            carrier = carrier_of(token, unit)
            if misfit_noun(token, unit, carrier) is None:
                yield Evocation(token, unit, carrier)
                return


def misfit_noun(noun: Token, unit: Unit, carrier: Token | None) -> str | None:
    """The first of the unit's conditions that a noun does not meet, by its key; None where it meets all."""
    if unit.predicative and (carrier is None or carrier.lemma_ not in COPULA):
        return "predicative"
    if unit.clause_words and not unit.clause_words & _heads(_contents(noun)):
        return "clause_words"
    if unit.needs == "light" and (carrier is None or carrier.lemma_ in COPULA):
        return "needs"
    shut_out = carrier is None and noun.dep_ == "pobj" and noun.head.lower_ in unit.head_not
    if shut_out and not _is_condemned(noun):
        return "head_not"
    if unit.modifier_not and unit.modifier_not & _heads(_modifiers(noun)):
        return "modifier_not"
    if unit.modifier_words and not unit.modifier_words & _heads(_modifiers(noun)):
        return "modifier_words"
    if unit.object_words and not unit.object_words & _words([noun, *_of_nouns(noun)]):
        return "object_words"
    if unit.object_not and unit.object_not & _heads(_under([noun], unit.target)):
        return "object_not"
    if unit.object_is and not any(unit.object_is & kinds(n) for n in _under([noun], unit.object)):
        return "object_is"
    if unit.negated and (carrier is None or of_verb(carrier).status != "not_done"):
        return "negated"
    if unit.actor_is and not any(unit.actor_is & kinds(s) for s in (logical_subjects(carrier) if carrier else [])):
        return "actor_is"
    return "context" if unit.context and not unit.context & {t.lower_ for t in noun.doc} else None


def _is_condemned(noun: Token) -> bool:
    """'its condemnation of Russia's war': what a judgement is of is told by it, where it says whose."""
    return noun.head.head.lower_ in _JUDGEMENTS and any(c.dep_ == "poss" for c in noun.children)


def _modifiers(noun: Token) -> Iterator[Token]:
    """Its adjectives, and those of 'one of the most appalling incidents'."""
    for child in noun.children:
        if child.dep_ in ("amod", "compound", "nmod"):
            yield child
            yield from (c for c in child.children if c.dep_ == "conj")
        elif child.dep_ == "prep" and child.lower_ == "of" and noun.lower_ in ("one", "some"):
            yield from (m for n in child.children for m in _modifiers(n))


def _of_nouns(token: Token) -> list[Token]:
    return [n for p in token.children if p.dep_ == "prep" and p.lower_ == "of" for n in p.children if n.dep_ == "pobj"]


def carrier_of(noun: Token, unit: Unit) -> Token | None:
    """The light verb whose object or passive subject the noun is, or the copula it completes."""
    head = _whole(noun)
    verb = head.head
    if head.dep_ == "nsubj" and _occurs(verb):
        return verb
    behind = verb.lower_ if head.dep_ == "pobj" and verb.dep_ == "prep" else None
    if behind:
        verb = verb.head
    if head.dep_ == "attr" and verb.lemma_ in COPULA:
        return verb
    if head.dep_ not in ("dobj", "nsubjpass", "pobj") or verb.pos_ not in ("VERB", "AUX"):
        return _participle(head, unit)
    for phrase in unit.light:
        carries = phrase[0] in forms(verb) and (behind is None or behind in phrase)  # not 'hosted him for talks'
        if carries and parts_of(verb, phrase[1:]) is not None:
            return verb
    return _participle(head, unit)


def _whole(noun: Token) -> Token:
    """What the noun is part of: the first of those it is coordinated with, 'a series of' them."""
    while True:
        if noun.dep_ == "conj" and noun.head.pos_ in NOMINAL:
            noun = noun.head
        elif noun.dep_ == "pobj" and noun.head.lower_ == "of" and noun.head.head.lower_ in _SERIES:
            noun = noun.head.head
        else:
            return noun


def _occurs(verb: Token) -> bool:
    """'took place', 'will begin': a verb that only says that its subject happens."""
    things = [c.lower_ for c in verb.children if c.dep_ == "dobj"]
    if verb.lemma_ == "break" and not any(c.lower_ == "out" for c in verb.children):
        return False
    return things == ["place"] if verb.lemma_ == "take" else verb.lemma_ in _OCCURRING and not things


def _participle(noun: Token, unit: Unit) -> Token | None:
    """'an objection voiced by X', 'the strike carried out by Y', 'talks that will be held'."""
    verbs = {phrase[0] for phrase in unit.light}
    for child in noun.children:
        if child.dep_ in ("acl", "relcl") and verbs & set(forms(child)) and is_passive(child):
            return child
    return None


# -- adjectives -----------------------------------------------------------------------------------------------------


def _adjective(token: Token, frames: Frames) -> Iterator[Evocation]:
    if token.tag_ == "VBD" and token.dep_ != "acomp" and not is_passive(token):
        return  # 'prepared to fire' tells what was done, 'is prepared to fire' how somebody is
    for word in dict.fromkeys((token.lower_, token.lemma_.lower())):
        for _, unit in frames.adjectives.get(word, ()):
            copula = token.head if token.dep_ in ("acomp", "attr", "oprd", "ROOT", "xcomp", "conj", "ccomp") else None
            if copula is None and token.dep_ == "amod":
                continue
            if unit.clause_words and not unit.clause_words & _heads([*_contents(token), *_contents(copula or token)]):
                continue
            if token.dep_ == "conj" and token.head.pos_ in ("ADJ", "VERB"):
                copula = token.head.head
            if unit.subject_words and not unit.subject_words & _heads(logical_subjects(copula or token)):
                continue
            yield Evocation(token, unit, copula or token)
            return
