"""Whom a noun with an article takes up that was told before: 'the alliance', 'the minister', 'the two leaders'."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from foederis.model import Actor
from foederis.reading.grammar.numerals import number
from foederis.reading.grammar.partywords import listed

if TYPE_CHECKING:
    from spacy.tokens import Token

    from foederis.reading.grammar.parsed import Parsed
    from foederis.reading.parties.cast import Cast

_ARTICLES = frozenset({"the", "this", "that", "these", "those", "both", "such", "its", "his", "her", "their", "our"})
_MORE_THAN_TWO = frozenset("other three four five six seven eight nine ten many several most world foreign".split())
"""With these, 'leaders' are not the two who were named last."""
_STATELY = frozenset({"countries", "nations", "sides", "parties", "governments", "units"})


def taken_up(
    cast: Cast, parsed: Parsed, token: Token, kind: str | None, speaker: Actor | None = None
) -> tuple[Actor, ...]:
    """Whom a noun of this kind takes up, empty where it names somebody new."""
    determined = any(c.dep_ == "nummod" or c.lower_ in _ARTICLES for c in token.children)
    bare = not any(c.dep_ in ("amod", "compound", "nummod", "poss") for c in token.children)
    if kind is None or not (determined or token.i == 0 or (kind == "person" and bare)):
        return ()
    if kind == "pair" and not determined and _is_new(token):
        return ()
    if kind == "pair" and _is_of_more(token):
        count = next((number(c) for c in token.children if c.dep_ == "nummod"), None)
        others = any(c.lower_ == "other" for c in token.children)
        return () if count is None or others else cast.memory.group_of(int(count))
    if kind == "pair" and not any(c.dep_ == "prep" and c.lower_ in ("of", "from") for c in token.children):
        return _pair(cast, token)
    if kind == "person":
        return _titled(cast, token, speaker, bare=bare)
    if token.tag_ in ("NNS", "NNPS") and kind != "armed":
        return ()
    if any(c.dep_ == "prep" and c.lower_ == "of" for c in token.children):
        return ()
    found = cast.of_kind(parsed, kind, token, bare)
    return (found,) if found else ()


def the_two(cast: Cast, token: Token) -> tuple[Actor, ...]:
    """'The two also discussed …', 'the two U.S. allies': those who met or agreed last."""
    words = {c.lower_ for c in token.lefts}
    if token.lower_ == "two":
        acts = token.dep_ == "nsubj" and token.head.lemma_ != "be" and token.head.pos_ == "VERB"
        alone = words == {"the"} and not any(c.dep_ == "prep" for c in token.rights)
        return cast.memory.two_persons() if acts and alone else ()
    tied = token.lemma_.lower() in listed("relational") and {"the", "two"} <= words
    return tuple(replace(actor, id=None) for actor in cast.memory.pair) if tied else ()


def _is_new(token: Token) -> bool:
    """'Leaders meeting in Oslo agreed': told of for the first time."""
    return token.head.tag_ == "VBG" or any(c.dep_ in ("acl", "relcl") for c in token.children)


def _pair(cast: Cast, token: Token) -> tuple[Actor, ...]:
    counts = {c.lower_ for c in token.children if c.dep_ in ("nummod", "amod")}
    if counts & _MORE_THAN_TWO:
        return ()
    stately = token.lower_ in _STATELY
    if stately and not cast.memory.pair:
        return tuple(Actor("", id_, role="GOV") for id_ in cast.names.two_states())
    return tuple(replace(a, id=None) for a in cast.memory.pair) if stately else cast.memory.two_persons()


def _titled(cast: Cast, token: Token, speaker: Actor | None, *, bare: bool) -> tuple[Actor, ...]:
    """'the secretary', 'the Prime Minister': who was named with the title, else the speaker's own or the home's."""
    if token.tag_ in ("NNS", "NNPS") or token.lower_ in _STATELY:
        return ()
    title = " ".join([*(c.lower_ for c in token.children if c.dep_ in ("compound", "amod")), token.lower_])
    found = cast.memory.titled(title, token.lower_) if bare else cast.memory.titled(title)
    if found is None and title in ("prime minister", "home secretary"):
        found = cast.names.head_of_government(title, speaker.for_ if speaker else None)
    found = found or cast.names.bearer(title)
    last = cast.memory.person if bare else None
    if found is None and last is not None and cast.names.may_bear(last.id, token.lower_):
        found = last
    return (found,) if found else ()


def _is_of_more(token: Token) -> bool:
    """'three other leaders', '60 nations': not the two told of before."""
    return any((c.dep_ == "nummod" and c.lower_ not in ("two", "2")) or c.lower_ == "other" for c in token.children)
