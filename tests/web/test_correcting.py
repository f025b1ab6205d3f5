"""A correction from a form: what it changes, and what it refuses."""

from __future__ import annotations

from dataclasses import fields
from datetime import date

import pytest

from foederis.model import Actor, Claim, Interval, Votes
from foederis.record.corrections import Party
from foederis.web.review.correcting import Correction, applied, correction_of, sent
from foederis.who import load

CLAIM = Claim(
    "id", "r", 0, 9, "A pledge.", "pledge",
    actors=(Actor("the prime minister", "GBR", "boris-johnson", "GOV"),), targets=(Actor("Kyiv", "UKR"),),
    object="missiles", quantity=6000.0, earliest=date(2022, 3, 24), latest=date(2022, 3, 24),
    published=Interval(date(2022, 3, 24), date(2022, 3, 24)),
)  # fmt: skip
WHO = load()


def changed(**fields: str) -> Claim:
    return applied(CLAIM, Correction(fields, {}), WHO)


def named(*lines: Party, kind: str = "actors") -> tuple[Actor, ...]:
    return getattr(applied(CLAIM, Correction({}, {kind: lines}), WHO), kind)  # type: ignore[no-any-return]


def test_only_what_was_changed_changes() -> None:
    found = changed(object="guns", quantity="6000", status="done")
    assert found.object == "guns"
    assert found == applied(
        CLAIM, Correction({**correction_of(CLAIM).fields, "object": "guns"}, correction_of(CLAIM).parties), WHO
    )


def test_an_emptied_field_is_unknown() -> None:
    assert changed(object="", earliest="").object is None
    assert changed(object="", earliest="").earliest is None


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({}, "nothing was changed"),
        ({"object": "missiles"}, "nothing was changed"),
        ({"earliest": "soon"}, "soon"),
        ({"earliest": "2022-04-01"}, "ended before"),
        ({"act": "dance"}, "no act"),
        ({"quantity": "many"}, "many"),
        ({"quantity": "nan"}, "nan"),
        ({"votes_for": "-3"}, "votes_for"),
        ({"votes_against": "3.5"}, "votes_against"),
    ],
)
def test_what_makes_no_sense_is_refused(fields: dict[str, str], why: str) -> None:
    with pytest.raises(ValueError, match=why):
        changed(**fields)


def test_votes_are_counted_one_by_one_and_taken_away_when_none_is_left() -> None:
    counted = changed(votes_for="406", votes_abstain="12")
    assert counted.votes == Votes(406, None, 12)
    assert applied(counted, Correction({"votes_against": "33"}, {}), WHO).votes == Votes(406, 33, 12)
    assert applied(counted, Correction({"votes_for": "", "votes_abstain": ""}, {}), WHO).votes is None


def test_a_partys_words_whom_it_acts_for_and_its_sector_can_be_given() -> None:
    (first, second) = named(
        Party("boris-johnson", "the prime minister", "GBR", "LEG"), Party("the two ministers", "", "FRA", "MIL")
    )
    assert first == Actor("the prime minister", "GBR", "boris-johnson", "LEG")
    assert second == Actor("the two ministers", "FRA", None, "MIL")
    assert named(Party("boris-johnson", "the prime minister", "", ""))[0] == Actor(
        "the prime minister", None, "boris-johnson"
    )


@pytest.mark.parametrize(
    ("line", "why"),
    [
        (Party("jens-stoltenberg", "", "XYZ"), "XYZ"),
        (Party("FRA", role="general"), "sector"),
        (Party("FRA", "", "TUR"), "stands for FRA"),
    ],
)
def test_a_party_that_makes_no_sense_is_refused(line: Party, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        named(line)


def test_what_the_form_still_holds_of_another_party_is_not_said_of_the_new_one() -> None:
    lists = {"actors": ["FRA"], "actors_words": ["Paris"], "actors_for": ["GBR"], "actors_role": ["GOV"]}
    assert applied(CLAIM, sent({}, lists), WHO).actors == (Actor("Paris", "FRA"),)
    lists = {"actors": ["jens-stoltenberg"], "actors_words": [""], "actors_for": ["GBR"], "actors_role": ["IGO"]}
    assert applied(CLAIM, sent({}, lists), WHO).actors == (
        Actor("Jens Stoltenberg", "NATO", "jens-stoltenberg", "IGO"),
    )


def test_a_program_need_not_send_what_stays() -> None:
    lists = {"actors": ["boris-johnson", "FRA"]}
    assert applied(CLAIM, sent({}, lists), WHO).actors == (CLAIM.actors[0], Actor("France", "FRA"))


def test_every_field_of_the_codebook_can_be_corrected() -> None:
    form = correction_of(CLAIM)
    stands = {"id", "report", "start", "end", "sentence", "confidence", "frame", "published", "reader", "recorded"}
    votes = {name for name in form.fields if name.startswith("votes_")}
    assert len(votes) == len(fields(Votes))
    assert {*form.fields, *form.parties, "votes"} - votes == {each.name for each in fields(Claim)} - stands


def test_a_party_that_stays_keeps_words_person_and_role() -> None:
    (first, second) = named(correction_of(CLAIM).parties["actors"][0], Party("FRA"))
    assert first == CLAIM.actors[0]
    assert second == Actor("France", "FRA")


def test_words_that_are_resolved_stay_the_words() -> None:
    assert named(Party("NATO", "the Alliance")) == (Actor("the Alliance", "NATO"),)


def test_a_person_speaks_for_whom_the_post_of_the_day_speaks() -> None:
    (actor,) = named(Party("jens-stoltenberg"))
    assert (actor.id, actor.for_) == ("jens-stoltenberg", "NATO")


def test_a_name_that_can_mean_one_party_resolves_and_other_words_stay_words() -> None:
    assert named(Party("Lithuania"))[0].for_ == "LTU"
    assert named(Party("several ministers")) == (Actor("several ministers"),)


def test_the_speaker_can_be_taken_away_and_given() -> None:
    given = applied(CLAIM, Correction({}, {"speaker": (Party("FRA"),)}), WHO)
    assert given.speaker == Actor("France", "FRA")
    assert applied(given, Correction({}, {"speaker": ()}), WHO).speaker is None
