"""Who is said to hold a post when the report was published, against who held it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from difflib import SequenceMatcher
from typing import Final

from foederis.checking.offices import Held, held
from foederis.checking.page import Page
from foederis.checking.slip import Slip
from foederis.who import Who, holds
from foederis.who.dates import say_span
from foederis.who.entries import Term
from foederis.who.names import family_name
from foederis.who.text import plain

SEVERAL: Final = frozenset(
    """ambassador envoy expert member minister official spokesperson leader opposition-leader commissioner
    under-secretary-general assistant-secretary-general""".split()
)
"""Kinds of post of which there may be others beside the one that who's who names."""

ALIKE: Final = 0.8
"""From this share of common letters on (Ratcliff and Obershelp) two family names are spellings of one."""

_LATIN: Final = frozenset(
    """USA CAN GBR IRL FRA DEU ITA ESP PRT BEL NLD LUX AUT CHE DNK NOR SWE FIN ISL EST LVA LTU POL CZE SVK HUN SVN HRV
    ROU ALB TUR MLT AUS NZL BRA ARG MEX""".split()
)
"""States whose names are written in Latin letters, so that there is one right spelling."""

_NOT_NOW: Final = re.compile(
    r"\b(?:former|ex|then|late|future|past|previous|predecessors?|successors?|candidate|deputy|acting|interim|nominee|vice"
    r"|incoming|outgoing|under|assistant|associate|shadow|caretaker|self-declared|rival|next|replac\w+|succeed\w*|one-time"
    r"|first|late|founding|when|until|since|before|after)[\s-]+(?:the |U\.?S\.? |his |her )?(?:[A-Z]\w+ )?$",
    re.IGNORECASE,
)
_LEAVING: Final = re.compile(r"[,\s(-]*(?:elect|designate|nominee|at the time|then|until|from|between|in (?:19|20)\d\d)\b")
_OTHER_TIME: Final = re.compile(
    r"\b(?:(?:19|20)\d\d|years? (?:ago|earlier|before|later)|decades?|century|anniversary|at the time|once|back then"
    r"|history|historic\w*|used to|recall\w*|remember\w*|under President|era)\b",
    re.IGNORECASE,
)
_FRESH: Final = re.compile(
    r"\b(?:today|yesterday|tonight|tomorrow|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|this (?:morning|week|afternoon"
    r"|evening|month)|last (?:week|night|month)|has|have|says|will)\b"
)
_HANDOVER: Final = timedelta(days=14)  #: both may be named in the weeks of a change


def holder_slips(page: Page) -> Iterator[Slip]:
    """A name beside a post that somebody else held, or written almost like that of its holder."""
    if page.published is None:
        return
    seen: set[tuple[str, frozenset[str]]] = set()
    for each in held(page):
        key = each.name, each.office.posts
        if key in seen or not _of_now(page, each):
            continue
        found = _slip(page, each)
        if found:
            seen.add(key)
            yield found


def _of_now(page: Page, each: Held) -> bool:
    """Whether the office is the holder's at the time of the report, as far as the words beside it tell."""
    before, after = page.text[max(0, each.office.start - 30) : each.office.start], page.text[each.end : each.end + 30]
    other_state = next(
        (mention for mention in page.within(max(0, each.office.start - 30), each.office.start) if _adjacent(page, mention.end, each)),
        None,
    )
    return not (_NOT_NOW.search(before) or _LEAVING.match(after) or (each.office.bare and other_state))


def _adjacent(page: Page, end: int, each: Held) -> bool:
    return page.text[end : each.office.start].strip() in ("", "'s")


def _slip(page: Page, each: Held) -> Slip | None:
    assert page.published is not None
    terms = _holders(page.who, each.office.posts, *page.published)
    if not terms or _is_one_of(each, terms, page.who, bare=each.office.bare, published=page.published):
        return None
    start, end = min(each.office.start, each.start), max(each.office.end, each.end)
    but = f"{page.who.posts[terms[0].post].name} was {_names(terms, page.who)}"
    if each.mention is None and (like := _alike(each.name, terms, page.who)):
        right = page.who.persons[like.person].name
        but = f"{page.who.posts[like.post].name} was {right} ({say_span(like.from_, like.to)})"
        return page.slip("name", start, end, but, f"who's who: {like.source}")
    if not _worth_an_alarm(page, each):
        return None
    return page.slip("post", start, end, but, f"who's who: {terms[0].source}")


def _holders(who: Who, posts: Iterable[str], first: date, last: date) -> list[Term]:
    """Who held one of the posts then, some day of the handover included; none where it is not known for sure."""
    chosen: list[Term] = []
    for post in posts:
        if who.posts[post].kind in SEVERAL or not all(_sure(who, post, day) for day in (first, last)):
            return []
        chosen += [term for term in who.terms_of(post) if _meets(term, first - _HANDOVER, last + _HANDOVER)]
    return chosen


def _sure(who: Who, post: str, day: date) -> bool:
    return any(holds(term, day) for term in who.terms_of(post))


def _meets(term: Term, first: date, last: date) -> bool:
    begins = term.from_.earliest if term.from_ else None
    ends = term.to.latest if term.to else None
    return (begins is None or begins <= last) and (ends is None or first <= ends)


def _is_one_of(each: Held, terms: list[Term], who: Who, *, bare: bool, published: tuple[date, date]) -> bool:
    """Whether the name is that of a holder; a title that does not say of what fits any post of its kind."""
    if each.mention is None:
        families = {plain(_family(who, term)).lower() for term in terms}
        return any(plain(word).lower() in families for word in each.name.split())
    persons = {entry.id for entry in each.mention.entries if entry.kind == "person"}
    if persons & {term.person for term in terms}:
        return True
    kinds = {who.posts[term.post].kind for term in terms}
    others = [term for person in persons for term in who.posts_of(person) if _meets(term, *published)]
    return bare and any(who.posts[term.post].kind in kinds for term in others)


def _alike(name: str, terms: list[Term], who: Who) -> Term | None:
    """The term of a holder whose family name the last word of `name` almost is, and whose first name does not differ."""
    words = plain(name).split()
    for term in terms:
        person = who.persons[term.person]
        family = plain(_family(who, term))
        close = SequenceMatcher(None, words[-1].lower(), family.lower()).ratio() >= ALIKE
        first = words[0][0] == plain(person.name)[0] or len(words) == 1
        if close and first and person.nationality in _LATIN:
            return term
    return None


def _family(who: Who, term: Term) -> str:
    person = who.persons[term.person]
    return person.family or family_name(person.name)


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
    return _FRESH.search(said) is not None if before or not persons else True


def _names(terms: list[Term], who: Who) -> str:
    return " or ".join(f"{who.persons[term.person].name} ({say_span(term.from_, term.to)})" for term in terms)
