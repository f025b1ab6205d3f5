"""Reports read into claims: sentences, parses, names and voices are joined here, report by report."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from foederis.acts import MUTUAL
from foederis.model import Actor, Claim, Reading, Report
from foederis.reading import confidence
from foederis.reading.across.bearers import with_sides
from foederis.reading.across.ellipsis import Listing
from foederis.reading.across.reasons import Told, with_reasons
from foederis.reading.across.retold import with_shared_dates
from foederis.reading.across.things import with_things
from foederis.reading.acts import frames as frame_data
from foederis.reading.claiming import Candidate, SentenceReader
from foederis.reading.grammar import parse
from foederis.reading.grammar.kept import settle
from foederis.reading.grammar.sentences import Sentence, readable, split
from foederis.reading.mentions import lexicon
from foederis.reading.parties.cast import Cast, Parsed
from foederis.reading.slots.circumstances import circumstances_of
from foederis.reading.speech.voices import Speech
from foederis.reading.times.expressions import Today
from foederis.reading.times.story import Story
from foederis.reading.times.tense import narrates
from foederis.wire import to_json

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

    from foederis.who.matcher import Mention
    from foederis.who.registry import Who

READER = "frames-1"
_CRAFT = frozenset({"MilitaryPlatform", "Vehicle"})  #: kinds whose patterns tell ships by their prefix
_OF_SIDES = frozenset({"attack", "war"})  #: kinds of landmark in whose names the sides are named
_PLACES = frozenset({"place", "city", "state", "capital", "seat"})
LANGUAGES = frozenset({"en"})


class Read(NamedTuple):
    """One parsed sentence with the claims that the frames make out."""

    sentence: SentenceReader
    candidates: list[Candidate]


class Reader:
    """A parser, the frames and who's who, ready to read any number of reports."""

    def __init__(self, who: Who, *, pipeline: str = parse.DEFAULT_PIPELINE, frames: Path | None = None) -> None:
        self._who = who
        self._nlp = parse.pipeline(pipeline)
        self.frames = frame_data.load(frames)
        self.weights = confidence.load()

    def read(self, reports: Iterable[Report]) -> Iterator[Reading]:
        """One reading per report, in order; one that cannot be read, for its language or a fault, says so."""
        for report, read in self.sentences(reports):
            try:
                claims = self.claims(report, _candidates(read))
            except Exception as error:  # a fault in one report must not cost the batch
                yield Reading(report, READER, (), f"the reader failed on it: {type(error).__name__}: {error}")
            else:
                yield Reading(report, READER, tuple({claim.id: claim for claim in claims}.values()), unread(report))

    def claims(self, report: Report, candidates: list[Candidate]) -> list[Claim]:
        """One claim per candidate of a report: what the whole report adds to it, how sure it is, its id."""
        sided = with_sides(candidate.claim for candidate in candidates)
        candidates = [c._replace(claim=claim) for c, claim in zip(candidates, sided, strict=True)]
        dated = with_shared_dates((_in_its_circumstances(c), c.time is not None, narrates(c.verb)) for c in candidates)
        sure = [self.weights.confidence(c.features) for c in candidates]
        named = tuple(with_things(dated, self._who, self._spoken_of(report)))
        told = [Told(sentence.start, report.text[sentence.start : sentence.end]) for sentence in split(report)]
        return [
            with_id(replace(claim, confidence=how_sure, reader=READER), report.sha256)
            for claim, how_sure in zip(with_reasons(named, told), sure, strict=True)
        ]

    def _written_from(self, report: Report) -> str | None:
        """The state whose capital opens the report: 'MANILA, 3 June -'."""
        lines = (report.text[f.start : f.end] for f in report.furniture if f.kind == "dateline")
        named = (mention.entries[0] for line in lines for mention in self._who.find(line))
        return next((entry.id for entry in named if entry.kind == "capital"), None)

    def _spoken_of(self, report: Report) -> frozenset[str]:
        """The organisations that the report names."""
        found = (candidate for mention in self._who.find(report.text) for candidate in mention.entries)
        return frozenset(self._who.whole(candidate.id) for candidate in found if candidate.kind == "organisation")

    def candidates(self, reports: Iterable[Report]) -> Iterator[tuple[Report, list[Candidate]]]:
        """Per report the claims that the frames make out, each with the features that its confidence rests on."""
        for report, read in self.sentences(reports):
            yield report, _candidates(read)

    def sentences(self, reports: Iterable[Report]) -> Iterator[tuple[Report, Iterator[Read]]]:
        """Per report its parsed sentences in order; each knows what went before it until the next is taken."""
        queue: dict[int, Report] = {}
        stream = parse.parse(_sentences(reports, queue), self._nlp)
        for number, group in groupby(stream, key=lambda item: item[1][0]):
            parsed = [(doc, sentence) for doc, (_, sentence) in group if sentence is not None]
            report = queue.pop(number)
            yield report, self._of_report(report, parsed)

    def _of_report(self, report: Report, parsed: list[tuple[Doc, Sentence]]) -> Iterator[Read]:
        text = readable(report)
        mentions = self._who.find(text)
        views = [_view(doc, sentence, mentions, self._who) for doc, sentence in parsed]
        today = Today(report.published.earliest, report.published.latest)
        cast = Cast(self._who, mentions, today.last or today.first, self._written_from(report))
        speech, listing, story = Speech(text, views), Listing(), Story(today)
        for number, (view, (_, sentence)) in enumerate(zip(views, parsed, strict=True)):
            voices = speech.voices(number, cast)
            reader = SentenceReader(report, view, sentence, voices, cast, today, self._who, story)
            found = []
            for candidate in listing.continued(reader.candidates(self.frames), view, sentence, cast):
                if candidate.claim.act in MUTUAL:
                    cast.together((*candidate.claim.actors, *candidate.claim.targets))
                found.append(candidate)
            yield Read(reader, found)
            cast.remember(view, voices.quoter or voices.statement)


