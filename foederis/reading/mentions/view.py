"""A parsed sentence as the finders of mentions see it: its tokens, the names of who's who in it, words looked up."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from foederis.reading.mentions.lexicon import Lexicon, Role, plain
from foederis.reading.mentions.model import Kind, Mention

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

    from foederis.who.matcher import Mention as Name
    from foederis.who.registry import Who

_BEFORE = frozenset({"det", "predet", "compound", "amod", "poss", "nummod", "nmod", "quantmod", "punct", "case"})
_MODIFIER = frozenset({"compound", "amod", "nmod", "poss"})
_LONGEST = 8  #: tokens of a phrase that is looked up


@dataclass(frozen=True)
class View:
    """One sentence: its parse, where it starts in the text, and the names of who's who by token."""

    doc: Doc
    start: int
    text: str  #: of the whole report, as given
    names: dict[int, Name]
    lexicon: Lexicon
    who: Who

    def mention(self, first: int, last: int, kind: Kind, id_: str | None = None) -> Mention:
        """The mention from one token to another, both included."""
        start, end = self.start + self.doc[first].idx, self.start + self.doc[last].idx + len(self.doc[last])
        return Mention(start, end, self.text[start:end], kind, id_)

    def tokens(self, start: int, end: int) -> Span:
        """The tokens that a stretch of the text touches."""
        span = self.doc.char_span(start - self.start, end - self.start, alignment_mode="expand")
        return span if span is not None else self.doc[0:0]

    def kind_of_name(self, at: int) -> str | None:
        """What kind of entry of who's who a token names or helps to name."""
        return self.names[at].entries[0].kind if at in self.names else None

    def ending_at(self, last: int, role: Role) -> tuple[int, Kind] | None:
        """The longest phrase of a role that ends at a token: its first token and its kind."""
        found = None
        for first in range(last, max(-1, last - _LONGEST), -1):
            if (kind := self._listed(first, last, role)) is not None:
                found = first, kind
        return found

    def _listed(self, first: int, last: int, role: Role) -> Kind | None:
        head = self.doc[last]
        before = "".join(token.text_with_ws for token in self.doc[first:last]).lower()
        for word in (head.lower_, head.lemma_.lower(), head.lower_.removesuffix("s"), head.lower_.strip(".")):
            if (kind := self.lexicon.kind(role, plain(before.replace(".", "") + word))) is not None:
                return kind
        return None


def phrase_start(noun: Token) -> int:
    """The first token of the noun phrase before its head: 'the two' of 'the two ISIL tactical units'."""
    first = noun.i
    for child in reversed(list(noun.lefts)):
        if child.dep_ not in _BEFORE or child.right_edge.i != first - 1:
            break
        if child.dep_ == "punct" and child.text not in ("-", '"', "'"):
            break
        first = child.left_edge.i
    while first < noun.i and noun.doc[first].is_punct:
        first += 1
    return first


def modifies(token: Token) -> bool:
    """Does the token only describe a noun after it: 'U.S.' of 'U.S. forces'?"""
    return token.dep_ in _MODIFIER and token.head.i > token.i


def is_plural(noun: Token) -> bool:
    """'officials', 'women', 'personnel' as the tagger has it."""
    return noun.tag_ in ("NNS", "NNPS")
