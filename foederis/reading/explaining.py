"""What was read of a report and why, sentence by sentence: how a researcher finds out what a frame does."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from foederis.acts import SPEECH
from foederis.model import Actor, Claim, Report
from foederis.reading.acts.evoke import evocations
from foederis.reading.acts.misses import CONDITIONS, near_misses
from foederis.reading.claiming import Candidate, SentenceReader, kept_out
from foederis.reading.grammar import parse
from foederis.reading.grammar.sentences import Sentence, split
from foederis.reading.reader import Read, Reader, unread
from foederis.reading.slots.slots import Slots

if TYPE_CHECKING:
    from spacy.tokens import Token

    from foederis.reading.acts.evoke import Evocation
    from foederis.reading.acts.frames import Frames

_STRONGEST = 5  #: how many features of a claim's confidence are named


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the report, by its offsets there."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Role:
    """A party or the object of an act: where its frame found it."""

    name: str  #: actor, target, object
    place: (
        str | None
    )  #: the frame's place that gave it; None where it came from elsewhere in the report, or is not given
    words: tuple[str, ...]  #: what stands at that place
    tried: tuple[str, ...]  #: the frame's places, in the order in which they are tried


@dataclass(frozen=True, slots=True)
class Why:
    """A claim and the reasons for it."""

    claim: Claim
    evoked: Word
    roles: tuple[Role, ...]
    status: str  #: what set the status
    speaker: str | None  #: how the speaker is known; None where the report itself asserts the claim
    date: str  #: the words, or the rule, that gave the date
    confidence: tuple[tuple[str, float], ...]  #: the strongest features with their weights


@dataclass(frozen=True, slots=True)
class Missed:
    """A word that frames name and that made no claim, with the units tried and what each wanted."""

    word: Word
    units: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Explained:
    """A stretch of a report: a sentence, which has a number, or furniture, which has none."""

    number: int | None
    start: int
    end: int
    text: str
    claims: tuple[Why, ...] = ()
    missed: tuple[Missed, ...] = ()
    why_none: str | None = None  #: why there are no claims


def explain(reader: Reader, report: Report) -> tuple[Explained, ...]:
    """Every sentence and piece of furniture of a report in order, with the claims that `reader` makes of it and why."""
    _, sentences = next(reader.sentences([report]))
    read: dict[int, Explained] = {}
    told: list[tuple[int, Why]] = []
    candidates: list[Candidate] = []
    for one in sentences:
        start = one.sentence.sentence.start
        told += [(start, _why(one.sentence, candidate, reader)) for candidate in one.candidates]
        candidates += one.candidates
        read[start] = _explained(one, reader.frames)
    for (start, why), claim in zip(told, reader.claims(report, candidates), strict=True):
        sentence = read[start]
        read[start] = replace(sentence, claims=(*sentence.claims, _final(why, claim)))
    numbered = [_numbered(report, number, one, read) for number, one in enumerate(split(report), 1)]
    return tuple(sorted([*numbered, *_furniture(report, numbered)], key=lambda piece: piece.start))


def _numbered(report: Report, number: int, sentence: Sentence, read: dict[int, Explained]) -> Explained:
    if sentence.start in read:
        return replace(read[sentence.start], number=number)
    reason = unread(report) or f"longer than {parse.MAX_CHARS} characters: a list or a table, which is not parsed"
    text = report.text[sentence.start : sentence.end]
    return Explained(number, sentence.start, sentence.end, text, why_none=reason)


def _furniture(report: Report, sentences: list[Explained]) -> Iterator[Explained]:
    """The furniture between sentences; marks within one only stand for blanks there."""
    starts = [one.start for one in sentences]
    for part in report.furniture:
        before = bisect_right(starts, part.start) - 1
        if before < 0 or part.start >= sentences[before].end:
            text = report.text[part.start : part.end]
            yield Explained(None, part.start, part.end, text, why_none=f"furniture: {part.kind}")


def _explained(one: Read, frames: Frames) -> Explained:
    reader, sentence = one.sentence, one.sentence.sentence
    missed = (*_kept_out(reader, one.candidates, frames), *_not_evoked(reader, frames))
    none = None
    if not one.candidates:
        none = "no word here made a claim" if missed else "no word here is named by a frame"
    text = reader.report.text[sentence.start : sentence.end]
    in_order = tuple(sorted(missed, key=lambda miss: miss.word.start))
    return Explained(None, sentence.start, sentence.end, text, (), in_order, none)


def _kept_out(reader: SentenceReader, candidates: list[Candidate], frames: Frames) -> Iterator[Missed]:
    """Words that evoke an act of which no claim was made."""
    made = {(c.evoked.token.i, c.evoked.unit.id) for c in candidates if c.evoked.token.doc is reader.view.doc}
    for evoked in evocations(list(reader.view.doc), frames):
        if (evoked.token.i, evoked.unit.id) not in made:
            yield Missed(_word(reader, evoked.token), ((evoked.unit.id, _lack(reader, evoked)),))


def _lack(reader: SentenceReader, evoked: Evocation) -> str:
    slots = _slots(reader, evoked)
    actors = slots.actors()
    key = kept_out(evoked.unit, actors, slots.targets(actors), slots.object_text(), slots.speaker)
    if key == "own_speech":
        return f"own_speech: {CONDITIONS['own_speech']}"
    if key == "needs" or evoked.unit.needs == "place":
        return f"needs: it has no {evoked.unit.needs}"
    return f"weak: {CONDITIONS['weak']}" if evoked.unit.weak else "evoked, but made into no claim"


def _not_evoked(reader: SentenceReader, frames: Frames) -> Iterator[Missed]:
    for token, units in near_misses(list(reader.view.doc), frames):
        yield Missed(_word(reader, token), units)


def _word(reader: SentenceReader, token: Token) -> Word:
    """The word by its offsets; one carried on from the list before this sentence points to the sentence's start."""
    start = reader.sentence.start
    if token.doc is not reader.view.doc:
        return Word(token.text, start, start)
    return Word(token.text, start + token.idx, start + token.idx + len(token.text))


