"""Which of a sentence's evocations give way: several words often tell one act, and aims and contents are no acts.

The rules are those of docs/codebook.md: one claim per act per clause, the act of the clause's main meaning, and the
content of a speech act as its object.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from foederis.reading.acts.status import DECIDING, words
from foederis.reading.grammar.syntax import NOMINAL, agents, has_subject, is_infinitive, objects, subjects

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

    from foederis.reading.acts.evoke import Evocation

_SAYING = frozenset({"request", "propose", "pledge", "threaten", "reject", "agree"})
_ASKING = frozenset({"request", "propose", "pledge", "threaten", "suspend", "resume", "end"})
"""Acts whose object is only named by it: 'asked for support', 'suspended aid deliveries'."""
_OFFERS = frozenset({"request", "propose", "pledge", "threaten"})
"""Acts that a refusal answers: who rejects an appeal is told by the rejection, whose it was by its target."""
_HALTING = frozenset({"suspend", "resume", "end"})
_HOSTILE = frozenset({"attack", "coerce"})
"""Acts that nobody promises as aid: 'remains committed to carrying out attacks' is the plan of an attack."""
_CONDITIONS = frozenset({"if", "unless", "until", "once"})
_JOINTLY = frozenset({"cooperate"})
_AIMING = frozenset({"aim", "design", "fight", "mean", "strive", "struggle"})
_ADVOCATING = frozenset({"advocate", "espouse", "favor", "favour", "preach"})
_ENSURING = frozenset({"ensure", "guarantee"})
_STARTING = frozenset({"begin", "start", "launch", "commence", "continue"})
_RESOLVING = frozenset(
    [
        *("decision", "refusal", "failure", "attempt", "need", "bid", "inability", "unwillingness", "willingness"),
        *("efforts", "opportunity", "act", "move", "intention", "intentions", "intent", "volition"),
    ]
)
"""Nouns whose infinitive tells whether the act is done; other nouns' infinitives ('a campaign to free X') are aims."""
_SUPPOSING = frozenset({"think", "believe", "assume", "suppose", "imagine", "pretend", "conclude", "presume"})
_ASKED = frozenset({"how", "why", "when", "where", "what", "which"})
_POINTING = frozenset({"this", "that", "these", "those", "such"})
_MOTION = frozenset({"fly", "travel", "go", "come", "arrive", "return", "gather", "head", "journey"})
_INSTRUMENTAL = frozenset({"in", "by", "with", "during", "through", "amid"})
_MEETING_FOR = frozenset({"at", "for"})
_DISCUSSING = frozenset({"discuss", "debate", "review"})


def remaining(found: list[Evocation]) -> list[Evocation]:
    """The evocations that tell an act of their own."""
    family = _Family(found)
    kept = [e for e in found if not family.carried(e)]
    family = _Family(kept)
    return [e for e in kept if not family.gives_way(e)]


