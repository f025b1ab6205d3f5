"""A claim as it should read, from fields set by hand."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any, Final

from foederis.acts import ACTS, STATUSES
from foederis.model import Actor, Claim

_TEXTS: Final = ("object", "object_id", "unit", "place", "country", "because", "condition", "purpose", "due")
FIELDS: Final = ("act", "status", "actors", "targets", "speaker", "quantity", "earliest", "latest", *_TEXTS)

_ID: Final = re.compile(r"[A-Z][A-Z0-9-]+(/[A-Z0-9-]+)*")  #: a state or organisation as the codebook writes it


def corrected(claim: Claim, given: Mapping[str, str]) -> Claim:
    """The claim with the fields given as text; an empty text makes a field unknown. ValueError says what is wrong.

    Parties are parted by `;`: an id such as `FRA` or `NATO/NAC`, or words where it is not known for whom they act.
    A party that the claim has already keeps its words, person and role.
    """
    if unknown := given.keys() - set(FIELDS):
        raise ValueError(f"no field {', '.join(sorted(unknown))}; there are {', '.join(FIELDS)}")
    values: dict[str, Any] = {field: _value(claim, field, text.strip()) for field, text in given.items()}
    return replace(claim, **values)


def _value(claim: Claim, field: str, text: str) -> object:
    if field in ("act", "status"):
        return _listed(field, text)
    if field in ("actors", "targets"):
        return tuple(_party(claim, name.strip()) for name in text.split(";") if name.strip())
    if not text:
        return None
    if field == "speaker":
        return _party(claim, text)
    if field == "quantity":
        return float(text)
    if field in ("earliest", "latest"):
        return date.fromisoformat(text)
    return text


def _listed(field: str, text: str) -> str:
    allowed = sorted(ACTS) if field == "act" else STATUSES
    if text not in allowed:
        raise ValueError(f"{text!r} is no {field}; it is one of {', '.join(allowed)}")
    return text


def _party(claim: Claim, name: str) -> Actor:
    known: tuple[Actor, ...] = (*claim.actors, *claim.targets, *((claim.speaker,) if claim.speaker else ()))
    for actor in known:
        if name in (actor.for_, actor.id, actor.text):
            return actor
    return Actor(name, name if _ID.fullmatch(name) else None)
