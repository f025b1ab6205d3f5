"""A page for each place: where it lies, whose it is, which treaties reach it, and what happened and stands there."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Final

from fastapi import APIRouter, HTTPException

from foederis.brief.places import Spot, spots
from foederis.law import Incident as Attack
from foederis.law import load_law
from foederis.law.assess import clauses
from foederis.law.facts import settle
from foederis.law.geography import load_geography, resolve
from foederis.law.model import Instrument, Where
from foederis.law.rules import area
from foederis.model import Problem
from foederis.state.alike import words_of
from foederis.state.known import Known
from foederis.state.rows import Force, Incident, Mission, Row
from foederis.web.files.rows import rows_table
from foederis.web.pages import Ask, Asked, names_of
from foederis.web.shown.gathered import Part, Wanted, newest
from foederis.web.shown.telling import Section, line
from foederis.web.tables import Table, table_page
from foederis.web.views.clauses import force_of
from foederis.who import Who

router = APIRouter()
EVENTS: Final = 20  #: claims whose events are shown
ROWS: Final = 20  #: rows of each kind shown
PLACED: Final = ("incidents", "forces")  #: the kinds whose rows say where they are


@dataclass(frozen=True, slots=True)
class Covered:
    """Whether an attack on the state's land at the place would be inside a clause's area on the day (None: open)."""

    clause: str
    title: str
    inside: bool | None
    because: str
    article: str


@dataclass(frozen=True, slots=True)
class PlacePage:
    name: str
    state: str | None  #: the place is a state's land
    country: str | None
    spots: tuple[Spot, ...]
    where: Where
    problems: tuple[Problem, ...]
    covered: tuple[Covered, ...]
    sections: tuple[Section, ...]
    events: Part


def _file(ask: Ask, shown: PlacePage) -> tuple[Table, ...]:
    return tuple(rows_table(ask, kind, rows) for kind, rows in _standing(ask, shown.name, shown.state).items())


@table_page(router, "/places/{name:path}", "place.html", _file)
def place_page(ask: Asked, name: str) -> PlacePage:
    """One place: whose it is, which treaty areas it lies in, and the incidents, forces and missions there."""
    who, on = ask.desk.who, ask.desk.on(ask.moment)
    state = _state(who, name)
    country = state or who.country_of(name)
    sections = tuple(_sections(ask, name, state))
    found = newest(ask, Wanted(country=state) if state else Wanted(place=name), size=EVENTS)
    place = None if state else name
    where, problems = resolve(load_geography(), on, place=place, country=country)
    spot = spots(state or name, country, who)
    if not (country or spot or sections or found.claims or where.known):
        raise HTTPException(404, f"Nothing on record is at a place called {name!r}. /search finds words in reports.")
    return PlacePage(
        name=who.states[state].name if state else name,
        state=state,
        country=country,
        spots=spot,
        where=where,
        problems=problems,
        covered=tuple(_covered(where.home, place, on)),
        sections=sections,
        events=found,
    )


Here = Callable[[str | None, str | None], bool]
"""Whether a place, and the country it is said to be in, are the place of the page."""


def _state(who: Who, name: str) -> str | None:
    """The one state of that id or name, where it names nothing else."""
    found = set(who.lookup(name))
    return found.pop().id if len(found) == 1 and next(iter(found)).kind == "state" else None


def _is_of(who: Who, state: str, place: str | None, country: str | None) -> bool:
    return state in (country, place) or bool(place and who.country_of(place) == state)


def _is_at(words: frozenset[str], place: str | None, _: str | None) -> bool:
    return bool(place) and words <= words_of(place)


def _sections(ask: Ask, name: str, state: str | None) -> Iterator[Section]:
    names = names_of(ask.desk)
    for kind, rows in _standing(ask, name, state).items():
        if rows:
            yield Section(kind, len(rows), tuple(line(names, row) for row in rows[:ROWS]))


def _standing(ask: Ask, name: str, state: str | None) -> Mapping[str, Sequence[Row]]:
    """The incidents, forces and missions at the place, or in the state, the last first."""
    who, known, on = ask.desk.who, Known(ask.desk.who), ask.desk.on(ask.moment)
    here: Here = partial(_is_of, who, state) if state else partial(_is_at, words_of(name))
    with ask.desk.fold(ask.moment) as fold:
        rows = partial(fold.rows_in, by=by_place, fits=lambda place: here(*place), on=on, known=ask.moment.known)
        there = {kind: rows(kind) for kind in PLACED}
        missions = [row for row in fold.rows("missions", on, known=ask.moment.known) if isinstance(row, Mission)]
    there["missions"] = [row for row in missions if state and state in map(known.country_of_mission, _missions(row))]
    return {kind: list(reversed(some)) for kind, some in there.items()}


def by_place(row: Row) -> Iterable[tuple[str | None, str | None]]:
    """Where an incident was or a force stands, in words, and in which country it is said to be."""
    if isinstance(row, (Incident, Force)):
        yield row.place, row.country if isinstance(row, Incident) else None


def _missions(row: Mission) -> Iterable[str]:
    return filter(None, (*row.reference, row.part_of))


def _binds(instrument: Instrument, state: str, on: date) -> bool:
    """It is in force on the day, or may be, and the state is a party, or may be."""
    return force_of(instrument, on) in ("in force", "unsettled") and instrument.standing(state, on) is not False


def _covered(home: str | None, place: str | None, on: date) -> Iterator[Covered]:
    """The clauses with an area to which the place's state is a party: inside first, then what is open."""
    found = []
    for instrument, clause in clauses(load_law()):
        if clause.area and home and _binds(instrument, home, on):
            attack = Attack(on, home, country=home, place=place, object="territory")
            reason = area(instrument, clause, load_law().limbs(clause.area), settle(attack)[0])
            found.append(Covered(clause.id, clause.title, reason.holds, reason.because, reason.article))
    yield from sorted(found, key=lambda one: (one.inside is not True, one.inside is not None))
