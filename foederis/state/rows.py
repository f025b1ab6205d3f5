"""The state on a date as values: one frozen class per kind of row, its fields as `docs/state.md` describes them.

A party is a state (alpha-3) or organisation id, or, where it did not resolve, the words used. A day is an `Interval` of
the days that the claims allow; None means that they say nothing. What a row rests on stands on the row itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date, datetime

from foederis.model import Interval, Votes

When = Interval | None


@dataclass(frozen=True, slots=True)
class Row:
    """What every row has."""

    id: str  #: the same whatever the date asked for
    claims: tuple[str, ...]  #: ids of the claims it rests on
    reference: tuple[str, ...]  #: entries of who's who it rests on
    sources: int  #: independent reports behind the claims: copies of one text count once

    def parties(self) -> Iterator[str | None]:
        """The parties the row is about."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class Ratified:
    """One state's ratification of an accession."""

    state: str
    on: When


@dataclass(frozen=True, slots=True)
class Member(Row):
    """A state's standing in an organisation: member, acceding, ended, or not (a claim says it did not join)."""

    org: str
    state: str
    status: str
    since: When = None
    until: When = None
    invited: When = None
    signed: When = None
    ratified_by: tuple[Ratified, ...] = ()

    def parties(self) -> Iterator[str | None]:
        yield from (self.org, self.state)


@dataclass(frozen=True, slots=True)
class Post(Row):
    """Who holds a post."""

    post: str  #: id in who's who, else the words used
    for_: str | None  #: whom its holder speaks for
    holder: str | None  #: a person's id, else the words used
    since: When = None
    until: When = None
    extended_until: When = None
    successor: str | None = None  #: named to follow
    candidates: tuple[str, ...] = ()  #: talked of
    leaving: str | None = None  #: what was last said of the holder's going: done, planned, possible, not_done (stays)

    def parties(self) -> Iterator[str | None]:
        yield self.for_


@dataclass(frozen=True, slots=True)
class Mission(Row):
    """A mission or operation, or an activity of one: its training may be suspended while it continues."""

    mission: str  #: id in who's who, else the words used
    part_of: str | None
    status: (
        str | None
    )  #: planned, active, suspended, ended, possible or not_done; None: the claims contradict each other
    since: When  #: since when it has this status
    by: tuple[str, ...]  #: who gave it this status
    because: str | None
    participants: tuple[str, ...]
    personnel: int | None
    mandate: str | None
    consent: str | None  #: what the host asked for: requested, or withdrawal requested
    condition: str | None  #: on which a suspended one is to resume
    command: tuple[str, ...] = ()  #: who provides its command

    def parties(self) -> Iterator[str | None]:
        yield from (self.part_of, *self.reference, *self.by, *self.participants, *self.command)


@dataclass(frozen=True, slots=True)
class Force(Row):
    """Forces somewhere, or on their way there."""

    force: str
    contributor: str | None
    quantity: float | None
    unit: str | None
    place: str | None
    command: str | None
    readiness: str | None
    status: str  #: done (standing there), planned, possible, not_done, or withdrawn
    since: When
    until: When
    ordered_by: tuple[str, ...] = ()  #: persons said to have sent, activated or recalled them

    def parties(self) -> Iterator[str | None]:
        yield from (self.contributor, self.command)


@dataclass(frozen=True, slots=True)
class Pledge(Row):
    """What one gives or has promised to another; deliveries under no known pledge are rows of their own."""

    giver: str | None
    receiver: str | None
    item: str | None
    quantity: float | None
    unit: str | None
    currency: str | None
    on: When
    status: str  #: pledged, fulfilled, delivered (without a pledge on record), possible or not_done
    delivered: float | None  #: under this pledge only; None: the record does not say

    def parties(self) -> Iterator[str | None]:
        yield from (self.giver, self.receiver)


