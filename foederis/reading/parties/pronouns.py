"""Pronouns resolved inside their report: 'we', 'he', 'it', 'they', and 'the country' that a sentence has just named."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from foederis.model import Actor
from foederis.reading.grammar.nounphrase import description, first_of
from foederis.reading.grammar.syntax import BLAMED, conjuncts, logical_subjects, objects, oblique
from foederis.reading.parties.memory import SUBJECT, is_one_person, is_several, salience

if TYPE_CHECKING:
    from spacy.tokens import Token

    from foederis.reading.grammar.parsed import Parsed
    from foederis.reading.parties.cast import Cast

FIRST = frozenset({"i", "we", "me", "us", "my", "our", "mine", "ours", "myself", "ourselves"})
_SINGULAR = frozenset({"he", "she", "him", "her", "his", "hers", "himself", "herself"})
_RECENT = 1  #: sentences back to which 'he' reaches past the names of its own
_BODY = frozenset({"it", "its", "itself"})
_OF_A_STATE = frozenset({"government", "parliament", "capital", "people", "army"})
_PLURAL = frozenset({"they", "them", "their", "theirs", "themselves"})
_ARGUMENTS = frozenset({"nsubj", "nsubjpass", "pobj", "dobj", "appos", "conj", "poss", "attr"})
_SHIPS = frozenset(
    {"ship", "vessel", "dhow", "tanker", "freighter", "boat", "frigate", "destroyer", "submarine", "trawler"}
)


def is_pronoun(token: Token) -> bool:
    """True for personal pronouns and for 'those', 'others', 'who'."""
    return token.text != "US" and (token.pos_ == "PRON" or is_first(token) or token.tag_ in ("PRP$", "WP$"))


def is_first(token: Token) -> bool:
    """'we', 'our' ...: the speaker's own; 'US' is a state."""
    return token.lower_ in FIRST and token.text != "US"


def resolve(cast: Cast, parsed: Parsed, token: Token, speaker: Actor | None) -> tuple[Actor, ...]:
    """The parties a pronoun means, empty where the report does not say."""
    word = token.lower_
    if word == "those" and (owners := oblique(token, "of")):  # 'those of Bahrain and Jordan'
        named = (n for noun in owners for n in (noun, *conjuncts(noun)))
        return tuple(replace(actor, id=None) for noun in named for actor in cast.parties(parsed, noun, speaker))
    if word in FIRST:
        voice = speaker or cast.memory.issuer
        return (replace(voice, text=token.text),) if voice else ()
    if word == "whose":
        clause = next((a for a in token.ancestors if a.dep_ == "relcl"), None)
        owner = cast.parties(parsed, clause.head, speaker) if clause is not None else ()
        return owner or _named_next_to(cast, parsed, token)
    if _is_of_ship(token):
        return ()
    if owner := _owner_before(cast, parsed, token):
        return tuple(replace(actor, text=token.text, id=None) for actor in owner)
    if word in _SINGULAR:
        person = _partner(cast, parsed, token) or _person(cast, parsed, token, speaker)
        found: tuple[Actor, ...] = (person,) if person else ()
    elif word in _BODY:
        found = () if _is_expletive(token) else _judged(cast, parsed, token) or _body(cast, parsed, token)
    elif word in _PLURAL:
        found = _judged(cast, parsed, token) or _several(cast, parsed, token)
    elif token.head.lower_ == "among" and token.head.head.lemma_ == "be":
        found = tuple(a for noun in logical_subjects(token.head.head) for a in cast.parties(parsed, noun, speaker))
    else:
        return (Actor(description(token), None, role="CVL"),) if word in ("those", "others") else ()
    return tuple(replace(actor, text=token.text) if actor.for_ else actor for actor in found)


def _is_of_ship(token: Token) -> bool:
    """'The dhow was sunk; its crew …': the ship's, of whomever else the report tells."""
    words = {token.head.lower_, *(c.lower_ for c in token.head.children)}
    return token.lower_ == "its" and "crew" in words and any(t.lemma_ in _SHIPS for t in token.doc[: token.i])


def state_before(cast: Cast, parsed: Parsed, token: Token) -> Actor | None:
    """The state that the sentence has named before 'the country', 'the government', its subjects first."""
    named = [
        (salience(other), other.i, actors[0])
        for other, actors in _named_before(cast, parsed, token)
        if len(actors[0].for_ or "") == 3 or actors[0].role in ("GOV", "LEG")
    ]
    if not named:
        return None
    state = max(named, key=lambda item: item[:2])[2]
    return replace(state, id=None, for_=(state.for_ or "").split("/")[0])


