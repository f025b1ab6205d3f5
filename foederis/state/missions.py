"""Missions and operations, and their activities: launched, suspended, resumed, ended, by whom and why.

Which mission is meant: the one that the object names or that its id says; else the one mission that the organisation
has in the country on the day; else the one that the same report's other claims of this organisation mean; else the
words stand for themselves. The organisation is who acts, else who is named in the object, else who speaks.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar, Final

from foederis.model import Claim, Interval
from foederis.state.alike import head_of, words_of
from foederis.state.context import Context
from foederis.state.known import Known
from foederis.state.rows import Mission, Row
from foederis.state.said import (
    agreed,
    contradicts,
    every,
    everybody,
    first,
    fullest,
    is_force,
    meet,
    row_id,
    starts,
    thing_words,
)
from foederis.state.table import Key, Memo
from foederis.state.words import activity_of, has, headed, is_activity
from foederis.who import holds
from foederis.who.entries import Term

_TURN: Final = {"launch": "active", "suspend": "suspended", "resume": "active", "end": "ended"}
_IN_ORDER: Final = {"launch": 0, "suspend": 1, "resume": 2, "end": 3}  #: of acts of one day
_PRESENT: Final = frozenset({"provide", "deploy", "cooperate", "join"})
_LEFT: Final = frozenset({"quit", "withdraw"})
_EVIDENCE: Final = _PRESENT | _LEFT
_ANY_ACTIVITY: Final = words_of("activities")  #: says nothing beside another: "training activities" are training
_ABOUT: Final = frozenset({"adopt", "request", "agree", "reject"})


@dataclass(frozen=True, slots=True)
class Missions:
    """One row for each mission and each activity of one that claims speak of."""

    context: Context
    acts: ClassVar = frozenset(_TURN) | _EVIDENCE | _ABOUT

    def keys(self, claim: Claim) -> Iterator[Key]:
        """`(mission, activity)` in the end; here by owner, since which mission is meant may take the whole report."""
        if claim.act in _TURN and not _mission_like(self.context.known, claim):
            return
        known = self.context.known
        named = known.mission_named(claim)
        if named:
            yield (known.whole(named),)
        elif _is_command(claim):
            yield from ((owner,) for owner in known.wholes(claim.targets) if known.is_forum(owner))
        elif claim.act in _TURN or activity_of(claim.object) or _of_presence(claim):
            yield from ((owner,) for owner in _owners(known, claim))

    def part(self, key: Key, claims: list[Claim]) -> Iterator[tuple[Key, list[Claim]]]:
        owner = None if key[0] is None else str(key[0])
        meant = {claim.id: self._mission(owner, claim) for claim in claims}
        of_report = _by_report(claims, meant)
        places = _by_report(claims, {claim.id: self.context.known.country(claim) for claim in claims})
        groups: dict[Key, list[Claim]] = defaultdict(list)
        for claim in claims:
            mission = meant[claim.id] or (None if claim.country else of_report.get(claim.report))
            if mission:
                groups[mission, _activity(claim)].append(claim)
            elif claim.act in _TURN:
                place = self.context.known.country(claim) or places.get(claim.report)
                groups[None, owner, place, _activity(claim) or _described(claim)].append(claim)
        _put_precisely(groups)
        yield from ((each, some) for each, some in groups.items() if some)

    def _mission(self, owner: str | None, claim: Claim) -> str | None:
        known = self.context.known
        country = known.country(claim) or first(known.wholes(claim.targets))
        return known.mission_named(claim) or known.mission_in(
            owner, country, (starts(claim), claim.latest or starts(claim))
        )

    def make(self, key: Key, claims: Sequence[Claim], memo: Memo) -> Iterator[Row]:
        status, turn = _status(claims)
        mission = None if key[0] is None else str(key[0])
        if mission is None and not turn:
            return
        entry = self.context.known.who.organisations[mission] if mission else None
        whole = entry is not None and not key[1]
        rests_on, sources = self.context.basis(claims, memo)
        row = Mission(
            id=row_id("mission", *key),
            claims=rests_on,
            reference=(mission,) if mission else (),
            sources=sources,
            mission=entry.name if whole and entry else _as_said(claims, key[-1]) or str(key[1]),
            part_of=None if whole else mission,
            status=status,
            since=agreed(turn) if status else None,
            by=self._by(mission or key[1], turn),
            because=every(claim.because for claim in turn),
            participants=_participants(self.context.known, mission, claims),
            personnel=_personnel(self.context.known, claims),
            mandate=first(claim.object for claim in claims if _is_mandate(claim)),
            consent=self._consent(mission, claims),
            condition=first(c.condition for c in claims if c.act == "resume" and c.status != "done"),
            command=everybody(claim for claim in claims if _is_command(claim)),
        )
        if mission or status:
            yield row
        yield from self._conflicts(row, claims)

    def _by(self, mission: object, turn: Sequence[Claim]) -> tuple[str, ...]:
        """Those of the mission's organisation who gave it its status, else whoever did, else the organisation."""
        owner = self.context.known.whole(str(mission)) if mission else None
        everyone = everybody(claim for claim in turn if claim.act in _TURN)
        own = tuple(one for one in everyone if self.context.known.whole(one) == owner)
        return own or everyone or ((owner,) if owner else ())

    def _consent(self, mission: str | None, claims: Iterable[Claim]) -> str | None:
        """What the host last asked: that the mission stay, or that it leave."""
        host = self.context.known.country_of_mission(mission) if mission else None
        asked = None
        for claim in claims:
            if claim.act == "request" and claim.status == "done" and host in self.context.known.wholes(claim.actors):
                asked = "withdrawal requested" if has("leave", claim.object) else "requested"
        return asked

    def _conflicts(self, row: Mission, claims: Sequence[Claim]) -> Iterator[Row]:
        planned = [claim for claim in claims if claim.status == "planned"] if row.status == "planned" else []
        starting = {_say(claim): claim for claim in planned if claim.act == "launch"}
        if len(starting) > 1:
            values = {day: [claim for claim in planned if _say(claim) == day] for day in starting}
            yield self.context.conflict(f"when {row.mission} is to begin", row.parties(), values)
        denied = [claim for claim in claims if claim.status == "not_done" and claim.act in _TURN]
        for act in _TURN if denied else ():
            yes = [claim for claim in claims if claim.act == act and claim.status == "done"]
            if no := [claim for claim in denied if claim.act == act and contradicts(claim, yes)]:
                yield self.context.conflict(
                    f"whether {row.mission}: {act}", row.parties(), {"it did": yes, "it did not": no}
                )
        launched = [claim for claim in claims if claim.act == "launch" and claim.status == "done"]
        if later := _still_to_come(claims, launched):
            values = {"it did": launched, "it is still to come": later}
            yield self.context.conflict(f"whether {row.mission} began", row.parties(), values)


