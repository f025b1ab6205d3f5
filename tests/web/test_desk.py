"""The folds that pages are answered from: what is written here they follow, and none is made anew for it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from foederis.model import Review
from foederis.record import Added, Record
from foederis.state.fold import Fold, folded_record
from foederis.web import desk as desks
from foederis.web.desk import Desk
from foederis.web.moment import Moment
from foederis.who import load

from .written import reading

TEXT = "Norway sent 40 soldiers to Narva in Estonia on 3 May 2024."
LONG = 60  #: seconds that a test waits for a fold


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[Fold]:
    """The folds that were made of whole records."""
    found: list[Fold] = []

    def counted(*given: Any, **named: Any) -> Fold:
        found.append(folded_record(*given, **named))
        return found[-1]

    monkeypatch.setattr(desks, "folded_record", counted)
    return found


def asked(desk: Desk, id_: str) -> bool:
    """Whether a page's fold rests on the claim."""
    with desk.fold(Moment(), patience=LONG) as fold:
        return bool(list(fold.claims([id_])))


def test_a_page_asked_while_a_ruling_is_written_begins_no_fold(
    record: Record, made: list[Fold], monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = Desk(record, load())
    with desk.fold(Moment(), patience=LONG) as fold:
        id_ = next(fold.claims(claim.id for claim in record.claims())).id
    write = record.review

    def asked_meanwhile(review: Review, **given: Any) -> None:
        write(review, **given)
        assert asked(desk, id_), "the fold does not follow yet"

    monkeypatch.setattr(record, "review", asked_meanwhile)
    desk.review(Review(id_, "reject", "Ada", datetime.now(UTC)))
    assert not asked(desk, id_)
    assert len(made) == 1


def test_a_page_asked_while_a_report_is_added_begins_no_fold(
    record: Record, made: list[Fold], monkeypatch: pytest.MonkeyPatch
) -> None:
    desk, new = Desk(record, load()), reading(TEXT, TEXT, act="deploy")
    assert not asked(desk, new.claims[0].id)
    write = record.add

    def asked_meanwhile(given: Any) -> Added:
        added = write(given)
        assert not asked(desk, new.claims[0].id), "the fold does not follow yet"
        return added

    monkeypatch.setattr(record, "add", asked_meanwhile)
    desk.add(new)
    assert asked(desk, new.claims[0].id)
    assert len(made) == 1


def test_what_another_program_wrote_is_folded_anew(record: Record, made: list[Fold]) -> None:
    desk, new = Desk(record, load()), reading(TEXT, TEXT, act="deploy")
    assert not asked(desk, new.claims[0].id)
    record.add(new)
    assert asked(desk, new.claims[0].id)
    assert len(made) == 2
