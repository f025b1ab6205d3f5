"""Pictures of a brief: from its values to static SVG, each with a text alternative and the table of its values.

Colours are CSS variables that the page sets for light, dark and print; nothing in a picture needs script or network.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from foederis.brief.model import Brief

CHARTS: Final = "foederis[charts]"  #: the extra that draws bars and maps

TOLD: Final = 12  #: things that the text alternative tells of


@dataclass(frozen=True, slots=True)
class Cells:
    """A line of the table under a picture, and the numbers of the sentences that it rests on."""

    cells: tuple[str, ...]
    sentences: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture and what stands around it; `svg` is None where the extra that draws it is not installed."""

    section: str  #: the section of the brief in which it stands
    title: str
    told: str  #: the text alternative
    svg: str | None
    head: tuple[str, ...]
    table: tuple[Cells, ...]
    key: tuple[tuple[str, str], ...] = ()  #: CSS class and meaning of each kind of mark
    notes: tuple[str, ...] = ()


def in_words(parts: Iterable[str]) -> str:
    """The first things a picture shows, and how many more: what a screen reader says in its stead."""
    told = list(parts)
    more = [f"and {len(told) - TOLD} more, in the table below"] if len(told) > TOLD else []
    return "; ".join([*told[:TOLD], *more])


def pictures(brief: Brief) -> Iterator[Picture]:
    """The pictures for which the brief has values."""
    from foederis.brief.pictures.bars import bars
    from foederis.brief.pictures.map import site_map
    from foederis.brief.pictures.network import network
    from foederis.brief.pictures.timeline import timeline

    if brief.sites:
        yield site_map(brief.sites)
    if brief.ties:
        yield network(brief.ties)
    if brief.amounts:
        yield bars(brief.amounts)
    if brief.spans and brief.on:
        yield timeline(brief.spans, brief.on)
