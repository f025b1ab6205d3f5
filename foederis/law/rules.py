"""The tests that a clause puts to an incident, in their order; each gives a `Reason` and reads only the data it names.

A test that fails (False) means the clause does not apply; one that is open (None) makes it arguable; the last, history,
can settle what is open. The order and the meaning of each test follow the project's page on treaties (docs/law.md).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final

from foederis.law.facts import NON_STATE, by_state
from foederis.law.model import NO_STATE, Clause, Facts, Instrument, Limb, Reason, Use, Where

GROUPS_COUNT_FROM: Final = date(2001, 9, 11)
"""From then on an attack by a group is treated like one by a state (NATO's finding; S/RES/1368 and 1373)."""


def all_of(values: Iterable[bool | None]) -> bool | None:
    """False if any is False, else None if any is None, else True."""
    found = set(values)
    return False if False in found else None if None in found else True


def any_of(values: Iterable[bool | None]) -> bool | None:
    """True if any is True, else None if any is None, else False."""
    found = set(values)
    return True if True in found else None if None in found else False


def standing(instrument: Instrument, clause: Clause, facts: Facts) -> Reason:
    """Test 1: the clause is in force on the day, and the target is one whom it protects."""
    parts = (_in_force(instrument, clause, facts), _protected(instrument, clause, facts))
    return _sum("in force and target a party", parts, clause.article)


def _in_force(instrument: Instrument, clause: Clause, facts: Facts) -> Reason:
    on, name = facts.incident.on, "in force"
    start, sure, ended = instrument.in_force, instrument.sure, instrument.ended
    if ended and on >= ended:
        return Reason(name, False, f"{instrument.title} ended: {ended} is the first day without it", "termination")
    if start is None or on < start:
        signed = instrument.signed
        why = f"signed {signed}, not in force on {on}" if signed and signed <= on else f"not yet made on {on}"
        return Reason(name, False, f"{instrument.title}: {why}", "entry into force")
    if sure is None or on < sure:
        known = "was never confirmed" if sure is None else f"is certain only from {sure}"
        because = f"signed {instrument.signed}; its entry into force {known}"
        return Reason(name, None, because, "entry into force", if_="the instrument was in force")
    if not clause.settled_text:
        return Reason(name, None, "in force, but its text is not public", clause.article, if_="its text says so")
    return Reason(name, True, f"in force since {start}", "entry into force")


def _protected(instrument: Instrument, clause: Clause, facts: Facts) -> Reason:
    target, on, name = facts.incident.target, facts.incident.on, "target a party"
    if clause.protects and target not in clause.protects:
        return Reason(
            name, False, f"only an attack on {', '.join(clause.protects)} counts, not on {target}", clause.article
        )
    member = instrument.standing(target, on)
    if member:
        return Reason(name, True, f"{target} is a party on {on}", "parties")
    if member is None:
        note = next((p.note for p in instrument.parties if target in p.states and p.disputed and p.note), "disputed")
        return Reason(name, None, f"whether {target} is a party: {note}", "parties", if_=f"{target} was a party")
    if clause.outsiders == "open":
        because = f"{target} is no party, or its statehood is disputed: it has the right by custom only"
        return Reason(name, None, because, clause.article, if_=f"custom gives {target} the same right")
    if clause.outsiders == "used" and (used := any_of(_over(use, facts) for use in clause.uses)) is not False:
        because = f"{target} is no party, but a party used the clause over this incident"
        return Reason(name, used, because, clause.article, if_="this is the incident a party raised")
    return Reason(name, False, f"{target} is no party on {on}", "parties")


def force(clause: Clause, facts: Facts) -> Reason:
    """Test 2: force was used from abroad and on purpose; for some clauses the threat of it is enough."""
    form, name = facts.incident.form, "force"
    if form is not None and form in clause.not_forms:
        return Reason(name, False, f"a {form} is nobody's threat", clause.article)
    if form is None and clause.not_forms:
        excluded = " or ".join(clause.not_forms)
        return Reason(name, None, "the form is not given", clause.article, if_=f"it was no {excluded}")
    if clause.forms:
        return _named_form(clause, form)
    if "force" in clause.waives:
        return Reason(name, True, f"does not count: {clause.waived_because}", clause.article)
    parts = (_no_disaster(clause, facts), _meant(clause, facts), _from_outside(clause, facts), _forceful(clause, facts))
    return _sum(name, parts, clause.article)


def _named_form(clause: Clause, form: str | None) -> Reason:
    name, listed = "form", dict(clause.forms)
    if form is None:
        return Reason(name, None, "the form is not given", clause.article, if_=f"it was a {' or '.join(listed)}")
    if form not in listed:
        return Reason(name, False, f"{form} is not what the clause is for", clause.article)
    if listed[form]:
        return Reason(name, True, f"a {form} is named", clause.article)
    other = " or ".join(f for f, sure in listed.items() if sure)
    return Reason(name, None, f"whether a {form} counts is open", clause.article, if_=f"it counts as a {other}")


def _no_disaster(clause: Clause, facts: Facts) -> Reason:
    holds = facts.incident.form != "disaster"
    return Reason("no disaster", holds, "a disaster is nobody's attack" if not holds else "no disaster", clause.article)


def _meant(clause: Clause, facts: Facts) -> Reason:
    holds = facts.incident.accident is not True
    because = "not said to be an accident by nearly all" if holds else "an accident is no attack"
    return Reason("no accident", holds, because, clause.article)


def _from_outside(clause: Clause, facts: Facts) -> Reason:
    holds = facts.incident.origin != "home"
    because = "not wholly from within" if holds else "directed and done by the state's own people"
    return Reason("not from within", holds, because, clause.article)


def _forceful(clause: Clause, facts: Facts) -> Reason:
    used, name = facts.incident.force, "force used"
    if used is None:
        return Reason(name, None, "whether force was used is not given", clause.article, if_="force was used")
    if used == "used" or (used == "threatened" and clause.threats):
        return Reason(name, True, f"force was {used}", clause.article)
    return Reason(name, False, f"force was {'not used' if used == 'none' else 'threatened only'}", clause.article)


def area(instrument: Instrument, clause: Clause, limbs: tuple[Limb, ...], facts: Facts) -> Reason:
    """Test 3: the thing hit was where the clause holds, limb by limb."""
    name = "area"
    if clause.area is None:
        return Reason(name, True, "the clause names no area", clause.article)
    live = [limb for limb in limbs if limb.span.holds(facts.incident.on)]
    tried = [(limb, matches(limb, instrument, facts)) for limb in live]
    parts = tuple(Reason("limb", _shown(limb, hit), limb.says, limb.article) for limb, hit in tried if hit is not False)
    place = facts.incident.place or facts.where.territory or "the place, which is not known"
    for limb, hit in tried:
        if hit and limb.inside:
            return Reason(name, True, f"{place}: {limb.says}", limb.article, parts)
    if not parts:
        return Reason(name, False, f"{place}: outside every limb of the area", clause.article)
    limb = next(limb for limb, hit in tried if hit is not False)
    return Reason(name, None, f"{place}: open whether it is covered", limb.article, parts, f"this counts: {limb.says}")


def _shown(limb: Limb, hit: bool | None) -> bool | None:
    return True if hit and limb.inside else None


def matches(limb: Limb, instrument: Instrument, facts: Facts) -> bool | None:
    """Whether one limb takes the thing hit in; None where a fact that it turns on is unknown."""
    where, incident = facts.where, facts.incident
    return all_of(
        (
            not limb.objects or (None if incident.object is None else incident.object in limb.objects),
            not limb.home or any_of(_home(kind, instrument, facts) for kind in limb.home),
            not limb.regions or any_of(where.lies_in(region) for region in limb.regions),
            not limb.territories or (where.territory in limb.territories),
            not limb.administered_by or any_of(_runs(who, instrument, facts) for who in limb.administered_by),
            not limb.zone or _in_zone(where, incident.target),
        )
    )


def _home(kind: str, instrument: Instrument, facts: Facts) -> bool | None:
    home, incident = facts.incident.at_home_of, facts.incident
    if home is None:
        return None
    if kind == "none" or home == NO_STATE:
        return kind == "none" and home == NO_STATE
    if kind == "party":
        return instrument.standing(home, incident.on)
    if kind == "other":
        return home not in (incident.target, incident.by)
    return home == {"target": incident.target, "attacker": incident.by}.get(kind, kind)


def _runs(who: str, instrument: Instrument, facts: Facts) -> bool | None:
    runs = facts.where.administered_by
    if runs is None:
        return False if facts.incident.at_home_of == NO_STATE else None
    return instrument.standing(runs, facts.incident.on) if who == "party" else runs == who


def _in_zone(where: Where, target: str) -> bool | None:
    return target in where.zone_of if where.zone_of else None


def doubts(instrument: Instrument, clause: Clause, facts: Facts) -> Reason:
    """Test 4: what makes the case arguable although nothing shuts it out."""
    if "doubts" in clause.waives:
        return Reason("doubts", True, f"do not count: {clause.waived_because}", clause.article)
    parts = (*fact_doubts(facts), _not_own_land(facts), attacker_outside(instrument, clause, facts))
    return _sum("doubts", tuple(part for part in parts if part.holds is None), clause.article, "no doubt of fact")


def fact_doubts(facts: Facts) -> tuple[Reason, ...]:
    """The doubts that do not depend on the clause."""
    incident = facts.incident
    return (
        _doubt("who did it", incident.attribution, "clear", "attribution", "it is clear who did it"),
        _doubt("accident", incident.accident, False, "accident", "it was meant for the target"),
        _doubt("whence", incident.origin, "abroad", "origin", "it was directed from abroad"),
        _doubt("scale", incident.scale, "grave", "scale", "it was grave enough to be an armed attack"),
        _doubt("first use", incident.first_use, "clear", "first_use", "the target had not used force first"),
    )


def _doubt(test: str, value: str | bool | None, good: str | bool, fact: str, if_: str) -> Reason:
    if value is good or value == good:
        return Reason(test, True, f"{fact} is {_word(value)}", "facts")
    because = f"{fact} is not known" if value is None else f"{fact} is {_word(value)}"
    return Reason(test, None, because, "facts", if_=if_)


def _word(value: str | bool | None) -> str:
    return {False: "ruled out", True: "certain"}[value] if isinstance(value, bool) else str(value)


def _not_own_land(facts: Facts) -> Reason:
    incident = facts.incident
    if incident.by is not None and incident.at_home_of == incident.by:
        because = f"the thing hit was on {incident.by}'s own land"
        return Reason("whose land", None, because, "facts", if_="the attacker had no right to act on its own land")
    return Reason("whose land", True, "not on the attacker's own land", "facts")


def attacker_outside(instrument: Instrument, clause: Clause, facts: Facts) -> Reason:
    """Whether the attacker is itself a party to the clause, which its words do not foresee."""
    by = facts.incident.by
    if "attacker-party" in clause.waives or by is None or instrument.standing(by, facts.incident.on) is False:
        return Reason("attacker no party", True, "the attacker is no party to the clause", clause.article)
    because = f"{by}, the attacker, is itself a party"
    return Reason("attacker no party", None, because, clause.article, if_="the clause holds against a party too")


def attacker(clause: Clause, facts: Facts) -> Reason:
    """Test 5: an attacker that is no state."""
    name, is_state = "attacker", by_state(facts.incident.by)
    if "attacker" in clause.waives:
        return Reason(name, True, f"does not count: {clause.waived_because}", clause.article)
    if is_state:
        return Reason(name, True, f"{facts.incident.by} is a state", clause.article)
    if clause.by_states:
        return Reason(
            name, None, "the text speaks of attack by a state", clause.article, if_="a state stands behind it"
        )
    if is_state is None:
        return Reason(name, True, "nobody is named; see attribution", clause.article)
    if facts.incident.on >= GROUPS_COUNT_FROM:
        because = (
            "a group's attack counts like a state's since NATO's finding and S/RES/1368 and 1373 of September 2001"
        )
        return Reason(name, True, because, clause.article)
    because = "before September 2001 it was open whether a group's attack is an armed attack"
    return Reason(name, None, because, clause.article, if_="a group can make an armed attack")


def history(clause: Clause, facts: Facts) -> Reason:
    """Test 6: whether a use of this clause over this very incident settles the doubts of law."""
    name, incident = "history", facts.incident
    used = [use for use in clause.uses if _over(use, facts)]
    if not used:
        return Reason(name, False, "the clause was not used over this incident", clause.article)
    use = next((use for use in used if use.accepted), used[0])
    who = f"{', '.join(use.by)}{f' on {use.on}' if use.on else ''}"
    if not use.accepted:
        return Reason(name, False, f"used by {who}, which settled nothing: {use.note}", use.source)
    if incident.attribution != "clear" or incident.accident is not False:
        because = f"used by {who}; that settles doubts of law, not who did it or whether it was meant"
        return Reason(name, False, because, use.source)
    return Reason(name, True, f"settled: used by {who}. {use.note}", use.source)


def _over(use: Use, facts: Facts) -> bool | None:
    """Whether this is the incident the clause was used over."""
    incident = facts.incident
    if incident.target not in use.targets or not use.over.holds(incident.on):
        return False
    if not use.attackers:
        return True
    if incident.by is None:
        return None
    return (incident.by if by_state(incident.by) else NON_STATE) in use.attackers


def _sum(test: str, parts: tuple[Reason, ...], article: str, fine: str | None = None) -> Reason:
    """One reason from its parts: it fails, is open or holds as `all_of` them."""
    holds = all_of(part.holds for part in parts)
    telling = [part.because for part in parts if part.holds is holds]
    return Reason(test, holds, "; ".join(telling) or fine or "holds", article, parts)


def bound(instrument: Instrument, clause: Clause, facts: Facts) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Who owes the duty: the parties of the day without target and attacker; and those of whom that is disputed."""
    if not clause.binds:
        return (), ()
    incident = facts.incident
    sure, disputed = instrument.members(incident.on)
    sure, disputed = sure - {incident.target}, disputed - {incident.target}
    if incident.by in sure | disputed:
        stays = {str(incident.by)} if clause.breaker_bound else set[str]()
        sure, disputed = sure - {incident.by}, (disputed - {incident.by}) | stays
    apart = {s for r in instrument.rifts if r.span.holds(incident.on) and incident.target in r.states for s in r.states}
    return tuple(sorted(sure - apart)), tuple(sorted(disputed | (sure & apart)))
