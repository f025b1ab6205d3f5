"""Persons whose side a report tells only later: 'Death of Abu Ali', then 'Abu Ali, an ISIS leader, was killed'."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from foederis.model import Actor, Claim


def with_sides(claims: Iterable[Claim]) -> list[Claim]:
    """The claims of one report, each named person acting for whom another claim of it says, if all that do agree."""
    given = list(claims)
    told: defaultdict[str, set[tuple[str, str | None]]] = defaultdict(set)
    for actor in (a for claim in given for a in (*claim.actors, *claim.targets)):
        if actor.id and actor.for_:
            told[actor.id].add((actor.for_, actor.role))
    known = {id_: sides.pop() for id_, sides in told.items() if len(sides) == 1}
    return [replace(claim, actors=_known(claim.actors, known), targets=_known(claim.targets, known)) for claim in given]


def _known(parties: tuple[Actor, ...], known: dict[str, tuple[str, str | None]]) -> tuple[Actor, ...]:
    return tuple(_sided(actor, known[actor.id]) if actor.id in known else actor for actor in parties)


def _sided(actor: Actor, side: tuple[str, str | None]) -> Actor:
    return actor if actor.for_ else replace(actor, for_=side[0], role=side[1])
