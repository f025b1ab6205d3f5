"""The brief of a part of the record, on a page and as files, with and without the reports' sentences."""

import io
from collections.abc import Callable

import docx as word
import pytest
from playwright.sync_api import Page, expect
from starlette.testclient import TestClient

from foederis.web.views import briefing


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


@pytest.mark.parametrize("form", ["html", "md"])
def test_sentences_can_be_left_out(client: TestClient, form: str) -> None:
    sentence = client.get("/api/brief?party=NATO").json()["brief"]["sentences"][0]["text"]
    words = max(sentence.replace("\n", " ").split(","), key=len).strip().split("'")[0][:40]
    with_them, without = (client.get(f"/brief.{form}?party=NATO&sentences={which}").text for which in (1, 0))
    assert words in with_them
    assert words not in without
    assert "characters" in without


def test_too_much_is_told(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(briefing, "MOST", 3)
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
    for scheme in ("light", "dark"):
        tab.emulate_media(color_scheme=scheme)
        assert barriers(tab) == []
