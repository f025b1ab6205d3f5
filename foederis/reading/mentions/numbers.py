"""Numbers with what they measure, and sums of money."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from foederis.reading.mentions.model import Mention
from foederis.reading.mentions.view import View
from foederis.reading.numerals import is_time, words

if TYPE_CHECKING:
    from spacy.tokens import Token

_VAGUE = frozenset({"dozens", "hundreds", "thousands", "millions", "billions", "tens", "multiple", "half"})
_ABOUT = (
    ("more", "than"), ("less", "than"), ("fewer", "than"), ("at", "least"), ("at", "most"), ("up", "to"),
    ("over",), ("about",), ("around",), ("nearly",), ("almost",), ("approximately",), ("some",), ("roughly",), ("under",),
)  # fmt: skip
_SIGNS = frozenset("$£€")
_LINKS = frozenset({"to", "-", "–", "and", "of", "or"})


def found_in(view: View, taken: frozenset[int]) -> Iterator[Mention]:
    """The quantities and sums of a sentence, outside the tokens that belong to dates, names and designations."""
    at = 0
    while at < len(view.doc):
        last = _run(view, at, taken)
        if last is None:
            at += 1
            continue
        yield _mention(view, at, last)
        at = last + 1


def _mention(view: View, first: int, last: int) -> Mention:
    doc = view.doc
    before = doc[first - 1].lower_ if first else ""
    after = doc[last + 1].lower_ if last + 1 < len(doc) else ""
    if doc[first].text[0] in _SIGNS or before[-1:] in _SIGNS or after in words()["currency"]:
        return view.mention(first - (before[-1:] in _SIGNS), last + (after in words()["currency"]), "Money")
    return view.mention(_with_about(view, first), _with_measure(view, last), "Quantity")


def _run(view: View, first: int, taken: frozenset[int]) -> int | None:
    """The last token of the number that begins here: '15 to 20', 'hundreds of thousands', '60-plus'; None for none."""
    doc = view.doc
    if not _counts(doc[first], taken):
        return None
    last = first
    while last + 1 < len(doc):
        step = 1 if _is_number(doc[last + 1]) else 2
        if last + step >= len(doc) or not _is_number(doc[last + step]):
            break
        if last + step in taken or (step == 2 and doc[last + 1].lower_ not in _LINKS):
            break
        if step == 2 and doc[last + 1].lower_ == "of" and doc[last].lower_ not in _VAGUE:
            break
        last += step
    if last + 2 < len(doc) and doc[last + 1].text == "-" and doc[last + 2].lower_ == "plus":
        last += 2
    return last


def _is_number(token: Token) -> bool:
    word = token.lower_
    return (token.tag_ == "CD" and any(c.isalnum() for c in word)) or word in _VAGUE or word in words()["small"]


def _counts(token: Token, taken: frozenset[int]) -> bool:
    """A number that says how many: no year, no ordinal, no number of a name ('CTF 50', 'Resolution 2249', 'one of')."""
    if token.i in taken or not _is_number(token) or token.lower_.endswith(("st", "nd", "rd", "th")):
        return False
    before = token.doc[token.i - 1] if token.i else None
    after = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None
    if before is not None and before.pos_ == "PROPN" and before.text[0].isupper() and token.text[0].isdigit():
        return before.i in taken and not _names_number(token)
    if token.lower_ in ("one", "half", "zero"):
        return token.dep_ == "nummod" and (after is None or after.text != "-" or token.lower_ == "one")
    bracketed = before is not None and before.text == "(" and after is not None and after.text == ")"
    timed = after is not None and is_time(after) and token.i in taken
    return not (bracketed or timed)


def _names_number(token: Token) -> bool:
    return token.dep_ in ("nummod", "appos", "npadvmod") and token.head.i < token.i


def _with_about(view: View, first: int) -> int:
    for phrase in _ABOUT:
        size = len(phrase)
        if first >= size and tuple(t.lower_ for t in view.doc[first - size : first]) == phrase:
            return first - size
    return first


def _with_measure(view: View, last: int) -> int:
    """With the unit that the number measures in: '18,000 square kilometers', '15 percent'."""
    doc, measures = view.doc, words()["words"]["measure"]
    end = last
    while end + 1 < len(doc) and (doc[end + 1].lower_ in measures or doc[end + 1].lower_ in ("square", "cubic")):
        end += 1
    return end if end > last and doc[end].lower_ not in ("square", "cubic") else last
