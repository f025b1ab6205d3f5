"""What a check finds: words of a report, and the reference that says otherwise."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal[
    "weekday",  #: the day named does not fall on the weekday named, or there is no such day
    "date",  #: an event known by its date is given another
    "name",  #: a name is written almost, but not quite, like that of the holder of the post
    "post",  #: a person is given a post of somebody else, or in years in which somebody else held it
    "members",  #: an organisation is given a number of members that it did not have
    "place",  #: a force is said to stand where it did not
    "number",  #: a number, or whose it is, that a reference contradicts
    "itself",  #: two passages of the report contradict each other
    "record",  #: another report says otherwise
]


@dataclass(frozen=True, slots=True)
class Slip:
    """One place where a report and a reference disagree; which of the two errs is for a person to say."""

    report: str
    kind: Kind
    says: str  #: the report's words, verbatim
    start: int
    end: int
    sentence: str
    but: str  #: what the reference says
    source: str  #: of the reference: a citation, or the passage or report that says so
    claims: tuple[str, ...] = ()  #: ids of the claims on both sides, the checked report's first
