"""Which ruling stands for which claim of the current readings, which reviews ask to be looked at again, and who ruled
what."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from threading import Lock
from typing import Any, Final, TypeAlias, TypeVar

from sqlalchemy import Connection, Join, Select, exists, func, select

from foederis.model import Claim, Review
from foederis.record import tables
from foederis.record.filters import standing_at, unindexed
from foederis.record.nouns import ReviewLine, ReviewPage, ReviewTally
from foederis.record.tables import AnyRow
from foederis.record.times import end_of
from foederis.wire import from_json, to_json

At: TypeAlias = "tuple[str, date | datetime | None]"  #: a version of the record, and as of when it is asked
Key = TypeVar("Key")
Value = TypeVar("Value")

_KEPT: Final = 3  #: answers kept: of now, and of other days that a reader looks at
_BATCH: Final = 500  #: reviews looked up in one statement

_claim, _review = tables.claim.c, tables.review.c


@dataclass(frozen=True, slots=True)
class Standing:
    """The last review of a claim, by rows of the record: `claim` is the row of a current reading that it rules on."""

    review: AnyRow
    claim: int
    id: str


def review_of(row: AnyRow) -> Review:
    """The review that a row of the record holds."""
    corrected = None if row.corrected is None else from_json(Claim, json.loads(row.corrected))
    moment = datetime.fromisoformat(row.recorded)
    return Review(row.claim, row.ruling, row.reviewer, moment, corrected, row.note)


def corrected_json(claim: Claim | None) -> str | None:
    """The corrected claim as the record keeps it beside its review."""
    return None if claim is None else json.dumps(to_json(claim))


def select_reviews(recorded: date | datetime | None) -> Select[Any]:
    """Reviews on record at the end of `recorded`, oldest first."""
    found = select(tables.review).order_by(_review.row)
    return found if recorded is None else found.where(_review.recorded <= end_of(recorded))


@dataclass(frozen=True, slots=True)
class Ruled:
    """What the reviews of a record come to."""

    standing: Mapping[int, Standing]
    """By row of a current claim, the review that stands for it: the last one made of it, or carried over to it. A
    ruling that was withdrawn does not stand, nor does what was ruled before it."""
    about: Mapping[int, AnyRow]  #: by row of a review, the current claim (`row`, `id`) that it rules on
    last: Mapping[str, AnyRow]  #: by the id that a claim had when it was reviewed, its last review

    def stale(self) -> Iterator[AnyRow]:
        """The last review of each claim that no claim of a current reading can take over."""
        asking = (review for review in self.last.values() if review.ruling != "withdraw")
        return (review for review in asking if review.row not in self.about)


_NOTHING: Final = Ruled({}, {}, {})


def ruled(connection: Connection, recorded: date | datetime | None, before: Ruled = _NOTHING) -> Ruled:
    """The reviews on record at the end of `recorded`; `before` is what they came to when there were fewer of them, of
    the same readings."""
    known = max((review.row for review in before.last.values()), default=0)
    reviews = connection.execute(select_reviews(recorded).where(_review.row > known)).all()
    if not reviews:
        return before
    about, standing = _carried(connection, recorded, known), dict(before.standing)
    for review in reviews:
        if target := about.get(review.row):
            standing.pop(target.row, None)
            if review.ruling != "withdraw":
                standing[target.row] = Standing(review, target.row, target.id)
    last = {**before.last, **{review.claim: review for review in reviews}}
    return Ruled(standing, {**before.about, **about}, last)


class Rulings:
    """What `ruled` answered, the last answers kept, each until something is appended. Safe among threads."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._kept: dict[At, Ruled] = {}

    def of(self, connection: Connection, version: str, recorded: date | datetime | None) -> Ruled:
        """What the reviews come to at this version of the record."""
        with self._lock:
            if (version, recorded) not in self._kept:
                before = self._before(version) if recorded is None else _NOTHING
                keep(self._kept, (version, recorded), ruled(connection, recorded, before))
            return self._kept[version, recorded]

    def _before(self, version: str) -> Ruled:
        """The last answer of the same readings."""
        readings = version.rpartition("-")[0]
        kept = ((of, each) for (of, recorded), each in reversed(self._kept.items()) if recorded is None)
        return next((each for of, each in kept if of.rpartition("-")[0] == readings), _NOTHING)


def keep(kept: dict[Key, Value], key: Key, value: Value) -> None:
    """Keep the value under its key, and only the last `_KEPT` of all."""
    kept[key] = value
    while len(kept) > _KEPT:
        del kept[next(iter(kept))]


