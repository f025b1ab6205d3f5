"""The claims that answers rest on: those sure enough, and those that a person accepted or corrected however unsure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import TYPE_CHECKING

from foederis.model import MIN_CONFIDENCE, Claim
from foederis.record.filters import Filter

if TYPE_CHECKING:
    from foederis.record.store import Record


def surely(
    record: Record,
    claims: Iterable[Claim],
    *,
    recorded: date | datetime | None = None,
    min_confidence: float = MIN_CONFIDENCE,
) -> Iterator[Claim]:
    """Of claims as people reviewed them, those that answers rest on."""
    some = tuple(claims)
    unsure = [claim.id for claim in some if claim.confidence < min_confidence]
    ruled = record.rulings(recorded=recorded, ids=unsure) if unsure else {}
    return (claim for claim in some if claim.confidence >= min_confidence or claim.id in ruled)


def trusted(record: Record, wanted: Filter, *, min_confidence: float = MIN_CONFIDENCE) -> Iterator[Claim]:
    """The record's claims as people reviewed them, less those below `min_confidence` on which nobody has ruled."""
    ruled = set()
    for review in record.rulings(recorded=wanted.recorded).values():
        ruled |= {review.claim, review.corrected.id if review.corrected else review.claim}
    for claim in record.claims(wanted, reviewed=True):
        if claim.confidence >= min_confidence or claim.id in ruled:
            yield claim
