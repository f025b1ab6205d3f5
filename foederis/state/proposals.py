"""Proposals and decisions: who put them forward, who stands for and against, what became of them.

Claims speak of one proposal when they belong to one forum (the organisation, else the state, that is to decide) and
the words of their objects, without such as "plan" and the forum's name, are the same, or at least `SHARED` of them are
shared, their numbers among them, and make up `OVERLAP` of the shorter (`foederis.state.topics`); claims of one thing,
by its id, share all their words. Words alone would join a debate's rounds, so a silence of `ROUND` parts them. Only
proposing, adopting and rejecting make a proposal; other claims join one that they speak of, and none where two fit
alike. A claim that names no organisation speaks of its own state's business, unless an alliance or union to which the
state belongs has a proposal in these words.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from itertools import groupby
from typing import ClassVar, Final

from foederis.model import Claim, Interval, Votes
from foederis.state.alike import words_of
from foederis.state.context import Context
from foederis.state.rows import Proposal, Row
from foederis.state.said import agreed, every, everybody, party, row_id, starts, thing_words
from foederis.state.table import Key, Memo
from foederis.state.topics import ByTopic, Speaking, Words
from foederis.state.words import headed, meant

ROUND: Final = timedelta(days=365)  #: a silence after which the same words are a new proposal

_MAKING: Final = frozenset({"propose", "adopt", "reject"})
_JOINING: Final = frozenset({"support", "criticise", "request", "suspend", "launch", "concede", "end"})
_MAKES: Final = "makes"  #: what is noted of a claim beside its act: that it makes a proposal
_VOTED: Final = "voted"  #: that it counts votes
_NAMING: Final = "naming"  #: that it makes a proposal and says which
_UNRULED: Final = "unruled"  #: that it speaks of more than a ruling
_THING: Final = "thing"  #: that it tells of a thing, by its id
_NOTED: Final = ("noted",)  #: where all this is kept


@dataclass(frozen=True, slots=True)
class Proposals:
    """One row for each proposal or decision."""

    context: Context
    acts: ClassVar = _MAKING | _JOINING
    _forum_of: dict[str, str | None] = field(default_factory=dict)  #: of each claim placed

    def keys(self, claim: Claim) -> Iterator[Key]:
        rules_only = headed("rulings", claim.object) and not thing_words(claim.object_id)
        if claim.object and not rules_only and (meant(claim.object) or claim.act in _MAKING):
            forum = self._forum_of[claim.id] = self._forum(claim)
            yield (forum,)
            if not self.context.known.is_forum(forum):
                yield from ((org,) for org in self._unnamed_fora(claim))

    def _unnamed_fora(self, claim: Claim) -> Sequence[str]:
        """The alliances and unions whose proposals a state may speak of without naming them: those it belongs to."""
        known, day = self.context.known, starts(claim)
        found = [known.alliances_of(state, day) for state in known.wholes(claim.actors)]
        return found[0] if len(found) == 1 else sorted(set().union(*found))

    def _forum(self, claim: Claim) -> str | None:
        """The organisation that is to decide; where none is named the state whose body or government decides."""
        known = self.context.known
        involved = (*known.orgs_in(claim.object), *known.wholes(claim.targets))
        if claim.object_id:
            involved += tuple(filter(known.is_forum, map(known.whole, sorted(thing_words(claim.object_id)))))
        involved += known.wholes(claim.actors)
        for each in involved:
            if known.is_forum(each):
                return each
        return involved[0] if involved else None

    def table(self) -> ByTopic:
        """Keeps a forum's claims by what they are about."""
        return ByTopic(self.part, self.make, Speaking(_said, self._makes))

    def _makes(self, claim: Claim, forum: object) -> bool:
        return claim.act in _MAKING and self._forum_of[claim.id] == forum

    def part(self, key: Key, claims: list[Claim]) -> Iterator[tuple[Key, list[Claim]]]:
        forum = key[0]
        making = [claim for claim in claims if self._makes(claim, forum)]
        made = {claim.id for claim in making}
        rounds = [_Round(some, starts(some[0]), starts(some[-1])) for some in _rounds(making)]
        for claim in claims:
            near = [] if claim.id in made else [one for one in rounds if one.is_near(starts(claim))]
            if len(near) == 1:
                near[0].joined.append(claim)
        for one in rounds:
            yield (forum, one.claims[0].id), [*one.claims, *one.joined]

    def make(self, key: Key, claims: Sequence[Claim], memo: Memo) -> Iterator[Row]:
        if _NOTED not in memo:  # asked first with all the claims of the group
            memo[_NOTED] = _noted(claims)
        told = _Told(claims, memo[_NOTED])
        making, voted = told.of(_MAKES), told.of(_VOTED)
        if not making:
            return
        done = _done(told)
        by = everybody(done["propose"]) or everybody(done["adopt"]) or everybody(done["request"])
        not_adopted = told.of("adopt", "not_done")
        objectors, not_by = everybody(done["reject"]), everybody(not_adopted)
        decided = done["adopt"] or done["reject"] or done["propose"]
        days = agreed(decided)
        to_come = (*told.of("adopt", "planned"), *told.of("launch", "planned"))
        planned = [claim for claim in to_come if _after(claim, days)]
        name = _usual_name(told.of(_NAMING) or told.of(_UNRULED) or claims)
        if not (meant(name) or by or objectors or not_by or voted):
            return
        rests_on, sources = self.context.basis(claims, memo)
        row = Proposal(
            id=row_id("proposal", *key),
            claims=rests_on,
            reference=(),
            sources=sources,
            proposal=name,
            by=by,
            backers=tuple(sorted({*everybody(done["support"])} - {*objectors, *by})),
            objectors=objectors,
            outcome=self._outcome(key[0], done, planned, failed=bool(not_adopted)),
            votes=voted[0].votes if voted else None,
            on=days,
            next=_hull(planned),
            not_by=not_by,
            because=every(claim.because for claim in decided),
            thing=told.thing,
        )
        yield row
        yield from self._conflicts(row, voted, planned)

    def _outcome(
        self, forum: object, done: Mapping[str, list[Claim]], planned: Sequence[Claim], *, failed: bool
    ) -> str:
        """An objection by one of those who decide together blocks; one by who decides alone, or by vote, rejects; one
        by an outsider decides nothing."""
        if done["adopt"]:
            return "adopted"
        if any(self._by_forum(claim, forum) for claim in done["reject"]):
            return "rejected"
        if any(self._by_member(claim, forum) for claim in done["reject"]) or (failed and done["reject"]):
            return "blocked"
        if done["suspend"] or done["end"] or done["concede"]:
            return "shelved"
        if failed:
            return "not_adopted"
        return "planned" if planned else "unknown"

    def _by_forum(self, claim: Claim, forum: object) -> bool:
        return not claim.actors or claim.votes is not None or forum in self.context.known.wholes(claim.actors)

    def _by_member(self, claim: Claim, forum: object) -> bool:
        known = self.context.known
        return any(known.is_member(str(forum), one, starts(claim)) for one in known.wholes(claim.actors))

    def _conflicts(self, row: Proposal, voted: Sequence[Claim], planned: Sequence[Claim]) -> Iterator[Row]:
        dates: dict[str, list[Claim]] = defaultdict(list)
        votes: dict[str, list[Claim]] = defaultdict(list)
        for claim in planned:
            dates[f"{claim.earliest or ''}..{claim.latest or ''}"].append(claim)
        for claim in voted:
            votes[_say(claim.votes)].append(claim)
        for about, values in ((f"when {row.proposal} is next", dates), (f"votes on {row.proposal}", votes)):
            if len(values) > 1:
                yield self.context.conflict(about, row.parties(), values)


