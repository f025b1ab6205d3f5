"""A report's text cut into sentences, every offset still pointing into the report's text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from foederis.model import Report

_SAME_LENGTH = str.maketrans(
    {
        **dict.fromkeys("“”„‟«»″〝〞", '"'),
        **dict.fromkeys("’‘‚‛ʼ′", "'"),
        **dict.fromkeys("\u00a0\u2007\u202f\u2009\u200a\u200b\u200e\u200f\u2060\ufeff\u00ad\t", " "),
        "‑": "-",
        "‐": "-",
        "−": "-",
    }
)
"""Typographic variants to the plain character the parser knows, one for one, so that offsets stay true."""

_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|Gen|Lt|Col|Maj|Capt|Cmdr|Adm|Sgt|Cpl|Spc|Pfc|Brig|Rear|Sen|Rep|Gov|Hon|Rev|St|Jr|Sr|vs|"
    r"No|Nos|Art|Arts|para|paras|approx|est|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec|Mt|Ft|cf|Inc|Ltd|Corp|Co|"
    r"i\.e|e\.g|a\.m|p\.m|U\.S|U\.K|U\.N|E\.U|D\.C)|(?:^|[\s(\"])[A-Z])\.$"
)
_END = re.compile(
    r"(?<![.!?…])[.!?…]+[\"')\]]*(?=\s|$)|[.!?][\"')\]]*(?=[A-Z\"][a-z])"
    r"|(?<=[a-z])(?=\s\s+\"[A-Z][^\"\n]{15,400}[.,!?]\")"  # a full stop left out before a wide gap and a quotation
)
_STRAY_MARK = re.compile(r'\s"(?=\s|$)')
_LINE = re.compile(r"[^\n]+")

_AHEAD = 200  #: how many characters around an end are looked at, so that endless lines cost no more than short ones


@dataclass(frozen=True, slots=True)
class Sentence:
    """A stretch of a report that is read as one: offsets into the report's text, and the paragraph it stands in."""

    start: int
    end: int
    paragraph: int


def normalise(text: str) -> str:
    """The text with quotation marks, apostrophes, hyphens and odd spaces made plain; its length is unchanged."""
    return text.translate(_SAME_LENGTH)


def readable(report: Report) -> str:
    """The report's text as it is read: normalised, its furniture blanked, as long as the original."""
    return _blank_out(normalise(report.text), [(f.start, f.end) for f in report.furniture])


def split(report: Report) -> tuple[Sentence, ...]:
    """The sentences of a report outside its furniture, in order."""
    plain = readable(report)
    sentences: list[Sentence] = []
    for number, (start, end) in enumerate(_paragraphs(plain)):
        sentences.extend(Sentence(first, last, number) for first, last in _sentences(plain, start, end))
    return tuple(sentences)


def _blank_out(text: str, spans: list[tuple[int, int]]) -> str:
    """Furniture becomes line breaks, so that no sentence runs across it; footnote marks become spaces."""
    pieces: list[str] = []
    last = 0
    for start, end in sorted(spans):
        start = max(start, last)
        if end <= start:
            continue
        filler = " " if end - start < 6 else "\n"
        pieces += [text[last:start], filler * (end - start)]
        last = end
    return "".join([*pieces, text[last:]])


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Lines, joined where one plainly runs on into the next (a hard-wrapped text, a link set on a line of its own)."""
    start = end = -1
    for line in _LINE.finditer(text):
        if not line.group().strip():
            continue
        if start >= 0 and _runs_on(text, start, end, line.start()):
            end = line.end()
            continue
        if start >= 0:
            yield start, end
        start, end = line.span()
    if start >= 0:
        yield start, end


def _runs_on(text: str, start: int, end: int, following: int) -> bool:
    before = text[max(start, end - _AHEAD) : end].rstrip()
    gap, after = text[end:following], text[following : following + _AHEAD].lstrip()
    if not after or not before or re.search(r"[.!?:\"]$", before):
        return False
    wrapped = gap.count("\n") == 1 and end - text.rfind("\n", 0, end) > 60
    return after[0].islower() and (wrapped or before[-1] in ",;-" or len(before.split()) > 3 or len(after.split()) < 4)


def _sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    first, marks = start, 0
    for match in _END.finditer(text, start, end):
        if match.end() <= first or not _is_end(text, first, match, end):
            continue
        opened = (marks + text.count('"', first, match.end())) % 2 == 1
        last = _with_its_quotes(text, match, end, opened=opened)
        yield from _trimmed(text, first, last)
        first, marks = last, marks + text.count('"', first, last)
    yield from _trimmed(text, first, end)


def _is_end(text: str, first: int, match: re.Match[str], end: int) -> bool:
    after = text[match.end() : min(end, match.end() + _AHEAD)].lstrip()
    if not after:
        return True
    mark = match.group()
    if mark.startswith(".") and _ABBREVIATION.search(text[max(first, match.start() - 12) : match.start() + 1]):
        # "the U.S. The mission": an abbreviation may also end its sentence.
        return (
            bool(re.match(r"(?:The|This|That|It|He|She|They|We|In|On|But|And)\b", after))
            and "." in text[match.start() - 2 : match.start()]
        )
    if mark.endswith(('"', "'")) and re.match(r"(?:[a-z]|[A-Z][\w.]+ (?:said|says|added|told|announced)\b)", after):
        return False
    return after[0].isupper() or after[0].isdigit() or after[0] in "\"'([-•→"


def _with_its_quotes(text: str, match: re.Match[str], end: int, *, opened: bool) -> int:
    """Where a sentence ends: after a mark that closes its quotation, though a blank be between, before one that opens.

    `opened`: up to the end of the match a quotation is open.
    """
    if opened and match.group().endswith('"') and match.end() < end and not text[match.end()].isspace():
        return match.end() - 1
    stray = _STRAY_MARK.match(text, match.end(), end) if opened else None
    return stray.end() if stray else match.end()


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    piece = text[start:end]
    if not re.search(r"\w", piece):
        return
    lead = len(piece) - len(piece.lstrip())
    yield start + lead, start + len(piece.rstrip())
