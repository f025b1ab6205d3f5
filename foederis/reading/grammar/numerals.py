"""What number words come to, and counts of votes. The words are data: `numbers.toml`."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from foederis.model import Votes

if TYPE_CHECKING:
    from spacy.tokens import Token

_DIGITS = re.compile(r"[£$€]?(?P<value>\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?)(?P<scale>k|m|mn|bn|tn)?(?:-plus|\+|-)?")
_GROUP = re.compile(r"\d{3}")
_NONE = frozenset({"no", "none", "nobody"})
_COUNT = (
    r"(\d[\d,]*|no|none|nobody|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen"
    r"|fifteen|sixteen|seventeen|eighteen|nineteen|twenty)"
)
_TALLIES = (
    re.compile(
        rf"\b(?:by|of|voted)\s+(?:a\s+vote\s+of\s+)?{_COUNT}(?:\s+votes?)?(?:\s+(?:in\s+favou?r|for))?"
        rf"\s*(?:to|-|–|against|,|and)\s*(?:with\s+)?{_COUNT}\b",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b{_COUNT}(?:\s+\w+){{0,2}}?\s+(?:in\s+favou?r|for)\b(?:\s*\([^()]*\))?(?:\s+\w+|,){{0,3}}?\s+{_COUNT}"
        r"(?:\s+\w+)?\s+against\b",
        re.IGNORECASE,
    ),
)
"""'by 406 votes to 212', '287 in favour, 55 against'."""
_ABSTAIN = re.compile(rf"\b{_COUNT}(?:\s+\w+)?\s+(?:abstention|abstain)", re.IGNORECASE)


@cache
def words() -> dict[str, Any]:
    """The tables of `numbers.toml`."""
    data: dict[str, Any] = tomllib.loads((Path(__file__).parent / "numbers.toml").read_text(encoding="utf-8"))
    data["words"] = {key: frozenset(value) for key, value in data["words"].items()}
    return data


def is_time(noun: Token) -> bool:
    """True for a word that tells when or how long: a day, a month, 'years'."""
    listed: frozenset[str] = words()["words"]["time"]
    if noun.lower_ == "may" and noun.pos_ != "PROPN":
        return False
    return noun.lower_ in listed or noun.lemma_.lower() in listed


def number(token: Token) -> float | None:
    """The value of the number words ending at a token ('1.1 billion'), of a range the lower; else None."""
    value, first = value_ending_at(token)
    before = beside(first, -1)
    if value is None or (
        before is not None and before.lower_ in words()["words"]["vague"] and token.lower_ in words()["scale"]
    ):
        return None
    value *= _glued_scale(token)
    if before is not None and before.lower_ in ("to", "-", "–", "or"):
        least = beside(before, -1)
        lower, _ = value_ending_at(least)
        if lower is not None and lower < value and least is not None and not is_time(least.head):
            scale = words()["scale"].get(token.lower_, 1) if lower < 1000 and token.lower_ in words()["scale"] else 1
            return float(lower * scale)
    return value


def _glued_scale(token: Token) -> float:
    """The 'm' of '250m', which the parse takes for a word of its own; else 1."""
    after = beside(token, 1)
    glued = after is not None and not token.whitespace_ and _DIGITS.fullmatch(token.lower_)
    return float(words()["scale"].get(after.lower_, 1)) if glued and after is not None else 1.0


def votes(text: str) -> Votes | None:
    """A count of votes ('by 406 votes to 212, with 5 abstentions'), None where the sentence gives none."""
    match = next((m for tally in _TALLIES if (m := tally.search(text))), None)
    if match is None or not re.search(r"\bvot|\babst|\bfavou?r|\bagainst\b", text, re.IGNORECASE):
        return None
    abstain = _ABSTAIN.search(text)
    return Votes(_cast(match[1]), _cast(match[2]), _cast(abstain[1]) if abstain else None)


def _cast(count: str) -> int:
    return 0 if count.lower() in _NONE else int(_plain(count.lower()) or 0)


def is_number(token: Token) -> bool:
    """True for a number in words or figures."""
    if token.lower_ == "dozen":
        return True
    return token.pos_ == "NUM" or token.tag_ == "CD" or _DIGITS.fullmatch(token.lower_) is not None


def beside(token: Token | None, step: int) -> Token | None:
    """The token so many places on; None outside the sentence."""
    if token is None:
        return None
    at = token.i + step
    return token.doc[at] if 0 <= at < len(token.doc) else None


def value_ending_at(token: Token | None) -> tuple[float | None, Token | None]:
    """The value of the run of number words ending at a token, and its first word."""
    run: list[Token] = []
    at = token
    while at is not None and _belongs(at, run):
        run.append(at)
        at = beside(at, -1)
    while run and run[-1].lower_ in ("-", "a", "and"):
        run.pop()
    return (_sum([t.lower_ for t in reversed(run)]), run[-1]) if run else (None, token)


def _belongs(token: Token, run: list[Token]) -> bool:
    """May the token stand before the number words found so far?"""
    word, following = token.lower_, run[-1].lower_ if run else ""
    scales = words()["scale"]
    if word in ("-", "a", "and"):
        tens = following in words()["small"] and 0 < words()["small"][following] < 10
        return (
            (word == "-" and tens) or (word == "a" and following in scales) or (word == "and" and tens and len(run) > 1)
        )
    if word in scales:
        return not run or following in ("and",) or following in words()["small"]
    if word in words()["small"]:
        return not run or following in ("-", "a") or following in scales
    grouped = _GROUP.fullmatch(following) is not None and word.isdigit() and len(word) <= 3
    return _DIGITS.fullmatch(word) is not None and (not run or following in scales or grouped)


def _sum(run: list[str]) -> float | None:
    total, current = 0.0, None
    for word in re.sub(r"(?<=\d) (?=\d{3}\b)", "", " ".join(run)).split():
        if word in words()["scale"]:
            if len(run) == 1 and len(word) < 3:
                return None
            current = (1.0 if current is None else current) * words()["scale"][word]
        elif (value := _plain(word)) is not None:
            current = (0.0 if current is None else current) + value
    return None if current is None else total + current


def _plain(word: str) -> float | None:
    if word in words()["small"]:
        return float(words()["small"][word])
    match = _DIGITS.fullmatch(word)
    if match is None:
        return None
    return float(match["value"].replace(",", "")) * float(words()["scale"].get(match["scale"] or "", 1))
