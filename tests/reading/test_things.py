"""What objects name across the sentences of a report: clauses, missions, plans, texts."""

from datetime import date
from typing import Any

import pytest

from foederis.model import Actor, Claim, Interval
from foederis.reading.across.things import with_things
from foederis.who import load

DAY = date(2021, 5, 3)
NATO = frozenset({"NATO"})


def claim(act: str, object: str | None, sentence: str = "It did so.", by: str | None = None, **rest: Any) -> Claim:
    actors = (Actor(by, by),) if by else ()
    told = {"published": Interval(DAY, DAY), "actors": actors, "earliest": DAY, "latest": DAY, "start": 0, **rest}
    return Claim("", "r", end=1, sentence=sentence, act=act, object=object, **told)


def ids(*claims: Claim, spoken_of: frozenset[str] = NATO) -> list[str | None]:
    return [each.object_id for each in with_things(claims, load(), spoken_of)]


OFFICE = "plan:JPN-NATO-liaison-office"


def test_a_plan_under_its_descriptions_is_one_thing() -> None:
    assert (
        ids(
            claim("consult", "proposal to open NATO liaison office in Tokyo"),
            claim("reject", "plan", "The plan was blocked.", by="FRA"),
            claim("launch", "Tokyo office"),
            claim("concede", "his idea", "He has not dropped his idea."),
            claim("reject", "Smith's vehement objection", by="FRA"),
            claim("support", "the proposal", by="USA"),
        )
        == [OFFICE] * 6
    )


def test_a_headline_is_about_what_the_report_goes_on_to_tell() -> None:
    found = ids(
        claim("reject", "Pacific outreach plan", "France stops Pacific outreach plan", by="FRA"),
        claim("consult", "proposal to open NATO liaison office in Tokyo"),
        claim("reject", "plan", "The plan was blocked by France.", by="FRA"),
    )
    assert len(set(found)) == 1


def test_a_new_plan_is_another() -> None:
    first, second, third = ids(
        claim("propose", "NATO liaison office in Tokyo"),
        claim("propose", "a naval exercise in the Black Sea"),
        claim("reject", "plan", "The plan was blocked."),
    )
    assert first == OFFICE
    assert second == third != first


def test_what_is_only_alike_is_not_the_same() -> None:
    one, other = ids(
        claim("adopt", "sanctions against Russia", by="EU"), claim("adopt", "sanctions against Iran", by="EU")
    )
    assert one != other


def test_the_resolution_is_the_one_adopted() -> None:
    adopted = claim("adopt", "resolution", "A resolution was passed.", by="EU/EP")
    voted = claim("adopt", "Resolution", "The Resolution was adopted by 406 votes to 212.")
    assert ids(adopted, voted) == ["text:20210503-EU/EP-resolution"] * 2


def test_a_resolution_on_a_clause_is_not_the_clause() -> None:
    adopted = claim("adopt", "resolution to invoke EU treaty's mutual defence clause", by="EU/EP")
    found = ids(adopted, claim("adopt", "Resolution", "The Resolution was adopted by 406 votes."))
    assert found[0] == found[1] != "teu:42.7"


def test_what_nothing_tells_from_others_has_no_id() -> None:
    assert ids(claim("adopt", "resolution", "A resolution was passed.")) == [None]
    assert ids(claim("adopt", "decision", "The decision was taken.", by="NATO")) == [None]
    assert ids(claim("reject", "plan", "The plan was blocked.")) == [None]


def test_the_mission_is_the_one_spoken_of() -> None:
    mission = claim(
        "suspend", "NATO training mission", country="IRQ", earliest=date(2020, 1, 6), latest=date(2020, 1, 6)
    )
    sentence = "Some 500 soldiers participating in the mission are safe."
    assert ids(mission, claim("deploy", "soldiers", sentence)) == ["NATO/NMI"] * 2
    assert ids(mission, claim("deploy", "soldiers", "Some 500 soldiers are safe.")) == ["NATO/NMI", None]


def test_a_numbered_resolution_is_the_same_in_every_report() -> None:
    told = [
        claim("adopt", "Resolution 2249", by="UN/UNSC"),
        claim("adopt", "adopted UN Security Council Resolution 2249"),
        claim("support", "UN resolution 2249 on terrorism", by="FRA"),
    ]
    assert [ids(each) for each in told] == [["text:2249-UN-resolution"]] * 3


def test_operations_at_two_places_are_two() -> None:
    one, other = ids(claim("launch", "operation to isolate Raqqah"), claim("launch", "operation to isolate Manbij"))
    assert one != other


def test_a_mission_named_beside_is_spoken_of() -> None:
    decided = claim("adopt", "decision", "As for the NATO training mission in Iraq, the allies took a decision.")
    sentence = "Some 500 soldiers participating in the mission are safe."
    assert ids(decided, claim("deploy", "soldiers", sentence, start=60)) == [None, "NATO/NMI"]


@pytest.mark.parametrize(
    ("act", "object", "id_"),
    [
        ("invoke", "Article 5", "nat:5"),
        ("invoke", "the NATO treaty", "nat:5"),
        ("support", "the NATO treaty", None),
        ("request", "consultations under Article 4", "nat:4"),
        ("appoint", "Secretary General of NATO", "nato-secretary-general"),
        ("consult", "NATO Secretary General visit", None),
        ("deploy", "VJTF", "NATO/VJTF"),
        ("provide", "equipment for the VJTF", None),
        ("suspend", "training missions in Iraq", None),
    ],
)
def test_things_called_by_name(act: str, object: str, id_: str | None) -> None:
    assert ids(claim(act, object)) == [id_]
