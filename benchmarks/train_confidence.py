"""Learn the weights of `foederis/reading/confidence.json` from coded reports.

    train_confidence.py --gold A.jsonl B.jsonl --reports DIR ... --published FILE --score score_reading.py [--out FILE]

A candidate counts as right when the score script matches it with a firm gold claim (the act in its sentence); what
only optional gold matches is left out. The model is a logistic regression with an L2 penalty, fitted by Newton's method
in the space of the candidates, which are fewer than their features. `reading_cv.py` tells how well it does out of fold.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np

from foederis.reading import confidence

PENALTY = 3.3
SMALLEST = 0.02  #: weights nearer to nought than this are not kept
MAX_STEPS = 30


@dataclass(frozen=True)
class Coded:
    """The candidates of coded reports, their features and whether gold has them (None: only optional gold does)."""

    gold: list[dict[str, Any]]
    claims: list[dict[str, Any]]
    features: list[frozenset[str]]
    right: list[bool | None]


@dataclass(frozen=True)
class Model:
    """A fitted model."""

    bias: float
    weights: dict[str, float]

    def probability(self, features: frozenset[str]) -> float:
        return confidence.Weights(self.bias, self.weights).confidence(features)


def arguments(description: str | None) -> argparse.ArgumentParser:
    """The arguments by which both scripts name the coded reports."""
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", nargs="+", required=True, help="files of gold claims")
    parser.add_argument("--reports", nargs="+", required=True, help="folders of the reports that were coded")
    parser.add_argument("--published", required=True, help="JSON lines: report, earliest, latest, coded")
    parser.add_argument("--score", required=True, help="the score script, which says what matches")
    return parser


def scorer(path: str) -> ModuleType:
    """The score script as a module."""
    spec = importlib.util.spec_from_file_location("score_reading", path)
    if spec is None or spec.loader is None:
        raise SystemExit(f"--score: {path} is not a Python file")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def coded(args: argparse.Namespace, score: ModuleType) -> Coded:
    """The candidates of the reports that `--published` marks as coded, held against the gold."""
    lines = Path(args.published).read_text(encoding="utf-8").splitlines()
    scored = {row["report"] for row in map(json.loads, lines) if row.get("coded", True)}
    gold = [claim for path in args.gold for claim in score.load(path)]
    claims, features = [], []
    for claim, seen in _candidates(args.reports, args.published):
        if claim["report"] in scored:
            claims.append(claim)
            features.append(seen)
    right: list[bool | None] = [False] * len(claims)
    for of_gold, of_claims in score.match(gold, claims, lambda claim: claim["act"]):
        right[of_claims] = None if gold[of_gold].get("optional") else True
    return Coded(gold, claims, features, right)


def _candidates(folders: list[str], published: str) -> list[tuple[dict[str, Any], frozenset[str]]]:
    from foederis.claim_json import claim_json
    from foederis.cli.inputs import dated_reports
    from foederis.model import Problem
    from foederis.reading import Reader
    from foederis.reports import LoadOptions
    from foederis.who import load

    problems: list[Problem] = []
    reports = dated_reports(folders, published, LoadOptions(), problems)
    found = []
    reader = Reader(load())
    for report, candidates in reader.candidates(reports):
        for candidate, whole in zip(candidates, reader.claims(report, candidates), strict=True):
            claim = json.loads(json.dumps(claim_json(whole), default=str))
            found.append((claim | {"report": Path(report.name).name}, candidate.features))
    return found


def fit(features: Sequence[frozenset[str]], right: Sequence[bool | None]) -> Model:
    """The weights that explain which candidates are right; those of which `right` is None are passed over."""
    known = [(f, r) for f, r in zip(features, right, strict=True) if r is not None]
    names = sorted(set().union(*(f for f, _ in known)))
    column = {name: i for i, name in enumerate(names)}
    x = np.zeros((len(known), len(names)))
    for row, (seen, _) in enumerate(known):
        x[row, [column[name] for name in seen]] = 1
    bias, dual = _newton(x @ x.T, np.array([float(r) for _, r in known]))
    weights = x.T @ dual
    kept = {name: round(float(w), 3) for name, w in zip(names, weights, strict=True) if abs(w) >= SMALLEST}
    return Model(round(bias, 3), kept)


def _newton(kernel: Any, y: Any) -> tuple[float, Any]:
    """Iteratively reweighted least squares for weights that are combinations of the rows; the bias is not penalised."""
    n = len(y)
    dual, bias = np.zeros(n), 0.0
    for _ in range(MAX_STEPS):
        odds = kernel @ dual + bias
        p = 1 / (1 + np.exp(-odds))
        w = np.maximum(p * (1 - p), 1e-6)
        system = np.block([[kernel + PENALTY * np.diag(1 / w), np.ones((n, 1))], [np.ones((1, n)), np.zeros((1, 1))]])
        solved = np.linalg.solve(system, np.append(odds + (y - p) / w, 0.0))
        moved = np.abs(solved[:n] - dual).max()
        dual, bias = solved[:n], float(solved[n])
        if moved < 1e-6:
            break
    return bias, dual


def main() -> None:
    parser = arguments(__doc__)
    parser.add_argument("--out", type=Path, default=confidence.FILE, help="default: the file that foederis ships")
    args = parser.parse_args()
    data = coded(args, scorer(args.score))
    model = fit(data.features, data.right)
    written = {"bias": model.bias, "weights": dict(sorted(model.weights.items()))}
    args.out.write_text(json.dumps(written, indent=0, ensure_ascii=False) + "\n", encoding="utf-8")
    print(f"{len(data.claims)} candidates, {sum(r is True for r in data.right)} right; {len(model.weights)} weights")


if __name__ == "__main__":
    main()
