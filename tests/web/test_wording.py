"""What pages call things: days and codes in words, clauses by their treaty, rows in phrases, reports by their title."""

from __future__ import annotations

from datetime import date

from foederis.brief.names import Names
from foederis.model import Interval
from foederis.record import Record
from foederis.state.rows import Incident, Invocation, Pledge, Stance
from foederis.web.shown.shelf import cited
from foederis.web.shown.telling import name, title
from foederis.web.shown.wording import by_name, by_sentence, file_name, language, reason
from foederis.who import load

from .written import reading

NAMES = Names(load())
ROW = {"id": "1", "claims": ("c",), "reference": (), "sources": 1}
DAY = Interval(date(2022, 3, 24), date(2022, 3, 24))


def test_small_words() -> None:
    assert (language("en"), language("xx-unknown"), language(None)) == ("English", "xx-unknown", "")
    assert (file_name("/a/b/c.txt"), file_name("c.txt"), file_name("a.zip!b/c.txt")) == ("c.txt", "c.txt", "c.txt")
    assert reason("because the\nsun shone") == "the sun shone"
    assert by_name(["DEU", "AUT", "USA"], NAMES) == ["AUT", "DEU", "USA"]


def test_rows_are_told_in_phrases() -> None:
    invoked = Invocation(**ROW, clause="nat:5", by="TUR", status="not_done", on=DAY, because=None, first=False)  # type: ignore[arg-type]
    assert title(NAMES, invoked) == "North Atlantic Treaty, art. 5 (collective self-defence) not invoked by Turkey"
    stance = Stance(**ROW, of="CHN", toward="NATO", stance="criticise", status="done", about="declaration", on=DAY)  # type: ignore[arg-type]
    assert title(NAMES, stance) == "China criticised NATO over declaration"


def test_an_incident_is_not_called_an_attack_twice() -> None:
    def told(what: str) -> str:
        row = Incident(**ROW, what=what, by=("RUS",), target=(), place=None, country=None, on=DAY, killed=None)  # type: ignore[arg-type]
        return title(NAMES, row)

    assert told("attack: suicide attack") == "Suicide attack by Russia"
    assert told("attack: chemical weapons") == "Chemical weapons (attack by Russia)"
    assert told("attack") == "Attack by Russia"


def test_in_a_table_a_row_leaves_to_the_columns_what_they_tell() -> None:
    row = Pledge(
        **ROW, giver="GBR", receiver="UKR", item="missiles", quantity=6000, unit="missiles", currency=None, on=DAY,
        status="pledged", delivered=None,
    )  # type: ignore[arg-type]  # fmt: skip
    assert title(NAMES, row) == "6,000 missiles from United Kingdom to Ukraine"
    assert name(NAMES, row) == "6,000 missiles"


def test_claims_of_one_sentence_stand_together(record: Record) -> None:
    record.add(reading("He said so. She did.", "He said so.", "She did.", "He said so.", name="/far/away.txt"))
    said = [(some[0].sentence, len(some)) for some in by_sentence(record.claims())]
    assert ("She did.", 1) in said
    assert all(len({claim.sentence for claim in some}) == 1 for some in by_sentence(record.claims()))


def test_a_report_is_cited_by_its_title_else_by_the_end_of_its_name(record: Record) -> None:
    record.add(reading("Nothing here.", name="/far/away.txt"))
    found = cited(record, record.version(), "/far/away.txt")
    assert (found.title, found.publisher) == ("away.txt", None)
    assert found.sha256
    assert cited(record, record.version(), "nobody's.txt").sha256 is None
