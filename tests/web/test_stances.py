"""The stance network: ties and their sentences, filters, files, and the marks by keyboard."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from starlette.testclient import TestClient

KINDS = {"supports", "asks", "criticises", "opposes"}


def test_ties_are_those_of_the_state(client: TestClient) -> None:
    told = client.get("/api/stances").json()
    assert told["total"] == len(told["ties"]) > 0
    assert {tie["kind"] for tie in told["ties"]} <= KINDS
    rows = [line["row"] for line in client.get("/api/state/stances?status=done").json()["lines"]]
    drawn = {piece["id"] for tie in told["ties"] for piece in tie["pieces"] if piece["kind"] == "stances"}
    assert drawn <= {row["id"] for row in rows}
    toward = {row["id"] for row in rows if row["toward"] not in (None, row["of"]) and row["stance"] != "concede"}
    assert toward <= drawn


def test_every_tie_names_its_claims(client: TestClient) -> None:
    for tie in client.get("/api/stances").json()["ties"]:
        assert set(tie["claims"]) == {id_ for piece in tie["pieces"] for id_ in piece["claims"]}
        assert tie["claims"]


def test_filters_leave_only_what_is_asked_for(client: TestClient) -> None:
    every = client.get("/api/stances").json()["ties"]
    kind = every[0]["kind"]
    told = client.get(f"/api/stances?kind={kind}").json()["ties"]
    assert told == [tie for tie in every if tie["kind"] == kind]
    party = every[0]["of"]
    for tie in client.get(f"/api/stances?party={party}").json()["ties"]:
        assert any(end.startswith(party) for end in (tie["of"], tie["toward"]))
    assert all(len(t["pieces"]) >= 2 for t in client.get("/api/stances?least=2").json()["ties"])


def test_a_topic_keeps_only_the_stances_about_it(client: TestClient) -> None:
    every = client.get("/api/stances").json()["ties"]
    about = next(piece["about"] for tie in every for piece in tie["pieces"] if piece["about"])
    told = client.get("/api/stances", params={"topic": about}).json()["ties"]
    assert any(piece["about"] == about for tie in told for piece in tie["pieces"])
    assert len(told) <= len(every)


def test_a_tie_is_shown_with_its_sentences(client: TestClient) -> None:
    tie = client.get("/api/stances").json()["ties"][0]
    asked = {"who": tie["of"], "whom": tie["toward"], "how": tie["kind"]}
    told = client.get("/api/stances", params=asked).json()
    assert {claim["id"] for claim in told["sentences"]} == set(tie["claims"])
    assert 'id="tie"' in client.get("/stances", params=asked).text


def test_the_file_holds_every_tie(client: TestClient) -> None:
    told = client.get("/api/stances").json()["ties"]
    rows = list(csv.DictReader(io.StringIO(client.get("/stances?format=csv").text)))
    assert [(row["of"], row["kind"], row["toward"], int(row["stances"])) for row in rows] == [
        (tie["of"], tie["kind"], tie["toward"], len(tie["pieces"])) for tie in told
    ]


def test_an_unknown_kind_is_told(client: TestClient) -> None:
    assert client.get("/stances?kind=loves").status_code == 422


def test_markup_in_a_topic_is_text(client: TestClient) -> None:
    assert "<script>alert" not in client.get("/stances", params={"topic": "<script>alert(1)</script>"}).text


def test_a_party_is_walked_to_and_opened(workbench: str, tab: Page) -> None:
    tab.goto(f"{workbench}/stances")
    network = tab.locator("#network")
    expect(network.locator("svg.marks")).to_be_visible()
    network.focus()
    tab.keyboard.press("ArrowRight")
    expect(tab.locator(".tooltip")).to_be_visible()
    told = tab.locator(".tooltip").inner_text()
    expect(tab.get_by_role("status").filter(has_text=told.splitlines()[0])).to_have_count(1)
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/stances?**")
    assert "party=" in tab.url or "who=" in tab.url


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_keeps_people_out(
    workbench: str, tab: Page, barriers: Callable[[Page], list[str]], scheme: str
) -> None:
    tab.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    tab.goto(f"{workbench}/stances")
    tab.locator("details summary").last.click()
    expect(tab.locator("#network svg.marks")).to_be_visible()
    assert barriers(tab) == []
