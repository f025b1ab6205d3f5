"""Pages, tallies and searches: what they show is what `claims` gives, in the same order."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from record_samples import at, claim_of, reading_of, report_of

from foederis.model import Actor, Claim, Review
from foederis.record import Filter, Record, marks, open_record
from foederis.record.nouns import Of

_DAYS = st.sampled_from([None, date(2020, 1, 6), date(2020, 2, 1), date(2021, 3, 2)])
_NAMES = st.sampled_from(["NATO", "NATO/NAC", "FRA", "the militias"])


@st.composite
def _records(draw: st.DrawFn) -> Record:
    """A record of some reports, read once or twice, with some claims reviewed."""
    record = open_record(":memory:")
    for number in range(draw(st.integers(0, 5))):
        text = draw(st.sampled_from(["France sends troops.", "Talks in Baghdad paused.", "No deal"])) + str(number)
        for reader in draw(st.sampled_from(["1", "12"])):
            report = report_of(text, f"{number % 3}/a{number}.txt", draw(_DAYS), publisher=draw(st.sampled_from("AB")))
            some = [draw(_claims(report)) for _ in range(draw(st.integers(0, 3)))]
            record.add(reading_of(report, *some, reader=reader), recorded=at(1 + number))
    _review(draw, record)
    return record


def _claims(report: Any) -> st.SearchStrategy[Claim]:
    party = _NAMES.map(lambda name: Actor(name, None if name.islower() else name))
    return st.builds(
        lambda **more: claim_of(report, more.pop("act"), **more),
        act=st.sampled_from(["suspend", "pledge"]),
        actors=st.lists(party, max_size=2).map(tuple),
        targets=st.lists(party, max_size=1).map(tuple),
        status=st.sampled_from(["done", "planned"]),
        country=st.sampled_from([None, "IRQ", "FRA"]),
        place=st.sampled_from([None, "Baghdad, Iraq", "Paris"]),
        earliest=_DAYS,
        latest=_DAYS,
        confidence=st.sampled_from([0.2, 0.5, 0.85]),
    )


def _review(draw: st.DrawFn, record: Record) -> None:
    for day, claim in enumerate(list(record.claims()), 10):
        ruling = draw(st.sampled_from([None, "accept", "reject", "correct"]))
        if ruling:
            corrected = replace(claim, act="end", confidence=0.9) if ruling == "correct" else None
            record.review(Review(claim.id, ruling, "ana", at(day), corrected))


_FILTERS = st.builds(
    Filter,
    act=st.sampled_from([None, None, "pledge", "end", "join"]),
    status=st.sampled_from([None, None, "planned"]),
    party=st.none() | _NAMES,
    actor=st.none() | st.just("NATO"),
    country=st.sampled_from([None, None, "IRQ"]),
    place=st.sampled_from([None, None, "iraq", "%"]),
    text=st.sampled_from([None, None, "troop", "pausing talks", '"']),
    report=st.sampled_from([None, None, "a1.txt", "none.txt"]),
    reports=st.sampled_from([None, None, ("a1.txt", "a2.txt", "none.txt"), ()]),
    since=_DAYS,
    until=_DAYS,
    known=_DAYS,
    recorded=st.sampled_from([None, None, date(2024, 3, 2), date(2024, 3, 12), date(2024, 1, 1)]),
    min_confidence=st.sampled_from([None, None, 0.5]),
    order=st.sampled_from(["recorded", "published", "held", "confidence"]),
    descending=st.booleans(),
)


@settings(max_examples=150, deadline=None)
@given(_records(), _FILTERS, st.sampled_from(["read", "reviewed"]), st.integers(1, 4))
def test_pages_together_are_what_claims_gives(record: Record, wanted: Filter, of: Of, limit: int) -> None:
    expected = list(record.claims(wanted, reviewed=of == "reviewed"))
    shown: list[Claim] = []
    after: str | None = None
    while True:
        page = record.page(wanted, of=of, after=after, limit=limit)
        assert page.total == len(expected)
        shown += page.claims
        after = page.next
        if after is None:
            break
        assert len(page.claims) == limit
    assert shown == expected
    record.close()


@settings(max_examples=50, deadline=None)
@given(_records(), _FILTERS)
def test_a_tally_counts_what_claims_gives(record: Record, wanted: Filter) -> None:
    found = list(record.claims(wanted, reviewed=True))
    publisher = {report.name: report.publisher for report in record.reports(recorded=wanted.recorded)}
    assert record.tally("act", wanted) == Counter(claim.act for claim in found)
    assert record.tally("publisher", wanted) == Counter(publisher[claim.report] for claim in found)
    months = [f"{claim.published.latest:%Y-%m}" if claim.published.latest else None for claim in found]
    assert record.tally("published", wanted) == Counter(months)
    days = [claim.earliest or claim.latest for claim in found]
    assert record.tally("day", wanted) == Counter(day.isoformat() if day else None for day in days)
    assert record.tally("held", wanted) == Counter(f"{day:%Y-%m}" if day else None for day in days)
    record.close()


def test_what_nobody_ruled_on_is_a_page_of_its_own(record: Record) -> None:
    report = report_of("NATO paused, and Iraq agreed.")
    sure, unsure = claim_of(report, confidence=0.9), claim_of(report, "agree", "IRQ", confidence=0.3)
    record.add(reading_of(report, sure, unsure))
    least_sure_first = Filter(order="confidence")
    assert [claim.id for claim in record.page(least_sure_first, of="unreviewed").claims] == [unsure.id, sure.id]
    record.review(Review(unsure.id, "accept", "ana", at(1)))
    assert [claim.id for claim in record.page(least_sure_first, of="unreviewed").claims] == [sure.id]
    assert record.page(Filter(ids=(unsure.id,)), of="unreviewed").total == 0


def test_what_another_program_adds_is_on_the_next_page(where: str) -> None:
    with open_record(where) as record, open_record(where) as other:
        assert record.page().total == 0
        before = record.version()
        report = report_of("NATO paused.")
        other.add(reading_of(report, claim_of(report)))
        assert record.version() != before
        assert record.page().total == 1


@pytest.mark.parametrize("after", ["", "x", "1", "a_1", "2_b"])
def test_a_page_after_nothing_known_is_refused(record: Record, after: str) -> None:
    with pytest.raises(ValueError, match="next"):
        record.page(Filter(order="held"), after=after)
    with pytest.raises(ValueError, match="next"):
        record.report_page(after=after.replace("1", "x"))


def test_reports_are_found_by_the_words_of_title_and_text(record: Record) -> None:
    old = report_of("Two frigates left Toulon. " * 20, "old.txt", date(2020, 1, 1), title="Fleet", publisher="AP")
    new = report_of("The frigate returned.", "new.txt", date(2021, 1, 1), publisher="AP")
    other = report_of("Talks paused.", "other.txt", date(2022, 1, 1))
    for report in (new, other, old):
        record.add(reading_of(report))
    found = record.report_page("frigates")
    assert [line.reading.name for line in found.reports] == ["new.txt", "old.txt"]
    [excerpt] = found.reports[0].excerpts
    assert [excerpt.text[start:end] for start, end in excerpt.marks] == ["frigate"]
    assert {old.text[start:end] for one in found.reports[1].excerpts for start, end in one.marks} == {"frigates"}
    for one in found.reports[1].excerpts:
        assert old.text[one.start :].startswith(one.text)
    assert [line.title for line in record.report_page("fleet").reports] == ["Fleet"]
    assert record.report_page("fleet talks").total == 0


def test_pages_of_reports(record: Record) -> None:
    for day in (3, 1, 2, 2):
        name = f"{day}-{record.version()}.txt"
        record.add(reading_of(report_of(name, name, date(2020, 1, day), publisher="AP" if day > 1 else "BBC")))
    shown, after = [], None
    while True:
        page = record.report_page(after=after, limit=1)
        shown += [line.reading.name[0] for line in page.reports]
        after = page.next
        if after is None:
            break
    assert "".join(shown) == "3221"
    assert page.total == 4
    assert record.report_page(publisher="BBC").total == 1
    assert record.report_page(recorded=date(2019, 1, 1)).total == 0


@pytest.mark.parametrize(
    ("text", "words", "found"),
    [
        ("Pledged tanks; a pledge is no tank", "pledging tank", ["Pledged", "tanks", "pledge", "tank"]),
        ("tank tank", "tank", ["tank", "tank"]),
        ("\x01tank\x02 \x00 tank\x01", "tank", ["tank", "tank"]),
        ("<b>tank</b>", "b", ["b", "b"]),
        ("nothing", "tank", []),
        ("tank", "", []),
        ('say "NEAR(" now', 'NEAR( " *', ["NEAR"]),
    ],
)
def test_marks_are_where_the_words_stand(text: str, words: str, found: list[str]) -> None:
    [spans] = marks([text], words)
    assert [text[start:end] for start, end in spans] == found
