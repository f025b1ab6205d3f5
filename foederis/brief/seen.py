"""What the brief's pictures show, as values from the folded state: spans of missions, ties of parties, sites."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Final

from foederis.brief.desk import Desk
from foederis.brief.model import Basis, Site, Span, Tie
from foederis.brief.places import spots
from foederis.brief.standing import by_whom, mission_name, units
from foederis.model import Interval
from foederis.state.fold import Fold
from foederis.state.rows import Mission, State
from foederis.state.said import starts
from foederis.who.registry import Who

TURNS: Final = frozenset({"launch", "suspend", "resume", "end"})
DAYS: Final = 100  #: the last days on which missions changed that are looked at; each costs a look at the whole state
KIND_OF_STANCE: Final = {
    "support": "supports",
    "request": "asks",
    "criticise": "criticises",
    "deny": "criticises",
    "protest": "criticises",
    "reject": "opposes",
    "threaten": "opposes",
    "sanction": "opposes",
}


def spans(desk: Desk, folded: Fold, state: State) -> tuple[Span, ...]:
    """The statuses that each mission went through, on the days on which a claim of a turn begins to count."""
    claims = {id_: desk.claims[id_] for mission in state.missions for id_ in mission.claims}
    turns = {starts(claim) for claim in claims.values() if claim.act in TURNS}
    days = sorted(day for day in turns if date.min < day <= state.on)[-DAYS:]
    told: dict[str, list[tuple[date, Mission]]] = defaultdict(list)
    for day in days:
        for mission in folded.rows("missions", day):
            assert isinstance(mission, Mission)
            seen = told[mission.id]
            if mission.claims and mission.status and (not seen or seen[-1][1].status != mission.status):
                seen.append((day, mission))
    kept = {mission.id: _owned(desk, mission) for mission in state.missions if mission.claims}
    return tuple(
        _span(desk, kept[id_], seen, until)
        for id_, stages in sorted(told.items(), key=lambda item: kept.get(item[0], ""))
        if id_ in kept and stages
        for seen, until in zip(stages, [*(later for later, _ in stages[1:]), None], strict=True)
    )


def _owned(desk: Desk, mission: Mission) -> str:
    """The mission's name, with whose it is where the words alone leave that open."""
    name, owner = mission_name(desk, mission), by_whom(desk, mission.by).removeprefix(" by ")
    return name if mission.reference or not owner or owner.casefold() in name.casefold() else f"{name} ({owner})"


def _span(desk: Desk, name: str, seen: tuple[date, Mission], until: date | None) -> Span:
    day, mission = seen
    told = (desk.claims[id_] for id_ in mission.claims)
    last = max((said for claim in told if (said := claim.published.latest or claim.latest)), default=day)
    last = max(last, day) if until is None else until
    return Span(name, str(mission.status), mission.since or Interval(), day, until, last, desk.basis(mission.claims))


def ties(desk: Desk, state: State) -> tuple[Tie, ...]:
    """How parties that are known stand toward each other; objecting to somebody's proposal is opposing."""
    found: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    for stance in state.stances:
        if stance.toward and stance.status == "done" and (kind := KIND_OF_STANCE.get(stance.stance)):
            found[stance.of, stance.toward, kind].update(stance.claims)
    for proposal in state.proposals:
        for of in proposal.objectors:
            for toward in proposal.by:
                found[of, toward, "opposes"].update(proposal.claims)
    merged: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    for (of, toward, kind), ids in found.items():
        if desk.names.known(of) and desk.names.known(toward) and of != toward:
            merged[desk.names.code(of), desk.names.code(toward), kind].update(ids)
    return tuple(Tie(*key, desk.basis(sorted(ids))) for key, ids in sorted(merged.items()))


def sites(desk: Desk, state: State, who: Who) -> Iterator[Site]:
    """The incidents and the forces of the state that have a place."""
    for incident in state.incidents:
        what = f"{incident.what.partition(': ')[2] or incident.what}{by_whom(desk, incident.by)}"
        yield from _sites(
            "incident", what, incident.place, incident.country, incident.on, desk.basis(incident.claims), who
        )
    for force in state.forces:
        if force.status == "done":
            yield from _sites(
                "force", units(desk, force), force.place, None, force.since, desk.basis(force.claims), who
            )


def _sites(
    kind: str, text: str, place: str | None, country: str | None, when: Interval | None, basis: Basis, who: Who
) -> Iterator[Site]:
    named = place or country
    if not named:
        return
    named = who.states[named].name if named in who.states else named
    for spot in spots(place, country, who) or (None,):
        name, position, exact = (spot.name, spot.position, spot.exact) if spot else (named, None, False)
        yield Site(kind, text, named, name, position, exact, when or Interval(), basis)
