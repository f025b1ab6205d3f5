"""One report telling of one act twice: a telling that gives no date or country takes that of the others."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from foederis.acts import SPEECH
from foederis.model import Claim, Interval
from foederis.reading.across.alike import ENCOUNTERS, parties, same_act, shared, told_apart, words
from foederis.reading.times.expressions import Today, find

_DECISIONS = frozenset({"agree", "adopt", "reject", "invoke", "appoint"})  #: acts of speech that are done but once
_REACH = 1500  #: characters over which 'the strike', 'later in the day' and what is said at a meeting look back
_HEAD = 300  #: characters in which a report's headline and standfirst tell in short what follows
_NEAR = 400  #: characters within which fighting that is all in one country goes on in that country
_FOUGHT = frozenset({"attack", "coerce"})
_ON_THE_GROUND = frozenset({"attack", "coerce", "suspend", "withdraw", "deploy"})
_STORY = 600  #: characters within which fighting told in the simple past goes on on the same day
_NEXT = 250  #: characters within which a quotation goes on with what its speaker was just told to have said
_VISIT = 31  #: days; a stay that may last longer dates nothing said there
_MEETING = 4  #: days; an encounter that lasts longer dates nothing said after it
_STEPS = {"following": 1, "next": 1, "after": 1, "previous": -1, "before": -1}
_RELATIVE = re.compile(
    r"\b(?:(?:the )?(?P<step>following|next|previous) day|the day (?P<side>before|after)"
    r"|(?:later|earlier) (?:in the|that) day|(?:the same|that(?: same)?) day)\b",
    re.IGNORECASE,
)
_EVENT = (
    r"(?P<event>strikes?|attacks?|operation|raid|meeting|summit|visit|exercise|ceremony|conference|talks|session|call)"
)
_TAKEN_UP = re.compile(rf"\b(?:during|in|at|after|from) (?:the|this|that|these) {_EVENT}\b", re.IGNORECASE)
_ITSELF = re.compile(rf"^\W*(?:the|this|that|these) {_EVENT}\b", re.IGNORECASE)
_DOCUMENT = re.compile(
    r"\b(?:the|this) (?P<document>resolution|declaration|statement|motion|communiqu[eé])\b", re.IGNORECASE
)
_QUOTES = str.maketrans("“”„«»", '"""""')
_DECIDED = re.compile(
    r"\bthe (?:\w+ )?(?:decision|move|step|measure)\b,?(?: (?:was|were))? (?:taken|made|announced|reached)\b"
    r"(?P<when>[^.;]{3,40})",
    re.IGNORECASE,
)
_MORE = re.compile(r"\b(?:also|furthermore|moreover|additionally|in addition)\b", re.IGNORECASE)
_THEN = re.compile(r"\b(?:(?<!since )(?<!by )(?<!the )then|later|afterwards|subsequently)\b", re.IGNORECASE)
_STILL = re.compile(
    r"\bstill (?:not|no)\b|\bstill (?:has|have)(?: not|n't|n’t)\b|\bnot yet\b|\byet to\b", re.IGNORECASE
)
_GROUND = re.compile(r"\b(?:half|third|percent|miles|kilomet\w+|hectares|territory|terrain)\b", re.IGNORECASE)
"""Ground that is taken from somebody, by how much it is."""
_THERE = re.compile(
    r"\b(?:the|this|that) (?:city|town|village|area|country|location|region|province|airfield|base|site)\b|\bthere\b"
)
_LEAVING = re.compile(r"\b(?:plane|flight|aircraft|ship|train|jet) (?:back )?from\b", re.IGNORECASE)
_SINCE = re.compile(
    r"\bsince the (?:start|beginning|launch|outset) of (?:the|its|their)\b"
    r"|\b(?:during|throughout|in) the (?:initial|first|opening|early|latest|current|this) (?:phases?|stages?) of\b"
    r"|\b(?:in|on|during) (?:their|its|the) (?:march|advance|drive|push) (?:on|to|towards?)\b",
    re.IGNORECASE,
)


