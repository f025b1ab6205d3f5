"""The language of a text. English is told by its commonest words; only other texts load the statistical model."""

from __future__ import annotations

import re
from typing import Final

_SAMPLE: Final = 4000  #: characters looked at
_ENGLISH: Final = frozenset(
    (
        "the",
        "of",
        "and",
        "to",
        "that",
        "with",
        "which",
        "by",
        "from",
        "has",
        "have",
        "were",
        "are",
        "its",
        "this",
        "will",
    )
)
_ENGLISH_SHARE: Final = 0.12  #: running English has 0.2 or more of these words, other languages below 0.05
_ENOUGH: Final = 12  #: letters below which nothing is said


def language_of(text: str) -> str | None:
    """ISO 639-1 code of the language most of the beginning of `text` is in; None where there is too little to tell."""
    words = re.findall(r"[^\W\d_]+", text[:_SAMPLE].lower())
    if sum(map(len, words)) < _ENOUGH:
        return None
    if "the" in words and sum(word in _ENGLISH for word in words) >= _ENGLISH_SHARE * len(words):
        return "en"
    import py3langid

    return str(py3langid.classify(text[:_SAMPLE])[0])
