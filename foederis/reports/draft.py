"""What the format readers hand on: a text with whatever its format said about it, before anything is inferred."""

from __future__ import annotations

import importlib.util
from dataclasses import dataclass, field
from typing import BinaryIO

from foederis.reports.allowance import Allowance
from foederis.reports.options import LoadOptions
from foederis.reports.refusal import RefusalError


@dataclass(frozen=True, slots=True)
class Draft:
    """A report's text as its format gave it; `foederis.reports.finishing` makes a `Report` of it."""

    name: str
    text: str
    source_sha256: str
    title: str | None = None
    author: str | None = None
    publisher: str | None = None
    url: str | None = None
    date: str | None = None  #: as written
    date_from: str = "metadata"  #: where the date was written, for the reasons given
    language: str | None = None
    marked_down: bool = False  #: Markdown: front matter and ``#`` headings count


@dataclass(frozen=True, slots=True)
class Piece:
    """A named stream of bytes of a known kind: a file, a member of an archive, or standard input."""

    name: str
    kind: str  #: a suffix of `foederis.reports.kinds`
    stream: BinaryIO = field(repr=False)
    size: int = 0  #: of the file on disk that it came from
    depth: int = 0  #: how many archives it lies in
    allowance: Allowance | None = None  #: within an archive: what may still be unpacked
    url: str | None = None  #: where it was fetched from


def read_whole(stream: BinaryIO, options: LoadOptions) -> bytes:
    """All bytes of a stream; refuses an empty one and, without reading on, one over the size limit."""
    raw = stream.read(options.max_bytes + 1)
    if not raw:
        raise RefusalError("empty-file", "the file is empty; nothing to read")
    if len(raw) > options.max_bytes:
        raise too_large(options)
    return raw


def too_large(options: LoadOptions) -> RefusalError:
    """The refusal of a text over the limit."""
    return RefusalError(
        "too-large", f"the text is over {options.max_chars:,} characters; split it or raise --max-chars"
    )


def require(module: str, extra: str) -> None:
    """Refuses a format whose library is not installed, naming the extra that brings it."""
    if importlib.util.find_spec(module) is None:
        raise RefusalError("missing-extra", f"reading it needs {module}; run: pip install 'foederis[{extra}]'")