def _is_mandate(claim: Claim) -> bool:
    return claim.act == "adopt" and claim.status == "done" and "mandate" in words_of(claim.object)


def _is_command(claim: Claim) -> bool:
    """One provides a mission's command."""
    return claim.act in ("provide", "deploy") and claim.status == "done" and "command" in words_of(claim.object)


def _of_presence(claim: Claim) -> bool:
    return claim.act in _ABOUT and has("presence", claim.object)


def _mission_like(known: Known, claim: Claim) -> bool:
    """What was launched, suspended, resumed or ended is a mission or an activity, or is not said."""
    text = claim.object
    return not text or bool(known.mission_named(claim) or activity_of(text)) or headed("missions", text)


def _owners(known: Known, claim: Claim) -> tuple[str | None, ...]:
    speaker = known.wholes((claim.speaker,) if claim.speaker else ())
    led = tuple(id_ for id_ in (*known.wholes(claim.targets), *speaker) if known.is_forum(id_))
    if claim.act in _ABOUT:
        return known.orgs_in(claim.object) or led
    of_thing = sorted(thing_words(claim.object_id)) if claim.object_id else ()
    named = tuple(filter(known.is_forum, (*known.orgs_in(claim.object), *of_thing)))
    return known.wholes(claim.actors) or named or led[:1] or (None,)


