"""The reports on record without their texts, kept while the record stays the same."""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from threading import Lock

from foederis.model import Claim, Report
from foederis.record import ReadingLine, Record, UnknownReport


@dataclass(frozen=True, slots=True)
class Shelf:
    """The current reading of each text, the last recorded first, and the texts that came under each name."""

    lines: tuple[ReadingLine, ...]
    readings: Mapping[str, tuple[ReadingLine, ...]]  #: all of each text, superseded ones too, first to last
    texts: Mapping[str, tuple[str, ...]]  #: sha256 by name

    def text_of(self, name: str) -> str | None:
        """The sha256 of the one text of that name; None where several have it."""
        texts = self.texts.get(name, ())
        return texts[0] if len(texts) == 1 else None


class Shelves:
    """The shelf of one record; any number of threads may ask at once."""

    def __init__(self, record: Record) -> None:
        self._record = record
        self._lock = Lock()
        self._kept: tuple[str, Shelf] | None = None

    def now(self) -> Shelf:
        """The shelf as the record is now."""
        with self._lock:
            version = self._record.version()
            if self._kept is None or self._kept[0] != version:
                self._kept = version, _shelf(self._record)
            return self._kept[1]

    def report_of(self, claim: Claim) -> Report:
        """The report that the claim was read from: several may have the claim's name. Raises UnknownReport."""
        for sha256 in self.now().texts.get(claim.report, ()):
            report = self._record.report(sha256)
            if report.text[claim.start : claim.end] == claim.sentence:
                return report
        raise UnknownReport(f"no text on record under the name {claim.report} holds the sentence of {claim.id}")


@functools.lru_cache(maxsize=4)
def shelves_of(record: Record) -> Shelves:
    """The shelves of a record that is open."""
    return Shelves(record)


def _shelf(record: Record) -> Shelf:
    texts: dict[str, dict[str, None]] = defaultdict(dict)
    readings: dict[str, list[ReadingLine]] = defaultdict(list)
    for line in record.readings():
        texts[line.name][line.sha256] = None
        readings[line.sha256].append(line)
    current = (line for some in readings.values() for line in some if line.current)
    return Shelf(
        tuple(sorted(current, key=lambda line: line.recorded, reverse=True)),
        {sha256: tuple(some) for sha256, some in readings.items()},
        {name: tuple(some) for name, some in texts.items()},
    )
