"""The state's word lists (`words.toml`), and what texts mean by them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from foederis.who.wording import head_of, words_of

_LISTS = (
    "activities",
    "missions",
    "vague",
    "dead",
    "hurt",
    "strikes",
    "leave",
    "presence",
    "people",
    "treaty",
    "rulings",
    "backing",
    "bare",
)


@dataclass(frozen=True, slots=True)
class Words:
    """`words.toml` as loaded; single words in the form in which they are compared."""

    lists: Mapping[str, frozenset[str]]
    readiness: tuple[str, ...]
    totals: tuple[str, ...]
    firsts: tuple[str, ...]
    again: tuple[str, ...]
    numbers: tuple[str, ...]
    scales: Mapping[str, float]
    currencies: Mapping[frozenset[str], str]


@cache
def words() -> Words:
    """The lists that come with the program; ValueError for a list that is missing or unknown."""
    data = tomllib.loads(files("foederis.state").joinpath("words.toml").read_text(encoding="utf-8"))
    known = {*_LISTS, "readiness", "totals", "firsts", "again", "numbers", "scales", "currencies"}
    if data.keys() != known:
        raise ValueError(f"words.toml: {', '.join(sorted(data.keys() ^ known))} is missing or unknown")
    return Words(
        lists={name: frozenset().union(*map(words_of, data[name])) for name in _LISTS},
        readiness=tuple(data["readiness"]),
        totals=tuple(data["totals"]),
        firsts=tuple(data["firsts"]),
        again=tuple(data["again"]),
        numbers=tuple(data["numbers"]),
        scales=data["scales"],
        currencies={words_of(name): code for name, code in data["currencies"].items()},
    )


@cache
def has(kind: str, text: str | None) -> bool:
    """Does the text hold one of the words of that list?"""
    return not words().lists[kind].isdisjoint(words_of(text))


@cache
def activity_of(text: str | None) -> frozenset[str]:
    """The activities that a text names."""
    return words_of(text) & words().lists["activities"]


def is_activity(named: frozenset[str]) -> bool:
    """Are all the words activities?"""
    return named <= words().lists["activities"]


@cache
def headed(kind: str, text: str | None) -> bool:
    """Is the text's head noun one of the words of that list?"""
    return head_of(text) in words().lists[kind]


@cache
def meant(text: str | None) -> frozenset[str]:
    """The words that say which text or idea is meant: all but those like "plan" and "proposal"."""
    return words_of(text) - words().lists["vague"]


@cache
def money(unit: str | None) -> tuple[float, str | None]:
    """By what a quantity in the unit is to be multiplied, and the currency it is then in (None: it is no money)."""
    said = words_of(unit)
    scale = 1.0
    for word, factor in words().scales.items():
        scale *= factor if word in said else 1.0
    best = max((name for name in words().currencies if name <= said), key=len, default=None)
    code = words().currencies[best] if best else next((w.upper() for w in said if w.upper() in _codes()), None)
    return (scale, code) if code else (1.0, None)


@cache
def _codes() -> frozenset[str]:
    return frozenset(words().currencies.values())


@cache
def is_total(sentence: str) -> bool:
    """Does the sentence say that an amount is all that was given so far?"""
    return _holds(sentence, words().totals)


def number_before(sentence: str, quantity: float | None) -> int | None:
    """The number from which the sentence says that something came to the quantity: "from nine to 16"."""
    changed = re.search(r"\bfrom (\w+) to (\w+)", sentence.casefold())
    if changed is None or quantity is None or _number(changed[2]) != quantity:
        return None
    return _number(changed[1])


def _number(word: str) -> int | None:
    if word.isdigit():
        return int(word)
    return words().numbers.index(word) if word in words().numbers else None


def is_toll(sentence: str, quantity: float) -> bool:
    """Does the sentence say beside the number that so many died?"""
    said = re.findall(r"\w+(?:[,.]\d+)*", sentence.casefold())
    at = next((i for i, word in enumerate(said) if word in (f"{quantity:.0f}", f"{quantity:,.0f}")), None)
    if at is None:
        return False
    near = (*_until_other(said[at + 1 : at + 4]), *_until_other(reversed(said[max(at - 4, 0) : at])))
    return any(has("dead", word) for word in near)


def _until_other(said: Iterable[str]) -> Iterator[str]:
    """The words up to another number, or to what else is counted."""
    for word in said:
        if word[0].isdigit() or has("hurt", word):
            return
        yield word


@cache
def is_first(sentence: str) -> bool:
    """Does the sentence say that it had never been done before?"""
    return _holds(sentence, words().firsts) and not _holds(sentence, words().again)


def _holds(sentence: str, terms: Sequence[str]) -> bool:
    text = sentence.casefold()
    if not any(term.rpartition(" ")[2] in text for term in terms):
        return False
    said = " ".join(["", *re.findall(r"[^\W_]+", text), ""])
    return any(f" {term} " in said for term in terms)
