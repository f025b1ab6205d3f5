"""What the law says of the record, as values: incidents with their clauses, missions with their grounds, requests.

Unknown is ``None`` and "the record does not say" is a value of its own, never the same as "no".
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from foederis.law import Incident
from foederis.law.model import Verdict
from foederis.model import Interval, Status
from foederis.state.rows import Incident as IncidentRow
from foederis.state.rows import When

Standing = Literal["open", "closed", "no_party", "not_in_force"]
Use = Literal["invoked", "not_invoked", "contradicted", "talked_of", "not_said"]
Consent = Literal["given", "contested", "leave_demanded", "withdrawn", "not_said"]
Answer = Literal["delivered", "offered", "refused", "not_said"]


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact of an incident, why it is taken to be so (or stays unknown), and the claims that carry it."""

    name: str
    value: str | bool | None
    because: str
    claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Case:
    """An incident as the law asks for it. `only_if` names what no claim says and the case takes for granted."""

    incident: Incident
    days: Interval  #: the days on which it may have been; the incident carries the last of them
    facts: tuple[Fact, ...]
    only_if: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Call:
    """An invocation row as far as it concerns an incident."""

    invocation: str  #: id of the state's row
    by: str | None
    status: str
    on: When
    may: bool | None  #: whether it is one of those who may invoke the clause; None: nobody is named
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ClauseAnswer:
    """Whether a clause was open over an incident, and what the record says of its use: two questions, two answers."""

    clause: str
    instrument: str
    standing: Standing
    finding: Verdict
    because: str  #: for a clause that is not open: the test that shuts it
    only_if: tuple[str, ...]  #: for an arguable one: what would have to be so
    duty: str | None
    bound: tuple[str, ...]
    may_invoke: tuple[str, ...]
    history: str | None  #: what the law's own history says of this very incident
    use: Use
    calls: tuple[Call, ...]


@dataclass(frozen=True, slots=True)
class CaseAnswer:
    """One case of an incident with every clause that has a party among those involved."""

    case: Case
    clauses: tuple[ClauseAnswer, ...]
    notes: tuple[str, ...] = ()  #: e.g. a place that could not be found


@dataclass(frozen=True, slots=True)
class IncidentAnswer:
    """An incident of the record with its cases, one for each state hit and each who did it."""

    row: IncidentRow
    cases: tuple[CaseAnswer, ...]
    not_assessed: str | None = None  #: why there is no case


@dataclass(frozen=True, slots=True)
class Ground:
    """Something that a mission rests on, or that speaks against it."""

    kind: str  #: security-council, parliament, government, organisation, agreement, treaty, resolution
    what: str | None
    by: tuple[str, ...]
    on: When
    status: Status
    claims: tuple[str, ...]
    reference: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """What suspended, ended, took up again or thinned out a mission, or was said to be about to."""

    act: str
    status: Status
    what: str | None
    by: tuple[str, ...]
    on: When
    because: str | None
    condition: str | None
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MissionAnswer:
    """A mission, what it rests on as far as claims and who's who say, and what removed or suspended it."""

    mission: str
    id: str  #: who's-who id, else the state's row
    rows: tuple[str, ...]
    owner: str | None
    host: str | None
    status: str | None
    activities: tuple[tuple[str, str | None], ...]  #: of it, each with its status
    mandate: tuple[Ground, ...]
    consent: Consent
    asked_in: tuple[Ground, ...]
    asked_out: tuple[Ground, ...]
    changes: tuple[Change, ...]
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """One thing asked for under a clause and what became of it."""

    what: str | None
    of: tuple[str, ...]  #: empty: nobody is named
    on: When
    status: Status  #: possible: it may or might be asked
    answer: Answer
    by: tuple[str, ...]  #: who answered
    claims: tuple[str, ...]
    answered: tuple[str, ...]  #: claims and rows of the answer


@dataclass(frozen=True, slots=True)
class Offer:
    """What a party promised or gave to the one who asked, after it asked."""

    giver: str | None
    what: str | None
    quantity: float | None
    unit: str | None
    on: When
    status: str  #: as of the state's pledges
    bound: bool | None  #: whether the giver owes the duty; None: nobody is named
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Help:
    """Help under a clause: who called for it, what was asked, offered and is unmet, and of whom nothing is said."""

    clause: str
    by: str
    invoked: When
    claims: tuple[str, ...]
    asked: tuple[Asked, ...]
    offers: tuple[Offer, ...]
    silent: tuple[str, ...]  #: states bound of whose help the record does not say anything

    @property
    def unmet(self) -> tuple[Asked, ...]:
        """What was asked for and, as far as the record says, neither given nor offered."""
        return tuple(one for one in self.asked if one.status == "done" and one.answer in ("refused", "not_said"))


@dataclass(frozen=True, slots=True)
class Duties:
    """All answers on a date as known on a date."""

    on: date
    known: date | None
    incidents: tuple[IncidentAnswer, ...]
    missions: tuple[MissionAnswer, ...]
    help: tuple[Help, ...]
    untied: tuple[Call, ...]  #: invocations that no incident of the record accounts for
