"""From reports and claims to a brief: a pure function, in the order of the brief's sections."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

from foederis.brief import DOUBT, MIN_CONFIDENCE
from foederis.brief.model import (
    Amount,
    Answer,
    Basis,
    Brief,
    Clause,
    Commitment,
    Count,
    Disagreement,
    Party,
    Row,
    Sentence,
    Source,
    Speaker,
    Untaken,
)
from foederis.brief.names import Names, join
from foederis.brief.phrase import phrase, predicate, thing
from foederis.brief.words import STATUS
from foederis.model import Actor, Claim, Event, Interval, Problem, Report
from foederis.state.alike import head_of, words_of
from foederis.state.copies import source_of_each
from foederis.state.events import Gathering, gather
from foederis.state.fold import fold
from foederis.state.ledger import ledger
from foederis.state.rows import State
from foederis.who.registry import Who

STANCES = frozenset({"support", "criticise", "reject", "propose", "request", "deny", "threaten"})
NOT_SAID = "not said who"  #: the heading for acts whose doer no report names
GIVING = frozenset({"pledge", "provide"})
MISSIONS = frozenset({"launch", "suspend", "resume", "end", "deploy", "withdraw"})
SPOKEN_ONLY = STANCES - {"reject"} | {"pledge"}  #: acts that stand in sections of their own, not among what happened


def compose(
    reports: Sequence[Report],
    claims: Iterable[Claim],
    problems: Sequence[Problem] = (),
    who: Who | None = None,
    *,
    unread: Mapping[str, str] | None = None,
    min_confidence: float = MIN_CONFIDENCE,
) -> Brief:
    """The brief of `reports` and the `claims` read from them.

    `unread` gives for a report's name why it was not read; claims whose confidence is below `min_confidence` are only
    counted; a claim read from one text under two names is shown once. How things stood follows from the claims and
    `who`, so without it nothing is said of that. The same input in any order gives the same brief.
    """
    reports = sorted(reports, key=_by_publication)
    everything = sorted(claims, key=lambda claim: (claim.id, claim.report))
    distinct = [next(same) for _, same in groupby(everything, key=lambda claim: claim.id)]
    used = [claim for claim in distinct if claim.confidence >= min_confidence]
    sources = _sources(reports, used, unread or {})
    sentences = _sentences(used, sources)
    desk = _Desk(
        claims={claim.id: claim for claim in used},
        gathering=gather(used, reports),
        names=Names(who),
        sentence_of={id: sentence.number for sentence in sentences for id in sentence.claims},
        source_of=source_of_each(reports),
        publisher_of={report.name: report.publisher for report in reports},
    )
    published = _period(sources)
    on = published.latest or published.earliest or _last_day(used)
    state = fold(used if who else (), who or Who.of(()), on=on, source_of=desk.source_of)
    return Brief(
        published=published,
        sources=sources,
        independent=sum(source.copy_of is None for source in sources),
        happened=desk.rows(lambda event: event.act not in SPOKEN_ONLY and event.status in ("done", "not_done")),
        stances=_stances(desk),
        commitments=_commitments(desk),
        amounts=tuple(_amounts(desk, state)),
        missions=desk.rows(lambda event: event.act in MISSIONS),
        clauses=_clauses(desk),
        speakers=_speakers(desk, used),
        planned=desk.rows(lambda event: event.act not in SPOKEN_ONLY and event.status in ("planned", "possible")),
        disagreements=_disagreements(desk),
        untaken=_untaken(reports, everything, sources, problems, min_confidence),
        sentences=sentences,
    )


@dataclass(frozen=True)
class _Desk:
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
        return self._row(event, phrase(self.told(event), self.names))

    def predicate(self, event: Event) -> Row:
        """A row for a list under the name of the state or organisation: only persons are named again."""
        told = self.told(event)
        persons = join(self.names.person(actor.id) for actor in event.actors if actor.id)
        done = (event.actors and predicate(told, self.names)) or phrase(told, self.names)
        return self._row(event, f"{persons} {done}".strip())

    def giving(self, event: Event) -> Row:
        """A row for a table with giver and receiver: what and how much, and whether it is more than a promise kept."""
        told = self.told(event)
        status = "" if event.status == "done" or event.act == "pledge" else f" ({STATUS[event.status]})"
        return self._row(event, (thing(told) or "help") + status)

    def told(self, event: Event) -> Claim:
        """One claim that says all the event's claims say together."""
        members = [self.claims[id] for id in event.claims]
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

    def _row(self, event: Event, text: str) -> Row:
        basis = self.basis(event.claims)
        return Row(event.id, event.act, event.status, event.earliest, event.latest, text, basis, event.conflicts)


