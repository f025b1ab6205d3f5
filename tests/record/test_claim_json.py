from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from record_samples import claim_of, report_of

from foederis.acts import ACTS, STATUSES
from foederis.claim_json import claim_from_json, claim_json
from foederis.model import Actor, Claim, Interval, Votes
from foederis.record.rows import body, claims_of

_words = st.text(st.characters(exclude_categories=["Cs"]))
_maybe = st.none() | _words
_days = st.none() | st.dates()
_actors = st.builds(Actor, _words, _maybe, _maybe, _maybe)
_claims = st.builds(
    Claim,
    id=_words,
    report=_words,
    start=st.integers(0, 10**9),
    end=st.integers(0, 10**9),
    sentence=_words,
    act=st.sampled_from(sorted(ACTS)),
    actors=st.lists(_actors, max_size=3).map(tuple),
    targets=st.lists(_actors, max_size=3).map(tuple),
    object=_maybe,
    object_id=_maybe,
    quantity=st.none() | st.floats(allow_nan=False, allow_infinity=False),
    unit=_maybe,
    votes=st.none() | st.builds(Votes, *[st.none() | st.integers(0, 999)] * 3),
    place=_maybe,
    country=_maybe,
    earliest=_days,
    latest=_days,
    status=st.sampled_from(STATUSES),
    speaker=st.none() | _actors,
    because=_maybe,
    condition=_maybe,
    purpose=_maybe,
    due=_maybe,
    confidence=st.floats(0, 1),
    published=st.builds(Interval, _days, _days),
    reader=_words,
    recorded=st.none() | st.datetimes(timezones=st.just(UTC)),
)


@given(_claims)
def test_a_claim_comes_back_from_its_json(claim: Claim) -> None:
    assert claim_from_json(json.loads(json.dumps(claim_json(claim)))) == claim


@given(_claims, st.datetimes(timezones=st.just(UTC)))
def test_a_claim_comes_back_from_its_row(claim: Claim, recorded: datetime) -> None:
    claim = replace(claim, recorded=recorded)
    days = [day and day.isoformat() for day in (claim.published.earliest, claim.published.latest)]
    row = (body(claim), claim.report, claim.reader, *days, recorded.isoformat())
    assert claims_of([row]) == [claim]  # type: ignore[list-item]


def test_whole_quantities_are_integers_and_instants_end_in_z() -> None:
    claim = replace(claim_of(report_of("x")), quantity=6000.0, recorded=datetime(2024, 3, 1, tzinfo=UTC))
    line = json.dumps(claim_json(claim))
    assert '"quantity": 6000,' in line
    assert '"recorded": "2024-03-01T00:00:00Z"' in line
    assert claim_json(replace(claim, quantity=2.5))["quantity"] == 2.5


@pytest.mark.parametrize(
    ("change", "said"),
    [({"act": "bomb"}, "bomb"), ({"status": "maybe"}, "maybe"), ({"colour": 1}, "colour"), ({"id": None}, "lacks id")],
)
def test_what_is_no_claim_is_refused(change: dict[str, object], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        claim_from_json(claim_json(claim_of(report_of("x"))) | change)
