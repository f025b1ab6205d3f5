"""The ledger: pledged, delivered and outstanding by giver and thing, each unit by itself, and how it grew by month."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Annotated, Final

from fastapi import APIRouter, Query

from foederis.brief.names import Names
from foederis.brief.phrase import amount
from foederis.state.alike import head_of, words_of
from foederis.state.answers import Groups
from foederis.state.context import Context
from foederis.state.fold import Fold
from foederis.state.known import Known
from foederis.state.ledger import Key, Line, by_line, by_total, is_of, line_of, ordered, total_of
from foederis.state.pledges import Pledges
from foederis.state.rows import Pledge, Row
from foederis.state.said import starts
from foederis.web.briefs import Subject, briefed, of_claims
from foederis.web.desk import Desk
from foederis.web.moment import Moment
from foederis.web.pages import Ask, Asked, names_of, url
from foederis.web.shown.paging import Pages, pages
from foederis.web.shown.through import Same, month_ends, told_by
from foederis.web.tables import Cell, Table, table_page

router = APIRouter()

BARS: Final = 60  #: bars drawn, the largest of each unit; all stand in the table
LINES: Final = 50  #: lines on one page of the table
TOTALS: Final = 25  #: totals shown, and lines that are not added; the file holds all
CLAIMS: Final = 2000  #: claims that the growth by month follows
COLUMNS: Final = (
    *("giver", "receiver", "item", "unit", "standing", "pledged", "delivered", "delivered_under_pledge", "outstanding"),
    *("claims",),
)
POINTS: Final = 60  #: of the growth by month
KEPT: Final = 65_536  #: lines and totals kept while their pledges stay as they are


@dataclass(frozen=True, slots=True)
class Bar:
    """One line as the chart draws it."""

    unit: str
    label: str
    pledged: float | None
    of_pledge: float | None  #: delivered under the pledge
    otherwise: float | None  #: delivered under no pledge on record
    tip: str
    href: str


@dataclass(frozen=True, slots=True)
class Point:
    """What had been pledged and delivered by the end of a month."""

    on: date
    pledged: float
    delivered: float


@dataclass(frozen=True, slots=True)
class Growth:
    """One thing's sums by month, from its first day on."""

    thing: str
    points: tuple[Point, ...]
    left_out: int  #: claims more than are followed


@dataclass(frozen=True, slots=True)
class LedgerPage:
    """The ledger on a day, after the filters."""

    on: date
    giver: str | None
    receiver: str | None
    item: str | None
    givers: tuple[str, ...]
    receivers: tuple[str, ...]
    lines: tuple[Line, ...]  #: what counts
    apart: tuple[Line, ...]  #: what is only possible, or expressly not
    totals: tuple[Line, ...]  #: those of most pledges first
    bars: tuple[Bar, ...]
    undrawn: int
    growth: Growth | None
    at: int
    pages: Pages

    @property
    def shown(self) -> tuple[Line, ...]:
        return self.lines[self.at : self.at + LINES]

    @property
    def largest(self) -> tuple[Line, ...]:
        return self.totals[:TOTALS]

    @property
    def unadded(self) -> tuple[Line, ...]:
        return self.apart[:TOTALS]

    @property
    def things(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(map(thing_of, self.largest)))

    def tables(self) -> tuple[Table, ...]:
        """The lines, the totals, and the growth by month."""
        growth = [(p.on, p.pledged, p.delivered) for p in self.growth.points] if self.growth else []
        return (
            Table("ledger", COLUMNS, [_cells(line) for line in (*self.lines, *self.apart)]),
            Table("totals", COLUMNS, [_cells(line) for line in self.totals]),
            Table("growth", ("on", "pledged", "delivered"), growth),
        )


def _subject(ask: Ask, shown: LedgerPage) -> Subject:
    """The lines after the filters."""
    names = names_of(ask.desk)
    of = f" of {shown.item}" if shown.item else ""
    ends = ((" from ", shown.giver), (" to ", shown.receiver))
    text = f"pledges and deliveries{of}{''.join(word + names.code(end) for word, end in ends if end)}"
    return of_claims(text, (claim for line in (*shown.lines, *shown.apart) for claim in line.claims))