def _why(reader: SentenceReader, candidate: Candidate, weigher: Reader) -> Why:
    claim, evoked = candidate.claim, candidate.evoked
    features = _strongest(candidate.features, weigher.weights.weights)
    word = _word(reader, evoked.token)
    if word.start == word.end:
        carried = "as in the list that this sentence carries on"
        return Why(claim, word, (), carried, carried if claim.speaker else None, carried, features)
    status = reader.status_of(evoked).because or "nothing makes it other than done"
    return Why(
        claim, word, _roles(reader, candidate), status, _voice(reader, candidate), _date(reader, candidate), features
    )


def _final(why: Why, claim: Claim) -> Why:
    """The reasons with the claim as the whole report leaves it."""
    if (claim.earliest, claim.latest) == (why.claim.earliest, why.claim.latest):
        return replace(why, claim=claim)
    return replace(why, claim=claim, date="another sentence of the report tells the same act with this date")


def _slots(reader: SentenceReader, evoked: Evocation) -> Slots:
    return Slots(reader.view, evoked, reader.cast, reader.voices.voice(evoked.token))


def _roles(reader: SentenceReader, candidate: Candidate) -> tuple[Role, ...]:
    claim, unit, slots = candidate.claim, candidate.evoked.unit, _slots(reader, candidate.evoked)
    told = [t.i for t in slots.objects()]
    at_object = next((place for place in unit.object if any(t.i in told for t in slots.at(place))), None)
    return (
        _role(slots, "actor", _party_place(slots, unit.actor, claim.actors), unit.actor),
        _role(slots, "target", _party_place(slots, unit.target, claim.targets), unit.target),
        _role(slots, "object", at_object if claim.object else None, unit.object),
    )


def _role(slots: Slots, name: str, place: str | None, tried: tuple[str, ...]) -> Role:
    return Role(name, place, tuple(token.text for token in slots.at(place)) if place else (), tried)


def _party_place(slots: Slots, places: tuple[str, ...], found: tuple[Actor, ...]) -> str | None:
    """The first of the places that names a party, where one was found."""
    for place in places if found else ():
        if place in ("speaker", "object-owner"):
            return place
        if any(slots.cast.parties(slots.parsed, token, slots.speaker) for token in slots.at(place)):
            return place
    return None


def _voice(reader: SentenceReader, candidate: Candidate) -> str | None:
    voices, token = reader.voices, candidate.evoked.token
    speaker = voices.of(token)
    if speaker is None:
        return None
    if candidate.claim.speaker is None:
        return "none: the claim is itself what its actor says"
    if token.i in voices.quoted and speaker == voices.quoter:
        return "the words stand in quotation marks"
    verbs = [reader.view.doc[r.verb].text for r in voices.reporting if token.i in r.scope and r.speaker == speaker]
    return f"reported by '{verbs[0]}'" if verbs else "the text is a statement of this speaker"


def _date(reader: SentenceReader, candidate: Candidate) -> str:
    """The words that date the claim, else the codebook's rule for acts without any."""
    claim, time = candidate.claim, candidate.time
    if time is not None:
        return f"the words '{reader.view.doc.text[time.start : time.end]}'"
    if reader.today.first is None and reader.today.last is None:
        return "no words of time, and the report's own date is not known"
    if claim.act in SPEECH:
        uttered = "said as the report's own occasion" if claim.earliest else "said by the report's date"
        return f"no words of time: an act of speech, {uttered}"
    if claim.status in ("planned", "possible"):
        return "no words of time: still to come at the report's date"
    return "no words of time: done by the report's date"


def _strongest(features: frozenset[str], weights: dict[str, float]) -> tuple[tuple[str, float], ...]:
    weighed = [(name, weights[name]) for name in features if weights.get(name)]
    return tuple(sorted(weighed, key=lambda pair: (-abs(pair[1]), pair[0]))[:_STRONGEST])
