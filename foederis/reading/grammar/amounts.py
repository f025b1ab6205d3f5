"""Numbers with what they count."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from foederis.reading.grammar.numerals import beside, is_number, is_time, number, value_ending_at, words
from foederis.reading.grammar.phrases import phrase
from foederis.reading.grammar.syntax import NOMINAL

if TYPE_CHECKING:
    from spacy.tokens import Token

_YEAR = re.compile(r"(?:19|20)\d\d")
_COUNTING = frozenset({"nummod", "quantmod", "compound", "amod", "npadvmod", "det", "predet"})


@dataclass(frozen=True)
class Amount:
    """A number and what it counts."""

    quantity: float
    unit: str | None


def amount(noun: Token) -> Amount | None:
    """The number that counts a noun ('more than 300 strikes', '£1.1bn', '30% of territory'), None where none does.

    'Five carrier battle groups', '19 F-16 jets': the number may hang on a word before it, if the counted one is plural.
    """
    if is_number(noun):
        return _money(noun, noun) or _bare(noun)
    if _is_of_time(noun):
        return None
    before = [c for c in noun.lefts if c.dep_ in ("compound", "nummod", "nmod")]
    if priced := next((t for c in before for t in c.subtree if t.lower_ in words()["currency"]), None):
        value = next((number(_last_of(c)) for c in priced.lefts if is_number(c)), None)
        return Amount(value, words()["currency"][priced.lower_]) if value is not None else None
    inner = [g for c in before if noun.tag_ in ("NNS", "NNPS") for g in c.lefts if number(c) is None]
    for child in (*noun.children, *inner):
        if child.dep_ in _COUNTING and child.i < noun.i and is_number(child) and not _names(child):
            if (money := _money(child, noun)) is not None:
                return money
            value = number(_last_of(child))
            if value is not None:
                return Amount(value, _unit(noun))
    return None


def _last_of(number_word: Token) -> Token:
    """The last word of a number: 'dozen' of 'two dozen', '000' of '220 000'."""
    after = beside(number_word, 1)
    goes_on = after is not None and (
        after.lower_ in words()["scale"] or (after.text.isdigit() and len(after.text) == 3)
    )
    return _last_of(after) if goes_on and after is not None and number_word.whitespace_ else number_word


def is_measure(noun: Token) -> bool:
    """True for a word that measures what stands after its 'of': percent, miles, tonnes, euros."""
    return noun.lower_ in words()["words"]["measure"]


def _is_of_time(noun: Token) -> bool:
    """'two years', 'the 13 November attacks'."""
    return is_time(noun) or any(is_time(c) and c.i < noun.i for c in noun.children if c.dep_ == "compound")


def _names(token: Token) -> bool:
    """A number that says which or when: a year, a footnote's '(1)', 'one of the men'."""
    after, before = beside(token, 1), beside(token, -1)
    if before is not None and before.text == "(" and after is not None and after.text == ")":
        return True
    return _YEAR.fullmatch(token.text) is not None or token.lower_ == "one"


def _bare(token: Token) -> Amount | None:
    """A number that stands for the things it counts: '6,000', '40,000 under direct command'."""
    value = number(token)
    named = any(c.dep_ in ("compound", "nmod") and c.pos_ == "PROPN" for c in token.children)
    if value is None or named or _names(token):
        return None
    of = _of(token)
    return None if of is not None and _is_of_time(of) else Amount(value, phrase(of) if of is not None else None)


def _money(token: Token, noun: Token) -> Amount | None:
    """'$1 billion', '£1.1bn', 'a €50 million package': the sign stands before the number."""
    _, first = value_ending_at(token)
    before = beside(first, -1)
    sign = next((s for s in words()["currency"] if not s.isalpha() and token.lower_.startswith(s)), None)
    code = before is not None and (before.text.isupper() or not before.lower_.isalpha())
    if sign is None and before is not None and code and before.lower_ in words()["currency"]:
        sign = before.lower_
    value = number(token)
    return Amount(value, words()["currency"][sign]) if sign is not None and value is not None else None


def _unit(noun: Token) -> str:
    if noun.lower_ in words()["words"]["percent"]:
        of = _of(noun)
        return "percent" + (f" of {phrase(of)}" if of is not None else "")
    if noun.lower_ in words()["currency"]:
        return str(words()["currency"][noun.lower_])
    others = frozenset(c.i for c in noun.children if c.dep_ in ("poss", "conj", "cc"))
    return phrase(noun, bare=is_measure(noun), without=others) if noun.pos_ in NOMINAL else noun.text


def _of(token: Token) -> Token | None:
    return next(
        (n for p in token.children if p.dep_ == "prep" and p.lower_ == "of" for n in p.children if n.dep_ == "pobj"),
        None,
    )
