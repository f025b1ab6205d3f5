"""Are two claims tellings of one act? What they share, and what tells them apart."""

from __future__ import annotations

import re
from functools import cache

from foederis.model import Actor, Claim

_GENERIC = frozenset(
    "attack attacks strike strikes airstrike airstrikes operation operations campaign support talks meeting visit "
    "mission forces troops activities decision agreement deal with from the and for against its".split()
)
ENCOUNTERS = frozenset({"consult", "agree"})  #: acts that two or more do together


def shared(a: Claim, b: Claim) -> int:
    """How many of actors, targets and object two tellings share."""
    pairs = (
        (parties(a.actors), parties(b.actors)),
        (parties(a.targets), parties(b.targets)),
        (words(a.object), words(b.object)),
    )
    return sum(bool(left & right) for left, right in pairs)


def told_apart(a: Claim, b: Claim) -> bool:
    """Do two tellings of an act differ in parties or place?"""
    if _differ(parties(a.actors), parties(b.actors)) or _differ(parties(a.targets), parties(b.targets)):
        return True
    return _differ(words(a.place), words(b.place)) or bool(a.country and b.country and a.country != b.country)


def same_act(a: Claim, b: Claim) -> bool:
    """True where two tellings share parties, a place or a telling word of the object, and differ in none."""
    if told_apart(a, b):
        return False
    actors = parties(a.actors) & parties(b.actors)
    targets = parties(a.targets) & parties(b.targets)
    return bool(
        (actors and targets)
        or words(a.place) & words(b.place)
        or words(a.object) & words(b.object)
        or (a.act in ENCOUNTERS and actors)
    )


def _differ(a: frozenset[str], b: frozenset[str]) -> bool:
    return bool(a) and bool(b) and not a & b


def parties(actors: tuple[Actor, ...]) -> frozenset[str]:
    """Whom they act for, bodies counted as their organisations."""
    return frozenset(actor.for_.split("/")[0] for actor in actors if actor.for_)


@cache
def words(text: str | None) -> frozenset[str]:
    """The telling words of a place or object."""
    return frozenset(re.findall(r"[a-z]{4,}", (text or "").lower())) - _GENERIC