def _named_next_to(cast: Cast, parsed: Parsed, token: Token) -> tuple[Actor, ...]:
    """'Norway 200 and Chile 150, whose parliament agreed': the name before the comma, past a number."""
    before = [t for t in parsed.doc[max(0, token.i - 3) : token.i] if not t.is_punct and t.pos_ != "NUM"]
    return cast.parties(parsed, before[-1]) if before and before[-1].i in parsed.mentions else ()


def _partner(cast: Cast, parsed: Parsed, token: Token) -> Actor | None:
    """'Obama and his government': the person with whom the owned is coordinated."""
    if token.dep_ != "poss" or token.head.dep_ != "conj":
        return None
    return next((a for a in cast.parties(parsed, first_of(token.head)) if a.id), None)


def _owner_before(cast: Cast, parsed: Parsed, token: Token) -> tuple[Actor, ...]:
    """'Chad's influence and its arms': whose the thing is with which the owned is coordinated."""
    if token.lower_ not in ("its", "their") or not token.i or token.nbor(-1).lower_ not in ("and", "or"):
        return ()
    if any(c.lower_ == "own" for c in token.head.children):
        return ()
    partner = token.nbor(-1).head
    things = [t for t in (partner, *partner.ancestors) if t.pos_ == "NOUN"]
    owners = [c for t in things for c in t.children if c.dep_ == "poss" and c.pos_ == "PROPN" and c.i < token.i][:1]
    return tuple(a for owner in owners for a in cast.parties(parsed, owner) if a.for_)


def _person(cast: Cast, parsed: Parsed, token: Token, speaker: Actor | None) -> Actor | None:
    """A subject of the sentence, else whom the last ones were about, else anybody in it, else whoever was named."""
    first = next((t for t in parsed.doc[: token.i] if t.lower_ in _SINGULAR), token)
    named = ((t, a[0]) for t, a in _named_before(cast, parsed, first))
    persons = [(t, _bearer(cast, parsed, t, actor)) for t, actor in named if actor.id or is_one_person(t)]
    subjects = [actor for t, actor in persons if salience(t)]
    if subjects:
        return subjects[-1]
    stops = [t.i for t in parsed.doc[: first.i] if t.text == ";"]
    if persons and stops and persons[-1][0].i < stops[-1]:
        return persons[-1][1]  # what stands before a semicolon is a sentence of its own
    about_nobody = any(_is_expletive(t) for t in parsed.doc[: first.i] if t.lower_ == "it")
    if persons and (about_nobody or cast.memory.person_age > _RECENT):
        return persons[-1][1]
    before = cast.memory.person_but(speaker) if speaker and _is_quoted(token) else cast.memory.person
    return before or (persons[-1][1] if persons else None)


def _bearer(cast: Cast, parsed: Parsed, token: Token, actor: Actor) -> Actor:
    """'the new minister, Jane Roe': the person told behind the office."""
    names = [c for c in token.rights if c.dep_ == "appos" and c.pos_ == "PROPN"] if not actor.id else []
    told = (a for name in names for a in cast.parties(parsed, name) if a.id)
    return next((replace(a, for_=a.for_ or actor.for_) for a in told), actor)


def _is_quoted(token: Token) -> bool:
    """Inside quotation marks, which may be opened or closed in another sentence."""
    before = sum(t.text == '"' for t in token.doc[: token.i])
    after = sum(t.text == '"' for t in token.doc[token.i :])
    return before % 2 == 1 or (before == 0 and after % 2 == 1)


def _body(cast: Cast, parsed: Parsed, token: Token) -> tuple[Actor, ...]:
    bodies = [(t, a[0]) for t, a in _named_before(cast, parsed, token) if not a[0].id and t.tag_ != "NNS"]
    subjects = [actor for t, actor in bodies if salience(t)]
    if not subjects and bodies and token.dep_ == "poss" and token.head.lemma_.lower() in _OF_A_STATE:
        return (bodies[-1][1],)
    found = subjects[-1] if subjects else cast.memory.body or (bodies[-1][1] if bodies else None)
    return (found,) if found else ()


def _is_expletive(token: Token) -> bool:
    """'it is right that …', 'it will be necessary to …'."""
    around = {c.dep_ for c in token.head.children}
    return token.dep_ in SUBJECT and "acomp" in around and bool(around & {"ccomp", "xcomp", "advcl"})


