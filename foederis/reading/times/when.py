"""When an act held: the time expression that belongs to it, else the codebook's rule for undated acts."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from foederis.acts import SPEECH
from foederis.model import Interval, Status
from foederis.reading.grammar.syntax import NOMINAL, oblique
from foederis.reading.times.clauses import beside, is_of_before, is_only_since, lag_of, marks_of, settings
from foederis.reading.times.expressions import Time, Today, find
from foederis.reading.times.reckoning import counted
from foederis.reading.times.tense import SEQUENCE, in_its_tense, narrates

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from spacy.tokens import Doc, Token

    from foederis.reading.parties.cast import Parsed
    from foederis.reading.times.story import Story
    from foederis.who.registry import Who

_BEGINNING = frozenset(["begin", "start", "launch", "commence", "beginning"])
_AFTER = frozenset({"after", "following", "since"})
_AFTERMATH = frozenset({"aftermath", "wake", "days", "hours", "weeks"})
_RECENT = 60  #: days back to what an undated reaction is taken to answer
_TERMED = frozenset({"sanction", "suspend", "deploy", "launch", "resume", "join"})
"""Acts with a term: 'suspended until June' tells when they end, not when they were done."""
_STRETCHES = frozenset(
    "moment eve minute hour morning afternoon evening night day week weekend month year spring summer autumn fall "
    "winter start beginning middle end half quarter course".split()
)
_SPAN = 3660  #: days; no act is dated by a longer stretch where a shorter one stands beside it


@dataclass(frozen=True)
class Times:
    """The time expressions of a sentence, each with the token that it hangs on."""

    found: tuple[tuple[Time, Token], ...]

    def of(self, token: Token, predicates: frozenset[int], breaks: frozenset[int]) -> Time | None:
        """The expression that belongs to a predicate: hanging on it, else on a verb governing it (no reporting one)."""
        if not self.found:
            return None
        own = self._since(token, predicates) or self._at(token.i, predicates)
        if own is not None and own.bound != "until":
            return own
        if found := (
            self._beside(token, predicates)
            or self._lagging(token, predicates)
            or self._at_setting(token, predicates)
            or self._of_purpose(token)
            or self._before_aside(token)
            or self._of_event(token)
            or self._of_adjunct(token)
            or own
        ):
            return found
        current = token
        while current.head != current:
            if current.head.i in breaks and current.dep_ not in ("dobj", "pobj", "prep"):
                return self._fronted(current)
            if (current.pos_ == "VERB" and _stands_apart(current, predicates)) or _describes_subject(token, current):
                return None
            if is_of_before(current, predicates):
                return None
            current = current.head
            inherited = (
                self._at(current.i, predicates)
                or self._near(current)
                or self._beside(current, predicates)
                or self._at_setting(current, predicates)
                or self._before_aside(current)
            )
            if inherited is not None:
                return inherited
        return None

    def and_those(self, others: Times) -> Times:
        """These times and others."""
        return Times((*self.found, *others.found))

    def _at(self, place: int, predicates: frozenset[int]) -> Time | None:
        """The closest of the expressions that hang on the predicate or verb at a place."""
        return _narrowest(time for time, anchor in self.found if _host(anchor, predicates) == place)

    def _near(self, token: Token) -> Time | None:
        return _narrowest(time for time, anchor in self.found if anchor.head == token)

    def _of_purpose(self, verb: Token) -> Time | None:
        """'began the operation to isolate the city on 5 May': what begins then is the operation."""
        if verb.lemma_ not in _BEGINNING and verb.lower_ not in _BEGINNING:
            return None
        last = verb.doc[-1].i
        return _narrowest(
            time
            for time, anchor in self.found
            if verb.i < anchor.i and anchor.right_edge.i >= last - 2 and _within(anchor, _clause_of(verb))
        )

    def _fronted(self, clause: Token) -> Time | None:
        """'On Monday, he said, they met': a time before all else that the parse hangs on the reporting verb."""
        return _narrowest(
            time
            for time, anchor in self.found
            if anchor.i < clause.left_edge.i and anchor.i < 8 and _leads(anchor, clause)
        )

    def _of_event(self, verb: Token) -> Time | None:
        """'the attack on 25 June in which 30 people were killed': when they were killed."""
        event = event_of(verb)
        return _narrowest(time for time, anchor in self.found if event is not None and anchor.head == event)

    def _of_adjunct(self, verb: Token) -> Time | None:
        """'flew six sorties using bombers on Monday': a time that ends the clause holds of the whole."""
        if len(self.found) != 1:
            return None
        (time, anchor), end = self.found[0], verb.doc[-1].i - 2
        by = [c for c in verb.children if c.dep_ == "advcl" and c.tag_ == "VBG" and c.i > verb.i]
        return time if any(anchor in c.subtree for c in by) and anchor.right_edge.i >= end else None

    def _before_aside(self, verb: Token) -> Time | None:
        """'On Monday, he said, they met', where the parse makes an aside of 'he said' and hangs the time on it."""
        asides = [c for c in verb.children if c.dep_ == "parataxis" and c.i < verb.i]
        return _narrowest(
            time
            for time, anchor in self.found
            for aside in asides
            if anchor.head == aside and all(anchor.i < c.i for c in aside.children if c.dep_ == "nsubj")
        )

    def _since(self, verb: Token, predicates: frozenset[int]) -> Time | None:
        """'have cleared the city since the assault began on 17 October', 'since its start in May': from then on."""
        clauses = [c for c in verb.children if c.dep_ == "advcl" and "since" in marks_of(c)]
        if verb.pos_ in NOMINAL or narrates(verb):
            return None
        times = (*(self._at(c.i, predicates) for c in clauses), *(self._within(n) for n in oblique(verb, "since")))
        found = next((time for time in times if time is not None), None)
        return replace(found, when=Interval(found.when.earliest, None), bound="since") if found is not None else None

    def _within(self, noun: Token) -> Time | None:
        return _narrowest(time for time, anchor in self.found if anchor.head == noun)

    def _beside(self, verb: Token, predicates: frozenset[int]) -> Time | None:
        """'When a bomb went off on Monday, they …': the time of a clause that goes with the verb's."""
        if verb.dep_ == "relcl" and any(c.lower_ == "when" for c in verb.children):  # 'on Friday, when they met'
            return _narrowest(time for time, anchor in self.found if verb.head in (anchor, anchor.head))
        return next((time for v in beside(verb) if (time := self._at(v.i, predicates)) is not None), None)

    def _lagging(self, verb: Token, predicates: frozenset[int]) -> Time | None:
        """'struck on Wednesday, two days after they fell': counted from when they struck."""
        lag = lag_of(verb)
        above = (lag.verb, *lag.verb.ancestors) if lag is not None else ()
        time = next((time for v in above if (time := self._at(v.i, predicates)) is not None), None)
        if lag is None or time is None:
            return None
        when = counted(time.when, lag.count, lag.unit)
        return replace(time, when=when, ahead=None) if when is not None else None

    def _at_setting(self, verb: Token, predicates: frozenset[int]) -> Time | None:
        """'In a letter dated 5 May they asked …': when it was written."""
        return next((time for v in settings(verb) if (time := self._at(v.i, predicates)) is not None), None)


