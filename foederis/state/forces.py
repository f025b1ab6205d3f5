"""Forces somewhere or on their way: what, how many, whose, where, under whose command, since when."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from operator import itemgetter
from typing import ClassVar

from foederis.model import Claim, Interval
from foederis.state.alike import head_of, words_of
from foederis.state.context import Context
from foederis.state.rows import Force, Row
from foederis.state.said import agreed, fullest, ids, is_force, joint, row_id
from foederis.state.table import Key, Memo
from foederis.state.words import has, words

_Thing = tuple[str, frozenset[str], float | None]


@dataclass(frozen=True, slots=True)
class Forces:
    """One row for each contributor, place, force, number and status; a withdrawal ends the row it speaks of."""

    context: Context
    acts: ClassVar = frozenset({"deploy", "withdraw"})

    def keys(self, claim: Claim) -> Iterator[Key]:
        sent_by = [actor for actor in claim.actors if not is_force(actor, claim)]
        yield joint(sent_by), self._where(claim) or words_of(claim.place)

    def _where(self, claim: Claim) -> str | None:
        """The country; where no place is said that of the mission to which they belong."""
        known = self.context.known
        country = known.country(claim)
        return country or (None if claim.place else known.country_of_mission(claim.object_id or ""))

    def part(self, key: Key, claims: list[Claim]) -> Iterator[tuple[Key, list[Claim]]]:
        yield key, claims

    def make(self, key: Key, claims: Sequence[Claim], memo: Memo) -> Iterator[Row]:
        sent: dict[_Thing, list[Claim]] = {}
        for claim in sorted(claims, key=lambda claim: claim.id):
            status = claim.status if claim.act == "deploy" else _LEAVING[claim.status]
            sent.setdefault((status, words_of(claim.object), claim.quantity), []).append(claim)
        ended = _endings(sent) if all(key) else {}  # else nothing says that those who leave are the forces sent
        ending = {thing for some in ended.values() for thing in some}
        for thing, some in sent.items():
            if thing not in ending:
                gone = [claim for other in ended.get(thing, ()) for claim in sent[other]]
                rests_on = tuple(claim.id for claim in (*some, *gone))
                if rests_on not in memo:
                    memo[rests_on] = self._row(key, thing, some, gone)
                yield memo[rests_on]
        yield from self._conflicts(key, sent)

    def _row(self, key: Key, thing: _Thing, claims: Sequence[Claim], gone: Sequence[Claim]) -> Force:
        status, _, quantity = thing
        if status == "withdrawn":
            gone = claims
        everything = [*claims, *gone]
        row = Force(
            id=row_id("force", *key, *thing),
            claims=ids(everything),
            reference=(),
            sources=self.context.sources(everything),
            force=fullest(claim.object or claim.unit for claim in claims) or "forces",
            contributor=None if key[0] is None else str(key[0]),
            quantity=quantity,
            unit=fullest(claim.unit for claim in claims),
            place=fullest(claim.place or claim.country or self._where(claim) for claim in claims),
            command=self._command(claims),
            readiness=_readiness(claims),
            status=status,
            since=agreed(claims),
            until=None,
        )
        if not gone:
            return row
        return replace(row, status="withdrawn", until=agreed(gone), since=None if gone is claims else row.since)

    def _command(self, claims: Sequence[Claim]) -> str | None:
        """The organisation to which forces are sent, or under whose command they are said to stand; their mission."""
        known = self.context.known
        found: set[str] = set()
        for claim in claims:
            found.update(actor.for_ for actor in claim.targets if actor.for_ in known.who.organisations and actor.for_)
            if known.is_mission(claim.object_id):
                found.add(str(claim.object_id))
            if "command" in words_of(claim.object):
                found.update(known.orgs_in(claim.object))
        led = {org for org in found if known.leads(org)}
        return led.pop() if len(led) == 1 else None

    def _conflicts(self, key: Key, sent: dict[_Thing, list[Claim]]) -> Iterator[Row]:
        """Different numbers of one force given by different sources for days that may be the same."""
        numbers: dict[tuple[str, frozenset[str]], dict[str, list[Claim]]] = {}
        for (status, force, quantity), claims in sent.items():
            if quantity is not None and force:
                numbers.setdefault((status, force), {})[f"{quantity:,g}"] = claims
        for values in numbers.values():
            claims = [claim for some in values.values() for claim in some]
            if len(values) > 1 and _meet(claims):
                about = f"how many {fullest(claim.object for claim in claims)}"
                yield from self.context.disagreement(about, (str(key[0] or ""),), values)


_LEAVING = {
    "done": "withdrawn",
    "planned": "withdrawal_planned",
    "possible": "withdrawal_possible",
    "not_done": "withdrawal_not_done",
}


def _endings(sent: Mapping[_Thing, Sequence[Claim]]) -> dict[_Thing, list[_Thing]]:
    """For each force that left the withdrawals that say so: of its number, or of all."""
    leaving: dict[float | None, list[tuple[int, _Thing]]] = defaultdict(list)
    for at, thing in enumerate(sent):
        if thing[0] == "withdrawn":
            leaving[thing[2]].append((at, thing))
    ended: dict[_Thing, list[_Thing]] = {}
    for thing, here in sent.items() if leaving else ():
        of_number = [] if thing[2] is None else leaving.get(thing[2], [])
        for _, other in sorted([*leaving.get(None, ()), *of_number], key=itemgetter(0)) if thing[0] == "done" else ():
            if _ends(here, other, sent[other]):
                ended.setdefault(thing, []).append(other)
    return ended


def _ends(here: Sequence[Claim], withdrawn: _Thing, out: Sequence[Claim]) -> bool:
    """The withdrawal is of this force: of its kind or of troops in general, not before it."""
    kinds = {head_of(claim.object) for claim in out}
    same = not withdrawn[1] or bool(kinds & {head_of(claim.object) for claim in here}) or _of_people(here, out)
    came, went = agreed(here), agreed(out)
    return same and not _before(went, came)


def _of_people(here: Sequence[Claim], out: Sequence[Claim]) -> bool:
    """Troops leave where soldiers stood."""
    return all(any(has("people", claim.object) for claim in claims) for claims in (here, out))


def _before(went: Interval | None, came: Interval | None) -> bool:
    start = came and (came.earliest or came.latest)
    return bool(went and went.latest and start and went.latest < start)


def _meet(claims: Sequence[Claim]) -> bool:
    """May all have been on one day?"""
    first = max((claim.earliest for claim in claims if claim.earliest), default=None)
    last = min((claim.latest for claim in claims if claim.latest), default=None)
    return first is None or last is None or first <= last


def _readiness(claims: Sequence[Claim]) -> str | None:
    texts = " ".join(f"{claim.object or ''} {claim.purpose or ''}" for claim in claims).casefold()
    return max((term for term in words().readiness if term in texts), key=len, default=None)
