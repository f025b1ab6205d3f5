"""Reporting clauses of a sentence: 'X said that …', '…, X said, …', '… said X', 'according to X', 'reports that …'."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from foederis.model import Actor
from foederis.reading.acts.status import words
from foederis.reading.grammar.partywords import texts
from foederis.reading.grammar.syntax import agents, is_passive, objects, oblique, subjects

if TYPE_CHECKING:
    from spacy.tokens import Token

    from foederis.reading.grammar.parsed import Parsed
    from foederis.reading.parties.cast import Cast

_SAYING = frozenset(
    "say add announce tell note reply report explain recall alert indicate state write tweet post".split()
)
"""Verbs that also stand behind or inside what they report."""
_OF_THINGS = frozenset(
    ["report", "announce", "confirm", "claim", "disclose", "detail", "document", "describe", "deny", "show"]
)
"""Verbs whose object is what they report."""
_AVOWING = frozenset({"clear", "adamant", "certain", "confident", "convinced", "sure"})
"""What somebody is that tells what follows: 'the council is clear that …'."""
_OF_SOMEBODY = frozenset({"data", "words", "account", "estimate", "estimates", "count"})
"""Whose 'of' says who tells the rest of the sentence: 'by the account of X'."""
_DENYING = frozenset({"deny", "reject", "dispute", "refute", "dismiss", "contest"})
_ACCUSING = frozenset({"accuse", "blame", "suspect"})
_ISSUING = frozenset({"release", "issue", "make", "provide", "deliver", "give", "publish", "post"})
_BREAKS = frozenset({",", '"', ";", ":", "-", "--", "."})


@dataclass(frozen=True)
class Reporting:
    """A reporting verb of a sentence, its speaker, and which tokens it reports."""

    verb: int
    speaker: Actor
    scope: frozenset[int]


def reporting(
    parsed: Parsed, quoted: frozenset[int], open_: frozenset[int], cast: Cast, voice: Actor | None
) -> list[Reporting]:
    """All reporting clauses outside quotations, in order; `voice` is whoever says the sentence. In a quotation that was
    never closed ('open') they are found where they stand behind or inside what is said."""
    found: list[Reporting] = []
    for token in parsed.doc:
        if token.i in quoted and not (token.i in open_ and (_inverted(token) or _inserted(token))):
            continue
        if token.lower_ == "according":
            found += _according(parsed, token, cast, voice)
        elif token.lower_ in _OF_SOMEBODY and token.dep_ == "pobj" and token.head.lower_ in ("by", "in"):
            found += _in_words_of(parsed, token, cast, voice)
        elif token.lower_ in ("reports", "rumours", "rumors", "allegations") and token.pos_ == "NOUN":
            found += _hearsay(token)
        elif token.lower_ in _AVOWING and token.dep_ == "acomp" and token.head.lemma_ == "be":
            found += _avowing(parsed, token, cast, voice)
        elif token.pos_ in ("VERB", "AUX") and token.lemma_.lower() in _ACCUSING:
            found += _accusing(parsed, token, cast, voice)
        elif token.lower_ == "known" and token.dep_ == "ccomp" and token.head.lemma_ == "let":
            found += _letting_know(parsed, token, cast, voice)
        elif token.pos_ in ("VERB", "AUX") and (token.lemma_ in words()["speech"]["report"] or _posts(token)):
            found += _by_verb(parsed, token, quoted - open_, cast, voice)
    denied = {t.i for clause in parsed.doc if _is_denial(clause) and clause.i not in quoted for t in clause.subtree}
    return [each if each.verb in denied else replace(each, scope=each.scope - denied) for each in found]


def _is_denial(clause: Token) -> bool:
    """'accused it of spying, which the embassy has denied': no words of the one who accused."""
    return clause.dep_ == "relcl" and clause.lemma_ in _DENYING and bool(subjects(clause))


def _posts(verb: Token) -> bool:
    """'"…," she posted on X', but not 'posted sentries'."""
    return verb.lemma_ == "post" and not objects(verb) and bool(_inserted(verb) or _inverted(verb) or _told(verb))


def _told(verb: Token) -> bool:
    return any(c.dep_ == "ccomp" for c in verb.children)


def announced(parsed: Parsed, cast: Cast) -> Actor | None:
    """Who speaks next where a sentence ends in a colon: 'The commander released the following statement:'."""
    verbs = [t for t in parsed.doc if t.lemma_.lower() in _ISSUING and t.pos_ == "VERB"]
    if not parsed.doc.text.rstrip().endswith(":") or not any(t.lower_ in texts() for t in parsed.doc):
        return None
    found = [a for verb in verbs for noun in subjects(verb) for a in cast.parties(parsed, noun)]
    return found[0] if found else None


def _by_verb(
    parsed: Parsed, verb: Token, quoted: frozenset[int], cast: Cast, voice: Actor | None
) -> Iterator[Reporting]:
    aside = _inverted(verb) or _inserted(verb)
    named = aside[0] if aside else _speaker_tokens(verb)
    speakers = [a for noun in named if noun.i not in quoted for a in cast.parties(parsed, noun, voice)]
    if not speakers:
        return
    scope = aside[1] if aside else _scope(verb, quoted, parsed)
    if scope or parsed.doc.text.rstrip().endswith(":"):
        yield Reporting(verb.i, speakers[0], scope)


def _inverted(verb: Token) -> tuple[list[Token], frozenset[int]] | None:
    """'… said Todd Roe, spokesman for the minister': the speaker behind the verb, and the words before it."""
    if verb.lemma_ not in _SAYING or verb.i + 1 >= len(verb.doc) or verb.i == 0:
        return None
    following = verb.doc[verb.i + 1]
    noun = next((c for c in verb.children if c.dep_ in ("nsubj", "dobj", "npadvmod") and c.i > verb.i), None)
    quoted = any(t.text == '"' for t in verb.doc[max(0, verb.i - 2) : verb.i])
    before = not quoted and any(c.dep_ == "nsubj" and c.i < verb.i for c in verb.children)
    is_name = following.pos_ == "PROPN" and not (before and noun is not None and noun.dep_ == "dobj")
    behind_quote = verb.doc[verb.i - 1].text in ('"', ",") and not before
    if noun is None or noun.left_edge.i != verb.i + 1 or (before and not is_name):
        return None
    if not (is_name or noun.dep_ == "nsubj" or behind_quote):
        return None
    return [noun], frozenset(range(verb.i))


def _inserted(verb: Token) -> tuple[list[Token], frozenset[int]] | None:
    """'…, the press secretary said, …': a subject and its verb between breaks, and the words around them."""
    doc = verb.doc
    after = doc[verb.i + 1] if verb.i + 1 < len(doc) else None
    if verb.lemma_ not in _SAYING or (after is not None and after.text not in _BREAKS) or is_passive(verb):
        return None
    first = verb.i
    while first > 0 and doc[first - 1].text not in _BREAKS - {"-"}:
        first -= 1
    noun = next((t for t in reversed(doc[first : verb.i]) if t.pos_ in ("NOUN", "PROPN", "PRON")), None)
    if noun is None or verb.i - first > 9 or first == 0:
        return None
    inside = [t for t in doc[first : verb.i] if t.pos_ in ("VERB", "AUX")]
    return None if inside else ([noun], frozenset(range(len(doc))) - frozenset(range(first, verb.i + 1)))


def _speaker_tokens(verb: Token) -> list[Token]:
    if is_passive(verb):
        return agents(verb) if any(c.lower_ == "as" for c in verb.children) else []
    if verb.tag_ == "VBG" and verb.dep_ == "acl":
        return []
    if verb.dep_ == "pcomp" and objects(verb) and not any(c.dep_ == "ccomp" for c in verb.children):
        return []  # 'after announcing his departure': when, and no words of anybody
    found = subjects(verb)
    if not found:
        found = [c for c in verb.children if c.dep_ == "attr" or (c.dep_ == "dobj" and c.pos_ == "PROPN")]
    return found


def _scope(verb: Token, quoted: frozenset[int], parsed: Parsed) -> frozenset[int]:
    """The words a verb reports: its clauses, quotations, and all before it when it closes the sentence."""
    scope: set[int] = set(quoted)
    told = [c for c in verb.rights if c.dep_ == "ccomp" and c.head == verb]
    for child in verb.children:
        if child in told[1:] and _goes_on(child):
            continue
        early = child.dep_ == "advcl" and child.i < verb.i and _closes(verb, parsed)
        if child.dep_ in ("ccomp", "parataxis", "dep") or early:
            scope |= {t.i for t in child.subtree}
    if verb.lemma_ in _OF_THINGS:
        scope |= {t.i for noun in objects(verb) for t in noun.subtree}
    is_as = is_passive(verb) and any(c.lower_ == "as" for c in verb.children)
    behind = verb.dep_ in ("parataxis", "ccomp", "advcl", "conj") and verb.lemma_ in _SAYING
    if is_as or (behind and _closes(verb, parsed)):
        own = {t.i for t in verb.subtree} if is_as else {t.i for s in _speaker_tokens(verb) for t in s.subtree}
        scope |= {t.i for t in parsed.doc if t.i < verb.i} - own - {verb.i}
    start = _behind_semicolon(verb)
    return frozenset(i for i in scope if i >= start or i in quoted)


def _behind_semicolon(verb: Token) -> int:
    """'Chile pulled out; Peru says it will stay': what stands before the semicolon is the report's own."""
    first = min((noun.left_edge.i for noun in _speaker_tokens(verb)), default=0)
    return first if any(t.text == ";" for t in verb.doc[max(0, first - 2) : first]) else 0


