"""A workbench on a record of the sample reports, served by a real server, and a real browser to look at it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright
from starlette.testclient import TestClient

from foederis import api
from foederis.record import Filter, Record, open_record
from foederis.web.app import create_app
from foederis.web.desk import Desk
from foederis.who import load

from .serving import served
from .written import mark_of, reading

SAMPLES = Path(__file__).parents[2] / "examples" / "reports"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")


@pytest.fixture(scope="session")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record of the sample reports; copy it to write in it."""
    path = tmp_path_factory.mktemp("web") / "samples.record"
    with open_record(path) as record:
        for reading in api.read([str(SAMPLES)]):
            record.add(reading)
    return path


@pytest.fixture
def record(samples: Path, tmp_path: Path) -> Iterator[Record]:
    """A copy of the samples' record of the test's own."""
    shutil.copy(samples, tmp_path / "own.record")
    with open_record(tmp_path / "own.record") as opened:
        yield opened


@pytest.fixture
def client(record: Record) -> Iterator[TestClient]:
    """Asks the workbench without a network, as this machine would."""
    with TestClient(create_app(Desk(record, load())), base_url="http://localhost") as asking:
        yield asking


@pytest.fixture
def workbench(record: Record) -> Iterator[str]:
    """The address of a workbench on the test's own record."""
    with served(record) as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium; where none is installed its tests are skipped, but never in CI."""
    if CHROMIUM is None and "CI" not in os.environ:
        pytest.skip("no chromium here: apt install chromium")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-quic"])
        yield opened
        opened.close()


@pytest.fixture
def tab(browser: Browser) -> Iterator[Page]:
    """A page of a fresh browser session; a script's error, or anything its security policy stopped, fails the test."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    page = context.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda message: _note(message, wrong))
    yield page
    context.close()
    assert not wrong, wrong


def _note(message: ConsoleMessage, wrong: list[str]) -> None:
    if message.type == "error" and "Failed to load resource" not in message.text:
        wrong.append(message.text)


@pytest.fixture(scope="session")
def barriers() -> Callable[[Page], list[str]]:
    """What axe-core finds on a page that keeps people out: its serious and critical findings, each with its place."""
    axe = Axe()

    def found(page: Page) -> list[str]:
        violations = axe.run(page).response["violations"]
        grave = (each for each in violations if each["impact"] in ("serious", "critical"))
        return [f"{each['id']}: {node['html'][:160]}" for each in grave for node in each["nodes"]]

    return found


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
