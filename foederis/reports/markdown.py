"""What Markdown adds to a plain text: front matter with metadata, and headings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from foederis.reports.marks import Mark

_FRONT_MATTER: Final = re.compile(r"\A\s*---[ \t]*\r?\n(.*?)^(?:---|\.\.\.)[ \t]*$", re.DOTALL | re.MULTILINE)
_FIELD: Final = re.compile(r"^([A-Za-z_-]+):[ \t]*([^\r\n]*)", re.MULTILINE)
_HEADING: Final = re.compile(r"^ {0,3}# +([^\r\n]+)", re.MULTILINE)
_KEYS: Final = {
    "title": "title",
    "author": "author",
    "source": "publisher",
    "publisher": "publisher",
    "url": "url",
    "date": "date",
    "published": "date",
}


def markdown_marks(text: str) -> Iterator[Mark]:
    """The front matter, with the metadata in it, and the sign before the first top heading, which is the title."""
    if block := _FRONT_MATTER.match(text):
        fields = [(key.lower(), value.strip("\"' \t")) for key, value in _FIELD.findall(block[1])]
        says = {_KEYS[key]: value for key, value in fields if key in _KEYS and value}
        yield Mark(block.start(), block.end(), "front-matter", says)
    if heading := _HEADING.search(text, block.end() if block else 0):
        yield Mark(heading.start(), heading.start(1), "markup", {"title": heading[1].strip(" \t#")})
