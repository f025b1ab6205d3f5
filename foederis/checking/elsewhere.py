"""What other reports say of the same event."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from foederis.checking.page import Page
from foederis.checking.slip import Slip
from foederis.model import Claim
from foederis.state.events import Conflict, Gathering, Value

_SURE: Final = 0.5  #: claims less sure than this contradict nobody


def record_slips(pages: Mapping[str, Page], gathering: Gathering, claims: Mapping[str, Claim]) -> Iterator[Slip]:
    """Numbers, votes, and whether it happened at all, where another report than the page's says otherwise."""
    for conflicts in gathering.conflicts.values():
        for conflict in conflicts:
            for value in conflict.values:
                first = {claim.report: claim for claim in reversed(list(_of(value.claims, claims)))}
                for report in sorted(first.keys() & pages.keys()):
                    yield from _slips(pages[report], first[report], value, conflict, claims)


def _slips(page: Page, mine: Claim, value: Value, conflict: Conflict, claims: Mapping[str, Claim]) -> Iterator[Slip]:
    """What other reports give instead of the value that the page's claim gives."""
    others = [
        (other.text, claim)
        for other in conflict.values
        if other is not value
        for claim in _of(other.claims, claims)
        if claim.report != mine.report
    ]
    if others:
        text, other = others[0]
        but = f"{other.report} says {text} ({conflict.about}; here {value.text})"
        source = f'{other.report}: "{" ".join(other.sentence.split())}"'
        yield page.slip("record", mine.start, mine.end, but, source, *(claim.id for _, claim in others))


def _of(ids: Iterable[str], claims: Mapping[str, Claim]) -> Iterator[Claim]:
    return (claims[id] for id in ids if claims[id].confidence >= _SURE)
