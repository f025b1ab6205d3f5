"""Reports, claims and readings made up for the tests of the record."""

from __future__ import annotations

from datetime import UTC, date, datetime
from hashlib import sha256
from typing import Any

from foederis.model import Actor, Claim, Dating, Interval, Reading, Report

JANUARY_6 = date(2020, 1, 6)
READER = "1"


def report_of(text: str, name: str = "a.txt", published: date | None = JANUARY_6, **more: Any) -> Report:
    key = sha256(text.encode()).hexdigest()
    return Report(name, text, key, key, published=Dating(published, published, ("given",)), **more)


def claim_of(report: Report, act: str = "suspend", by: str = "NATO", **more: Any) -> Claim:
    """A claim that its report makes; its id follows from what it says, as the reader's do."""
    fields = {"start": 0, "end": len(report.text), "sentence": report.text, "actors": (Actor(by, by),)} | more
    key = sha256(repr((report.sha256, act, sorted(fields.items()))).encode()).hexdigest()
    published = Interval(report.published.earliest, report.published.latest)
    return Claim(id=key, report=report.name, act=act, published=published, **fields)


def reading_of(report: Report, *claims: Claim, reader: str = READER, unread: str | None = None) -> Reading:
    return Reading(report, reader, claims, unread)


def simple(text: str, name: str = "a.txt", published: date | None = JANUARY_6, reader: str = READER) -> Reading:
    """A reading with one claim, of the report's day."""
    report = report_of(text, name, published)
    return reading_of(report, claim_of(report, earliest=published, latest=published), reader=reader)


def at(day: int, hour: int = 12) -> datetime:
    return datetime(2024, 3, day, hour, tzinfo=UTC)
