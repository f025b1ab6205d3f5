"""A claim as its JSON line: the one form that `read --json`, `claims --json` and the HTTP answers share."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any, Final

from foederis.acts import ACTS, PLOVER_EVENT, STATUSES
from foederis.model import Actor, Claim, Interval, Votes

_AS_THEY_STAND: Final = (
    *("report", "start", "end", "act", "object", "unit", "place", "country", "status"),
    *("because", "condition", "purpose", "due", "confidence", "id", "sentence", "object_id", "reader"),
)
_NEEDED: Final = ("report", "start", "end", "act", "id", "sentence")
_DERIVED: Final = frozenset({"plover"})
_CONVERTED: Final = frozenset(
    {"actors", "targets", "speaker", "quantity", "votes", "earliest", "latest", "published", "recorded"}
)


def claim_json(claim: Claim) -> dict[str, Any]:
    """The codebook's fields and those that say where the claim stands; what is unknown is null.

    Whole quantities are integers, instants end in Z. PLOVER's mode is null: the codebook's acts give its event only.
    """
    return {
        "report": claim.report,
        "start": claim.start,
        "end": claim.end,
        "act": claim.act,
        "actors": [_actor_json(actor) for actor in claim.actors],
        "targets": [_actor_json(actor) for actor in claim.targets],
        "object": claim.object,
        "quantity": _number(claim.quantity),
        "unit": claim.unit,
        "votes": claim.votes
        and {"for": claim.votes.for_, "against": claim.votes.against, "abstain": claim.votes.abstain},
        "place": claim.place,
        "country": claim.country,
        "earliest": _iso(claim.earliest),
        "latest": _iso(claim.latest),
        "status": claim.status,
        "speaker": claim.speaker and _actor_json(claim.speaker),
        "because": claim.because,
        "condition": claim.condition,
        "purpose": claim.purpose,
        "due": claim.due,
        "confidence": claim.confidence,
        "id": claim.id,
        "sentence": claim.sentence,
        "object_id": claim.object_id,
        "published": {"earliest": _iso(claim.published.earliest), "latest": _iso(claim.published.latest)},
        "recorded": claim.recorded and _utc(claim.recorded),
        "reader": claim.reader,
        "plover": {"event": PLOVER_EVENT.get(claim.act), "mode": None},
    }


def claim_from_json(data: Mapping[str, Any]) -> Claim:
    """The claim that `claim_json` wrote; `frame` alone is lost.

    Optional fields may be missing. ValueError for a key that is missing or unknown, an act or status that is not in the
    codebook, or a date that is none.
    """
    _check(data)
    plain = {key: data[key] for key in _AS_THEY_STAND if data.get(key) is not None}
    votes, published, recorded = data.get("votes"), data.get("published") or {}, data.get("recorded")
    return Claim(
        **plain,
        actors=tuple(_actor(item) for item in data.get("actors") or ()),
        targets=tuple(_actor(item) for item in data.get("targets") or ()),
        quantity=data.get("quantity"),
        votes=Votes(votes.get("for"), votes.get("against"), votes.get("abstain")) if votes else None,
        earliest=_day(data.get("earliest")),
        latest=_day(data.get("latest")),
        speaker=_actor(data["speaker"]) if data.get("speaker") else None,
        published=Interval(_day(published.get("earliest")), _day(published.get("latest"))),
        recorded=datetime.fromisoformat(recorded) if recorded else None,
    )


def _check(data: Mapping[str, Any]) -> None:
    if missing := [key for key in _NEEDED if data.get(key) is None]:
        raise ValueError(f"the claim lacks {', '.join(missing)}")
    if unknown := data.keys() - {*_AS_THEY_STAND} - _CONVERTED - _DERIVED:
        raise ValueError(f"a claim has no field {', '.join(sorted(unknown))}")
    if data["act"] not in ACTS:
        raise ValueError(f"{data['act']!r} is no act of the codebook; one is e.g. 'pledge'")
    if data.get("status", "done") not in STATUSES:
        raise ValueError(f"{data['status']!r} is no status; it is one of {', '.join(STATUSES)}")


def _actor_json(actor: Actor) -> dict[str, str | None]:
    return {"for": actor.for_, "text": actor.text, "id": actor.id, "role": actor.role}


def _actor(data: Mapping[str, Any]) -> Actor:
    return Actor(data.get("text") or "", data.get("for"), data.get("id"), data.get("role"))


def _number(quantity: float | None) -> float | int | None:
    return int(quantity) if quantity is not None and float(quantity).is_integer() else quantity


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def _utc(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")
