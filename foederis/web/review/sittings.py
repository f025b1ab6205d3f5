"""Who reviews what at the moment: claims handed out to one person are not handed to another, and a ruling made on what
another has changed meanwhile is not appended.

Claims are handed out by each server for itself; that nobody overrules another unseen holds for all that write to one
record, as the record itself refuses a ruling on what no longer stands.
"""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from threading import Lock
from typing import Final

from foederis.model import Claim, Review
from foederis.record import Filter, Overtaken, Record
from foederis.web.desk import Desk, NotYetError
from foederis.web.moment import Moment
from foederis.web.pages import names_of
from foederis.web.review.effect import Difference, differences, stood
from foederis.wire import to_json

LEASE: Final = 300.0  #: seconds for which a claim is kept for whom it was shown to
REMEMBERED: Final = 1000  #: persons whose last ruling is kept
NOT_RULED: Final = ""  #: the version of a claim on which nobody has ruled


class OvertakenError(Exception):
    """Somebody else has ruled since the page was shown; `stands` is what stands now, None when it was withdrawn."""

    def __init__(self, stands: Review | None) -> None:
        super().__init__("somebody else has ruled on this claim meanwhile")
        self.stands = stands


class NotUndoneError(Exception):
    """There is nothing to go back to."""


@dataclass(frozen=True, slots=True)
class Ruled:
    """A ruling on record, and what it changed in the state; None where the state was not ready to tell."""

    review: Review
    changes: tuple[Difference, ...] | None


@dataclass(frozen=True, slots=True)
class _Lease:
    session: str
    until: float


class Sittings:
    """The reviewing at one desk. Any number of threads may ask at once."""

    def __init__(self, desk: Desk, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._desk = desk
        self._clock = clock
        self._lock = Lock()
        self._leases: dict[str, _Lease] = {}
        self._skipped: dict[str, set[str]] = {}
        self._last: dict[str, Ruled] = {}

    def next(self, session: str, ids: Iterable[str]) -> str | None:
        """The first of the claims that is neither another's at the moment nor skipped by this person, who now has it.

        Whatever else this person had is free again.
        """
        with self._lock:
            self._forget(session)
            skipped = self._skipped.get(session, set())
            for id_ in ids:
                if id_ not in self._leases and id_ not in skipped:
                    self._leases[id_] = _Lease(session, self._clock() + LEASE)
                    return id_
            return None

    def hold(self, session: str, id_: str) -> bool:
        """Keep a claim for a person who looks at it; False while it is another's."""
        with self._lock:
            self._forget(None)
            lease = self._leases.get(id_)
            if lease is not None and lease.session != session:
                return False
            self._leases[id_] = _Lease(session, self._clock() + LEASE)
            return True

    def skip(self, session: str, id_: str) -> None:
        """Hand the claim to this person no more."""
        with self._lock:
            self._skipped.setdefault(session, set()).add(id_)

    def start_again(self, session: str) -> None:
        """Hand out what this person skipped, too."""
        with self._lock:
            self._skipped.pop(session, None)

    def rule(self, review: Review, based_on: str, moment: Moment) -> Ruled:
        """Append a ruling made on the version `based_on`; the same sent twice counts once.

        Raises OvertakenError when that is no longer the claim's version, and as `Record.review` does.
        """
        with self._lock:
            stands = standing(self._desk.record, review.claim)
            if stands is not None and replace(stands, recorded=review.recorded) == review:
                return Ruled(stands, ())
            if version(stands) != based_on:
                raise OvertakenError(stands)
            return self._append(review, stands, moment)

    def undo(self, id_: str, reviewer: str, moment: Moment) -> Ruled:
        """Append what stood before the last ruling on the claim, which has to be this reviewer's.

        Raises OvertakenError when the last ruling is another's, NotUndoneError where there is none to go back from.
        """
        with self._lock:
            stands = standing(self._desk.record, id_)  # before its history: whoever rules since is not undone
            history = list(self._desk.record.reviews(claim=id_))
            if not history or history[-1].ruling == "withdraw":
                raise NotUndoneError("nobody has ruled on this claim")
            if history[-1].reviewer != reviewer:
                raise OvertakenError(history[-1])
            return self._append(_back(history, reviewer), stands, moment)

    def remember(self, session: str, ruled: Ruled) -> None:
        """Keep this person's last ruling, to be shown with what it changed."""
        with self._lock:
            self._last[session] = ruled
            while len(self._last) > REMEMBERED:
                del self._last[next(iter(self._last))]

    def last(self, session: str) -> Ruled | None:
        """This person's last ruling."""
        return self._last.get(session)

    def _append(self, review: Review, stands: Review | None, moment: Moment) -> Ruled:
        try:
            return self._appended(review, stands, moment)
        except Overtaken:
            raise OvertakenError(standing(self._desk.record, review.claim)) from None

    def _appended(self, review: Review, on: Review | None, moment: Moment) -> Ruled:
        """With the lock held, so that what changes is by this ruling alone."""
        read, stands, _ = as_it_stands(self._desk.record, review.claim)
        forms = [read, *filter(None, (stands, review.corrected))]
        try:
            before = stood(self._desk, moment, forms)
        except NotYetError:
            self._desk.review(review, stands=on)
            return Ruled(review, None)
        self._desk.review(review, stands=on)
        return Ruled(review, differences(names_of(self._desk), before, stood(self._desk, moment, forms)))

    def _forget(self, session: str | None) -> None:
        now = self._clock()
        gone = [id_ for id_, lease in self._leases.items() if lease.until < now or lease.session == session]
        for id_ in gone:
            del self._leases[id_]


def standing(record: Record, id_: str) -> Review | None:
    """The ruling that stands for the claim."""
    return record.rulings(ids=[id_]).get(id_)


def version(review: Review | None) -> str:
    """What a ruling is based on: it changes with every ruling on the claim, even where clocks stand still."""
    if review is None:
        return NOT_RULED
    said = json.dumps(to_json(review), sort_keys=True)
    return f"{review.recorded.astimezone(UTC).isoformat()}-{hashlib.sha256(said.encode()).hexdigest()[:16]}"


def as_it_stands(record: Record, id_: str) -> tuple[Claim, Claim, Review | None]:
    """The claim as read, as it reads now (corrected, where a person corrected it), and the ruling; UnknownClaim."""
    read = record.claim(id_)
    ruled = standing(record, id_)
    if ruled is None or ruled.corrected is None:
        return read, read, ruled
    return read, next(record.claims(Filter(ids=(id_,)), reviewed=True), read), ruled


def _back(history: list[Review], reviewer: str) -> Review:
    now = datetime.now(UTC)
    if len(history) > 1:
        return replace(
            history[-2], reviewer=reviewer, recorded=now, note=f"back to the ruling of {history[-2].reviewer}"
        )
    return Review(history[-1].claim, "withdraw", reviewer, now)
