"""The record as its users see it: readings and reviews go in, claims and reports as they stood at any time come out."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, closing
from datetime import date, datetime
from pathlib import Path
from threading import Lock
from types import EllipsisType, TracebackType
from typing import TYPE_CHECKING, Final, Self, TypeVar

from sqlalchemy import Connection, Engine

from foederis.model import Claim, Problem, Reading, Report, Review, Ruling
from foederis.record import asking, tables, turn, writing
from foederis.record import reviews as reviewing
from foederis.record.engine import open_engine
from foederis.record.errors import Overtaken, RecordError, RecordNotWritable, UnknownClaim, UnknownReport
from foederis.record.filters import Filter
from foederis.record.inserting import Inserts, batches
from foederis.record.nouns import (
    Added,
    Of,
    Page,
    Provenance,
    ReadingLine,
    ReportPage,
    ReportTally,
    ReviewPage,
    ReviewTally,
    Tally,
)

if TYPE_CHECKING:  # they need numpy, which a command would pay for that asks for no page
    from foederis.record.survey import Survey, Surveys

DEFAULT: Final = "foederis.record"  #: the file in the working folder that is used unless another is given
IN_MEMORY: Final = ":memory:"  #: a record that leaves nothing behind
WAIT: Final = 30.0  #: seconds a second writer waits for its turn
TOGETHER: Final = 200  #: readings added in one transaction at most
PATIENCE: Final = 1.0  #: seconds after which a transaction waits for no further reading

_EVERYTHING: Final = Filter()
_T = TypeVar("_T")


def open_record(where: str | Path | None = None, *, make: bool = True, wait: float = WAIT) -> Record:
    """The record in a file or behind a `postgresql://` address; None: `./foederis.record`.

    Where there is none it is made, or with `make=False` NoRecord raised. `":memory:"` gives one that leaves nothing
    behind. `wait` is how many seconds a writer waits for its turn. Raises also NotARecord, RecordTooNew,
    RecordNotWritable, RecordBusy or RecordError, whose message says what to do.
    """
    return Record(open_engine(DEFAULT if where is None else where, make, wait), wait)


class Record:
    """All readings with their claims, and all reviews; appended, never edited. A context manager; else close it.

    Whatever takes `recorded` answers as the record stood then: a day to its end (UTC), or an instant; None is now.
    """

    def __init__(self, engine: Engine, wait: float) -> None:
        self._engine = engine
        self._wait = wait
        self._kept_rulings = reviewing.Rulings()
        self._kept_surveys: Surveys | None = None
        self._lock = Lock()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    @property
    def place(self) -> Path | str | None:
        """The file that holds the record, or the address of its server without the password; None in memory."""
        if self._engine.dialect.name != "sqlite":
            return self._engine.url.render_as_string()
        return turn.file_of(self._engine)

    def close(self) -> None:
        """Fold what was written into the one file, which can then be copied or mailed, and let go of it."""
        self._engine.dispose()

    def add(self, reading: Reading, *, recorded: datetime | None = None) -> Added:
        """Add a reading, whole or not at all; what the record holds already is not added again.

        `recorded` is when the record learns it (now, for None); one before the last recorded instant is taken as
        that one. Raises RecordBusy when another writer keeps the record too long.
        """
        return self._add([reading], recorded)[0]

    def add_all(self, readings: Iterable[Reading], *, recorded: datetime | None = None) -> Iterator[Added]:
        """Add readings as `add` would one by one, but many in a transaction: ten times as fast.

        An answer comes when its reading is safely on record; at most `TOGETHER` readings, and those of `PATIENCE`
        seconds, wait for each other.
        """
        for some in batches(readings, TOGETHER, PATIENCE):
            yield from self._add(some, recorded)

    def _add(self, readings: Sequence[Reading], recorded: datetime | None) -> list[Added]:
        with self._writing() as connection:
            return writing.add_readings(connection, readings, Inserts(connection, recorded))

    def claims(self, wanted: Filter = _EVERYTHING, *, reviewed: bool = False) -> Iterator[Claim]:
        """The claims of the current readings that match, as they were read.

        With `reviewed`, rejected claims are left out, and corrected ones are matched and given in their corrected form,
        under the id of the claim that was corrected.
        """
        return self._stream(lambda link: asking.claims(link, wanted, self._rulings(link, wanted.recorded, reviewed)))

    def count(self, wanted: Filter = _EVERYTHING, *, reviewed: bool = False) -> int:
        """How many claims `claims` would give without limit and offset."""
        with self._engine.connect() as connection:
            return asking.count(connection, wanted, self._rulings(connection, wanted.recorded, reviewed))

    def claim(self, id_: str, *, reviewed: bool = False) -> Claim:
        """The claim of this id in the current readings; UnknownClaim where there is none."""
        for claim in self.claims(Filter(ids=(id_,)), reviewed=reviewed):
            return claim
        raise UnknownClaim(f"no current claim has the id {id_}; `foederis claims --json` gives them")

    def page(
        self, wanted: Filter = _EVERYTHING, *, of: Of = "reviewed", after: str | None = None, limit: int = 50
    ) -> Page:
        """One page of the claims that match, in the order wanted, and how many there are; `after` is `next` of the page
        before. Of a million claims in some milliseconds, once a first question has read what they are filtered by.

        `of`: claims as they were read, as people reviewed them, or those without a review. ValueError for an `after`
        that is no page's `next`.
        """
        with self._engine.connect() as connection:
            survey = self._survey(connection, wanted.recorded)
            chosen = survey.chosen(connection, wanted, of)
            places = survey.first(chosen, wanted, after, limit + 1).tolist()
            shown = places[:limit]
            found = tuple(asking.claims_at(connection, [place + 1 for place in shown], survey.rulings))
        return Page(found, len(chosen), survey.key(shown[-1], wanted) if len(places) > limit else None)

    def tally(self, by: Tally, wanted: Filter = _EVERYTHING, *, of: Of = "reviewed") -> dict[str | None, int]:
        """How many of the claims that match have each act, status, country, publisher, month in which they were
        published or held, or day on which they are held, most first, months and days in order; None counts those
        without."""
        with self._engine.connect() as connection:
            survey = self._survey(connection, wanted.recorded)
            return survey.tally(survey.chosen(connection, wanted, of), by)

    def reports(
        self, *, recorded: date | datetime | None = None, names: Collection[str] | None = None
    ) -> Iterator[Report]:
        """Each report on record, or each of these names, with its text, under the name and dates of its current
        reading, in order of arrival."""
        return self._stream(lambda connection: asking.reports(connection, recorded, names))

    def report_page(
        self,
        words: str | None = None,
        *,
        publisher: str | None = None,
        recorded: date | datetime | None = None,
        after: str | None = None,
        limit: int = 20,
    ) -> ReportPage:
        """One page of the reports on record, the last published first: all, or a publisher's, or those that hold every
        one of the words in title or text; `after` is `next` of the page before. ValueError for an `after` that is none.
        """
        from foederis.record import shelf

        with self._engine.connect() as connection:
            return shelf.page(connection, self._survey(connection, recorded), words, publisher, after, limit)

    def report(self, name: str) -> Report:
        """The report of that name, end of path or sha256, the last of several; UnknownReport where there is none."""
        with self._engine.connect() as connection:
            for report in asking.report_named(connection, name):
                return report
        raise UnknownReport(f"no report on record is called {name}; `foederis claims` names those that are")

    def report_tally(self, by: ReportTally, *, recorded: date | datetime | None = None) -> dict[str | None, int]:
        """How many reports have each publisher, language, month of publication (the first possible), or reason why they
        were not read; None counts those without."""
        with self._engine.connect() as connection:
            return asking.report_tally(connection, by, recorded)

    def texts(self, names: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """The sha256 of each text that was read under each of the reports' names, in order of arrival."""
        with self._engine.connect() as connection:
            return asking.texts_of(connection, names)

    def readings(self, *, recorded: date | datetime | None = None, sha256: str | None = None) -> Iterator[ReadingLine]:
        """Every reading, or every one of a text, superseded ones too, in order of arrival."""
        return self._stream(lambda connection: asking.readings(connection, recorded, sha256))

    def provenance(self, sha256: str) -> tuple[Provenance, ...]:
        """Every way by which the text came to the record, first to last."""
        with self._engine.connect() as connection:
            return tuple(asking.provenance(connection, sha256))

    def version(self) -> str:
        """What changes whenever anything is appended, by this program or another: two of the same hold the same."""
        with self._engine.connect() as connection:
            return asking.version(connection)

    def problems(self) -> Iterator[Problem]:
        """Reports on record that were not read, and why."""
        for line in self.readings():
            if line.current and line.unread is not None:
                yield Problem("unread-report", line.unread, line.name)

    def review(self, review: Review, *, stands: Review | EllipsisType | None = ...) -> None:
        """Append a ruling on a claim; the same one given twice in a row by the same person counts once.

        With `stands`, only while that is the review that stands for the claim, whoever else writes: Overtaken. Raises
        UnknownClaim, ValueError for a correction without the claim as it should read, and RecordBusy.
        """
        if (review.ruling == "correct") != (review.corrected is not None):
            raise ValueError("`corrected` goes with the ruling `correct`, and only with it")
        with self._writing() as connection:
            if stands is not ... and self._standing(connection, review.claim) != stands:
                raise Overtaken(f"somebody else ruled on the claim {review.claim} meanwhile; look at it again")
            writing.add_review(connection, review, Inserts(connection, review.recorded))

    def reviews(self, *, claim: str | None = None, recorded: date | datetime | None = None) -> Iterator[Review]:
        """Every review, or every one of a claim, oldest first."""
        statement = reviewing.select_reviews(recorded)
        if claim is not None:
            statement = statement.where(tables.review.c.claim == claim)
        return self._stream(lambda connection: map(reviewing.review_of, connection.execute(statement)))

    def rulings(
        self, *, recorded: date | datetime | None = None, ids: Iterable[str] | None = None
    ) -> dict[str, Review]:
        """The review that stands for each reviewed claim of the current readings, or of those named, by its id."""
        with self._engine.connect() as connection:
            found = self._rulings(connection, recorded).values()
        wanted = None if ids is None else frozenset(ids)
        some = (ruling for ruling in found if wanted is None or ruling.id in wanted)
        return {ruling.id: reviewing.review_of(ruling.review) for ruling in some}

    def stale_reviews(self, *, recorded: date | datetime | None = None) -> tuple[Review, ...]:
        """Reviews whose claim a newer reading no longer gives, nor one alike: they ask to be looked at again."""
        with self._engine.connect() as connection:
            return tuple(map(reviewing.review_of, self._ruled(connection, recorded).stale()))

    def review_page(
        self,
        *,
        reviewer: str | None = None,
        ruling: Ruling | None = None,
        recorded: date | datetime | None = None,
        after: str | None = None,
        limit: int = 50,
    ) -> ReviewPage:
        """One page of the reviews, the last first: all, a reviewer's, or those of a ruling; `after` is `next` of the
        page before. ValueError for an `after` that is none."""
        with self._engine.connect() as connection:
            ruled = self._ruled(connection, recorded)
            return reviewing.page(connection, ruled, reviewer, ruling, recorded, after, limit)

    def review_tally(self, by: ReviewTally, *, recorded: date | datetime | None = None) -> dict[str, int]:
        """How many reviews each person made, or there are of each ruling, most first."""
        with self._engine.connect() as connection:
            return reviewing.tally(connection, by, recorded)

    def queue(self, limit: int | None = None) -> Iterator[Claim]:
        """Claims without a review, those of lowest confidence first."""
        with self._engine.connect() as connection:
            done = {ruling.id for ruling in self._rulings(connection, None).values()}
        found = 0
        for claim in self.claims(Filter(order="confidence")):
            if claim.id in done:
                continue
            if limit is not None and found >= limit:
                return
            found += 1
            yield claim

    def copy_to(self, path: Path) -> None:
        """A consistent copy of a SQLite record as a new file, while others read and write; never over another file."""
        if self._engine.dialect.name != "sqlite":
            raise RecordError("a record on PostgreSQL is copied with pg_dump")
        if path.exists():
            raise RecordNotWritable(f"{path} exists already; name a new file")
        with closing(self._engine.raw_connection()) as outside_a_transaction:
            outside_a_transaction.cursor().execute("VACUUM INTO ?", (str(path),))

    def _rulings(
        self, connection: Connection, recorded: date | datetime | None, reviewed: bool = True
    ) -> Mapping[int, reviewing.Standing]:
        return self._ruled(connection, recorded).standing if reviewed else {}

    def _ruled(self, connection: Connection, recorded: date | datetime | None) -> reviewing.Ruled:
        return self._kept_rulings.of(connection, asking.version(connection), recorded)

    def _standing(self, connection: Connection, id_: str) -> Review | None:
        rulings = self._rulings(connection, None).values()
        return next((reviewing.review_of(ruling.review) for ruling in rulings if ruling.id == id_), None)

    def _survey(self, connection: Connection, recorded: date | datetime | None) -> Survey:
        from foederis.record.survey import Surveys

        with self._lock:
            self._kept_surveys = self._kept_surveys or Surveys(self._kept_rulings)
        return self._kept_surveys.of(connection, recorded)

    def _writing(self) -> AbstractContextManager[Connection]:
        return turn.writing(self._engine, self._wait)

    def _stream(self, ask: Callable[[Connection], Iterable[_T]]) -> Iterator[_T]:
        """Answers as they come; those in memory at once, since the one connection there cannot wait half read."""
        with self._engine.connect() as connection:
            if turn.file_of(self._engine) is not None or self._engine.dialect.name != "sqlite":
                yield from ask(connection)
                return
            answers = list(ask(connection))
        yield from answers
