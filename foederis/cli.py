"""The command line: parses, calls one library function, prints, sets the exit status."""

import typer

app = typer.Typer(no_args_is_help=True, add_completion=False)


@app.callback()
def _root() -> None:
    """Read reports into a sourced record of collective defence."""


def main() -> None:
    """Entry point of the `foederis` command."""
    app()
