"""The timeline: counts by month, the chosen time, missions through time, files, and the brush by keyboard."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from starlette.testclient import TestClient

from foederis.record import Filter, Record


def test_months_count_what_the_record_holds(client: TestClient, record: Record) -> None:
    told = client.get("/api/timeline").json()
    assert sum(each["claims"] for each in told["months"]) + told["undated"] == record.count(reviewed=True)
    assert told["total"] == record.count(reviewed=True)


def test_a_chosen_time_lists_what_may_have_been_in_it(client: TestClient) -> None:
    told = client.get("/api/timeline?since=2022-01-01&until=2022-12-31").json()
    assert told["events"]
    for each in told["events"]:
        event = each["event"]
        assert (event["latest"] or event["earliest"]) >= "2022-01-01"
        assert (event["earliest"] or event["latest"]) <= "2022-12-31"


def test_filters_hold_for_counts_and_list_alike(client: TestClient, record: Record) -> None:
    told = client.get("/api/timeline?act=pledge").json()
    assert {each["event"]["act"] for each in told["events"]} == {"pledge"}
    assert sum(each["claims"] for each in told["months"]) + told["undated"] == record.count(Filter(act="pledge"))


def test_lanes_by_party_hold_the_parties(client: TestClient) -> None:
    told = client.get("/api/timeline?by=party&act=invoke").json()
    assert "France" in told["lanes"]
    assert all(set(each["lanes"]) <= set(told["lanes"]) for each in told["events"])


def test_a_suspended_mission_is_suspended_from_that_day(client: TestClient) -> None:
    told = client.get("/api/timeline?on=2020-01-31").json()
    assert ("suspended", "2020-01-06") in {(span["status"], span["start"]) for span in told["missions"]}


@pytest.mark.parametrize(
    "asked", ["since=soon", "act=fly", "by=colour", "since=2022-02-01&until=2022-01-01", "after=x"]
)
def test_what_cannot_be_understood_is_told(client: TestClient, asked: str) -> None:
    assert client.get(f"/timeline?{asked}").status_code == 422


def test_files_hold_what_the_tables_show(client: TestClient) -> None:
    told = client.get("/api/timeline?since=2022-01-01&until=2022-12-31").json()
    months = list(csv.DictReader(io.StringIO(client.get("/timeline?format=csv").text)))
    assert [(each["month"], int(each["claims"])) for each in months] == [
        (each["month"], each["claims"]) for each in told["months"]
    ]
    events = client.get("/timeline?since=2022-01-01&until=2022-12-31&format=json&table=events").json()
    assert [each["what"] for each in events] == [each["text"] for each in told["events"]]
    assert client.get("/timeline?format=csv&table=nothing").status_code == 422
    assert client.get("/timeline?format=odt").status_code == 422


def test_a_filter_that_holds_markup_is_text(client: TestClient) -> None:
    answer = client.get("/timeline", params={"text": '"><script>alert(1)</script>', "party": "<b onclick=x>"})
    assert answer.status_code == 200
    assert "<script>alert" not in answer.text
    assert "<b onclick" not in answer.text


def test_the_brush_by_keyboard_changes_list_and_address(workbench: str, tab: Page) -> None:
    tab.goto(f"{workbench}/timeline")
    bars = tab.locator("#months")
    expect(bars.locator("svg.marks")).to_be_visible()
    before = tab.locator("#told").inner_text()
    bars.focus()
    tab.keyboard.press("ArrowRight")
    expect(tab.locator(".tooltip")).to_contain_text("claims")
    tab.keyboard.press("Enter")
    expect(tab.locator("#told")).not_to_have_text(before)
    assert "since=2015-11-01" in tab.url
    assert "until=2015-11-30" in tab.url
    expect(tab.locator("form.filters [name=since]")).to_have_value("2015-11-01")
    expect(tab.locator(".events-of tbody tr").first).to_contain_text("Nov 2015")
    tab.keyboard.press("+")
    expect(tab.locator("form.filters [name=since]")).not_to_have_value("2015-11-01")
    tab.keyboard.press("Escape")
    expect(tab.locator("#told")).to_have_text(before)
    assert "since" not in tab.url


def test_the_brush_by_mouse_takes_whole_months(workbench: str, tab: Page) -> None:
    tab.goto(f"{workbench}/timeline")
    expect(tab.locator("#months svg.marks")).to_be_visible()
    box = tab.locator("#months").bounding_box()
    assert box
    tab.mouse.move(box["x"] + box["width"] * 0.6, box["y"] + 60)
    tab.mouse.down()
    tab.mouse.move(box["x"] + box["width"] * 0.9, box["y"] + 60, steps=5)
    tab.mouse.up()
    expect(tab.locator("form.filters [name=since]")).to_have_value("2022-03-01")
    tab.wait_for_url("**since=2022-03-01**")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_keeps_people_out(
    workbench: str, tab: Page, barriers: Callable[[Page], list[str]], scheme: str
) -> None:
    tab.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    tab.goto(f"{workbench}/timeline?since=2020-01-01&until=2023-12-31")
    expect(tab.locator("#lanes svg.marks")).to_be_visible()
    expect(tab.locator("#missions svg.marks")).to_be_visible()
    assert barriers(tab) == []
