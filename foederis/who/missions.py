"""Which mission of who's who is meant when a text says whose it is and where, not what it is called."""

from __future__ import annotations

from datetime import date

from foederis.who.entries import Candidate, Organisation, holds
from foederis.who.registry import Who


def country_of_mission(who: Who, mission: Organisation) -> str | None:
    """The country a mission works in: the one its name names, else where it sits."""
    named = {country_of(who, mention.entries[0]) for mention in who.find(mission.name)} - {None}
    if len(named) == 1:
        return named.pop()
    return who.country_of(mission.seat) if mission.seat else None


def country_of(who: Who, meaning: Candidate) -> str | None:
    """The state that a name stands for, or in which the place of that name lies; None where it is neither."""
    if meaning.kind in ("state", "capital"):
        return meaning.id
    return who.country_of(meaning.id) if meaning.kind in ("place", "city") else None


def mission_in(who: Who, owner: str, country: str, days: tuple[date, ...]) -> str | None:
    """The one mission that the organisation had, or may have had, in the country on one of the days."""
    found = [
        each.id
        for each in who.organisations.values()
        if each.kind == "mission"
        and who.whole(each.id) == owner
        and any(holds(each, day) is not False for day in days)
        and country_of_mission(who, each) == country
    ]
    return found[0] if len(found) == 1 else None
