"""The entries of who's who, exactly as docs/whos-who.md describes them: frozen values, one class per kind of table.

A date is kept as the `Interval` of days that its source allows: ``2014-10-01`` is one day, ``2014`` the whole year.
``from_`` is the first day on which an entry holds and ``to`` the first day on which it no longer does (half-open); a
landmark's ``to`` is its last day. None for ``from_`` means unknown, for ``to`` that it still holds.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple, Protocol

from foederis.model import Interval

Kind = Literal[
    "state",
    "demonym",
    "capital",
    "seat",
    "city",
    "place",
    "organisation",
    "group",
    "post",
    "person",
    "landmark",
]
Standing = Literal["member", "not_yet", "ended", "never", "unknown"]


class Candidate(NamedTuple):
    """What a name may mean: `id` is the state for the kinds state, demonym, capital, seat (a seat may stand for an
    organisation too), else the entry's own id."""

    kind: Kind
    id: str


@dataclass(frozen=True, slots=True)
class State:
    """A state, or a territory with a code of its own (then `part_of` names its state)."""

    id: str
    name: str
    source: str
    aliases: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()  #: adjectives and nouns for its people; regular plurals are added by `names`
    capital: str | None = None
    seats: tuple[str, ...] = ()  #: palaces, streets and towns that stand for its government
    part_of: str | None = None
    from_: Interval | None = None
    to: Interval | None = None


@dataclass(frozen=True, slots=True)
class Organisation:
    """An organisation, body, command, mission, coalition, armed group, institute or ministry."""

    id: str
    name: str
    kind: str
    source: str
    aliases: tuple[str, ...] = ()
    part_of: str | None = None
    seat: str | None = None  #: the town it sits in
    seats: tuple[str, ...] = ()  #: places that stand for it in reports: "Brussels", "the Pentagon"
    from_: Interval | None = None
    to: Interval | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One state's ratification of an accession."""

    state: str
    on: Interval


@dataclass(frozen=True, slots=True)
class Membership:
    """One stretch of a state's membership in an organisation, with the steps that led to it where known."""

    org: str
    state: str
    source: str
    from_: Interval | None = None
    to: Interval | None = None
    invited: Interval | None = None
    signed: Interval | None = None
    ratified_by: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """A name for several states that are no organisation."""

    id: str
    name: str
    source: str
    aliases: tuple[str, ...] = ()
    members: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Post:
    """An office; whoever holds it speaks for `for_`."""

    id: str
    name: str
    for_: str
    kind: str
    source: str
    aliases: tuple[str, ...] = ()
    role: str | None = None  #: PLOVER sector: GOV, MIL, LEG, JUD, IGO, NGO, REB ...


@dataclass(frozen=True, slots=True)
class Title:
    """What the holders of national posts of one kind are called; `id` is that kind."""

    id: str
    words: tuple[str, ...]
    source: str


@dataclass(frozen=True, slots=True)
class Person:
    """A person who holds or held a post; the family name is taken from `name` unless `family` says otherwise."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    family: str | None = None
    nationality: str | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Term:
    """One person's stretch in one post."""

    post: str
    person: str
    source: str
    from_: Interval | None = None
    to: Interval | None = None


@dataclass(frozen=True, slots=True)
class Landmark:
    """A dated event that reports refer to by name; `to` is its last day."""

    id: str
    name: str
    kind: str
    source: str
    aliases: tuple[str, ...] = ()
    from_: Interval | None = None
    to: Interval | None = None
    place: str | None = None
    country: str | None = None
    parties: tuple[str, ...] = ()
    words: tuple[tuple[str, ...], ...] = ()

    @property
    def days(self) -> tuple[date, date]:
        """Its first and last possible day; the loader takes no landmark without them."""
        first, last = self.from_, self.to or self.from_
        assert first
        assert first.earliest
        assert last
        assert last.latest
        return first.earliest, last.latest


@dataclass(frozen=True, slots=True)
class Place:
    """A town, province, region, sea or strait; `country` is None where it lies in no one state."""

    id: str
    name: str
    kind: str
    source: str
    aliases: tuple[str, ...] = ()
    country: str | None = None


Entry = State | Organisation | Membership | Group | Post | Title | Person | Term | Landmark | Place


class Dated(Protocol):
    """Whatever has a first day and a first day no longer."""

    @property
    def from_(self) -> Interval | None: ...
    @property
    def to(self) -> Interval | None: ...


def holds(entry: Dated, on: date) -> bool | None:
    """Does `entry` hold on the day? None when its dates are too coarse, or its first day unknown, to say."""
    if entry.to and entry.to.latest and on >= entry.to.latest:
        return False
    if entry.from_ and entry.from_.earliest and on < entry.from_.earliest:
        return False
    started = entry.from_ is not None and entry.from_.latest is not None and on >= entry.from_.latest
    not_ended = entry.to is None or (entry.to.earliest is not None and on < entry.to.earliest)
    return True if started and not_ended else None
