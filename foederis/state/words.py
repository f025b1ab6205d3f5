"""The state's word lists (`words.toml`), and what texts mean by them."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from foederis.state.alike import head_of, words_of

_LISTS = ("activities", "missions", "vague", "dead", "leave", "presence", "people", "treaty", "rulings")


@dataclass(frozen=True, slots=True)
class Clause:
    """A treaty clause and the sets of words that name it; some only of those who belong to an organisation."""

    id: str
    org: str
    names: tuple[frozenset[str], ...]
    of_org: Mapping[str, tuple[frozenset[str], ...]]


@dataclass(frozen=True, slots=True)
class Words:
    """`words.toml` as loaded; single words in the form in which they are compared."""

    lists: Mapping[str, frozenset[str]]
    readiness: tuple[str, ...]
    totals: tuple[str, ...]
    scales: Mapping[str, float]
    currencies: Mapping[frozenset[str], str]
    clauses: tuple[Clause, ...]


@cache
def words() -> Words:
    """The lists that come with the program; ValueError for a list that is missing or unknown."""
    data = tomllib.loads(files("foederis.state").joinpath("words.toml").read_text(encoding="utf-8"))
    known = {*_LISTS, "readiness", "totals", "scales", "currencies", "clause"}
    if data.keys() != known:
        raise ValueError(f"words.toml: {', '.join(sorted(data.keys() ^ known))} is missing or unknown")
    return Words(
        lists={name: frozenset().union(*map(words_of, data[name])) for name in _LISTS},
        readiness=tuple(data["readiness"]),
        totals=tuple(data["totals"]),
        scales=data["scales"],
        currencies={words_of(name): code for name, code in data["currencies"].items()},
        clauses=tuple(map(_clause, data["clause"])),
    )


def _clause(table: Mapping[str, object]) -> Clause:
    of_org = table.get("also_of_org", {})
    assert isinstance(of_org, dict)
    return Clause(
        str(table["id"]), str(table["org"]), _sets(table["names"]), {org: _sets(names) for org, names in of_org.items()}
    )


def _sets(names: object) -> tuple[frozenset[str], ...]:
    assert isinstance(names, list)
    return tuple(words_of(" ".join(each)) for each in names)


@cache
def has(kind: str, text: str | None) -> bool:
    """Does the text hold one of the words of that list?"""
    return not words().lists[kind].isdisjoint(words_of(text))


@cache
def activity_of(text: str | None) -> frozenset[str]:
    """The activities that a text names."""
    return words_of(text) & words().lists["activities"]


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


def is_total(sentence: str) -> bool:
    """Does the sentence say that an amount is all that was given so far?"""
    said = f" {' '.join(sentence.casefold().split())} "
    return any(f" {term} " in said for term in words().totals)


@cache
def clause_of(text: str, orgs: frozenset[str]) -> str | None:
    """The clause that the text names, said of or by parties of these organisations; None where it names none."""
    said = words_of(text)
    hits = [
        (len(name), clause.id)
        for clause in words().clauses
        for name in (*clause.names, *(name for org, names in clause.of_org.items() if org in orgs for name in names))
        if name <= said
    ]
    longest = max((size for size, _ in hits), default=0)
    found = {id_ for size, id_ in hits if size == longest}
    return found.pop() if len(found) == 1 else None


@cache
def org_of_clause(id_: str) -> str | None:
    """The organisation whose treaty holds the clause."""
    return next((clause.org for clause in words().clauses if clause.id == id_), None)
