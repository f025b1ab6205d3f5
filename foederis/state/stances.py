"""Who supports, criticises, rejects, asks or threatens whom, on what."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from foederis.model import Claim
from foederis.state.alike import words_of
from foederis.state.context import Context
from foederis.state.rows import Stance
from foederis.state.said import agreed, fullest, ids, occasions, parties, row_id
from foederis.state.table import Key

ACTS = frozenset({"support", "criticise", "reject", "threaten", "deny", "sanction", "protest", "request", "concede"})


@dataclass(frozen=True, slots=True)
class Stances:
    """One row for each party, each it stands toward, what it is about, and occasion."""

    context: Context

    def keys(self, claim: Claim) -> Iterator[Key]:
        if claim.act in ACTS:
            about = words_of(claim.object)
            for of in parties(claim.actors):
                for toward in parties(claim.targets) or (None,):
                    yield claim.act, claim.status, of, toward, about

    def part(self, key: Key, claims: list[Claim]) -> Iterator[tuple[Key, list[Claim]]]:
        for group in occasions(claims):
            yield (*key, group[0].id), group

    def make(self, key: Key, claims: Sequence[Claim]) -> Iterator[Stance]:
        act, status, of, toward, *_ = key
        yield Stance(
            row_id("stance", *key),
            ids(claims),
            (),
            self.context.sources(claims),
            str(of),
            None if toward is None else str(toward),
            str(act),
            str(status),
            fullest(claim.object for claim in claims),
            agreed(claims),
        )
