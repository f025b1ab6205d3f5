"""Web pages, PDF and Word files: the text extracted, with the metadata they carry.

Nothing is fetched and nothing in a document is run: each library is handed bytes in memory and gives back text.
"""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
from collections.abc import Iterator
from itertools import pairwise
from typing import Any, Final

from foederis.model import Problem
from foederis.reports.allowance import Allowance
from foederis.reports.changes import encoding_warning, hidden_warning
from foederis.reports.decode import clean, decode
from foederis.reports.draft import Draft, Piece, read_whole, require
from foederis.reports.options import LoadOptions
from foederis.reports.refusal import RefusalError

_CHARSET: Final = re.compile(rb"""<(?:meta|\?xml)[^>]*?(?:charset|encoding)\s*=\s*["']?([\w.:-]+)""", re.IGNORECASE)
_HEAD: Final = 4096  #: bytes of a page in which it may name its encoding
_DECLARED_DATE: Final = {
    "extensive_search": False,
    "original_date": True,
}  #: a date is read where declared, not guessed
_FULL_LINE: Final = 0.75  #: of the longest line: a line of a PDF this long goes on in the next


def from_html(piece: Piece, options: LoadOptions) -> Iterator[Draft | Problem]:
    """The article of a web page, without what stands around it."""
    import trafilatura

    raw = read_whole(piece.stream, options)
    charset = _CHARSET.search(raw[:_HEAD])
    decoded = decode(raw, charset[1].decode("ascii") if charset else None)
    yield from encoding_warning(decoded, piece.name)
    html, changed, first = clean(decoded.text)
    yield from hidden_warning(changed, first, piece.name)
    page: Any = trafilatura.bare_extraction(
        _tree(html), url=piece.url, include_comments=False, with_metadata=True, date_extraction_params=_DECLARED_DATE
    )
    yield Draft(
        piece.name,
        (page.text if page else None) or trafilatura.html2txt(_tree(html)),
        hashlib.sha256(raw).hexdigest(),
        title=page.title if page else None,
        author=page.author if page else None,
        publisher=page.sitename if page else None,
        url=(page.url if page else None) or piece.url,
        date=page.date if page else None,
        date_from="the page's metadata",
    )


def _tree(html: str) -> Any:
    """The page as a tree, whatever its size and however broken; trafilatura's own parser gives up on both."""
    from lxml.etree import ParserError  # type: ignore[import-untyped]
    from lxml.html import HTMLParser, document_fromstring  # type: ignore[import-untyped]

    parser = HTMLParser(encoding="utf-8", huge_tree=True, no_network=True, remove_comments=True, remove_pis=True)
    try:
        return document_fromstring(html.encode("utf-8", errors="replace"), parser=parser)
    except ParserError as error:
        raise RefusalError("empty-file", "there is no text in the page; nothing to read") from error


def from_pdf(piece: Piece, options: LoadOptions) -> Iterator[Draft | Problem]:
    """The text of a PDF's pages, with lines broken by the page's width joined again."""
    require("pypdf", "documents")
    from pypdf import PdfReader

    raw = read_whole(piece.stream, options)
    try:
        pdf = PdfReader(io.BytesIO(raw))
        if pdf.is_encrypted and not pdf.decrypt(""):
            raise RefusalError("encrypted", "the PDF is locked by a password; save it without one")
        pages = [_joined(page.extract_text()) for page in pdf.pages]
        about: Any = pdf.metadata
    except RefusalError:
        raise
    except Exception as error:  # pypdf raises whatever a malformed file leads it into
        raise RefusalError("broken-document", f"the PDF is damaged: {error}") from error
    digest = hashlib.sha256(raw).hexdigest()
    yield Draft(
        piece.name, "\n\n".join(pages), digest, title=_said(about and about.title), author=_said(about and about.author)
    )


def from_docx(piece: Piece, options: LoadOptions) -> Iterator[Draft | Problem]:
    """The paragraphs and table cells of a Word file, in order."""
    require("docx", "documents")
    import docx

    raw = read_whole(piece.stream, options)
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as parts:
            (piece.allowance or Allowance(len(raw))).check(sum(part.file_size for part in parts.infolist()))
        document = docx.Document(io.BytesIO(raw))
        text = "\n".join(_paragraphs(document.iter_inner_content()))
    except RefusalError:
        raise
    except Exception as error:  # python-docx raises whatever a malformed file leads it into
        raise RefusalError("broken-document", f"the Word file is damaged: {error}") from error
    about = document.core_properties
    digest = hashlib.sha256(raw).hexdigest()
    yield Draft(piece.name, text, digest, title=_said(about.title), author=_said(about.author))


def _paragraphs(blocks: Iterator[Any]) -> Iterator[str]:
    for block in blocks:
        if hasattr(block, "rows"):
            for row in block.rows:
                yield "\t".join(cell.text for cell in row.cells)
        else:
            yield block.text


def _said(value: str | None) -> str | None:
    return (value or "").strip() or None


def _joined(page: str) -> str:
    """A line that reaches the margin goes on in the next; a hyphen at its end is the page's, not the word's."""
    lines = [line.rstrip() for line in page.splitlines()]
    margin = _FULL_LINE * max(map(len, lines), default=0)
    text = ""
    for line, following in pairwise([*lines, ""]):
        wrapped = len(line) >= margin and following.strip()
        text += line + (" " if wrapped else "\n")
    return re.sub(r"(?<=[a-z])- (?=[a-z])", "", text).strip()
