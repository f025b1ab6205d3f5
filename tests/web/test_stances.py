"""The stance network: ties and their sentences, filters, files, and the marks by keyboard."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Page, expect
from starlette.testclient import TestClient

from foederis.model import Review
from foederis.record import Record
from foederis.state.alike import words_of
from foederis.web.app import create_app
from foederis.web.desk import Desk
from foederis.who import load

from .written import reading

KINDS = {"supports", "asks", "criticises", "opposes"}


def test_ties_are_those_of_the_state(client: TestClient) -> None:
    told = client.get("/api/stances").json()
    assert told["total"] == told["found"] == len(told["ties"]) > 0
    assert {tie["kind"] for tie in told["ties"]} <= KINDS
    rows = [line["row"] for line in client.get("/api/state/stances?status=done").json()["lines"]]
    drawn = {piece["id"] for tie in told["ties"] for piece in pieces(client, tie) if piece["kind"] == "stances"}
    assert drawn <= {row["id"] for row in rows}
    toward = {row["id"] for row in rows if row["toward"] not in (None, row["of"]) and row["stance"] != "concede"}
    assert toward <= drawn


def pieces(client: TestClient, tie: dict[str, object], **more: str) -> list[dict[str, object]]:
    """What the tie is made of, as its page tells it."""
    asked = {"who": tie["of"], "whom": tie["toward"], "how": tie["kind"]} | more
    found: list[dict[str, object]] = client.get("/api/stances", params=asked).json()["shown"]["pieces"]
    return found


def test_every_tie_counts_its_stances_and_names_claims(client: TestClient) -> None:
    for tie in client.get("/api/stances").json()["ties"]:
        made_of = pieces(client, tie)
        assert tie["stances"] == len(made_of)
        assert tie["claims"]
        assert {*tie["claims"]} <= {id_ for piece in made_of for id_ in piece["claims"]}


def test_filters_leave_only_what_is_asked_for(client: TestClient) -> None:
    every = client.get("/api/stances").json()["ties"]
    kind = every[0]["kind"]
    told = client.get(f"/api/stances?kind={kind}").json()["ties"]
    assert told == [tie for tie in every if tie["kind"] == kind]
    party = every[0]["of"]
    for tie in client.get(f"/api/stances?party={party}").json()["ties"]:
        assert any(end.startswith(party) for end in (tie["of"], tie["toward"]))
    assert all(tie["stances"] >= 2 for tie in client.get("/api/stances?least=2").json()["ties"])


def test_a_topic_keeps_only_the_stances_about_it(client: TestClient) -> None:
    every = client.get("/api/stances").json()["ties"]
    about = next(thing for tie in every for thing in tie["about"])
    told = client.get("/api/stances", params={"topic": about}).json()["ties"]
    assert told
    for piece in (piece for tie in told for piece in pieces(client, tie, topic=about)):
        assert words_of(about) <= words_of(str(piece["about"]))
    assert all(tie["stances"] == len(pieces(client, tie, topic=about)) for tie in told)


def test_a_tie_is_shown_with_its_sentences(client: TestClient) -> None:
    tie = client.get("/api/stances").json()["ties"][0]
    asked = {"who": tie["of"], "whom": tie["toward"], "how": tie["kind"]}
    told = client.get("/api/stances", params=asked).json()["shown"]
    assert {claim["id"] for claim in told["sentences"]} == {id_ for each in told["pieces"] for id_ in each["claims"]}
    assert 'id="tie"' in client.get("/stances", params=asked).text


def test_the_file_holds_every_tie(client: TestClient) -> None:
    told = client.get("/api/stances").json()["ties"]
    rows = list(csv.DictReader(io.StringIO(client.get("/stances?format=csv").text)))
    assert [(row["of"], row["kind"], row["toward"], int(row["stances"])) for row in rows] == [
        (tie["of"], tie["kind"], tie["toward"], tie["stances"]) for tie in told
    ]
    said = [{id_ for piece in pieces(client, tie) for id_ in piece["claims"]} for tie in told]
    assert [{*row["claims"].split()} for row in rows] == said


def test_rulings_and_reports_show_at_once(record: Record) -> None:
    desk = Desk(record, load())
    with TestClient(create_app(desk), base_url="http://localhost") as client:
        before = ties(client)
        tie, (claim,) = next((tie, claims) for tie, (number, claims) in before.items() if number == len(claims) == 1)
        desk.review(Review(claim, "reject", "Ada", datetime.now(UTC)))
        assert ties(client) == {other: told for other, told in before.items() if other != tie}
        text = "Britain criticised Ukraine over missiles."
        desk.add(reading(text, text, act="criticise"))
        assert ties(client)["GBR", "criticises", "UKR"][0] == 1
        desk.review(Review(claim, "accept", "Ada", datetime.now(UTC)))
        assert ties(client)[tie] == before[tie]


def ties(client: TestClient) -> dict[tuple[str, str, str], tuple[int, tuple[str, ...]]]:
    """Each tie with its stances and its claims."""
    told = client.get("/api/stances").json()["ties"]
    return {(tie["of"], tie["kind"], tie["toward"]): (tie["stances"], tuple(tie["claims"])) for tie in told}


def test_another_day_has_the_ties_of_its_own_rows(client: TestClient) -> None:
    every = client.get("/api/stances").json()
    for day in ("2016-01-01", "2023-06-01", "2020-02-01"):
        told = client.get(f"/api/stances?on={day}").json()
        fresh = client.get(f"/api/state/stances?on={day}&status=done").json()["lines"]
        rows = {line["row"]["id"] for line in fresh if line["row"]["toward"]}
        drawn = {p["id"] for tie in told["ties"] for p in pieces(client, tie, on=day) if p["kind"] == "stances"}
        assert drawn <= rows
        assert told["total"] <= every["total"]
    assert client.get("/api/stances").json() == every


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
