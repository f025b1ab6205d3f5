"""Who did it, as far as sources agree: clear where it is said undisputed, disputed where one says otherwise."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from foederis.duties.evidence import Evidence, first_day
from foederis.duties.model import Fact
from foederis.duties.words import said
from foederis.model import Claim
from foederis.state.alike import shape_of, words_of
from foederis.state.rows import Incident as IncidentRow
from foederis.state.said import ids, starts


def attribution(row: IncidentRow, evidence: Evidence) -> Fact:
    """``clear``, ``disputed``, or None where nobody is named or all who name one are parties to the quarrel."""
    name = "attribution"
    naming = [claim for claim in evidence.of(row) if claim.actors]
    if not naming:
        return Fact(name, None, "no claim names who did it")
    if against := [*_denials(row, evidence), *_otherwise(row, evidence)]:
        return Fact(
            name, "disputed", "; ".join(sorted({why for why, _ in against})), ids(claim for _, claim in against)
        )
    sure = [claim for claim in naming if _surely_said(claim, evidence)]
    if sure:
        return Fact(name, "clear", "said without dispute", ids(sure))
    voices = sorted({claim.speaker.for_ or claim.speaker.text for claim in naming if claim.speaker})
    return Fact(name, None, f"so only {', '.join(voices)}", ids(naming))


def _surely_said(claim: Claim, evidence: Evidence) -> bool:
    """In the report's own voice, or by the one who did it."""
    if claim.speaker is None:
        return True
    return bool(set(evidence.wholes((claim.speaker,))) & set(evidence.wholes(claim.actors)))


def _denials(row: IncidentRow, evidence: Evidence) -> Iterator[tuple[str, Claim]]:
    """Denials by the one named, and claims that it was not so."""
    doers = {evidence.known.whole(name) for name in row.by}
    own = evidence.of(row)
    reports = {claim.report for claim in own}
    begun = first_day(row.on)
    for claim in evidence.denials:
        if begun is not None and starts(claim) < begun:
            continue
        who = doers & set(evidence.wholes(claim.actors))
        if claim.act == "deny" and who and _denies(claim, row, claim.report in reports):
            yield f"{', '.join(sorted(who))} denies it", claim
        elif claim.act != "deny" and who and _alike(claim, own, with_actors=True):
            yield f"it is said that {', '.join(sorted(who))} did not", claim


def _denies(claim: Claim, row: IncidentRow, same_report: bool) -> bool:
    """The denial speaks of this incident: of its place, of what was hit, or of blame in a report that tells of it."""
    told = words_of(row.what.partition(": ")[2]) | words_of(row.place)
    shares = bool(told & words_of(claim.object))
    return shares or (same_report and (claim.object is None or bool(said("blame", claim.object))))


def _otherwise(row: IncidentRow, evidence: Evidence) -> Iterator[tuple[str, Claim]]:
    """Other sources' claims of what must be the same incident, with another doer."""
    own = [claim for claim in evidence.of(row) if claim.actors]
    doers = {evidence.known.whole(name) for name in row.by}
    reports = {claim.report for claim in own}
    for other in _rivals(row, evidence):
        for claim in evidence.of(other):
            who = set(evidence.wholes(claim.actors))
            if claim.report not in reports and who and not who & doers and _alike(claim, own, with_actors=False):
                yield f"elsewhere {', '.join(sorted(who))} is named", claim


def _rivals(row: IncidentRow, evidence: Evidence) -> Iterable[IncidentRow]:
    """Incidents with the same target and other doers."""
    return (
        other
        for other in evidence.incidents_of.get(row.target, ())
        if row.target and other.id != row.id and not set(other.by) & set(row.by)
    )


def _alike(claim: Claim, own: Sequence[Claim], *, with_actors: bool) -> bool:
    """Could tell of the same incident, as the state compares claims (`foederis.state.alike`), and something holds them
    together; `with_actors` False leaves aside who did it."""
    claim = replace(claim, status="done")
    for mine in own:
        one, other = shape_of(mine, mine.report), shape_of(claim, claim.report)
        if not with_actors:
            one, other = replace(one, actors=frozenset()), replace(other, actors=frozenset())
        same_act = mine.act == claim.act and (mine.place or mine.object)
        if same_act and one.fits(other) and one.holds(other):
            return True
    return False
