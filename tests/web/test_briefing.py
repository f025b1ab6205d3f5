"""The brief of a part of the record, on a page and as files, with and without the reports' sentences."""

import html
import io
import re
from collections.abc import Callable
from datetime import UTC, datetime

import docx as word
import pytest
from playwright.sync_api import Page, expect
from starlette.testclient import TestClient

from foederis.model import MIN_CONFIDENCE, Review
from foederis.record import Filter, Record
from foederis.web import briefs


def test_only_what_was_asked_is_briefed_on(client: TestClient) -> None:
    every = client.get("/api/brief").json()
    allied = client.get("/api/brief?party=NATO").json()
    assert 0 < allied["total"] < every["total"]
    assert {section["id"] for section in allied["sections"]} <= {section["id"] for section in every["sections"]}


def test_files_hold_the_same_lines(client: TestClient) -> None:
    line = client.get("/api/brief?party=NATO").json()["brief"]["happened"][0]["text"]
    document = word.Document(io.BytesIO(client.get("/brief.docx?party=NATO").content))
    assert line in "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert line.split()[0] in client.get("/brief.md?party=NATO").text
    assert line.split()[0] in client.get("/brief.html?party=NATO").text


@pytest.mark.parametrize(
    "path",
    ["/claims?act=pledge", "/events?party=NATO&side=actor", "/state/missions", "/state/pledges?of=UKR", "/actors/NATO",
     "/places/Iraq", "/timeline?party=NATO", "/map?kind=mission", "/stances", "/stances?kind=criticises",
     "/ledger?receiver=UKR", "/ledger?item=missiles", "/search?q=training", "/clauses", "/clauses/teu:42.7", "a row",
     "an event", "a report"],
)  # fmt: skip
def test_what_a_page_shows_can_be_taken_along_as_a_brief(client: TestClient, path: str) -> None:
    of = {"a row": ("/state/missions", "/state/missions/"), "an event": ("/events", "/events/")}
    of |= {"a report": ("/reports", "/reports/")}
    if path in of:
        start, kind = of[path]
        path = re.findall(rf'href="({kind}[^"?#]+)"', client.get(start).text)[0]
    links = re.findall(r'href="(/brief[/?][^"]+)"', client.get(path).text)
    assert links, "no way from the page to its brief"
    told = client.get(f"/api{html.unescape(links[0])}").json()
    assert 0 < told["total"] < client.get("/api/brief").json()["total"]
    assert told["brief"]["sentences"]
    assert client.get(html.unescape(links[0])).status_code == 200


def test_a_brief_of_a_row_rests_on_its_claims_alone(client: TestClient) -> None:
    row = client.get("/api/state/pledges").json()["lines"][0]["row"]
    told = client.get(f"/api/brief/state/pledges/{row['id']}").json()
    claims = {id_ for sentence in told["brief"]["sentences"] for id_ in sentence["claims"]}
    assert claims == set(row["claims"])
    assert told["page"] == f"/state/pledges/{row['id']}"
    for gone in ("state/pledges/nothing", "state/nonsense", "events/nothing", "clauses/no:1"):
        assert client.get(f"/brief/{gone}").status_code == 404
        assert client.get(f"/brief.md/{gone}").status_code == 404


def test_a_brief_of_a_table_follows_its_filters(client: TestClient) -> None:
    for table, asked in (("ledger", "item=missiles"), ("stances", "kind=criticises"), ("state/pledges", "q=missiles")):
        whole, part = (client.get(f"/api/brief/{table}{query}").json()["total"] for query in ("", f"?{asked}"))
        assert 0 < part < whole, table


def test_a_row_rests_on_what_somebody_accepted_however_doubtful(client: TestClient, record: Record) -> None:
    doubtful = [claim for claim in record.claims(Filter(act="pledge")) if claim.confidence < MIN_CONFIDENCE]
    record.review(Review(doubtful[0].id, "accept", "Ada", datetime.now(UTC)))
    rows = (line["row"] for line in client.get("/api/state/pledges").json()["lines"])
    row = next(row for row in rows if doubtful[0].id in row["claims"])
    told = client.get(f"/api/brief/state/pledges/{row['id']}").json()
    assert told["total"] == len(row["claims"])


CASUS = "day=2015-11-24&target=RUS&by=TUR&form=shootdown&object=aircraft&country=SYR"


