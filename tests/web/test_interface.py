"""The list of the JSON interface, for people and for programs."""

from collections.abc import Callable

from playwright.sync_api import Page
from starlette.testclient import TestClient


def test_every_page_is_listed_as_json(client: TestClient) -> None:
    paths = client.get("/api/openapi.json").json()["paths"]
    assert {"/api/", "/api/casus", "/api/compare"} <= set(paths)
    shown = client.get("/api").text
    assert all(path in shown for path in paths)


def test_pages_without_parameters_of_their_own_answer(client: TestClient) -> None:
    for path, methods in client.get("/api/openapi.json").json()["paths"].items():
        needed = [each for each in methods.get("get", {}).get("parameters", ()) if each["required"]]
        if "get" in methods and not needed:
            answer = client.get(path)
            assert (path, answer.status_code) == (path, 200)
            assert answer.headers["content-type"].startswith("application/json")


def test_a_wrong_date_is_told_as_json(client: TestClient) -> None:
    answer = client.get("/api/?on=yesterday")
    assert answer.status_code == 422
    assert "no date" in answer.json()["error"]


def test_in_a_browser(workbench: str, tab: Page, barriers: Callable[[Page], list[str]]) -> None:
    tab.goto(f"{workbench}/api")
    tab.locator("summary", has_text="/api/casus").first.click()
    assert barriers(tab) == []
