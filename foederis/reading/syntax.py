"""Who does what to whom in a parsed clause: subjects, objects and prepositional phrases, passives and ellipsis undone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

SUBJECT = frozenset({"nsubj", "csubj"})
PASSIVE_SUBJECT = frozenset({"nsubjpass", "csubjpass"})
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
_RELATIVE = frozenset({"who", "which", "that", "whom", "whose"})
_CLAUSAL = frozenset({"xcomp", "ccomp", "advcl", "acl", "relcl"})
_BLAMED = frozenset(
    [
        "accuse",
        "blame",
        "criticise",
        "criticize",
        "condemn",
        "suspect",
        "prevent",
        "stop",
        "thank",
        "praise",
        "commend",
        "congratulate",
        "rebuke",
    ]
)
_OBJECT_CONTROL = frozenset(
    [
        "ask",
        "urge",
        "call",
        "press",
        "push",
        "force",
        "order",
        "tell",
        "instruct",
        "invite",
        "allow",
        "enable",
        "help",
        "persuade",
        "convince",
        "encourage",
        "require",
        "request",
        "permit",
        "expect",
        "want",
        "need",
        "lead",
        "cause",
        "compel",
    ]
)


def conjuncts(token: Token) -> list[Token]:
    """The token and everything coordinated with it to its right."""
    found = [token]
    for child in token.children:
        if child.dep_ == "conj" and (child.pos_ in NOMINAL) == (token.pos_ in NOMINAL):
            found += conjuncts(child)
    return found


def is_passive(verb: Token) -> bool:
    """True for a passive verb, a past participle that modifies a noun, and a headline's bare participle."""
    if any(child.dep_ in ("auxpass", "nsubjpass") for child in verb.children):
        return True
    if verb.dep_ == "acl" and verb.tag_ == "VBN":
        return True
    if verb.dep_ == "amod" and verb.tag_ in ("VBN", "VBD"):
        return True
    if verb.dep_ == "conj" and verb.tag_ == "VBN" and verb.head.pos_ in ("VERB", "AUX"):
        return not _own_subject(verb) and is_passive(verb.head) and not any(c.dep_ == "dobj" for c in verb.children)
    return False


def _own_subject(verb: Token) -> list[Token]:
    return [child for child in verb.children if child.dep_ in SUBJECT]


def subjects(verb: Token, depth: int = 0) -> list[Token]:
    """Heads of the noun phrases that do the verb (the by-agent of a passive), found across control and coordination."""
    if depth > 6:
        return []
    if is_passive(verb):
        return agents(verb)
    own = _own_subject(verb)
    if own:
        return [noun for subject in own for noun in conjuncts(antecedent(subject))]
    return _inherited_subjects(verb, depth)


def _inherited_subjects(verb: Token, depth: int) -> list[Token]:
    head = verb.head
    if verb.dep_ == "conj" and head.pos_ in ("VERB", "AUX"):
        return logical_subjects(head, depth + 1)
    if verb.dep_ in ("xcomp", "ccomp", "advcl", "pcomp") and head != verb:
        governor = head.head if verb.dep_ == "pcomp" and head.dep_ == "prep" else head
        if governor.pos_ in ("VERB", "AUX"):
            by_object = (
                governor.lemma_ in (_BLAMED if verb.dep_ == "pcomp" else _OBJECT_CONTROL) and verb.dep_ != "advcl"
            )
            controlled = objects(governor, depth + 1) if by_object else []
            return controlled or logical_subjects(governor, depth + 1)
        return _possessors(governor)
    if verb.dep_ in ("acl", "relcl") and head.pos_ in NOMINAL:
        if verb.tag_ == "VBG":
            return conjuncts(head)
        return _possessors(head) or _light_subject(head, depth)
    return []


def _light_subject(noun: Token, depth: int) -> list[Token]:
    """'has a duty to protect': the subject of the verb whose object the noun is."""
    if noun.dep_ in ("dobj", "attr") and noun.head.pos_ in ("VERB", "AUX"):
        return logical_subjects(noun.head, depth + 1)
    return []


def _possessors(noun: Token) -> list[Token]:
    return [child for child in noun.children if child.dep_ == "poss"]


