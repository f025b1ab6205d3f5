"""Events as a file: a line an event, with what all its claims say together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from foederis.acts import PLOVER_EVENT
from foederis.brief.desk import together
from foederis.brief.phrase import phrase
from foederis.model import Actor, Claim, Event
from foederis.web.files.rows import sentences_of
from foederis.web.pages import Ask, names_of
from foederis.web.shown.gathered import Wanted, every
from foederis.web.tables import Cell, Table, with_sentences

MOST: Final = 20_000  #: claims whose events are gathered for one file, in some seconds
COLUMNS: Final = (
    *("id", "event", "act", "plover", "status", "earliest", "latest", "actors", "targets", "object", "place"),
    *("quantity", "unit", "sources", "conflicts", "claims"),
)


def events_table(ask: Ask, wanted: Wanted, total: int) -> Table:
    """The events of the claims that are wanted, newest first; of more than `MOST` those of the newest. `total` is how
    many claims there are."""
    columns = (*COLUMNS, "sentences") if with_sentences(ask) else COLUMNS
    return Table("events", columns, _lines(ask, wanted), part_of(total))


def part_of(claims: int) -> str | None:
    """What a file of the events of so many claims holds, where that is not all."""
    return f"events of the newest {MOST:,} of {claims:,} claims" if claims > MOST else None


def _lines(ask: Ask, wanted: Wanted) -> Iterator[tuple[Cell, ...]]:
    names = names_of(ask.desk)
    events, claims = every(ask, wanted, most=MOST)
    for event in events:
        told = together(event, claims)
        said = (sentences_of(event.claims, claims),) if with_sentences(ask) else ()
        yield (event.id, phrase(told, names), *_cells(event, told), *said)


def _cells(event: Event, told: Claim) -> tuple[Cell, ...]:
    what = (event.act, PLOVER_EVENT[event.act], event.status, event.earliest, event.latest)
    parties = (_parties(event.actors), _parties(event.targets))
    things = (event.object, event.place, told.quantity, told.unit)
    return (*what, *parties, *things, event.sources, "; ".join(event.conflicts) or None, " ".join(event.claims))


def _parties(actors: Iterable[Actor]) -> str | None:
    return "; ".join(actor.for_ or actor.id or actor.text for actor in actors) or None
