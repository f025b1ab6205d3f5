"""What the parties of one list each give or send: "X will send two jets, Y three tanks and Z four" has one verb."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from foederis.model import Actor
from foederis.reading.grammar.numerals import is_number, is_time, number

if TYPE_CHECKING:
    from spacy.tokens import Token

    from foederis.reading.claiming import Candidate
    from foederis.reading.parties.cast import Cast, Parsed

_LISTED = frozenset({"pledge", "provide", "deploy"})
_BREAKS = frozenset({",", ";", "and", "while"})
_MEASURES = frozenset({"per", "percent", "%", "times", "of"})


class _Share(NamedTuple):
    actor: Actor
    name: Token
    quantity: float
    goods: str | None  #: None where the list goes on with the goods of the one before


def shared_out(candidate: Candidate, view: Parsed, cast: Cast) -> Iterator[Candidate]:
    """The claim without the shares that the parse took into its object or target, and one for each of these."""
    claim = candidate.claim
    shares = _shares(candidate, view, cast) if claim.act in _LISTED and claim.actors and claim.quantity else []
    if not shares:
        yield candidate
        return
    givers = {share.actor.for_ for share in shares}
    own = replace(
        claim,
        targets=tuple(actor for actor in claim.targets if actor.for_ not in givers),
        object=_before(claim.object, shares[0].name.text),
        place=None if claim.place and shares[0].name.text in claim.place else claim.place,
    )
    yield candidate._replace(claim=own)
    goods, unit = own.object, own.unit
    for share in shares:
        goods, unit = (share.goods, share.goods) if share.goods else (goods, unit)
        given = replace(own, actors=(share.actor,), quantity=share.quantity, object=goods, unit=unit)
        yield candidate._replace(claim=given)


def _shares(candidate: Candidate, view: Parsed, cast: Cast) -> list[_Share]:
    """A party with a number right behind it, after the verb and its own number."""
    if candidate.evoked.unit.kind != "verbs":
        return []
    after = view.doc[candidate.verb.i + 1 :]
    numbers = [token.i for token in after if is_number(token)]
    return [
        share
        for token in after
        if numbers and token.i > numbers[0] and token.i + 1 < len(view.doc) and is_number(token.nbor(1))
        if (share := _share(token, view, cast)) is not None
    ]


def _share(name: Token, view: Parsed, cast: Cast) -> _Share | None:
    mention = view.mentions.get(name.i)
    if mention is None or name.pos_ != "PROPN" or name.nbor(-1).lower_ not in _BREAKS:
        return None
    parties = cast.parties(view, name)
    count = name.nbor(1)
    while count.i + 1 < len(view.doc) and is_number(count.nbor(1)):
        count = count.nbor(1)
    goods = _goods_behind(count)
    value = number(count)
    if len(parties) != 1 or not parties[0].for_ or value is None or goods is None:
        return None
    return _Share(parties[0], name, value, goods or None)


def _goods_behind(count: Token) -> str | None:
    """The nouns behind a number, nothing where the list ends there, None where it counts no goods."""
    words: list[Token] = []
    for token in count.doc[count.i + 1 :]:
        if token.pos_ not in ("NOUN", "PROPN", "ADJ") or (words and token.pos_ == "ADJ"):
            break
        words.append(token)
    behind = count.doc[words[-1].i + 1 :] if words else count.doc[count.i + 1 :]
    if any(is_time(word) for word in words) or (len(behind) and behind[0].lower_ in _MEASURES):
        return None
    if not words and len(behind) and not (behind[0].is_punct or behind[0].lower_ in _BREAKS):
        return None
    return " ".join(word.text for word in words)


def _before(goods: str | None, name: str) -> str | None:
    """The object up to the first giver that the parse took into it."""
    own, taken, _ = (goods or "").partition(name)
    return own.rstrip(" ,").removesuffix(" and").rstrip(" ,") or None if taken else goods
