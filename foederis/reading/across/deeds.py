"""Whose deed is judged: 'criticised the decision', 'condemned these attacks' after the sentence that tells of it."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import takewhile

from foederis.model import Actor, Claim
from foederis.reading.across.alike import parties

_JUDGING = frozenset({"criticise", "support", "reject"})
_HARM = frozenset({"attack", "coerce"})
_KINDS = {
    **dict.fromkeys(("attack", "strike", "raid", "shelling", "bombing", "assault", "killing", "violence"), _HARM),
    **dict.fromkeys(("vote", "resolution"), frozenset({"adopt", "reject", "agree"})),
    **dict.fromkeys(("sanction", "embargo"), frozenset({"sanction"})),
    **dict.fromkeys(("deployment", "reinforcement"), frozenset({"deploy", "pledge"})),
    **dict.fromkeys(("withdrawal", "pullout"), frozenset({"withdraw", "quit"})),
    **dict.fromkeys(
        ("measure", "proposal"), frozenset({"request", "propose", "adopt", "pledge", "sanction", "coerce"})
    ),
    **dict.fromkeys(("decision", "move", "step", "action"), None),
}
"""Nouns that take up a deed told before, each with the acts that it may be; None: any but a judgement."""
_TOLD_BY = {
    "vote": re.compile(r"\bvot|\bballot|\bratif", re.IGNORECASE),
    "resolution": re.compile(r"\bresolution", re.IGNORECASE),
    "decision": re.compile(r"\bdeci[ds]|\bagree|\bapprov|\bannounc|\bvot", re.IGNORECASE),
}
"""The words by which the sentence behind such a noun tells of it."""
_NO_DEED = _JUDGING | {"deny", "consult"}
_TAKEN_UP = re.compile(
    rf"\b(?:the|this|that|these|those)\s+[\"“]?(?:\w+\s+){{0,2}}?(?P<deed>{'|'.join(_KINDS)})s?\b"
    r"(?![\"”]?\s+(?:of|by|on|to|against|in|from|for|that|made|taken)\b)"
)
_REACH = 1200  #: characters over which a noun looks back


class Deeds:
    """What the report has told so far that others may judge; made anew for each report."""

    def __init__(self) -> None:
        self._told: list[Claim] = []

    def judged(self, claim: Claim) -> Claim:
        """The claim, against or for whoever did what it judges, where its words take that up and name nobody."""
        if claim.act in _JUDGING and not claim.targets and (doers := self._doers(claim)):
            claim = replace(claim, targets=doers)
        if claim.act not in _NO_DEED and (claim.actors or claim.act in _HARM):
            self._told.append(claim)
        return claim

    def _doers(self, claim: Claim) -> tuple[Actor, ...]:
        deed = _deed(claim)
        if deed is None:
            return ()
        kinds, judging, told_by = _KINDS[deed], parties(claim.actors), _TOLD_BY.get(deed)
        near = takewhile(lambda c: claim.start <= c.start + _REACH, reversed(self._told))
        meant = [c for c in near if c.start < claim.start and (c.act != "request" if kinds is None else c.act in kinds)]
        last = next((c for c in meant if told_by is None or told_by.search(c.sentence)), None)
        if last is None or parties(last.actors) & judging or not all(actor.for_ for actor in last.actors):
            return ()
        return tuple(replace(actor, text=deed, id=None) for actor in last.actors)


def _deed(claim: Claim) -> str | None:
    """The noun with 'the' or 'these' that ends what a claim judges: 'the decision', not 'the decision to leave'."""
    words = re.findall(r"[a-z]+", (claim.object or "").lower())
    last = words[-1].removesuffix("s") if words and len(words) < 3 else None
    if last not in _KINDS:
        return None
    return last if any(match["deed"] == last for match in _TAKEN_UP.finditer(claim.sentence)) else None
