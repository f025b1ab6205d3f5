"""The reports on record, with those that are being read, and one report with its claims marked in place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, HTTPException, Query

from foederis.brief.phrase import phrase
from foederis.model import Claim, Dating, Report, Review
from foederis.record import Filter, Provenance, ReadingLine, UnknownReport
from foederis.record import ReportLine as Found
from foederis.web.files.reports import reports_table
from foederis.web.pages import Ask, Asked, names_of, page, url
from foederis.web.shown.marking import WINDOW, Stretch, stretches, window_at, within
from foederis.web.shown.paging import Pages, pages
from foederis.web.tables import Table, part_of, table_page
from foederis.web.upload.intake import MAX_BYTES, MAX_FILES
from foederis.web.views.upload import told, uploads_of

router = APIRouter()

A_PAGE = 25  #: reports shown at once


@dataclass(frozen=True, slots=True)
class ReportLine:
    """A report of the list."""

    sha256: str
    name: str
    title: str | None
    publisher: str | None
    published: Dating
    language: str | None
    claims: int
    unread: str | None  #: why it was not read


@dataclass(frozen=True, slots=True)
class Reports:
    """A part of the list of reports, and what is being read."""

    reports: tuple[ReportLine, ...]
    total: int
    words: str
    publisher: str
    next: str | None  #: address of the following page
    first: str | None  #: of the first one, where this is a later one
    uploads: tuple[Mapping[str, Any], ...]
    max_files: int = MAX_FILES
    max_bytes: int = MAX_BYTES

    @property
    def part(self) -> str | None:
        """What a file of them holds, where that is not all."""
        return part_of(self.total)


@dataclass(frozen=True, slots=True)
class Marked:
    """A claim where it stands in its report."""

    number: int
    claim: Claim  #: as people have reviewed it
    told: str
    ruling: Review | None
    doubtful: bool


@dataclass(frozen=True, slots=True)
class ReportPage:
    """A window of a report's text with the claims that stand in it."""

    sha256: str
    line: ReportLine
    author: str | None
    url: str | None
    length: int
    start: int
    end: int
    window: int
    text: tuple[Stretch, ...]
    claims: tuple[Marked, ...]
    pages: Pages
    provenance: tuple[Provenance, ...]
    readings: tuple[ReadingLine, ...]


def _file(ask: Ask, shown: Reports) -> tuple[Table, ...]:
    moment = ask.moment
    return (reports_table(ask.desk.record, shown.words or None, shown.publisher or None, moment.recorded, shown.total),)


@table_page(router, "/reports", "reports.html", _file)
def reports(ask: Asked, words: str = "", publisher: str = "", after: str | None = None) -> Reports:
    """The reports on record, the last published first; `words` that their title or text holds."""
    record, recorded = ask.desk.record, ask.moment.recorded
    try:
        found = record.report_page(
            words.strip() or None, publisher=publisher.strip() or None, recorded=recorded, after=after, limit=A_PAGE
        )
    except ValueError as error:
        raise HTTPException(422, str(error)) from None
    asked = {"words": words.strip() or None, "publisher": publisher.strip() or None}
    return Reports(
        tuple(map(_listed, found.reports)),
        found.total,
        words.strip(),
        publisher.strip(),
        url(ask.moment, "/reports", **asked, after=found.next) if found.next else None,
        url(ask.moment, "/reports", **asked) if after else None,
        tuple(told(upload) for upload in uploads_of(ask)),
    )


@page(router, "/reports/{sha256}", "report.html")
def report(
    ask: Asked, sha256: str, at: Annotated[int | None, Query(ge=0)] = None, claim: str | None = None
) -> ReportPage:
    """A report's text around the character `at`, or around a claim, with its claims marked in place."""
    record = ask.desk.record
    try:
        found = record.report(sha256)
    except UnknownReport:
        raise HTTPException(404, "No such report is on record; the list of reports has those that are.") from None
    if found.sha256 != sha256:
        raise HTTPException(404, "Reports are asked for by the SHA-256 of their text; the list of reports has them.")
    readings = tuple(record.readings(sha256=sha256))
    current = next(line for line in readings if line.current)
    claims = list(record.claims(Filter(report=sha256)))
    aimed = at if at is not None else next((each.start for each in claims if each.id == claim), 0)
    start, end = window_at(aimed, len(found.text))
    here = within(claims, start, end)
    return ReportPage(
        sha256, _line(found, current), found.author, found.url, len(found.text), start, end, WINDOW,
        tuple(stretches(found.text, start, end, here, found.furniture)),
        _marked(ask, here),
        pages(ask, len(found.text), start, size=WINDOW),
        record.provenance(sha256),
        readings,
    )  # fmt: skip


def _marked(ask: Ask, here: list[Claim]) -> tuple[Marked, ...]:
    names, rulings = names_of(ask.desk), ask.desk.record.rulings(ids=[claim.id for claim in here])
    marked = []
    for number, claim in enumerate(here, 1):
        ruling = rulings.get(claim.id)
        stands = ruling.corrected if ruling and ruling.corrected else claim
        doubtful = ruling is None and claim.confidence < ask.desk.min_confidence
        marked.append(Marked(number, stands, phrase(stands, names), ruling, doubtful))
    return tuple(marked)


def _listed(found: Found) -> ReportLine:
    line = found.reading
    published = Dating(line.published.earliest, line.published.latest, found.because)
    return ReportLine(
        line.sha256, line.name, found.title, found.publisher, published, found.language, line.claims, line.unread
    )


def _line(report: Report, line: ReadingLine) -> ReportLine:
    return ReportLine(
        report.sha256,
        report.name,
        report.title,
        report.publisher,
        report.published,
        report.language,
        line.claims,
        line.unread,
    )
