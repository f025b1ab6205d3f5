"""Which incident known to who's who a claim tells of: "the Paris attacks" of one day is one event, however told."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from functools import cached_property
from typing import Final

from foederis.model import Claim
from foederis.state.alike import words_of
from foederis.who import Who
from foederis.who.entries import Landmark

_KINDS: Final = frozenset({"attack", "shootdown", "coerce"})
_LONGEST: Final = timedelta(days=7)  #: what goes on for longer is many events

_Words = frozenset[str]


class Landmarks:
    """The attacks of who's who, by the words that name them."""

    def __init__(self, who: Who) -> None:
        self._who = who
        self._named: dict[tuple[str | None, str | None], tuple[Landmark, ...]] = {}

    def of(self, claim: Claim) -> Landmark | None:
        """The one that the object with the place names, of a day that the claim allows; None where several may be."""
        told = claim.object, claim.place
        if told not in self._named:
            self._named[told] = self._find(words_of(claim.object) | words_of(claim.place))
        if not self._named[told]:
            return None
        found = [each for each in self._named[told] if _may_be(claim, each)]
        if len(found) > 1:
            found = [each for each in found if claim.latest in days_of(each)]
        return found[0] if len(found) == 1 else None

    def _find(self, said: _Words) -> tuple[Landmark, ...]:
        found = {each.id: each for word in said for name, each in self._by_word.get(word, ()) if name <= said}
        return tuple(found.values())

    @cached_property
    def _by_word(self) -> dict[str, list[tuple[_Words, Landmark]]]:
        found: dict[str, list[tuple[_Words, Landmark]]] = defaultdict(list)
        for each in self._who.landmarks.values():
            if each.kind in _KINDS and (days := days_of(each)) and days[-1] - days[0] <= _LONGEST:
                for words in (*map(" ".join, each.words), each.name, *each.aliases):
                    name = words_of(words)
                    found[min(name)].append((name, each))
        return found


def days_of(landmark: Landmark) -> tuple[date, ...]:
    """Its first and last day; nothing where they are not known."""
    first = landmark.from_.earliest if landmark.from_ else None
    last = landmark.to.latest if landmark.to else first
    return (first, last) if first and last else ()


def _may_be(claim: Claim, landmark: Landmark) -> bool:
    days = days_of(landmark)
    if not days or (claim.earliest is None and claim.latest is None):
        return False
    hit = {actor.for_ for actor in claim.targets if actor.for_}
    involved = {*landmark.parties, landmark.country}
    return (
        (claim.earliest is None or claim.earliest <= days[1])
        and (claim.latest is None or claim.latest >= days[0])
        and (not hit or bool(hit & involved))
        and (claim.country is None or landmark.country is None or claim.country == landmark.country)
    )
