"""Places to sovereign, territory and treaty areas."""

from __future__ import annotations

from datetime import date

import pytest

from foederis.law.geography import load_geography, resolve
from foederis.law.geography.places import inside
from foederis.law.model import NO_STATE, Where

TODAY = date(2025, 6, 15)


def where(place: str | None = None, country: str | None = None, on: date = TODAY, **more: object) -> Where:
    return resolve(load_geography(), on, place=place, country=country, **more)[0]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("place", "home", "territory"),
    [
        ("Nouméa", "FRA", "new-caledonia"),
        ("Honolulu", "USA", "hawaii"),
        ("Ponta Delgada", "PRT", "azores"),
        ("Las Palmas de Gran Canaria", "ESP", "canary-islands"),
        ("Pituffik Space Base", "DNK", "greenland"),
        ("Stanley, Falkland Islands", "GBR", "falklands"),
        ("Longyearbyen", "NOR", "svalbard"),
        ("Perth, Scotland", "GBR", "GBR"),
        ("Lappeenranta", "FIN", "FIN"),
        ("airspace of Estonia", "EST", "EST"),
        ("Estonian airspace near Vaindloo island", "EST", "EST"),
        ("Danish exclusive economic zone off Bornholm", NO_STATE, None),
        ("exclusive economic zone of Norway", NO_STATE, None),
    ],
)
def test_names_without_a_country(place: str, home: str, territory: str | None) -> None:
    found = where(place, "GBR" if "Scotland" in place else None)
    assert (found.home, found.territory) == (home, territory)


def test_a_city_in_the_mainland_is_preferred_to_its_namesake_overseas() -> None:
    assert where("Paris and Saint-Denis", "FRA").territory == "FRA"


def test_an_ambiguous_city_is_not_guessed() -> None:
    found, problems = resolve(load_geography(), TODAY, place="Saint-Denis")
    assert found.home is None
    assert [problem.code for problem in problems] == ["ambiguous-place"]


def test_land_that_changed_hands_has_the_holder_of_the_day() -> None:
    assert where("Algiers", on=date(1962, 7, 2)).home == "FRA"
    assert where("Algiers", on=date(1962, 7, 3)).home == "DZA"
    assert where("Hong Kong", on=date(1997, 6, 30)).home == "GBR"
    assert where("Hong Kong", on=date(1997, 7, 1)).home == "CHN"


def test_administration_is_not_sovereignty() -> None:
    before, after = (where("Naha, Okinawa", "JPN", on=day) for day in (date(1972, 5, 14), date(1972, 5, 15)))
    assert (before.home, before.administered_by) == ("JPN", "USA")
    assert after.administered_by == "JPN"


def test_a_dependency_code_means_its_sovereign() -> None:
    found = where(country="GRL")
    assert (found.home, found.territory) == ("DNK", "greenland")


def test_what_a_place_is_near_is_not_where_it_is() -> None:
    found = where("Baltic Sea near Bornholm, exclusive economic zone of Denmark", NO_STATE)
    assert found.territory is None
    assert found.lies_in("european-seas")
    assert found.zone_of == ("DNK",)


def test_land_named_beside_a_wide_sea_says_which_part_of_it() -> None:
    assert where("South Atlantic", NO_STATE).lies_in("rio-region") is None
    assert where("South Atlantic, south of the Falkland Islands", NO_STATE).lies_in("rio-region") is True


def test_whose_outpost_it_is_does_not_say_whose_land() -> None:
    assert where("Turkish outpost").home is None


def test_a_sea_counts_on_land_only_for_ships_and_aircraft() -> None:
    assert where("Tartus, Mediterranean", "SYR", object="vessel").lies_in("mediterranean")
    assert not where("Tartus, Mediterranean", "SYR", object="forces").lies_in("mediterranean")


@pytest.mark.parametrize(
    ("at", "home"),
    [
        ((35.9, -5.31), "ESP"),  # Ceuta
        ((21.35, -157.95), "USA"),  # Pearl Harbor
        ((64.18, -51.7), "DNK"),  # Nuuk
        ((64.1, -21.9), "ISL"),  # Reykjavik lies in the box round Greenland, and is not taken for it
        ((48.85, 2.35), "FRA"),
        ((36.99, 38.42), None),  # Suruc: too near the frontier to tell
        ((55.3, 15.9), None),  # at sea off Bornholm
    ],
)
def test_coordinates(at: tuple[float, float], home: str | None) -> None:
    assert where(at=at).home == home


@pytest.mark.parametrize(
    ("at", "inside_rio"),
    [
        *(((18.4, -66.1), True), ((64.18, -51.7), True), ((32.3, -64.8), True), ((-51.7, -57.9), True)),
        *(((21.3, -157.8), False), ((38.7, -27.2), False), ((13.4, 144.8), False), ((64.1, -21.9), False)),
    ],
)
def test_the_region_of_the_rio_treaty(at: tuple[float, float], inside_rio: bool) -> None:
    corners = dict(load_geography().areas)["rio-region"]
    assert inside(at, corners) is inside_rio


def test_every_territory_says_its_regions_and_a_name() -> None:
    for territory in load_geography().territories:
        assert territory.names, territory.id
        assert territory.held or territory.also, territory.id
