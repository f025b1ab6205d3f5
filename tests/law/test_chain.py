"""Who is drawn in, and alliance tables that a user supplies."""

from __future__ import annotations

import gzip
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import pytest

from foederis.law import Incident, load_law
from foederis.law.alliances import Pledge, TableError, as_of, coarse_law, dyad_years, read_pledges, state_id
from foederis.law.chain import Chain, follow, tree
from foederis.law.chain_picture import svg

HEADER = "ccode1,ccode2,year,atop_defense,atop_offense,atop_neutral,atop_nonagg,atop_consul\n"
JULY_1914 = """220,365,1914,1,0,0,0,1
365,220,1914,1,0,0,0,1
255,300,1914,1,0,1,0,1
200,220,1914,0,0,0,0,1
640,255,1914,0,1,0,0,0
220,365,1913,1,0,0,0,0
"""
INVASION = {
    "form": "armed_attack",
    "object": "territory",
    "attribution": "clear",
    "origin": "abroad",
    "accident": False,
    "force": "used",
    "first_use": "clear",
    "scale": "grave",
}


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "atop.csv.gz"
    path.write_bytes(gzip.compress((HEADER + JULY_1914).encode()))
    return path


def of_1914(table: Path, joining: tuple[str, ...]) -> Chain:
    pledges = tuple(read_pledges(table, 1914))
    incident = Incident(date(1914, 7, 28), "SRB", by="cow:300", **INVASION)  # type: ignore[arg-type]
    return follow(incident, coarse_law(pledges), pledges, joining)


def test_1914_shortest_chains_first(table: Path) -> None:
    edges = {(edge.state, edge.ally): edge for edge in of_1914(table, ("RUS",)).edges}
    assert edges["RUS", "SRB"].step == 1
    assert edges["DEU", "cow:300"].step == 2
    assert edges["FRA", "RUS"].step == 2
    assert (edges["GBR", "FRA"].step, edges["GBR", "FRA"].duty) == (3, "consult")


def test_without_russia_nobody_is_drawn_in(table: Path) -> None:
    assert of_1914(table, ()).edges == ()


def test_a_pledge_of_the_table_is_arguable_at_best(table: Path) -> None:
    assert {e.finding for e in of_1914(table, ("RUS",)).edges if e.clause.startswith("atop:")} == {"arguable"}


def test_consulting_draws_nobody_onto_a_side(table: Path) -> None:
    assert "GBR" not in of_1914(table, ("RUS",)).states()


def test_an_ally_of_both_sides_is_torn() -> None:
    pledges = tuple(Pledge("ITA", ally, 1914, ("defense",)) for ally in ("SRB", "cow:300"))
    incident = Incident(date(1914, 7, 28), "SRB", by="cow:300", **INVASION)  # type: ignore[arg-type]
    edges = follow(incident, coarse_law(pledges), pledges, ("RUS",)).edges
    assert [edge.torn for edge in edges if edge.state == "ITA"] == [False, True]


def test_treaties_of_today() -> None:
    incident = Incident(date(2025, 6, 1), "EST", by="RUS", country="EST", **INVASION)  # type: ignore[arg-type]
    sides = follow(incident, load_law()).states()
    assert (sides["USA"], sides["IRL"], sides["BLR"]) == ("target", "target", "attacker")


def test_a_group_has_no_allies() -> None:
    with pytest.raises(ValueError, match="alpha-3"):
        follow(Incident(date(2015, 11, 13), "FRA", by="non-state:ISIS"), load_law())


def test_the_picture_is_one_well_formed_file_with_each_state_and_clause(table: Path) -> None:
    chain = of_1914(table, ("RUS",))
    root = ElementTree.fromstring(svg(chain))
    text = " ".join(root.itertext())
    assert all(edge.state in text and edge.clause in text for edge in chain.edges)
    assert not [e for e in root.iter() if any(key.endswith("href") for key in e.attrib)]


def test_the_tree_says_each_duty(table: Path) -> None:
    assert any("FRA for RUS against cow:300: assist" in line for line in tree(of_1914(table, ("RUS",))))


@pytest.mark.parametrize(
    ("number", "on", "state"),
    [
        (365, date(1914, 7, 1), "RUS"),
        (365, date(1950, 1, 1), "SUN"),
        (365, date(1992, 1, 1), "RUS"),
        (345, date(1914, 7, 1), "SRB"),
        (345, date(1950, 1, 1), "YUG"),
        (265, date(1970, 1, 1), "DDR"),
        (315, date(1970, 1, 1), "CSK"),
        (300, date(1914, 7, 1), "cow:300"),
        (220, date(1914, 7, 1), "FRA"),
    ],
)
def test_numbers_of_states(number: int, on: date, state: str) -> None:
    assert state_id(number, on) == state


def test_a_state_by_its_later_name_is_found() -> None:
    assert as_of("YUG", date(1914, 7, 28)) == "SRB"


@pytest.mark.parametrize(
    ("text", "message"),
    [("a,b\n1,2\n", "no column ccode1"), (HEADER + "220,x,1914,1,0,0,0,0\n", ":2: every field")],
)
def test_a_wrong_table_is_named_with_its_line(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "atop.csv"
    path.write_text(text)
    with pytest.raises(TableError, match=message):
        list(read_pledges(path))


def test_dyad_years(tmp_path: Path) -> None:
    pytest.importorskip("polars")
    states, pledges = tmp_path / "states.csv", tmp_path / "atop.csv"
    states.write_text(
        "ccode,cw_abb,cw_name,start,end\n220,FRN,France,1912-01-01,1916-12-31\n365,RUS,Russia,1913-01-01,1916-12-31\n"
        "327,PAP,Papal States,1912-01-01,1913-06-30\n335,PMA,Parma,1913-07-01,1914-12-31\n"
    )
    pledges.write_text(HEADER + "220,365,1914,1,0,0,0,0\n365,220,1915,1,0,0,0,0\n")
    frame = dyad_years(states, pledges)
    rows = {(r["ccode1"], r["ccode2"], r["year"]): r["atop_defense"] for r in frame.iter_rows(named=True)}
    assert rows[220, 365, 1914] is True
    assert rows[365, 220, 1914] is False
    assert rows[220, 365, 1913] is None  # the table does not cover the year: unknown, not "no pledge"
    assert (327, 335, 1913) not in rows  # never members on the same day
    assert (
        max(year for *_, year in dyad_years(states, pledges, until=1918).select("ccode1", "ccode2", "year").rows())
        == 1918
    )
