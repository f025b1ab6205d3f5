"""Files sent to be read: chosen, dropped, hostile, too large, too many."""

from __future__ import annotations

import errno
import io
import os
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page
from starlette.testclient import TestClient

from foederis.model import Problem
from foederis.record import Record
from foederis.web import writing
from foederis.web.upload import intake
from foederis.web.upload.keeping import Kept
from foederis.web.upload.worker import Task, Worker
from foederis.web.views import upload as uploading

from .written import mark_of

REPORT = "LONDON, 24 March 2022. Britain pledged 6,000 missiles to Ukraine. France did not pledge tanks."
WAIT = 120.0  #: seconds for the reading of a short file, the start of the reader included


def send(client: TestClient, *files: tuple[str, bytes], **fields: str) -> list[dict[str, Any]]:
    """Send files as the page does; what became of each when all are read."""
    data = {"csrf": mark_of(client, "/reports")} | fields
    answer = client.post("/api/reports", data=data, files=[("files", file) for file in files])
    assert answer.status_code == 202, answer.text
    return over(client, [each["id"] for each in answer.json()])


def over(client: TestClient, ids: list[str]) -> list[dict[str, Any]]:
    end = time.monotonic() + WAIT
    while time.monotonic() < end:
        uploads = {each["id"]: each for each in client.get("/api/uploads").json()}
        if all(uploads[id_]["over"] for id_ in ids):
            return [uploads[id_] for id_ in ids]
        time.sleep(0.05)
    raise AssertionError("not read in time")


def packed(**files: bytes) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name.replace("_dot_", "."), content)
    return held.getvalue()


def test_files_of_all_kinds_are_read_or_refused_in_the_programs_own_words(client: TestClient, record: Record) -> None:
    bomb = packed(zeros_dot_txt=bytes(70 * 2**20))
    files = {
        "good.txt": REPORT.encode(),
        "two.zip": packed(a_dot_txt=REPORT.encode() + b" One.", b_dot_txt=REPORT.encode() + b" Two."),
        "empty.txt": b"",
        "program.txt": bytes(range(256)) * 40,
        "picture.png": b"\x89PNG",
        "bomb.zip": bomb,
        "broken.zip": b"PK\x03\x04 broken",
        "foreign.txt": "Le ministre a promis des missiles à l'Ukraine lors du sommet de Bruxelles. ".encode() * 5,
    }
    found = {each["name"]: each for each in send(client, *files.items())}
    assert found["good.txt"]["stage"] == "done"
    assert found["good.txt"]["told"].startswith("on record: ")
    assert found["good.txt"]["reports"][0]["claims"] > 0
    assert [each["name"] for each in found["two.zip"]["reports"]] == ["two.zip!a.txt", "two.zip!b.txt"]
    codes = {name: [problem["code"] for problem in each["problems"]] for name, each in found.items()}
    assert codes["empty.txt"] == ["empty-file"]
    assert codes["program.txt"] == ["binary-file"]
    assert codes["picture.png"] == ["unsupported-type"]
    assert "archive-bomb" in codes["bomb.zip"]
    assert codes["broken.zip"] == ["broken-archive"]
    assert "only English" in found["foreign.txt"]["reports"][0]["unread"]
    places = {problem["where"] for each in found.values() for problem in each["problems"]}
    assert all(not place.startswith("/") for place in places)
    assert not any("foederis-" in problem["message"] for each in found.values() for problem in each["problems"])
    (report,) = (each for each in record.reports() if each.name == "good.txt")
    assert report.text == REPORT
    assert report.published.earliest is not None
    html = client.get("/reports").text
    assert "archive bomb" in html
    assert "good.txt" in html


def test_the_days_given_are_those_of_the_report(client: TestClient, record: Record) -> None:
    send(client, ("dated.txt", b"Britain pledged missiles."), earliest="2023-01-01", latest="2023-01-31")
    (report,) = (each for each in record.reports() if each.name == "dated.txt")
    assert (str(report.published.earliest), str(report.published.latest)) == ("2023-01-01", "2023-01-31")


@pytest.mark.parametrize("given", ["/etc/passwd", "soon", "2023-99-01", "published.jsonl"])
def test_a_day_that_is_none_is_refused_and_no_file_is_looked_at(
    client: TestClient, given: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "published.jsonl").write_text('{"report": "a.txt", "earliest": "2020-01-01", "latest": null}')
    monkeypatch.chdir(tmp_path)
    data = {"csrf": mark_of(client, "/reports"), "earliest": given}
    answer = client.post("/api/reports", data=data, files=[("files", ("a.txt", b"text"))])
    assert answer.status_code == 422
    assert client.get("/api/uploads").json() == []


def test_the_later_day_first_is_refused(client: TestClient) -> None:
    data = {"csrf": mark_of(client, "/reports"), "earliest": "2023-02-01", "latest": "2023-01-01"}
    assert client.post("/api/reports", data=data, files=[("files", ("a.txt", b"text"))]).status_code == 422


