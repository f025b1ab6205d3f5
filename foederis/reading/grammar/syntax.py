"""Who does what to whom in a parsed clause: subjects, objects, prepositional phrases; passives and ellipsis undone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foederis.reading.grammar.coordination import NOMINAL as NOMINAL
from foederis.reading.grammar.coordination import conjuncts as conjuncts
from foederis.reading.grammar.kept import kept
from foederis.reading.grammar.partywords import nouns

if TYPE_CHECKING:
    from spacy.tokens import Token

SUBJECT = frozenset({"nsubj", "csubj"})
PASSIVE_SUBJECT = frozenset({"nsubjpass", "csubjpass"})
_RELATIVE = frozenset({"who", "which", "that", "whom", "whose"})
_CLAUSAL = frozenset({"xcomp", "ccomp", "advcl", "acl", "relcl"})
BLAMED = frozenset(
    [
        "accuse",
        "blame",
        "criticise",
        "criticize",
        "condemn",
        "suspect",
        "prevent",
        "keep",
        "stop",
        "thank",
        "praise",
        "commend",
        "congratulate",
        "rebuke",
        "join",
    ]
)
HELPING = frozenset({"help", "allow", "enable", "let", "permit"})
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


def forms(token: Token) -> tuple[str, ...]:
    """The lemma, also without its hyphen, and for "-ed" what it would be of a verb in "-e", where the lemma is wrong
    ('staged')."""
    lemma, word = token.lemma_.lower(), token.lower_
    if "-" in lemma:
        return lemma, lemma.replace("-", "")
    if word.endswith("ed") and token.tag_ in ("VBD", "VBN") and lemma != word[:-1]:
        return lemma, word[:-1]
    return (lemma,)


def is_passive(verb: Token) -> bool:
    """True for a passive verb, a past participle that modifies a noun, and a headline's bare participle."""
    if any(child.dep_ in ("auxpass", "nsubjpass") for child in verb.children):
        return True
    if verb.dep_ in ("acl", "advcl") and verb.tag_ == "VBN":
        perfect = any((c.dep_ == "aux" and c.lemma_ == "have") or c.dep_ == "dobj" for c in verb.children)
        return (
            not _own_subject(verb) and not perfect
        )  # 'has flown sorties, hit ten targets': no participle of 'sorties'
    if verb.dep_ == "amod" and verb.tag_ in ("VBN", "VBD"):
        return True
    if verb.dep_ == "conj" and verb.tag_ == "VBN" and verb.head.pos_ in ("VERB", "AUX"):
        return not _own_subject(verb) and is_passive(verb.head) and not any(c.dep_ == "dobj" for c in verb.children)
    return False


def has_subject(verb: Token) -> bool:
    """Whether the verb has a subject in its own clause."""
    return any(child.dep_ in SUBJECT or child.dep_ in PASSIVE_SUBJECT for child in verb.children)


def _own_subject(verb: Token) -> list[Token]:
    """Its subjects; before another, 'that' is no subject: 'reports that they have left'."""
    own = [child for child in verb.children if child.dep_ in SUBJECT]
    return [s for s in own if s.lower_ != "that"] or own


@kept
def subjects(verb: Token, depth: int = 0) -> list[Token]:
    """Heads of the noun phrases that do the verb (the by-agent of a passive), found across control and coordination."""
    if depth > 6:
        return []
    if is_passive(verb):
        return agents(verb)
    own = _own_subject(verb)
    if own:
        return [noun for subject in own for noun in conjuncts(antecedent(subject))]
    return _stranded_subject(verb) or _inherited_subjects(verb, depth)


def _stranded_subject(verb: Token) -> list[Token]:
    """'With the support of A, B, which …, has made': B stands before its verb but was parsed as an apposition of A."""
    finite = [verb, *(c for c in verb.children if c.dep_ in ("aux", "auxpass") and c.i < verb.i)]
    if verb.dep_ != "ROOT" or not any(t.tag_ in ("VBZ", "VBD", "VBP", "MD") for t in finite):
        return []
    before = min(t.i for t in finite) - 1
    while before > 0 and verb.doc[before].is_punct:
        before -= 1
    for token in (verb.doc[before], *verb.doc[before].ancestors) if before > 0 else ():
        if token.dep_ == "appos" and token.pos_ in NOMINAL and verb.doc[token.left_edge.i - 1].text == ",":
            return conjuncts(token)
    return []


