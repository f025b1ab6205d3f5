"""The tables of the state and the page of a row: what stands, through what, since when, and what is not said."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from playwright.sync_api import Page
from starlette.testclient import TestClient

from foederis.model import Actor
from foederis.record import IN_MEMORY, Record, open_record
from foederis.web.app import create_app
from foederis.web.desk import Desk
from foederis.web.shown.stands import KINDS
from foederis.who import load

from .written import DAY, reading


def asking(record: Record) -> TestClient:
    return TestClient(create_app(Desk(record, load())), base_url="http://localhost")


def lines(client: TestClient, kind: str, asked: str = "") -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = client.get(f"/api/state/{kind}?said=true&{asked}").json()["lines"]
    return found


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_a_table(client: TestClient, kind: str) -> None:
    page = client.get(f"/state/{kind}")
    assert page.status_code == 200
    assert f"<h1>{kind.capitalize()}</h1>" in page.text


@pytest.mark.parametrize("kind", KINDS)
def test_every_row_of_every_kind_has_a_page(client: TestClient, kind: str) -> None:
    for line in client.get(f"/api/state/{kind}").json()["lines"][:12]:
        page = client.get(f"/state/{kind}/{line['row']['id']}")
        assert page.status_code == 200


def test_a_kind_that_there_is_not_is_answered_with_those_that_there_are(client: TestClient) -> None:
    answer = client.get("/api/state/armies")
    assert answer.status_code == 404
    assert "missions" in answer.json()["error"]
    assert client.get("/state/armies/x").status_code == 404


def test_a_party_is_asked_for(client: TestClient) -> None:
    of_britain = client.get("/api/state/pledges?of=GBR").json()
    assert 0 < of_britain["total"] < client.get("/api/state/pledges").json()["total"]
    assert all("GBR" in (line["row"]["giver"] or "") for line in of_britain["lines"])


def test_words_are_asked_for(client: TestClient) -> None:
    found = lines(client, "pledges", "q=leopard germany")
    assert found
    assert all("Leopard" in line["title"] for line in found)


def test_no_and_ended_and_not_said_are_three_answers(client: TestClient) -> None:
    no = client.get("/api/state/invocations?status=not_done").json()
    assert no["lines"]
    assert {line["status"] for line in no["lines"]} == {"not_done"}
    ended = client.get("/api/state/missions?status=ended").json()
    assert {line["status"] for line in ended["lines"]} == {"ended"}
    assert {facet["answer"] for facet in ended["facets"]} >= {"yes", "ended"}
    silent = client.get("/state/pledges?of=FJI").text
    assert "The record says nothing of pledges that concern Fiji" in silent
    assert "That is not a no" in silent


def test_facets_count_what_their_links_show(client: TestClient) -> None:
    for facet in client.get("/api/state/missions").json()["facets"]:
        assert client.get(f"/api/state/missions?status={facet['status']}").json()["total"] == facet["rows"]


def test_pages_go_on_to_the_last_row(client: TestClient) -> None:
    path, seen = "/state/members", []
    while path:
        page = client.get(f"/api{path}").json()
        seen += [line["row"]["id"] for line in page["lines"]]
        path = page["pages"]["after"]
    assert len(seen) == len(set(seen)) == page["total"] > 100


def test_what_reports_speak_of_comes_before_whos_who(client: TestClient) -> None:
    said = [bool(line["row"]["claims"]) for line in client.get("/api/state/members").json()["lines"]]
    assert said == sorted(said, reverse=True)
    assert True in said


def test_a_rows_history_goes_from_step_to_step(client: TestClient) -> None:
    sweden = next(line for line in lines(client, "members") if "Sweden" in line["title"])
    page = client.get(f"/api/state/members/{sweden['row']['id']}").json()
    days = [step["on"] for step in page["steps"]]
    assert days == sorted(days)
    assert page["steps"][-1]["status"] == sweden["status"]
    assert {claim["id"] for claim in page["claims"]} == set(sweden["row"]["claims"])
    assert any("NATO" in (one["to"] or "") and one["source"] for one in page["reference"])


def test_the_steps_of_a_mission_change_its_status() -> None:
    told = [(DAY, "suspend"), (DAY + timedelta(100), "resume")]
    with open_record(IN_MEMORY) as record:
        for on, act in told:
            text = f"NATO would {act} training in Iraq."
            record.add(reading(text, text, name=f"{act}.txt", on=on, act=act, actors=(Actor("NATO", "NATO"),),
                               targets=(), object="training in Iraq"))  # fmt: skip
        with asking(record) as client:
            row = lines(client, "missions", f"on={told[-1][0]}")[0]["row"]
            page = client.get(f"/api/state/missions/{row['id']}").json()
    assert [(step["on"], step["status"]) for step in page["steps"]] == [
        (str(DAY), "suspended"), (str(DAY + timedelta(100)), "active"),
    ]  # fmt: skip


def test_a_row_told_of_on_many_days_is_told_in_parts() -> None:
    """Nothing is left out: the parts of its history and of its sentences lead from one to the next."""
    days = [DAY + timedelta(3 * at) for at in range(60)]
    with open_record(IN_MEMORY) as record:
        for on in days:
            text = f"NATO would propose a liaison office in Tokyo, it said on {on}."
            record.add(reading(text, text, name=f"{on}.txt", on=on, act="propose", actors=(Actor("NATO", "NATO"),),
                               targets=(), object="liaison office in Tokyo"))  # fmt: skip
        with asking(record) as client:
            row = lines(client, "proposals")[0]["row"]
            address = f"/state/proposals/{row['id']}"
            steps, sentences = parts(client, address, "days", "steps"), parts(client, address, "pages", "claims")
            midway = client.get(f"/api{address}?on={days[30]}").json()
    assert [step["on"] for some in steps for step in some] == [str(day) for day in days]
    assert all(step["row"] for some in steps for step in some)
    assert sorted(claim["id"] for some in sentences for claim in some) == sorted(row["claims"])
    assert midway["steps"][-1]["on"] == str(days[30])
    assert "days=" in midway["days"]["after"]


def parts(client: TestClient, address: str, pages: str, shown: str) -> list[list[dict[str, Any]]]:
    """All parts of a list on a row's page, the one that it shows first the last."""
    found: list[list[dict[str, Any]]] = []
    asked: str | None = address
    while asked:
        assert client.get(asked).status_code == 200
        page = client.get(f"/api{asked}").json()
        found.insert(0, page[shown])
        asked = page[pages]["before"]
    return found


