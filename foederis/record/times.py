"""Instants and days as the record keeps them: UTC text of one width, which sorts as it stands."""

from __future__ import annotations

from datetime import UTC, date, datetime


def stamp(moment: datetime) -> str:
    """The instant as UTC text to the microsecond; ValueError for one without an offset, whose hour would be a guess."""
    if moment.tzinfo is None:
        raise ValueError(f"{moment.isoformat()} has no offset from UTC; give one, e.g. {moment.isoformat()}Z")
    return moment.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def end_of(moment: date | datetime) -> str:
    """The last instant that `moment` includes: a day lasts until its midnight UTC."""
    return stamp(moment) if isinstance(moment, datetime) else f"{moment.isoformat()}T23:59:59.999999Z"


def iso(day: date | None) -> str | None:
    """The day as ISO 8601 text; an unknown day stays None."""
    return None if day is None else day.isoformat()
