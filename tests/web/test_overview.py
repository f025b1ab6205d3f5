"""The first page: how things stood, what changed and because of which claim, and what the record draws on."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from playwright.sync_api import Page
from starlette.testclient import TestClient

from foederis.model import Actor
from foederis.record import IN_MEMORY, Record, open_record
from foederis.web.app import create_app
from foederis.web.desk import Desk
from foederis.who import load

from .serving import served
from .written import DAY, reading


def asking(record: Record) -> TestClient:
    return TestClient(create_app(Desk(record, load())), base_url="http://localhost")


def test_an_empty_record_says_what_to_do() -> None:
    with open_record(IN_MEMORY) as record, asking(record) as client:
        page = client.get("/").text
    assert "An empty record" in page
    assert "foederis read" in page
    assert 'href="/reports"' in page


def test_cards_count_the_rows_that_reports_speak_of(client: TestClient) -> None:
    cards = {card["kind"]: card for card in client.get("/api/").json()["cards"]}
    for kind in ("invocations", "missions", "pledges", "forces"):
        table = client.get(f"/api/state/{kind}?said=true").json()
        assert cards[kind]["said"] == table["total"] > 0
        assert sum(facet["rows"] for facet in cards[kind]["facets"]) == table["total"]
    assert all(line["row"]["claims"] for card in cards.values() for line in card["lines"])


def test_on_an_earlier_day_less_is_there(client: TestClient) -> None:
    then, now = (client.get(f"/api/{asked}").json() for asked in ("?on=2015-11-20", ""))
    assert then["on"] == "2015-11-20"
    assert now["on"] == now["last"]
    said = [sum(card["said"] for card in page["cards"]) for page in (then, now)]
    assert 0 < said[0] < said[1]


def test_what_is_known_later_is_not_shown_as_known(client: TestClient) -> None:
    """Turkey's not invoking was told of on 24 November: whoever knows only the reports before does not know it."""
    asked = "/api/?on=2015-11-24&known=2015-11-20"
    cards = {card["kind"]: card for card in client.get(asked).json()["cards"]}
    told = [line["title"] for line in cards["invocations"]["lines"]]
    assert told
    assert not any("Turkey" in title for title in told)


def test_a_change_names_the_claim_that_caused_it(client: TestClient, record: Record) -> None:
    page = client.get("/api/?on=2020-01-10&days=30").json()
    change = next(one for one in page["changes"] if one["kind"] == "missions")
    claim = record.claim(change["because"][0])
    assert change["claim"]["sentence"] == claim.sentence
    assert change["row"]["status"] == "suspended"


def test_the_window_of_changes_is_asked_for(client: TestClient) -> None:
    few, many = (client.get(f"/api/?on=2020-01-10&days={days}").json()["changed"] for days in (1, 3650))
    assert few < many
    assert client.get("/?days=0").status_code == 422
    assert client.get("/?days=9000000").status_code == 422


def test_a_window_that_begins_before_all_dates_does_no_harm(client: TestClient) -> None:
    assert client.get("/?on=0001-01-02&days=36500").status_code == 200


def test_coverage_adds_up(client: TestClient, record: Record) -> None:
    coverage = client.get("/api/").json()["coverage"]
    assert coverage["claims"] == record.count()
    reports = coverage["reports"]
    assert reports["total"] == sum(1 for _ in record.reports())
    for counts in ("publishers", "languages", "months"):
        assert sum(bar["number"] for bar in reports[counts]) == reports["total"]
    assert sum(bar["number"] for bar in coverage["acts"]) == coverage["claims"]


def test_sources_that_disagree_stand_side_by_side() -> None:
    told = [
        ("NATO suspended training in Iraq.", "done", "one.txt"),
        ("NATO did not suspend training in Iraq.", "not_done", "two.txt"),
    ]
    with open_record(IN_MEMORY) as record:
        for text, status, name in told:
            record.add(reading(text, text, name=name, act="suspend", status=status, actors=(Actor("NATO", "NATO"),),
                               targets=(), object="training in Iraq"))  # fmt: skip
        with asking(record) as client:
            page = client.get("/api/").json()
            shown = client.get("/").text
    assert [value["value"] for value in page["conflicts"][0]["values"]] == ["it did", "it did not"]
    assert "Sources differ" in shown


