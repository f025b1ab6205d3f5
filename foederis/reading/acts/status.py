"""Whether an act happened, is planned, may happen or did not: auxiliaries, negation, governing words, conditions."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from foederis.model import Status
from foederis.reading.grammar.syntax import governor, has_subject, is_infinitive, is_passive, logical_subjects

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

_NEGATIVE: Final = frozenset(["no", "neither", "nor", "none", "nobody", "nothing", "never", "not", "n't"])
_UNCERTAIN: Final[tuple[Status, ...]] = ("not_done", "planned", "possible")
_DEEPEST = 6
DECIDING: Final = frozenset({"decide", "resolve", "vote", "opt", "choose"})
_SHUNNED: Final = frozenset({("from", "keep"), *(("against", decided) for decided in DECIDING)})
_KEPT_FROM: Final = "from", "keep"
_TO_COME: Final = frozenset({"join", "quit", "launch", "deploy", "withdraw", "adopt", "invoke"})
"""Acts named as the subject of 'would' are only thought of: 'the accession would change much'."""
_INVERTED: Final = frozenset({"should", "had"})
_AHEAD: Final = frozenset(
    ["planned", "scheduled", "announced", "expected", "threatened", "proposed", "feared", "imminent"]
)
"""Said of what has not come yet; 'carried out the planned attack' is told by its verb."""


_ANSWERS: Final = frozenset({"answer", "response", "reaction", "reply"})
_GOING_ON: Final = frozenset(
    [
        *("be", "take", "occur", "happen", "begin", "start", "continue", "focus", "concentrate", "centre", "center"),
        *("cover", "include", "involve", "concern"),
    ]
)
"""What an act named as the subject does by being done."""


@cache
def words() -> dict[str, dict[str, frozenset[str]]]:
    """The lists of `verbs.toml`, by section and key."""
    data = tomllib.loads((Path(__file__).parent / "verbs.toml").read_text(encoding="utf-8"))
    return {section: {key: frozenset(value) for key, value in lists.items()} for section, lists in data.items()}


class Reasoned(NamedTuple):
    """A status and the words that set it."""

    status: Status
    because: str


_DONE = Reasoned("done", "")


# -- verbs ----------------------------------------------------------------------------------------------------------


def of_verb(verb: Token, depth: int = 0, *, act: str = "") -> Reasoned:
    """The status of a verb's act in its clause and under whatever governs it; `act` is what the verb tells."""
    if negation := _negated(verb):
        return Reasoned("not_done", negation)
    if depth > _DEEPEST:
        return _DONE
    if condition := _conditional(verb):
        return Reasoned("possible", condition)
    if found := _by_auxiliary(verb):
        return found
    return _by_governor(verb, depth, act)


def is_to_come(verb: Token) -> bool:
    """'will give', 'decided to give': planned, or only decided by now."""
    decided = verb.dep_ == "xcomp" and verb.head.lemma_ in DECIDING and of_verb(verb.head).status == "done"
    return decided or of_verb(verb).status == "planned"


def _forms(token: Token) -> Iterator[str]:
    """Lemma and word, and what the word would be without its ending where the lemma is wrong ('hoped')."""
    yield token.lemma_.lower()
    yield token.lower_
    if token.lower_.endswith("ed"):
        yield token.lower_[:-1]


def _is_of(token: Token, listed: frozenset[str]) -> bool:
    return any(form in listed for form in _forms(token))


def _negated(verb: Token) -> str | None:
    for child in verb.children:
        if child.dep_ == "neg" or (child.lower_ in ("never", "not", "n't") and child.dep_ in ("advmod", "neg")):
            return child.text
        if child.dep_ == "agent" and any(c.lower_ == "neither" for c in child.children):
            return "neither"
        if child.dep_ == "preconj" and child.lower_ == "neither":
            return child.text
        if child.lower_ == "longer" and any(c.lower_ == "no" for c in child.children):
            return "no longer"
        if child.dep_ == "dobj" and any(c.lower_ == "no" for c in child.children):
            return "no"
    if verb.dep_ == "conj" and any(c.lower_ == "nor" and c.dep_ == "cc" for c in verb.head.children):
        return "nor"
    for subject in logical_subjects(verb):
        if subject.lower_ in _NEGATIVE or any(
            c.lower_ in _NEGATIVE and c.i < verb.i
            for c in subject.children
            if c.dep_ in ("det", "preconj", "cc", "neg")
        ):
            return f"{subject.text} under a negative"
    return None