def _goes_on(clause: Token) -> bool:
    """'Chile said it would pay, Peru is to follow': a second clause without 'that' or 'and' is the report's own."""
    own = any(c.dep_ in ("nsubj", "nsubjpass") for c in clause.lefts)
    marked = any(c.dep_ == "mark" for c in clause.lefts) or clause.left_edge.lower_ in ("and", "but", "that")
    before = clause.doc[clause.left_edge.i - 1].text if clause.left_edge.i else ""
    return own and not marked and "," in (before, clause.left_edge.text)


def _closes(verb: Token, parsed: Parsed) -> bool:
    """No more than a few words, the speaker's own apart, stand behind the verb."""
    own = {t.i for s in _speaker_tokens(verb) for t in s.subtree}
    return sum(1 for t in parsed.doc[verb.i + 1 :] if not t.is_punct and t.i not in own) <= 8


def _according(parsed: Parsed, token: Token, cast: Cast, voice: Actor | None) -> Iterator[Reporting]:
    sources = [n for c in token.children if c.lower_ == "to" for n in c.children if n.dep_ == "pobj"]
    speakers = [a for noun in sources[:1] for a in cast.parties(parsed, noun, voice)]
    if speakers:
        inside = frozenset(t.i for t in token.subtree)
        yield Reporting(token.i, speakers[0], frozenset(range(len(parsed.doc))) - inside)


