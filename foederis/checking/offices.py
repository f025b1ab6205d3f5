"""Offices as reports name them beside a name: which posts are meant, and whom the report puts there."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from foederis.checking.page import Page
from foederis.who import Mention, Who
from foederis.who.entries import Post
from foederis.who.text import plain

_RANK: Final = (
    r"(?:Army |Navy |Air Force |Marine )?(?:(?:Lt|Maj|Brig|Vice|Rear|Lieutenant|Major|Brigadier)\.? )?"
    r"(?:Gen\.|General|Adm\.|Admiral|Col\.|Colonel|Marshal|Sir|Dr\.?|Mr\.?|Mrs\.?|Ms\.?|Lord|Baroness)"
)
_WORD: Final = r"(?:[A-Z]\.|(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b)[A-Z][a-z]?[\w'’-]*[\w’])"
_PARTICLE: Final = r"(?:al|el|de|den|der|del|di|da|van|von|bin|ter)"
_NAME: Final = rf"(?P<name>(?:(?P<rank>{_RANK}) )?{_WORD}(?: (?:{_PARTICLE} )*{_WORD}){{0,3}})"
_BEHIND: Final = re.compile(rf"(?P<comma>,)?[ \u200e\ufffd]+(?:the [A-Z][a-z]+ )?{_NAME}")
_BEFORE: Final = re.compile(rf"{_NAME},? (?:who is |is )?(?:the |an? )?(?:[A-Z][\w.]*(?:'s)? )?$")
_LEAD: Final = re.compile(r"(?:The |Then )?(?:[A-Z][a-z]+(?:an|ish|ese|ian|ench|utch|eek|iss|man) )?")
_CLOSED: Final = re.compile(
    r"\s*(?:,\s+(?!(?:and|or|as|the|an?|along|including|with|both|while|but|his|her)\b)[a-z]|,?\s*who\b|,?\s*[)\"])"
)
"""What closes an apposition: a comma before the sentence goes on. In a list a name or "and" follows."""
_SAID: Final = re.compile(r"\s+(?:said|says|has|told|will|condemn|welcom|call|respond|comment)")
_SUBJECT: Final = re.compile(r"(?:^|[.!?:\"\n])\s*(?:The )?$")
_FILLER: Final = (
    r"(?:(?:the|military|armed|allied|combined|joint|forces?|command|troops|organi[sz]ation|republic|kingdom|state"
    r"|government|of|in) )*"
)
_TOWNS: Final = ("city", "place")  #: kinds of name that persons share: Vladimir, Florence
_COMMA: Final = 25  #: characters before an apposition in which its comma stands
_REACH: Final = 90  #: characters before a name in which its office is looked for


@dataclass(frozen=True, slots=True)
class Office:
    """An office named in a report."""

    start: int
    end: int
    posts: frozenset[str]
    bare: bool  #: a title that does not say of what: "Foreign Secretary"


@dataclass(frozen=True, slots=True)
class Held:
    """A name that a report puts into an office."""

    office: Office
    start: int
    end: int
    name: str  #: without rank
    mention: Mention | None  #: the persons of who's who that are called so; None: nobody known is


def offices(page: Page) -> Iterator[Office]:
    """Every office named, by a post's own names or by its title with its organisation or state further on ("supreme
    commander of the military forces of the Alliance")."""
    titles = _titles(page.who)
    for mention in page.mentions:
        posts = frozenset(entry.id for entry in mention.entries if entry.kind == "post")
        if posts:
            yield Office(mention.start, mention.end, posts, _bare(page.who, mention.text, posts))
        for whole in {entry.id for entry in mention.entries if entry.kind in ("organisation", "state")} & titles.keys():
            yield from _spelt_out(page.text, mention, *titles[whole])


def _spelt_out(text: str, whole: Mention, form: re.Pattern[str], posts: dict[str, frozenset[str]]) -> Iterator[Office]:
    before = text[max(0, whole.start - _REACH) : whole.start]
    if " of " not in before and " in " not in before:
        return
    for match in form.finditer(before):
        yield Office(whole.start - len(before) + match.start(), whole.end, posts[match[1].lower()], bare=False)


