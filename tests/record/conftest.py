"""Where the tests keep their records: a file, and a PostgreSQL server where there is one to be had."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote
from uuid import uuid4

import pytest

from foederis.record import Record, open_record


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """A PostgreSQL address: `FOEDERIS_TEST_POSTGRESQL`, or a server of our own from the local binaries."""
    pytest.importorskip("psycopg", reason="the extra foederis[postgresql] is not installed")
    if given := os.environ.get("FOEDERIS_TEST_POSTGRESQL"):
        yield given
        return
    binaries = _binaries()
    if binaries is None:
        pytest.skip("no PostgreSQL here (apt-get install postgresql), and FOEDERIS_TEST_POSTGRESQL is not set")
    with _running(binaries) as address:
        yield address


@pytest.fixture(params=["sqlite", "postgresql"])
def where(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A place for a record of its own: a file, then a schema of the server."""
    if request.param == "sqlite":
        return str(tmp_path / "test.record")
    return _schema_on(request.getfixturevalue("server"))


@pytest.fixture
def record(where: str) -> Iterator[Record]:
    with open_record(where) as opened:
        yield opened


def _schema_on(server: str) -> str:
    import psycopg

    name = f"test_{uuid4().hex}"
    with psycopg.connect(server) as connection:
        connection.execute(f"CREATE SCHEMA {name}")
    return f"{server}{'&' if '?' in server else '?'}options={quote(f'-csearch_path={name}')}"


def _binaries() -> Path | None:
    """The folder of initdb and postgres; Debian keeps it off the PATH."""
    on_path = shutil.which("initdb")
    found = [Path(on_path).resolve()] if on_path else sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    return found[-1].parent if found else None


@contextmanager
def _running(binaries: Path) -> Iterator[str]:
    folder = Path(tempfile.mkdtemp(prefix="foederis-postgresql-"))
    user = {"user": "nobody", "group": "nogroup"} if os.geteuid() == 0 else {}  # PostgreSQL will not run as root
    if user:
        shutil.chown(folder, **user)
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "cwd": folder, **user}
    data = folder / "data"
    subprocess.run([binaries / "initdb", "-D", data, "-U", "foederis", "-A", "trust", "-N"], check=True, **quiet)
    options = ("-F", "-c", "listen_addresses=", "-c", f"unix_socket_directories={folder}")
    server = subprocess.Popen([binaries / "postgres", "-D", data, *options], **quiet)
    try:
        address = f"postgresql://foederis@/postgres?host={quote(str(folder), safe='')}"
        _await(address)
        yield address
    finally:
        server.terminate()
        server.wait(30)
        shutil.rmtree(folder, ignore_errors=True)


def _await(address: str) -> None:
    import psycopg

    for _ in range(300):
        try:
            psycopg.connect(address).close()
            return
        except psycopg.OperationalError:
            time.sleep(0.1)
    pytest.skip("the local PostgreSQL did not start within 30 seconds")
