"""What the claims of one forum are about, kept as claims come and go.

A topic is told in wordings that are alike, or alike to one that is; the first of them in order stands for it. Only
claims that make proposals have a say in which topics there are: the others join the one topic whose wordings share
most words with theirs, and none where two fit alike. Topics follow from the set of claims alone. What comes or goes
touches the topics with wordings alike to its own, and no others.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from datetime import date
from functools import cache
from typing import Final, NamedTuple

from foederis.model import Claim
from foederis.state.rows import Row
from foederis.state.said import thing_words
from foederis.state.table import Key, Making, Parting, Table

Words = frozenset[str]

SHARED: Final = 2  #: words that two objects must share unless they are the same
OVERLAP: Final = 2 / 3  #: the share of the shorter object's words that must be shared


class Speaking(NamedTuple):
    """How claims speak in a forum."""

    said: Callable[[Claim, object], Words]  #: the words that say what is proposed in the forum
    makes: Callable[[Claim, object], bool]  #: does the claim make a proposal of the forum?


class _Placed(NamedTuple):
    claim: Claim
    topic: Words | None


class ByTopic(Table):
    """Rows of one kind whose blocks, of one forum each, fall apart by topic: `part` is given those of one topic, and
    a block's key is that of the forum followed by the topic."""

    def __init__(self, part: Parting, make: Making, speaking: Speaking) -> None:
        super().__init__(part, make)
        self._speaking = speaking
        self._fora: dict[Key, Topics] = {}
        self._unsorted: set[Key] = set()

    def add(self, key: Key, claim: Claim) -> None:
        if key not in self._fora:
            self._fora[key] = Topics(key[0], self._speaking)
        self._fora[key].add(claim)
        self._unsorted.add(key)

    def remove(self, key: Key, claim: Claim) -> None:
        self._fora[key].remove(claim)
        self._unsorted.add(key)

    def rows_beside(self, keys: Iterable[Key], on: date) -> list[Row]:
        self.settle()
        fora = [key for key in keys if key in self._fora]
        return super().rows_beside([(*key, topic) for key in fora for topic in self._fora[key].all()], on)

    def rows_with(self, claims: Iterable[tuple[Key, Claim]], on: date) -> list[Row]:
        self.settle()
        return super().rows_with(self._of_topics(claims), on)

    def rows_among(self, claims: Iterable[tuple[Key, Claim]], ids: Set[str], on: date) -> list[Row]:
        self.settle()
        return super().rows_among(self._of_topics(claims), ids, on)

    def _of_topics(self, claims: Iterable[tuple[Key, Claim]]) -> Iterator[tuple[Key, Claim]]:
        placed = ((key, self._fora[key].topic(claim.id), claim) for key, claim in claims if key in self._fora)
        return (((*key, topic), claim) for key, topic, claim in placed)

    def settle(self) -> None:
        for key in self._unsorted:
            for before, after in self._fora[key].settle():
                if before and before.topic is not None:
                    super().remove((*key, before.topic), before.claim)
                if after and after.topic is not None:
                    super().add((*key, after.topic), after.claim)
        self._unsorted.clear()
        super().settle()


