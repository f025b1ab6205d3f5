"""The first page: how things stood on a day, what changed lately, and what the record draws on."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache, partial
from itertools import islice
from math import sqrt
from typing import Annotated, Any, Final

from fastapi import APIRouter, Query

from foederis.brief.names import Names
from foederis.model import Claim
from foederis.state.changes import Change, changes_of
from foederis.state.fold import Fold
from foederis.state.rows import Conflict, Row
from foederis.web.pages import Ask, Asked, names_of, page
from foederis.web.shown.coverage import Coverage, coverage, held_by_month
from foederis.web.shown.stands import claims_of, rows_on
from foederis.web.shown.telling import COLUMNS, Line, answer_of, by_standing, line, status_of, title, told_status
from foederis.web.shown.through import Same

router = APIRouter()
WINDOWS: Final = (7, 30, 90, 365)
DAYS: Final = 30  #: of whose changes is told
LINES: Final = 4  #: rows of a kind shown
CHANGES: Final = 15  #: changes shown
TICKS: Final = 9  #: years named under the slider at most
TELLING: Final = {"missions": "suspended", "pledges": "pledged", "proposals": "blocked", "members": "acceding"}
"""The standing whose rows say most of a kind; they are shown first."""
CARDS: Final = (
    "invocations", "missions", "pledges", "proposals", "incidents", "forces", "partnerships", "stances", "posts",
    "members",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Tick:
    """A year under the slider: where its first day stands, in percent."""

    year: int
    percent: float


@dataclass(frozen=True, slots=True)
class Stretch:
    """A month over the slider: where it stands and how wide and high its bar is, in percent, for how many claims."""

    month: str
    claims: int
    at: float
    wide: float
    high: float


@dataclass(frozen=True, slots=True)
class Facet:
    """How many rows have a standing."""

    status: str
    answer: str
    told: str
    rows: int


@dataclass(frozen=True, slots=True)
class Card:
    """One kind of row at a glance: those that reports speak of, and how many stand in who's who alone."""

    kind: str
    said: int
    of_reference: int
    facets: tuple[Facet, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Differs:
    """One field of a changed row, before and after."""

    field: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class Changed:
    """A change with the sentence that says so; none: it follows from who's who."""

    kind: str
    change: str
    title: str
    row: Row
    on: date  #: a day on which the row stands
    differs: tuple[Differs, ...]
    because: tuple[str, ...]
    claim: Claim | None


@dataclass(frozen=True, slots=True)
class Overview:
    on: date
    first: date
    last: date
    days: int  #: the changes of how many days
    months: tuple[Stretch, ...]  #: what the claims tell of, over the slider
    cards: tuple[Card, ...]
    changes: tuple[Changed, ...]
    changed: int  #: changes in all
    conflicts: tuple[Conflict, ...]
    conflicting: int
    coverage: Coverage

    @property
    def empty(self) -> bool:
        return self.coverage.reports.total == 0

    @property
    def windows(self) -> tuple[int, ...]:
        return WINDOWS

    @property
    def ticks(self) -> tuple[Tick, ...]:
        """Some years in the stretch, evenly chosen."""
        span = max((self.last - self.first).days, 1)
        step = next(s for s in (1, 2, 5, 10, 20, 50, 100, 1000) if (self.last.year - self.first.year) / s <= TICKS)
        years = (y for y in range(self.first.year + 1, self.last.year + 1) if y % step == 0)
        return tuple(Tick(y, round(100 * (date(y, 1, 1) - self.first).days / span, 2)) for y in years)

    @property
    def at(self) -> int:
        """Days from the first to the day shown."""
        return (self.on - self.first).days

    @property
    def length(self) -> int:
        return (self.last - self.first).days


@page(router, "/", "overview.html")
def overview(
    ask: Asked, days: Annotated[int, Query(description="The changes of how many days.", ge=1, le=36500)] = DAYS
) -> Overview:
    """How things stood on a day, what changed before it, and what the record draws on."""
    on, (first, last) = ask.desk.on(ask.moment), ask.desk.days
    names = names_of(ask.desk)
    with ask.desk.fold(ask.moment) as fold:
        before, found = lately(fold, on, days, ask.moment.known)
        cards = tuple(_card(names, kind, fold, on, ask.moment.known) for kind in CARDS)
    conflicts = rows_on(ask, "conflicts")
    return Overview(
        on=on,
        first=min(first, on),
        last=max(last, on),
        days=days,
        months=tuple(_months(held_by_month(ask.desk), min(first, on), max(last, on))),
        cards=cards,
        changes=tuple(_told(ask, names, found[:CHANGES], before)),
        changed=len(found),
        conflicts=tuple(row for row in reversed(conflicts[-LINES:]) if isinstance(row, Conflict)),
        conflicting=len(conflicts),
        coverage=coverage(ask.desk, ask.moment.recorded),
    )


def _months(counts: Mapping[str, int], first: date, last: date) -> Iterator[Stretch]:
    """The bars of the months in the stretch, by the root of their claims, so that those of few are seen beside many."""
    most, span = max(counts.values(), default=1), max((last - first).days, 1)
    for month, claims in counts.items():
        start = date.fromisoformat(f"{month}-01")
        days = monthrange(start.year, start.month)[1]
        begin = max((start - first).days, 0)
        end = min((start - first).days + days, span)
        if begin < end:
            at, wide = round(100 * begin / span, 2), round(100 * (end - begin) / span, 2)
            yield Stretch(month, claims, at, max(wide, 0.15), round(100 * sqrt(claims / most), 1))


def _card(names: Names, kind: str, fold: Fold, on: date, known: date | None) -> Card:
    rows, groups = fold.rows(kind, on, known=known), fold.groups(kind, by_standing, on, known=known)
    counted = {status: len(some) for (status, told), some in groups.items() if told}
    ranked = sorted(counted.items(), key=lambda each: (-each[1], each[0]))
    facets = tuple(Facet(status, answer_of(status), told_status(kind, status), n) for status, n in ranked)
    said, telling = sum(counted.values()), TELLING.get(kind, "")
    first = islice(_newest(rows, lambda row: status_of(row) == telling), min(counted.get(telling, 0), LINES))
    others = islice(_newest(rows, lambda row: status_of(row) != telling), LINES)
    return Card(kind, said, len(rows) - said, facets, tuple(line(names, row) for row in [*first, *others][:LINES]))


def _newest(rows: Sequence[Row], fits: Callable[[Row], bool]) -> Iterator[Row]:
    """Those that reports speak of and that fit, the last first."""
    return (row for row in reversed(rows) if row.claims and fits(row))


def lately(fold: Fold, on: date, days: int, known: date | None) -> tuple[date, list[Change]]:
    """What changed in so many days, and since when: what reports say before what follows from who's who, deeds before
    stances."""
    before = date.fromordinal(max(on.toordinal() - days, 1))
    rows = partial(fold.rows, known=known)
    found = [_changes(kind, Same(rows(kind, before)), Same(rows(kind, on))) for kind in (*CARDS, "conflicts")]
    return before, [change for some in zip(*found, strict=True) for changes in some for change in changes]


@lru_cache(maxsize=40)
def _changes(kind: str, before: Same[Sequence[Row]], after: Same[Sequence[Row]]) -> tuple[list[Change], list[Change]]:
    """The newest first: those because of reports, and those that follow from who's who."""
    newest = list(changes_of(kind, before.value, after.value))[::-1]
    return [one for one in newest if one.because], [one for one in newest if not one.because]


def _told(ask: Ask, names: Names, found: Iterable[Change], before: date) -> Iterator[Changed]:
    some = list(found)
    claims = claims_of(ask, (id_ for change in some for id_ in change.because[:1]))
    for change in some:
        row = change.after or change.before
        assert row is not None
        yield Changed(
            kind=change.kind,
            change=change.change,
            title=title(names, row),
            row=row,
            on=before if change.after is None else ask.desk.on(ask.moment),
            differs=tuple(_differs(change)),
            because=change.because,
            claim=claims.get(change.because[0]) if change.because else None,
        )


def _differs(change: Change) -> Iterator[Differs]:
    columns = {column.field: column for column in COLUMNS[change.kind]}
    for field in change.fields:
        if field in columns:
            yield Differs(field, getattr(change.before, field), getattr(change.after, field))
