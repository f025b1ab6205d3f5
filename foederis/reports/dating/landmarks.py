"""Clues from dated events that a report mentions: landmarks of who's who, named by words that stand in one sentence."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

from foederis.reports.dating import days
from foederis.reports.dating.clues import Clue
from foederis.reports.dating.days import Days
from foederis.reports.dating.moments import WEEKDAY_DAYS, YEARLESS_DAYS, Moment, moments
from foederis.reports.dating.phrases import Phrase, phrases
from foederis.reports.dating.sentences import Sentence
from foederis.reports.dating.tense import SAID_ON, SPEECH, tense
from foederis.who import Who
from foederis.who.entries import Landmark

Hits = dict[str, list[int]]
"""Where in a sentence the words stand."""

UNFORESEEN: Final = frozenset({"attack", "death", "disaster", "coup", "shootdown", "coerce", "protest", "invocation"})
"""Kinds of landmark that nobody speaks of before they happen."""

LASTING: Final = frozenset({"treaty", "agreement", "operation", "war", "sanction", "exercise", "resolution"})
"""Kinds that go on and are spoken of for years: "this week" is said of their beginning only beside a word for that."""

_BEGINNING: Final = re.compile(
    r"\b(?:sign|adopt|agreed|reached|announc|launch|began|start|invaded|captur|seiz|fell\b|fall\b|liberat|reta|reto"
    r"|recaptur|took|taken|conclud|approv|establish)",
    re.IGNORECASE,
)
_BEGUN: Final = re.compile(
    r"[\s,]*(?:(?:which|that|was|were|has|have|had|been)\s)*(?:signed|adopted|agreed|reached|announced|launched|began"
    r"|started|fell|concluded|approved|established|took effect|entered into force|broke out)\b"
)
_MANY: Final = 3  #: of more landmarks that the same words name, only words such as "last week's" tell which is meant
_REACH: Final = 60  #: characters between such words and the landmark's own
_BESIDE: Final = 25  #: and between the landmark's words and a word of beginning
_CLOSE: Final = timedelta(days=45)  #: a date so close to a landmark's, and yet another, dates another event
_BREAK: Final = re.compile(r"[;:—”\"“()]|,")
_ON: Final = re.compile(r"\b[Oo]n (?:the )?$")
_APART: Final = re.compile(
    r"\b(?:anniversar|mark(?:s|ed|ing)\b|commemorat|remember|memorial|victims|surviv|famil|trial|convict|sentenc|charg"
    r"|arrest|court|inquiry|investigat|since\b|after\b|before\b|until\b)",
    re.IGNORECASE,
)
"""Words between a landmark and words of time that make these tell of something that came later."""
_FEW: Final = 4  #: words that may stand between "this week" and what befell nobody's plan
_PAST, _AHEAD, _RELATIVE, _FRESH = 4, 3, 4, 2


@dataclass(frozen=True, slots=True)
class Named:
    """Landmarks that the same words of a sentence name: one of them is meant."""

    landmarks: tuple[Landmark, ...]
    words: tuple[str, ...]
    places: tuple[tuple[int, int], ...]  #: where these words stand
    start: int
    end: int


class LandmarkFinder:
    """The words of all landmarks, compiled once; immutable afterwards."""

    def __init__(self, who: Who) -> None:
        import ahocorasick

        sets = [(words, landmark) for landmark in who.landmarks.values() for words in _word_sets(landmark)]
        common = Counter(word for words, _ in sets for word in words)
        self._sets: dict[str, list[tuple[tuple[str, ...], Landmark]]] = defaultdict(list)
        for words, landmark in sets:
            self._sets[min(words, key=lambda word: common[word])].append((words, landmark))
        self._automaton: Any = ahocorasick.Automaton()
        for word in common:
            spellings = self._automaton.get(word.lower(), ())
            self._automaton.add_word(word.lower(), (*spellings, word))
        self._automaton.make_automaton()

    def clues(self, sentence: Sentence) -> Iterator[Clue]:
        """What the landmarks named in a sentence say about the day of publication."""
        named = self.named(sentence.text)
        if not named:
            return
        dates = [moment for moment in moments(sentence.text) if moment.day is not None]
        own = [moment for moment in dates if not SAID_ON.search(sentence.text[: moment.start])]
        meant = [fitting for each in named if (fitting := _fitting(each, own, named))]
        for each in meant:
            yield from _placed(each, sentence.text)
            yield from (clue for moment in dates if (clue := _on_its_day(each, moment, sentence.text)))
        for phrase in phrases(sentence.text) if meant else ():
            if any(phrase.start < moment.end and moment.start < phrase.end for moment in dates):
                continue
            yield from _related(phrase, meant, sentence.text)

    def named(self, text: str) -> list[Named]:
        """The landmarks that a sentence names, gathered by the words that name them."""
        hits = self._hits(text)
        found: dict[tuple[str, ...], dict[str, Landmark]] = defaultdict(dict)
        for word in hits:
            for words, landmark in self._sets.get(word, ()):
                if all(other in hits for other in words):
                    found[words][landmark.id] = landmark
        return [_named(words, tuple(landmarks.values()), hits) for words, landmarks in found.items()]

    def _hits(self, text: str) -> Hits:
        lowered = text.lower()
        hits: Hits = {}
        if len(lowered) != len(text) or not len(self._automaton):
            return hits
        for last, spellings in self._automaton.iter(lowered):
            start = last + 1 - len(spellings[0])
            if start and text[start - 1].isalnum():
                continue
            for word in spellings:
                if _written(word, text, start, last + 1):
                    hits.setdefault(word, []).append(start)
        return hits


def _word_sets(landmark: Landmark) -> tuple[tuple[str, ...], ...]:
    return (*landmark.words, (landmark.name,), *((alias,) for alias in landmark.aliases))


def _written(word: str, text: str, start: int, end: int) -> bool:
    """A capital stays one; what ends in a capital or digit ends there, any other word may go on (attack: attacked)."""
    if word[0].isupper() and not text[start].isupper():
        return False
    closed = word[-1].isupper() or word[-1].isdigit() or not word[-1].isalpha()
    return not (closed and end < len(text) and text[end].isalnum())


def _named(words: tuple[str, ...], landmarks: tuple[Landmark, ...], hits: Hits) -> Named:
    places = tuple((place, place + len(word)) for word in words for place in hits[word])
    firsts = [hits[word][0] for word in words]
    return Named(landmarks, words, places, min(firsts), max(hits[word][0] + len(word) for word in words))


def _fitting(each: Named, dates: list[Moment], named: list[Named]) -> Named | None:
    """Those landmarks that the sentence's own dates can mean: where dates fit some, only these; none whose day is close
    to a date that fits no landmark of the sentence."""
    fitting = [landmark for landmark in each.landmarks if any(_same(landmark, moment) for moment in dates)]
    if not fitting:
        others = [landmark for other in named for landmark in other.landmarks]
        loose = [moment for moment in dates if not any(_same(landmark, moment) for landmark in others)]
        fitting = [landmark for landmark in each.landmarks if not any(_beside(landmark, moment) for moment in loose)]
    return Named(tuple(fitting), each.words, each.places, each.start, each.end) if fitting else None


def _same(landmark: Landmark, moment: Moment) -> bool:
    first, last = landmark.days
    day = timedelta(days=1)
    return bool(days.span(first - day, last + day) & moment.when())


def _beside(landmark: Landmark, moment: Moment) -> bool:
    first, last = landmark.days
    return bool(days.span(first - _CLOSE, last + _CLOSE) & moment.when())


def _placed(each: Named, sentence: str) -> Iterator[Clue]:
    """Told as past: not before it; as planned: not after it."""
    if len(each.landmarks) > _MANY:
        return
    told = tense(sentence, each.start, each.end)
    first = min(landmark.days[0] for landmark in each.landmarks)
    last = max(landmark.days[1] for landmark in each.landmarks)
    name = _name(each)
    if told == "past" or any(landmark.kind in UNFORESEEN for landmark in each.landmarks):
        yield Clue(days.span(first, None), f"text: it tells of {name}: not before {first}", _PAST)
    elif told == "future":
        yield Clue(days.span(None, last), f"text: it looks ahead to {name}: not after {last}", _AHEAD)


def _momentary(each: Named, sentence: str) -> list[Landmark]:
    """Those of which words of time tell when they happened: not what lasts, unless its beginning is told."""
    begins = _BEGINNING.search(sentence, max(0, each.start - _BESIDE), each.end) or _BEGUN.match(sentence, each.end)
    return [landmark for landmark in each.landmarks if begins or landmark.kind not in LASTING]


def _on_its_day(each: Named, moment: Moment, sentence: str) -> Clue | None:
    """ "On 29 December", without the year, said of a landmark of that day: it was not long ago. A day that became a
    name (the September 11 attacks) is no such date."""
    same = [landmark for landmark in _momentary(each, sentence) if days.span(*landmark.days) & moment.when()]
    named_by_day = any(str(moment.day) in " ".join(words) for landmark in same for words in _word_sets(landmark))
    if not same or moment.year is not None or named_by_day or moment.long_ago(sentence):
        return None
    if not _ON.search(sentence[: moment.start]):
        return None
    found = days.NONE
    for landmark in same:
        found |= days.later(days.span(*landmark.days), 0, YEARLESS_DAYS if moment.weekday is None else WEEKDAY_DAYS)
    return Clue(found, f'text: "{moment.text}" said without its year of {_name(each)}', _AHEAD)


def _related(phrase: Phrase, named: list[Named], sentence: str) -> Iterator[Clue]:
    """What words such as "this week" say of the landmark they stand by."""
    near = [(gap, each) for each in named if (gap := _gap(phrase, each, sentence)) is not None]
    if not near:
        return
    least = min(gap for gap, _ in near)
    for each in (each for gap, each in near if gap == least):
        told = tense(sentence, each.start, each.end)
        allowed = [phrase.allows(*landmark.days, told == "past") for landmark in _momentary(each, sentence)]
        known = [some for some in allowed if some is not None]
        if known:
            union: Days = days.NONE
            for some in known:
                union |= some
            weight = _FRESH if phrase.text.lower() in ("just", "recent", "recently") else _RELATIVE
            yield Clue(union, f'text: "{phrase.text}" said of {_name(each)}', weight)


def _gap(phrase: Phrase, each: Named, sentence: str) -> int | None:
    """How far the words stand from the landmark's; None where they do not belong to it."""
    behind = [gap for _, end in each.places if end <= phrase.start and _joins(gap := sentence[end : phrase.start])]
    ahead = [sentence[phrase.end : start] for start, _ in each.places if start >= phrase.end]
    unforeseen = any(landmark.kind in UNFORESEEN for landmark in each.landmarks)
    if unforeseen and not phrase.owns:
        ahead = [gap for gap in ahead if _joins(gap) and len(gap.split()) <= _FEW]
    elif sentence[: phrase.start].strip(" “\"'‘") or SPEECH.search(sentence) or phrase.text == "Today":
        ahead = [gap for gap in ahead if _joins(gap)]
    else:
        ahead = [gap for gap in ahead if len(gap) <= 2 * _REACH and not _APART.search(gap)]
    if unforeseen and phrase.text.lower() == "today":
        return None
    return min((len(gap) for gap in (*behind, *ahead)), default=None)


def _joins(gap: str) -> bool:
    return len(gap) <= _REACH and not any(words.search(gap) for words in (_BREAK, SPEECH, _APART))


def _name(each: Named) -> str:
    """The landmarks' names and days, of many only the first and how many."""
    named = [f"{landmark.name} ({landmark.days[0]})" for landmark in each.landmarks]
    return " or ".join(named) if len(named) <= _MANY else f"{named[0]} or one of {len(named) - 1} others"
