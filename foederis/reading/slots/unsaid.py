"""Who acts where the clause has no subject: those who resolve, those who see to a deployment, the unit that is sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foederis.acts import MUTUAL
from foederis.reading.grammar import syntax
from foederis.reading.grammar.coordination import between
from foederis.reading.grammar.resolutions import is_operative

if TYPE_CHECKING:
    from spacy.tokens import Token

    from foederis.model import Actor
    from foederis.reading.slots.slots import Slots


def unsaid(slots: Slots) -> tuple[Actor, ...]:
    """Whom the sentence or the head of its text tells instead of a subject, empty where neither does."""
    evoked, resolving = slots.evoked, slots.cast.memory.resolving
    if resolving is not None and is_operative(_above(evoked.carrier or evoked.token)):
        return (resolving,)
    if evoked.unit.act == "deploy":
        return slots.parties(syntax.ensurers(evoked.token)) or _unit_behind(slots)
    return slots.parties(between(evoked.token)) if evoked.unit.act in MUTUAL else ()


def _above(verb: Token) -> Token:
    """'Decides to suspend': the verb whose infinitive it is."""
    while verb.dep_ == "xcomp":
        verb = verb.head
    return verb


def _unit_behind(slots: Slots) -> tuple[Actor, ...]:
    """'soldiers from the 3rd Regiment', 'were deployed from the 5th Wing': whose forces are sent."""
    evoked = slots.evoked
    carrier = evoked.carrier or evoked.token
    units = [n for t in (*slots.objects(), evoked.token, carrier) for n in syntax.oblique(t, "from")]
    return tuple(a for a in slots.parties(units) if a.for_ and a.role == "MIL")
