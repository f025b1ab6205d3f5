"""The entries of who's who that a row rests on, in words and with their sources."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from foederis.model import Interval
from foederis.state.rows import Row
from foederis.who import Who


@dataclass(frozen=True, slots=True)
class Source:
    """One entry: whom and what it ties, its first day and the first day no more, and where it is from."""

    of: str
    to: str | None
    from_: Interval | None
    until: Interval | None
    source: str | None


def sources_of(who: Who, row: Row) -> tuple[Source, ...]:
    """What who's who says behind a row: `NATO: BEL` memberships, `post: person` terms, organisations."""
    return tuple(source for entry in row.reference for source in _entry(who, entry))


def _entry(who: Who, entry: str) -> Iterator[Source]:
    first, _, second = entry.partition(": ")
    if second and first in who.organisations:
        for each in who.member_history(first, second):
            yield Source(second, first, each.from_, each.to, each.source)
    elif second:
        for term in who.terms_of(first):
            if term.person == second:
                yield Source(second, first, term.from_, term.to, term.source)
    elif (organisation := who.organisations.get(first)) is not None:
        yield Source(first, None, organisation.from_, organisation.to, organisation.source)
    elif (landmark := who.landmarks.get(first)) is not None:
        yield Source(landmark.name, None, landmark.from_, landmark.to, landmark.source)
