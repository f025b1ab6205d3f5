"""Adding readings: a text, where it came from, its claims, each only where the record does not hold it yet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from json import dumps
from typing import Any

from sqlalchemy import Connection, func, select

from foederis.model import Claim, Reading, Report, Review
from foederis.record import tables
from foederis.record.errors import UnknownClaim
from foederis.record.filters import standing_at
from foederis.record.inserting import Inserts
from foederis.record.nouns import Added
from foederis.record.reviews import corrected_json
from foederis.record.rows import body, digest, kin, parties_of
from foederis.record.tables import AnyRow
from foederis.record.times import iso


@dataclass(slots=True)
class _Held:
    """What the record holds of the texts that readings to be added are of; kept up while they are added."""

    texts: set[str] = field(default_factory=set)
    provenances: dict[str, int] = field(default_factory=dict)  #: rows by digest
    readings: dict[str, list[dict[str, Any]]] = field(default_factory=dict)  #: by text, newest first
    claims: dict[str, dict[str, str]] = field(default_factory=dict)  #: by text: each claim id, and when it was learned


def add_readings(connection: Connection, readings: Sequence[Reading], inserts: Inserts) -> list[Added]:
    """Keep each reading with its text and claims; what was new in each. One after the other, in two rounds of
    statements for all: what the record holds of them is asked first, what is new inserted last."""
    origins = [_origin(reading.report) for reading in readings]
    held = _held(connection, {reading.report.sha256 for reading in readings}, [row["digest"] for row in origins])
    added = [_add(reading, origin, held, inserts) for reading, origin in zip(readings, origins, strict=True)]
    inserts.insert()
    return added


def _held(connection: Connection, texts: set[str], origins: list[str]) -> _Held:
    table = tables.text.c.sha256
    held = _Held(set(connection.scalars(select(table).where(table.in_(texts)))))
    if held.texts:
        provenance, reading = tables.provenance.c, tables.reading
        known = select(provenance.digest, provenance.row).where(provenance.digest.in_(origins))
        held.provenances = {row.digest: row.row for row in connection.execute(known)}
        of_texts = select(reading).where(reading.c.sha256.in_(held.texts)).order_by(reading.c.row.desc())
        for row in connection.execute(of_texts):
            held.readings.setdefault(row.sha256, []).append(dict(row._mapping))
        for sha256, id_, moment in connection.execute(_first_recorded(held.texts)):
            held.claims.setdefault(sha256, {})[id_] = moment
    return held


def _first_recorded(texts: set[str]) -> Any:
    """Each claim id that any reading of the texts gave, and when the record first learned it."""
    claim, reading = tables.claim.c, tables.reading.c
    found = select(reading.sha256, claim.id, func.min(claim.recorded)).join_from(
        tables.reading, tables.claim, claim.reading == reading.row
    )
    return found.where(reading.sha256.in_(texts)).group_by(reading.sha256, claim.id)


def _add(reading: Reading, origin: dict[str, Any], held: _Held, inserts: Inserts) -> Added:
    report = reading.report
    is_new_text, is_new_origin = report.sha256 not in held.texts, origin["digest"] not in held.provenances
    if is_new_text:
        inserts.put(tables.text, {"sha256": report.sha256, "text": report.text})
        held.texts.add(report.sha256)
    if is_new_origin:
        row = inserts.put(tables.provenance, origin | {"recorded": inserts.moment})
        held.provenances[origin["digest"]] = row
        inserts.index_report(row, report.title, report.text if is_new_text else None)
    learned = held.claims.setdefault(report.sha256, {})
    ids = {claim.id for claim in reading.claims}
    known = len(ids & learned.keys())
    is_read = _add_reading(reading, held.provenances[origin["digest"]], held, inserts)
    return Added(report.name, report.sha256, len(ids) - known, known, is_new_origin, is_read)


def _origin(report: Report) -> dict[str, Any]:
    """The row that says where the text came from."""
    row = {
        "sha256": report.sha256,
        "name": report.name,
        "source_sha256": report.source_sha256,
        "title": report.title,
        "author": report.author,
        "publisher": report.publisher,
        "url": report.url,
        "language": report.language,
        "published_earliest": iso(report.published.earliest),
        "published_latest": iso(report.published.latest),
        "because": dumps(report.published.because),
    }
    return row | {"digest": digest(*row.values())}


def _add_reading(reading: Reading, provenance: int, held: _Held, inserts: Inserts) -> bool:
    """Keep the reading with its claims, unless the last one under its name said the same; whether it was kept."""
    claims = list({claim.id: claim for claim in reading.claims}.values())
    bodies = [body(claim) for claim in claims]
    row = _reading_row(reading, bodies)
    sha256 = reading.report.sha256
    before = held.readings.setdefault(sha256, [])
    if _is_known(row, before):
        return False
    row |= {"provenance": provenance, "recorded": inserts.moment, "leading": _leads(row, before)}
    number = inserts.put(tables.reading, row)
    before.insert(0, row)
    learned = held.claims[sha256]
    for claim, said in zip(claims, bodies, strict=True):
        recorded = learned.setdefault(claim.id, inserts.moment)
        owner = {"reading": number, "review": None, "published": row["published_latest"], "recorded": recorded}
        _add_claim(claim, said, owner, sha256, inserts)
    return True


def _reading_row(reading: Reading, bodies: list[str]) -> dict[str, Any]:
    report = reading.report
    said = {
        "sha256": report.sha256,
        "reader": reading.reader,
        "published_earliest": iso(report.published.earliest),
        "published_latest": iso(report.published.latest),
        "furniture": dumps([(part.start, part.end, part.kind) for part in report.furniture]),
        "unread": reading.unread,
        "claims": len(bodies),
    }
    return said | {"name": report.name, "digest": digest(said, sorted(bodies))}


def _add_claim(claim: Claim, said: str, owner: dict[str, Any], sha256: str, inserts: Inserts) -> None:
    """A claim of a text with its parties and words: `said` is its body, `owner` the columns that are not its own."""
    parties = [*parties_of(claim)]
    columns = {
        "id": claim.id,
        "start": claim.start,
        "end": claim.end,
        "act": claim.act,
        "status": claim.status,
        "country": claim.country,
        "place": claim.place,
        "earliest": iso(claim.earliest),
        "latest": iso(claim.latest),
        "confidence": claim.confidence,
        "kin": kin(sha256, claim, parties),
        "body": said,
    }
    number = inserts.put(tables.claim, owner | columns)
    for role, for_, id_, words in parties:
        inserts.put(tables.party, {"claim": number, "role": role, "for_": for_, "id": id_, "words": words})
    inserts.index_claim(number, claim.sentence, claim.object)


def add_review(connection: Connection, review: Review, inserts: Inserts) -> None:
    """Append a review, and the corrected form of its claim as a row of its own; UnknownClaim where there is none."""
    claim = _reviewed(connection, review.claim)
    said = (review.ruling, review.reviewer, corrected_json(review.corrected), review.note)
    if said == _last_said(connection, review.claim):
        return
    row = dict(zip(("ruling", "reviewer", "corrected", "note"), said, strict=True))
    row |= {"claim": review.claim, "reading": claim.reading, "kin": claim.kin, "recorded": inserts.moment}
    number = inserts.put(tables.review, row)
    if review.corrected is not None:
        given = replace(review.corrected, id=review.claim)
        owner = {"reading": claim.reading, "review": number, "published": claim.published, "recorded": claim.recorded}
        _add_claim(given, body(given), owner, claim.sha256, inserts)
    inserts.insert()


def _reviewed(connection: Connection, id_: str) -> AnyRow:
    """The claim as read, in the last reading that has it, a current one before others."""
    table = tables.claim.c
    found = connection.execute(
        select(table.reading, table.kin, table.published, table.recorded, tables.reading.c.sha256)
        .join_from(tables.claim, tables.reading, table.reading == tables.reading.c.row)
        .where(table.id == id_, table.review.is_(None))
        .order_by(standing_at(None).desc(), table.row.desc())
    ).first()
    if found is None:
        raise UnknownClaim(f"no reading on record has a claim {id_}; `foederis claims --json` gives their ids")
    return found


def _last_said(connection: Connection, id_: str) -> tuple[Any, ...] | None:
    table = tables.review.c
    columns = select(table.ruling, table.reviewer, table.corrected, table.note)
    last = connection.execute(columns.where(table.claim == id_).order_by(table.row.desc())).first()
    return None if last is None else tuple(last)


def _current(before: Sequence[dict[str, Any]]) -> dict[str, Any] | None:
    return next((row for row in before if row["leading"]), None)


def _is_known(row: dict[str, Any], before: Sequence[dict[str, Any]]) -> bool:
    """Whether the last reading under this name says the same; or, for a name without one, any reading of the text."""
    own = [other for other in before if other["name"] == row["name"]]
    return row["digest"] in [other["digest"] for other in own[:1] or before]


def _leads(row: dict[str, Any], before: Sequence[dict[str, Any]]) -> bool:
    """Whether a reading takes the place of the current one of its text.

    Another reader's does, and one of the same report. Of copies of a text, the one published first gives the dates:
    whichever was read first, so that the order of arrival does not matter.
    """
    now = _current(before)
    if now is None or now["reader"] != row["reader"] or now["name"] == row["name"]:
        return True
    return _published(row) < _published(now)


def _published(row: dict[str, Any]) -> tuple[str, str, str]:
    return (row["published_latest"] or "9999", row["published_earliest"] or "", row["name"])