def _conditional(verb: Token) -> str | None:
    """'whether they will stay or be withdrawn', 'if they invade'."""
    while True:
        for child in verb.children:
            if child.dep_ == "mark" and child.lower_ in ("if", "unless", "whether") and not _concedes(child, verb):
                return child.text
        if inverted := inverted_auxiliary(verb):
            return inverted.text
        if verb.dep_ != "conj" or verb.head.pos_ not in ("VERB", "AUX") or has_subject(verb):
            return None
        verb = verb.head


def inverted_auxiliary(verb: Token) -> Token | None:
    """'should they invade', 'had they attacked': a condition told without 'if'; not a question."""
    doers = [c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")]
    if not doers or "?" in (t.text for t in verb.doc[-2:]):
        return None
    before = (c for c in verb.children if c.dep_ == "aux" and c.lower_ in _INVERTED and c.i < doers[0].left_edge.i)
    return next((c for c in before if c == verb.left_edge), None)


def _concedes(mark: Token, verb: Token) -> bool:
    """'even if the mandate has been extended': what is told as a fact."""
    told = verb.tag_ == "VBD" or any(c.dep_ == "aux" and c.lower_ in ("has", "have", "had") for c in verb.children)
    return mark.lower_ == "if" and mark.i > 0 and mark.nbor(-1).lower_ == "even" and told


def _by_auxiliary(verb: Token) -> Reasoned | None:
    modals = words()["modals"]
    auxiliaries = [c for c in verb.children if c.dep_ in ("aux", "auxpass")]
    if (
        verb.dep_ == "conj"
        and not auxiliaries
        and verb.head.pos_ in ("VERB", "AUX")
        and not any(c.dep_ == "nsubj" for c in verb.children)
        and verb.tag_ == verb.head.tag_
    ):
        return _by_auxiliary(verb.head)
    if any(aux.lower_ in ("would", "'d") for aux in auxiliaries) and _is_reported_future(verb):
        return Reasoned("planned", "would")
    statuses: tuple[Status, ...] = ("planned", "possible")
    for status in statuses:
        for aux in auxiliaries:
            if aux.lower_ in modals[status]:
                return Reasoned(status, aux.text)
    return None


def _is_reported_future(verb: Token) -> bool:
    """'announced that it would send': will, told in the past."""
    above = verb.head
    return verb.dep_ == "ccomp" and above.tag_ in ("VBD", "VBN") and _is_of(above, words()["governs"]["reports_future"])


def _by_governor(verb: Token, depth: int, act: str) -> Reasoned:
    infinitive = is_infinitive(verb)
    above = governor(verb)
    if above is None:
        return Reasoned("planned", "to") if infinitive else _DONE
    if denied := _denied(verb, above):
        return denied
    if not infinitive and verb.dep_ in ("relcl", "ccomp", "acl", "advcl", "pcomp"):
        return _of_finite_or_participle(verb, above, depth, act)
    if infinitive and above.lemma_ in ("be", "have") and any(c.lower_ == "yet" for c in above.children):
        return Reasoned("not_done", "yet to")
    if above.lemma_ == "be" and infinitive and not any(c.dep_ in ("attr", "acomp") for c in above.children):
        return _DONE if _is_answer(above) else Reasoned("planned", f"{above.text} to")
    if found := _by_list(verb, above, depth, act):
        return found
    if not infinitive:
        return of_verb(above, depth + 1, act=act) if above.pos_ in ("VERB", "AUX") else _DONE
    if _is_of(above, words()["governs"]["own_will"]) and above.head.head.pos_ == "VERB":
        return of_verb(above.head.head, depth + 1, act=act)
    if above.pos_ not in ("VERB", "AUX") or is_passive(above) or verb.dep_ == "advcl":
        return Reasoned("possible", "to")
    return of_verb(above, depth + 1, act=act)


def _is_answer(copula: Token) -> bool:
    """'Its answer has been to deny it': what somebody did, and not what is to come."""
    of = any(c.dep_ == "nsubj" and c.lemma_ in _ANSWERS for c in copula.children)
    return of and copula.tag_ in ("VBD", "VBN")


def _denied(verb: Token, above: Token) -> Reasoned | None:
    """'no indication that X dropped it', 'denied that', 'does not mean that', 'too early to resume'."""
    if any(c.lower_ == "no" and c.dep_ == "det" for c in above.children):
        of_clause = verb.dep_ == "pcomp" or above.lower_ != "question"
        if of_clause and above.lemma_ not in ("doubt", "secret", "wonder"):
            return Reasoned("not_done", f"no {above.text}")
    if verb.dep_ == "ccomp" and _is_of(above, words()["governs"]["denies"]) and not _negated(above):
        return Reasoned("not_done", above.text)
    if verb.dep_ == "ccomp" and _is_of(above, words()["governs"]["implies"]) and (negation := _negated(above)):
        return Reasoned("not_done", f"{negation} {above.text}")
    if above.pos_ in ("ADJ", "ADV") and any(c.lower_ == "too" for c in above.children):
        return Reasoned("not_done", f"too {above.text}")
    return None


def _of_finite_or_participle(verb: Token, above: Token, depth: int, act: str) -> Reasoned:
    if verb.dep_ == "pcomp":
        preposition = verb.head.lower_
        kept_off = (preposition == "against" and above.lemma_ in DECIDING) or (preposition, above.lemma_) == _KEPT_FROM
        if kept_off or preposition in ("without", "instead"):
            return Reasoned("not_done", verb.head.text)
        found = _by_list(verb, above, depth, act)
        if above.dep_ == "nsubj" and above.head.lemma_ in _GOING_ON:
            return found or _by_auxiliary(above.head) or _DONE
        return found or (of_verb(above, depth + 1, act=act) if above.pos_ in ("VERB", "AUX") else _DONE)
    if verb.dep_ == "ccomp" and above.pos_ == "ADJ" and _is_of(above, words()["deontic"]["adjectives"]):
        return Reasoned("possible", above.text)
    if verb.dep_ == "ccomp" and verb.i < above.i and above.tag_ == "VBD" and above.pos_ == "VERB":
        return _DONE  # "we stand by them", they demanded
    if verb.dep_ == "ccomp" and _is_of(above, words()["governs"]["mandates"]):
        return Reasoned("possible", above.text)
    if verb.dep_ in ("acl", "advcl") and verb.tag_ in ("VBG", "VBN"):
        if any(c.dep_ == "mark" and c.lower_ == "without" for c in verb.children):
            return Reasoned("not_done", "without")
        finite = any(c.dep_ in ("aux", "auxpass") and c.tag_ in ("VBZ", "VBP", "VBD") for c in verb.children)
        if verb.dep_ == "advcl" and above.pos_ in ("VERB", "AUX") and not finite:
            return of_verb(above, depth + 1, act=act)
    return _DONE


def _by_list(verb: Token, above: Token, depth: int, act: str) -> Reasoned | None:
    """By what the governing word does to its infinitive or gerund: 'decided to' (done), 'refused to' (not done)."""
    lists = words()["governs"]
    negation = _negated(above) or (_negated(above.head) if above.pos_ not in ("VERB", "AUX") else None)
    if _is_of(above, lists["attempted"]) and act in words()["attempts"]["acts"]:
        return of_verb(above, depth + 1) if above.pos_ == "VERB" else _DONE
    if above.lemma_ == "have" and above.tag_ in ("VBD", "VBN") and is_infinitive(verb):
        return Reasoned("done", f"{above.text} to")
    if is_infinitive(verb) or verb.dep_ in ("pcomp", "xcomp"):
        if act == "reject" and verb.lemma_ == "avoid" and above.lemma_ in ("want", "seek", "try", "wish"):
            return of_verb(above, depth + 1)
        if act in words()["attempts"]["said"] and above.lemma_ in ("want", "like", "wish") and _is_own(above):
            return Reasoned("done", above.text)
        if above.tag_ == "VBD" and above.lemma_ in ("want", "wish") and _is_of(verb, words()["attempts"]["emphasised"]):
            return Reasoned("done", above.text)
        for status in _UNCERTAIN:
            if _is_of(above, lists[status]):
                if negation:
                    return Reasoned("done" if status == "not_done" else "not_done", negation)
                return Reasoned(status, above.text)
    if _is_of(above, lists["done"]) and above.pos_ in ("VERB", "AUX", "ADJ"):
        if above.pos_ != "ADJ":
            return of_verb(above, depth + 1, act=act)
        return _by_auxiliary(above.head) or Reasoned("done", above.text)
    return None


def _is_own(verb: Token) -> bool:
    """'I want to thank', 'we would like to welcome': saying so does it."""
    return any(c.dep_ == "nsubj" and c.lower_ in ("i", "we") for c in verb.children)


# -- nouns ----------------------------------------------------------------------------------------------------------


def of_noun(noun: Token, carrier: Token | None, *, act: str = "") -> Reasoned:
    """The status of an act that a noun names: by its adjectives, its light verb, else what governs it."""
    if (found := _by_modifiers(noun)) and (carrier is None or found.because.lower() not in _AHEAD):
        return found
    if carrier is not None:
        return of_verb(carrier, act=act)
    if thought := _thought(noun):
        return Reasoned("possible", thought)
    verb = _governing_verb(noun)
    if verb is None:
        return _DONE
    if act == "depart" and noun.lower_ in ("retirement", "departure") and verb.lemma_ == "announce":
        return Reasoned("planned", verb.text)
    if noun.dep_ in ("dobj", "pobj", "nsubjpass"):
        for status in _UNCERTAIN:
            if _is_of(verb, words()["governs_noun"][status]):
                return Reasoned(status, verb.text)
        if _is_indefinite(noun) and (found := _by_auxiliary(verb)):
            return found
    if noun.dep_ == "nsubj" and verb.lemma_ == "be" and (found := _by_predicate(verb)):
        return found
    if noun.dep_ == "nsubj" and verb.lemma_ in _GOING_ON:
        return _by_auxiliary(verb) or _DONE
    supposed = next((c.text for c in verb.children if c.dep_ == "aux" and c.lower_ in ("would", "'d")), None)
    return Reasoned("possible", supposed) if supposed and noun.dep_ == "nsubj" and act in _TO_COME else _DONE


def _thought(noun: Token) -> str | None:
    """'the fear of an attack', 'in the event of a crisis or an attack'."""
    while noun.dep_ == "conj":
        noun = noun.head
    if noun.dep_ != "pobj" or noun.head.lower_ != "of":
        return None
    whole, lists = noun.head.head, words()["governs_noun"]
    supposed = _is_of(whole, lists["supposed"]) and whole.head.lower_ == "in"
    return whole.text if supposed or _is_of(whole, lists["thought"]) else None


def _by_modifiers(noun: Token) -> Reasoned | None:
    adjectives = words()["adjectives"]
    for child in noun.children:
        if child.dep_ in ("amod", "compound", "det", "nummod", "neg"):
            for status in _UNCERTAIN:
                if child.lower_ in adjectives[status]:
                    return Reasoned(status, child.text)
    told = [c for n in (noun, *_done_to(noun)) for c in n.children if c.dep_ == "acl" and c.tag_ == "VBN"]
    ahead = next((c.text for c in told if c.lower_ in adjectives["planned"] - {"announced"}), None)
    return Reasoned("planned", ahead) if ahead else None


def _done_to(noun: Token) -> list[Token]:
    """'the opening of an office scheduled for May': the office, on which the parse hangs what the opening is."""
    return [n for p in noun.children if p.dep_ == "prep" and p.lower_ == "of" for n in p.children if n.dep_ == "pobj"]


def _by_predicate(copula: Token) -> Reasoned | None:
    """'an attack is possible', 'the summit is planned for May', 'training is to begin'."""
    for child in copula.children:
        if child.dep_ == "acomp":
            for status in _UNCERTAIN:
                if child.lower_ in words()["adjectives"][status]:
                    return Reasoned(status, child.text)
        if child.dep_ == "xcomp" and child.lemma_ in _GOING_ON and is_infinitive(child) and copula.tag_ != "VBN":
            return Reasoned("planned", f"{copula.text} to")
    return None


def _governing_verb(noun: Token) -> Token | None:
    """The verb above the noun, through what is indefinite ('the way to a renewal of talks')."""
    current = noun
    for _ in range(3):
        above = current.head
        if current.dep_ == "pobj" and above.pos_ in ("ADP", "SCONJ", "PART"):
            above = above.head
        if above.pos_ in ("VERB", "AUX"):
            return above
        if above == current or not _is_indefinite(noun):
            return None
        current = above
    return None


def _is_indefinite(noun: Token) -> bool:
    return not any(
        c.dep_ == "poss" or (c.dep_ == "det" and c.lower_ not in ("a", "an", "any", "another")) for c in noun.children
    )
