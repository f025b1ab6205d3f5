"""What all sections of a brief draw on: claims, events and names, and how they become rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from foederis.brief import DOUBT
from foederis.brief.model import Basis, Row
from foederis.brief.names import Names, join
from foederis.brief.phrase import phrase, predicate, thing
from foederis.brief.words import STATUS, fair_copy
from foederis.model import Claim, Event
from foederis.state.events import Gathering

NOT_SAID = "not said who"  #: the heading for acts whose doer no report names


@dataclass(frozen=True)
class Desk:
    """What all sections draw on."""

    claims: Mapping[str, Claim]
    gathering: Gathering
    names: Names
    sentence_of: Mapping[str, int]
    source_of: Mapping[str, str]
    publisher_of: Mapping[str, str | None]

    def rows(self, wanted: Callable[[Event], bool]) -> tuple[Row, ...]:
        return tuple(self.row(event) for event in self.gathering.events if wanted(event))

    def row(self, event: Event) -> Row:
        return self.told_as(event, phrase(self.told(event), self.names))

    def predicate(self, event: Event) -> Row:
        """A row for a list under the name of the state or organisation: only persons are named again."""
        told = self.told(event)
        persons = join(self.names.person(actor.id) for actor in event.actors if actor.id)
        done = (event.actors and predicate(told, self.names)) or phrase(told, self.names)
        return self.told_as(event, f"{persons} {done}".strip())

    def giving(self, event: Event) -> Row:
        """A row for a table with giver and receiver: what and how much, and whether it is more than a promise kept."""
        told = self.told(event)
        status = "" if event.status == "done" or event.act == "pledge" else f" ({STATUS[event.status]})"
        return self.told_as(event, (thing(told) or "help") + status)

    def told(self, event: Event) -> Claim:
        """One claim that says all the event's claims say together."""
        return together(event, self.claims)

    def basis(self, ids: Sequence[str]) -> Basis:
        claims = [self.claims[id] for id in ids]
        told = all(claim.speaker for claim in claims)
        speakers = (self.names.actor(claim.speaker) for claim in claims if claim.speaker)
        sources = {self.source_of.get(claim.report, claim.report) for claim in claims}
        publishers = {self.publisher_of.get(source) for source in sources}
        return Basis(
            claims=tuple(ids),
            sentences=tuple(sorted({self.sentence_of[id] for id in ids})),
            sources=len(sources),
            publisher=publishers.pop() if len(sources) > 1 and len(publishers) == 1 else None,
            doubtful=max(claim.confidence for claim in claims) < DOUBT,
            speakers=tuple(dict.fromkeys(speakers)) if told else (),
            terms=tuple(dict.fromkeys(term for claim in claims for term in _terms(claim))),
        )

    def told_as(self, event: Event, text: str) -> Row:
        basis = self.basis(event.claims)
        return Row(event.id, event.act, event.status, event.earliest, event.latest, text, basis, event.conflicts)


def together(event: Event, claims: Mapping[str, Claim]) -> Claim:
    """One claim that says all the event's claims say together, of those that are at hand; at least one must be."""
    members = [claims[id_] for id_ in event.claims if id_ in claims]
    counted = next((claim for claim in members if claim.quantity is not None), members[0])
    return replace(
        members[0],
        actors=event.actors,
        targets=event.targets,
        object=event.object,
        place=event.place,
        quantity=counted.quantity,
        unit=counted.unit,
        votes=next((claim.votes for claim in members if claim.votes), None),
    )


def _terms(claim: Claim) -> Iterator[str]:
    told = (("if", claim.condition), ("because", claim.because), ("in order", claim.purpose), ("due", claim.due))
    return (f"{word}: {fair_copy(text).removeprefix(f'{word} ')}" for word, text in told if text)
