"""The whole review in a browser: by keyboard alone, two people at once, without scripts."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page

from foederis.model import Actor, Votes
from foederis.record import Record

from .reviewing import another_than, begin, claim_of, told


def test_the_whole_loop_by_keyboard_alone(
    workbench: str, record: Record, tab: Page, barriers: Callable[[Page], list[str]]
) -> None:
    begin(tab, workbench)
    first = claim_of(tab)
    tab.keyboard.press("a")
    told(tab, "You accepted")
    assert record.rulings()[first].ruling == "accept"
    assert tab.evaluate("document.activeElement.id") == "title"
    assert "You accepted" in tab.locator("body > p[aria-live=polite]").inner_text()

    second = claim_of(tab)
    assert second != first
    tab.keyboard.press("n")
    another_than(tab, second)
    third = claim_of(tab)
    tab.keyboard.press("r")
    told(tab, "You rejected")
    assert second not in record.rulings()
    assert record.rulings()[third].ruling == "reject"

    fourth = claim_of(tab)
    tab.keyboard.press("c")
    tab.keyboard.press("Tab")
    tab.keyboard.press("p")  # status: planned or possible
    lines = tab.locator("fieldset[data-name=actors] input.who")
    spare = lines.nth(lines.count() - 1)
    while not spare.evaluate("it => it === document.activeElement"):
        tab.keyboard.press("Tab")
    tab.keyboard.type("lithu")
    tab.locator("[role=option]").first.wait_for()
    assert spare.get_attribute("aria-expanded") == "true"
    assert barriers(tab) == []
    tab.keyboard.press("ArrowDown")
    tab.keyboard.press("Enter")
    assert spare.input_value() == "LTU"
    tab.keyboard.press("Enter")
    told(tab, "You corrected")
    corrected = record.rulings()[fourth].corrected
    assert corrected is not None
    assert "LTU" in [actor.for_ for actor in corrected.actors]

    tab.keyboard.press("?")
    assert tab.locator("#keys[open]").count() == 1
    tab.keyboard.press("u")
    told(tab, "withdrawn")
    assert fourth not in record.rulings()


def test_escape_closes_the_suggestions_then_the_form(workbench: str, tab: Page) -> None:
    begin(tab, workbench)
    tab.keyboard.press("c")
    field = tab.locator("fieldset[data-name=actors] input.who").last
    field.focus()
    tab.keyboard.type("fran")
    tab.locator("[role=option]").first.wait_for()
    tab.keyboard.press("Escape")
    assert tab.locator("[role=listbox]:visible").count() == 0
    assert tab.locator("#correct[open]").count() == 1
    tab.keyboard.press("Escape")
    assert tab.locator("#correct[open]").count() == 0


def test_each_filled_party_brings_another_line_with_its_details(
    workbench: str, record: Record, pledge: str, tab: Page, barriers: Callable[[Page], list[str]]
) -> None:
    begin(tab, workbench, path=f"/review/{pledge}")
    tab.keyboard.press("c")
    lines = tab.locator("fieldset[data-name=targets] .party")
    before = lines.count()
    lines.last.locator("input.who").fill("several ministers")
    tab.keyboard.press("Tab")
    lines.nth(before).wait_for()
    assert lines.last.locator("input.who").get_attribute("aria-label") == f"Targets {before + 1}"
    filled = lines.nth(before - 1)
    filled.locator("summary").click()
    filled.get_by_label("For whom").fill("FRA")
    filled.get_by_label("Sector").fill("gov")
    tab.get_by_label("Votes for").fill("406")
    assert barriers(tab) == []
    tab.get_by_role("button", name="Record the correction").click()
    told(tab, "You corrected")
    corrected = record.rulings()[pledge].corrected
    assert corrected is not None
    assert corrected.targets[-1] == Actor("several ministers", "FRA", None, "GOV")
    assert corrected.votes == Votes(406)


def test_two_people_on_one_queue_neither_lose_nor_double_a_review(
    workbench: str, record: Record, browser: Browser
) -> None:
    people = {name: browser.new_context().new_page() for name in ("Ada", "Bob")}
    for name, tab in people.items():
        begin(tab, workbench, name)
    for _ in range(4):
        assert len({claim_of(tab) for tab in people.values()}) == 2
        for tab in people.values():
            mine = claim_of(tab)
            tab.keyboard.press("a")
            another_than(tab, mine)
    reviews = list(record.reviews())
    assert len({review.claim for review in reviews}) == len(reviews) == 8
    assert {review.reviewer for review in reviews} == {"Ada", "Bob"}
    for tab in people.values():
        tab.context.close()


def test_two_people_on_one_claim_are_told_of_each_other(
    workbench: str, record: Record, pledge: str, browser: Browser, barriers: Callable[[Page], list[str]]
) -> None:
    ada, bob = (browser.new_context().new_page() for _ in range(2))
    begin(ada, workbench, "Ada", f"/review/{pledge}")
    begin(bob, workbench, "Bob", f"/review/{pledge}")
    assert bob.get_by_text("Somebody else has this claim").count() == 1
    ada.keyboard.press("a")
    told(ada, "You accepted")
    bob.keyboard.press("r")
    failed = bob.locator("#failed")
    failed.wait_for()
    assert "Ada" in failed.inner_text()
    assert barriers(bob) == []
    assert [review.reviewer for review in record.reviews()] == ["Ada"]
    bob.keyboard.press("r")
    assert "6,000 missiles" in told(bob, "You rejected") + bob.locator("#changes").inner_text()
    assert [review.reviewer for review in record.reviews()] == ["Ada", "Bob"]
    for tab in (ada, bob):
        tab.context.close()


def test_the_review_works_without_scripts(workbench: str, record: Record, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{workbench}/review")
    page.get_by_label("Your name").fill("Ada")
    page.get_by_role("button", name="Begin").click()
    page.get_by_role("button", name="Reject").click()
    assert page.get_by_text("You rejected").count() == 1
    page.locator("#correct > summary").click()
    page.get_by_label("What", exact=True).fill("something else")
    page.get_by_role("button", name="Record the correction").click()
    assert page.get_by_text("You corrected").count() == 1
    assert [review.ruling for review in record.reviews()] == ["reject", "correct"]
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_review_keeps_nobody_out(
    workbench: str, tab: Page, barriers: Callable[[Page], list[str]], scheme: str
) -> None:
    tab.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    tab.set_viewport_size({"width": 360, "height": 700})
    tab.goto(f"{workbench}/review")
    assert barriers(tab) == []
    begin(tab, workbench)
    tab.keyboard.press("c")
    assert barriers(tab) == []
    assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth")
    tab.goto(f"{workbench}/review/done")
    assert barriers(tab) == []
