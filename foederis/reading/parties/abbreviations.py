"""Short names that a report defines for itself: 'the Danish Home Guard (DHG)', later 'DHG'."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

    from foederis.model import Actor
    from foederis.reading.grammar.parsed import Parsed
    from foederis.reading.parties.cast import Cast

_SHORTEST = 2


def defined(cast: Cast, parsed: Parsed) -> Iterator[tuple[str, Actor]]:
    """The short names that a sentence puts in brackets behind the name of a known party whose initials they are."""
    for bracket in parsed.doc:
        if bracket.text != "(" or not 0 < bracket.i < len(parsed.doc) - 2:
            continue
        token = bracket.nbor(1)
        is_short = token.text.isupper() and token.is_alpha and len(token) >= _SHORTEST
        if not is_short or token.nbor(1).text != ")" or token.i in parsed.mentions:
            continue
        whole = _spelt_out(token)
        actors = cast.parties(parsed, whole.root) if whole is not None else ()
        if len(actors) == 1 and actors[0].for_:
            yield token.text, replace(actors[0], id=None)


def _spelt_out(short: Token) -> Span | None:
    """The words before the bracket whose initials make the short name, small words such as 'of' left out."""
    letters, first = list(short.text), short.i - 1
    while letters and first > 0:
        first -= 1
        word = short.doc[first]
        if word.text[0] == letters[-1]:
            letters.pop()
        elif not (word.is_lower and word.is_alpha):
            return None
    return None if letters else short.doc[first : short.i - 1]
