"""Frames: per act, the words that evoke it and where its actor, target and object stand. Data in `frames/*.toml`.

docs/frames.md describes the format and how a researcher adds a frame from a folder of their own.
"""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, fields
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Any, Literal

from foederis.acts import ACTS, STATUSES
from foederis.model import Status
from foederis.reading.grammar.kinds import KINDS

_FUNCTIONS = frozenset(
    [
        *("subject", "object", "self-subject", "indirect", "predicate", "possessor-of-object", "object-owner", "owner"),
        *("light", "light-subject", "light-object", "clause", "clause-subject", "clause-object", "modal-verb"),
        *("modal-subject", "speaker", "poss", "modifier", "relative", "self", "post"),
    ]
)
_PREPOSITIONS = frozenset(
    [
        *("about", "above", "across", "after", "against", "along", "alongside", "amid", "among", "around", "as", "at"),
        *("before", "behind", "below", "beneath", "beside", "between", "beyond", "by", "concerning", "despite"),
        *("down", "during", "except", "for", "from", "in", "inside", "into", "like", "near", "of", "off", "on", "onto"),
        *("outside", "over", "past", "regarding", "since", "through", "throughout", "to", "toward", "towards"),
        *("under", "until", "up", "upon", "versus", "via", "with", "within", "without"),
    ]
)
FOLDER = Path(__file__).parent.parent / "frames"
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
    prep_not: frozenset[str] = frozenset()  #: none of these may be in a prepositional phrase of the verb
    clause_words: frozenset[str] = frozenset()  #: one of these must be the verb of its infinitive or gerund
    means_words: frozenset[str] = frozenset()  #: one of these must stand with the verb as its means
    context: frozenset[str] = frozenset()  #: one of these must stand in the sentence
    object_is: frozenset[str] = frozenset()  #: person, place, organisation, treaty ...: what the object must be
    actor_is: frozenset[str] = frozenset()  #: person, party or PLOVER sectors: what the actor must be
    transitive: bool = False  #: counts only with an object
    intransitive: bool = False  #: counts only without one
    other_subject: bool = False  #: an infinitive must have a subject of its own ('want X to go', not 'want to go')
    head_not: frozenset[str] = frozenset()  #: a noun under one of these prepositions names no act ('in support of')
    modifier_words: frozenset[str] = frozenset()  #: one of these must modify the noun
    modifier_not: frozenset[str] = frozenset()  #: none of these may modify the noun ('hunger strike')
    negated: bool = False  #: counts only where the verb is negated ('will not accept')
    infinitive: bool = False  #: counts only with an infinitive of its own ('told them to leave')
    needs: str | None = None  #: actor, target, object, place, party (actor or target) or light: must be given
    light: tuple[tuple[str, ...], ...] = ()  #: verbs that only carry the noun ('conduct a strike')
    weak: bool = False  #: a noun that names the act only with parties, a light verb or a time of its own
    future_only: bool = False  #: counts only where the verb is planned
    vow: Literal["yes", "not"] | None = None  #: counts only as the speaker's own 'we will (not)'
    own_speech: bool = False  #: counts only in somebody's speech
    modal: bool = False  #: the words are modal verbs; the verb they go with is what is asked
    predicative: bool = False  #: counts only as 'X is a ...'


_FLAGS = frozenset(field.name for field in fields(Unit) if field.default is False)
_TEXTS = frozenset(field.name for field in fields(Unit) if field.default is None)
_ONE_OF: dict[str, tuple[str, ...]] = {
    "status": STATUSES,
    "needs": ("actor", "target", "object", "place", "party", "light"),
    "vow": ("yes", "not"),
}


@dataclass(frozen=True, slots=True)
class Frames:
    """All units, found by the word that evokes them."""

    verbs: dict[str, tuple[tuple[tuple[str, ...], Unit], ...]]
    nouns: dict[str, tuple[tuple[tuple[str, ...], Unit], ...]]
    adjectives: dict[str, tuple[tuple[tuple[str, ...], Unit], ...]]
    light_verbs: frozenset[str]