@dataclass(frozen=True, slots=True)
class _Told:
    """A proposal's claims in order of time, and where among them, and among those still to count, stand those of one
    act and status and the like: noted once, so that a day's need not be looked through."""

    claims: Sequence[Claim]
    noted: Mapping[tuple[str, ...], Sequence[int]]

    def of(self, *what: str) -> list[Claim]:
        """The claims noted under this."""
        at = self.noted.get(what, ())
        return [self.claims[each] for each in at[: bisect_left(at, len(self.claims))]]

    @property
    def thing(self) -> str | None:
        """The first, by name, of the described things whose id the claims give."""
        given = (what[1] for what, at in self.noted.items() if what[0] == _THING and at[0] < len(self.claims))
        return min(filter(thing_words, given), default=None)


def _done(told: _Told) -> dict[str, list[Claim]]:
    """What was done, by act: who approves backs it, and who turns down what they put forward ends it."""
    done = {act: told.of(act, "done") for act in Proposals.acts}
    done["support"] += (claim for claim in done["adopt"] if headed("backing", claim.object))
    done["adopt"] = [claim for claim in done["adopt"] if not headed("rulings", claim.object)]
    done["reject"], given_up = _given_up(done["reject"], set(everybody(done["propose"])))
    done["end"] += given_up
    return done


