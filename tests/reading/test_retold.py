"""Dates that one sentence of a report lends another."""

import hashlib
from datetime import date

import pytest

from foederis.model import Claim, Dating, Report
from foederis.reading import Reader

FRIDAY = date(2022, 12, 30)
DAY_OF_2022 = {"12-20": date(2022, 12, 20), "12-28": date(2022, 12, 28), "12-29": date(2022, 12, 29)}


def read(reader: Reader, text: str) -> tuple[Claim, ...]:
    sha = hashlib.sha256(text.encode()).hexdigest()
    report = Report("a.txt", text, sha, sha, language="en", published=Dating(FRIDAY, FRIDAY))
    (reading,) = reader.read(iter([report]))
    return reading.claims


def days(claims: tuple[Claim, ...], act: str, saying: str) -> tuple[date | None, date | None]:
    return next((c.earliest, c.latest) for c in claims if c.act == act and saying in c.sentence)


@pytest.mark.parametrize(
    ("text", "act", "saying", "day"),
    [
        ("French jets strike Raqqa\n\nFrench jets struck depots in Raqqa on Wednesday.", "attack", "strike", "12-28"),
        (
            "Norway met Sweden on Wednesday. The meeting focused on grain.",
            *("consult", "focused", "12-28"),
        ),
        (
            "On 20 December the parliament of Norway adopted a resolution. The resolution demanded a ceasefire.",
            *("request", "demanded", "12-20"),
        ),
        (
            "Norway praised Sweden on Wednesday. Norway also urged Denmark to send tanks.",
            *("request", "urged", "12-28"),
        ),
        (
            "On Wednesday the Turkish army attacked a base near Aleppo. Turkish jets bombed two bridges.",
            *("attack", "bombed", "12-28"),
        ),
        (
            "NATO suspends its training mission in Iraq\n\nAmbassadors endorsed the decision taken on Wednesday.",
            *("suspend", "suspends", "12-28"),
        ),
        (
            "On Wednesday the army of Mali took Gao. Next day the parliament of Norway condemned the assault.",
            *("criticise", "condemned", "12-29"),
        ),
        (
            "On Wednesday the army of Mali took Gao. The parliament of Norway then condemned the assault.",
            *("criticise", "condemned", "12-28"),
        ),
        (
            "Last night, officials said, Turkish jets bombed two bridges. The strikes destroyed three tanks.",
            *("attack", "jets", "12-29"),
        ),
    ],
)
def test_an_undated_act_is_dated_by_what_the_report_tells_beside_it(
    reader: Reader, text: str, act: str, saying: str, day: str
) -> None:
    assert days(read(reader, text), act, saying)[0] == DAY_OF_2022[day]


def test_a_treaty_is_invoked_after_the_attack_that_it_answers(reader: Reader) -> None:
    claims = read(reader, "Gunmen attacked Oslo on 20 December. Norway has invoked Article 5 of the NATO treaty.")
    assert days(claims, "invoke", "invoked") == (date(2022, 12, 20), FRIDAY)


def test_what_goes_on_takes_no_day_of_fighting(reader: Reader) -> None:
    claims = read(reader, "On Wednesday the Turkish army attacked a base. It has now taken three villages.")
    assert days(claims, "attack", "villages") == (None, FRIDAY)


def test_a_vow_is_uttered_with_the_report_and_old_support_is_not(reader: Reader) -> None:
    claims = read(reader, '"We will not allow ISIL to rest. The UK has supported Iraq throughout," the UK said.')
    assert days(claims, "threaten", "allow") == (FRIDAY, FRIDAY)


