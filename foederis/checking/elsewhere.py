"""What other reports say of the same event."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from foederis.checking.page import Page
from foederis.checking.slip import Slip
from foederis.model import Claim
from foederis.state.events import Conflict, Gathering

_SURE: float = 0.5  #: claims less sure than this contradict nobody


def record_slips(page: Page, gathering: Gathering, claims: Mapping[str, Claim]) -> Iterator[Slip]:
    """Numbers, votes, and whether it happened at all, where another report says otherwise."""
    for conflicts in gathering.conflicts.values():
        for conflict in conflicts:
            yield from _slips(page, conflict, claims)


def _slips(page: Page, conflict: Conflict, claims: Mapping[str, Claim]) -> Iterator[Slip]:
    for value in conflict.values:
        mine = [claim for claim in _of(value.claims, claims) if claim.report == page.report.name]
        others = [
            (other.text, claim)
            for other in conflict.values
            if other is not value
            for claim in _of(other.claims, claims)
            if claim.report != page.report.name
        ]
        if mine and others:
            text, other = others[0]
            but = f"{other.report} says {text} ({conflict.about}; here {value.text})"
            source = f'{other.report}: "{" ".join(other.sentence.split())}"'
            yield page.slip("record", mine[0].start, mine[0].end, but, source, *(claim.id for _, claim in others))


def _of(ids: Iterable[str], claims: Mapping[str, Claim]) -> Iterator[Claim]:
    return (claims[id] for id in ids if claims[id].confidence >= _SURE)
