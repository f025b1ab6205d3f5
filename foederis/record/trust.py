"""The claims that answers rest on: those sure enough, and those that a person accepted or corrected however unsure."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from foederis.model import MIN_CONFIDENCE, Claim
from foederis.record.filters import Filter

if TYPE_CHECKING:
    from foederis.record.store import Record


def trusted(record: Record, wanted: Filter, *, min_confidence: float = MIN_CONFIDENCE) -> Iterator[Claim]:
    """The record's claims as people reviewed them, less those below `min_confidence` on which nobody has ruled."""
    ruled = set()
    for review in record.rulings(recorded=wanted.recorded).values():
        ruled |= {review.claim, review.corrected.id if review.corrected else review.claim}
    for claim in record.claims(wanted, reviewed=True):
        if claim.confidence >= min_confidence or claim.id in ruled:
            yield claim
