"""Where forces are said to stand, and whose they are said to be."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Final, Literal

from foederis.checking.page import Page
from foederis.checking.reference import Force, Reference, Strength
from foederis.checking.slip import Slip
from foederis.reading.grammar.sentences import Sentence
from foederis.who import holds

_STANDS: Final = re.compile(
    r"(?P<already>\b(?:already|currently|now|existing)\s+)?"
    r"\b(?:deployed|stationed|based|present|in place|operating)\s+in\s+(?:the\s+)?",
    re.IGNORECASE,
)
_NOT_YET: Final = re.compile(
    r"\b(?:(?:will|would|to|could|should|may|might|can|must)\s+(?:also\s+|soon\s+)?be|not|never|being|if)\s+$",
    re.IGNORECASE,
)
_PLANNED: Final = re.compile(
    r"\b(?:will|would|could|should|may|might|new|more|further|additional|plan\w*|decid\w+|agree\w*|establish\w*"
    r"|set\w* up|creat\w+|deploy\w*|send\w*|propos\w+|call\w*|ask\w*|want\w*|request\w*|to (?:join|lead|host))\b",
    re.IGNORECASE,
)
_OTHERS: Final = re.compile(r"\b(?:others?|they|them|these|those|ones|four|three|two)\b", re.IGNORECASE)
_OTHER_TIME: Final = re.compile(r"\b(?:19|20)\d\d\b")
_LISTED: Final = re.compile(r"\s*(?:,\s*(?:and\s+)?|and\s+|&\s*)(?:the\s+|in\s+)?")
_COUNT: Final = r"(?P<{0}>\d{{1,3}}(?:,\d{{3}})+|\d{{4,6}})"
_PART: Final = re.compile(
    rf"{_COUNT.format('whole')} (?P<whose>[A-Z][\w.]+) (?:soldiers|troops|forces|servicemen|personnel)\b[^.;]{{0,80}}?"
    rf"\bincluding (?:the |some |about |more than |around )?{_COUNT.format('part')}\b[^.;]{{0,60}}?\bunder\b"
    r"(?P<under>[^.;]{0,40}?)\bcommand\b"
)
_NEAR: Final = 0.1  #: share by which two round numbers may differ and mean the same troops

Stand = Literal["yes", "no", "unknown"]


def force_slips(page: Page, reference: Reference) -> Iterator[Slip]:
    """A force said to stand in states where it is on record not to, and troops of several states given to one."""
    if page.published is None:
        return
    for before, sentence in zip((None, *page.sentences), page.sentences, strict=False):
        yield from _misplaced(page, before, sentence, reference)
        yield from _misowned(page, sentence, reference)


def _misplaced(page: Page, before: Sentence | None, sentence: Sentence, reference: Reference) -> Iterator[Slip]:
    said = page.said(sentence)
    match = _STANDS.search(said) or _standing(reference, said)
    if match is None or _NOT_YET.search(said[: match.start()]) or _OTHER_TIME.search(said):
        return
    states, end = _states(page, sentence.start + match.end())
    force = _force(page, before, sentence, match.end(), reference)
    if not states or force is None:
        return
    wrong = [state for state in states if _stands(force, state, page, already=bool(match["already"])) == "no"]
    if wrong:
        names = ", ".join(page.who.states[state].name for state in wrong)
        but = f"{force.name} were not in {names} then: {_record(page, force)}"
        yield page.slip("place", sentence.start + match.start(), end, but, force.source)


def _standing(reference: Reference, said: str) -> re.Match[str] | None:
    """ "the four battlegroups in Narnia", where no word tells of what is new or only agreed."""
    words = "|".join(re.escape(word) for force in reference.forces for word in force.words)
    match = re.search(rf"\b(?:{words})s?(?P<already>)\s+in\s+(?:the\s+)?", said)
    return None if _PLANNED.search(said) else match


def _states(page: Page, at: int) -> tuple[list[str], int]:
    """The states listed from an offset on, and where the list ends."""
    found: list[str] = []
    end = at
    for mention in page.within(at, len(page.text)):
        if mention.start != at or mention.entries[0].kind != "state":
            break
        found.append(mention.entries[0].id)
        end = mention.end
        joint = _LISTED.match(page.text, end)
        at = joint.end() if joint else -1
    return found, end


def _force(page: Page, before: Sentence | None, sentence: Sentence, at: int, reference: Reference) -> Force | None:
    """The force that the words before the place name, or to which they refer back in the sentence before."""
    said = page.said(sentence)[:at]
    back = page.said(before) if before and before.paragraph == sentence.paragraph and _OTHERS.search(said) else ""
    for text in (said, back):
        for force in reference.forces:
            if _names(force, text) and any(entry.id == force.of for each in page.mentions for entry in each.entries):
                return force
    return None


def _names(force: Force, text: str) -> bool:
    words = "|".join(map(re.escape, force.words))
    hits = re.finditer(rf"(?:\b(?P<before>[\w-]+)\s+)?\b(?:{words})s?\b", text)
    return any(hit["before"] not in force.not_after for hit in hits)


def _stands(force: Force, state: str, page: Page, *, already: bool) -> Stand:
    """Whether the force stood in the state when the report was published; what stood "already" had come before."""
    assert page.published is not None
    first, last = page.published
    stations = [station for station in force.stations if state in station.states]
    if not stations:
        return "no" if last < force.complete_until else "unknown"
    if any(holds(station, day) for station in stations for day in page.published):
        return "yes"
    not_begun = all(
        station.from_.earliest and station.from_.earliest >= (first if already else last) for station in stations
    )
    over = all(station.to and station.to.latest and station.to.latest <= first for station in stations)
    return "no" if not_begun or over else "unknown"


def _record(page: Page, force: Force) -> str:
    stations = [each for each in force.stations if _begun_by(each.from_.earliest, page)]
    told = (f"{', '.join(page.who.states[state].name for state in each.states)}: {each.says}" for each in stations)
    return "; ".join(told)


def _begun_by(day: date | None, page: Page) -> bool:
    assert page.published is not None
    return day is None or day <= page.published[1]


def _misowned(page: Page, sentence: Sentence, reference: Reference) -> Iterator[Slip]:
    """ "100,000 Ruritanian soldiers, including 40,000 under the League's command", which are from several states."""
    said = page.said(sentence)
    for match in _PART.finditer(said):
        whose = next(page.within(sentence.start + match.start("whose"), sentence.start + match.end("whose")), None)
        of_one_state = whose is not None and whose.entries[0].kind in ("state", "demonym")
        under = page.within(sentence.start + match.start("under"), sentence.start + match.end("under"))
        commands = {entry.id for mention in under for entry in mention.entries}
        for strength in reference.strengths if of_one_state else ():
            number = int(match["part"].replace(",", ""))
            if strength.command in commands and _meant(strength, number, page):
                start = sentence.start + match.start()
                but = f"{strength.name}, {strength.number:,}, were {strength.says}"
                yield page.slip("number", start, sentence.start + match.end(), but, strength.source)


def _meant(strength: Strength, number: int, page: Page) -> bool:
    assert page.published is not None
    near = abs(number - strength.number) <= _NEAR * strength.number
    return near and all(holds(strength, day) for day in page.published)
