"""A claim as it should read, from fields set by hand: each as text, its parties by who's who or in words."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from foederis.acts import ACTS, STATUSES
from foederis.model import Actor, Claim, Votes

if TYPE_CHECKING:
    from foederis.who.registry import Who

_TEXTS: Final = ("object", "object_id", "unit", "place", "country", "because", "condition", "purpose", "due")
_VOTES: Final = {"votes_for": "for_", "votes_against": "against", "votes_abstain": "abstain"}
PARTIES: Final = ("actors", "targets", "speaker")
PLAIN: Final = ("act", "status", "quantity", *_VOTES, "earliest", "latest", *_TEXTS)
FIELDS: Final = (*PARTIES, *PLAIN)
"""All that the codebook says of a claim but where it stands and how sure the reader was."""

_NAMING: Final = ("state", "organisation", "person")
_ROLE: Final = re.compile(r"[A-Z]{3}")  #: PLOVER's sectors
_DETAIL: Final = re.compile(r",\s*(for|words|role)=")


@dataclass(frozen=True, slots=True)
class Party:
    """A party as a person writes it; what is None is left as it was, or follows from `value`."""

    value: str  #: whom it stands for: a code, a person's id, a name that means one of these, or words
    words: str = ""  #: the report's words
    for_: str | None = None  #: for whom a person or the words act
    role: str | None = None  #: its sector


def corrected(claim: Claim, given: Mapping[str, str], who: Who) -> Claim:
    """The claim with the fields given as text; an empty text makes a field unknown. ValueError says what is wrong.

    Parties are parted by `;`, each a code such as `FRA` or `NATO/NAC`, a person's id, or words where it is not known
    whom they stand for; with `,words=`, `,for=` and `,role=` after it where these are to be said.
    """
    if unknown := given.keys() - set(FIELDS):
        raise ValueError(f"no field {', '.join(sorted(unknown))}; there are {', '.join(FIELDS)}")
    parties = {kind: tuple(map(_parsed, _parted(kind, given[kind]))) for kind in PARTIES if kind in given}
    return changed(claim, {field: text for field, text in given.items() if field not in PARTIES}, parties, who)


def changed(claim: Claim, fields: Mapping[str, str], parties: Mapping[str, Iterable[Party]], who: Who) -> Claim:
    """The claim with the plain fields and parties given. ValueError says what is wrong, or that it stays as it is."""
    values: dict[str, Any] = {name: _value(name, text.strip()) for name, text in fields.items() if name not in _VOTES}
    if votes := {_VOTES[name]: _count(name, text.strip()) for name, text in fields.items() if name in _VOTES}:
        counted = replace(claim.votes or Votes(), **votes)
        values["votes"] = None if counted == Votes() else counted
    for kind, lines in parties.items():
        named = tuple(_actor(line, claim, who) for line in lines)
        values[kind] = (named[0] if named else None) if kind == "speaker" else named
    found = replace(claim, **values)
    if found.earliest and found.latest and found.earliest > found.latest:
        raise ValueError(f"it cannot have begun on {found.earliest} and ended before, on {found.latest}")
    if found == claim:
        raise ValueError("nothing was changed; accept the claim as it stands, or change a field")
    return found


def parties_of(claim: Claim, kind: str) -> tuple[Actor, ...]:
    """The claim's parties of a kind, of which a speaker is at most one."""
    if kind == "speaker":
        return (claim.speaker,) if claim.speaker else ()
    return claim.actors if kind == "actors" else claim.targets


def line_of(actor: Actor) -> Party:
    """A party of a claim as a person would write it."""
    whom = actor.id or actor.for_ or actor.text
    return Party(whom, actor.text, actor.for_ if actor.id and actor.for_ else "", actor.role or "")


def text_of(claim: Claim, field: str) -> str:
    """A plain field as text, nothing for what is unknown."""
    votes = claim.votes or Votes()
    value = getattr(votes, _VOTES[field]) if field in _VOTES else getattr(claim, field)
    if value is None:
        return ""
    return f"{value:.15g}" if isinstance(value, float) else str(value)


