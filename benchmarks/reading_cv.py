"""How good the claims and their confidences are on reports that the weights were not learnt from.

    reading_cv.py --gold A.jsonl B.jsonl --reports DIR ... --published FILE --score score_reading.py

Ten folds by report, drawn with a fixed seed: each report's candidates are weighed by a model of the other folds.
Printed: the act figures at several thresholds; at the default threshold the whole claims, the slots and each act; the
calibration (expected calibration error and reliability table). The frames themselves were written with these reports
known, so only the weighing is out of fold.
"""

from __future__ import annotations

import random
from collections.abc import Iterable
from types import ModuleType
from typing import Any

from train_confidence import Coded, arguments, coded, fit, scorer

from foederis.model import MIN_CONFIDENCE

FOLDS = 10
SEED = 1
THRESHOLDS = (0.0, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.7, 0.8)
FIELDS = ("actors", "targets", "object", "quantity", "votes", "country", "when", "status", "speaker")


def out_of_fold(data: Coded) -> list[float]:
    """Each candidate's confidence by a model that saw nothing of its report."""
    reports = sorted({claim["report"] for claim in data.claims})
    random.Random(SEED).shuffle(reports)
    fold = {report: number % FOLDS for number, report in enumerate(reports)}
    of = [fold[claim["report"]] for claim in data.claims]
    sure = [0.0] * len(of)
    for number in range(FOLDS):
        learnt = [i for i, f in enumerate(of) if f != number]
        model = fit([data.features[i] for i in learnt], [data.right[i] for i in learnt])
        for i, f in enumerate(of):
            if f == number:
                sure[i] = model.probability(data.features[i])
    return sure


def at(threshold: float, data: Coded, sure: list[float], score: ModuleType) -> dict[str, Any]:
    """Act figures, whole claims, slots and figures per act of the claims at least so sure."""
    kept = [claim for claim, p in zip(data.claims, sure, strict=True) if p >= threshold]
    pairs = score.match(data.gold, kept, lambda claim: claim["act"])
    firm = [(i, j) for i, j in pairs if not data.gold[i].get("optional")]
    waived = {j for i, j in pairs if data.gold[i].get("optional")}
    counts = len(kept) - len(waived), sum(not g.get("optional") for g in data.gold)
    agreed = [score.slots(data.gold[i], kept[j]) for i, j in firm]
    slots = {name: [s[name] for s in agreed if name in s] for name in FIELDS}
    acts = {
        act: score.prf(
            sum(data.gold[i]["act"] == act for i, _ in firm),
            sum(p["act"] == act and j not in waived for j, p in enumerate(kept)),
            sum(g["act"] == act and not g.get("optional") for g in data.gold),
        )
        for act in sorted({g["act"] for g in data.gold} | {p["act"] for p in kept})
    }
    whole = score.prf(sum(map(score.whole, agreed)), *counts)
    return {"act": score.prf(len(firm), *counts), "whole": whole, "slots": slots, "acts": acts}


def reliability(sure: Iterable[float], right: Iterable[bool | None]) -> tuple[float, list[tuple[float, float, int]]]:
    """The expected calibration error, and of each tenth: mean confidence, share right, number."""
    bins: list[list[tuple[float, bool]]] = [[] for _ in range(10)]
    for p, r in zip(sure, right, strict=True):
        if r is not None:
            bins[min(9, int(p * 10))].append((p, r))
    rows = [(sum(p for p, _ in b) / len(b), sum(r for _, r in b) / len(b), len(b)) for b in bins if b]
    return sum(n * abs(p - r) for p, r, n in rows) / max(1, sum(n for *_, n in rows)), rows


def _line(figures: dict[str, Any]) -> str:
    return "P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}  ({hits} of {gold}; {claims} claims)".format(**figures)


def main() -> None:
    args = arguments(__doc__).parse_args()
    score = scorer(args.score)
    data = coded(args, score)
    sure = out_of_fold(data)
    for threshold in THRESHOLDS:
        figures = at(threshold, data, sure, score)
        print(f"from {threshold:.2f}  act {_line(figures['act'])}  whole F1 {figures['whole']['f1']:.3f}")
    shown = at(MIN_CONFIDENCE, data, sure, score)
    common = [f["f1"] for f in shown["acts"].values() if f["gold"] >= 10]
    print(f"\nat the default, {MIN_CONFIDENCE}:\nact    {_line(shown['act'])}\nwhole  {_line(shown['whole'])}")
    print(f"macro  F1 {sum(common) / max(1, len(common)):.3f} over {len(common)} acts")
    for name, values in shown["slots"].items():
        print(f"  {name:9} {sum(values) / max(1, len(values)):.3f} of {len(values)}")
    for act, figures in shown["acts"].items():
        print(f"  {act:10} {_line(figures)}")
    error, rows = reliability(sure, data.right)
    print(f"\nexpected calibration error {error:.3f}\n  confidence  right  claims")
    for mean, share, number in rows:
        print(f"  {mean:10.2f}  {share:5.2f}  {number:6}")


if __name__ == "__main__":
    main()
