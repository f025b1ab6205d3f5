"""Furniture: the parts of a text that are not the report, marked so that they are never read.

What it looks like is data (`furniture.toml`); here is only how far each mark reaches.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from foederis.model import Furniture
from foederis.reports.furniture_rules import Rule, rules
from foederis.reports.markdown import markdown_marks
from foederis.reports.marks import Mark, merged

_EDGE: Final = 12  #: lines with text that count as the head, and as the foot, of a report
_LONG_LINE: Final = 400  #: characters above which a line is a paragraph and no line of furniture
_SHORT_WORDS: Final = 20  #: words up to which a line without a full stop is taken for a headline in a list of links
_SENTENCE_BREAK: Final = re.compile(r"[.!?…][”\"’')»\]]*\s*[(*_“\"]{0,2}(?=[\w©&])|[”\"»]\s+(?=[\w©&])")
_SENTENCE_END: Final = re.compile(r"(?<=[.!?…])[”\"’')»\]]*(?=\s+[A-ZÀ-Ž“\"©(]|\s*$)", re.MULTILINE)
_OPENERS: Final = re.compile(r"[(*_“\"'–• -]{0,8}")
_NOTE: Final = re.compile(r"[(\[]?(\d{1,2})[.)\]]\s+")
_NOTE_MARK: Final = re.compile(r" ?(?:\((\d{1,2})\)|\[(\d{1,2})\])")
_STOP: Final = (".", "!", "?", ":", ";", ",", "…", "”", '"')


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    text: str  #: without the blanks around it
    from_top: int  #: how many lines with text stand above it
    from_foot: int  #: and below it
    sentences: tuple[int, ...]  #: where sentences begin


def mark(text: str, *, marked_down: bool = False) -> tuple[Furniture, ...]:
    """The furniture of `text`, in order and without overlaps; `marked_down` adds the rules for Markdown."""
    return merged(marks(text, marked_down=marked_down))


def marks(text: str, *, marked_down: bool = False) -> list[Mark]:
    """Everything the rules find, unsorted, with the metadata in it."""
    lines = _lines(text)
    found: list[Mark] = list(markdown_marks(text)) if marked_down else []
    for rule in rules():
        if rule.format == "any" or marked_down:
            found.extend(_by_line(rule, lines) if rule.reach in ("line", "list", "end") else _inside(rule, lines, text))
    found.extend(_names_of_authors(lines, found))
    found.extend(_footnote_marks(text, lines))
    return found


def _lines(text: str) -> list[_Line]:
    spans = [(found.start(), found.end()) for found in re.finditer(r"[^\s][^\r\n]*", text)]
    last = len(spans) - 1
    return [
        _Line(
            start,
            start + len(text[start:end].rstrip()),
            text[start:end].rstrip(),
            number,
            last - number,
            tuple(_sentence_starts(text, start, end)),
        )
        for number, (start, end) in enumerate(spans)
    ]


def _placed(rule: Rule, line: _Line) -> bool:
    if rule.where == "head":
        return line.from_top < _EDGE
    return rule.where != "foot" or line.from_foot < _EDGE


def _by_line(rule: Rule, lines: list[_Line]) -> Iterator[Mark]:
    for number, line in enumerate(lines):
        if len(line.text) > _LONG_LINE or not _placed(rule, line):
            continue
        if found := rule.find.fullmatch(line.text):
            yield Mark(line.start, _reached(rule, lines, number), rule.kind, _said(found))


def _reached(rule: Rule, lines: list[_Line], number: int) -> int:
    """Where the mark that a line begins ends; a link to the comments above the report is not where it ends."""
    last = lines[number]
    if rule.reach == "end" and 2 * last.start > lines[-1].end:
        return lines[-1].end
    if rule.reach == "list":
        for line in lines[number + 1 :]:
            if len(line.text.split()) > _SHORT_WORDS or line.text.endswith(_STOP):
                break
            last = line
    return last.end


def _inside(rule: Rule, lines: list[_Line], text: str) -> Iterator[Mark]:
    for line in lines:
        if not _placed(rule, line):
            continue
        if rule.begins:
            matches: Iterable[re.Match[str]] = filter(None, [rule.find.match(text, line.start, line.end)])
        elif rule.reach == "span":
            matches = rule.find.finditer(text, line.start, line.end)
        else:
            matches = filter(None, (rule.find.match(text, start, line.end) for start in line.sentences))
        for found in matches:
            yield Mark(found.start(), _span_end(rule, text, found, line), rule.kind, _said(found))


def _span_end(rule: Rule, text: str, found: re.Match[str], line: _Line) -> int:
    if rule.reach == "span":
        return found.end()
    return line.end if rule.reach == "rest" else _sentence_end(text, found.end(), line.end)


def _sentence_starts(text: str, start: int, end: int) -> Iterator[int]:
    """Where a sentence may begin: also where a quotation ends, or a full stop runs into the next word."""
    yield from {start, _OPENERS.match(text, start, end).end()}  # type: ignore[union-attr]
    for found in _SENTENCE_BREAK.finditer(text, start, end):
        yield found.end()


def _sentence_end(text: str, start: int, limit: int) -> int:
    found = _SENTENCE_END.search(text, start, limit)
    return found.end() if found else limit


def _said(found: re.Match[str]) -> dict[str, str]:
    return {name: value.strip(" .,-–—|") for name, value in found.groupdict().items() if value}


def _names_of_authors(lines: list[_Line], found: list[Mark]) -> Iterator[Mark]:
    """A line that holds nothing but the name of an author known from a byline or a note on the author."""
    authors = {piece.says["author"].casefold() for piece in found if "author" in piece.says}
    for line in lines:
        if line.text.casefold() in authors:
            yield Mark(line.start, line.end, "byline")


def _footnote_marks(text: str, lines: list[_Line]) -> Iterator[Mark]:
    """The numbers of notes, in the text and before the notes, where the report has such notes below."""
    notes = {found[1]: (line, found) for line in lines if (found := _NOTE.match(line.text))}
    if not notes:
        return
    for found in _NOTE_MARK.finditer(text):
        line, number = notes.get(found[1] or found[2], (None, None))
        if line and number and line.start > found.end():
            yield Mark(found.start(), found.end(), "footnote-mark")
            yield Mark(line.start, line.start + number.end(), "footnote-mark")
