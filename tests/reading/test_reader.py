"""Reports read into claims, end to end."""

import hashlib
import re
from collections.abc import Iterator
from datetime import date

import pytest

from foederis.acts import ACTS, STATUSES
from foederis.model import Dating, Furniture, Reading, Report
from foederis.reading import READER, Reader, read_reports

SUMMIT = """Allies pledge missiles

France will send 2,000 missiles to Ukraine, President Emmanuel Macron said in Brussels on Monday.
The North Atlantic Council condemned the attack on Georgia.

You may also like: Turkey attacked Greece.
"""
MENU = Furniture(SUMMIT.index("You may"), len(SUMMIT), "related")
OTHER = "Germany suspended the training of Iraqi forces on 6 January 2020. It has not withdrawn its troops."


def report(
    text: str, name: str = "a.txt", *, language: str | None = "en", furniture: tuple[Furniture, ...] = ()
) -> Report:
    sha = hashlib.sha256(text.encode()).hexdigest()
    published = Dating(date(2022, 3, 24), date(2022, 3, 24), ("given",))
    return Report(name, text, sha, sha, language=language, published=published, furniture=furniture)


def read(reader: Reader, *reports: Report) -> Iterator[Reading]:
    return reader.read(iter(reports))


def ids(reading: Reading) -> list[str]:
    return [claim.id for claim in reading.claims]


def test_claims_point_to_their_sentences(reader: Reader) -> None:
    (reading,) = read(reader, report(SUMMIT, furniture=(MENU,)))
    assert reading.reader == READER
    assert reading.unread is None
    assert reading.claims
    for claim in reading.claims:
        assert claim.sentence == SUMMIT[claim.start : claim.end]
        assert claim.act in ACTS
        assert claim.status in STATUSES
        assert 0 <= claim.confidence <= 1
        assert claim.report == "a.txt"
        assert claim.published.latest == date(2022, 3, 24)


def test_who_does_what_to_whom(reader: Reader) -> None:
    (reading,) = read(reader, report(OTHER))
    suspended = next(claim for claim in reading.claims if claim.act == "suspend")
    assert [actor.for_ for actor in suspended.actors] == ["DEU"]
    assert (suspended.status, suspended.earliest, suspended.latest) == ("done", date(2020, 1, 6), date(2020, 1, 6))
    withdrawn = next(claim for claim in reading.claims if claim.act == "withdraw")
    assert [actor.for_ for actor in withdrawn.actors] == ["DEU"]
    assert withdrawn.status == "not_done"


def test_officers_without_a_nation_are_those_of_the_date_lines_state(reader: Reader) -> None:
    text = "MANILA, June 19 - \nPhilippine ships left the Philippines. Army chief Juan Cruz demanded that China leave."
    line = Furniture(0, text.index("\n"), "dateline")
    for furniture, state in (((line,), "PHL"), ((), None)):
        (reading,) = read(reader, report(text if furniture else text[line.end :], furniture=furniture))
        asked = next(claim for claim in reading.claims if claim.act == "request")
        assert [actor.for_ for actor in asked.actors] == [state]


def test_furniture_is_not_read(reader: Reader) -> None:
    (marked,) = read(reader, report(SUMMIT, furniture=(MENU,)))
    assert not [claim for claim in marked.claims if claim.end > MENU.start]
    (unmarked,) = read(reader, report(SUMMIT))
    assert [claim for claim in unmarked.claims if claim.end > MENU.start]


def test_reading_twice_or_under_another_name_gives_the_same_ids(reader: Reader) -> None:
    (first,) = read(reader, report(SUMMIT))
    (again,) = read(reader, report(SUMMIT))
    (elsewhere,) = read(reader, report(SUMMIT, "b/c.txt"))
    assert ids(first) == ids(again) == ids(elsewhere)
    assert len(set(ids(first))) == len(first.claims) > 0
    assert all(re.fullmatch("[0-9a-f]{20}", id_) for id_ in ids(first))


def test_other_texts_give_other_ids(reader: Reader) -> None:
    first, second = read(reader, report(SUMMIT), report(SUMMIT + " "))
    assert not set(ids(first)) & set(ids(second))


def test_reports_do_not_know_of_each_other(reader: Reader) -> None:
    alone = {one.report.name: one.claims for text in (SUMMIT, OTHER) for one in read(reader, report(text, text[:6]))}
    forth = list(read(reader, report(SUMMIT, SUMMIT[:6]), report(OTHER, OTHER[:6])))
    back = list(read(reader, report(OTHER, OTHER[:6]), report(SUMMIT, SUMMIT[:6])))
    assert [one.report.text for one in back] == [OTHER, SUMMIT]
    for together in (forth, back):
        assert {one.report.name: one.claims for one in together} == alone


def test_another_language_is_not_read_and_says_so(reader: Reader) -> None:
    french, english = read(reader, report("La France a attaqué.", language="fr"), report(OTHER))
    assert french.claims == ()
    assert french.unread is not None
    assert "'fr'" in french.unread
    assert english.claims


@pytest.mark.parametrize("text", ["", " \n\n", "***", "12 34"])
def test_a_report_without_words_gives_an_empty_reading(reader: Reader, text: str) -> None:
    empty, after = read(reader, report(text), report(OTHER))
    assert (empty.claims, empty.unread) == ((), None)
    assert after.claims


def test_no_reports_no_readings(reader: Reader) -> None:
    assert list(read(reader)) == []


HOSTILE = {
    "controls": "NATO \x00\x1b[31mattacked\u202e Iraq.\u2066 France will send tanks to Ukraine.",
    "markup": "<script>alert(1)</script> [bold]NATO[/bold] condemned {{7*7}} %s ${HOME} `rm`.",
    "braces": "(" * 400 + "NATO attacked Iraq" + ")" * 400 + ".",
    "quotes": '"' * 99 + "NATO attacked Iraq, he said." + "“" * 99,
    "long": "NATO attacked Iraq and " * 4000 + "left.",
    "one-word": "a" * 100_000,
    "numbers": "9" * 400 + " troops, 1e999 tanks and 1,,,2 ships attacked on 99 March 99999 and 31 February 2022.",
    "lines": "NATO\nattacked\nIraq\n" * 200,
    "surrogate-free-emoji": "🇫🇷 attacked 🇩🇪 \U0010ffff on Monday.",
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_is_read_like_any_other(reader: Reader, text: str) -> None:
    (reading,) = read(reader, report(text))
    assert all(claim.sentence == text[claim.start : claim.end] for claim in reading.claims)


def test_a_sentence_too_long_to_parse_hides_no_other(reader: Reader) -> None:
    (reading,) = read(reader, report(f"A list {'of ships and tanks ' * 200}.\n\n{OTHER}"))
    assert "suspend" in {claim.act for claim in reading.claims}


def test_two_workers_read_the_same(reader: Reader) -> None:
    reports = [report(text, f"{number}.txt") for number, text in enumerate((SUMMIT, OTHER, "") * 7)]
    assert list(read_reports(reports, workers=2)) == list(reader.read(reports))