def with_shared_dates(claims: Iterable[tuple[Claim, bool, bool]]) -> list[Claim]:
    """The claims of one report, in order, with the dates and countries that its other claims give them.

    The flags say which have a date of their own, and which are narrated ('hit', not 'has hit'). An undated act that is
    done takes the date of a dated one of the same act, if parties and places do not differ and a party on each side, a
    place or a telling word of the object is shared, and if all such dated ones agree; an act of speech that of the
    meeting it was uttered at. A country and the target of an attack are shared likewise.
    """
    told = _Told([_Telling(*given) for given in claims])
    dated = [told.dated(telling) for telling in told.tellings]
    dated = [_new(_as_headlined(claim, dated), dated) for claim in dated]
    return _with_enemies(told.placed([_headed(_at_venue(claim, dated), dated) for claim in dated]))


@dataclass(frozen=True, slots=True)
class _Telling:
    claim: Claim
    own: bool  #: its sentence gives it a date
    narrated: bool = False  #: told in the simple past

    @property
    def is_dated(self) -> bool:
        claim = self.claim
        return self.own and claim.status == "done" and claim.earliest is not None and claim.latest is not None


class _Told:
    """What one report tells, in order."""

    def __init__(self, tellings: list[_Telling]) -> None:
        self.tellings = tellings
        self._dated = [t.claim for t in tellings if t.is_dated]
        self._decided = next((when for t in tellings if (when := _decision(t.claim)) is not None), None)

    def dated(self, telling: _Telling) -> Claim:
        """The claim with its date, its own or another telling's."""
        claim = telling.claim
        if claim.status != "done":
            return claim if telling.own else self._answering(claim) or self._still_not(claim) or self._narrowed(claim)
        if telling.own:
            return self._relative(claim)
        if claim.earliest is not None:
            return self._said_then(claim) or claim
        ways = (
            *(self._since, self._same, self._taken_up, self._of_document),
            *(self._at_meeting, self._continued, self._answering, self._by_decision, self._since_decision),
        )
        found = next((found for way in ways if (found := way(claim)) is not None), None)
        if found is None and telling.narrated:
            found = self._then(claim) or self._next_in_story(claim)
        return found or claim

    def _next_in_story(self, claim: Claim) -> Claim | None:
        """Fighting in the simple past goes on where what was told of just before stood."""
        if claim.act not in _ON_THE_GROUND:
            return None
        for other in self._before(claim):
            if claim.start - other.start <= _STORY:
                return _at(claim, other.earliest, other.latest) if _days(other) <= _MEETING else None
        return None

    def _then(self, claim: Claim) -> Claim | None:
        """'Norway then offered troops': since the day told of right before."""
        other = next(self._before(claim), None) if _THEN.search(claim.sentence) else None
        if other is None or claim.start - other.start > _STORY or _days(other) > _MEETING:
            return None
        return _at(claim, other.earliest, claim.latest)

    def _same(self, claim: Claim) -> Claim | None:
        if claim.act in SPEECH and claim.speaker is None and claim.act not in _DECISIONS:
            return None
        return _dated_by(claim, [c for c in self._dated if c.act == claim.act and same_act(claim, c)])

    def _narrowed(self, claim: Claim) -> Claim:
        """A plan told again takes the date that the report gives it once; words of the report's own day keep it."""
        if claim.act in SPEECH and claim.earliest is not None:
            return claim
        when = {
            (t.claim.earliest, t.claim.latest)
            for t in self.tellings
            if t.own and t.claim.status == claim.status and t.claim.act == claim.act and same_act(claim, t.claim)
        }
        return _at(claim, *when.pop()) if len(when) == 1 else claim

    def _relative(self, claim: Claim) -> Claim:
        """'The following day' after the day told of last."""
        match = _RELATIVE.search(claim.sentence)
        if match is None or claim.earliest is not None:
            return claim
        step = _STEPS.get((match["step"] or match["side"] or "").lower(), 0)
        for other in self._before(claim):
            if other.earliest is not None and other.latest is not None and (other.latest - other.earliest).days < 2:
                day = timedelta(days=step)
                return _at(claim, other.earliest + day, other.latest + day)
        return claim

    def _taken_up(self, claim: Claim) -> Claim | None:
        """'Three tanks were destroyed in the strike': when the strike was."""
        match = _TAKEN_UP.search(claim.sentence) or _ITSELF.search(claim.sentence)
        if match is None or claim.act in SPEECH:
            return None
        event = match["event"].lower().rstrip("s")
        for other in self._before(claim):
            if other.act == claim.act or event in other.sentence.lower():
                return _at(claim, other.earliest, other.latest)
        return None

    def _at_meeting(self, claim: Claim) -> Claim | None:
        """What those who met said there: an act of speech told right after a dated meeting of its doer."""
        if claim.act not in SPEECH | ENCOUNTERS:
            return None
        doing = parties(claim.actors)
        for other in self._before(claim):
            met = other.act in ENCOUNTERS and doing & (parties(other.actors) | parties(other.targets))
            if met and _days(other) <= _MEETING:
                return _at(claim, other.earliest, other.latest)
        return None

    def _of_document(self, claim: Claim) -> Claim | None:
        """'The resolution demanded …': when it was adopted."""
        match = _DOCUMENT.search(claim.sentence)
        if match is None or claim.act not in SPEECH:
            return None
        word = match["document"].lower()
        adopted = (c for c in self._before(claim) if c.act in ("adopt", "agree") and word in c.sentence.lower())
        other = next(adopted, None)
        return _at(claim, other.earliest, other.latest) if other is not None else None

    def _said_then(self, claim: Claim) -> Claim | None:
        """Words quoted right after their speaker was told to have spoken at an earlier time."""
        other = next(self._before(claim), None)
        if other is None or other.act not in SPEECH or claim.start - other.start > _NEXT:
            return None
        own = parties(claim.actors) & parties(other.actors)
        return _at(claim, other.earliest, other.latest) if own and '"' in claim.sentence.translate(_QUOTES) else None

    def _answering(self, claim: Claim) -> Claim | None:
        """A treaty invoked, or not, after an attack that the report tells of: since the last one on that party."""
        if claim.act != "invoke" or claim.earliest is not None:
            return None
        doing = parties(claim.actors)
        suffered = [c for c in self._dated if c.act == "attack" and doing & (parties(c.targets) | {c.country})]
        first = max((c.earliest for c in suffered if c.earliest is not None), default=None)
        if first is None or claim.latest is None or first > claim.latest:
            return None
        return _at(claim, first, claim.latest)

    def _by_decision(self, claim: Claim) -> Claim | None:
        """What the report is about, its first act, was done by the decision that it dates."""
        if self._decided is None or claim.act != self.tellings[0].claim.act or claim.act in SPEECH | _FOUGHT:
            return None
        return _at(claim, self._decided.earliest, self._decided.latest)

    def _still_not(self, claim: Claim) -> Claim | None:
        """'Access has still not been given': since the report's last decision or demand before."""
        if claim.status != "not_done" or claim.earliest is not None or not _STILL.search(claim.sentence):
            return None
        asked = next((other for other in self._before(claim) if other.act in ("adopt", "request", "agree")), None)
        return _at(claim, asked.earliest, claim.latest) if asked is not None else None

    def _since_decision(self, claim: Claim) -> Claim | None:
        """What a body that the report tells to have decided is said to want: since it decided."""
        if claim.act not in SPEECH or claim.act in _DECISIONS:
            return None
        bodies = {actor.for_ for actor in claim.actors if actor.for_ and "/" in actor.for_}
        decided = [c for c in self._dated if c.act == "adopt" and c.start < claim.start]
        other = next((c for c in reversed(decided) if bodies & {actor.for_ for actor in c.actors}), None)
        return _at(claim, other.earliest, claim.latest) if other is not None else None

    def _continued(self, claim: Claim) -> Claim | None:
        """'The parliament also asked …': when it did what was told of it right before."""
        if claim.act not in SPEECH or not _MORE.search(claim.sentence):
            return None
        other = next(self._before(claim), None)
        if other is None or claim.start - other.start > _NEAR or not parties(claim.actors) & parties(other.actors):
            return None
        return _at(claim, other.earliest, other.latest)

    def _since(self, claim: Claim) -> Claim | None:
        """'Since the start of the operation': from the day on which the report says that it began."""
        if not _SINCE.search(claim.sentence):
            return None
        begun = [other for other in self._before(claim) if other.act == "launch"]
        return _at(claim, begun[0].earliest, claim.latest) if begun else None

    def _before(self, claim: Claim) -> Iterator[Claim]:
        """The dated claims told shortly before, the last first."""
        for other in reversed(self._dated):
            if other.start < claim.start and claim.start - other.start <= _REACH:
                yield other

    def placed(self, claims: list[Claim]) -> list[Claim]:
        """The claims with the countries that other tellings of the same act give them."""
        found: list[Claim] = []
        for number, claim in enumerate(claims):
            known = [*found, *claims[number:]]
            found.append(claim if claim.country is not None else _with_country(claim, known))
        return found


