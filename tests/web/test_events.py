"""Events gathered from claims: the list with its filters, and the page of one with its sources and disagreements."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page
from starlette.testclient import TestClient

from foederis.record import IN_MEMORY, Record, open_record
from foederis.web.app import create_app
from foederis.web.desk import Desk
from foederis.who import load

from .serving import served
from .written import reading

SAID = "Britain pledged 6,000 missiles to Ukraine in Brussels on 24 March 2022."


@pytest.fixture
def told() -> Iterator[Record]:
    """One event by two sources that differ on the number, one of which has a copy; and another event."""
    texts = (
        ("first.txt", SAID, 6000.0),
        ("copy.txt", f"{SAID} ", 6000.0),
        ("second.txt", "Ukraine will get four thousand missiles, Britain pledged that day.", 4000.0),
    )
    with open_record(IN_MEMORY) as record:
        for name, text, number in texts:
            record.add(reading(text, text.strip(), name=name, quantity=number, unit="missiles", place="Brussels"))
        other = "Britain criticised Russia."
        record.add(reading(other, other, name="third.txt", act="criticise", targets=(), object="Russia's war"))
        yield record


def asking(record: Record) -> TestClient:
    return TestClient(create_app(Desk(record, load())), base_url="http://localhost")


def test_an_event_has_its_independent_sources_its_copies_and_what_they_differ_on(told: Record) -> None:
    with asking(told) as client:
        event = next(one for one in client.get("/api/events").json()["events"] if one["event"]["act"] == "pledge")
        page = client.get(f"/api/events/{event['event']['id']}").json()
        shown = client.get(f"/events/{event['event']['id']}").text
    assert page["event"]["sources"] == 2
    assert sorted(len(source["reports"]) for source in page["sources"]) == [1, 2]
    assert [value["text"] for value in page["conflicts"][0]["values"]] == ["4,000 missiles", "6,000 missiles"]
    assert "2 sources independent of each other, and 1 copy of them" in " ".join(shown.split())
    assert 'href="/places/Brussels"' in shown
    assert "50.85, 4.35" in shown


def test_an_event_names_the_rows_that_rest_on_it(told: Record) -> None:
    with asking(told) as client:
        event = next(one for one in client.get("/api/events").json()["events"] if one["event"]["act"] == "pledge")
        rows = client.get(f"/api/events/{event['event']['id']}").json()["rows"]
    assert {row["kind"] for row in rows} >= {"pledges"}


def test_filters_of_the_list(told: Record) -> None:
    with asking(told) as client:

        def acts(asked: str) -> list[str]:
            return [one["event"]["act"] for one in client.get(f"/api/events?{asked}").json()["events"]]

        assert acts("act=criticise") == ["criticise"]
        assert acts("party=UKR") == ["pledge"]
        assert acts("party=UKR&side=actor") == []
        assert acts("place=brussels") == ["pledge"]
        assert acts("country=USA") == []
        assert sorted(acts("party=GBR&side=actor")) == ["criticise", "pledge"]
        assert acts("since=2022-03-25") == acts("until=2022-03-23") == acts("status=planned") == []
        assert len(acts("since=2022-03-24&until=2022-03-24&act=&party=")) == 2
        assert client.get("/api/events?since=yesterday").status_code == 422
        assert client.get("/api/events?side=both").status_code == 422
        assert client.get("/api/events/none").status_code == 404


def test_every_event_of_the_list_has_a_page(client: TestClient) -> None:
    for one in client.get("/api/events").json()["events"][:15]:
        page = client.get(f"/events/{one['event']['id']}")
        assert page.status_code == 200
        assert all(f'href="/claims/{id_}"' in page.text for id_ in one["event"]["claims"])


def test_events_in_a_browser(told: Record, tab: Page, barriers: Callable[[Page], list[str]]) -> None:
    with served(told) as address:
        tab.goto(f"{address}/events")
        assert barriers(tab) == []
        tab.get_by_label("Act").select_option("pledge")
        tab.get_by_role("button", name="Show").click()
        tab.wait_for_url("**act=pledge**")
        tab.get_by_role("rowheader").get_by_role("link").click()
        tab.get_by_role("heading", name="Where sources disagree").wait_for()
        assert barriers(tab) == []
        tab.emulate_media(color_scheme="dark")
        assert barriers(tab) == []
