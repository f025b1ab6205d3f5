"""The nouns of the law: an incident and its findings, an instrument and its clauses, a place and the areas it lies in.

All are immutable. Unknown is ``None``; `NO_STATE` says that a place is known to be no state's. A period runs from its
first day to the first day on which it no longer holds.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from foederis.model import Problem

Verdict = Literal["applies", "arguable", "does_not_apply"]
Duty = Literal[
    "assist_all_means", "assist_as_deemed_necessary", "assist", "act_per_constitution", "consult", "right_only"
]

NO_STATE: Final = "none"
"""The high seas, an economic zone, international airspace, or land of no state: known to be nobody's, unlike None."""


@dataclass(frozen=True, slots=True)
class Incident:
    """What happened to whom, as known in the weeks after. A fact not given is None: unknown, never a default."""

    on: date
    target: str  #: the state attacked or hit, alpha-3
    by: str | None = None  #: alpha-3, ``non-state:NAME``, or None where nobody is named
    place: str | None = None
    country: str | None = None  #: whose land, territorial sea or airspace the place is; `NO_STATE` where no state's
    form: str | None = None
    object: str | None = None
    attribution: str | None = None
    origin: str | None = None
    accident: bool | None = None
    force: str | None = None
    first_use: str | None = None
    scale: str | None = None
    at_home_of: str | None = None  #: where the thing hit was, like `country`
    at: tuple[float, float] | None = None  #: latitude, longitude
    id: str | None = None


@dataclass(frozen=True, slots=True)
class Where:
    """A place as the clauses see it: whose it is, and which areas it surely or possibly lies in."""

    home: str | None = None  #: alpha-3, `NO_STATE`, or None where unknown
    territory: str | None = None  #: a special territory's id, else the state's alpha-3 for its main territory
    administered_by: str | None = None
    regions: frozenset[str] = frozenset()
    open_regions: frozenset[str] = frozenset()  #: areas it may lie in: the words of the law or the place leave it open
    known: bool = True  #: False: nothing is known of the place, so it may lie in any area
    zone_of: tuple[str, ...] = ()  #: states in whose economic zone or on whose shelf it is said to be
    because: tuple[str, ...] = ()  #: how the place was resolved

    def lies_in(self, region: str) -> bool | None:
        """True, False, or None where it is open whether the place lies in `region`."""
        if region in self.regions:
            return True
        return None if region in self.open_regions or not self.known else False


@dataclass(frozen=True, slots=True)
class Facts:
    """An incident with everything that its own words imply, and its place resolved."""

    incident: Incident
    where: Where
    derived: tuple[str, ...] = ()  #: which facts were derived, and from what


@dataclass(frozen=True, slots=True)
class Reason:
    """One test of a clause: whether it holds (None: open or unknown), why, the article it rests on, and its parts."""

    test: str
    holds: bool | None
    because: str
    article: str
    parts: tuple[Reason, ...] = ()
    if_: str | None = None  #: for an open test: what would have to be so for it to hold


@dataclass(frozen=True, slots=True)
class Finding:
    """What one clause says of an incident."""

    clause: str
    finding: Verdict
    duty: str | None
    bound: tuple[str, ...]  #: states surely bound, sorted; without the target and the attacker
    bound_disputed: tuple[str, ...]
    may_invoke: tuple[str, ...]
    decides: str | None
    procedure: str | None
    report: str | None
    ends: str | None
    exceptions: tuple[str, ...]
    gives_not: tuple[str, ...]
    if_: tuple[str, ...]  #: for "arguable": what would have to be so for the clause to apply
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Assessment:
    """Every clause's finding on one incident."""

    case: Incident
    findings: tuple[Finding, ...]
    where: Where
    derived: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Span:
    """From a first day to the first day on which it no longer holds; None is open."""

    start: date | None = None
    end: date | None = None

    def holds(self, on: date) -> bool:
        return (self.start is None or self.start <= on) and (self.end is None or on < self.end)


@dataclass(frozen=True, slots=True)
class Party:
    """States that are parties for a time; `disputed` where their membership is."""

    states: tuple[str, ...]
    span: Span
    disputed: bool = False
    note: str | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Rift:
    """A time in which it is disputed whether two parties still owe each other the duty."""

    states: tuple[str, str]
    span: Span
    note: str


