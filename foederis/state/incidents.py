"""Armed attacks and acts of coercion that happened: claims of one event are one incident."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar, Final

from foederis.model import Actor, Claim, Interval
from foederis.state.alike import head_of
from foederis.state.context import Context
from foederis.state.events import gathered
from foederis.state.landmarks import days_of
from foederis.state.rows import Incident, Row
from foederis.state.said import agreed, fullest, ids, numbers, parties, party, row_id
from foederis.state.table import Key, Memo
from foederis.state.words import has, is_toll
from foederis.who.entries import Landmark

_KNOWN: Final = "landmark:"


@dataclass(frozen=True, slots=True)
class Incidents:
    """One row for each event that `foederis.state.events` gathers."""

    context: Context
    acts: ClassVar = frozenset({"attack", "coerce"})

    def keys(self, claim: Claim) -> Iterator[Key]:
        """By who was hit, else where, else who did it: what claims of one event have in common."""
        if claim.status != "done":
            return
        if landmark := self.context.known.landmarks.of(claim):
            yield claim.act, _KNOWN + landmark.id
        else:
            hit = self.context.known.wholes(claim.targets)
            yield claim.act, min(hit) if hit else claim.country or claim.place or min(parties(claim.actors), default="")

    def part(self, key: Key, claims: list[Claim]) -> Iterator[tuple[Key, list[Claim]]]:
        if len(claims) == 1 or str(key[1]).startswith(_KNOWN):
            yield (*key, claims[0].id), claims
            return
        for some in gathered(claims):
            yield (*key, some[0].id), some

    def make(self, key: Key, claims: Sequence[Claim], memo: Memo) -> Iterator[Row]:
        landmark = self.context.known.who.landmarks.get(str(key[1]).removeprefix(_KNOWN))
        by, target = _most(claim.actors for claim in claims), _most(claim.targets for claim in claims)
        what = fullest(claim.object for claim in claims)
        row = Incident(
            id=row_id("incident", *key),
            claims=ids(claims),
            reference=(),
            sources=self.context.sources(claims),
            what=f"{key[0]}: {what}" if what else str(key[0]),
            by=by,
            target=target,
            place=fullest(claim.place for claim in claims),
            country=min((claim.country for claim in claims if claim.country), default=None),
            on=agreed(claims),
            killed=_killed(claims),
        )
        yield _as_known(row, key, claims, landmark) if landmark else row
        if len(claims) > 1:
            yield from self._conflicts((*by, *target), claims)

    def _conflicts(self, of: Sequence[str], claims: Sequence[Claim]) -> Iterator[Row]:
        for unit in sorted({head_of(claim.unit) or "" for claim in claims if claim.quantity is not None}):
            given = numbers([claim for claim in claims if (head_of(claim.unit) or "") == unit])
            told = {f"{number:,g} {some[0].unit or ''}".strip(): some for number, some in given.items()}
            yield from self.context.disagreement(f"number of {unit or 'what was hit'}", of, told)


def _as_known(row: Incident, key: Key, claims: Sequence[Claim], landmark: Landmark) -> Incident:
    """The row with what who's who says of the incident. Nobody attacks at home: who is said to is the one hit."""
    at_home = landmark.country if landmark.kind == "attack" and landmark.parties == (landmark.country,) else None
    actors = [tuple(actor for actor in claim.actors if party(actor) != at_home) for claim in claims]
    return replace(
        row,
        reference=(landmark.id,),
        what=f"{key[0]}: {landmark.name}",
        by=_most(actors),
        place=row.place or landmark.place,
        country=landmark.country or row.country,
        on=Interval(*days_of(landmark)),
    )


def _killed(claims: Sequence[Claim]) -> tuple[int, int] | None:
    """The least and the most of the numbers that are of people killed."""
    counts = [int(claim.quantity) for claim in claims if claim.quantity is not None and _counts_dead(claim)]
    return (min(counts), max(counts)) if counts else None


def _counts_dead(claim: Claim) -> bool:
    """The unit or the object says so, or the sentence beside the number."""
    told = has("dead", claim.unit) or has("dead", claim.object)
    return told or (claim.quantity is not None and is_toll(claim.sentence, claim.quantity))


def _most(told: Iterable[Iterable[Actor]]) -> tuple[str, ...]:
    """Those that the claim that names most names; each claim of an event names the same or none."""
    named = (tuple(sorted({party(actor) for actor in actors})) for actors in told)
    return min(named, key=lambda names: (-len(names), names))
