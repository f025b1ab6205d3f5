"""Reports read into claims: the one place that joins sentences, names, voices, frames, status, time and confidence."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from foederis.acts import MUTUAL, SPEECH
from foederis.model import Actor, Claim, Interval, Reading, Report, Status
from foederis.reading import confidence, parse, status
from foederis.reading import frames as frame_data
from foederis.reading.evoke import Evocation, evocations
from foederis.reading.parties import Cast, Parsed
from foederis.reading.phrases import votes
from foederis.reading.places import place_of
from foederis.reading.sentences import Sentence, normalise, split
from foederis.reading.slots import Slots
from foederis.reading.speech import Speech, Voices
from foederis.reading.times import Time, Today
from foederis.reading.when import Times, held, times_in
from foederis.wire import to_json

if TYPE_CHECKING:
    from foederis.who.matcher import Mention
    from foederis.who.registry import Who

READER = "frames-1"
LANGUAGES = frozenset({"en"})
Candidate = tuple[Claim, frozenset[str]]


class Reader:
    """A parser, the frames and who's who, ready to read any number of reports."""

    def __init__(self, who: Who, *, pipeline: str = parse.DEFAULT_PIPELINE, frames: Path | None = None) -> None:
        self._who = who
        self._nlp = parse.pipeline(pipeline)
        self._frames = frame_data.load(frames)
        self._weights = confidence.load()

    def read(self, reports: Iterable[Report]) -> Iterator[Reading]:
        """One reading per report, in order; a report in a language that cannot be read gets one without claims that says so."""
        for report, candidates in self.candidates(reports):
            claims = (
                with_id(replace(claim, confidence=self._weights.confidence(seen)), report.sha256)
                for claim, seen in candidates
            )
            unique = {claim.id: claim for claim in claims}
            yield Reading(report, READER, tuple(unique.values()), self._unread(report))

    def candidates(self, reports: Iterable[Report]) -> Iterator[tuple[Report, list[Candidate]]]:
        """Per report the claims that the frames make out, each with the features that its confidence rests on."""
        queue: list[Report] = []

        def sentences() -> Iterator[tuple[str, tuple[int, Sentence | None]]]:
            for number, report in enumerate(reports):
                queue.append(report)
                plain = normalise(report.text)
                for sentence in self._readable(report):
                    yield plain[sentence.start : sentence.end], (number, sentence)
                yield "", (number, None)

        stream = parse.parse(sentences(), self._nlp)
        for number, group in groupby(stream, key=lambda item: item[1][0]):
            report = queue[number]
            parsed = [(doc, sentence) for doc, (_, sentence) in group if sentence is not None]
            yield report, list(self._candidates(report, parsed))

    def _readable(self, report: Report) -> tuple[Sentence, ...]:
        return () if self._unread(report) else tuple(s for s in split(report) if s.end - s.start <= parse.MAX_CHARS)

    def _unread(self, report: Report) -> str | None:
        if report.language is None or report.language in LANGUAGES:
            return None
        return f"the report is in {report.language!r}; only English can be read so far"

    def _candidates(self, report: Report, parsed: list[tuple[Any, Sentence]]) -> Iterator[Candidate]:
        text = normalise(report.text)
        mentions = self._who.find(text)
        views = [_view(doc, sentence, mentions) for doc, sentence in parsed]
        today = Today(report.published.earliest, report.published.latest)
        cast = Cast(self._who, mentions, today.last or today.first)
        speech = Speech(text, views)
        for number, view in enumerate(views):
            voices = speech.voices(number, cast)
            sentence = parsed[number][1]
            for claim, seen in _SentenceReader(report, view, sentence, voices, cast, today, self._who).candidates(
                self._frames
            ):
                if claim.act in MUTUAL:
                    cast.together((*claim.actors, *claim.targets))
                yield claim, seen
            cast.remember(view, voices.quoter or voices.statement)


def _view(doc: Any, sentence: Sentence, mentions: tuple[Mention, ...]) -> Parsed:
    by_token: dict[int, Mention] = {}
    for mention in mentions:
        if mention.start >= sentence.end:
            break
        if mention.end <= sentence.start:
            continue
        span = doc.char_span(mention.start - sentence.start, mention.end - sentence.start, alignment_mode="expand")
        if span is not None:
            by_token |= {token.i: mention for token in span}
    return Parsed(doc, sentence.start, by_token)


