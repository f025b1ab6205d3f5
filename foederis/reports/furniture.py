"""Furniture: the parts of a text that are not the report, marked so that they are never read."""

from __future__ import annotations

from foederis.model import Furniture


def mark(text: str) -> tuple[Furniture, ...]:
    """The furniture of `text`, in order, without overlaps."""
    return ()
