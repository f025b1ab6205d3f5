"""What all pages ask: the record, who's who, and the record folded as known on a day.

Folds are kept. A review or a report taken in here takes effect on them at once, and on one that is being made when it
is done. When another program wrote to the record, or a report came that may copy others, all is folded anew beside, and
the older answer stands until that is done.
"""

from __future__ import annotations

import gc
from collections import OrderedDict
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as Late
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import date
from threading import Lock, RLock
from types import EllipsisType
from typing import TYPE_CHECKING, Final

from foederis.model import MIN_CONFIDENCE, Reading, Review
from foederis.record import Added, Filter, Record, trusted
from foederis.state.fold import folded_record
from foederis.web.moment import Moment

if TYPE_CHECKING:
    from foederis.state.fold import Fold
    from foederis.who.registry import Who

KEPT: Final = 4  #: folds kept, one for each `known` and `recorded` last asked for
PATIENCE: Final = 10.0  #: seconds a page waits for a fold before it says that one is being made
SOON: Final = 50_000  #: claims that are folded in about that time; a fold of more is not waited for

LONG: Final = 1000  #: characters of a sentence that is looked for in other reports
TOLD: Final = 5  #: sentences of a report that are looked for, the longest

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
    missed: list[tuple[tuple[str, ...], Filter]]  #: what was ruled or added while it was being made

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
        self._one_writes = Lock()
        self._writes = 0  #: begun and followed; odd while something is written here that the folds do not follow yet
        self._patience = PATIENCE if record.count() <= SOON else 0.0
        self._maker = ThreadPoolExecutor(1, thread_name_prefix="fold")

    def prepare(self, also: Callable[[], object]) -> None:
        """Fold the record and load what pages draw on, beside whatever else is asked: of a small record the fold first,
        for which pages wait, of a large one last, so that whoever is told that it is ready waits for nothing more.

        `also` is what else to make ready.
        """
        if self._patience:
            self._folding((None, None))
        self._maker.submit(_load_tables, self.who)
        self._maker.submit(also)
        self._maker.submit(self.record.page, limit=1)  # reads what claims are chosen by
        self._folding((None, None))

    @contextmanager
    def fold(self, moment: Moment, *, patience: float | None = None) -> Iterator[Fold]:
        """The fold for a moment, for one thread at a time.

        Raises NotYetError when there is none, not even an older one, after so many seconds (None: `PATIENCE`, and none
        at all where many claims are folded).
        """
        folding = self._folding((moment.known, moment.recorded))
        fold: Fold | None
        try:
            fold = folding.making.result(self._patience if patience is None else patience)
        except Late:
            fold = folding.older
        if fold is None:
            raise NotYetError
        with folding.turn:
            if folding.making.done():
                self._catch_up(folding, fold, moment.known)
            yield fold

    def on(self, moment: Moment) -> date:
        """The day that a page shows: the one asked for, else the last on which a report appeared."""
        return moment.on or moment.known or self.days[1]

    @property
    def days(self) -> tuple[date, date]:
        """The first day that a claim speaks of, and the last on which a report appeared; today for an empty record."""
        readings = self.record.version().rpartition("-")[0]  # without the number of reviews
        if self._days is None or self._days[0] != readings:
            self._days = readings, self._first_and_last()
        return self._days[1]

    def review(self, review: Review, *, stands: Review | EllipsisType | None = ...) -> None:
        """Append a ruling; the folds follow it before this returns. Raises as `Record.review` does."""
        with self._written_here() as before:
            self.record.review(review, stands=stands)
            self._follow((review.claim,), Filter(ids=(review.claim,)), before)

    def add(self, reading: Reading) -> Added:
        """Add a reading; the folds follow it before this returns. Raises as `Record.add` does."""
        this_text = Filter(report=reading.report.sha256)
        gone = tuple(claim.id for claim in self.record.claims(this_text))
        anew = self._may_copy(reading)
        with self._written_here() as before:
            added = self.record.add(reading)
            self._follow(gone, this_text, None if anew else before)
        return added

    def close(self) -> None:
        """Stop folding; the record is the caller's to close."""
        self._maker.shutdown(wait=False, cancel_futures=True)

    @contextmanager
    def _written_here(self) -> Iterator[str]:
        """The record's version before something is written to it. One thread at a time writes, and until the folds
        follow none is begun anew for a version that is only ours."""
        with self._one_writes:
            self._writes += 1
            try:
                yield self.record.version()
            finally:
                self._writes += 1

    def _folding(self, key: Key) -> _Folding:
        writes, version = self._writes, self.record.version()  # not under the lock: the record may be waited for
        with self._lock:
            there, own = self._folds.get(key), writes % 2 == 1 or writes != self._writes
            waits = there is not None and (own or not (self._patience or there.making.done()))
            if there is None or (there.version != version and not waits):  # one large fold at a time
                older, turn = (there.best, there.turn) if there else (None, RLock())
                self._folds[key] = there = _Folding(version, self._maker.submit(self._made, key), older, turn, [])
            self._folds.move_to_end(key)
            while len(self._folds) > KEPT:
                self._folds.popitem(last=False)
            return there

    def _made(self, key: Key) -> Fold:
        known, recorded = key
        made = folded_record(self.record, self.who, known=known, recorded=recorded, min_confidence=self.min_confidence)
        _warm(made, self.on(Moment(known=known)), known)
        gc.freeze()  # all that a fold holds stays: the collector would go through it again and again
        return made

    def _follow(self, gone: tuple[str, ...], come: Filter, before: str | None) -> None:
        """Let folds of the record as it is now give up some claims and take those that stand in their place.

        A fold of the version `before` is then one of the version after what was just written; None: it is to be made
        anew.
        """
        after = self.record.version()
        with self._lock:
            current = [(known, folding) for (known, recorded), folding in self._folds.items() if recorded is None]
        for known, folding in current:
            with folding.turn:
                folding.missed.append((gone, come))
                if (fold := folding.best) is not None:
                    self._catch_up(folding, fold, known)
                if folding.version == before and _is_next(before, after):
                    folding.version = after

    def _catch_up(self, folding: _Folding, fold: Fold, known: date | None) -> None:
        """Let the fold follow what it missed; one that is being made will have to once more."""
        missed = tuple(folding.missed)
        for gone, come in missed:
            for id_ in gone:
                with suppress(KeyError):
                    fold.remove(id_)
            for claim in trusted(self.record, replace(come, known=known), min_confidence=self.min_confidence):
                fold.add(claim)
        if folding.making.done() and fold is folding.best:
            folding.missed.clear()

    def _may_copy(self, reading: Reading) -> bool:
        """A report of other texts holds one of its sentences, or it has none to tell by."""
        said = {claim.sentence for claim in reading.claims if len(claim.sentence) < LONG}
        own = reading.report.sha256
        found = (self.record.report_page(sentence, limit=3).reports for sentence in sorted(said, key=len)[-TOLD:])
        return not said or any(line.reading.sha256 != own for some in found for line in some)

    def _first_and_last(self) -> tuple[date, date]:
        dated = Filter(since=date.min, order="held", limit=1)
        first = next((claim.earliest or claim.latest for claim in self.record.claims(dated)), None)
        by_publication = Filter(order="published", descending=True, limit=1)
        last = next((claim.published.latest for claim in self.record.claims(by_publication)), None) or date.today()
        return min(first or last, last), last


