"""Who says what: quotations and whole statements, with the speaker of every word of a sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from foederis.model import Actor
from foederis.reading.grammar.resolutions import resolving
from foederis.reading.parties.pronouns import is_first
from foederis.reading.speech.quotations import quotations
from foederis.reading.speech.reporting import Reporting, announced, reporting

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Token

    from foederis.reading.parties.cast import Cast, Parsed

__all__ = ["Speech", "Voices", "quotations"]

_STATEMENT = re.compile(r"\b(?:statements?|remarks|comments?|speech|address|message|declaration)\b", re.IGNORECASE)
_NAMING = frozenset({"person", "post", "organisation", "state", "demonym"})
_TOPICAL = frozenset({"on", "about", "regarding", "concerning", "to", "against"})
_HEADING = re.compile(r"^[A-Z][\w'’-]*(?: [\w'’-]+){0,4}$", re.MULTILINE)
_AHEAD = 3  #: sentences of one quotation in which its speaker may still be named


@dataclass(frozen=True)
class Voices:
    """The speaker of each word of one sentence."""

    reporting: tuple[Reporting, ...]
    quoted: frozenset[int]  #: tokens inside quotation marks
    quoter: Actor | None  #: who is quoted
    statement: Actor | None  #: whose statement the sentence is part of
    issuer: Actor | None = None  #: who says 'we' outside quotations: the report's own voice

    def of(self, token: Token) -> Actor | None:
        """Whoever says the word, None where the report itself does."""
        if token.i in self.quoted and self.quoter is not None:
            return self.quoter
        inner = [r for r in self.reporting if token.i in r.scope and token.i != r.verb]
        if inner:
            return min(inner, key=lambda r: len(r.scope)).speaker
        return self.statement

    def voice(self, token: Token) -> Actor | None:
        """Whoever judges, asks or vows by the word itself: its speaker, else who issues the report."""
        return self.of(token) or self.issuer


class Speech:
    """Follows one report's voices from sentence to sentence; made anew for each report."""

    def __init__(self, text: str, sentences: Sequence[Parsed]) -> None:
        self._text = text
        self._quotes = quotations(text)
        self._sentences = sentences
        self._statement: Actor | None = None
        self._opened = 0  #: the sentence that opened the statement
        self._last: Actor | None = None
        self._speaks_itself = any(
            is_first(token) and token.i not in self._quoted(parsed) for parsed in sentences for token in parsed.doc
        )

    def voices(self, number: int, cast: Cast) -> Voices:
        """The voices of sentence `number`; sentences are asked for in order."""
        parsed = self._sentences[number]
        quoted = self._quoted(parsed)
        if number == 0 and self._speaks_itself and _STATEMENT.search(parsed.doc.text):
            cast.memory.issuer = _first_named(parsed, cast)
        if self._statement is not None and not quoted and self._is_over(number, self._statement, cast):
            self._statement = None
        if (head := resolving(parsed.doc)) is not None and (parties := cast.parties(parsed, head)):
            cast.learn_resolving(parties[0])
        found = tuple(self._reporting(parsed, quoted, cast))
        quoter = self._quoter(number, found, quoted, cast) if quoted else None
        statement = self._statement
        if found or parsed.doc.text.rstrip().endswith(":"):
            speaker = found[-1].speaker if found else announced(parsed, cast)
            self._last = speaker or self._last
            if speaker is not None and self._opens_statement(number, found):
                self._statement, self._opened = speaker, number
                statement = speaker if parsed.doc.text.rstrip().endswith(":") else None
        self._last = quoter or self._last
        return Voices(found, quoted, quoter, statement, cast.memory.issuer)

    def _is_over(self, number: int, speaker: Actor, cast: Cast) -> bool:
        """A heading, a list that the speaker does not open, or words on the speaker end a statement."""
        before, parsed = self._sentences[number - 1], self._sentences[number]
        passed = self._text[before.start + len(before.doc.text) : parsed.start + len(parsed.doc.text)]
        if self._opened < number - 1:
            opens_list = before.doc.text.rstrip().endswith(":") and not any(is_first(t) for t in before.doc)
            if opens_list or _HEADING.search(passed) is not None:
                return True
        return _speaks_of(speaker, parsed, cast)

    def _reporting(self, parsed: Parsed, quoted: frozenset[int], cast: Cast) -> list[Reporting]:
        open_ = quoted - self._quoted(parsed, closed=True) if quoted else quoted
        return reporting(parsed, quoted, open_, cast, self._statement)

    def _quoted(self, parsed: Parsed, *, closed: bool = False) -> frozenset[int]:
        """The words inside quotations, with `closed` inside those that are closed."""
        start, end = parsed.start, parsed.start + len(parsed.doc.text)
        near = [q for q in self._quotes if q.start < end and q.end > start and not (closed and q.is_open)]
        if not near:
            return frozenset()
        return frozenset(t.i for t in parsed.doc if any(q.start < start + t.idx < q.end for q in near))

    def _quoter(self, number: int, found: tuple[Reporting, ...], quoted: frozenset[int], cast: Cast) -> Actor | None:
        parsed = self._sentences[number]
        if found:
            return min(found, key=lambda r: min(abs(r.verb - t) for t in quoted)).speaker
        if len(quoted) < 0.5 * len(parsed.doc):
            return self._before_colon(parsed, quoted, cast)
        for later in self._sentences[number + 1 : number + 1 + _AHEAD]:
            if not self._same_quote(parsed, later):
                break
            if ahead := self._reporting(later, self._quoted(later), cast):
                return ahead[0].speaker
        return self._last or self._statement

    @staticmethod
    def _before_colon(parsed: Parsed, quoted: frozenset[int], cast: Cast) -> Actor | None:
        """'X set the tone: "…"': the sentence's subject, where a colon introduces the quotation."""
        mark = parsed.doc[max(0, min(quoted) - 2)]
        main = [t for t in parsed.doc[: mark.i] if t.dep_ == "nsubj"] if mark.text == ":" else []
        return next((a for noun in main[:1] for a in cast.parties(parsed, noun) if a.for_), None)

    def _same_quote(self, parsed: Parsed, later: Parsed) -> bool:
        middle = parsed.start + len(parsed.doc.text) // 2
        return any(q.start <= middle <= q.end and later.start <= q.end for q in self._quotes)

    def _opens_statement(self, number: int, found: tuple[Reporting, ...]) -> bool:
        """Does what follows the colon after the verb, not quoted, belong to the speaker as a whole?"""
        parsed = self._sentences[number]
        after = parsed.doc[found[-1].verb + 1 :].text if found and found[-1].verb + 1 < len(parsed.doc) else ""
        following = self._sentences[number + 1].doc.text if number + 1 < len(self._sentences) else ""
        colon = re.match(r"^(?:\s*(?:today|yesterday|that|on \w+))*\s*:\s*(\S?)", after) or re.search(
            r":\s*()$", parsed.doc.text
        )
        return colon is not None and (colon.group(1) or following[:1]) not in ('"', "'", "")


