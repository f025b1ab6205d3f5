"""Who has been named so far in one report, for the pronouns, titles and nouns that take them up."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from foederis.model import Actor
from foederis.reading.grammar.nounphrase import family_token, first_of, given_names, is_title, titles, with_of
from foederis.reading.grammar.partywords import kind_of, nouns, texts

if TYPE_CHECKING:
    from spacy.tokens import Token

_BREAK = re.compile(r"\s[-–—]\s")  #: 'Joint Task Force - Operation Northern Shield'
SUBJECT = frozenset({"nsubj", "nsubjpass"})
_ONE_PERSON = frozenset(
    ["representative", "delegate", "diplomat", "lawmaker", "senator", "governor", "officer", "king", "queen", "prince"]
)
"""Nouns for one person, besides those that take up somebody named before."""


class Memory:
    """Filled sentence by sentence; what was said last and as the subject of its sentence comes first."""

    def __init__(self) -> None:
        self.person: Actor | None = None
        self.person_age = 0  #: sentences since that person was named
        self._other_person: Actor | None = None  #: who was named before that person
        self.body: Actor | None = None
        self.state: Actor | None = None
        self.regime: Actor | None = None
        self.several: tuple[Actor, ...] = ()  #: whom 'they' means
        self.pair: tuple[Actor, ...] = ()  #: whom 'the two countries' means
        self._persons: tuple[Actor, ...] = ()  #: whom 'the two leaders' means: two who were named as persons
        self.own: str | None = None  #: the state whose forces the report tells of without naming it
        self.issuer: Actor | None = None  #: whose text the report is, who says 'we' outside quotations
        self.short: dict[str, Actor] = {}  #: by the short names that the report defines
        self.resolving: Actor | None = None  #: who resolves in the clauses that follow: 'The Security Council,'
        self._names: dict[str, Actor] = {}
        self._titles: dict[str, Actor] = {}
        self._texts: dict[str, Actor] = {}
        self._heads: dict[str, Actor] = {}
        self._venues: dict[str, Actor] = {}
        self.peoples: set[str] = set()  #: peoples told of that are not their state: 'ethnic Serbs'
        self._groups: list[tuple[Actor, ...]] = []

    def person_but(self, speaker: Actor) -> Actor | None:
        """The person named last who is not the speaker."""
        last = self.person
        if last is None or last.for_ != speaker.for_:
            return last
        return self._other_person if last.id == speaker.id or None in (last.id, speaker.id) else last

    def named(self, name: str) -> Actor | None:
        """A person named before, by id or family name."""
        return self._names.get(name)

    def titled(self, *names: str) -> Actor | None:
        """A person who was named with one of the titles."""
        return next((self._titles[name] for name in names if name in self._titles), None)

    def issuer_of(self, text: Token) -> Actor | None:
        """Who issued 'the release', 'this investigation'."""
        family = texts().get(text.lower_) or texts().get(text.lemma_.lower())
        return self._texts.get(family) if family else None

    def host(self, place: str) -> Actor | None:
        """The organisation that gathered in a place."""
        return self._venues.get(place)

    def learn_venue(self, places: list[str], hosts: list[Actor]) -> None:
        """Take up where an organisation gathered."""
        self._venues |= {place: hosts[0] for place in places if len(hosts) == 1}

    def rest_of_group(self, one: str, count: int) -> tuple[Actor, ...]:
        """So many others of a group that was told with the one among them; empty where it has not so many."""
        for group in reversed(self._groups):
            others = tuple(actor for actor in group if actor.for_ != one)
            if len(others) == count < len(group):
                return others
        return ()

    def group_of(self, count: int) -> tuple[Actor, ...]:
        """The last so many that were told together, met or agreed; empty where there were none."""
        return next((group for group in reversed(self._groups) if len(group) == count > 2), ())

    def two_persons(self) -> tuple[Actor, ...]:
        """The last two persons who met or agreed, else the last two parties."""
        return self._persons or self.pair

    def headed(self, noun: str) -> Actor | None:
        """The body or unit last named with this noun: 'the Parliament' after 'the European Parliament'."""
        return self._heads.get(noun)

    def learn_text(self, text: Token, issuer: Actor) -> None:
        """Take up who issued a text."""
        family = texts().get(text.lower_) or texts().get(text.lemma_.lower())
        if family and issuer.for_:
            self._texts[family] = issuer

    def learn_sentence(self, found: list[tuple[Token, tuple[Actor, ...]]]) -> None:
        """Take up the parties of a sentence with the nouns that name them."""
        self.person_age += 1
        ranked = sorted(found, key=lambda item: (salience(item[0]), item[0].i))
        for token, actors in ranked:
            for actor in actors:
                self._learn(token, actor)
        self._learn_several(found)
        self._groups += [group for group in _listed_together(found) if len(group) > 2]

    def learn_pair(self, parties: tuple[Actor, ...]) -> None:
        """Take up those who met or agreed."""
        different = {actor.for_: actor for actor in parties if actor.for_}
        wholes = {id_.split("/")[0] for id_ in different if id_}
        if len(different) == 2 and len(wholes) == 2:
            self.pair = self.several = tuple(different.values())
            self._persons = self.pair if any(a.id for a in self.pair) else self._persons
        elif len(wholes) > 2:
            self.several = tuple(different.values())
            self._groups.append(self.several)

    def _learn(self, token: Token, actor: Actor) -> None:
        if actor.id and token.pos_ == "PROPN" and (given_names(token) or not is_title(token)):
            self._names[actor.id] = self._names[family_token(token).text] = actor
        elif actor.for_ and token.pos_ == "PROPN" and len(actor.text.split()) > 1:
            self._heads[token.lower_] = self._heads[with_of(token)] = actor
            self._heads[" ".join(_BREAK.split(actor.text)[0].split()[-2:]).lower()] = actor
        if actor.for_ and not actor.id and is_one_person(token):
            self._learn_person(actor)
        if actor.id and actor.for_:
            self._learn_person(actor)
            for title in titles(token) | _apposed_title(token):
                self._titles[title] = actor
        elif actor.for_ and token.dep_ in (*SUBJECT, "pobj", "dobj", "conj", "ROOT"):
            self._learn_body(token, actor)

    def _learn_person(self, actor: Actor) -> None:
        if self.person is not None and (self.person.id, self.person.for_) != (actor.id, actor.for_):
            self._other_person = self.person
        self.person, self.person_age = actor, 0

    def _learn_body(self, token: Token, actor: Actor) -> None:
        if actor.role == "GOV" or len(actor.for_ or "") == 3:
            self.state = actor
            self.regime = actor if "regime" in actor.text else self.regime
        if (token.dep_ in SUBJECT and token.tag_ != "NNS") or self.body is None:
            self.body = actor

    def _learn_several(self, found: list[tuple[Token, tuple[Actor, ...]]]) -> None:
        for token, actors in found:
            if token.dep_ not in SUBJECT or not all(a.for_ for a in actors):
                continue
            if token.lower_ == "they" or (len(actors) == 1 and not actors[0].id and is_several(token, actors[0])):
                self.several = actors
            others = (a for t, each in found if t != token and first_of(t) == token for a in each)
            together = {a.for_: a for a in (*actors, *others) if a.for_}
            if len(together) > 1:
                self.several = tuple(together.values())
                self.learn_pair(self.several)


def _listed_together(found: list[tuple[Token, tuple[Actor, ...]]]) -> list[tuple[Actor, ...]]:
    """For each noun, and each coordination of nouns, those it names who act for different parties."""
    together: dict[int, dict[str, Actor]] = {}
    for token, actors in found:
        for actor in actors:
            if actor.for_:
                together.setdefault(first_of(token).i, {})[actor.for_] = actor
    return [tuple(group.values()) for group in together.values()]


def _apposed_title(token: Token) -> set[str]:
    """'The Prime Minister, Jane Roe': the title that the name explains."""
    if token.dep_ != "appos" or not is_title(token.head):
        return set()
    before = [c.lower_ for c in token.head.lefts if c.dep_ in ("compound", "amod")]
    return {token.head.lower_, " ".join([*before, token.head.lower_])}


def is_several(token: Token, actor: Actor) -> bool:
    """A plural noun or a body of many: what 'they' may take up."""
    many = nouns()[0].get(token.lemma_.lower()) in ("LEG", "REB") or actor.role in ("REB", "LEG")
    return token.tag_ in ("NNS", "NNPS") or many


def is_one_person(token: Token) -> bool:
    """'the representative of Chile', 'a French official', 'she': somebody whom 'he' or 'she' may take up."""
    office = kind_of(token, nouns()[2]) == "person" or token.lemma_.lower() in _ONE_PERSON
    return token.lower_ in ("he", "she") or (office and token.tag_ in ("NN", "NNP") and token.dep_ in SUBJECT)


def salience(token: Token) -> int:
    """How near a noun stands to what its sentence is about: its subject, another subject, the rest."""
    if token.dep_ == "appos" and token.head.dep_ in SUBJECT:
        return salience(token.head)
    if token.dep_ not in SUBJECT:
        return 0
    verb = token.head
    return 2 if verb.dep_ == "ROOT" or (verb.dep_ == "conj" and verb.head.dep_ == "ROOT") else 1
