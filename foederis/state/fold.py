"""Claims folded into the state on a date: a pure function of claims, reviews and who's who, whatever their order.

`fold` answers once. A `Fold` takes claims as they come and answers for any date; a new claim touches only the rows of
what it speaks of. `of_record` asks a record as it was known and recorded on given days.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, Any, Final, TypeVar, cast

from foederis.acts import ACTS
from foederis.model import MIN_CONFIDENCE, Claim, Interval, Review
from foederis.state.answers import Answer, Answers, K
from foederis.state.context import Context, Kind
from foederis.state.forces import Forces
from foederis.state.incidents import Incidents
from foederis.state.invocations import Invocations
from foederis.state.known import Known
from foederis.state.memberships import Memberships
from foederis.state.missions import Missions, with_reference
from foederis.state.offices import Offices
from foederis.state.partnerships import Partnerships
from foederis.state.pledges import Pledges
from foederis.state.proposals import Proposals, is_echo, without_echoes
from foederis.state.rows import Conflict, Mission, Row, State
from foederis.state.stances import Stances
from foederis.state.table import Key, Table
from foederis.wire import to_json

if TYPE_CHECKING:
    from foederis.record import Record
    from foederis.who import Who

R = TypeVar("R", bound=Row)

_TOGETHER: Final = frozenset({"members", "posts", "proposals"})  #: kinds a claim of which may bear on any row

_MANY: Final = 500_000
"""So many new objects are kept from Python's cycle collector: none is in a cycle, and the answers after would pay for
its looking through them."""


class Fold:
    """All claims given so far, ready to answer for any date."""

    def __init__(self, who: Who, *, source_of: Mapping[str, str] | None = None) -> None:
        """`source_of` names a report's source where it is a copy of another (`copies.source_of_each`)."""
        context = Context(Known(who), source_of or {})
        self._known = context.known
        self.source_of: Final = context.source_of
        self._claims: dict[str, Claim] = {}
        self._kinds: dict[str, tuple[Kind, Table]] = {
            name: (kind, kind.table() if isinstance(kind, Proposals) else Table(kind.part, kind.make))
            for name, kind in (
                ("missions", Missions(context)),
                ("forces", Forces(context)),
                ("pledges", Pledges(context)),
                ("partnerships", Partnerships(context)),
                ("proposals", Proposals(context)),
                ("invocations", Invocations(context)),
                ("incidents", Incidents(context)),
                ("stances", Stances(context)),
            )
        }
        self._members, self._posts = Memberships(context), Offices(context)
        self._of_reference = (("members", self._members), ("posts", self._posts))
        self._answers = Answers()
        self._by_act = {act: [each for each in self._kinds.values() if act in each[0].acts] for act in ACTS}
        self._by_act_of_reference = {
            act: [table for _, table in self._of_reference if act in table.acts] for act in ACTS
        }
        self._bearing = {act: self._bears_on(act) for act in ACTS}
        self._acts_changed: set[str] = set()  #: of claims that came or went since an answer was last given

    def add(self, claim: Claim) -> None:
        """Take a claim in. One that is there changes nothing; of two that share an id but not all else, one is kept,
        always the same."""
        there = self._claims.get(claim.id)
        if there is not None:
            if there == claim or _first_of(there, claim) is there:
                return
            self.remove(claim.id)
        self._claims[claim.id] = claim
        self._acts_changed.add(claim.act)
        for kind, table in self._by_act[claim.act]:
            for key in kind.keys(claim):
                table.add(key, claim)
        for of_reference in self._by_act_of_reference[claim.act]:
            of_reference.add(claim)

    def add_all(self, claims: Iterable[Claim]) -> None:
        """Take many claims in and work out the rows they give."""
        with _uncollected():
            for claim in claims:
                self.add(claim)
            for _, table in self._kinds.values():
                table.settle()
            if gc.get_count()[0] > _MANY:
                gc.freeze()

    def remove(self, id_: str) -> None:
        """Let go of a claim: rejected, or read otherwise. KeyError for one that is not there."""
        claim = self._claims.pop(id_)
        self._acts_changed.add(claim.act)
        for kind, table in self._by_act[claim.act]:
            for key in kind.keys(claim):
                table.remove(key, claim)
        for of_reference in self._by_act_of_reference[claim.act]:
            of_reference.remove(claim)

    def state(
        self, on: date, *, known: date | None = None, recorded: date | datetime | None = None, of: str | None = None
    ) -> State:
        """The state on the day, with `of` only what concerns that state or organisation and its parts.

        `known` and `recorded` say what was let in and are kept with the answer; `known` hides what who's who dates
        later.
        """
        with _uncollected():
            tables: dict[str, Any] = {name: tuple(self.rows(name, on, known=known, of=of)) for name in self._names}
            conflicts = tuple(self.rows("conflicts", on, known=known, of=of))
        return State(on, known, recorded, of, conflicts=cast("tuple[Conflict, ...]", conflicts), **tables)

    def rows(self, kind: str, on: date, *, known: date | None = None, of: str | None = None) -> Sequence[Row]:
        """What `state` gives under one name, for instance `pledges`, without working out the rest. KeyError for a name
        that it has not."""
        if kind == "conflicts":
            found = self._answer(kind, on, known)
            return found.conflicts if of is None else found.conflicts_of(of)
        answer = self._answer(kind, on, known)
        return answer.rows if of is None else answer.of(of, self._answers.groups(kind, answer, self._concerned))

    def groups(
        self, kind: str, by: Callable[[Row], Iterable[K]], on: date, *, known: date | None = None
    ) -> Mapping[K, Sequence[Row]]:
        """What `rows` gives by what a function says of each row, in no order. Only rows are looked at that other days,
        or the same before a claim came or went, had not."""
        with _uncollected():
            return self._answers.groups(kind, self._answer(kind, on, known), by).of

    def rows_in(
        self, kind: str, by: Callable[[Row], Iterable[K]], fits: Callable[[K], bool], on: date, *, known: date | None
    ) -> Sequence[Row]:
        """The rows of those of the `groups` whose key fits, in the order of `rows`; no row may be in two of them."""
        groups, answer = self.groups(kind, by, on, known=known), self._answer(kind, on, known)
        return answer.in_order(row for key, some in groups.items() if fits(key) for row in some)

    def row(self, kind: str, id_: str, on: date, *, known: date | None = None) -> Row | None:
        """The row of that id on the day. KeyError for a kind that the state has not."""
        if kind == "conflicts":
            return next((row for row in self.rows(kind, on, known=known) if row.id == id_), None)
        return self._answer(kind, on, known).by_id.get(id_)

    def beside(self, claims: Iterable[Claim], on: date, *, known: date | None = None) -> Iterator[tuple[str, Row]]:
        """The rows of the day that any of the claims could bear on, each with its kind (conflicts among them), worked
        out without the other rows of the state; the claims need not be in the fold."""
        some = list(claims)
        for name in self._names:
            mine = [claim for claim in some if name in self._bearing[claim.act]]
            for row in self._beside(name, mine, on, known) if mine else ():
                yield "conflicts" if type(row) is Conflict else name, row

    def resting(
        self, claims: Iterable[Claim], on: date, *, known: date | None = None, kind: str | None = None
    ) -> Iterator[tuple[str, Row]]:
        """Of the rows `beside` those that rest on any of the claims, and with `kind` only those of that kind and what
        the claims of one are in conflict about; it takes no longer where there are many."""
        some = list(claims)
        ids = {claim.id for claim in some}
        for name in self._names if kind in (None, "conflicts") else (kind,):
            mine = [claim for claim in some if name in self._bearing[claim.act]]
            for row in self._with(name, mine, on, known) if mine else ():
                if not ids.isdisjoint(row.claims):
                    yield "conflicts" if type(row) is Conflict else name, row

    def conflicts(self, kind: str, row: Row, on: date, *, known: date | None = None) -> Iterator[Conflict]:
        """What the claims of a row of the day are in conflict about, as rows of its kind."""
        ids, first = frozenset(row.claims), list(self.claims(row.claims[:1]))
        if kind in self._kinds:
            made, table = self._kinds[kind]
            rows: Iterable[Row] = table.rows_among(_placed(made, first), ids, on)
        else:
            rows = self._with(kind, first, on, known)
        return (each for each in rows if isinstance(each, Conflict) and not ids.isdisjoint(each.claims))

    def claims(self, ids: Iterable[str]) -> Iterator[Claim]:
        """The claims of these ids that are in the fold."""
        return (self._claims[id_] for id_ in ids if id_ in self._claims)

    def _with(self, name: str, claims: Iterable[Claim], on: date, known: date | None) -> Iterable[Row]:
        """The rows of one kind that rest on any of the claims, among others."""
        if name not in self._kinds:
            return (self._members if name == "members" else self._posts).rows_with(claims, on, known)
        kind, table = self._kinds[name]
        rows = table.rows_with(_placed(kind, claims), on)
        if name == "proposals":
            resting = lambda id_: table.rows_with(_placed(kind, self.claims([id_])), on)  # noqa: E731
            return [row for row in without_echoes(rows) if not is_echo(row, resting)]
        return self._finished(name, rows, on, known)

    def _bears_on(self, act: str) -> tuple[str, ...]:
        """The kinds of row for which claims of the act count."""
        of_reference = (name for name, table in self._of_reference if act in table.acts)
        return (*of_reference, *(name for name, (kind, _) in self._kinds.items() if act in kind.acts))

    def _beside(self, name: str, claims: Iterable[Claim], on: date, known: date | None) -> Iterable[Row]:
        if name in _TOGETHER:
            answer = self._answer(name, on, known)
            return [*answer.rows, *answer.conflicts]
        kind, table = self._kinds[name]
        keys = {key for claim in claims for key in kind.keys(claim)}
        return self._finished(name, table.rows_beside(keys, on), on, known)

    def _forget_changed(self) -> None:
        if self._acts_changed:
            self._answers.forget({"conflicts"}.union(*(self._bearing[act] for act in self._acts_changed)))
            self._acts_changed.clear()

    def counts(self, on: date, *, known: date | None = None, of: str | None = None) -> dict[str, int]:
        """How many rows of each kind the state has."""
        return {name: len(self.rows(name, on, known=known, of=of)) for name in (*self._names, "conflicts")}

    @property
    def _names(self) -> tuple[str, ...]:
        return (*self._kinds, "members", "posts")

    def _answer(self, kind: str, on: date, known: date | None) -> Answer:
        self._forget_changed()
        with _uncollected():
            return self._answers.get(kind, (on, known), lambda: Answer(self._made(kind, on, known), self._concerned))

    def _concerned(self, row: Row) -> set[str]:
        """The parties of a row, and the states and organisations of which they are part."""
        return {name for party in row.parties() if party for name in (party, self._known.whole(party))}

    def _made(self, kind: str, on: date, known: date | None) -> Iterable[Row]:
        if kind == "conflicts":
            return [row for name in self._names for row in self._answer(name, on, known).conflicts]
        if kind in ("members", "posts"):
            return (self._members if kind == "members" else self._posts).rows(on, known)
        return self._finished(kind, self._kinds[kind][1].rows(on), on, known)

    def _finished(self, kind: str, rows: Iterable[Row], on: date, known: date | None) -> Iterable[Row]:
        """The rows with what who's who knows of them, and without those that others make needless."""
        if kind == "missions":
            return _with_missions(rows, self._known, on, known)
        return without_echoes(rows) if kind == "proposals" else rows


