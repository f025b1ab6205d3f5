"""When an act held: the time expression that belongs to it, else the codebook's rule for undated acts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from foederis.acts import SPEECH
from foederis.model import Interval, Status
from foederis.reading.times import Time, Today, find

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


@dataclass(frozen=True)
class Times:
    """The time expressions of a sentence, each with the token that it hangs on."""

    found: tuple[tuple[Time, Token], ...]

    def of(self, token: Token, predicates: frozenset[int], breaks: frozenset[int]) -> Time | None:
        """The expression that belongs to a predicate: hanging on it first, else on a verb that governs it (not a reporting one)."""
        own = [t for t, anchor in self.found if _first_predicate(anchor, predicates) == token.i]
        if own:
            return own[0]
        current = token
        while current.head != current and current.head.i not in breaks:
            if current.dep_ in ("ccomp", "relcl") and current.i in predicates and current.pos_ == "VERB":
                break
            current = current.head
            inherited = [
                t
                for t, anchor in self.found
                if _first_predicate(anchor, predicates) == current.i or anchor.head.i == current.i
            ]
            if inherited:
                return inherited[0]
        return None


def times_in(doc: Doc, today: Today) -> Times:
    """The time expressions of a parsed sentence."""
    past = not any(t.lower_ in ("will", "shall") for t in doc)
    found = []
    for time in find(doc.text, today, past=past):
        span = doc.char_span(time.start, time.end, alignment_mode="expand")
        if span is not None:
            found.append((time, span.root))
    return Times(tuple(found))


def _first_predicate(anchor: Token, predicates: frozenset[int]) -> int | None:
    current = anchor
    for _ in range(12):
        if current.i in predicates:
            return current.i
        if current.head == current:
            return None
        current = current.head
    return None


def held(act: str, status: Status, time: Time | None, today: Today, *, occasion: bool) -> Interval:
    """The interval of an act (docs/codebook.md, Dates).

    `occasion`: an act of speech that is the report's own occasion (the statement itself), dated on both sides.
    """
    if time is not None:
        return _narrowed(time, status, act, today)
    if act in SPEECH or act == "threaten":
        return Interval(today.first, today.last) if occasion else Interval(None, today.last)
    if status in ("planned", "possible"):
        return Interval(today.first, None)
    return Interval(None, today.last)


def _narrowed(time: Time, status: Status, act: str, today: Today) -> Interval:
    when = time.when
    if time.bound == "until":
        if act in SPEECH:
            return Interval(None, today.last)
        return Interval(today.first, when.latest) if status in ("planned", "possible") else Interval(None, when.latest)
    if act in SPEECH and today.last is not None and when.earliest is not None and when.earliest > today.last:
        return Interval(None, today.last)
    if (
        status == "done"
        and today.last is not None
        and when.latest is not None
        and when.latest > today.last
        and when.earliest is not None
        and when.earliest <= today.last
    ):
        return Interval(when.earliest, today.last)
    return when