class _Family:
    """The evocations of one sentence, by the words they stand on."""

    def __init__(self, found: list[Evocation]) -> None:
        self._found = found
        self._at = {e.token.i: e for e in found if not e.unit.modal}
        self._asked = {e.token.head.i: e for e in found if e.unit.modal and not self._is_own_plan(e)}
        self._parts = {e.part.i for e in found if e.part is not None}
        self._doers = {
            (t.i, e.unit.act)
            for e in found
            if e.unit.kind == "verbs" and not _is_outcome(e.token)
            for t in (*subjects(e.token), *agents(e.token))
        }
        self._absorbed = {t.i for e in found if e.unit.kind == "verbs" for t in _absorbed(e)}
        self._carried = {e.carrier.i: e for e in found if e.unit.kind == "nouns" and e.carrier is not None}
        lights = [e for e in found if e.unit.kind == "nouns" and e.unit.light and e.token.i not in self._absorbed]
        self._carriers = {e.carrier.i for e in lights if e.carrier is not None}

    def carried(self, e: Evocation) -> bool:
        """A light verb gives way to its noun, a noun to the multi-word verb or the verb whose object it is."""
        if e.unit.kind == "verbs":
            return e.token.i in self._asked or (e.token.i in self._carriers and e.part is None)
        if e.unit.kind == "adjectives":
            return False
        at = e.token.i
        return at in self._parts or at in self._absorbed or (at, e.unit.act) in self._doers

    def gives_way(self, e: Evocation) -> bool:
        """Whether another evocation tells this one's act, or holds it as its content or aim."""
        if e.unit.actor == ("speaker",) and any(t.text == "?" for t in e.token.doc[-2:]):
            return True
        if e.unit.modal:
            return e.token.head.i not in self._asked or _is_state(e.token.head) or _is_supposed(e.token.head)
        if e.unit.kind == "verbs":
            if _is_question(e.token) and (is_infinitive(e.token) or _may(e.token)):
                return True
            if _enquires(e.token) or (e.unit.act == "pledge" and self._promises_harm(e)):
                return True
            if _holds_for_true(e) or self._joins_in(e) or self._is_promised_twice(e):
                return True
            if e.part is not None and self._is_told_by_its_outcome(e):
                return True
            return self._decides(e) or self._repeats_verb(e) or self._is_content_or_aim(e.token, e)
        if e.unit.kind == "adjectives":
            return e.unit.act == "pledge" and self._promises_harm(e)
        return _points_back(e) or self._was_told(e) or self._repeats_noun(e) or self._is_named_only(e)

    def _is_own_plan(self, e: Evocation) -> bool:
        """'We should expand the mission' is no request, nor what was agreed or asked ('agreed that they should')."""
        verb = e.token.head
        above = self._at.get(verb.head.i) if verb.dep_ == "ccomp" else None
        if above is not None and above.unit.act in _SAYING:
            return True
        own = any(s.lower_ in ("we", "i") for s in subjects(verb))
        return own and not any(c.lower_ == "all" for c in verb.children)

    def _is_content_or_aim(self, verb: Token, e: Evocation) -> bool:
        return self._is_content(verb, e) or self._is_aim(verb, e) or self._is_condition(verb)

    def _is_condition(self, verb: Token) -> bool:
        """'unless it closes the base', 'removing it is out of the question': the condition or theme of another act."""
        clause = _clause_head(verb)
        if clause.dep_ == "csubj":
            return clause.head.i in self._at
        marks = {c.lower_ for c in clause.children if c.dep_ in ("mark", "advmod") and c.i < clause.i}
        if clause.dep_ != "advcl" or not marks & _CONDITIONS:
            return False
        return any(above.i in self._at for above in (clause.head, *_governors(clause.head)))

    def _promises_harm(self, e: Evocation) -> bool:
        """'remains committed to carrying out attacks': the plan of an attack, and no promise."""
        harms = (o.carrier or o.token for o in self._found if o.unit.act in _HOSTILE and o.token.i > e.token.i)
        return any(next((g for g in _governors(harm) if g.i in self._at), None) == e.token for harm in harms)

    def _is_named_only(self, e: Evocation) -> bool:
        """'offered to hold talks', 'asked for support', 'rejected the appeal': a noun that belongs to what is said."""
        if e.carrier is not None:
            return self._is_content_or_aim(e.carrier, e)
        verb = e.token.head.head if e.token.dep_ == "pobj" and e.token.head.dep_ == "prep" else e.token.head
        if self._is_of_halt(e.token):
            return True
        if e.token.dep_ not in ("dobj", "pobj") or verb.pos_ != "VERB":
            return False
        other = self._at.get(verb.i)
        if other is not None and other.unit.act == "reject":
            return e.unit.act in _OFFERS
        if verb.lemma_ in _ADVOCATING:
            return True
        if other is not None and other.unit.act in ("request", "invoke") and e.token.head.lower_ == "for":
            return True
        if _has_owner(e.token):
            return e.token.dep_ == "dobj" and _owned_by_pronoun(e.token) and self._is_aim(verb, e)
        if other is not None and other.unit.act in _ASKING:
            return e.token.dep_ == "dobj" or e.token.head.lower_ == "for"
        if e.token.dep_ == "dobj" and self._is_content(verb, e):
            return True
        lists = words()
        unsure = lists["governs_noun"]["possible"] | lists["governs_noun"]["planned"] | lists["governs"]["possible"]
        return verb.lemma_ in unsure and e.token.dep_ == "dobj" and self._is_content_or_aim(verb, e)

    def _is_of_halt(self, noun: Token) -> bool:
        """'a suspension of the talks': what is suspended, resumed or ended is no act of its own."""
        if noun.dep_ != "pobj" or noun.head.lower_ != "of":
            return False
        whole = self._at.get(noun.head.head.i)
        return whole is not None and whole.unit.act in _HALTING and whole.unit.kind == "nouns"

    def _is_promised_twice(self, e: Evocation) -> bool:
        """'promised that Norway would give tanks': a promise that its clause tells, a gift that is promised."""
        inside = [self._at[c.i] for c in e.token.children if c.dep_ == "ccomp" and c.i in self._at and c.i > e.token.i]
        if e.unit.act == "pledge" and any(o.unit.act == "pledge" for o in inside):
            return True
        above = self._at.get(e.token.head.i) if e.token.dep_ == "ccomp" else None
        return above is not None and (above.unit.act, e.unit.act) == ("pledge", "provide")

    def _joins_in(self, e: Evocation) -> bool:
        """'joined Norway in imposing sanctions': what is done together is the imposing."""
        with_others = (n for p in e.token.children if p.lower_ == "in" for n in p.children if n.dep_ == "pcomp")
        return e.unit.act == "join" and any(n.i in self._at for n in with_others)

    def _decides(self, e: Evocation) -> bool:
        """'decided to suspend': the clause's meaning is the suspension."""
        return e.token.lemma_ in DECIDING and any(
            c.i in self._at and c.dep_ in ("xcomp", "ccomp", "advcl") and is_infinitive(c) for c in e.token.children
        )

    def _is_content(self, verb: Token, e: Evocation) -> bool:
        """An infinitive or gerund after asking, promising, proposing, refusing."""
        clause = _clause_head(verb)
        if not (is_infinitive(clause) or clause.tag_ == "VBG") or clause.dep_ == "advcl":
            return False
        for above in _governors(verb):
            if (asking := self._asked.get(above.i)) is not None and asking.token.head != verb:
                return True
            other = self._at.get(above.i)
            if other is not None:
                if other.unit.act == "pledge" and e.unit.act in _HOSTILE:
                    return False
                if other.unit.act in _HALTING and clause.dep_ == "xcomp" and clause.tag_ == "VBG":
                    return True
                return other.unit.act in _SAYING and other.token.lemma_ not in DECIDING
        return False

    def _is_aim(self, verb: Token, e: Evocation) -> bool:
        """'to isolate the town', 'aimed at isolating it' as the purpose of another act or of a campaign."""
        token = _clause_head(verb)
        if token.dep_ == "ccomp" and token.head.lemma_ in _ENSURING and is_infinitive(token.head):
            return True
        if token.dep_ == "pcomp" and token.head.lower_ == "at" and token.head.head.dep_ == "acl":
            return token.head.head.lemma_ in _AIMING
        if not is_infinitive(token) and not (token != verb and is_infinitive(verb)):
            return False
        above = token.head
        if above.lower_ == "enough":
            return True
        if token.dep_ == "xcomp" and (above.lemma_ in _AIMING or (above.lemma_ in _STARTING and objects(above))):
            return True
        if token.dep_ == "xcomp" and (joint := self._at.get(above.i)) is not None and joint.unit.act in _JOINTLY:
            return True
        if token.dep_ in ("advcl", "acl", "relcl") or (token.dep_ == "xcomp" and above.lemma_ in _MOTION):
            if above.lemma_ in _MOTION:
                return e.unit.act != "consult"
            if token.dep_ == "advcl" and (other := self._at.get(above.i)) is not None and other.unit.act == "adopt":
                return False
            return above.lemma_.lower() not in _RESOLVING and above.lower_ not in _RESOLVING
        return False

    def _repeats_verb(self, e: Evocation) -> bool:
        """'struck and killed', 'fired 22 munitions, destroying …', 'an attack for which X claimed responsibility'."""
        if self._is_of_weapon(e):
            return True
        other = self._at.get(e.token.head.i) or self._carried.get(e.token.head.i)
        if other is None or other.unit.act != e.unit.act or other == e or self._is_told_by_its_outcome(other):
            return False
        if e.token.dep_ == "conj":
            both = _own_objects(e.token) and _own_objects(other.token) and e.token.lemma_ not in _DISCUSSING
            return not has_subject(e.token) and not both
        if e.token.dep_ in ("advcl", "acl"):
            return e.token.tag_ in ("VBG", "VBN") and not has_subject(e.token)
        return e.token.dep_ == "relcl" and other.unit.kind == "nouns"

    def _is_of_weapon(self, e: Evocation) -> bool:
        """'a missile fired by the rebels struck the port', 'fired shells destroying two trucks': one act."""
        thing = e.token.head
        other = self._at.get(thing.head.i) if e.token.dep_ == "acl" else None
        if other is None or other.unit.act != e.unit.act:
            return False
        if thing.dep_ == "dobj":
            return e.token.tag_ == "VBG" and _named(thing, other.unit.object_words)
        return e.token.tag_ == "VBN" and thing.dep_ in ("nsubj", "nsubjpass")

    def _is_told_by_its_outcome(self, e: Evocation) -> bool:
        """'opened fire, killing two': whom it hit stands with the second verb."""
        if e.part is None or e.part.dep_ != "dobj" or any(c.dep_ in ("prep", "dative") for c in e.token.children):
            return False
        after = [self._at[c.i] for c in e.token.children if c.dep_ == "advcl" and c.tag_ == "VBG" and c.i in self._at]
        return any(o.unit.act == e.unit.act and objects(o.token) for o in after)

    def _repeats_noun(self, e: Evocation) -> bool:
        """'training, advice and assistance', 'destroyed in the strike'."""
        noun = e.token
        if e.unit.predicative and any(o.unit is e.unit and o.carrier == e.carrier for o in self._before(e)):
            return True  # 'not the right forum or a serious partner'
        other = self._at.get(noun.head.i)
        if noun.dep_ == "conj" and other is not None and (other.unit.act == e.unit.act or e.unit.weak):
            return not any(c.dep_ in ("poss", "prep", "det") for c in noun.children)
        if noun.dep_ == "pobj" and noun.head.lower_ in (
            _INSTRUMENTAL | _MEETING_FOR if e.unit.act == "consult" else _INSTRUMENTAL
        ):
            verbs = [o for o in self._of_ancestors(noun.head) if o.unit.kind == "verbs" and not o.unit.needs]
            return any(o.unit.act == e.unit.act for o in verbs)
        return False

    def _was_told(self, e: Evocation) -> bool:
        """'killed two; the Council condemned the attack in the strongest terms': the one that the sentence has told."""
        said = {c.lower_ for c in e.token.children}
        back = "the" in said and said <= {"the", "in"} and e.token.dep_ == "dobj"
        return back and any(o.unit.act == e.unit.act for o in self._before(e))

    def _before(self, e: Evocation) -> Iterator[Evocation]:
        return (o for o in self._found if o.token.i < e.token.i)

    def _of_ancestors(self, token: Token) -> Iterator[Evocation]:
        for above in list(token.ancestors)[:2]:
            if above.i in self._at:
                yield self._at[above.i]


