"""Which states are said to be in an organisation, and since when, against their memberships."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from typing import Final

from foederis.checking.members import countable
from foederis.checking.page import Page
from foederis.checking.slip import Slip
from foederis.reading.grammar.sentences import Sentence
from foederis.reports.dating import days
from foederis.reports.dating.moments import moments
from foederis.who import Mention
from foederis.who.dates import say_span
from foederis.who.entries import Membership

_MEMBER: Final = re.compile(r"(?:(?:'s)? member(?: state| country)?)? (?:the )?")
_SAYS_MEMBER: Final = re.compile(r"member", re.IGNORECASE)
_NOT_IN: Final = re.compile(r"\bnon-$", re.IGNORECASE)
_NOT_NOW: Final = re.compile(
    r"\b(?:would-be|aspiring|future|prospective|potential|candidate|possible|incoming|soon-to-be|former|ex|then"
    r"|eventual|hopeful|non-(?:NATO|EU) and)[\s-]+(?:\w+ )?$",
    re.IGNORECASE,
)
_JOINED: Final = re.compile(
    r"\s+(?:(?:only|finally|formally|officially)\s+)?(?:joined|acceded to|became a member of)\s+(?:the\s+)?"
)
_WHEN: Final = re.compile(r"\s+(?:(?:as|together|along|with|its|the|\d+\w*|member)\s+)*(?:in|on|back in)\s+")


def membership_slips(page: Page) -> Iterator[Slip]:
    """ "NATO member Sweden" in 2021, "non-NATO member Norway", "Croatia joined NATO in 2008"."""
    for sentence in page.sentences:
        names = list(page.within(sentence.start, sentence.end))
        for first, second in pairwise(names):
            found = _standing(page, first, second) or _joining(page, sentence, first, second)
            if found:
                yield found


def _standing(page: Page, org: Mention, state: Mention) -> Slip | None:
    """An organisation's name, "member", a state's name."""
    code, between = _state(state), page.text[org.end : state.start]
    if page.published is None or code is None or _MEMBER.fullmatch(between) is None:
        return None
    id = _organisation(page, org)
    before = page.text[max(0, org.start - 30) : org.start]
    if id is None or not _SAYS_MEMBER.search(org.text + between) or _NOT_NOW.search(before):
        return None
    outside = _NOT_IN.search(before) is not None
    stands = {page.who.standing(id, code, day) for day in page.published}
    if "unknown" in stands or (stands != {"member"} if outside else "member" in stands):
        return None
    name, whole = page.who.states[code].name, page.who.organisations[id]
    history = page.who.member_history(id, code)
    but = f"{name} was {'a' if outside else 'no'} member of {whole.name} then" + _since(history)
    start = org.start - len("non-") if outside else org.start
    return page.slip("members", start, state.end, but, f"who's who: {history[0].source if history else whole.source}")


def _since(history: tuple[Membership, ...]) -> str:
    return f" ({'; '.join(say_span(each.from_, each.to) for each in history)})" if history else ""


def _joining(page: Page, sentence: Sentence, state: Mention, org: Mention) -> Slip | None:
    """A state's name, "joined", an organisation's name, a date."""
    code = _state(state)
    if code is None or _JOINED.fullmatch(page.text[state.end : org.start]) is None:
        return None
    id = _organisation(page, org)
    if id is None:
        return None
    history = page.who.member_history(id, code)
    lead = _WHEN.match(page.text, org.end)
    said = page.said(sentence)
    at = lead.end() - sentence.start if lead else -1
    stated = next((each for each in moments(said) if each.start <= at < each.end and each.year is not None), None)
    firsts = [each.from_ for each in history if each.from_]
    if stated is None or not firsts or len(firsts) < len(history):
        return None
    if any(days.span(each.earliest, each.latest) & stated.when() for each in firsts):
        return None
    but = f"{page.who.states[code].name} was a member of {page.who.organisations[id].name}" + _since(history)
    return page.slip("date", state.start, sentence.start + stated.end, but, f"who's who: {history[0].source}")


def _organisation(page: Page, mention: Mention) -> str | None:
    """The organisation meant, where all its members are known."""
    on = page.published[1] if page.published else date.today()
    ids = [entry.id for entry in mention.entries if entry.kind == "organisation"]
    return ids[0] if len(ids) == 1 and countable(page.who, ids[0], on) else None


def _state(mention: Mention) -> str | None:
    return mention.entries[0].id if mention.entries[0].kind == "state" else None
