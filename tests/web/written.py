"""Readings written by hand, for pages that must show them."""

from __future__ import annotations

import hashlib
import re
from datetime import date
from typing import Any

from starlette.testclient import TestClient

from foederis.model import Actor, Claim, Dating, Interval, Reading, Report
from foederis.reading.reader import with_id

DAY = date(2022, 3, 24)


def reading(text: str, *sentences: str, name: str = "by-hand.txt", on: date = DAY, **fields: Any) -> Reading:
    """A reading of the text with one claim for each sentence: by itself a pledge of Britain's to Ukraine."""
    sha256 = hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()
    report = Report(name, text, sha256, sha256, language="en", published=Dating(on, on, ("given",)))
    said: dict[str, Any] = {
        "act": "pledge",
        "actors": (Actor("Britain", "GBR"),),
        "targets": (Actor("Ukraine", "UKR"),),
    }
    said |= {"object": "missiles", "confidence": 0.9, "latest": on, "earliest": on, "published": Interval(on, on)}
    claims = []
    for sentence in sentences:
        start = text.index(sentence)
        claim = Claim("", name, start, start + len(sentence), sentence, **(said | fields))
        claims.append(with_id(claim, sha256))
    return Reading(report, "by-hand", tuple(claims))


def mark_of(client: TestClient, path: str = "/review") -> str:
    """The mark that the session's forms send back."""
    found = re.search(r'<meta name="csrf" content="([^"]+)"', client.get(path).text)
    assert found
    return found[1]
