"""Names that who's who does not list: runs of capitalised words, told by titles, given names, endings and places."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final

from foederis.reading.mentions.model import Kind, Mention
from foederis.reading.mentions.view import View

if TYPE_CHECKING:
    from spacy.tokens import Token

_JOINING: Final = frozenset({"-", "–", "'", '"', ".", "al", "el", "bin", "ibn", "de", "van", "von", "der"})
_LOCATIVE: Final = frozenset("in near at around outside across inside into throughout toward towards".split())
_SAYING: Final = frozenset({"say", "tell", "add", "explain", "note", "state", "write", "ask"})
_OFFICES: Final = frozenset({"demonym", "state", "organisation", "seat"})  #: what a title may be of
_PLACES: Final = frozenset({"city", "place", "capital"})
_GAP: Final = 3  #: tokens from one capitalised word of a run to the next: 'Richard "Tex" Coe'


class Families:
    """The family names that a report has given in full, with the person's id; made anew for each report."""

    def __init__(self) -> None:
        self._ids: dict[str, str | None] = {}

    def learn(self, family: str, id_: str | None) -> None:
        """A person was named in full; the first of a name stays."""
        self._ids.setdefault(family, id_)

    def __contains__(self, family: str) -> bool:
        return family in self._ids

    def id_of(self, family: str) -> str | None:
        """Who of who's who bears the name in this report, None where nobody told."""
        return self._ids.get(family)


def found_in(view: View, families: Families, taken: frozenset[int]) -> Iterator[Mention]:
    """The names of persons, bodies and places in a sentence outside `taken` tokens; persons of who's who too."""
    for first, last in _runs(view, taken):
        found = _person(view, first, last, families) or _other(view, first, last)
        if found is not None:
            yield found


def _runs(view: View, taken: frozenset[int]) -> Iterator[tuple[int, int]]:
    """Stretches of capitalised words, over initials, hyphens and particles between them."""
    at = 0
    while at < len(view.doc):
        last: int | None = None
        following: int | None = at if _is_part(view, at, taken) else None
        while following is not None:
            last, following = following, _next(view, following, taken)
        if last is not None:
            yield at, last
        at = (at if last is None else last) + 1


def _next(view: View, last: int, taken: frozenset[int]) -> int | None:
    for token in view.doc[last + 1 : last + 1 + _GAP]:
        if _is_part(view, token.i, taken):
            return token.i
        if token.i in taken or token.lower_ not in _JOINING:
            return None
    return None


def _is_part(view: View, at: int, taken: frozenset[int]) -> bool:
    """A capitalised word that no name of who's who but a person's has taken, or the ordinal of a '5th Fleet'."""
    token, of = view.doc[at], view.kind_of_name(at)
    if at in taken or (of not in (None, "person") and not _is_family(view, at)):
        return False
    if of is not None or _is_ordinal(token):
        return True
    inside = at > 0 and not view.doc[at - 1].is_punct
    return token.text[0].isupper() and (token.pos_ == "PROPN" or (inside and token.pos_ in ("NOUN", "ADJ")))


def _is_family(view: View, at: int) -> bool:
    """A town or a people as a family name: 'Scott C. Dayton', 'al-Kuwaiti'."""
    before = view.doc[max(0, at - 2) : at]
    if view.kind_of_name(at) in _PLACES and len(before):
        return (
            view.lexicon.kind("given", before[-1].text) is not None
            or re.fullmatch(r"[A-Z]\.", before[-1].text) is not None
        )
    return view.kind_of_name(at) == "demonym" and [t.lower_ for t in before] == ["al", "-"]


def _is_ordinal(token: Token) -> bool:
    following = token.doc[token.i + 1 : token.i + 2].text
    return re.fullmatch(r"\d+(?:st|nd|rd|th)", token.lower_) is not None and following[:1].isupper()


# -- persons ---------------------------------------------------------------------------------------------------------


