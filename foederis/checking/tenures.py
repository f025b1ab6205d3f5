"""Years in which a person is said to have held a post, against the terms on record."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from foederis.checking.holders import SEVERAL
from foederis.checking.offices import Office, offices
from foederis.checking.page import Page
from foederis.checking.slip import Slip
from foederis.who import Mention, Who
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


def tenure_slips(page: Page) -> Iterator[Slip]:
    """ "Jane Roe, Minister of Defence of Freedonia between 2011 and 2014", who held another post in those years."""
    for office in offices(page):
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
    """The post was the person's, in other years than stated."""
    begun = {day.year for term in terms if term.from_ for day in (term.from_.earliest, term.from_.latest) if day}
    ended = {day.year for term in terms if term.to for day in (term.to.earliest, term.to.latest) if day}
    wrong = (stated.first and begun and stated.first not in begun) or (
        stated.last and ended and stated.last not in ended
    )
    if not wrong:
        return None
    name = page.who.persons[terms[0].person].name
    but = f"{name} was {_listed(page.who, terms)}"
    return page.slip("post", office.start, stated.end, but, f"who's who: {terms[0].source}")


def _other_post(page: Page, office: Office, stated: _Stated, terms: list[Term]) -> Slip | None:
    """The post was somebody else's in all the years stated, which are told by who is on record for it."""
    if not terms or stated.first is None or any(page.who.posts[post].kind in SEVERAL for post in office.posts):
        return None
    last = stated.last or stated.first
    days = [date(year, 7, 1) for year in range(stated.first, last + 1)]
    holders = {term.person: term for post in office.posts for day in days for term in page.who.holders(post, day)}
    if not all(page.who.holders(post, day) for post in office.posts for day in days):
        return None
    theirs = [term for term in terms if any(term in page.who.posts_of(term.person, day) for day in days)] or terms
    who = page.who
    but = (
        f"{who.persons[terms[0].person].name} was {_listed(who, theirs)}; {who.posts[min(office.posts)].name} was "
        + " and ".join(who.persons[person].name for person in holders)
    )
    return page.slip("post", office.start, stated.end, but, f"who's who: {theirs[0].source}")


def _listed(who: Who, terms: list[Term]) -> str:
    return "; ".join(f"{who.posts[term.post].name} ({say_span(term.from_, term.to)})" for term in terms)
