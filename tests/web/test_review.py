"""Reviewing: the queue, rulings and what they change, two people at once, undo, and the loop by keyboard alone."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx2
import pytest
from playwright.sync_api import Browser, Page
from starlette.testclient import TestClient

from foederis.model import Review
from foederis.record import Filter, Record, UnknownClaim, open_record
from foederis.web.app import create_app
from foederis.web.desk import Desk
from foederis.web.moment import Moment
from foederis.web.review.sittings import LEASE, Sittings
from foederis.who import load

from .killing import TOKEN, running
from .written import mark_of, reading


@pytest.fixture
def pledge(record: Record) -> str:
    """The id of a claim that Britain pledged 6,000 missiles to Ukraine."""
    text = "Britain pledged 6,000 missiles to Ukraine."
    added = record.add(reading(text, text, quantity=6000.0, unit="missiles"))
    return next(record.claims(Filter(report=added.sha256))).id


@pytest.fixture
def ada(client: TestClient) -> TestClient:
    """A browser session of somebody who has given her name."""
    sent = client.post("/review/name", data={"csrf": mark_of(client), "reviewer": "Ada"})
    assert "Ada" in sent.text
    return client


def rule(client: TestClient, id_: str, ruling: str, **fields: Any) -> Any:
    """Rule on the claim as a form of its page does; the answer, not followed."""
    shown = client.get(f"/api/review/{id_}").json()
    fields = {"based_on": shown["based_on"]} | fields
    data = {"csrf": mark_of(client), "ruling": ruling, **fields}
    return client.post(f"/review/{id_}", data=data, follow_redirects=False)


def test_the_name_is_asked_first_and_kept(client: TestClient) -> None:
    assert "Who reviews?" in client.get("/review").text
    client.post("/review/name", data={"csrf": mark_of(client), "reviewer": "  Ada \n Lovelace "})
    page = client.get("/review").text
    assert "Who reviews?" not in page
    assert "Ada Lovelace" in page


def test_a_form_that_is_not_ours_changes_nothing(ada: TestClient, record: Record, pledge: str) -> None:
    for mark in ({}, {"csrf": "made-up"}):
        answer = ada.post(f"/review/{pledge}", data={"ruling": "accept", "based_on": "", **mark})
        assert answer.status_code == 403
        assert ada.post("/review/name", data={"reviewer": "Eve", **mark}).status_code == 403
    assert list(record.reviews()) == []


def test_a_rejected_pledge_is_gone_from_the_state_at_once(ada: TestClient, record: Record, pledge: str) -> None:
    assert rule(ada, pledge, "reject", note="a joke").headers["location"].endswith(f"/review/{pledge}")
    (review,) = record.reviews()
    assert (review.claim, review.ruling, review.reviewer, review.note) == (pledge, "reject", "Ada", "a joke")
    (change,) = ada.get(f"/api/review/{pledge}").json()["last"]["changes"]
    assert (change["change"], change["row"]["kind"]) == ("gone", "pledges")
    assert "6,000 missiles" in change["row"]["title"]
    assert "6,000 missiles" in ada.get("/review").text
    assert ada.get(f"/api/claims/{pledge}").json()["rows"] == []


def test_an_accepted_doubtful_claim_enters_the_state(ada: TestClient, record: Record) -> None:
    text = "Britain pledged 11 tanks to Ukraine."
    added = record.add(reading(text, text, quantity=11.0, unit="tanks", object="tanks", confidence=0.1))
    id_ = next(record.claims(Filter(report=added.sha256))).id
    assert ada.get(f"/api/claims/{id_}").json()["doubtful"]
    rule(ada, id_, "accept")
    assert [it["change"] for it in ada.get(f"/api/review/{id_}").json()["last"]["changes"]] == ["new"]


def test_a_correction_changes_the_row_and_keeps_the_reading(ada: TestClient, record: Record, pledge: str) -> None:
    rule(
        ada,
        pledge,
        "correct",
        quantity="4000",
        actors=["FRA"],
        actors_words=["Britain"],
        targets="UKR",
        targets_words="Ukraine",
    )
    stands = next(record.claims(Filter(ids=(pledge,)), reviewed=True))
    assert (stands.quantity, [actor.for_ for actor in stands.actors]) == (4000.0, ["FRA"])
    assert record.claim(pledge).quantity == 6000.0
    assert "4,000 missiles" in str(ada.get(f"/api/review/{pledge}").json()["last"]["changes"])


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"ruling": "correct", "earliest": "2022-99-99"}, "Not recorded"),
        ({"ruling": "correct"}, "nothing was changed"),
        ({"ruling": "promote"}, "is no ruling"),
    ],
)
def test_a_ruling_that_makes_no_sense_is_refused_and_says_why(
    ada: TestClient, record: Record, pledge: str, fields: dict[str, str], why: str
) -> None:
    answer = rule(ada, pledge, **fields)
    assert answer.status_code == 422
    assert why in answer.text
    assert list(record.reviews()) == []


def test_what_was_typed_stays_when_a_correction_fails(ada: TestClient, pledge: str) -> None:
    answer = rule(ada, pledge, "correct", object="golden <guns>", latest="never", actors="LTU", actors_words="")
    assert 'value="golden &lt;guns&gt;"' in answer.text
    assert 'value="LTU"' in answer.text


def test_the_second_of_two_rulings_on_one_version_is_shown_both_and_asked_again(
    ada: TestClient, record: Record, pledge: str
) -> None:
    based_on = ada.get(f"/api/review/{pledge}").json()["based_on"]
    record.review(Review(pledge, "accept", "Bob", datetime.now(UTC)))
    answer = rule(ada, pledge, "reject", based_on=based_on)
    assert answer.status_code == 409
    assert "Bob" in answer.text
    assert "You wanted to reject it" in answer.text
    assert [review.reviewer for review in record.reviews()] == ["Bob"]
    assert rule(ada, pledge, "reject").status_code == 303
    assert [review.reviewer for review in record.reviews()] == ["Bob", "Ada"]


def test_the_same_form_sent_twice_counts_once(ada: TestClient, record: Record, pledge: str) -> None:
    based_on = ada.get(f"/api/review/{pledge}").json()["based_on"]
    assert [rule(ada, pledge, "accept", based_on=based_on).status_code for _ in range(2)] == [303, 303]
    assert len(list(record.reviews())) == 1


def test_undo_appends_the_ruling_that_stood_before(ada: TestClient, record: Record, pledge: str) -> None:
    record.review(Review(pledge, "accept", "Bob", datetime.now(UTC)))
    rule(ada, pledge, "reject")
    ada.post("/review/undo", data={"csrf": mark_of(ada)})
    assert [(each.ruling, each.reviewer) for each in record.reviews()] == [
        ("accept", "Bob"),
        ("reject", "Ada"),
        ("accept", "Ada"),
    ]
    assert ada.post("/review/undo", data={"csrf": mark_of(ada)}).status_code == 409


def test_undo_leaves_alone_what_another_ruled_since(ada: TestClient, record: Record, pledge: str) -> None:
    rule(ada, pledge, "reject")
    record.review(Review(pledge, "accept", "Bob", datetime.now(UTC)))
    assert ada.post("/review/undo", data={"csrf": mark_of(ada)}).status_code == 409
    assert record.rulings()[pledge].reviewer == "Bob"


def test_undo_of_a_first_ruling_leaves_the_claim_as_if_nobody_had_ruled(
    ada: TestClient, record: Record, pledge: str
) -> None:
    rule(ada, pledge, "reject")
    assert ada.post("/review/undo", data={"csrf": mark_of(ada)}).status_code == 200
    assert pledge not in record.rulings()
    assert ada.get(f"/api/claims/{pledge}").json()["rows"]


def test_the_queue_goes_by_doubt_by_disagreement_and_by_use(client: TestClient, record: Record) -> None:
    for number, of in ((6000.0, "a.txt"), (4000.0, "b.txt")):
        text = f"Britain handed over {number:g} missiles in {of}."
        record.add(reading(text, text, act="provide", quantity=number, unit="missiles", name=of))
    doubt = client.get("/api/review?order=doubt&limit=200").json()
    sure = [each["claim"]["confidence"] for each in doubt]
    assert sure == sorted(sure)
    first = client.get("/api/review?order=conflict&limit=1").json()[0]["claim"]["id"]
    with closing_desk(record) as desk, desk.fold(Moment(), patience=30) as fold:
        state = fold.state(desk.on(Moment()))
    disputed = {id_ for row in state.conflicts for value in row.values for id_ in value.claims}
    assert first in disputed or not disputed
    used = client.get("/api/review?order=used&limit=3").json()
    carried = [sum(each["claim"]["id"] in row.claims for _, rows in state.kinds() for row in rows) for each in used]
    assert carried == sorted(carried, reverse=True)
    assert carried[0] > 0


def closing_desk(record: Record) -> Any:
    return closing(Desk(record, load()))


def test_a_ruled_claim_leaves_every_queue(ada: TestClient) -> None:
    for order in ("doubt", "conflict", "used"):
        id_ = ada.get(f"/api/review?order={order}&limit=1").json()[0]["claim"]["id"]
        rule(ada, id_, "accept")
        assert id_ not in {each["claim"]["id"] for each in ada.get(f"/api/review?order={order}&limit=200").json()}


def test_who_ruled_what_and_when_is_told(ada: TestClient, pledge: str) -> None:
    rule(ada, pledge, "accept", note="I <b>know</b>")
    rule(ada, pledge, "reject")
    lines = ada.get("/api/review/done").json()["rulings"]
    assert [(line["review"]["ruling"], line["stands"]) for line in lines] == [("reject", True), ("accept", False)]
    assert "I &lt;b&gt;know" in ada.get("/review/done").text


def test_a_program_reviews_with_the_token(record: Record, pledge: str) -> None:
    token = "a-token-of-the-tests"
    app = create_app(Desk(record, load()), token=token)
    with TestClient(app, base_url="http://localhost", headers={"authorization": f"Bearer {token}"}) as program:
        shown = program.get(f"/api/review/{pledge}").json()
        sent = {"ruling": "reject", "based_on": shown["based_on"], "reviewer": "a program"}
        assert program.post(f"/api/review/{pledge}", data=sent).json()["review"]["reviewer"] == "a program"
        again = program.post(f"/api/review/{pledge}", data=sent | {"ruling": "accept"})
        assert again.status_code == 409
        assert again.json()["stands"]["ruling"] == "reject"


def test_names_are_suggested_for_what_was_typed(client: TestClient) -> None:
    assert client.get("/api/who?q=germ").json()[0]["value"] == "DEU"
    assert client.get("/api/who?q=DEU").json()[0]["value"] == "DEU"
    assert {"value": "nat:5", "kind": "clause"}.items() <= client.get("/api/who?q=nat:5&kind=thing").json()[0].items()
    assert all(each["kind"] == "state" for each in client.get("/api/who?q=an&kind=country").json())
    assert len(client.get("/api/who?q=a").json()) == 20
    assert client.get("/api/who?q=%20").json() == client.get("/api/who?q=zzzzqqq").json() == []


# -- leases -----------------------------------------------------------------------------------------------------------


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def sittings(record: Record, clock: Clock) -> Iterator[Sittings]:
    desk = Desk(record, load())
    yield Sittings(desk, clock=clock)
    desk.close()


def test_two_people_get_different_claims(sittings: Sittings) -> None:
    assert sittings.next("one", ["a", "b", "c"]) == "a"
    assert sittings.next("two", ["a", "b", "c"]) == "b"
    assert sittings.next("one", ["a", "b", "c"]) == "a"
    assert not sittings.hold("one", "b")


def test_a_claim_that_nobody_rules_on_goes_to_another_in_time(sittings: Sittings, clock: Clock) -> None:
    sittings.next("one", ["a"])
    clock.now = LEASE
    assert sittings.next("two", ["a"]) is None
    clock.now = LEASE + 1
    assert sittings.next("two", ["a"]) == "a"


def test_what_one_skips_another_gets(sittings: Sittings) -> None:
    assert sittings.next("one", ["a", "b"]) == "a"
    sittings.skip("one", "a")
    assert sittings.next("one", ["a", "b"]) == "b"
    assert sittings.next("two", ["a", "b"]) == "a"
    sittings.next("two", [])
    sittings.start_again("one")
    assert sittings.next("one", ["a", "b"]) == "a"


# -- in a browser -----------------------------------------------------------------------------------------------------


def begin(tab: Page, workbench: str, name: str = "Ada", path: str = "/review") -> None:
    tab.goto(workbench + path)
    tab.keyboard.type(name)  # the field has the focus
    tab.keyboard.press("Enter")
    tab.locator(".rule").wait_for()


def told(tab: Page, words: str) -> str:
    tab.locator("#told", has_text=words).wait_for()
    return tab.locator("#told").inner_text()


def claim_of(tab: Page) -> str:
    return tab.locator("form.rule").get_attribute("action").rpartition("/")[2]  # type: ignore[union-attr]


def another_than(tab: Page, id_: str) -> None:
    tab.locator(f'form.rule:not([action$="{id_}"])').wait_for()


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
    page.locator("#correct summary").click()
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


# -- killed -----------------------------------------------------------------------------------------------------------


def test_a_ruling_that_was_confirmed_outlives_the_server(samples: Path, tmp_path: Path) -> None:
    path = tmp_path / "killed.record"
    path.write_bytes(samples.read_bytes())
    with open_record(path) as record:
        ids = [claim.id for claim in record.claims(Filter(limit=3))]
    with running(path) as (address, server):
        headers = {"authorization": f"Bearer {TOKEN}"}
        for id_ in ids:
            sent = {"ruling": "reject", "based_on": "", "reviewer": "Ada"}
            answer = httpx2.post(f"{address}/api/review/{id_}", data=sent, headers=headers, timeout=60)
            assert answer.status_code == 200, answer.text
        os.kill(server.pid, signal.SIGKILL)
        server.wait()
    with open_record(path) as record:
        assert [review.claim for review in record.reviews()] == ids
        with pytest.raises(UnknownClaim):
            record.claim(ids[0], reviewed=True)
