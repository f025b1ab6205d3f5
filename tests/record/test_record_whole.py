"""Crashes, two writers at once, files that are no record."""

from __future__ import annotations

import json
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from record_samples import at, claim_of, reading_of, report_of, simple

from foederis.model import Review
from foederis.record import (
    Filter,
    NoRecord,
    NotARecord,
    RecordBusy,
    RecordError,
    RecordNotWritable,
    RecordTooNew,
    open_record,
)
from foederis.record.store import TOGETHER

HERE = Path(__file__).parent

WRITE = """
import sys
from record_samples import claim_of, reading_of, report_of
from foederis.record import open_record
where, name, count = sys.argv[1], sys.argv[2], int(sys.argv[3])
with open_record(where) as record:
    reports = (report_of(f"{name} {number} NATO paused.", f"{name}-{number}.txt") for number in range(count))
    readings = (reading_of(report, *(claim_of(report, "suspend", f"P{n}") for n in range(20))) for report in reports)
    for added in record.add_all(readings) if name.startswith("many") else map(record.add, readings):
        print(added.report, flush=True)
"""
REVIEW = """
import sys
from datetime import UTC, datetime
from foederis.model import Review
from foederis.record import open_record
where, name, count = sys.argv[1], sys.argv[2], int(sys.argv[3])
with open_record(where) as record:
    [claim] = record.claims()
    for number in range(count):
        record.review(Review(claim.id, "accept", name, datetime.now(UTC), note=str(number)))
"""


def start(program: str, where: object, name: str, count: int) -> subprocess.Popen[str]:
    path = os.pathsep.join([str(HERE), *filter(None, [os.environ.get("PYTHONPATH")])])
    command = [sys.executable, "-c", program, str(where), name, str(count)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=os.environ | {"PYTHONPATH": path})


