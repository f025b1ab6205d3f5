"""What every kind of row is made with: who's who, and which reports are copies of each other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import compress
from typing import Final, NamedTuple, Protocol

from foederis.model import Claim
from foederis.state.known import Known
from foederis.state.rows import Conflict, Row, Value
from foederis.state.said import ids, row_id
from foederis.state.table import Key, Memo

_BASIS: Final = ("basis",)


class _Basis(NamedTuple):
    """What rows that rest on a group's first claims need of these."""

    ids: Sequence[str]  #: of the claims, in order
    places: Sequence[int]  #: of the claim of each id in the group
    sources: Sequence[int]  #: how many independent sources the claims up to each one have


@dataclass(frozen=True, slots=True)
class Context:
    """Passed to every kind."""

    known: Known
    source_of: Mapping[str, str]  #: a report's source where it is another's copy

    def source(self, claim: Claim) -> str:
        """The name that stands for the claim's source."""
        return self.source_of.get(claim.report, claim.report)

    def told_by(self, claims: Iterable[Claim]) -> set[str]:
        """The independent sources of the claims."""
        reports = {claim.report for claim in claims}
        return {self.source_of.get(report, report) for report in reports} if self.source_of else reports

    def sources(self, claims: Iterable[Claim]) -> int:
        """How many independent sources the claims have."""
        return len(self.told_by(claims))

    def basis(self, claims: Sequence[Claim], memo: Memo) -> tuple[tuple[str, ...], int]:
        """The ids, in order, and number of independent sources of a group's first claims; asked first with all of
        them, which are noted once for all days."""
        if _BASIS not in memo:
            memo[_BASIS] = self._noted(claims)
        noted: _Basis = memo[_BASIS]
        count = len(claims)
        return tuple(compress(noted.ids, map(count.__gt__, noted.places))), noted.sources[count - 1]

    def _noted(self, claims: Iterable[Claim]) -> _Basis:
        sources: set[str] = set()
        counts: list[int] = []
        for claim in claims:
            sources.add(self.source_of.get(claim.report, claim.report))
            counts.append(len(sources))
        in_order = sorted((claim.id, at) for at, claim in enumerate(claims))
        return _Basis([id_ for id_, _ in in_order], [at for _, at in in_order], counts)

    def conflict(self, about: str, of: Iterable[str | None], values: Mapping[str, Sequence[Claim]]) -> Conflict:
        """Answers that exclude each other, side by side."""
        claims = [claim for some in values.values() for claim in some]
        told = tuple(Value(value, ids(some)) for value, some in sorted(values.items()))
        return Conflict(
            id=row_id("conflict", about, *(claim.id for claim in sorted(claims, key=lambda claim: claim.id))),
            claims=ids(claims),
            reference=(),
            sources=self.sources(claims),
            about=about,
            values=told,
            of=tuple(sorted({party for party in of if party})),
        )

    def disagreement(
        self, about: str, of: Iterable[str | None], values: Mapping[str, Sequence[Claim]]
    ) -> list[Conflict]:
        """The same, where no source gives two of the answers: one that does tells of two things."""
        told = [source for some in values.values() for source in {self.source(claim) for claim in some}]
        return [self.conflict(about, of, values)] if len(values) > 1 and len(told) == len(set(told)) else []


class Kind(Protocol):
    """One kind of row: which blocks a claim belongs to, how a block falls into groups, and a group's rows."""

    @property
    def acts(self) -> frozenset[str]:
        """The acts whose claims it takes."""
        ...

    def keys(self, claim: Claim) -> Iterable[Key]: ...
    def part(self, key: Key, claims: list[Claim]) -> Iterable[tuple[Key, list[Claim]]]: ...
    def make(self, key: Key, claims: Sequence[Claim], memo: Memo) -> Iterable[Row]: ...
