"""A brief as a Word document, with its sentences as a numbered list at the end; needs the extra `documents`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from io import BytesIO
from typing import TYPE_CHECKING, Final

from foederis.brief import words
from foederis.brief.model import Brief
from foederis.brief.sections import Line, Section, sections
from foederis.safe import plain

_FORBIDDEN: Final = re.compile("[\\ud800-\\udfff\\ufffe\\uffff]")

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph


def docx(brief: Brief) -> bytes:
    """The file's bytes. ImportError without python-docx (`pip install 'foederis[documents]'`)."""
    import docx as word

    document = word.Document()
    document.core_properties.title = f"Brief: {words.headline(brief)}"
    document.add_heading("Brief", 0)
    document.add_paragraph(_text(f"{words.headline(brief)}."))
    if brief.draws_on_reports:
        _sources(document, brief)
    for section in sections(brief):
        document.add_heading(_text(words.title(section.id, brief)), 1)
        (_gifts if section.layout == "gifts" else _groups)(document, section)
    if brief.draws_on_reports:
        _untaken(document, brief)
        _sentences(document, brief)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def _sources(document: Document, brief: Brief) -> None:
    document.add_heading(words.TITLES["sources"], 1)
    for source in brief.sources:
        told = (source.title or source.report, source.publisher, words.published(source), source.url)
        document.add_paragraph(_text(f"{source.number}. " + ", ".join(filter(None, told))))


def _untaken(document: Document, brief: Brief) -> None:
    document.add_heading(words.TITLES["untaken"], 1)
    for line in words.untaken(brief.untaken):
        document.add_paragraph(_text(line), "List Bullet")


def _groups(document: Document, section: Section) -> None:
    for group in section.groups:
        if group.name:
            document.add_heading(_text(group.name), 2)
        for line in group.lines:
            _line(document.add_paragraph(style="List Bullet"), line)


def _gifts(document: Document, section: Section) -> None:
    table = document.add_table(1, 4, "Light Grid Accent 1")
    for cell, name in zip(table.rows[0].cells, ("From", "To", "Promised", "Delivered"), strict=True):
        cell.text = name
    for group in section.groups:
        giver, receiver, promised, delivered = table.add_row().cells
        giver.text, receiver.text = _text(group.name), _text(group.beside)
        _stacked(promised.paragraphs[0], group.lines)
        _stacked(delivered.paragraphs[0], group.aside)


def _stacked(paragraph: Paragraph, lines: Iterable[Line]) -> None:
    for number, line in enumerate(lines):
        if number:
            paragraph.add_run().add_break()
        _line(paragraph, line)


def _line(paragraph: Paragraph, line: Line) -> None:
    if line.when:
        paragraph.add_run(f"{line.when}  ").italic = True
    if status := words.STATUS[line.status]:
        paragraph.add_run(f"{status}: ").bold = True
    paragraph.add_run(_text(line.text))
    if line.notes:
        paragraph.add_run(_text(f" ({'; '.join(line.notes)})"))
    if line.refs:
        paragraph.add_run(f" [{', '.join(map(str, line.refs))}]").font.superscript = True


def _sentences(document: Document, brief: Brief) -> None:
    document.add_heading(words.TITLES["sentences"], 1)
    names = {source.number: source.title or source.report for source in brief.sources}
    for sentence in brief.sentences:
        document.add_paragraph(_text(f"[{sentence.number}] {names[sentence.source]}: {sentence.text}"))


def _text(text: str) -> str:
    """On one line, without what XML forbids (w3.org/TR/xml, 2.2)."""
    return _FORBIDDEN.sub("\ufffd", " ".join(plain(text).split()))
