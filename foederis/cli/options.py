"""Arguments and options that several commands share."""

from pathlib import Path
from typing import Annotated

import typer

Paths = Annotated[
    list[str], typer.Argument(metavar="PATH...", help="Files, folders, archives, or - for standard input.")
]
Published = Annotated[
    str | None,
    typer.Option(
        metavar="WHEN", help="When they were published: a date, A..B, or JSON lines {report, earliest, latest}."
    ),
]
TextColumn = Annotated[
    str | None,
    typer.Option(metavar="NAME", help="The column or key with the text in tables; default: text, body or content."),
]
MaxChars = Annotated[int, typer.Option(min=1, help="The longest text of one report.")]
Frames = Annotated[
    Path | None, typer.Option(metavar="FOLDER", help="Frames of your own (*.toml), tried before the built-in ones.")
]
Sure = Annotated[
    float, typer.Option(min=0.0, max=1.0, help="Rest on claims at least this sure, or ruled on by a person.")
]
