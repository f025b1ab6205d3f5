"""Small reports to check, with the days on which they were published."""

from collections.abc import Callable
from datetime import date
from hashlib import sha256

import pytest

from foederis.checking import Checker, Slip
from foederis.model import Claim, Dating, Reading, Report
from foederis.who import load

Check = Callable[..., list[Slip]]


@pytest.fixture(scope="session")
def checker() -> Checker:
    return Checker(load())


@pytest.fixture
def check(checker: Checker) -> Check:
    """The slips of a text published on a day or between two; None: it is not known when."""

    def of(text: str, first: str | None, last: str | None = None, claims: tuple[Claim, ...] = ()) -> list[Slip]:
        return list(checker.check(reading(text, first, last, claims=claims)))

    return of


def reading(
    text: str, first: str | None, last: str | None = None, *, name: str = "r.txt", claims: tuple[Claim, ...] = ()
) -> Reading:
    days = [date.fromisoformat(day) if day else None for day in (first, last or first)]
    hashed = sha256(text.encode()).hexdigest()
    return Reading(Report(name, text, hashed, hashed, published=Dating(*days)), "test", claims)