def _inherited_subjects(verb: Token, depth: int) -> list[Token]:
    head = verb.head
    if verb.dep_ == "conj" and head.pos_ in ("VERB", "AUX"):
        return logical_subjects(head, depth + 1)
    if verb.dep_ in ("acomp", "oprd") and head.pos_ in ("VERB", "AUX"):
        return logical_subjects(head, depth + 1)
    if verb.dep_ == "csubj" and verb.tag_ == "VBG" and head.lemma_ in HELPING:
        return _helped(head)
    if verb.dep_ in ("acl", "advcl") and any(c.lower_ == "having" for c in verb.children):
        return _of_clause_around(verb, depth)
    if verb.dep_ in ("xcomp", "ccomp", "advcl", "pcomp") and head != verb:
        governor = head.head if verb.dep_ == "pcomp" and head.dep_ == "prep" else head
        if governor.pos_ in ("VERB", "AUX"):
            by_object = (
                governor.lemma_ in (BLAMED if verb.dep_ == "pcomp" else _OBJECT_CONTROL) and verb.dep_ != "advcl"
            )
            controlled = objects(governor, depth + 1) if by_object else []
            if governor.lemma_ == "join" and verb.dep_ == "pcomp":  # 'joined Norway in imposing it'
                return [*logical_subjects(governor, depth + 1), *objects(governor, depth + 1)]
            return controlled or logical_subjects(governor, depth + 1)
        return _doers_of(governor, depth) if governor.pos_ in NOMINAL else _of_predicate(governor, depth)
    if verb.dep_ in ("acl", "relcl") and head.pos_ in NOMINAL:
        if verb.tag_ == "VBG" and not any(c.dep_ == "aux" for c in verb.children):
            return conjuncts(head)
        return _doers_of(head, depth)
    return []


def _helped(verb: Token) -> list[Token]:
    """'Using it would help them avoid the rules': whom it helps are those who use it."""
    own = [s for c in verb.children if c.dep_ in ("ccomp", "xcomp") for s in c.children if s.dep_ == "nsubj"]
    return own or [c for c in verb.children if c.dep_ in ("dobj", "dative")]


def _doers_of(noun: Token, depth: int) -> list[Token]:
    """Whose 'decision', 'attempt' or 'duty' it is: the possessor, the by-phrase, else the subject of the clause."""
    return _possessors(noun) or oblique(noun, "by") or _light_subject(noun, depth)


def _light_subject(noun: Token, depth: int) -> list[Token]:
    """'has a duty to protect', 'is at the forefront of efforts to help': the subject of the noun's clause."""
    inner = noun
    while inner.dep_ in ("pobj", "conj") and inner.head.dep_ == "prep":
        inner = inner.head.head
    if inner.pos_ in ("VERB", "AUX") and inner != noun:
        return logical_subjects(inner, depth + 1)
    if inner.dep_ in ("dobj", "attr") and inner.head.pos_ in ("VERB", "AUX"):
        return logical_subjects(inner.head, depth + 1)
    return []


def _of_predicate(word: Token, depth: int) -> list[Token]:
    """'is ready to', 'is about to', 'when necessary striking': the subject of the copula or verb."""
    while word.dep_ in ("acomp", "oprd", "prep", "advmod", "advcl", "conj", "xcomp", "attr") and word.head != word:
        word = word.head
        if word.pos_ in ("VERB", "AUX"):
            return logical_subjects(word, depth + 1)
    return []


def _of_clause_around(verb: Token, depth: int) -> list[Token]:
    """'The UK is at the front of efforts …, having committed …': the clause's subject, wherever the parse hangs it."""
    for outer in verb.ancestors:
        if outer.pos_ in ("VERB", "AUX") and (_own_subject(outer) or is_passive(outer)):
            return logical_subjects(outer, depth + 1)
    return []


def _possessors(noun: Token) -> list[Token]:
    return [child for child in noun.children if child.dep_ == "poss"]


