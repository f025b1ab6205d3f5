"""Clues from who is named in which office, and from organisations named that began within living memory."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, Literal

from foederis.reports.dating import days
from foederis.reports.dating.clues import Clue
from foederis.reports.dating.days import Days
from foederis.who import Who
from foederis.who.entries import Organisation, Term
from foederis.who.names import person_names

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
    "vice president": ("vice-president",),
}
"""Titles that stand beside a name without saying of what, and the kinds of post (docs/whos-who.md) they mean."""

_TITLE: Final = re.compile("|".join(sorted(TITLES, key=len, reverse=True)), re.IGNORECASE)
_NOT_NOW: Final = re.compile(
    r"\b(?:former|ex|then|late|future|past|previous|predecessor|successor|elect|candidate|deputy|acting|nominee|vice"
    r"|incoming|outgoing|succeed\w*|replac\w+|become|became|until|between|from|under|since)\b",
    re.IGNORECASE,
)
_YEAR: Final = re.compile(r"\b(?:19|20)\d\d\b")
_STOP: Final = re.compile(r"[;:!?\n”\"](?=\s|$)|(?<![A-Z])\.(?=\s|$)")
_NAMES_BETWEEN: Final = re.compile(r"\s*,?(?:\s*(?:of the|of|the|[A-Z][\w’'-]*),?){0,6}\s*")
_AFTER: Final = (",", ", the", ", NATO", ", NATO’s", ", NATO's", " (")
_BESIDE: Final = 60  #: characters in which a title stands before or after a name
_NEIGHBOURS: Final = 3  #: names before and after a person's among which the post is looked for
_SINCE, _UNTIL, _FOUNDED = 4, 2, 2
_LIVING_MEMORY: Final = date(1990, 1, 1)


_Kind = Literal["person", "post", "organisation"]


@dataclass(frozen=True, slots=True)
class _Name:
    """A name that the text holds and the ids it may mean."""

    start: int
    end: int
    kind: _Kind
    ids: tuple[str, ...]

    def text(self, text: str) -> str:
        return text[self.start : self.end]


class OfficeFinder:
    """The names of persons, posts and younger organisations, compiled once; immutable afterwards."""

    def __init__(self, who: Who) -> None:
        import ahocorasick

        self._who = who
        meanings: dict[tuple[_Kind, str], list[tuple[str, str]]] = defaultdict(list)
        for kind, name, id in _all_names(who):
            meanings[kind, name.lower()].append((name, id))
        self._automaton: Any = ahocorasick.Automaton()
        for (kind, lowered), named in meanings.items():
            others = self._automaton.get(lowered, ())
            self._automaton.add_word(lowered, (*others, (kind, tuple(named))))
        self._automaton.make_automaton()

    def clues(self, text: str) -> Iterator[Clue]:
        """What the holders named with their office say: not before they took it and, of the last holder named, not
        after they left it; and that no organisation is named before it began."""
        names = self._names(text)
        yield from _founded([name for name in names if name.kind == "organisation"], text, self._who)
        held: dict[tuple[str, str], list[Term]] = defaultdict(list)
        for place, name in enumerate(names):
            beside = names[max(0, place - _NEIGHBOURS) : place + _NEIGHBOURS + 1]
            for term, said in self._held(name, beside, text) if name.kind == "person" else ():
                if term not in held[term.person, said]:
                    held[term.person, said].append(term)
        last = _last_holders([term for terms in held.values() for term in terms])
        for (_, said), terms in held.items():
            yield from _terms_clues(terms, said, last)

    def _names(self, text: str) -> list[_Name]:
        lowered = text.lower()
        if len(lowered) != len(text) or not len(self._automaton):
            return []
        found: list[_Name] = []
        for last, meanings in self._automaton.iter_long(lowered):
            for kind, named in meanings:
                end = last + 1
                start = end - len(named[0][0])
                if (start and text[start - 1].isalnum()) or (end < len(text) and text[end].isalnum()):
                    continue
                ids = tuple(id for name, id in named if kind == "post" or name == text[start:end])
                if ids:
                    found.append(_Name(start, end, kind, ids))
        return found

    def _held(self, person: _Name, names: list[_Name], text: str) -> Iterator[tuple[Term, str]]:
        """The terms that a name can mean with the post or title beside it, and the words that say so."""
        posts, said = _post_beside(person, names, text) or self._title_beside(person, text) or (frozenset(), "")
        for id in person.ids:
            for term in self._who.posts_of(id):
                if term.post in posts and term.from_ and term.from_.earliest:
                    yield term, said

    def _title_beside(self, person: _Name, text: str) -> tuple[frozenset[str], str] | None:
        before, after = _around(text, person.start, person.end)
        titles = list(_TITLE.finditer(before))
        if titles and _NAMES_BETWEEN.fullmatch(before[titles[-1].end() :]):
            if _NOT_NOW.search(before) or _NOT_NOW.match(after.lstrip(" ,-")):
                return None
            return self._of_kind(titles[-1][0]), " ".join((before[titles[-1].start() :] + person.text(text)).split())
        title = _TITLE.search(after)
        if title is None or after[: title.start()].rstrip() not in _AFTER or _left(text, person.end):
            return None
        return self._of_kind(title[0]), person.text(text) + after[: title.end()]

    def _of_kind(self, title: str) -> frozenset[str]:
        kinds = TITLES[title.lower()]
        return frozenset(post.id for post in self._who.posts.values() if post.kind in kinds)


def _all_names(who: Who) -> Iterator[tuple[_Kind, str, str]]:
    for person in who.persons.values():
        yield from (("person", name, person.id) for name in person_names(person))
    for post in who.posts.values():
        yield from (("post", name, post.id) for name in (post.name, *post.aliases))
    for organisation in who.organisations.values():
        names = (organisation.name, *organisation.aliases)
        yield from (("organisation", name, organisation.id) for name in names if _proper(name))


def _proper(name: str) -> bool:
    """An acronym or a name of several words with capitals: nothing that may be a plain word."""
    return sum(char.isupper() for char in name) > 1


def _around(text: str, start: int, end: int) -> tuple[str, str]:
    """What stands beside a name in its sentence."""
    before = _STOP.split(text[max(0, start - _BESIDE) : start])[-1]
    return before, _STOP.split(text[end : end + _BESIDE])[0]


def _post_beside(person: _Name, names: list[_Name], text: str) -> tuple[frozenset[str], str] | None:
    for post in names:
        if post.kind != "post":
            continue
        if post.end <= person.start and not text[post.end : person.start].strip(" ,\u200e"):
            if not _NOT_NOW.search(_around(text, post.start, post.end)[0]):
                return frozenset(post.ids), text[post.start : person.end]
        elif (
            person.end <= post.start
            and text[person.end : post.start].rstrip() in _AFTER
            and not _left(text, person.end)
        ):
            return frozenset(post.ids), text[person.start : post.end]
    return None


def _left(text: str, end: int) -> bool:
    """Whether what follows a name says when the office was held, or that it is no longer or not yet."""
    after = text[end : end + _BESIDE + 20]
    return bool(_NOT_NOW.search(after) or _YEAR.search(after))


def _last_holders(terms: list[Term]) -> dict[str, str]:
    """Of each post the person who took it last."""
    return {term.post: term.person for term in sorted(terms, key=_first)}


def _terms_clues(terms: list[Term], said: str, last: dict[str, str]) -> Iterator[Clue]:
    first = min(_first(term) for term in terms)
    yield Clue(days.span(first, None), f'text: "{said}": in office from {first}', _SINCE)
    if any(last[term.post] != term.person for term in terms):
        return
    in_office: Days = days.NONE
    for term in terms:
        in_office |= days.span(_first(term), _last(term))
    stretches = ", ".join(f"{_first(term)}..{_last(term) or 'now'}" for term in terms)
    yield Clue(in_office, f'text: "{said}": in office {stretches}', _UNTIL)


def _founded(names: list[_Name], text: str, who: Who) -> Iterator[Clue]:
    for name in names:
        first = _began([who.organisations[id] for id in name.ids])
        if first and first >= _LIVING_MEMORY:
            yield Clue(days.span(first, None), f'text: it names "{name.text(text)}": not before {first}', _FOUNDED)


def _began(organisations: list[Organisation]) -> date | None:
    """When the first of them began; None where that of one is unknown."""
    firsts = [each.from_.earliest if each.from_ else None for each in organisations]
    known = [first for first in firsts if first]
    return min(known) if len(known) == len(firsts) else None


def _first(term: Term) -> date:
    assert term.from_ is not None
    assert term.from_.earliest is not None
    return term.from_.earliest


def _last(term: Term) -> date | None:
    """The day of the change counts as the last: reports of that day still name who leaves."""
    return term.to.latest if term.to else None
