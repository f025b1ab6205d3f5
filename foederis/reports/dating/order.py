"""Which word on a report's date counts: given, metadata, file name, date line, and only then what the text implies."""

from __future__ import annotations

from dataclasses import replace

from foederis.model import Dating, Report
from foederis.reports.dating.filename import date_in_name
from foederis.reports.dating.given import Given, given_for
from foederis.reports.dating.inferring import inferred
from foederis.who import Who


def date_report(report: Report, who: Who, given: Given | None = None) -> Report:
    """The report with ``published`` filled: from ``given`` where it names the report, else from its metadata, its file
    name, a date line of its text, or else inferred from the text as an interval with the reasons for it.
    """
    return replace(report, published=given_for(report, given) or _known(report) or inferred(report, who))


def _known(report: Report) -> Dating | None:
    if report.published.earliest or report.published.latest:
        return report.published
    day = date_in_name(report.name)
    return Dating(day, day, (f"file name: {report.name}",)) if day else None
