"""The nouns that name, take up or count parties: `nouns.toml` as look-up tables."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.tokens import Token


@cache
def _data() -> dict[str, dict[str, list[str]]]:
    data: dict[str, Any] = tomllib.loads((Path(__file__).parent / "nouns.toml").read_text(encoding="utf-8"))
    return data


@cache
def nouns() -> tuple[dict[str, str], dict[str, str], dict[str, str]]:
    """Nouns for people and for things of an owner, with PLOVER sectors, and nouns that take up a party named before."""
    return _by_word("people"), _by_word("things"), _by_word("anaphora")


@cache
def texts() -> dict[str, str]:
    """Nouns for texts that speak for their issuer, with the family in which one word takes up another."""
    return _by_word("texts")


@cache
def ranks() -> dict[str, str]:
    """Ranks that the forces of one state alone write, with that state."""
    return _by_word("ranks")


@cache
def bodies_of(people: str) -> dict[str, str]:
    """By state, the body that the forces of a people without a state of its own act for there."""
    return dict(entry.split() for entry in _data()["peoples"].get(people, ()))


@cache
def listed(name: str) -> frozenset[str]:
    """One of the plain lists: partitives, calendar, locative, relational ..."""
    return frozenset(_data()["lists"][name])


def kind_of(noun: Token, table: Mapping[str, str]) -> str | None:
    """What a table says of a noun, by its form, its lemma or, where a capital hides the plural, without its s."""
    word = noun.lower_
    found = table.get(word) or table.get(noun.lemma_.lower())
    if found or noun.pos_ != "PROPN":
        return found
    return table.get(f"{word[:-3]}y" if word.endswith("ies") else word.removesuffix("s"))


def _by_word(table: str) -> dict[str, str]:
    return {word: kind for kind, words in _data()[table].items() for word in words}
