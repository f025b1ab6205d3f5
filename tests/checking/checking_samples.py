"""Small reports as they come out of reading."""

from datetime import date
from hashlib import sha256

from foederis.model import Claim, Dating, Reading, Report


def reading(
    text: str, first: str | None, last: str | None = None, *, name: str = "r.txt", claims: tuple[Claim, ...] = ()
) -> Reading:
    days = [date.fromisoformat(day) if day else None for day in (first, last or first)]
    hashed = sha256(text.encode()).hexdigest()
    return Reading(Report(name, text, hashed, hashed, published=Dating(*days)), "test", claims)
