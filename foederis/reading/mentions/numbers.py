"""Numbers with what they measure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from foederis.reading.grammar.numerals import words
from foederis.reading.mentions.model import Mention
from foederis.reading.mentions.view import View

if TYPE_CHECKING:
    from spacy.tokens import Token

_VAGUE: Final = frozenset({"dozens", "hundreds", "thousands", "millions", "billions", "tens", "multiple", "half"})
_ABOUT: Final = (
    *(("more", "than"), ("less", "than"), ("fewer", "than"), ("at", "least"), ("at", "most"), ("up", "to"), ("over",)),
    *(("about",), ("around",), ("nearly",), ("almost",), ("approximately",), ("some",), ("roughly",), ("under",)),
)
_DIALLED: Final = re.compile(r"\d+(?:-\d+){2,}")  #: a telephone number, a date in figures
_LINKS: Final = frozenset({"to", "-", "–", "and", "of", "or"})


def found_in(view: View, taken: frozenset[int]) -> Iterator[Mention]:
    """The quantities of a sentence outside the tokens that belong to dates, sums of money and designations."""
    dialled = (view.tokens(view.start + m.start(), view.start + m.end()) for m in _DIALLED.finditer(view.doc.text))
    taken |= {token.i for span in dialled for token in span}
    at = 0
    while at < len(view.doc):
        last = _run(view, at, taken)
        if last is not None:
            yield view.mention(_with_about(view, at), _with_measure(view, last), "Quantity")
        at = (at if last is None else last) + 1


def _run(view: View, first: int, taken: frozenset[int]) -> int | None:
    """The last token of the number that begins here: '15 to 20', 'hundreds of thousands', '60-plus'; None for none."""
    doc = view.doc
    if not _counts(doc[first], taken):
        return None
    last = first
    while (following := _next(view, last)) is not None and following not in taken:
        last = following
    if [t.lower_ for t in doc[last + 1 : last + 3]] == ["-", "plus"]:
        return last + 2
    return last


def _next(view: View, last: int) -> int | None:
    """The number that goes on with one before it: 'million' of '2.5 million', 'thousands' of 'tens of thousands'."""
    following = view.doc[last + 1 : last + 3]
    if len(following) and _is_number(following[0]):
        return last + 1
    if len(following) < 2 or not _is_number(following[1]) or following[0].lower_ not in _LINKS:
        return None
    return last + 2 if following[0].lower_ != "of" or view.doc[last].lower_ in _VAGUE else None


def _is_number(token: Token) -> bool:
    word = token.lower_
    return (token.tag_ == "CD" and word[:1].isalnum()) or word in _VAGUE or word in words()["small"]


def _counts(token: Token, taken: frozenset[int]) -> bool:
    """A number that says how many: no ordinal, no number of a name ('CTF 50', 'Resolution 2249')."""
    word = token.lower_
    if token.i in taken or not _is_number(token) or word.endswith(("st", "nd", "rd", "th")):
        return False
    before = token.doc[token.i - 1] if token.i else None
    if before is not None and (before.lower_ == "number" or _is_name(before)) and word[0].isdigit():
        return False
    if word in ("one", "half", "zero"):
        return token.dep_ == "nummod" and (before is None or before.lower_ != "number")
    return True


def _is_name(token: Token) -> bool:
    """A name that a number may go with; a bracket after one too: 'Task Force (CTF) 50'."""
    return (token.pos_ in ("PROPN", "NOUN") and token.text[0].isupper()) or token.text in ("(", ")")


def _with_about(view: View, first: int) -> int:
    for phrase in _ABOUT:
        if tuple(t.lower_ for t in view.doc[max(0, first - len(phrase)) : first]) == phrase:
            return first - len(phrase)
    return first


def _with_measure(view: View, last: int) -> int:
    """With the unit that the number measures in: '18,000 square kilometers', '15 percent'."""
    measures, end = words()["words"]["measure"], last
    for token in view.doc[last + 1 : last + 4]:
        if token.lower_ not in measures and token.lower_ not in ("square", "cubic"):
            break
        end = token.i
    return end
