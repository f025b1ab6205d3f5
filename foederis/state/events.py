"""Claims of one act gathered across sentences and reports into events.

Two claims tell of one event when nothing they say stands against it (act, status, parties, object, place, dates) and
something both say holds them together (`foederis.state.alike`). What one leaves unsaid is no contradiction, but a
claim that would fit several events equally well joins none of them: which it belongs to is never guessed. Numbers
and votes do not keep claims of different sources apart; they become conflicts. Inside one source two numbers are
two events, as in a list of strikes or gifts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final, NamedTuple

from foederis.acts import MUTUAL
from foederis.model import Actor, Claim, Event, Report, Votes
from foederis.state.alike import Shape, head_of, months, shape_of, span_of
from foederis.state.copies import source_of_each

_EVENT: Final = "e-"  #: what the id of an event begins with
Key = tuple[object, ...]
Measure = tuple[str, str]  #: a source, and what it gives a number for: the head noun of the unit, or ``votes``


@dataclass(frozen=True, slots=True)
class Value:
    """One of the answers sources give to the same question, and the claims that give it."""

    text: str
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Conflict:
    """What sources disagree on: ``soldier`` (a number of them), ``votes`` or ``whether it happened``."""

    about: str
    values: tuple[Value, ...]

    def __str__(self) -> str:
        return "; elsewhere ".join(value.text for value in self.values)


@dataclass(frozen=True, slots=True)
class Gathering:
    """Events in order of time, and what their sources disagree on, by event id (only events with a conflict)."""

    events: tuple[Event, ...]
    conflicts: Mapping[str, tuple[Conflict, ...]]


class _Said(NamedTuple):
    claim: Claim
    source: str
    shape: Shape
    start: date
    end: date


@dataclass(slots=True, eq=False)
class _Cluster:
    """Claims of one event. A claim has to fit all of them, so what differs between members is kept for comparing."""

    members: list[_Said] = field(default_factory=list)
    shapes: set[Shape] = field(default_factory=set)
    start: date = date.min
    end: date = date.max
    numbers: dict[Measure, object] = field(default_factory=dict)

    def takes(self, said: _Said) -> bool:
        return (
            said.start <= self.end
            and self.start <= said.end
            and all(self.numbers.get((said.source, what), number) == number for what, number in _numbers(said.claim))
            and all(said.shape.fits(shape) for shape in self.shapes)
            and any(said.shape.holds(shape) for shape in self.shapes)
        )

    def agreement(self, said: _Said) -> tuple[int, int]:
        numbers = sum(number in self.numbers.values() for _, number in _numbers(said.claim))
        return max(said.shape.agreement(shape) for shape in self.shapes), numbers

    def add(self, said: _Said) -> None:
        self.members.append(said)
        self.shapes.add(said.shape)
        self.start, self.end = max(self.start, said.start), min(self.end, said.end)
        self.numbers.update({(said.source, what): number for what, number in _numbers(said.claim)})


def gather(claims: Iterable[Claim], reports: Sequence[Report]) -> Gathering:
    """The events that `claims` tell of, whatever their order; `reports` show which sources are copies of one text.

    Two reports of one publisher are two sources; a claim whose report is not given counts by its report's name.
    """
    return gather_from(claims, source_of_each(reports))


def gather_from(claims: Iterable[Claim], source: Mapping[str, str]) -> Gathering:
    """The same, where it is known already which source each report copies (`copies.source_of_each`)."""
    distinct = {claim.id: claim for claim in sorted(claims, key=lambda claim: claim.report, reverse=True)}
    clusters = _clusters(sorted((_said(claim, source) for claim in distinct.values()), key=_most_telling_first))
    conflicts = {_id(cluster): (*_disagreements(cluster), *denied) for cluster, denied in _with_denials(clusters)}
    events = sorted((_event(cluster, conflicts[_id(cluster)]) for cluster in clusters), key=_in_time)
    return Gathering(tuple(events), {event.id: conflicts[event.id] for event in events if conflicts[event.id]})


def gathered(claims: Iterable[Claim]) -> Iterator[list[Claim]]:
    """The same claims by the event they tell of, the most telling first; each claim is to be given once."""
    for cluster in _clusters(sorted((_said(claim, {}) for claim in claims), key=_most_telling_first)):
        yield [said.claim for said in cluster.members]


def _said(claim: Claim, source: Mapping[str, str]) -> _Said:
    start, end = span_of(claim)
    told_by = source.get(claim.report, claim.report)
    return _Said(claim, told_by, shape_of(claim, told_by), start, end)


def _most_telling_first(said: _Said) -> tuple[object, ...]:
    shape, claim = said.shape, said.claim
    told = sum(map(bool, (shape.actors, shape.targets, shape.object_id, shape.words, shape.place, claim.quantity)))
    return -told, said.end - said.start, -len(shape.words), -claim.confidence, claim.id


def _clusters(all_said: Sequence[_Said]) -> list[_Cluster]:
    clusters: list[_Cluster] = []
    at: dict[Key, list[_Cluster]] = defaultdict(list)
    for said in all_said:
        keys = [(said.claim.status, *key) for key in _keys(said)]
        near = {id(cluster): cluster for key in keys if key in at for cluster in at[key]}
        cluster = _best(said, near.values()) if near else None
        if cluster is None:
            cluster = _Cluster()
            clusters.append(cluster)
        cluster.add(said)
        for key in keys:
            if cluster not in at[key]:
                at[key].append(cluster)
    return clusters


def _keys(said: _Said) -> Iterator[Key]:
    """Claims that `Shape.holds` together share one of these, so only such are compared."""
    shape = said.shape
    anchors: list[Key] = [("object", shape.object_id)] if shape.object_id else []
    if shape.head:
        anchors.append(("head", shape.head))
    if shape.near:
        anchors.append(("parties", shape.actors, shape.targets))
        anchors.extend(("place", word) for word in shape.place)
    return ((said.claim.act, month, *anchor) for month in months(said.start, said.end) for anchor in anchors)


def _best(said: _Said, candidates: Iterable[_Cluster]) -> _Cluster | None:
    """The cluster that takes the claim and agrees with it most; None when there is none, or none more than another."""
    fitting = sorted(
        ((cluster.agreement(said), cluster) for cluster in candidates if cluster.takes(said)),
        key=lambda pair: pair[0],
        reverse=True,
    )
    if not fitting or (len(fitting) > 1 and fitting[0][0] == fitting[1][0]):
        return None
    return fitting[0][1]


def _numbers(claim: Claim) -> Iterator[tuple[str, object]]:
    if claim.quantity is not None:
        yield head_of(claim.unit) or "number", claim.quantity
    if claim.votes is not None:
        yield "votes", claim.votes


def _disagreements(cluster: _Cluster) -> tuple[Conflict, ...]:
    """Numbers that differ between the sources of one event."""
    given: dict[str, dict[object, list[Claim]]] = defaultdict(lambda: defaultdict(list))
    for said in cluster.members:
        for what, number in _numbers(said.claim):
            given[what][number].append(said.claim)
    return tuple(_conflict(what, values) for what, values in sorted(given.items()) if len(values) > 1)


def _conflict(about: str, values: Mapping[object, Sequence[Claim]]) -> Conflict:
    told = (
        Value(_say(number, claims), tuple(sorted(claim.id for claim in claims))) for number, claims in values.items()
    )
    return Conflict(about, tuple(sorted(told, key=lambda value: (value.text, value.claims))))


def _say(number: object, claims: Sequence[Claim]) -> str:
    if isinstance(number, Votes):
        counts = ((number.for_, "for"), (number.against, "against"), (number.abstain, "abstaining"))
        return ", ".join(f"{count} {side}" for count, side in counts if count is not None)
    return f"{number:,g} {min(claim.unit or '' for claim in claims)}".strip()


def _with_denials(clusters: Sequence[_Cluster]) -> Iterator[tuple[_Cluster, tuple[Conflict, ...]]]:
    """Each cluster with a conflict for each one that says the opposite: done here, not done by the same day there."""
    not_done: dict[Key, list[_Cluster]] = defaultdict(list)
    for cluster in clusters:
        if cluster.members[0].claim.status == "not_done":
            for key in {key for said in cluster.members for key in _keys(said)}:
                not_done[key].append(cluster)
    denials: dict[str, list[Conflict]] = defaultdict(list)
    for cluster in clusters:
        if cluster.members[0].claim.status == "done":
            for other in _denying(cluster, not_done):
                conflict = Conflict("whether it happened", (_stand(cluster, "it did"), _stand(other, "it did not")))
                denials[_id(cluster)].append(conflict)
                denials[_id(other)].append(conflict)
    return ((cluster, tuple(sorted(denials[_id(cluster)], key=repr))) for cluster in clusters)


def _denying(cluster: _Cluster, not_done: Mapping[Key, Sequence[_Cluster]]) -> list[_Cluster]:
    keys = {key for said in cluster.members for key in _keys(said)}
    candidates = {id(other): other for key in keys for other in not_done.get(key, ())}.values()
    return [
        other
        for other in candidates
        if all(_denies(no.claim, cluster) for no in other.members) and _fits(cluster, other)
    ]


def _denies(no: Claim, cluster: _Cluster) -> bool:
    """What is said not to have happened by a day contradicts only what is said to have happened by that day."""
    _, latest = _interval(cluster)
    earliest, _ = _interval(cluster)
    begun = no.earliest is None or (earliest is not None and earliest >= no.earliest)
    return begun and latest is not None and no.latest is not None and latest <= no.latest


def _fits(one: _Cluster, other: _Cluster) -> bool:
    pairs = [(mine, theirs) for mine in one.shapes for theirs in other.shapes]
    return all(mine.fits(theirs) for mine, theirs in pairs) and any(mine.holds(theirs) for mine, theirs in pairs)


def _stand(cluster: _Cluster, text: str) -> Value:
    return Value(text, tuple(sorted(said.claim.id for said in cluster.members)))


def _event(cluster: _Cluster, conflicts: Sequence[Conflict]) -> Event:
    lead = cluster.members[0].claim
    actors, targets = _parties(cluster)
    earliest, latest = _interval(cluster)
    return Event(
        id=_id(cluster),
        act=lead.act,
        status=lead.status,
        actors=actors,
        targets=targets,
        object=next((said.claim.object for said in cluster.members if said.claim.object), None),
        place=next((said.claim.place for said in cluster.members if said.claim.place), None),
        earliest=earliest,
        latest=latest,
        claims=tuple(said.claim.id for said in cluster.members),
        sources=len({said.source for said in cluster.members}),
        conflicts=tuple(str(conflict) for conflict in conflicts),
    )


def _id(cluster: _Cluster) -> str:
    """Names the most telling claim, so that an event keeps its id when lesser claims join it."""
    return f"{_EVENT}{cluster.members[0].claim.id}"


def telling_of(event_id: str) -> str:
    """The id of the claim that told most of the event when it got this id: it leads to the event when it is told better
    since. ValueError for an id that is no event's."""
    mark, _, claim = event_id.partition(_EVENT)
    if mark or not claim:
        raise ValueError(f"{event_id!r} is no event's id")
    return claim


def _interval(cluster: _Cluster) -> tuple[date | None, date | None]:
    """What all members allow."""
    earliest = max((said.claim.earliest for said in cluster.members if said.claim.earliest), default=None)
    latest = min((said.claim.latest for said in cluster.members if said.claim.latest), default=None)
    return earliest, latest


def _parties(cluster: _Cluster) -> tuple[tuple[Actor, ...], tuple[Actor, ...]]:
    """Doers and targets, each as the most telling claim that names any names them; of a mutual act both from one."""
    claims = [said.claim for said in cluster.members]
    if claims[0].act in MUTUAL:
        return next(((claim.actors, claim.targets) for claim in claims if claim.actors or claim.targets), ((), ()))
    actors = next((claim.actors for claim in claims if claim.actors), ())
    return actors, next((claim.targets for claim in claims if claim.targets), ())


def _in_time(event: Event) -> tuple[date, date, str, str]:
    first = event.earliest or event.latest or date.max
    return first, event.latest or date.max, event.act, event.id
