"""One sentence's claims: each evoked act with its parties, object, status, time, place and speaker."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from foederis.acts import SPEECH
from foederis.model import Actor, Claim, Interval, Report, Status
from foederis.reading import confidence
from foederis.reading.acts import status
from foederis.reading.acts.evoke import Evocation, evocations
from foederis.reading.grammar.kinds import annotate
from foederis.reading.grammar.phrases import votes
from foederis.reading.grammar.syntax import NOMINAL, subjects
from foederis.reading.slots.contrast import both_sides
from foederis.reading.slots.places import aboard, place_of
from foederis.reading.slots.slots import Slots
from foederis.reading.times.tense import is_perfect, tells_now
from foederis.reading.times.when import (
    Times,
    after_landmarks,
    after_what_it_answers,
    held,
    landmarks_in,
    looking_ahead,
    times_in,
)

if TYPE_CHECKING:
    from spacy.tokens import Token

    from foederis.reading.acts.frames import Frames, Unit
    from foederis.reading.grammar.sentences import Sentence
    from foederis.reading.parties.cast import Cast, Parsed
    from foederis.reading.speech.voices import Voices
    from foederis.reading.times.expressions import Time, Today
    from foederis.reading.times.story import Story
    from foederis.who.registry import Who

_FIRST_PERSON = frozenset({"i", "we", "my", "our"})
_DECIDING = frozenset({"decide", "opt", "choose", "vote", "elect", "resolve"})
_BACK = 20_000  #: how far back a word counts as named before


class Candidate(NamedTuple):
    """A claim that the frames make out, not yet weighed."""

    claim: Claim
    features: frozenset[str]  #: what its confidence rests on
    evoked: Evocation
    time: Time | None  #: the time expression that the sentence gives it

    @property
    def verb(self) -> Token:
        """The verb that tells the act, else the word that names it."""
        return self.evoked.carrier or self.evoked.token

    @property
    def timed(self) -> bool:
        """Whether the sentence gives it a time of its own."""
        return self.time is not None


@dataclass(frozen=True)
class SentenceReader:
    """All that is known when a sentence's claims are made out."""

    report: Report
    view: Parsed
    sentence: Sentence
    voices: Voices
    cast: Cast
    today: Today
    who: Who
    story: Story

    def candidates(self, frames: Frames) -> Iterator[Candidate]:
        """The claims of the sentence in the order of their words."""
        annotate(self.view)
        self.story.begins(self.sentence.paragraph)
        found = evocations(list(self.view.doc), frames)
        named = list(landmarks_in(self.view, self.who, self.today))
        times = times_in(self.view.doc, self.today, self.story).and_those(after_landmarks(named))
        landmarks = {token.i: time for time, token in named}
        told = times.and_those(Times(tuple(named)))
        predicates = frozenset(t.i for e in found for t in (e.token, e.carrier) if t is not None)
        before: Counter[str] = Counter()
        for evoked in found:
            time = landmarks.get(evoked.token.i) or self._time(evoked, times, predicates)
            for claim in self._claims(evoked, time, told, predicates):
                circumstances = self._circumstances(evoked, timed=time is not None)
                seen = confidence.features(claim, evoked, circumstances, number=len(found), same=before[claim.act])
                yield Candidate(claim, seen, evoked, time)
                before[claim.act] += 1

    def _circumstances(self, evoked: Evocation, *, timed: bool) -> tuple[str, ...]:
        given = {
            "time": timed,
            "quoted": evoked.token.i in self.voices.quoted,
            "headline": self.sentence.paragraph == 0,
            "new": not self._named_before(evoked.token.lemma_),
        }
        return tuple(name for name, holds in given.items() if holds)

    def _named_before(self, word: str) -> bool:
        start = self.sentence.start
        return word in self.report.text[max(0, start - _BACK) : start]

    def _claims(
        self, evoked: Evocation, time: Time | None, times: Times, predicates: frozenset[int]
    ) -> tuple[Claim, ...]:
        """The evocation's claim, and the opposite one where its clause sets another party against this."""
        voice = self.voices.voice(evoked.token)
        slots = Slots(self.view, evoked, self.cast, voice, self._saying(evoked.token, voice))
        claim = self._claim(slots, time, times, predicates)
        return both_sides(claim, slots) if claim is not None else ()

    def _aboard(self, evoked: Evocation) -> str | None:
        """The plane, ship or train on which the words were spoken."""
        verbs = (self.view.doc[r.verb] for r in self.voices.reporting if evoked.token.i in r.scope)
        return next((place for verb in verbs if (place := aboard(self.view, verb)) is not None), None)

    def _saying(self, token: Token, voice: Actor | None) -> tuple[Actor, ...]:
        """Those who say a word together: 'both X and Y said'."""
        inner = [r for r in self.voices.reporting if token.i in r.scope and r.speaker == voice]
        told = min(inner, key=lambda r: len(r.scope), default=None)
        if told is None or self.view.doc[told.verb].pos_ != "VERB":
            return ()
        return tuple(a for s in subjects(self.view.doc[told.verb]) for a in self.cast.parties(self.view, s))

    def _claim(self, slots: Slots, time: Time | None, times: Times, predicates: frozenset[int]) -> Claim | None:
        evoked, voice = slots.evoked, slots.speaker
        unit = evoked.unit
        speaker = self.voices.of(evoked.token)
        actors = slots.actors()
        targets = slots.targets(actors)
        text = slots.object_text()
        place, country = place_of(self.view, evoked, predicates, self.who, self.voices.quoted)
        place = place or (self._aboard(evoked) if unit.own_speech else None)
        if kept_out(unit, actors, targets, text, voice, place=place is not None):
            return None
        if unit.weak and not (actors or targets or evoked.carrier or time or place):
            return None
        state = self._in_time(self.status_of(evoked).status, time, evoked.carrier or evoked.token)
        if time is not None and not is_perfect(evoked.carrier or evoked.token):
            time = looking_ahead(unit.act, state, time, self.today)
        counted = slots.amount()
        occasion = self._is_occasion(evoked, actors, speaker)
        about = _told_in(slots.objects(), times)
        if occasion and time in about:
            time = None
        when = held(unit.act, state, time, self.today, occasion=occasion)
        if unit.act in SPEECH and state == "done":
            when = after_what_it_answers(when, [t.when for t in about], self.today)
        start, end = self.sentence.start, self.sentence.end
        return Claim(
            id="",
            report=self.report.name,
            start=start,
            end=end,
            sentence=self.report.text[start:end],
            act=unit.act,
            actors=self._as_written(actors),
            targets=self._as_written(targets),
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
        )

    def _as_written(self, parties: tuple[Actor, ...]) -> tuple[Actor, ...]:
        """The parties with the report's own quotation marks and dashes, which are made plain for reading."""
        plain, start = self.view.doc.text, self.sentence.start
        found = ((party, plain.find(party.text)) for party in parties)
        written = (
            (p, self.report.text[start + at : start + at + len(p.text)] if at >= 0 else p.text) for p, at in found
        )
        return tuple(party if text == party.text else replace(party, text=text) for party, text in written)

    def status_of(self, evoked: Evocation) -> status.Reasoned:
        """The status of an evoked act and the words, or the frame, that set it."""
        unit = evoked.unit
        found = self._told(evoked)
        if unit.status and (found.status != "not_done" or unit.vow or unit.negated):
            return status.Reasoned(unit.status, f"frame {unit.id}")
        return found

    def _told(self, evoked: Evocation) -> status.Reasoned:
        act = evoked.unit.act
        if evoked.unit.kind == "nouns":
            return status.of_noun(evoked.token, evoked.carrier, act=act)
        return status.of_verb(evoked.token if evoked.unit.kind == "verbs" else evoked.carrier or evoked.token, act=act)

    def _in_time(self, state: Status, time: Time | None, told: Token) -> Status:
        """What lies after the report's last day is not done yet ("the summit in June"), but for the past tense."""
        if told.tag_ == "VBD" or time is None or time.bound == "until" or time.when.earliest is None:
            return state
        ahead = time.when.earliest > (self.today.last or date.max)
        return "planned" if state == "done" and ahead else state

    def _time(self, evoked: Evocation, times: Times, predicates: frozenset[int]) -> Time | None:
        breaks = frozenset(r.verb for r in self.voices.reporting)
        own = times.of(evoked.token, predicates, breaks)
        above = evoked.token.head
        told = above if evoked.token.dep_ == "nsubj" and above.lemma_ == "be" else None  # 'the opening is in May'
        verb = evoked.carrier or told
        return own or (times.of(verb, predicates | {verb.i}, breaks) if verb is not None else None)

    def _is_occasion(self, evoked: Evocation, actors: tuple[Actor, ...], speaker: Actor | None) -> bool:
        """An act of speech done by the words themselves: by whoever speaks them, or told in the present tense."""
        if evoked.unit.act not in SPEECH:
            return False
        verb = evoked.carrier or evoked.token
        if verb.dep_ == "csubj":  # 'using it would help': what is spoken of
            return False
        if verb.dep_ == "acomp" or (verb.dep_ == "xcomp" and verb.head.tag_ == "VBD" and verb.head.lemma_ in _DECIDING):
            verb = verb.head
        own = speaker is not None and speaker.for_ in {a.for_ for a in actors}
        first_person = any(a.text.lower() in _FIRST_PERSON for a in actors)
        if own or first_person:
            before = is_perfect(verb) or (verb.tag_ == "VBD" and verb.dep_ == "ccomp" and not first_person)
            return evoked.unit.own_speech or not before
        if evoked.unit.vow is not None:
            return True
        if verb.dep_ == "advcl" and verb.tag_ == "VBG":
            verb = verb.head
        return speaker is None and tells_now(verb) and verb.dep_ in ("ROOT", "conj")


