"""Where an act took place: the place named in its clause, most specific, and the state it lies in."""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING

from foederis.acts import SPEECH
from foederis.reading.grammar.coordination import conjuncts
from foederis.reading.grammar.partywords import nouns
from foederis.reading.grammar.syntax import objects, subjects
from foederis.reading.times.when import event_of

if TYPE_CHECKING:
    from spacy.tokens import Token

    from foederis.reading.acts.evoke import Evocation
    from foederis.reading.parties.cast import Parsed
    from foederis.who.entries import Candidate, Landmark
    from foederis.who.matcher import Mention
    from foederis.who.registry import Who

_STRONG = frozenset("in at near around across inside outside throughout off within".split())
_GOALS = frozenset("to on into from over toward towards".split())
_LOCATIVE = _STRONG | _GOALS | {"of"}
_GATHERINGS = frozenset("meeting summit conference talk talks session forum assembly council sideline margin".split())
_FOUGHT = frozenset({"attack", "coerce", "launch"})
_TEXTS = frozenset("treaty charter pact accord agreement process protocol declaration council assembly union".split())
_ABOUT = frozenset({"on", "about", "over"})
_REPORTS = frozenset("report inquiry commission investigation findings dossier study".split())
_MOVING = frozenset({"attack", "deploy", "withdraw", "consult", "provide", "coerce", "launch", "concede"})
_LEADING = frozenset({"deploy", "withdraw"})  #: 'entered Mali', 'left Mali': the object is a place
_VEHICLES = frozenset({"plane", "flight", "aircraft", "ship", "train", "jet"})
_GIVEN = frozenset({"provide", "deploy", "pledge"})
_GIVING = frozenset({"provide", "contribute", "supply", "send", "give", "offer", "donate", "pledge"})
_KINDS = frozenset({"city", "place", "capital", "state"})
_PLACE_NOUNS = frozenset(
    "province city town village district region area governorate mountain mountains dam airport airfield base valley "
    "border coast island islands peninsula capital camp outskirts suburb neighborhood neighbourhood river lake desert "
    "countryside state republic office embassy consulate headquarters hub centre center hospital prison".split()
)


def place_of(
    parsed: Parsed, evoked: Evocation, predicates: frozenset[int], who: Who, quoted: frozenset[int] = frozenset()
) -> tuple[str | None, str | None]:
    """The place as written and its state (alpha-3), each None where the sentence gives none.

    A place in the act's own clause comes before one in its object, and this before one elsewhere in the sentence. Where
    words were spoken is not where what they tell of took place: `quoted` are the tokens in quotation marks.
    """
    own = _landmark(parsed, evoked.token, who)
    if own is not None and own.place:
        return own.place, own.country
    ranked, givers = [], _givers(evoked)
    for at, mention in sorted(parsed.mentions.items(), key=itemgetter(0)):
        token, candidate = parsed.doc[at], _place(mention)
        if candidate is None or (at in quoted) != (evoked.token.i in quoted):
            continue
        if token.head != token and mention is parsed.mentions.get(token.head.i):
            continue
        if token in givers or _describes(token, parsed, predicates):
            continue
        preposition = _preposition(token, parsed)
        rank = _rank(preposition, token, candidate, evoked, predicates)
        if rank is not None:
            ranked.append((rank, token, mention, preposition))
    for _, token, mention, preposition in sorted(ranked, key=lambda found: found[0]):
        written = _as_written(parsed, token, preposition) if preposition is not None else mention.text
        return written, _country(parsed, token, mention, who)
    told_of = (found for t in evoked.token.subtree if (found := _landmark(parsed, t, who)) is not None)
    landmark = next(told_of, None) if evoked.unit.act not in ("consult", "invoke") else None
    return (landmark.place, landmark.country) if landmark is not None else (None, None)


def aboard(parsed: Parsed, verb: Token) -> str | None:
    """'told reporters on the flight from Oslo': the vehicle, as written."""
    on = [p for t in (verb, *objects(verb)) for p in t.children if p.lower_ in ("on", "aboard")]
    found = (n for p in on for n in p.children if n.dep_ == "pobj" and n.lemma_.lower() in _VEHICLES)
    noun = next(found, None)
    return parsed.text(noun.left_edge, noun.right_edge) if noun is not None else None


