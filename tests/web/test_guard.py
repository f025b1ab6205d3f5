"""Nobody gets in who should not, and nothing runs that is not ours."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page
from starlette.testclient import TestClient

from foederis.record import Record
from foederis.web.app import create_app
from foederis.web.desk import Desk
from foederis.who import load

from .serving import served

TOKEN = "a-token-of-the-tests"


@pytest.fixture
def guarded(record: Record) -> TestClient:
    return TestClient(create_app(Desk(record, load()), token=TOKEN), base_url="http://localhost")


def test_without_a_token_only_this_machines_names_are_answered(record: Record) -> None:
    app = create_app(Desk(record, load()))
    assert TestClient(app, base_url="http://localhost").get("/").status_code == 200
    assert TestClient(app, base_url="http://127.0.0.1:8420").get("/").status_code == 200
    assert TestClient(app, base_url="http://rebound.example").get("/").status_code == 400


def test_with_a_token_a_stranger_sees_the_login_page_alone(guarded: TestClient) -> None:
    answer = guarded.get("/", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/login")
    assert guarded.get("/api/").status_code == 401
    assert guarded.get("/api/openapi.json").status_code == 401


def test_the_token_opens_the_record_for_the_session(guarded: TestClient) -> None:
    assert guarded.post("/login", data={"token": "wrong-token-of-somebody"}).status_code == 403
    assert guarded.get("/", follow_redirects=False).status_code == 303
    assert guarded.post("/login", data={"token": TOKEN}).url.path == "/"
    assert guarded.get("/", follow_redirects=False).status_code == 200


def test_a_program_gives_the_token_in_its_header(guarded: TestClient) -> None:
    assert guarded.get("/api/", headers={"authorization": f"Bearer {TOKEN}"}).status_code == 200
    assert guarded.get("/api/", headers={"authorization": "Bearer wrong"}).status_code == 401


def test_every_answer_carries_the_policy(client: TestClient) -> None:
    for path in ("/", "/static/style.css", "/no-such-page", "/api/"):
        policy = client.get(path).headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy


def test_the_session_is_for_this_site_alone(client: TestClient) -> None:
    cookie = client.get("/").headers["set-cookie"].lower()
    assert "samesite=strict" in cookie
    assert "httponly" in cookie


def test_no_path_leads_out_of_the_static_files(client: TestClient) -> None:
    for path in ("/static/../app.py", "/static/%2e%2e/app.py", "/static/..%2fapp.py"):
        assert client.get(path).status_code == 404


def test_the_login_page_in_a_browser(record: Record, tab: Page, barriers: Callable[[Page], list[str]]) -> None:
    with served(record, token=TOKEN) as address:
        tab.goto(address)
        assert barriers(tab) == []
        tab.get_by_label("Token").fill(TOKEN)
        tab.get_by_role("button").click()
        tab.wait_for_url(f"{address}/")
