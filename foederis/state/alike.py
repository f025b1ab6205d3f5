"""When two claims may tell of one event: a claim reduced to what is compared, and the comparison."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from foederis.acts import MUTUAL
from foederis.model import Actor, Claim
from foederis.state.words import headed, words
from foederis.who.wording import head_of as head_of
from foederis.who.wording import words_of as words_of

NEAR = timedelta(days=14)  #: an act is closely dated when its first and last possible day lie no further apart
WEEK = timedelta(days=7)  #: the same for acts that recur
REACH = timedelta(days=31)  #: how far an interval open on one side is taken to reach from its known end

RECURRING = frozenset({"attack", "coerce", "consult", "cooperate", "protest"})
"""Acts the same parties do again day after day: two sources tell of one only when both date it to the same few days."""

_OF_PEOPLE = frozenset({"deploy", "withdraw", "provide"})
"""Acts whose object's id may be the mission to which people or aid belong: two gifts to one mission are not one."""

_OF_PERSONS = frozenset({"appoint", "depart"})  #: acts whose target is a person, not the body the person speaks for


@dataclass(frozen=True, slots=True)
class Shape:
    """What a claim says of parties, object and place, in the form in which claims are compared."""

    actors: frozenset[str]
    targets: frozenset[str]
    object_id: str | None
    head: str | None
    words: frozenset[str]
    place: frozenset[str]
    country: str | None
    near: bool  #: closely dated
    source: str | None  #: of acts that recur, the source that tells of it

    def fits(self, other: Shape) -> bool:
        """Nothing one says stands against the other; what either leaves unsaid does not count."""
        return (
            (self.source == other.source or (self.near and other.near))
            and _same_or_unsaid(self.actors, other.actors)
            and _same_or_unsaid(self.targets, other.targets)
            and not _roles_swapped(self, other)
            and self._object_fits(other)
            and _within(self.place, other.place)
            and (self.country is None or other.country is None or self.country == other.country)
        )

    def holds(self, other: Shape) -> bool:
        """Something both say makes them one event: the object, or, when both are closely dated, place or parties."""
        close = self.near and other.near
        parties = _shared(self.actors, other.actors) or _shared(self.targets, other.targets)
        place = bool(self.place and other.place)
        if self.object_id and self.object_id == other.object_id:
            return True
        if self.words and other.words:
            named = self.words == other.words or min(len(self.words), len(other.words)) > 1
            return (close and named) or parties or place
        return close and (place or (self.actors == other.actors and self.targets == other.targets and parties))

    def agreement(self, other: Shape) -> int:
        """How many things both say alike: chooses between events that a claim fits equally."""
        mine = (self.actors, self.targets, self.object_id, self.words, self.place, self.country)
        theirs = (other.actors, other.targets, other.object_id, other.words, other.place, other.country)
        return sum(bool(one) and one == two for one, two in zip(mine, theirs, strict=True))

    def _object_fits(self, other: Shape) -> bool:
        if self.object_id and other.object_id:
            return self.object_id == other.object_id
        if not self.words or not other.words:
            return True
        named = {party.casefold() for party in self.actors | self.targets | other.actors | other.targets}
        return self.head == other.head and _within(_without(self.words, named), _without(other.words, named))


def shape_of(claim: Claim, source: str) -> Shape:
    """The claim's shape; in mutual acts all parties are actors, since either may be named first."""
    by_person = claim.act in _OF_PERSONS
    actors, targets = parties(claim.actors), parties(claim.targets, by_person=by_person)
    if claim.act in MUTUAL:
        actors, targets = actors | targets, frozenset()
    start, end = span_of(claim)
    recurs = claim.act in RECURRING
    words = _hit(claim.object) if claim.act == "attack" else words_of(claim.object)
    return Shape(
        actors=actors,
        targets=targets,
        object_id=None if claim.act in _OF_PEOPLE else claim.object_id,
        head=head_of(claim.object) if words else None,
        words=words,
        place=words_of(claim.place),
        country=claim.country,
        near=end - start <= (WEEK if recurs else NEAR) and claim.earliest is not None and claim.latest is not None,
        source=source if recurs else None,
    )


def parties(actors: Iterable[Actor], *, by_person: bool = False) -> frozenset[str]:
    """One name for each party: the state or organisation it acts for, else the person, else the words used."""

    def name(actor: Actor) -> str:
        known = actor.id if by_person and actor.id else actor.for_ or actor.id
        return known or "~" + " ".join(sorted(words_of(actor.text)))

    return frozenset(name(actor) for actor in actors)


def span_of(claim: Claim) -> tuple[date, date]:
    """The days on which the act is looked for: an open side reaches `REACH`; undated, when it was published."""
    earliest, latest = claim.earliest, claim.latest
    if earliest is None and latest is None:
        earliest, latest = claim.published.earliest, claim.published.latest
    if earliest is not None and latest is not None:
        return earliest, max(earliest, latest)
    if latest is not None:
        return latest - REACH if latest - date.min > REACH else date.min, latest
    if earliest is not None:
        return earliest, earliest + REACH if date.max - earliest > REACH else date.max
    return date.min, date.min


def months(start: date, end: date) -> Iterator[int]:
    """The months an act may fall in; of more than two years only the first and the last year."""
    first, last = start.year * 12 + start.month, end.year * 12 + end.month
    if last - first < 24:
        yield from range(first, last + 1)
    else:
        yield from range(first, first + 12)
        yield from range(last - 11, last + 1)


@cache
def _hit(text: str | None) -> frozenset[str]:
    """What an attack hit or was done with: "the Paris attacks" say neither."""
    said = words_of(text)
    return said - words().lists["strikes"] if headed("strikes", text) else said


def _same_or_unsaid(one: frozenset[str], other: frozenset[str]) -> bool:
    return not one or not other or one == other


def _roles_swapped(one: Shape, other: Shape) -> bool:
    """One claim's doer is the other's target: who fought whom is not the same when it is told the other way round."""
    return one.actors != one.targets and bool(one.actors & other.targets or other.actors & one.targets)


def _without(words: frozenset[str], named: set[str]) -> frozenset[str]:
    """The words less the names of parties, where enough is left to tell things apart."""
    rest = words - named
    return rest if len(rest) > 1 else words


def _within(one: frozenset[str], other: frozenset[str]) -> bool:
    return one <= other or other <= one


def _shared(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one) and one == other
