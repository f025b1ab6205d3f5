"""One report telling of one act twice: the telling that gives no date takes the other's."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from foederis.acts import SPEECH
from foederis.model import Actor, Claim

_GENERIC = frozenset(
    "attack attacks strike strikes airstrike airstrikes operation operations campaign support talks meeting visit mission "
    "forces troops activities decision agreement deal with from the and for against its".split()
)
_ENCOUNTERS = frozenset({"consult"})


def with_shared_dates(claims: Iterable[tuple[Claim, bool]]) -> list[Claim]:
    """The claims of one report, in order; the flag says which have a date of their own.

    An undated act that is done takes the date of a dated one of the same act, if parties and places do not differ and a
    party on each side, a place or a telling word of the object is shared, and if all such dated ones agree.
    """
    given = list(claims)
    dated: dict[str, list[Claim]] = defaultdict(list)
    for claim, own in given:
        if own and claim.status == "done" and claim.earliest is not None and claim.latest is not None:
            dated[claim.act].append(claim)
    return [claim if own else _dated(claim, dated[claim.act]) for claim, own in given]


def _dated(claim: Claim, others: list[Claim]) -> Claim:
    if (
        claim.status != "done"
        or claim.earliest is not None
        or (claim.act in SPEECH and claim.speaker is None and claim.act != "agree")
    ):
        return claim
    when = {(other.earliest, other.latest) for other in others if _same_act(claim, other)}
    if len(when) != 1:
        return claim
    earliest, latest = when.pop()
    return replace(claim, earliest=earliest, latest=latest)


def _same_act(a: Claim, b: Claim) -> bool:
    if _differ(_parties(a.actors), _parties(b.actors)) or _differ(_parties(a.targets), _parties(b.targets)):
        return False
    if _differ(_words(a.place), _words(b.place)):
        return False
    actors = _parties(a.actors) & _parties(b.actors)
    targets = _parties(a.targets) & _parties(b.targets)
    return bool(
        (actors and targets)
        or _words(a.place) & _words(b.place)
        or _words(a.object) & _words(b.object)
        or (a.act in _ENCOUNTERS and actors)
    )


def _differ(a: frozenset[str], b: frozenset[str]) -> bool:
    return bool(a) and bool(b) and not a & b


def _parties(actors: tuple[Actor, ...]) -> frozenset[str]:
    return frozenset(actor.for_.split("/")[0] for actor in actors if actor.for_)


def _words(text: str | None) -> frozenset[str]:
    return frozenset(re.findall(r"[a-z]{4,}", (text or "").lower())) - _GENERIC
