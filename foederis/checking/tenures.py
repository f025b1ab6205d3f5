"""Years in which a person is said to have held a post, against the terms on record."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from foederis.checking.holders import SEVERAL
from foederis.checking.offices import Office
from foederis.checking.page import Page
from foederis.checking.slip import Slip
from foederis.model import Interval
from foederis.who import Mention, Who, holds
from foederis.who.dates import say_span
from foederis.who.entries import Term

_YEAR: Final = r"(?:19|20)\d\d"
_YEARS: Final = re.compile(
    rf"\s*,?\s*\(?(?:(?:between|from) (?P<first>{_YEAR}) (?:and|to|until|till|through) (?P<last>{_YEAR})"
    rf"|(?P<first_>{_YEAR})\s?[-–]\s?(?P<last_>{_YEAR})|since (?P<since>{_YEAR})|until (?P<until>{_YEAR}))\b"
)


@dataclass(frozen=True, slots=True)
class _Stated:
    """The years that a report gives; None where it leaves a side open."""

    first: int | None
    last: int | None
    end: int  #: offset behind them

    @property
    def days(self) -> list[date]:
        """The middles of the years from the first to the last, of an open side only the other."""
        ends = [year for year in (self.first, self.last) if year is not None]
        return [date(year, 7, 1) for year in range(ends[0], ends[-1] + 1)]


def tenure_slips(page: Page, offices: Iterable[Office]) -> Iterator[Slip]:
    """ "Jane Roe, Minister of Defence of Freedonia between 2011 and 2014", who held another post in those years."""
    for office in offices:
        stated = _stated(page.text, office.end)
        person = _person(page, office) if stated else None
        if stated is None or person is None:
            continue
        terms = [term for entry in person.entries for term in page.who.posts_of(entry.id) if entry.kind == "person"]
        mine = [term for term in terms if term.post in office.posts]
        found = _other_years(page, office, stated, mine) if mine else _other_post(page, office, stated, terms)
        if found:
            yield found


def _stated(text: str, at: int) -> _Stated | None:
    match = _YEARS.match(text, at)
    if match is None:
        return None
    first = match["first"] or match["first_"] or match["since"]
    last = match["last"] or match["last_"] or match["until"]
    return _Stated(int(first) if first else None, int(last) if last else None, match.end())


def _person(page: Page, office: Office) -> Mention | None:
    """The one person named before the office in its sentence, or right behind it."""
    sentence = page.sentence_at(office.start)
    if sentence is None:
        return None
    before = [each for each in page.within(sentence.start, office.start) if each.entries[0].kind == "person"]
    ids = {each.entries for each in before}
    return before[-1] if len(ids) == 1 and len({entry.id for entry in before[-1].entries}) == 1 else None


def _other_years(page: Page, office: Office, stated: _Stated, terms: list[Term]) -> Slip | None:
    """The post was the person's, in years of which the stated ones are some, yet not the first or the last."""
    begun, ended = _years([term.from_ for term in terms]), _years([term.to for term in terms])
    meets = any(holds(term, day) for term in terms for day in stated.days)
    early = stated.first is not None and begun and stated.first not in begun
    late = stated.last is not None and ended and stated.last not in ended
    if not meets or not (early or late):
        return None
    name = page.who.persons[terms[0].person].name
    but = f"{name} was {_listed(page.who, terms)}"
    return page.slip("post", office.start, stated.end, but, f"who's who: {terms[0].source}")


def _years(sides: Iterable[Interval | None]) -> set[int]:
    return {day.year for side in sides if side for day in (side.earliest, side.latest) if day}


def _other_post(page: Page, office: Office, stated: _Stated, terms: list[Term]) -> Slip | None:
    """The post was somebody else's in all the years stated, which are told by who is on record for it."""
    who, days = page.who, stated.days
    if not terms or not days or any(who.posts[post].kind in SEVERAL for post in office.posts):
        return None
    if not all(who.holders(post, day) for post in office.posts for day in days):
        return None
    holders = {term.person: term for post in sorted(office.posts) for day in days for term in who.holders(post, day)}
    theirs = [term for term in terms if any(holds(term, day) for day in days)] or terms
    but = (
        f"{who.persons[terms[0].person].name} was {_listed(who, theirs)}; {who.posts[min(office.posts)].name} was "
        + " and ".join(who.persons[person].name for person in holders)
    )
    return page.slip("post", office.start, stated.end, but, f"who's who: {theirs[0].source}")


def _listed(who: Who, terms: list[Term]) -> str:
    return "; ".join(f"{who.posts[term.post].name} ({say_span(term.from_, term.to)})" for term in terms)
