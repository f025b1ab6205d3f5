"""Finding names in a text: one Aho-Corasick pass, whole words, letter case where it tells names from words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from foederis.who.entries import Candidate
from foederis.who.names import Name
from foederis.who.text import key, level, plain

_RANK: Final = {
    kind: rank
    for rank, kind in enumerate(
        ("state", "organisation", "group", "post", "person", "landmark", "demonym", "seat", "capital", "place", "city")
    )
}
_WORDS: Final = frozenset({"us", "is", "who", "shape", "plan", "pace", "rand", "alba", "diana", "sac"})
"""Acronyms that in other letters are plain words: "US" is not "us", "SHAPE" not "Shape"."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in a text and what it may mean, likeliest kind first."""

    start: int
    end: int
    text: str
    entries: tuple[Candidate, ...]


class Matcher:
    """All names, compiled once; immutable afterwards."""

    def __init__(self, names: Iterable[Name]) -> None:
        import ahocorasick

        written: dict[str, dict[str, list[Candidate]]] = defaultdict(lambda: defaultdict(list))
        for name, meaning in names:
            written[" ".join(plain(name).lower().split())][plain(name)].append(meaning)
        self._automaton: Any = ahocorasick.Automaton()
        for lowered, forms in written.items():
            self._automaton.add_word(lowered, (lowered, dict(forms)))
        self._automaton.make_automaton()

    def find(self, text: str) -> tuple[Mention, ...]:
        """The names in `text`, in order and without overlap; of overlapping ones the longest, of these the first."""
        levelled, offsets = level(text)
        found: list[Mention] = []
        taken = bytearray(len(levelled) + 1)
        for start, end, meanings in sorted(self._matches(levelled), key=lambda match: (match[0] - match[1], match[0])):
            if any(taken[start:end]):
                continue
            taken[start:end] = b"\1" * (end - start)
            first, last = (start, end) if offsets is None else (offsets[start], offsets[end - 1] + 1)
            found.append(Mention(first, last, text[first:last], meanings))
        return tuple(sorted(found, key=lambda mention: mention.start))

    def _matches(self, text: str) -> Iterator[tuple[int, int, tuple[Candidate, ...]]]:
        lowered = text.lower()
        if len(lowered) != len(text):
            lowered = "".join(char.lower() if len(char.lower()) == 1 else char for char in text)
        for last, (name, forms) in self._automaton.iter(lowered):
            start, end = last + 1 - len(name), last + 1
            if not _whole_words(text, start, end):
                continue
            said = text[start:end]
            meanings = [meaning for form, each in forms.items() if _same_case(form, said) for meaning in each]
            if meanings and not (said.lower() in _WORDS and _shouted(text, start, end)):
                start += len("the ") if name.startswith("the ") else 0
                yield start, end, tuple(sorted(dict.fromkeys(meanings), key=lambda meaning: _RANK[meaning.kind]))


def _whole_words(text: str, start: int, end: int) -> bool:
    before = start > 0 and text[start - 1].isalnum() and text[start].isalnum()
    after = end < len(text) and text[end].isalnum() and text[end - 1].isalnum()
    return not (before or after)


def _same_case(form: str, said: str) -> bool:
    """May `said` stand for the name `form`?

    Acronyms keep their capitals (from four letters on "Nato" will do, "MOD" for "MoD"), a single word its first one, of
    several words one must have kept its own.
    """
    if form == said or form.islower():
        return True
    if form.isupper():
        return len(form) >= 4 and form.isalpha() and said.istitle() and form.lower() not in _WORDS
    if form.isalpha() and not form.istitle():
        return said.isupper() if form[0].isupper() else True
    if " " not in form:
        return said[0].isupper() or not form[0].isupper()
    return said[0].isupper() or any(char.isupper() for char in said)


def _shouted(text: str, start: int, end: int) -> bool:
    """Does the word stand among words in capitals, so that its own say nothing?"""
    before, after = text[max(0, start - 60) : start].split()[-1:], text[end : end + 60].split()[:1]
    return any(len(word) > 2 and word.isalpha() and word.isupper() for word in before + after)


def index(names: Iterable[Name]) -> dict[str, tuple[Candidate, ...]]:
    """What each name may mean, by its `key`."""
    meanings: dict[str, dict[Candidate, None]] = defaultdict(dict)
    for name, meaning in names:
        meanings[key(name)][meaning] = None
    return {name: tuple(sorted(each, key=lambda one: _RANK[one.kind])) for name, each in meanings.items()}
