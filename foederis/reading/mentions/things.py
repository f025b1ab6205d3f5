"""Weapons, military platforms and vehicles: listed words, families and designations by pattern."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from foederis.reading.mentions.lexicon import Lexicon
from foederis.reading.mentions.model import Mention
from foederis.reading.mentions.view import View

if TYPE_CHECKING:
    from spacy.tokens import Token

_HEADS = frozenset({"aircraft", "plane", "jet", "planes", "jets"})  #: of lists such as 'attack and fighter aircraft'


def named(text: str, offset: int, whole: str, lexicon: Lexicon) -> Iterator[Mention]:
    """What is written as a designation or a family's name: 'F-16', 'USS Mahan', 'T-72', 'Storm Shadow'."""
    for kind, regex in lexicon.patterns:
        if kind != "Temporal":
            for match in regex.finditer(text):
                start, end = offset + match.start(), offset + match.end()
                yield Mention(start, end, whole[start:end], kind)


def described(view: View) -> Iterator[Mention]:
    """What the sentence calls by a listed word, with the words before it: 'rocket-propelled grenade', 'ISIL tanks'."""
    at = len(view.doc) - 1
    while at >= 0:
        found = view.ending_at(at, "thing") if _is_thing(view.doc[at]) else None
        if found is None:
            shared = view.ending_at(at, "shared")
            if shared is not None and _shares(view.doc[at]):
                yield view.mention(shared[0], at, shared[1])
            at -= 1
            continue
        yield view.mention(found[0], at, found[1])
        at = found[0] - 1


def _is_thing(token: Token) -> bool:
    """A noun, or a word that describes one; not a verb ('will mine', 'shelled', 'to arm')."""
    return token.pos_ in ("NOUN", "PROPN", "ADJ") or (token.pos_ == "VERB" and token.dep_ in ("compound", "amod"))


def _shares(token: Token) -> bool:
    """'attack, bomber' of 'attack, bomber and fighter aircraft'."""
    following = [t for t in token.doc[token.i + 1 : token.i + 14]]
    for each in following:
        if each.lower_ in _HEADS:
            return True
        if not (each.is_punct or each.lower_ in ("and", "or", "remotely", "piloted", "manned", "unmanned") or _listable(each)):
            return False
    return False


def _listable(token: Token) -> bool:
    return token.lower_ in ("attack", "fighter", "bomber", "tanker", "transport", "surveillance", "reconnaissance")
