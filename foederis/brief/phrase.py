"""A claim put into words for people, from patterns in phrases.toml, else in the report's own words."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from foederis.acts import ACTS
from foederis.brief.names import Names
from foederis.model import Claim, Votes
from foederis.state.alike import head_of, words_of

CLIP = 200  #: longest stretch of a report's own words shown in place of a phrase
_FIELDS = frozenset({"targets", "thing", "also", "be", "happen"})
_PREPOSITIONS = frozenset(
    {"across", "around", "at", "in", "inside", "near", "off", "on", "outside", "over", "throughout"}
)
_ADVERBS = frozenset({"abroad", "elsewhere", "here", "home", "there"})
_PLURALS = frozenset({"aircraft", "children", "men", "people", "personnel", "police", "women"})
_GROUP = re.compile(r"\[([^\]]*)\]")
_FIELD = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Patterns:
    """How one act is told: with its actors in front, and without."""

    active: tuple[tuple[str, str, str], ...]
    passive: tuple[str, ...]
    spoken: bool = False
    nouns: frozenset[str] = frozenset()
    does: tuple[str, str, str] | None = None
    to: tuple[str, str, str] | None = None

    def name(self, claim: Claim) -> bool:
        """The claim's object is the act itself, as a meeting is of consulting."""
        return head_of(claim.object) in self.nouns and claim.quantity is None


def phrase(claim: Claim, names: Names) -> str:
    """One short sentence: who did, will do, may do or did not do what."""
    told = (_own_forces(claim) and _passive(claim, names)) or _active(claim, names)
    told = told or _passive(claim, names) or _own_words(claim)
    return told[:1].upper() + told[1:]


def predicate(claim: Claim, names: Names) -> str:
    """What the actors did, without naming them; empty where no pattern fits what the claim says."""
    fields = _fields(claim, names)
    patterns = load()[claim.act]
    by_noun = [patterns.does] if patterns.does and patterns.name(claim) else []
    by_verb = [patterns.to] if patterns.to and fields["thing"].startswith("to ") else []
    for base, past, rest in (*by_noun, *by_verb, *patterns.active):
        if (filled := _fill(rest, fields)) is not None:
            verb = _verb(claim, base, past, spoken=patterns.spoken)
            return _with_tail(f"{verb}{'' if filled.startswith(':') else ' '}{filled}".strip(), claim)
    return ""


def thing(claim: Claim) -> str:
    """What the act is about, with its number: ``6,000 anti-tank missiles``, ``military spending (2 % of GDP)``."""
    if claim.quantity is None:
        return _one_line(claim.object)
    unit, object_ = _one_line(claim.unit), _one_line(claim.object)
    counted = amount(claim.quantity, unit)
    if not object_ or words_of(object_) <= words_of(unit):
        return counted
    if object_.casefold().startswith(unit.casefold()):
        return amount(claim.quantity, object_)
    if unit and head_of(unit) == head_of(object_) and words_of(unit) <= words_of(object_):
        return amount(claim.quantity, object_)
    return f"{object_} ({counted})"


def amount(quantity: float, unit: str | None) -> str:
    """``6,000 missiles``, ``59.5 million pounds``, ``2 %``."""
    unit = _one_line(unit)
    for size, word in ((1e9, "billion"), (1e6, "million")):
        if abs(quantity) >= size and round(quantity / size, 3) * size == quantity:
            return f"{quantity / size:,g} {word} {unit}".strip()
    return f"{quantity:,.0f} {unit}".strip() if quantity == int(quantity) else f"{quantity:,g} {unit}".strip()


def votes(count: Votes) -> str:
    """``406 for, 212 against``; what the report does not give is left out."""
    sides = ((count.for_, "for"), (count.against, "against"), (count.abstain, "abstaining"))
    return ", ".join(f"{number:,} {side}" for number, side in sides if number is not None)


@cache
def load() -> Mapping[str, Patterns]:
    """The patterns of all acts; ValueError naming the act when one is missing or a pattern has an unknown field."""
    data = tomllib.loads(files("foederis.brief").joinpath("phrases.toml").read_text(encoding="utf-8"))
    if data.keys() != ACTS:
        raise ValueError(f"phrases.toml: acts missing or unknown: {', '.join(sorted(data.keys() ^ ACTS))}")
    patterns = {
        act: Patterns(
            tuple(map(tuple, told["active"])),
            tuple(told["passive"]),
            told.get("spoken", False),
            frozenset(told.get("nouns", ())),
            tuple(told["does"]) if "does" in told else None,
            tuple(told["to"]) if "to" in told else None,
        )
        for act, told in data.items()
    }
    for act, told in patterns.items():
        texts = [*(rest for _, _, rest in told.active), *told.passive, *(told.does or ())[2:], *(told.to or ())[2:]]
        if unknown := {field for text in texts for field in _FIELD.findall(text)} - _FIELDS:
            raise ValueError(f"phrases.toml: [{act}] names unknown fields: {', '.join(sorted(unknown))}")
    return patterns


