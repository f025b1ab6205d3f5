"""Who is drawn in: duties followed from an incident through allies of allies, shortest chains first.

If A attacks B, whoever owes B help may come to stand against A and all on A's side; they fight each other, which in
turn may call on the allies of both, and so on. Each step puts the clauses to the incidents that it would make; who used
force first then counts as disputed. A duty to consult draws a state into talks and no further.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass, replace
from datetime import date
from operator import attrgetter
from typing import Literal

from foederis.law.alliances import Pledge
from foederis.law.assess import finding
from foederis.law.facts import NON_STATE, checked, settle
from foederis.law.model import Incident, Instrument, Law, Verdict

Side = Literal["target", "attacker"]
Treaty = tuple[Instrument, frozenset[str], frozenset[str]]  #: with its parties on the day, and the disputed ones


@dataclass(frozen=True, slots=True)
class Edge:
    """One duty: `state` owes `ally` help against `against` under `clause`."""

    state: str
    ally: str
    against: str
    clause: str
    duty: str
    finding: Verdict
    side: Side  #: on whose side it would draw the state in: the target's or the attacker's
    step: int  #: 1 for the target's own allies
    torn: bool = False  #: the state is already drawn in on the other side


@dataclass(frozen=True, slots=True)
class Chain:
    """The incident's two states and everybody whom duties draw in, in the order of the length of their chains."""

    incident: Incident
    edges: tuple[Edge, ...]

    def states(self) -> dict[str, Side]:
        """Who stands on which side, the two first; a torn state keeps the side that its shortest chain gives it."""
        sides: dict[str, Side] = {self.incident.target: "target", str(self.incident.by): "attacker"}
        for edge in self.edges:
            if edge.duty != "consult":
                sides.setdefault(edge.state, edge.side)
        return sides


def follow(
    incident: Incident, law: Law, pledges: Iterable[Pledge] = (), joining: tuple[str, ...] = (), depth: int = 4
) -> Chain:
    """The chain of duties from an incident between two states, each state by its shortest chains.

    `pledges` of offence bring in those who help an ally that attacks; `joining` names states that come to the target's
    help by their own choice, as everybody has the right to. Raises `ValueError` where the attacker is no state, since
    nobody's allies can then be asked.
    """
    incident = checked(incident)
    by = incident.by
    if by is None or by.startswith(NON_STATE):
        raise ValueError("a chain needs an attacker that is a state: give by as an alpha-3 code")
    first = [*_chosen(incident, joining), *_joined(incident, tuple(pledges))]
    drawn: dict[str, tuple[Side, int]] = {incident.target: ("target", 0), by: ("attacker", 0)}
    edges: dict[tuple[str, str, str], Edge] = {}
    waiting: deque[tuple[Incident, Side, int]] = deque([(incident, "target", 1)])
    treaties = [(instrument, *instrument.members(incident.on)) for instrument in law.instruments]
    while waiting:
        call, side, step = waiting.popleft()
        if step > depth:
            break
        settled = {state for state, (side_, at) in drawn.items() if side_ == side and at < step}
        for edge in [*_owed(call, law, treaties, side, step, settled), *(first if step == 1 else ())]:
            known = drawn.get(edge.state)
            if (edge.state, edge.ally, edge.clause) in edges or (known and known[0] == edge.side and known[1] < step):
                continue
            torn = known is not None and known[0] != edge.side
            edges[edge.state, edge.ally, edge.clause] = replace(edge, torn=torn)
            if known is None and edge.duty != "consult":
                drawn[edge.state] = (edge.side, step)
                opponents = [state for state, (side_, _) in drawn.items() if side_ != edge.side]
                waiting.extend((_attack(call.on, edge.state, o), _other(edge.side), step + 1) for o in opponents)
                waiting.extend((_attack(call.on, o, edge.state), edge.side, step + 1) for o in opponents)
    return Chain(incident, tuple(edges.values()))


def _chosen(incident: Incident, joining: tuple[str, ...]) -> Iterator[Edge]:
    """States that help the target by right, without a duty."""
    for state in joining:
        yield Edge(state, incident.target, str(incident.by), "own choice", "right_only", "applies", "target", 1)


def _owed(
    call: Incident, law: Law, treaties: Iterable[Treaty], side: Side, step: int, settled: Set[str]
) -> Iterator[Edge]:
    """The duties that an attack calls on, clause by clause, where they may draw in others than those who are settled: a
    shorter chain has drawn them in on that side."""
    facts, _ = settle(call)
    for instrument, sure, disputed in treaties:
        if (call.target not in sure and call.target not in disputed) or sure <= settled | {call.target}:
            continue
        for clause in filter(attrgetter("binds"), instrument.clauses):
            answer = finding(law, instrument, clause, facts)
            for state in answer.bound:
                duty = answer.duty or "unknown"
                yield Edge(state, call.target, str(call.by), clause.id, duty, answer.finding, side, step)


def _joined(call: Incident, pledges: tuple[Pledge, ...]) -> Iterator[Edge]:
    """Pledges to help an ally that attacks: called on only by the attack that began it all."""
    for pledge in pledges:
        called = pledge.year == call.on.year and "offense" in pledge.kinds and pledge.receiver == call.by
        if called and pledge.giver != call.target:
            name = f"atop:{pledge.giver}-{pledge.receiver}:{pledge.year}:offense"
            yield Edge(pledge.giver, pledge.receiver, call.target, name, "assist", "arguable", "attacker", 1)


def _attack(on: date, by: str, target: str) -> Incident:
    """The incident that follows when two states come to stand against each other: force on the target's own land."""
    return Incident(
        on=on,
        target=target,
        by=by,
        form="armed_attack",
        object="territory",
        attribution="clear",
        origin="abroad",
        accident=False,
        force="used",
        first_use="disputed",
        scale="grave",
        country=target if not target.startswith("cow:") else None,
    )


def _other(side: Side) -> Side:
    return "attacker" if side == "target" else "target"


def tree(chain: Chain) -> Iterator[str]:
    """The chain as lines of text: each step's duties, shortest chains first."""
    yield f"{chain.incident.on}  {chain.incident.by} attacks {chain.incident.target}"
    step = 0
    for edge in sorted(chain.edges, key=lambda e: (e.step, e.side, e.ally, e.state, e.clause)):
        if edge.step != step:
            step = edge.step
            yield f"step {step}"
        torn = "  (torn: drawn in on the other side too)" if edge.torn else ""
        certain = "" if edge.finding == "applies" else " (arguable)"
        yield f"  {edge.state} for {edge.ally} against {edge.against}: {edge.duty}, {edge.clause}{certain}{torn}"
