"""Ties between an organisation and those who are not its members."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from foederis.model import Claim
from foederis.state.alike import head_of, words_of
from foederis.state.context import Context
from foederis.state.rows import Partnership, Row
from foederis.state.said import agreed, fullest, ids, row_id, starts
from foederis.state.table import Key, Memo
from foederis.state.words import number_before


@dataclass(frozen=True, slots=True)
class Partnerships:
    """One row for each organisation, partner, form and status."""

    context: Context
    acts: ClassVar = frozenset({"agree", "cooperate"})

    def keys(self, claim: Claim) -> Iterator[Key]:
        known = self.context.known
        involved = known.wholes((*claim.actors, *claim.targets))
        for org in filter(known.is_forum, involved):
            for partner in involved:
                if partner != org and not known.is_member(org, partner, starts(claim)):
                    yield org, partner

    def part(self, key: Key, claims: list[Claim]) -> Iterator[tuple[Key, list[Claim]]]:
        forms: dict[Key, list[Claim]] = defaultdict(list)
        for claim in claims:
            form = "areas" if _areas(claim) is not None else words_of(claim.object)
            forms[*key, form, claim.status].append(claim)
        yield from forms.items()

    def make(self, key: Key, claims: Sequence[Claim], memo: Memo) -> Iterator[Row]:
        org, partner, form, status = key
        told = [claim for claim in claims if _areas(claim) is not None]
        row = Partnership(
            id=row_id("partnership", *key),
            claims=ids(claims),
            reference=(),
            sources=self.context.sources(claims),
            org=str(org),
            partner=str(partner),
            form=None if form == "areas" else fullest(claim.object for claim in claims),
            areas=_areas(told[-1]) if told else None,
            status=str(status),
            since=agreed(claims),
            areas_before=number_before(told[-1].sentence, told[-1].quantity) if told else None,
        )
        yield row
        given: dict[str, list[Claim]] = defaultdict(list)
        for claim in told:
            given[f"{_areas(claim)} areas"].append(claim)
        if len({starts(claim) for claim in told}) == 1:
            yield from self.context.disagreement("areas of cooperation", (row.org, row.partner), given)


def _areas(claim: Claim) -> int | None:
    """How many areas the cooperation covers, where the claim counts them."""
    counts = claim.quantity is not None and (head_of(claim.unit) or head_of(claim.object)) == "area"
    return int(claim.quantity or 0) if counts else None
