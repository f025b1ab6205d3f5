"""The words of a claim's object, and the numbers, votes and places that stand with an act."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from foederis.model import Votes
from foederis.reading.syntax import NOMINAL, conjuncts

if TYPE_CHECKING:
    from spacy.tokens import Token

_LINKS = frozenset(
    [
        "of",
        "in",
        "on",
        "for",
        "to",
        "against",
        "with",
        "at",
        "between",
        "from",
        "over",
        "about",
        "near",
        "under",
        "into",
        "among",
        "as",
        "by",
        "regarding",
    ]
)
_INNER = frozenset(
    {
        "compound",
        "amod",
        "nmod",
        "nummod",
        "quantmod",
        "flat",
        "npadvmod",
        "poss",
        "prep",
        "conj",
        "cc",
        "case",
        "punct",
        "pobj",
        "acl",
        "dobj",
    }
)
_DROPPED = frozenset(
    [
        "a",
        "an",
        "the",
        "this",
        "that",
        "these",
        "those",
        "its",
        "their",
        "his",
        "her",
        "our",
        "my",
        "your",
        "some",
        "any",
        "more",
        "than",
        "about",
        "approximately",
        "over",
        "nearly",
        "almost",
        "around",
        "such",
        "all",
        "both",
        "other",
        "further",
        "new",
    ]
)
_MAX_WORDS = 14
_SCALE = {
    "hundred": 1e2,
    "thousand": 1e3,
    "k": 1e3,
    "million": 1e6,
    "m": 1e6,
    "mn": 1e6,
    "billion": 1e9,
    "bn": 1e9,
    "trillion": 1e12,
    "dozen": 12,
}
_SMALL = {
    w: float(n)
    for n, w in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
            "twenty",
        ]
    )
}
_SMALL |= {
    w: n * 10.0 for n, w in enumerate(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], 2)
} | {"half": 0.5}
_CURRENCY = {"$": "dollars", "£": "pounds", "€": "euros", "dollar": "dollars", "euro": "euros", "pound": "pounds"}
_VOTES = re.compile(
    r"\b(?:by|of)\s+(?:a vote of\s+)?(?P<for>\d[\d,]*)(?:\s+votes?)?(?:\s+(?:in favou?r|for))?\s*(?:to|-|–|against|,|and)\s*(?:with\s+)?(?P<against>\d[\d,]*)(?:\s+(?:votes?\s+)?against)?",
    re.IGNORECASE,
)
_ABSTAIN = re.compile(
    r"(?P<n>\d[\d,]*|one|two|three|four|five|six)\s+(?:members?\s+)?absten|(?P<m>\d[\d,]*|one|two|three|four|five|six)\s+abstain",
    re.IGNORECASE,
)


def phrase(head: Token, *, clause: bool = False) -> str:
    """The noun phrase (or infinitive) headed by a token as short plain words: no articles, counts, relative clauses."""
    kept = [t for t in _within(head, clause) if not _droppable(t, head)][:_MAX_WORDS]
    while kept and kept[-1].lower_ in _LINKS | {"and", "or", ",", "'s"}:
        kept.pop()
    text = "".join(t.text_with_ws for t in kept)
    return re.sub(r"\s+([,'])", r"\1", re.sub(r"\s+", " ", text)).strip(" ,.\"'-–—")


def _within(head: Token, clause: bool) -> list[Token]:
    tokens = [head]
    for child in head.children:
        if child.dep_ in (
            "det",
            "predet",
            "relcl",
            "appos",
            "advcl",
            "mark",
            "aux",
            "auxpass",
            "neg",
            "nsubj",
            "nsubjpass",
            "preconj",
            "parataxis",
            "ccomp",
            "cc",
        ) and not (child.dep_ == "cc" and child.i > head.i):
            continue
        if child.dep_ == "prep" and (child.lower_ not in _LINKS or child.i < head.i):
            continue
        if child.dep_ in ("acl", "xcomp", "acomp") and child.tag_ != "VB" and not clause:
            continue
        if child.dep_ not in _INNER and not (
            clause and child.dep_ in ("xcomp", "dobj", "prt", "advmod", "attr", "oprd", "acomp")
        ):
            continue
        if child.dep_ == "punct" and child.text not in (",", "-", "–", "/"):
            continue
        tokens += _within(child, clause)
    return sorted(set(tokens), key=lambda t: t.i)


def _droppable(token: Token, head: Token) -> bool:
    if token.lower_ in _DROPPED and token.pos_ in ("DET", "PRON", "ADJ", "ADV", "ADP", "SCONJ") and token != head:
        return True
    if token.dep_ in ("nummod", "quantmod") and token.head == head and token.pos_ == "NUM":
        return True
    return token.tag_ == "TO" or token.text in '"“”'


@dataclass(frozen=True)
class Amount:
    """A number and what it counts."""

    quantity: float
    unit: str | None


def amount(noun: Token) -> Amount | None:
    """The number that stands with a noun ('more than 300 strikes', '£1.1bn', '30% of territory'), if any."""
    if noun.pos_ == "NUM" or noun.tag_ == "CD":
        return _money(noun) or _bare(noun)
    for child in noun.children:
        if (
            child.dep_ in ("nummod", "quantmod", "compound", "amod", "npadvmod")
            and (child.pos_ == "NUM" or child.tag_ == "CD")
            and child.i < noun.i
        ):
            value = number(child)
            if value is not None and not re.fullmatch(r"(?:19|20)\d\d", child.text):
                return (
                    _of_percent(noun, value) if noun.lower_ in ("%", "percent", "per") else Amount(value, _unit(noun))
                )
    return None


def _bare(number_token: Token) -> Amount | None:
    value = number(number_token)
    if value is None or re.fullmatch(r"(?:19|20)\d\d", number_token.text):
        return None
    of = [
        n
        for p in number_token.children
        if p.dep_ == "prep" and p.lower_ == "of"
        for n in p.children
        if n.dep_ == "pobj"
    ]
    return Amount(value, phrase(of[0]) if of else None)


def _of_percent(noun: Token, value: float) -> Amount:
    of = [n for p in noun.children if p.dep_ == "prep" and p.lower_ == "of" for n in p.children if n.dep_ == "pobj"]
    return Amount(value, "percent" + (f" of {phrase(of[0])}" if of else ""))


def _money(token: Token) -> Amount | None:
    sign = next((c.text for c in token.children if c.text in _CURRENCY), None)
    value = number(token)
    return Amount(value, _CURRENCY[sign]) if sign and value is not None else None


def _unit(noun: Token) -> str:
    return phrase(noun) if noun.pos_ in NOMINAL else noun.text


def number(token: Token) -> float | None:
    """The value of a number word with the number words that belong to it ('1.1 billion', 'some 500', 'hundreds of'); None if none."""
    parts = [
        c
        for c in token.children
        if c.dep_ in ("compound", "nummod", "quantmod") and (c.pos_ == "NUM" or c.lower_ in _SCALE) and c.i < token.i
    ]
    value = _plain_number(token.lower_)
    if value is None and token.lower_ in _SCALE:
        before = _plain_number(parts[-1].lower_) if parts else None
        return before * _SCALE[token.lower_] if before is not None else None
    if value is not None and parts and token.lower_ in _SCALE:
        return (_plain_number(parts[-1].lower_) or 1) * _SCALE[token.lower_]
    if (
        value is not None
        and parts
        and (first := _plain_number(parts[0].lower_)) is not None
        and any(c.lower_ in ("to", "-", "–") for c in token.children)
    ):
        return first
    return value


def _plain_number(word: str) -> float | None:
    if word in _SMALL:
        return _SMALL[word]
    match = re.fullmatch(r"[£$€]?(\d[\d,]*(?:\.\d+)?)(k|m|mn|bn)?(?:-plus|\+)?", word)
    if match is None:
        return None
    return float(match[1].replace(",", "")) * _SCALE.get(match[2] or "", 1)


def votes(text: str) -> Votes | None:
    """A count of votes ('by 406 votes to 212, with 5 abstentions'), None where the sentence gives none."""
    match = _VOTES.search(text)
    if match is None or not re.search(r"\bvot|\babst|\bfavou?r|\bagainst\b", text, re.IGNORECASE):
        return None
    abstain = _ABSTAIN.search(text)
    word = (abstain["n"] or abstain["m"]).lower() if abstain else None
    return Votes(
        int(match["for"].replace(",", "")),
        int(match["against"].replace(",", "")),
        int(_plain_number(word) or 0) if word else None,
    )


def coordinated(head: Token) -> str:
    """The phrase with everything coordinated to it, where it stays short."""
    whole = phrase(head)
    return whole if len(conjuncts(head)) < 5 else phrase(head).split(",")[0]