def _placed(kind: Kind, claims: Iterable[Claim]) -> Iterator[tuple[Key, Claim]]:
    """Each claim with each block that it belongs to."""
    return ((key, claim) for claim in claims for key in kind.keys(claim))


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without Python's cycle collector, which would look through all the claims again and again: nothing made here
    is in a cycle, and it takes a third of a fold's time, and ten times that of an answer."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def fold(
    claims: Iterable[Claim],
    who: Who,
    *,
    on: date,
    known: date | None = None,
    recorded: date | datetime | None = None,
    of: str | None = None,
    reviews: Iterable[Review] = (),
    source_of: Mapping[str, str] | None = None,
) -> State:
    """The state on the day that follows from the claims and the reviews of them.

    `known` lets in only claims of reports surely published by then, `recorded` only claims and reviews that were on
    record by then (a day to its end, UTC). A rejected claim is out, a corrected one in its corrected form.
    """
    folded = Fold(who, source_of=source_of)
    rulings = _rulings(reviews, recorded)
    let_in = (claim for claim in claims if _recorded_by(claim.recorded, recorded))
    ruled = (_ruled(claim, rulings.get(claim.id)) for claim in let_in)
    folded.add_all(claim for claim in ruled if claim is not None and _published_by(claim, known))
    return folded.state(on, known=known, recorded=recorded, of=of)


