from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st
from record_samples import JANUARY_6, at, claim_of, reading_of, report_of, simple

from foederis.model import Claim, Furniture, Reading
from foederis.record import Added, Record, open_record


def test_a_reading_comes_back_as_it_was_given(record: Record) -> None:
    report = report_of("NATO paused its training.", title="T", publisher="P", url="u", language="en", author="A")
    report = replace(report, furniture=(Furniture(0, 4, "byline"),))
    claim = claim_of(report)
    added = record.add(reading_of(report, claim), recorded=at(1))
    assert added == Added("a.txt", report.sha256, new=1, known=0, provenance=True, reading=True)
    assert list(record.claims()) == [replace(claim, reader="1", recorded=at(1))]
    assert list(record.reports()) == list(record.reports(names=[report.name])) == [report]
    assert list(record.reports(names=[])) == list(record.reports(names=["another.txt"])) == []
    assert record.report("a.txt") == record.report(report.sha256) == report


def test_reading_a_report_twice_adds_nothing(record: Record) -> None:
    record.add(simple("NATO paused."), recorded=at(1))
    before = list(record.claims())
    added = record.add(simple("NATO paused."), recorded=at(2))
    assert (added.new, added.known, added.provenance, added.reading) == (0, 1, False, False)
    assert list(record.claims()) == before
    assert len(list(record.readings())) == 1


def test_the_same_text_under_two_names_is_one_report_with_two_provenances(record: Record) -> None:
    record.add(simple("NATO paused.", "a.txt"))
    added = record.add(simple("NATO paused.", "b.txt"))
    assert (added.new, added.provenance, added.reading) == (0, True, False)
    assert record.count() == 1
    assert [one.name for one in record.provenance(added.sha256)] == ["a.txt", "b.txt"]
    assert record.report("b.txt") == record.report("a.txt")


def test_a_newer_reading_supersedes_the_older_which_stays_on_record(record: Record) -> None:
    report = report_of("NATO paused its training, and Iraq agreed.")
    both, one = (claim_of(report), claim_of(report, "agree", "IRQ")), claim_of(report, "agree", "IRQ")
    record.add(reading_of(report, *both, reader="1"), recorded=at(1))
    added = record.add(reading_of(report, one, reader="2"), recorded=at(3))
    assert (added.new, added.known, added.reading) == (0, 1, True)
    assert [(line.reader, line.claims, line.current) for line in record.readings()] == [("1", 2, False), ("2", 1, True)]
    [claim] = record.claims()
    assert (claim.act, claim.reader, claim.recorded) == ("agree", "2", at(1)), "learned when first read"


def test_another_date_given_is_another_reading_of_the_same_reader(record: Record) -> None:
    record.add(simple("NATO paused.", published=None))
    record.add(simple("NATO paused.", published=JANUARY_6))
    assert [claim.published.latest for claim in record.claims()] == [JANUARY_6]
    assert len(list(record.readings())) == 2


def test_copies_with_other_dates_take_the_first_publication_whichever_comes_first(record: Record) -> None:
    first, second = simple("Paused.", "a.txt", date(2020, 1, 6)), simple("Paused.", "b.txt", date(2020, 1, 8))
    for order, text in (((first, second), "Paused."), ((second, first), "Paused twice.")):
        for reading in order:
            record.add(simple(text, reading.report.name, reading.report.published.latest))
        assert record.report(report_of(text).sha256).name == "a.txt"
    assert {claim.latest for claim in record.claims()} == {JANUARY_6}
    again = record.add(simple("Paused twice.", "b.txt", date(2020, 1, 8)))
    assert not again.reading


def test_a_claim_given_twice_in_a_reading_counts_once(record: Record) -> None:
    report = report_of("NATO paused.")
    assert record.add(reading_of(report, claim_of(report), claim_of(report))).new == 1
    assert record.count() == 1


def test_a_report_that_was_not_read_is_on_record_and_said_to_be(record: Record) -> None:
    record.add(reading_of(report_of("Пауза."), unread="it is in Russian, which cannot be read"))
    [problem] = record.problems()
    assert (problem.code, problem.where) == ("unread-report", "a.txt")
    assert "Russian" in problem.message
    assert record.report("a.txt").text == "Пауза."


def test_recorded_times_never_go_back(record: Record) -> None:
    record.add(simple("One."), recorded=at(5))
    record.add(simple("Two.", "b.txt"), recorded=at(4))
    assert [line.recorded for line in record.readings()] == [at(5), at(5)]


def test_a_report_with_control_and_bidi_characters_comes_back_whole(record: Record) -> None:
    report = report_of("'; DROP TABLE claim; -- \u202e \x1b[31m \u2028 \U0001f1f9\U0001f1f7 %s :x")
    record.add(reading_of(report, claim_of(report, by=report.text)))
    assert record.report("a.txt").text == report.text
    assert [claim.sentence for claim in record.claims()] == [report.text]


def _said(claims: Iterable[Claim]) -> list[Claim]:
    """Claims apart from under which of its names a text came first, and when."""
    return sorted((replace(claim, report="", recorded=None) for claim in claims), key=lambda claim: claim.id)


_readings = st.lists(
    st.builds(
        simple,
        st.sampled_from(["NATO paused.", "Iraq agreed.", "Turkey objected."]),
        st.sampled_from(["a.txt", "b.txt", "c.txt", "d.txt"]),
        st.sampled_from([None, date(2020, 1, 6), date(2020, 1, 7)]),
    ),
    max_size=6,
    unique_by=lambda reading: (reading.report.sha256, reading.report.name),
)


@settings(max_examples=40, deadline=None)
@given(_readings, st.randoms())
def test_the_order_of_arrival_does_not_matter(readings: list[Reading], random: st.DataObject) -> None:
    shuffled = list(readings)
    random.shuffle(shuffled)
    with open_record(":memory:") as one, open_record(":memory:") as other:
        for reading in readings:
            one.add(reading)
        for reading in shuffled:
            other.add(reading)
        assert _said(one.claims()) == _said(other.claims())


@settings(max_examples=40, deadline=None)
@given(_readings)
def test_reading_all_again_adds_nothing(readings: list[Reading]) -> None:
    with open_record(":memory:") as record:
        for reading in readings:
            record.add(reading)
        before, lines = list(record.claims()), list(record.readings())
        for reading in readings:
            added = record.add(reading)
            assert (added.new, added.provenance, added.reading) == (0, False, False)
        assert (list(record.claims()), list(record.readings())) == (before, lines)


@settings(max_examples=60, deadline=None)
@given(st.lists(_readings.flatmap(st.permutations), max_size=3), st.integers(1, 7))
def test_adding_many_at_once_is_adding_one_after_the_other(many: list[list[Reading]], together: int) -> None:
    readings = [replace(reading, reader=str(number)) for number, some in enumerate(many) for reading in some]
    with open_record(":memory:") as one, open_record(":memory:") as other:
        singly = [one.add(reading, recorded=at(1)) for reading in readings]
        starts = range(0, len(readings), together)
        at_once = [a for start in starts for a in other.add_all(readings[start : start + together], recorded=at(1))]
        assert at_once == singly
        assert list(other.claims()) == list(one.claims())
        assert list(other.readings()) == list(one.readings())
        for reading in readings:
            assert other.provenance(reading.report.sha256) == one.provenance(reading.report.sha256)
            assert other.report_page("NATO") == one.report_page("NATO")
