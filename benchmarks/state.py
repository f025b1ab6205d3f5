"""Folding against reading: `python benchmarks/state.py [CLAIMS]` (1,000,000 by default).

Writes a record of synthetic claims (that takes longest), reads them all from it, folds them, asks for the state on
several dates, adds one more report, and prints each time as a multiple of the reading. Acts come in the proportions of
news reports; an event is told by one claim or several, from different reports, with some of its words and dates left
out; parties and things recur as they do in the news (a few very often).
"""

from __future__ import annotations

import gc
import random
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256
from itertools import islice
from pathlib import Path

from foederis.model import Actor, Claim, Dating, Interval, Reading, Report, Votes
from foederis.record import open_record
from foederis.state.fold import Fold
from foederis.who import load

ACTS = {  # of a hundred claims, as in reports on security
    "attack": 16, "consult": 13, "request": 12, "deploy": 8, "criticise": 7, "support": 7, "cooperate": 6, "provide": 5,
    "agree": 4, "pledge": 4, "threaten": 4, "adopt": 3, "reject": 3, "suspend": 2, "coerce": 2, "propose": 2,
    "withdraw": 2, "launch": 2, "appoint": 1, "resume": 1, "invoke": 1, "sanction": 1, "end": 1, "join": 1,
}  # fmt: skip
FIRST = date(2014, 1, 1)
DAYS = 4000
STATES = (
    "USA RUS UKR FRA GBR DEU POL TUR IRQ SYR IRN CHN JPN ITA ESP CAN NLD NOR SWE FIN EST LVA LTU ROU BGR GRC HUN"
).split()
ORGS = ["NATO", "EU", "UN", "ISIS", "NATO/NAC", "EU/EP", "UN/UNSC", "OSCE", "COALITION", "TALIBAN"]
PLACES = [
    ("Baghdad", "IRQ"),
    ("Kyiv", "UKR"),
    ("Aleppo", "SYR"),
    ("Mosul", "IRQ"),
    ("Kabul", "AFG"),
    ("Kherson", "UKR"),
    ("Tripoli", "LBY"),
]
KINDS = [
    "anti-tank",
    "air defence",
    "border",
    "training",
    "cyber",
    "naval",
    "medical",
    "armoured",
    "liaison",
    "electronic",
    "winter",
    "joint",
]
THINGS = {
    "pledge": ["missiles", "vehicles", "ammunition", "aid", "tanks"],
    "provide": ["missiles", "equipment", "aid", "training"],
    "deploy": ["soldiers", "battle groups", "aircraft", "troops"], "withdraw": ["soldiers", "troops"],
    "suspend": ["training activities", "mission in Iraq"], "resume": ["training activities"],
    "end": ["mission in Mali"],
    "launch": ["mission", "operation", "office"], "adopt": ["resolution", "measures", "declaration"],
    "reject": ["plan", "resolution", "request"], "propose": ["plan", "mission", "headquarters"],
    "invoke": ["Article 5", "mutual defence clause", "Article 4"], "appoint": ["Secretary General of NATO"],
    "attack": ["convoy", "positions", "base", "oil depot", "vehicles"],
}  # fmt: skip
UNITS = {"pledge", "provide", "deploy", "withdraw"}


@dataclass(frozen=True, slots=True)
class Told:
    """A claim before it is in a report: what an event's teller says, and on which day."""

    day: date
    fields: dict[str, object]


def events(random_: random.Random) -> Iterator[list[Told]]:
    """Events without end, each as all that is told of it."""
    acts, weights = list(ACTS), list(ACTS.values())
    while True:
        act = random_.choices(acts, weights)[0]
        day = FIRST + timedelta(random_.randrange(DAYS))
        said = _event(random_, act, day)
        tellers = 1 + min(int(random_.expovariate(0.9)), 12)
        yield [_told(random_, day, said) for _ in range(tellers)]


