"""Who says what: quotations, reporting clauses and whole statements, with the speaker of every word of a sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from foederis.model import Actor
from foederis.reading.status import words
from foederis.reading.syntax import objects, subjects

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Token

    from foederis.reading.parties import Cast, Parsed

_STATEMENT = re.compile(r"\b(?:statements?|remarks|comments?|speech|address|message|declaration)\b", re.IGNORECASE)
_FIRST = frozenset(["i", "we", "my", "our", "me", "us"])


@dataclass(frozen=True)
class Reporting:
    """A reporting verb of a sentence, its speaker, and which tokens it reports."""

    verb: int
    speaker: Actor
    scope: frozenset[int]


@dataclass(frozen=True)
class Voices:
    """The speaker of each word of one sentence."""

    reporting: tuple[Reporting, ...]
    quoted: frozenset[int]  #: tokens inside quotation marks
    quoter: Actor | None  #: who is quoted
    statement: Actor | None  #: whose statement the sentence is part of

    def of(self, token: Token) -> Actor | None:
        """Whoever says the word, None where the report itself does."""
        if token.i in self.quoted and self.quoter is not None:
            return self.quoter
        inner = [r for r in self.reporting if token.i in r.scope and token.i != r.verb]
        if inner:
            return min(inner, key=lambda r: len(r.scope)).speaker
        return self.statement


class Speech:
    """Follows one report's voices from sentence to sentence; made anew for each report."""

    def __init__(self, text: str, sentences: Sequence[Parsed]) -> None:
        self._quotes = quotations(text)
        self._sentences = sentences
        self._statement: Actor | None = None
        self._last: Actor | None = None
        self._first_person_outside = any(
            token.lower_ in _FIRST and not self._is_quoted(parsed, token)
            for parsed in sentences
            for token in parsed.doc
        )

    def voices(self, number: int, cast: Cast) -> Voices:
        """The voices of sentence `number`; sentences are asked for in order."""
        parsed = self._sentences[number]
        quoted = frozenset(token.i for token in parsed.doc if self._is_quoted(parsed, token))
        if number == 0 and self._first_person_outside and _STATEMENT.search(parsed.doc.text):
            self._statement = _first_person_named(parsed, cast)
        reporting = tuple(_reporting(parsed, quoted, cast, self._statement))
        quoter = self._quoter(number, reporting, quoted, cast) if quoted else None
        statement = self._statement
        if reporting:
            self._last = reporting[-1].speaker
            if opened := self._opens_statement(number, reporting):
                self._statement = opened
                statement = statement if parsed.doc.text.rstrip().endswith(":") else None
        self._last = quoter or self._last
        return Voices(reporting, quoted, quoter, statement)

    def _is_quoted(self, parsed: Parsed, token: Token) -> bool:
        at = parsed.start + token.idx
        return any(start < at < end for start, end in self._quotes)

    def _quoter(
        self, number: int, reporting: tuple[Reporting, ...], quoted: frozenset[int], cast: Cast
    ) -> Actor | None:
        parsed = self._sentences[number]
        if reporting:
            return min(reporting, key=lambda r: min(abs(r.verb - t) for t in quoted)).speaker
        if len(quoted) < 0.5 * len(parsed.doc):
            return None
        for later in self._sentences[number + 1 : number + 4]:
            ahead = frozenset(t.i for t in later.doc if self._is_quoted(later, t))
            if not ahead or not self._same_quote(parsed, later):
                break
            if found := list(_reporting(later, ahead, cast, self._statement)):
                return found[0].speaker
        return self._last or self._statement

    def _same_quote(self, parsed: Parsed, later: Parsed) -> bool:
        return any(
            start <= parsed.start + len(parsed.doc.text) // 2 <= end and later.start <= end
            for start, end in self._quotes
        )

    def _opens_statement(self, number: int, reporting: tuple[Reporting, ...]) -> Actor | None:
        parsed = self._sentences[number]
        last = reporting[-1]
        after = parsed.doc[last.verb + 1 :].text if last.verb + 1 < len(parsed.doc) else ""
        following = self._sentences[number + 1].doc.text if number + 1 < len(self._sentences) else ""
        colon = re.match(r"^(?:\s*(?:today|yesterday|that|on \w+))*\s*:\s*(\S?)", after) or re.search(
            r":\s*()$", parsed.doc.text
        )
        if colon is None:
            return None
        opener = colon.group(1) or following[:1]
        return last.speaker if opener not in ('"', "'", "") else None


