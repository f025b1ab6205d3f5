"""The parties, object, amounts and places of an evoked act, found where its frame says they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foederis.acts import MUTUAL
from foederis.model import Actor
from foederis.reading.grammar import syntax
from foederis.reading.grammar.coordination import between
from foederis.reading.grammar.kinds import doers_of
from foederis.reading.grammar.numerals import is_time
from foederis.reading.grammar.partywords import kind_of
from foederis.reading.parties.affiliation import is_sanctioned, is_scene
from foederis.reading.parties.cast import Cast, Parsed, nouns
from foederis.reading.slots.blows import strikes_of
from foederis.reading.slots.counted import counted
from foederis.reading.slots.implied import implied, is_of_wish, is_undergone, of_hosts, owners_first
from foederis.reading.slots.objects import object_text
from foederis.reading.slots.unsaid import unsaid

if TYPE_CHECKING:
    from spacy.tokens import Token

    from foederis.reading.acts.evoke import Evocation
    from foederis.reading.grammar.amounts import Amount

_HOLDING = frozenset({"host", "hold", "convene", "organise", "organize", "announce", "broker", "chair", "sponsor"})
_DOING = frozenset("carry conduct fly have launch lead make mount operate perform run stage undertake".split())
"""Verbs whose subject does what their object names."""
_PUT_FORWARD = frozenset({"request", "bid", "application", "proposal", "appeal", "demand", "candidacy"})
"""What is put forward by its owner is decided on by others."""


def _among(party: Actor, actors: tuple[Actor, ...]) -> bool:
    """True where the party is one of the actors; another person who acts for the same is not."""
    return any(
        (party.for_ or party.text) == (a.for_ or a.text) and (party.id is None or party.id == a.id) for a in actors
    )


class Slots:
    """Reads one evocation's places; `speaker` is whoever says the words, `saying` all who say them together."""

    def __init__(
        self, parsed: Parsed, evoked: Evocation, cast: Cast, speaker: Actor | None, saying: tuple[Actor, ...] = ()
    ) -> None:
        self.parsed, self.evoked, self.cast, self.speaker = parsed, evoked, cast, speaker
        self._saying = saying if speaker in saying else ()

    def actors(self) -> tuple[Actor, ...]:
        """Who does it: the parties in the first of the unit's actor places that names any."""
        for place in self.evoked.unit.actor:
            if place == "object-owner":
                things = [t for t in self.objects() if t.lemma_.lower() not in _PUT_FORWARD]
                owners = (a for t in things for a in self.cast.owners(self.parsed, t, self.speaker))
                return tuple(dict.fromkeys(owners))
            if place == "owner":
                return self._doers_of_event()
            if place == "speaker":
                if self.speaker:
                    return self._saying or (self.speaker,)
                continue
            if found := self._doing(self.at(place)):
                return found
            if place == "subject" and (found := self._behind(self.at(place))):
                return found
        return unsaid(self)

    def _doing(self, tokens: list[Token]) -> tuple[Actor, ...]:
        """The parties; of 'two battalions deployed' nobody, as forces do not send themselves."""
        found = self.parties(tokens)
        sent = self.evoked.unit.act == "deploy" and set(tokens) & set(self.objects())
        return tuple(a for a in found if a.for_) if sent else found

    def _behind(self, deeds: list[Token]) -> tuple[Actor, ...]:
        """Who acts through a deed or thing: 'Macron's objection forced …', 'made strikes delivering ten bombs'."""
        return self.parties([d for t in deeds for d in doers_of(t)]) or self.parties(
            [s for t in deeds if t.dep_ == "dobj" and t.head.lemma_ in _DOING for s in syntax.subjects(t.head)]
        )

    def _doers_of_event(self) -> tuple[Actor, ...]:
        """'The talks between X and Y focused on …', 'the meeting covered …': whose it was, else who met last."""
        events = syntax.logical_subjects(self.evoked.token)
        found = tuple(a for event in events for a in self.cast.doers(self.parsed, event, self.speaker))
        if self.evoked.unit.act in MUTUAL:
            found += self.parties([n for event in events for n in syntax.oblique(event, "with")])
        taken_up = self.evoked.unit.act == "consult" and any(
            c.lower_ in ("the", "their") for e in events for c in e.lefts
        )
        return found or (self.cast.memory.pair if taken_up else ())

    def targets(self, actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
        """To, against or with whom: likewise, an actor not being its own target."""
        for place in self.evoked.unit.target:
            if place != "object" and (owners := [a for a in owners_first(self) if not _among(a, actors)]):
                return tuple(owners)
            asked = [t for t in self.at(place) if not is_of_wish(self.evoked.unit.act, t)]
            tokens = [t for t in asked if place not in ("object", "for") or not self._is_asked_for(t)]
            if found := self._others(tokens, actors):
                return of_hosts(self, found)
        return tuple(dict.fromkeys(implied(self, lambda found: [a for a in found if not _among(a, actors)])))

    def _others(self, tokens: list[Token], actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
        """The parties that are none of the actors; people of a person's own side are another party."""
        by_person = all(a.id for a in actors)
        many = [t for t in tokens if by_person and t.tag_ in ("NNS", "NNPS")]
        own = [t for t in many if t.i not in self.parsed.mentions or (t.tag_ == "NNS" and t.pos_ == "NOUN")]
        return tuple(a for a in self.parties(tokens) if not _among(a, actors) or a in self.parties(own))

    def _is_asked_for(self, noun: Token) -> bool:
        """'requested a special force', 'asks more troops of it': forces that are asked for, not asked."""
        if self.evoked.unit.act != "request" or self.at("clause"):
            return False
        above = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ == "for" else noun
        if above.lemma_.lower() in ("access", "aid", "protection", "safety"):  # 'access for the UN'
            return True
        if noun.pos_ != "NOUN":
            return False
        some = any(c.dep_ == "nummod" or c.lower_ in ("a", "an", "more", "additional", "further") for c in noun.lefts)
        return some and kind_of(noun, nouns()[0]) == "MIL"

    def objects(self) -> list[Token]:
        """The tokens in the first of the unit's object places that holds more than a bare party."""
        if strikes := strikes_of(self.evoked):
            return strikes
        for place in self.evoked.unit.object:
            here = self.at(place)
            tokens = [t for t in here if place == "self" or self._is_post(place) or not self._is_no_thing(t)]
            if self.evoked.unit.kind == "nouns" and place in ("on", "against") and all(_is_target(t) for t in tokens):
                continue
            among_parties = self.evoked.unit.kind == "nouns" and place in self.evoked.unit.target and tokens != here
            if tokens and not among_parties:
                return [self._made_ready(t) for t in tokens] if self.evoked.unit.act == "deploy" else tokens
        return []

    def _is_post(self, place: str) -> bool:
        """'took over as head of the bank': what stands there is a post, and nobody."""
        return place == "as" and self.evoked.unit.act in ("appoint", "depart")

    def _is_no_thing(self, token: Token) -> bool:
        return self._is_bare_party(token) or _is_when(token)

    def _made_ready(self, deployment: Token) -> Token:
        """'the brigade is ready for deployment': the brigade."""
        ready = deployment.head.head if deployment.dep_ == "pobj" and deployment.head.lower_ == "for" else deployment
        if ready.pos_ not in ("ADJ", "VERB") or self.evoked.unit.kind != "nouns":
            return deployment
        found = syntax.logical_subjects(ready.head if ready.pos_ == "ADJ" else ready)
        return found[0] if found and found[0].pos_ in syntax.NOMINAL else deployment

    def object_text(self) -> str | None:
        """The object in short plain words, None where the sentence gives none."""
        return object_text(self)

    def names_party(self, token: Token) -> bool:
        """True where the noun phrase names somebody known, or people."""
        return bool(self.cast.parties(self.parsed, token, self.speaker))

    def amount(self) -> Amount | None:
        """The number that counts the object."""
        return counted(self)

    # -- places ---------------------------------------------------------------------------------------------------

    def at(self, place: str) -> list[Token]:
        """The tokens at a place that a frame names: a grammatical function or a preposition."""
        token, kind = self.evoked.token, self.evoked.unit.kind
        if place == "self":
            return [token]
        if place == "light":
            return self._of_part()
        if place == "clause-object":
            aims = syntax.oblique(token, "to")
            gerunds = [t for t in aims if t.pos_ == "VERB"]
            return [o for c in (*self.at("clause"), *gerunds) for o in syntax.objects(c)] + aims
        if place in ("modal-verb", "modal-subject"):
            return [token.head] if place == "modal-verb" else syntax.logical_subjects(token.head)
        if place == "clause-subject":
            return [
                s for c in self.at("clause") for s in c.children if s.dep_ in ("nsubj", "nsubjpass")
            ] or syntax.oblique(token, "for")
        if place == "clause":
            if kind == "adjectives":
                carrier = self.evoked.carrier or token
                return [
                    c
                    for t in (token, carrier)
                    for c in t.children
                    if c.dep_ in ("xcomp", "ccomp", "advcl") and c.i > token.i
                ]
            if kind == "nouns":
                return (
                    [
                        *syntax.clause_complements(token),
                        *(c for c in token.children if c.dep_ in ("acl", "relcl") and c.tag_ == "VB"),
                    ]
                    or syntax.gerunds(token, "to")
                    or syntax.predicate_clauses(token)
                )
            return syntax.clause_complements(token) or syntax.gerunds(token, "to")
        if kind == "verbs":
            return self._of_verb(token, place)
        if kind == "nouns":
            return self._of_noun(token, place)
        return self._of_adjective(token, place)

    def _of_verb(self, verb: Token, place: str) -> list[Token]:
        if place == "subject":
            if is_headline_passive(verb):
                return syntax.agents(verb)
            return syntax.subjects(verb) or (syntax.logical_subjects(verb) if not syntax.is_passive(verb) else [])
        if place in ("object", "self-subject"):
            found = [self._owned(t) for t in _done_to(verb)]
            return found if found or place == "object" else syntax.subjects(verb)
        if place == "indirect":
            given = syntax.logical_subjects(verb) if syntax.is_passive(verb) and _own_objects(verb) else []
            return [c for c in verb.children if c.dep_ == "dative" and c.pos_ in syntax.NOMINAL] or given
        if place == "predicate":
            return [c for c in verb.children if c.dep_ in ("oprd", "attr", "xcomp")]
        if place == "owner":
            return [n for s in syntax.logical_subjects(verb) for n in (*_possessors(s), *syntax.oblique(s, "of"))]
        if place == "possessor-of-object":
            return [c for o in syntax.objects(verb) for c in o.children if c.dep_ == "poss"]
        part = self.evoked.part
        parts = [t for t in (part, *verb.children) if part is not None and t is not None and t.lower_ == part.lower_]
        return [n for anchor in (verb, *parts, *syntax.objects(verb)) for n in syntax.oblique(anchor, place)][:6] or [
            n for c in verb.children if c.dep_ in ("prt", "prep") for n in syntax.oblique(c, place)
        ]

    def _owned(self, noun: Token) -> Token:
        """'the Government of Iraq's liberation of the town' is a liberation, though the parse heads it 'Government'."""
        mention = self.parsed.mentions.get(noun.i)
        for inner in syntax.oblique(noun, "of") if mention is not None else []:
            owners = [c for c in inner.children if c.dep_ == "poss"]
            if any(self.parsed.mentions.get(o.i) is mention for o in owners):
                return inner
        return noun

    def _of_noun(self, noun: Token, place: str) -> list[Token]:
        carrier = self.evoked.carrier
        if place == "poss":
            if self.evoked.unit.act in ("attack", "coerce") and is_undergone(noun):
                return []
            return [c for c in noun.children if c.dep_ == "poss"]
        if place == "modifier":
            left = [c for c in noun.lefts if c.dep_ in ("compound", "amod", "nmod")]
            named = [t for c in left for t in c.subtree if t.i in self.parsed.mentions]
            return [t for t in named if not (is_scene(self.parsed, noun, t) or is_sanctioned(self.parsed, t))]
        if place == "light-subject":
            means = (
                carrier is None and noun.dep_ == "pobj" and noun.head.lower_ == "with" and noun.head.head.pos_ == "VERB"
            )
            if means and self.evoked.unit.act == "attack":  # 'supports them with air strikes'
                return syntax.logical_subjects(noun.head.head)
            return (
                syntax.logical_subjects(carrier)
                if carrier is not None and not syntax.is_passive(carrier)
                else syntax.agents(carrier)
                if carrier is not None
                else []
            )
        if place == "light-object":
            return [o for o in syntax.objects(carrier) if o != noun] if carrier is not None else []
        if place == "subject":
            return [c for c in carrier.children if c.dep_ in ("nsubj", "nsubjpass")] if carrier is not None else []
        if place == "relative":
            return [s for c in noun.children if c.dep_ in ("relcl", "acl") for s in syntax.subjects(c)]
        found = between(noun) if place in ("between", "among") else syntax.oblique(noun, place)
        if place == "by" and self.evoked.unit.act in MUTUAL:
            found = found or next((n for c in noun.subtree if _is_held(c) and (n := syntax.agents(c))), [])
        if place == "by" and self.evoked.unit.act == "attack":
            found = found or syntax.claimants(noun) or _doers_within(noun) or _at_hands_of(noun)
        if place == "by" and noun.dep_ == "dobj" and not syntax.is_passive(noun.head):
            found = found or syntax.oblique(noun.head, "by")  # 'condemned the murder of its envoy by rebels'
        return found or (syntax.oblique(carrier, place) if carrier is not None and place not in ("of", "in") else [])

    def _of_adjective(self, adjective: Token, place: str) -> list[Token]:
        carrier = self.evoked.carrier or adjective
        if place in ("subject", "poss"):
            subjects = [
                c for c in carrier.children if c.dep_ in ("nsubj", "nsubjpass", "csubj")
            ] or syntax.logical_subjects(carrier)
            return [n for s in subjects for n in syntax.conjuncts(syntax.antecedent(s))]
        return (
            syntax.oblique(adjective, place)
            or (syntax.agents(adjective) if place == "by" else [])
            or syntax.oblique(carrier, place)
        )

    def _of_part(self) -> list[Token]:
        """What a multi-word verb's noun is about ('stress the need for X'), else the noun itself."""
        part = self.evoked.part
        if part is None:
            return []
        inner = [n for p in ("for", "of", "on", "about", "over", "at", "in") for n in syntax.oblique(part, p)]
        clauses = [c for c in part.children if c.dep_ in ("acl", "relcl", "ccomp")]
        return inner or clauses or [part]

    # -- parties --------------------------------------------------------------------------------------------------

    def parties(self, tokens: list[Token]) -> tuple[Actor, ...]:
        """The parties that the noun phrases name, each once."""
        found: list[Actor] = []
        for token in tokens:
            for actor in self.cast.parties(self.parsed, token, self.speaker):
                if not self._same(actor, found):
                    found.append(actor)
        return tuple(found)

    @staticmethod
    def _same(actor: Actor, found: list[Actor]) -> bool:
        """One who is there already: by name, or by words within another's."""
        if actor.for_ is None:
            return any(a.for_ is None and actor.text in a.text for a in found)
        return any(a.for_ == actor.for_ and actor.id in (a.id, None) for a in found)

    def _is_bare_party(self, token: Token) -> bool:
        """A name, pronoun or person, as against a thing that a party owns or is hit through."""
        if token.pos_ == "PRON":
            return True
        if token.pos_ not in syntax.NOMINAL:
            return False
        mention = self.parsed.mentions.get(token.i)
        if mention is not None:
            kind = mention.entries[0].kind
            return kind in ("person", "state", "demonym", "organisation", "group", "post", "seat") or (
                kind == "capital" and self.evoked.unit.act != "attack"
            )
        sectors, _, _ = nouns()
        human = sectors.get(token.lemma_.lower()) in ("GOV", "LEG", "MED")
        return human and self.evoked.unit.act not in ("attack", "coerce", "deploy", "withdraw")


def _possessors(noun: Token) -> list[Token]:
    return [c for c in noun.children if c.dep_ == "poss"]


def _is_target(noun: Token) -> bool:
    """'strikes on ISIL targets': nothing more than what is struck."""
    return noun.lemma_.lower() in ("target", "location")


def _is_when(noun: Token) -> bool:
    """'on Monday', 'for years'; not 'two years of partnership'."""
    return is_time(noun) and not syntax.oblique(noun, "of")


def _done_to(verb: Token) -> list[Token]:
    """The verb's objects; in 'reports that they have taken the town' its own, not the noun that it depends on."""
    own = _own_objects(verb)
    if own and verb.dep_ in ("acl", "relcl"):
        return [noun for o in own for noun in syntax.conjuncts(syntax.antecedent(o))]
    nominal = [c for c in verb.children if c.dep_ == "ccomp" and c.pos_ == "NOUN" and not syntax.subjects(c)]
    return syntax.objects(verb) or nominal or (syntax.subjects(verb) if is_headline_passive(verb) else [])


def _doers_within(noun: Token) -> list[Token]:
    """'the murder of hundreds of people by X': a 'by' that the parse hangs on those it was done to."""
    for inner in syntax.oblique(noun, "of"):
        if inner.pos_ in syntax.NOMINAL and (found := syntax.oblique(inner, "by") or _doers_within(inner)):
            return found
    return []


def _is_held(clause: Token) -> bool:
    """'talks hosted by X', 'a conference on Mali and the region, which will be hosted by X'."""
    return clause.dep_ == "acl" or (clause.dep_ == "relcl" and clause.lemma_ in _HOLDING)


def _at_hands_of(noun: Token) -> list[Token]:
    """'the attacks that left 130 dead at the hands of X'."""
    told = [noun, *(c for c in noun.children if c.dep_ in ("relcl", "acl"))]
    inner = [t for clause in told for t in (clause, *clause.children)]
    return [n for word in inner for n in syntax.at_hands_of(word)]


def _own_objects(verb: Token) -> list[Token]:
    return [c for c in verb.children if c.dep_ == "dobj" and c.pos_ != "SCONJ"]


def is_headline_passive(verb: Token) -> bool:
    """'Training mission suspended': a headline leaves 'is' or 'has been' out."""
    return (
        (verb.tag_ == "VBN" or (verb.tag_ == "VBD" and not verb.doc[-1].is_punct))
        and verb.dep_ == "ROOT"
        and not any(
            c.dep_ in ("aux", "auxpass", "dobj", "ccomp", "xcomp", "prep", "npadvmod", "advmod") for c in verb.children
        )
        and any(c.dep_ == "nsubj" for c in verb.children)
    )
