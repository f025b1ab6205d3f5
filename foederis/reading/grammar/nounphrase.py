"""The noun phrases of parties as words: their extent and text, what is counted, the parts of a person's name."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from foederis.reading.grammar.coordination import partner_before
from foederis.reading.grammar.partywords import listed, nouns
from foederis.reading.grammar.syntax import oblique

if TYPE_CHECKING:
    from spacy.tokens import Token

    from foederis.reading.grammar.parsed import Parsed
    from foederis.who.matcher import Mention

_COUNTING = re.compile(
    r"^(?:(?:the|an?|its|their|our) (?=(?:\d|more|two|three|four|five|six|seven|eight|nine|ten)\b))?"
    r"(?:(?:at least|more than|over|about|almost|nearly|more|up to|around|[\d,.]+(?:-plus)?|"
    r"two|three|four|five|six|seven|eight|nine|ten|dozens of|hundreds of|thousands of)\s+)+",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"^(?:the )?(?:(?:at least|more than|over|about|almost|nearly|more|up to|around|[\d,.]+)\s+)+", re.I
)
_BEFORE = frozenset({"det", "predet", "compound", "amod", "poss", "nummod", "nmod", "quantmod"})
_AFTER = frozenset({"prep", "acl", "relcl", "advmod"})
_LONGEST = 14  #: words of a description behind its noun
_SUFFIXES = frozenset({"jr", "jr.", "sr", "sr.", "ii", "iii", "iv"})


def whole_of(token: Token) -> Token:
    """'a series of U.S. airstrikes', 'most of the allies': what is counted."""
    if token.lower_ in listed("partitives") or token.pos_ == "NUM":
        inner = oblique(token, "of")
        if inner:
            return whole_of(inner[0])
    return token


def name_text(token: Token) -> str:
    """The words of a party that is named: what stands before the noun, without numbers, and its 'of'."""
    first, last = _first(token), token
    for child in token.rights:
        if child.dep_ == "prep" and child.lower_ == "of" and child.right_edge.i - token.i < 8:
            last = child.right_edge
        elif child.dep_ in ("flat", "compound"):
            last = child
        else:
            break
    return _COUNTING.sub("", _between(first, last))


def description(token: Token, last: Token | None = None) -> str:
    """The words of a party that is only described, with what tells who: 'civilians in Madaya', 'those who back it'."""
    end = (last or token).i
    people = nouns()[0].get(token.lower_) or nouns()[0].get(token.lemma_.lower())
    after = _AFTER if people in ("CVL", "REB", None) else frozenset()
    behind = [c for t in joined(token) for c in t.rights if c.left_edge.i > end] if last else token.rights
    for child in behind:
        told = (
            child.dep_ in after and child.lower_ != "by" and not _is_told_besides(token, child)
        ) or child.lower_ in ("of", "including")
        gap = 2 if child.lower_ == "including" and token.doc[end + 1].text == "," else 1
        follows = told and child.left_edge.i == end + gap and not child.left_edge.is_punct
        if not follows or child.right_edge.i - token.i > _LONGEST:
            break
        end = child.right_edge.i
    while end > token.i and token.doc[end].is_punct:
        end -= 1
    text = _NUMBER.sub("", _between(_first(token), token.doc[end]))
    return re.sub(r"^the\s+", "", text, flags=re.IGNORECASE)


def _is_told_besides(noun: Token, child: Token) -> bool:
    """'civilians besieged in the town', 'people who fled': the siege is an act of its own, not who they are."""
    suffered = child.dep_ == "acl" and (child.tag_ == "VBN" or child.lemma_ in ("suffer", "face", "flee"))
    return noun.pos_ == "NOUN" and (child.dep_ == "relcl" or suffered)


def with_of(token: Token) -> str:
    """The noun with its 'of', in lower case: 'board of inquiry'."""
    last = next((c.right_edge for c in token.rights if c.dep_ == "prep" and c.lower_ == "of"), token)
    return _between(token, last).lower()


def first_of(token: Token) -> Token:
    """The first noun of a coordination."""
    while token.dep_ == "conj" and token.head.pos_ in ("NOUN", "PROPN", "PRON"):
        token = token.head
    return token


def joined(token: Token) -> list[Token]:
    """The nouns coordinated with the first: 'families and friends of the victims'."""
    found = [token]
    for child in token.rights:
        if child.dep_ == "conj" and child.pos_ in ("NOUN", "PRON"):
            found += joined(child)
    return found


def _first(token: Token) -> Token:
    partners = partner_before(token)
    after = max((t.i for p in partners for t in (p, *p.rights)), default=-1)
    before = [c for c in token.lefts if _tells_who(c) and c not in partners and c.i > after]
    return min((c.left_edge for c in before), key=lambda t: t.i, default=token)


def _tells_who(word: Token) -> bool:
    return word.dep_ in _BEFORE and word.lower_ not in ("both", "either", "neither")


def _between(first: Token, last: Token) -> str:
    return re.sub(r"\s+", " ", first.doc[first.i : last.i + 1].text).strip()


def is_locative(token: Token) -> bool:
    """True for the noun of 'in', 'near', 'across' ..."""
    return token.dep_ == "pobj" and token.head.lower_ in listed("locative")


def is_plural_name(token: Token) -> bool:
    """'the Iraqis', 'the wounded': a name or an adjective that stands for people."""
    return token.tag_ == "NNPS" or (token.pos_ == "ADJ" and token.dep_ in ("nsubj", "pobj", "dobj"))


def is_title(token: Token) -> bool:
    """A word that stands before a person's name without being part of it."""
    word = token.lower_.strip(".")
    return word in listed("titles") or word in nouns()[0] or token.lemma_.lower() in nouns()[0]


