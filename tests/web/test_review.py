"""Rulings: what each changes, what is refused, undo, a program's, and one that outlives the server."""

from __future__ import annotations

import os
import signal
from datetime import UTC, datetime
from pathlib import Path

import httpx2
import pytest
from starlette.testclient import TestClient

from foederis.model import Actor, Review, Votes
from foederis.record import Filter, Record, UnknownClaim, open_record
from foederis.web.app import create_app
from foederis.web.desk import Desk
from foederis.who import load

from .killing import TOKEN, running
from .reviewing import rule
from .written import mark_of, reading


def test_the_name_is_asked_first_and_kept(client: TestClient) -> None:
    assert "Who reviews?" in client.get("/review").text
    client.post("/review/name", data={"csrf": mark_of(client), "reviewer": "  Ada \n Lovelace "})
    page = client.get("/review").text
    assert "Who reviews?" not in page
    assert "Ada Lovelace" in page


def test_a_form_that_is_not_ours_changes_nothing(ada: TestClient, record: Record, pledge: str) -> None:
    for mark in ({}, {"csrf": "made-up"}):
        answer = ada.post(f"/review/{pledge}", data={"ruling": "accept", "based_on": "", **mark})
        assert answer.status_code == 403
        assert ada.post("/review/name", data={"reviewer": "Eve", **mark}).status_code == 403
    assert list(record.reviews()) == []


def test_a_rejected_pledge_is_gone_from_the_state_at_once(ada: TestClient, record: Record, pledge: str) -> None:
    assert rule(ada, pledge, "reject", note="a joke").headers["location"].endswith(f"/review/{pledge}")
    (review,) = record.reviews()
    assert (review.claim, review.ruling, review.reviewer, review.note) == (pledge, "reject", "Ada", "a joke")
    (change,) = ada.get(f"/api/review/{pledge}").json()["last"]["changes"]
    assert (change["change"], change["row"]["kind"]) == ("gone", "pledges")
    assert "6,000 missiles" in change["row"]["title"]
    assert "6,000 missiles" in ada.get("/review").text
    assert ada.get(f"/api/claims/{pledge}").json()["rows"] == []


def test_an_accepted_doubtful_claim_enters_the_state(ada: TestClient, record: Record) -> None:
    text = "Britain pledged 11 tanks to Ukraine."
    added = record.add(reading(text, text, quantity=11.0, unit="tanks", object="tanks", confidence=0.1))
    id_ = next(record.claims(Filter(report=added.sha256))).id
    assert ada.get(f"/api/claims/{id_}").json()["doubtful"]
    rule(ada, id_, "accept")
    assert [it["change"] for it in ada.get(f"/api/review/{id_}").json()["last"]["changes"]] == ["new"]


def test_a_correction_changes_the_row_and_keeps_the_reading(ada: TestClient, record: Record, pledge: str) -> None:
    rule(
        ada,
        pledge,
        "correct",
        quantity="4000",
        actors=["FRA"],
        actors_words=["Britain"],
        targets="UKR",
        targets_words="Ukraine",
    )
    stands = next(record.claims(Filter(ids=(pledge,)), reviewed=True))
    assert (stands.quantity, [actor.for_ for actor in stands.actors]) == (4000.0, ["FRA"])
    assert record.claim(pledge).quantity == 6000.0
    assert "4,000 missiles" in str(ada.get(f"/api/review/{pledge}").json()["last"]["changes"])


def test_votes_and_a_partys_sector_are_corrected_by_the_form(ada: TestClient, record: Record, pledge: str) -> None:
    shown = ada.get(f"/review/{pledge}").text
    assert all(f'name="{name}"' in shown for name in ("votes_for", "votes_against", "votes_abstain", "actors_role"))
    party = {"actors": "GBR", "actors_words": "Britain", "actors_for": "", "actors_role": "leg"}
    assert rule(ada, pledge, "correct", votes_for="406", votes_against="33", **party).status_code == 303
    stands = next(record.claims(Filter(ids=(pledge,)), reviewed=True))
    assert stands.votes == Votes(406, 33)
    assert stands.actors == (Actor("Britain", "GBR", None, "LEG"),)
    assert 'value="406"' in ada.get(f"/review/{pledge}").text


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"ruling": "correct", "earliest": "2022-99-99"}, "Not recorded"),
        ({"ruling": "correct"}, "nothing was changed"),
        ({"ruling": "promote"}, "is no ruling"),
    ],
)
def test_a_ruling_that_makes_no_sense_is_refused_and_says_why(
    ada: TestClient, record: Record, pledge: str, fields: dict[str, str], why: str
) -> None:
    answer = rule(ada, pledge, **fields)
    assert answer.status_code == 422
    assert why in answer.text
    assert list(record.reviews()) == []


def test_what_was_typed_stays_when_a_correction_fails(ada: TestClient, pledge: str) -> None:
    answer = rule(ada, pledge, "correct", object="golden <guns>", latest="never", actors="LTU", actors_words="")
    assert 'value="golden &lt;guns&gt;"' in answer.text
    assert 'value="LTU"' in answer.text