@dataclass(frozen=True, slots=True)
class Use:
    """A real use of a clause: when, by whom, and over which incident (whose victim, when, by whom)."""

    on: date | None
    by: tuple[str, ...]
    targets: tuple[str, ...]
    over: Span
    attackers: tuple[str, ...]  #: alpha-3, ``non-state`` for any group; empty: not said
    accepted: bool  #: the organ decided or the other parties accepted, so the use settles doubts of law
    note: str
    source: str


@dataclass(frozen=True, slots=True)
class Limb:
    """One limb of an area: where it matches, the thing hit is inside, or it is open whether it is."""

    inside: bool | None  #: None: left open by the words
    says: str
    article: str
    objects: tuple[str, ...] = ()  #: empty: any
    home: tuple[str, ...] = ()  #: any of target, attacker, party, other, none or an alpha-3; empty: any
    regions: tuple[str, ...] = ()  #: any of these
    territories: tuple[str, ...] = ()
    administered_by: tuple[str, ...] = ()  #: ``party`` or alpha-3
    zone: bool = False  #: in the economic zone or on the shelf of the target
    span: Span = Span()


@dataclass(frozen=True, slots=True)
class Terms:
    """What a clause gives in practice, for laying clauses side by side."""

    mode: str
    civil: str
    military: str
    led_by: str
    budget: str
    procedure: str
    needs: tuple[tuple[str, str, str], ...]  #: (need, yes | possible | no, why)


@dataclass(frozen=True, slots=True)
class Clause:
    """One duty or right of an instrument, with its conditions as data."""

    id: str
    article: str
    title: str
    duty: str | None
    says: str
    condition: str
    duty_says: str
    invoked_by: str  #: ``target`` or ``any-party``
    decides: str
    procedure: str
    ends: str
    report: str
    area: str | None = None  #: id of the area; None: no area test
    protects: tuple[str, ...] = ()  #: the only states whose being attacked counts; empty: every party
    waives: tuple[str, ...] = ()  #: tests that do not count: force, area, doubts, attacker, attacker-party
    waived_because: str = ""
    threats: bool = False  #: force threatened is enough
    by_states: bool = False  #: the text speaks of attack by a state
    settled_text: bool = True  #: False: unpublished or coarse, so arguable at best
    forms: tuple[tuple[str, bool | None], ...] = ()  #: where given, only these forms count (None: open)
    not_forms: tuple[str, ...] = ()
    outsiders: str = (
        "no"  #: a target that is no party: no, open, or used (only where a party used it over the incident)
    )
    binds: bool = True
    breaker_bound: bool = False  #: a party that is the attacker stays bound to the duty, though that is disputed
    exceptions: tuple[str, ...] = ()
    gives_not: tuple[str, ...] = ()
    quotes: tuple[str, ...] = ()
    uses: tuple[Use, ...] = ()
    not_used: tuple[str, ...] = ()
    terms: Terms | None = None


@dataclass(frozen=True, slots=True)
class Instrument:
    """A treaty as data. In force for certain from `sure`, not before `in_force`; between the two it is unsettled."""

    id: str
    title: str
    signed: date | None
    in_force: date | None  #: the earliest possible first day; None: not known to be in force
    sure: date | None  #: the first day that is certain; None: entry into force was never confirmed
    ended: date | None
    parties: tuple[Party, ...]
    rifts: tuple[Rift, ...]
    clauses: tuple[Clause, ...]
    sources: tuple[str, ...]
    notes: tuple[str, ...] = ()

    def standing(self, state: str, on: date) -> bool | None:
        """True: a party on the day; None: disputed; False: no party."""
        entries = [p for p in self.parties if state in p.states and p.span.holds(on)]
        if not entries:
            return False
        return None if all(p.disputed for p in entries) else True

    def members(self, on: date) -> tuple[frozenset[str], frozenset[str]]:
        """The parties on the day, and those whose membership is disputed."""
        live = [p for p in self.parties if p.span.holds(on)]
        sure = frozenset(s for p in live if not p.disputed for s in p.states)
        return sure, frozenset(s for p in live if p.disputed for s in p.states) - sure


@dataclass(frozen=True, slots=True)
class Law:
    """All instruments, and the areas their clauses speak of."""

    instruments: tuple[Instrument, ...]
    areas: tuple[tuple[str, tuple[Limb, ...]], ...]

    def limbs(self, area: str) -> tuple[Limb, ...]:
        return dict(self.areas)[area]
