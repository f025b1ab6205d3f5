"""Does a sentence tell of what has been, or may it speak of what is to come?"""

from __future__ import annotations

import re
from typing import Final, Literal

Tense = Literal["past", "open", "future"]

SPEECH: Final = re.compile(r"\b(?:said|says|told|tells|called|warned|wrote|argued|added|announced|stated|asked)\b")
SAID_ON: Final = re.compile(SPEECH.pattern + r"(?:\s+[\w’'.]+){0,4}\s*$")
"""What stands before the day on which somebody spoke: "said the minister on"."""

_AHEAD: Final = re.compile(
    r"\b(?:will|shall|would|could|should|may|might|can|(?:is|are|was|were|be) (?:to|due|set|scheduled|expected)\b"
    r"|to be (?:held|signed)|going to|upcoming|forthcoming|ahead of|run-?up to|plan(?:s|ned|ning)?|schedul\w+"
    r"|due (?:to|in|on)|expect\w*|intend\w*|propos\w+|pledg\w+|promis\w+|target\w*|goals?|aims?|deadline|until|till"
    r"|before|by (?:\d|the end|next|then|[JFMASOND][a-z]{2})|expir\w+|(?:takes?|taking) place|begins|starts|opens"
    r"|meets?|gathers?|convenes?|if|unless|next|prepar\w+)\b"
)
_GOVERNING: Final = re.compile(
    r"\b(?:(?:will|is to|are to|to) be (?:held|signed|hosted)"
    r"|(?:will|to) (?:take place|meet|convene|gather|host|hold|attend)"
    r"|(?<!was )(?<!were )(?<!been )(?:planned|scheduled|due)|upcoming|forthcoming|ahead of|run-?up to"
    r"|in preparation for|next (?:week|month|year)(?:['’]s)?)\b"
)
_NEAR: Final = 60


def tense(sentence: str, start: int, end: int) -> Tense:
    """Of what stands from `start` to `end`: "future" where words of planning govern it, "open" where the sentence holds
    any word that may look ahead, else "past"; "past" too where it tells when somebody spoke."""
    before, after = sentence[max(0, start - _NEAR) : start], sentence[end : end + _NEAR]
    if SAID_ON.search(before):
        return "past"
    if _governs(before, last=True) or _governs(after, last=False):
        return "future"
    return "open" if _AHEAD.search(sentence) else "past"


def _governs(words: str, *, last: bool) -> bool:
    part = re.split(r"[;:.!?”\"“]", words)[-1 if last else 0]
    return _GOVERNING.search(part) is not None
