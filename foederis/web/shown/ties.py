"""Who supports, asks, criticises or opposes whom: ties of parties, each made of rows of the state."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Final

from foederis.brief.seen import KIND_OF_STANCE
from foederis.model import Claim
from foederis.state.alike import words_of
from foederis.state.fold import Fold
from foederis.state.rows import Proposal, Row, Stance
from foederis.state.said import parties

KINDS: Final = ("supports", "asks", "criticises", "opposes")
NAMED: Final = 4  #: of the things that a tie is about, and of its claims, those that a line names

Key = tuple[str, str, str]  #: who, how, toward whom
Ties = Mapping[Key, Sequence[Row]]


@dataclass(frozen=True, slots=True)
class Tie:
    """One party's ties of one kind toward another."""

    of: str
    kind: str
    toward: str
    stances: int
    about: tuple[str, ...]  #: what most of them are about, of many the first
    things: int  #: that they are about


@dataclass(frozen=True, slots=True)
class Line(Tie):
    """A tie as a table tells it."""

    claims: tuple[str, ...]  #: that say so, of many some of the last


@dataclass(frozen=True, slots=True)
class Piece:
    """What a tie is made of: a stance, or a proposal objected to."""

    kind: str  #: of the state's row
    id: str
    about: str | None
    act: str
    claims: tuple[str, ...]  #: that say so, in which the proposal is objected to


def ties_on(fold: Fold, on: date, known: date | None) -> Ties:
    """All ties of a day; objecting to somebody's proposal is opposing."""
    found: dict[Key, Sequence[Row]] = {**fold.groups("stances", by_tie, on, known=known)}
    for key, rows in fold.groups("proposals", by_tie, on, known=known).items():
        found[key] = [*found.get(key, ()), *rows]
    return found


def by_tie(row: Row) -> Iterable[Key]:
    """The ties that a row is part of."""
    if isinstance(row, Proposal):
        return {(of, "opposes", toward) for of in row.objectors for toward in row.by if of != toward}
    if not isinstance(row, Stance) or row.status != "done" or row.toward in (None, row.of):
        return ()
    kind = KIND_OF_STANCE.get(row.stance)
    return ((row.of, kind, str(row.toward)),) if kind else ()


def about(ties: Ties, topic: str) -> Ties:
    """The ties made of those of their rows alone whose topic holds all the words."""
    wanted = words_of(topic)
    things = {thing_of(row) for rows in ties.values() for row in rows}
    fit = {thing for thing in things if wanted <= words_of(thing)}
    kept = ((key, [row for row in rows if thing_of(row) in fit]) for key, rows in ties.items())
    return {key: rows for key, rows in kept if rows}


def thing_of(row: Row) -> str | None:
    """What the row is about, in the words of its claims."""
    return row.proposal if isinstance(row, Proposal) else row.about if isinstance(row, Stance) else None


def things_of(rows: Iterable[Row]) -> tuple[str, ...]:
    """What they are about, each once, that of most of them first."""
    count = Counter(map(thing_of, rows))
    ranked = sorted(((-number, " ".join(thing.split())) for thing, number in count.items() if thing))
    return tuple(dict.fromkeys(thing for _, thing in ranked))


def tie_of(key: Key, rows: Sequence[Row], named: int | None = NAMED) -> Tie:
    """The tie that the rows make; with `named` None with all that it is about."""
    things = things_of(rows)
    return Tie(*key, len(rows), things[:named], len(things))


class Sayings:
    """Of the claims that rows rest on those that make a tie; each row is gone through once."""

    def __init__(self, claims: Callable[[Iterable[str]], Iterable[Claim]]) -> None:
        """`claims` gives those of some ids."""
        self._claims = claims
        self._objecting: dict[str, Mapping[str, Sequence[str]]] = {}

    def of(self, key: Key, row: Row) -> Sequence[str]:
        """Those in which the row makes the tie: of a proposal those that object to it."""
        if not isinstance(row, Proposal):
            return row.claims
        if row.id not in self._objecting:
            self._objecting[row.id] = self._objections(row)
        return self._objecting[row.id].get(key[0], ())

    def _objections(self, row: Proposal) -> Mapping[str, Sequence[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for claim in self._claims(row.claims):
            if claim.act == "reject" and claim.status == "done":
                for party in parties(claim.actors):
                    found[party].append(claim.id)
        return found


def line_of(key: Key, rows: Sequence[Row], said: Sayings, named: int | None = NAMED) -> Line:
    """The same with some, or with all, of the claims that say so."""
    tie = tie_of(key, rows, named)
    last = sorted(rows, key=_day, reverse=True)[:named]
    claims = dict.fromkeys(islice((id_ for row in last for id_ in said.of(key, row)), named))
    return Line(*key, tie.stances, tie.about, tie.things, tuple(claims))


def pieces_of(key: Key, rows: Iterable[Row], said: Sayings, start: int, most: int) -> tuple[Piece, ...]:
    """Some of the rows as a list of the tie tells them, the last first."""
    some = sorted(rows, key=_day, reverse=True)[start : start + most]
    return tuple(_piece(row, tuple(said.of(key, row))) for row in some)


def _piece(row: Row, claims: tuple[str, ...]) -> Piece:
    if isinstance(row, Stance):
        return Piece("stances", row.id, row.about, row.stance, claims)
    return Piece("proposals", row.id, thing_of(row), "object", claims)


def _day(row: Row) -> tuple[date, str]:
    days = row.on if isinstance(row, (Stance, Proposal)) else None
    return (days.latest or days.earliest if days else None) or date.min, row.id
