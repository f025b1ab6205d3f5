"""The word lists of this stage (`words.toml`) and how they are asked."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import files

from foederis.law.facts import VALUES
from foederis.state.alike import head_of, words_of

_KEYS = {
    "forms": VALUES["form"],
    "doers": VALUES["form"],
    "objects": VALUES["object"],
    "scale": VALUES["scale"],
    "civil": ("words",),
    "accident": ("words",),
    "blame": ("words",),
    "mandate": ("words",),
    "help": ("words",),
    "consent": ("phrases",),
}


@cache
def lists() -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """`words.toml` as loaded; ValueError names a list that is missing or unknown, or a value the law does not have."""
    data = tomllib.loads(files("foederis.duties").joinpath("words.toml").read_text(encoding="utf-8"))
    if wrong := data.keys() ^ _KEYS.keys():
        raise ValueError(f"words.toml: [{'], ['.join(sorted(wrong))}] is missing or unknown")
    for name, table in data.items():
        if wrong := table.keys() - set(_KEYS[name]):
            raise ValueError(
                f"words.toml: [{name}] has no {', '.join(sorted(wrong))}; it may be {', '.join(_KEYS[name])}"
            )
    return {name: {key: tuple(words) for key, words in table.items()} for name, table in data.items()}


def said(kind: str, text: str | None) -> frozenset[str]:
    """The keys of a list of which a phrase stands in the text as whole words."""
    return frozenset(key for key, pattern in _patterns(kind) if text and pattern.search(text))


@cache
def _patterns(kind: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((key, _any_of(phrases)) for key, phrases in lists()[kind].items())


def _any_of(phrases: Iterable[str]) -> re.Pattern[str]:
    longest_first = sorted(phrases, key=len, reverse=True)
    either = "|".join(r"\s+".join(map(re.escape, phrase.split())) for phrase in longest_first)
    return re.compile(rf"(?<!\w)(?:{either})(?!\w)", re.IGNORECASE)


@cache
def object_of(text: str | None) -> str | None:
    """What kind of thing the text's head noun is; None for a civil plane or ship and for what is on no list."""
    if head_of(text) is None or said("civil", text):
        return None
    return next((kind for kind, names in _things() if any(_names(name, text) for name in names)), None)


def _names(name: str, text: str | None) -> bool:
    return head_of(name) == head_of(text) and words_of(name) <= words_of(text)


@cache
def counted(unit: str | None) -> str | None:
    """What kind of thing a unit counts: "people dead" counts people, "soldiers" forces."""
    kinds = {kind for kind, names in _things() if any(words_of(name) <= words_of(unit) for name in names)}
    return kinds.pop() if len(kinds) == 1 else None


def _things() -> Iterable[tuple[str, tuple[str, ...]]]:
    return lists()["objects"].items()


def after_consent(sentence: str) -> Iterator[str]:
    """What follows each phrase of consent in the sentence, as far as a name can stand."""
    for match in _any_of(lists()["consent"]["phrases"]).finditer(sentence):
        yield sentence[match.end() : match.end() + 60]


def around(text: str, sentence: str, *, words: int = 4) -> str:
    """The words beside a text in its sentence; nothing where it does not stand there as written."""
    at = sentence.find(text)
    if not text or at < 0:
        return ""
    before, after = sentence[:at].split()[-words:], sentence[at + len(text) :].split()[:words]
    return " ".join((*before, text, *after))
