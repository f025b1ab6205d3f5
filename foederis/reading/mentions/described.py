"""Persons, bodies and places that are described, not named: 'the prime minister', 'ISIL fighters', 'two bridges'."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from foederis.reading.mentions.model import Kind, Mention
from foederis.reading.mentions.view import View, is_plural, modifies, phrase_start

if TYPE_CHECKING:
    from spacy.tokens import Token


def found_in(view: View, taken: frozenset[int]) -> Iterator[Mention]:
    """The pronouns and noun phrases of a sentence whose head is listed; a group of persons is a body."""
    for token in view.doc:
        if token.i in taken:
            continue
        if token.pos_ == "PRON":
            if (kind := view.lexicon.kind("pronoun", token.lower_)) is not None and token.text != "US":
                yield view.mention(token.i, token.i, kind)
        elif (kind := view.lexicon.kind("adverb", token.lower_)) is not None and token.pos_ == "ADV":
            yield view.mention(token.i, token.i, kind)
        elif token.pos_ in ("NOUN", "PROPN") and not modifies(token):
            yield from _of_noun(view, token)


def _of_noun(view: View, noun: Token) -> Iterator[Mention]:
    found = view.ending_at(noun.i, "noun")
    if found is None or _is_of_name(view, noun):
        return
    kind: Kind = "Organisation" if found[1] == "Person" and is_plural(noun) else found[1]
    yield view.mention(min(phrase_start(noun), found[0]), noun.i, kind)


def _is_of_name(view: View, noun: Token) -> bool:
    """Does the noun belong to a name that is told as such: the 'Forces' of 'Syrian Democratic Forces'?"""
    return noun.i in view.names