def of_record(
    record: Record,
    who: Who,
    on: date,
    *,
    known: date | None = None,
    recorded: date | datetime | None = None,
    of: str | None = None,
    min_confidence: float = MIN_CONFIDENCE,
) -> State:
    """The state that follows from a record's trusted claims, its reviews applied."""
    folded = folded_record(record, who, known=known, recorded=recorded, min_confidence=min_confidence)
    return folded.state(on, known=known, recorded=recorded, of=of)


def folded_record(
    record: Record,
    who: Who,
    *,
    known: date | None = None,
    recorded: date | datetime | None = None,
    min_confidence: float = MIN_CONFIDENCE,
) -> Fold:
    """The trusted claims of a record as known and recorded on the days, folded: for asking of several dates."""
    from foederis.record import Filter, trusted
    from foederis.state.copies import source_of_each

    folded = Fold(who, source_of=source_of_each(list(record.reports(recorded=recorded))))
    folded.add_all(trusted(record, Filter(known=known, recorded=recorded), min_confidence=min_confidence))
    return folded


def state_json(state: State) -> dict[str, Any]:
    """The state as JSON-ready values: a day as ISO text, several days as `{earliest, latest}`, unknown as null."""
    asked = {name: to_json(getattr(state, name)) for name in ("on", "known", "recorded", "of")}
    return asked | {name: [row_json(row) for row in rows] for name, rows in state.kinds()}


