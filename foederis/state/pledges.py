"""Pledges and deliveries.

Repeated reports of one pledge are one row. A delivery counts toward a pledge only when it came after it, so that what
had been delivered before stays a row of its own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from typing import ClassVar, Final

from foederis.model import Claim, Interval
from foederis.state.alike import head_of, words_of
from foederis.state.context import Context
from foederis.state.rows import Pledge, Row
from foederis.state.said import agreed, fullest, ids, joint, occasions, row_id
from foederis.state.table import Key, Memo
from foederis.state.words import is_total, money

_STATUS = {"done": "pledged", "planned": "pledged", "possible": "possible", "not_done": "not_done"}

_NOTED: Final = ("things",)  #: which thing each claim of a group tells of
_AMOUNTS: Final = "amounts"  #: what claims of different quantities are in conflict about
_Thing = tuple[str, frozenset[str], float | None, str | None]  #: status, words, quantity and currency


@dataclass(slots=True, eq=False)
class _Gift:
    """One pledge or delivery, with all claims of it."""

    status: str
    words: frozenset[str]
    quantity: float | None
    currency: str | None
    claims: Sequence[Claim]
    days: Interval = field(init=False)  #: that its claims allow
    latest: date = field(init=False)  #: the last of these

    def __post_init__(self) -> None:
        self.days = agreed(self.claims) or Interval()
        self.latest = self.days.latest or self.days.earliest or date.max

    def with_claims(self, more: Iterable[Claim]) -> _Gift:
        """The same gift, told of by more."""
        return _Gift(self.status, self.words, self.quantity, self.currency, [*self.claims, *more])

    def same_thing(self, other: _Gift) -> bool:
        return self.currency == other.currency and (self.words <= other.words or other.words <= self.words)

    def after(self, pledge: _Gift) -> bool:
        """Surely later than the pledge, or of its very quantity and first told of later."""
        if self.days.earliest and self.days.earliest > pledge.latest:
            return True
        told = (claim.published.earliest for claim in self.claims)
        return self.quantity == pledge.quantity and all(day is not None and day > pledge.latest for day in told)


@dataclass(frozen=True, slots=True)
class Pledges:
    """One row for each promise and each delivery that is under no promise on record."""

    context: Context
    acts: ClassVar = frozenset({"pledge", "provide"})

    def keys(self, claim: Claim) -> Iterator[Key]:
        if claim.act == "pledge" or (claim.act == "provide" and not self.context.known.mission_named(claim)):
            yield joint(claim.actors), joint(claim.targets), head_of(claim.object) or head_of(claim.unit)

    def part(self, key: Key, claims: list[Claim]) -> Iterator[tuple[Key, list[Claim]]]:
        """Apart what may or will not be given; a delivery may be under any promise of its block."""
        groups: dict[Key, list[Claim]] = defaultdict(list)
        for claim in claims:
            status = _thing(claim)[0]
            groups[*key, status if status in ("possible", "not_done") else "given"].append(claim)
        yield from groups.items()

    def make(self, key: Key, claims: Sequence[Claim], memo: Memo) -> Iterator[Row]:
        gifts = _gifts(claims, memo)
        delivered = [gift for gift in gifts if gift.status == "delivered"]
        promises = [gift for gift in gifts if gift.status != "delivered"]
        filled, left = _deliver(promises, delivered)
        for at, gift in enumerate(promises):
            yield self._row(key, gift, filled.get(at, ()), memo)
        for gift, quantity in left:
            yield self._row(key, gift if quantity == gift.quantity else replace(gift, quantity=quantity), (), memo)
        for same in _differing(gifts):
            rests_on = (_AMOUNTS, *(claim.id for gift in same for claim in gift.claims))
            if rests_on not in memo:
                memo[rests_on] = list(self._conflicts(key, same))
            yield from memo[rests_on]

    def _row(self, key: Key, gift: _Gift, under: Sequence[tuple[_Gift, float]], memo: Memo) -> Row:
        claims = [*gift.claims, *(claim for delivery, _ in under for claim in delivery.claims)]
        rests_on = (gift.quantity, *(claim.id for claim in claims))
        if rests_on not in memo:
            memo[rests_on] = self._made(key, gift, under, claims)
        row: Pledge = memo[rests_on]
        return row

    def _made(self, key: Key, gift: _Gift, under: Sequence[tuple[_Gift, float]], claims: Sequence[Claim]) -> Pledge:
        done = sum(quantity for _, quantity in under) if under else None
        status = gift.status
        if status == "delivered":
            done = gift.quantity
        elif gift.quantity is not None and done is not None and done >= gift.quantity:
            status = "fulfilled"
        giver, receiver, *_ = key
        return Pledge(
            id=row_id("pledge", *key[:3], gift.claims[0].id),
            claims=ids(claims),
            reference=(),
            sources=self.context.sources(claims),
            giver=None if giver is None else str(giver),
            receiver=None if receiver is None else str(receiver),
            item=fullest(claim.object for claim in gift.claims),
            quantity=gift.quantity,
            unit=None if gift.currency else fullest(claim.unit for claim in gift.claims),
            currency=gift.currency,
            on=agreed(gift.claims),
            status=status,
            delivered=done,
        )

    def _conflicts(self, key: Key, differing: Sequence[_Gift]) -> Iterator[Row]:
        """Different quantities for one thing given by different sources for the same days."""
        of_claim = {claim.id: gift for gift in differing for claim in gift.claims}
        for group in occasions(claim for gift in differing for claim in gift.claims):
            values: dict[str, list[Claim]] = {}
            for claim in group:
                values.setdefault(_amount(of_claim[claim.id], claim), []).append(claim)
            about = f"how much of {fullest(claim.object for claim in group) or 'it'}"
            yield from self.context.disagreement(about, (str(key[0] or ""), str(key[1] or "")), values)


def _differing(gifts: Iterable[_Gift]) -> Iterator[list[_Gift]]:
    """The gifts of one thing, for each thing of which more than one quantity is told."""
    things: dict[tuple[object, ...], list[_Gift]] = {}
    for gift in gifts:
        if gift.quantity is not None:
            things.setdefault((gift.status, gift.words, gift.currency), []).append(gift)
    return (same for same in things.values() if len({gift.quantity for gift in same}) > 1)


def _amount(gift: _Gift, claim: Claim) -> str:
    return f"{gift.quantity:,.15g} {gift.currency or claim.unit or ''}".strip()


def _thing(claim: Claim) -> _Thing:
    return _thing_of(claim.act, claim.status, claim.quantity, claim.unit, claim.object)


@lru_cache(maxsize=65536)
def _thing_of(act: str, status: str, quantity: float | None, unit: str | None, object_: str | None) -> _Thing:
    status = "delivered" if (act, status) == ("provide", "done") else _STATUS[status]
    scale, currency = money(unit)
    return status, words_of(object_), None if quantity is None else quantity * scale, currency


def _gifts(claims: Sequence[Claim], memo: Memo) -> list[_Gift]:
    """A group's first claims (one giver, receiver and kind of thing), gathered by status, quantity and wording; asked
    first with all of them."""
    if _NOTED not in memo:
        memo[_NOTED] = [_thing(claim) for claim in claims]
    exact: dict[_Thing, list[Claim]] = {}
    for thing, claim in zip(memo[_NOTED], claims, strict=False):
        exact.setdefault(thing, []).append(claim)
    gifts = [gift for thing, some in exact.items() for gift in _of_thing(thing, some, memo)]
    return _totalled(_joined(sorted(gifts, key=_most_telling_first)))


def _of_thing(thing: _Thing, claims: list[Claim], memo: Memo) -> list[_Gift]:
    told = *thing, len(claims)
    if told not in memo:
        memo[told] = [_Gift(*thing, group) for group in occasions(claims)]
    gifts: list[_Gift] = memo[told]
    return gifts


def _most_telling_first(gift: _Gift) -> tuple[object, ...]:
    return gift.quantity is None, -len(gift.words), gift.claims[0].id


def _joined(gifts: Iterable[_Gift]) -> list[_Gift]:
    """A gift told in fewer words, or without a quantity, joins the one other that it can be; the oldest first."""
    joined: list[_Gift] = []
    told: dict[tuple[object, ...], list[int]] = defaultdict(list)  #: where in `joined` the gifts of a word stand
    for gift in gifts:
        word = min(gift.words, default=None)
        fits = [at for at in told.get((gift.status, gift.quantity, word), ()) if _may_be(gift, joined[at])]
        if len(fits) == 1:
            joined[fits[0]] = joined[fits[0]].with_claims(gift.claims)
            continue
        quantities = (None,) if gift.quantity is None else (None, gift.quantity)
        for each in (None, *gift.words):
            for quantity in quantities:
                told[gift.status, quantity, each].append(len(joined))
        joined.append(gift)
    return sorted(joined, key=lambda gift: (gift.latest, gift.claims[0].id))


def _totalled(gifts: Sequence[_Gift]) -> list[_Gift]:
    """A total takes in what it adds up: gifts of the same thing up to its day that make up no more than it says."""
    kept = list(gifts)
    for total in gifts:
        if total.quantity is None or not all(is_total(claim.sentence) for claim in total.claims):
            continue
        if not any(gift is total for gift in kept):
            continue
        parts = [gift for gift in kept if _part_of(gift, total)]
        if 0 < sum(gift.quantity or 0 for gift in parts) <= total.quantity:
            whole = total.with_claims(claim for part in parts for claim in part.claims)
            kept = [whole if gift is total else gift for gift in kept if not any(gift is part for part in parts)]
    return kept


def _part_of(gift: _Gift, total: _Gift) -> bool:
    same = gift is not total and gift.status == total.status and gift.quantity is not None and gift.same_thing(total)
    return same and gift.latest <= total.latest and gift.claims[0].report not in {c.report for c in total.claims}


def _may_be(gift: _Gift, other: _Gift) -> bool:
    return (
        gift.status == other.status
        and (gift.quantity is None or gift.quantity == other.quantity)
        and (gift.currency == other.currency or (gift.quantity is None and gift.currency is None))
        and gift.words <= other.words
        and _meet(gift.days, other.days)
    )


def _meet(one: Interval, other: Interval) -> bool:
    """Have they a day in common? An open side allows any."""
    return not (
        (one.earliest and other.latest and one.earliest > other.latest)
        or (other.earliest and one.latest and other.earliest > one.latest)
    )


def _deliver(
    promises: Sequence[_Gift], deliveries: Sequence[_Gift]
) -> tuple[Mapping[int, list[tuple[_Gift, float]]], list[tuple[_Gift, float | None]]]:
    """Deliveries laid against the promises before them, oldest first; and what remains of each delivery."""
    filled: dict[int, list[tuple[_Gift, float]]] = {}
    left: list[tuple[_Gift, float | None]] = []
    for delivery in deliveries:
        rest = delivery.quantity
        for at, promise in enumerate(promises):
            if rest and promise.status == "pledged" and promise.same_thing(delivery) and delivery.after(promise):
                got = sum(quantity for _, quantity in filled.get(at, ()))
                owed = rest if promise.quantity is None else promise.quantity - got
                if owed > 0:
                    filled.setdefault(at, []).append((delivery, min(owed, rest)))
                    rest -= min(owed, rest)
        if rest is None or rest > 0:
            left.append((delivery, rest))
    return filled, left
