"""What is told by its words alone: listed names, designations by pattern, and nouns for weapons and vehicles."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from foederis.reading.mentions.model import Kind, Mention
from foederis.reading.mentions.view import View

if TYPE_CHECKING:
    from spacy.tokens import Token

_CRAFT: Final = frozenset({"aircraft", "plane", "planes", "jet", "jets"})  #: heads of 'attack and fighter aircraft'
_IN_LIST: Final = frozenset({"and", "or", "-", ",", "remotely", "piloted", "manned", "unmanned"})
_ARMS: Final = frozenset({"Weapon", "MilitaryPlatform", "Vehicle"})


def written(view: View) -> Iterator[Mention]:
    """What a pattern or a listed name tells: 'F-16', 'USS Mahan', 'Storm Shadow', '£1.1bn', 'Texas', 'Kurdish'.

    A part of a longer name of who's who is none of these: the 'Levant' of 'Islamic State of Iraq and the Levant'.
    """
    for kind, regex in view.lexicon.patterns:
        if kind != "Temporal":
            for match in regex.finditer(view.doc.text):
                start, end = view.start + match.start(), view.start + match.end()
                if not _within_name(view, start, end):
                    yield Mention(start, end, view.text[start:end], kind)


def _within_name(view: View, start: int, end: int) -> bool:
    names = {view.names[token.i] for token in view.tokens(start, end) if token.i in view.names}
    return any(name.start <= start and end <= name.end and end - start < name.end - name.start for name in names)


def described(view: View, taken: frozenset[int]) -> Iterator[Mention]:
    """What is called by a listed word outside `taken` tokens: 'rocket-propelled grenade', 'tanks', 'pickup truck'."""
    at = len(view.doc) - 1
    while at >= 0:
        found = None
        if at not in taken and _is_noun(view.doc[at]):
            found = _thing(view, at)
        if found is not None:
            yield view.mention(found[0], at, found[1])
        at = (at if found is None else found[0]) - 1


def _is_noun(token: Token) -> bool:
    """A noun, or what the tagger takes for an adjective; no verb ('will mine', 'shelled', 'trained')."""
    return token.pos_ in ("NOUN", "PROPN") or (token.pos_ == "ADJ" and token.tag_ == "JJ")


def _thing(view: View, at: int) -> tuple[int, Kind] | None:
    """The listed phrase that ends at a token, but the 'bomber' of 'suicide bomber', whom a longer phrase names."""
    found = view.ending_at(at, "thing")
    if found is None and (found := view.ending_at(at, "shared")) is not None and not _shares(view, at):
        return None
    other = view.ending_at(at, "noun") if found is not None else None
    return None if found is None or (other is not None and other[0] < found[0]) else found


def _shares(view: View, at: int) -> bool:
    """'attack' and 'bomber' of 'attack, bomber and remotely piloted aircraft'."""
    for token in view.doc[at + 1 : at + 14]:
        if token.lower_ in _CRAFT:
            return True
        if token.lower_ not in _IN_LIST and view.ending_at(token.i, "shared") is None:
            return False
    return False


def joined(mentions: tuple[Mention, ...], view: View) -> Iterator[Mention]:
    """A class and the name right beside it become one mention: 'frigate FS Forbin', 'T-72 tanks'."""
    last: Mention | None = None
    for mention in mentions:
        if last is not None and mention.kind == last.kind in _ARMS and view.text[last.end : mention.start] == " ":
            last = Mention(last.start, mention.end, view.text[last.start : mention.end], last.kind)
            continue
        if last is not None:
            yield last
        last = mention
    if last is not None:
        yield last
