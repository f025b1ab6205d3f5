"""The facts of an incident: the closed lists, reading them from a case, and what they imply.

The lists are those of the project's page on treaties (docs/law.md repeats them with their meaning).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import date
from functools import lru_cache
from typing import Any, Final

from foederis.law.geography import load_geography, resolve
from foederis.law.model import NO_STATE, Facts, Incident, Where
from foederis.law.toml import is_state
from foederis.model import Problem

FORMS: Final = (
    "armed_attack",
    "terrorist_attack",
    "incursion",
    "shootdown",
    "blockade",
    "sabotage",
    "cyber_attack",
    "coup",
    "threat",
    "disaster",
)
VALUES: Final[dict[str, tuple[str, ...]]] = {
    "form": FORMS,
    "object": ("territory", "people", "infrastructure", "forces", "vessel", "aircraft"),
    "attribution": ("clear", "disputed", "none"),
    "origin": ("abroad", "mixed", "home", "unknown"),
    "force": ("used", "threatened", "none"),
    "first_use": ("clear", "disputed"),
    "scale": ("grave", "minor"),
}
FORCEFUL: Final = frozenset({"armed_attack", "terrorist_attack", "shootdown", "blockade", "sabotage"})
"""Forms whose definition contains the use of force (violence, weapons, things destroyed, a plane brought down)."""
NON_STATE: Final = "non-state"
EARLIEST: Final = date(1945, 10, 24)
"""The UN Charter, the oldest instrument in the data; before it only imported alliances can say anything."""

_NULL_IS_NOBODY: Final = ("country", "at_home_of")


class CaseError(ValueError):
    """A case that cannot be assessed: says which fact is wrong and what it may be."""


def by_state(by: str | None) -> bool | None:
    """True: a state is named; False: a group; None: nobody is."""
    return None if by is None else not by.startswith(NON_STATE)


def from_case(case: Mapping[str, Any]) -> Incident:
    """One line of a case file as an incident; keys that are no facts (expectations, notes) are left aside.

    A null `country` or `at_home_of` says that the place is no state's; any other null, and a missing key, is unknown.
    Raises `CaseError` where a fact has a value outside its list.
    """
    known = {f.name for f in fields(Incident)}
    facts = {key: value for key, value in case.items() if key in known and value is not None}
    facts |= {key: NO_STATE for key in _NULL_IS_NOBODY if key in case and case[key] is None}
    if missing := [key for key in ("on", "target") if key not in facts]:
        raise CaseError(f"a case needs {' and '.join(missing)}")
    facts["on"] = day(facts["on"])
    if "at" in facts:
        facts["at"] = _pair(facts["at"])
    for key, value in facts.items():
        wanted = {"on": date, "at": tuple, "accident": bool}.get(key, str)
        if not isinstance(value, wanted):
            raise CaseError(f"{key} is {value!r}; it must be {'true or false' if wanted is bool else 'text'}")
    return checked(Incident(**facts))


def _pair(value: object) -> tuple[float, float]:
    if isinstance(value, list | tuple) and len(value) == 2 and all(type(part) in (int, float) for part in value):
        return float(value[0]), float(value[1])
    raise CaseError(f"at is {value!r}; it must be latitude and longitude, such as [35.92, -5.31]")


def to_case(incident: Incident) -> dict[str, Any]:
    """The inverse of `from_case`: unknown facts are left out."""
    values = {f.name: getattr(incident, f.name) for f in fields(Incident)}
    case = {key: value for key, value in values.items() if value is not None}
    case |= {key: None for key in _NULL_IS_NOBODY if case.get(key) == NO_STATE}
    return case | {"on": incident.on.isoformat()}


def checked(incident: Incident) -> Incident:
    """The incident itself, or `CaseError` where a value lies outside its closed list or a state does not exist."""
    return check_states(check_values(incident), ("target", "country", "at_home_of", "by"))


def check_values(incident: Incident) -> Incident:
    """Refuse a value outside its closed list, and impossible coordinates."""
    for key, allowed in VALUES.items():
        value = getattr(incident, key)
        if value is not None and value not in allowed:
            raise CaseError(f"{key} is {value!r}; it may be {', '.join(allowed)}")
    if incident.at and not (abs(incident.at[0]) <= 90 and abs(incident.at[1]) <= 180):
        raise CaseError(f"at is {incident.at}; it must be latitude (-90 to 90), longitude (-180 to 180)")
    return incident


def check_states(incident: Incident, keys: tuple[str, ...]) -> Incident:
    """Refuse what is no state among the facts of these names, and a state that attacks itself."""
    for key in keys:
        _check_state(key, getattr(incident, key))
    if "target" in keys and incident.by == incident.target:
        raise CaseError(f"target and by are both {incident.target}: a state does not attack itself")
    return incident


def _check_state(key: str, value: str | None) -> None:
    nobody = {"country": NO_STATE, "at_home_of": NO_STATE}.get(key)
    if value is None or value == nobody or (key == "by" and value.startswith(f"{NON_STATE}:")):
        return
    if not is_state(value):
        hint = (
            ", or non-state:NAME for a group" if key == "by" else f", or {nobody} for the high seas" if nobody else ""
        )
        raise CaseError(f"{key} is {value!r}, which is no state: give its alpha-3 code such as FRA{hint}")


def day(value: object) -> date:
    """A date from its ISO 8601 text; `CaseError` shows the form where it is another."""
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        raise CaseError(f"on is {value!r}; it must be a date such as 2015-11-13") from None


def settle(incident: Incident) -> tuple[Facts, tuple[Problem, ...]]:
    """The incident with the facts that its own words imply, its place resolved, and what is wrong with the place."""
    incident, derived = derive(incident)
    where, problems = place_of(incident)
    if incident.at_home_of is None and where.home is not None:
        derived = (*derived, f"at_home_of is {where.home}: " + "; ".join(where.because))
    incident = replace(incident, at_home_of=where.home)
    return Facts(incident, where, derived), problems


def place_of(incident: Incident) -> tuple[Where, tuple[Problem, ...]]:
    """Where the thing hit was: its place, with the state it was at home of, or else the country."""
    home = incident.at_home_of or incident.country
    return _where(incident.on, incident.place, home, incident.at, incident.object)


@lru_cache(maxsize=1 << 14)
def _where(
    on: date, place: str | None, country: str | None, at: tuple[float, float] | None, object: str | None
) -> tuple[Where, tuple[Problem, ...]]:
    return resolve(load_geography(), on, place=place, country=country, at=at, object=object)


def derive(incident: Incident) -> tuple[Incident, tuple[str, ...]]:
    """Facts that follow from others by their definitions alone; nothing is assumed."""
    derived: list[str] = []
    if incident.force is None and incident.form in FORCEFUL:
        incident = replace(incident, force="used")
        derived.append(f"force is used: the form {incident.form} means it")
    if incident.origin is None and by_state(incident.by):
        incident = replace(incident, origin="abroad")
        derived.append(f"origin is abroad: {incident.by} is a foreign state")
    if incident.at_home_of is None and incident.country is not None:
        incident = replace(incident, at_home_of=incident.country)
        derived.append("at_home_of is the country: that is whose the place is")
    return incident, tuple(derived)