def _activity(claim: Claim) -> frozenset[str]:
    """Suspending a training mission suspends its training; launching or ending one is of the mission itself."""
    found = activity_of(claim.object)
    found = found - _ANY_ACTIVITY or found
    of_activity = claim.act in ("suspend", "resume") or (claim.act == "provide" and head_of(claim.object) in found)
    return found if of_activity else frozenset()


def _described(claim: Claim) -> frozenset[str]:
    """Which thing it is: the one of the claim's id, else the object's words."""
    return thing_words(claim.object_id) or words_of(claim.object)


def _by_report(claims: Iterable[Claim], told: Mapping[str, str | None]) -> dict[str, str]:
    """For each report the one value that its claims have."""
    found: dict[str, set[str]] = defaultdict(set)
    for claim in claims:
        if value := told[claim.id]:
            found[claim.report].add(value)
    return {report: values.pop() for report, values in found.items() if len(values) == 1}


def _put_precisely(groups: dict[Key, list[Claim]]) -> None:
    """A report that says which activity of a mission is suspended means that one when it says in short, of days in
    common, that the mission or its activities are."""
    told: dict[Key, list[tuple[Key, Claim]]] = defaultdict(list)
    for key, claims in groups.items():
        for claim in claims:
            if claim.act in ("suspend", "resume"):
                told[*key[:-1], claim.report, claim.act].append((key, claim))
    for some in told.values():
        for key, claim in some:
            meant = {other for other, said in some if _more_precise(other, key) and meet((claim, said))}
            if meant:
                groups[key].remove(claim)
            for other in meant:
                groups[other].append(claim)


def _more_precise(one: Key, other: Key) -> bool:
    """A named activity says more than "activities", and that more than the mission."""
    named, general = one[-1], other[-1]
    if general and general != _ANY_ACTIVITY:
        return False
    return isinstance(named, frozenset) and bool(named) and named != _ANY_ACTIVITY and is_activity(named)


def _as_said(claims: Iterable[Claim], words: object) -> str | None:
    """The shortest of the texts with the words that say which, one headed by an activity first; else the fullest."""
    texts = sorted({claim.object for claim in claims if claim.object}, key=lambda text: (len(text), text))
    exact = [text for text in texts if isinstance(words, frozenset) and words <= words_of(text)]
    return _of_activity(exact) or first(exact) or _of_activity(texts) or fullest(texts)


def _of_activity(texts: Iterable[str]) -> str | None:
    return first(text for text in texts if headed("activities", text))


def _status(claims: Sequence[Claim]) -> tuple[str | None, list[Claim]]:
    """The status that the claims give, and those that gave it last; None where they speak of other things."""
    turns = sorted((c for c in claims if c.act in _TURN and c.status == "done"), key=_by_day)
    if turns:
        status = _TURN[turns[-1].act]
        run = [claim for claim in _last_run(turns) if _TURN[claim.act] == status]
        denied = any(c.status == "not_done" and c.act == turns[-1].act and contradicts(c, run) for c in claims)
        return (None if denied or _still_to_come(claims, run) else status), run
    evidence = [claim for claim in claims if claim.act in _PRESENT and claim.status == "done"]
    if evidence:
        return "active", evidence
    for status in ("planned", "possible", "not_done"):
        if found := [claim for claim in claims if claim.act == "launch" and claim.status == status]:
            return status, found
    return None, []


def _still_to_come(claims: Sequence[Claim], done: Sequence[Claim]) -> list[Claim]:
    """Plans to launch, in a report that has it launched on no day in particular, for a day after that."""
    if not done or any(claim.act != "launch" or claim.earliest or not claim.latest for claim in done):
        return []
    told = {claim.report: claim.latest for claim in done if claim.latest}
    planned = (claim for claim in claims if claim.act == "launch" and claim.status == "planned" and claim.earliest)
    return [
        claim for claim in planned if claim.report in told and claim.earliest and claim.earliest >= told[claim.report]
    ]


