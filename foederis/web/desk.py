"""What all pages ask: the record, who's who, and the record folded as known on a day.

Folds are kept. A review or a report taken in here takes effect on them at once. When the record grew, it is also folded
anew beside, and the older answer stands until that is done.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as Late
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import date
from threading import Lock, RLock
from typing import TYPE_CHECKING, Final

from foederis.model import MIN_CONFIDENCE, Reading, Review
from foederis.record import Added, Filter, Record, trusted
from foederis.state.fold import folded_record
from foederis.web.moment import Moment

if TYPE_CHECKING:
    from foederis.state.fold import Fold
    from foederis.who.registry import Who

KEPT: Final = 4  #: folds kept, one for each `known` and `recorded` last asked for
PATIENCE: Final = 2.0  #: seconds a page waits for a fold before it says that one is being made

Key = tuple[date | None, date | None]


class NotYetError(Exception):
    """The record is still being folded; ask again shortly."""


@dataclass(slots=True, eq=False)
class _Folding:
    """A fold that is made or being made, and the one before it, which stands in meanwhile."""

    version: str
    making: Future[Fold]
    older: Fold | None
    turn: RLock

    @property
    def best(self) -> Fold | None:
        return self.making.result() if self.making.done() and not self.making.exception() else self.older


class Desk:
    """One record, open for as long as the workbench runs; any number of threads may ask at once."""

    def __init__(self, record: Record, who: Who, *, min_confidence: float = MIN_CONFIDENCE) -> None:
        self.record = record
        self.who = who
        self.min_confidence = min_confidence
        self._folds: OrderedDict[Key, _Folding] = OrderedDict()
        self._days: tuple[str, tuple[date, date]] | None = None
        self._lock = Lock()
        self._maker = ThreadPoolExecutor(1, thread_name_prefix="fold")

    def prepare(self) -> None:
        """Fold the record and load what pages draw on, beside whatever else is asked."""
        self._folding((None, None))
        self._maker.submit(_load_tables, self.who)

    @contextmanager
    def fold(self, moment: Moment, *, patience: float = PATIENCE) -> Iterator[Fold]:
        """The fold for a moment, for one thread at a time.

        Raises NotYetError when there is none, not even an older one, after `patience` seconds.
        """
        folding = self._folding((moment.known, moment.recorded))
        fold: Fold | None
        try:
            fold = folding.making.result(patience)
        except Late:
            fold = folding.older
        if fold is None:
            raise NotYetError
        with folding.turn:
            yield fold

    def on(self, moment: Moment) -> date:
        """The day that a page shows: the one asked for, else the last on which a report appeared."""
        return moment.on or moment.known or self.days[1]

    @property
    def days(self) -> tuple[date, date]:
        """The first day that a claim speaks of, and the last on which a report appeared; today for an empty record."""
        version = self.record.version()
        if self._days is None or self._days[0] != version:
            self._days = version, self._first_and_last()
        return self._days[1]

    def review(self, review: Review) -> None:
        """Append a ruling; the folds follow it before this returns. Raises as `Record.review` does."""
        before = self.record.version()
        self.record.review(review)
        self._follow((review.claim,), Filter(ids=(review.claim,)), before, self.record.version())

    def add(self, reading: Reading) -> Added:
        """Add a reading; the folds follow it before this returns. Raises as `Record.add` does."""
        this_text = Filter(report=reading.report.sha256)
        before = [claim.id for claim in self.record.claims(this_text)]
        added = self.record.add(reading)
        self._follow(before, this_text)  # and all is folded anew: the report may be a copy of others
        return added

    def close(self) -> None:
        """Stop folding; the record is the caller's to close."""
        self._maker.shutdown(wait=False, cancel_futures=True)

    def _folding(self, key: Key) -> _Folding:
        version = self.record.version()
        with self._lock:
            there = self._folds.get(key)
            if there is None or there.version != version:
                older, turn = (there.best, there.turn) if there else (None, RLock())
                self._folds[key] = there = _Folding(version, self._maker.submit(self._made, key), older, turn)
            self._folds.move_to_end(key)
            while len(self._folds) > KEPT:
                self._folds.popitem(last=False)
            return there

    def _made(self, key: Key) -> Fold:
        known, recorded = key
        return folded_record(self.record, self.who, known=known, recorded=recorded, min_confidence=self.min_confidence)

    def _follow(self, gone: Iterable[str], come: Filter, before: str = "", after: str = "") -> None:
        """Let folds of the record as it is now give up some claims and take those that stand in their place.

        A fold that was made of the version `before` is then one of `after`.
        """
        with self._lock:
            current = [(known, folding) for (known, recorded), folding in self._folds.items() if recorded is None]
        for known, folding in current:
            with folding.turn:
                if (fold := folding.best) is None:
                    continue
                for id_ in gone:
                    with suppress(KeyError):
                        fold.remove(id_)
                for claim in trusted(self.record, replace(come, known=known), min_confidence=self.min_confidence):
                    fold.add(claim)
                if folding.version == before and folding.making.done():
                    folding.version = after

    def _first_and_last(self) -> tuple[date, date]:
        dated = Filter(since=date.min, order="held", limit=1)
        first = next((claim.earliest or claim.latest for claim in self.record.claims(dated)), None)
        by_publication = Filter(order="published", descending=True, limit=1)
        last = next((claim.published.latest for claim in self.record.claims(by_publication)), None) or date.today()
        return min(first or last, last), last


def _load_tables(who: Who) -> None:
    """Each takes a while when it is first asked for: towns, borders, treaties, and the names that searches go by."""
    from foederis.brief.places import spots
    from foederis.law import load_law

    load_law()
    who.lookup("Brussels")
    spots("Brussels", None, who)
    spots(None, "BEL", who)
