"""The timeline: counts by month, the chosen time, missions through time, files, and the brush by keyboard."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from starlette.testclient import TestClient

from foederis.model import Actor, Review
from foederis.record import Filter, Record
from foederis.web.app import create_app
from foederis.web.desk import Desk
from foederis.web.shown.bars import days_of, unit_of
from foederis.who import load

from .written import reading


def test_bars_count_what_the_record_holds(client: TestClient, record: Record) -> None:
    told = client.get("/api/timeline").json()
    assert told["whole"]["unit"] == "month"
    assert told["chosen"] is None
    assert counted(told["whole"]) + told["undated"] == record.count(reviewed=True)
    assert told["total"] == record.count(reviewed=True)


def counted(bars: dict[str, Any]) -> int:
    return sum(bar["claims"] for bar in bars["bars"])


def test_the_shorter_the_time_the_finer_it_is_counted(client: TestClient) -> None:
    for asked, unit, letters in (
        ("since=1990-01-01&until=2023-12-31", "year", 4),
        ("since=2020-01-01&until=2023-12-31", "month", 7),
        ("since=2019-12-15&until=2020-02-15", "day", 10),
    ):
        told = client.get(f"/api/timeline?{asked}").json()
        first, last = asked[6:16], asked[-10:]
        assert told["chosen"]["unit"] == unit
        assert counted(told["chosen"]) + told["chosen"]["before"] == told["total"] > 0
        times = [bar["time"] for bar in told["chosen"]["bars"]]
        assert times == sorted(times)
        assert all(first[:letters] <= time <= last[:letters] and len(time) == letters for time in times)


@pytest.mark.parametrize(("days", "unit"), [(0, "day"), (99, "day"), (100, "month"), (5400, "month"), (5600, "year")])
def test_the_unit_follows_from_the_length_of_the_time(days: int, unit: str) -> None:
    assert unit_of(date(2010, 1, 1), date(2010, 1, 1) + timedelta(days)) == unit


@pytest.mark.parametrize(
    ("time", "first", "last"),
    [
        ("2020", date(2020, 1, 1), date(2020, 12, 31)),
        ("2020-02", date(2020, 2, 1), date(2020, 2, 29)),
        ("9999-12", date(9999, 12, 1), date(9999, 12, 31)),
        ("2020-02-03", date(2020, 2, 3), date(2020, 2, 3)),
    ],
)
def test_the_days_of_a_bar(time: str, first: date, last: date) -> None:
    assert days_of(time) == (first, last)


def test_rulings_and_reports_show_at_once(record: Record) -> None:
    desk = Desk(record, load())
    with TestClient(create_app(desk), base_url="http://localhost") as client:
        before = client.get("/api/timeline").json()
        text = "NATO launched Sea Watch on 2 February 2020."
        fields = {"act": "launch", "actors": (Actor("NATO", "NATO"),), "targets": (), "object": "Sea Watch mission"}
        added = desk.add(reading(text, text, on=date(2020, 2, 2), **fields))
        after = client.get("/api/timeline").json()
        assert after["total"] == before["total"] + 1
        assert "2020-02-02" in {span["start"] for span in after["missions"]}
        [claim] = record.claims(Filter(report=added.sha256))
        desk.review(Review(claim.id, "reject", "Ada", datetime.now(UTC)))
        assert client.get("/api/timeline").json() == before


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
    assert counted(told["whole"]) + told["undated"] == record.count(Filter(act="pledge"))


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
    for table, name in (("whole", "times"), ("chosen", "chosen")):
        asked = f"/timeline?since=2022-01-01&until=2022-12-31&format=csv&table={name}"
        lines = list(csv.DictReader(io.StringIO(client.get(asked).text)))
        assert [{"time": each["time"], "claims": int(each["claims"])} for each in lines] == told[table]["bars"]
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
    start, end = days_of(tab.request.get(f"{workbench}/api/timeline").json()["whole"]["bars"][0]["time"])
    tab.goto(f"{workbench}/timeline")
    bars = tab.locator("#times")
    expect(bars.locator("svg.marks")).to_be_visible()
    before = tab.locator("#told").inner_text()
    bars.focus()
    tab.keyboard.press("ArrowRight")
    expect(tab.locator(".tooltip")).to_contain_text("claims")
    tab.keyboard.press("Enter")
    expect(tab.locator("#told")).not_to_have_text(before)
    assert f"since={start}" in tab.url
    assert f"until={end}" in tab.url
    expect(tab.locator("form.filters [name=since]")).to_have_value(str(start))
    expect(tab.locator(".events-of tbody tr").first).to_contain_text(f"{start:%b %Y}")
    tab.keyboard.press("+")
    expect(tab.locator("form.filters [name=since]")).not_to_have_value(str(start))
    tab.keyboard.press("Escape")
    expect(tab.locator("#told")).to_have_text(before)
    assert "since" not in tab.url


def test_a_short_time_is_counted_by_days_one_of_which_is_chosen(workbench: str, tab: Page) -> None:
    part = "since=2019-12-15&until=2020-02-15"
    first = tab.request.get(f"{workbench}/api/timeline?{part}").json()["chosen"]["bars"][0]
    on = date.fromisoformat(first["time"])
    tab.goto(f"{workbench}/timeline?{part}")
    within = tab.locator("#within")
    expect(within.locator("svg.marks")).to_be_visible()
    within.focus()
    tab.keyboard.press("ArrowRight")
    expect(tab.locator(".tooltip")).to_contain_text(f"{on:%B} {on.day}, {on.year}: {first['claims']} claim")
    tab.keyboard.press("Enter")
    for name in ("since", "until"):
        expect(tab.locator(f"form.filters [name={name}]")).to_have_value(first["time"])
    expect(tab.locator(".events-of tbody tr").first).to_contain_text(f"{on.day} {on:%b %Y}")


def test_the_brush_by_mouse_takes_whole_months(workbench: str, tab: Page) -> None:
    tab.goto(f"{workbench}/timeline")
    expect(tab.locator("#times svg.marks")).to_be_visible()
    box = tab.locator("#times").bounding_box()
    assert box
    tab.mouse.move(box["x"] + box["width"] * 0.6, box["y"] + 60)
    tab.mouse.down()
    tab.mouse.move(box["x"] + box["width"] * 0.9, box["y"] + 60, steps=5)
    tab.mouse.up()
    since = tab.locator("form.filters [name=since]")
    expect(since).to_have_value(re.compile(r"^2022-0[1-4]-01$"))
    tab.wait_for_url(f"**since={since.input_value()}**")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_keeps_people_out(
    workbench: str, tab: Page, barriers: Callable[[Page], list[str]], scheme: str
) -> None:
    tab.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    tab.goto(f"{workbench}/timeline?since=2020-01-01&until=2023-12-31")
    expect(tab.locator("#within svg.marks")).to_be_visible()
    expect(tab.locator("#lanes svg.marks")).to_be_visible()
    expect(tab.locator("#missions svg.marks")).to_be_visible()
    assert barriers(tab) == []