def _noted(claims: Iterable[Claim]) -> dict[tuple[str, ...], list[int]]:
    noted: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for at, claim in enumerate(claims):
        noted[claim.act, claim.status].append(at)
        unruled = not headed("rulings", claim.object)
        if unruled:
            noted[(_UNRULED,)].append(at)
        if claim.act in _MAKING:
            noted[(_MAKES,)].append(at)
            if unruled and meant(claim.object):
                noted[(_NAMING,)].append(at)
        if claim.votes:
            noted[(_VOTED,)].append(at)
        if claim.object_id:
            noted[_THING, claim.object_id].append(at)
    return noted


def without_echoes(rows: Iterable[Row]) -> list[Row]:
    """The rows without those of a state's business whose claims all speak of an organisation's proposal: each of them
    is in a larger row."""
    some = list(rows)
    proposals = sorted((row for row in some if isinstance(row, Proposal)), key=_size, reverse=True)
    larger: set[str] = set()
    echoes: set[str] = set()
    for _, of_size in groupby(proposals, _size):
        alike = list(of_size)
        echoes.update(row.id for row in alike if larger.issuperset(row.claims))
        larger.update(*(row.claims for row in alike))
    return [row for row in some if row.id not in echoes]


def is_echo(row: Row, resting: Callable[[str], Iterable[Row]]) -> bool:
    """Whether each claim of the row is in a larger one; `resting` gives the rows that rest on a claim."""
    size = len(row.claims)
    return isinstance(row, Proposal) and all(
        any(isinstance(other, Proposal) and len(other.claims) > size for other in resting(id_)) for id_ in row.claims
    )


def _size(row: Row) -> int:
    return len(row.claims)


def _given_up(rejecting: Iterable[Claim], by: set[str]) -> tuple[list[Claim], list[Claim]]:
    """Those who turn it down, and those of them who turn down what they put forward: they shelve it."""
    rejected: list[Claim] = []
    given_up: list[Claim] = []
    for claim in rejecting:
        own = claim.actors and by.issuperset([party(actor) for actor in claim.actors]) if by else False
        (given_up if own else rejected).append(claim)
    return rejected, given_up


def _usual_name(claims: Sequence[Claim]) -> str:
    """Of the texts that tell most of the thing the one with the words that most claims use, in its shortest form."""
    said = [meant(claim.object) for claim in claims]
    times, first = Counter(said), dict(zip(reversed(said), reversed(claims), strict=True))
    usual = min(times, key=lambda each: (-_told_of_thing(first[each]), -times[each], -len(each), sorted(each)))
    texts = {claim.object or "" for claim, each in zip(claims, said, strict=True) if each == usual}
    return min(texts, key=lambda text: (len(text), text))


def _told_of_thing(claim: Claim) -> int:
    """How many of the words that its id is made of the claim's object has."""
    return len(thing_words(claim.object_id) & words_of(claim.object))


def _after(planned: Claim, days: Interval | None) -> bool:
    """Still to come when, on one of the days, the last decision was taken."""
    return not (days and days.latest and planned.latest and planned.latest <= days.latest)


def _say(votes: Votes | None) -> str:
    return (
        ""
        if votes is None
        else f"{votes.for_} for, {votes.against} against, {votes.abstain} abstaining".replace("None", "?")
    )


def _said(claim: Claim, forum: object) -> Words:
    """The words that say what is proposed; "the resolution" alone is the one of its report."""
    if said := _meant_in(forum, claim.object):
        return said
    if thing_words(claim.object_id):
        return said
    alone = words_of(claim.object) | {claim.id if headed("bare", claim.object) else claim.report}
    return _without(forum, alone)


@cache
def _meant_in(forum: object, text: str | None) -> Words:
    return frozenset() if headed("rulings", text) else _without(forum, meant(text))


def _without(forum: object, said: Words) -> Words:
    return said - {str(forum).casefold()} or said


def _rounds(claims: Iterable[Claim]) -> Iterator[list[Claim]]:
    """The claims parted by long silences, each in order of time."""
    some = sorted(claims, key=lambda claim: (starts(claim), claim.id))
    begin = 0
    for at in range(1, len(some) + 1):
        if at == len(some) or starts(some[at]) - starts(some[at - 1]) > ROUND:
            yield some[begin:at]
            begin = at


@dataclass(frozen=True, slots=True)
class _Round:
    """The claims that make a proposal in one round of debate, and those that join it."""

    claims: list[Claim]
    first: date
    last: date
    joined: list[Claim] = field(default_factory=list)

    def is_near(self, day: date) -> bool:
        """No further from its first or last day than `ROUND`."""
        return self.first - day <= ROUND and day - self.last <= ROUND


def _hull(claims: Sequence[Claim]) -> Interval | None:
    """From the first to the last day that any of the claims allows."""
    if not claims:
        return None
    earliest = min((claim.earliest for claim in claims if claim.earliest), default=None)
    return Interval(earliest, max((claim.latest for claim in claims if claim.latest), default=None))