@briefed(router, "/ledger", _subject)
@table_page(router, "/ledger", "ledger.html")
def ledger_page(
    ask: Asked,
    giver: Annotated[str | None, Query(description="Only what that state or organisation gives.")] = None,
    receiver: Annotated[str | None, Query(description="Only what that state or organisation is given.")] = None,
    item: Annotated[str | None, Query(description="Only things with these words, or in that currency.")] = None,
    thing: Annotated[str | None, Query(description="The thing or currency whose growth by month is told.")] = None,
    at: Annotated[int, Query(description="The first line of the page.", ge=0)] = 0,
) -> LedgerPage:
    """What was pledged, delivered and is outstanding, by giver and thing."""
    on = ask.desk.on(ask.moment)
    with ask.desk.fold(ask.moment) as fold:
        by_giver, by_thing = grouped(fold, on, ask.moment.known)
    givers, receivers = _ends(by_giver, names_of(ask.desk))
    found = ledger_of(by_giver, by_thing, giver or None, receiver or None, item or None)
    return LedgerPage(
        on=on,
        giver=giver or None,
        receiver=receiver or None,
        item=item or None,
        givers=givers,
        receivers=receivers,
        lines=found.lines,
        apart=found.apart,
        totals=found.totals,
        bars=tuple(_bars(ask, found.drawn)),
        undrawn=found.measured - len(found.drawn),
        growth=_growth(ask, found.totals, thing, on),
        at=at,
        pages=pages(ask, len(found.lines), at, size=LINES),
    )


@dataclass(frozen=True, slots=True)
class _Found:
    """The ledger in the page's order."""

    lines: tuple[Line, ...]
    apart: tuple[Line, ...]
    totals: tuple[Line, ...]
    drawn: tuple[Line, ...]
    measured: int  #: lines that could be drawn


Grouped = Same[Mapping[Key, Sequence[Row]]]


def grouped(fold: Fold, on: date, known: date | None) -> tuple[Grouped, Grouped]:
    """The pledges of a day by the line and by the total of the ledger to which they belong."""
    by_giver, by_thing = (fold.groups("pledges", by, on, known=known) for by in (by_line, by_total))
    return Same(by_giver), Same(by_thing)


@lru_cache(maxsize=8)
def ledger_of(
    by_giver: Grouped, by_thing: Grouped, giver: str | None, receiver: str | None, item: str | None
) -> _Found:
    """The ledger of a day's pledges after the filters, the last few kept."""
    if giver or receiver or item:
        rows = [row for some in by_giver.value.values() for row in some if _fits(row, giver, receiver, item)]
        by_giver, by_thing = Same(Groups(rows, by_line).of), Same(Groups(rows, by_total).of)
    every = [_line(Same(some)) for some in ordered(by_giver.value)]
    lines = tuple(sorted((line for line in every if line.status == "counted"), key=_order))
    apart = tuple(line for line in every if line.status != "counted")
    totals = (_total(Same(some)) for some in ordered(by_thing.value))
    ranked = tuple(sorted(totals, key=lambda line: -len(line.pledges)))
    return _Found(lines, apart, ranked, tuple(_drawn(lines)), sum(map(_measured, lines)))


@lru_cache(maxsize=KEPT)
def _line(rows: Same[Sequence[Row]]) -> Line:
    return line_of(rows.value)


@lru_cache(maxsize=KEPT)
def _total(rows: Same[Sequence[Row]]) -> Line:
    return total_of(rows.value)


def _fits(row: Row, giver: str | None, receiver: str | None, item: str | None) -> bool:
    assert isinstance(row, Pledge), "the ledger is of pledges"
    return is_of(row.giver, giver) and is_of(row.receiver, receiver) and (item is None or _holds(row, item))


def _ends(by_giver: Grouped, names: Names) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """All of who's who who give, and all who are given."""
    givers, receivers = {key[0] for key in by_giver.value}, {key[1] for key in by_giver.value}
    return _parties(names, givers), _parties(names, receivers)


def thing_of(line: Line) -> str:
    """What a total adds up: a currency, or the things by their name."""
    return line.currency or line.item or line.unit or "not said what"


def _holds(row: Pledge, item: str) -> bool:
    """All the words are those of the thing, its unit or its currency."""
    return words_of(item) <= words_of(" ".join(filter(None, (row.item, row.unit, row.currency))))


def _parties(names: Names, parties: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(filter(names.known, {one for some in parties for one in some.split(", ")})))


def _measured(line: Line) -> bool:
    return line.pledged is not None or line.delivered is not None


