"""From what is said of a place to a `Where`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from math import asin, cos, radians, sin, sqrt

import pycountry

from foederis.law.geography.tables import REGIONS, City, Geography, Point, Sea, Territory, normal
from foederis.law.model import NO_STATE, Where
from foederis.model import Problem

BESIDE = frozenset({"near", "off", "border", "opposite", "facing", "towards", "toward", "outside", "from", "bordering"})
"""Words after which a name says what a place is beside, not what it is in."""
ZONE_WORDS = ("exclusive economic zone", "economic zone", "continental shelf", "eez")
OWNED = frozenset(
    {"airspace", "waters", "territory", "territorial", "soil", "land", "coast", "exclusive", "economic", "continental"}
)
"""Words before which an adjective says whose a place is: "Estonian airspace", but not "Turkish outpost"."""
MOBILE = frozenset({"vessel", "aircraft"})
"""Objects for which a sea counts even in a state's territorial waters."""
DOMINANCE = 20  #: a city named without a state is taken for the largest of its name if that is so many times larger
LARGE = 50_000  #: inhabitants from which a city's name is taken to contradict another country
NEARBY = 25.0  #: kilometres to a city within which a point is taken for that city's state, if no other state is near
FRONTIER = 80.0  #: kilometres within which every city must be of one state for that


@dataclass(frozen=True, slots=True)
class Mention:
    """A name found in the words for a place, with everything it can mean."""

    name: str
    meanings: tuple[Territory | Sea | str, ...]
    beside: bool


def resolve(
    geography: Geography,
    on: date,
    *,
    place: str | None = None,
    country: str | None = None,
    at: Point | None = None,
    object: str | None = None,
) -> tuple[Where, tuple[Problem, ...]]:
    """Where the thing hit was: `country` decides whose the place is; name and coordinates say which part and which sea.

    A name that cannot be found, or that belongs to another state than `country`, comes back as a `Problem`.
    """
    country, by_code = _dependency(geography, country, on)
    mentions = tuple(_mentions(geography, place)) if place else ()
    territory = by_code or _territory(geography, mentions, country, at, on)
    city, problems = _city(geography, place, mentions, country, on) if territory is None and place else (None, ())
    if city:
        territory = _land_of(geography, city, country, on)
    home = country or _home(territory, city, mentions) or (_nearby(geography, at, on) if at else None)
    home = territory.holder(on) if territory and not country else home
    seas = [m for mention in mentions for m in mention.meanings if isinstance(m, Sea)]
    if country is None and (_in_zone(place) or (home is None and any(sea.nowhere for sea in seas))):
        home, territory = NO_STATE, None
    areas = (
        _on_land(geography, home, territory, city, on),
        _at_sea(seas, home, object, _shores(geography, mentions, on)),
        _at_point(geography, at, home, object),
    )
    where = replace(_where(geography, home, territory, areas, on), zone_of=_zones(place, mentions))
    if place and territory is None and city is None and (others := _elsewhere(mentions, home, on)):
        return Where(home, known=False), (_contradiction(place, ", ".join(sorted(others)), str(home)),)
    if place and not problems and home is None and not where.known:
        problems = (_not_found(place),)
    return where, problems


def _land_of(geography: Geography, city: City, country: str | None, on: date) -> Territory | None:
    """The special territory that a city lies in, or the possession that its land was on that day."""
    own = _territory_of_city(geography, city, on)
    if own or country is None:
        return own
    return _territory_at(geography, city.at, country, on) or geography.colony(country, city.state, on)


def _dependency(geography: Geography, country: str | None, on: date) -> tuple[str | None, Territory | None]:
    """ISO codes of dependencies (``GRL``) mean their sovereign's territory."""
    found = pycountry.countries.get(alpha_3=country) if country and country != NO_STATE else None
    if found is None:
        return country, None
    for territory in geography.territories:
        if found.alpha_2 in territory.isos and not territory.admin1 and territory.holder(on) not in (None, country):
            return territory.holder(on), territory
    return country, None


