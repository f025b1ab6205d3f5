"""The noun of this package: a stretch of text that names or describes something of a kind."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal, get_args

Kind = Literal[
    "Person",
    "Organisation",
    "Location",
    "Temporal",
    "Nationality",
    "Quantity",
    "Money",
    "Weapon",
    "MilitaryPlatform",
    "Vehicle",
]
KINDS: Final[tuple[Kind, ...]] = get_args(Kind)


@dataclass(frozen=True, slots=True)
class Mention:
    """A typed mention: half-open offsets into the report's text, the words there, and whom or what they name."""

    start: int
    end: int
    text: str
    kind: Kind
    id: str | None = None  #: the entry of who's who that the words name; None where they name none, or one of several
