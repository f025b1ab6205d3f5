"""A correction from a form: every field of a claim as text, its parties by who's who or in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from foederis.model import Actor, Claim
from foederis.record.corrections import FIELDS, corrected
from foederis.who.registry import Who

PARTIES: Final = ("actors", "targets", "speaker")
PLAIN: Final = tuple(field for field in FIELDS if field not in PARTIES)
_NAMING: Final = ("state", "organisation", "person")


@dataclass(frozen=True, slots=True)
class Party:
    """One line of a form's parties: whom it stands for (a code, a person's id, or words), and the report's words."""

    value: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class Correction:
    """What the form holds."""

    fields: Mapping[str, str]
    parties: Mapping[str, tuple[Party, ...]]


def correction_of(claim: Claim) -> Correction:
    """The form filled in with the claim."""
    fields = {field: _text(getattr(claim, field)) for field in PLAIN}
    return Correction(fields, {kind: tuple(map(_line, _parties(claim, kind))) for kind in PARTIES})


def sent(form: Mapping[str, str], lists: Mapping[str, Sequence[str]]) -> Correction:
    """From what a browser sent: each field's text, and for each kind of party its values beside their words."""
    fields = {field: form[field].strip() for field in PLAIN if field in form}
    parties = {
        kind: tuple(
            Party(value.strip(), words.strip())
            for value, words in zip(lists[kind], _filled(lists.get(f"{kind}_words", ()), lists[kind]), strict=False)
            if value.strip()
        )
        for kind in PARTIES
        if kind in lists
    }
    return Correction(fields, parties)


def applied(claim: Claim, correction: Correction, who: Who) -> Claim:
    """The claim as corrected. ValueError says what is wrong: a date that is none, or that nothing was changed."""
    now = correction_of(claim)
    given = {field: text for field, text in correction.fields.items() if text != now.fields[field]}
    changed = corrected(claim, given)
    if changed.earliest and changed.latest and changed.earliest > changed.latest:
        raise ValueError(f"it cannot have begun on {changed.earliest} and ended before, on {changed.latest}")
    named = {
        kind: tuple(_actor(line, claim, who) for line in lines) if lines != now.parties[kind] else _parties(claim, kind)
        for kind, lines in correction.parties.items()
    }
    changed = replace(
        changed,
        actors=named.get("actors", claim.actors),
        targets=named.get("targets", claim.targets),
        speaker=next(iter(named.get("speaker", _parties(claim, "speaker"))), None),
    )
    if changed == claim:
        raise ValueError("nothing was changed; accept the claim as it stands, or change a field")
    return changed


def _actor(line: Party, claim: Claim, who: Who) -> Actor:
    """A party that the claim has keeps its words, person and role; another's words resolve only where they name one."""
    for actor in (actor for kind in PARTIES for actor in _parties(claim, kind)):
        if line == _line(actor) or (not line.words and line.value in (actor.for_, actor.id, actor.text)):
            return actor
    day = claim.latest or claim.published.latest
    if line.value in who.states or line.value in who.organisations:
        return Actor(line.words or _name(line.value, who), line.value)
    if line.value in who.persons:
        return Actor(line.words or who.persons[line.value].name, _spoken_for(line.value, who, day), line.value)
    named = {each.id: each for each in who.lookup(line.value) if each.kind in _NAMING}
    if len(named) == 1:
        return _actor(Party(next(iter(named)), line.words or line.value), claim, who)
    return Actor(line.value)


def _parties(claim: Claim, kind: str) -> tuple[Actor, ...]:
    if kind == "speaker":
        return (claim.speaker,) if claim.speaker else ()
    return claim.actors if kind == "actors" else claim.targets


def _spoken_for(person: str, who: Who, day: date | None) -> str | None:
    """Whom the person's posts spoke for on the day, where that is one."""
    terms = who.posts_of(person, day)
    spoken = {who.posts[term.post].for_ for term in terms if term.post in who.posts}
    return spoken.pop() if len(spoken) == 1 else None


def _name(code: str, who: Who) -> str:
    return who.states[code].name if code in who.states else who.organisations[code].name


def _line(actor: Actor) -> Party:
    return Party(actor.id or actor.for_ or actor.text, actor.text)


def _filled(words: Sequence[str], values: Sequence[str]) -> list[str]:
    return [*words, *[""] * (len(values) - len(words))]


def _text(value: object) -> str:
    if value is None:
        return ""
    return f"{value:.15g}" if isinstance(value, float) else str(value)
