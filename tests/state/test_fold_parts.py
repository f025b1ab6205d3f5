"""A fold asked for a part of its state gives what the whole state has of it."""

from __future__ import annotations

from datetime import date

import pytest

from foederis import api
from foederis.model import Claim
from foederis.state.changes import changes, changes_of
from foederis.state.fold import Fold
from foederis.who import load
from foederis.who.registry import Who

from .conftest import MakeClaim

DAYS = (date(2021, 6, 1), date(2022, 3, 24), date(2025, 1, 1))


@pytest.fixture(scope="module")
def claims() -> list[Claim]:
    """Of the sample reports."""
    return [claim for reading in api.read(["examples/reports"]) for claim in reading.claims]


@pytest.fixture(scope="module")
def folded(claims: list[Claim]) -> Fold:
    fold = Fold(load())
    fold.add_all(claims)
    return fold


@pytest.mark.parametrize("on", DAYS)
def test_the_rows_beside_a_claim_are_all_that_rest_on_it(folded: Fold, claims: list[Claim], on: date) -> None:
    whole = [(kind, row) for kind, rows in folded.state(on).kinds() for row in rows if row.claims]
    assert len(whole) > 10
    for claim in claims:
        beside = {(kind, row.id): row for kind, row in folded.beside([claim], on)}
        for kind, row in whole:
            if claim.id in row.claims:
                assert beside.pop((kind, row.id)) == row
        assert not any(claim.id in row.claims for row in beside.values())


@pytest.mark.parametrize("on", DAYS)
def test_the_rows_resting_on_claims_are_those_of_the_state(folded: Fold, claims: list[Claim], on: date) -> None:
    whole = [(kind, row) for kind, rows in folded.state(on).kinds() for row in rows if row.claims]
    for some in ([claim] for claim in claims), (claims[at : at + 7] for at in range(0, len(claims), 7)):
        for each in some:
            ids = {claim.id for claim in each}
            resting = {(kind, row.id): row for kind, row in folded.resting(each, on)}
            assert resting == {(kind, row.id): row for kind, row in whole if not ids.isdisjoint(row.claims)}


def test_an_echo_of_an_alliance_s_proposal_is_no_row_that_rests_on_a_claim(who: Who, claim: MakeClaim) -> None:
    put, again = (claim("propose", "FRA", object="winter transit pact", id=id_) for id_ in ("put", "again"))
    other = claim("propose", "POL", object="harbour lighting fund")
    adopted = claim("adopt", "NATO", object="winter transit pact")
    fold, on = Fold(who), date(2022, 3, 24)
    fold.add_all([put, again, other])
    assert [row.claims for _, row in fold.resting([put], on)] == [("again", "put")]
    fold.add(adopted)
    for some in ([put], [put, other], [put, again], [adopted]):
        [row] = [row for kind, row in fold.resting(some, on) if put.id in row.claims]
        assert row in fold.rows("proposals", on)
        assert adopted.id in row.claims


@pytest.mark.parametrize("on", DAYS)
def test_a_row_is_found_by_its_id(folded: Fold, on: date) -> None:
    for kind, rows in folded.state(on).kinds():
        assert [folded.row(kind, row.id, on) for row in rows] == list(rows)
        assert folded.row(kind, "none", on) is None


def test_the_changes_of_a_kind_are_those_of_the_state(folded: Fold) -> None:
    before, after = folded.state(DAYS[0]), folded.state(DAYS[2])
    apart = [change for kind, rows in after.kinds() for change in changes_of(kind, getattr(before, kind), rows)]
    assert apart == list(changes(before, after))
    assert apart


def test_rows_kept_follow_a_claim_that_comes_and_goes(claims: list[Claim]) -> None:
    fold, on = Fold(load()), DAYS[2]
    fold.add_all(claims)
    before = fold.state(on)
    for claim in claims:
        fold.remove(claim.id)
        assert not any(claim.id in row.claims for _, rows in fold.state(on).kinds() for row in rows)
        fold.add(claim)
    assert fold.state(on) == before