def _candidates(read: Iterable[Read]) -> list[Candidate]:
    return [candidate for _, candidates in read for candidate in candidates]


def _in_its_circumstances(candidate: Candidate) -> Claim:
    claim = candidate.claim
    found = circumstances_of(candidate.verb, candidate.time, planned=claim.status == "planned")
    return replace(claim, because=found.because, condition=found.condition, purpose=found.purpose, due=found.due)


def _sentences(
    reports: Iterable[Report], queue: dict[int, Report]
) -> Iterator[tuple[str, tuple[int, Sentence | None]]]:
    """The sentences to parse, each with its report's number; every report gives at least an empty one."""
    for number, report in enumerate(reports):
        queue[number] = report
        plain = readable(report)
        for sentence in () if unread(report) else split(report):
            if sentence.end - sentence.start <= parse.MAX_CHARS:
                yield plain[sentence.start : sentence.end], (number, sentence)
        yield "", (number, None)


def unread(report: Report) -> str | None:
    if report.language is None or report.language in LANGUAGES:
        return None
    return f"the report is in {report.language!r}; only English can be read so far"


def _view(doc: Doc, sentence: Sentence, mentions: tuple[Mention, ...], who: Who) -> Parsed:
    settle(doc)
    by_token: dict[int, Mention] = {}
    for mention in mentions:
        if mention.start >= sentence.end:
            break
        if mention.end <= sentence.start:
            continue
        span = doc.char_span(mention.start - sentence.start, mention.end - sentence.start, alignment_mode="expand")
        if span is not None and not (mention.entries[0].kind in _PLACES and _names_ship(span)):
            by_token |= {token.i: mention for token in span}
            event = who.landmarks.get(mention.entries[0].id)
            if event is not None and event.kind in _OF_SIDES:
                by_token |= dict(_named_by(span, who))
    return Parsed(doc, sentence.start, by_token)


def _names_ship(place: Span) -> bool:
    """The 'Luanda' of 'M/V Marlin Luanda', the 'Philippine Sea' of 'USS Philippine Sea'."""
    if place.start == 0 or not place.doc[place.start - 1].text[0].isupper():
        return False
    ships = (regex.finditer(place.doc.text) for kind, regex in lexicon.load().patterns if kind in _CRAFT)
    return any(ship.start() < place.start_char < ship.end() for found in ships for ship in found)


def _named_by(event: Span, who: Who) -> Iterator[tuple[int, Mention]]:
    """The names in that of an event: 'Russia' and 'Ukraine' in 'Russia's invasion of Ukraine'."""
    for part in (event.doc[event.start : event.root.i], event.doc[event.root.i + 1 : event.end]):
        for mention in who.find(part.text):
            named = part.char_span(mention.start, mention.end, alignment_mode="expand")
            if named is not None:
                yield from ((token.i, mention) for token in named)


def with_id(claim: Claim, text_sha256: str) -> Claim:
    """The claim with its id: a hash of the report's text, the offsets and the coded fields."""
    coded = [
        text_sha256,
        *(claim.start, claim.end, claim.act, claim.status),
        *([_party(a) for a in parties] for parties in (claim.actors, claim.targets)),
        *(claim.object, claim.quantity, claim.unit, to_json(claim.votes), claim.place, claim.country),
        *(_iso(claim.earliest), _iso(claim.latest), claim.speaker and _party(claim.speaker)),
    ]
    return replace(claim, id=hashlib.sha256(json.dumps(coded, ensure_ascii=False).encode()).hexdigest()[:20])


def _party(actor: Actor) -> list[str | None]:
    return [actor.for_, actor.id, actor.text]


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