def _terms(claim: Claim) -> Iterator[str]:
    told = (("if", claim.condition), ("because", claim.because), ("in order", claim.purpose), ("due", claim.due))
    return (f"{word}: {' '.join(text.split())}" for word, text in told if text)


def _by_publication(report: Report) -> tuple[date, date, str]:
    dating = report.published
    return dating.earliest or dating.latest or date.max, dating.latest or date.max, report.name


def _sources(reports: Sequence[Report], claims: Sequence[Claim], unread: Mapping[str, str]) -> tuple[Source, ...]:
    """Reports by date of publication, then those that claims name but that are not at hand."""
    used = Counter(claim.report for claim in claims)
    leader = source_of_each(reports)
    absent = sorted(used.keys() - leader.keys())
    number = {name: n for n, name in enumerate([*(report.name for report in reports), *absent], 1)}
    first: dict[str, int] = {}
    for report in reports:
        first.setdefault(leader[report.name], number[report.name])
    known = (
        Source(
            number=number[report.name],
            report=report.name,
            title=report.title,
            publisher=report.publisher,
            url=report.url,
            earliest=report.published.earliest,
            latest=report.published.latest,
            because=report.published.because,
            claims=used[report.name],
            copy_of=None if (lead := first[leader[report.name]]) == number[report.name] else lead,
            unread=unread.get(report.name),
        )
        for report in reports
    )
    missing = (Source(number[name], name, None, None, None, None, None, (), used[name]) for name in absent)
    return (*known, *missing)


def _sentences(claims: Iterable[Claim], sources: Iterable[Source]) -> tuple[Sentence, ...]:
    """Sentences that carry claims, numbered in the order of the sources and of their texts."""
    number = {source.report: source.number for source in sources}
    carried: dict[tuple[int, int, int], list[Claim]] = defaultdict(list)
    for claim in claims:
        carried[number[claim.report], claim.start, claim.end].append(claim)
    return tuple(
        Sentence(n, source, start, end, found[0].sentence, tuple(claim.id for claim in found))
        for n, ((source, start, end), found) in enumerate(sorted(carried.items()), 1)
    )


def _period(sources: Sequence[Source]) -> Interval:
    return Interval(
        min((day for source in sources if (day := source.earliest or source.latest)), default=None),
        max((day for source in sources if (day := source.latest or source.earliest)), default=None),
    )


def _stances(desk: _Desk) -> tuple[Party, ...]:
    """Each party's supporting, criticising, rejecting ...; an act of several parties stands under each."""
    under: dict[tuple[str, str | None], list[Row]] = defaultdict(list)
    for event in desk.gathering.events:
        if event.act in STANCES:
            for name, code, alone in _each_party(event, desk.names):
                under[name, code].append(desk.predicate(alone))
    return tuple(Party(name, code, tuple(rows)) for (name, code), rows in sorted(under.items(), key=_largest_first))


def _each_party(event: Event, names: Names) -> Iterator[tuple[str, str | None, Event]]:
    """The event as the act of each of its doers alone."""
    if not event.actors:
        yield NOT_SAID, None, event
    for name, code in dict.fromkeys((names.bloc(actor), actor.for_) for actor in event.actors):
        own = tuple(actor for actor in event.actors if (names.bloc(actor), actor.for_) == (name, code))
        yield name, code, replace(event, actors=own)


def _largest_first(item: tuple[object, Sequence[object]]) -> tuple[int, str]:
    return -len(item[1]), str(item[0])