def _in_words_of(parsed: Parsed, noun: Token, cast: Cast, voice: Actor | None) -> Iterator[Reporting]:
    """'By data of the ministry, …', 'in the words of the minister, …'."""
    speakers = [a for n in oblique(noun, "of")[:1] for a in cast.parties(parsed, n, voice)]
    if speakers and noun.head.head.pos_ in ("VERB", "AUX"):
        inside = frozenset(t.i for t in noun.head.subtree)
        yield Reporting(noun.i, speakers[0], frozenset(range(len(parsed.doc))) - inside)


def _letting_know(parsed: Parsed, known: Token, cast: Cast, voice: Actor | None) -> Iterator[Reporting]:
    """'X let it be known that …'."""
    speakers = [a for noun in subjects(known.head) for a in cast.parties(parsed, noun, voice)]
    clauses = [c for c in known.children if c.dep_ == "ccomp"]
    if speakers and clauses:
        yield Reporting(known.i, speakers[0], frozenset(t.i for c in clauses for t in c.subtree))


def _avowing(parsed: Parsed, adjective: Token, cast: Cast, voice: Actor | None) -> Iterator[Reporting]:
    """'X is clear that …'."""
    clauses = [c for t in (adjective, adjective.head) for c in t.children if c.dep_ == "ccomp" and c.i > adjective.i]
    speakers = [a for noun in subjects(adjective.head) for a in cast.parties(parsed, noun, voice)]
    if speakers and clauses:
        yield Reporting(adjective.i, speakers[0], frozenset(t.i for c in clauses for t in c.subtree))


def _hearsay(noun: Token) -> Iterator[Reporting]:
    """'reports that …', 'reports of …', '…, reports say': told by nobody in particular, unless confirmed."""
    if noun.head.lemma_ in ("confirm", "deny", "dismiss", "reject"):
        return
    if noun.dep_ == "nsubj" and noun.head.lemma_ in ("say", "suggest", "indicate", "claim"):
        own = {t.i for t in noun.subtree} | {noun.head.i}
        yield Reporting(noun.head.i, Actor("reports"), frozenset(range(len(noun.doc))) - own)
        return
    told = [c for c in noun.rights if c.dep_ in ("acl", "relcl", "ccomp") or (c.dep_ == "prep" and c.lower_ == "of")]
    scope = frozenset(t.i for c in told for t in c.subtree)
    if scope and noun.dep_ != "nsubj":
        yield Reporting(noun.i, Actor("reports"), scope)


def _accusing(parsed: Parsed, verb: Token, cast: Cast, voice: Actor | None) -> Iterator[Reporting]:
    """'X accuses Y of using …': the accused act is said by the accuser."""
    told = [p for c in verb.children if c.dep_ == "prep" and c.lower_ in ("of", "for") for p in c.children]
    speakers = [a for noun in subjects(verb) for a in cast.parties(parsed, noun, voice)]
    scope = frozenset(t.i for p in told if p.dep_ in ("pcomp", "pobj") for t in p.subtree)
    if speakers and scope:
        yield Reporting(verb.i, speakers[0], scope)
