"""The brief of a part of the record: as a page, and to take along as HTML, Markdown or a Word document."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Annotated, Final, Literal

from fastapi import APIRouter, Depends, HTTPException, Query
from fastapi.responses import Response

from foederis.brief import words
from foederis.brief.compose import compose
from foederis.brief.docx import docx
from foederis.brief.html import render as as_page
from foederis.brief.markdown import markdown
from foederis.brief.model import Brief
from foederis.brief.sections import Section, sections, without_sentences
from foederis.model import Report
from foederis.record import Filter, Of
from foederis.web.desk import NotYetError
from foederis.web.pages import Ask, Asked, names_of, page
from foederis.web.shown.stands import row_on, rows_on
from foederis.web.shown.telling import title
from foederis.web.views.claims import WantedClaims
from foederis.web.views.events import event_page

router = APIRouter()

MOST: Final = 3000  #: claims in one brief: nobody reads more, and it comes within a second or two
Form = Literal["html", "md", "docx"]
FORMS: Final[Mapping[Form, tuple[str, Callable[[Brief, list[Report]], str | bytes]]]] = {
    "html": ("text/html; charset=utf-8", as_page),
    "md": ("text/markdown; charset=utf-8", lambda brief, _: markdown(brief)),
    "docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", lambda brief, _: docx(brief)),
}

State = Annotated[
    str | None, Query(description="Only what rows of the state rest on: `pledges`, or one as `pledges/its-id`.")
]
Concerning = Annotated[str | None, Query(description="With `state`: only rows about that state or organisation.")]
OfEvent = Annotated[str | None, Query(description="Only what tells of that event.")]


@dataclass(frozen=True, slots=True)
class Subject:
    """Another page's row, rows or event, of which the brief is."""

    text: str
    path: tuple[str, ...]  #: of its page, as `pages.url` takes it
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Briefing:
    """A brief, or why there is none."""

    fields: Mapping[str, str]  #: what was asked of its claims
    subject: Subject | None
    total: int
    most: int
    brief: Brief | None
    sections: tuple[Section, ...]

    def title(self, section: Section) -> str:
        """The section's heading."""
        return words.title(section.id, self.brief) if self.brief else ""


def subject_of(ask: Asked, state: State = None, concerning: Concerning = None, event: OfEvent = None) -> Subject | None:
    """From the request; 404 for what there is not."""
    if event:
        about = event_page(ask, event)
        return Subject(about.text, ("/events", event), about.event.claims)
    if not state:
        return None
    kind, _, id_ = state.partition("/")
    if not id_:
        rows = rows_on(ask, kind, of=concerning or None)
        text = f"{kind} of {names_of(ask.desk).code(concerning)}" if concerning else kind
        return Subject(text, (f"/state/{kind}",), tuple(dict.fromkeys(claim for row in rows for claim in row.claims)))
    row = row_on(ask, kind, id_)
    if row is None:
        raise HTTPException(404, f"The record has no such row among {kind} on this day; /state/{kind} lists them.")
    return Subject(title(names_of(ask.desk), row), (f"/state/{kind}", id_), row.claims)


OfSubject = Annotated[Subject | None, Depends(subject_of)]


@page(router, "/brief", "briefing.html")
def brief(ask: Asked, wanted: WantedClaims, subject: OfSubject) -> Briefing:
    """What happened, who stands where and what is planned, for a part of the record."""
    asked = _filter(ask, wanted.filter, subject)
    total = _total(ask, asked, wanted.of)
    made = _composed(ask, asked, wanted.of)[0] if 0 < total <= MOST else None
    return Briefing(wanted.fields, subject, total, MOST, made, sections(made) if made else ())


@router.get("/brief.{form}", include_in_schema=False)
def file(
    ask: Asked,
    form: Form,
    wanted: WantedClaims,
    subject: OfSubject,
    sentences: Annotated[bool, Query(description="With the reports' own sentences; without, their places.")] = True,
) -> Response:
    """The brief as a file, with the reports' own sentences or with their places alone."""
    asked = _filter(ask, wanted.filter, subject)
    if _total(ask, asked, wanted.of) > MOST:
        raise HTTPException(413, f"more than {MOST:,} claims; ask for a party, words or a shorter time")
    made, reports = _composed(ask, asked, wanted.of)
    kind, write = FORMS[form]
    try:
        body = write(made, reports) if sentences else write(without_sentences(made), [])
    except ImportError as error:
        raise HTTPException(501, f"this needs the extra: pip install 'foederis[documents]' ({error})") from None
    return Response(body, media_type=kind, headers={"content-disposition": f'attachment; filename="brief.{form}"'})


def _filter(ask: Ask, wanted: Filter, subject: Subject | None) -> Filter:
    """What was asked of the claims, up to the day shown, the doubtful left out unless they are asked for."""
    sure = ask.desk.min_confidence if wanted.min_confidence is None else wanted.min_confidence
    until = wanted.until or (None if subject else ask.moment.on)
    return replace(wanted, until=until, min_confidence=sure, ids=subject.claims if subject else None)


def _total(ask: Ask, wanted: Filter, of: Of) -> int:
    many = len(wanted.ids or ())
    return many if many > MOST else ask.desk.record.page(wanted, of=of, limit=1).total


def _composed(ask: Ask, wanted: Filter, of: Of) -> tuple[Brief, list[Report]]:
    record = ask.desk.record
    claims = record.page(wanted, of=of, limit=MOST).claims
    found = record.reports(recorded=wanted.recorded, names={claim.report for claim in claims})
    reports = [*{report.name: report for report in found}.values()]
    source_of = None
    with suppress(NotYetError), ask.desk.fold(ask.moment) as fold:
        source_of = fold.source_of
    return compose(reports, claims, (), ask.desk.who, min_confidence=0.0, part=True, source_of=source_of), reports
