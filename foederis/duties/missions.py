"""What each mission rests on, as far as claims and who's who say, and what suspended or removed it.

A mandate is what the Security Council, a parliament or the mission's organisation decided, or a text that a claim
about it names. Consent is the host's: a parliament that demands that troops leave asks its government; only a
government's own demand counts as consent withdrawn.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from foederis.duties.evidence import Evidence, last_day
from foederis.duties.model import Change, Consent, Ground, MissionAnswer
from foederis.duties.words import after_consent, said
from foederis.model import Claim
from foederis.state.rows import Mission
from foederis.state.said import agreed, everybody, first, fullest, ids, occasions, parties
from foederis.state.words import has

_CHANGES: Final = frozenset({"suspend", "resume", "end", "withdraw", "quit"})
_LEGISLATURE: Final = "LEG"  #: PLOVER sector
_RESOLUTION: Final = re.compile(r"\b(?:UNSCR|UNSC [Rr]esolution|Security Council [Rr]esolution)\s+(\d{2,4})\b")


def answers(evidence: Evidence) -> tuple[MissionAnswer, ...]:
    """One answer for each mission that a claim speaks of, its activities with it."""
    groups: dict[str, list[Mission]] = defaultdict(list)
    for row in evidence.state.missions:
        if row.claims:
            groups[row.reference[0] if row.reference else row.id].append(row)
    return tuple(_answer(id_, rows, evidence) for id_, rows in groups.items())


def _answer(id_: str, rows: Sequence[Mission], evidence: Evidence) -> MissionAnswer:
    claims = [claim for row in rows for claim in evidence.of(row)]
    entry = evidence.known.who.organisations.get(id_)
    owner = evidence.known.whole(id_) if entry else _only(evidence.known.whole(by) for row in rows for by in row.by)
    host = evidence.known.country_of_mission(id_) if entry else _only(filter(None, map(evidence.known.country, claims)))
    whole = next((row for row in evidence.state.missions if row.reference[:1] == (id_,) and row.part_of is None), None)
    whole = whole or (rows[0] if not entry else None)
    near = evidence.beside(claims)
    asked_in = tuple(_asked_in(owner, host, near, evidence))
    asked_out = tuple(_asked_out(host, near, evidence))
    return MissionAnswer(
        mission=entry.name if entry else rows[0].mission,
        id=id_,
        rows=tuple(row.id for row in rows),
        owner=owner,
        host=host,
        status=whole.status if whole else None,
        activities=tuple((row.mission, row.status) for row in rows if row is not whole),
        mandate=tuple(_mandate(id_, owner, host, claims, near, evidence)),
        consent=_consent(asked_in, asked_out),
        asked_in=asked_in,
        asked_out=asked_out,
        changes=tuple(_changes(claims)),
        claims=ids(claims),
    )


def _only(values: Iterable[str]) -> str | None:
    found = set(values)
    return found.pop() if len(found) == 1 else None


def _mandate(
    id_: str, owner: str | None, host: str | None, claims: Sequence[Claim], near: Sequence[Claim], evidence: Evidence
) -> Iterator[Ground]:
    for claim in near:
        if claim.act == "adopt" and said("mandate", claim.object) and _of_mission(claim, id_, owner, host, evidence):
            yield _ground(_organ(claim, evidence), claim)
    for claim in claims:
        if claim.act == "launch" and claim.actors:
            yield _ground("organisation", claim)
        yield from _texts_named(claim, evidence)


def _of_mission(claim: Claim, id_: str, owner: str | None, host: str | None, evidence: Evidence) -> bool:
    """It names the mission, or is of its country and by the UN, its organisation or a parliament."""
    if named := evidence.known.mission_named(claim):
        return named == id_
    by = {*evidence.wholes(claim.actors)}
    able = bool(by & {"UN", owner}) or _organ(claim, evidence) == "parliament"
    return able and host is not None and evidence.known.country(claim) == host


def _texts_named(claim: Claim, evidence: Evidence) -> Iterator[Ground]:
    """Resolutions and treaties that a sentence about the mission names."""
    landmarks = evidence.known.who.landmarks
    named = [landmarks[id_] for kind, id_ in evidence.known.named(claim.sentence) if kind == "landmark"]
    for entry in named:
        if entry.kind in ("resolution", "treaty", "agreement"):
            yield Ground(entry.kind, entry.name, entry.parties, entry.from_, "done", (claim.id,), (entry.id,))
    if not any(entry.kind == "resolution" for entry in named):
        for number in _RESOLUTION.findall(claim.sentence):
            yield Ground("resolution", f"Security Council resolution {number}", ("UN/UNSC",), None, "done", (claim.id,))


def _organ(claim: Claim, evidence: Evidence) -> str:
    """What kind of body decided or asked: security-council, parliament, organisation or government."""
    for actor in claim.actors:
        entry = evidence.known.who.organisations.get(actor.for_ or "")
        named = evidence.known.named(actor.text)
        kinds = {evidence.known.who.organisations[id_].kind for kind, id_ in named if kind == "organisation"}
        if actor.for_ == "UN/UNSC":
            return "security-council"
        if actor.role == _LEGISLATURE or (entry and entry.kind == "parliament") or kinds == {"parliament"}:
            return "parliament"
        if entry is not None and not evidence.is_state(evidence.known.whole(entry.id)):
            return "organisation"
    return "government"


def _ground(kind: str, claim: Claim) -> Ground:
    return Ground(kind, claim.object, parties(claim.actors), agreed([claim]), claim.status, (claim.id,))


def _asked_in(owner: str | None, host: str | None, near: Sequence[Claim], evidence: Evidence) -> Iterator[Ground]:
    """The host's requests for the mission, its agreements with the organisation, and what says so in words."""
    for claim in near if host else ():
        by, to = set(evidence.wholes(claim.actors)), set(evidence.wholes(claim.targets))
        ours = owner in to or not to
        if claim.act == "request" and host in by and ours and has("presence", claim.object) and not _leave(claim):
            yield _ground(_organ(claim, evidence), claim)
        elif claim.act == "agree" and {host, owner} <= by | to and has("presence", claim.object):
            yield _ground("agreement", claim)
        elif _invited(claim, host, evidence) and (owner in _voices(claim, evidence) or not _voices(claim, evidence)):
            yield Ground("government", _phrase(claim), (str(host),), agreed([claim]), "done", (claim.id,))


