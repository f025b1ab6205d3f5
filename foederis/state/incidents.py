"""Armed attacks and acts of coercion that happened: claims of one event are one incident."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from foederis.model import Claim
from foederis.state.alike import head_of
from foederis.state.context import Context
from foederis.state.events import gather
from foederis.state.rows import Incident, Row
from foederis.state.said import agreed, fullest, ids, numbers, parties, party, row_id
from foederis.state.table import Key, Memo
from foederis.state.words import has


@dataclass(frozen=True, slots=True)
class Incidents:
    """One row for each event that `foederis.state.events` gathers."""

    context: Context
    acts: ClassVar = frozenset({"attack", "coerce"})

    def keys(self, claim: Claim) -> Iterator[Key]:
        """By who was hit, else where, else who did it: what claims of one event have in common."""
        if claim.status == "done":
            hit = self.context.known.wholes(claim.targets)
            yield claim.act, min(hit) if hit else claim.country or claim.place or min(parties(claim.actors), default="")

    def part(self, key: Key, claims: list[Claim]) -> Iterator[tuple[Key, list[Claim]]]:
        if len(claims) == 1:
            yield (*key, claims[0].id), claims
            return
        by_id = {claim.id: claim for claim in claims}
        for event in gather(claims, ()).events:
            yield (*key, event.claims[0]), [by_id[id_] for id_ in event.claims]

    def make(self, key: Key, claims: Sequence[Claim], memo: Memo) -> Iterator[Row]:
        dead = [claim for claim in claims if claim.quantity is not None and _counts_dead(claim)]
        least_to_most = sorted(int(claim.quantity or 0) for claim in dead)
        by, target = _fullest_parties(claims, "actors"), _fullest_parties(claims, "targets")
        what = fullest(claim.object for claim in claims)
        yield Incident(
            row_id("incident", *key),
            ids(claims),
            (),
            self.context.sources(claims),
            f"{key[0]}: {what}" if what else str(key[0]),
            by,
            target,
            fullest(claim.place for claim in claims),
            min((claim.country for claim in claims if claim.country), default=None),
            agreed(claims),
            (least_to_most[0], least_to_most[-1]) if dead else None,
        )
        if len(claims) > 1:
            yield from self._conflicts((*by, *target), claims)

    def _conflicts(self, of: Sequence[str], claims: Sequence[Claim]) -> Iterator[Row]:
        for unit in sorted({head_of(claim.unit) or "" for claim in claims if claim.quantity is not None}):
            given = numbers([claim for claim in claims if (head_of(claim.unit) or "") == unit])
            told = {f"{number:,g} {some[0].unit or ''}".strip(): some for number, some in given.items()}
            yield from self.context.disagreement(f"number of {unit or 'what was hit'}", of, told)


def _counts_dead(claim: Claim) -> bool:
    return has("dead", claim.unit) or has("dead", claim.object)


def _fullest_parties(claims: Sequence[Claim], side: str) -> tuple[str, ...]:
    """Those that the claim that names most names; each claim of an event names the same or none."""
    named = (tuple(sorted({party(actor) for actor in getattr(claim, side)})) for claim in claims)
    return min(named, key=lambda names: (-len(names), names))
