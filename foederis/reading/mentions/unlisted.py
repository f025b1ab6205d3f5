"""Names that who's who does not list: runs of capitalised words, told by titles, given names, endings and places."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from foederis.reading.mentions.model import Kind, Mention
from foederis.reading.mentions.view import View

if TYPE_CHECKING:
    from spacy.tokens import Token

_PARTICLES = frozenset({"al", "el", "bin", "ibn", "de", "la", "van", "von", "der", "den", "di", "da", "du", "of", "the", "for", "and"})
_JOINING = frozenset({"-", "–", "'", '"', "."})
_LOCATIVE = frozenset({"in", "near", "at", "around", "outside", "across", "inside", "into", "throughout", "toward", "towards"})
_SPOKEN = frozenset({"say", "tell", "add", "explain", "note", "state", "write", "ask"})
_NOT_NAMES = frozenset({"entry"})


class Families:
    """The family names that a report has given in full; made anew for each report."""

    def __init__(self) -> None:
        self._ids: dict[str, str | None] = {}

    def learn(self, name: str, id_: str | None) -> None:
        """A person was named in full."""
        self._ids.setdefault(name.split()[-1].removesuffix("'s"), id_)

    def knows(self, name: str) -> bool:
        return name in self._ids

    def id_of(self, name: str) -> str | None:
        """Who of who's who bears the family name in this report, None where nobody told."""
        return self._ids.get(name)


def found_in(view: View, families: Families, taken: frozenset[int]) -> Iterator[Mention]:
    """The names of persons, bodies and places in a sentence outside `taken` tokens."""
    for first, last in _runs(view, taken):
        found = _person(view, first, last, families) or _other(view, first, last)
        if found is not None:
            yield found


def _runs(view: View, taken: frozenset[int]) -> Iterator[tuple[int, int]]:
    """Stretches of capitalised words, joined by initials, hyphens and particles inside."""
    at, size = 0, len(view.doc)
    while at < size:
        if not _is_part(view, at, taken):
            at += 1
            continue
        last = at
        while (following := _next(view, last, taken)) is not None:
            last = following
        yield at, last
        at = last + 1


def _next(view: View, last: int, taken: frozenset[int]) -> int | None:
    """The next capitalised word of the run, over at most two joining tokens."""
    for step in (1, 2, 3):
        at = last + step
        if at >= len(view.doc):
            return None
        if _is_part(view, at, taken):
            return at
        token = view.doc[at]
        joins = token.text in _JOINING or (token.lower_ in ("al", "el", "bin", "ibn", "de", "van", "von", "der", "of") and token.lower_ != "of")
        if at in taken or not joins:
            return None
    return None


def _is_part(view: View, at: int, taken: frozenset[int]) -> bool:
    token = view.doc[at]
    if at in taken or not token.text[0].isalpha() or view.kind_of_name(at) not in (None, "person"):
        return _is_ordinal(token) and at not in taken
    if view.kind_of_name(at) == "person":
        return True
    if not token.text[0].isupper():
        return False
    return token.pos_ == "PROPN" or (at > 0 and token.pos_ in ("NOUN", "ADJ") and not view.doc[at - 1].is_punct)


def _is_ordinal(token: Token) -> bool:
    following = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None
    ordinal = re.fullmatch(r"\d+(?:st|nd|rd|th)", token.lower_) is not None
    return ordinal and following is not None and following.text[0].isupper()


def _person(view: View, first: int, last: int, families: Families) -> Mention | None:
    start = _name_start(view, first, last)
    if start > last:
        return None
    core = view.doc[start : last + 1]
    name = core.text
    titled = _titles_before(view, start)
    known = [token.i for token in core if view.kind_of_name(token.i) == "person"]
    full = len(core) > 1
    given = view.lexicon.kind("given", core[0].text) is not None
    if not (titled is not None or known or (given and (full or _speaks(core.root))) or families.knows(core[-1].text) or (full and _speaks(core.root))):
        return None
    if view.lexicon.kind("ending", core[-1].text) and not titled and not known:
        return None
    id_ = _id(view, known, full, families, core[-1].text)
    if full or titled is not None:
        families.learn(name, id_)
    return view.mention(titled if titled is not None else start, last, "Person", id_)


def _id(view: View, known: list[int], full: bool, families: Families, family: str) -> str | None:
    """Whom a full name names; a family name alone, only whom the report has named in full."""
    if families.knows(family):
        return families.id_of(family)
    ids = {entry.id for i in known for entry in view.names[i].entries if entry.kind == "person"}
    return ids.pop() if full and len(ids) == 1 else None


def _name_start(view: View, first: int, last: int) -> int:
    """Where the name itself begins, after titles and words of an office."""
    start = first
    for at in range(first, last + 1):
        if view.ending_at(at, "title") or view.ending_at(at, "office") and view.lexicon.kind("title", view.doc[min(at + 1, last)].lower_.strip(".")):
            start = at + 1
        elif view.doc[at].text in _JOINING and start == at:
            start = at + 1
    return start


def _titles_before(view: View, start: int) -> int | None:
    """Where the titles before a name begin, with the office and nation that they are of; None without a title."""
    first, titled = start, False
    while first:
        at = first - 1
        if view.kind_of_name(at) == "post" or view.ending_at(at, "title") is not None:
            titled = True
        elif not (view.doc[at].text in (".", "-") and titled) and not (titled and _is_of_office(view, at)):
            break
        first = at
    return first if titled else None


def _is_of_office(view: View, at: int) -> bool:
    named = view.kind_of_name(at) in ("demonym", "state", "organisation", "seat")
    return named or view.lexicon.kind("office", view.doc[at].lower_) is not None or view.doc[at].lower_ in ("the", "1st")


def _speaks(token: Token) -> bool:
    return token.dep_ == "nsubj" and token.head.lemma_ in _SPOKEN


def _other(view: View, first: int, last: int) -> Mention | None:
    kind = _kind(view, first, last)
    return view.mention(first, last, kind) if kind is not None else None


def _kind(view: View, first: int, last: int) -> Kind | None:
    doc = view.doc
    if first < last and (kind := view.lexicon.kind("ending", doc[last].text)) is not None:
        return kind
    if first < last and (kind := view.lexicon.kind("start", doc[first].text)) is not None:
        return kind
    text = doc[first : last + 1].text
    if first == last and _is_acronym(view, text):
        return "Organisation"
    if first and doc[first - 1].lower_ in _LOCATIVE and doc[last].dep_ == "pobj":
        return "Location"
    if first > 1 and doc[first - 1].text == "," and _follows_place(view, first):
        return "Location"
    return None


def _follows_place(view: View, first: int) -> bool:
    return view.kind_of_name(first - 2) in ("city", "place")


def _is_acronym(view: View, text: str) -> bool:
    letters = text.replace("-", "").replace("s", "") if not text.isupper() else text.replace("-", "")
    return 2 <= len(letters) <= 8 and letters.isupper() and letters.isalpha() and view.lexicon.kind("no-acronym", text) is None