def test_the_second_of_two_rulings_on_one_version_is_shown_both_and_asked_again(
    ada: TestClient, record: Record, pledge: str
) -> None:
    based_on = ada.get(f"/api/review/{pledge}").json()["based_on"]
    record.review(Review(pledge, "accept", "Bob", datetime.now(UTC)))
    answer = rule(ada, pledge, "reject", based_on=based_on)
    assert answer.status_code == 409
    assert "Bob" in answer.text
    assert "You wanted to reject it" in answer.text
    assert [review.reviewer for review in record.reviews()] == ["Bob"]
    assert rule(ada, pledge, "reject").status_code == 303
    assert [review.reviewer for review in record.reviews()] == ["Bob", "Ada"]


def test_the_same_form_sent_twice_counts_once(ada: TestClient, record: Record, pledge: str) -> None:
    based_on = ada.get(f"/api/review/{pledge}").json()["based_on"]
    assert [rule(ada, pledge, "accept", based_on=based_on).status_code for _ in range(2)] == [303, 303]
    assert len(list(record.reviews())) == 1


def test_undo_appends_the_ruling_that_stood_before(ada: TestClient, record: Record, pledge: str) -> None:
    record.review(Review(pledge, "accept", "Bob", datetime.now(UTC)))
    rule(ada, pledge, "reject")
    ada.post("/review/undo", data={"csrf": mark_of(ada)})
    assert [(each.ruling, each.reviewer) for each in record.reviews()] == [
        ("accept", "Bob"),
        ("reject", "Ada"),
        ("accept", "Ada"),
    ]
    assert ada.post("/review/undo", data={"csrf": mark_of(ada)}).status_code == 409


def test_undo_leaves_alone_what_another_ruled_since(ada: TestClient, record: Record, pledge: str) -> None:
    rule(ada, pledge, "reject")
    record.review(Review(pledge, "accept", "Bob", datetime.now(UTC)))
    assert ada.post("/review/undo", data={"csrf": mark_of(ada)}).status_code == 409
    assert record.rulings()[pledge].reviewer == "Bob"


def test_undo_of_a_first_ruling_leaves_the_claim_as_if_nobody_had_ruled(
    ada: TestClient, record: Record, pledge: str
) -> None:
    rule(ada, pledge, "reject")
    assert ada.post("/review/undo", data={"csrf": mark_of(ada)}).status_code == 200
    assert pledge not in record.rulings()
    assert ada.get(f"/api/claims/{pledge}").json()["rows"]


def test_a_program_reviews_with_the_token(record: Record, pledge: str) -> None:
    token = "a-token-of-the-tests"
    app = create_app(Desk(record, load()), token=token)
    with TestClient(app, base_url="http://localhost", headers={"authorization": f"Bearer {token}"}) as program:
        shown = program.get(f"/api/review/{pledge}").json()
        sent = {"ruling": "reject", "based_on": shown["based_on"], "reviewer": "a program"}
        assert program.post(f"/api/review/{pledge}", data=sent).json()["review"]["reviewer"] == "a program"
        again = program.post(f"/api/review/{pledge}", data=sent | {"ruling": "accept"})
        assert again.status_code == 409
        assert again.json()["stands"]["ruling"] == "reject"


def test_names_are_suggested_for_what_was_typed(client: TestClient) -> None:
    assert client.get("/api/who?q=germ").json()[0]["value"] == "DEU"
    assert client.get("/api/who?q=DEU").json()[0]["value"] == "DEU"
    assert {"value": "nat:5", "kind": "clause"}.items() <= client.get("/api/who?q=nat:5&kind=thing").json()[0].items()
    assert all(each["kind"] == "state" for each in client.get("/api/who?q=an&kind=country").json())
    assert len(client.get("/api/who?q=a").json()) == 20
    assert client.get("/api/who?q=%20").json() == client.get("/api/who?q=zzzzqqq").json() == []


# -- killed -----------------------------------------------------------------------------------------------------------


def test_a_ruling_that_was_confirmed_outlives_the_server(samples: Path, tmp_path: Path) -> None:
    path = tmp_path / "killed.record"
    path.write_bytes(samples.read_bytes())
    with open_record(path) as record:
        ids = [claim.id for claim in record.claims(Filter(limit=3))]
    with running(path) as (address, server):
        headers = {"authorization": f"Bearer {TOKEN}"}
        for id_ in ids:
            sent = {"ruling": "reject", "based_on": "", "reviewer": "Ada"}
            answer = httpx2.post(f"{address}/api/review/{id_}", data=sent, headers=headers, timeout=60)
            assert answer.status_code == 200, answer.text
        os.kill(server.pid, signal.SIGKILL)
        server.wait()
    with open_record(path) as record:
        assert [review.claim for review in record.reviews()] == ids
        with pytest.raises(UnknownClaim):
            record.claim(ids[0], reviewed=True)