def _mentions(geography: Geography, place: str) -> Iterator[Mention]:
    """Names of territories, seas and states in the text, longest first at each word."""
    words = normal(place).split()
    at = 0
    while at < len(words):
        for size in range(min(6, len(words) - at), 0, -1):
            name = " ".join(words[at : at + size])
            if meanings := geography.named.get(name):
                yield Mention(name, tuple(meanings), bool(BESIDE & set(words[max(0, at - 3) : at])))
                at += size - 1
                break
            if (
                words[at + size : at + size + 1]
                and words[at + size] in OWNED
                and (state := geography.demonyms.get(name))
            ):
                yield Mention(name, (state,), bool(BESIDE & set(words[max(0, at - 3) : at])))
                break
        at += 1


def _territory(
    geography: Geography, mentions: Iterable[Mention], country: str | None, at: Point | None, on: date
) -> Territory | None:
    if country == NO_STATE:
        return None
    own = any(country in m.meanings and not m.beside for m in mentions)
    ordered = sorted((m for m in mentions if not (own and m.beside)), key=lambda m: (m.beside, -len(m.name)))
    named = [t for m in ordered for t in m.meanings if isinstance(t, Territory)]
    fitting = [t for t in named if country is None or t.concerns(country, on)]
    if country and not fitting:
        states = {m for mention in ordered if not mention.beside for m in mention.meanings if isinstance(m, str)}
        fitting = [t for state in sorted(states) if (t := geography.colony(country, state, on))]
    if fitting:
        return fitting[0]
    return _territory_at(geography, at, country, on) if at else None


def _territory_at(geography: Geography, at: Point, country: str | None, on: date) -> Territory | None:
    found = [t for t in geography.territories if t.contains(at) and (country is None or t.concerns(country, on))]
    if country is None and any(t.coarse for t in found):
        nearest = min(geography.points, key=lambda city: kilometres(at, city.at))
        state, own = _dependency(geography, nearest.state, on)
        found = [t for t in found if not t.coarse or t is own or t.concerns(str(state), on)]
    return min(found, key=lambda t: min((b[2] - b[0]) * (b[3] - b[1]) for b in t.boxes), default=None)


def _city(
    geography: Geography, place: str, mentions: tuple[Mention, ...], country: str | None, on: date
) -> tuple[City | None, tuple[Problem, ...]]:
    """The city that the words name, if they name one for certain."""
    if country == NO_STATE:
        return None, ()
    states = {country} if country else {m for mention in mentions for m in mention.meanings if isinstance(m, str)}
    groups = [group for group in _city_groups(geography, place, mentions) if group]
    fitting = [[c for c in group if not states or _lies_in(geography, c, states, on)] for group in groups]
    if country and groups and not any(fitting):
        colonial = [c for group in groups for c in group if geography.colony(country, c.state, on)]
        own = bool(colonial) or any(country in mention.meanings for mention in mentions)
        return next(iter(colonial), None), () if own else _elsewhere_cities(place, country, groups)
    chosen = [_one(group) for group in fitting if group]
    if any(c is None for c in chosen):
        return None, () if country else (_ambiguous(place, groups),)
    return _mainland_first(geography, fitting, on), ()


def _elsewhere_cities(place: str, country: str, groups: list[list[City]]) -> tuple[Problem, ...]:
    """A contradiction if the words name large cities and none of them is the country's."""
    named = [city for city in map(_one, groups) if city and city.population >= LARGE]
    return tuple(_contradiction(place, f"{city.name} ({city.state})", country) for city in named[:1])


def _contradiction(place: str, named: str, country: str) -> Problem:
    message = f"{place!r} names {named}, but the country is given as {country}: change one of them"
    return Problem("contradiction", message, place, lost=False)


def _city_groups(geography: Geography, place: str, mentions: tuple[Mention, ...]) -> Iterator[list[City]]:
    words, known = normal(place).split(), {word for m in mentions for word in m.name.split()}
    at = 0
    while at < len(words):
        for size in range(min(4, len(words) - at), 0, -1):
            name = " ".join(words[at : at + size])
            cities = geography.cities.get(name) if len(name) > 3 and not known >= set(name.split()) else None
            if cities:
                yield cities
                at += size - 1
                break
        at += 1


