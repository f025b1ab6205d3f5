"""A page for each state, organisation, group, post and person."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page
from starlette.testclient import TestClient


@pytest.mark.parametrize(
    ("code", "kind", "name"),
    [
        ("FRA", "state", "France"),
        ("NATO", "organisation", "North Atlantic Treaty Organization"),
        ("NATO/NAC", "organisation", "North Atlantic Council"),
        ("AP4", "group", "Asia-Pacific Four"),
        ("nato-secretary-general", "post", "Secretary General of NATO"),
        ("jens-stoltenberg", "person", "Jens Stoltenberg"),
    ],
)
def test_every_kind_of_actor_has_a_page(client: TestClient, code: str, kind: str, name: str) -> None:
    who = client.get(f"/api/actors/{code}").json()["who"]
    assert (who["kind"], who["name"]) == (kind, name)
    assert f"<h1>{name}</h1>" in client.get(f"/actors/{code}").text


def test_nobody_of_that_id_is_said_so(client: TestClient) -> None:
    assert client.get("/actors/XYZ").status_code == 404
    assert client.get("/actors/%3Cscript%3E").status_code == 404


def test_members_are_those_of_the_day(client: TestClient) -> None:
    def members(day: str) -> dict[str, bool | None]:
        page = client.get(f"/api/actors/NATO?on={day}").json()
        return {one["membership"]["state"]: one["holds"] for one in page["members"]}

    assert members("2023-04-03")["FIN"] is False
    assert members("2023-04-04")["FIN"] is True
    finland = [one["membership"] for one in client.get("/api/actors/FIN").json()["memberships"]]
    steps = next(one for one in finland if one["org"] == "NATO")
    assert steps["invited"]
    assert steps["signed"]


def test_posts_have_the_holders_of_the_day_and_all_terms(client: TestClient) -> None:
    def holder(day: str) -> list[str]:
        posts = client.get(f"/api/actors/NATO?on={day}").json()["posts"]
        return [term["person"] for post in posts if post["post"] == "nato-secretary-general" for term in post["now"]]

    assert holder("2020-01-06") == ["jens-stoltenberg"]
    assert holder("2024-10-02") == ["mark-rutte"]
    terms = client.get("/api/actors/nato-secretary-general").json()["terms"]
    assert {"jens-stoltenberg", "mark-rutte"} <= {term["person"] for term in terms}


def test_what_it_did_and_what_was_done_to_it_are_two_lists(client: TestClient) -> None:
    ukraine = client.get("/api/actors/UKR").json()
    assert any(one["event"]["act"] == "pledge" for one in ukraine["suffered"]["events"])
    assert not any(one["event"]["act"] == "pledge" for one in ukraine["did"]["events"])
    assert all("UKR" in str(one["event"]["actors"]) for one in ukraine["did"]["events"])


def test_deeds_of_bodies_and_people_count_for_the_whole(client: TestClient) -> None:
    listed = client.get("/api/events?party=EU&side=actor").json()["events"]
    parts = {actor["for"] for one in listed for actor in one["event"]["actors"]}
    assert any(part and part.startswith("EU/") for part in parts)


def test_its_rows_are_those_that_concern_it(client: TestClient) -> None:
    sections = {one["kind"]: one for one in client.get("/api/actors/FRA").json()["sections"]}
    of_france = client.get("/api/state/invocations?of=FRA&said=true").json()
    assert sections["invocations"]["total"] == of_france["total"] > 0


def test_an_actor_in_a_browser(workbench: str, tab: Page, barriers: Callable[[Page], list[str]]) -> None:
    for scheme in ("light", "dark"):
        tab.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        tab.goto(f"{workbench}/actors/NATO")
        assert barriers(tab) == []
    tab.get_by_role("link", name="Posts", exact=True).click()
    tab.locator("summary", has_text="Secretary General of NATO").first.click()
    tab.locator("details[open]").get_by_role("link", name="Jens Stoltenberg").click()
    tab.get_by_role("heading", name="Posts held").wait_for()
    assert barriers(tab) == []
