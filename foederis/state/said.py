"""What a claim says, in the terms of the state: from when it counts, which days it allows, for whom its parties act."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cache

from foederis.acts import SPEECH
from foederis.model import Actor, Claim, Interval
from foederis.who.wording import head_of, words_of


def starts(claim: Claim) -> date:
    """The first day on whose state the claim counts.

    What is done counts from the first day on which it may have been, or, where that is open, from the last, by which it
    was. What is planned, possible or did not happen counts from the day it was said.
    """
    told = claim.published.earliest or claim.published.latest
    if claim.status == "done" or claim.act in SPEECH:
        return claim.earliest or claim.latest or told or date.min
    if claim.status == "not_done":
        return claim.latest or told or claim.earliest or date.min
    return told or min(filter(None, (claim.earliest, claim.latest)), default=date.min)


def agreed(claims: Iterable[Claim]) -> Interval | None:
    """The days that all the claims allow; where they allow none in common, those of the first that says any."""
    said: tuple[date | None, date | None] | None = None
    earliest = latest = None
    for claim in claims:
        begin, end = claim.earliest, claim.latest
        if said is None and (begin or end):
            said = begin, end
        if begin and (earliest is None or begin > earliest):
            earliest = begin
        if end and (latest is None or end < latest):
            latest = end
    if said is None:
        return None
    return Interval(*said) if earliest and latest and earliest > latest else Interval(earliest, latest)


def occasions(claims: Iterable[Claim]) -> Iterator[list[Claim]]:
    """Claims of the same thing parted by occasion: those of one have a day in common on which all may have been.

    An open side allows any day, so that "has pledged" joins the pledge told of earlier. Days are given out from the
    first last day on (the least number of days that meet all intervals), so the order of claims does not matter.
    """
    some = claims if isinstance(claims, list) else list(claims)
    if len(some) == 1:
        yield some
        return
    day: date | None = None
    group: list[Claim] = []
    for claim in sorted(some, key=_by_end):
        if day is None or (claim.earliest is not None and claim.earliest > day):
            if group:
                yield group
            day, group = claim.latest or date.max, []
        group.append(claim)
    if group:
        yield group


def meet(claims: Iterable[Claim]) -> bool:
    """May all have been on one day? They are then one occasion."""
    days = [(claim.earliest, claim.latest) for claim in claims]
    first = max([day for day, _ in days if day], default=None)
    last = min([day for _, day in days if day], default=None)
    return first is None or last is None or first <= last


def _by_end(claim: Claim) -> tuple[date, date, str]:
    return claim.latest or date.max, claim.earliest or date.min, claim.id


def contradicts(no: Claim, yes: Sequence[Claim]) -> bool:
    """Said not to have happened by a day, and on days, on which the others say that it did."""
    days = agreed(yes) or Interval()
    latest = days.latest or days.earliest
    if latest is None or no.latest is None or latest > no.latest:
        return False
    return no.earliest is None or (days.earliest or latest) >= no.earliest


def party(actor: Actor) -> str:
    """Whom the actor acts for, else the words used."""
    return actor.for_ or actor.text


def parties(actors: Iterable[Actor]) -> tuple[str, ...]:
    """Whom the actors act for, each once, in their order."""
    return tuple(dict.fromkeys([actor.for_ or actor.text for actor in actors]))


def everybody(claims: Iterable[Claim]) -> tuple[str, ...]:
    """All who act in any of the claims, in alphabetical order."""
    return tuple(sorted({party(actor) for claim in claims for actor in claim.actors}))


def is_force(actor: Actor, claim: Claim) -> bool:
    """The force itself is named as who moves ("500 soldiers stay"): that does not say whose they are."""
    return actor.for_ is None and actor.id is None and head_of(claim.object) in words_of(actor.text)


def joint(actors: Iterable[Actor]) -> str | None:
    """Those who act together as one name: `DEU, FRA`; None where nobody is named."""
    return ", ".join(sorted(set(parties(actors)))) or None


def first(values: Iterable[str | None]) -> str | None:
    """The first value that says anything."""
    return next(filter(None, values), None)


def every(values: Iterable[str | None]) -> str | None:
    """All that is said, each once; None where nothing is."""
    return "; ".join(dict.fromkeys(filter(None, values))) or None


def fullest(values: Iterable[str | None]) -> str | None:
    """The longest of the texts, the first in the alphabet of several."""
    some = set(filter(None, values))
    if len(some) < 2:
        return some.pop() if some else None
    return min(some, key=lambda text: (-len(text), text))


def ids(claims: Iterable[Claim]) -> tuple[str, ...]:
    """The claims' ids in order."""
    return tuple(sorted({claim.id for claim in claims}))


def row_id(*parts: object) -> str:
    """A row's id: a hash of what identifies it; sets are put in order first."""
    said = repr([_ordered(part) if isinstance(part, frozenset) else part for part in parts])
    return hashlib.blake2b(said.encode(), digest_size=8).hexdigest()


@cache
def _ordered(words: frozenset[str]) -> list[str]:
    return sorted(words)


@cache
def thing_words(object_id: str | None) -> frozenset[str]:
    """The words of an id that the reader gave a described thing (`plan:JPN-NATO-liaison-office`), codes as they are."""
    kind, _, words = (object_id or "").partition(":")
    return frozenset(words.split("-")) if kind in ("plan", "mission", "text") else frozenset()


def numbers(claims: Sequence[Claim]) -> dict[float, list[Claim]]:
    """The quantities that the claims give, each with those that give it."""
    given: dict[float, list[Claim]] = {}
    for claim in claims:
        if claim.quantity is not None:
            given.setdefault(claim.quantity, []).append(claim)
    return given
