"""A page for each clause and for each place."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page
from starlette.testclient import TestClient

from foederis.law import load_law
from foederis.law.assess import clauses


def test_every_clause_has_a_page(client: TestClient) -> None:
    for _, clause in clauses(load_law()):
        page = client.get(f"/clauses/{clause.id}")
        assert page.status_code == 200
        assert clause.title.replace("'", "&#39;") in page.text
    assert client.get("/clauses/nat:99").status_code == 404


def test_a_clause_has_the_parties_and_the_force_of_the_day(client: TestClient) -> None:
    def on(day: str, clause: str) -> tuple[str, list[str]]:
        page = client.get(f"/api/clauses/{clause}?on={day}").json()
        return page["force"], page["parties"]

    assert on("1949-08-23", "nat:5")[0] == "not yet"
    force, parties = on("2023-04-03", "nat:5")
    assert force == "in force"
    assert "FIN" not in parties
    assert "FIN" in on("2023-04-04", "nat:5")[1]
    assert on("2020-01-01", "weu:V")[0] == "ended"


def test_invoked_and_expressly_not_are_kept_apart(client: TestClient) -> None:
    page = client.get("/api/clauses/nat:4").json()
    assert [line["row"]["by"] for line in page["not_invoked"]] == ["TUR"]
    assert [line["row"]["by"] for line in page["invoked"]] == ["POL"]
    before = client.get("/api/clauses/nat:4?on=2020-01-01").json()
    assert before["invoked"] == []
    assert before["not_invoked"]


def test_the_list_counts_what_the_pages_show(client: TestClient) -> None:
    listed = {one["id"]: one for one in client.get("/api/clauses").json()["clauses"]}
    for id_ in ("nat:4", "teu:42.7"):
        page = client.get(f"/api/clauses/{id_}").json()
        assert (listed[id_]["invoked"], listed[id_]["not_invoked"]) == (len(page["invoked"]), len(page["not_invoked"]))


@pytest.mark.parametrize(
    ("place", "day", "clause", "inside"),
    [
        ("Paris", "2015-11-13", "nat:5", True),
        ("Ceuta", "2022-01-01", "nat:5", False),
        ("Ceuta", "2022-01-01", "teu:42.7", True),
        ("Algiers", "1960-01-01", "nat:5", True),
    ],
)
def test_a_place_says_which_treaties_reach_it(
    client: TestClient, place: str, day: str, clause: str, inside: bool
) -> None:
    covered = {one["clause"]: one["inside"] for one in client.get(f"/api/places/{place}?on={day}").json()["covered"]}
    assert covered.get(clause) is inside


def test_treaties_that_ended_reach_nothing(client: TestClient) -> None:
    covered = {one["clause"] for one in client.get("/api/places/Paris?on=2023-01-01").json()["covered"]}
    assert "weu:V" not in covered
    assert "weu:V" in {one["clause"] for one in client.get("/api/places/Paris?on=1990-01-01").json()["covered"]}


def test_a_state_is_a_place_with_all_that_lies_in_it(client: TestClient) -> None:
    by_name, by_code = (client.get(f"/api/places/{name}").json() for name in ("Iraq", "IRQ"))
    assert by_name == by_code
    assert by_code["state"] == "IRQ"
    assert any(one["kind"] == "missions" for one in by_code["sections"])


def test_a_place_nobody_spoke_of_is_said_so(client: TestClient) -> None:
    assert client.get("/places/Xyzzyville").status_code == 404


def test_clauses_and_places_in_a_browser(workbench: str, tab: Page, barriers: Callable[[Page], list[str]]) -> None:
    for scheme in ("light", "dark"):
        tab.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        for path in ("/clauses", "/clauses/nat:5", "/places/Iraq"):
            tab.goto(workbench + path)
            assert barriers(tab) == []
    tab.goto(f"{workbench}/clauses")
    tab.get_by_role("link", name="Consultation", exact=True).click()
    tab.get_by_role("link", name="Put an incident to it").click()
    tab.wait_for_url("**/casus?clause=nat%3A4")
