"""Who's who as the state asks it: whom a text names, which mission or post is meant. Answers are kept, texts recur."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cached_property

from foederis.model import Actor, Claim
from foederis.state.landmarks import Landmarks
from foederis.who import Candidate, Who, holds
from foederis.who.entries import Membership, Organisation, Term
from foederis.who.missions import country_of, country_of_mission, one_of
from foederis.who.wording import words_of

FORA = frozenset({"alliance", "union", "organisation", "coalition"})  #: kinds of organisation that decide and partner


class Known:
    """Questions to who's who, each answered once."""

    def __init__(self, who: Who) -> None:
        self.who = who
        self.landmarks = Landmarks(who)
        self._wholes: dict[str, str] = {}
        self._named: dict[str, tuple[Candidate, ...]] = {}
        self._mission_of_text: dict[str | None, str | None] = {}
        self._orgs: dict[str | None, tuple[str, ...]] = {}
        self._posts: dict[tuple[str, str | None], str | None] = {}
        self._histories: dict[tuple[str, str], tuple[Membership, ...]] = {}

    def whole(self, id_: str) -> str:
        """The state or organisation of which a body is part, else the id itself."""
        whole = self._wholes.get(id_)
        if whole is None:
            whole = self._wholes[id_] = self.who.whole(id_)
        return whole

    def wholes(self, actors: Iterable[Actor]) -> tuple[str, ...]:
        """The states and organisations that the actors act for, without those that did not resolve."""
        known = self._wholes
        found = [known.get(actor.for_) or self.whole(actor.for_) for actor in actors if actor.for_]
        return tuple(found) if len(found) < 2 else tuple(dict.fromkeys(found))

    def named(self, text: str | None) -> tuple[Candidate, ...]:
        """All that the names in the text may mean, the likeliest of each name."""
        if not text:
            return ()
        if text not in self._named:
            self._named[text] = tuple(mention.entries[0] for mention in self.who.find(text))
        return self._named[text]

    def orgs_in(self, text: str | None) -> tuple[str, ...]:
        """The organisations named in the text, bodies as their wholes."""
        if text not in self._orgs:
            found = (self.whole(id_) for kind, id_ in self.named(text) if kind == "organisation")
            self._orgs[text] = tuple(dict.fromkeys(found))
        return self._orgs[text]

    def country(self, claim: Claim) -> str | None:
        """The country the claim is about: where it happened, else the one place or state that its object names."""
        if claim.country:
            return claim.country
        found = {country_of(self.who, meaning) for meaning in self.named(claim.object)} - {None}
        return found.pop() if len(found) == 1 else None

    def is_forum(self, id_: str | None) -> bool:
        """Is it an organisation that decides by its members and has partners?"""
        return id_ in self._fora

    @cached_property
    def _fora(self) -> frozenset[str]:
        return frozenset(id_ for id_, each in self.who.organisations.items() if each.kind in FORA)

    def missions(self) -> Iterable[Organisation]:
        """All missions of who's who."""
        return self._missions.values()

    def is_mission(self, id_: str | None) -> bool:
        """Is it a mission of who's who?"""
        return id_ in self._missions

    def commanders(self, mission: str, on: date) -> list[tuple[Term, str]]:
        """Who surely commanded the mission on the day, each with their state."""
        terms = (term for post in self._commands.get(mission, ()) for term in self.who.holders(post, on))
        people = ((term, self.who.persons[term.person].nationality) for term in terms if holds(term, on))
        return [(term, state) for term, state in people if state]

    @cached_property
    def _commands(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for post in self.who.posts.values():
            if post.kind == "commander" and post.for_ in self._missions:
                found[post.for_].append(post.id)
        return found

    def mission_named(self, claim: Claim) -> str | None:
        """The one mission that the claim's object id or object names."""
        if claim.object_id in self._missions:
            return claim.object_id
        if claim.object not in self._mission_of_text:
            found = {id_ for kind, id_ in self.named(claim.object) if kind == "organisation" and id_ in self._missions}
            self._mission_of_text[claim.object] = found.pop() if len(found) == 1 else None
        return self._mission_of_text[claim.object]

    def mission_in(self, owner: str | None, country: str | None, days: Sequence[date]) -> str | None:
        """The one mission that the organisation had, or may have had, in the country on the days."""
        return one_of(self._missions_in.get((owner, country), ()), days)

    def country_of_mission(self, id_: str) -> str | None:
        """The country a mission works in: where it sits, or which its name names."""
        return self._countries.get(id_)

    @cached_property
    def _missions(self) -> dict[str, Organisation]:
        return {id_: each for id_, each in self.who.organisations.items() if each.kind == "mission"}

    @cached_property
    def _countries(self) -> dict[str, str | None]:
        return {id_: country_of_mission(self.who, each) for id_, each in self._missions.items()}

    @cached_property
    def _missions_in(self) -> dict[tuple[str | None, str | None], list[Organisation]]:
        found: dict[tuple[str | None, str | None], list[Organisation]] = defaultdict(list)
        for mission in self._missions.values():
            found[self.whole(mission.id), self._countries[mission.id]].append(mission)
        return found

    def post(self, text: str | None, for_: str | None) -> str | None:
        """The post of who's who that the text names, of several alike the one whose holder speaks for `for_`."""
        if not text:
            return None
        if (text, for_) not in self._posts:
            self._posts[text, for_] = self._find_post(text, for_)
        return self._posts[text, for_]

    def _find_post(self, text: str, for_: str | None) -> str | None:
        found = {id_ for kind, id_ in self.who.lookup(text) if kind == "post"}
        found = found or {id_ for kind, id_ in self.named(text) if kind == "post"}
        found = found or self._posts_by_words.get(words_of(text), set())
        if len(found) > 1 or (not found and for_):
            found = {id_ for id_ in found or self._titled(text) if self.who.posts[id_].for_ == for_}
        return found.pop() if len(found) == 1 else None

    @cached_property
    def _posts_by_words(self) -> dict[frozenset[str], set[str]]:
        found: dict[frozenset[str], set[str]] = defaultdict(set)
        for post in self.who.posts.values():
            for name in (post.name, *post.aliases):
                found[words_of(name)].add(post.id)
        return found

    def _titled(self, text: str) -> set[str]:
        said = words_of(text)
        kinds = {title.id for title in self.who.titles.values() if any(words_of(word) == said for word in title.words)}
        return {post.id for post in self.who.posts.values() if post.kind in kinds}

    def person(self, actor: Actor) -> str:
        """A person's id, or the words used."""
        return actor.id or actor.text

    def leads(self, id_: str) -> bool:
        """May forces stand under its command?"""
        entry = self.who.organisations.get(id_)
        return entry is not None and entry.kind in (*FORA, "command", "force", "mission")

    def alliances_of(self, state: str, on: date) -> tuple[str, ...]:
        """The alliances and unions to which the state surely belonged on the day."""
        return tuple([each.org for each in self._in_alliances.get(state, ()) if holds(each, on)])

    @cached_property
    def _in_alliances(self) -> dict[str, list[Membership]]:
        found: dict[str, list[Membership]] = defaultdict(list)
        for each in self.who.memberships:
            if self.who.organisations[each.org].kind in ("alliance", "union"):
                found[each.state].append(each)
        return found

    def is_member(self, org: str, state: str, on: date) -> bool:
        """Was the state surely a member of the organisation on the day?"""
        if (org, state) not in self._histories:
            self._histories[org, state] = self.who.member_history(org, state)
        return any(holds(each, on) for each in self._histories[org, state])
