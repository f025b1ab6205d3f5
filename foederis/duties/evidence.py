"""The claims behind a state's rows, as the answers ask for them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final, TypeVar

from foederis.law.model import Law
from foederis.model import Actor, Claim, Interval, Status
from foederis.state.known import Known
from foederis.state.rows import Incident, Row, State, When
from foederis.state.said import starts
from foederis.who import Who

ATTACKS = frozenset({"attack", "coerce"})  #: the acts that make an incident
DENIALS: Final[frozenset[tuple[str, Status]]] = frozenset({("deny", "done"), *((act, "not_done") for act in ATTACKS)})
"""The acts and statuses of claims by which somebody may be said not to have done it."""
K = TypeVar("K")
V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class Evidence:
    """A state with the claims that count on its day, who's who and the law as it stood then."""

    state: State
    known: Known
    law: Law
    claims: Mapping[str, Claim]
    by_report: Mapping[str, tuple[Claim, ...]] = field(repr=False)
    denials: tuple[Claim, ...] = field(repr=False)  #: of responsibility, or of an attack itself
    incidents_of: Mapping[tuple[str, ...], tuple[Incident, ...]] = field(repr=False)  #: by whom they hit

    @property
    def day(self) -> date:
        """The last day of which anything can be known here."""
        return min(filter(None, (self.state.on, self.state.known)))

    def of(self, row: Row) -> tuple[Claim, ...]:
        """The claims of a row; one that is not at hand is left out."""
        return tuple(self.claims[id_] for id_ in row.claims if id_ in self.claims)

    def beside(self, claims: Iterable[Claim]) -> tuple[Claim, ...]:
        """All claims of the reports of these."""
        return tuple(claim for report in sorted({claim.report for claim in claims}) for claim in self.by_report[report])

    def is_state(self, id_: str | None) -> bool:
        """Is it a state of who's who?"""
        return id_ in self.known.who.states

    def wholes(self, actors: Iterable[Actor]) -> tuple[str, ...]:
        """The states and organisations the actors act for."""
        return self.known.wholes(actors)


def gather(state: State, claims: Iterable[Claim], who: Who, law: Law) -> Evidence:
    """The evidence for a state: of `claims` those that count by its day."""
    in_order = sorted(claims, key=lambda claim: claim.id)
    counted = {claim.id: claim for claim in in_order if starts(claim) <= state.on}
    denials = tuple(claim for claim in counted.values() if _denies(claim))
    told = _grouped(
        (claim.report, claim) for claim in sorted(counted.values(), key=lambda claim: (claim.start, claim.id))
    )
    hit = _grouped((row.target, row) for row in state.incidents)
    return Evidence(state, Known(who), law, counted, told, denials, hit)


def _denies(claim: Claim) -> bool:
    return (claim.act, claim.status) in DENIALS


def _grouped(pairs: Iterable[tuple[K, V]]) -> dict[K, tuple[V, ...]]:
    found: dict[K, list[V]] = defaultdict(list)
    for key, value in pairs:
        found[key].append(value)
    return {key: tuple(some) for key, some in found.items()}


def first_day(days: When) -> date | None:
    """The first day of an interval, its last where only that is known."""
    return (days.earliest or days.latest) if days else None


def last_day(days: When) -> date | None:
    """The last day of an interval, its first where only that is known."""
    return (days.latest or days.earliest) if days else None


def meet(one: Interval, other: Interval) -> bool:
    """May both have been on the same day? An open side allows any."""
    before = one.latest is not None and other.earliest is not None and one.latest < other.earliest
    after = other.latest is not None and one.earliest is not None and other.latest < one.earliest
    return not (before or after)
