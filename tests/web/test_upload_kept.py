"""Files that were taken are read, whatever becomes of the server meanwhile."""

from __future__ import annotations

import io
import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path
from threading import Event
from typing import Any

import httpx2
import pytest

from foederis.model import Dating
from foederis.record import IN_MEMORY, Added, open_record
from foederis.web.upload.intake import MAX_TRIES, Intake
from foederis.web.upload.keeping import Kept, Sent, folder_of
from foederis.web.upload.worker import Item, Task, Worker

from .killing import TOKEN, running
from .written import DAY, reading

REPORT = "LONDON, 24 March 2022. Britain pledged 6,000 missiles to Ukraine. France did not pledge tanks."
WAIT = 120.0  #: seconds for the reading of some short files, the start of the reader included


class Nobody:
    """A desk that keeps what reaches it."""

    def __init__(self) -> None:
        self.names: list[str] = []

    def add(self, reading: Any) -> Added:
        self.names.append(reading.report.name)
        return Added(reading.report.name, reading.report.sha256, 1, 0, True, True)


@pytest.fixture
def stuck(monkeypatch: pytest.MonkeyPatch) -> None:
    """A reader that reads nothing until it is ended."""
    ended = Event()

    def read(_: Worker, task: Task, *, seconds: float) -> Iterator[Item]:
        ended.wait(WAIT)
        yield from ()

    monkeypatch.setattr(Worker, "read", read)
    monkeypatch.setattr(Worker, "stop", lambda _: ended.set())


def reads(monkeypatch: pytest.MonkeyPatch) -> list[Task]:
    """A reader that gives each file one report, under its name; what it was asked."""
    asked: list[Task] = []

    def read(_: Worker, task: Task, *, seconds: float) -> Iterator[Item]:
        asked.append(task)
        text = Path(task.path).read_text()
        yield reading(text, text, name=task.name)

    monkeypatch.setattr(Worker, "read", read)
    return asked


def over(intake: Intake) -> None:
    end = time.monotonic() + WAIT
    while not all(upload.is_over for upload in intake.uploads()):
        assert time.monotonic() < end, intake.uploads()
        time.sleep(0.01)


def text(words: str = "text") -> io.BytesIO:
    return io.BytesIO(words.encode())


@pytest.mark.usefixtures("stuck")
@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\me\\report.txt", "report.txt"),
        ("/", "file"),
        ("..", ".."),
        ("a\u202etxt.exe\x00\n.txt", "a\ufffdtxt.exe\ufffd .txt"),
        ("x" * 300 + ".txt", "x" * 100 + "…" + "x" * 15 + ".txt"),
    ],
)
def test_a_name_is_shown_but_never_a_path(tmp_path: Path, given: str, shown: str) -> None:
    intake = Intake(Nobody(), folder=tmp_path / "kept")  # type: ignore[arg-type]
    upload = intake.take(given, text())
    assert (upload.name, upload.told) == (shown, "received; not on record yet")
    (folder,) = (tmp_path / "kept").iterdir()
    files = {path.name.partition(".")[0] for path in folder.iterdir()}
    assert files == {upload.id, "lock"}
    assert folder.stat().st_mode & 0o077 == (tmp_path / "kept").stat().st_mode & 0o077 == 0
    intake.close()


