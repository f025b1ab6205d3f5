"""A ruling is withdrawn, and one made on what no longer stands is not appended."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from foederis import api
from foederis.model import Review
from foederis.record import Overtaken, Record, open_record

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Record:
    opened = open_record(tmp_path_factory.mktemp("withdrawing") / "a.record")
    for reading in api.read([str(next(Path("examples/reports").iterdir()))]):
        opened.add(reading)
    return opened


def test_a_withdrawn_ruling_does_not_stand(record: Record) -> None:
    claim = next(record.claims())
    record.review(Review(claim.id, "reject", "ann", NOON))
    assert claim.id not in {each.id for each in record.claims(reviewed=True)}
    unreviewed = record.page(of="unreviewed").total
    record.review(Review(claim.id, "withdraw", "bob", NOON))
    assert claim in record.claims(reviewed=True)
    assert record.rulings() == {}
    assert record.page(of="unreviewed").total == unreviewed + 1
    assert [each.ruling for each in record.reviews(claim=claim.id)] == ["reject", "withdraw"]


def test_a_ruling_on_what_no_longer_stands_is_not_appended(record: Record) -> None:
    claim = [*record.claims()][-1]
    first = Review(claim.id, "accept", "ann", NOON)
    record.review(first, stands=None)
    with pytest.raises(Overtaken):
        record.review(Review(claim.id, "reject", "bob", NOON), stands=None)
    stands = record.rulings(ids=[claim.id])[claim.id]
    assert stands == replace(first, recorded=stands.recorded)
    record.review(Review(claim.id, "reject", "bob", NOON), stands=stands)
    assert record.rulings()[claim.id].ruling == "reject"