def event_of(verb: Token) -> Token | None:
    """The noun of 'in which', 'during which', 'where' before a relative clause."""
    placed = [
        p
        for p in (c for t in verb.children for c in (t, *t.children))
        if p.lower_ == "which" and p.dep_ == "pobj" and p.head.lower_ in ("in", "during", "at")
    ]
    return verb.head if verb.dep_ == "relcl" and placed else None


def _clause_of(word: Token) -> Token:
    """The verb that a 'start' is the object of, else the word itself."""
    return word.head if word.dep_ == "dobj" and word.head.pos_ == "VERB" else word


def _stands_apart(verb: Token, predicates: frozenset[int]) -> bool:
    """A clause whose time is not its governor's: a finite one, 'after seizing the town'."""
    if verb.dep_ == "pcomp" and verb.head.lower_ in SEQUENCE:
        return True
    if verb.dep_ == "advcl" and any(c.dep_ == "mark" and c.lower_ in SEQUENCE for c in verb.children):
        return True
    return verb.dep_ in ("ccomp", "relcl") and verb.i in predicates


def _describes_subject(token: Token, noun: Token) -> bool:
    """'The forces, backed by air strikes, began …': the backing only describes who began."""
    return token.pos_ == "VERB" and noun.dep_ in ("nsubj", "nsubjpass") and noun != token


