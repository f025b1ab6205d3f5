"""Why a report says that something was decided: the reason that it gives for 'this decision' is that of the act."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from foederis.acts import SPEECH
from foederis.model import Claim

_DECISION = re.compile(
    r"\b(?:this|the|that|such a) (?:\w+ )?(?:decision|move|step|measure)\b,?(?: (?:was|were|is|has been))? "
    r"(?:taken|made|adopted|explained|justified)\b",
    re.IGNORECASE,
)


def with_reasons(claims: Sequence[Claim]) -> list[Claim]:
    """The claims of one report; what it tells first takes the reason given later for 'the decision', if it has none.

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
    return same and {a.for_ for a in claim.actors} == {a.for_ for a in decided.actors}


def _with_reason(claim: Claim, reason: str | None) -> Claim:
    return claim if claim.because else replace(claim, because=reason)