class _SentenceReader:
    """Reads the claims of one sentence."""

    def __init__(
        self, report: Report, view: Parsed, sentence: Sentence, voices: Voices, cast: Cast, today: Today, who: Who
    ) -> None:
        self.report, self.view, self.sentence, self.voices, self.cast, self.today, self.who = (
            report,
            view,
            sentence,
            voices,
            cast,
            today,
            who,
        )

    def candidates(self, frames: frame_data.Frames) -> Iterator[Candidate]:
        found = evocations(list(self.view.doc), frames)
        times = times_in(self.view.doc, self.today)
        predicates = frozenset(e.token.i for e in found) | frozenset(
            e.carrier.i for e in found if e.carrier is not None
        )
        acts: Counter[str] = Counter()
        for evoked in found:
            time = self._time(evoked, times, predicates)
            claim = self._claim(evoked, time, predicates)
            if claim is None:
                continue
            quoted = evoked.token.i in self.voices.quoted
            headline = self.sentence.paragraph == 0
            yield (
                claim,
                confidence.features(
                    claim,
                    evoked,
                    number=len(found),
                    same=acts[claim.act],
                    timed=time is not None,
                    quoted=quoted,
                    headline=headline,
                ),
            )
            acts[claim.act] += 1

    def _claim(self, evoked: Evocation, time: Time | None, predicates: frozenset[int]) -> Claim | None:
        unit = evoked.unit
        speaker = self.voices.of(evoked.token)
        if unit.own_speech and speaker is None:
            return None
        slots = Slots(self.view, evoked, self.cast, speaker)
        actors = slots.actors()
        targets = slots.targets(actors)
        text = slots.object_text()
        state: Status = unit.status or self._status(evoked)
        if _lacks(unit.needs, actors, targets, text):
            return None
        counted = slots.amount()
        when = held(unit.act, state, time, self.today, occasion=self._is_occasion(evoked, actors, speaker))
        place, country = place_of(self.view, evoked, predicates, self.who)
        return Claim(
            id="",
            report=self.report.name,
            start=self.sentence.start,
            end=self.sentence.end,
            sentence=self.report.text[self.sentence.start : self.sentence.end],
            act=unit.act,
            actors=actors,
            targets=targets,
            object=text,
            quantity=counted.quantity if counted else None,
            unit=counted.unit if counted else None,
            votes=votes(self.view.doc.text) if unit.act in ("adopt", "reject") else None,
            place=place,
            country=country,
            earliest=when.earliest,
            latest=when.latest,
            status=state,
            speaker=_speaker_of_claim(unit.act, actors, speaker),
            frame=unit.id,
            published=Interval(self.report.published.earliest, self.report.published.latest),
            reader=READER,
        )

    def _status(self, evoked: Evocation) -> Status:
        if evoked.unit.kind == "verbs":
            return status.of_verb(evoked.token).status
        if evoked.unit.kind == "adjectives":
            return status.of_verb(evoked.carrier or evoked.token).status
        return status.of_noun(evoked.token, evoked.carrier).status

    def _time(self, evoked: Evocation, times: Times, predicates: frozenset[int]) -> Time | None:
        breaks = frozenset(r.verb for r in self.voices.reporting)
        carrier = evoked.carrier
        return times.of(evoked.token, predicates, breaks) or (
            times.of(carrier, predicates, breaks) if carrier is not None else None
        )

    def _is_occasion(self, evoked: Evocation, actors: tuple[Actor, ...], speaker: Actor | None) -> bool:
        """An act of speech done by the words themselves: by whoever speaks them, or told in the present tense."""
        if evoked.unit.act not in SPEECH:
            return False
        if speaker is not None and speaker.for_ in {a.for_ for a in actors}:
            return True
        verb = evoked.carrier or evoked.token
        return verb.tag_ in ("VBZ", "VBP") and verb.dep_ in ("ROOT", "conj")


def _lacks(needed: str | None, actors: tuple[Actor, ...], targets: tuple[Actor, ...], text: str | None) -> bool:
    return (
        (needed == "actor" and not actors) or (needed == "target" and not targets) or (needed == "object" and not text)
    )


def _speaker_of_claim(act: str, actors: tuple[Actor, ...], speaker: Actor | None) -> Actor | None:
    """None where the claim is itself the speech act of its actor."""
    if speaker is None or (act in SPEECH and any(a.for_ == speaker.for_ and a.for_ for a in actors)):
        return None
    return speaker


def with_id(claim: Claim, text_sha256: str) -> Claim:
    """The claim with its id: a hash of the report's text, the offsets and the coded fields."""
    coded = [
        text_sha256, claim.start, claim.end, claim.act,
        [[a.for_, a.id, a.text] for a in claim.actors], [[a.for_, a.id, a.text] for a in claim.targets],
        claim.object, claim.quantity, claim.unit, to_json(claim.votes), claim.place, claim.country,
        _iso(claim.earliest), _iso(claim.latest), claim.status, claim.speaker and [claim.speaker.for_, claim.speaker.id, claim.speaker.text],
    ]  # fmt: skip
    return replace(claim, id=hashlib.sha256(json.dumps(coded, ensure_ascii=False).encode()).hexdigest()[:20])


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