def _host(anchor: Token, predicates: frozenset[int]) -> int | None:
    """The predicate or verb that a time expression hangs on."""
    current = anchor
    for _ in range(12):
        if _is_of_a_thing(current):
            return current.head.i if current.head.i in predicates else None
        if current.i in predicates and not _completes_copula(current):
            return current.i if not is_only_since(anchor, current) else None
        if current != anchor and current.pos_ in ("VERB", "AUX") and not _only_adds(current, predicates):
            return current.i
        if current.head == current:
            return None
        current = current.head
    return None


def _is_of_a_thing(token: Token) -> bool:
    """The 'of' of 'the treaty of 1947', which dates the treaty alone; not that of 'the evening of 5 May'."""
    noun = token.head
    return token.dep_ == "prep" and token.lower_ == "of" and noun.pos_ in NOMINAL and noun.lemma_ not in _STRETCHES


def _within(anchor: Token, verb: Token) -> bool:
    """Is there no finite clause between the expression and the verb?"""
    for token in anchor.ancestors:
        if token == verb:
            return True
        if token.tag_ in ("VBD", "VBZ", "VBP", "MD"):
            return False
    return False


def _leads(anchor: Token, clause: Token) -> bool:
    """Does the expression open the sentence, before the reporting verb and whoever speaks?"""
    report = clause.head
    return all(c.i > anchor.i for c in (report, *(c for c in report.children if c.dep_ == "nsubj")))


def _completes_copula(noun: Token) -> bool:
    """'The attack was an act of terror on Sunday': the time is that of what the subject names."""
    return noun.dep_ == "attr" and noun.head.pos_ == "AUX"


def _only_adds(verb: Token, predicates: frozenset[int]) -> bool:
    """An infinitive or participle that is no act itself: 'began to move on 6 May', 'a summit planned for June'."""
    if verb.dep_ in ("acl", "relcl"):
        return verb.head.i in predicates
    return verb.dep_ in ("xcomp", "advcl") and any(c.tag_ == "TO" for c in verb.children)


def _narrowest(times: Iterable[Time]) -> Time | None:
    return min(times, key=_length, default=None)


def _length(time: Time) -> int:
    first, last = time.when.earliest, time.when.latest
    return (last - first).days if first is not None and last is not None else _SPAN


def times_in(doc: Doc, today: Today, story: Story) -> Times:
    """The time expressions of a parsed sentence, with which its report's story goes on."""
    found = []
    told = find(doc.text, today, past=True)
    ahead = {t.start: t for t in find(doc.text, today, past=False)} if told else {}
    for time in told:
        span = doc.char_span(time.start, time.end, alignment_mode="expand")
        if span is not None:
            seen = in_its_tense(time, ahead.get(time.start, time), span.root, today)
            verb = next((t for t in span.root.ancestors if t.pos_ in ("VERB", "AUX") and t.tag_ != "VBG"), None)
            told_of = verb is not None and narrates(verb)
            known = story.resolved(seen, doc.text[time.start : time.end], narrated=told_of)
            found += [(known, span.root)] if known is not None else []
    return Times(tuple(found))


