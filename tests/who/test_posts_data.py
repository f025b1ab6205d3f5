"""The posts, persons and terms that ship with foederis: whole, without overlaps, right on the days that matter."""

from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import pytest

import foederis.who
from foederis.who import Who, load
from foederis.who.tables import Row, read_rows

FOLDER = Path(foederis.who.__file__).parent / "data" / "posts"

FIRST, LAST = date(2010, 1, 1), date(2025, 6, 30)
LEADERS = ("head-of-government", "head-of-state")
GOVERNED_BY_PRESIDENT_SINCE = {"USA": date.min, "CYP": date.min, "TUR": date(2018, 7, 9)}
VACANT = {  #: a French government resigns before a new president's term; there is no Prime Minister until it begins
    ("FRA", date(year, 5, day)) for year in (2012, 2017) for day in range(10, 15)
}

# post, day of the change, who held it the day before, who on the day
CHANGES = [
    ("nato-secretary-general", date(2014, 10, 1), "anders-fogh-rasmussen", "jens-stoltenberg"),
    ("nato-secretary-general", date(2024, 10, 1), "jens-stoltenberg", "mark-rutte"),
    ("saceur", date(2016, 5, 4), "philip-breedlove", "curtis-scaparrotti"),
    ("saceur", date(2019, 5, 3), "curtis-scaparrotti", "tod-wolters"),
    ("saceur", date(2022, 7, 4), "tod-wolters", "christopher-cavoli"),
    ("sact", date(2015, 9, 30), "jean-paul-palomeros", "denis-mercier"),
    ("nato-military-committee-chair", date(2015, 6, 26), "knud-bartels", "petr-pavel"),
    ("eu-high-representative", date(2014, 11, 1), "catherine-ashton", "federica-mogherini"),
    ("eu-high-representative", date(2019, 12, 1), "federica-mogherini", "josep-borrell"),
    ("eu-council-president", date(2019, 12, 1), "donald-tusk", "charles-michel"),
    ("un-secretary-general", date(2017, 1, 1), "ban-ki-moon", "antonio-guterres"),
    ("un-envoy-syria", date(2012, 9, 1), "kofi-annan", "lakhdar-brahimi"),
    ("cze-president", date(2023, 3, 9), "milos-zeman", "petr-pavel"),
    ("usa-president", date(2017, 1, 20), "barack-obama", "donald-trump"),
    ("usa-president", date(2025, 1, 20), "joe-biden", "donald-trump"),
    ("usa-secretary-of-state", date(2013, 2, 1), "hillary-clinton", "john-kerry"),
    ("usa-secretary-of-defense", date(2015, 2, 17), "chuck-hagel", "ash-carter"),
    ("usa-centcom-commander", date(2016, 3, 30), "lloyd-austin", "joseph-votel"),
    ("gbr-prime-minister", date(2016, 7, 13), "david-cameron", "theresa-may"),
    ("gbr-prime-minister", date(2022, 9, 6), "boris-johnson", "liz-truss"),
    ("gbr-foreign-secretary", date(2016, 7, 13), "philip-hammond", "boris-johnson"),
    ("fra-president", date(2017, 5, 14), "francois-hollande", "emmanuel-macron"),
    ("deu-chancellor", date(2021, 12, 8), "angela-merkel", "olaf-scholz"),
    ("can-defence-minister", date(2015, 11, 4), "jason-kenney", "harjit-sajjan"),
    ("can-defence-minister", date(2021, 10, 26), "harjit-sajjan", "anita-anand"),
    ("tur-president", date(2014, 8, 28), "abdullah-gul", "recep-tayyip-erdogan"),
    ("irq-prime-minister", date(2014, 9, 8), "nouri-al-maliki", "haider-al-abadi"),
    ("jpn-prime-minister", date(2021, 10, 4), "yoshihide-suga", "fumio-kishida"),
    ("ukr-president", date(2019, 5, 20), "petro-poroshenko", "volodymyr-zelensky"),
]


@pytest.fixture(scope="module")
def who() -> Who:
    return load()


@pytest.fixture(scope="module")
def rows() -> list[Row]:
    found = list(read_rows(FOLDER))
    assert all(isinstance(row, Row) for row in found)
    return [row for row in found if isinstance(row, Row)]


def holders(who: Who, post: str, on: date) -> set[str]:
    return {term.person for term in who.holders(post, on)}


