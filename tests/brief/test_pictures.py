"""Pictures say what the brief's values say, stay within their page, and never let a report's text out of its quotes."""

from collections.abc import Iterator
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree, html

from foederis.brief.compose import compose
from foederis.brief.html import render
from foederis.brief.model import Amount, Basis, Site, Span, Tie
from foederis.brief.pictures import Picture, pictures
from foederis.brief.pictures.bars import bars
from foederis.brief.pictures.map import site_map, view_of
from foederis.brief.pictures.network import MOST, network
from foederis.brief.pictures.timeline import timeline
from foederis.brief.places import spots
from foederis.model import Interval
from foederis.who.entries import Group, Place
from foederis.who.registry import Who

from .conftest import AMERICA, BRITAIN, DIRECTORY, FRANCE, NATO, UKRAINE, MakeClaim, MakeReport

SVG = "{http://www.w3.org/2000/svg}"
DAY = date(2020, 1, 6)
SOON = date(2020, 3, 1)
HOSTILE = "</svg><script>alert(1)</script> \"' onload=x <b> & ]]>"
BASIS = Basis(claims=("c1",), sentences=(7,), sources=1)


def amount(giver: str = "France", promised: float | None = 2.0, delivered: float | None = None) -> Amount:
    return Amount(giver, "Ukraine", "tanks", "tank", promised, delivered, promised, BASIS)


def span(mission: str, status: str = "active", counts: date = DAY, until: date | None = None) -> Span:
    return Span(mission, status, Interval(counts, counts), counts, until, until or counts, BASIS)


def site(name: str, position: tuple[float, float] | None = (2.35, 48.85), kind: str = "incident") -> Site:
    return Site(kind, "attack", name, name, position, True, Interval(DAY, DAY), BASIS)


def drawn(picture: Picture) -> etree._Element:
    """The picture as strict XML."""
    assert picture.svg
    return etree.fromstring(picture.svg)


def texts(picture: Picture) -> list[str]:
    return ["".join(text.itertext()) for text in drawn(picture).iter(f"{SVG}text")]


def all_kinds(name: str) -> Iterator[Picture]:
    yield bars([amount(name), amount("France", 3.0)])
    yield timeline([span(name)], SOON)
    yield network([Tie(name, "France", "supports", BASIS)])
    yield site_map([site(name), site("Nowhere", None)])


def test_every_picture_has_title_text_alternative_table_and_links_to_sentences() -> None:
    for picture in all_kinds("Sweden"):
        assert picture.title
        assert "Sweden" in picture.told
        assert all(len(row.cells) == len(picture.head) for row in picture.table)
        assert any("Sweden" in row.cells for row in picture.table)
        links = {value for node in drawn(picture).iter() for key, value in node.items() if key.endswith("href")}
        assert links == {"#s7"}


def test_hostile_text_stays_text_in_every_picture() -> None:
    for picture in all_kinds(HOSTILE):
        root = drawn(picture)
        assert not list(root.iter(f"{SVG}script", f"{SVG}b"))
        assert not [key for node in root.iter() for key in node.attrib if key.startswith("on")]
        assert "</svg><script" not in str(picture.svg)


def test_pictures_name_no_colour_of_their_own() -> None:
    for picture in all_kinds("Sweden"):
        for node in drawn(picture).iter():
            colour = {node.get("fill"), node.get("stroke")} - {None, "none", "transparent", "currentColor"}
            assert all(str(value).startswith("var(--") for value in colour), colour


def test_promised_and_delivered_stand_side_by_side_and_are_never_added() -> None:
    picture = bars([amount("Britain", 6000.0, 4000.0), amount("Sweden", 5000.0)])
    assert {"6,000 tanks", "4,000 tanks", "5,000 tanks"} <= set(texts(picture))
    assert picture.table[0].cells == ("Britain", "Ukraine", "6,000 tanks", "4,000 tanks", "6,000 tanks")
    assert picture.table[1].cells[3] == "not said"


def test_a_lone_amount_is_no_bar() -> None:
    picture = bars([amount()])
    assert (picture.svg, len(picture.table)) == ("", 1)


def test_what_a_mission_went_through_is_one_lane_in_order() -> None:
    stages = [span("training", "active", DAY, date(2020, 2, 1)), span("training", "suspended", date(2020, 2, 1))]
    picture = timeline(stages, SOON)
    bars_ = list(drawn(picture).iter(f"{SVG}rect"))
    assert [node.get("class") for node in bars_] == ["span active", "span suspended"]
    assert float(bars_[0].get("x")) + float(bars_[0].get("width")) <= float(bars_[1].get("x"))
    assert picture.told == "training: active 6 Jan 2020, then suspended 1 Feb 2020"


def test_what_no_report_confirms_is_dotted_only() -> None:
    (node,) = [
        line for line in drawn(timeline([span("office")], SOON)).iter(f"{SVG}line") if "untold" in line.get("class")
    ]
    assert float(node.get("x2")) > float(node.get("x1"))