def _points_back(e: Evocation) -> bool:
    """'condemned these attacks': what was told before, with nothing new."""
    said = list(e.token.children)
    told = any(c.dep_ in ("prep", "acl", "relcl", "poss", "nummod", "appos") for c in said)
    points = any(c.dep_ in ("det", "predet", "amod") and c.lower_ in _POINTING for c in said)
    return points and not told and e.carrier is None and e.token.dep_ == "dobj"


def _is_outcome(verb: Token) -> bool:
    """'the attack that left 20 dead' is told by its name."""
    return verb.lemma_ == "leave" and verb.dep_ == "relcl"


def _has_owner(noun: Token) -> bool:
    return any(c.dep_ == "poss" or (c.dep_ == "prep" and c.lower_ == "by") for c in noun.children)


def _owned_by_pronoun(noun: Token) -> bool:
    return any(c.dep_ == "poss" and c.tag_ == "PRP$" for c in noun.children)


def _absorbed(e: Evocation) -> Iterator[Token]:
    """The nouns by which a verb's unit knows its act: 'provide training', 'announce the start of the operation'."""
    if e.part is not None or _is_outcome(e.token):
        return
    for subject in subjects(e.token):
        if e.unit.subject_words and _named(subject, e.unit.subject_words):
            yield subject
    for thing in objects(e.token):
        if e.unit.object_words and _named(thing, e.unit.object_words):
            yield thing
            yield from (n for n in _of(thing) if _named(n, e.unit.object_words))


