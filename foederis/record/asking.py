"""Claims, reports and readings as they stood on record at any time."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from itertools import chain, islice
from typing import Any, Final

from sqlalchemy import Connection, Select, and_, func, or_, select

from foederis.model import Claim, Dating, Furniture, Interval, Report
from foederis.record import tables
from foederis.record.filters import Filter, conditions, in_order, standing_at, texts_named, unindexed
from foederis.record.nouns import Provenance, ReadingLine, ReportTally
from foederis.record.reviews import Standing, corrected_claim
from foederis.record.rows import claims_of, day_of
from foederis.record.tables import AnyRow
from foederis.record.times import end_of

_BATCH: Final = 100  #: rows fetched at once; more make Python's collector of garbage go through them for nothing
_claim, _reading, _provenance = tables.claim.c, tables.reading.c, tables.provenance.c
_CLAIM: Final = (
    _claim.row,
    _claim.review,
    _claim.body,
    _reading.name,
    _reading.reader,
    _reading.published_earliest,
    _reading.published_latest,
    _claim.recorded,
)


def claims(connection: Connection, wanted: Filter, rulings: Mapping[int, Standing]) -> Iterator[Claim]:
    """The claims of the current readings that match, with the rulings applied to them."""
    statement = in_order(_matching(connection, wanted, rulings, _CLAIM), wanted)
    if not rulings:
        page = statement.limit(wanted.limit).offset(wanted.offset or None)
        return chain.from_iterable(map(claims_of, _batches(connection, page)))
    end = None if wanted.limit is None else wanted.offset + wanted.limit
    size = _BATCH if end is None else min(_BATCH, end + len(rulings))
    return islice(_ruled(connection, statement, rulings, size), wanted.offset, end)


def count(connection: Connection, wanted: Filter, rulings: Mapping[int, Standing]) -> int:
    """How many claims match, whatever the limit."""
    if rulings:
        return sum(1 for _ in claims(connection, replace(wanted, limit=None, offset=0, order="recorded"), rulings))
    if not [*conditions(wanted, connection.dialect.name)]:
        return connection.scalar(select(func.sum(_reading.claims)).where(standing_at(wanted.recorded))) or 0
    return connection.scalar(_matching(connection, wanted, rulings, (func.count(),))) or 0


def _matching(
    connection: Connection, wanted: Filter, rulings: Mapping[int, Standing], columns: tuple[Any, ...]
) -> Select[Any]:
    corrected = any(ruling.review.corrected for ruling in rulings.values())
    if wanted.ids is not None:
        reviewed = {ruling.review.claim for ruling in rulings.values() if ruling.id in wanted.ids}
        wanted = replace(wanted, ids=(*wanted.ids, *reviewed))
    read = and_(standing_at(wanted.recorded), _claim.review.is_(None))
    stands = or_(read, _claim.review.isnot(None)) if corrected else read
    return (
        select(*columns)
        .select_from(tables.claim.join(tables.reading, unindexed(_claim.reading) == _reading.row))
        .where(stands, *conditions(wanted, connection.dialect.name))
    )


def _ruled(
    connection: Connection, statement: Select[Any], rulings: Mapping[int, Standing], size: int
) -> Iterator[Claim]:
    """Claims as read, save those that a person rejected or replaced, and the corrections that stand for the latter."""
    overruled = {row for row, ruling in rulings.items() if ruling.review.ruling != "accept"}
    corrects = {ruling.review.row: row for row, ruling in rulings.items() if ruling.review.corrected}
    as_read = _as_read(connection, list(corrects.values()))
    for batch in _batches(connection, statement, size):
        for row, claim in zip(batch, claims_of(batch), strict=True):
            number, review = row[0], row[1]
            if review is None and number not in overruled:
                yield claim
            elif review in corrects:
                yield corrected_claim(as_read[corrects[review]], claim)


def claims_at(connection: Connection, rows: Sequence[int], rulings: Mapping[int, Standing]) -> Iterator[Claim]:
    """The claims of these rows, in this order; a corrected form under the id and times of the claim it corrects."""
    corrects = {ruling.review.row: row for row, ruling in rulings.items() if ruling.review.corrected}
    for start in range(0, len(rows), _BATCH):
        some = rows[start : start + _BATCH]
        joined = tables.claim.join(tables.reading, _claim.reading == _reading.row)
        batch = connection.execute(select(*_CLAIM).select_from(joined).where(_claim.row.in_(some))).all()
        as_read = _as_read(connection, [corrects[row.review] for row in batch if row.review in corrects])
        found = {
            row.row: corrected_claim(as_read[corrects[row.review]], claim) if row.review in corrects else claim
            for row, claim in zip(batch, claims_of(batch), strict=True)
        }
        yield from (found[row] for row in some)


def _as_read(connection: Connection, rows: list[int]) -> dict[int, Claim]:
    found: dict[int, Claim] = {}
    for start in range(0, len(rows), _BATCH):
        some = _claim.row.in_(rows[start : start + _BATCH])
        joined = tables.claim.join(tables.reading, _claim.reading == _reading.row)
        batch = connection.execute(select(*_CLAIM).select_from(joined).where(some)).all()
        found |= zip((row.row for row in batch), claims_of(batch), strict=True)
    return found


def _batches(connection: Connection, statement: Select[Any], size: int = _BATCH) -> Iterator[Sequence[AnyRow]]:
    """Rows some at a time, so that a record larger than memory can be read through."""
    return connection.execute(statement.execution_options(yield_per=size)).partitions()


def _stream(connection: Connection, statement: Select[Any]) -> Iterator[AnyRow]:
    return chain.from_iterable(_batches(connection, statement))


def reports(
    connection: Connection, recorded: date | datetime | None, names: Collection[str] | None = None
) -> Iterator[Report]:
    """Each text once, with the metadata of its current reading, in order of arrival; with `names` those alone."""
    statement = _reports(recorded).order_by(_reading.row)
    if names is not None:
        statement = statement.where(_provenance.name.in_(names))
    return (_report(row) for row in _stream(connection, statement))


def report_named(connection: Connection, name: str) -> Iterator[Report]:
    """The texts of that name, end of path or sha256, the latest first."""
    statement = _reports(None).where(_reading.sha256.in_(texts_named(name))).order_by(_reading.row.desc())
    return (_report(row) for row in _stream(connection, statement))


def _reports(recorded: date | datetime | None) -> Select[Any]:
    return (
        select(tables.provenance, tables.text.c.text, _reading.furniture)
        .select_from(tables.reading.join(tables.provenance, _reading.provenance == _provenance.row))
        .join(tables.text, tables.text.c.sha256 == _reading.sha256)
        .where(standing_at(recorded))
    )


def _report(row: AnyRow) -> Report:
    return Report(
        row.name,
        row.text,
        row.sha256,
        row.source_sha256,
        title=row.title,
        author=row.author,
        publisher=row.publisher,
        url=row.url,
        language=row.language,
        published=_dating(row),
        furniture=tuple(Furniture(*part) for part in json.loads(row.furniture)),
    )


def _dating(row: AnyRow) -> Dating:
    return Dating(day_of(row.published_earliest), day_of(row.published_latest), tuple(json.loads(row.because)))


def provenance(connection: Connection, sha256: str) -> Iterator[Provenance]:
    """Every way by which the text came to the record, first to last."""
    statement = select(tables.provenance).where(_provenance.sha256 == sha256).order_by(_provenance.row)
    for row in connection.execute(statement):
        moment = datetime.fromisoformat(row.recorded)
        yield Provenance(
            row.sha256, row.name, row.source_sha256, row.title, row.publisher, row.url, _dating(row), moment
        )


def readings(
    connection: Connection, recorded: date | datetime | None, sha256: str | None = None
) -> Iterator[ReadingLine]:
    """Every reading, or every one of a text, at the end of `recorded`, superseded ones too, in order of arrival."""
    statement = select(tables.reading, standing_at(recorded).label("current")).order_by(_reading.row)
    if sha256 is not None:
        statement = statement.where(_reading.sha256 == sha256)
    if recorded is not None:
        statement = statement.where(_reading.recorded <= end_of(recorded))
    for row in _stream(connection, statement):
        yield line_of(row, bool(row.current))


def texts_of(connection: Connection, names: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """The sha256 of each text that was read under each of the names."""
    found: dict[str, dict[str, None]] = defaultdict(dict)
    asked = select(_reading.name, _reading.sha256).where(_reading.name.in_(list(names))).order_by(_reading.row)
    for row in connection.execute(asked):
        found[row.name][row.sha256] = None
    return {name: tuple(some) for name, some in found.items()}


def report_tally(connection: Connection, by: ReportTally, recorded: date | datetime | None) -> dict[str | None, int]:
    """How many of the reports have each value."""
    month = func.substr(func.coalesce(_provenance.published_earliest, _provenance.published_latest), 1, 7)
    columns = {"publisher": _provenance.publisher, "language": _provenance.language}
    value = (columns | {"published": month, "unread": _reading.unread})[by].label("value")
    joined = tables.reading.join(tables.provenance, _reading.provenance == _provenance.row)
    asked = select(value, func.count().label("number")).select_from(joined).where(standing_at(recorded))
    return {row.value: row.number for row in connection.execute(asked.group_by(value))}


def line_of(row: AnyRow, current: bool) -> ReadingLine:
    """The reading that a row of the record holds."""
    return ReadingLine(
        row.sha256,
        row.name,
        row.reader,
        Interval(day_of(row.published_earliest), day_of(row.published_latest)),
        row.unread,
        row.claims,
        current,
        datetime.fromisoformat(row.recorded),
    )


def version(connection: Connection) -> str:
    """The last row of each table that a new report, reading or review adds to, reviews last."""
    return "-".join(str(row or 0) for row in connection.execute(_LAST).one())


_LAST: Final = select(
    *(select(func.max(table.c.row)).scalar_subquery() for table in (tables.provenance, tables.reading, tables.review))
)