def quotations(text: str) -> tuple[tuple[int, int], ...]:
    """The quoted stretches of a normalised text: marks pair up within a line; one left open runs to the line's end."""
    found: list[tuple[int, int]] = []
    for line in re.finditer(r"[^\n]+", text):
        marks = [line.start() + m.start() for m in re.finditer('"', line.group())]
        if len(marks) % 2:
            marks.append(line.end())
        found += list(zip(marks[::2], marks[1::2], strict=True))
    return tuple(found)


def _reporting(parsed: Parsed, quoted: frozenset[int], cast: Cast, statement: Actor | None) -> list[Reporting]:
    found: list[Reporting] = []
    for token in parsed.doc:
        if token.i in quoted and not _mostly(quoted, parsed):
            continue
        if token.lemma_ in words()["speech"]["report"] and token.pos_ in ("VERB", "AUX") and token.i not in quoted:
            found += _by_verb(parsed, token, quoted, cast, statement)
        elif token.lower_ == "according" and (source := _according(token)):
            actors = cast.parties(parsed, source, statement)
            inside = frozenset(t.i for t in token.subtree)
            found += [Reporting(token.i, actors[0], frozenset(range(len(parsed.doc))) - inside)] if actors else []
    return found


def _mostly(quoted: frozenset[int], parsed: Parsed) -> bool:
    return len(quoted) > 0.9 * len(parsed.doc)


def _by_verb(
    parsed: Parsed, verb: Token, quoted: frozenset[int], cast: Cast, statement: Actor | None
) -> list[Reporting]:
    named = [s for s in _speaker_tokens(verb) if s.i not in quoted]
    speakers = [actor for s in named for actor in cast.parties(parsed, s, statement)]
    if not speakers:
        return []
    scope = _scope(verb, quoted, parsed)
    return [Reporting(verb.i, speakers[0], scope)] if scope or parsed.doc.text.rstrip().endswith(":") else []


def _speaker_tokens(verb: Token) -> list[Token]:
    found = subjects(verb)
    if not found:
        found = [
            c
            for c in verb.children
            if c.dep_ in ("nsubj", "attr") or (c.dep_ == "dobj" and c.i > verb.i and c.pos_ == "PROPN")
        ]
    return found


def _scope(verb: Token, quoted: frozenset[int], parsed: Parsed) -> frozenset[int]:
    """The words a reporting verb reports: its clauses, quotations beside it, and all before it when it closes the sentence."""
    scope: set[int] = set(quoted)
    for child in verb.children:
        if child.dep_ in ("ccomp", "parataxis", "xcomp", "dep") or (
            child.dep_ == "advcl" and child.i < verb.i and _closes(verb, parsed)
        ):
            scope |= {t.i for t in child.subtree}
    for noun in objects(verb):
        if verb.lemma_ in (
            "report",
            "announce",
            "confirm",
            "claim",
            "disclose",
            "detail",
            "document",
            "describe",
            "deny",
            "show",
        ):
            scope |= {t.i for t in noun.subtree}
    if (
        verb.dep_ in ("parataxis", "ccomp", "advcl", "conj")
        and _closes(verb, parsed)
        and verb.lemma_
        in ("say", "add", "announce", "tell", "note", "reply", "report", "explain", "recall", "alert", "indicate")
    ):
        own = {t.i for s in _speaker_tokens(verb) for t in s.subtree} | {verb.i}
        scope |= {t.i for t in parsed.doc if t.i < verb.i} - own
    return frozenset(scope)


def _closes(verb: Token, parsed: Parsed) -> bool:
    left = [t for t in parsed.doc[verb.i + 1 :] if not t.is_punct]
    own = {t.i for s in _speaker_tokens(verb) for t in s.subtree}
    return sum(1 for t in left if t.i not in own) <= 8


def _according(token: Token) -> Token | None:
    for child in token.children:
        if child.lower_ == "to":
            for noun in child.children:
                if noun.dep_ == "pobj":
                    return noun
    return None


def _first_person_named(parsed: Parsed, cast: Cast) -> Actor | None:
    for token in parsed.doc:
        mention = parsed.mentions.get(token.i)
        if mention and mention.entries[0].kind in ("person", "post", "organisation", "state", "demonym"):
            if actors := cast.parties(parsed, token):
                return actors[0]
    return None