def _person(view: View, first: int, last: int, families: Families) -> Mention | None:
    start = _after_titles(view, first, last)
    if start is None:
        return None
    name = view.doc[start : last + 1]
    titled = _titles_before(view, start)
    known = [token.i for token in name if view.kind_of_name(token.i) == "person"]
    if not (titled is not None or known or name[-1].text in families or _looks_personal(view, start, last)):
        return None
    given = view.lexicon.kind("given", name[0].text) is not None
    if not (known or given) and len(name) > 1 and view.lexicon.kind("ending", name[-1].text):
        return None  # 'General Nuclear Power Group'
    id_ = _id(view, known, families, full=len(name) > 1, family=name[-1].text)
    if len(name) > 1 or titled is not None:
        families.learn(name[-1].text, id_)
    return view.mention(start if titled is None else titled, last, "Person", id_)


def _after_titles(view: View, first: int, last: int) -> int | None:
    """Where the name itself begins in a run; None where all of it is titles: 'Defense Secretary'."""
    start = first
    for token in view.doc[first : last + 1]:
        if view.ending_at(token.i, "title") or _leads_to_title(view, token.i, last):
            start = token.i + 1
        elif start == token.i and token.text in _JOINING:
            start += 1
    return start if start <= last else None


def _leads_to_title(view: View, at: int, last: int) -> bool:
    """The 'Defense' of 'Defense Secretary'."""
    before_title = at < last and view.lexicon.kind("title", view.doc[at + 1].lower_.strip(".")) is not None
    return before_title and view.ending_at(at, "office") is not None


def _looks_personal(view: View, start: int, last: int) -> bool:
    """A given name with another, or two names that say something."""
    if start == last:
        return False
    head = view.doc[start : last + 1].root
    says = head.dep_ == "nsubj" and head.head.lemma_ in _SAYING
    return says or view.lexicon.kind("given", view.doc[start].text) is not None


def _titles_before(view: View, start: int) -> int | None:
    """Where the titles before a name begin, with the office and nation that they are of; None without a title."""
    first, titled = start, False
    while first:
        at = first - 1
        if view.kind_of_name(at) == "post" or view.ending_at(at, "title") is not None:
            titled = True
        elif not titled or not (view.doc[at].text in (".", "-") or _is_of_office(view, at)):
            break
        first = at
    return first if titled else None


def _is_of_office(view: View, at: int) -> bool:
    word = view.doc[at].lower_
    return view.kind_of_name(at) in _OFFICES or view.lexicon.kind("office", word) is not None or word == "the"


def _id(view: View, known: list[int], families: Families, *, full: bool, family: str) -> str | None:
    """Whom a full name names; a family name alone names only whom the report has named in full."""
    if not full:
        return families.id_of(family)
    ids = {entry.id for i in known for entry in view.names[i].entries if entry.kind == "person"}
    return ids.pop() if len(ids) == 1 else None


def family_names(view: View, named: Iterable[Mention]) -> frozenset[int]:
    """The tokens of the persons named that who's who has for places or peoples."""
    spans = (view.tokens(m.start, m.end) for m in named if m.kind == "Person")
    return frozenset(token.i for span in spans for token in span if _is_family(view, token.i))


# -- bodies and places -----------------------------------------------------------------------------------------------


def _other(view: View, first: int, last: int) -> Mention | None:
    kind = _by_words(view, first, last) or _by_context(view, first, last)
    return view.mention(first, last, kind) if kind is not None else None


def _by_words(view: View, first: int, last: int) -> Kind | None:
    """By its last word, its first, or as an acronym: '5th Special Forces Group', 'Camp Bastion', 'OSCE'."""
    if first == last:
        return "Organisation" if _is_acronym(view, view.doc[first].text) else None
    return view.lexicon.kind("ending", view.doc[last].text) or view.lexicon.kind("start", view.doc[first].text)


def _by_context(view: View, first: int, last: int) -> Kind | None:
    """A place after 'in' or 'near', and after 'Town,'."""
    before = view.doc[max(0, first - 2) : first]
    if view.lexicon.kind("no-name", view.doc[first].text) is not None:
        return None
    if len(before) and before[-1].lower_ in _LOCATIVE and view.doc[last].dep_ == "pobj":
        return "Location"
    if len(before) == 2 and before[1].text == "," and view.kind_of_name(before[0].i) in ("city", "place"):
        return "Location"
    return None


def _is_acronym(view: View, text: str) -> bool:
    letters = text.removesuffix("s").replace("-", "")
    is_word = view.lexicon.kind("no-name", text) is not None
    return 2 <= len(letters) <= 8 and letters.isalpha() and letters.isupper() and not is_word