def _decision(claim: Claim) -> Interval | None:
    """When 'the decision was taken on Monday', in the past of the report."""
    match = _DECIDED.search(claim.sentence)
    today = Today(claim.published.earliest, claim.published.latest)
    times = find(match["when"], today) if match is not None else ()
    known = (t.when for t in times if t.bound == "in" and t.when.earliest is not None and t.when.latest is not None)
    return next(known, None)


def _headed(claim: Claim, claims: list[Claim]) -> Claim:
    """A headline takes the date of the first dated act of its kind below that differs from it in nothing."""
    undated = claim.earliest is None and claim.status in ("done", "not_done")
    if not undated or claim.start > _HEAD or (claim.act in SPEECH and claim.act not in _DECISIONS):
        return claim
    below = (c for c in claims if c.act == claim.act and c.start > claim.start and not told_apart(claim, c))
    first = next((c for c in below if c.earliest and c.latest and c.status == claim.status), None)
    return _at(claim, first.earliest, first.latest) if first is not None else claim


def _at_venue(claim: Claim, claims: list[Claim]) -> Claim:
    """What was said, undated, where the report tells of a dated encounter: 'In Oslo, he called …' after the visit."""
    place, leaving = words(claim.place), _LEAVING.search(claim.place or "") is not None
    dated = claim.earliest is not None and not leaving  # what is said on the way back is of the visit's days
    if claim.act not in SPEECH or claim.status != "done" or dated or not place:
        return claim
    there = [c for c in claims if c.act in ENCOUNTERS and c.earliest and c.latest and place & words(c.place)]
    there = [c for c in there if parties(c.actors) & parties(claim.actors)] if leaving else there
    nearest = min(there, key=lambda c: abs(c.start - claim.start), default=None)
    return _at(claim, nearest.earliest, nearest.latest) if nearest is not None and _days(nearest) <= _VISIT else claim


