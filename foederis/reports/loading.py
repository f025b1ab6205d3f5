"""Paths to reports: one lazy pass, in which no bad input stops the rest."""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from foederis.model import Problem, Report
from foederis.reports.archives import CONTAINERS, DAMAGED, members
from foederis.reports.changes import encoding_warning
from foederis.reports.decode import decode
from foederis.reports.documents import from_docx, from_html, from_pdf
from foederis.reports.draft import Draft, Piece, read_whole
from foederis.reports.finishing import finish
from foederis.reports.options import LoadOptions
from foederis.reports.refusal import RefusalError
from foederis.reports.sources import pieces
from foederis.reports.tables import from_csv, from_jsonl, is_object

Reader = Callable[[Piece, LoadOptions], Iterator[Draft | Problem]]
DEFAULTS: Final = LoadOptions()
_HTML: Final = re.compile(rb"<(!doctype html|html|head|body|div|p|article|meta)\b")


def load(paths: Sequence[str], *, options: LoadOptions = DEFAULTS) -> Iterator[Report | Problem]:
    """The reports of files, folders, archives and ``-`` (standard input), and a `Problem` for all that is amiss.

    Paths are taken in the order given, folders in sorted order. Nothing is raised for bad data.
    """
    for piece in pieces(paths):
        for draft in (piece,) if isinstance(piece, Problem) else from_piece(piece, options):
            yield from (draft,) if isinstance(draft, Problem) else finish(draft, options)


def from_piece(piece: Piece, options: LoadOptions) -> Iterator[Draft | Problem]:
    """The drafts in one piece; whatever makes it unreadable becomes one problem."""
    try:
        if piece.kind in CONTAINERS:
            for member in members(piece):
                yield from (member,) if isinstance(member, Problem) else from_piece(member, options)
        else:
            yield from READERS[piece.kind](piece, options)
    except RefusalError as refusal:
        yield Problem(refusal.code, str(refusal), piece.name)
    except DAMAGED as error:
        yield Problem("broken-archive", f"the archive is damaged or of another kind: {error}", piece.name)
    except OSError as error:
        yield Problem("unreadable", f"reading broke off: {error.strerror or error}", piece.name)


def _from_text(piece: Piece, options: LoadOptions) -> Iterator[Draft | Problem]:
    raw = read_whole(piece.stream, options)
    decoded = decode(raw)
    yield from encoding_warning(decoded, piece.name)
    digest = hashlib.sha256(raw).hexdigest()
    yield Draft(piece.name, decoded.text, digest, marked_down=piece.kind == "markdown")


def _from_unknown(piece: Piece, options: LoadOptions) -> Iterator[Draft | Problem]:
    """Standard input: JSON lines where every line is an object, a web page where it begins like one, else text."""
    raw = read_whole(piece.stream, options)
    kind = _sniff(raw)
    yield from READERS[kind](Piece(piece.name, kind, io.BytesIO(raw)), options)


def _sniff(raw: bytes) -> str:
    start = raw[:4096].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith(b"<") and _HTML.search(start):
        return "html"
    return "jsonl" if start.startswith(b"{") and all(map(is_object, raw.splitlines())) else "text"


READERS: Final[dict[str, Reader]] = {
    "text": _from_text,
    "markdown": _from_text,
    "jsonl": from_jsonl,
    "csv": from_csv,
    "tsv": from_csv,
    "html": from_html,
    "pdf": from_pdf,
    "docx": from_docx,
    "unknown": _from_unknown,
}
