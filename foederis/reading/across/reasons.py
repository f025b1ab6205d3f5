"""Why a report says that something was done, and with what force, where another sentence than the act's own says so.

'This decision was taken for …' gives the reason of what was decided, 'The move follows …' of what was told right
before, 'First, …' of what 'three reasons' are given for; 'X may be trying to …' a motive of what X was just told to
have done; 'the pact allows Chad to …' an advantage for which Chad joined it. 'The vote is not binding' is said of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from foederis.acts import SPEECH
from foederis.model import Claim

_DECISION: Final = re.compile(
    r"\b(?:this|the|that|such a) (?:\w+ )?(?:decision|move|step|measure)\b,?(?: (?:was|were|is|has been))? "
    r"(?:taken|made|adopted|explained|justified)\b",
    re.IGNORECASE,
)
_MOVE: Final = (
    r"(?:move|decision|step|measure|announcement|suspension|withdrawal|deployment|request|vote|invocation|pull-?out)"
)
_FOLLOWING: Final = re.compile(
    rf"^\W*(?:the|this|that|his|her|its|their) {_MOVE} "
    r"(?P<why>(?:follow(?:s|ed)|(?:comes|came) (?:after|amid|in response to)|is a response to|was prompted by) .+)",
    re.IGNORECASE | re.DOTALL,
)
_REASON: Final = re.compile(
    rf"^\W*(?:the|one|another|its|his|her|their|an?) (?:\w+ )?reason(?: given)?"
    rf"(?: for (?:this|(?:the|its) {_MOVE}))?,? (?:is|was) (?P<why>(?:that|the|an?|to|its|their|his|her|fears?) .+)",
    re.IGNORECASE | re.DOTALL,
)
_SEVERAL: Final = re.compile(r"\b(?:two|three|four|five|several|many) (?:\w+ )?reasons\b", re.IGNORECASE)
_ONE_OF_THEM: Final = re.compile(
    r"^\W*(?:first|second|third|fourth|fifth|last|final)(?:ly)?,\s+(?P<why>.+)", re.IGNORECASE | re.DOTALL
)
_MOTIVE: Final = re.compile(
    r"\b(?P<who>[A-Z][\w’'-]+)(?:, [^,]{3,120},)? (?P<why>(?:may|might|could)(?: also| well)? (?:be|have been) "
    r"(?:trying|seeking|hoping|aiming|looking|attempting) to [^.;]+)"
)
_BRINGING: Final = re.compile(r"\b(?:allows|enables|lets|permits|entitles)\b")
_FORCE: Final = re.compile(
    r"\b(?:this|the|that|its|their) (?P<what>motion|resolution|vote|decision|demand|recommendation|referendum|text)\b"
    r"(?:, [\w ]{2,20},)? (?P<force>(?:is|was|are|were|remains)(?: only| merely| purely| just| largely| not)*"
    r"(?: legally)? (?:optional|binding|non-?binding|advisory|consultative|symbolic))\b",
    re.IGNORECASE,
)
_DECIDED: Final = frozenset({"adopt", "reject", "request", "propose", "support", "criticise"})
_CHOSEN: Final = frozenset({"invoke", "join", "agree", "adopt", "launch"})
_FOUGHT: Final = frozenset({"attack", "coerce"})  #: nobody's 'move', 'decision'
_NEAR: Final = 600  #: characters over which 'the move', 'this vote' look back
_LIST: Final = 1500  #: characters over which the reasons of a list are told


class Told(NamedTuple):
    """A sentence of the report."""

    start: int
    text: str


def with_reasons(claims: Sequence[Claim], told: Sequence[Told]) -> list[Claim]:
    """The claims of one report, in order, with the reasons and the force that other sentences give; `told` are all."""
    found = _of_decision(claims)
    for at, why in [*_of_moves(found, told), *_motives(found, told), *_advantages(found, told)]:
        found[at] = replace(found[at], because="; ".join(filter(None, (found[at].because, why))))
    for at, force in _forces(found, told):
        found[at] = replace(found[at], condition=found[at].condition or force)
    return found


def _of_decision(claims: Sequence[Claim]) -> list[Claim]:
    """What is told first takes the reason given later for 'the decision', if it has none.

    The decision is that of those who were told last, before it, to have done so.
    """
    main = next((c.act for c in claims if c.act not in SPEECH), None)
    given = [c for c in claims if c.because and c.act == "adopt" and _DECISION.search(c.sentence)]
    before = [c for c in claims if given and c.act == main and c.start < given[0].start]
    if len(given) != 1 or not before or claims[0].act != main:
        return list(claims)
    return [_with_reason(c, given[0].because) if _is_told_again(c, before[-1]) else c for c in claims]


def _is_told_again(claim: Claim, decided: Claim) -> bool:
    same = claim.act == decided.act and claim.status == decided.status
    if not claim.actors and " and " in (claim.object or ""):
        return False  # of several, who may have had reasons of their own
    return same and {a.for_ for a in claim.actors} == {a.for_ for a in decided.actors}


def _with_reason(claim: Claim, reason: str | None) -> Claim:
    return claim if claim.because else replace(claim, because=reason)


def _of_moves(claims: Sequence[Claim], told: Sequence[Told]) -> Iterator[tuple[int, str]]:
    """'The move follows …', 'The reason is …', 'First, …' after 'three reasons': of what was last told to be done."""
    listed: int | None = None
    since = 0
    for sentence in told:
        at = _last_done(claims, sentence.start)
        single = _FOLLOWING.match(sentence.text) or _REASON.match(sentence.text)
        if _SEVERAL.search(sentence.text):
            own = [i for i, c in enumerate(claims) if c.start == sentence.start and c.act not in _FOUGHT]
            listed, since = (own[0] if own else at), sentence.start
        elif single is not None and at is not None:
            yield at, _plain(single["why"])
        elif listed is not None and sentence.start - since <= _LIST and (one := _ONE_OF_THEM.match(sentence.text)):
            yield listed, _plain(one["why"])


def _last_done(claims: Sequence[Claim], start: int) -> int | None:
    """The first act, fighting apart, of the sentence with claims that stands last before."""
    before = [c.start for c in claims if c.start < start <= c.start + _NEAR]
    here = [i for i, c in enumerate(claims) if before and c.start == max(before) and c.act not in _FOUGHT]
    return next((i for i in here if claims[i].status in ("done", "planned")), None)


def _motives(claims: Sequence[Claim], told: Sequence[Told]) -> Iterator[tuple[int, str]]:
    """'Macron may be trying to …': of what the report told last that this person had done."""
    for sentence in told:
        for motive in _MOTIVE.finditer(sentence.text):
            name = motive["who"].casefold()
            done = (
                i for i, c in enumerate(claims) if c.start < sentence.start <= c.start + _NEAR and _is_deed(c, name)
            )
            if (last := max(done, default=None)) is not None:
                yield last, _plain(motive["why"])


def _is_deed(claim: Claim, name: str) -> bool:
    persons = (actor.id for actor in claim.actors if actor.id)
    return claim.status == "done" and claim.act != "consult" and any(id_.split("-")[-1] == name for id_ in persons)


def _advantages(claims: Sequence[Claim], told: Sequence[Told]) -> Iterator[tuple[int, str]]:
    """'the pact allows Chad to …', of the pact that Chad was told to have joined."""
    seen: set[str] = set()
    told = [sentence for sentence in told if _BRINGING.search(sentence.text)]
    for at, claim in enumerate(claims):
        if claim.act not in _CHOSEN or claim.status != "done" or not claim.object or not claim.actors:
            continue
        thing = rf"\b(?:the|this|that) {re.escape(claim.object)}"
        brings = re.compile(rf"{thing} {_BRINGING.pattern} (?P<whom>[\w. ]+?) to\b[^,;.]+")
        for sentence in told:
            given = brings.search(sentence.text)
            if given is not None and given[0] not in seen and _is_same(given["whom"], claim, claims):
                seen.add(given[0])
                yield at, _plain(given[0])


def _is_same(whom: str, claim: Claim, claims: Sequence[Claim]) -> bool:
    """The words name, anywhere in the report, one for whom the claim's actors act."""
    own = {actor.for_ for actor in claim.actors if actor.for_}
    return any(actor.text == whom and actor.for_ in own for c in claims for actor in c.actors)


def _forces(claims: Sequence[Claim], told: Sequence[Told]) -> Iterator[tuple[int, str]]:
    """'This motion is only optional': of the act of that body that was told last."""
    for sentence in told:
        if (said := _FORCE.search(sentence.text)) is None:
            continue
        near = [c.start for c in claims if c.start <= sentence.start <= c.start + _NEAR and c.act in _DECIDED]
        done = (i for i, c in enumerate(claims) if near and c.start == max(near) and c.act in _DECIDED)
        if (at := next(done, None)) is not None:
            yield at, _plain(said["force"])


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip(" .,;")
