"""The command line: each command parses, calls one library function, prints, and sets the exit status.

Heavy imports (spaCy, SQLAlchemy, trafilatura …) stand inside the commands, so that `foederis --help` answers at once.
"""

import logging

import typer

from foederis.cli import brief_command, casus_command, read_commands, record_commands, reports_command, who_command

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)


@app.callback()
def _root() -> None:
    """Read reports into a sourced record of collective defence, and ask it what follows."""
    logging.getLogger().addHandler(logging.NullHandler())  # libraries' own warnings would stand beside our one line


for group in (read_commands, reports_command, record_commands, brief_command, who_command, casus_command):
    group.register(app)


def main() -> None:
    """Entry point of the `foederis` command."""
    app()
