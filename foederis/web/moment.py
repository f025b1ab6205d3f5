"""The day a page is about, and as of when: `on`, `known` and `recorded` of the page's address."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Moment:
    """Which state is asked for; a None asks for the last day that the record speaks of, and for all that it knows."""

    on: date | None = None
    known: date | None = None  #: only reports surely published by then
    recorded: date | None = None  #: only what the record held at the end of that day

    @property
    def query(self) -> dict[str, str]:
        """What stands in an address, for links that keep to the moment."""
        given = {"on": self.on, "known": self.known, "recorded": self.recorded}
        return {name: day.isoformat() for name, day in given.items() if day}


def moment_of(on: str | None = None, known: str | None = None, recorded: str | None = None) -> Moment:
    """From an address; an empty field asks nothing. ValueError names the field that holds no date."""
    return Moment(_day("on", on), _day("known", known), _day("recorded", recorded))


def _day(name: str, text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise ValueError(f"{name}: {text!r} is no date; write it as 2022-03-24") from None