def _as_headlined(claim: Claim, claims: list[Claim]) -> Claim:
    """'Premier welcomes the vote', and below 'the premier welcomed …': the words that the headline is of."""
    if claim.act not in SPEECH or claim.status != "done" or claim.earliest is not None or claim.speaker is not None:
        return claim
    told = (c for c in claims if c.start < min(claim.start, _HEAD) and c.act == claim.act and c.speaker is None)
    same = (c for c in told if c.earliest and c.latest == claim.latest and parties(c.actors) & parties(claim.actors))
    head = next((c for c in same if same_act(claim, c)), None)
    return _at(claim, head.earliest, head.latest) if head is not None else claim


def _new(claim: Claim, claims: list[Claim]) -> Claim:
    """Of 'welcomes new sanctions' the sanctions are of the day on which they are welcomed."""
    if claim.act in SPEECH or claim.status != "done" or claim.earliest is not None or not claim.object:
        return claim
    head = re.escape(claim.object.split()[-1])
    if not re.search(rf"\bnew (?:[\w-]+ ){{0,3}}{head}\b", claim.sentence):
        return claim
    said = (c for c in claims if c.start == claim.start and c.act in SPEECH and c.earliest and c.latest == claim.latest)
    first = next(said, None)
    return _at(claim, first.earliest, first.latest) if first is not None else claim