@kept
def logical_subjects(verb: Token, depth: int = 0) -> list[Token]:
    """Whoever stands in the subject's place, of an active or a passive verb."""
    if is_passive(verb):
        passive = [c for c in verb.children if c.dep_ in PASSIVE_SUBJECT]
        if passive:
            return [noun for subject in passive for noun in conjuncts(antecedent(subject))]
        if verb.dep_ == "conj":
            return logical_subjects(verb.head, depth + 1)
        if verb.dep_ == "xcomp" and depth < 6:
            return _inherited_subjects(verb, depth + 1)
        return conjuncts(verb.head) if verb.dep_ == "acl" else []
    return subjects(verb, depth)


def ensurers(word: Token) -> list[Token]:
    """'X is making sure that it is ready for deployment', 'X ensures that …': who sees to what the word tells."""
    for clause in (word, *word.ancestors):
        above = clause.head
        verb = above.head if above.lower_ in ("sure", "certain") else above
        if clause.dep_ == "ccomp" and (verb.lemma_ == "ensure" or (verb != above and verb.lemma_ == "make")):
            return subjects(verb)
    return []


def predicate_clauses(noun: Token) -> list[Token]:
    """'The worst thing would be to …': the clause that says what a subject is."""
    is_what = noun.dep_ == "nsubj" and noun.head.lemma_ == "be"
    return [c for c in clause_complements(noun.head) if c.tag_ == "VB"] if is_what else []


@kept
def agents(verb: Token) -> list[Token]:
    """The by-phrase of a passive; coordinated participles share it."""
    family = [verb, *(c for c in verb.children if c.dep_ == "conj")]
    if verb.dep_ == "conj":
        family += [verb.head, *(c for c in verb.head.children if c.dep_ == "conj")]
    for member in family:
        by = [c for c in member.children if c.dep_ == "agent"]
        against = [contrasted(c) for c in by]
        phrases = [p for c in by if c not in against for p in c.children if p.dep_ == "pobj"]
        phrases += at_hands_of(member)
        if phrases and (member == verb or is_passive(member)):
            return [noun for p in phrases for noun in conjuncts(p)]
    return []


def at_hands_of(word: Token) -> list[Token]:
    """'died at the hands of X'."""
    return [n for hands in oblique(word, "at") if hands.lower_ == "hands" for n in oblique(hands, "of")]


def claimants(deed: Token) -> list[Token]:
    """Who claims a deed: 'an attack claimed by X', 'the attack for which X claimed responsibility', 'X claimed it'."""
    for clause in deed.children:
        if clause.dep_ in ("acl", "relcl") and clause.lemma_ == "claim":
            return agents(clause) if is_passive(clause) else subjects(clause)
    claim = deed.head.head if deed.dep_ == "pobj" and deed.head.lower_ == "for" else deed
    verb = claim.head
    if verb.lemma_ in ("claim", "admit") and claim.dep_ == "dobj" and claim.lower_ in ("responsibility", "credit"):
        return subjects(verb)
    return []


def antecedent(token: Token) -> Token:
    """A relative pronoun's noun, a noun that the parse hides under its own participle; any other token itself."""
    if token.tag_ == "VBG" and token.dep_ == "nsubj":  # 'The Red Cross operating in Mali said …'
        return next((c for c in token.lefts if c.dep_ == "nsubj" and c.pos_ in NOMINAL), token)
    if token.lower_ in _RELATIVE and token.pos_ in ("PRON", "DET", "SCONJ"):
        clause = token.head
        while (
            clause.dep_ not in ("relcl", "ROOT") and clause.head != clause and clause.dep_ in ("conj", "xcomp", "ccomp")
        ):
            clause = clause.head
        if clause.dep_ == "relcl":
            return _right_antecedent(token, clause)
    return token


def _right_antecedent(pronoun: Token, clause: Token) -> Token:
    """The relative clause's noun: for 'who' one that names people; for a plural verb all that are coordinated."""
    noun = clause.head
    finite = [clause, *(c for c in clause.children if c.dep_ in ("aux", "auxpass"))]
    plural = pronoun.dep_ in SUBJECT | PASSIVE_SUBJECT and any(t.tag_ == "VBP" for t in finite)
    if pronoun.lower_ == "who" and not _names_people(noun, plural=plural):
        before = [t for t in noun.doc[: pronoun.i] if t.pos_ in ("NOUN", "PROPN") and _names_people(t, plural=plural)]
        noun = before[-1] if before else noun
    while plural and noun.dep_ == "conj" and noun.tag_ in ("NN", "NNP") and noun.head.pos_ in NOMINAL:
        noun = noun.head
    return noun


