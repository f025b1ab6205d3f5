"""Whole lists as files: all of their pages, cut where they are long and saying so, with or without the sentences."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pyarrow.parquet as pq
import pytest
from playwright.sync_api import Page
from starlette.testclient import TestClient

from foederis.record import Record
from foederis.web import tables
from foederis.web.files import events
from foederis.web.shown.paging import SIZE
from foederis.web.shown.stands import KINDS

from .written import reading


def lines_of(client: TestClient, path: str) -> list[dict[str, str]]:
    """The lines of a CSV file."""
    answer = client.get(path)
    assert answer.status_code == 200, answer.text
    assert "attachment" in answer.headers["content-disposition"]
    return list(csv.DictReader(io.StringIO(answer.text)))


def objects_of(client: TestClient, path: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = client.get(path).json()
    return found


def parquet_of(client: TestClient, path: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = pq.read_table(io.BytesIO(client.get(path).content)).to_pylist()
    return found


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_of_row_comes_whole_in_each_form(client: TestClient, kind: str) -> None:
    path = f"/state/{kind}?said=true"
    total = client.get(f"/api{path}").json()["total"]
    table = lines_of(client, f"{path}&format=csv")
    same = objects_of(client, f"{path}&format=json")
    assert len(table) == len(same) == len(parquet_of(client, f"{path}&format=parquet")) == total
    assert [row["id"] for row in table] == [row["id"] for row in same]
    assert all(row["claims"] and row["sentences"] for row in table)


def test_all_pages_of_a_list_are_in_its_file(client: TestClient) -> None:
    total = client.get("/api/state/members").json()["total"]
    assert total > SIZE
    for at in (0, SIZE):
        assert len(lines_of(client, f"/state/members?at={at}&format=csv")) == total


def test_a_line_says_what_its_row_says(client: TestClient) -> None:
    listed = client.get("/api/state/pledges").json()["lines"]
    lines = {row["id"]: row for row in objects_of(client, "/state/pledges?format=json")}
    for one in listed:
        row, line = one["row"], lines[one["row"]["id"]]
        assert line["title"] == one["title"]
        assert [line[name] for name in ("giver", "quantity", "status")] == [
            row[name] for name in ("giver", "quantity", "status")
        ]
        assert line["on_latest"] == (row["on"]["latest"] if isinstance(row["on"], dict) else row["on"])
        assert line["claims"].split() == row["claims"]


def test_the_filters_of_a_page_are_those_of_its_file(client: TestClient) -> None:
    rows = lines_of(client, "/state/members?of=NATO&status=member&format=csv")
    assert {row["status"] for row in rows} == {"member"}
    assert {row["org"].partition("/")[0] for row in rows if row["state"] != "NATO"} == {"NATO"}


@pytest.mark.parametrize("path", ["/state/pledges?said=true", "/claims?act=pledge"])
def test_the_reports_own_sentences_can_be_left_out(client: TestClient, record: Record, path: str) -> None:
    text = "Britain pledged nineteen purple trebuchets to Ukraine."
    record.add(reading(text, text))
    client.get("/")  # the fold follows
    for kind in ("csv", "json"):
        assert "purple trebuchets" in client.get(f"{path}&format={kind}").text
        assert "purple trebuchets" not in client.get(f"{path}&format={kind}&sentences=0").text
    assert f"{path.partition('?')[0]}" in client.get(path).text
    assert "sentences=0" in client.get(path).text


@pytest.mark.parametrize("path", ["/state/members", "/claims"])
def test_a_file_that_is_cut_says_so(client: TestClient, path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = client.get(f"{path}?format=csv")
    assert tables.PART not in whole.headers
    monkeypatch.setattr(tables, "MOST", 3)
    part = client.get(f"{path}?format=csv")
    assert len(list(csv.reader(io.StringIO(part.text)))) == 1 + 3
    told = part.headers[tables.PART]
    assert told.startswith("first 3 of ")
    assert f"-first-3-of-{told.split()[-1].replace(',', '')}.csv" in part.headers["content-disposition"]
    assert told in client.get(path).text


def test_all_events_are_in_their_file_and_each_is_that_of_its_page(client: TestClient) -> None:
    listed: list[dict[str, Any]] = []
    path = "/api/events?act=pledge"
    while path:
        page = client.get(path).json()
        listed += page["events"]
        path = page["next"] and f"/api/events{page['next']}"
    lines = {row["id"]: row for row in objects_of(client, "/events?act=pledge&format=json")}
    assert lines.keys() == {one["event"]["id"] for one in listed}
    for one in listed:
        assert lines[one["event"]["id"]]["event"] == one["text"]
        assert lines[one["event"]["id"]]["claims"].split() == one["event"]["claims"]
    assert parquet_of(client, "/events?act=pledge&format=parquet")[0].keys() == next(iter(lines.values())).keys()


def test_of_many_claims_the_file_holds_the_events_of_the_newest(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(events, "MOST", 5)
    answer = client.get("/events?format=csv&sentences=0")
    newest = {claim["id"] for claim in _claims(client, "order=held&descending=1", 5)}
    held = {id_ for row in csv.DictReader(io.StringIO(answer.text)) for id_ in row["claims"].split()}
    assert held <= newest
    assert answer.headers[tables.PART].startswith("events of the newest 5 of ")
    assert answer.headers[tables.PART] in client.get("/events").text


def _claims(client: TestClient, asked: str, number: int) -> list[dict[str, Any]]:
    return [line["claim"] for line in client.get(f"/api/claims?{asked}").json()["claims"][:number]]


def test_the_reports_of_a_list_are_in_its_file(client: TestClient, record: Record) -> None:
    every = lines_of(client, "/reports?format=csv")
    assert {row["sha256"] for row in every} == {report.sha256 for report in record.reports()}
    some = lines_of(client, "/reports?words=missiles&format=csv")
    assert 0 < len(some) == client.get("/api/reports?words=missiles").json()["total"] < len(every)
    assert "format=parquet" in client.get("/reports").text


def test_what_was_found_comes_whole(client: TestClient) -> None:
    found = client.get("/api/search?q=missiles&act=pledge&party=GBR").json()
    claims = client.get("/search?q=missiles&act=pledge&party=GBR&format=json").text.splitlines()
    assert len(claims) == found["total"] > 0
    assert len(lines_of(client, "/search?q=missiles&table=reports&format=csv")) == found["reports_total"] > 0
    assert "table=reports" in client.get("/search?q=missiles").text
    assert "sentence" not in client.get("/search?q=&format=csv").headers.get("content-disposition", "")


def test_what_whos_who_says_of_an_actor_comes_as_files(client: TestClient) -> None:
    page = client.get("/api/actors/NATO").json()
    members = objects_of(client, "/actors/NATO?table=members&format=json")
    assert [row["state"] for row in members] == [one["membership"]["state"] for one in page["members"]]
    terms = lines_of(client, "/actors/NATO?table=terms&format=csv")
    assert len(terms) == sum(len(post["terms"]) for post in page["posts"]) > 0
    assert all(row["source"] for row in terms)


def test_what_an_actor_did_and_said_has_lists_of_its_own(client: TestClient) -> None:
    page = client.get("/api/actors/NATO").json()
    assert client.get("/api/claims?speaker=NATO").json()["total"] == page["said"]["total"] > 0
    assert client.get("/api/events?party=NATO&side=actor").json()["claims"] == page["did"]["claims"] > 0
    shown = client.get("/actors/NATO").text
    for link in ("/claims?speaker=NATO", "/events?party=NATO&amp;side=actor", "/state/missions?of=NATO&amp;said=true"):
        assert link in shown


def test_what_stands_and_happened_at_a_place_comes_as_files(client: TestClient) -> None:
    page = client.get("/api/places/IRQ").json()
    for section in page["sections"]:
        assert len(lines_of(client, f"/places/IRQ?table={section['kind']}&format=csv")) == section["total"]
        assert f"table={section['kind']}" in client.get("/places/IRQ").text
    assert page["sections"]


@pytest.mark.parametrize("table", ["incidents", "forces", "missions"])
@pytest.mark.parametrize("name", ["Iraq", "Baghdad"])
def test_every_place_has_the_same_files(client: TestClient, name: str, table: str) -> None:
    assert client.get(f"/places/{name}?table={table}&format=csv").status_code == 200


def test_claims_come_in_the_order_of_the_page_and_also_those_nobody_reviewed(client: TestClient) -> None:
    path = "/claims?order=confidence&of=unreviewed"
    first = [line["claim"]["id"] for line in client.get(f"/api{path}").json()["claims"]]
    lines = [json.loads(line)["id"] for line in client.get(f"{path}&format=json").text.splitlines()]
    assert lines[: len(first)] == first


@pytest.mark.parametrize("path", ["/state/members", "/claims"])
def test_a_form_that_there_is_not_is_refused(client: TestClient, path: str) -> None:
    answer = client.get(f"{path}?format=xlsx")
    assert answer.status_code == 422
    assert "csv, json, parquet" in answer.text


def test_a_file_is_taken_along_in_a_browser(workbench: str, tab: Page) -> None:
    tab.goto(f"{workbench}/state/pledges?said=true&at=0")
    with tab.expect_download() as taken:
        tab.get_by_role("link", name="CSV without sentences").click()
    assert taken.value.suggested_filename == "pledges.csv"
    assert "sentences" not in taken.value.path().read_text().splitlines()[0].split(",")


CASUS = "/casus?day=2015-11-13&target=FRA&by=non-state:ISIS&form=terrorist_attack&object=people&country=FRA"


@pytest.mark.parametrize(
    ("path", "table", "first"),
    [
        ("/clauses?", "clauses", {"article", "force", "invoked"}),
        (CASUS, "findings", {"instrument", "clause", "finding", "bound", "reasons"}),
        (CASUS, "reach", {"clause", "state", "inside", "because"}),
        ("/casus/chain?day=2024-01-01&target=EST&by=RUS", "duties", {"step", "state", "ally", "duty"}),
        ("/compare?target=FRA&day=2015-11-17&need=military", "options", {"clause", "military", "military: why"}),
    ],
)
def test_what_the_law_says_comes_as_files(client: TestClient, path: str, table: str, first: set[str]) -> None:
    asked = f"{path}&table={table}&format="
    rows = lines_of(client, f"{asked}csv")
    assert len(rows) == len(objects_of(client, f"{asked}json")) == len(parquet_of(client, f"{asked}parquet")) > 1
    assert first <= rows[0].keys()
    assert f"table={table}" in client.get(path).text or table == "clauses"
    assert "format=csv" in client.get(path).text


def test_a_file_of_findings_says_what_the_page_says(client: TestClient) -> None:
    told = {found["finding"]["clause"]: found["finding"] for found in client.get(f"/api{CASUS}").json()["findings"]}
    rows = {row["clause"]: row for row in lines_of(client, f"{CASUS}&format=csv")}
    assert rows.keys() == told.keys()
    assert rows["teu:42.7"]["finding"] == told["teu:42.7"]["finding"]
    assert rows["teu:42.7"]["bound"].split("; ") == told["teu:42.7"]["bound"]
    assert told["teu:42.7"]["reasons"][0]["because"] in rows["teu:42.7"]["reasons"]
