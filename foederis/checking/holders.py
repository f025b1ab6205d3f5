"""Who is said to hold a post when the report was published, against who held it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from difflib import SequenceMatcher
from typing import Final

from foederis.checking.offices import Held
from foederis.checking.page import Page
from foederis.checking.slip import Slip
from foederis.checking.spelling import ALIKE
from foederis.who import Who, holds
from foederis.who.dates import say_span
from foederis.who.entries import Term
from foederis.who.text import plain

SEVERAL: Final = frozenset(
    """ambassador envoy expert member minister official spokesperson leader opposition-leader commissioner
    under-secretary-general assistant-secretary-general""".split()
)
"""Kinds of post of which there may be others beside the one that who's who names."""

_NOT_NOW: Final = re.compile(
    r"\b(?:former|ex|then|late|future|past|previous|predecessors?|successors?|candidate|deputy|acting|interim|nominee|vice"
    r"|incoming|outgoing|under|assistant|associate|shadow|caretaker|self-declared|rival|next|replac\w+|succeed\w*|one-time"
    r"|first|late|founding|when|until|since|before|after)[\s-]+(?:the |U\.?S\.? |his |her )?(?:[A-Z]\w+ )?$",
    re.IGNORECASE,
)
_LEAVING: Final = re.compile(
    r"[,\s(-]*(?:elect|designate|nominee|at the time|then|until|from|between|in (?:19|20)\d\d)\b"
)
_OTHER_TIME: Final = re.compile(
    r"\b(?:(?:19|20)\d\d|years? (?:ago|earlier|before|later)|decades?|century|anniversary|at the time|once|back then"
    r"|history|historic\w*|used to|recall\w*|remember\w*|under President|era)\b",
    re.IGNORECASE,
)
_FRESH: Final = re.compile(
    r"\b(?:today|yesterday|tonight|tomorrow|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|this (?:morning|week|afternoon"
    r"|evening|month)|last (?:week|night|month)|has|have|says|will)\b"
)
_BESIDE: Final = 30  #: characters before an office in which words about its time stand
_FORMER: Final = re.compile(r"\b(?:former|ex|one-time)[\s-]+(?:the )?$", re.IGNORECASE)
_CAREER: Final = 30  #: years of known holders from which on somebody not among them never was one
_HANDOVER: Final = timedelta(days=14)  #: both may be named in the weeks of a change


def holder_slips(page: Page, named: Iterable[Held]) -> Iterator[Slip]:
    """A name beside a post that somebody else held, when the report was published."""
    if page.published is None:
        return
    seen: set[tuple[str, frozenset[str]]] = set()
    for each in named:
        key = each.name, each.office.posts
        if key in seen:
            continue
        found = _slip(page, each) if _of_now(page, each) else _never(page, each)
        if found:
            seen.add(key)
            yield found


def _of_now(page: Page, each: Held) -> bool:
    """Whether the office is the holder's at the time of the report, as far as the words beside it tell."""
    before, after = page.text[max(0, each.office.start - _BESIDE) : each.office.start], page.text[each.end :]
    return not (_NOT_NOW.search(before) or _LEAVING.match(after) or (each.office.bare and _of_another(page, each)))


def _of_another(page: Page, each: Held) -> bool:
    """Whether a name stands before a title that does not say of what: "the Philippine Defense Secretary"."""
    start = max(0, each.office.start - _BESIDE)
    return any(
        page.text[name.end : each.office.start] in (" ", "'s ") for name in page.within(start, each.office.start)
    )


def _slip(page: Page, each: Held) -> Slip | None:
    assert page.published is not None
    terms = _holders(page, each)
    if not terms or _is_one_of(each, terms, page) or not _worth_an_alarm(page, each):
        return None
    start, end = min(each.office.start, each.start), max(each.office.end, each.end)
    but = f"{page.who.posts[terms[0].post].name} was {_names(terms, page.who)}"
    return page.slip("post", start, end, but, f"who's who: {terms[0].source}")


