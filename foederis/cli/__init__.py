"""The command line: each command parses, calls one library function, prints, and sets the exit status.

Heavy imports (spaCy, SQLAlchemy, trafilatura …) stand inside the commands, so that `foederis --help` answers at once.
"""

import logging

import typer

from foederis.cli import (
    brief_command,
    casus_command,
    check_command,
    duties_command,
    explain_command,
    read_commands,
    record_commands,
    reports_command,
    serve_command,
    state_commands,
    who_command,
)

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)


@app.callback()
def _root() -> None:
    """Read reports into a sourced record of collective defence, and ask it what follows."""
    logging.getLogger().addHandler(logging.NullHandler())  # libraries' own warnings would stand beside our one line


GROUPS = (
    read_commands,
    reports_command,
    record_commands,
    explain_command,
    brief_command,
    who_command,
    state_commands,
    check_command,
    duties_command,
    casus_command,
    serve_command,
)
for group in GROUPS:
    group.register(app)


def main() -> None:
    """Entry point of the `foederis` command."""
    app()