class Topics:
    """The claims of one forum, each with its topic."""

    def __init__(self, forum: object, speaking: Speaking) -> None:
        self._forum, self._speaking = forum, speaking
        self._changed: dict[str, Claim | None] = {}
        self._placed: dict[str, _Placed] = {}
        self._of_thing: dict[str, dict[str, Claim]] = defaultdict(dict)
        self._wording: dict[str, Words] = {}
        self._making, self._joining = _Wordings(), _Wordings()
        self._topic: dict[Words, Words] = {}
        self._members: dict[Words, set[Words]] = {}

    def all(self) -> Iterable[Words]:
        """The topics there are."""
        return self._members

    def topic(self, id_: str) -> Words | None:
        """That of a claim; None where it has none."""
        placed = self._placed.get(id_)
        return placed.topic if placed else None

    def add(self, claim: Claim) -> None:
        self._changed[claim.id] = claim

    def remove(self, claim: Claim) -> None:
        self._changed[claim.id] = None

    def settle(self) -> Iterator[tuple[_Placed | None, _Placed | None]]:
        """Each claim that came, went or has another topic than before: where it was, and where it is now."""
        claims = self._reworded()
        before = {id_: self._wording.pop(id_) for id_ in claims if id_ in self._wording}
        touched = (self._making.take(before) | self._joining.take(before)) if before else set()
        gone = {wording for wording in touched if wording in self._topic and wording not in self._making}
        making: dict[str, Words] = {}
        joining: dict[str, Words] = {}
        for claim, wording in self._worded(claims.values()):
            self._wording[claim.id] = wording
            (making if self._speaking.makes(claim, self._forum) else joining)[claim.id] = wording
        gone -= set(making.values())
        regrouped = self._regroup(gone, {wording for wording in making.values() if wording not in self._topic}, making)
        moved = {wording for each in (*gone, *regrouped) for wording in self._joining.alike(each)}
        ids = {*claims, *self._joining.ids(moved), *self._making.ids(regrouped)}
        self._joining.put(joining)
        yield from self._moves(ids, claims)
        self._changed.clear()

    def _reworded(self) -> dict[str, Claim | None]:
        """The claims that came or went, and those of the same things: their words are the thing's."""
        things: set[str] = set()
        for id_, claim in self._changed.items():
            there = self._placed.get(id_)
            if there and thing_words(there.claim.object_id):
                things.add(str(there.claim.object_id))
                self._of_thing[str(there.claim.object_id)].pop(id_, None)
            if claim and thing_words(claim.object_id):
                things.add(str(claim.object_id))
                self._of_thing[str(claim.object_id)][id_] = claim
        same: dict[str, Claim | None] = {}
        for thing in things:
            same |= self._of_thing[thing]
        return same | self._changed

    def _worded(self, claims: Iterable[Claim | None]) -> Iterator[tuple[Claim, Words]]:
        """What each claim says is proposed; claims of one thing, by its id, say it in all their words."""
        of_thing: dict[str, Words] = {}
        for claim in filter(None, claims):
            if not (told := thing_words(claim.object_id)):
                yield claim, self._speaking.said(claim, self._forum)
                continue
            thing = str(claim.object_id)
            if thing not in of_thing:
                some = self._of_thing[thing].values()
                of_thing[thing] = told.union(*(self._speaking.said(one, self._forum) for one in some))
            yield claim, of_thing[thing]

    def _regroup(self, gone: set[Words], new: set[Words], making: Mapping[str, Words]) -> set[Words]:
        """Work out the topics that wordings gone or new may change; gives all wordings of these."""
        self._making.put(making)
        stale = {self._topic[wording] for wording in gone}
        for wording in new if self._topic else ():
            stale |= {self._topic[other] for other in self._making.alike(wording) if other in self._topic}
        wordings = new.union(*(self._members.pop(topic) for topic in stale)) - gone
        for wording in gone:
            del self._topic[wording]
        for wording, topic in leaders(wordings).items():
            self._topic[wording] = topic
            self._members.setdefault(topic, set()).add(wording)
        return wordings

    def _moves(
        self, ids: Iterable[str], claims: Mapping[str, Claim | None]
    ) -> Iterator[tuple[_Placed | None, _Placed | None]]:
        known: dict[Words, Words | None] = {}
        for id_ in ids:
            before = self._placed.get(id_)
            claim = claims.get(id_, before and before.claim)
            topic = self._topic_of(claim, known) if claim else None
            if before is not None and before.claim is claim and before.topic == topic:
                continue
            after = _Placed(claim, topic) if claim else None
            if after:
                self._placed[id_] = after
            elif before:
                del self._placed[id_]
            yield before, after

    def _topic_of(self, claim: Claim, known: dict[Words, Words | None]) -> Words | None:
        wording = self._wording[claim.id]
        if self._making.has(claim.id, wording):
            return self._topic[wording]
        if wording not in known:
            known[wording] = self._best(wording)
        return known[wording]

    def _best(self, wording: Words) -> Words | None:
        """The one topic whose wordings share most words with this one."""
        shared: dict[Words, int] = {}
        for other in self._making.alike(wording):
            topic = self._topic[other]
            shared[topic] = max(shared.get(topic, 0), len(wording & other))
        most = [topic for topic, count in shared.items() if count == max(shared.values())]
        return most[0] if len(most) == 1 else None


class _Wordings:
    """Wordings by their words, each with the ids of the claims that use it."""

    def __init__(self, wordings: Iterable[Words] = ()) -> None:
        self._ids: dict[Words, set[str]] = {}
        self._by_word: dict[str, set[Words]] = defaultdict(set)
        for wording in wordings:
            self._open(wording)

    def __contains__(self, wording: Words) -> bool:
        return wording in self._ids

    def has(self, id_: str, wording: Words) -> bool:
        return id_ in self._ids.get(wording, ())

    def ids(self, wordings: Iterable[Words]) -> Iterator[str]:
        """The claims that use one of these."""
        return (id_ for wording in wordings for id_ in self._ids.get(wording, ()))

    def put(self, of_claim: Mapping[str, Words]) -> None:
        for id_, wording in of_claim.items():
            if wording not in self._ids:
                self._open(wording)
            self._ids[wording].add(id_)

    def take(self, of_claim: Mapping[str, Words]) -> set[Words]:
        """Let go of the claims; gives the wordings that are used no more."""
        unused = set()
        for id_, wording in of_claim.items():
            if self.has(id_, wording):
                self._ids[wording].discard(id_)
                if not self._ids[wording]:
                    unused.add(wording)
                    self._close(wording)
        return unused

    def alike(self, said: Words) -> set[Words]:
        """The wordings that are alike to this one."""
        shared = Counter(wording for word in said for wording in self._by_word.get(word, ()))
        near = (wording for wording, count in shared.items() if count >= SHARED or count == len(wording))
        return {wording for wording in near if alike(said, wording)}

    def _open(self, wording: Words) -> None:
        self._ids[wording] = set()
        for word in wording:
            self._by_word[word].add(wording)

    def _close(self, wording: Words) -> None:
        del self._ids[wording]
        for word in wording:
            self._by_word[word].discard(wording)


def alike(one: Words, other: Words) -> bool:
    """The same words, or enough of them, the numbers by which resolutions and laws are called among them."""
    shared = len(one & other)
    enough = one == other or (shared >= SHARED and shared >= OVERLAP * min(len(one), len(other)))
    return enough and _numbers(one) == _numbers(other)


@cache
def _numbers(words: Words) -> Words:
    return frozenset([word for word in words if len(word) > 2 and word.isdigit()])


def leaders(wordings: Iterable[Words]) -> dict[Words, Words]:
    """Each wording with the first of all that are alike to it, or alike to one that is."""
    order = sorted(wordings, key=sorted)
    leader = {wording: wording for wording in order}

    def find(wording: Words) -> Words:
        while leader[wording] != wording:
            leader[wording] = leader[leader[wording]]
            wording = leader[wording]
        return wording

    index = _Wordings(order)
    for wording in order:
        for other in index.alike(wording):
            one, two = sorted((find(wording), find(other)), key=sorted)
            leader[two] = one
    return {wording: find(wording) for wording in order}
