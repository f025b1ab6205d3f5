"""What must hold between entries: unique ids, references that lead somewhere, dates in order, one holder at a time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence, Set
from itertools import combinations
from typing import Final

from foederis.model import Interval, Problem
from foederis.who.entries import (
    Entry,
    Group,
    Landmark,
    Membership,
    Organisation,
    Person,
    Place,
    Post,
    State,
    Term,
    Title,
)
from foederis.who.tables import Row

Read = Sequence[tuple[Row, Entry]]

SHARED_KINDS: Final = frozenset({"ambassador", "spokesperson", "envoy", "official", "expert", "minister", "member"})
"""Kinds of post that several people hold at once."""


def problems_of(read: Read, broken: Set[str]) -> Iterator[Problem]:
    """Everything wrong between the entries read; references to the ids of `broken` ones are let be."""
    yield from _duplicates(read)
    yield from _dangling(read, broken)
    yield from _backward(read)
    yield from _overlapping(read)


def _duplicates(read: Read) -> Iterator[Problem]:
    first: dict[tuple[type, str], Row] = {}
    for row, entry in read:
        if isinstance(entry, (Membership, Term, Place)):
            continue
        before = first.setdefault((type(entry), entry.id), row)
        if before is not row:
            yield row.problem("who-duplicate", f"the id is taken by {before.where}; give this entry one of its own")


def _dangling(read: Read, broken: Set[str]) -> Iterator[Problem]:
    ids: dict[type, set[str]] = defaultdict(set)
    for _, entry in read:
        if not isinstance(entry, (Membership, Term)):
            ids[type(entry)].add(entry.id)
    parties = ids[State] | ids[Organisation]
    for row, entry in read:
        for key, target in _references(entry):
            known = {"party": parties, "org": ids[Organisation], "post": ids[Post], "person": ids[Person]}.get(
                key, ids[State]
            )
            if target not in known and target not in broken:
                yield row.problem("who-reference", f"{key} {target} is nowhere among the entries; add it or correct it")


def _references(entry: Entry) -> Iterator[tuple[str, str]]:
    match entry:
        case State(part_of=str(whole)) | Place(country=str(whole)) | Person(nationality=str(whole)):
            yield "state", whole
        case Organisation(id=id, part_of=part_of):
            yield from (("party", whole) for whole in (part_of or id.rpartition("/")[0],) if whole)
        case Post(for_=whole):
            yield "party", whole
        case Membership(org=org, state=state, ratified_by=steps):
            yield "org", org
            yield from (("state", each) for each in (state, *(step.state for step in steps)))
        case Group(members=members):
            yield from (("state", each) for each in members)
        case Term(post=post, person=person):
            yield "post", post
            yield "person", person
        case Landmark(parties=parties, country=country):
            yield from (("party", each) for each in parties)
            if country:
                yield "state", country


def _backward(read: Read) -> Iterator[Problem]:
    for row, entry in read:
        if isinstance(entry, (Group, Post, Title, Person, Place)) or not (entry.from_ and entry.to):
            continue
        assert entry.from_.earliest is not None
        assert entry.to.latest is not None
        ends_before = entry.to.latest < entry.from_.earliest
        empty = entry.from_ == entry.to and entry.from_.earliest == entry.to.latest
        if ends_before or (empty and not isinstance(entry, Landmark)):
            yield row.problem("who-date", f"to {entry.to.latest} is not after from {entry.from_.earliest}")


def _overlapping(read: Read) -> Iterator[Problem]:
    shared = {entry.id for _, entry in read if isinstance(entry, Post) and entry.kind in SHARED_KINDS}
    stretches: dict[tuple[str, ...], list[tuple[Row, Term | Membership]]] = defaultdict(list)
    for row, entry in read:
        if isinstance(entry, Term) and entry.post not in shared:
            stretches["post", entry.post].append((row, entry))
        elif isinstance(entry, Membership):
            stretches["membership", entry.org, entry.state].append((row, entry))
    for (what, *which), entries in stretches.items():
        for (one_row, one), (other_row, other) in combinations(entries, 2):
            if _surely_overlap(one.from_, one.to, other.from_, other.to):
                message = (
                    f"{what} {' '.join(which)} is held here and by {one_row.where} at the same time; correct a date"
                )
                yield other_row.problem("who-overlap", message)


def _surely_overlap(from_: Interval | None, to: Interval | None, from2: Interval | None, to2: Interval | None) -> bool:
    if not (from_ and from2 and from_.latest and from2.latest):
        return False
    ends = [end.earliest for end in (to, to2) if end is not None and end.earliest is not None]
    return not ends or max(from_.latest, from2.latest) < min(ends)
