"""Targets at no place of their frame: whose the object is, against whom it is meant, who is asked in its clause."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from foederis.model import Actor
from foederis.reading.grammar import syntax
from foederis.reading.grammar.partywords import listed
from foederis.reading.parties.affiliation import by_modifier, is_sanctioned

if TYPE_CHECKING:
    from spacy.tokens import Token

    from foederis.reading.slots.slots import Slots

_OWNED = frozenset({"attack", "coerce", "criticise", "support", "reject", "sanction", "pledge", "provide"})
"""Acts whose target may be known only through what it owns or does."""
_PRAISING = frozenset({"criticise", "support"})
"""Acts whose target is whoever does the object, also a party that is only described."""
_HARMING = frozenset({"attack", "coerce", "threaten"})
"""Acts that hit a party through what is its own, in the very place of the target."""
_AGAINST = frozenset({"deploy", "join", "launch", "suspend", "resume", "end", "attack"})
"""Acts whose target may be known only through what its object is for: 'joined the fight against them'."""
_SERVING = frozenset({"suspend", "resume", "end", "protest"})
"""Acts that touch whoever shares in what they stop, shun or take up again: 'suspended its aid to Mali'."""
_DESTINED = {
    "pledge": ("for", "to"),
    "provide": ("for", "to"),
    "sanction": ("to", "on", "against"),
    "support": ("with",),
}
"""Where inside its object the one stands for whom it is, or whom it hits: 'a package of arms for Mali'."""
_SUFFERING = frozenset({"face", "suffer", "endure", "undergo", "withstand", "sustain", "survive", "witness"})
_TIES = frozenset({"partnership", "cooperation", "friendship", "relationship", "relation", "tie", "bond"})
_MEETING = frozenset({"meet", "visit", "host", "receive", "brief", "tour"})
_MEANT = frozenset({"deploy", "launch", "attack", "threaten"})
"""Acts whose purpose may name whom they are against: 'an operation to retake ground held by ISIS'."""
_CONTENT = {"pledge": ("to", "for", "with"), "threaten": ("for", "to", "against"), "propose": ("to",)}
"""Where in an infinitive the one stands to whom it is promised, or whom it threatens."""
_HARM = frozenset(
    "attack combat contain counter defeat degrade deny destroy deter disrupt dislodge drive eliminate fight "
    "oust stop strike target weaken".split()
)
_GROUND = frozenset({"clear", "free", "isolate", "liberate", "recapture", "reclaim", "retake", "seize"})
"""Harm done to whoever holds the place named."""
_UNDERGONE = frozenset({"release", "liberation", "freeing", "extradition", "protection", "evacuation", "safety"})
_MOVING = frozenset({"withdrawal", "retreat", "departure", "pullout", "return", "evacuation", "removal", "access"})
"""What may be asked for that is done to those behind 'of', or goes from or to a place."""
_HELP = frozenset(
    {"help", "support", "assistance", "aid", "backing", "cooperation", "consent", "permission", "approval"}
)
"""What is asked of whoever would give it: 'asked for Sweden's help'."""


def is_of_wish(act: str, noun: Token) -> bool:
    """'demanded the release of the envoy', '… the withdrawal of troops from Mali': of what is asked for, not asked."""
    if act != "request" or noun.dep_ != "pobj":
        return False
    preposition, wish = noun.head.lower_, noun.head.head.lemma_.lower()
    return (preposition == "of" and wish in _UNDERGONE) or (preposition in ("from", "to") and wish in _MOVING)


def owners_first(slots: Slots) -> list[Actor]:
    """'condemned their treatment of prisoners': who treats them, before whom it is done to."""
    if slots.evoked.unit.act not in _PRAISING | {"reject"}:
        return []
    things = [o for o in slots.at("object") if not slots.names_party(o)]
    told = [o for o in things if any(c.dep_ == "poss" and c.pos_ == "PRON" for c in o.children)]
    return [a for o in things if o not in told for a in by_modifier(slots.cast, slots.parsed, o, slots.speaker)]


