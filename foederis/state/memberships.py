"""Members of organisations: who's who's memberships with the steps of accession, and the claims that tell of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import ClassVar

from foederis.model import Claim, Interval
from foederis.state.context import Context
from foederis.state.reference import hidden_after, surely_past
from foederis.state.rows import Member, Ratified, Row, Value
from foederis.state.said import agreed, ids, row_id, starts
from foederis.who import holds
from foederis.who.entries import Membership

_Pair = tuple[str, str]


@dataclass(slots=True)
class Memberships:
    """Claims about joining and leaving, by organisation and state."""

    context: Context
    acts: ClassVar = frozenset({"join", "quit"})
    _of_pair: dict[_Pair, dict[str, Claim]] = field(default_factory=lambda: defaultdict(dict))

    def add(self, claim: Claim) -> None:
        for pair in self._pairs(claim):
            self._of_pair[pair][claim.id] = claim

    def remove(self, claim: Claim) -> None:
        for pair in self._pairs(claim):
            self._of_pair[pair].pop(claim.id, None)

    def _pairs(self, claim: Claim) -> Iterator[_Pair]:
        """A state that joins or quits an organisation: the one it acts toward, else the one that the object names."""
        known = self.context.known
        orgs = [id_ for id_ in known.wholes(claim.targets) if known.is_forum(id_)]
        orgs = orgs or [id_ for id_ in known.orgs_in(claim.object) if known.is_forum(id_)]
        if len(orgs) == 1:
            yield from ((orgs[0], state) for state in known.wholes(claim.actors) if state in known.who.states)

    def rows(self, on: date, by: date | None) -> Iterator[Row]:
        """Every standing on the day; `by` hides what who's who dates later."""
        return self._rows(self.context.known.who.memberships, self._of_pair, on, by)

    def rows_with(self, claims: Iterable[Claim], on: date, by: date | None) -> Iterator[Row]:
        """Those of the states and organisations of which the claims speak."""
        pairs = {pair for claim in claims for pair in self._pairs(claim)}
        some = [each for each in self.context.known.who.memberships if (each.org, each.state) in pairs]
        return self._rows(some, pairs & self._of_pair.keys(), on, by)

    def _rows(
        self, memberships: Iterable[Membership], pairs: Iterable[_Pair], on: date, by: date | None
    ) -> Iterator[Row]:
        told = {pair: self._counting(pair, on) for pair in pairs}
        known: set[_Pair] = set()
        latest: dict[_Pair, Member] = {}
        for each in memberships:
            if row := self._of_reference(each, on, by):
                latest[each.org, each.state] = _later(latest.get((each.org, each.state)), row)
            known.add((each.org, each.state))
        for pair, row in latest.items():
            yield from self._with_claims(row, told[pair]) if told.get(pair) else (row,)
        for pair in sorted(told.keys() - latest.keys()):
            if told[pair]:
                yield from self._of_claims(pair, told[pair], is_known=pair in known)

    def _counting(self, pair: _Pair, on: date) -> list[Claim]:
        some = (claim for claim in self._of_pair[pair].values() if starts(claim) <= on)
        return sorted(some, key=lambda claim: (starts(claim), claim.id))

    def _of_reference(self, each: Membership, on: date, by: date | None) -> Member | None:
        day = min(filter(None, (on, by)))
        steps = {name: when for name in ("invited", "signed") if surely_past(when := getattr(each, name), day)}
        standing = holds(each, day)
        begun = each.from_ is None or each.from_.earliest is None or each.from_.earliest <= day
        if not begun and not steps:
            return None
        status = "acceding" if not begun else _STANDING[standing]
        return Member(
            row_id("member", each.org, each.state),
            (),
            (f"{each.org}: {each.state}",),
            0,
            each.org,
            each.state,
            status,
            each.from_ if begun else None,
            None if hidden_after(each.to, by) else each.to,
            steps.get("invited"),
            steps.get("signed"),
            tuple(Ratified(step.state, step.on) for step in each.ratified_by if surely_past(step.on, day)),
        )

    def _with_claims(self, row: Member, claims: Sequence[Claim]) -> Iterator[Row]:
        yield replace(row, claims=ids(claims), sources=self.context.sources(claims))
        if against := [claim for claim in claims if _contradicts(row, claim)]:
            yield self._conflict((row.org, row.state), against, row.status)

    def _conflict(self, pair: _Pair, claims: Sequence[Claim], standing: str) -> Row:
        """What the claims say beside what who's who says."""
        org, state = pair
        conflict = self.context.conflict(f"whether {state} is in {org}", pair, {_say(claims[-1]): claims})
        values = (*conflict.values, Value(f"{standing} (who's who)", ()))
        return replace(conflict, reference=(f"{org}: {state}",), values=values)

    def _of_claims(self, pair: _Pair, claims: Sequence[Claim], *, is_known: bool) -> Iterator[Row]:
        last = claims[-1]
        same = [claim for claim in claims if (claim.act, claim.status) == (last.act, last.status)]
        status = _CLAIMED.get((last.act, last.status), "member" if last.act == "quit" else last.status)
        days: Interval | None = agreed(same)
        org, state = pair
        is_in, is_out = status == "member" and last.act == "join", status == "ended"
        row = Member(row_id("member", *pair), ids(claims), (), self.context.sources(claims), org, state, status)
        row = replace(row, since=days if is_in else None, until=days if is_out else None)
        yield row
        if is_known and is_in:
            yield self._conflict(pair, same, "not yet a member")


_CLAIMED = {("join", "done"): "member", ("join", "planned"): "acceding", ("quit", "done"): "ended"}
_STANDING = {True: "member", False: "ended", None: "unknown"}


def _later(one: Member | None, other: Member) -> Member:
    """Of two stretches of one membership the later."""
    if one is None:
        return other
    first = one.since.earliest if one.since and one.since.earliest else date.min
    second = other.since.earliest if other.since and other.since.earliest else date.min
    return other if second >= first or other.status == "acceding" else one


def _contradicts(row: Member, claim: Claim) -> bool:
    """What is claimed done, and who's who says is not so."""
    before = claim.act == "quit" and row.since is not None and starts(claim) < (row.since.earliest or date.max)
    if claim.status != "done" or before:
        return False
    return row.status in ({"acceding"} if claim.act == "join" else {"member", "acceding"})


def _say(claim: Claim) -> str:
    return "joined" if claim.act == "join" else "left"
