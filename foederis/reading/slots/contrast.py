"""What holds of one party and not of another: 'taken by X, not by Y', 'shares it with X but not with Y'."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from foederis.model import Actor, Claim
from foederis.reading.grammar.coordination import conjuncts
from foederis.reading.grammar.syntax import contrasted

if TYPE_CHECKING:
    from spacy.tokens import Token

    from foederis.reading.slots.slots import Slots


def both_sides(claim: Claim, slots: Slots) -> tuple[Claim, ...]:
    """The claim, and where its clause sets one party against another also that of the other, with opposite status."""
    for first in _prepositions(slots):
        second = contrasted(first)
        if second is None:
            continue
        here, there = slots.parties(_behind(first)), slots.parties(_behind(second))
        denied = second.nbor(-1).lower_ == "not"
        own = claim if denied else replace(claim, status="not_done")
        other = _put(replace(claim, status="not_done" if denied else "done"), here, there)
        if other is not None:
            return own, other
    return (claim,)


def _prepositions(slots: Slots) -> Iterable[Token]:
    anchors = (slots.evoked.token, slots.evoked.carrier, *slots.objects())
    return [c for a in anchors if a is not None for c in a.children if c.dep_ in ("prep", "agent")]


def _behind(preposition: Token) -> list[Token]:
    return [noun for c in preposition.children if c.dep_ == "pobj" for noun in conjuncts(c)]


def _put(claim: Claim, old: tuple[Actor, ...], new: tuple[Actor, ...]) -> Claim | None:
    """The claim with the new parties where it had the old; None where it had none of them."""
    sides = {a.for_ for a in old if a.for_}
    if not new or not sides:
        return None
    if sides & {a.for_ for a in claim.targets}:
        return replace(claim, targets=new)
    return replace(claim, actors=new) if sides & {a.for_ for a in claim.actors} else None
