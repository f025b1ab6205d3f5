"""What the record says of itself: what adding a reading changed, where a text came from, who read it and when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from foederis.model import Claim, Dating, Interval, Review

Of = Literal["read", "reviewed", "unreviewed"]
"""As they were read; as people left them; those on which nobody has ruled."""

Tally = Literal["act", "status", "country", "publisher", "published", "held", "day"]
"""What claims are counted by; `published` and `held` by month, `day` by the day on which they are held."""


ReportTally = Literal["publisher", "language", "published", "unread"]
"""What reports are counted by: `published` by month, `unread` by why they were not read."""


ReviewTally = Literal["reviewer", "ruling"]
"""What reviews are counted by."""


@dataclass(frozen=True, slots=True)
class Added:
    """What was new in a reading that was added."""

    report: str
    sha256: str
    new: int  #: claims that no reading of the text had
    known: int  #: claims that the record held already
    provenance: bool  #: the text came under a name, or with metadata, not seen before
    reading: bool  #: this reader had not read this text to this result


@dataclass(frozen=True, slots=True)
class Provenance:
    """One way by which a text came to the record."""

    sha256: str
    name: str
    source_sha256: str
    title: str | None
    publisher: str | None
    url: str | None
    published: Dating
    recorded: datetime


@dataclass(frozen=True, slots=True)
class ReadingLine:
    """A reading on record, without its claims."""

    sha256: str
    name: str
    reader: str
    published: Interval
    unread: str | None
    claims: int
    current: bool  #: the one whose claims are answered
    recorded: datetime


@dataclass(frozen=True, slots=True)
class Page:
    """Some of the claims that match, in order."""

    claims: tuple[Claim, ...]
    total: int  #: how many match, on whatever page
    next: str | None  #: what the following page comes after; None for the last


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A part of a report's text, with the places in it of the words that were searched for."""

    start: int  #: where in the text it begins
    text: str
    marks: tuple[tuple[int, int], ...]  #: start and end of each place, in the whole text


@dataclass(frozen=True, slots=True)
class ReportLine:
    """A report on record, without its text."""

    reading: ReadingLine
    title: str | None
    publisher: str | None
    language: str | None
    because: tuple[str, ...]  #: what says when it was published
    excerpts: tuple[Excerpt, ...]  #: none where no words were searched for, or its title alone holds them


@dataclass(frozen=True, slots=True)
class ReportPage:
    """Some of the reports that were asked for, in order."""

    reports: tuple[ReportLine, ...]
    total: int  #: how many there are, on whatever page
    next: str | None  #: what the following page comes after; None for the last


@dataclass(frozen=True, slots=True)
class ReviewLine:
    """A review, and what became of it."""

    review: Review
    claim: str | None  #: the id of the claim of a current reading that it rules on; None: no current reading has it
    stands: bool  #: it is the one that stands for that claim


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """Some of the reviews that were asked for, the last first."""

    reviews: tuple[ReviewLine, ...]
    total: int  #: how many there are, on whatever page
    next: str | None  #: what the following page comes after; None for the last