def test_a_form_that_is_not_ours_is_refused(client: TestClient) -> None:
    for data in ({}, {"csrf": "made-up"}):
        for path in ("/reports", "/api/reports"):
            assert client.post(path, data=data, files=[("files", ("a.txt", b"text"))]).status_code == 403
    assert client.get("/api/uploads").json() == []


def test_nothing_sent_is_said_so(client: TestClient) -> None:
    answer = client.post("/reports", data={"csrf": mark_of(client, "/reports")}, files=[("files", ("", b""))])
    assert answer.status_code == 422


def test_a_form_over_the_limit_breaks_off(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploading, "MAX_SENT", 10_000)
    data = {"csrf": mark_of(client, "/reports")}
    answer = client.post("/api/reports", data=data, files=[("files", ("a.txt", b"x" * 20_000))])
    assert answer.status_code == 413
    monkeypatch.setattr(writing, "FORM", 100)
    assert client.post("/review/name", data=data | {"reviewer": "A" * 200}).status_code == 413


def test_a_file_over_the_limit_is_refused_alone(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploading, "MAX_BYTES", 100)
    (found,) = send(client, ("large.txt", b"x" * 200))
    assert found["problems"][0]["code"] == "too-large"
    assert found["told"] == "not read"


def test_a_file_for_which_there_is_no_room_is_refused_and_told_apart(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as now:
        now.setattr(intake, "MAX_WAITING", 0)
        (queued,) = send(client, ("one.txt", b"text"))
        now.setattr(intake, "MAX_WAITING", 10)
        now.setattr(intake, "MAX_HELD", -1)
        (held,) = send(client, ("two.txt", b"text"))
    monkeypatch.setattr(Kept, "keep", full)
    (kept,) = send(client, ("three.txt", b"text"))
    assert [each["problems"][0]["code"] for each in (queued, held, kept)] == ["queue-full", "queue-full", "not-kept"]
    assert "No space left" in kept["problems"][0]["message"]


def test_a_file_that_takes_too_long_is_given_up_and_the_next_is_read(tmp_path: Path) -> None:
    path = tmp_path / "kept.txt"
    path.write_text(REPORT)
    task = Task(str(path), "mine.txt", None)
    worker = Worker()
    try:
        (given_up,) = worker.read(task, seconds=0.0)
        assert isinstance(given_up, Problem)
        assert (given_up.code, given_up.where) == ("reader-failed", "mine.txt")
        (found,) = worker.read(task, seconds=WAIT)
        assert not isinstance(found, Problem)
        assert found.report.name == "mine.txt"
        assert worker._process is not None
        worker._process.kill()
        worker._process.join()
        assert len(list(worker.read(task, seconds=WAIT))) == 1
        worker.end()
        (refused,) = worker.read(task, seconds=WAIT)
        assert isinstance(refused, Problem)
        assert worker._process is None
    finally:
        worker.stop()


# -- in a browser -----------------------------------------------------------------------------------------------------


def test_files_are_chosen_dropped_and_followed_until_they_are_on_record(
    workbench: str, record: Record, tab: Page, barriers: Callable[[Page], list[str]]
) -> None:
    tab.goto(f"{workbench}/reports")
    tab.get_by_label("Files", exact=True).set_input_files(
        {"name": "chosen.txt", "mimeType": "text/plain", "buffer": REPORT.encode()}
    )
    tab.get_by_role("button", name="Read").click()
    done = tab.locator("#uploads > li[data-stage=done]")
    done.wait_for(timeout=WAIT * 1000)
    assert "on record" in done.inner_text()
    dropped = tab.evaluate_handle(
        """([text, hostile]) => {
            const files = new DataTransfer();
            files.items.add(new File([text + " Dropped."], "dropped.txt"));
            files.items.add(new File(["x"], hostile));
            return files;
        }""",
        [REPORT, "<img src=x onerror=alert(1)>.bin"],
    )
    tab.dispatch_event("main", "dragover", {"dataTransfer": dropped})
    assert tab.locator("body.dropping").count() == 1
    tab.dispatch_event("main", "drop", {"dataTransfer": dropped})
    tab.locator("#uploads > li[data-stage=done]", has_text="dropped.txt").wait_for(timeout=WAIT * 1000)
    tab.locator("#uploads > li[data-stage=failed]", has_text="<img src=x").wait_for(timeout=WAIT * 1000)
    assert tab.locator("#uploads img").count() == 0
    assert {"chosen.txt", "dropped.txt"} <= {each.name for each in record.reports()}
    assert barriers(tab) == []
    tab.get_by_role("link", name="dropped.txt").click()
    assert tab.locator("article.text").inner_text().startswith("LONDON")


def test_a_file_is_sent_without_scripts(workbench: str, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{workbench}/reports")
    page.get_by_label("Files", exact=True).set_input_files(
        {"name": "plain.bin", "mimeType": "text/plain", "buffer": b"text"}
    )
    page.get_by_role("button", name="Read").click()
    page.locator("#uploads > li[data-stage=failed]", has_text="plain.bin").wait_for(timeout=WAIT * 1000)  # it reloads
    context.close()
