"""Search: words found in any inflection, marked where they stand, and nothing of a report taken for markup."""

from collections.abc import Callable
from datetime import date

from playwright.sync_api import Page, expect
from starlette.testclient import TestClient

from foederis import api
from foederis.model import Dating
from foederis.record import Record


def test_sentences_hold_every_word_in_any_inflection(client: TestClient) -> None:
    told = client.get("/api/search", params={"q": "suspending training"}).json()
    assert told["total"] == len(told["hits"]) > 0
    for hit in told["hits"]:
        found = [part["text"].lower() for part in hit["parts"] if part["found"]]
        assert any(word.startswith("suspend") for word in found)
        assert any(word.startswith("train") for word in found)
        assert "".join(part["text"] for part in hit["parts"]) == hit["claim"]["sentence"]


def test_reports_are_found_with_the_words_in_their_context(client: TestClient) -> None:
    told = client.get("/api/search", params={"q": "Tokyo"}).json()
    assert told["reports_total"] > 0
    assert any(part["found"] and part["text"] == "Tokyo" for part in told["reports"][0]["excerpts"][0])


def test_an_act_and_a_party_narrow_what_is_found(client: TestClient) -> None:
    every = client.get("/api/search?q=Ukraine").json()
    some = client.get("/api/search?q=Ukraine&act=pledge").json()
    assert 0 < some["total"] == every["acts"]["pledge"] < every["total"]
    assert all(hit["claim"]["act"] == "pledge" for hit in some["hits"])
    german = client.get("/api/search?q=Ukraine&party=DEU").json()
    assert 0 < german["total"] < every["total"]


def test_a_name_leads_to_its_page(client: TestClient) -> None:
    names = client.get("/api/search?q=France").json()["names"]
    assert {"kind": "state", "id": "FRA", "name": "France"} in names


def test_pages_follow_each_other_without_gap_or_repeat(client: TestClient, record: Record) -> None:
    everything = {claim.id for claim in record.claims(reviewed=True) if "the" in claim.sentence.lower().split()}
    seen: list[str] = []
    after = None
    while True:
        told = client.get("/api/search", params={"q": "the"} | ({"after": after} if after else {})).json()
        seen += [hit["claim"]["id"] for hit in told["hits"]]
        if (after := told["next"]) is None:
            break
    assert len(seen) == len(set(seen)) == told["total"]
    assert everything <= set(seen)


def test_nothing_asked_and_nothing_found_are_told_apart(client: TestClient) -> None:
    assert "Words in any order" in client.get("/search?q=+").text
    assert "No report holds these words" in client.get("/search?q=zyzzyva").text
    assert client.get("/search?q=x&act=dance").status_code == 422
    assert client.get("/search?q=the&after=nonsense").status_code == 422
    assert client.get("/search", params={"q": '"\0* NEAR( <b>'}).status_code == 200


def test_markup_in_a_report_is_text(client: TestClient, record: Record, tmp_path) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "hostile.txt").write_text("Germany <script>alert(1)</script> will send tanks to Ukraine.")
    for reading in api.read([str(tmp_path / "hostile.txt")], published=Dating(date(2023, 1, 1), date(2023, 1, 1))):
        record.add(reading)
    page = client.get("/search?q=alert").text
    assert "&lt;script&gt;" in page
    assert "<script>alert" not in page


def test_in_a_browser(workbench: str, tab: Page, barriers: Callable[[Page], list[str]]) -> None:
    tab.goto(workbench)
    tab.keyboard.press("/")
    tab.keyboard.type("missiles")
    tab.keyboard.press("Enter")
    expect(tab.locator("mark").first).to_contain_text("missile")
    for scheme in ("light", "dark"):
        tab.emulate_media(color_scheme=scheme)
        assert barriers(tab) == []