def _named(token: Token, words: frozenset[str]) -> bool:
    return bool(words & {token.lower_, token.lemma_.lower()})


def _of(noun: Token) -> list[Token]:
    return [n for p in noun.children if p.dep_ == "prep" and p.lower_ == "of" for n in p.children if n.dep_ == "pobj"]


def _is_state(verb: Token) -> bool:
    """'must be suitable', 'a fight we must win', 'how it should work': nothing that anybody is asked to do."""
    states = verb.lemma_ == "be" and any(c.dep_ in ("attr", "acomp") for c in verb.children)
    return states or verb.dep_ == "relcl" or _is_question(verb)


def _is_supposed(verb: Token) -> bool:
    """'it would be wrong to think that we must follow': what nobody says."""
    above = verb.head
    return verb.dep_ == "ccomp" and above.lemma_ in _SUPPOSING and is_infinitive(above)


def _is_question(verb: Token) -> bool:
    """'how to persuade it', 'what way it can offer'."""
    asked = (c for c in verb.children if c.i < verb.i)
    return any(c.lower_ in _ASKED or (c.dep_ == "dobj" and c.left_edge.lower_ in _ASKED) for c in asked)


def _holds_for_true(e: Evocation) -> bool:
    """'suggested that it had been a mistake': what somebody takes for a fact is no proposal."""
    if e.unit.act != "propose" or e.token.lemma_ != "suggest":
        return False
    clauses = [c for c in e.token.children if c.dep_ == "ccomp"]
    perfect = any(a.dep_ == "aux" and a.lemma_ == "have" for c in clauses for a in c.children)
    return perfect or any(c.tag_ in ("VBD", "VBZ") for c in clauses)