def implied(slots: Slots, others: Callable[[Iterable[Actor]], list[Actor]]) -> list[Actor]:
    """The target that the act's object, purpose or content implies; `others` leaves the act's own actors out."""
    act = slots.evoked.unit.act
    ways = (
        (act != "deny" and bool({"clause", "light"} & {*slots.evoked.unit.object}), _of_content),
        (act in _HARMING, _hit_through),
        (act in _HARMING, _undergone),
        (act == "consult", _partners),
        (act in _OWNED, _owners),
        (act == "join", _owners),
        (act == "agree", _tied),
        (act == "reject", _proposers),
        (act in _AGAINST, _opposed),
        (act in _SERVING, _served),
        (act in ("attack", "coerce"), _sheltered),
        (act == "attack", _suffering),
        (act == "concede", _relieved),
        (act == "threaten", _warned),
        (act in _MEANT, _meant),
        (act == "request", _helpers),
        (act in _DESTINED, _destined),
        (act == "sanction", _sanctioned),
        (act == "provide", _helped),
    )
    return next((found for applies, way in ways if applies and (found := others(way(slots)))), [])


def _owners(slots: Slots) -> list[Actor]:
    """Whose the object is: criticised for 'the attack by Assad's regime', hit through 'al-Qaida vehicles'."""
    found = [a for token in slots.objects() for a in slots.cast.doers(slots.parsed, token, slots.speaker)]
    praised = slots.evoked.unit.act in _PRAISING
    return [a for a in found if a.for_ or (praised and a.role not in (None, "CVL"))]


def _hit_through(slots: Slots) -> list[Actor]:
    """'raids on ISIS targets', 'vowed to end the scourge of ISIS': whose the thing in the target's place is."""
    return _holders(slots, [t for place in slots.evoked.unit.target for t in slots.at(place)])


def _undergone(slots: Slots) -> tuple[Actor, ...]:
    """'the general's murder': whom a noun of harm names before itself."""
    noun = slots.evoked.token
    return slots.parties([c for c in noun.children if c.dep_ == "poss"]) if is_undergone(noun) else ()


def is_undergone(noun: Token) -> bool:
    """'Mali's destruction', not 'the rebels' destruction of the bridge': its possessor is the one it was done to."""
    named = noun.pos_ == "NOUN" and noun.tag_ == "NN" and noun.lower_ in listed("undergone")
    return named and not any(syntax.oblique(noun, p) for p in ("of", "on", "against"))


def _partners(slots: Slots) -> tuple[Actor, ...]:
    """'will travel to the region, visiting Chad': whom a participle of the same act tells."""
    verb = slots.evoked.carrier or slots.evoked.token
    meeting = [c for c in verb.children if c.dep_ == "advcl" and c.tag_ == "VBG" and c.lemma_.lower() in _MEETING]
    return slots.parties([o for c in meeting for o in syntax.objects(c)])


def _behind(thing: Token, *prepositions: str) -> list[Token]:
    return [n for p in prepositions for n in syntax.oblique(thing, p)]


def _proposers(slots: Slots) -> Iterator[Actor]:
    """'dismissed an offer of talks from Norway': whoever the refused thing comes from."""
    things = [n for o in slots.objects() for n in (o, *syntax.oblique(o, "of"))]
    yield from (a for a in slots.parties([n for t in things for n in _behind(t, "from", "by")]) if a.for_)


def _tied(slots: Slots) -> Iterator[Actor]:
    """'was given a partnership, which lists fields of cooperation with Oslo': with whom the text ties its parties."""
    for word in (t for o in slots.objects() for c in o.children if c.dep_ == "relcl" for t in c.subtree):
        if word.dep_ == "prep" and word.lower_ == "with" and word.head.pos_ == "NOUN":
            yield from (a for a in slots.parties([c for c in word.children if c.dep_ == "pobj"]) if a.for_)


def _sheltered(slots: Slots) -> tuple[Actor, ...]:
    """'a camp for refugees was shelled': whom the thing hit is for."""
    return slots.parties([n for o in slots.objects() if o.pos_ == "NOUN" for n in syntax.oblique(o, "for")])


