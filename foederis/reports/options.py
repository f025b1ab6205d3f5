"""What a caller may set when loading reports, and the fixed limits that keep hostile input from hurting."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

TEXT_COLUMNS: Final = ("text", "body", "content")
"""Columns (or JSON keys) looked for, in this order, where the caller names none."""

MAX_UNPACKING: Final = 100
"""How many times its own size an archive may unpack to: text packs to a third or a tenth, bombs to a thousandth."""

FREE_UNPACKING: Final = 64 * 1024 * 1024
"""Bytes any archive may unpack to whatever its ratio, so that small archives of repetitive text pass."""

MAX_ARCHIVE_DEPTH: Final = 3
"""Archives inside archives are opened down to this depth; deeper nesting is how bombs hide."""

BYTES_PER_CHAR: Final = 4
"""The most bytes UTF-8 needs for a character: what may be read before the characters are counted."""


@dataclass(frozen=True, slots=True)
class LoadOptions:
    """How to load reports."""

    text_column: str | None = None  #: the column or JSON key with the text; None tries `TEXT_COLUMNS`
    max_chars: int = 50_000_000  #: the longest text of one report

    @property
    def max_bytes(self) -> int:
        """The most bytes read for one report."""
        return self.max_chars * BYTES_PER_CHAR
