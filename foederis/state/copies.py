"""Which reports are copies of each other: an agency's text printed by ten papers is one source, not ten.

Two reports are copies when they share at least `ALIKE` of their runs of five words (Jaccard index). Candidates are
found through the smallest hashes of each text (Broder, "On the resemblance and containment of documents", 1997), so
the cost grows with the number of reports, not of their pairs. Different reports of one publisher are different sources.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from heapq import nsmallest
from itertools import combinations
from zlib import crc32

from foederis.model import Report

ALIKE = 0.8  #: share of runs of words from which two texts count as one source
RUN = 5  #: words in a run
SKETCH = 64  #: smallest hashes kept of each text; copies at ALIKE share nearly all of them


def source_of_each(reports: Sequence[Report]) -> Mapping[str, str]:
    """For each report's name the name that stands for its source: the first, by name, of all its copies."""
    by_text: dict[str, str] = {}
    leader: dict[str, str] = {}
    texts = {}
    for report in sorted(reports, key=lambda report: report.name):
        leader[report.name] = by_text.setdefault(report.sha256, report.name)
        if leader[report.name] == report.name:
            texts[report.name] = _runs(report.text)
    for first, second in _alike(texts):
        _join(leader, first, second)
    return {name: _find(leader, name) for name in leader}


def _runs(text: str) -> frozenset[int]:
    words = re.findall(r"\w+", text.casefold())
    return frozenset(crc32(" ".join(words[i : i + RUN]).encode()) for i in range(max(1, len(words) - RUN + 1)))


def _alike(texts: Mapping[str, frozenset[int]]) -> Iterator[tuple[str, str]]:
    for first, second in sorted(_candidates(texts)):
        one, other = texts[first], texts[second]
        if len(one & other) >= ALIKE * len(one | other):
            yield first, second


def _candidates(texts: Mapping[str, frozenset[int]]) -> set[tuple[str, str]]:
    """Pairs that share one of their smallest hashes. Of many that share one, each is held against the first only."""
    holders: dict[int, list[str]] = defaultdict(list)
    for name, runs in texts.items():
        for value in nsmallest(SKETCH, runs):
            holders[value].append(name)
    pairs: set[tuple[str, str]] = set()
    for names in holders.values():
        pairs.update(combinations(names, 2) if len(names) <= SKETCH else ((names[0], name) for name in names[1:]))
    return pairs


def _find(leader: dict[str, str], name: str) -> str:
    while leader[name] != name:
        leader[name] = leader[leader[name]]
        name = leader[name]
    return name


def _join(leader: dict[str, str], first: str, second: str) -> None:
    low, high = sorted((_find(leader, first), _find(leader, second)))
    leader[high] = low
