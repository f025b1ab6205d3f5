"""The map: what is where, what has no place, files, and the marks by keyboard."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from starlette.testclient import TestClient

from foederis.model import Review
from foederis.record import Filter, Record
from foederis.web.app import create_app
from foederis.web.desk import Desk
from foederis.web.views import sites
from foederis.who import load

from .written import reading


def test_an_incident_stands_at_its_town(client: TestClient) -> None:
    told = client.get("/api/map?kind=incident").json()
    paris = next(here for here in told["spots"] if here["spot"]["name"] == "Paris")
    assert paris["spot"]["exact"] is True
    assert paris["spot"]["position"] == pytest.approx([2.35, 48.85], abs=0.1)
    assert {site["kind"] for here in told["spots"] for site in here["sites"]} == {"incident"}


def test_of_some_only_the_country_is_known(client: TestClient) -> None:
    spots = client.get("/api/map").json()["spots"]
    syria = next(here for here in spots if here["spot"]["name"] == "Syria")
    assert syria["spot"]["exact"] is False


def test_what_has_no_place_is_listed_and_not_drawn(client: TestClient) -> None:
    told = client.get("/api/map").json()
    drawn = {site["id"] for here in told["spots"] for site in here["sites"]}
    without = {site["id"] for site in told["without"]}
    assert without
    assert not drawn & without
    assert all(site["place"] is None or site["country"] is None for site in told["without"])


def test_the_days_asked_for_leave_the_others_out(client: TestClient) -> None:
    told = client.get("/api/map?kind=incident&since=2015-11-01&until=2015-12-31").json()
    sites = [site for here in told["spots"] for site in here["sites"]] + told["without"]
    assert sites
    for site in sites:
        assert "2015-11-01" <= (site["when"]["latest"] or site["when"]["earliest"]) <= "2015-12-31"


def test_missions_of_whos_who_come_when_asked_for(client: TestClient) -> None:
    def missions(asked: str) -> int:
        told = client.get(f"/api/map?kind=mission{asked}").json()
        return sum(len(here["sites"]) for here in told["spots"])

    assert missions("&every=true") > missions("")


def test_rulings_and_reports_show_at_once(record: Record) -> None:
    desk = Desk(record, load())
    with TestClient(create_app(desk), base_url="http://localhost") as client:
        before = placed(client)
        text = "Iran attacked a tanker in Baghdad."
        added = desk.add(reading(text, text, act="attack", targets=(), object="tanker", place="Baghdad", country="IRQ"))
        [new] = placed(client) - before
        assert new[0] == "Baghdad"
        [claim] = record.claims(Filter(report=added.sha256))
        desk.review(Review(claim.id, "reject", "Ada", datetime.now(UTC)))
        assert placed(client) == before


def placed(client: TestClient) -> set[tuple[str, str]]:
    """Each spot with each row there."""
    told = client.get("/api/map").json()
    return {(here["spot"]["name"], site["id"]) for here in told["spots"] for site in here["sites"]}


def test_the_last_come_first_and_the_rest_are_counted(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    every = client.get("/api/map?kind=incident").json()
    days = sorted((site["when"]["latest"] for site in sites_of(every) if site["when"]), reverse=True)
    monkeypatch.setattr(sites, "MOST", 3)
    told = client.get("/api/map?kind=incident").json()
    assert told["left_out"] == len({site["id"] for site in sites_of(every)}) - 3
    assert {site["when"]["latest"] for site in sites_of(told)} <= {*days[:3]}


def sites_of(told: dict[str, Any]) -> list[dict[str, Any]]:
    return [site for here in told["spots"] for site in here["sites"]] + list(told["without"])


def test_the_file_holds_every_row(client: TestClient) -> None:
    told = client.get("/api/map").json()
    rows = list(csv.DictReader(io.StringIO(client.get("/map?format=csv").text)))
    assert len(rows) == sum(len(here["sites"]) for here in told["spots"]) + len(told["without"])
    assert {row["id"] for row in rows if not row["longitude"]} == {site["id"] for site in told["without"]}


@pytest.mark.parametrize("asked", ["kind=ship", "since=then"])
def test_what_cannot_be_understood_is_told(client: TestClient, asked: str) -> None:
    assert client.get(f"/map?{asked}").status_code == 422


def test_a_mark_leads_to_what_is_there(workbench: str, tab: Page) -> None:
    tab.goto(f"{workbench}/map?kind=incident&since=2016-01-01&until=2016-02-28")
    world = tab.locator("#world")
    expect(world.locator("svg.marks")).to_be_visible()
    world.focus()
    tab.keyboard.press("ArrowRight")
    expect(tab.locator(".tooltip")).to_contain_text("Paris")
    tab.keyboard.press("Enter")
    expect(tab.locator("#there")).to_contain_text("Paris")
    assert "spot=" in tab.url


def test_marks_that_overlap_come_apart_by_zooming(workbench: str, tab: Page) -> None:
    tab.goto(f"{workbench}/map")
    world = tab.locator("#world")
    expect(world.locator("svg.marks")).to_be_visible()
    symbols = world.locator(".mark-symbol path")
    tab.get_by_role("button", name="The world").click()
    far = symbols.count()
    tab.get_by_role("button", name="All marks").click()
    expect(symbols).not_to_have_count(0)
    assert symbols.count() >= far
    world.focus()
    shape = world.locator(".mark-shape path").first.get_attribute("d")
    tab.keyboard.press("+")
    expect(world.locator(".mark-shape path").first).not_to_have_attribute("d", shape or "")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_keeps_people_out(
    workbench: str, tab: Page, barriers: Callable[[Page], list[str]], scheme: str
) -> None:
    tab.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    tab.goto(f"{workbench}/map")
    expect(tab.locator("#world svg.marks")).to_be_visible()
    assert barriers(tab) == []
