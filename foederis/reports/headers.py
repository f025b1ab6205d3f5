"""What a plain text says of itself: title, author, publisher, address and date."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Header:
    """Metadata read off a text; None where it says nothing."""

    title: str | None = None
    author: str | None = None
    publisher: str | None = None
    url: str | None = None
    date: str | None = None


def header_of(text: str, *, marked_down: bool = False) -> Header:
    """The metadata in `text`."""
    return Header()