def test_hostile_words_are_shown_as_words() -> None:
    text = 'Britain pledged <script>alert(1)</script> <img src=x onerror="alert(2)"> \u202emissiles\u202c.'
    with open_record(IN_MEMORY) as record:
        record.add(reading(text, text, name='"><script>x</script>.txt', object="<script>alert(1)</script> missiles"))
        with asking(record) as client:
            pages = [client.get(path).text for path in ("/", "/state/pledges", "/events", "/actors/GBR")]
    for page in pages:
        assert "<script>alert" not in page
        assert "<img" not in page
        assert "\u202e" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in pages[0]


def test_without_javascript_the_day_is_a_form(client: TestClient) -> None:
    page = client.get("/?on=2020-01-10&known=2020-01-10").text
    assert re.search(r'<input type="date" name="on" id="on" value="2020-01-10">', page)
    assert re.search(r'name="known" value="2020-01-10"', page)
    assert re.search(r'<a href="/\?on=2022-01-01&amp;known=2020-01-10&amp;days=30"', page)


def test_the_slider_moves_the_day_in_place(workbench: str, tab: Page, barriers: Callable[[Page], list[str]]) -> None:
    tab.goto(workbench)
    slider = tab.get_by_role("slider", name="Day", exact=True)
    slider.focus()
    shown = tab.locator("#on").input_value()
    slider.press("ArrowLeft")
    tab.wait_for_url("**/?on=*")
    day_before = date.fromordinal(date.fromisoformat(shown).toordinal() - 1).isoformat()
    assert tab.locator("#on").input_value() == day_before
    assert day_before in tab.url
    slider.press("PageDown")
    tab.wait_for_url(lambda url: day_before not in url)
    assert tab.locator("#on").input_value()[:7] < day_before[:7]
    tab.wait_for_function("() => document.querySelector('#said').textContent.startsWith('Shown:')")
    tab.go_back()
    tab.wait_for_function(f"() => document.querySelector('#on').value === '{day_before}'")
    assert barriers(tab) == []


def test_what_stood_follows_the_slider(workbench: str, tab: Page) -> None:
    tab.goto(workbench)
    before = tab.locator("#card-pledges .count-small").inner_text()
    tab.get_by_role("slider", name="Day", exact=True).press("Home")
    tab.wait_for_function(f"() => document.querySelector('#card-pledges .count-small').innerText !== '{before}'")
    assert tab.locator("#card-pledges .count-small").inner_text() == "0"
    link = tab.locator("#card-pledges h3 a").get_attribute("href") or ""
    assert "on=" in link


def test_in_the_dark_nothing_is_unreadable(workbench: str, tab: Page, barriers: Callable[[Page], list[str]]) -> None:
    tab.emulate_media(color_scheme="dark")
    tab.goto(workbench)
    assert barriers(tab) == []


def test_an_empty_record_in_a_browser(tab: Page, barriers: Callable[[Page], list[str]]) -> None:
    with open_record(IN_MEMORY) as record, served(record) as address:
        tab.goto(address)
        assert barriers(tab) == []
        assert tab.get_by_role("heading", level=1).inner_text() == "An empty record"


def test_reports_by_month_have_no_gaps() -> None:
    with open_record(IN_MEMORY) as record:
        for month in (1, 4):
            text = f"Britain pledged missiles in month {month}."
            record.add(reading(text, text, name=f"{month}.txt", on=DAY.replace(month=month)))
        with asking(record) as client:
            months = client.get("/api/").json()["coverage"]["reports"]["months"]
    assert [(bar["name"], bar["number"]) for bar in months] == [
        ("2022-01", 1), ("2022-02", 0), ("2022-03", 0), ("2022-04", 1),
    ]  # fmt: skip