def test_a_row_of_another_day_says_which(client: TestClient) -> None:
    row = lines(client, "invocations")[0]["row"]
    page = client.get(f"/state/invocations/{row['id']}?on=2015-01-01")
    assert page.status_code == 200
    assert "Nothing of this stands on" in page.text
    last = client.get("/api/").json()["last"]
    assert f'href="/state/invocations/{row["id"]}?on={last}"' in page.text
    assert client.get("/state/invocations/0000000000000000").status_code == 404


def test_a_mission_says_what_it_rests_on(client: TestClient) -> None:
    training = next(line for line in lines(client, "missions") if line["status"] == "suspended")
    page = client.get(f"/state/missions/{training['row']['id']}").text
    assert "On what ground it stands" in page
    assert "Host&#39;s consent" in page or "Host's consent" in page


def test_a_proposal_shows_both_sides() -> None:
    told = [("propose", "NATO"), ("support", "GBR"), ("reject", "FRA")]
    with open_record(IN_MEMORY) as record:
        for act, by in told:
            text = f"{by} would {act} a liaison office in Tokyo."
            record.add(reading(text, text, name=f"{act}.txt", act=act, actors=(Actor(by, by),),
                               targets=(), object="liaison office in Tokyo"))  # fmt: skip
        with asking(record) as client:
            row = lines(client, "proposals")[0]["row"]
            page = client.get(f"/state/proposals/{row['id']}").text
    behind, against = page.index("Behind it"), page.index("Against it")
    assert 'href="/actors/NATO"' in page[behind:against]
    assert 'href="/actors/GBR"' in page[behind:against]
    assert 'href="/actors/FRA"' in page[against:]


def test_what_is_unknown_is_told_as_not_said(client: TestClient) -> None:
    row = next(line["row"] for line in lines(client, "pledges") if line["row"]["receiver"] is None)
    page = client.get(f"/state/pledges/{row['id']}").text
    silent = re.search(r"<dt>Not said</dt><dd[^>]*>([^<]*)</dd>", page)
    assert silent
    assert "receiver" in silent[1].split(", ")


def test_a_row_leads_to_its_sentences_and_parties(client: TestClient, record: Record) -> None:
    row = next(line["row"] for line in lines(client, "pledges") if line["row"]["receiver"] == "UKR")
    page = client.get(f"/state/pledges/{row['id']}").text
    assert 'href="/actors/UKR"' in page
    assert f'href="/claims/{row["claims"][0]}"' in page


def test_the_links_keep_to_the_moment(client: TestClient) -> None:
    page = client.get("/state/pledges?on=2023-01-26&known=2023-01-26").text
    assert "on=2023-01-26&amp;known=2023-01-26" in page
    assert 'name="known" value="2023-01-26"' in page


def test_a_very_long_word_stays_in_its_cell(tab: Page) -> None:
    from .serving import served

    text = f"Britain pledged {'x' * 5000} missiles."
    with open_record(IN_MEMORY) as record:
        record.add(reading(text, text, object=f"{'x' * 5000} missiles"))
        with served(record) as address:
            tab.set_viewport_size({"width": 360, "height": 800})
            tab.goto(f"{address}/state/pledges")
            assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_table_and_a_row_in_a_browser(
    workbench: str, tab: Page, barriers: Callable[[Page], list[str]], scheme: Any
) -> None:
    tab.emulate_media(color_scheme=scheme)
    tab.goto(f"{workbench}/state/missions?said=true")
    assert barriers(tab) == []
    tab.get_by_role("link", name="Suspended").click()
    tab.get_by_role("rowheader").first.get_by_role("link").click()
    tab.get_by_role("heading", name="How it came to that").wait_for()
    assert barriers(tab) == []


def test_filters_work_from_the_keyboard(workbench: str, tab: Page) -> None:
    tab.goto(f"{workbench}/state/pledges")
    tab.get_by_label("With the words").fill("leopard")
    tab.keyboard.press("Enter")
    tab.wait_for_url("**q=leopard**")
    assert "Leopard" in tab.get_by_role("rowheader").first.inner_text()


def test_days_before_the_record_have_no_rows_from_reports(client: TestClient) -> None:
    assert lines(client, "pledges", f"on={date(1999, 1, 1)}") == []
