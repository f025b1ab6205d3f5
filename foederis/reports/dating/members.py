"""Clues from how many members an organisation is said to have."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import timedelta
from typing import Final

from foederis.reports.dating import days
from foederis.reports.dating.clues import Clue
from foederis.reports.dating.days import Days
from foederis.reports.dating.sentences import Sentence
from foederis.who import Who

_MEMBERS: Final = re.compile(
    r"\b(?P<number>\d\d)[- ](?:(?:member|allied|NATO|EU)[ -]?(?:states?|countries|nations?|governments?)"
    r"|members?\b|allies\b|nation\b|ambassadors\b)",
    re.IGNORECASE,
)
_ORGANISATIONS: Final = (
    ("NATO", re.compile(r"\b(?:NATO|[Aa]lliance|[Aa]llies|North Atlantic)\b")),
    ("EU", re.compile(r"\b(?:EU|European Union|E\.U\.)\b")),
)
_HOPED: Final = re.compile(r"\b(?:will|would|becom\w+|once|other|some|least|almost|without)\b\s*(?:the\s*|have\s*)?$")
_WEIGHT: Final = 3


class MemberCounts:
    """On which days NATO and the EU had how many members."""

    def __init__(self, who: Who) -> None:
        self._days = {org: _counts(who, org) for org, _ in _ORGANISATIONS if org in who.organisations}

    def clues(self, sentence: Sentence) -> Iterator[Clue]:
        """What "the 29 member states" says, where the sentence names the organisation."""
        for match in _MEMBERS.finditer(sentence.text):
            if _HOPED.search(sentence.text[: match.start()]):
                continue
            named = [org for org, names in _ORGANISATIONS if org in self._days and names.search(sentence.text)]
            found = days.NONE
            for org in named:
                found |= self._days[org].get(int(match["number"]), days.NONE)
            if found:
                yield Clue(found, f'text: "{match[0]}": as many as {" or ".join(named)} had then', _WEIGHT)


def _counts(who: Who, org: str) -> dict[int, Days]:
    sides = [side for each in who.memberships if each.org == org for side in (each.from_, each.to)]
    changes = sorted({side.earliest for side in sides if side and side.earliest})
    counts: dict[int, Days] = defaultdict(int)
    for first, following in zip(changes, [*changes[1:], None], strict=True):
        counts[len(who.members(org, first))] |= days.span(first, following - timedelta(days=1) if following else None)
    return dict(counts)