def _commitments(desk: _Desk) -> tuple[Commitment, ...]:
    """By giver, receiver and item; an item is the same when its head noun is."""
    lines: dict[tuple[str, str, str], list[Event]] = defaultdict(list)
    for event in desk.gathering.events:
        if event.act in GIVING:
            giver, receiver = _blocs(desk, event.actors) or NOT_SAID, _blocs(desk, event.targets)
            told = desk.told(event)
            lines[giver, receiver, head_of(told.object) or head_of(told.unit) or ""].append(event)
    return tuple(_commitment(desk, giver, receiver, events) for (giver, receiver, _), events in sorted(lines.items()))


def _blocs(desk: _Desk, actors: Sequence[Actor]) -> str:
    return ", ".join(dict.fromkeys(desk.names.bloc(actor) for actor in actors))


def _commitment(desk: _Desk, giver: str, receiver: str, events: Sequence[Event]) -> Commitment:
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


def _amounts(desk: _Desk, state: State) -> Iterator[Amount]:
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
                basis=desk.basis(line.claims),
            )


def _last_day(claims: Iterable[Claim]) -> date:
    """Of undated reports the last day that a claim names."""
    return max((day for claim in claims if (day := claim.latest or claim.earliest)), default=date.min)


def _clauses(desk: _Desk) -> tuple[Clause, ...]:
    """By clause: its id where known, else the words of the report."""
    under: dict[tuple[str, ...], list[Event]] = defaultdict(list)
    for event in desk.gathering.events:
        if event.act == "invoke":
            told = desk.told(event)
            under[(told.object_id,) if told.object_id else tuple(sorted(words_of(told.object)))].append(event)
    clauses = (Clause(_clause_name(desk, events), tuple(map(desk.row, events))) for events in under.values())
    return tuple(sorted(clauses, key=lambda clause: (-len(clause.rows), clause.name)))


def _clause_name(desk: _Desk, events: Sequence[Event]) -> str:
    told = desk.told(events[0])
    words = " ".join((told.object or "a clause not named").split())
    return f"{words} ({told.object_id})" if told.object_id else words


def _speakers(desk: _Desk, claims: Iterable[Claim]) -> tuple[Speaker, ...]:
    """Claims that reports attribute to somebody, by speaker; each with its own sentence."""
    said: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.speaker:
            said[desk.names.actor(claim.speaker)].append(claim)
    return tuple(
        Speaker(
            name,
            tuple(_statement(desk, claim) for claim in sorted(found, key=lambda c: (desk.sentence_of[c.id], c.id))),
        )
        for name, found in sorted(said.items(), key=_largest_first)
    )


def _statement(desk: _Desk, claim: Claim) -> Row:
    basis = replace(desk.basis([claim.id]), speakers=())
    return Row(claim.id, claim.act, claim.status, claim.earliest, claim.latest, phrase(claim, desk.names), basis)


def _disagreements(desk: _Desk) -> tuple[Disagreement, ...]:
    found: dict[tuple[object, ...], Disagreement] = {}
    for event in desk.gathering.events:
        for conflict in desk.gathering.conflicts.get(event.id, ()):
            answers = tuple(Answer(value.text, desk.basis(value.claims)) for value in conflict.values)
            found.setdefault(conflict.values, Disagreement(desk.row(event).text, conflict.about, answers))
    return tuple(found.values())


def _untaken(
    reports: Sequence[Report],
    claims: Sequence[Claim],
    sources: Sequence[Source],
    problems: Sequence[Problem],
    min_confidence: float,
) -> Untaken:
    from foederis.reading.sentences import split

    unread = tuple(source for source in sources if source.unread)
    silent = {source.report for source in unread}
    spans: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for claim in claims:
        spans[claim.report].append((claim.start, claim.end))
    split_up = [(report, split(report)) for report in reports if report.name not in silent]
    without = sum(
        not any(start < sentence.end and sentence.start < end for start, end in spans[report.name])
        for report, found in split_up
        for sentence in found
    )
    kinds = Counter(part.kind for report in reports for part in report.furniture)
    return Untaken(
        unread=unread,
        problems=tuple(problems),
        sentences=sum(len(found) for _, found in split_up),
        sentences_without_claim=without,
        below_confidence=len({claim.id for claim in claims if claim.confidence < min_confidence}),
        min_confidence=min_confidence,
        furniture=tuple(Count(kind, number) for kind, number in sorted(kinds.items())),
    )