def _most(line: Line) -> float:
    return max(line.pledged or 0, line.delivered or 0)


def _unit(line: Line) -> str:
    """What lines of one axis count; amounts of two units never share one."""
    return line.currency or head_of(line.unit) or head_of(line.item) or "number"


def _order(line: Line) -> tuple[bool, str, float, str]:
    return not _measured(line), _unit(line) if _measured(line) else "", -_most(line), line.giver or "~"


def _drawn(lines: Iterable[Line]) -> list[Line]:
    """The largest of each unit, in turn, until there are enough; those of one unit together."""
    by_unit: dict[str, list[Line]] = defaultdict(list)
    for line in filter(_measured, lines):
        by_unit[_unit(line)].append(line)
    ranked = sorted(
        ((at, _unit(line), line) for some in by_unit.values() for at, line in enumerate(some[:BARS])), key=_rank
    )
    return [line for _, _, line in sorted(ranked[:BARS], key=lambda each: (-len(by_unit[each[1]]), each[1], each[0]))]


def _rank(each: tuple[int, str, Line]) -> tuple[int, str]:
    return each[0], each[1]


def _bars(ask: Ask, lines: Sequence[Line]) -> Iterator[Bar]:
    names = names_of(ask.desk)
    units: dict[str, set[str]] = defaultdict(set)
    for line in lines:
        units[_unit(line)].add(line.currency or line.unit or line.item or "")
    for line in lines:
        words = units[_unit(line)]
        yield _bar(ask, names, line, next(iter(words)) if len(words) == 1 else _unit(line))


def _bar(ask: Ask, names: Names, line: Line, unit: str) -> Bar:
    giver = names.joint(line.giver) if line.giver else "not said who"
    item = " ".join((line.item or "").split())
    told = [
        f"{giver}{f' to {names.joint(line.receiver)}' if line.receiver else ''}: {item or unit}",
        *(f"{word} {amount(value, line.currency or line.unit or item)}" for word, value in _sides(line) if value),
    ]
    otherwise = (line.delivered or 0) - (line.of_pledge or 0) or None
    href = url(ask.moment, "/state/pledges", line.pledges[0])
    label = giver if item in ("", unit) else f"{giver}: {item}"
    return Bar(" ".join(unit.split()), label, line.pledged, line.of_pledge, otherwise, "\n".join(told), href)


def _sides(line: Line) -> Iterator[tuple[str, float | None]]:
    otherwise = (line.delivered or 0) - (line.of_pledge or 0)
    yield from (("pledged", line.pledged), ("delivered of it", line.of_pledge), ("outstanding", line.outstanding))
    yield "delivered under no pledge on record", otherwise


def _growth(ask: Ask, totals: Sequence[Line], thing: str | None, on: date) -> Growth | None:
    """How the sums of one thing grew: of the one asked for, else of the one that most pledges are of."""
    named = next((line for line in totals if thing_of(line) == thing), None)
    total = named or next(iter(totals), None)
    if total is None:
        return None
    points = _points(Same(total), on, ask.desk, ask.moment)
    return Growth(thing_of(total), points, max(len(total.claims) - CLAIMS, 0))


@lru_cache(maxsize=64)
def _points(total: Same[Line], on: date, desk: Desk, moment: Moment) -> tuple[Point, ...]:
    """What the total's claims had come to at the ends of the months, as long as its pledges stay."""
    with desk.fold(moment) as fold:
        claims = list(fold.claims(total.value.claims[:CLAIMS]))
    days = [day for claim in claims if date.min < (day := starts(claim)) <= on]
    table = told_by(Pledges(Context(Known(desk.who), {})), claims)
    ends = month_ends(min(days), on, POINTS) if days else ()
    return tuple(_point(min(end, on), table.rows(min(end, on))) for end in ends)


def _point(on: date, rows: Iterable[object]) -> Point:
    pledges = [row for row in rows if isinstance(row, Pledge) and row.status not in ("possible", "not_done")]
    promised = (row.quantity or 0 for row in pledges if row.status != "delivered")
    return Point(on, sum(promised), sum(row.delivered or 0 for row in pledges))


def _cells(line: Line) -> tuple[Cell, ...]:
    said = (line.giver, line.receiver, line.item, line.currency or line.unit, line.status)
    return (*said, line.pledged, line.delivered, line.of_pledge, line.outstanding, " ".join(line.claims))