def _suffering(slots: Slots) -> tuple[Actor, ...]:
    """'civilians who face shelling and air strikes', 'the town has come under attack': whoever suffers it."""
    noun = slots.evoked.token
    while noun.dep_ == "conj" and noun.head.pos_ == "NOUN":
        noun = noun.head
    verb = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ == "under" else noun.head
    suffers = verb.lemma_ in _SUFFERING and noun.dep_ == "dobj"
    under = noun.dep_ == "pobj" and noun.head.lower_ == "under" and verb.lemma_ in ("come", "be", "live")
    return slots.parties(syntax.subjects(verb)) if suffers or under else ()


def _relieved(slots: Slots) -> list[Actor]:
    """'lifted its blockade of Mali', 'eased the rules on Malian lorries': whom the thing given up has weighed on."""
    weighed = [n for o in slots.objects() for n in _behind(o, "on", "of", "against")]
    return _parties_of(slots, weighed) or _holders(slots, [n for w in weighed for n in syntax.oblique(w, "of")])


def of_hosts(slots: Slots, met: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """'on a visit to Chad he met ministers': officials of no state told, met on a visit, are those of the visited."""
    if slots.evoked.unit.act != "consult" or any(a.for_ or a.role not in ("GOV", "LEG") for a in met):
        return met
    visits = [t for t in slots.parsed.doc if t.lemma_.lower() in ("visit", "trip", "tour") and t != slots.evoked.token]
    hosts = slots.parties([n for t in visits for n in (*syntax.oblique(t, "to"), *syntax.oblique(t, "of"))])
    states = {a.for_ for a in hosts if a.role == "GOV" and not a.id}
    return tuple(replace(a, for_=next(iter(states))) for a in met) if len(states) == 1 else met


def _served(slots: Slots) -> Iterator[Actor]:
    """'an aid programme for Mali', 'air links with Mali', 'training for Malian forces'."""
    for word in (t for o in slots.objects() for t in o.subtree):
        if word.dep_ == "prep" and word.lower_ in ("for", "with", "to") and word.head.pos_ == "NOUN":
            yield from (a for a in slots.parties([c for c in word.children if c.dep_ == "pobj"]) if a.for_)
    yield from slots.parties([c for o in slots.objects() for c in o.children if c.dep_ == "poss"])


def _destined(slots: Slots) -> Iterator[Actor]:
    """'a package of military equipment for Mali', 'extended the embargo to all gangs'."""
    act = slots.evoked.unit.act
    for thing in slots.objects():
        for word in thing.subtree if thing.pos_ == "NOUN" else ():
            behind = word.dep_ == "prep" and word.lower_ in _DESTINED[act] and word.head.pos_ == "NOUN"
            behind = behind and (act != "support" or word.head.lemma_.lower() in _TIES)
            if behind and not any(a.dep_ in ("relcl", "acl") for a in word.ancestors if thing.is_ancestor(a)):
                found = slots.parties([c for c in word.children if c.dep_ == "pobj"])
                yield from (a for a in found if a.for_ or act in ("sanction", "support"))


def _opposed(slots: Slots) -> Iterator[Actor]:
    """Against whom: in the act's own words, its object's, its purpose's, or those that say what it is."""
    token = slots.evoked.token
    carrier = slots.evoked.carrier or token
    is_what = [c for c in token.head.children if token.dep_ == "nsubj" and c.dep_ == "attr"]
    for head in (carrier, *slots.objects(), *is_what):
        for word in head.subtree:
            if word.lower_ == "against" and not slots.names_party(word.head) and not _in_relative(word, head):
                found = slots.parties([c for c in word.children if c.dep_ == "pobj"])
                yield from (a for a in found if a.for_ or (a.role == "CVL" and slots.evoked.unit.act == "attack"))


def _in_relative(word: Token, head: Token) -> bool:
    clauses = [a for a in word.ancestors if a.dep_ == "relcl" and head.is_ancestor(a)]
    return any(not _is_aim(clause) for clause in clauses)


def _is_aim(clause: Token) -> bool:
    """'a force to counter them', 'a force that could be used to counter them'."""
    infinitive = clause.tag_ == "VB" and any(c.tag_ == "TO" for c in clause.children)
    return infinitive or (clause.lemma_ in ("use", "design", "intend", "mean") and clause.tag_ == "VBN")


def _meant(slots: Slots) -> Iterator[Actor]:
    """'a strike to target enemy fighters', 'an operation to isolate ISIS-held towns'."""
    carrier = slots.evoked.carrier or slots.evoked.token
    purposes = [c for c in carrier.children if c.dep_ in ("xcomp", "advcl")]
    for head in dict.fromkeys((*purposes, *slots.objects(), *syntax.objects(carrier))):
        for verb in head.subtree:
            if verb.lemma_ in _HARM | _GROUND and verb.tag_ == "VB" and not _in_relative(verb, head):
                hit = syntax.objects(verb)
                hit += [n for o in hit for n in _behind(o, "for", "to")] if verb.lemma_ == "deny" else []
                yield from _holders(slots, hit) if verb.lemma_ in _GROUND else _parties_of(slots, hit)


def _of_content(slots: Slots) -> list[Actor]:
    """'demanded that the government ask …': the clause's subject; 'promised to send arms to Kyiv': who gets it."""
    act = slots.evoked.unit.act
    for clause in (*slots.at("clause"), *(t for t in _light(slots) if t.pos_ == "VERB")):
        own = [c for c in clause.children if c.dep_ == "nsubj" or (c.dep_ == "nsubjpass" and act not in _PRAISING)]
        if found := slots.parties([n for c in own for n in syntax.conjuncts(c)]):
            return [*found]
        places = _CONTENT.get(act, ())
        inner = slots.parties([n for place in places for t in clause.subtree for n in syntax.oblique(t, place)])
        things = [o for t in clause.subtree if t.pos_ == "VERB" for o in t.children if o.dep_ == "dobj"]
        found = inner or (tuple(_parties_of(slots, things)) if places and act != "propose" else ())
        if found := tuple(a for a in found if a.for_ or act != "pledge" or a.role != "MIL"):  # 'to send 900 soldiers'
            return [*found]
    return []


def _light(slots: Slots) -> list[Token]:
    """'repeated its call (today) that Egypt withdraw': the clause of a multi-word verb's noun, where it hangs."""
    told = [*slots.at("light"), *syntax.clause_complements(slots.evoked.token)]
    return told if "light" in slots.evoked.unit.object else []


def _parties_of(slots: Slots, things: list[Token]) -> list[Actor]:
    """'to support their efforts', 'to defeat them': the parties that things are, or whose they are."""
    parties = slots.parties(things)
    return [a for a in parties if a.for_] or _holders(slots, things) or [*parties]


def _holders(slots: Slots, things: list[Token]) -> list[Actor]:
    return [a for o in things for a in slots.cast.owners(slots.parsed, o, slots.speaker) if a.for_]


def _helpers(slots: Slots) -> list[Actor]:
    """Whose help is asked for, or who is to do what is asked: 'demanded an apology by Egypt'."""
    asked = slots.objects()
    own = [] if syntax.is_passive(slots.evoked.token) else [slots.evoked.token]
    doers = slots.parties([n for t in (*own, *asked) for n in syntax.oblique(t, "by")])
    return [*doers] or _holders(slots, [t for t in asked if t.lemma_.lower() in _HELP])


def _sanctioned(slots: Slots) -> tuple[Actor, ...]:
    """'new EU Iran sanctions'."""
    names = [t for t in slots.evoked.token.subtree if t.i in slots.parsed.mentions]
    return slots.parties([t for t in names if is_sanctioned(slots.parsed, t)])


def _helped(slots: Slots) -> tuple[Actor, ...]:
    """'with the support of the coalition, Iraq has retaken …': who does something with the help."""
    noun = slots.evoked.token
    helps = noun.dep_ == "pobj" and noun.head.lower_ == "with" and noun.head.head.pos_ == "VERB"
    return slots.parties(syntax.logical_subjects(noun.head.head)) if helps else ()


def _warned(slots: Slots) -> tuple[Actor, ...]:
    """'threatened to leave if Egypt attends': who would bring it on."""
    verb = slots.evoked.carrier or slots.evoked.token
    marks = [t for t in verb.subtree if t.dep_ == "mark" and t.lower_ in ("if", "unless", "until")]
    return slots.parties([s for mark in marks for s in syntax.logical_subjects(mark.head)])
