"""The kinds of file that can be read, by suffix."""

from __future__ import annotations

from pathlib import PurePath
from typing import Final

KINDS: Final[dict[str, str]] = {
    ".txt": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".csv": "csv",
    ".tsv": "tsv",
    ".pdf": "pdf",
    ".docx": "docx",
    ".zip": "zip",
    ".tar": "tar",
    ".tgz": "tar",
    ".warc": "warc",
    ".gz": "gz",
}
ARCHIVES: Final = frozenset({"zip", "tar", "gz"})


def kind_of(name: str) -> str | None:
    """The kind of a file by its name; ``.tar.gz`` is a tar and ``.warc.gz`` a warc; None where it is not read."""
    suffixes = [suffix.lower() for suffix in PurePath(name).suffixes]
    if suffixes[-2:] in ([".tar", ".gz"], [".warc", ".gz"]):
        return KINDS[suffixes[-2]]
    return KINDS.get(suffixes[-1]) if suffixes else None


def readable() -> str:
    """The suffixes that are read, for messages."""
    return ", ".join(sorted(KINDS))
