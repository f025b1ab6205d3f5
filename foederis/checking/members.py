"""How many members an organisation is said to have, against how many it had."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from foederis.checking.page import Page
from foederis.checking.slip import Slip
from foederis.reading.grammar.sentences import Sentence
from foederis.who import Who, holds

_WORDS: Final = {
    word: number
    for number, word in enumerate(
        """twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen
        twenty twenty-one twenty-two twenty-three twenty-four twenty-five twenty-six twenty-seven
        twenty-eight twenty-nine thirty thirty-one thirty-two""".split(),
        12,
    )
}
_NUMBER: Final = rf"\b(?P<number>\d{{1,3}}|{'|'.join(sorted(_WORDS, key=len, reverse=True))})"
_FORMS: Final = (
    re.compile(
        rf"(?:\b(?:the|all|its|their)|'s)(?: current| existing| present)? {_NUMBER} (?:(?:NATO|EU|allied) )?"
        r"(?:member[ -](?:states?|countries|nations|governments)|members|allies|ambassadors)\b",
        re.IGNORECASE,
    ),
    re.compile(rf"{_NUMBER}-(?:member|nation|country|state)\b", re.IGNORECASE),
)
_NOT_NOW: Final = re.compile(
    r"\b(?:will|would|could|become\w*|became|once|then|later|formerly|originally|founding|expand\w*|enlarg\w*"
    r"|grow\w*|grew|(?:19|20)\d\d|at the time)\b",
    re.IGNORECASE,
)
_KINDS: Final = ("alliance", "union")  #: of organisation, whose members are counted out in who's who
_LEAST: Final = 10  #: organisations with fewer members are rarely counted, and rather by subsets
_CLOSE: Final = 5  #: a number further off counts something else: a subset, or another time
_KNOWN_AHEAD: Final = timedelta(days=4 * 365)
"""Who is about to join or leave is counted in and out for years before: "the 27" of 2017, "the 32" of 2022."""


def member_slips(page: Page) -> Iterator[Slip]:
    """ "All 31 allies" in a report of 2020, "the 29-member alliance" in one of 2024."""
    if page.published is None:
        return
    for sentence in page.sentences:
        said = page.said(sentence)
        for match in (match for form in _FORMS for match in form.finditer(said)):
            number = _WORDS.get(match["number"].lower()) or int(match["number"])
            org = _organisation(page, sentence, match, page.published[1])
            if org is None or _NOT_NOW.search(said):
                continue
            counts = sorted({len(page.who.members(org, day)) for day in page.published})
            near = counts[0] >= _LEAST and abs(number - counts[0]) <= _CLOSE
            if near and number not in _counted(page.who, org, *page.published):
                yield page.slip(
                    "members",
                    sentence.start + match.start(),
                    sentence.start + match.end(),
                    f"{page.who.organisations[org].name} had {' or '.join(map(str, counts))} members then",
                    _source(page.who, org, page.published[1]),
                )


def _organisation(page: Page, sentence: Sentence, match: re.Match[str], on: date) -> str | None:
    """The organisation named nearest to the number; None where none with members is named in the sentence."""
    at = sentence.start + match.start()
    named = [
        (abs(mention.start - at), page.who.whole(entry.id))
        for mention in page.within(sentence.start, sentence.end)
        for entry in mention.entries
        if entry.kind == "organisation" and countable(page.who, page.who.whole(entry.id), on)
    ]
    return min(named)[1] if named else None


def countable(who: Who, org: str, on: date) -> bool:
    """Whether all members of `org` on the day are known: of alliances and unions, none with coarse dates."""
    entry = who.organisations.get(org)
    if entry is None or entry.kind not in _KINDS:
        return False
    known = [each for each in who.memberships if each.org == org]
    return bool(known) and all(holds(each, on) is not None for each in known)


def _counted(who: Who, org: str, first: date, last: date) -> range:
    """The numbers that may be meant: those of the time, with who was on the way in or out."""
    counts = [len(who.members(org, day)) for day in (first - timedelta(days=7), first, last, last + timedelta(days=7))]
    coming = leaving = 0
    for each in (each for each in who.memberships if each.org == org):
        invited = each.invited.earliest if each.invited else None
        joined = each.from_.earliest if each.from_ else None
        coming += bool(invited and joined and invited <= last < joined)
        left = each.to.earliest if each.to else None
        leaving += bool(left and last < left <= last + _KNOWN_AHEAD)
    return range(min(counts) - leaving, max(counts) + coming + 1)


def _source(who: Who, org: str, on: date) -> str:
    """Where the latest accession of the time is taken from."""
    joined = [each for each in who.memberships if each.org == org and each.from_ and each.from_.latest]
    before = [each for each in joined if each.from_ and each.from_.latest and each.from_.latest <= on]
    last = max(before, key=lambda each: each.from_.latest if each.from_ and each.from_.latest else date.min)
    return f"who's who: {last.source}"