def test_what_waits_when_a_server_ends_the_next_one_reads(
    tmp_path: Path, stuck: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, published = tmp_path / "kept", Dating(DAY, DAY, ("given",))
    first = Intake(Nobody(), folder=folder)  # type: ignore[arg-type]
    ids = [first.take(f"{number}.txt", text(str(number)), published).id for number in range(3)]
    first.close()
    asked, desk = reads(monkeypatch), Nobody()
    second = Intake(desk, folder=folder)  # type: ignore[arg-type]
    over(second)
    assert [upload.id for upload in second.uploads()] == ids[::-1]
    assert desk.names == ["0.txt", "1.txt", "2.txt"]
    assert {task.published for task in asked} == {published}
    second.close()
    assert not folder.exists()


def test_what_was_read_is_not_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    reads(monkeypatch)
    for _ in range(2):
        desk = Nobody()
        intake = Intake(desk, folder=tmp_path / "kept")  # type: ignore[arg-type]
        assert intake.uploads() == ()
        intake.take("a.txt", text())
        over(intake)
        assert desk.names == ["a.txt"]
        intake.close()


def test_nothing_is_left_of_a_record_in_memory(stuck: None, monkeypatch: pytest.MonkeyPatch) -> None:
    intake = Intake(Nobody())  # type: ignore[arg-type]
    intake.take("a.txt", text())
    folder = intake._kept._own
    assert folder is not None
    assert folder.exists()
    intake.close()
    assert not folder.exists()


def test_a_file_by_which_servers_end_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = Kept(tmp_path / "kept")
    sent = Sent("0123456789abcdef", "poison.txt", ".txt", tries=MAX_TRIES - 1)
    kept.keep(sent, text())
    kept.begun(sent)
    kept.close()
    asked = reads(monkeypatch)
    intake = Intake(Nobody(), folder=tmp_path / "kept")  # type: ignore[arg-type]
    over(intake)
    (upload,) = intake.uploads()
    assert [problem.code for problem in upload.problems] == ["reader-failed"]
    assert asked == []
    intake.close()


def test_two_servers_do_not_take_each_others_files(tmp_path: Path) -> None:
    one, two = Kept(tmp_path / "kept"), Kept(tmp_path / "kept")
    sent = Sent("0123456789abcdef", "a.txt", ".txt")
    one.keep(sent, text("words"))
    assert list(two.left()) == []
    two.close()
    assert one.path(sent).read_text() == "words"
    one.close()
    third = Kept(tmp_path / "kept")
    assert list(third.left()) == [sent]
    assert third.path(sent).read_text() == "words"
    third.drop(sent)
    third.close()


def test_what_is_no_file_of_ours_stops_nobody(tmp_path: Path) -> None:
    folder = tmp_path / "kept" / "folder"
    folder.mkdir(parents=True)
    for number, note in enumerate(("{", "[]", "{}", '{"id": "x", "name": "a", "ending": "", "more": 1}')):
        (folder / f"{number}.json").write_text(note)
    (tmp_path / "kept" / "file").write_text("text")
    kept = Kept(tmp_path / "kept")
    assert list(kept.left()) == []
    kept.close()
    assert len(list(folder.glob("*.json"))) == 4


def test_a_file_that_came_half_is_not_kept(tmp_path: Path) -> None:
    class Breaks(io.BytesIO):
        def read(self, *_: Any) -> bytes:
            raise OSError("the line broke")

    kept = Kept(tmp_path / "kept")
    with pytest.raises(OSError, match="broke"):
        kept.keep(Sent("0123456789abcdef", "a.txt", ".txt"), Breaks())
    kept.close()
    assert not (tmp_path / "kept").exists()


def test_files_wait_beside_the_record(tmp_path: Path) -> None:
    with open_record(tmp_path / "a.record") as record, open_record(IN_MEMORY) as memory:
        assert folder_of(record) == tmp_path / "a.record-uploads"
        assert folder_of(memory) is None


def ask(address: str, path: str = "/api/uploads") -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = httpx2.get(
        f"{address}{path}", headers={"authorization": f"Bearer {TOKEN}"}, timeout=60
    ).json()
    return found


def test_files_that_were_received_are_on_record_after_the_server_was_killed(samples: Path, tmp_path: Path) -> None:
    path = tmp_path / "killed.record"
    path.write_bytes(samples.read_bytes())
    end = time.monotonic() + 2 * WAIT
    with running(path) as (address, server):
        files = [("files", (f"{number}.txt", f"{REPORT} {number}.".encode())) for number in range(20)]
        headers = {"authorization": f"Bearer {TOKEN}"}
        sent = httpx2.post(f"{address}/api/reports", files=files, headers=headers, timeout=60)
        assert sent.status_code == 202, sent.text
        confirmed: list[dict[str, Any]] = []
        while not confirmed and time.monotonic() < end:
            confirmed = [report for each in ask(address) for report in each["reports"]]
        os.kill(server.pid, signal.SIGKILL)
        server.wait()
    assert confirmed
    with open_record(path) as record:
        for report in confirmed:
            assert record.report(report["sha256"]).text.startswith(REPORT)
            assert [line.claims for line in record.readings() if line.sha256 == report["sha256"]] == [report["claims"]]
    with running(path) as (address, _):
        uploads = ask(address)
        assert {each["id"] for each in uploads} <= {each["id"] for each in sent.json()}
        while not all(each["over"] for each in uploads) and time.monotonic() < end:
            time.sleep(0.1)
            uploads = ask(address)
    with open_record(path) as record:
        names = {line.name for line in record.readings()}
        assert {f"{number}.txt" for number in range(20)} <= names
