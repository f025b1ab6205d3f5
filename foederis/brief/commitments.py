"""What was promised and what was given: told of, and added up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from foederis.brief.desk import NOT_SAID, Desk
from foederis.brief.model import Amount, Commitment
from foederis.model import Actor, Event
from foederis.state.alike import head_of, words_of
from foederis.state.ledger import ledger
from foederis.state.rows import State

GIVING = frozenset({"pledge", "provide"})


def commitments(desk: Desk) -> tuple[Commitment, ...]:
    """What reports say, by giver, receiver and item; an item is the same when its head noun is."""
    lines: dict[tuple[str, str, str], list[Event]] = defaultdict(list)
    for event in desk.gathering.events:
        if event.act in GIVING:
            giver, receiver = _blocs(desk, event.actors) or NOT_SAID, _blocs(desk, event.targets)
            told = desk.told(event)
            lines[giver, receiver, head_of(told.object) or head_of(told.unit) or ""].append(event)
    return tuple(_commitment(desk, giver, receiver, events) for (giver, receiver, _), events in sorted(lines.items()))


def _blocs(desk: Desk, actors: Sequence[Actor]) -> str:
    return ", ".join(dict.fromkeys(desk.names.bloc(actor) for actor in actors))


def _commitment(desk: Desk, giver: str, receiver: str, events: Sequence[Event]) -> Commitment:
    told = [desk.told(event) for event in events]
    item = max((claim.object or claim.unit or "help" for claim in told), key=lambda text: (len(words_of(text)), text))
    rows = {event.id: desk.giving(event) for event in events}
    delivered = [event for event in events if event.act == "provide" and event.status in ("done", "not_done")]
    promised = [event for event in events if event not in delivered]
    return Commitment(
        giver,
        receiver,
        " ".join(item.split()),
        tuple(rows[event.id] for event in promised),
        tuple(rows[event.id] for event in delivered),
    )


def amounts(desk: Desk, state: State) -> Iterator[Amount]:
    """What it comes to in all: the lines of the state's ledger that are counted and have an amount."""
    for line in ledger(state).lines:
        if line.status == "counted" and (line.pledged is not None or line.delivered is not None):
            item = line.currency or line.unit or line.item or ""
            yield Amount(
                giver=desk.names.joint(line.giver) or NOT_SAID,
                receiver=desk.names.joint(line.receiver),
                item=" ".join(item.split()),
                measure=line.currency or head_of(item) or "",
                promised=line.pledged,
                delivered=line.delivered,
                outstanding=line.outstanding,
                basis=desk.basis(line.claims),
            )
