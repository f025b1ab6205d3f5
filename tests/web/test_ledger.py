"""The ledger page: sums that never mix units, what is not added, growth by month, files, and the bars by keyboard."""

from __future__ import annotations

import csv
import hashlib
import io
import sys
from collections.abc import Callable
from datetime import date

import pyarrow.parquet as pq
import pytest
from playwright.sync_api import Page, expect
from starlette.testclient import TestClient

from foederis.model import Actor, Claim, Interval, Reading, Report
from foederis.record import Record

HOSTILE = "</script><script>alert(1)</script><img src=x onerror=alert(2)> \u202etanks"


def test_amounts_of_one_unit_only_share_an_axis(client: TestClient) -> None:
    told = client.get("/api/ledger").json()
    assert {"USD"} <= {bar["unit"] for bar in told["bars"]}
    assert len({bar["unit"] for bar in told["bars"]}) > 1
    assert all(line["status"] == "counted" for line in told["lines"])


def test_what_was_refused_is_apart_and_not_added(client: TestClient) -> None:
    told = client.get("/api/ledger?item=Leopard").json()
    assert [(line["giver"], line["status"]) for line in told["apart"]] == [("DEU", "not_done")]
    assert [total["pledged"] for total in told["totals"]] == [14]


@pytest.mark.parametrize(
    ("asked", "field", "value"), [("giver=GBR", "giver", "GBR"), ("receiver=UKR", "receiver", "UKR")]
)
def test_filters_by_party(client: TestClient, asked: str, field: str, value: str) -> None:
    lines = client.get(f"/api/ledger?{asked}").json()["lines"]
    assert lines
    assert {line[field] for line in lines} == {value}


def test_growth_ends_with_the_total(client: TestClient) -> None:
    told = client.get("/api/ledger?item=Leopard&thing=Leopard+tanks").json()
    points = told["growth"]["points"]
    assert (points[0]["on"], points[0]["pledged"]) == ("2023-01-31", 14)
    assert points[-1]["pledged"] == told["totals"][0]["pledged"]


def test_before_a_pledge_the_ledger_does_not_hold_it(client: TestClient) -> None:
    assert client.get("/api/ledger?item=Leopard&on=2022-12-31").json()["lines"] == []


def test_the_files_hold_the_table(client: TestClient) -> None:
    told = client.get("/api/ledger").json()
    lines = told["lines"] + told["apart"]
    rows = list(csv.DictReader(io.StringIO(client.get("/ledger?format=csv").text)))
    assert [(row["giver"], row["item"]) for row in rows] == [(line["giver"] or "", line["item"]) for line in lines]
    parquet = pq.read_table(io.BytesIO(client.get("/ledger?format=parquet").content)).to_pylist()
    assert [row["pledged"] for row in parquet] == [line["pledged"] for line in lines]
    totals = client.get("/ledger?format=json&table=totals").json()
    assert [row["pledged"] for row in totals] == [line["pledged"] for line in told["totals"]]


def test_every_line_leads_to_its_claims(client: TestClient) -> None:
    page = client.get("/ledger").text
    for line in client.get("/api/ledger").json()["lines"]:
        assert f"/claims/{line['claims'][0]}" in page


def test_markup_in_a_filter_is_text(client: TestClient) -> None:
    assert "<script>alert" not in client.get("/ledger", params={"item": "<script>alert(1)</script>"}).text


def test_without_pyarrow_parquet_is_refused_with_what_to_do(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    answer = client.get("/ledger?format=parquet")
    assert answer.status_code == 501
    assert "foederis[columns]" in answer.text


def hostile(act: str) -> Claim:
    """A claim whose every word is meant to be run."""
    day, france, text = date(2024, 5, 1), Actor("France", "FRA"), f"France {act}s {HOSTILE}."
    return Claim(
        id=hashlib.sha256(act.encode()).hexdigest()[:20], report="evil.txt", start=0, end=len(text), sentence=text,
        act=act, actors=(france,), targets=(Actor("Ukraine", "UKR"),), object=HOSTILE, quantity=7, unit=HOSTILE,
        place="Paris", country="FRA", earliest=day, latest=day, confidence=0.9, published=Interval(day, day),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("act", "path", "picture"),
    [
        ("pledge", "/ledger?giver=FRA", "#bars"),
        ("attack", "/map?kind=incident", "#world"),
        ("criticise", "/stances?party=FRA", "#network"),
        ("launch", "/timeline?since=2024-05-01&until=2024-05-02", "#lanes"),
    ],
)
def test_hostile_words_of_a_report_are_text(
    record: Record, workbench: str, tab: Page, act: str, path: str, picture: str
) -> None:
    claim = hostile(act)
    sha256 = hashlib.sha256(claim.sentence.encode()).hexdigest()
    record.add(Reading(Report("evil.txt", claim.sentence, sha256, sha256), "test", (claim,)))
    tab.on("dialog", lambda dialog: pytest.fail(f"a report's words were run: {dialog.message}"))
    tab.goto(workbench + path)
    expect(tab.locator(f"{picture} svg.marks")).to_be_visible()
    expect(tab.locator("main")).to_contain_text("<img src=x onerror=alert(2)>")
    assert tab.locator("main img").count() == 0


def test_bars_are_walked_and_opened(workbench: str, tab: Page) -> None:
    tab.goto(f"{workbench}/ledger?item=tanks")
    bars = tab.locator("#bars")
    expect(bars.locator("svg.marks")).to_be_visible()
    bars.focus()
    tab.keyboard.press("ArrowRight")
    expect(tab.locator(".tooltip")).to_contain_text("pledged")
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/state/pledges/**")


def test_the_picture_can_be_saved(workbench: str, tab: Page) -> None:
    tab.goto(f"{workbench}/ledger?item=tanks")
    with tab.expect_download() as saved:
        tab.locator("figure").first.get_by_role("button", name="SVG").click()
    assert saved.value.suggested_filename == "ledger.svg"
    with tab.expect_download() as saved:
        tab.locator("figure").first.get_by_role("button", name="PNG").click()
    assert saved.value.suggested_filename == "ledger.png"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_keeps_people_out(
    workbench: str, tab: Page, barriers: Callable[[Page], list[str]], scheme: str
) -> None:
    tab.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    tab.goto(f"{workbench}/ledger")
    expect(tab.locator("#growth svg.marks")).to_be_visible()
    assert barriers(tab) == []
