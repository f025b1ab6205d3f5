"""Claims and parties as rows, and back: plain JSON and direct construction, since whole records are read at once."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, datetime
from functools import lru_cache
from hashlib import blake2b
from typing import Any, Final

from foederis.model import Actor, Claim, Interval, Votes

_PLAIN: Final = [
    "id",
    "start",
    "end",
    "sentence",
    "act",
    "object",
    "object_id",
    "quantity",
    "unit",
    "place",
    "country",
    "status",
    "because",
    "condition",
    "purpose",
    "due",
    "confidence",
    "frame",
]  #: fields whose value is JSON as it stands

_encode = json.JSONEncoder(separators=(",", ":")).encode
_day = lru_cache(maxsize=65536)(date.fromisoformat)
_moment = lru_cache(maxsize=65536)(datetime.fromisoformat)


def day_of(text: str | None) -> date | None:
    """The inverse of `times.iso`."""
    return None if text is None else _day(text)


@lru_cache(maxsize=65536)
def _interval(earliest: str | None, latest: str | None) -> Interval:
    return Interval(day_of(earliest), day_of(latest))


def digest(*parts: Any) -> str:
    """A hash of JSON-ready values, the same on every machine; a list is hashed, so that no two parts run together."""
    return blake2b(json.dumps(parts, sort_keys=True).encode(), digest_size=16).hexdigest()


def body(claim: Claim) -> str:
    """What the claim itself says as JSON, unknowns left out; its report, reader and times are its reading's."""
    data = {name: value for name in _PLAIN if (value := getattr(claim, name)) is not None}
    for name in ("actors", "targets"):
        if actors := getattr(claim, name):
            data[name] = [_actor_json(actor) for actor in actors]
    if claim.speaker:
        data["speaker"] = _actor_json(claim.speaker)
    if claim.votes:
        data["votes"] = [claim.votes.for_, claim.votes.against, claim.votes.abstain]
    for name in ("earliest", "latest"):
        if day := getattr(claim, name):
            data[name] = day.isoformat()
    return _encode(data)


def claim_of(body: str, report: str, reader: str, earliest: str | None, latest: str | None, recorded: str) -> Claim:
    """The claim of a row of the record: its JSON, and from its reading the report's name, reader and publication."""
    data = json.loads(body)
    for name in ("actors", "targets"):
        if name in data:
            data[name] = tuple([_actor(item) for item in data[name]])
    if "speaker" in data:
        data["speaker"] = _actor(data["speaker"])
    if "votes" in data:
        data["votes"] = Votes(*data["votes"])
    for name in ("earliest", "latest"):
        if name in data:
            data[name] = _day(data[name])
    return Claim(
        report=report, reader=reader, published=_interval(earliest, latest), recorded=_moment(recorded), **data
    )


def kin(sha256: str, claim: Claim) -> str:
    """What claims of different readings share when they speak of one thing: text, span, act and parties.

    A party counts by whom it is resolved to, and by its words only where it is not.
    """
    parties = [(role, for_, id_, None if for_ or id_ else words) for role, for_, id_, words in parties_of(claim)]
    return digest(sha256, claim.start, claim.end, claim.act, sorted(parties, key=str))


def parties_of(claim: Claim) -> Iterator[tuple[str, str | None, str | None, str]]:
    """Role, for whom, who and in which words (case folded), of every actor, target and speaker."""
    speakers = (claim.speaker,) if claim.speaker else ()
    for role, actors in (("actor", claim.actors), ("target", claim.targets), ("speaker", speakers)):
        for actor in actors:
            yield role, actor.for_, actor.id, actor.text.casefold()


def _actor_json(actor: Actor) -> list[str | None]:
    return [actor.text, actor.for_, actor.id, actor.role]


@lru_cache(maxsize=65536)
def _same_actor(text: str, for_: str | None, id_: str | None, role: str | None) -> Actor:
    return Actor(text, for_, id_, role)


def _actor(item: tuple[str, str | None, str | None, str | None]) -> Actor:
    return _same_actor(*item)
