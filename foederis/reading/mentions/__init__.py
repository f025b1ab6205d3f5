"""Typed mentions in a text: persons, bodies, places, times, nationalities, quantities, money, weapons, vehicles.

`find` gives them for a report or a bare text. What the words are is data (`data/*.toml`), described in
docs/mentions.md.
"""

from foederis.reading.mentions.finder import find
from foederis.reading.mentions.model import KINDS, Kind, Mention

__all__ = ["KINDS", "Kind", "Mention", "find"]