def test_findings_come_as_a_brief(client: TestClient) -> None:
    told = client.get(f"/api/brief/casus?{CASUS}").json()
    assert told["total"] == 0
    [law] = told["sections"]
    groups = {group["name"]: [line["text"] for line in group["lines"]] for group in law["groups"]}
    assert "Target: Russia" in groups["The incident"]
    assert any(line.startswith("Only if") for line in groups["Collective Security Treaty, art. 4: arguable"])
    assert any(line.startswith("North Atlantic Treaty, art. 5: ") for line in groups["Does not apply"])
    for form in ("html", "md"):
        text = client.get(f"/brief.{form}/casus?{CASUS}").text
        assert "no legal advice" in text
        assert "Sentences" not in text
    document = word.Document(io.BytesIO(client.get(f"/brief.docx/casus?{CASUS}").content))
    assert "Does not apply" in [paragraph.text for paragraph in document.paragraphs]


def test_an_incident_of_the_record_comes_with_what_reports_say_of_it(client: TestClient) -> None:
    rows = [line["row"] for line in client.get("/api/state/incidents").json()["lines"]]
    asked = ((row, client.get(f"/api/brief/casus?incident={row['id']}")) for row in rows)
    row, told = next((row, answer.json()) for row, answer in asked if answer.status_code == 200)
    assert told["brief"]["law"]
    assert {id_ for sentence in told["brief"]["sentences"] for id_ in sentence["claims"]} == set(row["claims"])


def test_duties_and_a_choice_of_clauses_come_as_briefs(client: TestClient) -> None:
    chain = client.get("/api/brief/casus/chain?day=2024-03-01&target=EST&by=RUS").json()["brief"]["law"]
    assert chain[0]["lines"][0] == "Russia attacks Estonia on 1 Mar 2024"
    [collective] = [line for line in chain[1]["lines"] if line.startswith("North Atlantic Treaty, art. 5 (applies)")]
    assert "for Estonia against Russia: Albania" in collective
    assert "United States" in collective
    options = client.get("/api/brief/compare?target=FRA&day=2015-11-17&need=police").json()["brief"]["law"]
    assert any(line.startswith("Police: yes") for line in options[1]["lines"])
    for nothing in ("casus", "casus/chain", "compare"):
        assert "shows nothing yet" in client.get(f"/brief/{nothing}").text
    assert "no state" in client.get("/brief/casus?day=2015-11-24&target=XXX").text


def test_a_brief_of_what_nobody_ruled_on_leaves_out_what_somebody_did(client: TestClient, record: Record) -> None:
    id_ = client.get("/api/claims?act=pledge&min_confidence=0.5").json()["claims"][0]["claim"]["id"]
    before = client.get("/api/brief?act=pledge&of=unreviewed").json()["total"]
    record.review(Review(id_, "accept", "Ada", datetime.now(UTC)))
    assert client.get("/api/brief?act=pledge&of=unreviewed").json()["total"] == before - 1
    assert client.get("/api/brief?act=pledge").json()["total"] == before


@pytest.mark.parametrize("form", ["html", "md"])
def test_sentences_can_be_left_out(client: TestClient, form: str) -> None:
    sentence = client.get("/api/brief?party=NATO").json()["brief"]["sentences"][0]["text"]
    words = max(sentence.replace("\n", " ").split(","), key=len).strip().split("'")[0][:40]
    with_them, without = (client.get(f"/brief.{form}?party=NATO&sentences={which}").text for which in (1, 0))
    assert words in with_them
    assert words not in without
    assert "characters" in without


def test_too_much_is_told(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(briefs, "MOST", 3)
    assert "at most 3" in client.get("/brief").text
    assert client.get("/brief.md").status_code == 413
    assert client.get("/brief?since=soon").status_code == 422
    assert client.get("/brief.exe").status_code == 422


def test_in_a_browser(workbench: str, tab: Page, barriers: Callable[[Page], list[str]]) -> None:
    tab.goto(f"{workbench}/brief")
    tab.locator("main [name=party]").fill("NATO")
    tab.get_by_role("button", name="Brief me").click()
    expect(tab.get_by_role("heading", name="What happened")).to_be_visible()
    tab.get_by_label("leave out the reports' own sentences").check()
    with tab.expect_download() as started:
        tab.get_by_role("button", name="Markdown").click()
    text = started.value.path().read_text(encoding="utf-8")
    assert "characters" in text
    assert "NATO" in started.value.url
    for path in ("/brief?party=NATO", f"/brief/casus?{CASUS}"):
        tab.goto(workbench + path)
        for scheme in ("light", "dark"):
            tab.emulate_media(color_scheme=scheme)
            assert barriers(tab) == []
