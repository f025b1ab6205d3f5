"""Synthetic readings in realistic proportions: `python benchmarks/synthetic.py CLAIMS RECORD [CLAIMS_PER_REPORT]`
writes a record of them and says how fast.

Acts come in the proportions of news reports; an event is told by one claim or several, from different reports, with
some of its words and dates left out; parties, things and words recur as they do in the news (a few very often).
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256
from itertools import islice

from foederis.model import Actor, Claim, Dating, Interval, Reading, Report, Votes
from foederis.record import open_record

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


PUBLISHERS = (
    "Reuters AP AFP BBC Guardian Anadolu TASS Ukrinform Kyodo Xinhua DW Politico RFE/RL NATO Tagesschau".split()
)
WORDS = """ministers troops border security summit statement alliance forces officials government defence training
 talks agreement weapons support mission region conflict president meeting operation sanctions resolution parliament
 capital eastern northern coast airspace exercise convoy refugees winter energy pipeline artillery missile drone radar
 frigate brigade battalion ceasefire corridor harbour airfield bridge embassy envoy treaty protocol annex deadline
 budget procurement reserve logistics medical rotation readiness deterrence escalation intelligence reconnaissance
 garrison outpost checkpoint minefield shelling ambush hostage evacuation reconstruction inspectors""".split()
SPREAD = [1 / (rank + 1) for rank in range(len(WORDS))]  # Zipf's law


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


def readings(count: int, seed: int = 1, per_report: int = 25) -> Iterator[Reading]:
    """`count` claims in reports of about `per_report`, each report of one day."""
    random_ = random.Random(seed)
    told = list(islice((one for event in events(random_) for one in event), count))
    told.sort(key=lambda one: one.day)
    for start in range(0, count, per_report):
        yield _reading(random_, start, told[start : start + per_report])


def _reading(random_: random.Random, number: int, told: list[Told]) -> Reading:
    name, day = f"{told[-1].day:%Y/%m}/report-{number}.txt", told[-1].day
    words = random_.choices(WORDS, SPREAD, k=12 * len(told))
    sentences = [_sentence(number + at, one, words[12 * at : 12 * at + 12]) for at, one in enumerate(told)]
    text = " ".join(sentences)
    digest, published = sha256(text.encode()).hexdigest(), Interval(day, day)
    claims, start = [], 0
    for one, sentence in zip(told, sentences, strict=True):
        id_ = sha256(f"{digest} {start}".encode()).hexdigest()[:20]
        sure = round(random_.betavariate(3, 1.6), 3)
        place = (id_, name, start, start + len(sentence), sentence)
        claims.append(Claim(*place, published=published, confidence=sure, reader="synthetic", **one.fields))  # type: ignore[arg-type]
        start += len(sentence) + 1
    title = f"{' '.join(words[:5]).capitalize()} ({number})"
    dating = Dating(day, day, ("synthetic",))
    report = Report(
        name, text, digest, digest, title, publisher=random_.choice(PUBLISHERS), language="en", published=dating
    )
    return Reading(report, "synthetic", tuple(claims))


def _sentence(number: int, told: Told, words: list[str]) -> str:
    actors, targets = told.fields["actors"], told.fields["targets"]
    assert isinstance(actors, tuple)
    assert isinstance(targets, tuple)
    by, to = (" and ".join(party.text for party in some) or "officials" for some in (actors, targets))
    what, where = told.fields["object"] or "steps", told.fields["place"] or "the capital"
    said = f"{by.capitalize()} {told.fields['act']} {what} toward {to} near {where}, {' '.join(words[:6])},"
    return f"{said} said dispatch {number} on the {' '.join(words[6:])}."


def main(count: int, where: str, per_report: int) -> None:
    spent, start = 0.0, time.perf_counter()
    with open_record(where) as record:
        many = readings(count, per_report=per_report)
        while some := list(islice(many, 1000)):
            begun = time.perf_counter()
            written = sum(added.new for added in record.add_all(some))
            spent += time.perf_counter() - begun
            print(f"{written / (time.perf_counter() - begun):9,.0f} claims a second", file=sys.stderr, flush=True)
    whole = time.perf_counter() - start
    print(f"{count:,} claims written in {spent:.1f} s: {count / spent:,.0f} a second ({whole:.1f} s with making them)")


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2], int(sys.argv[3]) if len(sys.argv) > 3 else 25)
