"""How things stood on a day, from the folded state: rows for people, and the values of the brief's pictures."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final, TypeVar

from foederis.brief.desk import Desk
from foederis.brief.model import Row, Standing
from foederis.brief.names import join
from foederis.brief.phrase import amount, votes
from foederis.brief.words import STATUS, when
from foederis.model import Interval, Status
from foederis.state.alike import words_of
from foederis.state.rows import Force, Member, Mission, Partnership, Post, Proposal, State, When
from foederis.state.rows import Row as StateRow

R = TypeVar("R", bound=StateRow)
_STATUS: Final[Mapping[str, Status]] = {
    "planned": "planned",
    "acceding": "planned",
    "withdrawal_planned": "planned",
    "possible": "possible",
    "withdrawal_possible": "possible",
    "not_done": "not_done",
    "withdrawal_not_done": "not_done",
    "not": "not_done",
}


def standing(desk: Desk, state: State) -> tuple[Standing, ...]:
    """What claims say of missions, forces, members, posts ..., as it stood on the state's day."""
    tables = (
        Standing("Missions and operations", tuple(_rows(desk, state.missions, _mission))),
        Standing("Forces", tuple(_rows(desk, state.forces, _force))),
        Standing("Members", tuple(_rows(desk, state.members, _member))),
        Standing("Posts", tuple(_rows(desk, state.posts, _post))),
        Standing("Partnerships", tuple(_rows(desk, state.partnerships, _partnership))),
        Standing("Proposals and decisions", tuple(_rows(desk, state.proposals, _proposal))),
    )
    return tuple(table for table in tables if table.rows)


def _rows(desk: Desk, rows: Iterable[R], told: Callable[[Desk, R], tuple[str, str, When]]) -> Iterator[Row]:
    """The rows that rest on claims; those of who's who alone are no news."""
    for row in rows:
        if row.claims:
            text, status, when = told(desk, row)
            days = when or Interval()
            shown = _STATUS.get(status, "done")
            line = " ".join(f"{text}{f' ({STATUS[shown]})' if STATUS[shown] else ''}".split())
            yield Row(
                id=row.id,
                act="",
                status=shown,
                earliest=days.earliest,
                latest=days.latest,
                text=line[:1].upper() + line[1:],
                basis=desk.basis(row.claims),
            )


def _mission(desk: Desk, row: Mission) -> tuple[str, str, When]:
    status = {None: "reports contradict each other", "not_done": "not launched"}.get(row.status, row.status)
    parts = [
        f"{mission_name(desk, row)}: {status}",
        row.by and by_whom(desk, row.by).strip(),
        row.participants and f"with {_names(desk, row.participants)}",
        row.personnel is not None and f"{row.personnel:,} people",
        row.consent and f"host: {row.consent}",
    ]
    return _listed(parts), "", row.since


def mission_name(desk: Desk, row: Mission) -> str:
    owner = desk.names.joint(row.part_of) if row.part_of else ""
    return f"{row.mission} ({owner})" if owner and owner.casefold() not in row.mission.casefold() else row.mission


def _force(desk: Desk, row: Force) -> tuple[str, str, When]:
    place = desk.names.joint(row.place) if row.place else ""
    left = {"withdrawn": ": withdrawn", "withdrawal_planned": ": to be withdrawn"}.get(row.status, "")
    left = left or (": withdrawal" if row.status.startswith("withdrawal") else "")
    command = f", under {desk.names.joint(row.command)}" if row.command else ""
    where = f", {place}" if place and not words_of(place) <= words_of(units(desk, row)) else ""
    return (
        f"{units(desk, row)}{where}{command}{left}",
        row.status,
        row.until if row.status == "withdrawn" else row.since,
    )


def units(desk: Desk, row: Force) -> str:
    what = row.force if row.quantity is None else amount(row.quantity, _fuller(row.unit, row.force))
    whose = desk.names.joint(row.contributor) if row.contributor else ""
    said = any(desk.names.mentions(what, code) for code in (row.contributor or "").split(", "))
    return what if not whose or said or words_of(whose) <= words_of(what) else f"{what} of {whose}"


def _fuller(unit: str | None, force: str) -> str:
    return force if not unit or words_of(unit) <= words_of(force) else unit


def _member(desk: Desk, row: Member) -> tuple[str, str, When]:
    said = {"member": "is a member of", "acceding": "is acceding to", "ended": "is no longer a member of"}
    verb = said.get(row.status, "is not a member of")
    return f"{desk.names.code(row.state)} {verb} {desk.names.code(row.org)}", row.status, row.until or row.since


def _post(desk: Desk, row: Post) -> tuple[str, str, When]:
    parts = [
        f"{desk.names.post(row.post)}: {desk.names.person(row.holder) if row.holder else 'not said who'}",
        row.extended_until and f"extended until {when(row.extended_until.earliest, row.extended_until.latest)}",
        row.successor and f"to be followed by {desk.names.person(row.successor)}",
        row.candidates and f"talked of: {join(map(desk.names.person, row.candidates))}",
    ]
    return _listed(parts), "", row.since


def _partnership(desk: Desk, row: Partnership) -> tuple[str, str, When]:
    areas = f", {row.areas} areas" if row.areas else ""
    ended = ": ended" if row.status == "ended" else ""
    return (
        f"{desk.names.code(row.org)} and {desk.names.code(row.partner)}: {row.form or 'partnership'}{areas}{ended}",
        row.status,
        row.since,
    )


def _proposal(desk: Desk, row: Proposal) -> tuple[str, str, When]:
    parts = [
        f"{row.proposal}: {'outcome not said' if row.outcome == 'unknown' else row.outcome}",
        row.votes and votes(row.votes),
        row.by and f"put forward by {_names(desk, row.by)}",
        row.backers and f"backed by {_names(desk, row.backers)}",
        row.objectors and f"opposed by {_names(desk, row.objectors)}",
        row.next and f"next: {when(row.next.earliest, row.next.latest)}",
    ]
    return _listed(parts), row.outcome, row.on


def _listed(parts: Iterable[object]) -> str:
    """Those of the parts that are told, with commas between."""
    return ", ".join(str(part) for part in parts if part)


def _names(desk: Desk, codes: Iterable[str]) -> str:
    return join(map(desk.names.code, codes))


def by_whom(desk: Desk, codes: Iterable[str]) -> str:
    named = _names(desk, codes)
    return f" by {named}" if named else ""
