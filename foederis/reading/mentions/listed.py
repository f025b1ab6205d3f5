"""Names that who's who lists: states, peoples, bodies, persons and posts, towns and regions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from foederis.reading.mentions.model import Kind, Mention
from foederis.reading.mentions.view import View, is_plural, modifies

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

    from foederis.who.matcher import Mention as Name

_PLACES: Final = frozenset({"capital", "city", "place"})
_WHERE: Final = frozenset(
    {"in", "at", "near", "around", "across", "inside", "outside", "throughout", "within", "into", "of", "from", "to"}
)
_ACTING: Final = frozenset({"nsubj", "nsubjpass", "poss", "agent", "dobj", "iobj", "dative", "ROOT", "attr"})


def found_in(view: View, taken: frozenset[int]) -> Iterator[Mention]:
    """The mentions of a sentence by its names of who's who, but those all of `taken` tokens."""
    for name in dict.fromkeys(view.names.values()):
        span = view.tokens(name.start, name.end)
        if len(span) and not all(token.i in taken for token in span):
            yield from _mentions(view, name, span)
            yield from _inside(view, name, span)


def _mentions(view: View, name: Name, span: Span) -> Iterator[Mention]:
    entry = name.entries[0]
    head, bare = span.root, Mention(name.start, name.end, name.text, "Location", _only(name, entry.kind))
    if entry.kind == "state":
        yield from _of_state(view, name, span)
    elif entry.kind == "demonym":
        kind: Kind = "Organisation" if _is_people(head) else "Nationality"
        yield Mention(name.start, name.end, name.text, kind, entry.id)
    elif entry.kind in ("organisation", "group"):
        yield Mention(name.start, name.end, name.text, "Organisation", bare.id)
    elif entry.kind == "seat":
        yield Mention(name.start, name.end, name.text, "Location" if _where(head) else "Organisation", None)
    elif entry.kind == "post":
        first = _with_article(view, span.start)
        yield view.mention(first, span.end - 1, "Organisation" if is_plural(head) else "Person", bare.id)
    elif entry.kind in _PLACES:
        yield view.mention(_with_part(view, span.start), span.end - 1, "Location", bare.id)


def _inside(view: View, name: Name, span: Span) -> Iterator[Mention]:
    """Peoples and places in a longer name: the 'Iraqi' of 'Iraqi Security Forces', the 'Mosul' of an event there."""
    if len(span) == 1:
        return
    for token in span:
        for entry in view.who.lookup(token.text)[:1] if token.text[0].isupper() else ():
            if entry.kind == "demonym" and token.pos_ != "NOUN":
                yield view.mention(token.i, token.i, "Nationality", entry.id)
            elif name.entries[0].kind == "landmark" and entry.kind in _PLACES | {"state"}:
                yield view.mention(token.i, token.i, "Location", entry.id)


def _of_state(view: View, name: Name, span: Span) -> Iterator[Mention]:
    """'in Iraq' is a place, 'the government of Iraq' and 'U.S.' of 'a U.S. strike' a body, 'Iraq agreed' both."""
    head, id_ = span.root, name.entries[0].id
    if any(view.lexicon.kind("noun", t.lower_) == "Organisation" for t in span):
        yield view.mention(_with_article(view, span.start), span.end - 1, "Organisation", id_)
        return
    if modifies(head) and head.dep_ != "poss":
        described = view.ending_at(head.head.i, "noun")
        if described is None or described[1] == "Location":
            issues = described is None and name.text.replace(".", "").isupper()
            yield view.mention(span.start, span.end - 1, "Organisation" if issues else "Location", id_)
        return
    yield view.mention(_with_part(view, span.start), span.end - 1, "Location", id_)
    if _acts(head):
        yield view.mention(_with_article(view, span.start), span.end - 1, "Organisation", id_)


def _acts(token: Token) -> bool:
    while token.dep_ == "conj" or (token.dep_ == "appos" and token.head.pos_ == "PROPN"):
        token = token.head
    return token.dep_ in _ACTING or (token.dep_ == "pobj" and token.head.lower_ not in _WHERE)


def _where(token: Token) -> bool:
    return token.dep_ == "pobj" and token.head.lower_ in _WHERE - {"of"}


def _is_people(token: Token) -> bool:
    """'the Turks', 'Iraqis', 'the French': not the adjective of 'Turkish allies'."""
    if modifies(token):
        return False
    return is_plural(token) or token.text.endswith("s") or token.dep_ in ("nsubj", "nsubjpass", "pobj", "dobj", "agent")


def _only(name: Name, kind: str) -> str | None:
    """The one entry of a kind that the name may mean; None of several."""
    ids = {entry.id for entry in name.entries if entry.kind == kind}
    return ids.pop() if len(ids) == 1 else None


def _with_article(view: View, first: int) -> int:
    return first - 1 if first and view.doc[first - 1].lower_ == "the" else first


def _with_part(view: View, first: int) -> int:
    """'northern Iraq', 'East Mosul'."""
    return first - 1 if first and view.lexicon.kind("part", view.doc[first - 1].lower_) else first