def row_json(row: Row) -> dict[str, Any]:
    """A row as JSON-ready values."""
    return cast("dict[str, Any]", to_json(_flat(row)))


def _flat(value: Any) -> Any:
    if isinstance(value, Interval):
        same = value.earliest is not None and value.earliest == value.latest
        return value.earliest if same else {"earliest": value.earliest, "latest": value.latest}
    if isinstance(value, tuple):
        return [_flat(item) for item in value]
    if hasattr(value, "__dataclass_fields__"):
        return {name.rstrip("_"): _flat(getattr(value, name)) for name in value.__dataclass_fields__}
    return value


def _with_missions(rows: Iterable[Row], known: Known, on: date, by: date | None) -> Iterator[Row]:
    some = list(rows)
    yield from with_reference((row for row in some if isinstance(row, Mission)), known, on, by)
    yield from (row for row in some if not isinstance(row, Mission))


def _first_of(one: Claim, other: Claim) -> Claim:
    """Of two versions of a claim always the same: it does not matter which came first."""
    return min(one, other, key=lambda claim: (claim.report, repr(claim)))


def _published_by(claim: Claim, known: date | None) -> bool:
    return known is None or (claim.published.latest is not None and claim.published.latest <= known)


def _recorded_by(moment: datetime | None, recorded: date | datetime | None) -> bool:
    if recorded is None:
        return True
    end = recorded if isinstance(recorded, datetime) else datetime.combine(recorded, time.max, UTC)
    return moment is not None and moment <= end


def _rulings(reviews: Iterable[Review], recorded: date | datetime | None) -> dict[str, Review]:
    """The last ruling on each claim."""
    some = [review for review in reviews if _recorded_by(review.recorded, recorded)]
    return {review.claim: review for review in sorted(some, key=lambda review: (review.recorded, repr(review)))}


def _ruled(claim: Claim, review: Review | None) -> Claim | None:
    if review is None or review.ruling in ("accept", "withdraw"):
        return claim
    return replace(review.corrected, id=claim.id) if review.corrected else None