def _told_in(things: list[Token], times: Times) -> list[Time]:
    """The times told inside what an act is about, not of the act itself."""
    inside = {t.i for thing in things if thing.pos_ in NOMINAL for t in thing.subtree}
    return [time for time, anchor in times.found if anchor.i in inside and anchor.dep_ != "npadvmod"]


def kept_out(
    unit: Unit,
    actors: tuple[Actor, ...],
    targets: tuple[Actor, ...],
    text: str | None,
    speaker: Actor | None,
    *,
    place: bool = True,
) -> str | None:
    """The key of the unit by which what was found makes no claim; None where it makes one."""
    if unit.own_speech and speaker is None:
        return "own_speech"
    party = bool(actors or targets)
    given = {"actor": bool(actors), "target": bool(targets), "party": party, "object": bool(text), "place": place}
    return "needs" if unit.needs is not None and not given.get(unit.needs, True) else None


def _speaker_of_claim(act: str, actors: tuple[Actor, ...], speaker: Actor | None) -> Actor | None:
    """None where the claim is itself the speech act of its actor."""
    if speaker is None or (act in SPEECH and any(_whole(a) == _whole(speaker) is not None for a in actors)):
        return None
    return speaker


def _whole(actor: Actor) -> str | None:
    """The state or organisation of which whoever it acts for is part."""
    return actor.for_.split("/")[0] if actor.for_ else None
