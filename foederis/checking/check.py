"""Every check on one report."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain
from typing import Final

from foederis.checking.calendar import calendar_slips
from foederis.checking.elsewhere import record_slips
from foederis.checking.forces import force_slips
from foederis.checking.holders import holder_slips
from foederis.checking.itself import itself_slips
from foederis.checking.landmarks import landmark_slips
from foederis.checking.members import member_slips
from foederis.checking.membership import membership_slips
from foederis.checking.offices import held, offices
from foederis.checking.page import Page
from foederis.checking.reference import load_reference
from foederis.checking.slip import Slip
from foederis.checking.spelling import spelling_slips
from foederis.checking.tenures import tenure_slips
from foederis.model import Claim, Reading, Report
from foederis.reports.dating.landmarks import LandmarkFinder
from foederis.state.events import gather
from foederis.who import Who

_NEAR: Final = 8  #: slips before another among which one over the same words is looked for


class Checker:
    """Who's who and the reference data, ready to check any number of readings."""

    def __init__(self, who: Who) -> None:
        self._who = who
        self._finder = LandmarkFinder(who)
        self._reference = load_reference()

    def check(self, reading: Reading) -> tuple[Slip, ...]:
        """What the report says against the reference and against itself, in the order of its text."""
        page = Page.of(reading, self._who)
        titles = tuple(offices(page))
        names = tuple(held(page, titles))
        found = chain(
            calendar_slips(page),
            landmark_slips(page, self._finder),
            holder_slips(page, names),
            spelling_slips(page, names),
            tenure_slips(page, titles),
            member_slips(page),
            membership_slips(page),
            force_slips(page, self._reference),
            itself_slips(page),
        )
        return _in_order(found)

    def compare(
        self, readings: Sequence[Reading], others: Sequence[Claim] = (), reports: Sequence[Report] = ()
    ) -> dict[str, tuple[Slip, ...]]:
        """By report name what its readings say against each other and against `others`, claims of `reports`."""
        own = [claim for reading in readings for claim in reading.claims]
        claims = {claim.id: claim for claim in (*others, *own)}
        gathering = gather(claims.values(), (*(reading.report for reading in readings), *reports))
        pages = {reading.report.name: Page.of(reading, self._who) for reading in readings}
        found: dict[str, list[Slip]] = {name: [] for name in pages}
        for slip in record_slips(pages, gathering, claims):
            found[slip.report].append(slip)
        return {name: _in_order(slips) for name, slips in found.items()}


def _in_order(slips: Iterable[Slip]) -> tuple[Slip, ...]:
    """In the order of the text; of slips of one kind over the same words only the first, for other reports all."""
    kept: list[Slip] = []
    for slip in sorted(slips, key=lambda slip: (slip.start, -slip.end, slip.kind, slip.but)):
        if not any(slip.kind == other.kind != "record" and slip.start < other.end for other in kept[-_NEAR:]):
            kept.append(slip)
    return tuple(kept)
