"""Frames: per act, the words that evoke it and where its actor, target and object stand. Data in `frames/*.toml`.

docs/frames.md describes the format and how a researcher adds a frame from a folder of their own.
"""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any, Literal

from foederis.acts import ACTS, STATUSES
from foederis.model import Status

FOLDER = Path(__file__).parent / "frames"
Word = Literal["verbs", "nouns", "adjectives"]
_DEFAULT_PLACES: dict[str, dict[str, tuple[str, ...]]] = {
    "verbs": {"actor": ("subject",), "target": ("object",), "object": ("object",)},
    "nouns": {
        "actor": ("poss", "by", "light-subject", "modifier"),
        "target": ("against", "on"),
        "object": ("of", "self"),
    },
    "adjectives": {"actor": ("subject",), "target": (), "object": ()},
}


class FrameError(ValueError):
    """A frame file that contradicts the format; the message names file, line and what to do."""


@dataclass(frozen=True, slots=True)
class Unit:
    """Words that evoke an act in one way, with the grammatical places of its parties."""

    id: str  #: ``act/number`` within its file
    act: str
    kind: Word
    phrases: tuple[tuple[str, ...], ...]  #: lemmas; the first evokes, the rest must stand with it
    actor: tuple[str, ...]
    target: tuple[str, ...]
    object: tuple[str, ...]
    status: Status | None = None  #: the act's status, whatever the verb's
    object_words: frozenset[str] = frozenset()  #: one of these must be in the object
    object_not: frozenset[str] = frozenset()  #: none of these may be in the object
    subject_words: frozenset[str] = frozenset()  #: one of these must be in the subject
    prep_words: frozenset[str] = frozenset()  #: one of these must be in a prepositional phrase of the verb
    means_words: frozenset[str] = frozenset()  #: one of these must stand with the verb as its means
    context: frozenset[str] = frozenset()  #: one of these must stand in the sentence
    object_is: str | None = None  #: person, place, organisation ...: what the object must be
    actor_is: frozenset[str] = frozenset()  #: person, party or PLOVER sectors: what the actor must be
    needs: str | None = None  #: actor, target, object or place: must be given
    light: tuple[tuple[str, ...], ...] = ()  #: verbs that only carry the noun ('conduct a strike')
    weak: bool = False  #: a noun that names the act only with parties, a light verb or a time of its own
    future_only: bool = False  #: counts only where the verb is planned
    vow: Literal["yes", "not"] | None = None  #: counts only as the speaker's own 'we will (not)'
    own_speech: bool = False  #: counts only in somebody's speech
    modal: bool = False  #: the words are modal verbs; the verb they go with is what is asked
    predicative: bool = False  #: counts only as 'X is a ...'


@dataclass(frozen=True, slots=True)
class Frames:
    """All units, found by the word that evokes them."""

    verbs: dict[str, tuple[tuple[tuple[str, ...], Unit], ...]]
    nouns: dict[str, tuple[tuple[tuple[str, ...], Unit], ...]]
    adjectives: dict[str, tuple[tuple[tuple[str, ...], Unit], ...]]
    light_verbs: frozenset[str]


@cache
def load(extra: Path | None = None) -> Frames:
    """The built-in frames and those of a user's folder; FrameError names file and line of every mistake."""
    units = [
        unit for folder in (FOLDER, extra) if folder for path in sorted(folder.glob("*.toml")) for unit in _units(path)
    ]
    index: dict[Word, dict[str, list[tuple[tuple[str, ...], Unit]]]] = {
        "verbs": defaultdict(list),
        "nouns": defaultdict(list),
        "adjectives": defaultdict(list),
    }
    for unit in units:
        for phrase in unit.phrases:
            index[unit.kind][phrase[0]].append((phrase[1:], unit))
    ordered = {
        kind: {word: tuple(sorted(found, key=_specific, reverse=True)) for word, found in words.items()}
        for kind, words in index.items()
    }
    light = frozenset(phrase[0] for unit in units for phrase in unit.light)
    return Frames(ordered["verbs"], ordered["nouns"], ordered["adjectives"], light)


def _specific(entry: tuple[tuple[str, ...], Unit]) -> tuple[int, int]:
    """Longer phrases and units with more conditions are tried first."""
    rest, unit = entry
    conditions = (
        unit.object_words,
        unit.subject_words,
        unit.prep_words,
        unit.means_words,
        unit.context,
        unit.object_is,
        unit.vow,
    )
    return len(rest), sum(map(bool, conditions))


def _units(path: Path) -> Iterator[Unit]:
    text = path.read_text(encoding="utf-8")
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise FrameError(f"{path}: not TOML: {error}") from error
    lines = [n for n, line in enumerate(text.splitlines(), 1) if line.strip().startswith("[[unit]]")]
    act = data.get("act")
    if act not in ACTS:
        raise FrameError(
            f"{path}:1: act = {act!r} is not an act of the codebook; take one of {', '.join(sorted(ACTS))}"
        )
    for number, (line, entry) in enumerate(zip(lines, data.get("unit", []), strict=True)):
        try:
            yield _unit(f"{act}/{number}", act, entry)
        except (ValueError, TypeError) as error:
            raise FrameError(f"{path}:{line}: {error}") from error


def _unit(id_: str, act: str, entry: dict[str, Any]) -> Unit:
    kinds: list[Word] = [kind for kind in ("verbs", "nouns", "adjectives") if kind in entry]  # type: ignore[misc]
    if len(kinds) != 1:
        raise ValueError("a unit has exactly one of verbs, nouns, adjectives")
    kind = kinds[0]
    known = {field.name for field in fields(Unit)} - {"id", "act", "kind", "phrases"}
    if unknown := set(entry) - known - {kind}:
        raise ValueError(f"unknown key {', '.join(sorted(unknown))}; known are {', '.join(sorted(known))}")
    if entry.get("status", "done") not in STATUSES:
        raise ValueError(f"status = {entry['status']!r}; take one of {', '.join(STATUSES)}")
    settings = {key: _value(key, value) for key, value in entry.items() if key != kind}
    return Unit(id_, act, kind, _phrases(entry[kind]), **{**_DEFAULT_PLACES[kind], **settings})


def _value(key: str, value: Any) -> Any:
    if key == "light":
        return _phrases(value)
    if key in ("actor", "target", "object"):
        return tuple(value)
    return frozenset(value) if isinstance(value, list) else value


def _phrases(words: list[str]) -> tuple[tuple[str, ...], ...]:
    if not words or not all(isinstance(word, str) and re.fullmatch(r"[a-z][a-z' -]*", word) for word in words):
        raise ValueError('words are a list of lower-case lemmas, such as ["call on", "urge"]')
    return tuple(tuple(word.split()) for word in words)
