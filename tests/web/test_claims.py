"""The table of claims with its filters, and the page of one claim."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from playwright.sync_api import Page
from starlette.testclient import TestClient

from foederis.model import Review
from foederis.record import Filter, Record
from foederis.web.views.claims import A_PAGE, around

from .written import reading


def test_every_page_after_the_other_gives_every_claim_once(client: TestClient, record: Record) -> None:
    seen: list[str] = []
    path = "/api/claims?order=held&descending=1"
    while path:
        page = client.get(path).json()
        seen += [line["claim"]["id"] for line in page["claims"]]
        path = page["next"] and f"/api{page['next']}"
    assert len(seen) > A_PAGE
    assert seen == [claim.id for claim in record.claims(Filter(order="held", descending=True))]


@pytest.mark.parametrize(
    "asked",
    ["act=pledge", "party=NATO", "status=planned", "country=IRQ", "since=2020-01-01&until=2020-12-31", "text=missiles"],
)
def test_a_filter_gives_what_the_record_gives(client: TestClient, record: Record, asked: str) -> None:
    given = dict(part.split("=") for part in asked.split("&"))
    wanted = Filter(**{name: date.fromisoformat(v) if name in ("since", "until") else v for name, v in given.items()})  # type: ignore[arg-type]
    found = client.get(f"/api/claims?{asked}").json()
    assert found["total"] == record.count(wanted) < record.count()
    assert found["fields"] == given


@pytest.mark.parametrize(
    "asked",
    ["act=dance", "status=maybe", "since=soon", "min_confidence=2", "order=colour", "of=none", "after=nonsense"],
)
def test_a_field_that_makes_no_sense_is_named(client: TestClient, asked: str) -> None:
    answer = client.get(f"/api/claims?{asked}")
    assert answer.status_code == 422
    assert client.get(f"/claims?{asked}").status_code == 422


def test_the_whole_answer_comes_as_a_file(client: TestClient, record: Record) -> None:
    number = record.count(Filter(act="pledge"))
    table = list(csv.DictReader(io.StringIO(client.get("/claims?act=pledge&format=csv").text)))
    lines = client.get("/claims?act=pledge&format=json").text.splitlines()
    assert len(table) == len(lines) == number > 1
    assert {json.loads(line)["id"] for line in lines} == {row["id"] for row in table}
    assert client.get("/claims?act=pledge&format=parquet").content[:4] == b"PAR1"


def test_a_claims_page_leads_to_its_place_its_event_and_its_rows(client: TestClient, record: Record) -> None:
    text = "It was cold. Britain pledged missiles to Ukraine. It rained."
    added = record.add(reading(text, "Britain pledged missiles to Ukraine.", object="cold missiles", quantity=6000.0))
    record.add(
        reading(
            f"{text} Elsewhere talks about winter, the harbour and the new railway went on until late at night.",
            "Britain pledged missiles to Ukraine.",
            name="b.txt",
            object="cold missiles",
            quantity=4000.0,
        )
    )
    id_ = next(record.claims(Filter(report=added.sha256))).id
    page = client.get(f"/api/claims/{id_}").json()
    assert page["sha256"] == added.sha256
    assert page["context"] == ["It was cold. ", " It rained."]
    assert [other["report"] for other in page["event"]["others"]] == ["b.txt"]
    assert page["event"]["conflicts"][0]["values"][0]["text"].startswith("4,000")
    assert "pledges" in [row["kind"] for row in page["rows"]]
    html = client.get(f"/claims/{id_}").text
    assert f"/reports/{added.sha256}?claim={id_}#claim-{id_}" in html
    assert client.get(f"/events/{page['event']['event']['id']}").status_code == 200


def test_two_reports_of_one_name_are_told_apart(client: TestClient, record: Record) -> None:
    for number in (1, 2):
        text = f"Report {number}. Britain pledged {number} missiles."
        record.add(reading(text, f"Britain pledged {number} missiles.", name="same.txt"))
    shas = {
        client.get(f"/api/claims/{claim.id}").json()["sha256"]
        for claim in record.claims(Filter(text="missiles"))
        if claim.report == "same.txt"
    }
    assert len(shas) == 2


def test_a_corrected_claim_shows_both_forms_and_who_did_it(client: TestClient, record: Record) -> None:
    claim = next(record.claims(Filter(act="pledge")))
    fixed = replace(claim, object="<b>bread</b>")
    record.review(Review(claim.id, "correct", "Ada <i>", datetime.now(UTC), fixed, "they said so"))
    html = client.get(f"/claims/{claim.id}").text
    assert "As it was read" in html
    assert "&lt;b&gt;bread" in html
    assert "Ada &lt;i&gt;" in html
    assert "<b>bread" not in html


def test_an_unknown_claim_is_not_found(client: TestClient) -> None:
    assert client.get("/claims/0000").status_code == 404
    assert client.get("/api/claims/%3Cscript%3E").status_code == 404


def test_what_stands_around_a_sentence_is_cut_between_words() -> None:
    text = "one two " * 200 + "HERE" + " three four" * 200
    at = text.index("HERE")
    before, after = around(text, at, at + 4)
    assert before.startswith("… ")
    assert before.split()[1] in ("one", "two")
    assert after.endswith(" …")
    assert around("HERE", 0, 4) == ("", "")


def test_filtering_and_sorting_in_a_browser(workbench: str, tab: Page, barriers: Callable[[Page], list[str]]) -> None:
    tab.goto(f"{workbench}/claims")
    tab.get_by_role("combobox", name="Act").select_option("pledge")
    tab.get_by_role("button", name="Filter").click()
    assert "act=pledge" in tab.url
    tab.get_by_role("link", name="Sure").click()
    assert tab.locator("th[aria-sort=ascending]").inner_text().startswith("Sure")
    sure = [int(cell.rstrip(" %\u00a0")) for cell in tab.locator("table.claims tbody td.n").all_inner_texts()]
    assert sure == sorted(sure)
    tab.get_by_role("link", name="Sure").click()
    assert tab.locator("th[aria-sort=descending]").count() == 1
    for scheme in ("light", "dark"):
        tab.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        assert barriers(tab) == []
    tab.locator("table.claims tbody a").first.click()
    tab.wait_for_url("**/claims/*")
    assert barriers(tab) == []
