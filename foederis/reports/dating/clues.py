"""Clues to a report's date, and the interval that as many of them as can be true together allow."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from foederis.model import Dating
from foederis.reports.dating.days import ALL, Days, bounds


@dataclass(frozen=True, slots=True)
class Clue:
    """Words of a report, and the days on which a report that says them may have been published."""

    days: Days
    reason: str  #: the words, and what they allow
    weight: int  #: how far to trust it where clues contradict each other


_SEEDS = 40  #: so many of the weightiest clues are tried as the start of a set that agrees

NOTHING = "text: nothing in it tells when it was published"


def combined(clues: Sequence[Clue]) -> Dating:
    """The interval that the clues allow together, with the reason of each clue that narrows it; where they contradict
    each other, that of the weightiest ones that agree, with those left out named after them.
    """
    telling = _distinct(clue for clue in clues if clue.days != ALL)
    kept = _agreeing(telling)
    left_out = [clue for clue in telling if clue not in kept]
    days = _common(kept)
    if days == ALL:
        return Dating(None, None, (NOTHING,))
    earliest, latest = bounds(days)
    reasons = [clue.reason for clue in _needed(kept)] or [f"{clue.reason}; the year is not told" for clue in kept[:3]]
    reasons += [f"left out, contradicts the others: {clue.reason}" for clue in left_out]
    return Dating(earliest, latest, tuple(reasons))


def _distinct(clues: Iterable[Clue]) -> list[Clue]:
    """One clue for each set of days, the weightiest, weightiest first."""
    best: dict[Days, Clue] = {}
    for clue in sorted(clues, key=lambda clue: -clue.weight):
        best.setdefault(clue.days, clue)
    return list(best.values())


def _common(clues: Sequence[Clue]) -> Days:
    days = ALL
    for clue in clues:
        days &= clue.days
    return days


def _agreeing(clues: list[Clue]) -> list[Clue]:
    """All clues where they agree; else the weightiest set found by starting from one clue and adding what agrees."""
    if _common(clues):
        return clues
    sets = [_grown(seed, clues) for seed in clues[:_SEEDS]]
    return max(sets, key=lambda kept: sum(clue.weight for clue in kept))


def _grown(seed: Clue, clues: list[Clue]) -> list[Clue]:
    days, kept = seed.days, [seed]
    for clue in clues:
        if clue is not seed and days & clue.days:
            days &= clue.days
            kept.append(clue)
    return kept


def _needed(clues: list[Clue]) -> list[Clue]:
    """The clues without those, lightest first, that the others make superfluous."""
    heavier = [ALL]
    for clue in clues:
        heavier.append(heavier[-1] & clue.days)
    needed: list[Clue] = []
    lighter, days = ALL, heavier[-1]
    for place in range(len(clues) - 1, -1, -1):
        if bounds(heavier[place] & lighter) != bounds(days):
            needed.insert(0, clues[place])
            lighter &= clues[place].days
    return needed
