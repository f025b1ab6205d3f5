"""Names that who's who and the law offer while somebody types: parties, countries, and things with ids."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from foederis.law import load_law
from foederis.web.desk import Desk
from foederis.who.registry import Who
from foederis.who.text import key

Wanted = Literal["party", "country", "thing"]
MOST: Final = 20  #: suggestions given at once


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A value for a field, what it is called, and what it is."""

    value: str
    label: str
    kind: str


@dataclass(frozen=True, slots=True)
class _Entry:
    suggestion: Suggestion
    own: tuple[str, ...]  #: its id and name, in the form in which names are compared
    others: tuple[str, ...]  #: what else it goes by

    def nearness(self, typed: str) -> int | None:
        """0 for the name itself, more for a beginning, a word's beginning, a part of it; None where nothing fits.

        Of two that fit alike, the one that fits by its own name is nearer.
        """
        own, others = _nearness(self.own, typed), _nearness(self.others, typed)
        found = [2 * own] if own is not None else []
        found += [2 * others + 1] if others is not None else []
        return min(found, default=None)


def _nearness(names: tuple[str, ...], typed: str) -> int | None:
    fits = (
        typed in names,
        any(name.startswith(typed) for name in names),
        any(f" {typed}" in name for name in names),
        any(typed in name for name in names),
    )
    return fits.index(True) if True in fits else None


def suggestions(desk: Desk, typed: str, wanted: Wanted) -> tuple[Suggestion, ...]:
    """At most `MOST`, those nearest to what was typed first; none for nothing typed."""
    sought = key(typed.strip())
    if not sought:
        return ()
    near = ((entry.nearness(sought), len(entry.suggestion.label), entry) for entry in _entries(desk, wanted))
    found = sorted(((rank, length, entry) for rank, length, entry in near if rank is not None), key=lambda it: it[:2])
    return tuple(entry.suggestion for _, _, entry in found[:MOST])


@functools.lru_cache(maxsize=12)
def _entries(desk: Desk, wanted: Wanted) -> tuple[_Entry, ...]:
    who = desk.who
    if wanted == "country":
        return tuple(_states(who))
    if wanted == "party":
        return (*_states(who), *_organisations(who), *_persons(who))
    return (*_clauses(), *_things(who))


def _states(who: Who) -> Iterator[_Entry]:
    return (_entry(each.id, each.name, "state", each.aliases) for each in who.states.values())


def _organisations(who: Who) -> Iterator[_Entry]:
    return (_entry(each.id, each.name, each.kind, each.aliases) for each in who.organisations.values())


def _persons(who: Who) -> Iterator[_Entry]:
    return (_entry(each.id, each.name, "person", each.aliases) for each in who.persons.values())


def _clauses() -> Iterator[_Entry]:
    for instrument in load_law().instruments:
        for clause in instrument.clauses:
            name = f"{clause.title}, article {clause.article}"
            yield _entry(clause.id, name, "clause", (instrument.title, f"article {clause.article}"))


def _things(who: Who) -> Iterator[_Entry]:
    yield from (_entry(each.id, each.name, "post", each.aliases) for each in who.posts.values())
    named = (each for each in who.organisations.values() if each.kind in ("mission", "force"))
    yield from (_entry(each.id, each.name, each.kind, each.aliases) for each in named)


def _entry(value: str, name: str, kind: str, aliases: tuple[str, ...]) -> _Entry:
    return _Entry(Suggestion(value, name, kind), (key(value), key(name)), tuple(map(key, aliases)))
