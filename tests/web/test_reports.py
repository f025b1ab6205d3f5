"""The list of reports, and a report with its claims marked in place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page, expect
from starlette.testclient import TestClient

from foederis.model import Claim, Furniture
from foederis.record import Filter, Record
from foederis.web.shown.marking import WINDOW, stretches, window_at
from foederis.web.views.reports import A_PAGE

from .written import reading

HOSTILE: Final = (
    '<script>document.title="taken"</script> <img src=x onerror="document.title=1"> {{ 7*7 }} "><svg onload=alert(1)>'
    " \u202etxt.exe\u202c and \x07 bells"
)


def test_the_list_says_when_and_how_that_is_known(client: TestClient) -> None:
    listed = client.get("/api/reports").json()
    assert listed["total"] == len(listed["reports"]) > 5
    told = next(each for each in listed["reports"] if "brussels-summit" in each["name"])
    assert told["published"]["earliest"] == "2022-03-24"
    assert told["published"]["because"]
    assert f"/reports/{told['sha256']}" in client.get("/reports").text


def test_the_list_is_filtered_by_words_and_publisher_and_says_when_nothing_is_left(client: TestClient) -> None:
    everything = client.get("/api/reports").json()
    some = client.get("/api/reports?words=battlegroups").json()
    assert 0 < some["total"] < everything["total"]
    publisher = next(each["publisher"] for each in everything["reports"] if each["publisher"])
    theirs = client.get("/api/reports", params={"publisher": publisher}).json()["reports"]
    assert {each["publisher"] for each in theirs} == {publisher}
    assert "No report on record holds these words" in client.get("/reports?words=zzzz").text
    assert client.get("/reports?after=nonsense").status_code == 422


def test_every_page_of_the_list_after_the_other_gives_every_report_once(client: TestClient, record: Record) -> None:
    for number in range(A_PAGE):
        record.add(reading(f"Report {number}.", name=f"{number}.txt"))
    path, seen = "/api/reports", []
    while path:
        page = client.get(path).json()
        seen += [each["sha256"] for each in page["reports"]]
        path = page["next"] and f"/api{page['next']}"
    assert sorted(seen) == sorted(report.sha256 for report in record.reports())


def test_a_reports_text_is_whole_and_each_claim_marked_where_it_stands(client: TestClient, record: Record) -> None:
    for line in client.get("/api/reports").json()["reports"]:
        page = client.get(f"/api/reports/{line['sha256']}").json()
        report = record.report(line["sha256"])
        assert "".join(each["text"] for each in page["text"]) == report.text
        for it in page["claims"]:
            mine = [each["text"] for each in page["text"] if it["claim"]["id"] in each["claims"]]
            assert "".join(mine) == it["claim"]["sentence"]
        html = client.get(f"/reports/{line['sha256']}").text
        assert all(f'id="claim-{it["claim"]["id"]}"' in html for it in page["claims"])


def test_what_is_no_report_is_not_found(client: TestClient) -> None:
    assert client.get("/reports/0000").status_code == 404
    assert client.get("/reports/examples").status_code == 404
    assert client.get("/reports/..%2f..%2fetc%2fpasswd").status_code == 404
    name = client.get("/api/reports").json()["reports"][0]["name"].rpartition("/")[2]
    assert client.get(f"/api/reports/{name}").status_code == 404


def test_hostile_text_shows_as_text(client: TestClient, record: Record) -> None:
    added = record.add(reading(f"{HOSTILE} Britain promised missiles.", HOSTILE, name=f"{HOSTILE}.txt"))
    for path in (f"/reports/{added.sha256}", "/reports", "/claims"):
        html = client.get(path).text
        assert "<script>document" not in html
        assert "<img src=x" not in html
        assert "<svg" not in html
        assert "\u202e" not in html
        assert "\x07" not in html
    assert "&lt;script&gt;document" in client.get(f"/reports/{added.sha256}").text


def test_a_line_of_ten_megabytes_comes_in_parts_and_none_is_lost(client: TestClient, record: Record) -> None:
    far = "Britain pledged missiles to Ukraine."
    text = "word " * 2_000_000 + far
    added = record.add(reading(text, far))
    first = client.get(f"/api/reports/{added.sha256}").json()
    assert (first["start"], first["end"], first["length"]) == (0, WINDOW, len(text))
    assert first["claims"] == []
    around = client.get(f"/api/reports/{added.sha256}?claim={_only(record, added.sha256)}")
    assert [it["claim"]["sentence"] for it in around.json()["claims"]] == [far]
    assert around.json()["end"] == len(text)
    next_part = first["pages"]["after"]
    assert client.get(f"/api{next_part}").json()["start"] == WINDOW


def _only(record: Record, sha256: str) -> str:
    (claim,) = record.claims(Filter(report=sha256))
    return claim.id


def test_a_superseded_reading_and_every_name_are_told(client: TestClient, record: Record) -> None:
    text = "Britain pledged missiles. France pledged guns."
    record.add(reading(text, "Britain pledged missiles.", name="first.txt"))
    added = record.add(reading(text, "Britain pledged missiles.", "France pledged guns.", name="first.txt"))
    record.add(reading(text, "Britain pledged missiles.", "France pledged guns.", name="second.txt"))
    page = client.get(f"/api/reports/{added.sha256}").json()
    assert {each["name"] for each in page["provenance"]} == {"first.txt", "second.txt"}
    assert [(each["claims"], each["current"]) for each in page["readings"]][:2] == [(1, False), (2, True)]


def test_an_unread_report_says_why(client: TestClient, record: Record) -> None:
    record.add(replace(reading("La France."), unread="the report is in 'fr'; only English can be read so far"))
    assert "only English can be read" in client.get("/reports").text


spans = st.tuples(st.integers(0, 60), st.integers(1, 20)).map(lambda pair: (pair[0], min(pair[0] + pair[1], 80)))


@given(st.lists(spans, max_size=6), st.lists(spans, max_size=3), st.integers(0, 40), st.integers(41, 80))
def test_stretches_hold_the_whole_window_and_each_claim_ends_once(
    said: list[tuple[int, int]], apart: list[tuple[int, int]], start: int, end: int
) -> None:
    text = "".join(chr(65 + at % 26) for at in range(80))
    claims = [Claim(str(n), "r", a, b, text[a:b], "pledge") for n, (a, b) in enumerate(said) if a < end and b > start]
    parts = list(stretches(text, start, end, claims, [Furniture(a, b, "menu") for a, b in apart]))
    assert "".join(part.text for part in parts) == text[start:end]
    for claim in claims:
        shown = text[max(start, claim.start) : min(end, claim.end)]
        assert "".join(part.text for part in parts if claim.id in part.claims) == shown
        assert sum(claim.id in part.ends for part in parts) == 1
    at = start
    for part in parts:
        inside = any(a <= at and at + len(part.text) <= b for a, b in apart)
        assert (part.furniture is not None) == inside
        at += len(part.text)


@pytest.mark.parametrize(("offset", "length", "window"), [(0, 0, (0, 0)), (5, 10, (0, 10)), (10**9, 10, (0, 10))])
def test_there_is_a_window_for_every_offset(offset: int, length: int, window: tuple[int, int]) -> None:
    assert window_at(offset, length) == window


# -- in a browser -----------------------------------------------------------------------------------------------------


@pytest.fixture
def longest(client: TestClient) -> str:
    """The address of the report with the most claims."""
    listed = client.get("/api/reports").json()["reports"]
    return f"/reports/{max(listed, key=lambda each: each['claims'])['sha256']}"


def test_keys_go_from_claim_to_claim(
    workbench: str, longest: str, tab: Page, barriers: Callable[[Page], list[str]]
) -> None:
    tab.goto(workbench + longest)
    shown = tab.locator(".card.claim:visible")
    assert shown.count() == 0
    tab.keyboard.press("j")
    first = shown.locator("h2").inner_text()
    assert first.startswith("1.")
    tab.keyboard.press("ArrowRight")
    assert shown.locator("h2").inner_text().startswith("2.")
    shown.locator("[data-event] li").first.wait_for()
    assert barriers(tab) == []
    tab.keyboard.press("k")
    assert shown.locator("h2").inner_text() == first
    tab.keyboard.press("Escape")
    assert shown.count() == 0
    tab.keyboard.press("j")
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/claims/*")


def test_pointing_at_a_sentence_shows_its_claim(workbench: str, longest: str, tab: Page) -> None:
    tab.goto(workbench + longest)
    tab.locator("mark.said").first.hover()
    assert tab.locator(".card.claim:visible").count() == 1


def test_a_claim_pointed_at_names_the_other_sources_and_its_frame(workbench: str, record: Record, tab: Page) -> None:
    here, there = "Britain pledged missiles to Ukraine.", "London has promised Kyiv missiles, officials say."
    added = record.add(reading(f"{here} Nobody said when.", here, name="far/here.txt", frame="pledge/1"))
    record.add(reading(f"The week in brief. {there}", there, name="far/there.txt"))
    tab.goto(f"{workbench}/reports/{added.sha256}")
    tab.locator("mark.said").first.hover()
    card = tab.locator(".card.claim:visible")
    expect(card.locator("[data-event] li")).to_have_text(["Told by 2 sources, also:", f"there.txt: {there}"])
    expect(card).to_contain_text("pledge/1")


def test_furniture_can_be_put_away(workbench: str, client: TestClient, tab: Page) -> None:
    listed = client.get("/api/reports").json()["reports"]
    with_some = next(
        each["sha256"]
        for each in listed
        if any(part["furniture"] for part in client.get(f"/api/reports/{each['sha256']}").json()["text"])
    )
    tab.goto(f"{workbench}/reports/{with_some}")
    assert tab.locator(".furniture:visible").count()
    tab.get_by_label("Show what is no part").uncheck()
    assert not tab.locator(".furniture:visible").count()


def test_an_anchor_in_another_part_of_a_long_text_is_found(workbench: str, record: Record, tab: Page) -> None:
    far = "Britain pledged missiles to Ukraine."
    added = record.add(reading("word " * (WINDOW // 4) + far, far))
    id_ = _only(record, added.sha256)
    tab.goto(f"{workbench}/reports/{added.sha256}#claim-{id_}")
    tab.wait_for_url(f"**?claim={id_}#claim-{id_}")
    assert tab.locator(".card.claim:visible h2").inner_text().startswith("1.")


def test_without_scripts_every_card_stands_beside_the_text(workbench: str, longest: str, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(workbench + longest)
    assert page.locator(".card.claim:visible").count() == page.locator("a.ref").count() > 0
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_the_pages_keep_nobody_out(
    workbench: str, longest: str, tab: Page, barriers: Callable[[Page], list[str]], scheme: str, width: int
) -> None:
    tab.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    tab.set_viewport_size({"width": width, "height": 800})
    for path in ("/reports", longest):
        tab.goto(workbench + path)
        assert barriers(tab) == []
        assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth")
