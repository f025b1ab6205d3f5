"""Fighting told on: 'the strikes destroyed …', 'in the attack' take up who struck whom in the attack told before."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from foederis.model import Actor, Claim
from foederis.reading.grammar.numerals import words
from foederis.reading.grammar.syntax import is_passive, oblique, subjects

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

    from foederis.reading.claiming import Candidate

_TAKING_UP = frozenset({"the", "this", "that", "these", "those"})
_BLOWS = frozenset({"strike", "raid", "bombing", "assault", "shelling", "bombardment", "ambush", "blast"})
_ONTO = ("on", "against", "of", "at")
_ANY = frozenset({"attack", "strike"})
"""Words that may take up an attack that was told in others."""


class Fights:
    """The attacks told so far, within one report; made anew for each."""

    def __init__(self) -> None:
        self._told: list[tuple[str, Claim]] = []
        self._last: Candidate | None = None

    def continued(self, candidate: Candidate) -> Candidate:
        """The candidate with the sides of the attack that its words take up, where it names no doer of its own.

        Strikes of the Global Coalition against Daesh that name nobody are against Daesh: that is what it is for.
        Of what 'was hit in the strike' only the target is told: a passive without a doer has none (docs/codebook.md).
        """
        claim = candidate.claim
        if claim.act != "attack":
            return candidate
        verb = candidate.evoked.carrier or candidate.evoked.token
        blow = next(_taken_up(verb, candidate.evoked.token), None)
        if blow is not None and not claim.actors and (before := self._before(blow)):
            actors = () if blow.dep_ == "pobj" and is_passive(verb) else before.actors
            claim = replace(claim, actors=actors, targets=claim.targets or before.targets)
            candidate = candidate._replace(claim=claim)
        if not claim.targets and _by_arms(candidate) and {a.for_ for a in claim.actors} == {"COALITION"}:
            claim = replace(claim, targets=(Actor("", "ISIS", role="REB"),))
            candidate = candidate._replace(claim=claim)
        if not claim.targets and (targets := self._same_targets(candidate)):
            claim = replace(claim, targets=targets)
            candidate = candidate._replace(claim=claim)
        if claim.status == "done" and (claim.actors or claim.targets):
            self._told.append((_blow(candidate.evoked.token) or "", claim))
        self._last = candidate
        return candidate

    def _same_targets(self, candidate: Candidate) -> tuple[Actor, ...]:
        """'engaged two rebel units and destroyed a bridge': whose the bridge is; of strikes by nobody named, whom all
        those told before have hit."""
        claim, last = candidate.claim, self._last.claim if self._last is not None else None
        if self._last is not None and last is not None and candidate.verb.head == self._last.verb:
            same = candidate.verb.dep_ == "conj" and last.start == claim.start and last.actors == claim.actors
            return last.targets if same and all(a.for_ for a in last.targets) else ()
        struck = not claim.actors and any(_blow(s) for s in subjects(candidate.verb))
        hit = {t.for_ for _, c in self._told if not c.actors for t in c.targets}
        known = hit.pop() if struck and len(hit) == 1 else None
        return (Actor("", known, role="REB"),) if known else ()

    def _before(self, blow: Token) -> Claim | None:
        """The last attack told in the same words, else for 'the attack' the last of all."""
        word = _blow(blow) or ""
        same = (claim for told, claim in reversed(self._told) if told == word or word in claim.sentence.lower())
        last = (claim for _, claim in reversed(self._told) if word in _ANY)
        return next(same, None) or next(last, None)


def _by_arms(candidate: Candidate) -> bool:
    """Told by the blow or the weapon alone ('conducted ten airstrikes'), not by what was hit."""
    token = candidate.evoked.token
    drops = token.lemma_.lower() in words()["words"]["drop"]
    return drops or (candidate.evoked.unit.kind == "nouns" and not any(oblique(token, p) for p in _ONTO))


def _taken_up(verb: Token, own: Token) -> Iterator[Token]:
    """The nouns with 'the' or 'these' that stand for an attack told before: the act's own, its subject or its means."""
    means = [n for p in ("in", "during", "by") for n in oblique(verb, p)]
    for noun in (own, *subjects(verb), *means):
        bare = not any(c.dep_ in ("poss", "compound", "acl", "relcl", "nummod") for c in noun.children)
        definite = any(c.dep_ == "det" and c.lower_ in _TAKING_UP for c in noun.children)
        if _blow(noun) and bare and definite and not any(oblique(noun, p) for p in ("of", "on", "against", "by", "in")):
            yield noun


def _blow(noun: Token) -> str | None:
    """'strike' of 'airstrikes', None of what is no attack."""
    if noun.pos_ not in ("NOUN", "PROPN"):
        return None
    word = re.sub(r"^(?:air|counter)-?", "", noun.lemma_.lower())
    return word if word in _BLOWS | _ANY else None
