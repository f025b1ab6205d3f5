"""The queue of claims to review: its orders, and who has which claim before them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from typing import Any

import pytest
from starlette.testclient import TestClient

from foederis.record import Record
from foederis.web.desk import Desk
from foederis.web.moment import Moment
from foederis.web.review.sittings import LEASE, Sittings
from foederis.who import load

from .reviewing import rule
from .written import reading


def test_the_queue_goes_by_doubt_by_disagreement_and_by_use(client: TestClient, record: Record) -> None:
    for number, of in ((6000.0, "a.txt"), (4000.0, "b.txt")):
        text = f"Britain handed over {number:g} missiles in {of}."
        record.add(reading(text, text, act="provide", quantity=number, unit="missiles", name=of))
    doubt = client.get("/api/review?order=doubt&limit=200").json()
    sure = [each["claim"]["confidence"] for each in doubt]
    assert sure == sorted(sure)
    first = client.get("/api/review?order=conflict&limit=1").json()[0]["claim"]["id"]
    with closing_desk(record) as desk, desk.fold(Moment(), patience=30) as fold:
        state = fold.state(desk.on(Moment()))
    disputed = {id_ for row in state.conflicts for value in row.values for id_ in value.claims}
    assert first in disputed or not disputed
    used = client.get("/api/review?order=used&limit=3").json()
    carried = [sum(each["claim"]["id"] in row.claims for _, rows in state.kinds() for row in rows) for each in used]
    assert carried == sorted(carried, reverse=True)
    assert carried[0] > 0


def closing_desk(record: Record) -> Any:
    return closing(Desk(record, load()))


def test_a_ruled_claim_leaves_every_queue(ada: TestClient) -> None:
    for order in ("doubt", "conflict", "used"):
        id_ = ada.get(f"/api/review?order={order}&limit=1").json()[0]["claim"]["id"]
        rule(ada, id_, "accept")
        assert id_ not in {each["claim"]["id"] for each in ada.get(f"/api/review?order={order}&limit=200").json()}


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def sittings(record: Record, clock: Clock) -> Iterator[Sittings]:
    desk = Desk(record, load())
    yield Sittings(desk, clock=clock)
    desk.close()


def test_two_people_get_different_claims(sittings: Sittings) -> None:
    assert sittings.next("one", ["a", "b", "c"]) == "a"
    assert sittings.next("two", ["a", "b", "c"]) == "b"
    assert sittings.next("one", ["a", "b", "c"]) == "a"
    assert not sittings.hold("one", "b")


def test_a_claim_that_nobody_rules_on_goes_to_another_in_time(sittings: Sittings, clock: Clock) -> None:
    sittings.next("one", ["a"])
    clock.now = LEASE
    assert sittings.next("two", ["a"]) is None
    clock.now = LEASE + 1
    assert sittings.next("two", ["a"]) == "a"


def test_what_one_skips_another_gets(sittings: Sittings) -> None:
    assert sittings.next("one", ["a", "b"]) == "a"
    sittings.skip("one", "a")
    assert sittings.next("one", ["a", "b"]) == "b"
    assert sittings.next("two", ["a", "b"]) == "a"
    sittings.next("two", [])
    sittings.start_again("one")
    assert sittings.next("one", ["a", "b"]) == "a"
