"""Which reports are copies of each other: an agency's text printed by ten papers is one source, not ten.

Two reports are copies when they share at least `ALIKE` of their runs of five words (Jaccard index). Candidates are
found through the smallest hashes of each text (Broder, "On the resemblance and containment of documents", 1997), so
the cost grows with the number of reports, not of their pairs. Different reports of one publisher are different sources.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import combinations
from typing import TYPE_CHECKING, Any, Final, TypeAlias
from zlib import crc32

from foederis.model import Report

if TYPE_CHECKING:  # a second of a small record's time is its import
    import numpy as np

    Hashes: TypeAlias = "np.ndarray[Any, np.dtype[np.uint64]]"

ALIKE: Final = 0.8  #: share of runs of words from which two texts count as one source
RUN: Final = 5  #: words in a run
SKETCH: Final = 64  #: smallest hashes kept of each text; copies at ALIKE share nearly all of them
SHARED: Final = 1 / 8  #: the share of the smaller sketch from which two texts are held against each other

_MIX: Final = (0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9)  #: of splitmix64 (Steele, Lea and Flood, 2014)


def source_of_each(reports: Sequence[Report]) -> Mapping[str, str]:
    """For each report's name the name that stands for its source: the first, by name, of all its copies."""
    by_text: dict[str, str] = {}
    leader: dict[str, str] = {}
    texts = {}
    for report in sorted(reports, key=lambda report: report.name):
        leader[report.name] = by_text.setdefault(report.sha256, report.name)
        if leader[report.name] == report.name:
            texts[report.name] = report.text
    for first, second in _alike(texts):
        _join(leader, first, second)
    return {name: _find(leader, name) for name in leader}


def _alike(texts: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    import numpy as np

    hash_of = cache(lambda word: crc32(word.encode(errors="surrogatepass")))
    sketches = {name: _runs(text, hash_of)[:SKETCH].tolist() for name, text in texts.items()}
    runs_of = lru_cache(SKETCH)(lambda name: _runs(texts[name], hash_of))
    for first, second in sorted(_candidates(sketches)):
        one, other = runs_of(first), runs_of(second)
        both = len(np.intersect1d(one, other, assume_unique=True))
        if both >= ALIKE * (len(one) + len(other) - both):
            yield first, second


def _runs(text: str, hash_of: Callable[[str], int]) -> Hashes:
    """The hash of each run of words, each once, the smallest first."""
    import numpy as np

    words = np.fromiter(map(hash_of, re.findall(r"\w+", text.casefold())), np.uint64)
    if len(words) < RUN:
        words = np.pad(words, (0, RUN - len(words)))
    runs = np.zeros(len(words) - RUN + 1, np.uint64)
    for at in range(RUN):
        runs = (runs ^ words[at : at + len(runs)]) * np.uint64(_MIX[0])
        runs ^= runs >> np.uint64(29)
    return np.unique(runs * np.uint64(_MIX[1]))


def _candidates(sketches: Mapping[str, Sequence[int]]) -> Iterator[tuple[str, str]]:
    """Pairs that share enough of their smallest hashes. Of many that share one, each is held against the first only."""
    holders: dict[int, list[str]] = defaultdict(list)
    for name, smallest in sketches.items():
        for value in smallest:
            holders[value].append(name)
    shared: Counter[tuple[str, str]] = Counter()
    for names in holders.values():
        shared.update(combinations(names, 2) if len(names) <= SKETCH else ((names[0], name) for name in names[1:]))
    for (first, second), count in shared.items():
        if count >= SHARED * min(len(sketches[first]), len(sketches[second])):
            yield first, second


def _find(leader: dict[str, str], name: str) -> str:
    while leader[name] != name:
        leader[name] = leader[leader[name]]
        name = leader[name]
    return name


def _join(leader: dict[str, str], first: str, second: str) -> None:
    low, high = sorted((_find(leader, first), _find(leader, second)))
    leader[high] = low
