"""From an incident row to the incident that the law asks about: only what claims carry, the rest stays unknown.

The closed lists of forms, objects and facts, and what follows from them by definition, are those of docs/law.md.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from foederis.duties.attribution import attribution
from foederis.duties.evidence import ATTACKS, Evidence, first_day, last_day, meet
from foederis.duties.model import Case, Fact
from foederis.duties.words import around, counted, object_of, said
from foederis.law import CaseError, Incident
from foederis.law.facts import NON_STATE, checked
from foederis.model import Claim, Interval
from foederis.state.rows import Incident as IncidentRow
from foederis.state.said import ids
from foederis.who.entries import Landmark

GROUPS = frozenset({"armed-group"})  #: kinds of organisation that the law knows as ``non-state``


_EVENTS = frozenset({"attack", "coup"})  #: kinds of landmark whose country is where it struck


@dataclass(frozen=True, slots=True)
class NoCase:
    """Why the law cannot be asked about a row."""

    because: str


def incident_case(row: IncidentRow, evidence: Evidence) -> Incident:
    """The incident of a row, where one state was hit; CaseError says why there is none, or that it is several."""
    found = cases(row, evidence)
    if isinstance(found, NoCase):
        raise CaseError(found.because)
    if len(found) > 1:
        several = "; ".join(f"{case.incident.target} by {case.incident.by or 'nobody named'}" for case in found)
        raise CaseError(
            f"the incident is several cases ({several}); ask about one by its facts, with --target and --by"
        )
    return found[0].incident


def cases(row: IncidentRow, evidence: Evidence) -> tuple[Case, ...] | NoCase:
    """A case for each state hit and each who did it; `NoCase` where claims name no day or no state."""
    row, event = as_known(row, evidence)
    day = last_day(row.on)
    targets = _targets(row, evidence)
    if day is None:
        return NoCase("no claim says when it was")
    if not targets:
        return NoCase(_no_target(row))
    doers = _doers(row, evidence) or (None,)
    return tuple(
        _case(row, evidence, target, by, event)
        for target in targets
        for by in doers
        if by is None or by.value != target.value
    )


def as_known(row: IncidentRow, evidence: Evidence) -> tuple[IncidentRow, Fact | None]:
    """The row with day, place and country of the one event of who's who that its claims name, if they do.

    What claims misread beside a well-known name does not move the event. Only events that fit the row's days count.
    """
    who = evidence.known.who
    meant = {c.id for mention in who.find(row.what) for c in mention.entries if c.kind == "landmark"}
    events = [entry for id_ in sorted(meant) if (entry := who.landmarks[id_]).kind in _EVENTS and entry.country]
    fitting = [(entry, days) for entry in events if (days := _days_of(entry)) and meet(days, row.on or Interval())]
    if len(fitting) != 1:
        return row, None
    entry, days = fitting[0]
    named = Fact("landmark", entry.id, f"the claims name {entry.name}, in who's who", row.claims)
    return replace(row, on=days, place=entry.place or row.place, country=entry.country), named


def _days_of(entry: Landmark) -> Interval | None:
    last = entry.to or entry.from_
    return Interval(entry.from_.earliest, last.latest) if entry.from_ and last else None


def _targets(row: IncidentRow, evidence: Evidence) -> tuple[Fact, ...]:
    """The states named as hit; where nobody is, the state on whose land it was, which the case takes for granted."""
    if not row.target:
        home = row.country
        if home is None or not evidence.is_state(home) or home in map(evidence.known.whole, row.by):
            return ()
        return (Fact("target", home, f"no claim names whom it hit; it was in {home}"),)
    named = dict.fromkeys(evidence.known.whole(name) for name in row.target)
    return tuple(
        Fact("target", name, "named as hit", _naming(name, "targets", row, evidence))
        for name in named
        if evidence.is_state(name)
    )


def _no_target(row: IncidentRow) -> str:
    if row.target:
        return f"no state is named as hit, only {', '.join(row.target)}"
    return "no claim names whom it hit, or in which other state's land it was"


def _doers(row: IncidentRow, evidence: Evidence) -> tuple[Fact, ...]:
    """Those named as having done it, in the law's words; an organisation of states is no word of the law."""
    named = dict.fromkeys(evidence.known.whole(name) for name in row.by)
    words = ((name, _doer(name, evidence)) for name in named)
    return tuple(
        Fact("by", word, "named as having done it", _naming(name, "actors", row, evidence))
        for name, word in words
        if word
    )


def _doer(name: str, evidence: Evidence) -> str | None:
    if evidence.is_state(name):
        return name
    entry = evidence.known.who.organisations.get(name)
    return f"{NON_STATE}:{name}" if entry is not None and entry.kind in GROUPS else None


def _naming(name: str, side: str, row: IncidentRow, evidence: Evidence) -> tuple[str, ...]:
    return ids(claim for claim in evidence.of(row) if name in evidence.wholes(getattr(claim, side)))


