"""In which order claims come to be reviewed."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator
from threading import Lock
from typing import Final, Literal

from foederis.record import Filter
from foederis.web.desk import Desk
from foederis.web.moment import Moment
from foederis.web.shown.stands import KINDS

Order = Literal["doubt", "conflict", "used"]
ORDERS: Final[dict[Order, str]] = {
    "doubt": "least sure first",
    "conflict": "where sources disagree first",
    "used": "what most answers rest on first",
}
AT_ONCE: Final = 50  #: claims asked for in one statement
KEPT: Final = 60.0  #: seconds for which an order by the state is kept
AHEAD: Final = 1000  #: claims of an order by the state that are kept, most pressing first


class Queue:
    """The claims without a ruling, in the order asked for. The orders by the state are worked out anew now and then;
    what was ruled on meanwhile is left out of them at once."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._lock = Lock()
        self._kept: dict[Order, tuple[float, tuple[str, ...]]] = {}

    def ids(self, order: Order) -> Iterator[str]:
        """Ids of the claims to review. An order by the state ends with those least sure. Raises NotYetError."""
        first = () if order == "doubt" else self._by_state(order)
        yield from self._without_ruling(first)
        seen = set(first)
        yield from (id_ for id_ in self._least_sure_first() if id_ not in seen)

    def left(self) -> int:
        """How many claims have no ruling."""
        return self._desk.record.page(of="unreviewed", limit=1).total

    def _least_sure_first(self) -> Iterator[str]:
        after: str | None = None
        while True:
            page = self._desk.record.page(Filter(order="confidence"), of="unreviewed", after=after, limit=AT_ONCE)
            yield from (claim.id for claim in page.claims)
            after = page.next
            if after is None:
                return

    def _without_ruling(self, ids: tuple[str, ...]) -> Iterator[str]:
        for start in range(0, len(ids), AT_ONCE):
            some = ids[start : start + AT_ONCE]
            found = self._desk.record.page(Filter(ids=some), of="unreviewed", limit=AT_ONCE).claims
            left = {claim.id for claim in found}
            yield from (id_ for id_ in some if id_ in left)

    def _by_state(self, order: Order) -> tuple[str, ...]:
        with self._lock:
            kept = self._kept.get(order)
        if kept is None or time.monotonic() - kept[0] > KEPT:
            kept = time.monotonic(), self._in_order(order)
            with self._lock:
                self._kept[order] = kept
        return kept[1]

    def _in_order(self, order: Order) -> tuple[str, ...]:
        now, counted = Moment(), Counter[str]()
        kinds = ("conflicts",) if order == "conflict" else KINDS
        with self._desk.fold(now) as fold:
            every = [fold.rows(kind, self._desk.on(now)) for kind in kinds]
        for rows in every:
            counted.update(id_ for row in rows for id_ in row.claims)
        return tuple(id_ for id_, _ in counted.most_common(AHEAD))
