"""Who's who in memory: the entries by id, and the questions asked of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TypeVar, cast

from foederis.model import Interval
from foederis.who.entries import (
    Candidate,
    Entry,
    Group,
    Kind,
    Landmark,
    Membership,
    Organisation,
    Person,
    Place,
    Post,
    Standing,
    State,
    Term,
    Title,
    holds,
)
from foederis.who.matcher import Matcher, Mention, index
from foederis.who.names import Name, big_cities, names_of
from foederis.who.text import key

Named = State | Organisation | Group | Post | Person | Landmark | Place
E = TypeVar("E", State, Organisation, Group, Post, Title, Person, Landmark, Place)


@dataclass(frozen=True, eq=False)
class Who:
    """All entries; made by `load` or `Who.of`. The search structures are built when first asked for.

    It is compared, and hashed as a key, by identity.
    """

    states: Mapping[str, State] = field(default_factory=dict)
    organisations: Mapping[str, Organisation] = field(default_factory=dict)
    groups: Mapping[str, Group] = field(default_factory=dict)
    posts: Mapping[str, Post] = field(default_factory=dict)
    titles: Mapping[str, Title] = field(default_factory=dict)
    persons: Mapping[str, Person] = field(default_factory=dict)
    landmarks: Mapping[str, Landmark] = field(default_factory=dict)
    places: Mapping[str, Place] = field(default_factory=dict)
    memberships: tuple[Membership, ...] = ()
    terms: tuple[Term, ...] = ()

    @classmethod
    def of(cls, entries: Iterable[Entry]) -> Who:
        """From checked entries, in any order."""
        kinds: dict[type, list[Entry]] = defaultdict(list)
        for entry in entries:
            kinds[type(entry)].append(entry)
        return cls(
            states=_by_id(kinds[State], State),
            organisations=_by_id(kinds[Organisation], Organisation),
            groups=_by_id(kinds[Group], Group),
            posts=_by_id(kinds[Post], Post),
            titles=_by_id(kinds[Title], Title),
            persons=_by_id(kinds[Person], Person),
            landmarks=_by_id(kinds[Landmark], Landmark),
            places=_by_id(kinds[Place], Place),
            memberships=tuple(cast(list[Membership], kinds[Membership])),
            terms=tuple(sorted(cast(list[Term], kinds[Term]), key=lambda term: _since(term.from_))),
        )

    def members(self, org: str, on: date) -> frozenset[str]:
        """The states that were surely members of `org` on the day; KeyError for an unknown organisation."""
        self.organisations[org]
        return frozenset(each.state for each in self._memberships.get(org, ()) if holds(each, on))

    def member_history(self, org: str, state: str) -> tuple[Membership, ...]:
        """Every stretch of `state` in `org`, first to last; empty where none is known."""
        history = (each for each in self._memberships.get(org, ()) if each.state == state)
        return tuple(sorted(history, key=lambda each: _since(each.from_)))

    def standing(self, org: str, state: str, on: date) -> Standing:
        """How `state` stood to `org` on the day: "never" means that no membership is recorded, "unknown" that the
        recorded dates are too coarse to say."""
        answers = [(each, holds(each, on)) for each in self.member_history(org, state)]
        if not answers:
            return "never"
        if any(answer for _, answer in answers):
            return "member"
        if any(answer is None for _, answer in answers):
            return "unknown"
        before = any(each.to and each.to.latest and on >= each.to.latest for each, _ in answers)
        return "ended" if before else "not_yet"

    def holders(self, post: str, on: date) -> tuple[Term, ...]:
        """Who held `post` on the day; where dates are coarse, everybody who may have."""
        self.posts[post]
        return tuple(term for term in self._terms_of_post.get(post, ()) if holds(term, on) is not False)

    def terms_of(self, post: str) -> tuple[Term, ...]:
        """All known terms in `post`, first to last."""
        return self._terms_of_post.get(post, ())

    def posts_of(self, person: str, on: date | None = None) -> tuple[Term, ...]:
        """The terms of `person`, first to last; with `on` those that held, or may have held, on the day."""
        terms = self._terms_of_person.get(person, ())
        return tuple(term for term in terms if on is None or holds(term, on) is not False)

    def lookup(self, name: str, on: date | None = None) -> tuple[Candidate, ...]:
        """What a name or id can mean, best first: with `on`, what existed or was held that day before what was not.
        Of the world's towns only those that share no name with an entry."""
        meanings = self._index.get(key(name)) or self._town_index.get(key(name), ())
        return meanings if on is None else tuple(sorted(meanings, key=lambda meaning: not self._current(meaning, on)))

    def entry(self, meaning: Candidate) -> Named:
        """The entry that a candidate stands for."""
        kind, id = meaning
        if kind == "city" and id not in self.places:
            return self._towns[id]
        if kind == "seat" and id in self.organisations:
            return self.organisations[id]
        return self._tables.get(kind, self.states)[id]

    def country_of(self, place: str) -> str | None:
        """The one state in which the place, city or capital of that name or id lies; None where several do, or none."""
        countries = {self._country(meaning) for meaning in self.lookup(place)}
        countries.discard(None)
        return countries.pop() if len(countries) == 1 else None

    def whole(self, id: str) -> str:
        """The organisation or state of which a body is part: NATO for NATO/NAC, AL-QAEDA for NUSRA, else itself."""
        entry = self.organisations.get(id)
        part_of = entry.part_of if entry else None
        return self.whole(part_of) if part_of else id.split("/")[0]

    def find(self, text: str) -> tuple[Mention, ...]:
        """Every name in a text with its offsets and what it may mean, in one pass."""
        return self._matcher.find(text)

    @cached_property
    def spellings(self) -> Mapping[str, str]:
        """Every name that `lookup` knows as it is written, by the form in which names are compared."""
        return {key(name): name for name, _ in reversed((*self._names, *self._town_names))}

    def _current(self, meaning: Candidate, on: date) -> bool:
        entry = self.entry(meaning)
        if isinstance(entry, Person):
            return bool(self.posts_of(entry.id, on))
        return not isinstance(entry, (State, Organisation)) or holds(entry, on) is not False

    def _country(self, meaning: Candidate) -> str | None:
        if meaning.kind in ("state", "capital"):
            return meaning.id
        entry = self.entry(meaning) if meaning.kind in ("place", "city") else None
        return entry.country if isinstance(entry, Place) else None

    @cached_property
    def _tables(self) -> dict[Kind, Mapping[str, Named]]:
        return {
            "organisation": self.organisations,
            "group": self.groups,
            "post": self.posts,
            "person": self.persons,
            "landmark": self.landmarks,
            "place": self.places,
            "city": self.places,
        }

    @cached_property
    def _memberships(self) -> dict[str, list[Membership]]:
        grouped = defaultdict(list)
        for each in self.memberships:
            grouped[each.org].append(each)
        return dict(grouped)

    @cached_property
    def _terms_of_post(self) -> dict[str, tuple[Term, ...]]:
        return _grouped((term.post, term) for term in self.terms)

    @cached_property
    def _terms_of_person(self) -> dict[str, tuple[Term, ...]]:
        return _grouped((term.person, term) for term in self.terms)

    @cached_property
    def _towns(self) -> dict[str, Place]:
        return {**{town.id: town for town in big_cities(self.states.values())}, **self.places}

    @cached_property
    def _names(self) -> tuple[Name, ...]:
        return tuple(names_of(self))

    @cached_property
    def _town_names(self) -> tuple[Name, ...]:
        own = self.places
        return tuple((town.name, Candidate("city", id)) for id, town in self._towns.items() if id not in own)

    @cached_property
    def _matcher(self) -> Matcher:
        return Matcher((*self._names, *self._town_names))

    @cached_property
    def _town_index(self) -> dict[str, tuple[Candidate, ...]]:
        return index(self._town_names)

    @cached_property
    def _index(self) -> dict[str, tuple[Candidate, ...]]:
        ids = (
            (meaning.id, meaning) for _, meaning in self._names if meaning.kind not in ("demonym", "capital", "seat")
        )
        return index((*self._names, *ids))


def _since(when: Interval | None) -> date:
    return when.earliest if when and when.earliest else date.min


def _by_id(entries: list[Entry], kind: type[E]) -> dict[str, E]:
    return {entry.id: entry for entry in entries if isinstance(entry, kind)}


def _grouped(pairs: Iterable[tuple[str, Term]]) -> dict[str, tuple[Term, ...]]:
    grouped: dict[str, tuple[Term, ...]] = {}
    for name, term in pairs:
        grouped[name] = (*grouped.get(name, ()), term)
    return grouped
