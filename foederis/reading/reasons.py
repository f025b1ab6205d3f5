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
    """The claims of one report; what it tells first takes the reason given later for 'the decision', if it has none."""
    main = next((c.act for c in claims if c.act not in SPEECH), None)
    given = {c.because for c in claims if c.because and c.act == "adopt" and _DECISION.search(c.sentence)}
    if len(given) != 1 or not claims or claims[0].act != main:
        return list(claims)
    reason = given.pop()
    return [replace(c, because=reason) if c.act == main and not c.because and c.status == "done" else c for c in claims]
