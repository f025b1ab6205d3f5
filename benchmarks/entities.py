"""Typed mentions of a re3d folder by overlap, with spaCy's own recogniser beside ours in the same run.

    entities.py DATA [--folders NAME ...] [--misses KIND]

DATA holds folders with `documents.json` and `entities.json`, one JSON object a line or one list. A mention is found
where one of ours of its type shares a character with it; the two sides are paired one to one, as many as can be. Two
counts are printed: of the entities that annotators confirmed (confidence above 0), and of all. Those of confidence 0
come from a tool that marked the texts before the annotators did; among them are the "st ISIL" of "against ISIL"
as a Vehicle and the "the camp" of "the campaign" as a Location. spaCy's labels are read as: PERSON; ORG; GPE, LOC, FAC;
DATE, TIME; NORP; CARDINAL, QUANTITY, PERCENT; MONEY.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import spacy

from foederis.reading.grammar.parse import DEFAULT_PIPELINE
from foederis.reading.mentions import KINDS, find
from foederis.who import load

SPACY = {
    "PERSON": "Person",
    "ORG": "Organisation",
    "GPE": "Location",
    "LOC": "Location",
    "FAC": "Location",
    "DATE": "Temporal",
    "TIME": "Temporal",
    "NORP": "Nationality",
    "CARDINAL": "Quantity",
    "QUANTITY": "Quantity",
    "PERCENT": "Quantity",
    "MONEY": "Money",
}
Span = tuple[int, int]
Spans = dict[str, list[Span]]  #: by type


@dataclass(frozen=True)
class Scored:
    """One document: its text, the entities confirmed and all, and what each side found."""

    text: str
    confirmed: Spans
    every: Spans
    ours: Spans
    theirs: Spans


def rows(path: Path) -> list[dict[str, Any]]:
    text = path.read_text(encoding="utf-8")
    if text.lstrip().startswith("["):
        return list(json.loads(text))
    return [json.loads(line) for line in text.splitlines() if line.strip()]


def scored(folders: Iterable[Path]) -> Iterator[Scored]:
    who, nlp = load(), spacy.load(DEFAULT_PIPELINE)
    for folder in folders:
        entities = rows(folder / "entities.json")
        for document in rows(folder / "documents.json"):
            own = [e for e in entities if e["documentId"] == document["_id"]]
            yield Scored(
                document["text"],
                by_type((e["type"], e["begin"], e["end"]) for e in own if e["confidence"] > 0),
                by_type((e["type"], e["begin"], e["end"]) for e in own),
                by_type((m.kind, m.start, m.end) for m in find(document["text"], who)),
                by_type(
                    (SPACY[e.label_], e.start_char, e.end_char) for e in nlp(document["text"]).ents if e.label_ in SPACY
                ),
            )


def by_type(found: Iterable[tuple[str, int, int]]) -> Spans:
    spans: Spans = {}
    for kind, start, end in found:
        spans.setdefault(kind, []).append((start, end))
    return spans


def paired(gold: list[Span], found: list[Span]) -> dict[int, int]:
    """The most pairs of overlapping spans, one to one: index in `gold` by index in `found` (augmenting paths)."""
    near = [[j for j, f in enumerate(found) if g[0] < f[1] and f[0] < g[1]] for g in gold]
    partner: dict[int, int] = {}

    def placed(i: int, tried: set[int]) -> bool:
        for j in near[i]:
            if j not in tried:
                tried.add(j)
                if j not in partner or placed(partner[j], tried):
                    partner[j] = i
                    return True
        return False

    for i in range(len(gold)):
        placed(i, set())
    return partner


def figures(pairs: Iterable[tuple[list[Span], list[Span]]]) -> str:
    """Precision, recall and F1 over documents."""
    gold = found = right = 0
    for wanted, given in pairs:
        gold, found, right = gold + len(wanted), found + len(given), right + len(paired(wanted, given))
    if not found:
        return "   -    -    -  "
    return f"{right / found:.2f} {right / gold if gold else 0:.2f} {2 * right / (gold + found):.3f}"


def table(documents: list[Scored], *, every: bool) -> str:
    lines = [f"{'':18}{'count':>6}   ours: P    R    F1     spaCy: P    R    F1"]
    for kind in KINDS:
        golds = [(d.every if every else d.confirmed).get(kind, []) for d in documents]
        ours = figures(zip(golds, [d.ours.get(kind, []) for d in documents], strict=True))
        theirs = figures(zip(golds, [d.theirs.get(kind, []) for d in documents], strict=True))
        lines.append(f"{kind:18}{sum(map(len, golds)):6}      {ours}          {theirs}")
    return "\n".join(lines)


def misses(documents: Iterable[Scored], kind: str) -> Iterator[str]:
    """What was not found and what was found wrongly, each with its surroundings."""
    for document in documents:
        gold, ours = document.confirmed.get(kind, []), document.ours.get(kind, [])
        partner = paired(gold, ours)
        for mark, spans, hit in (("missed", gold, set(partner.values())), ("wrong", ours, set(partner))):
            for number, (start, end) in enumerate(spans):
                if number not in hit:
                    around = document.text[max(0, start - 30) : start], document.text[end : end + 30]
                    yield f"{mark:7} {around[0]}[{document.text[start:end]}]{around[1]}".replace("\n", " ")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--folders", nargs="+", metavar="NAME", help="only these folders of DATA")
    parser.add_argument("--misses", choices=KINDS, metavar="KIND", help="list what was missed and what was wrong")
    args = parser.parse_args()
    folders = sorted(path.parent for path in args.data.glob("*/documents.json"))
    documents = list(scored(f for f in folders if args.folders is None or f.name in args.folders))
    if args.misses:
        print("\n".join(misses(documents, args.misses)), "\n")
    print("entities that annotators confirmed", table(documents, every=False), sep="\n", end="\n\n")
    print("all entities, those of confidence 0 with them", table(documents, every=True), sep="\n")


if __name__ == "__main__":
    main()
