"""A report's text cut where claims and furniture begin and end, a window of it at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from foederis.model import Claim, Furniture

WINDOW: Final = 100_000  #: characters of a text that one page shows


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of the text on which the same claims stand."""

    text: str
    claims: tuple[str, ...] = ()  #: ids of the claims whose sentence holds it
    ends: tuple[str, ...] = ()  #: those of them that end with it, as far as the window shows them
    furniture: str | None = None  #: what it is, where it is no part of the report


def window_at(offset: int, length: int) -> tuple[int, int]:
    """The window that shows the character at the offset: from, to."""
    start = max(0, min(offset, length - 1)) // WINDOW * WINDOW
    return start, min(start + WINDOW, length)


def within(claims: Iterable[Claim], start: int, end: int) -> list[Claim]:
    """The claims that stand in the window, in the order in which their sentences end."""
    return sorted((claim for claim in claims if claim.start < end and claim.end > start), key=_by_end)


def _by_end(claim: Claim) -> tuple[int, int, str]:
    return claim.end, claim.start, claim.id


def stretches(
    text: str, start: int, end: int, claims: Sequence[Claim], furniture: Sequence[Furniture]
) -> Iterator[Stretch]:
    """The window's text in stretches, none left out; claims may overlap each other and furniture."""
    spans = [*((claim.start, claim.end) for claim in claims), *((part.start, part.end) for part in furniture)]
    cuts = sorted({start, end, *(max(start, min(end, edge)) for span in spans for edge in span)})
    coming = sorted(claims, key=lambda claim: claim.start, reverse=True)
    apart = sorted(furniture, key=lambda part: part.start, reverse=True)
    here: list[Claim] = []
    for first, last in pairwise(cuts):
        while coming and coming[-1].start <= first:
            here.append(coming.pop())
        while apart and apart[-1].end <= first:
            apart.pop()
        here = [claim for claim in here if claim.end > first]
        ends = tuple(claim.id for claim in sorted(here, key=_by_end) if min(claim.end, end) == last)
        kind = apart[-1].kind if apart and apart[-1].start <= first else None
        yield Stretch(text[first:last], tuple(claim.id for claim in here), ends, kind)
