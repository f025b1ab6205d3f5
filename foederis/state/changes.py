"""What changed between two dates, and because of which claims."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any, Literal

from foederis.state.answers import differing
from foederis.state.fold import row_json
from foederis.state.rows import Conflict, Row, State

_NOT_SAID = ("id", "claims", "reference", "sources")


@dataclass(frozen=True, slots=True)
class Change:
    """A row that is new, no longer there, or says something else than before."""

    kind: str  #: the table: posts, missions ...
    change: Literal["new", "gone", "changed"]
    before: Row | None
    after: Row | None
    because: tuple[str, ...]  #: the claims that count since; none: who's who alone

    @property
    def fields(self) -> tuple[str, ...]:
        """What a changed row says differently."""
        if self.before is None or self.after is None:
            return ()
        names = (each.name for each in fields(self.after) if each.name not in _NOT_SAID)
        return tuple(name for name in names if getattr(self.before, name) != getattr(self.after, name))


def changes(before: State, after: State) -> Iterator[Change]:
    """The changes from one state to another, table by table. A row that only gained claims is not changed."""
    old = dict(before.kinds())
    for kind, rows in after.kinds():
        yield from changes_of(kind, old[kind], rows)


def changes_of(kind: str, before: Sequence[Row], after: Sequence[Row]) -> Iterator[Change]:
    """The changes among the rows of one kind. A conflict that gained or lost a claim, and so has another id, is one
    that changed."""
    gone, come = differing(before, after)
    was, new = {row.id: row for row in gone}, {row.id for row in come}
    for row in come:
        earlier = was.pop(row.id, None)
        if earlier is None and isinstance(row, Conflict):
            earlier = _with_other_claims(row, was, new)
            if earlier is not None:
                del was[earlier.id]
        if earlier is None:
            yield Change(kind, "new", None, row, row.claims)
        else:
            change = Change(kind, "changed", earlier, row, ())
            if change.fields:
                yield replace(change, because=_because(earlier, row))
    yield from (Change(kind, "gone", row, None, ()) for row in was.values())


def _with_other_claims(conflict: Conflict, was: Mapping[str, Row], new: Container[str]) -> Row | None:
    """The conflict about the same that rested on some of its claims."""
    ids = frozenset(conflict.claims)
    before = (row for row in was.values() if isinstance(row, Conflict) and row.id not in new)
    return next((row for row in before if row.about == conflict.about and not ids.isdisjoint(row.claims)), None)


def change_json(change: Change) -> dict[str, Any]:
    """A change as JSON-ready values: the row as it is, or was, and for a changed one each field before and after."""
    before, after = (None if row is None else row_json(row) for row in (change.before, change.after))
    differs = [name.rstrip("_") for name in change.fields] if before and after else []
    return {
        "kind": change.kind,
        "change": change.change,
        "row": after or before,
        "fields": {name: [(before or {})[name], (after or {})[name]] for name in differs},
        "because": list(change.because),
    }


def _because(before: Row, after: Row) -> tuple[str, ...]:
    known = frozenset(before.claims)
    return tuple(id_ for id_ in after.claims if id_ not in known)
