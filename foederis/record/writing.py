"""Adding a reading: its text, where it came from, its claims, each only where the record does not hold it yet."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from json import dumps
from typing import Any, Final

from sqlalchemy import Connection, func, insert, select

from foederis.model import Claim, Reading, Report, Review
from foederis.record import search, tables
from foederis.record.errors import UnknownClaim
from foederis.record.filters import standing_at
from foederis.record.reviews import corrected_json
from foederis.record.rows import body, digest, kin, parties_of
from foederis.record.tables import AnyRow
from foederis.record.times import iso, stamp


@dataclass(frozen=True, slots=True)
class Next:
    """The instant to record under, and the number of the next row of each table; sure, since one writer is at work."""

    moment: str
    provenance: int
    reading: int
    review: int
    claim: int


_DATED: Final = (tables.provenance, tables.reading, tables.review)
_LAST: Final = select(
    *(select(func.max(table.c.row)).scalar_subquery() for table in (*_DATED, tables.claim)),
    *(select(table.c.recorded).order_by(table.c.row.desc()).limit(1).scalar_subquery() for table in _DATED),
)


def next_of(connection: Connection, wanted: datetime | None) -> Next:
    """Where to write: at the instant wanted, or now, but never before the last, so that instants rise with the rows."""
    last = tuple(connection.execute(_LAST).one())
    moment = max(stamp(wanted or datetime.now(UTC)), *(moment or "" for moment in last[4:]))
    return Next(moment, *((row or 0) + 1 for row in last[:4]))


def add_text(connection: Connection, report: Report) -> bool:
    """Keep the report's text, unless the same text is kept already; whether it is new."""
    columns = tables.text.c
    known = connection.scalar(select(columns.sha256).where(columns.sha256 == report.sha256)) is not None
    if not known:
        connection.execute(insert(tables.text), {"sha256": report.sha256, "text": report.text})
    return not known


def add_provenance(connection: Connection, report: Report, at: Next) -> tuple[int, bool]:
    """The row that says where the text came from, and whether it is new."""
    table = tables.provenance
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
    key = digest(*row.values())
    known = connection.scalar(select(table.c.row).where(table.c.digest == key))
    if known is not None:
        return known, False
    connection.execute(insert(table), row | {"row": at.provenance, "recorded": at.moment, "digest": key})
    return at.provenance, True


def add_reading(connection: Connection, reading: Reading, provenance: int, at: Next, known: dict[str, str]) -> bool:
    """Keep the reading with its claims, unless the last one under its name said the same; whether it was kept.

    `known` says when the record first learned the text's claims, see `first_recorded`.
    """
    claims = list({claim.id: claim for claim in reading.claims}.values())
    bodies = [body(claim) for claim in claims]
    row = _reading_row(reading, bodies)
    before = _readings_of(connection, reading.report.sha256)
    if _is_known(row, before):
        return False
    row |= {"row": at.reading, "provenance": provenance, "recorded": at.moment, "leading": _leads(row, before)}
    connection.execute(insert(tables.reading), row)
    owner = {"reading": at.reading, "review": None, "published": row["published_latest"]}
    owners = [owner | {"recorded": known.get(claim.id, at.moment)} for claim in claims]
    add_claims(connection, reading.report.sha256, at, zip(claims, bodies, owners, strict=True))
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


def first_recorded(connection: Connection, sha256: str) -> dict[str, str]:
    """Each claim id that any reading of the text gave, and when the record first learned it."""
    ours = select(tables.reading.c.row).where(tables.reading.c.sha256 == sha256)
    columns = tables.claim.c
    found = select(columns.id, func.min(columns.recorded)).where(columns.reading.in_(ours)).group_by(columns.id)
    return {row[0]: row[1] for row in connection.execute(found)}


def add_claims(
    connection: Connection, sha256: str, at: Next, claims: Iterable[tuple[Claim, str, dict[str, Any]]]
) -> None:
    """Insert claims of a text with their parties and words; with each go its body and the columns its owner gives."""
    rows, parties, words = [], [], []
    for number, (claim, said, owner) in enumerate(claims, at.claim):
        rows.append({"row": number, "body": said, **owner, **_columns(claim, sha256)})
        words.append({"row": number, "sentence": claim.sentence, "object": claim.object})
        parties += [
            {"claim": number, "role": role, "for_": for_, "id": id_, "words": named}
            for role, for_, id_, named in parties_of(claim)
        ]
    for table, filled in ((tables.claim, rows), (tables.party, parties)):
        if filled:
            connection.execute(insert(table), filled)
    if words:
        search.index(connection, words)


def _columns(claim: Claim, sha256: str) -> dict[str, Any]:
    return {
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
        "kin": kin(sha256, claim),
    }


def add_review(connection: Connection, review: Review, at: Next) -> None:
    """Append a review, and the corrected form of its claim as a row of its own; UnknownClaim where there is none."""
    claim = _reviewed(connection, review.claim)
    corrected = corrected_json(review.corrected)
    said = (review.ruling, review.reviewer, corrected, review.note)
    if said == _last_said(connection, review.claim):
        return
    names = ("ruling", "reviewer", "corrected", "note")
    row = {"row": at.review, "claim": review.claim, "reading": claim.reading, "kin": claim.kin, "recorded": at.moment}
    connection.execute(insert(tables.review), row | dict(zip(names, said, strict=True)))
    if review.corrected is not None:
        given = replace(review.corrected, id=review.claim)
        owner = {
            "reading": claim.reading,
            "review": at.review,
            "published": claim.published,
            "recorded": claim.recorded,
        }
        add_claims(connection, claim.sha256, at, [(given, body(given), owner)])


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


def _readings_of(connection: Connection, sha256: str) -> Sequence[AnyRow]:
    table = tables.reading
    return connection.execute(select(table).where(table.c.sha256 == sha256).order_by(table.c.row.desc())).all()


def _current(before: Sequence[AnyRow]) -> AnyRow | None:
    return next((row for row in before if row.leading), None)


def _is_known(row: dict[str, Any], before: Sequence[AnyRow]) -> bool:
    """Whether the last reading under this name says the same; or, for a name without one, any reading of the text."""
    own = [other for other in before if other.name == row["name"]]
    return row["digest"] in [other.digest for other in own[:1] or before]


def _leads(row: dict[str, Any], before: Sequence[AnyRow]) -> bool:
    """Whether a reading takes the place of the current one of its text.

    Another reader's does, and one of the same report. Of copies of a text, the one published first gives the dates:
    whichever was read first, so that the order of arrival does not matter.
    """
    now = _current(before)
    if now is None or now.reader != row["reader"] or now.name == row["name"]:
        return True
    return _published(row) < _published(now._asdict())


def _published(row: dict[str, Any]) -> tuple[str, str, str]:
    return (row["published_latest"] or "9999", row["published_earliest"] or "", row["name"])
