"""Parties set against each other, clauses that the parser joins wrongly, and what a later sentence adds to an act."""

from __future__ import annotations

from datetime import date

import pytest

from foederis.model import Claim, Dating, Report
from foederis.reading import Reader

DAY = date(2022, 3, 24)


def claims(reader: Reader, text: str) -> list[Claim]:
    report = Report(
        name="r.txt", text=text, sha256="0" * 64, source_sha256="", furniture=(), published=Dating(DAY, DAY)
    )
    return [c for reading in reader.read([report]) for c in reading.claims]


def who(claim: Claim) -> tuple[str, str, list[str | None], list[str | None]]:
    return claim.act, claim.status, [a.for_ for a in claim.actors], [a.for_ for a in claim.targets]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The village was shelled not by Israel but by Syria.",
            [("attack", "not_done", ["ISR"], []), ("attack", "done", ["SYR"], [])],
        ),
        (
            "The tanks were delivered by Poland, not by Germany.",
            [("provide", "done", ["POL"], []), ("provide", "not_done", ["DEU"], [])],
        ),
        (
            "Norway shares intelligence with Denmark but not with Iran.",
            [("cooperate", "done", ["NOR"], ["DNK"]), ("cooperate", "not_done", ["NOR"], ["IRN"])],
        ),
        ("Egypt met with Turkey and with Iran.", [("consult", "done", ["EGY"], ["TUR", "IRN"])]),
        ("Canada and Norway said Russia must withdraw its troops.", [("request", "done", ["CAN", "NOR"], ["RUS"])]),
        (
            "The general was killed at the hands of Islamic State.",
            [("attack", "done", ["ISIS"], [None])],
        ),
    ],
)
def test_parties(reader: Reader, text: str, expected: list[object]) -> None:
    assert [who(c) for c in claims(reader, text)] == expected


def test_a_past_tense_is_no_partner_of_an_infinitive(reader: Reader) -> None:
    told = claims(reader, "Ministers in Oslo decided not to invoke NATO's treaty, and instead invoked the EU treaty.")
    assert {(c.act, c.status) for c in told} == {("invoke", "not_done"), ("invoke", "done")}


def test_the_tasks_of_a_mission_are_no_acts(reader: Reader) -> None:
    told = claims(reader, "The train and advise mission in Niger was suspended by Denmark.")
    assert [(c.act, [a.for_ for a in c.actors]) for c in told] == [("suspend", ["DNK"])]


def test_places_listed_together_lie_in_no_one_state(reader: Reader) -> None:
    told = claims(reader, "Four battalions are already deployed in Estonia, Latvia and Poland.")[0]
    assert (told.place, told.country) == ("Estonia, Latvia and Poland", None)


def test_where_words_are_spoken_is_not_where_it_happened(reader: Reader) -> None:
    told = claims(reader, 'Arriving in Brussels, Stoltenberg said: "Russia launched a war against Ukraine."')
    assert "BEL" not in {c.country for c in told if c.act == "attack"}


def test_some_under_another_command(reader: Reader) -> None:
    told = claims(reader, "Some 900 British soldiers serve in Estonia, including 300 under NATO command.")
    assert [(c.quantity, [a.for_ for a in c.actors]) for c in told] == [(900, ["GBR"]), (300, ["NATO"])]


def test_what_grew_is_told_by_what_it_is_now(reader: Reader) -> None:
    told = claims(reader, "Norwegian Prime Minister Solberg said the fields of cooperation grew from three to five.")
    assert [(c.act, c.quantity) for c in told] == [("cooperate", 5)]


def test_a_reason_of_the_verb_above_and_of_the_decision(reader: Reader) -> None:
    told = claims(reader, "Denmark chose to suspend its training in Mali because the road was mined.")
    assert any(c.because == "because the road was mined" for c in told)
    told = claims(reader, "Denmark suspended its mission in Mali. The decision was taken for security reasons.")
    assert [c.because for c in told if c.act == "suspend"] == ["for security reasons"]


def test_even_if_tells_a_fact(reader: Reader) -> None:
    told = claims(reader, "Poland is worried, even if Russia has withdrawn its troops from Georgia.")
    assert [c.status for c in told if c.act == "withdraw"] == ["done"]


def test_what_one_is_made_to_shelve_is_ones_own(reader: Reader) -> None:
    assert [c.act for c in claims(reader, "Norway had to shelve its plan for an office in Nuuk.")] == ["suspend"]
