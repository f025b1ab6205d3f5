"""An incident put to the treaties on a page: findings, reasons, the chain, the comparison, and a clause's reach."""

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from starlette.testclient import TestClient

from foederis.duties import incident_of_record
from foederis.law import CaseError, to_case
from foederis.record import Record
from foederis.who import load

SHOOTDOWN = "day=2015-11-24&target=RUS&by=TUR&form=shootdown&object=aircraft&country=SYR"
CEUTA = "day=2021-10-01&target=ESP&by=MAR&form=armed_attack&object=territory&place=Ceuta&country=ESP"


def test_findings_are_those_of_the_command_line(client: TestClient) -> None:
    told = client.get(f"/api/casus?{SHOOTDOWN}").json()
    found = {each["finding"]["clause"]: each["finding"]["finding"] for each in told["findings"]}
    assert found["csto:4"] == "arguable"
    assert found["nat:5"] == "does_not_apply"
    assert told["case"]["on"] == "2015-11-24"


def test_every_clause_of_the_data_is_answered(client: TestClient) -> None:
    told = client.get(f"/api/casus?{SHOOTDOWN}").json()
    assert len({each["finding"]["clause"] for each in told["findings"]}) == len(told["findings"]) > 20


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        ("day=2015-11-24&target=XXX", "no state"),
        ("day=yesterday&target=RUS", "must be a date"),
        ("day=1900-01-01&target=RUS", "no instrument"),
        ("day=2015-11-24&target=RUS&at=here", "latitude"),
        ("day=2015-11-24&target=RUS&form=quarrel", "may be"),
    ],
)
def test_a_wrong_fact_is_told_with_what_it_may_be(client: TestClient, asked: str, why: str) -> None:
    answer = client.get(f"/casus?{asked}")
    assert answer.status_code == 200
    assert why in answer.text
    assert 'role="alert"' in answer.text


def test_markup_in_a_fact_is_text(client: TestClient) -> None:
    answer = client.get("/casus", params={"day": "2015-11-24", "target": "<script>alert(1)</script>"})
    assert "<script>alert" not in answer.text


def test_the_reach_of_article_5_leaves_ceuta_out_and_bermuda_in(client: TestClient) -> None:
    lands = client.get(f"/api/casus?{CEUTA}&clause=nat:5").json()["lands"]
    inside = {land["name"]: land["inside"] for land in lands}
    assert inside["Ceuta"] is False
    assert inside["Bermuda"] is True


def test_an_unknown_clause_is_not_found(client: TestClient) -> None:
    assert client.get(f"/casus?{CEUTA}&clause=no:1").status_code == 404


def test_the_chain_follows_allies_of_allies(client: TestClient) -> None:
    told = client.get("/api/casus/chain?day=2024-03-01&target=EST&by=RUS").json()
    assert told["sides"]["USA"] == "target"
    assert told["sides"]["BLR"] == "attacker"
    assert "a chain needs" in client.get("/casus/chain?day=2024-03-01&target=EST&by=non-state:X").text


def test_the_comparison_shows_the_choice_of_2015(client: TestClient) -> None:
    options = client.get("/api/compare?target=FRA&day=2015-11-17&need=police&need=border-security").json()["options"]
    assert options[0]["clause"] in ("teu:42.7", "tfeu:222")
    assert "needs are" in client.get("/compare?target=FRA&day=2015-11-17&need=sunshine").text


def test_an_incident_of_the_record_has_the_facts_of_the_command_line(client: TestClient, record: Record) -> None:
    on = date.fromisoformat(client.get("/api/state/incidents").json()["on"])
    rows = [line["row"]["id"] for line in client.get("/api/state/incidents").json()["lines"]]
    found = {id_: _facts(record, id_, on) for id_ in rows}
    assert {isinstance(facts, str) for facts in found.values()} == {True, False}
    for id_, facts in found.items():
        told = client.get(f"/api/casus?incident={id_}").json()
        assert facts in (told["wrong"], told["case"])
    assert "no incident" in client.get("/casus?incident=nothing").text


def _facts(record: Record, incident: str, on: date) -> Any:
    """The facts of an incident as the command line has them, or why the law cannot be asked."""
    try:
        return json.loads(json.dumps(to_case(incident_of_record(record, load(), incident, on)), default=str))
    except CaseError as error:
        return str(error)


def test_an_incident_in_a_browser(workbench: str, tab: Page, barriers: Callable[[Page], list[str]]) -> None:
    tab.goto(f"{workbench}/casus")
    assert barriers(tab) == []
    tab.locator("main [name=day]").fill("2021-10-01")
    tab.get_by_label("Whom it hit").fill("ESP")
    tab.get_by_label("Who did it", exact=True).fill("MAR")
    tab.locator("[name=form]").select_option("armed_attack")
    tab.locator("[name=object]").select_option("territory")
    tab.get_by_label("Place", exact=True).fill("Ceuta")
    tab.get_by_role("button", name="Put it to the treaties").click()
    arguable = tab.locator("article.arguable")
    expect(arguable.filter(has_text="Mutual assistance")).to_have_count(1)
    mutual = arguable.filter(has_text="Mutual assistance")
    mutual.get_by_text("Why", exact=True).click()
    expect(mutual.get_by_text("in force and target a party")).to_be_visible()
    expect(tab.locator("#reach-map svg")).to_be_visible()
    assert barriers(tab) == []


@pytest.mark.parametrize(
    "path", ["/casus/chain?day=2024-03-01&target=EST&by=RUS", "/compare?target=FRA&day=2015-11-17"]
)
def test_chain_and_comparison_in_a_browser(
    workbench: str, tab: Page, barriers: Callable[[Page], list[str]], path: str
) -> None:
    for scheme in ("light", "dark"):
        tab.emulate_media(color_scheme=scheme)
        tab.goto(workbench + path)
        assert barriers(tab) == []