def logical_subjects(verb: Token, depth: int = 0) -> list[Token]:
    """Whoever stands in the subject's place, of an active or a passive verb."""
    if is_passive(verb):
        passive = [c for c in verb.children if c.dep_ in PASSIVE_SUBJECT]
        if passive:
            return [noun for subject in passive for noun in conjuncts(antecedent(subject))]
        if verb.dep_ == "conj":
            return logical_subjects(verb.head, depth + 1)
        return conjuncts(verb.head) if verb.dep_ == "acl" else []
    return subjects(verb, depth)


def agents(verb: Token) -> list[Token]:
    """The by-phrase of a passive; coordinated participles share it."""
    family = [verb, *(c for c in verb.children if c.dep_ == "conj")]
    if verb.dep_ == "conj":
        family += [verb.head, *(c for c in verb.head.children if c.dep_ == "conj")]
    for member in family:
        phrases = [p for c in member.children if c.dep_ == "agent" for p in c.children if p.dep_ == "pobj"]
        if phrases and (member == verb or is_passive(member)):
            return [noun for p in phrases for noun in conjuncts(p)]
    return []


def antecedent(token: Token) -> Token:
    """A relative pronoun's noun; any other token itself."""
    if token.lower_ in _RELATIVE and token.pos_ in ("PRON", "DET", "SCONJ"):
        clause = token.head
        while (
            clause.dep_ not in ("relcl", "ROOT") and clause.head != clause and clause.dep_ in ("conj", "xcomp", "ccomp")
        ):
            clause = clause.head
        if clause.dep_ == "relcl":
            return clause.head
    return token


def objects(verb: Token, depth: int = 0) -> list[Token]:
    """Heads of the noun phrases that the verb is done to (the subject of a passive)."""
    if depth > 6:
        return []
    if is_passive(verb):
        if verb.dep_ == "amod":
            return [verb.head]
        return logical_subjects(verb, depth + 1)
    own = [c for c in verb.children if c.dep_ in ("dobj", "obj") and c.pos_ != "SCONJ"]
    if own:
        return [noun for o in own for noun in conjuncts(antecedent(o))]
    for child in verb.children:
        if child.dep_ == "conj" and child.pos_ == "VERB" and not _own_subject(child):
            return objects(child, depth + 1) if not is_passive(child) else []
    if verb.dep_ == "relcl" and not any(antecedent(s) == verb.head for s in _own_subject(verb)):
        return [verb.head] if any(c.lower_ in _RELATIVE for c in verb.children) else []
    return []


def oblique(token: Token, preposition: str) -> list[Token]:
    """Heads of the noun phrases joined to the token by the preposition (its complex forms, 'in addition to', included)."""
    found: list[Token] = []
    prepositions = [
        p for c in token.children for p in (c, *(d for d in c.children if d.dep_ == "conj" and d.pos_ == "ADP"))
    ]
    for child in prepositions:
        if child.dep_ in ("prep", "dative", "agent", "prt", "advmod", "conj") and child.lower_ == preposition:
            for inner in child.children:
                if inner.dep_ in ("pobj", "pcomp"):
                    found += conjuncts(inner)
    if not found and preposition == "to":
        found = [n for c in token.children if c.dep_ == "dative" and c.pos_ in NOMINAL for n in conjuncts(c)]
    return found


def clause_complements(verb: Token) -> list[Token]:
    """Heads of the infinitives and clauses that complete the verb, and of the infinitive of a passive's 'to'."""
    return [
        c
        for c in verb.children
        if (c.dep_ in ("xcomp", "ccomp") and c.i > verb.i) or (c.dep_ == "advcl" and _infinitive(c))
    ]


def _infinitive(verb: Token) -> bool:
    return any(c.dep_ == "aux" and c.tag_ == "TO" for c in verb.children)


def ancestors_in_clause(token: Token) -> Iterator[Token]:
    """Governing tokens from the nearest outwards."""
    while token.head != token:
        token = token.head
        yield token


def governor(verb: Token) -> Token | None:
    """The verb, noun or adjective that a clause depends on, None for a main clause."""
    current = verb
    while current.dep_ == "conj" and current.head.pos_ in ("VERB", "AUX"):
        if _own_subject(current):
            return None
        current = current.head
    if current.dep_ in _CLAUSAL and current.head != current:
        return current.head
    if current.dep_ == "pcomp":
        return current.head.head
    return None
