"""Text from reports made safe to show."""

from __future__ import annotations

import re
from typing import Final

_UNSAFE: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""Control characters save the tab and the line's end, and those that turn the direction of what follows."""


def plain(text: str) -> str:
    """Text for a terminal: control and bidirectional-override characters are shown as U+FFFD."""
    return _UNSAFE.sub("\ufffd", text)
