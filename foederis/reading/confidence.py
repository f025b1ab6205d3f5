"""How sure a claim is: a logistic model over what was seen of it, with weights learnt from coded reports.

The weights lie in `confidence.json`; `benchmarks/train_confidence.py` makes them, `benchmarks/reading_cv.py` tells how
well they do on reports that they were not learnt from.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from foederis.reading.grammar.syntax import governor, is_infinitive, is_passive

if TYPE_CHECKING:
    from spacy.tokens import Token

    from foederis.model import Claim
    from foederis.reading.acts.evoke import Evocation

FILE = Path(__file__).with_name("confidence.json")


class Weights(NamedTuple):
    """A logistic model: the log-odds of a claim being right is the bias and the weights of its features."""

    bias: float
    weights: dict[str, float]

    def confidence(self, features: Iterable[str]) -> float:
        """The probability, between 0 and 1, to three places."""
        odds = self.bias + sum(self.weights.get(feature, 0.0) for feature in features)
        return round(1 / (1 + math.exp(-max(-30.0, min(30.0, odds)))), 3)


@cache
def load(path: Path = FILE) -> Weights:
    """The shipped weights."""
    data = json.loads(path.read_text(encoding="utf-8"))
    return Weights(data["bias"], data["weights"])


def features(
    claim: Claim, evoked: Evocation, circumstances: tuple[str, ...], *, number: int, same: int
) -> frozenset[str]:
    """What is seen of a claim: its frame, its clause, which slots are filled, the circumstances of its sentence.

    `number` counts the sentence's evocations, `same` those of the same act before this one.
    """
    return frozenset(
        (
            *_of_slots(claim, evoked, circumstances),
            *_of_clause(evoked.token, evoked.unit.kind),
            f"same:{min(same, 2)}",
            f"number:{min(number, 4)}",
        )
    )


def _of_slots(claim: Claim, evoked: Evocation, circumstances: tuple[str, ...]) -> Iterator[str]:
    unit, act = evoked.unit, claim.act
    filled = {
        "actor": bool(claim.actors),
        "known-actor": any(a.for_ for a in claim.actors),
        "target": bool(claim.targets),
        "known-target": any(a.for_ for a in claim.targets),
        "object": bool(claim.object),
        "place": claim.place is not None,
        "quantity": claim.quantity is not None,
        "speaker": claim.speaker is not None,
        "carrier": evoked.carrier is not None,
    }
    present = [*(name for name, given in filled.items() if given), *circumstances]
    yield from present
    yield from (f"{unit.kind}+{name}" for name in present)
    yield from (f"{act}+{name}" for name in present)
    parties = _mark(filled, "actor", "A") + _mark(filled, "target", "T")
    new = "+new" if "new" in circumstances else ""
    yield f"parties:{parties}"
    yield f"{unit.kind}+parties:{parties}{new}"
    yield f"{unit.kind}+parties:{parties}"
    yield f"act:{act}"
    yield f"unit:{unit.id}"
    yield f"word:{act}:{evoked.token.lemma_.lower()}"
    yield f"status:{claim.status}"
    yield f"{act}+status:{claim.status}"


def _mark(filled: dict[str, bool], slot: str, letter: str) -> str:
    return letter if filled[f"known-{slot}"] else letter.lower() if filled[slot] else "-"


def _of_clause(token: Token, kind: str) -> Iterator[str]:
    yield f"{kind}+dep:{token.dep_}"
    yield f"tag:{token.tag_}"
    if kind == "verbs":
        above = governor(token)
        yield f"clause:{token.dep_}{'+to' if is_infinitive(token) else ''}"
        if above is not None:
            yield f"under:{above.pos_}{'+to' if is_infinitive(token) else ''}"
            yield f"under:{above.lemma_.lower()}"
        if is_passive(token):
            yield "passive"
        return
    determiner = next((c.lower_ for c in token.children if c.dep_ in ("det", "poss")), "bare")
    yield f"{kind}+determiner:{determiner}"
    yield f"{kind}+head:{_head_of(token)}"


def _head_of(noun: Token) -> str:
    """What the noun hangs on: the preposition, the verb whose object it is, else its function."""
    if noun.dep_ == "pobj":
        return noun.head.lower_
    return noun.head.lemma_.lower() if noun.dep_ in ("dobj", "nsubjpass") else noun.dep_
