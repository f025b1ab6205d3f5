"""Text from reports made safe to show."""

from __future__ import annotations


def plain(text: str) -> str:
    """Text for a terminal: control and bidirectional-override characters are shown as U+FFFD."""
    return "".join("\ufffd" if _unsafe(char) else char for char in text)


def _unsafe(char: str) -> bool:
    code = ord(char)
    if char in "\n\t":
        return False
    return code < 0x20 or 0x7F <= code < 0xA0 or 0x202A <= code <= 0x202E or 0x2066 <= code <= 0x2069