@contextmanager
def held(path: Path) -> Iterator[None]:
    """The record's lock, taken as another program takes it."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("BEGIN IMMEDIATE")
    yield
    connection.close()


@pytest.mark.parametrize(("name", "together"), [("one", 1), ("many", TOGETHER)])
def test_a_writer_killed_at_any_moment_leaves_every_committed_report_whole(
    tmp_path: Path, name: str, together: int
) -> None:
    path = tmp_path / "test.record"
    finished: set[str] = set()
    for round_ in range(6):
        writer = start(WRITE, path, f"{name}{round_}", 100_000)
        assert writer.stdout is not None
        finished.update(writer.stdout.readline().strip() for _ in range(2 + round_))
        time.sleep(0.003 * round_)
        writer.send_signal(signal.SIGKILL)
        finished.update(writer.stdout.read().split())
        writer.wait()
        with open_record(path) as record:
            lines = list(record.readings())
            assert finished <= {line.name for line in lines}
            assert len(lines) - len(finished) <= (round_ + 1) * together, (
                "at most those being said when each was killed"
            )
            assert [line.claims for line in lines] == [20] * len(lines)
            assert record.count() == 20 * len(lines) == len(list(record.claims()))
            assert {report.name for report in record.reports()} == {line.name for line in lines}
    with sqlite3.connect(path) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []


def test_a_closed_record_is_one_file(tmp_path: Path) -> None:
    with open_record(tmp_path / "test.record") as record:
        record.add(simple("NATO paused."))
        assert list(record.claims())
    assert [path.name for path in tmp_path.iterdir()] == ["test.record"]
    with open_record(tmp_path / "test.record") as record:
        assert record.count() == 1


def test_two_writers_take_turns(where: str) -> None:
    with open_record(where) as record:
        writers = [start(WRITE, where, name, 15) for name in ("one", "two")]
        assert [writer.wait(120) for writer in writers] == [0, 0]
        assert record.count() == 2 * 15 * 20
        assert {line.name.partition("-")[0] for line in record.readings()} == {"one", "two"}


def test_two_reviewers_at_once_lose_nothing(where: str) -> None:
    with open_record(where) as record:
        record.add(simple("NATO paused."))
        reviewers = [start(REVIEW, where, name, 15) for name in ("ana", "bo")]
        assert [reviewer.wait(120) for reviewer in reviewers] == [0, 0]
        made = [(review.reviewer, review.note) for review in record.reviews()]
        assert sorted(made) == sorted((name, str(number)) for name in ("ana", "bo") for number in range(15))


def test_readers_do_not_wait_for_a_writer(tmp_path: Path) -> None:
    path = tmp_path / "test.record"
    with open_record(path) as record:
        record.add(simple("NATO paused."))
    with held(path), open_record(path, wait=0) as record:
        assert record.count() == 1


def test_a_writer_that_waited_in_vain_is_told_who_holds_the_record(tmp_path: Path) -> None:
    path = tmp_path / "test.record"
    with open_record(path, wait=0.05) as record:
        note = {
            "pid": os.getppid(),
            "host": socket.gethostname(),
            "since": "2024-03-01T12:00:00Z",
            "command": "foederis read x",
        }
        with held(path):
            Path(f"{path}-writer").write_text(json.dumps(note))
            with pytest.raises(RecordBusy, match=rf"process {os.getppid()} on .* since 2024-03-01.*foederis read x"):
                record.add(simple("NATO paused."))
        record.add(simple("NATO paused."))
        assert record.count() == 1


def test_the_note_of_a_killed_writer_stops_nobody_and_names_nobody(tmp_path: Path) -> None:
    path = tmp_path / "test.record"
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    with open_record(path, wait=0.05) as record:
        note = {"pid": gone.pid, "host": socket.gethostname(), "since": "2024-03-01T12:00:00Z", "command": "foederis"}
        Path(f"{path}-writer").write_text(json.dumps(note))
        with held(path), pytest.raises(RecordBusy, match="another program"):
            record.add(simple("NATO paused."))
        record.add(simple("NATO paused."))
        assert not Path(f"{path}-writer").exists()


def test_a_server_says_who_holds_the_record(server: str) -> None:
    from foederis.record.engine import open_engine
    from foederis.record.turn import writing

    url = server.replace("postgresql://", "postgresql+psycopg://")
    holder = open_engine(url, True, 5)
    with writing(holder, 5), open_record(url, wait=0.2) as record, pytest.raises(RecordBusy, match="server process"):
        record.add(simple("NATO paused."))
    holder.dispose()


def test_a_report_that_cannot_be_added_leaves_no_trace(where: str) -> None:
    report = report_of("NATO paused.")
    with open_record(where) as record:
        with pytest.raises(Exception, match="not JSON serializable"):
            record.add(reading_of(report, claim_of(report, place=object())))
        assert (list(record.reports()), record.provenance(report.sha256), record.count()) == ([], (), 0)


def test_a_newer_format_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "test.record"
    open_record(path).close()
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE format SET version = 99")
    connection.close()
    with pytest.raises(RecordTooNew, match=r"format 99.*upgrade"):
        open_record(path)


@pytest.mark.parametrize("content", [b"Dear diary", b"SQLite format 3\0" + b"\xff" * 2000])
def test_another_file_is_refused_and_left_alone(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "notes.txt"
    path.write_bytes(content)
    with pytest.raises(NotARecord, match=r"notes\.txt"):
        open_record(path)
    assert path.read_bytes() == content


def test_another_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE claim (id)")
    connection.close()
    with pytest.raises(NotARecord, match="other tables"):
        open_record(path)
    with sqlite3.connect(path) as connection:
        assert connection.execute("SELECT name FROM sqlite_master").fetchall() == [("claim",)]


def test_an_empty_file_becomes_a_record(tmp_path: Path) -> None:
    path = tmp_path / "test.record"
    path.touch()
    with open_record(path) as record:
        assert record.count() == 0


def test_places_where_no_record_can_be(tmp_path: Path) -> None:
    with pytest.raises(RecordNotWritable, match="does not exist"):
        open_record(tmp_path / "missing" / "test.record")
    with pytest.raises(NotARecord, match="is a folder"):
        open_record(tmp_path)
    with pytest.raises(NoRecord, match="foederis read"):
        open_record(tmp_path / "test.record", make=False)
    assert list(tmp_path.iterdir()) == []


def test_a_record_on_a_read_only_medium_can_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "100% ours?.record"
    with open_record(path) as record:
        record.add(simple("NATO paused."))
    monkeypatch.setattr(os, "access", lambda *_: False)
    with open_record(path) as record:
        assert record.count() == 1
        with pytest.raises(RecordNotWritable, match="copy it"):
            record.add(simple("Iraq agreed."))
    assert [found.name for found in tmp_path.iterdir()] == [path.name]


def test_a_copy_made_while_others_write_is_a_whole_record(tmp_path: Path) -> None:
    with open_record(tmp_path / "test.record") as record:
        reading = simple("NATO paused.")
        record.add(reading, recorded=at(1))
        record.review(Review(reading.claims[0].id, "accept", "ana", at(2)))
        with held(tmp_path / "test.record"):
            record.copy_to(tmp_path / "copy.record")
        with pytest.raises(RecordNotWritable, match="exists already"):
            record.copy_to(tmp_path / "copy.record")
        with open_record(tmp_path / "copy.record") as copy:
            assert list(copy.claims()) == list(record.claims())
            assert list(copy.reviews()) == list(record.reviews())


def test_a_record_in_memory_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with open_record(":memory:") as record:
        record.add(simple("NATO paused."))
        assert record.count() == 1
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("address", ["postgresql://ana:secret@127.0.0.1:1/none", "mysql://ana:secret@127.0.0.1:1/none"])
def test_an_address_that_is_no_record_is_named_without_its_password(address: str) -> None:
    pytest.importorskip("psycopg")
    with pytest.raises(RecordError, match=r"127\.0\.0\.1") as raised:
        open_record(address, wait=1)
    assert "secret" not in str(raised.value)


def test_a_record_of_format_1_is_brought_up_to_date_when_it_is_opened(tmp_path: Path) -> None:
    path = tmp_path / "test.record"
    with open_record(path) as record:
        record.add(simple("NATO paused."))
        record.add(simple("NATO paused.", "copy.txt"))
    with sqlite3.connect(path) as connection:
        connection.executescript(
            "DROP TABLE report_words; DROP INDEX party_by_for; DROP INDEX party_by_words; DROP INDEX party_by_id;"
            "CREATE INDEX party_for ON party ('for', claim); CREATE INDEX party_words ON party (words, claim);"
            "CREATE INDEX party_id ON party (id, claim) WHERE id IS NOT NULL; UPDATE format SET version = 1"
        )
    connection.close()
    for _ in range(2):
        with open_record(path) as record:
            assert record.count() == 1
            assert [line.reading.name for line in record.report_page("pausing").reports] == ["a.txt"]
            assert [claim.report for claim in record.claims(Filter(party="NATO"))] == ["a.txt"]
    with sqlite3.connect(path) as connection:
        assert connection.execute("SELECT version FROM format").fetchall() == [(2,)]
    connection.close()
