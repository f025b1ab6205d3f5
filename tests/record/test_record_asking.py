from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any

import pytest
from record_samples import JANUARY_6, at, claim_of, reading_of, report_of, simple

from foederis.model import Actor
from foederis.record import Filter, Record, UnknownClaim, UnknownReport, open_record

MARCH_24 = date(2022, 3, 24)


@pytest.fixture
def filled(record: Record) -> Record:
    """Four claims: `suspend`, `pledge`, `request`, `deny`."""
    first = report_of("NATO paused its training missions in Iraq.", "news/a.txt")
    second = report_of("Britain will send 6,000 missiles.", "news.zip!b.txt", date(2022, 3, 24))
    stoltenberg = Actor("The alliance chief", "NATO/NAC", "jens-stoltenberg", "IGO")
    record.add(
        reading_of(
            first,
            claim_of(first, actors=(stoltenberg,), country="IRQ", place="Baghdad, Iraq", latest=JANUARY_6),
            claim_of(first, "deny", targets=(Actor("Local 100% militias"),), confidence=0.9),
        )
    )
    record.add(
        reading_of(
            second,
            claim_of(
                second, "pledge", "GBR", status="planned", object="anti-tank missiles", earliest=date(2022, 3, 24)
            ),
            claim_of(second, "request", "UKR", speaker=stoltenberg, earliest=date(2022, 1, 1), latest=date(2022, 3, 1)),
        )
    )
    return record


@pytest.mark.parametrize(
    ("wanted", "acts"),
    [
        ({}, "deny pledge request suspend"),
        ({"act": "pledge"}, "pledge"),
        ({"actor": "NATO"}, "deny suspend"),
        ({"actor": "NATO/NAC"}, "suspend"),
        ({"actor": "NAT"}, ""),
        ({"actor": "jens-stoltenberg"}, "suspend"),
        ({"actor": "the ALLIANCE chief"}, "suspend"),
        ({"target": "NATO"}, ""),
        ({"party": "local 100% militias"}, "deny"),
        ({"speaker": "NATO"}, "request"),
        ({"report": "a.txt"}, "deny suspend"),
        ({"report": "news.zip!b.txt"}, "pledge request"),
        ({"report": "b.txt"}, "pledge request"),
        ({"report": ".txt"}, ""),
        ({"report": "%"}, ""),
        ({"status": "planned"}, "pledge"),
        ({"country": "IRQ"}, "suspend"),
        ({"place": "baghdad"}, "suspend"),
        ({"place": "%"}, ""),
        ({"text": "training mission"}, "deny suspend"),
        ({"text": "missile tank"}, "pledge"),
        ({"text": "missile Baghdad"}, ""),
        ({"since": date(2022, 3, 2)}, "pledge"),
        ({"until": date(2022, 1, 1)}, "request suspend"),
        ({"since": date(2022, 2, 1), "until": date(2022, 2, 2)}, "request"),
        ({"known": date(2022, 3, 23)}, "deny suspend"),
        ({"known": date(2022, 3, 24)}, "deny pledge request suspend"),
        ({"min_confidence": 0.6}, "deny"),
        ({"ids": ()}, ""),
        ({"act": "pledge", "actor": "FRA"}, ""),
    ],
)
def test_filters(filled: Record, wanted: dict[str, Any], acts: str) -> None:
    assert sorted(claim.act for claim in filled.claims(Filter(**wanted))) == acts.split()
    assert filled.count(Filter(**wanted)) == len(acts.split())


@pytest.mark.parametrize("words", ['"', "NEAR(", "a OR", "* :", "'; --", "\x00", "-", "AND", "missiles\u2019s"])
def test_any_text_may_be_searched_for(filled: Record, words: str) -> None:
    assert filled.count(Filter(text=words)) <= 4


