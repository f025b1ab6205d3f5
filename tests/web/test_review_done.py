"""Who ruled what and when: page by page, by person and ruling, and as a file."""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime

from starlette.testclient import TestClient

from foederis.model import Review
from foederis.record import Filter, Record
from foederis.web.views.done import A_PAGE

from .reviewing import rule


def test_who_ruled_what_and_when_is_told(ada: TestClient, pledge: str) -> None:
    rule(ada, pledge, "accept", note="I <b>know</b>")
    rule(ada, pledge, "reject")
    lines = ada.get("/api/review/done").json()["rulings"]
    assert [(line["review"]["ruling"], line["stands"]) for line in lines] == [("reject", True), ("accept", False)]
    assert "I &lt;b&gt;know" in ada.get("/review/done").text


def rulings_of(record: Record, *people: str) -> list[str]:
    """Each of the people accepts the first claims in turn; the claims' ids."""
    ids = [claim.id for claim in record.claims(Filter(limit=A_PAGE + 5))]
    for number, id_ in enumerate(ids):
        record.review(Review(id_, "accept", people[number % len(people)], datetime.now(UTC), note=str(number)))
    return ids


def test_every_page_after_the_other_gives_every_ruling_once(client: TestClient, record: Record) -> None:
    ids = rulings_of(record, "Ada")
    seen: list[str] = []
    path = "/api/review/done"
    while path:
        page = client.get(path).json()
        assert page["total"] == len(ids)
        seen += [line["review"]["claim"] for line in page["rulings"]]
        path = page["next"] and f"/api/review/done{page['next']}"
    assert seen == ids[::-1]


def test_by_person_and_by_ruling(client: TestClient, record: Record) -> None:
    ids = rulings_of(record, "Ada", "Bob <b>")
    record.review(Review(ids[0], "reject", "Ada", datetime.now(UTC)))
    page = client.get("/api/review/done", params={"reviewer": "Bob <b>"}).json()
    assert {line["review"]["reviewer"] for line in page["rulings"]} == {"Bob <b>"}
    assert page["reviewers"] == {"Ada": page["kinds"]["accept"] - page["total"] + 1, "Bob <b>": page["total"]}
    (line,) = client.get("/api/review/done?ruling=reject&reviewer=Ada").json()["rulings"]
    assert (line["review"]["claim"], line["stands"]) == (ids[0], True)
    shown = client.get("/review/done?reviewer=Ada&ruling=correct").text
    assert "No such ruling" in shown
    assert "Bob &lt;b&gt;" in shown


def test_what_makes_no_sense_is_refused(client: TestClient) -> None:
    assert client.get("/review/done?ruling=promote").status_code == 422
    assert client.get("/review/done?after=x").status_code == 422


def test_all_rulings_come_as_a_file(client: TestClient, record: Record) -> None:
    ids = rulings_of(record, "Ada", "Bob")
    rows = list(csv.DictReader(io.StringIO(client.get("/review/done?format=csv").text)))
    assert [row["claim"] for row in rows] == ids[::-1]
    assert [row["note"] for row in rows] == [str(number) for number in range(len(ids))][::-1]
    assert all(row["sentence"] for row in rows)
    some = client.get("/review/done?format=json&reviewer=Bob&sentences=0").json()
    assert len(some) == len(ids) // 2
    assert not any("sentence" in row for row in some)