def given_names(token: Token) -> list[Token]:
    """What stands between a person's titles and the family name: names, initials and bynames."""
    before = [c for c in token.lefts if c.dep_ in ("compound", "nmod") and c.pos_ == "PROPN" and c.is_alpha]
    names: list[Token] = []
    for child in reversed(before):
        if is_title(child) or child.is_upper:
            break
        names.insert(0, child)
    return names


def rank(token: Token) -> list[str]:
    """The words before a name, joined from one up to three: 'spc', 'petty officer', 'staff sgt'."""
    before = [t.lower_.strip(".") for t in token.doc[max(0, token.i - 7) : token.i + 1] if not t.is_punct]
    return [" ".join(before[i : i + n]) for n in (1, 2, 3) for i in range(len(before) - n + 1)]


def family_token(token: Token) -> Token:
    """The last word of a name that is its own: not 'Jr.' or 'IV'."""
    if token.lower_ in _SUFFIXES:
        before = [c for c in token.lefts if c.pos_ == "PROPN"]
        return before[-1] if before else token
    return token


def full_name(token: Token) -> str:
    """Given and family names without titles, ranks, initials and suffixes."""
    own = [t.text for t in given_names(token) if len(t.text) > 1]
    last = family_token(token).text
    return " ".join([*(name for name in own if name != last), last])


def titles(token: Token) -> set[str]:
    """'Defense Secretary Ash Carter' -> secretary, defense secretary; 'Ash Carter, the secretary' likewise."""
    words = [t.lower_ for t in token.subtree if t.i < token.i and t.dep_ in ("compound", "amod", "nmod")]
    found = set(words) | {" ".join(words[i : i + 2]) for i in range(len(words) - 1)}
    for child in token.children:
        if child.dep_ == "appos":
            before = [c for c in child.lefts if c.dep_ in ("compound", "amod")]
            found |= {child.lower_} | {f"{c.lower_} {child.lower_}" for c in before}
    return found


def slug(name: str) -> str:
    """A person's id: the name in ASCII, lower case, hyphens."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")


def is_crowd(phrase: Token, token: Token, mention: Mention) -> bool:
    """'hundreds of Syrians', '30 Britons', 'innocent Iraqis': people, not their state."""
    if mention.entries[0].kind != "demonym" or token.tag_ not in ("NNS", "NNPS"):
        return False
    before = [*token.lefts, *(phrase.subtree if phrase != token else ())]
    return any(t.lower_ in listed("crowd") for t in before if t.i < token.i)


def is_people(parsed: Parsed, token: Token, mention: Mention) -> bool:
    """'ethnic Albanians', 'Bosnian Serbs': a people within another's state, not their state."""
    if mention.entries[0].kind != "demonym" or token.tag_ not in ("NNS", "NNPS"):
        return False
    names = (parsed.mentions.get(t.i) for t in token.lefts if t.dep_ in ("amod", "compound"))
    other = any(m is not None and m is not mention and m.entries[0].kind in ("demonym", "state") for m in names)
    return other or any(t.lower_ == "ethnic" for t in token.lefts)