def after_landmarks(landmarks: Iterable[tuple[Time, Token]]) -> Times:
    """'In the aftermath of the Paris attacks they asked …': for what hangs on 'in' the time from then on."""
    found = []
    for time, anchor in landmarks:
        for token in (anchor, *anchor.ancestors):
            if token.dep_ == "prep" and (token.lower_ in _AFTER or any(c.lower_ in _AFTERMATH for c in token.children)):
                found.append((replace(time, when=Interval(time.when.earliest, None), bound="since"), token))
                break
            if token.pos_ in ("VERB", "AUX"):
                break
    return Times(tuple(found))


def landmarks_in(parsed: Parsed, who: Who, today: Today) -> Iterator[tuple[Time, Token]]:
    """Events of who's who that a sentence names ('the Paris attacks'), if over when the report was published."""
    seen: set[str] = set()
    for place, mention in parsed.mentions.items():
        entry = mention.entries[0]
        landmark = who.landmarks.get(entry.id) if entry.kind == "landmark" and entry.id not in seen else None
        if landmark is None or landmark.from_ is None:
            continue
        seen.add(entry.id)
        first = landmark.from_.earliest
        last = landmark.to.latest if landmark.to is not None else landmark.from_.latest
        if first is not None and last is not None and today.last is not None and last <= today.last:
            span = parsed.doc.char_span(
                mention.start - parsed.start, mention.end - parsed.start, alignment_mode="expand"
            )
            anchor = span.root if span is not None else parsed.doc[place]
            yield Time(anchor.idx, anchor.idx + len(anchor), Interval(first, last)), anchor


def looking_ahead(act: str, status: Status, time: Time, today: Today) -> Time:
    """The time of a deed that is planned or possible, which is to come where its words leave that open ('in June')."""
    last = time.when.latest
    if act in SPEECH or status not in ("planned", "possible") or time.ahead is None or last is None:
        return time
    return replace(time, when=time.ahead) if today.first is not None and last < today.first else time


def after_what_it_answers(when: Interval, events: Iterable[Interval], today: Today) -> Interval:
    """A reaction is later than the last recent event that its object tells of: 'condemned the 13 November attacks'."""
    if when.earliest is not None or today.last is None or when.latest != today.last:
        return when
    recent = [
        e.earliest
        for e in events
        if e.earliest is not None and e.latest is not None and 0 <= (today.last - e.latest).days <= _RECENT
    ]
    return Interval(max(recent), when.latest) if recent else when


def held(act: str, status: Status, time: Time | None, today: Today, *, occasion: bool) -> Interval:
    """The interval of an act (docs/codebook.md, Dates).

    `occasion`: an act of speech that is the report's own occasion (the statement itself), dated on both sides.
    """
    if time is not None and (status == "done" or time.bound != "in" or time.when.earliest is not None):
        return _narrowed(time, status, act, today)
    if act in SPEECH and act != "pledge" and status in ("planned", "possible") and not occasion:
        return Interval(today.first, None)
    if act in SPEECH or act == "threaten":
        return Interval(today.first, today.last) if occasion else Interval(None, today.last)
    if status in ("planned", "possible"):
        return Interval(today.first, None)
    return Interval(None, today.last)


def _narrowed(time: Time, status: Status, act: str, today: Today) -> Interval:
    when = time.when
    if time.bound == "until":
        if act in SPEECH:
            return Interval(None, today.last)
        if status in ("planned", "possible"):
            return Interval(today.first, when.latest)
        return Interval(None, today.last) if when.earliest is not None and act in _TERMED else _told(when, today)
    if time.bound == "since":
        return Interval(when.earliest, today.last)
    comes = status != "done" and act != "pledge"
    if act in SPEECH and not comes and today.last and when.earliest and when.earliest > today.last:
        return Interval(None, today.last)
    return _told(when, today) if status == "done" else when


def _told(when: Interval, today: Today) -> Interval:
    """What is told as done was over when the report was published."""
    first, last = when.earliest, when.latest
    if today.last is None or last is None or last <= today.last or (first is not None and first > today.last):
        return when
    return Interval(first, today.last)