@dataclass(frozen=True, slots=True)
class Partnership(Row):
    """An organisation's tie with a state or organisation outside it."""

    org: str
    partner: str
    form: str | None
    areas: int | None
    status: str  #: done, planned, possible, not_done, or ended
    since: When
    areas_before: int | None = None  #: how many there were, where a report says that the number changed

    def parties(self) -> Iterator[str | None]:
        yield from (self.org, self.partner)


@dataclass(frozen=True, slots=True)
class Proposal(Row):
    """What was put forward or decided, who stands for and against it, and what became of it."""

    proposal: str
    by: tuple[str, ...]
    backers: tuple[str, ...]
    objectors: tuple[str, ...]
    outcome: str  #: adopted, rejected, blocked, shelved, not_adopted, planned, or unknown
    votes: Votes | None
    on: When
    next: When  #: when it is to be decided on or to begin
    not_by: tuple[str, ...] = ()  #: who is said not to have adopted it
    because: str | None = None  #: why it was decided so
    thing: str | None = None  #: the `object_id` under which claims tell of it

    def parties(self) -> Iterator[str | None]:
        yield from (*self.by, *self.backers, *self.objectors, *self.not_by)


@dataclass(frozen=True, slots=True)
class Invocation(Row):
    """A treaty clause called into operation by somebody, or expressly not."""

    clause: str  #: a clause's id (`nat:5`), else the words used
    by: str | None
    status: str  #: done, not_done, possible or planned
    on: When
    because: str | None
    first: bool | None = None  #: True where a report says that it had never been done before

    def parties(self) -> Iterator[str | None]:
        yield self.by


@dataclass(frozen=True, slots=True)
class Incident(Row):
    """An armed attack or an act of coercion."""

    what: str  #: attack or coerce, with what was hit or used
    by: tuple[str, ...]
    target: tuple[str, ...]
    place: str | None
    country: str | None
    on: When
    killed: tuple[int, int] | None  #: the least and the most that sources give

    def parties(self) -> Iterator[str | None]:
        yield from (*self.by, *self.target)


@dataclass(frozen=True, slots=True)
class Stance(Row):
    """How one stands toward another on something."""

    of: str
    toward: str | None
    stance: str  #: the act: support, criticise, reject, threaten, request ...
    status: str  #: done, not_done (expressly not), possible or planned
    about: str | None
    on: When
    thing: str | None = None  #: the `object_id` of what it is about

    def parties(self) -> Iterator[str | None]:
        yield from (self.of, self.toward)


@dataclass(frozen=True, slots=True)
class Value:
    """One of the answers sources give to one question, and the claims (or who's-who entries) that give it."""

    value: str
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Conflict(Row):
    """What claims disagree on, the answers side by side."""

    about: str
    values: tuple[Value, ...]
    of: tuple[str, ...]  #: the parties concerned

    def parties(self) -> Iterator[str | None]:
        yield from self.of


@dataclass(frozen=True, slots=True)
class State:
    """All that follows from the claims on a date."""

    on: date
    known: date | None
    recorded: date | datetime | None
    of: str | None
    members: tuple[Member, ...] = ()
    posts: tuple[Post, ...] = ()
    missions: tuple[Mission, ...] = ()
    forces: tuple[Force, ...] = ()
    pledges: tuple[Pledge, ...] = ()
    partnerships: tuple[Partnership, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    invocations: tuple[Invocation, ...] = ()
    incidents: tuple[Incident, ...] = ()
    stances: tuple[Stance, ...] = ()
    conflicts: tuple[Conflict, ...] = ()

    def kinds(self) -> Iterator[tuple[str, tuple[Row, ...]]]:
        """Each kind's name with its rows."""
        yield from ((each.name, getattr(self, each.name)) for each in fields(self) if each.name not in _ASKED)

    @property
    def silent(self) -> bool:
        """Nothing follows from any claim: what stands here, if anything, is who's who alone."""
        return not any(row.claims for _, rows in self.kinds() for row in rows)


_ASKED = ("on", "known", "recorded", "of")
