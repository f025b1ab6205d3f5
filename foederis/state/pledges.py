"""Pledges and deliveries.

Repeated reports of one pledge are one row. A delivery counts toward a pledge only when it came after it, so that what
had been delivered before stays a row of its own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar

from foederis.model import Claim
from foederis.state.alike import head_of, words_of
from foederis.state.context import Context
from foederis.state.rows import Pledge, Row
from foederis.state.said import agreed, fullest, ids, joint, occasions, row_id
from foederis.state.table import Key, Memo
from foederis.state.words import is_total, money

_STATUS = {"done": "pledged", "planned": "pledged", "possible": "possible", "not_done": "not_done"}


@dataclass(frozen=True, slots=True)
class _Gift:
    """One pledge or delivery, with all claims of it."""

    status: str
    words: frozenset[str]
    quantity: float | None
    currency: str | None
    claims: list[Claim]

    def same_thing(self, other: _Gift) -> bool:
        return self.currency == other.currency and (self.words <= other.words or other.words <= self.words)

    @property
    def latest(self) -> date:
        days = agreed(self.claims)
        return (days and (days.latest or days.earliest)) or date.max

    def after(self, pledge: _Gift) -> bool:
        """Surely later than the pledge, or of its very quantity and first told of later."""
        days = agreed(self.claims)
        if days and days.earliest and days.earliest > pledge.latest:
            return True
        told = [claim.published.earliest for claim in self.claims]
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
        yield key, claims

    def make(self, key: Key, claims: Sequence[Claim], memo: Memo) -> Iterator[Row]:
        gifts = _gifts(claims)
        delivered = [gift for gift in gifts if gift.status == "delivered"]
        promises = [gift for gift in gifts if gift.status != "delivered"]
        filled, left = _deliver(promises, delivered)
        for at, gift in enumerate(promises):
            yield self._row(key, gift, filled.get(at, ()), memo)
        for gift, quantity in left:
            yield self._row(key, replace(gift, quantity=quantity), (), memo)
        yield from self._conflicts(key, gifts)

    def _row(self, key: Key, gift: _Gift, under: Sequence[tuple[_Gift, float]], memo: Memo) -> Row:
        claims = [*gift.claims, *(claim for delivery, _ in under for claim in delivery.claims)]
        rests_on = (gift.quantity, *(claim.id for claim in claims))
        if rests_on not in memo:
            memo[rests_on] = self._made(key, gift, under, claims)
        return memo[rests_on]

    def _made(self, key: Key, gift: _Gift, under: Sequence[tuple[_Gift, float]], claims: Sequence[Claim]) -> Pledge:
        done = sum(quantity for _, quantity in under) if under else None
        if gift.status == "delivered":
            done = gift.quantity
        elif gift.quantity is not None and done is not None and done >= gift.quantity:
            gift = replace(gift, status="fulfilled")
        giver, receiver, _ = key
        return Pledge(
            id=row_id("pledge", *key, gift.claims[0].id),
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
            status=gift.status,
            delivered=done,
        )

    def _conflicts(self, key: Key, gifts: Sequence[_Gift]) -> Iterator[Row]:
        """Different quantities for one thing given by different sources for the same days."""
        things: dict[tuple[object, ...], list[_Gift]] = {}
        for gift in gifts:
            if gift.quantity is not None:
                things.setdefault((gift.status, gift.words, gift.currency), []).append(gift)
        for same in things.values():
            of_claim = {claim.id: gift for gift in same for claim in gift.claims}
            for group in occasions(claim for gift in same for claim in gift.claims) if len(same) > 1 else ():
                values: dict[str, list[Claim]] = {}
                for claim in group:
                    values.setdefault(_amount(of_claim[claim.id], claim), []).append(claim)
                about = f"how much of {fullest(claim.object for claim in group) or 'it'}"
                yield from self.context.disagreement(about, (str(key[0] or ""), str(key[1] or "")), values)


def _amount(gift: _Gift, claim: Claim) -> str:
    return f"{gift.quantity:,.15g} {gift.currency or claim.unit or ''}".strip()


def _gifts(claims: Iterable[Claim]) -> list[_Gift]:
    """Claims of one giver, receiver and kind of thing, gathered by status, quantity and wording."""
    exact: dict[tuple[str, float | None, str | None, frozenset[str]], list[Claim]] = {}
    for claim in claims:
        status = "delivered" if (claim.act, claim.status) == ("provide", "done") else _STATUS[claim.status]
        scale, currency = money(claim.unit)
        quantity = None if claim.quantity is None else claim.quantity * scale
        exact.setdefault((status, quantity, currency, words_of(claim.object)), []).append(claim)
    gifts = [
        _Gift(status, words, quantity, currency, group)
        for (status, quantity, currency, words), some in exact.items()
        for group in occasions(some)
    ]
    return _joined(sorted(gifts, key=_most_telling_first))


def _most_telling_first(gift: _Gift) -> tuple[object, ...]:
    return gift.quantity is None, -len(gift.words), gift.claims[0].id


def _joined(gifts: Sequence[_Gift]) -> list[_Gift]:
    """A gift told in fewer words, or without a quantity, joins the one other that it can be."""
    joined: list[_Gift] = []
    of_number: dict[tuple[str, float | None], list[_Gift]] = defaultdict(list)
    for gift in gifts:
        others = joined if gift.quantity is None else of_number[gift.status, gift.quantity]
        fits = [other for other in others if _may_be(gift, other)]
        if len(fits) == 1:
            fits[0].claims.extend(gift.claims)
        else:
            new = _Gift(gift.status, gift.words, gift.quantity, gift.currency, list(gift.claims))
            joined.append(new)
            of_number[new.status, new.quantity].append(new)
    return _totalled(sorted(joined, key=lambda gift: (gift.latest, gift.claims[0].id)))


def _totalled(gifts: Sequence[_Gift]) -> list[_Gift]:
    """A total takes in what it adds up: gifts of the same thing up to its day that make up no more than it says."""
    kept = list(gifts)
    for total in gifts:
        if total.quantity is None or not all(is_total(claim.sentence) for claim in total.claims):
            continue
        parts = [gift for gift in kept if _part_of(gift, total)]
        if 0 < sum(gift.quantity or 0 for gift in parts) <= total.quantity:
            kept = [gift for gift in kept if not any(gift is part for part in parts)]
            total.claims.extend(claim for part in parts for claim in part.claims)
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
        and len(list(occasions([*gift.claims, *other.claims]))) == 1
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
