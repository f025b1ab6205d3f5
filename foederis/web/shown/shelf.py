"""Which text on record a claim was read from: a claim names its report, and several texts may have that name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from foederis.model import Claim, Report
from foederis.record import Record, UnknownReport
from foederis.web.shown.wording import file_name


@dataclass(frozen=True, slots=True)
class Cited:
    """A report as pages cite it."""

    title: str  #: else the end of its name
    publisher: str | None
    sha256: str | None  #: None where several texts have the name, or none


@lru_cache(maxsize=4096)
def cited(record: Record, version: str, name: str) -> Cited:
    """How to cite the report of that name, as long as the record is of that version."""
    texts = record.texts([name]).get(name, ())
    if len(texts) != 1:
        return Cited(file_name(name), None, None)
    ways = [way for way in record.provenance(texts[0]) if way.name == name]
    title, publisher = (ways[-1].title, ways[-1].publisher) if ways else (None, None)
    return Cited(title or file_name(name), publisher, texts[0])


def texts_of(record: Record, claims: Iterable[Claim]) -> Mapping[str, str]:
    """The sha256 of the report of each name, for those names that only one text has."""
    found = record.texts({claim.report for claim in claims})
    return {name: texts[0] for name, texts in found.items() if len(texts) == 1}


def report_of(record: Record, claim: Claim) -> Report:
    """The report that the claim was read from. Raises UnknownReport."""
    for sha256 in record.texts([claim.report]).get(claim.report, ()):
        report = record.report(sha256)
        if report.text[claim.start : claim.end] == claim.sentence:
            return report
    raise UnknownReport(f"no text on record under the name {claim.report} holds the sentence of {claim.id}")
