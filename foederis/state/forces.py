"""Forces somewhere or on their way: what, how many, whose, where, under whose command, since when."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import ClassVar, Final, cast

from foederis.model import Claim, Interval
from foederis.state.alike import head_of, words_of
from foederis.state.context import Context
from foederis.state.rows import Force, Row
from foederis.state.said import agreed, fullest, ids, is_force, joint, meet, row_id
from foederis.state.table import Key, Memo
from foederis.state.words import has, words

_Thing = tuple[str, frozenset[str], float | None]
_MOVED: Final = "moved"  #: forces that came and left
_COUNTED: Final = "counted"  #: the numbers given of one force
_NOTED: Final = ("things",)  #: of which thing each claim of a group is


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
        """Each force apart, but for those that came and left: of one contributor, in one place, the one may end the
        other. Where either is not said nothing says that those who leave are the forces sent."""
        groups: dict[Key, list[Claim]] = defaultdict(list)
        counted: dict[Key, list[Claim]] = defaultdict(list)
        for claim in claims:
            status, force, quantity = thing = _thing(claim)
            groups[(*key, _MOVED) if all(key) and status in ("done", "withdrawn") else (*key, *thing)].append(claim)
            if quantity is not None and force:
                counted[*key, _COUNTED, status, force].append(claim)
        yield from groups.items()
        yield from ((each, some) for each, some in counted.items() if len({claim.quantity for claim in some}) > 1)

    def make(self, key: Key, claims: Sequence[Claim], memo: Memo) -> Iterator[Row]:
        if key[2] == _COUNTED:
            if len({claim.quantity for claim in claims}) > 1:
                yield from self._conflicts(key, _by_thing(claims, memo))
        elif key[2] == _MOVED:
            yield from self._rows(key, _by_thing(claims, memo), memo)
        else:
            yield self._row(key, cast("_Thing", key[2:]), claims, ())

    def _rows(self, key: Key, sent: Mapping[_Thing, list[Claim]], memo: Memo) -> Iterator[Row]:
        ended = _endings(sent, memo)
        ending = {thing for some in ended.values() for thing in some}
        for thing, some in sent.items():
            if thing not in ending:
                gone = ended.get(thing, ())
                rests_on = tuple((each, len(sent[each])) for each in (thing, *gone))
                if rests_on not in memo:
                    memo[rests_on] = self._row(key, thing, some, [claim for other in gone for claim in sent[other]])
                yield memo[rests_on]

    def _row(self, key: Key, thing: _Thing, claims: Sequence[Claim], gone: Sequence[Claim]) -> Force:
        status, _, quantity = thing
        if status == "withdrawn":
            gone = claims
        everything = [*claims, *gone]
        return Force(
            id=row_id("force", *key[:2], *thing),
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
            status="withdrawn" if gone else status,
            since=None if gone is claims else agreed(claims),
            until=agreed(gone),
            ordered_by=tuple(sorted({actor.id for claim in everything for actor in claim.actors if actor.id})),
        )

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

    def _conflicts(self, key: Key, sent: Mapping[_Thing, list[Claim]]) -> Iterator[Row]:
        """Different numbers of one force given by different sources for days that may be the same."""
        claims = [claim for some in sent.values() for claim in some]
        if len(sent) > 1 and meet(claims):
            values = {f"{quantity:,g}": some for (_, _, quantity), some in sent.items()}
            about = f"how many {fullest(claim.object for claim in claims)}"
            yield from self.context.disagreement(about, (str(key[0] or ""),), values)


def _by_thing(claims: Sequence[Claim], memo: Memo) -> dict[_Thing, list[Claim]]:
    """A group's first claims by the thing they tell of; asked first with all of them."""
    if _NOTED not in memo:
        memo[_NOTED] = [_thing(claim) for claim in claims]
    sent: dict[_Thing, list[Claim]] = {}
    for thing, claim in zip(memo[_NOTED], claims, strict=False):
        sent.setdefault(thing, []).append(claim)
    return sent


def _thing(claim: Claim) -> _Thing:
    return _status(claim), words_of(claim.object), claim.quantity


def _status(claim: Claim) -> str:
    return claim.status if claim.act == "deploy" else _LEAVING[claim.status]


_LEAVING = {
    "done": "withdrawn",
    "planned": "withdrawal_planned",
    "possible": "withdrawal_possible",
    "not_done": "withdrawal_not_done",
}


@dataclass(frozen=True, slots=True)
class _Move:
    """Claims of forces that came or left, in the terms in which the two are compared."""

    thing: _Thing
    kinds: frozenset[str | None]
    of_people: bool
    days: Interval

    @classmethod
    def of(cls, thing: _Thing, claims: Sequence[Claim]) -> _Move:
        kinds = frozenset([head_of(claim.object) for claim in claims])
        return cls(thing, kinds, any(has("people", claim.object) for claim in claims), agreed(claims) or Interval())

    def ends(self, other: _Move) -> bool:
        """The withdrawal is of the other force: of its kind or of troops in general, not before it."""
        anything = not self.thing[1]
        same = anything or not self.kinds.isdisjoint(other.kinds) or (self.of_people and other.of_people)
        went, came = self.days.latest, other.days.earliest or other.days.latest
        return same and not (went and came and went < came)


def _endings(sent: Mapping[_Thing, Sequence[Claim]], memo: Memo) -> dict[_Thing, list[_Thing]]:
    """For each force that left the withdrawals that say so: of its number, or of all."""
    leaving: dict[float | None, list[tuple[int, _Move]]] = defaultdict(list)
    for at, (thing, claims) in enumerate(sent.items()):
        if thing[0] == "withdrawn":
            leaving[thing[2]].append((at, _move(thing, claims, memo)))
    ended: dict[_Thing, list[_Thing]] = {}
    for thing, claims in sent.items() if leaving else ():
        of_number = [] if thing[2] is None else leaving.get(thing[2], [])
        may_end = sorted([*leaving.get(None, ()), *of_number], key=itemgetter(0)) if thing[0] == "done" else []
        here = _move(thing, claims, memo) if may_end else None
        if found := [move.thing for _, move in may_end if here and move.ends(here)]:
            ended[thing] = found
    return ended


def _move(thing: _Thing, claims: Sequence[Claim], memo: Memo) -> _Move:
    told = _MOVED, thing, len(claims)
    if told not in memo:
        memo[told] = _Move.of(thing, claims)
    move: _Move = memo[told]
    return move


def _readiness(claims: Sequence[Claim]) -> str | None:
    texts = " ".join(f"{claim.object or ''} {claim.purpose or ''}" for claim in claims).casefold()
    return max((term for term in words().readiness if term in texts), key=len, default=None)
