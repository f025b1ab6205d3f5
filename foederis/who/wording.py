"""Texts by their words, in the form in which wordings of one thing are compared."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

PREPOSITIONS: Final = frozenset(
    "about against among as at by concerning for from in into of off on onto over per to under with".split()
)
_EMPTY: Final = PREPOSITIONS | frozenset("a an and its his her our s some such that the their these this those".split())


@cache
def words_of(text: str | None) -> frozenset[str]:
    """The words that say what is named, without articles, prepositions and plural endings."""
    return frozenset(_singular(word) for word in _words(text) if word not in _EMPTY)


@cache
def head_of(text: str | None) -> str | None:
    """The noun that says what kind of thing it is: the last word before the first preposition."""
    head = None
    for word in _words(text):
        if word in PREPOSITIONS and head:
            break
        head = _singular(word)
    return head


def _words(text: str | None) -> list[str]:
    return re.findall(r"[^\W_]+", (text or "").casefold().replace("co-op", "coop"))


def _singular(word: str) -> str:
    """Plural endings go, and American ``defense`` is British ``defence``: reports mix both."""
    word = word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word
    return word[:-2] + "ce" if word.endswith("ense") else word
