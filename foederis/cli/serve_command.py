"""`foederis serve`: the workbench in a browser."""

from __future__ import annotations

import ipaddress
import socket
import sys
from typing import Annotated

import typer

from foederis.cli.common import wrong_call
from foederis.cli.options import Sure
from foederis.model import MIN_CONFIDENCE

_SHORTEST = 16  #: characters that a token must have, so that it cannot be guessed


def register(app: typer.Typer) -> None:
    """Adds the command to the program."""
    app.command("serve")(serve)


def serve(
    record: Annotated[
        str | None,
        typer.Option(
            "--record", metavar="FILE", help="A file or a postgresql:// address. [default: ./foederis.record]"
        ),
    ] = None,
    port: Annotated[int, typer.Option(min=0, max=65535, help="0 takes one that is free.")] = 8420,
    host: Annotated[
        str, typer.Option(help="Where to listen; anywhere but on this machine a token is needed.")
    ] = "127.0.0.1",
    token: Annotated[
        str | None, typer.Option(metavar="TOKEN", envvar="FOEDERIS_TOKEN", help="What people must give to get in.")
    ] = None,
    min_confidence: Sure = MIN_CONFIDENCE,
) -> None:
    """Open the record in a browser: read, check and explore it.

    Examples: foederis serve · foederis serve --record team.record --host 0.0.0.0 --token "$(openssl rand -hex 16)"
    """
    import uvicorn

    from foederis.record import RecordError, open_record
    from foederis.web.app import create_app
    from foederis.web.desk import Desk
    from foederis.web.guard import LOCAL
    from foederis.who import load

    local = host == "localhost" or _is_loopback(host)
    if not local and token is None:
        wrong_call(f"--host {host} lets others in: give --token, at least {_SHORTEST} characters that nobody can guess")
    if token is not None and len(token) < _SHORTEST:
        wrong_call(f"--token: give at least {_SHORTEST} characters")
    try:
        opened = open_record(record)
    except RecordError as error:
        wrong_call(str(error))
    with opened:
        app = create_app(
            Desk(opened, load(), min_confidence=min_confidence), token=token, hosts=LOCAL if local else ("*",)
        )
        config = uvicorn.Config(app, host=host, port=port, log_level="warning", access_log=False, server_header=False)
        listening = config.bind_socket()
        listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, True)  # else each answer waits 40 ms for its body
        shown = host if local else "this machine's address"
        print(f"foederis: http://{shown}:{listening.getsockname()[1]}/ (Ctrl+C ends)", file=sys.stderr)
        uvicorn.Server(config).run([listening])


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
