"""Claims and parties as rows, and back: plain JSON and direct construction, since whole records are read at once."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields
from datetime import date, datetime
from functools import lru_cache
from hashlib import blake2b
from typing import Any

from foederis.model import Actor, Claim, Interval, Votes
from foederis.record.tables import AnyRow
from foederis.record.times import iso

_PUT = tuple(getattr(Claim, field.name).__set__ for field in fields(Claim))
_encode = json.JSONEncoder(separators=(",", ":")).encode
_encode_sorted = json.JSONEncoder(sort_keys=True).encode
_day = lru_cache(maxsize=65536)(date.fromisoformat)
_moment = lru_cache(maxsize=65536)(datetime.fromisoformat)
_one = sys.intern  #: texts that recur are one object: less memory, and quickly compared


def day_of(text: str | None) -> date | None:
    """The inverse of `times.iso`."""
    return None if text is None else _day(text)


@lru_cache(maxsize=65536)
def _interval(earliest: str | None, latest: str | None) -> Interval:
    return Interval(day_of(earliest), day_of(latest))


def digest(*parts: Any) -> str:
    """A hash of JSON-ready values, the same on every machine; a list is hashed, so that no two parts run together."""
    return blake2b(_encode_sorted(parts).encode(), digest_size=16).hexdigest()


def body(claim: Claim) -> str:
    """What the claim itself says, as a JSON list in the order that `_claim` takes apart.

    Its report, reader, publication and recorded time are its reading's and are kept there. A list, since a whole record
    is read from these, in about two thirds of the time that objects with keys take.
    """
    votes = claim.votes and [claim.votes.for_, claim.votes.against, claim.votes.abstain]
    who = [
        [*map(_actor_json, claim.actors)],
        [*map(_actor_json, claim.targets)],
        claim.speaker and _actor_json(claim.speaker),
    ]
    what = [claim.object, claim.object_id, claim.quantity, claim.unit, votes]
    where_and_when = [claim.place, claim.country, iso(claim.earliest), iso(claim.latest), claim.status]
    why = [claim.because, claim.condition, claim.purpose, claim.due, claim.confidence, claim.frame]
    return _encode([claim.id, claim.start, claim.end, claim.sentence, claim.act, *who, *what, *where_and_when, *why])


def claims_of(rows: Sequence[AnyRow]) -> list[Claim]:
    """The claims of rows that end in `body` and, of the reading, name, reader, publication and recorded time."""
    bodies = json.loads("[" + ",".join([row[-6] for row in rows]) + "]")
    return [_claim(said, *row[-5:]) for said, row in zip(bodies, rows, strict=True)]


def _claim(
    said: list[Any], report: str, reader: str, earliest_out: str | None, latest_out: str | None, recorded: str
) -> Claim:
    id_, start, end, sentence, act, actors, targets, speaker, object_, object_id, quantity, unit, votes, *rest = said
    place, country, earliest, latest, status, because, condition, purpose, due, confidence, frame = rest
    return _made(
        *(id_, _one(report), start, end, sentence, _one(act)),
        tuple([_actor(*item) for item in actors]),
        tuple([_actor(*item) for item in targets]),
        *(object_ and _one(object_), object_id and _one(object_id), quantity, unit and _one(unit)),
        *(votes and Votes(*votes), place and _one(place), country and _one(country)),
        *(earliest and _day(earliest), latest and _day(latest), _one(status), speaker and _actor(*speaker)),
        *(because, condition, purpose, due, confidence, frame and _one(frame)),
        *(_interval(earliest_out, latest_out), _one(reader), _moment(recorded)),
    )


def _made(*values: Any) -> Claim:
    """A claim of values in the order of its fields, in half the time that a frozen dataclass takes to make itself."""
    claim = object.__new__(Claim)
    for put, value in zip(_PUT, values, strict=True):
        put(claim, value)
    return claim


def kin(sha256: str, claim: Claim, parties: Iterable[tuple[str, str | None, str | None, str]]) -> str:
    """What claims of different readings share when they speak of one thing: text, span, act and parties.

    A party counts by whom it is resolved to, and by its words only where it is not.
    """
    named = [(role, for_, id_, None if for_ or id_ else words) for role, for_, id_, words in parties]
    return digest(sha256, claim.start, claim.end, claim.act, sorted(named, key=str))


def parties_of(claim: Claim) -> Iterator[tuple[str, str | None, str | None, str]]:
    """Role, for whom, who and in which words (case folded), of every actor, target and speaker."""
    speakers = (claim.speaker,) if claim.speaker else ()
    for role, actors in (("actor", claim.actors), ("target", claim.targets), ("speaker", speakers)):
        for actor in actors:
            yield role, actor.for_, actor.id, actor.text.casefold()


def _actor_json(actor: Actor) -> list[str | None]:
    return [actor.text, actor.for_, actor.id, actor.role]


@lru_cache(maxsize=65536)
def _actor(text: str, for_: str | None, id_: str | None, role: str | None) -> Actor:
    return Actor(text, for_, id_, role)
