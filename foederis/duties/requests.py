"""Help under a clause as a list: what was asked of whom, who offered or gave what, what is unmet.

A request belongs to a call on a clause when the same state makes it, not before, and it names the clause, or stands in
a report that tells of the call, or asks the clause's parties or organisation for help within `WINDOW`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from foederis.duties.clauses import WINDOW
from foederis.duties.evidence import Evidence, first_day, last_day
from foederis.duties.model import Answer, Asked, Help, Offer
from foederis.duties.words import said
from foederis.law.assess import clauses as all_clauses
from foederis.model import Claim
from foederis.state.alike import words_of
from foederis.state.rows import Invocation, Pledge, When
from foederis.state.said import agreed, ids, occasions, parties
from foederis.state.words import meant
from foederis.who.clauses import clause_of, org_of_clause


@dataclass(frozen=True, slots=True)
class _Call:
    """All that is said of one state's call on one clause, and who is bound by it."""

    clause: str
    by: str
    on: When
    rows: tuple[Invocation, ...]
    bound: frozenset[str]
    reports: frozenset[str]

    def may_answer(self, party: str) -> bool:
        """A state bound, or the clause's organisation."""
        return party in self.bound or party == org_of_clause(self.clause)

    def not_before(self, days: When) -> bool:
        """May it have been on or after the first day on which the clause may have been called on?"""
        begun, last = first_day(self.on), last_day(days)
        return begun is None or last is None or last >= begun

    def soon(self, days: When) -> bool:
        """Within the window after the last day of the call."""
        called, day = last_day(self.on), first_day(days)
        return called is not None and day is not None and day <= called + WINDOW


def answers(evidence: Evidence) -> tuple[Help, ...]:
    """One list for each state that called on a clause of the law, done and not only talked of."""
    return tuple(_help(call, evidence) for call in _calls(evidence))


def _calls(evidence: Evidence) -> Iterator[_Call]:
    groups: dict[tuple[str, str], list[Invocation]] = defaultdict(list)
    for row in evidence.state.invocations:
        if row.status == "done" and evidence.is_state(row.by):
            groups[row.clause, str(row.by)].append(row)
    instruments = {clause.id: instrument for instrument, clause in all_clauses(evidence.law)}
    for (clause, by), rows in groups.items():
        if clause in instruments:
            claims = [claim for row in rows for claim in evidence.of(row)]
            on = agreed(claims)
            bound, _ = instruments[clause].members(last_day(on) or evidence.day)
            yield _Call(clause, by, on, tuple(rows), bound - {by}, frozenset(claim.report for claim in claims))


def _help(call: _Call, evidence: Evidence) -> Help:
    given = [row for row in evidence.state.pledges if row.receiver and _to(row, call, evidence)]
    refusals = [claim for claim in evidence.claims.values() if _refuses(claim, call, evidence)]
    asked = tuple(_asked(told, given, refusals, evidence) for told in _requests(call, evidence))
    offers = tuple(_offer(row, call, evidence) for row in given)
    spoken = {party for offer in offers for party in _givers(offer.giver, evidence)}
    spoken |= {party for claim in refusals for party in evidence.wholes(claim.actors)}
    return Help(
        clause=call.clause,
        by=call.by,
        invoked=call.on,
        claims=ids(claim for row in call.rows for claim in evidence.of(row)),
        asked=asked,
        offers=offers,
        silent=tuple(sorted(call.bound - spoken)),
    )


def _requests(call: _Call, evidence: Evidence) -> Iterator[list[Claim]]:
    """The requests under the call; those of one thing, of the same parties and on the same days are one."""
    groups: dict[tuple[object, ...], list[Claim]] = defaultdict(list)
    for claim in evidence.claims.values():
        if claim.act == "request" and claim.object and claim.status != "not_done" and _under(claim, call, evidence):
            groups[words_of(claim.object), parties(claim.targets), claim.status].append(claim)
    for some in groups.values():
        yield from occasions(some)


def _under(claim: Claim, call: _Call, evidence: Evidence) -> bool:
    if call.by not in evidence.wholes(claim.actors) or not call.not_before(agreed([claim])):
        return False
    if set(evidence.known.orgs_in(claim.object)) - {org_of_clause(call.clause)}:
        return False
    asked_of = evidence.wholes(claim.targets)
    if asked_of and not any(map(call.may_answer, asked_of)):
        return False
    names = claim.object_id or clause_of(claim.object or "", [org_of_clause(call.clause) or ""])
    if names in _ids(evidence):
        return names == call.clause
    helped = bool(said("help", claim.object)) and bool(asked_of) and call.soon(agreed([claim]))
    return claim.report in call.reports or helped


def _ids(evidence: Evidence) -> frozenset[str]:
    return frozenset(clause.id for _, clause in all_clauses(evidence.law))


def _to(row: Pledge, call: _Call, evidence: Evidence) -> bool:
    to = map(evidence.known.whole, str(row.receiver).split(", "))
    return call.by in to and call.not_before(row.on) and row.status != "not_done"


def _refuses(claim: Claim, call: _Call, evidence: Evidence) -> bool:
    """A bound state's refusal of the one who asked, or of giving to it."""
    if call.by not in evidence.wholes(claim.targets) or not call.not_before(agreed([claim])):
        return False
    refused = claim.act == "reject" and claim.status == "done"
    withheld = claim.act in ("pledge", "provide") and claim.status == "not_done"
    return (refused or withheld) and any(map(call.may_answer, evidence.wholes(claim.actors)))


def _givers(giver: str | None, evidence: Evidence) -> set[str]:
    return {evidence.known.whole(name) for name in giver.split(", ")} if giver else set()


def _offer(row: Pledge, call: _Call, evidence: Evidence) -> Offer:
    givers = _givers(row.giver, evidence)
    bound = bool(givers & call.bound) if givers else None
    return Offer(row.giver, row.item, row.quantity, row.unit, row.on, row.status, bound, row.claims)


def _asked(told: Sequence[Claim], given: Sequence[Pledge], refusals: Sequence[Claim], evidence: Evidence) -> Asked:
    """A thing asked for with what answers it: a gift or refusal of the same thing, by one of those asked."""
    claim = told[0]
    of = frozenset(evidence.wholes(claim.targets)) & evidence.known.who.states.keys()
    offers = [row for row in given if _same(claim.object, row.item) and _from(_givers(row.giver, evidence), of)]
    no = [one for one in refusals if _same(claim.object, one.object) and _from(set(evidence.wholes(one.actors)), of)]
    answer = _answer(offers, no)
    by = {name for row in offers for name in _givers(row.giver, evidence)}
    by |= {name for one in no for name in evidence.wholes(one.actors)}
    return Asked(
        what=claim.object,
        of=parties(claim.targets),
        on=agreed(told),
        status=claim.status,
        answer=answer,
        by=tuple(sorted(by)),
        claims=ids(told),
        answered=tuple(sorted({id_ for row in offers for id_ in row.claims} | {one.id for one in no})),
    )


def _answer(offers: Sequence[Pledge], refusals: Sequence[Claim]) -> Answer:
    if any(row.status in ("fulfilled", "delivered") for row in offers):
        return "delivered"
    if any(row.status == "pledged" for row in offers):
        return "offered"
    return "refused" if refusals else "not_said"


def _from(givers: set[str], asked: frozenset[str]) -> bool:
    """One of the states asked; where no state is named, anyone's gift may answer."""
    return not asked or bool(givers & asked)


def _same(asked: str | None, given: str | None) -> bool:
    """Do the texts share a word that says what is meant, other than words for help at large?"""
    return any(not said("help", word) for word in meant(asked) & meant(given))
