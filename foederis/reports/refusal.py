"""Why a piece cannot be read."""

from __future__ import annotations


class RefusalError(Exception):
    """Inside this package only: this piece cannot be read, and why; it becomes a `Problem` where the piece is named."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
