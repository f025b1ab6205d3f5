"""From reports and claims to a brief: a pure function, in the order of the brief's sections."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby

from foederis.brief.commitments import amounts, commitments
from foederis.brief.desk import NOT_SAID, Desk
from foederis.brief.model import (
    Answer,
    Basis,
    Brief,
    Clause,
    Count,
    Disagreement,
    Party,
    Provision,
    Row,
    Sentence,
    Source,
    Speaker,
    Untaken,
)
from foederis.brief.names import Names, join
from foederis.brief.phrase import phrase
from foederis.brief.seen import sites, spans, ties
from foederis.brief.standing import standing
from foederis.model import MIN_CONFIDENCE, Claim, Event, Interval, Problem, Report
from foederis.state.alike import words_of
from foederis.state.copies import source_of_each
from foederis.state.events import gather_from
from foederis.state.fold import Fold
from foederis.state.rows import Conflict, State, Value
from foederis.who.registry import Who

STANCES = frozenset({"support", "criticise", "reject", "propose", "request", "deny", "threaten"})
SPOKEN_ONLY = STANCES - {"reject"} | {"pledge"}  #: acts that stand in sections of their own, not among what happened


def compose(
    reports: Sequence[Report],
    claims: Iterable[Claim],
    problems: Sequence[Problem] = (),
    who: Who | None = None,
    *,
    unread: Mapping[str, str] | None = None,
    min_confidence: float = MIN_CONFIDENCE,
    part: bool = False,
    source_of: Mapping[str, str] | None = None,
    law: tuple[Provision, ...] = (),
) -> Brief:
    """The brief of `reports` and the `claims` read from them.

    `unread` gives for a report's name why it was not read; claims whose confidence is below `min_confidence` are only
    counted; with `part` the claims are some of those read, and what was not taken is not told. `source_of` says whose
    copy each report is, where that is known (`source_of_each`); `law` is what the treaties say (`foederis.brief.law`).
    A claim read from one text under two names is shown once. How things stood follows from the claims and `who`, so
    without it nothing is said of that. The same input in any order gives the same brief.
    """
    reports = sorted(reports, key=_by_publication)
    everything = sorted(claims, key=lambda claim: (claim.id, claim.report))
    distinct = [next(same) for _, same in groupby(everything, key=lambda claim: claim.id)]
    used = [claim for claim in distinct if claim.confidence >= min_confidence]
    source_of = source_of_each(reports) if source_of is None else source_of
    sources = _sources(reports, used, unread or {}, source_of)
    sentences = _sentences(used, sources)
    desk = Desk(
        claims={claim.id: claim for claim in used},
        gathering=gather_from(used, source_of),
        names=Names(who),
        sentence_of={id: sentence.number for sentence in sentences for id in sentence.claims},
        source_of=source_of,
        publisher_of={report.name: report.publisher for report in reports},
    )
    published = _period(sources)
    on = published.latest or published.earliest or _last_day(used)
    folded = Fold(who or Who.of(()), source_of=desk.source_of)
    folded.add_all(used if who else ())
    state = folded.state(on)
    return Brief(
        published=published,
        sources=sources,
        independent=sum(source.copy_of is None for source in sources),
        law=law,
        happened=desk.rows(lambda event: event.act not in SPOKEN_ONLY and event.status in ("done", "not_done")),
        stances=_stances(desk),
        commitments=commitments(desk),
        amounts=tuple(amounts(desk, state)),
        on=None if on == date.min else on,
        standing=standing(desk, state),
        spans=spans(desk, folded, state),
        ties=ties(desk, state),
        sites=tuple(sites(desk, state, who)) if who else (),
        clauses=_clauses(desk),
        speakers=_speakers(desk, used),
        planned=desk.rows(lambda event: event.act not in SPOKEN_ONLY and event.status in ("planned", "possible")),
        disagreements=_disagreements(desk, state),
        untaken=None if part else _untaken(reports, everything, sources, problems, min_confidence),
        sentences=sentences,
    )


def _by_publication(report: Report) -> tuple[date, date, str]:
    dating = report.published
    return dating.earliest or dating.latest or date.max, dating.latest or date.max, report.name


def _sources(
    reports: Sequence[Report], claims: Sequence[Claim], unread: Mapping[str, str], leader: Mapping[str, str]
) -> tuple[Source, ...]:
    """Reports by date of publication, then those that claims name but that are not at hand."""
    used = Counter(claim.report for claim in claims)
    absent = sorted(used.keys() - {report.name for report in reports})
    number = {name: n for n, name in enumerate([*(report.name for report in reports), *absent], 1)}
    first: dict[str, int] = {}
    for report in reports:
        first.setdefault(leader.get(report.name, report.name), number[report.name])
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
            copy_of=None if (lead := first[leader.get(report.name, report.name)]) == number[report.name] else lead,
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


def _stances(desk: Desk) -> tuple[Party, ...]:
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


def _last_day(claims: Iterable[Claim]) -> date:
    """Of undated reports the last day that a claim names."""
    return max((day for claim in claims if (day := claim.latest or claim.earliest)), default=date.min)


def _clauses(desk: Desk) -> tuple[Clause, ...]:
    """By clause: its id where known, else the words of the report."""
    under: dict[tuple[str, ...], list[Event]] = defaultdict(list)
    for event in desk.gathering.events:
        if event.act == "invoke":
            told = desk.told(event)
            under[(told.object_id,) if told.object_id else tuple(sorted(words_of(told.object)))].append(event)
    clauses = (Clause(_clause_name(desk, events), tuple(map(desk.row, events))) for events in under.values())
    return tuple(sorted(clauses, key=lambda clause: (-len(clause.rows), clause.name)))


def _clause_name(desk: Desk, events: Sequence[Event]) -> str:
    told = desk.told(events[0])
    words = " ".join((told.object or "a clause not named").split())
    return f"{words} ({told.object_id})" if told.object_id else words


def _speakers(desk: Desk, claims: Iterable[Claim]) -> tuple[Speaker, ...]:
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


def _statement(desk: Desk, claim: Claim) -> Row:
    basis = replace(desk.basis([claim.id]), speakers=())
    return Row(claim.id, claim.act, claim.status, claim.earliest, claim.latest, phrase(claim, desk.names), basis)


def _disagreements(desk: Desk, state: State) -> tuple[Disagreement, ...]:
    """On single events, then what the state finds besides: answers on other claims than those."""
    found: dict[tuple[object, ...], Disagreement] = {}
    for event in desk.gathering.events:
        for conflict in desk.gathering.conflicts.get(event.id, ()):
            answers = tuple(Answer(value.text, desk.basis(value.claims)) for value in conflict.values)
            found.setdefault(conflict.values, Disagreement(desk.row(event).text, conflict.about, answers))
    told = [{id_ for answer in each.answers for id_ in answer.basis.claims} for each in found.values()]
    besides = (each for each in state.conflicts if each.claims and not any(set(each.claims) <= ids for ids in told))
    return (*found.values(), *(_of_state(desk, conflict) for conflict in besides))


def _of_state(desk: Desk, conflict: Conflict) -> Disagreement:
    """A conflict of the state; an answer that no claim gives is that of who's who."""
    whose = join(map(desk.names.code, conflict.of))
    answers = tuple(_answer(desk, value) for value in conflict.values)
    return Disagreement(f"{conflict.about} ({whose})" if whose else conflict.about, conflict.about, answers)


def _answer(desk: Desk, value: Value) -> Answer:
    ids = [id_ for id_ in value.claims if id_ in desk.claims]
    return Answer(value.value, desk.basis(ids)) if ids else Answer(f"{value.value} (who's who)", Basis((), (), 0))


def _untaken(
    reports: Sequence[Report],
    claims: Sequence[Claim],
    sources: Sequence[Source],
    problems: Sequence[Problem],
    min_confidence: float,
) -> Untaken:
    from foederis.reading.grammar.sentences import split

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