def _with_enemies(claims: list[Claim]) -> list[Claim]:
    """Attacks without a target get that of the same attacker's others, where all those have one and the same."""
    fights = [c for c in claims if c.act == "attack"]
    return [_with_enemy(claim, fights) if claim.act == "attack" and not claim.targets else claim for claim in claims]


def _with_enemy(claim: Claim, fights: list[Claim]) -> Claim:
    doing = parties(claim.actors)
    against = [c for c in fights if doing & parties(c.actors) and c.targets]
    named = {target.for_ for c in against for target in c.targets}
    if len(named) == 1 and None not in named and not named & doing:
        return replace(claim, targets=(replace(against[0].targets[0], text=""),))
    ground = _GROUND.search(claim.object or "") is not None
    return _with_common_enemy(claim, fights) if not against and doing and ground else claim


def _with_common_enemy(claim: Claim, fights: list[Claim]) -> Claim:
    """Ground taken by one party, where all others fight one and the same group, that is no state, is taken from it."""
    hit = [target for c in fights for target in c.targets if target.for_]
    groups = {target.for_ for target in hit}
    if (
        len(groups) != 1
        or groups & parties(claim.actors)
        or any(len(t.for_ or "") == 3 and t.role == "GOV" for t in hit)
    ):
        return claim
    return replace(claim, targets=(replace(hit[0], text=""),))


def _with_country(claim: Claim, claims: list[Claim]) -> Claim:
    going_on = _scene(claim, claims, before=True) if claim.place is None else None
    if going_on is not None:
        return replace(claim, country=going_on)
    here = words(claim.place)
    alike = (c for c in claims if c.country and c.act == claim.act and same_act(claim, c))
    same = {c.country for c in alike if not here or here & words(c.place)}
    if len(same) == 1:
        return replace(claim, country=same.pop())
    if _THERE.search(claim.sentence):
        before = [c for c in claims if c.country and c.start < claim.start <= c.start + _REACH]
        if before and {c.country for c in before if c.start == before[-1].start} == {before[-1].country}:
            return replace(claim, country=before[-1].country)
    return replace(claim, country=_scene(claim, claims)) if claim.place is None else claim


def _scene(claim: Claim, claims: list[Claim], *, before: bool = False) -> str | None:
    """The country where the fighting told of last took place, or unless it must be `before` that told of next. Where
    both who fought and whom is said, an attack of which neither is said is another."""
    if claim.act not in _ON_THE_GROUND:
        return None
    near = (c for c in claims if c.country and c.act in _ON_THE_GROUND and abs(c.start - claim.start) <= _NEAR)
    told = bool(claim.actors and claim.targets)
    placed = [c for c in near if not told or c.actors or c.targets]
    earlier = [c for c in placed if c.start <= claim.start]
    nearest = earlier[-1] if earlier else placed[0] if placed and not before else None
    return nearest.country if nearest is not None else None


def _at(claim: Claim, earliest: date | None, latest: date | None) -> Claim:
    return replace(claim, earliest=earliest, latest=latest)


def _days(claim: Claim) -> int:
    return (claim.latest - claim.earliest).days if claim.earliest and claim.latest else 0


def _dated_by(claim: Claim, others: list[Claim]) -> Claim | None:
    """The claim at the time of the tellings nearest to it, if their dates can all hold of one act."""
    nearest = max((shared(claim, other) for other in others), default=0)
    told = [other for other in others if shared(claim, other) == nearest]
    first = max((c.earliest for c in told if c.earliest is not None), default=None)
    last = min((c.latest for c in told if c.latest is not None), default=None)
    return _at(claim, first, last) if first is not None and last is not None and first <= last else None