def _names_people(noun: Token, *, plural: bool) -> bool:
    if noun.pos_ in ("PROPN", "PRON"):
        return noun.dep_ not in ("compound", "nmod")
    sector = nouns()[0].get(noun.lower_) or nouns()[0].get(noun.lemma_.lower())
    return (
        sector is not None and noun.lower_ not in ("country", "state", "nation") and (noun.tag_ == "NNS" or not plural)
    )


@kept
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
    told = any(c.dep_ in ("xcomp", "ccomp") for c in verb.children)
    for child in verb.children:
        if child.dep_ == "conj" and child.pos_ == "VERB" and not _own_subject(child) and not told:
            return objects(child, depth + 1) if not is_passive(child) else []
    if verb.lemma_ in _OBJECT_CONTROL:
        clauses = [c for c in verb.children if c.dep_ == "ccomp" and is_infinitive(c)]
        if wanted := [s for c in clauses for s in c.children if s.dep_ in ("nsubj", "nsubjpass")]:
            return [noun for s in wanted for noun in conjuncts(s)]
    if verb.dep_ == "relcl" and not any(antecedent(s) == verb.head for s in _own_subject(verb)):
        return [verb.head] if any(c.lower_ in _RELATIVE for c in verb.children) else []
    return []


@kept
def oblique(token: Token, preposition: str) -> list[Token]:
    """Heads of the noun phrases joined to the token by the preposition, or by a complex form ('in addition to')."""
    found: list[Token] = []
    prepositions = [
        p for c in token.children for p in (c, *(d for d in c.children if d.dep_ == "conj" and d.pos_ == "ADP"))
    ]
    against = [contrasted(p) for p in prepositions if p.lower_ == preposition]
    for child in prepositions:
        if child in against or (child.dep_ == "conj" and _before(child) == "not"):
            continue
        if child.dep_ in ("prep", "dative", "agent", "prt", "advmod", "conj") and child.lower_ == preposition:
            for inner in child.children:
                if inner.dep_ in ("pobj", "pcomp"):
                    found += conjuncts(inner)
    if not found and preposition == "to":
        found = [n for c in token.children if c.dep_ == "dative" and c.pos_ in NOMINAL for n in conjuncts(c)]
    return found


def contrasted(preposition: Token) -> Token | None:
    """The second of two that are set against each other: 'with X, but not with Y', 'neither by X nor Y, but by Z'."""
    denies = _before(preposition) == "not" or any(c.lower_ == "neither" for c in preposition.children)
    above = preposition.head
    around = above.head.children if above.pos_ in NOMINAL else ()
    behind: list[Token] = [t for t in (*preposition.children, *above.children, *around) if t.i > preposition.i]
    same = (t for t in behind if t.lower_ == preposition.lower_ and t.dep_ != "pobj")
    return next((t for t in same if _before(t) == ("but" if denies else "not")), None)


def _before(token: Token) -> str:
    return token.nbor(-1).lower_ if token.i else ""


def clause_complements(verb: Token) -> list[Token]:
    """Heads of the infinitives and clauses that complete the verb, and of the infinitive of a passive's 'to'."""
    return [
        c
        for c in verb.children
        if (c.dep_ in ("xcomp", "ccomp") and c.i > verb.i) or (c.dep_ == "advcl" and is_infinitive(c))
    ]


def gerunds(word: Token, preposition: str) -> list[Token]:
    """'committed to defending': the verbs that a preposition of the word governs."""
    return [n for n in oblique(word, preposition) if n.dep_ == "pcomp" and n.pos_ in ("VERB", "AUX")]


def is_infinitive(verb: Token) -> bool:
    """'to' stands before it."""
    return any(c.dep_ == "aux" and c.tag_ == "TO" for c in verb.children)


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
