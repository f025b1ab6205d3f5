"""Rows of the state as a file: a line a row with all its fields, days in two columns each, several parties in one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from functools import cache
from typing import Any, Final, get_args, get_type_hints

from foederis.model import Claim, Votes
from foederis.record import Filter
from foederis.state.rows import Ratified, Row, State, Value, When
from foederis.web.pages import Ask, names_of
from foederis.web.shown.telling import title
from foederis.web.tables import Cell, Table, cut, with_sentences

TOLD: Final = 3  #: claims of a row or an event whose sentences its line holds
AT_ONCE: Final = 150  #: rows whose claims are asked for in one statement
_LAST: Final = ("claims", "reference", "sources")  #: what every row has, after what it says

Split = tuple[tuple[str, ...], Callable[[Any], tuple[Cell, ...]]]
"""What the names of a field's columns end in, and its value as their cells."""


def rows_table(ask: Ask, kind: str, rows: Sequence[Row]) -> Table:
    """The rows of one kind: what each says, what it rests on, and where wanted the sentences of its first claims."""
    columns = [f"{name}{end}" for name, (ends, _) in _splits(kind).items() for end in ends]
    said = ("sentences",) if with_sentences(ask) else ()
    return cut(kind, ("id", "title", *columns, *_LAST, *said), _lines(ask, kind, rows), len(rows))


def _lines(ask: Ask, kind: str, rows: Sequence[Row]) -> Iterator[tuple[Cell, ...]]:
    names, splits = names_of(ask.desk), _splits(kind)
    for start in range(0, len(rows), AT_ONCE):
        some = rows[start : start + AT_ONCE]
        told = _told(ask, some) if with_sentences(ask) else None
        for row in some:
            cells = [cell for name, (_, split) in splits.items() for cell in split(getattr(row, name))]
            rests = (" ".join(row.claims), " ".join(row.reference), row.sources)
            yield (
                row.id,
                title(names, row),
                *cells,
                *rests,
                *(() if told is None else (sentences_of(row.claims, told),)),
            )


def _told(ask: Ask, rows: Iterable[Row]) -> dict[str, Claim]:
    ids = tuple(dict.fromkeys(id_ for row in rows for id_ in row.claims[:TOLD]))
    found = ask.desk.record.claims(Filter(ids=ids, recorded=ask.moment.recorded), reviewed=True)
    return {claim.id: claim for claim in found}


def sentences_of(ids: Sequence[str], told: Mapping[str, Claim]) -> str:
    """The sentences of the first claims, a line each, with the report that says it."""
    claims = (told[id_] for id_ in ids[:TOLD] if id_ in told)
    return "\n".join(f"{' '.join(claim.sentence.split())} [{claim.report}]" for claim in claims)


@cache
def _splits(kind: str) -> Mapping[str, Split]:
    """The fields that rows of the kind have of their own."""
    row = get_args(get_type_hints(State)[kind])[0]
    types = get_type_hints(row)
    own = (each.name for each in fields(row) if each.name not in ("id", *_LAST))
    return {name: _split(types[name]) for name in own}


def _split(type_: Any) -> Split:
    if type_ == When:
        return ("_earliest", "_latest"), lambda when: (when.earliest, when.latest) if when else (None, None)
    if type_ == Votes | None:
        return ("_for", "_against", "_abstain"), _votes
    if type_ == tuple[int, int] | None:
        return ("_least", "_most"), lambda value: value or (None, None)
    return ("",), lambda value: (_text(value),)


def _votes(votes: Votes | None) -> tuple[Cell, ...]:
    return (votes.for_, votes.against, votes.abstain) if votes else (None, None, None)


def _text(value: Any) -> Cell:
    """Several in one cell, parted by `;`; None for none of them."""
    return "; ".join(map(_said, value)) or None if isinstance(value, tuple) else value


def _said(value: str | Ratified | Value) -> str:
    if isinstance(value, Ratified):
        days = value.on and "..".join(str(day or "") for day in (value.on.earliest, value.on.latest))
        return f"{value.state} ({days})" if days else value.state
    return f"{value.value} [{' '.join(value.claims)}]" if isinstance(value, Value) else value
