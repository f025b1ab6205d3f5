"""An incident of the record in the law's terms, from what bears on it alone: most reports say nothing of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import product
from typing import Final

from foederis.duties import incident_of
from foederis.duties.evidence import DENIALS, first_day, last_day, meet
from foederis.law import CaseError, Incident
from foederis.model import Interval
from foederis.record import Filter
from foederis.state.alike import REACH
from foederis.state.known import Known
from foederis.state.rows import Incident as Row
from foederis.state.rows import Row as StateRow
from foederis.state.rows import State
from foederis.web.pages import Ask
from foederis.web.shown.stands import claims_of, row_on, rows_on

EVERY: Final = 1_000_000  #: claims asked for at once: more than one report has, or one party denies


def incident_on(ask: Ask, id_: str) -> Incident:
    """The incident of that id on the day; CaseError where there is none, or the law cannot be asked about it."""
    row = row_on(ask, "incidents", id_)
    if not isinstance(row, Row):
        on = ask.desk.on(ask.moment)
        raise CaseError(f"the record has no incident {id_!r} on {on}; /state/incidents lists those of a day")
    rows = (row, *_rivals(row, rows_on(ask, "incidents")))
    own = claims_of(ask, row.claims).values()
    around = _ids(ask, Filter(reports=tuple({claim.report for claim in own})))
    ids = (*(id_ for each in rows for id_ in each.claims), *around, *_denying(ask, row))
    on, moment = ask.desk.on(ask.moment), ask.moment
    state = State(on, moment.known, moment.recorded, None, incidents=rows)
    return incident_of(row, state, claims_of(ask, ids).values(), ask.desk.who)


def _rivals(row: Row, others: Iterable[StateRow]) -> Iterator[Row]:
    """Incidents that hit the same, and may have been the same one, done by somebody else."""
    days = _reach(row)
    for other in others if row.target else ():
        assert isinstance(other, Row), "the state's incidents"
        if other.target == row.target and other.id != row.id and meet(days, _reach(other)):
            yield other


def _reach(row: Row) -> Interval:
    """The days in which another may tell of it, as the state compares claims (`foederis.state.alike.REACH`)."""
    first, last = first_day(row.on), last_day(row.on)
    begin = first - REACH if first and first - date.min > REACH else None
    return Interval(begin, last + REACH if last and date.max - last > REACH else None)


def _denying(ask: Ask, row: Row) -> Iterator[str]:
    """Claims by which those named as having done it, whatever, did not."""
    doers = {Known(ask.desk.who).whole(name) for name in row.by}
    for (act, status), doer in product(sorted(DENIALS), sorted(doers)):
        yield from _ids(ask, Filter(act=act, status=status, actor=doer))


def _ids(ask: Ask, wanted: Filter) -> Iterator[str]:
    return (claim.id for claim in ask.desk.record.page(wanted, limit=EVERY).claims)