@lru_cache(maxsize=4)
def _titles(who: Who) -> dict[str, tuple[re.Pattern[str], dict[str, frozenset[str]]]]:
    """Per organisation or state the titles of its posts, as a pattern that ends where its name begins."""
    found: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for post in who.posts.values():
        for title in _bare_titles(who, post):
            found[post.for_][title.lower()].add(post.id)
    return {
        whole: (
            re.compile(
                rf"\b({'|'.join(map(re.escape, sorted(titles, key=len, reverse=True)))}) (?:of|in) {_FILLER}$",
                re.IGNORECASE,
            ),
            {title: frozenset(posts) for title, posts in titles.items()},
        )
        for whole, titles in found.items()
    }


def _bare_titles(who: Who, post: Post) -> Iterator[str]:
    """A post's names without the name of the organisation or state that stands at their beginning or end."""
    for name in (post.name, *post.aliases):
        for whole in names_of_whole(who, post.for_):
            for lead in (f"{whole}'s ", f"{whole} "):
                if name.startswith(lead):
                    yield name.removeprefix(lead)
            for tail in (f" of the {whole}", f" of {whole}"):
                if name.endswith(tail):
                    yield name.removesuffix(tail)


def names_of_whole(who: Who, whole: str) -> tuple[str, ...]:
    """What an organisation or state is called."""
    if whole in who.states:
        state = who.states[whole]
        return (state.name, *state.aliases, *state.demonyms)
    entry = who.organisations.get(whole)
    return (entry.name, *entry.aliases) if entry else ()


def _bare(who: Who, text: str, posts: frozenset[str]) -> bool:
    lowered = text.lower()
    wholes = (name for post in posts for name in names_of_whole(who, who.posts[post].for_))
    return not any(name.lower() in lowered for name in wholes)


def held(page: Page, offices: Iterable[Office]) -> Iterator[Held]:
    """Every name that stands directly behind an office or, as an apposition, before it."""
    known = {mention.start: mention for mention in page.mentions}
    text = "\n".join(map(plain, page.text.split("\n")))  # letters without accents, at the same offsets
    for office in offices:
        yield from _named_behind(text, office, known) or _named_before(text, office, known)


def _named_behind(text: str, office: Office, known: dict[int, Mention]) -> list[Held]:
    """ "NATO Secretary General Jens Stoltenberg"; "the Secretary General of the Alliance, Jens Stoltenberg, made"."""
    match = _BEHIND.match(text, office.end)
    if match is None:
        return []
    found = _held(office, match, known)
    unsure = match["comma"] and not (_CLOSED.match(text, found.end) or _subject(text, office, found.end))
    return [] if unsure or not (found.mention or _like_a_name(found, match, known)) else [found]


def _subject(text: str, office: Office, end: int) -> bool:
    """ "The Foreign Secretary, Boris Johnson said": at the head of a sentence the second comma may be missing."""
    head = _SUBJECT.search(text[max(0, office.start - _COMMA) : office.start])
    return head is not None and _SAID.match(text, end) is not None


def _named_before(text: str, office: Office, known: dict[int, Mention]) -> list[Held]:
    """ "Jens Stoltenberg, Secretary General of NATO, set the tone": not in a list, where the next name may follow."""
    start = max(0, office.start - _REACH)
    match = (
        _BEFORE.search(text[start : office.start])
        if "," in text[max(0, office.start - _COMMA) : office.start]
        else None
    )
    if match is None or "," not in match[0][len(match["name"]) :] or not _CLOSED.match(text, office.end):
        return []
    match = re.compile(_NAME).match(text, start + match.start())
    if match is None:
        return []
    found = _held(office, match, known)
    return [found] if found.mention or _like_a_name(found, match, known) else []


def _held(office: Office, match: re.Match[str], known: dict[int, Mention]) -> Held:
    start, end = match.span("name")
    if match["rank"]:
        start += len(match["rank"]) + 1
    elif lead := _LEAD.match(match.string, start, end):
        start = lead.end()
    for at in range(start, end):
        mention = known.get(at)
        if mention and mention.entries[0].kind == "person":
            return Held(office, start, mention.end, match.string[start : mention.end], mention)
    return Held(office, start, end, match.string[start:end], None)


def _like_a_name(found: Held, match: re.Match[str], known: dict[int, Mention]) -> bool:
    """A rank with a name, or two words or more, none of which who's who knows as something else."""
    inside = (known[at] for at in range(found.start, found.end) if at in known)
    foreign = any(mention.entries[0].kind not in _TOWNS for mention in inside)
    return not foreign and (bool(match["rank"]) or " " in found.name)