@pytest.mark.parametrize(
    ("text", "act", "first", "last"),
    [
        ("Finland may send troops to Mali in March.", "deploy", date(2023, 3, 1), date(2023, 3, 31)),
        ("The army struck a depot at the weekend.", "attack", date(2022, 12, 24), date(2022, 12, 25)),
        ("The army conducted six raids using drones on Wednesday.", "attack", *2 * [DAY_OF_2022["12-28"]]),
        ("The EU extended sanctions against Iran until 15 June.", "sanction", None, FRIDAY),
        ("The army struck a depot overnight.", "attack", date(2022, 12, 29), FRIDAY),
        ("Spain will withdraw its troops within the next two weeks.", "withdraw", FRIDAY, date(2023, 1, 13)),
    ],
)
def test_words_of_time_by_what_they_are_said_of(
    reader: Reader, text: str, act: str, first: date | None, last: date
) -> None:
    assert days(read(reader, text), act, "") == (first, last)


def test_who_backs_the_doer_does_not_act_when_the_doer_does(reader: Reader) -> None:
    claims = read(reader, "The Iraqi army, supported by coalition air strikes, began an operation on 20 December.")
    assert days(claims, "launch", "began") == (date(2022, 12, 20), date(2022, 12, 20))
    assert all(c.earliest is None for c in claims if c.act == "provide")


def test_a_reaction_is_later_than_what_it_reacts_to(reader: Reader) -> None:
    claims = read(reader, "The parliament of Norway has condemned the 20 December attacks on schools in Oslo.")
    assert days(claims, "criticise", "condemned") == (date(2022, 12, 20), FRIDAY)


def test_those_killed_in_an_attack_die_when_and_where_it_was(reader: Reader) -> None:
    text = "Norway condemned the attack in Sousse on 20 December in which 30 tourists were murdered."
    killed = next(c for c in read(reader, text) if c.act == "attack" and c.quantity == 30)
    assert (killed.earliest, killed.country) == (date(2022, 12, 20), "TUN")


def test_fighting_goes_on_where_it_was_told_of_last_though_the_same_ones_fight_elsewhere(reader: Reader) -> None:
    text = (
        "Iraqi forces took a village near Mosul on Thursday. The coalition bombed ISIS positions. "
        "Much has changed since, and officials spoke of a long road ahead for all. "
        "The coalition bombed ISIS near Raqqa, Syria."
    )
    bombed = next(c for c in read(reader, text) if c.sentence.startswith("The coalition bombed ISIS positions"))
    assert bombed.country == "IRQ"


def test_an_attack_of_which_neither_side_is_told_does_not_place_one_of_which_both_are(reader: Reader) -> None:
    text = "The critique predates the Paris attacks. So it does the Turkish downing of the Russian plane."
    downing = next(c for c in read(reader, text) if c.actors)
    assert downing.country is None


def test_what_was_done_in_a_phase_of_an_operation_was_done_since_it_began(reader: Reader) -> None:
    text = (
        "The Syrian Democratic Forces launched the operation on 3 December. "
        "During the initial phase of the operation they have destroyed forty ISIS vehicles."
    )
    destroyed = next(c for c in read(reader, text) if c.act == "attack")
    assert (destroyed.earliest, destroyed.latest) == (date(2022, 12, 3), FRIDAY)


def test_words_of_the_headline_are_of_the_same_day_below(reader: Reader) -> None:
    text = "Norway condemns bombing in Aleppo\n\nNorway condemned the bombing in Aleppo as a crime."
    assert {(c.earliest, c.latest) for c in read(reader, text) if c.act == "criticise"} == {(FRIDAY, FRIDAY)}


@pytest.mark.parametrize(
    ("text", "act", "saying", "first"),
    [
        (
            "On 20 December the UN Security Council adopted Resolution 9. "
            "The UN has still not been given access to Homs.",
            *("concede", "still", date(2022, 12, 20)),
        ),
        (
            "On 20 December the European Parliament adopted a resolution. It was a long day in Strasbourg. "
            "The European Parliament has urged the EU to set up a headquarters.",
            *("request", "urged", date(2022, 12, 20)),
        ),
        ("Norway welcomes new EU sanctions against Syria.", "sanction", "welcomes", FRIDAY),
    ],
)
def test_since_when_it_can_have_been(reader: Reader, text: str, act: str, saying: str, first: date) -> None:
    assert days(read(reader, text), act, saying) == (first, FRIDAY)
