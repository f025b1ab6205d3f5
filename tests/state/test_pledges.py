"""Pledges and deliveries: nothing counts twice, nothing delivered before a pledge counts toward it."""

from dataclasses import replace
from datetime import date

from foederis.state.ledger import ledger

from .conftest import FoldOn, MakeClaim, day

MISSILES = {"object": "anti-tank missiles", "unit": "anti-tank missiles"}


def test_what_was_delivered_before_leaves_the_whole_pledge_outstanding(claim: MakeClaim, state: FoldOn) -> None:
    found = state(
        claim("pledge", "GBR", "UKR", (None, "2022-03-24"), status="planned", quantity=6000.0, **MISSILES),
        claim("provide", "GBR", "UKR", (None, "2022-03-24"), quantity=4000.0, **MISSILES),
    )
    assert [(row.status, row.quantity, row.delivered) for row in found.pledges] == [
        ("pledged", 6000.0, None),
        ("delivered", 4000.0, 4000.0),
    ]
    (line,) = ledger(found, to="UKR").lines
    assert (line.pledged, line.delivered, line.of_pledge, line.outstanding) == (6000.0, 4000.0, None, 6000.0)


def test_a_later_delivery_counts_toward_the_pledge(claim: MakeClaim, state: FoldOn) -> None:
    pledge = claim("pledge", "GBR", "UKR", status="planned", quantity=6000.0, **MISSILES)
    part = claim("provide", "GBR", "UKR", "2022-04-10", quantity=2500.0, **MISSILES)
    rest = claim("provide", "GBR", "UKR", "2022-05-10", quantity=5000.0, **MISSILES)
    (row,) = state(pledge, part, rest, on="2022-04-10").pledges
    assert (row.status, row.delivered, row.claims) == ("pledged", 2500.0, (pledge.id, part.id))
    (row, more) = state(pledge, part, rest, on="2022-05-10").pledges
    assert (row.status, row.delivered) == ("fulfilled", 6000.0)
    assert (more.status, more.quantity) == ("delivered", 1500.0)


def test_the_quantity_pledged_and_first_reported_later_is_its_delivery(claim: MakeClaim, state: FoldOn) -> None:
    pledge = claim("pledge", "DEU", "UKR", status="planned", quantity=2000.0, **MISSILES)
    told = claim(
        "provide", "DEU", "UKR", (None, "2022-06-01"), quantity=2000.0, published=day("2022-06-01"), **MISSILES
    )
    (row,) = state(pledge, told, on="2022-06-01").pledges
    assert row.status == "fulfilled"


def test_a_pledge_reported_again_counts_once(claim: MakeClaim, state: FoldOn) -> None:
    first = claim("pledge", "GBR", "UKR", "2022-03-24", status="planned", quantity=6000.0, **MISSILES)
    again = claim("pledge", "GBR", "UKR", (None, "2022-09-01"), report="b.txt", quantity=6000.0, object="missiles")
    (row,) = state(first, again, on="2022-09-01").pledges
    assert (row.claims, row.sources, row.item) == ((first.id, again.id), 2, "anti-tank missiles")


def test_the_same_amount_pledged_on_two_days_is_two_pledges(claim: MakeClaim, state: FoldOn) -> None:
    first = claim("pledge", "GBR", "UKR", "2022-03-24", quantity=6000.0, **MISSILES)
    second = claim("pledge", "GBR", "UKR", "2022-06-24", quantity=6000.0, **MISSILES)
    assert len(state(first, second, on="2022-06-24").pledges) == 2


def test_a_total_takes_in_what_it_adds_up(claim: MakeClaim, state: FoldOn) -> None:
    first = claim("provide", "GBR", "UKR", "2022-03-24", quantity=4000.0, **MISSILES)
    second = claim("provide", "GBR", "UKR", "2022-04-24", quantity=5000.0, **MISSILES)
    total = replace(
        claim("provide", "GBR", "UKR", "2022-05-24", quantity=10000.0, report="b.txt", **MISSILES),
        sentence="Britain has so far sent 10,000 anti-tank missiles.",
    )
    (row,) = state(first, second, total, on="2022-05-24").pledges
    assert (row.quantity, row.claims) == (10000.0, (first.id, second.id, total.id))


def test_amounts_that_differ_between_sources_are_a_conflict(claim: MakeClaim, state: FoldOn) -> None:
    one = claim("pledge", "SWE", "UKR", quantity=5000.0, **MISSILES)
    other = claim("pledge", "SWE", "UKR", quantity=5500.0, report="b.txt", **MISSILES)
    (conflict,) = state(one, other).conflicts
    assert [value.value for value in conflict.values] == ["5,000 anti-tank missiles", "5,500 anti-tank missiles"]
    assert not state(one, replace(other, report="a.txt")).conflicts


def test_money_has_a_currency_and_no_unit(claim: MakeClaim, state: FoldOn) -> None:
    (row,) = state(claim("pledge", "DEU", "UKR", quantity=1.5, unit="billion euros", object="aid")).pledges
    assert (row.quantity, row.unit, row.currency) == (1.5e9, None, "EUR")


def test_totals_add_only_alike_and_leave_out_what_is_only_possible(claim: MakeClaim, state: FoldOn) -> None:
    found = state(
        claim("pledge", "GBR", "UKR", quantity=6000.0, **MISSILES),
        claim("pledge", "DEU", "UKR", quantity=2000.0, **MISSILES),
        claim("pledge", "DEU", "UKR", quantity=10.0, object="tanks", unit="tanks"),
        claim("provide", "USA", "UKR", quantity=9.0, status="possible", **MISSILES),
        claim("pledge", "GBR", "POL", quantity=7.0, **MISSILES),
    )
    totals = {line.item: line.pledged for line in ledger(found, to="UKR").totals}
    assert totals == {"anti-tank missiles": 8000.0, "tanks": 10.0}
    assert [line.giver for line in ledger(found, to="UKR", by="USA").lines] == ["USA"]


def test_a_pledge_is_there_from_its_day_on(claim: MakeClaim, state: FoldOn) -> None:
    pledge = claim("pledge", "GBR", "UKR", quantity=6000.0, **MISSILES)
    assert not state(pledge, on="2022-03-23").pledges
    assert state(pledge, on="2022-03-24").pledges
    assert ledger(state(pledge)).on == date(2022, 3, 24)
