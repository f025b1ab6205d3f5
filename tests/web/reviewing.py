"""Ruling as a page's form does, and what a browser shows of it."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page
from starlette.testclient import TestClient

from .written import mark_of


def rule(client: TestClient, id_: str, ruling: str, **fields: Any) -> Any:
    """Rule on the claim as a form of its page does; the answer, not followed."""
    shown = client.get(f"/api/review/{id_}").json()
    fields = {"based_on": shown["based_on"]} | fields
    data = {"csrf": mark_of(client), "ruling": ruling, **fields}
    return client.post(f"/review/{id_}", data=data, follow_redirects=False)


def begin(tab: Page, workbench: str, name: str = "Ada", path: str = "/review") -> None:
    tab.goto(workbench + path)
    tab.locator("input[name=reviewer]:focus").wait_for()
    tab.keyboard.type(name)
    tab.keyboard.press("Enter")
    tab.locator(".rule").wait_for()


def told(tab: Page, words: str) -> str:
    tab.locator("#told", has_text=words).wait_for()
    return tab.locator("#told").inner_text()


def claim_of(tab: Page) -> str:
    return tab.locator("form.rule").get_attribute("action").rpartition("/")[2]  # type: ignore[union-attr]


def another_than(tab: Page, id_: str) -> None:
    tab.locator(f'form.rule:not([action$="{id_}"])').wait_for()