def _givers(evoked: Evocation) -> list[Token]:
    """'in Malta, which provides most of the staff': who gives, not where."""
    sent = evoked.unit.act in _GIVEN and evoked.unit.kind == "verbs" and evoked.token.lemma_ in _GIVING
    return subjects(evoked.token) if sent else []


def _place(mention: Mention) -> Candidate | None:
    """What the name means as a place: 'Brussels' the town, not those who sit there."""
    return next((entry for entry in mention.entries if entry.kind in _KINDS), None)


def _landmark(parsed: Parsed, noun: Token, who: Who) -> Landmark | None:
    """The event of who's who that a noun names: 'the Paris attacks'."""
    mention = parsed.mentions.get(noun.i)
    named = mention.entries[0] if mention is not None else None
    return who.landmarks.get(named.id) if named is not None and named.kind == "landmark" else None


def _describes(token: Token, parsed: Parsed, predicates: frozenset[int]) -> bool:
    """A name that only says whose: 'the Damascus regime', 'U.S. aircraft'; not 'the Mosul offensive'."""
    if token.dep_ not in ("compound", "amod", "nmod", "poss"):
        return False
    if token.doc[token.i + 1].text in ("-", "–"):
        return True
    head = token.head
    if head.lower_ in _TEXTS:
        return True
    if head.i in predicates and token.dep_ != "poss":
        return False
    return head.lower_ not in _PLACE_NOUNS and head.i not in parsed.mentions and head.pos_ != "PROPN"


def _rank(
    preposition: Token | None, token: Token, candidate: Candidate, evoked: Evocation, predicates: frozenset[int]
) -> int | None:
    """How near a place stands to the act: 0 in its clause, 1 in a phrase of it, 2 elsewhere; None for no place."""
    if preposition is None:
        if evoked.unit.act in _LEADING and token.dep_ == "dobj" and token.head == evoked.token:
            return 0
        hit = token.dep_ in ("dobj", "compound", "nmod", "nsubjpass", "conj", "poss", "appos")
        named = candidate.kind != "state" and hit
        of_another = token.head.i in predicates and token.head not in (evoked.token, evoked.carrier)
        if named and evoked.token in token.ancestors and not (of_another and evoked.unit.act in SPEECH):
            return 1
        return 3 if named and evoked.unit.act in _FOUGHT and candidate.kind != "capital" else None
    strong = preposition.lower_ in _STRONG
    own = {evoked.token.i, evoked.carrier.i if evoked.carrier is not None else -1}
    if strong and (_opens_both(preposition, evoked.token) or preposition.head == event_of(evoked.token)):
        return 0
    if evoked.unit.act == "consult" and _of_topic(preposition, evoked.token):
        return None
    if _anchor(preposition, predicates) in own and (
        strong or (evoked.unit.act in _MOVING and preposition.lower_ in _GOALS)
    ):
        return 0
    if evoked.unit.act in SPEECH and _in_other_act(preposition, evoked.token, predicates):
        return None
    within = evoked.token in preposition.ancestors
    if within and (strong or _of_object(preposition, evoked.token)):
        return 1
    reached = preposition.lower_ == "to" or (preposition.lower_ == "from" and not _in_subject(preposition))
    if within and reached and candidate.kind in ("city", "place"):
        return 1
    if evoked.unit.act in SPEECH and evoked.carrier is not None and evoked.carrier in preposition.ancestors:
        return 2 if strong or (preposition.lower_ == "to" and candidate.kind in ("city", "place")) else None
    if evoked.unit.act in _FOUGHT and preposition.lower_ in _ABOUT and preposition.head.lower_ in _REPORTS:
        return 4
    if evoked.unit.act in _FOUGHT and candidate.kind in ("city", "place"):
        return 2 if strong else 3
    return 2 if strong and evoked.unit.act not in SPEECH else None


