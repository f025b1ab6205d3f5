"""What an object names: a clause, a mission, force or post of who's who, or a thing that the report comes back to.

A described thing ("NATO liaison office in Tokyo") has an id made of the words that tell it from others, states and
organisations by their codes: `plan:JPN-NATO-liaison-office`. Later in the report "the Tokyo office" is the thing whose
words hold these, and "the plan", "his proposal", "a strong objection" take the plan told of last.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from foederis.model import Claim
from foederis.who.clauses import clause_invoked, clause_of
from foederis.who.missions import mission_in
from foederis.who.wording import PREPOSITIONS, head_of, words_of

if TYPE_CHECKING:
    from foederis.who.registry import Who

_LEGAL: Final = frozenset({"invoke", "adopt", "reject", "request", "support", "propose", "consult"})
_DECIDING: Final = frozenset({"propose", "adopt", "reject", "concede"})  #: whatever they are about is a plan
_RULING: Final = frozenset({"adopt", "reject", "support", "criticise"})
_TURNING: Final = frozenset({"launch", "suspend", "resume", "end"})
_SPEAKING: Final = _DECIDING | _TURNING | frozenset({"support", "criticise", "request", "consult", "join", "quit"})
_OF_PEOPLE: Final = frozenset({"deploy", "withdraw", "provide"})
_OF_FORCES: Final = _OF_PEOPLE | _TURNING | {"join", "quit"}
_IN_IT: Final = re.compile(
    r"\b(?:in|of|to|for|with) (?:the|its|this) (?:[\w-]+ )?(?:mission|operation)\b|mission[’']s\b"
)
_CODED: Final = frozenset({"state", "demonym", "seat", "capital", "place", "city"})  #: names that have one id
_NUMBERED: Final = re.compile(r"\bresolution \d{3,4}\b", re.IGNORECASE)  #: the number alone says which
_STOP: Final = (".", "!", "?", "”", '"', "…", ":")


@cache
def _nouns() -> Mapping[str, frozenset[str]]:
    data = tomllib.loads((Path(__file__).parent / "things.toml").read_text(encoding="utf-8"))
    return {kind: frozenset().union(*map(words_of, nouns)) for kind, nouns in data.items()}


def with_things(claims: Iterable[Claim], who: Who, spoken_of: frozenset[str]) -> Iterator[Claim]:
    """The claims of one report, in order, with an `object_id` where the object names one thing.

    `spoken_of` are the organisations that the report speaks of.
    """
    told, things = list(claims), _Things(who)
    found = [_named(claim, who, spoken_of) or things.of(claim) for claim in told]
    for claim, thing in zip(told, found, strict=True):
        id_ = thing.id if isinstance(thing, _Thing) else thing
        yield replace(claim, object_id=id_) if id_ else claim


def _named(claim: Claim, who: Who, spoken_of: frozenset[str]) -> str | None:
    """The clause, post, mission or force that the object calls by its name."""
    if not claim.object:
        return None
    about = head_of(claim.object) in _nouns()["texts"] | _nouns()["plans"]  # a resolution on the clause is no clause
    if claim.act in _LEGAL and not about and (clause := _clause(claim, who, spoken_of)):
        return clause
    for mention in who.find(claim.object):
        kind, id_ = mention.entries[0]
        named = who.organisations[id_].kind if kind == "organisation" else kind
        heads = head_of(claim.object) in words_of(mention.text)
        if named == "mission" or (heads and (named == "post" or (named == "force" and claim.act in _OF_FORCES))):
            return id_
    return None


def _clause(claim: Claim, who: Who, spoken_of: frozenset[str]) -> str | None:
    find = clause_invoked if claim.act == "invoke" else clause_of
    return find(claim.object or "", _orgs(claim.sentence, who), spoken_of, beside=claim.sentence)


def _orgs(text: str, who: Who) -> frozenset[str]:
    named = (mention.entries[0] for mention in who.find(text))
    return frozenset(who.whole(id_) for kind, id_ in named if kind == "organisation")


@dataclass(slots=True, eq=False)
class _Thing:
    """Something that a report tells of, under all its descriptions."""

    descriptions: list[frozenset[str]] = field(default_factory=list)
    known_as: str | None = None  #: id in who's who
    same_as: _Thing | None = None

    @property
    def words(self) -> frozenset[str]:
        return frozenset().union(*self.descriptions)

    @property
    def id(self) -> str | None:
        """None where its words do not tell it from other things."""
        if self.same_as or self.known_as:
            return self.same_as.id if self.same_as else self.known_as
        fullest = min(self.descriptions, key=lambda words: (-len(words), sorted(words)))
        kinds = (kind for kind in ("mission", "text") if fullest & _nouns()[f"{kind}s"])
        return f"{next(kinds, 'plan')}:{'-'.join(sorted(fullest))}" if len(fullest) > 1 else None


class _Things:
    """The things of one report, the one told of last at the end."""

    def __init__(self, who: Who) -> None:
        self._who = who
        self._told: list[_Thing] = []
        self._plan: _Thing | None = None
        self._mission: _Thing | None = None
        self._headlines: list[tuple[Claim, _Thing]] = []
        self._in_head = True
        self._sentence: int | None = None

    def of(self, claim: Claim) -> _Thing | None:
        """The thing that the claim's object describes; None where it describes none, or one not told of."""
        if claim.start != self._sentence:
            self._sentence = claim.start
            self._hear(claim.sentence)
        self._in_head = self._in_head and not claim.sentence.rstrip().endswith(_STOP)
        if not claim.object:
            return None
        if claim.act in _OF_PEOPLE:
            return self._mission if _IN_IT.search(f"{claim.object} {claim.sentence}") else None
        if claim.act in _TURNING and not claim.actors and head_of(claim.object) in _nouns()["activities"]:
            return self._mission
        if claim.act not in _SPEAKING or _several(claim.object) or not (claim.act in _DECIDING or _called_so(claim)):
            return None
        words = self._content(claim)
        thing = self._described(claim, words) if words else self._plan if _called_so(claim) else None
        if thing is not None:
            self._tell(claim, thing)
        return thing

    def _hear(self, sentence: str) -> None:
        """The mission that a sentence calls by its name is the one told of last, whatever its claims are about."""
        named = [mention.entries[0].id for mention in self._who.find(sentence)]
        missions = {id_ for id_ in named if (entry := self._who.organisations.get(id_)) and entry.kind == "mission"}
        if len(missions) == 1:
            self._mission = _Thing(known_as=missions.pop())

    def _described(self, claim: Claim, words: frozenset[str]) -> _Thing:
        known = self._known(claim, words)
        thing = known or _Thing()
        thing.descriptions.append(words if known else words | self._whose(claim, words))
        if known is None:
            thing.known_as = self._mission_of_reference(claim, words)
        return thing

    def _known(self, claim: Claim, words: frozenset[str]) -> _Thing | None:
        """The last thing whose words hold these; or one told of in fewer words, if these say enough."""
        if len(words) == 1 and words <= _generic() and not _definite(claim):
            return None
        for thing in reversed(self._told):
            if words <= thing.words or any(len(said) > 1 and said <= words for said in thing.descriptions):
                return thing
        plain = head_of(claim.object) in _nouns()["plans"] and _definite(claim)
        return self._plan if plain and self._plan and words & self._plan.words else None

    def _tell(self, claim: Claim, thing: _Thing) -> None:
        if self._in_head:
            self._headlines.append((claim, thing))
        else:
            self._restate(claim, thing)
        self._told = [one for one in self._told if one is not thing] + [thing]
        if claim.act in _DECIDING or head_of(claim.object) in _nouns()["plans"] or thing.words & _generic():
            self._plan = thing
        if thing.known_as or thing.words & _nouns()["missions"]:
            self._mission = thing

    def _restate(self, claim: Claim, thing: _Thing) -> None:
        """A headline tells what the report goes on to tell: the same act by the same ones is of the same thing."""
        for said, headed in self._headlines:
            if headed is not thing and (said.act, _by(said)) == (claim.act, _by(claim)) and claim.actors:
                headed.same_as = thing
                thing.descriptions += headed.descriptions
                self._headlines.remove((said, headed))
                return

    def _content(self, claim: Claim) -> frozenset[str]:
        """The words that tell the thing from others, names of states and organisations as their codes."""
        text = claim.object or ""
        if head_of(text) in _nouns()["rulings"]:
            text = _behind_a_preposition(text)
        codes, rest = set(), text
        for mention in reversed(self._who.find(text)):
            kind, id_ = mention.entries[0]
            code = self._who.whole(id_) if kind == "organisation" else id_.split(".")[0] if kind in _CODED else None
            if code or kind == "person":
                codes |= {code} if code else set()
                rest = rest[: mention.start] + " " + rest[mention.end :]
        numbered = _NUMBERED.search(rest)
        words = words_of(numbered[0] if numbered else rest) - _nouns()["plans"] - _nouns()["dull"] - {"s"}
        return words | codes

    def _whose(self, claim: Claim, words: frozenset[str]) -> frozenset[str]:
        """What tells "a resolution", "a peace mission" from others: where, else by whom; a bare one also when."""
        by = {actor.for_ for actor in claim.actors if actor.for_}
        if any(word.isdigit() for word in words):
            return frozenset() if any(word[0].isupper() for word in words) else frozenset(map(self._who.whole, by))
        if any(word[0].isupper() for word in words) or len(words - _generic()) > 1:
            return frozenset()
        whose = {claim.country} if claim.country and words & _nouns()["missions"] else by
        if words - _generic():
            return frozenset(filter(None, whose))
        day = claim.earliest if claim.earliest == claim.latest else None
        return frozenset({*filter(None, whose), f"{day:%Y%m%d}"}) if whose and day else frozenset()

    def _mission_of_reference(self, claim: Claim, words: frozenset[str]) -> str | None:
        """The mission of who's who that an organisation has where the claim says."""
        if not words & _nouns()["missions"]:
            return None
        own = {code for code in words if code in self._who.organisations}
        country = claim.country or next((code for code in sorted(words) if code in self._who.states), None)
        days = tuple(day for day in (claim.earliest, claim.latest, claim.published.latest) if day)
        if len(own) != 1 or country is None:
            return None
        return mission_in(self._who, own.pop(), country, days)