def _parted(kind: str, text: str) -> Iterable[str]:
    parts = [part.strip() for part in text.split(";") if part.strip()]
    if kind == "speaker" and len(parts) > 1:
        raise ValueError("speaker: a claim has one; give one party")
    return parts


def _parsed(text: str) -> Party:
    value, *details = _DETAIL.split(text)
    given = dict(zip(details[::2], map(str.strip, details[1::2]), strict=True))
    return Party(value.strip(), given.get("words", ""), given.get("for"), given.get("role"))


def _value(field: str, text: str) -> object:
    if field in ("act", "status"):
        return _listed(field, text)
    if not text:
        return None
    if field == "quantity":
        return _number(text)
    if field in ("earliest", "latest"):
        return _day(field, text)
    return text


def _listed(field: str, text: str) -> str:
    allowed = sorted(ACTS) if field == "act" else STATUSES
    if text not in allowed:
        raise ValueError(f"{text!r} is no {field}; it is one of {', '.join(allowed)}")
    return text


def _number(text: str) -> float:
    try:
        number = float(text.replace(",", ""))
    except ValueError:
        number = math.nan
    if not math.isfinite(number):
        raise ValueError(f"quantity: {text!r} is no number; write it as 6000 or 2.5")
    return number


def _count(field: str, text: str) -> int | None:
    if text and not (text.isascii() and text.isdecimal()):
        raise ValueError(f"{field}: {text!r} is no number of votes; write it as 406")
    return int(text) if text else None


def _day(field: str, text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"{field}: {text!r} is no date; write it as 2022-03-24") from None


def _actor(line: Party, claim: Claim, who: Who) -> Actor:
    """A party that the claim has keeps what is not said otherwise; words resolve only where they name one."""
    every = [actor for kind in PARTIES for actor in parties_of(claim, kind)]
    known = next((actor for actor in every if _is(line, actor)), None)
    base = known or _resolved(line, claim, who)
    if line.for_ and base.for_ not in (None, line.for_) and not base.id:
        raise ValueError(f"for: {line.value} stands for {base.for_}; give {line.for_} in its place, or words")
    if line.for_ or (line.for_ == "" and known and known.id):
        base = replace(base, for_=_code(line.for_, who))
    return base if line.role is None else replace(base, role=_sector(line.role))


def _is(line: Party, actor: Actor) -> bool:
    own = line_of(actor)
    same = (line.value, line.words) == (own.value, own.words)
    return same or (not line.words and line.value in (actor.for_, actor.id, actor.text))


def _resolved(line: Party, claim: Claim, who: Who) -> Actor:
    day = claim.latest or claim.published.latest
    if line.value in who.states or line.value in who.organisations:
        return Actor(line.words or _name(line.value, who), line.value)
    if line.value in who.persons:
        return Actor(line.words or who.persons[line.value].name, _spoken_for(line.value, who, day), line.value)
    named = {each.id: each for each in who.lookup(line.value) if each.kind in _NAMING}
    if len(named) == 1:
        return _resolved(Party(next(iter(named)), line.words or line.value), claim, who)
    return Actor(line.words or line.value) if line.for_ else Actor(line.value)


def _code(text: str, who: Who) -> str | None:
    if text and text not in who.states and text not in who.organisations:
        raise ValueError(f"for: {text!r} is no state or organisation; write its id, such as FRA or NATO/NAC")
    return text or None


def _sector(text: str) -> str | None:
    if text and not _ROLE.fullmatch(text):
        raise ValueError(f"role: {text!r} is no sector of PLOVER's, such as GOV, MIL, LEG, JUD, IGO, NGO or REB")
    return text or None


def _spoken_for(person: str, who: Who, day: date | None) -> str | None:
    """Whom the person's posts spoke for on the day, where that is one."""
    terms = who.posts_of(person, day)
    spoken = {who.posts[term.post].for_ for term in terms if term.post in who.posts}
    return spoken.pop() if len(spoken) == 1 else None


def _name(code: str, who: Who) -> str:
    return who.states[code].name if code in who.states else who.organisations[code].name
