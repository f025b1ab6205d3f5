"""Claims of our own about invented dealings of real states, and the state and answers that follow from them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cache
from itertools import count
from typing import Any

from foederis.duties import Duties, duties
from foederis.duties.model import ClauseAnswer
from foederis.model import Actor, Claim, Interval
from foederis.state.fold import fold
from foederis.who import Who, load

_NUMBER = count()


@cache
def who() -> Who:
    return load()


def who_is(*names: str) -> tuple[Actor, ...]:
    """Actors by id, or by "words=ID" where the words matter, or "words=" where nobody resolves."""
    parts = [name.partition("=") for name in names]
    return tuple(Actor(text, (id_ or None) if sign else text) for text, sign, id_ in parts)


def claim(act: str, by: Sequence[str] = (), to: Sequence[str] = (), day: str = "2019-05-04", **more: Any) -> Claim:
    """A claim dated and published on one day, of a report named `report`."""
    on = date.fromisoformat(day)
    given: dict[str, Any] = {"earliest": on, "latest": on, "published": Interval(on, on), "report": "a.txt", **more}
    given = {"start": 0, "end": 1, "sentence": given.get("object") or "", **given}
    return Claim(id=f"c{next(_NUMBER):04}", act=act, actors=who_is(*by), targets=who_is(*to), **given)


def answer(claims: Sequence[Claim], on: str = "2019-06-01") -> Duties:
    day = date.fromisoformat(on)
    return duties(fold(claims, who(), on=day), claims, who())


def clause(found: Duties, id_: str, incident: int = 0) -> ClauseAnswer:
    (one,) = found.incidents[incident].cases
    return next(each for each in one.clauses if each.clause == id_)