def _carried(connection: Connection, recorded: date | datetime | None, known: int) -> dict[int, AnyRow]:
    """By row of a review after the row `known`, the one claim of a current reading that it rules on.

    That is the claim of the same id; failing that, the only one with the same span, act and parties that did not
    already stand beside the reviewed claim in the reading that was reviewed.
    """
    then, now = tables.reading.alias(), tables.reading
    joined = (
        tables.review.join(then, then.c.row == _review.reading)
        .join(tables.claim, _claim.id == unindexed(_review.claim))
        .join(now, (now.c.row == unindexed(_claim.reading)) & (now.c.sha256 == then.c.sha256))
    )
    same = _standing_claims(joined, recorded).where(_review.row > known)
    direct = {row.review: row for row in connection.execute(same)}
    reviews = connection.scalars(select_reviews(recorded).where(_review.row > known).with_only_columns(_review.row))
    return _kindred(connection, recorded, [row for row in reviews if row not in direct]) | direct


def _kindred(connection: Connection, recorded: date | datetime | None, reviews: list[int]) -> dict[int, AnyRow]:
    then, beside = tables.reading.alias(), tables.claim.alias()
    was_beside = exists().where(beside.c.reading == _review.reading, beside.c.id == _claim.id)
    now = (
        tables.review.join(then, then.c.row == _review.reading)
        .join(tables.reading, tables.reading.c.sha256 == then.c.sha256)
        .join(tables.claim, _claim.reading == unindexed(tables.reading.c.row))
    )
    alike = _standing_claims(now, recorded).where(unindexed(_claim.kin) == _review.kin, ~was_beside)
    found = defaultdict(list)
    for start in range(0, len(reviews), _BATCH):
        for row in connection.execute(alike.where(_review.row.in_(reviews[start : start + _BATCH]))):
            found[row.review].append(row)
    return {review: rows[0] for review, rows in found.items() if len(rows) == 1}


def _standing_claims(joined: Join, recorded: date | datetime | None) -> Select[Any]:
    """Reviews beside claims, as read, of current readings."""
    found = select(_review.row.label("review"), _claim.row, _claim.id).select_from(joined)
    return found.where(standing_at(recorded), _claim.review.is_(None))


def corrected_claim(claim: Claim, given: Claim) -> Claim:
    """The correction of a claim: what a person says it reports, still under the claim's own id, text and times."""
    return replace(
        given,
        id=claim.id,
        report=claim.report,
        reader=claim.reader,
        published=claim.published,
        recorded=claim.recorded,
    )


def page(
    connection: Connection,
    ruled: Ruled,
    reviewer: str | None,
    ruling: str | None,
    recorded: date | datetime | None,
    after: str | None,
    limit: int,
) -> ReviewPage:
    """See `Record.review_page`."""
    wanted = [_review.reviewer == reviewer] if reviewer is not None else []
    wanted += [_review.ruling == ruling] if ruling is not None else []
    wanted += [_review.recorded <= end_of(recorded)] if recorded is not None else []
    total = connection.scalar(select(func.count()).select_from(tables.review).where(*wanted)) or 0
    asked = select(tables.review).where(*wanted).order_by(_review.row.desc()).limit(limit + 1)
    found = connection.execute(asked if after is None else asked.where(_review.row < _row(after))).all()
    shown = found[:limit]
    return ReviewPage(
        tuple(_line(row, ruled) for row in shown), total, str(shown[-1].row) if len(found) > limit else None
    )


def _line(row: AnyRow, ruled: Ruled) -> ReviewLine:
    about = ruled.about.get(row.row)
    stands = about is not None and about.row in ruled.standing and ruled.standing[about.row].review.row == row.row
    return ReviewLine(review_of(row), about.id if about is not None else None, stands)


def _row(after: str) -> int:
    if not after.isdecimal():
        raise ValueError(f"{after!r} is no place in a list; use the `next` of the page before")
    return int(after)


def tally(connection: Connection, by: ReviewTally, recorded: date | datetime | None) -> dict[str, int]:
    """See `Record.review_tally`."""
    value = {"reviewer": _review.reviewer, "ruling": _review.ruling}[by]
    asked = select(value, func.count()).group_by(value).order_by(func.count().desc(), value)
    if recorded is not None:
        asked = asked.where(_review.recorded <= end_of(recorded))
    return {row[0]: row[1] for row in connection.execute(asked)}