def _one(group: list[City]) -> City | None:
    """The only city of the group, or the one that dwarfs the others; cities of one state count as one."""
    ranked = sorted(group, key=lambda c: -c.population)
    first = ranked[0]
    rivals = [c for c in ranked if c.iso != first.iso]
    return first if not rivals or first.population >= DOMINANCE * rivals[0].population else None


def _mainland_first(geography: Geography, groups: list[list[City]], on: date) -> City | None:
    """If any city named may lie in a state's main territory, that; a special territory only where nothing else fits."""
    cities = [city for group in groups for city in group]
    mainland = [c for c in cities if _territory_of_city(geography, c, on) is None]
    return max(mainland or cities, key=lambda c: c.population, default=None)


def _ambiguous(place: str, groups: list[list[City]]) -> Problem:
    states = sorted({city.state for group in groups for city in group})
    return Problem(
        "ambiguous-place",
        f"{place!r} may lie in {', '.join(states)}: say which by country, or give coordinates",
        place,
        lost=False,
    )


def _territory_of_city(geography: Geography, city: City, on: date) -> Territory | None:
    for territory in geography.territories:
        if city.iso in territory.isos and (not territory.admin1 or city.admin1 in territory.admin1):
            return territory
    return _territory_at(geography, city.at, city.state, on)


def _lies_in(geography: Geography, city: City, states: set[str], on: date) -> bool:
    territory = _territory_of_city(geography, city, on)
    today = (territory.holder(on) if territory else None) or city.state
    return any(geography.holds(state, today) for state in states)


def _home(territory: Territory | None, city: City | None, mentions: tuple[Mention, ...]) -> str | None:
    """Whose the place is, where no country was given and no special territory says it."""
    if city or territory:
        return city.state if city else None
    states = {m for mention in mentions if not mention.beside for m in mention.meanings if isinstance(m, str)}
    at_sea = any(isinstance(m, Sea) for mention in mentions for m in mention.meanings)
    return states.pop() if len(states) == 1 and not at_sea else None


@dataclass(frozen=True, slots=True)
class Areas:
    """Areas that one piece of knowledge about a place puts it in, surely or possibly."""

    sure: frozenset[str] = frozenset()
    maybe: frozenset[str] = frozenset()
    because: str = ""


def _where(
    geography: Geography,
    home: str | None,
    territory: Territory | None,
    areas: Iterable[Areas],
    on: date,
) -> Where:
    known = [area for area in areas if area.because]
    sure = frozenset(region for area in known for region in area.sure)
    maybe = frozenset(region for area in known for region in area.maybe) - sure
    if home is None and known:
        maybe |= set(REGIONS) - sure - {region for region, _ in geography.areas}
    runs = territory.administrator(on) if territory else home if home != NO_STATE else None
    name = territory.id if territory else home if home != NO_STATE else None
    because = tuple(area.because for area in known)
    return Where(home, name, runs, sure, maybe, bool(known), (), because)


def _on_land(geography: Geography, home: str | None, territory: Territory | None, city: City | None, on: date) -> Areas:
    """The areas of the territory, or of the state's main territory; of a former state's, those of the city's heir."""
    if territory:
        sure = frozenset(r.value for r in territory.regions if r.span.holds(on))
        return Areas(sure, frozenset(territory.open_regions), f"it lies in {territory.id}")
    if home in (None, NO_STATE):
        return Areas()
    state = city.state if city and home in dict(geography.heirs) else str(home)
    plain = frozenset({"integral", "metropolitan"})
    sure, maybe = geography.main_regions.get(state, (plain, frozenset[str]()))
    return Areas(sure | plain, maybe, f"it lies in the main territory of {home}")


