"""The data that comes with the program: counts and days that outside sources fix."""

from datetime import date, timedelta

import pycountry
import pytest

from foederis.who import load
from foederis.who.entries import Standing

WHO = load()

NATO = {
    "1949-08-24": 12,
    "1952-02-18": 14,
    "1955-05-06": 15,
    "1982-05-30": 16,
    "1999-03-12": 19,
    "2004-03-29": 26,
    "2009-04-01": 28,
    "2017-06-05": 29,
    "2020-03-27": 30,
    "2023-04-04": 31,
    "2024-03-07": 32,
}
EU = {"2007-01-01": 27, "2013-07-01": 28, "2020-02-01": 27}


@pytest.mark.parametrize(("org", "table"), [("NATO", NATO), ("EU", EU)])
def test_members_change_on_the_day_and_not_before(org: str, table: dict[str, int]) -> None:
    counts = list(table.values())
    for day, before, after in zip(table, [None, *counts], counts, strict=False):
        on = date.fromisoformat(day)
        assert len(WHO.members(org, on)) == after
        if before is not None:
            assert len(WHO.members(org, on - timedelta(days=1))) == before


@pytest.mark.parametrize(
    ("org", "on", "count"),
    [
        ("UN", date(2025, 1, 1), 193),
        ("UN", date(1945, 12, 31), 51),
        ("OSCE", date(2025, 1, 1), 57),
        ("COE", date(2022, 3, 15), 47),
        ("COE", date(2022, 3, 16), 46),
        ("CSTO", date(2025, 1, 1), 6),
        ("WEU", date(2011, 6, 30), 10),
        ("WEU", date(2011, 7, 1), 0),
        ("WARSAW-PACT", date(1968, 9, 13), 7),
        ("GCC", date(2025, 1, 1), 6),
        ("AU", date(2025, 1, 1), 55),
        ("LAS", date(2025, 1, 1), 22),
    ],
)
def test_members_of_other_organisations(org: str, on: date, count: int) -> None:
    assert len(WHO.members(org, on)) == count


@pytest.mark.parametrize("year", range(2010, 2027))
def test_the_security_council_has_fifteen_members(year: int) -> None:
    assert len(WHO.members("UN/UNSC", date(year, 6, 1))) == 15


@pytest.mark.parametrize(
    ("org", "state", "on", "standing"),
    [
        ("NATO", "FIN", date(2023, 4, 3), "not_yet"),
        ("NATO", "FIN", date(2023, 4, 4), "member"),
        ("EU", "GBR", date(2020, 1, 31), "member"),
        ("EU", "GBR", date(2020, 2, 1), "ended"),
        ("NATO", "AUT", date(2020, 2, 1), "never"),
        ("CSTO", "UZB", date(2003, 1, 1), "ended"),
        ("CSTO", "UZB", date(2006, 7, 1), "unknown"),
        ("CSTO", "UZB", date(2009, 1, 1), "member"),
    ],
)
def test_no_not_yet_and_ended_are_told_apart(org: str, state: str, on: date, standing: Standing) -> None:
    assert WHO.standing(org, state, on) == standing


def test_the_steps_of_an_accession_are_kept() -> None:
    (finland,) = WHO.member_history("NATO", "FIN")
    assert finland.invited is not None
    assert finland.invited.earliest == date(2022, 6, 29)
    assert [step.state for step in finland.ratified_by] == ["HUN", "TUR"]


def test_an_unknown_organisation_is_a_wrong_call() -> None:
    with pytest.raises(KeyError):
        WHO.members("NOBODY", date(2020, 1, 1))


def test_every_un_member_has_a_state_with_demonym_and_capital() -> None:
    members = [WHO.states[code] for code in WHO.members("UN", date(2025, 1, 1))]
    assert {state.id for state in members if not state.capital} == {"SGP"}  # a city
    assert {state.id for state in members if not state.demonyms} == {"COG", "CAF"}  # share their neighbours'


def test_states_are_those_of_iso_3166_with_kosovo_and_the_former_ones() -> None:
    iso = {country.alpha_3 for country in pycountry.countries}
    assert {code for code in WHO.states if code not in iso} == {"XKX", "SUN", "DDR", "CSK", "YUG", "SCG", "VDR", "YMD"}


def test_a_body_belongs_to_its_whole() -> None:
    assert [WHO.whole(id) for id in ("NATO/NAC", "USA/CENTCOM", "NUSRA", "NATO")] == ["NATO", "USA", "AL-QAEDA", "NATO"]


@pytest.mark.parametrize(
    ("place", "country"),
    [("Mosul", "IRQ"), ("Ar Raqqah", "SYR"), ("Kiev", None), ("Kyiv", "UKR"), ("Cologne", "DEU"), ("Black Sea", None)],
)
def test_places_lie_in_one_state_or_none(place: str, country: str | None) -> None:
    assert WHO.country_of(place) == country


def test_georgia_is_ambiguous() -> None:
    assert [meaning.id for meaning in WHO.lookup("Georgia")] == ["GEO", "georgia.usa"]
    assert WHO.country_of("Georgia") is None


def test_lookup_prefers_what_existed_on_the_day() -> None:
    before, after = (WHO.lookup("NATO Secretary General", date(year, 1, 1)) for year in (2010, 2020))
    assert before == after == (("post", "nato-secretary-general"),)
    assert WHO.lookup("nobody at all") == ()


def test_holders_change_on_the_day() -> None:
    def holder(on: date) -> list[str]:
        return [term.person for term in WHO.holders("nato-secretary-general", on)]

    assert holder(date(2024, 9, 30)) == ["jens-stoltenberg"]
    assert holder(date(2024, 10, 1)) == ["mark-rutte"]


def test_posts_of_a_person() -> None:
    assert [term.post for term in WHO.posts_of("jens-stoltenberg", date(2020, 1, 6))] == ["nato-secretary-general"]
