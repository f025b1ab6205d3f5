"""Small reports to check, with the days on which they were published."""

from collections.abc import Callable

import pytest
from checking_samples import reading

from foederis.checking import Checker, Slip
from foederis.model import Claim
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
