"""Warnings for what was changed on the way from bytes to text."""

from __future__ import annotations

from collections.abc import Iterator

from foederis.model import Problem
from foederis.reports.decode import Decoded


def encoding_warning(decoded: Decoded, where: str) -> Iterator[Problem]:
    """A warning where the encoding had to be guessed or bytes could not be decoded."""
    if decoded.guessed:
        message = f"not UTF-8; read as {decoded.guessed}, some characters may be wrong"
        yield Problem("encoding-guessed", message, where, lost=False)
    if decoded.replaced:
        yield Problem("bytes-replaced", "some bytes are no text and are read as U+FFFD", where, lost=False)


def hidden_warning(changed: int, first: int | None, where: str) -> Iterator[Problem]:
    """A warning where characters that cannot be seen were replaced."""
    if changed:
        message = f"{changed} control or invisible characters read as spaces, the first at character {first}"
        yield Problem("hidden-characters", message, where, lost=False)
