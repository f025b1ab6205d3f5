"""What every kind of row is made with: who's who, and which reports are copies of each other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from foederis.model import Claim
from foederis.state.known import Known
from foederis.state.rows import Conflict, Row, Value
from foederis.state.said import ids, row_id
from foederis.state.table import Key, Memo


@dataclass(frozen=True, slots=True)
class Context:
    """Passed to every kind."""

    known: Known
    source_of: Mapping[str, str]  #: a report's source where it is another's copy

    def source(self, claim: Claim) -> str:
        """The name that stands for the claim's source."""
        return self.source_of.get(claim.report, claim.report)

    def sources(self, claims: Iterable[Claim]) -> int:
        """How many independent sources the claims have."""
        reports = {claim.report for claim in claims}
        if len(reports) < 2 or not self.source_of:
            return len(reports)
        return len({self.source_of.get(report, report) for report in reports})

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
