"""The words and patterns that tell what is mentioned: `data/*.toml`, checked on load (docs/mentions.md)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final, Literal, NamedTuple, get_args

from foederis.reading.grammar.numerals import words as number_words
from foederis.reading.mentions.model import KINDS, Kind

FOLDER: Final = Path(__file__).parent / "data"
Role = Literal[
    "thing",
    "shared",
    "name",
    "noun",
    "title",
    "office",
    "given",
    "pronoun",
    "ending",
    "start",
    "part",
    "adverb",
    "no-name",
]
_AS_WRITTEN: Final = frozenset({"name", "given", "ending", "start", "no-name"})  #: roles whose letter case counts
_KEYS: Final = {"words": {"kind", "role", "words"}, "pattern": {"kind", "pattern"}}
_LONGEST: Final = 6  #: words of the longest phrase that is looked up


class LexiconError(ValueError):
    """A mistake in a lexicon file; the message names file and line."""


class Pattern(NamedTuple):
    """A regular expression for expressions of one kind, matched against whole words."""

    kind: Kind
    regex: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All words by the role they play, with the kind each tells; all patterns in order."""

    words: Mapping[Role, Mapping[str, Kind]]
    patterns: tuple[Pattern, ...]

    def kind(self, role: Role, phrase: str) -> Kind | None:
        """What kind the words tell in a role, None where they are not listed for it."""
        return self.words[role].get(phrase)


@cache
def load(extra: Path | None = None) -> Lexicon:
    """The built-in lexicon with a user's folder added; LexiconError names file and line of a mistake."""
    words: dict[Role, dict[str, Kind]] = {role: {} for role in get_args(Role)}
    patterns: list[Pattern] = []
    for path in (*sorted(FOLDER.glob("*.toml")), *_files(extra)):
        for where, header, table in _tables(path):
            try:
                if header == "pattern":
                    patterns.append(_pattern(table))
                else:
                    _add(words[_role(table)], table)
            except (ValueError, TypeError) as error:
                raise LexiconError(f"{where}: {error}") from error
    return Lexicon(words, (*patterns, *_of_names(words["name"])))


def _files(folder: Path | None) -> list[Path]:
    if folder is None:
        return []
    if found := sorted(folder.glob("*.toml")):
        return found
    raise LexiconError(f"{folder}: {'no file there ends in .toml' if folder.is_dir() else 'no such folder of words'}")


def _tables(path: Path) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Each table of a file with its place and header; LexiconError where the file is no TOML or holds anything else."""
    try:
        text = path.read_text(encoding="utf-8")
        data = tomllib.loads(text)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise LexiconError(f"{path}: not TOML: {error}") from error
    for header, tables in data.items():
        lines = [n for n, line in enumerate(text.splitlines(), 1) if re.match(rf"\s*\[\[\s*{header}\s*\]\]", line)]
        if header not in _KEYS or not isinstance(tables, list) or len(lines) != len(tables):
            raise LexiconError(f"{path}:1: {header!r} is unknown; a file holds tables [[words]] and [[pattern]] only")
        for line, table in zip(lines, tables, strict=True):
            yield f"{path}:{line}", header, _checked(f"{path}:{line}", header, table)


def _checked(where: str, header: str, table: dict[str, Any]) -> dict[str, Any]:
    if set(table) != _KEYS[header]:
        raise LexiconError(
            f"{where}: a table [[{header}]] has the keys {', '.join(sorted(_KEYS[header]))} and no other"
        )
    if table["kind"] not in KINDS:
        raise LexiconError(f"{where}: kind = {table['kind']!r} is none of {', '.join(KINDS)}")
    return table


def _role(table: dict[str, Any]) -> Role:
    role: Role = table["role"]
    if role not in get_args(Role):
        raise ValueError(f"role = {role!r}; take one of {', '.join(get_args(Role))}")
    return role


def _add(known: dict[str, Kind], table: dict[str, Any]) -> None:
    listed = table["words"]
    if not isinstance(listed, list) or not listed or not all(isinstance(word, str) and word.strip() for word in listed):
        raise ValueError('words is a list of texts, such as ["grenade", "hand grenade"]')
    for word in listed:
        if table["role"] not in _AS_WRITTEN and word != word.lower():
            raise ValueError(f"{word!r}: words of the role {table['role']} are written in lower case")
        key = plain(word)
        if key in known:
            raise ValueError(f"{word!r} is listed for {known[key]} in this role already; name it once")
        if len(key.split()) > _LONGEST:
            raise ValueError(f"{word!r} has more than {_LONGEST} words")
        known[key] = table["kind"]


def _pattern(table: dict[str, Any]) -> Pattern:
    if not isinstance(table["pattern"], str):
        raise ValueError("pattern is a text")
    flags = re.IGNORECASE if table["kind"] == "Temporal" else re.NOFLAG
    try:
        return Pattern(table["kind"], _whole_words(table["pattern"].replace("{n}", _number()), flags))
    except re.error as error:
        raise ValueError(f"pattern is no regular expression: {error}") from error


def _number() -> str:
    words = [*number_words()["small"], *(scale for scale in number_words()["scale"] if len(scale) > 3)]
    return rf"(?:\d[\d,.]*|{'|'.join(sorted(words, key=len, reverse=True))})"


def _of_names(names: Mapping[str, Kind]) -> Iterator[Pattern]:
    for kind in KINDS:
        listed = sorted((re.escape(name) for name, of in names.items() if of == kind), key=len, reverse=True)
        if listed:
            yield Pattern(kind, _whole_words("|".join(listed), re.NOFLAG))


def _whole_words(pattern: str, flags: re.RegexFlag) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{pattern})(?![\w])", flags)


def plain(words: str) -> str:
    """The form in which words are looked up: hyphens as spaces."""
    return " ".join(words.replace("-", " ").split())
