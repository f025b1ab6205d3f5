"""Who stands together: coordinated nouns, also where the parse hangs one of them elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foederis.reading.grammar.kept import kept
from foederis.reading.grammar.partywords import listed

if TYPE_CHECKING:
    from spacy.tokens import Token

NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
_NEAR = 8  #: words behind a noun in which its strayed partner is looked for


@kept
def conjuncts(token: Token) -> list[Token]:
    """The token and everything coordinated with it to its right."""
    found = [token]
    for child in token.children:
        if child.dep_ == "conj" and (child.pos_ in NOMINAL) == (token.pos_ in NOMINAL):
            found += conjuncts(child)
    if len(found) == 1:
        found += _correlated(token)
    if token.pos_ in NOMINAL:
        found = [*partner_before(token), *found, *_beside(token), *_strayed(token), *_listed(token)]
        found += [*_enumerated(token), *_alongside(token)]
    return list(dict.fromkeys(found))


def _correlated(token: Token) -> list[Token]:
    """'neither A, which …, nor B': the partner that a long relative clause hides from the parse."""
    if not any(child.lower_ == "neither" for child in token.children):
        return []
    nor = next((t for t in token.doc[token.i :] if t.lower_ == "nor"), None)
    partners = [c for c in nor.head.children if c.dep_ == "conj" and c.i > nor.i] if nor is not None else []
    return partners[:1]


def _alongside(token: Token) -> list[Token]:
    """'France, along with Italy, signed', 'struck it together with France', 'listed traders, along with banks'."""
    above = token.head
    beside = [c for c in token.children if c.dep_ == "prep"]
    if token.dep_ == "pobj" and above.dep_ == "agent":
        above = above.head
    if (token.dep_ in ("nsubj", "dobj", "nsubjpass") or above != token.head) and above.pos_ == "VERB":
        meant = "along" if token.dep_ in ("dobj", "nsubjpass") else "together"
        inside = range(token.i, above.i) if token.dep_ in ("nsubj", "nsubjpass") else ()
        adjuncts = [c for c in above.children if c.dep_ == "prep" and c.i > token.i]
        beside += [c for c in adjuncts if c.i in inside or (c.i > above.i and meant in _with(c))]
    partners = [n for c in beside if _with(c) for inner in (c, *c.children) for n in inner.children]
    return [n for noun in partners if noun.dep_ == "pobj" for n in conjuncts(noun)]


def _with(preposition: Token) -> frozenset[str]:
    """What makes 'with' an 'and': 'together with', 'along with', 'alongside'."""
    if preposition.lower_ == "alongside":
        return frozenset({"together"})
    words = {preposition.lower_, *(c.lower_ for c in preposition.children if c.dep_ in ("advmod", "prep"))}
    if preposition.i and preposition.nbor(-1).lower_ == "along":
        words.add("along")
    joined = "with" in words and bool(words & {"together", "along"})
    return frozenset(words & {"together", "along"}) if joined else frozenset()


def partner_before(token: Token) -> list[Token]:
    """'the US Secretary of State and their partners': a partner that was parsed as a modifier, with its 'and'."""
    before = [c for c in token.lefts if c.dep_ in ("nmod", "compound")]
    return [c for c in before if {g.dep_ for g in c.rights} & {"cc", "conj"} == {"cc"}]


def _beside(token: Token) -> list[Token]:
    """'Carter, Iraqi Premier Discuss Mosul': in a headline a comma without another behind it joins."""
    if token.doc[-1].is_punct or token.dep_ != "nsubj":
        return []
    found = [c for c in token.children if c.dep_ == "appos" and token.doc[c.left_edge.i - 1].text == ","]
    return [c for c in found if c.right_edge.i + 1 == token.head.i]


def _enumerated(first: Token) -> list[Token]:
    """'the UK, the Coalition and Iraq', 'ministers of Chad, Mali, Togo': a name of a list parsed as an apposition,
    which no comma closes."""
    doc = first.doc
    for child in first.children:
        after = child.right_edge.i + 1
        closed = after < len(doc) and (doc[after].is_punct or doc[after].tag_ == "WP")
        if child.dep_ != "appos" or child.pos_ != "PROPN" or doc[child.left_edge.i - 1].text != "," or closed:
            continue
        bare = child.left_edge == child or child.left_edge.dep_ == "compound"
        goes_on = any(c.dep_ == "conj" and c.pos_ in NOMINAL for c in child.children)
        begun = bare and any(c.dep_ == "conj" and c.i < child.i for c in first.children)
        if goes_on or begun:
            return conjuncts(child)
    return []


def _listed(name: Token) -> list[Token]:
    """'the ministers of Iran, Saudi Arabia and Egypt': names that were parsed as partners of the ministers."""
    after = name.right_edge.i + 1
    if name.pos_ != "PROPN" or name.dep_ != "pobj" or after + 1 >= len(name.doc) or name.doc[after].text != ",":
        return []
    second = next((t for t in name.doc[after + 1 : after + 4] if t.dep_ == "conj"), None)
    if second is None or second.pos_ != "PROPN" or not second.head.is_ancestor(name):
        return []
    return [t for t in conjuncts(second) if t.pos_ == "PROPN"]


def between(noun: Token) -> list[Token]:
    """Those between whom a deal or a talk is, however far it says so: 'the deal in May between X, led by A, and Y'."""
    for word in noun.subtree:
        if word.lower_ in ("between", "among", "amongst") and word.dep_ == "prep" and word.i > noun.i:
            sides = [side for c in word.children if c.dep_ == "pobj" for side in conjuncts(c)]
            return sides if len(sides) != 1 or word.lower_ != "between" else [*sides, *_second(sides[0])]
    return []


def _second(first: Token) -> list[Token]:
    """The other side of a 'between', where what is told of the first hides it: the next noun behind an 'and'."""
    for word in first.doc[first.i + 1 :]:
        if word.pos_ in NOMINAL and word.dep_ == "conj" and word.head.pos_ != "NOUN":
            before = first.doc[word.left_edge.i - 1].lower_
            return [word] if before == "and" else []
    return []


def _strayed(token: Token) -> list[Token]:
    """'visited Turkey on 4 April and Uzbekistan on 6 April': a name that was parsed as the partner of a date."""
    return [
        t
        for t in token.doc[token.i + 1 : token.i + _NEAR]
        if t.dep_ == "conj"
        and t.pos_ == "PROPN"
        and t.head.lower_ in listed("calendar")
        and t.lower_ not in listed("calendar")
        and t.head.head.dep_ == "prep"
        and t.head.head.head in (token, token.head)
    ]