def _case(row: IncidentRow, evidence: Evidence, target: Fact, by: Fact | None, event: Fact | None) -> Case:
    claims = evidence.of(row)
    facts = [*filter(None, (target, by)), *([event] if event else _place(row, claims))]
    form = _form(claims, evidence, str(by.value) if by else None)
    thing, scale = _object(claims, evidence), _scale(row, claims, form, evidence)
    facts += [form, thing, attribution(row, evidence), _force(claims, form), scale, _accident(claims, form, evidence)]
    values = {fact.name: fact.value for fact in facts if fact.value is not None}
    values |= {"place": row.place, "country": row.country} if event else {}
    values.pop("landmark", None)
    day = min(filter(None, (last_day(row.on), evidence.day)))
    incident = checked(Incident(on=day, id=row.id, **values))
    taken = () if row.target else (f"the state hit was {target.value}, where it happened",)
    return Case(incident, Interval(first_day(row.on), day), tuple(facts), taken)


def _place(row: IncidentRow, claims: Sequence[Claim]) -> Iterator[Fact]:
    if row.place:
        yield Fact("place", row.place, "as claimed", ids(claim for claim in claims if claim.place == row.place))
    if row.country:
        yield Fact("country", row.country, "as claimed", ids(claim for claim in claims if claim.country == row.country))


def _agreed(name: str, told: Sequence[tuple[str, Claim]], unsaid: str) -> Fact:
    """The value that all claims that say one agree on; unknown where they do not or none does."""
    values = sorted({value for value, _ in told})
    claims = ids(claim for _, claim in told)
    if len(values) == 1:
        return Fact(name, values[0], "so the words of the claims", claims)
    return Fact(name, None, f"the claims' words mean {' and '.join(values)}" if values else unsaid, claims)


def _form(claims: Sequence[Claim], evidence: Evidence, by: str | None) -> Fact:
    of_state = by is not None and evidence.is_state(by)
    told = [(form, claim) for claim in claims for form in _forms(claim, evidence)]
    told = [(form, claim) for form, claim in told if not (of_state and form == "terrorist_attack")]
    if not told and of_state and (attacks := [claim for claim in claims if claim.act == "attack"]):
        return Fact("form", "armed_attack", f"{by} used armed force, which is what the act attack says", ids(attacks))
    return _agreed("form", told, "the claims' words do not say")


def _forms(claim: Claim, evidence: Evidence) -> frozenset[str]:
    """A plane is shot down only where a plane was hit; the nearest words count before the rest of the sentence."""
    near = frozenset().union(*(said("forms", text) for text in _near(claim)))
    near |= frozenset().union(*(said("doers", actor.text) for actor in claim.actors))
    found = near or said("forms", _lone_sentence(claim, evidence))
    if "shootdown" in found:
        return frozenset({"shootdown"}) if _hit_plane(claim) else found - {"shootdown"}
    return found


def _near(claim: Claim) -> Iterator[str]:
    for text in (claim.object, *(target.text for target in claim.targets)):
        if text:
            yield text
            yield around(text, claim.sentence)


def _lone_sentence(claim: Claim, evidence: Evidence) -> str:
    """The claim's sentence where it tells of no other attack, else nothing."""
    beside = evidence.by_report.get(claim.report, ())
    others = any(c.start == claim.start and c.act in ATTACKS and c.id != claim.id for c in beside)
    return "" if others else claim.sentence


def _hit_plane(claim: Claim) -> bool:
    return "aircraft" in {object_of(text) for text in (claim.object, *(target.text for target in claim.targets))}


def _object(claims: Sequence[Claim], evidence: Evidence) -> Fact:
    told = [(kind, claim) for claim in claims if (kind := _object_hit(claim, evidence))]
    return _agreed("object", told, "the claims' words do not say")


def _object_hit(claim: Claim, evidence: Evidence) -> str | None:
    """What was hit; a plane that is not said to have been shot down may be the means."""
    of_object = object_of(claim.object)
    if of_object == "aircraft" and "shootdown" not in _forms(claim, evidence):
        of_object = None
    of_targets = (object_of(target.text) for target in claim.targets)
    return of_object or next(filter(None, of_targets), None) or counted(claim.unit)


def _force(claims: Sequence[Claim], form: Fact) -> Fact:
    if attacks := [claim for claim in claims if claim.act == "attack"]:
        return Fact("force", "used", "the act attack says that armed force was used", ids(attacks))
    return Fact("force", None, f"a form such as {form.value} says more" if form.value else "the claims do not say")


def _scale(row: IncidentRow, claims: Sequence[Claim], form: Fact, evidence: Evidence) -> Fact:
    if form.value == "terrorist_attack" and row.killed and row.killed[0] > 0:
        return Fact("scale", "grave", "a terrorist attack that killed was meant to kill", form.claims)
    texts = [(text, claim) for claim in claims for text in (*_near(claim), _lone_sentence(claim, evidence))]
    told = [(scale, claim) for text, claim in texts for scale in said("scale", text)]
    return _agreed("scale", told, "the claims' words do not say")


def _accident(claims: Sequence[Claim], form: Fact, evidence: Evidence) -> Fact:
    texts = [(text, claim) for claim in claims for text in (*_near(claim), _lone_sentence(claim, evidence))]
    if told := [claim for text, claim in texts if said("accident", text)]:
        return Fact("accident", None, "some claim speaks of an accident", ids(told))
    if form.value == "terrorist_attack":
        return Fact("accident", False, "a terrorist attack is by definition meant", form.claims)
    return Fact("accident", None, "the claims do not say")
