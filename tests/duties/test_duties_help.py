"""Help under a clause: asked, offered, refused, unmet; and of whom the record says nothing."""

from __future__ import annotations

from duties_samples import answer, claim

from foederis.duties.model import Help
from foederis.model import Claim

CALL = claim("invoke", ["FRA"], object="Article 42(7)", object_id="teu:42.7", day="2019-05-05")


def help_with(*more: Claim) -> Help:
    (found,) = answer([CALL, *more]).help
    return found


def test_a_call_without_requests_has_everybody_silent_and_nothing_unmet() -> None:
    found = help_with()
    assert (found.by, found.asked, found.offers, found.unmet) == ("FRA", (), (), ())
    assert "DEU" in found.silent
    assert {"FRA", "NOR"}.isdisjoint(found.silent)


def test_only_the_states_own_later_requests_under_the_clause_count() -> None:
    own = claim("request", ["FRA"], ["DEU"], object="transport planes", day="2019-05-06")
    others = [
        claim("request", ["BEL"], ["DEU"], object="transport planes", day="2019-05-06"),
        claim("request", ["FRA"], ["RUS"], object="an inquiry", day="2019-05-06"),
        claim("request", ["FRA"], ["DEU"], object="a later ferry", day="2019-05-01"),
        claim("request", ["FRA"], ["DEU"], object="a seat", day="2019-05-06", report="other.txt"),
        claim("request", ["FRA"], object="NATO action", day="2019-05-06"),
    ]
    assert [one.claims for one in help_with(own, *others).asked] == [(own.id,)]


def test_help_asked_of_a_party_in_another_report_counts_for_a_season() -> None:
    soon = claim("request", ["FRA"], ["DEU"], object="help in Mali", day="2019-05-20", report="b.txt")
    assert [one.of for one in help_with(soon).asked] == [("DEU",)]
    late = claim("request", ["FRA"], ["DEU"], object="help in Mali", day="2019-09-20", report="b.txt")
    (found,) = answer([CALL, late], on="2019-12-01").help
    assert found.asked == ()


def test_what_is_offered_delivered_refused_and_left_open() -> None:
    planes = claim("request", ["FRA"], ["DEU"], object="transport planes", day="2019-05-06")
    ships = claim("request", ["FRA"], ["ITA"], object="escort ships", day="2019-05-06")
    police = claim("request", ["FRA"], object="police", day="2019-05-06")
    fuel = claim("request", ["FRA"], object="fuel", day="2019-05-06")
    found = help_with(
        *(planes, ships, police, fuel),
        claim("pledge", ["DEU"], ["FRA"], object="two transport planes", day="2019-05-08", status="planned"),
        claim("provide", ["BEL"], ["FRA"], object="fuel", day="2019-05-09"),
        claim("reject", ["ITA"], ["FRA"], object="escort ships", day="2019-05-09"),
    )
    assert {one.what: one.answer for one in found.asked} == {
        "transport planes": "offered",
        "escort ships": "refused",
        "police": "not_said",
        "fuel": "delivered",
    }
    assert {one.what for one in found.unmet} == {"escort ships", "police"}
    assert {"DEU", "BEL", "ITA"}.isdisjoint(found.silent)
    assert "ESP" in found.silent


def test_a_gift_of_another_than_the_one_asked_answers_nothing_and_is_shown() -> None:
    planes = claim("request", ["FRA"], ["DEU"], object="transport planes", day="2019-05-06")
    gift = claim("provide", ["NOR"], ["FRA"], object="transport planes", day="2019-05-09")
    found = help_with(planes, gift)
    assert [one.answer for one in found.asked] == ["not_said"]
    assert [(offer.giver, offer.bound) for offer in found.offers] == [("NOR", False)]


def test_a_request_that_may_come_is_not_yet_unmet() -> None:
    maybe = claim("request", ["FRA"], ["DEU"], object="transport planes", day="2019-05-06", status="possible")
    found = help_with(maybe)
    assert ([one.status for one in found.asked], found.unmet) == (["possible"], ())


def test_nobody_is_asked_under_a_clause_that_was_not_invoked() -> None:
    no = claim("invoke", ["FRA"], object="Article 42(7)", object_id="teu:42.7", status="not_done")
    assert answer([no, claim("request", ["FRA"], ["DEU"], object="help")]).help == ()