def test_every_entry_has_its_source(rows: list[Row]) -> None:
    assert {row.kind for row in rows} == {"post", "person", "term"}
    assert [row.where for row in rows if not row.table.get("source", "").strip()] == []


def test_every_person_and_post_has_a_term(rows: list[Row]) -> None:
    terms = [row.table for row in rows if row.kind == "term"]
    for kind in ("person", "post"):
        assert {row.table["id"] for row in rows if row.kind == kind} == {term[kind] for term in terms}


def test_every_file_says_what_it_covers_and_until_when() -> None:
    for file in FOLDER.glob("*.toml"):
        head = file.read_text(encoding="utf-8").split("\n\n")[0]
        assert head.startswith("# "), file.name
        assert "Confirmed up to 20" in head, file.name


def test_an_alias_means_one_post(rows: list[Row]) -> None:
    aliases = Counter(alias for row in rows if row.kind == "post" for alias in row.table.get("aliases", ()))
    shared = {alias for alias, count in aliases.items() if count > 1}
    assert shared <= {"commander of NATO forces in Afghanistan"}, "ISAF's, then Resolute Support's"


@pytest.mark.parametrize(("post", "day", "before", "after"), CHANGES, ids=lambda value: str(value))
def test_a_post_changes_hands_on_the_day(who: Who, post: str, day: date, before: str, after: str) -> None:
    assert holders(who, post, day - timedelta(days=1)) == {before}
    assert holders(who, post, day) == {after}


def test_a_successor_may_come_later(who: Who) -> None:
    assert holders(who, "nato-secretary-general", date(2003, 12, 17)) == {"alessandro-minuto-rizzo"}
    assert holders(who, "lbn-president", date(2015, 1, 1)) == set()


def test_one_person_holds_posts_in_turn(who: Who) -> None:
    posts = [term.post for term in who.posts_of("boris-johnson")]
    assert posts == ["gbr-foreign-secretary", "gbr-prime-minister"]
    assert {term.post for term in who.posts_of("kaja-kallas", date(2025, 1, 1))} == {"eu-high-representative"}


def days_without_government(who: Who, state: str) -> set[date]:
    posts = {
        kind: [each.id for each in who.posts.values() if (each.for_, each.kind) == (state, kind)] for kind in LEADERS
    }
    by_president = GOVERNED_BY_PRESIDENT_SINCE.get(state, date.max)
    days = [FIRST + timedelta(days=count) for count in range((LAST - FIRST).days + 1)]
    return {day for day in days if not any(who.holders(post, day) for post in posts[LEADERS[day >= by_president]])}


def test_every_member_of_nato_and_eu_has_a_government_every_day(who: Who) -> None:
    states = who.members("NATO", LAST) | who.members("EU", LAST)
    assert len(states) == 36
    assert {(state, day) for state in states for day in days_without_government(who, state)} == VACANT


@pytest.mark.parametrize(
    ("name", "person"),
    [
        ("Cavusoglu", "mevlut-cavusoglu"),
        ("Zelenskyy", "volodymyr-zelensky"),
        ("Bashar Assad", "bashar-al-assad"),
        ("Todd Wolters", "tod-wolters"),
        ("de Mistura", "staffan-de-mistura"),
        ("von der Leyen", "ursula-von-der-leyen"),
        ("Abadi", "haider-al-abadi"),
        ("Grabar-Kitarovic", "kolinda-grabar-kitarovic"),
    ],
)
def test_other_spellings_name_the_same_person(who: Who, name: str, person: str) -> None:
    assert person in {candidate.id for candidate in who.lookup(name)}


@pytest.mark.parametrize(
    ("name", "post"),
    [
        ("SACEUR", "saceur"),
        ("NATO chief", "nato-secretary-general"),
        ("EU foreign affairs chief", "eu-high-representative"),
        ("Pentagon chief", "usa-secretary-of-defense"),
        ("Foreign Secretary", "gbr-foreign-secretary"),
        ("Secretary of State", "usa-secretary-of-state"),
    ],
)
def test_what_the_press_calls_a_post(who: Who, name: str, post: str) -> None:
    assert who.lookup(name)[0].id == post


def test_a_king_is_not_named_by_his_number_nor_by_his_country(who: Who) -> None:
    for name in ("V", "X", "VI", "Belgium", "Ban"):
        assert "person" not in {candidate.kind for candidate in who.lookup(name)}
