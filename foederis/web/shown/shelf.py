"""Which text on record a claim was read from: a claim names its report, and several texts may have that name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from foederis.model import Claim, Report
from foederis.record import Record, UnknownReport


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