def _enquires(verb: Token) -> bool:
    """'asked about the plans', 'asked whether it would pay': a question, and no request."""
    whether = (c for c in verb.children if c.dep_ in ("ccomp", "advcl"))
    marks = (m.lower_ for clause in whether for m in clause.children if m.dep_ in ("mark", "advmod") and m.i < clause.i)
    about = any(c.dep_ == "prep" and c.lower_ == "about" for c in verb.children)
    return verb.lemma_ == "ask" and (about or any(mark in ("if", "whether", *_ASKED) for mark in marks))


def _may(verb: Token) -> bool:
    return any(c.dep_ == "aux" and c.lower_ in words()["modals"]["possible"] for c in verb.children)


def _clause_head(verb: Token) -> Token:
    """The first of coordinated verbs with one subject."""
    while verb.dep_ == "conj" and verb.head.pos_ in ("VERB", "AUX") and not has_subject(verb):
        verb = verb.head
    return verb


def _own_objects(verb: Token) -> bool:
    return any(c.dep_ in ("dobj", "dative", "prep", "nsubjpass", "ccomp", "xcomp") for c in verb.children)


def _governors(verb: Token) -> Iterator[Token]:
    """Outwards through infinitives, gerunds and what they are coordinated with, up to the next finite clause."""
    current = verb
    while current.dep_ in ("xcomp", "pcomp", "conj", "acl", "advcl", "ccomp", "prep") and current.head != current:
        finite = current.dep_ == "conj" and current.tag_ in ("VBD", "VBZ", "VBP")
        if finite or (current.dep_ == "ccomp" and not is_infinitive(current)):
            return
        current = current.head
        if current.pos_ in ("VERB", "AUX", "ADJ") or current.pos_ in NOMINAL:
            yield current