def _in_subject(preposition: Token) -> bool:
    """'Ministers from the Gulf were invited': who they are."""
    return any(t.dep_ in ("nsubj", "nsubjpass") for t in preposition.ancestors)


def _in_other_act(preposition: Token, act: Token, predicates: frozenset[int]) -> bool:
    """'asked for talks after two were killed in Bucha', 'X, which hit Y in Bucha, asked': the place of the killing."""
    above = list(preposition.ancestors)
    between = above[: above.index(act)] if act in above else []
    return any(t.dep_ in ("advcl", "relcl") and t.i in predicates for t in between)


def _of_topic(preposition: Token, talk: Token) -> bool:
    """'discussed the war in Sudan': not where they talked; 'at a summit in Oslo' is."""
    path = [preposition, *preposition.ancestors]
    inside = path[1 : path.index(talk)] if talk in path else []
    people = nouns()[0]
    for token in inside:
        if token.lemma_.lower() in _GATHERINGS:
            return False
        if token.lower_ in _ABOUT or (token.dep_ == "dobj" and token.pos_ == "NOUN" and token.lemma_ not in people):
            return True
    return False


def _opens_both(preposition: Token, verb: Token) -> bool:
    """'In Oslo he praised A and called for B': what stands before the first verb holds of the second."""
    first = verb.head
    return verb.dep_ == "conj" and preposition.head == first and preposition.i < first.i


def _of_object(preposition: Token, act: Token) -> bool:
    """'freed the city of Mosul', 'the fall of Mosul'; not 'the minister of France met'."""
    between = [preposition]
    while between[-1].head != act:
        between.append(between[-1].head)
    return preposition.lower_ == "of" and not any(t.dep_ in ("nsubj", "agent", "appos") for t in between)


def _preposition(token: Token, parsed: Parsed) -> Token | None:
    current = first = token
    while first.i and parsed.mentions.get(first.i - 1) is parsed.mentions[token.i]:
        first = first.nbor(-1)
    before = first.nbor(-1) if first.i else first
    misread = (before.dep_ == "prep" and not any(before.children)) or before.tag_ == "NNP"  # 'Near Raqqa', one name
    if before.lower_ in _STRONG and misread:
        return before
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


def _as_written(parsed: Parsed, token: Token, preposition: Token) -> str:
    first = next((c for c in preposition.children if c.dep_ == "pobj"), token)
    left = min((t for t in first.subtree if t.i > preposition.i), key=lambda t: t.i)
    last = (_together(parsed, token) or [token])[-1]
    for child in last.rights:
        if child.dep_ == "appos" and child.i in parsed.mentions:
            last = child.right_edge if child.right_edge.i - last.i < 4 else child
    text = parsed.text(left, last)
    return text.removeprefix("the ").removeprefix("The ") if len(text) < 80 else token.text


def _together(parsed: Parsed, first: Token) -> list[Token]:
    """The places listed with the first of them: 'in Chad, Niger and Mali'."""
    listed = [t for t in conjuncts(first)[1:] if t.i > first.i]
    return listed if all(t.i in parsed.mentions and _place(parsed.mentions[t.i]) for t in listed) else []


def _country(parsed: Parsed, token: Token, mention: Mention, who: Who) -> str | None:
    others = {country_of(parsed.mentions[t.i], who) for t in _together(parsed, token)}
    if others - {country_of(mention, who)}:
        return None
    following = [parsed.mentions[c.i] for c in token.rights if c.dep_ == "appos" and c.i in parsed.mentions]
    for each in (*following, mention):
        if (country := country_of(each, who)) is not None:
            return country
    return None


def country_of(mention: Mention, who: Who) -> str | None:
    """The one state that a place name points to, None where it could be several."""
    candidate = _place(mention) or mention.entries[0]
    if candidate.kind in ("state", "capital"):
        return candidate.id
    countries = {getattr(who.entry(c), "country", None) for c in mention.entries if c.kind == candidate.kind}
    return countries.pop() if len(countries) == 1 else None
