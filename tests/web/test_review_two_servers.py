"""Two servers on one record: both may hand out one claim, but no ruling is lost, doubled or overruled unseen."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from threading import Barrier
from typing import Any

import pytest
from starlette.testclient import TestClient

from foederis.model import Review
from foederis.record import Filter, Record, open_record
from foederis.web.app import create_app
from foederis.web.desk import Desk
from foederis.web.moment import Moment
from foederis.web.review.sittings import OvertakenError, Sittings, version
from foederis.who import load

from .reviewing import rule
from .written import mark_of


@pytest.fixture
def servers(record: Record) -> Iterator[dict[str, TestClient]]:
    """A person at each of two servers, each with the record opened for itself."""
    with ExitStack() as opened:
        people = {}
        for name in ("Ada", "Bob"):
            own = opened.enter_context(open_record(record.place))
            client = TestClient(create_app(Desk(own, load())), base_url="http://localhost")
            people[name] = opened.enter_context(client)
            people[name].post("/review/name", data={"csrf": mark_of(people[name]), "reviewer": name})
        yield people


def test_the_second_to_rule_is_told_of_the_first(servers: dict[str, TestClient], record: Record) -> None:
    ada, bob = servers.values()
    id_ = ada.get("/api/review?limit=1").json()[0]["claim"]["id"]
    assert bob.get("/api/review?limit=1").json()[0]["claim"]["id"] == id_
    based_on = {name: client.get(f"/api/review/{id_}").json()["based_on"] for name, client in servers.items()}
    assert rule(ada, id_, "accept", based_on=based_on["Ada"]).status_code == 303
    answer = rule(bob, id_, "reject", based_on=based_on["Bob"])
    assert answer.status_code == 409
    assert "Ada" in answer.text
    assert [(review.reviewer, review.ruling) for review in record.reviews()] == [("Ada", "accept")]
    assert rule(bob, id_, "reject").status_code == 303
    assert record.rulings()[id_].reviewer == "Bob"


def test_what_one_rules_on_the_other_is_not_given(servers: dict[str, TestClient]) -> None:
    ada, bob = servers.values()
    id_ = ada.get("/api/review?limit=1").json()[0]["claim"]["id"]
    rule(ada, id_, "reject")
    assert bob.get("/api/review?limit=1").json()[0]["claim"]["id"] != id_


def test_of_two_who_rule_at_once_one_is_recorded_and_the_other_told(
    servers: dict[str, TestClient], record: Record
) -> None:
    ids = [claim.id for claim in record.claims(Filter(limit=8))]
    marks = {name: mark_of(client) for name, client in servers.items()}
    together = Barrier(len(servers))

    def rules(name: str) -> list[int]:
        answers = []
        for id_ in ids:
            sent = {"csrf": marks[name], "ruling": "accept", "based_on": "", "note": name}
            together.wait(60)
            answers.append(servers[name].post(f"/review/{id_}", data=sent, follow_redirects=False).status_code)
        return answers

    with ThreadPoolExecutor(len(servers)) as threads:
        answers = dict(zip(servers, threads.map(rules, servers), strict=True))
    reviews = {review.claim: review.reviewer for review in record.reviews()}
    assert len(list(record.reviews())) == len(reviews) == len(ids)
    for at, id_ in enumerate(ids):
        assert {name: given[at] for name, given in answers.items()} == {
            name: 303 if name == reviews[id_] else 409 for name in servers
        }


def test_undo_never_undoes_what_another_ruled_since(
    servers: dict[str, TestClient], record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    id_ = next(record.claims()).id
    record.review(Review(id_, "accept", "Ada", datetime.now(UTC)))
    with open_record(record.place) as own:
        sittings = Sittings(Desk(own, load()))
        read = own.reviews

        def overtaken(**asked: Any) -> Iterator[Review]:
            """Bob rules while Ada's server looks up what she could go back to."""
            yield from list(read(**asked))
            record.review(Review(id_, "reject", "Bob", datetime.now(UTC)))

        monkeypatch.setattr(own, "reviews", overtaken)
        with pytest.raises(OvertakenError) as told:
            sittings.undo(id_, "Ada", Moment())
    assert told.value.stands is not None
    assert told.value.stands.reviewer == "Bob"
    assert record.rulings()[id_].reviewer == "Bob"


def test_a_clock_that_runs_behind_hides_no_ruling(servers: dict[str, TestClient], record: Record) -> None:
    id_ = next(record.claims()).id
    record.review(Review(id_, "accept", "Ada", datetime.now(UTC)))
    seen = version(record.rulings()[id_])
    record.review(Review(id_, "reject", "Bob", datetime.now(UTC) - timedelta(hours=1)))
    assert version(record.rulings()[id_]) != seen
    assert rule(servers["Ada"], id_, "accept", based_on=seen, note="again").status_code == 409