def _active(claim: Claim, names: Names) -> str | None:
    told = predicate(claim, names) if claim.actors else ""
    return f"{names.parties(claim.actors)} {told}" if told else None


def _own_forces(claim: Claim) -> bool:
    """The actor is what is deployed, so "American soldiers deployed 100,000 American soldiers" would say it twice."""
    return (
        len(claim.actors) == 1 and claim.object is not None and head_of(claim.actors[0].text) == head_of(claim.object)
    )


def _fields(claim: Claim, names: Names) -> dict[str, str]:
    targets, what = names.parties(claim.targets), thing(claim)
    if targets and claim.quantity is None and words_of(what) <= words_of(targets):
        what = ""
    repeated = targets and all(words_of(target.text) <= words_of(what) for target in claim.targets)
    return {"targets": targets, "thing": what, "also": "" if repeated else targets}


def _fill(pattern: str, fields: Mapping[str, str]) -> str | None:
    """The pattern with its fields put in; None when a field outside brackets is unknown."""

    def optional(group: re.Match[str]) -> str:
        return group[1] if all(fields.get(field) for field in _FIELD.findall(group[1])) else ""

    needed = _GROUP.sub(optional, pattern)
    if not all(fields.get(field) for field in _FIELD.findall(needed)):
        return None
    return _FIELD.sub(lambda field: fields[field[1]], needed)


def _verb(claim: Claim, base: str, past: str, *, spoken: bool) -> str:
    if claim.status == "done" or (claim.status == "planned" and spoken):
        return past
    return {"planned": "will ", "possible": "may ", "not_done": "did not "}[claim.status] + base


def _passive(claim: Claim, names: Names) -> str | None:
    fields = _fields(claim, names)
    patterns = load()[claim.act]
    by_noun = ["{thing} {happen}[ ({also})]"] if patterns.name(claim) else []
    for pattern in (*by_noun, *patterns.passive):
        subject = pattern.split("{be}")[0]
        be = _be(claim, plural=_plural(claim, subject, names), spoken=patterns.spoken)
        happen = _verb(claim, "take place", "took place", spoken=False)
        if (filled := _fill(pattern, {**fields, "be": be, "happen": happen})) is not None:
            return _with_tail(filled, claim)
    return None


def _be(claim: Claim, *, plural: bool, spoken: bool) -> str:
    was = "were" if plural else "was"
    if claim.status == "planned" and spoken:
        return was
    return {"done": was, "planned": "will be", "possible": "may be", "not_done": f"{was} not"}[claim.status]


def _plural(claim: Claim, subject: str, names: Names) -> bool:
    if subject.strip() == "{thing}":
        return claim.quantity not in (None, 1) or _ends_plural(claim.object)
    if subject.strip() != "{targets}":
        return _ends_plural(subject)
    shown = names.parties(claim.targets)
    if shown in {names.code(target.for_) for target in claim.targets if target.for_}:
        return False
    return _ends_plural(shown.split(" (")[0])


def _ends_plural(text: str | None) -> bool:
    before = re.split(r"\b(?:of|in|on|for|to|from|with|against|at)\b", text or "")[0].strip().casefold()
    if " and " in before or before.rpartition(" ")[2] in _PLURALS:
        return True
    return before.endswith("s") and not before.endswith(("ss", "us", "is", "'s", "’s"))


def _with_tail(told: str, claim: Claim) -> str:
    if claim.votes is not None and votes(claim.votes):
        told = f"{told} ({votes(claim.votes)})"
    place = _one_line(claim.place)
    if not place or words_of(place) <= words_of(told):
        return told
    bare = place.split()[0].casefold() in _PREPOSITIONS | _ADVERBS
    return f"{told} {place}" if bare else f"{told} in {place}"


def _own_words(claim: Claim) -> str:
    words = _one_line(claim.sentence).strip(" \"“”'‘’«»")
    cut = words if len(words) <= CLIP else f"{words[:CLIP].rsplit(' ', 1)[0]} …"
    return f"{claim.act}: “{cut}”"


def _one_line(text: str | None) -> str:
    return " ".join((text or "").split())
