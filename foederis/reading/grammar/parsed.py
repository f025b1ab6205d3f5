"""A sentence with its parse and the names in it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from foederis.who.matcher import Mention


@dataclass(frozen=True)
class Parsed:
    """A sentence with its parse and the names in it, by token."""

    doc: Doc
    start: int  #: offset of the sentence in the report's text
    mentions: dict[int, Mention] = field(default_factory=dict)

    def text(self, first: Token, last: Token) -> str:
        """The words from one token to another as the sentence has them."""
        return re.sub(r"\s+", " ", self.doc.text[first.idx : last.idx + len(last)]).strip()
