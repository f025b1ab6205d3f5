"""A mark: a piece of furniture with the metadata it gives away."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from foederis.model import Furniture


@dataclass(frozen=True, slots=True)
class Mark:
    """A piece of furniture; `says` has what it tells of title, author, publisher, url or date."""

    start: int
    end: int
    kind: str
    says: dict[str, str] = field(default_factory=dict)


def merged(found: Sequence[Mark]) -> tuple[Furniture, ...]:
    """Marks as furniture in order: what overlaps an earlier piece is cut to what lies beyond it."""
    pieces: list[Furniture] = []
    covered = 0
    for piece in sorted(found, key=lambda piece: (piece.start, -piece.end)):
        if piece.end > covered:
            pieces.append(Furniture(max(piece.start, covered), piece.end, piece.kind))
            covered = piece.end
    return tuple(pieces)