def _several(cast: Cast, parsed: Parsed, token: Token) -> tuple[Actor, ...]:
    groups = [(t, a) for t, a in _named_before(cast, parsed, token) if is_several(t, a[0])]
    subjects = [actors for t, actors in groups if salience(t)]
    if subjects:
        return subjects[-1][:1]
    if together := _joined_before(cast, parsed, token):
        return together
    if described := _described_before(cast, parsed, token):
        return described
    if cast.memory.several and (not groups or token.dep_ in SUBJECT):
        return cast.memory.several
    return groups[-1][1] if groups else _body(cast, parsed, token)


def _joined_before(cast: Cast, parsed: Parsed, token: Token) -> tuple[Actor, ...]:
    """'A and B flew to Rome, where they met C': the named subjects that 'and' joins."""
    containing = {a.i for a in token.ancestors}
    firsts = [t for t in parsed.doc[: token.i] if t.dep_ in SUBJECT and t.i not in containing]
    for joined in (conjuncts(t) for t in reversed(firsts)):
        found = [cast.parties(parsed, t) for t in joined if t.i < token.i]
        if len(found) > 1 and all(actors and actors[0].for_ for actors in found):
            return tuple(actor for actors in found for actor in actors)
    return ()


def _judged(cast: Cast, parsed: Parsed, token: Token) -> tuple[Actor, ...]:
    """'commends the fighters for their efforts': whom the sentence praises or blames for what is theirs."""
    preposition = token.head.head if token.dep_ == "poss" else token
    verb = preposition.head
    if preposition.lower_ not in ("for", "on") or verb.lemma_ not in BLAMED:
        return ()
    return tuple(a for noun in objects(verb) for a in cast.parties(parsed, noun))


def _described_before(cast: Cast, parsed: Parsed, token: Token) -> tuple[Actor, ...]:
    """Several who act for nobody known, whom the sentence is about: 'Europeans … their budgets'."""
    several = (t for t in reversed(parsed.doc[: token.i]) if t.dep_ in SUBJECT and _is_many(t))
    named = (cast.parties(parsed, t) for t in several)
    return next((found for found in named if found and found[0].for_ is None), ())


def _is_many(noun: Token) -> bool:
    """'Europeans', also 'the community were …'."""
    were = {noun.head.lower_, *(c.lower_ for c in noun.head.children if c.dep_ in ("aux", "auxpass"))}
    return noun.tag_ in ("NNS", "NNPS") or (noun.tag_ == "NN" and bool(were & {"are", "were", "have"}))


def _of_same_clause(token: Token) -> list[Token]:
    """The subject of the clause whose object a pronoun is: 'the council asked it to …' is another than the council."""
    verb = token.head.head if token.dep_ in ("pobj", "dative") and token.head.pos_ == "ADP" else token.head
    if token.dep_ in SUBJECT and verb.dep_ in ("ccomp", "xcomp") and any(c.tag_ == "TO" for c in verb.children):
        verb = verb.head
    elif token.dep_ not in ("dobj", "pobj", "dative"):
        return []
    reflexive = token.lower_.endswith(("self", "selves"))
    return [] if reflexive or verb.pos_ not in ("VERB", "AUX") else logical_subjects(verb)


def _said_by(token: Token) -> set[int]:
    """'"Libya has no army," it said': whom the words name before 'it said' is not who says them."""
    verb = token.head
    if token.lower_ not in _BODY or token.dep_ not in SUBJECT or verb.lemma_ not in ("say", "add", "warn"):
        return set()
    return {t.i for c in verb.children if c.dep_ == "ccomp" and c.i < token.i for t in c.subtree}


def _named_before(cast: Cast, parsed: Parsed, token: Token) -> Iterator[tuple[Token, tuple[Actor, ...]]]:
    """The nouns before the token that name somebody, those that contain it left out."""
    containing = {a.i for a in token.ancestors} | {s.i for s in _of_same_clause(token)} | _said_by(token)
    for other in parsed.doc[: token.i]:
        if other.i in containing or other.dep_ not in _ARGUMENTS or other.pos_ not in ("NOUN", "PROPN", "ADJ"):
            continue
        if not other.whitespace_ and other.nbor().text == "-":  # 'the US-led force'
            continue
        found = cast.parties(parsed, other)
        if found and found[0].for_:
            yield other, found