def _first_named(parsed: Parsed, cast: Cast) -> Actor | None:
    """Who issues a statement, by its title: whom 'by' names, else the first named who is not its topic or audience."""
    named = [t for t in parsed.doc if (m := parsed.mentions.get(t.i)) and m.entries[0].kind in _NAMING]
    by = [t for t in named if any(a.lower_ == "by" and a.dep_ in ("prep", "agent") for a in t.ancestors)]
    for token in by or [t for t in named if not _is_topic(t)]:
        if actors := cast.parties(parsed, token):
            return actors[0]
    return None


def _is_topic(name: Token) -> bool:
    """'Ukraine: statement by …', 'statement on Syria', 'address to parliament'."""
    before_colon = name.i + 1 < len(name.doc) and name.nbor().text == ":"
    return before_colon or any(a.dep_ == "prep" and a.lower_ in _TOPICAL for a in name.ancestors)


def _speaks_of(speaker: Actor, parsed: Parsed, cast: Cast) -> bool:
    """Is the speaker a subject by name or title? Nobody speaks so of themselves: the statement is over."""
    if speaker.id is None:
        return False
    subjects = [t for t in parsed.doc if t.dep_ in ("nsubj", "nsubjpass") and t.pos_ in ("PROPN", "NOUN")]
    return any(a.id == speaker.id for t in subjects for a in cast.parties(parsed, t))