def _is_next(before: str, after: str) -> bool:
    """Nobody else wrote in between: of each count one more at most, and of the reviews alone or of the others."""
    steps = [int(new) - int(old) for old, new in zip(before.split("-"), after.split("-"), strict=True)]
    return all(0 <= step <= 1 for step in steps) and not (steps[-1] and any(steps[:-1]))


def _warm(fold: Fold, on: date, known: date | None) -> None:
    """Let the fold work out what pages ask it of the day shown first."""
    from foederis.web.shown.ties import ties_on
    from foederis.web.views.ledger import grouped, ledger_of
    from foederis.web.views.overview import DAYS, lately
    from foederis.web.views.places import PLACED, by_place
    from foederis.web.views.sites import KINDS, by_days

    fold.counts(on, known=known)
    fold.counts(on, known=known, of="")  # puts the rows of each kind in groups by party
    ties_on(fold, on, known)
    lately(fold, on, DAYS, known)
    ledger_of(*grouped(fold, on, known), None, None, None)
    for kind in KINDS.values():
        fold.groups(kind, by_days, on, known=known)
    for kind in PLACED:
        fold.groups(kind, by_place, on, known=known)


def _load_tables(who: Who) -> None:
    """Each takes a while when it is first asked for: towns, borders, areas, treaties, the names that searches go by,
    and pages' templates."""
    from foederis.brief.places import spots
    from foederis.law import load_law
    from foederis.law.geography import load_geography, resolve
    from foederis.web.pages import load_templates

    load_templates()
    load_law()
    who.lookup("Brussels")
    spots("Brussels", None, who)
    spots(None, "BEL", who)
    resolve(load_geography(), date.today(), place="Brussels", country="BEL")
