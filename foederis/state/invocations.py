"""Treaty clauses called into operation, and those expressly not.

Which clause is meant: the one of the claim's object id, or that the object's words name (`foederis.who.clauses`); "the
EU treaty" is the one clause of it that the same report's other claims say the same party invoked, or did not, on the
same days, else the one for which the treaty stands.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from foederis.model import Claim
from foederis.state.alike import words_of
from foederis.state.context import Context
from foederis.state.rows import Invocation, Row
from foederis.state.said import agreed, contradicts, every, fullest, ids, meet, occasions, parties, row_id, starts
from foederis.state.table import Key, Memo
from foederis.state.words import has, is_first
from foederis.who.clauses import clause_invoked, clause_of, org_of_clause


@dataclass(frozen=True, slots=True)
class Invocations:
    """One row for each clause, each who invoked it or did not, and occasion."""

    context: Context
    acts: ClassVar = frozenset({"invoke"})

    def keys(self, claim: Claim) -> Iterator[Key]:
        if claim.object or claim.object_id:
            yield from ((by,) for by in parties(claim.actors) or (None,))

    def part(self, key: Key, claims: list[Claim]) -> Iterator[tuple[Key, list[Claim]]]:
        clauses = {claim.id: claim.object_id or clause_of(claim.object or "", *self._spoken(claim)) for claim in claims}
        groups: dict[Key, list[Claim]] = defaultdict(list)
        for claim in claims:
            clause = clauses[claim.id] or self._clause_of_treaty(claim, claims, clauses)
            clause = clause or clause_invoked(claim.object or "", *self._spoken(claim))
            groups[*key, clause or words_of(claim.object)].append(claim)
        yield from groups.items()

    def _spoken(self, claim: Claim) -> Iterator[Collection[str]]:
        """The organisations spoken of, nearest first: named, acting, and those to which the ones who act belong."""
        known, acting = self.context.known, self.context.known.wholes(claim.actors)
        yield known.orgs_in(claim.object)
        yield acting
        yield {org for state in acting for org in known.alliances_of(state, starts(claim))}

    def _clause_of_treaty(self, claim: Claim, claims: Sequence[Claim], clauses: dict[str, str | None]) -> str | None:
        if not has("treaty", claim.object):
            return None
        orgs = self.context.known.orgs_in(claim.object)
        told = (other for other in claims if (other.report, other.status) == (claim.report, claim.status))
        near = {clauses[other.id] for other in told if clauses[other.id] and meet((claim, other))}
        meant = {clause for clause in near if clause and org_of_clause(clause) in orgs}
        return meant.pop() if len(meant) == 1 else None

    def make(self, key: Key, claims: Sequence[Claim], memo: Memo) -> Iterator[Row]:
        by_status: dict[str, list[Claim]] = defaultdict(list)
        for claim in claims:
            by_status[claim.status].append(claim)
        for status, some in sorted(by_status.items()):
            yield from (self._row(key, status, group) for group in occasions(some))
        for yes in occasions(by_status["done"]):
            if no := [claim for claim in by_status["not_done"] if contradicts(claim, yes)]:
                about = f"whether {key[0] or 'anybody'} invoked {_name(key, yes)}"
                yield self.context.conflict(about, [_text(key[0])], {"it did": yes, "it did not": no})

    def _row(self, key: Key, status: str, claims: Sequence[Claim]) -> Invocation:
        return Invocation(
            id=row_id("invocation", *key, status, claims[0].id),
            claims=ids(claims),
            reference=(),
            sources=self.context.sources(claims),
            clause=_name(key, claims),
            by=_text(key[0]),
            status=status,
            on=agreed(claims),
            because=every(claim.because for claim in claims),
            first=(status == "done" and any(is_first(claim.sentence) for claim in claims)) or None,
        )


def _name(key: Key, claims: Sequence[Claim]) -> str:
    return key[1] if isinstance(key[1], str) else fullest(claim.object for claim in claims) or ""


def _text(value: object) -> str | None:
    return None if value is None else str(value)
