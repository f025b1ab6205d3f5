"""The nouns of foederis, on one page.

Reports are read into claims; claims are kept in the record; the record is folded into a state; the law is applied to
incidents. Every noun is an immutable value: text, numbers, dates, and tuples of these. An unknown is ``None``. States
are ISO 3166-1 alpha-3 codes, organisations their short ids (``NATO``, a body as ``NATO/NAC``), dates ISO 8601.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final, Literal

MIN_CONFIDENCE: Final = 0.5
"""Claims less likely right than this are kept and counted, but answers do not rest on them (docs/measurements.md)."""

Status = Literal["done", "planned", "possible", "not_done"]
Ruling = Literal["accept", "reject", "correct", "withdraw"]  #: withdraw: as if nobody had ruled


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong with data: it travels with the result instead of being raised."""

    code: str  #: short and stable, e.g. ``empty-file``; listed in docs/problems.md
    message: str  #: one sentence: what was found, why it matters, what to do
    where: str  #: file, with line or member where known
    lost: bool = True  #: True: the input was not read (exit status 1); False: read with a change, a warning


@dataclass(frozen=True, slots=True)
class Interval:
    """Days from ``earliest`` to ``latest``, both included; a side that is open or unknown is None."""

    earliest: date | None = None
    latest: date | None = None


@dataclass(frozen=True, slots=True)
class Dating:
    """When a report was published, and the reasons for saying so."""

    earliest: date | None = None
    latest: date | None = None
    because: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Furniture:
    """A part of a report's text that is not the report: kept in the text, never read."""

    start: int
    end: int
    kind: str  #: byline, credit, bio, menu, related, comment-form, donation, copyright, footnote-mark, date-line ...


@dataclass(frozen=True, slots=True)
class Report:
    """A text with its metadata. All offsets in the program count characters of ``text``."""

    name: str  #: the path as given, ``archive.zip!member.txt``, a table row's id or ``file.csv:12``
    text: str
    sha256: str  #: of the text as UTF-8; claim ids rest on it
    source_sha256: str  #: of the bytes it came from
    title: str | None = None
    author: str | None = None
    publisher: str | None = None
    url: str | None = None
    language: str | None = None  #: ISO 639-1
    published: Dating = Dating()
    furniture: tuple[Furniture, ...] = ()


@dataclass(frozen=True, slots=True)
class Actor:
    """A party to an act: the words used and, where they resolve, for whom it acts."""

    text: str
    for_: str | None = None  #: alpha-3 or organisation id; ``for`` in JSON
    id: str | None = None  #: a named person's slug, e.g. ``jens-stoltenberg``
    role: str | None = None  #: PLOVER sector: GOV, MIL, LEG, JUD, IGO, REB, ...


@dataclass(frozen=True, slots=True)
class Votes:
    """A count of votes; None where the report gives none."""

    for_: int | None = None
    against: int | None = None
    abstain: int | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """One act that one sentence says happened, is planned, may happen or did not happen (docs/codebook.md)."""

    id: str  #: hash of the report's text, the offsets and the coded fields
    report: str
    start: int
    end: int
    sentence: str
    act: str
    actors: tuple[Actor, ...] = ()
    targets: tuple[Actor, ...] = ()
    object: str | None = None
    object_id: str | None = None  #: the thing the object names: a clause, mission, force, post, proposal ...
    quantity: float | None = None
    unit: str | None = None
    votes: Votes | None = None
    place: str | None = None
    country: str | None = None
    earliest: date | None = None
    latest: date | None = None
    status: Status = "done"
    speaker: Actor | None = None
    because: str | None = None
    condition: str | None = None
    purpose: str | None = None
    due: str | None = None
    confidence: float = 0.5
    frame: str | None = None  #: the frame that evoked the act, for ``explain``
    published: Interval = Interval()
    reader: str = ""
    recorded: datetime | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """What one version of the reader made of one report."""

    report: Report
    reader: str
    claims: tuple[Claim, ...]
    unread: str | None = None  #: why the report was not read (a language that cannot be read), else None


@dataclass(frozen=True, slots=True)
class Review:
    """A person's ruling on a claim; appended, never edited."""

    claim: str
    ruling: Ruling
    reviewer: str
    recorded: datetime
    corrected: Claim | None = None  #: with ``correct``: the claim as it should read
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """Claims of one act gathered across sentences and reports."""

    id: str
    act: str
    status: Status
    actors: tuple[Actor, ...]
    targets: tuple[Actor, ...]
    object: str | None
    place: str | None
    earliest: date | None
    latest: date | None
    claims: tuple[str, ...]
    sources: int  #: independent ones: copies of one text count once
    conflicts: tuple[str, ...] = ()