def test_parties_beyond_those_drawn_stand_in_the_table() -> None:
    ties = [Tie(f"Party {number:02}", "NATO", "supports", BASIS) for number in range(MOST + 4)]
    picture = network(ties)
    assert len(list(drawn(picture).iter(f"{SVG}circle"))) == MOST
    assert (len(picture.table), picture.notes) == (MOST + 4, ("5 ties of further parties are in the table only.",))


def test_a_place_of_no_one_position_is_named_and_not_drawn() -> None:
    picture = site_map([site("Paris"), site("Europe", None)])
    assert "Not drawn, of no one position: Europe." in picture.notes
    assert (texts(picture), picture.table[1].cells[-1]) == (["Paris", "Paris"], "not on the map")


def test_what_lies_far_off_is_named_beyond_the_edge() -> None:
    near = [site(f"Town {number}", (40.0 + number / 10, 35.0)) for number in range(8)]
    picture = site_map([*near, site("Ottawa", (-75.7, 45.4))])
    assert "Beyond the map's edge: Ottawa." in picture.notes
    assert "Ottawa" not in texts(picture)


@given(st.lists(st.tuples(st.floats(-180, 180), st.floats(-70, 70)), min_size=1, max_size=12))
def test_the_map_shows_four_in_five_of_any_positions(positions: list[tuple[float, float]]) -> None:
    view = view_of(positions)
    assert sum(view.shows(position) for position in positions) >= 0.8 * len(positions)


def test_towns_lie_where_they_are_and_countries_in_their_middle() -> None:
    who = Who.of(
        [
            *DIRECTORY.states.values(),
            Place("lviv.ukr", "Lviv", "city", "t", (), "UKR"),
            Place("europe", "Europe", "region", "t", (), None),
            Group("TWO", "the two", "t", (), ("FRA", "UKR")),
        ]
    )
    (lviv,) = spots("near Lviv", None, who)
    assert (lviv.exact, round(lviv.position[0]), round(lviv.position[1])) == (True, 24, 50)
    (ukraine,) = spots("Ukraine", None, who)
    assert (ukraine.exact, 28 < ukraine.position[0] < 35, 47 < ukraine.position[1] < 51) == (False, True, True)
    assert spots(None, "FRA", who)[0].name == "France"
    assert spots("Europe", None, who) == spots("somewhere", None, who) == ()


def test_without_the_extra_the_page_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("foederis.brief.pictures.vega.find_spec", lambda name: None)
    assert site_map([site("Paris")]).svg is None
    assert bars([amount("Britain"), amount("Sweden")]).svg is None


def test_the_brief_draws_what_its_claims_say(claim: MakeClaim, report: MakeReport, who: Who) -> None:
    claims = [
        claim("pledge", actors=(BRITAIN,), targets=(UKRAINE,), object="tanks", unit="tanks", quantity=14.0),
        claim("pledge", actors=(FRANCE,), targets=(UKRAINE,), object="tanks", unit="tanks", quantity=3.0),
        claim("support", actors=(AMERICA,), targets=(UKRAINE,), object="bid"),
        claim("launch", actors=(NATO,), object="training mission"),
        claim("deploy", actors=(FRANCE,), object="troops", place="Ukraine", country="UKR"),
    ]
    brief = compose([report()], claims, (), who)
    assert {picture.section for picture in pictures(brief)} == {"commitments", "stances", "standing", "happened"}
    page = html.document_fromstring(render(brief, [report()]))
    assert len(page.xpath("//figure//*[local-name()='svg']")) == 4
    assert all(node.get("aria-label") for node in page.xpath("//figure//div[@role='img']"))
    assert len(page.xpath("//figure//table")) == 4
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))


def test_how_things_stood_is_told_with_its_day(claim: MakeClaim, report: MakeReport, who: Who) -> None:
    claims = [
        claim("launch", actors=(NATO,), object="training mission"),
        claim("suspend", actors=(NATO,), object="training mission", earliest=date(2022, 4, 1), latest=date(2022, 4, 1)),
    ]
    before = compose([report()], claims, (), who)
    assert [row.text for table in before.standing for row in table.rows] == ["Training mission: active, by NATO"]
    assert "How things stood on 24 Mar 2022" in render(before, [report()])


def test_what_sources_disagree_on_in_the_state_is_shown_once(claim: MakeClaim, report: MakeReport, who: Who) -> None:
    sent = {"actors": (FRANCE,), "object": "troops", "place": "Ukraine", "country": "UKR", "unit": "troops"}
    claims = [claim("deploy", quantity=500.0, **sent), claim("deploy", report="b.txt", quantity=700.0, **sent)]
    brief = compose([report(), report("b.txt", "Another text altogether, of its own.")], claims, (), who)
    (found,) = brief.disagreements
    assert {number for answer in found.answers for number in answer.basis.sentences} == {1, 2}


def test_forces_not_there_are_told_as_such(claim: MakeClaim, report: MakeReport, who: Who) -> None:
    claims = [claim("deploy", actors=(NATO,), object="troops", place="Ukraine", status="not_done")]
    brief = compose([report()], claims, (), who)
    assert [row.text for table in brief.standing for row in table.rows] == ["Troops of NATO, Ukraine (not done)"]
    assert brief.sites == ()
