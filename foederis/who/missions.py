"""Which mission of who's who is meant when a text says whose it is and where, not what it is called."""

from __future__ import annotations

from collections.abc import Sequence
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


def mission_in(who: Who, owner: str, country: str, days: Sequence[date]) -> str | None:
    """The one mission that the organisation had, or may have had, in the country on the days."""
    missions = (each for each in who.organisations.values() if each.kind == "mission" and who.whole(each.id) == owner)
    return one_of([each for each in missions if country_of_mission(who, each) == country], days)


def one_of(missions: Sequence[Organisation], days: Sequence[date]) -> str | None:
    """The one of the missions that was, or may have been, there on all the days, else on one of them."""
    for enough in (all, any):
        found = [each.id for each in missions if enough(holds(each, day) is not False for day in days)]
        if found:
            return found[0] if len(found) == 1 else None
    return None
