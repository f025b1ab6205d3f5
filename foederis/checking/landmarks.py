"""Dates that a report gives to events whose dates are known."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from foederis.checking.calendar import nearest
from foederis.checking.page import Page
from foederis.checking.slip import Slip
from foederis.reading.grammar.sentences import Sentence
from foederis.reports.dating import days
from foederis.reports.dating.landmarks import LandmarkFinder, Named
from foederis.reports.dating.moments import Moment, moments
from foederis.reports.dating.tense import SAID_ON, SPEECH, tense
from foederis.who.entries import Landmark

_HAPPENED: Final = {
    "vote": r"(?:adopt|pass|vot|approv|back|reject|endors)(?:e?d|t)",
    "resolution": r"(?:adopt|pass|vot|approv)(?:e?d)",
    "treaty": r"(?:signed|entered into force|came into force|took effect|ratified)",
    "agreement": r"(?:signed|reached|agreed|concluded|entered into force|took effect)",
    "accession": r"(?:joined|acceded|admitted|became)",
    "summit": r"(?:met|gathered|took place|was held|agreed|decided|adopted|opened)",
    "invocation": r"(?:invoked|triggered|activated)",
    "election": r"(?:elected|won|voted)",
    "withdrawal": r"(?:left|withdrew|quit)",
}
"""Per kind of landmark the verbs that tell that it happened: a date beside them is that of the event. Kinds that befall
several times under one name (attacks, meetings) are not judged."""

_DAY: Final = timedelta(days=1)
_CLOSE: Final = timedelta(days=45)  #: a day so close to the event's, and yet another, is taken for a slip
_REACH: Final = 60  #: characters between a date and the words of the event
_CLAUSE: Final = 140  #: characters within which all the words of the event stand
_BREAK: Final = re.compile(
    r"[;:()\"]|\b(?:after|before|since|following|ahead of|until|which|who|whose|that|when|where|while)\b"
)


def landmark_slips(page: Page, finder: LandmarkFinder) -> Iterator[Slip]:
    """ "On Thursday 14 January the Parliament adopted its resolution", which is on record for another day."""
    for sentence in page.sentences:
        said = page.said(sentence)
        dates = [moment for moment in moments(said) if moment.day is not None and moment.month is not None]
        for named in finder.named(said) if dates else ():
            found = _slip(page, sentence, said, named, dates)
            if found:
                yield found
                break


def _slip(page: Page, sentence: Sentence, said: str, named: Named, dates: list[Moment]) -> Slip | None:
    landmark = named.landmarks[0]
    if len(named.landmarks) > 1 or named.end - named.start > _CLAUSE or not _told(landmark, named, said):
        return None
    possible = {moment: page.possible(moment) for moment in dates}
    first, last = landmark.days
    if any(found & days.span(first - _DAY, last + _DAY) for found in possible.values()):
        return None
    for moment, found in possible.items():
        if not (found & days.span(first - _CLOSE, last + _CLOSE)) or not _belongs(moment, named, said):
            continue
        start, end = sentence.start + moment.start, sentence.start + moment.end
        but = f"{landmark.name} was on {_say(first, last)}, not {nearest(moment, found, page).isoformat()}"
        return page.slip("date", start, end, but, f"who's who, landmark {landmark.id}: {landmark.source}")
    return None


def _told(landmark: Landmark, named: Named, said: str) -> bool:
    """Whether the sentence tells that the event happened, by a verb of its kind within or beside its words."""
    verbs = _HAPPENED.get(landmark.kind)
    if verbs is None or tense(said, named.start, named.end) == "future":
        return False
    return re.search(rf"\b{verbs}\b", said[max(0, named.start - _REACH) : named.end + _REACH]) is not None


def _belongs(moment: Moment, named: Named, said: str) -> bool:
    """Whether the date is that of the event: it opens the sentence that tells of it, or stands beside it."""
    if SAID_ON.search(said[: moment.start]):
        return False
    opening = len(said[: moment.start].split()) <= 2 and moment.end <= named.start
    if opening:
        return SPEECH.search(said[moment.end : named.start]) is None
    first, last = min(moment.end, named.end), max(moment.start, named.start)
    gap = said[first:last] if first <= last else said[named.start : named.end]
    return len(gap) <= _REACH and not _BREAK.search(gap)


def _say(first: date, last: date) -> str:
    return first.isoformat() if first == last else f"{first} to {last}"
