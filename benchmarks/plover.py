"""Event type, source and target country of single sentences, on the PLOVER gold standard records.

    plover.py RECORDS.json [--min-confidence SHARE] [--misses]

Each text is read as a report of its own. Names of 2016 are mapped to today's (DEMAND is REQUEST, DISAPPROVE and
INVESTIGATE are ACCUSE, FIGHT is ASSAULT); resigning counts as CONCEDE or RETREAT. A record of several sources without a
target is mutual: its sources are its targets too. A missing party is not asked for; a target that is a string names a
topic. Any claim of the sentence may be right. Organisations count as ``IGO``, as the records write them; a party counts
by its nationality where it acts for no state, and a party that is not named by the country where the act took place,
as PLOVER codes both. The claims are those shown by default.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pycountry

from foederis.acts import MUTUAL, PLOVER_EVENT
from foederis.model import MIN_CONFIDENCE, Actor, Claim, Dating, Report
from foederis.reading import Reader
from foederis.who import load
from foederis.who.registry import Who

TODAY = {"DEMAND": "REQUEST", "DISAPPROVE": "ACCUSE", "INVESTIGATE": "ACCUSE", "FIGHT": "ASSAULT"}
SLIPS = {"JAP": "JPN", "ITL": "ITA", "VTN": "VNM", "ROM": "ROU"}
PEERS = """For reference, published tools on the same 161 records:
  PETRARCH2            type 0.30  source 0.51  target 0.51  all three 0.23  of its events right 0.50
  UniversalPetrarch    type 0.54  source 0.64  target 0.64  all three 0.29  of its events right 0.34"""


def records(path: Path) -> list[dict[str, Any]]:
    return [r for r in json.loads(path.read_text(encoding="utf-8")) if r.get("language", "en") == "en"]


def reports(texts: Iterable[str]) -> Iterator[Report]:
    for number, text in enumerate(texts):
        digest = hashlib.sha256(text.encode()).hexdigest()
        yield Report(str(number), text, digest, digest, published=Dating(None, None))


def countries(value: Any) -> frozenset[str]:
    """The country codes of a record's parties; empty where none is asked for."""
    codes = [str(actor.get("code") or "") for actor in value] if isinstance(value, list) else []
    return frozenset(SLIPS.get(code, code) for code in codes if code and code != "IMG")


def acting_for(actors: Iterable[Actor], who: Who) -> frozenset[str]:
    """The states that actors act for; else those that their words name ("Palestinian detainees"); else ``IGO``."""
    found: set[str] = set()
    for actor in actors:
        code = (actor.for_ or "").split("/")[0]
        named = {c.id for m in who.find(actor.text) for c in m.entries[:1] if c.kind in _NATIONAL}
        found |= {code} if _is_state(code) else named or ({"IGO"} if code else set())
    return frozenset(found)


_NATIONAL = frozenset({"state", "demonym", "capital", "seat"})


def _is_state(code: str) -> bool:
    return code == "XKX" or (len(code) == 3 and pycountry.countries.get(alpha_3=code) is not None)


def types(claim: Claim) -> frozenset[str]:
    event = PLOVER_EVENT[claim.act]
    return frozenset({"CONCEDE", "RETREAT"}) if claim.act == "depart" else frozenset({event} if event else ())


def parties(claim: Claim, who: Who) -> tuple[frozenset[str], frozenset[str]]:
    """Source and target countries; those of a mutual act are both. The place stands for a party that is not named."""
    source, target = acting_for(claim.actors, who), acting_for(claim.targets, who)
    if claim.act in MUTUAL:
        return source | target, source | target
    place = frozenset({claim.country} if claim.country else ())
    return source or place, target or place


class Tally:
    """Counts over the records."""

    def __init__(self, who: Who) -> None:
        self._who = who
        self.records = self.typed = self.all_three = self.events = self.right_events = self.silent = 0
        self.source = [0, 0]
        self.target = [0, 0]

    def add(self, record: dict[str, Any], claims: list[Claim]) -> bool:
        """Counts one record; True where its event was found with its parties."""
        event = TODAY.get(record["event"], record["event"])
        source = countries(record.get("source"))
        target = countries(record.get("target")) or (source if len(record.get("source") or []) > 1 else frozenset())
        judged = [
            (event in types(c), not source or bool(source & s), not target or bool(target & t))
            for c in claims
            for s, t in [parties(c, self._who)]
        ]
        self.records += 1
        self.typed += any(right for right, _, _ in judged)
        self.events += len(claims)
        self.right_events += sum(right for right, _, _ in judged)
        self.silent += not claims
        for found, asked, index in ((self.source, source, 1), (self.target, target, 2)):
            found[0] += bool(asked) and any(j[index] for j in judged)
            found[1] += bool(asked)
        whole = any(all(j) for j in judged)
        self.all_three += whole
        return whole

    def __str__(self) -> str:
        def share(part: int, of: int) -> str:
            return f"{part / max(1, of):.2f} ({part} of {of})"

        return "\n".join(
            (
                f"type right in a sentence    {share(self.typed, self.records)}",
                f"our events of right type    {share(self.right_events, self.events)}",
                f"source country              {share(*self.source)}",
                f"target country              {share(*self.target)}",
                f"all three in one event      {share(self.all_three, self.records)}",
                f"sentences without an event  {share(self.silent, self.records)}",
            )
        )


def _told(claim: Claim) -> str:
    def names(actors: Iterable[Actor]) -> str:
        return "+".join(a.for_ or repr(a.text) for a in actors)

    return (
        f"{claim.act}/{PLOVER_EVENT[claim.act]} {names(claim.actors)} -> {names(claim.targets)} {claim.confidence:.2f}"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("records", type=Path)
    parser.add_argument("--min-confidence", type=float, default=MIN_CONFIDENCE)
    parser.add_argument("--misses", action="store_true", help="list the records that were not got right")
    args = parser.parse_args()
    who = load()
    gold, tally = records(args.records), Tally(who)
    for record, reading in zip(gold, Reader(who).read(reports(r["text"] for r in gold)), strict=True):
        claims = [c for c in reading.claims if c.confidence >= args.min_confidence]
        if not tally.add(record, claims) and args.misses:
            asked = [sorted(countries(record.get(key))) for key in ("source", "target")]
            print(record["event"], *asked, "|", record["text"], "\n   ", "; ".join(map(_told, claims)))
    print(tally)
    print(PEERS)


if __name__ == "__main__":
    main()
