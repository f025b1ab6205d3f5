"""Who supports, criticises, rejects, asks or threatens whom, on what."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from foederis.model import Claim
from foederis.state.alike import words_of
from foederis.state.context import Context
from foederis.state.rows import Stance
from foederis.state.said import agreed, fullest, ids, occasions, parties, row_id
from foederis.state.table import Key, Memo
from foederis.state.words import headed, meant


@dataclass(frozen=True, slots=True)
class Stances:
    """One row for each party, each it stands toward, what it is about, and occasion."""

    context: Context
    acts: ClassVar = frozenset(
        {"support", "criticise", "reject", "threaten", "deny", "sanction", "protest", "request", "concede"}
    )

    def keys(self, claim: Claim) -> list[Key]:
        about = claim.object_id or words_of(claim.object)
        toward_each = parties(claim.targets) or (None,)
        return [(claim.act, claim.status, of, to, about) for of in parties(claim.actors) for to in toward_each]

    def part(self, key: Key, claims: list[Claim]) -> Iterator[tuple[Key, list[Claim]]]:
        for group in occasions(claims):
            yield (*key, group[0].id), group

    def make(self, key: Key, claims: Sequence[Claim], memo: Memo) -> Iterator[Stance]:
        act, status, of, toward, about, *_ = key
        texts = [claim.object for claim in claims if not headed("rulings", claim.object) and meant(claim.object)]
        yield Stance(
            row_id("stance", *key),
            ids(claims),
            (),
            self.context.sources(claims),
            str(of),
            None if toward is None else str(toward),
            str(act),
            str(status),
            fullest(texts) or fullest(claim.object for claim in claims),
            agreed(claims),
            about if isinstance(about, str) else None,
        )
