"""Every link of every kind of page leads somewhere, whatever the reports call their things."""

from __future__ import annotations

import time
from datetime import UTC, date, datetime

from starlette.testclient import TestClient

from foederis.model import Review
from foederis.record import Filter, Record

from .crawling import Crawl
from .written import reading

ODD = "50 % of A/B #1? & <co>; São_Tomé"  #: words that mean something in an address
KINDS = (
    "/actors",
    "/claims",
    "/clauses",
    "/events",
    "/places",
    "/reports",
    "/review",
    "/state/posts",
    "/state/missions",
)


def test_no_link_is_dead(client: TestClient, record: Record) -> None:
    said = (
        *(("pledge", {"object": ODD, "unit": ODD, "quantity": 5.0}), ("attack", {"place": ODD, "country": None})),
        *(("invoke", {"object_id": f"no:{ODD}"}), ("invoke", {"object_id": "no-such-clause"})),
        *(("propose", {"object": ODD}), ("launch", {"object": ODD, "object_id": f"mission:{ODD}"})),
        *(("appoint", {"object": ODD}), ("deploy", {"object": ODD, "place": ODD, "quantity": 9.0})),
    )
    for number, (act, fields) in enumerate(said):
        text = f"Britain did {act} {ODD} {number}."
        record.add(reading(text, text, act=act, name=f"{ODD}/{number}.txt", **fields))  # type: ignore[arg-type]
    for claim in record.claims(Filter(limit=2)):
        record.review(Review(claim.id, "accept", ODD, datetime.now(UTC), note=ODD))
    while client.get("/api/state/missions").status_code == 503:
        time.sleep(0.1)
    crawl = Crawl(client, most=2).run("/")
    assert crawl.dead == []
    assert {kind.partition("?")[0] for kind in crawl.seen} >= set(KINDS)


def test_the_way_from_a_row_to_the_last_day_says_when_it_stood(client: TestClient) -> None:
    ended = next(
        row["row"]["id"]
        for row in client.get("/api/state/posts?on=2014-12-02").json()["lines"]
        if client.get(f"/api/state/posts/{row['row']['id']}").status_code == 404
    )
    assert f"/state/posts/{ended}?stood=2014-12-02" in client.get(f"/state/posts/{ended}?on=2014-12-02").text
    page = client.get(f"/api/state/posts/{ended}?stood=2014-12-02").json()
    assert date.fromisoformat(page["day"]) == date(2014, 12, 2)
    assert client.get(f"/state/posts/{ended}?stood=1999-01-01").status_code == 404
    assert client.get("/state/posts/nothing?stood=2014-12-02").status_code == 404


def test_going_to_the_last_day_keeps_what_else_was_asked(client: TestClient) -> None:
    assert 'href="/stances?kind=supports">Last day' in client.get("/stances?on=2020-01-31&kind=supports").text
