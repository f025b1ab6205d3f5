"""Clues from who is named in which office, and from how many members an organisation is said to have."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from foederis.reports.dating import days
from foederis.reports.dating.clues import Clue
from foederis.reports.dating.days import Days
from foederis.reports.dating.sentences import Sentence
from foederis.who import Mention, Who
from foederis.who.entries import Term

TITLES: Final = {
    "president": ("head-of-state", "president"),
    "prime minister": ("head-of-government",),
    "premier": ("head-of-government",),
    "chancellor": ("head-of-government",),
    "foreign secretary": ("foreign-minister",),
    "foreign minister": ("foreign-minister",),
    "secretary of state": ("foreign-minister",),
    "defense secretary": ("defence-minister",),
    "defence secretary": ("defence-minister",),
    "secretary of defense": ("defence-minister",),
    "defense minister": ("defence-minister",),
    "defence minister": ("defence-minister",),
    "secretary general": ("secretary-general",),
    "secretary-general": ("secretary-general",),
    "high representative": ("high-representative",),
    "foreign policy chief": ("high-representative",),
    "foreign affairs chief": ("high-representative",),
    "nato chief": ("secretary-general",),
    "vice president": ("vice-president",),
}
"""Titles that stand before or after a name, and the kinds of post (docs/whos-who.md) they mean."""

_TITLE: Final = re.compile("|".join(sorted(TITLES, key=len, reverse=True)), re.IGNORECASE)
_NOT_NOW: Final = re.compile(
    r"\b(?:former|ex|then|late|future|past|previous|predecessor|successor|elect|candidate|deputy|acting|nominee|vice"
    r"|incoming|outgoing|succeed\w*|replac\w+|become|became|until|between|from|under|since)\b|-elect",
    re.IGNORECASE,
)
_YEAR: Final = re.compile(r"\b(?:19|20)\d\d\b")
_ADJACENT: Final = 40
_SINCE, _UNTIL, _COUNT = 4, 2, 3
_MEMBERS: Final = re.compile(
    r"\b(?P<number>\d\d)[- ](?:(?:member|allied|NATO|EU) ?-?(?:states?|countries|nations?|governments?)|members?\b|allies\b"
    r"|nation\b|member\b|ambassadors\b)",
    re.IGNORECASE,
)
_ORGANISATIONS: Final = (
    ("NATO", re.compile(r"\b(?:NATO|Alliance|alliance|Allies|North Atlantic|allies)\b")),
    ("EU", re.compile(r"\b(?:EU|European Union|the bloc|E\.U\.)\b")),
)
_HOPED: Final = re.compile(
    r"\b(?:will|would|become|becoming|once|other|of the|some|least|almost|without)\b\s*(?:the\s*)?$"
)


def office_clues(found: tuple[Mention, ...], text: str, who: Who) -> Iterator[Clue]:
    """What the holders named with their office say: not before they took it and, of the last holder named, not after they
    left it."""
    held = {term: said for mention in found for term, said in _held(mention, text, who)}
    last: dict[str, Term] = {}
    for term in held:
        if term.post not in last or _first(term) > _first(last[term.post]):
            last[term.post] = term
    for terms in _same_words(held):
        yield from _terms_clues(terms, held, last)


def _same_words(held: dict[Term, str]) -> list[list[Term]]:
    """Terms that the same words can mean: one person's terms in one post or in posts alike."""
    grouped: dict[tuple[str, str], list[Term]] = defaultdict(list)
    for term, said in held.items():
        grouped[term.person, said].append(term)
    return list(grouped.values())


def _terms_clues(terms: list[Term], held: dict[Term, str], last: dict[str, Term]) -> Iterator[Clue]:
    said = held[terms[0]]
    first = min(_first(term) for term in terms)
    yield Clue(days.span(first, None), f'text: "{said}": in office from {first}', _SINCE)
    if not all(last[term.post] is term or last[term.post].person == term.person for term in terms):
        return
    in_office: Days = days.NONE
    for term in terms:
        in_office |= days.span(_first(term), _last(term))
    stretches = ", ".join(f"{_first(term)}..{_last(term) or 'now'}" for term in terms)
    yield Clue(in_office, f'text: "{said}": in office {stretches}', _UNTIL)