def _event(random_: random.Random, act: str, day: date) -> dict[str, object]:
    place, country = random_.choice(PLACES) if random_.random() < 0.4 else (None, None)
    thing = f"{random_.choice(KINDS)} {random_.choice(THINGS.get(act, ['efforts', 'decision', 'presence', 'talks']))}"
    status = random_.choices(["done", "planned", "possible", "not_done"], [75, 12, 8, 5])[0]
    counted = act in UNITS and random_.random() < 0.5
    return {
        "act": act,
        "actors": tuple(_party(random_) for _ in range(random_.choice([0, 1, 1, 1, 1, 2]))),
        "targets": tuple(_party(random_) for _ in range(random_.choice([0, 1, 1]))),
        "object": thing if random_.random() < 0.8 else None,
        "quantity": float(random_.randrange(1, 60) * 100) if counted else None,
        "unit": thing.split()[-1] if counted else None,
        "votes": Votes(406, 212) if act == "adopt" and random_.random() < 0.1 else None,
        "place": place,
        "country": country,
        "status": status,
        "earliest": day if random_.random() < 0.6 else None,
        "latest": day,
    }


def _party(random_: random.Random) -> Actor:
    known = ORGS if random_.random() < 0.35 else STATES
    name = known[min(int(random_.expovariate(0.15)), len(known) - 1)]
    return Actor(name, name)


def _told(random_: random.Random, day: date, said: dict[str, object]) -> Told:
    """With some of it left unsaid, some days later."""
    fields = {
        key: None if key in ("place", "country") and random_.random() < 0.3 else value for key, value in said.items()
    }
    return Told(day + timedelta(random_.choice([0, 0, 0, 1, 1, 2, 7])), fields)


def readings(count: int, seed: int = 1) -> Iterator[Reading]:
    """`count` claims in reports of about 25, each report of one day."""
    random_ = random.Random(seed)
    told = list(islice((one for event in events(random_) for one in event), count))
    told.sort(key=lambda one: one.day)
    for start in range(0, count, 25):
        yield _reading(start, told[start : start + 25])


def _reading(number: int, told: list[Told]) -> Reading:
    name, day = f"report-{number}.txt", told[-1].day
    text = (
        f"Report {number}. "
        + "The ministers met and spoke about the mission and what it needs in the year to come. " * 25
    )
    digest = sha256(text.encode()).hexdigest()
    claims = tuple(_claim(name, number + at, one, day) for at, one in enumerate(told))
    report = Report(name, text, digest, digest, published=Dating(day, day, ("synthetic",)))
    return Reading(report, "synthetic", claims)


def _claim(name: str, number: int, told: Told, day: date) -> Claim:
    sentence = f"The ministers met and spoke about the mission and what it needs in the year to come, number {number}."
    id_ = sha256(str(number).encode()).hexdigest()[:20]
    return Claim(id_, name, 0, 80, sentence, published=Interval(day, day), confidence=0.7, **told.fields)  # type: ignore[arg-type]


def main(count: int) -> None:
    who = load()
    with tempfile.TemporaryDirectory() as folder, open_record(Path(folder) / "big.record") as record:
        for reading in islice(readings(count), None):
            record.add(reading)
        gc.collect()
        reading_time = _timed("read from the record", 0.0, lambda: sum(1 for _ in record.claims(reviewed=True)))
        claims = list(record.claims(reviewed=True))
    folded = Fold(who)
    gc.collect()
    _timed("folded", reading_time, lambda: folded.add_all(claims))
    folded.state(FIRST)
    for part in (4, 2, 1):
        on = FIRST + timedelta(DAYS // part)
        _timed(f"state on {on}", reading_time, lambda on=on: folded.state(on))  # type: ignore[misc]
    more = next(readings(25, seed=2)).claims
    _timed("one more report folded", reading_time, lambda: folded.add_all(more))
    _timed("state after it", reading_time, lambda: folded.state(on))


def _timed(what: str, against: float, run: object) -> float:
    assert callable(run)
    start = time.perf_counter()
    run()
    spent = time.perf_counter() - start
    print(f"{what:30}{spent:9.2f} s" + (f"{spent / against:8.2f} x reading" if against else ""), flush=True)
    return spent


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