@cache
def load(extra: Path | None = None) -> Frames:
    """The built-in frames and those of a user's folder, which go first; FrameError names file and line of a mistake.

    A user's unit is called after its file (``pledge/ours-0``): nothing learnt of a built-in unit is used for it.
    """
    units = [unit for path in _files(extra) for unit in _units(path, f"{path.stem}-")] if extra else []
    units += [unit for path in _files(FOLDER) for unit in _units(path)]
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
    """Longer phrases and units with more conditions are tried first; a vow asks for subject, auxiliary and negation."""
    rest, unit = entry
    conditions = (
        unit.object_words,
        unit.subject_words,
        unit.prep_words,
        unit.clause_words,
        unit.means_words,
        unit.context,
        unit.object_is,
        unit.actor_is,
        unit.transitive,
        unit.intransitive,
        unit.modifier_words,
        unit.negated,
        unit.infinitive,
        unit.vow,
    )
    return len(rest), sum(map(bool, conditions)) + 3 * bool(unit.vow)


def _files(folder: Path) -> list[Path]:
    if found := sorted(folder.glob("*.toml")):
        return found
    raise FrameError(f"{folder}: {'no file there ends in .toml' if folder.is_dir() else 'no such folder of frames'}")


def _units(path: Path, prefix: str = "") -> Iterator[Unit]:
    try:
        text = path.read_text(encoding="utf-8")
        data = tomllib.loads(text)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise FrameError(f"{path}: not TOML: {error}") from error
    act, entries = data.get("act"), data.get("unit", [])
    if act not in ACTS:
        raise FrameError(
            f"{path}:1: act = {act!r} is not an act of the codebook; take one of {', '.join(sorted(ACTS))}"
        )
    lines = [n for n, line in enumerate(text.splitlines(), 1) if re.match(r"\s*\[\[\s*unit\s*\]\]", line)]
    if set(data) - {"act", "unit"} or not isinstance(entries, list) or len(lines) != len(entries):
        raise FrameError(
            f"{path}:1: a file has one act and then its units, each under a line [[unit]], and no other key"
        )
    for number, (line, entry) in enumerate(zip(lines, entries, strict=True)):
        try:
            yield _unit(f"{act}/{prefix}{number}", act, entry)
        except (ValueError, TypeError) as error:
            raise FrameError(f"{path}:{line}: {error}") from error


def _unit(id_: str, act: str, entry: dict[str, Any]) -> Unit:
    kinds: list[Word] = [kind for kind in ("verbs", "nouns", "adjectives") if kind in entry]
    if len(kinds) != 1:
        raise ValueError("a unit has exactly one of verbs, nouns, adjectives")
    kind = kinds[0]
    known = {field.name for field in fields(Unit)} - {"id", "act", "kind", "phrases"}
    if unknown := set(entry) - known - {kind}:
        raise ValueError(f"unknown key {', '.join(sorted(unknown))}; known are {', '.join(sorted(known))}")
    for key, allowed in _ONE_OF.items():
        if key in entry and entry[key] not in allowed:
            raise ValueError(f"{key} = {entry[key]!r}; take one of {', '.join(allowed)}")
    settings = {key: _value(key, value) for key, value in entry.items() if key != kind}
    return Unit(id_, act, kind, _phrases(entry[kind]), **{**_DEFAULT_PLACES[kind], **settings})


def _value(key: str, value: Any) -> Any:
    if key == "light":
        return _phrases(value)
    flag, text = key in _FLAGS, key in _TEXTS
    fits = isinstance(value, bool) if flag else isinstance(value, str) if text else _is_list_of_text(value)
    if not fits:
        raise ValueError(f"{key} is {'true or false' if flag else 'a text' if text else 'a list of texts'}")
    if key in ("actor", "target", "object"):
        return _known(key, tuple(value), _FUNCTIONS | _PREPOSITIONS)
    if key in ("object_is", "actor_is"):
        return frozenset(_known(key, tuple(value), KINDS))
    return value if flag or text else frozenset(value)


def _known(key: str, values: tuple[str, ...], known: frozenset[str]) -> tuple[str, ...]:
    if unknown := [value for value in values if value not in known]:
        nearest = get_close_matches(unknown[0], known, 3)
        meant = f"; did you mean {' or '.join(nearest)}?" if nearest else f"; take one of {', '.join(sorted(known))}"
        raise ValueError(f"{key} = {unknown[0]!r} is not known{meant}")
    return values


def _is_list_of_text(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


def _phrases(words: Any) -> tuple[tuple[str, ...], ...]:
    if not words or not _is_list_of_text(words) or not all(re.fullmatch(r"[a-z][a-z' -]*", word) for word in words):
        raise ValueError('words are a list of lower-case lemmas, such as ["call on", "urge"]')
    return tuple(tuple(word.split()) for word in words)