def _by_day(claim: Claim) -> tuple[date, int, str]:
    return claim.latest or claim.earliest or date.min, _IN_ORDER[claim.act], claim.id


def _last_run(turns: Sequence[Claim]) -> Iterator[Claim]:
    for claim in reversed(turns):
        if _TURN[claim.act] != _TURN[turns[-1].act]:
            return
        yield claim


def _participants(known: Known, mission: str | None, claims: Iterable[Claim]) -> tuple[str, ...]:
    """Who sends people or takes part, and has not left."""
    part: dict[str, bool] = {}
    for claim in claims:
        if claim.status == "done" and claim.act in _EVIDENCE:
            for id_ in known.wholes(claim.actors):
                part[id_] = claim.act not in _LEFT
    owner = known.whole(mission) if mission else None
    return tuple(sorted(id_ for id_, stays in part.items() if stays and id_ != owner))


def _personnel(known: Known, claims: Iterable[Claim]) -> int | None:
    """The number last given of the people of the whole mission, not of one participant's."""
    count = None
    for claim in claims:
        if claim.quantity is None or claim.status != "done" or not has("people", claim.unit or claim.object):
            continue
        sent_by = [actor for actor in claim.actors if not is_force(actor, claim)]
        if not sent_by or any(known.is_forum(id_) for id_ in known.wholes(sent_by)):
            count = int(claim.quantity)
    return count


def _say(claim: Claim) -> str:
    return f"{claim.earliest or ''}..{claim.latest or ''}"


def stages(claims: Iterable[Claim], until: date, most: int) -> Iterator[tuple[date, str | None, list[Claim]]]:
    """The statuses that the claims of one mission's row gave it up to a day: from when, which, and the claims that say
    so. Of the days on which it turned the last `most` are looked at."""
    counting = sorted((day, claim.id, claim) for claim in claims if (day := starts(claim)) <= until)
    turns = sorted({day for day, _, claim in counting if claim.act in _TURN and day > date.min})[-most:]
    before: str | None = None
    for day in turns:
        status, because = _status([claim for start, _, claim in counting if start <= day])
        if status != before:
            yield day, status, because
        before = status


def with_reference(rows: Iterable[Mission], known: Known, on: date, by: date | None) -> Iterator[Mission]:
    """The rows with what who's who knows of the missions on the day, and rows for missions without a claim.

    `by` hides what who's who dates later (what could not be known then).
    """
    told: dict[str, Mission] = {}
    for row in rows:
        if row.reference and row.part_of is None:
            told[row.reference[0]] = row
        else:
            yield row
    for entry in known.missions():
        began = entry.from_ if entry.from_ and _past(entry.from_, on, by) else None
        over = entry.to if entry.to and _past(entry.to, on, by) else None
        row = told.get(entry.id) or _bare(entry.id, entry.name, known)
        if began is None and over is None and not row.claims:
            continue
        day = min(filter(None, (on, by)))
        yield _led(_merged(row, began, over, holds(entry, day)), known.commanders(entry.id, day))


def _led(row: Mission, commanders: Sequence[tuple[Term, str]]) -> Mission:
    """The row with the one state whose officer commands the mission, where no claim says who does."""
    states = {state for _, state in commanders}
    if row.command or row.status == "ended" or len(states) != 1:
        return row
    terms = tuple(f"{term.post}: {term.person}" for term, _ in commanders)
    return replace(row, command=tuple(states), reference=(*row.reference, *terms))


def _past(day: Interval, on: date, by: date | None) -> bool:
    return day.earliest is not None and day.earliest <= min(filter(None, (on, by)))


def _bare(id_: str, name: str, known: Known) -> Mission:
    row = row_id("mission", id_, frozenset())
    return Mission(row, (), (id_,), 0, name, None, None, None, (known.whole(id_),), None, (), None, None, None, None)


def _merged(row: Mission, began: Interval | None, over: Interval | None, stands: bool | None) -> Mission:
    if over is not None and stands is False:
        return replace(row, status="ended", since=over)
    if began is not None and stands and (row.status in (None, "planned", "possible", "not_done", "active")):
        return replace(row, status="active", since=began)
    return row
