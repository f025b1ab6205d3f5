"""All mentions of a report: each finder's, settled so that no two of one kind overlap."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from foederis.model import Report
from foederis.reading.grammar import parse
from foederis.reading.grammar.sentences import readable, split
from foederis.reading.mentions import described, lexicon, listed, numbers, temporal, things, unlisted
from foederis.reading.mentions.model import KINDS, Mention
from foederis.reading.mentions.view import View

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from foederis.who.matcher import Mention as Name
    from foederis.who.registry import Who


def find(
    report: Report | str, who: Who, *, words: lexicon.Lexicon | None = None, pipeline: str = parse.DEFAULT_PIPELINE
) -> tuple[Mention, ...]:
    """The typed mentions of a report or a bare text, in order; no two of one kind overlap.

    `words` are those of `lexicon.load`, the built-in ones where none are given. A sentence too long to be parsed gives
    none. OSError where the spaCy pipeline is not installed.
    """
    report = _as_report(report) if isinstance(report, str) else report
    known, plain = words or lexicon.load(), readable(report)
    names, families = who.find(plain), unlisted.Families()
    found: list[Mention] = []
    sentences = ((plain[s.start : s.end], s) for s in split(report) if s.end - s.start <= parse.MAX_CHARS)
    for doc, sentence in parse.parse(sentences, parse.pipeline(pipeline)):
        view = View(doc, sentence.start, report.text, _by_token(doc, sentence.start, names), known, who)
        found += _in_sentence(view, families)
    return _settled(found)


def _as_report(text: str) -> Report:
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Report("text", text, digest, digest)


def _by_token(doc: Doc, start: int, names: Iterable[Name]) -> dict[int, Name]:
    end = start + len(doc.text)
    by_token: dict[int, Name] = {}
    for name in names:
        if start <= name.start and name.end <= end:
            span = doc.char_span(name.start - start, name.end - start, alignment_mode="expand")
            by_token |= {token.i: name for token in span or ()}
    return by_token


def _in_sentence(view: View, families: unlisted.Families) -> Iterator[Mention]:
    when, written = _settled(temporal.found_in(view)), _settled(things.written(view))
    taken = _tokens(view, (*when, *written))
    by_word = _settled(things.described(view, taken))
    yield from (*when, *things.joined(_settled((*written, *by_word)), view))
    yield from numbers.found_in(view, taken)
    named = tuple(unlisted.found_in(view, families, taken | _tokens(view, by_word)))
    yield from named
    yield from listed.found_in(view, taken | unlisted.family_names(view, named))
    yield from described.found_in(view, taken | _tokens(view, by_word))


def _tokens(view: View, mentions: Iterable[Mention]) -> frozenset[int]:
    return frozenset(token.i for mention in mentions for token in view.tokens(mention.start, mention.end))


def _settled(mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    """Of overlapping mentions of one kind the longest, of these the first."""
    kept: list[Mention] = []
    for mention in sorted(mentions, key=lambda m: (m.start - m.end, m.start, m.id is None)):
        if not any(m.kind == mention.kind and m.start < mention.end and mention.start < m.end for m in kept):
            kept.append(mention)
    return tuple(sorted(kept, key=lambda m: (m.start, m.end, KINDS.index(m.kind))))
