"""What who's who says of a day, and what of it could be known by another."""

from __future__ import annotations

from datetime import date

from foederis.model import Interval


def hidden_after(day: Interval | None, by: date | None) -> bool:
    """It lies after the day by which things are to be known."""
    return by is not None and day is not None and day.earliest is not None and day.earliest > by


def surely_past(day: Interval | None, on: date) -> bool:
    """It was on or before the day, whatever day of its interval it was."""
    return day is not None and day.latest is not None and day.latest <= on