def test_order_and_pages(filled: Record) -> None:
    def acts(**wanted: Any) -> list[str]:
        return [claim.act for claim in filled.claims(Filter(**wanted))]

    assert acts() == ["suspend", "deny", "pledge", "request"]
    assert acts(limit=2, offset=1) == ["deny", "pledge"]
    assert acts(offset=3) == ["request"]
    assert acts(descending=True) == ["request", "pledge", "deny", "suspend"]
    assert acts(order="published", descending=True, limit=2) == ["request", "pledge"]
    assert acts(order="held") == ["deny", "suspend", "request", "pledge"], "the one without a date stands first"
    assert acts(order="confidence", descending=True, limit=1) == ["deny"]


def test_a_report_without_a_sure_date_is_not_known_on_any_day(record: Record) -> None:
    record.add(simple("Undated.", published=None))
    assert record.count(Filter(known=date(9999, 12, 31))) == 0
    assert record.count() == 1


def test_what_one_could_know_then(record: Record) -> None:
    """What was published by a day and what was recorded by a day are two questions: the four corners."""
    record.add(simple("Early.", "early.txt", date(2020, 1, 5)), recorded=at(1))
    record.add(simple("Late.", "late.txt", date(2020, 1, 9)), recorded=at(2))

    def names(known: date | None, recorded: date | None) -> list[str]:
        return [claim.report for claim in record.claims(Filter(known=known, recorded=recorded))]

    assert names(None, None) == ["early.txt", "late.txt"]
    assert names(date(2020, 1, 6), None) == ["early.txt"]
    assert names(None, date(2024, 3, 1)) == ["early.txt"]
    assert names(date(2020, 1, 4), date(2024, 3, 2)) == []
    assert names(date(2020, 1, 9), date(2024, 3, 2)) == ["early.txt", "late.txt"]
    assert names(None, date(2024, 2, 29)) == []


def test_an_older_reading_stands_again_when_one_asks_about_its_time(record: Record) -> None:
    report = report_of("NATO paused.")
    record.add(reading_of(report, claim_of(report, "suspend"), reader="1"), recorded=at(1))
    record.add(reading_of(report, claim_of(report, "end"), reader="2"), recorded=at(2, 9))
    assert [claim.act for claim in record.claims(Filter(recorded=date(2024, 3, 1)))] == ["suspend"]
    assert [claim.act for claim in record.claims(Filter(recorded=at(2, 8)))] == ["suspend"]
    assert [claim.act for claim in record.claims(Filter(recorded=at(2, 9)))] == ["end"]
    assert [line.current for line in record.readings(recorded=date(2024, 3, 1))] == [True]


def test_an_instant_without_its_offset_is_refused(record: Record) -> None:
    with pytest.raises(ValueError, match="offset"):
        record.count(Filter(recorded=at(1).replace(tzinfo=None)))


def test_unknown_names(record: Record) -> None:
    with pytest.raises(UnknownReport, match=r"nobody\.txt"):
        record.report("nobody.txt")
    with pytest.raises(UnknownClaim, match="nothing"):
        record.claim("nothing")


@pytest.mark.parametrize("place", ["test.record", ":memory:"])
def test_one_may_write_while_reading_through(place: str, tmp_path: Any) -> None:
    with open_record(place if place.startswith(":") else tmp_path / place) as record:
        for number in range(3):
            record.add(simple(f"Report {number}.", f"{number}.txt"))
        for claim in record.claims():
            record.add(simple(f"Seen {claim.report}.", f"seen-{claim.report}"))
        assert record.count() == 6


@pytest.mark.parametrize("place", ["test.record", ":memory:"])
def test_many_threads_may_ask_while_one_writes(place: str, tmp_path: Any) -> None:
    with open_record(place if place.startswith(":") else tmp_path / place) as record, ThreadPoolExecutor(8) as threads:
        record.add(simple("Report 0.", "0.txt"))
        asked = [threads.submit(record.page, Filter()) for _ in range(200)]
        for number in range(1, 20):
            record.add(simple(f"Report {number}.", f"{number}.txt"))
        assert all(page.result() for page in asked)
        assert record.count() == 20
