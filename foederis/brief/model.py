"""The brief as values: sections of rows, each row with the claims and sentences it rests on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from foederis.model import Interval, Problem, Status


@dataclass(frozen=True, slots=True)
class Source:
    """A report the brief draws on, or could not."""

    number: int
    report: str  #: its name
    title: str | None
    publisher: str | None
    url: str | None
    earliest: date | None
    latest: date | None
    because: tuple[str, ...]  #: how the date of publication is known
    claims: int  #: claims of this report that the brief uses
    copy_of: int | None = None  #: the source whose text this one repeats; copies count once
    unread: str | None = None  #: why no claims were read from it


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence that carries claims: what the bracketed numbers refer to."""

    number: int
    source: int
    start: int
    end: int
    text: str
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Basis:
    """What a row rests on."""

    claims: tuple[str, ...]
    sentences: tuple[int, ...]
    sources: int  #: independent ones: copies of one text count once
    publisher: str | None = None  #: of all of several sources, when it is the same
    doubtful: bool = False  #: no claim of the row is more likely right than wrong
    speakers: tuple[str, ...] = ()  #: who says so, when no report says it in its own voice
    terms: tuple[str, ...] = ()  #: condition, reason, purpose and due date in the report's words


@dataclass(frozen=True, slots=True)
class Row:
    """One event put into words. `status` is that of the claims; `text` says it too (did, will, may, did not)."""

    id: str  #: the event's
    act: str
    status: Status
    earliest: date | None
    latest: date | None
    text: str
    basis: Basis
    conflicts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Party:
    """Where one party stands: what it supported, criticised, asked for, proposed, rejected."""

    name: str
    code: str | None
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Commitment:
    """What one giver promised and gave one receiver, kept apart and never added up: what was given may not be part of
    what was promised."""

    giver: str
    receiver: str
    item: str
    promised: tuple[Row, ...]
    delivered: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Amount:
    """What one giver promised and gave of one thing in all; only amounts of one `measure` may be compared."""

    giver: str
    receiver: str
    item: str
    measure: str  #: a currency, or the noun counted
    promised: float | None  #: None: no report says
    delivered: float | None  #: under a promise or not
    outstanding: float | None
    basis: Basis


@dataclass(frozen=True, slots=True)
class Standing:
    """How things of one kind stood on the last day: members, posts, missions, forces ..."""

    name: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of time in which a mission had one status."""

    mission: str
    status: str  #: planned, possible, active, suspended, ended or not_done
    since: Interval  #: days on one of which it began; an open side is unknown
    counts: date  #: the day from which the state counts it
    until: date | None  #: the day from which another status counts; None: no report tells of one
    told: date  #: the last day on which a report speaks of it
    basis: Basis


@dataclass(frozen=True, slots=True)
class Tie:
    """How one party stands toward another, all its stances of one kind together."""

    of: str
    toward: str
    kind: str  #: supports, asks, criticises or opposes
    basis: Basis


@dataclass(frozen=True, slots=True)
class Site:
    """Where something happened, or where forces stand."""

    kind: str  #: incident or force
    text: str
    place: str  #: as reported
    name: str  #: of the spot: the town or country
    position: tuple[float, float] | None  #: longitude and latitude; None where the place has no one position
    exact: bool  #: the place itself; else the middle of its country
    when: Interval
    basis: Basis


@dataclass(frozen=True, slots=True)
class Clause:
    """A treaty clause or plan, and who is said to have invoked it, to have not, or to be able to."""

    name: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Provision:
    """What the treaties' data say under one heading: of a clause put to an incident, of a step of a chain ..."""

    name: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Speaker:
    """What one speaker is reported to have said."""

    name: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """One of the answers that sources give, and who gives it."""

    text: str
    basis: Basis


@dataclass(frozen=True, slots=True)
class Disagreement:
    """What sources disagree on."""

    event: str
    about: str
    answers: tuple[Answer, ...]


@dataclass(frozen=True, slots=True)
class Count:
    """How many of what."""

    what: str
    number: int


@dataclass(frozen=True, slots=True)
class Untaken:
    """What was not taken from the reports."""

    unread: tuple[Source, ...]
    problems: tuple[Problem, ...]
    sentences: int  #: of the reports that were read, furniture left out
    sentences_without_claim: int
    below_confidence: int  #: claims left out
    min_confidence: float
    furniture: tuple[Count, ...]  #: passages set aside, by kind


@dataclass(frozen=True, slots=True)
class Brief:
    """What a set of reports says, for people. Every row names its claims and the sentences they stand in."""

    published: Interval  #: from the first report to the last
    sources: tuple[Source, ...]
    independent: int  #: sources, copies of one text counted once
    law: tuple[Provision, ...]  #: what the treaties say of what the brief is about, where that was asked
    happened: tuple[Row, ...]
    stances: tuple[Party, ...]
    commitments: tuple[Commitment, ...]
    amounts: tuple[Amount, ...]  #: of the commitments, those that are counted
    on: date | None  #: the day for which `standing` holds: the last day of publication
    standing: tuple[Standing, ...]
    spans: tuple[Span, ...]  #: of the missions
    ties: tuple[Tie, ...]
    sites: tuple[Site, ...]
    clauses: tuple[Clause, ...]
    speakers: tuple[Speaker, ...]
    planned: tuple[Row, ...]
    disagreements: tuple[Disagreement, ...]
    untaken: Untaken | None  #: None: the claims are only a part of those read
    sentences: tuple[Sentence, ...]

    @property
    def draws_on_reports(self) -> bool:
        """Not on the treaties' data alone."""
        return bool(self.sources) or not self.law
