"""Clauses of resolutions and communiqués: '3. Strongly condemns the coup', with the subject above all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foederis.reading.grammar.syntax import has_subject

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_BEFORE = frozenset({"ADV", "NUM", "X", "PUNCT", "SPACE"})


def is_operative(verb: Token) -> bool:
    """A verb of the present that opens its sentence, or goes on with one that does, and has no subject."""
    first = verb
    while first.dep_ == "conj" and not has_subject(first):
        first = first.head
    finite = verb.tag_ == first.tag_ == "VBZ" and first.dep_ == "ROOT"
    return finite and not has_subject(verb) and not has_subject(first) and opens(first)


def opens(word: Token) -> bool:
    """Nothing but a number and adverbs stand before it."""
    return all(token.pos_ in _BEFORE or token.tag_ in ("LS", "CD") for token in word.doc[: word.i])


def resolving(doc: Doc) -> Token | None:
    """The noun of a line that only says who resolves what follows: 'The Security Council,'."""
    root = next((token for token in doc if token.head == token), None)
    bare = root is not None and root.pos_ in ("NOUN", "PROPN") and not any(t.pos_ in ("VERB", "AUX") for t in doc)
    return root if bare and doc.text.rstrip().endswith((",", ":")) else None