def _shores(geography: Geography, mentions: tuple[Mention, ...], on: date) -> frozenset[str]:
    """The areas of the land named beside a sea: of a sea that only partly lies in one of them, this is that part."""
    meanings = [meaning for mention in mentions for meaning in mention.meanings]
    named = {r.value for t in meanings if isinstance(t, Territory) for r in t.regions if r.span.holds(on)}
    states = (geography.main_regions.get(m) for m in meanings if isinstance(m, str))
    return frozenset(named.union(*(regions[0] for regions in states if regions)))


def _at_sea(seas: list[Sea], home: str | None, object: str | None, shores: frozenset[str]) -> Areas:
    """The areas of the seas named: they count on the high seas, and for a vessel or aircraft anywhere."""
    ashore = home not in (None, NO_STATE)
    if not seas or (ashore and object is not None and object not in MOBILE):
        return Areas()
    regions = frozenset(region for sea in seas for region in sea.regions)
    maybe = frozenset(region for sea in seas for region in sea.open_regions)
    regions |= maybe & shores
    because = f"it is named as {seas[0].names[0]}"
    return Areas(frozenset(), regions | maybe, because) if ashore and object is None else Areas(regions, maybe, because)


def _at_point(geography: Geography, at: Point | None, home: str | None, object: str | None) -> Areas:
    """The areas drawn by coordinates, where the state's land does not already decide."""
    if at is None or (home not in (None, NO_STATE) and object not in MOBILE):
        return Areas()
    sure = frozenset(region for region, corners in geography.areas if inside(at, corners))
    return Areas(sure, frozenset(), f"its coordinates are {at[0]}, {at[1]}")


def _in_zone(place: str | None) -> bool:
    """Whether the words speak of an economic zone or a continental shelf, which is no state's territory."""
    return place is not None and any(word in normal(place) for word in ZONE_WORDS)


def _zones(place: str | None, mentions: tuple[Mention, ...]) -> tuple[str, ...]:
    if not _in_zone(place):
        return ()
    return tuple(sorted({m for mention in mentions for m in mention.meanings if isinstance(m, str)}))


def _nearby(geography: Geography, at: Point, on: date) -> str | None:
    """The state of the nearest city, where it is close and no city of another state is."""
    near = sorted((kilometres(at, city.at), city.state) for city in geography.points)
    close = {state for distance, state in near if distance <= FRONTIER}
    sure = bool(near) and near[0][0] <= NEARBY and len(close) == 1
    return _dependency(geography, near[0][1], on)[0] if sure else None


def kilometres(a: Point, b: Point) -> float:
    """Distance on the sphere (haversine)."""
    lat1, lon1, lat2, lon2 = map(radians, (*a, *b))
    h = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 12742.0 * asin(sqrt(h))


def inside(at: Point, corners: tuple[Point, ...]) -> bool:
    """Whether a point lies in a polygon on the map; areas across 180 degrees are drawn with longitudes below -180."""
    return any(_inside(at[0], longitude, corners) for longitude in (at[1], at[1] - 360))


def _inside(latitude: float, longitude: float, corners: tuple[Point, ...]) -> bool:
    crossings = 0
    for (lat1, lon1), (lat2, lon2) in zip(corners, (*corners[1:], corners[0]), strict=True):
        if (lat1 > latitude) != (lat2 > latitude):
            crossings += longitude < lon1 + (latitude - lat1) / (lat2 - lat1) * (lon2 - lon1)
    return crossings % 2 == 1


def _not_found(place: str) -> Problem:
    message = f"{place!r} cannot be found: give the country (an alpha-3 code, or none for the high seas) or coordinates"
    return Problem("place-not-found", message, place, lost=False)


def _elsewhere(mentions: tuple[Mention, ...], home: str | None, on: date) -> set[str]:
    """What the words name that is surely not the home state's, if they name nothing of its own."""
    others = set[str]()
    if home in (None, NO_STATE):
        return others
    for mention in mentions:
        if mention.beside or any(isinstance(m, Sea) for m in mention.meanings):
            return set()
        if any(m == home or (isinstance(m, Territory) and m.concerns(str(home), on)) for m in mention.meanings):
            return set()
        others |= {m if isinstance(m, str) else m.id for m in mention.meanings if not isinstance(m, Sea)}
    return others