def _voices(claim: Claim, evidence: Evidence) -> set[str]:
    """The organisations that the claim is about or by."""
    voices = (*claim.actors, *claim.targets, *((claim.speaker,) if claim.speaker else ()))
    return {id_ for id_ in evidence.wholes(voices) if evidence.known.is_forum(id_)}


def _invited(claim: Claim, host: str | None, evidence: Evidence) -> bool:
    """Does the sentence say "at the invitation of" with the host's name behind it?"""
    return any(
        next((_state(meaning, evidence) for meaning in evidence.known.named(rest)), None) == host
        for rest in after_consent(claim.sentence)
    )


def _state(meaning: tuple[str, str], evidence: Evidence) -> str:
    kind, id_ = meaning
    return evidence.known.whole(evidence.known.who.posts[id_].for_ if kind == "post" else id_)


def _phrase(claim: Claim) -> str | None:
    rest = next(after_consent(claim.sentence))
    at = claim.sentence.index(rest)
    return " ".join(claim.sentence[max(0, at - 25) : at + 30].split())


def _asked_out(host: str | None, near: Sequence[Claim], evidence: Evidence) -> Iterator[Ground]:
    """Demands of the host or an organ of it that forces or the mission leave.

    What one asks another to ask is no demand of the other's own (docs/codebook.md, request): it stays possible.
    """
    demands = [claim for claim in near if host and claim.act == "request" and _leave(claim)]
    demands = [claim for claim in demands if host in evidence.wholes(claim.actors)]
    for claim in demands:
        asked = any(_asks(other, claim, evidence) for other in demands)
        ground = _ground(_organ(claim, evidence), claim)
        yield Ground("government", ground.what, ground.by, ground.on, "possible", ground.claims) if asked else ground


def _asks(one: Claim, other: Claim, evidence: Evidence) -> bool:
    """Both stand in one sentence and the first asks the actor of the second."""
    same = one.id != other.id and (one.report, one.start) == (other.report, other.start)
    return (
        same and _organ(one, evidence) == "parliament" and bool(set(parties(one.targets)) & set(parties(other.actors)))
    )


def _leave(claim: Claim) -> bool:
    return has("leave", claim.object)


def _consent(asked_in: Sequence[Ground], asked_out: Sequence[Ground]) -> Consent:
    given = [ground for ground in asked_in if ground.status == "done"]
    own = [ground for ground in asked_out if ground.kind == "government" and ground.status == "done"]
    if own and not _later(given, own):
        return "withdrawn"
    if [ground for ground in asked_out if ground.status == "done"]:
        return "contested" if given else "leave_demanded"
    return "given" if given else "not_said"


def _later(given: Sequence[Ground], demands: Sequence[Ground]) -> bool:
    """Was consent surely given anew after the last demand?"""
    last = max((day for ground in demands if (day := last_day(ground.on))), default=None)
    return last is not None and any(g.on and g.on.earliest and g.on.earliest > last for g in given)


def _changes(claims: Sequence[Claim]) -> Iterator[Change]:
    groups: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.act in _CHANGES:
            groups[claim.act, claim.status].append(claim)
    for (act, _), some in sorted(groups.items()):
        for told in occasions(some):
            yield _change(act, told)


def _change(act: str, told: Sequence[Claim]) -> Change:
    return Change(
        act=act,
        status=told[0].status,
        what=fullest(claim.object for claim in told),
        by=everybody(told),
        on=agreed(told),
        because=first(claim.because for claim in told),
        condition=first(claim.condition for claim in told),
        claims=ids(told),
    )
