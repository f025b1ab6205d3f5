"""Every page as its users meet it: no barrier in light or dark, nothing that moves while it comes, no page wider than
the window, and a way through by the keyboard."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import pytest
from playwright.sync_api import Page
from starlette.testclient import TestClient

from foederis.record import open_record
from foederis.web.app import create_app
from foederis.web.desk import Desk
from foederis.web.shown.stands import KINDS
from foederis.who import load

from .serving import served

CASUS: Final = "/casus?day=2015-11-24&target=RUS&by=TUR&form=shootdown&object=aircraft&country=SYR"
FIXED: Final[Mapping[str, str]] = {
    "overview": "/",
    "overview of another day": "/?on=2022-03-24&known=2022-12-31",
    **{f"table of {kind}": f"/state/{kind}" for kind in ("members", "missions", "pledges", "proposals", "stances")},
    "reports": "/reports",
    "claims": "/claims",
    "claims filtered": "/claims?act=pledge&status=planned&min_confidence=0.1",
    "claims of nothing": "/claims?text=xylophone",
    "review": "/review",
    "review done": "/review/done",
    "events": "/events",
    "state": "/actors/TUR",
    "organisation": "/actors/NATO",
    "person": "/actors/jens-stoltenberg",
    "post": "/actors/nato-secretary-general",
    "clauses": "/clauses",
    "clause": "/clauses/nat:5",
    "place": "/places/Iraq",
    "timeline": "/timeline",
    "timeline zoomed": "/timeline?since=2022-01-01&until=2022-12-31&by=party",
    "map": "/map",
    "stances": "/stances",
    "ledger": "/ledger",
    "ledger of one": "/ledger?receiver=UKR",
    "casus": "/casus",
    "casus found": CASUS,
    "chain": "/casus/chain?day=2024-01-01&target=EST&by=RUS",
    "compare": "/compare?target=FRA&day=2015-11-17&need=military",
    "search": "/search?q=training",
    "search of nothing": "/search?q=xylophone",
    "brief": "/brief",
    "interface": "/api",
    "not there": "/state/nonsense",
}
RICHEST: Final = (*(f"one of {kind}" for kind in KINDS), "a report", "a claim", "an event")
PAGES: Final = (*FIXED, *RICHEST)
SHIFTS: Final = """
window.moved = [];
const told = ({ node }) => node?.outerHTML?.slice(0, 80) ?? node?.nodeName;
new PerformanceObserver((list) => {
  const unasked = list.getEntries().filter((entry) => !entry.hadRecentInput);
  window.moved.push(...unasked.map((entry) => entry.sources.map(told).join(" | ")));
}).observe({ type: "layout-shift", buffered: true });
"""


STEP: Final = """() => {
  const now = document.activeElement, before = window.before ?? document.body, style = getComputedStyle(now);
  window.before = now;
  const follows = before === now || before.compareDocumentPosition(now) & Node.DOCUMENT_POSITION_FOLLOWING;
  return [style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0, Boolean(follows)];
}"""
"""Whether the element that has the focus shows it, and stands after the one that had it before."""


@pytest.fixture(scope="module")
def asking(samples: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """Asks a workbench on the samples that no test writes to."""
    path = shutil.copy(samples, tmp_path_factory.mktemp("look") / "own.record")
    with (
        open_record(path) as record,
        TestClient(create_app(Desk(record, load())), base_url="http://localhost") as client,
    ):
        yield client


@pytest.fixture(scope="module")
def pages(asking: TestClient) -> Mapping[str, str]:
    """Where each page is: of each kind the one with the most behind it."""

    def most(address: str, name: str, size: Callable[[Any], int]) -> Any:
        return max(asking.get(f"/api{address}").json()[name], key=size, default=None)

    found = dict(FIXED)
    for kind in KINDS:
        line = most(f"/state/{kind}", "lines", lambda one: len(one["row"]["claims"]))
        found[f"one of {kind}"] = f"/state/{kind}/{line['row']['id']}" if line else f"/state/{kind}"
    found["a report"] = f"/reports/{most('/reports', 'reports', lambda one: one['claims'])['sha256']}"
    found["a claim"] = f"/claims/{asking.get('/api/claims').json()['claims'][0]['claim']['id']}"
    found["an event"] = f"/events/{most('/events', 'events', lambda one: len(one['event']['claims']))['event']['id']}"
    return found


@pytest.fixture(scope="module")
def address(samples: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a workbench on the samples that no test writes to."""
    path = shutil.copy(samples, tmp_path_factory.mktemp("looked-at") / "own.record")
    with open_record(path) as record, served(record) as at:
        yield at


def drawn(page: Page) -> None:
    """Wait until what scripts draw is there."""
    page.wait_for_load_state("load")
    page.evaluate(
        "async () => { for (let i = 0; i < 100 && [...document.querySelectorAll('.chart')].some((each) => "
        "!each.querySelector('svg.marks, canvas')); i += 1) await new Promise((done) => setTimeout(done, 50)); }"
    )


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_for_everybody(
    name: str, pages: Mapping[str, str], address: str, tab: Page, barriers: Callable[[Page], list[str]]
) -> None:
    """In light and dark, on a desk and on a small phone."""
    tab.add_init_script(SHIFTS)
    tab.goto(address + pages[name])
    drawn(tab)
    assert tab.evaluate("window.moved") == []
    assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert barriers(tab) == []
    tab.emulate_media(color_scheme="dark")
    tab.set_viewport_size({"width": 360, "height": 740})
    tab.reload()
    drawn(tab)
    assert tab.evaluate("window.moved") == []
    assert tab.evaluate("document.documentElement.scrollWidth") <= 360
    assert barriers(tab) == []


@pytest.mark.parametrize("name", ["overview", "table of missions", "a report", "claims", "timeline", "casus found"])
def test_tab_goes_through_a_page_in_its_order_and_shows_where_it_is(
    name: str, pages: Mapping[str, str], address: str, tab: Page
) -> None:
    tab.goto(address + pages[name])
    drawn(tab)
    assert tab.locator("[tabindex]:not([tabindex='0']):not([tabindex='-1'])").count() == 0
    seen = []
    for _ in range(25):
        tab.keyboard.press("Tab")
        shown, place = tab.evaluate(STEP)
        seen.append((shown, place))
    assert all(shown for shown, _ in seen)
    assert all(place for _, place in seen)
