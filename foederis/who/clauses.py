"""Which mutual-defence clause words name (`clauses.toml`): "Article 42-7 of the Lisbon treaty" is teu:42.7."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from foederis.who.wording import words_of

DATA: Final = Path(__file__).parent / "clauses.toml"

_PARAGRAPH: Final = r"(?:\s*[-.(]\s*|,?\s+(?:paragraph|para\.?)\s+)(\d{1,2})\b"
_ARTICLE: Final = re.compile(rf"\b(?:article|art\.?)s?\s+(\d+|[IVX]+|[a-z]+)\b(?:{_PARAGRAPH})?", re.IGNORECASE)
_BARE: Final = re.compile(r"\b(\d+)\s?[-.(]\s?(\d)\b")
_PART: Final = re.compile(r"\b(?:article|clause|provision)s?\b", re.IGNORECASE)
_SPELT: Final = dict(zip("two three four five ii iii iv v".split(), "2 3 4 5 2 3 4 5".split(), strict=True))

_Words = frozenset[str]


@dataclass(frozen=True, slots=True)
class _Clause:
    id: str
    own: _Words
    articles: _Words
    names: tuple[_Words, ...]
    within: tuple[_Words, ...]


@dataclass(frozen=True, slots=True)
class _Treaty:
    org: str | None
    names: tuple[_Words, ...]
    spoken: tuple[_Words, ...]
    whole: str
    clauses: tuple[_Clause, ...]


def clause_of(words: str, *spoken: Collection[str], beside: str = "") -> str | None:
    """The id of the one clause that the words name; None where they name none, or it is not said whose.

    `spoken` are the organisations spoken of, those nearest to the words first; a treaty named in the words goes before
    them. `beside` is the sentence, in which the number may stand when the words only say "clause" or "provision".
    """
    said, circles = words_of(words), _circles(words, spoken)
    if numbers := _numbers(words):
        return _by_number(numbers, circles)
    everywhere = ((clause, clause.names) for clause in _clauses(_treaties()))
    return (
        _first(_longest(((c, c.names + c.within) for c in _clauses(circle)), said) for circle in circles)
        or _longest(everywhere, said)
        or (_by_number(_numbers(beside), circles) if _PART.search(words) else None)
    )


def clause_invoked(words: str, *spoken: Collection[str], beside: str = "") -> str | None:
    """The same of what is said to be invoked: who invokes a treaty, or its organisation, means the treaty's clause."""
    named = clause_of(words, *spoken, beside=beside)
    if named or _numbers(words):
        return named
    said = words_of(words)
    whole = {treaty.whole for treaty in _treaties() if _named(treaty.names, said) or said in treaty.spoken}
    return whole.pop() if len(whole) == 1 else None


@cache
def org_of_clause(id_: str) -> str | None:
    """The organisation whose treaty holds the clause."""
    return next((treaty.org for treaty in _treaties() for clause in treaty.clauses if clause.id == id_), None)


def clause_ids() -> frozenset[str]:
    """The ids of all clauses that words may name."""
    return frozenset(clause.id for clause in _clauses(_treaties()))


def _circles(words: str, spoken: Iterable[Collection[str]]) -> list[list[_Treaty]]:
    """The treaties that may be meant, nearest first."""
    said = words_of(words)
    own = [treaty for treaty in _treaties() if _named(treaty.names + treaty.spoken, said)]
    return [own] if own else [[treaty for treaty in _treaties() if treaty.org in orgs] for orgs in spoken]


def _named(names: Iterable[_Words], said: _Words) -> bool:
    return any(name <= said for name in names)


def _clauses(treaties: Iterable[_Treaty]) -> Iterator[_Clause]:
    return (clause for treaty in treaties for clause in treaty.clauses)


def _longest(named: Iterable[tuple[_Clause, Iterable[_Words]]], said: _Words) -> str | None:
    """The clause with the longest name in the words, if it is one."""
    hits = [(len(name), clause.id) for clause, names in named for name in names if name <= said]
    longest = max((length for length, _ in hits), default=0)
    found = {id_ for length, id_ in hits if length == longest}
    return found.pop() if len(found) == 1 else None


def _by_number(numbers: _Words, circles: Iterable[Iterable[_Treaty]]) -> str | None:
    own = {clause.id for clause in _clauses(_treaties()) if clause.own & numbers}
    if own:
        return own.pop() if len(own) == 1 else None
    among = ({c.id for c in _clauses(circle) if c.articles & numbers} for circle in circles)
    return _first(found.pop() if len(found) == 1 else None for found in among)


def _first(found: Iterable[str | None]) -> str | None:
    return next(filter(None, found), None)


def _numbers(text: str) -> _Words:
    """The numbers of articles in the text, a paragraph's behind a point: "42.7"."""
    told = [(match[1].casefold(), match[2]) for match in _ARTICLE.finditer(text)]
    told += [(match[1], match[2]) for match in _BARE.finditer(text)]
    articles = ((_SPELT.get(article, article), part) for article, part in told)
    return frozenset(f"{number}.{part}" if part else number for number, part in articles if number.isdigit())


@cache
def _treaties() -> tuple[_Treaty, ...]:
    return tuple(map(_treaty, tomllib.loads(DATA.read_text(encoding="utf-8"))["treaty"]))


def _treaty(table: Mapping[str, Any]) -> _Treaty:
    if table.keys() - {"org", "names", "spoken", "whole", "clause"}:
        raise ValueError(f"{DATA}: the treaty {table.get('names')} has an unknown key")
    clauses = tuple(map(_clause, table["clause"]))
    if table["whole"] not in {clause.id for clause in clauses}:
        raise ValueError(f"{DATA}: {table['whole']} is no clause of the treaty {table['names']}")
    return _Treaty(table.get("org"), _sets(table["names"]), _sets(table.get("spoken", ())), table["whole"], clauses)


def _clause(table: Mapping[str, Any]) -> _Clause:
    if table.keys() - {"id", "own", "articles", "names", "within"}:
        raise ValueError(f"{DATA}: the clause {table.get('id')} has an unknown key")
    own, articles = (frozenset(table.get(key, ())) for key in ("own", "articles"))
    return _Clause(table["id"], own, articles, _sets(table.get("names", ())), _sets(table.get("within", ())))


def _sets(names: Iterable[str]) -> tuple[_Words, ...]:
    return tuple(map(words_of, names))
