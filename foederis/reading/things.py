"""What an object names: a clause, a mission, force or post of who's who, or a plan that the report comes back to."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from foederis.model import Claim

if TYPE_CHECKING:
    from foederis.who.registry import Who

_ARTICLE = re.compile(
    r"\b(?:article|art\.?)s?\s+(\d+|[IVX]+\b)(?:\s*[-.(]\s*(\d+))?|\b(\d+)\s?[-.(]\s?(7)\b", re.IGNORECASE
)
_LEGAL = frozenset({"invoke", "adopt", "reject", "request", "support", "propose", "consult"})
_PLANS = frozenset({"propose", "adopt", "reject", "launch", "concede", "end"})
_THINGS = frozenset({"mission", "operation"})
_PLAIN = frozenset("plan idea proposal scheme initiative project office it this that they".split())
_DULL = _PLAIN | frozenset(
    "opening setting open set start launch the and for its his their with by from new first such pursue end decision "
    "measure measures approval objection support direct emergency resolution".split()
)


@dataclass(frozen=True, slots=True)
class _Clause:
    id: str
    articles: tuple[str, ...]
    bodies: tuple[str, ...]
    names: tuple[str, ...]


@cache
def _clauses() -> tuple[_Clause, ...]:
    data = tomllib.loads((Path(__file__).parent / "clauses.toml").read_text(encoding="utf-8"))
    return tuple(_Clause(c["id"], *(tuple(c[key]) for key in ("articles", "bodies", "names"))) for c in data["clause"])


def with_things(claims: Iterable[Claim], who: Who, spoken_of: frozenset[str]) -> Iterator[Claim]:
    """The claims of one report, in order, with an `object_id` where the object names one thing.

    `spoken_of` are the organisations that the report speaks of. 'The plan', 'his proposal' take the plan named last.
    """
    plans = _Plans()
    for claim in claims:
        id_ = _named(claim, who, spoken_of) or (plans.of(claim) if claim.act in _PLANS else None)
        yield replace(claim, object_id=id_) if id_ else claim


class _Plans:
    """The plans of one report, by the words that describe them."""

    def __init__(self) -> None:
        self._words: dict[str, frozenset[str]] = {}
        self._last: str | None = None

    def of(self, claim: Claim) -> str | None:
        """The plan that the claim's object describes: one named before if either's words hold the other's."""
        said = set(re.findall(r"[a-z]+", (claim.object or "").lower()))
        words = _content(claim.object or "")
        if not words:
            return self._last if said & _PLAIN else None
        known = next((id_ for id_, other in self._words.items() if _one_within_other(words, other)), None)
        id_ = known or f"plan:{'-'.join(sorted(words))}"
        self._words[id_] = self._words.get(id_, frozenset()) | words
        if claim.act == "propose" or said & _PLAIN:
            self._last = id_
        return id_


def _one_within_other(a: frozenset[str], b: frozenset[str]) -> bool:
    return a <= b or b <= a


def _named(claim: Claim, who: Who, spoken_of: frozenset[str]) -> str | None:
    if not claim.object:
        return None
    if claim.act in _LEGAL and (clause := clause_of(claim.object, claim.sentence, spoken_of)):
        return clause
    for mention in who.find(claim.object):
        candidate = mention.entries[0]
        if candidate.kind == "post":
            return candidate.id
        if candidate.kind == "organisation" and who.organisations[candidate.id].kind in _THINGS:
            return candidate.id
    return None


def clause_of(words: str, sentence: str, spoken_of: frozenset[str]) -> str | None:
    """The id of the clause that words name ('Article 42-7' -> teu:42.7), None where they name none or several."""
    text = f"{words} {sentence}" if re.search(r"\barticle\b|\bclause\b|\bprovision", words, re.IGNORECASE) else words
    articles = {_number(match) for match in _ARTICLE.finditer(words)} or {_number(m) for m in _ARTICLE.finditer(text)}
    by_article = [c for c in _clauses() if articles & set(c.articles)]
    if len(by_article) > 1:
        by_article = [c for c in by_article if set(c.bodies) & spoken_of] or by_article
    if len(by_article) == 1:
        return by_article[0].id
    said = words.lower()
    named = [(len(name), c.id) for c in _clauses() for name in c.names if name in said]
    if not named:
        return None
    longest = max(named)[0]
    best = {id_ for length, id_ in named if length == longest}
    return best.pop() if len(best) == 1 else None


def _number(match: re.Match[str]) -> str:
    whole, part = (match[1], match[2]) if match[1] else (match[3], match[4])
    return f"{whole}.{part}" if part else str(whole)


def _content(text: str) -> frozenset[str]:
    return frozenset(re.sub(r"s$", "", word) for word in re.findall(r"[a-z0-9]{3,}", text.lower()) if word not in _DULL)
