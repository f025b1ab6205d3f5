"""Reports that contradict themselves or each other, told by the claims read from them."""

from collections.abc import Callable

import pytest
from checking_samples import reading

from foederis.checking import Checker, Slip
from foederis.model import Reading
from foederis.reading import Reader
from foederis.who import load

Read = Callable[..., list[Reading]]


@pytest.fixture(scope="module")
def read() -> Read:
    reader = Reader(load())

    def of(*texts: str, published: str = "2016-01-25") -> list[Reading]:
        reports = [reading(text, published, name=f"{number}.txt").report for number, text in enumerate(texts)]
        return list(reader.read(reports))

    return of


def itself(checker: Checker, read: Reading) -> list[Slip]:
    return [slip for slip in checker.check(read) if slip.kind == "itself"]


def test_a_body_invokes_what_a_state_invoked(checker: Checker, read: Read) -> None:
    text = (
        "The European Council decided to invoke the EU's mutual defence clause. "
        "France had invoked the EU's mutual defence clause a day earlier."
    )
    [slip] = itself(checker, *read(text))
    assert slip.says == "European Council decided to invoke the EU's mutual defence clause"
    assert "France" in slip.but
    assert "a day earlier" in slip.source
    assert slip.claims


@pytest.mark.parametrize(
    "text",
    [
        "The European Parliament backed France's decision to invoke the EU's mutual defence clause. "
        "France invoked the EU's mutual defence clause.",
        "The European Parliament passed a resolution calling on France to invoke the EU's mutual defence clause. "
        "France invoked the EU's mutual defence clause.",
        "The European Council decided to invoke the EU's mutual defence clause.",
        "The Council agreed to invoke NATO's Article 4. Poland had invoked NATO's Article 4 a day earlier.",
    ],
)
def test_who_supports_an_invocation_does_not_invoke(checker: Checker, read: Read, text: str) -> None:
    assert itself(checker, *read(text)) == []


def test_a_unanimous_body_with_votes_against(checker: Checker, read: Read) -> None:
    text = "The Bundestag was unanimous on the mission. The Bundestag adopted the motion by 300 votes to 212."
    [slip] = itself(checker, *read(text))
    assert slip.says == "Bundestag was unanimous"
    assert slip.but == "the vote was 300 for, 212 against"


@pytest.mark.parametrize(
    "text",
    [
        "The Bundestag was not unanimous. The Bundestag adopted the motion by 300 votes to 212.",
        "The European Council was unanimous. The Bundestag adopted the motion by 300 votes to 212.",
        "The Bundestag was unanimous on the mission. The Bundestag adopted the motion by 512 votes to 0.",
    ],
)
def test_unanimous_as_the_vote_says_or_somebody_else(checker: Checker, read: Read, text: str) -> None:
    assert itself(checker, *read(text)) == []


def test_another_report_gives_another_number(checker: Checker, read: Read) -> None:
    told = read(
        "Germany pledged 2,000 anti-tank missiles to Ukraine on 24 March 2022.",
        "On 24 March 2022 Germany promised 3,000 anti-tank missiles to Ukraine.",
        published="2022-03-25",
    )
    found = checker.compare(told)
    [slip] = found["0.txt"]
    assert slip.kind == "record"
    assert slip.but.startswith("1.txt says 3,000")
    assert "Germany promised 3,000" in slip.source
    assert set(slip.claims) >= {claim.id for reading in told for claim in reading.claims if claim.act == "pledge"}
    assert [slip.but[:11] for slip in found["1.txt"]] == ["0.txt says "]


def test_the_record_is_held_against_a_report_but_not_checked_itself(checker: Checker, read: Read) -> None:
    new, old = read(
        "Germany pledged 2,000 anti-tank missiles to Ukraine on 24 March 2022.",
        "On 24 March 2022 Germany promised 3,000 anti-tank missiles to Ukraine.",
        published="2022-03-25",
    )
    found = checker.compare([new], old.claims, [old.report])
    assert {name: len(slips) for name, slips in found.items()} == {"0.txt": 1}


def test_reports_that_agree_or_tell_of_other_days_contradict_nobody(checker: Checker, read: Read) -> None:
    told = read(
        "Germany pledged 2,000 anti-tank missiles to Ukraine on 24 March 2022.",
        "On 24 March 2022 Germany promised 2,000 anti-tank missiles to Ukraine.",
        "On 24 May 2022 Germany promised 3,000 anti-tank missiles to Ukraine.",
        published="2022-05-25",
    )
    assert not any(checker.compare(told).values())