def _held(mention: Mention, text: str, who: Who) -> Iterator[tuple[Term, str]]:
    """The terms that a name with a title beside it can mean."""
    people = [entry.id for entry in mention.entries if entry.kind == "person"]
    if not people:
        return
    titled = _title(mention, text)
    if titled is None:
        return
    kinds, said = titled
    for person in people:
        for term in who.posts_of(person):
            if who.posts[term.post].kind in kinds and term.from_ and term.from_.earliest:
                yield term, said


def _title(mention: Mention, text: str) -> tuple[tuple[str, ...], str] | None:
    start = max(0, mention.start - _ADJACENT)
    before = re.split(r"[.;:!?\n”\"](?:\s|$)", text[start : mention.start])[-1]
    after = re.split(r"[.;:!?\n”\"](?:\s|$)", text[mention.end : mention.end + _ADJACENT])[0]
    if match := _last_title(before):
        if not _NOT_NOW.search(before) and not _NOT_NOW.match(after.lstrip(" ,-")):
            return TITLES[match[0].lower()], " ".join((before[match.start() :] + mention.text).split())
        return None
    if (match := _TITLE.search(after)) and after[: match.start()].strip(" ") in (",", ", the", ", NATO", ", NATO’s"):
        return (
            (TITLES[match[0].lower()], f"{mention.text}{after[: match.end()]}")
            if not _left(text, mention.end)
            else None
        )
    return None


def _last_title(before: str) -> re.Match[str] | None:
    matches = list(_TITLE.finditer(before))
    if not matches:
        return None
    gap = before[matches[-1].end() :].strip(" ,‎")
    beside = not gap or re.fullmatch(r"(?:(?:of|the|of the|[A-Z][\w’'-]*),? ?){1,6}", gap + " ")
    return matches[-1] if beside else None


def _left(text: str, end: int) -> bool:
    """Whether what follows says when the office was held, or of whom it is said."""
    return bool(_NOT_NOW.search(text[end : end + 2 * _ADJACENT]) or _YEAR.search(text[end : end + 2 * _ADJACENT]))


def _first(term: Term) -> date:
    assert term.from_ is not None
    assert term.from_.earliest is not None
    return term.from_.earliest


def _last(term: Term) -> date | None:
    return term.to.latest if term.to else None


class MemberCounts:
    """On which days NATO and the EU had how many members."""

    def __init__(self, who: Who) -> None:
        self._days = {org: _counts(who, org) for org, _ in _ORGANISATIONS if org in who.organisations}

    def clues(self, sentence: Sentence) -> Iterator[Clue]:
        """What "the 29 member states" says, where the sentence names the organisation."""
        for match in _MEMBERS.finditer(sentence.text):
            if _HOPED.search(sentence.text[: match.start()]):
                continue
            number, found = int(match["number"]), days.NONE
            named = [org for org, names in _ORGANISATIONS if names.search(sentence.text) and org in self._days]
            for org in named:
                found |= self._days[org].get(number, days.NONE)
            if found:
                yield Clue(found, f'text: "{match[0]}": {" or ".join(named)} had {number} members then', _COUNT)


def _counts(who: Who, org: str) -> dict[int, Days]:
    changes = {
        side.earliest
        for each in who.memberships
        if each.org == org
        for side in (each.from_, each.to)
        if side and side.earliest
    }
    counts: dict[int, Days] = defaultdict(int)
    ordered = sorted(changes)
    for first, following in zip(ordered, [*ordered[1:], None], strict=True):
        until = following - timedelta(days=1) if following else None
        counts[len(who.members(org, first))] |= days.span(first, until)
    return dict(counts)
