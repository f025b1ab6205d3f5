"""A workbench in a process of its own, which a test may kill."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import httpx2

TOKEN: Final = "a-token-of-the-tests"
STARTS: Final = 60.0  #: seconds that it may take to start


@contextmanager
def running(record: Path) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """Its address, and the process."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    command = [sys.executable, "-c", "from foederis.cli import main; main()", "serve", "--record", str(record)]
    command += ["--port", str(port), "--token", TOKEN]
    server = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    try:
        _wait(f"http://127.0.0.1:{port}", server)
        yield f"http://127.0.0.1:{port}", server
    finally:
        server.kill()
        server.wait()


def _wait(address: str, server: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + STARTS
    while time.monotonic() < end:
        assert server.poll() is None, "the workbench did not start"
        try:
            httpx2.get(f"{address}/login")
        except httpx2.TransportError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError("the workbench does not answer")