@cache
def _generic() -> frozenset[str]:
    """Nouns that say what kind of thing it is."""
    return _nouns()["missions"] | _nouns()["texts"] | _nouns()["offices"]


def _called_so(claim: Claim) -> bool:
    """It is called a plan, a mission, a text ... or one rules on it."""
    head = head_of(claim.object)
    named = head in _nouns()["plans"] or head in _generic() or _NUMBERED.search(claim.object or "") is not None
    return named or (claim.act in _RULING and head in _nouns()["rulings"])


def _several(text: str) -> bool:
    """Missions, resolutions: no one thing."""
    head = next((word for word in text.split() if head_of(word) == head_of(text)), "")
    return head_of(text) in _generic() and head.endswith("s") and head.lower() != "headquarters"


def _definite(claim: Claim) -> bool:
    """The noun does not stand with "a" in the sentence."""
    noun = re.escape((claim.object or "").split()[-1])
    return re.search(rf"\b(?:an?|another|one) (?:[\w-]+ ){{0,2}}{noun}\b", claim.sentence, re.IGNORECASE) is None


def _behind_a_preposition(text: str) -> str:
    words = text.split()
    at = next((i for i, word in enumerate(words) if i and word.lower() in PREPOSITIONS), len(words))
    return " ".join(words[at:])


def _by(claim: Claim) -> frozenset[str]:
    return frozenset(actor.id or actor.for_ or actor.text for actor in claim.actors)