def _never(page: Page, each: Held) -> Slip | None:
    """A "former" holder who never held the post, where who's who names its holders of a whole career before."""
    assert page.published is not None
    before = page.text[max(0, each.office.start - _BESIDE) : each.office.start]
    if not _FORMER.search(before) or each.office.bare or each.mention is None or " " not in each.mention.text:
        return None
    who, last = page.who, page.published[1]
    first = last.replace(year=last.year - _CAREER, day=1)
    persons = {entry.id for entry in each.mention.entries if entry.kind == "person"}
    terms = [term for post in sorted(each.office.posts) for term in who.terms_of(post)]
    complete = all(
        who.posts[post].kind not in SEVERAL and any(_meets(term, date.min, first) for term in who.terms_of(post))
        for post in each.office.posts
    )
    if not complete or persons & {term.person for term in terms}:
        return None
    posts = [term for person in sorted(persons) for term in who.posts_of(person)]
    on_record = ", ".join(who.posts[term.post].name for term in posts) or "no holder of a post"
    but = f"{each.mention.text} never was {who.posts[terms[0].post].name}; on record as {on_record}"
    source = posts[0].source if posts else terms[0].source
    return page.slip(
        "post", min(each.office.start, each.start), max(each.office.end, each.end), but, f"who's who: {source}"
    )


def _holders(page: Page, each: Held) -> list[Term]:
    """Who held one of the posts then, some days around included; none where it is not known for sure, or where the
    post may have other holders and nothing shows that the one named is none."""
    assert page.published is not None
    first, last = page.published
    chosen: list[Term] = []
    for post in sorted(each.office.posts):
        if not all(_sure(page.who, post, day) for day in (first, last)):
            return []
        if page.who.posts[post].kind in SEVERAL and not _serves_another(page, each, post):
            return []
        chosen += [term for term in page.who.terms_of(post) if _meets(term, first - _HANDOVER, last + _HANDOVER)]
    return chosen


def _serves_another(page: Page, each: Held, post: str) -> bool:
    """Whether the one named, by more than a family name, surely held a post of another state or organisation then."""
    assert page.published is not None
    if each.mention is None or " " not in each.mention.text:
        return False
    whole = page.who.whole(page.who.posts[post].for_)
    persons = [entry.id for entry in each.mention.entries if entry.kind == "person"]
    return all(
        any(
            page.who.whole(page.who.posts[term.post].for_) != whole and all(holds(term, day) for day in page.published)
            for term in page.who.posts_of(person)
        )
        for person in persons
    )


def _sure(who: Who, post: str, day: date) -> bool:
    return any(holds(term, day) for term in who.terms_of(post))


def _meets(term: Term, first: date, last: date) -> bool:
    begins = term.from_.earliest if term.from_ else None
    ends = term.to.latest if term.to else None
    return (begins is None or begins <= last) and (ends is None or first <= ends)


def _is_one_of(each: Held, terms: list[Term], page: Page) -> bool:
    """Whether the name is that of a holder; a title that does not say of what fits any post of its kind."""
    assert page.published is not None
    who = page.who
    holders = {term.person for term in terms}
    if each.mention is None:
        known = {plain(word).lower() for person in holders for word in who.persons[person].name.split()}
        return any(
            SequenceMatcher(None, plain(word).lower(), name).ratio() >= ALIKE
            for word in each.name.split()
            for name in known
        )
    persons = {entry.id for entry in each.mention.entries if entry.kind == "person"}
    if persons & holders:
        return True
    kinds = {who.posts[term.post].kind for term in terms}
    others = [term for person in persons for term in who.posts_of(person) if _meets(term, *page.published)]
    return each.office.bare and any(who.posts[term.post].kind in kinds for term in others)


def _worth_an_alarm(page: Page, each: Held) -> bool:
    """Reports look back without saying so: who once held the post, or is not known, must stand in fresh news; who never
    held it by then, only not beside words of another time."""
    assert page.published is not None
    sentence = page.sentence_at(each.start)
    said = page.said(sentence) if sentence else ""
    if _OTHER_TIME.search(said):
        return False
    persons = {entry.id for entry in each.mention.entries if entry.kind == "person"} if each.mention else set()
    ever = [term for person in persons for term in page.who.posts_of(person) if term.post in each.office.posts]
    before = [term for term in ever if term.from_ and term.from_.earliest and term.from_.earliest <= page.published[1]]
    if not persons and _unlike_a_person(page, each, said):
        return False
    return _FRESH.search(said) is not None if before or not persons else True


def _unlike_a_person(page: Page, each: Held, said: str) -> bool:
    """Whether the unknown name may be something else: it holds a known name, or stands in a headline's capitals."""
    office = page.text[each.office.start : each.office.end]
    words = re.findall(r"[^\W\d]{4,}", said.replace(each.name, "").replace(office, ""))
    capitals = sum(word[0].isupper() for word in words)
    return next(iter(page.within(each.start, each.end)), None) is not None or 2 * capitals > len(words)


def _names(terms: list[Term], who: Who) -> str:
    return " or ".join(f"{who.persons[term.person].name} ({say_span(term.from_, term.to)})" for term in terms)
