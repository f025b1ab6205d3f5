"""Where an act took place: the place named in its clause, most specific, and the state it lies in."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

    from foederis.reading.evoke import Evocation
    from foederis.reading.parties import Parsed
    from foederis.who.matcher import Mention
    from foederis.who.registry import Who

_LOCATIVE = frozenset(
    [
        "in",
        "at",
        "near",
        "around",
        "across",
        "inside",
        "outside",
        "throughout",
        "on",
        "off",
        "over",
        "to",
        "from",
        "into",
        "of",
        "toward",
        "towards",
    ]
)
_STRONG = frozenset(["in", "at", "near", "around", "across", "inside", "outside", "throughout", "off"])
_KINDS = frozenset({"city", "place", "capital", "state"})
_SKIPPED = frozenset({"of", "from", "to", "into", "toward", "towards", "on", "over"})


def place_of(parsed: Parsed, evoked: Evocation, predicates: frozenset[int], who: Who) -> tuple[str | None, str | None]:
    """The place as written and its state (alpha-3), each None where the clause gives none."""
    own, nearby = [], []
    for token in parsed.doc:
        mention = parsed.mentions.get(token.i)
        if (
            mention is None
            or mention.entries[0].kind not in _KINDS
            or token.dep_ not in ("pobj", "appos", "npadvmod", "conj")
        ):
            continue
        preposition = _preposition(token)
        if preposition is None:
            continue
        anchor = _anchor(preposition, predicates)
        if anchor in (evoked.token.i, evoked.carrier.i if evoked.carrier is not None else -1) and (
            preposition.lower_ in _STRONG
            or (
                evoked.unit.act in ("attack", "deploy", "withdraw", "consult", "provide")
                and preposition.lower_ in ("to", "on", "of", "into")
            )
        ):
            own.append((token, mention, preposition))
        elif preposition.lower_ in _STRONG and _governs(preposition, evoked.token):
            nearby.append((token, mention, preposition))
    for token, mention, preposition in own or nearby:
        return _as_written(parsed, token, preposition), _country(parsed, token, mention, who)
    return None, None


def _preposition(token: Token) -> Token | None:
    current = token
    for _ in range(4):
        if current.dep_ == "pobj":
            return current.head if current.head.lower_ in _LOCATIVE else None
        if current.head == current:
            return None
        current = current.head
    return None


def _anchor(preposition: Token, predicates: frozenset[int]) -> int | None:
    current = preposition.head
    for _ in range(8):
        if current.i in predicates or current.pos_ == "VERB":
            return current.i
        if current.head == current:
            return current.i
        current = current.head
    return None


def _governs(preposition: Token, token: Token) -> bool:
    return any(a == preposition.head for a in token.ancestors)


def _as_written(parsed: Parsed, token: Token, preposition: Token) -> str:
    first = next((c for c in preposition.children if c.dep_ == "pobj"), token)
    left = min((t for t in first.subtree if t.i > preposition.i), key=lambda t: t.i)
    last = token
    for child in token.rights:
        if child.dep_ == "appos" and child.i in parsed.mentions:
            last = child.right_edge if child.right_edge.i - token.i < 4 else child
    text = parsed.text(left, last)
    return text.removeprefix("the ").removeprefix("The ") if len(text) < 80 else token.text


def _country(parsed: Parsed, token: Token, mention: Mention, who: Who) -> str | None:
    following = [parsed.mentions[c.i] for c in token.rights if c.dep_ == "appos" and c.i in parsed.mentions]
    for each in (*following, mention):
        if (country := country_of(each, who)) is not None:
            return country
    return None


def country_of(mention: Mention, who: Who) -> str | None:
    """The one state that a place name points to, None where it could be several."""
    candidate = mention.entries[0]
    if candidate.kind in ("state", "capital"):
        return candidate.id
    countries = {getattr(who.entry(c), "country", None) for c in mention.entries if c.kind == candidate.kind}
    return countries.pop() if len(countries) == 1 else None
