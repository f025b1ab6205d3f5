"""The brief of a part of the record: as a page, and to take along as HTML, Markdown or a Word document."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Final, Literal

from fastapi import APIRouter, HTTPException, Query
from fastapi.responses import Response

from foederis.brief import words
from foederis.brief.compose import compose
from foederis.brief.docx import docx
from foederis.brief.html import render as as_page
from foederis.brief.markdown import markdown
from foederis.brief.model import Brief
from foederis.brief.sections import Section, sections, without_sentences
from foederis.model import Claim, Report
from foederis.record import Filter
from foederis.web.pages import Ask, Asked, page

router = APIRouter()

MOST: Final = 3000  #: claims in one brief: nobody reads more, and it comes within a second or two
Form = Literal["html", "md", "docx"]
FORMS: Final[Mapping[Form, tuple[str, Callable[[Brief, list[Report]], str | bytes]]]] = {
    "html": ("text/html; charset=utf-8", as_page),
    "md": ("text/markdown; charset=utf-8", lambda brief, _: markdown(brief)),
    "docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", lambda brief, _: docx(brief)),
}

Party = Annotated[str | None, Query(max_length=100, description="Only what this actor or target did or met with.")]
Words = Annotated[str | None, Query(max_length=200, description="Only what sentences with these words tell.")]
Since = Annotated[str | None, Query(description="Only what held on or after this day.")]
Until = Annotated[str | None, Query(description="Only what held on or before this day.")]


@dataclass(frozen=True, slots=True)
class Briefing:
    """A brief, or why there is none."""

    party: str | None
    text: str | None
    since: date | None
    until: date | None
    total: int
    most: int
    brief: Brief | None
    sections: tuple[Section, ...]

    def title(self, section: Section) -> str:
        """The section's heading."""
        return words.title(section.id, self.brief) if self.brief else ""


@page(router, "/brief", "briefing.html")
def brief(ask: Asked, party: Party = None, text: Words = None, since: Since = None, until: Until = None) -> Briefing:
    """What happened, who stands where and what is planned, for a part of the record."""
    wanted = _filter(ask, party, text, since, until)
    total = ask.desk.record.page(wanted, limit=1).total
    made = _composed(ask, wanted)[0] if 0 < total <= MOST else None
    told = sections(made) if made else ()
    return Briefing(wanted.party, wanted.text, wanted.since, wanted.until, total, MOST, made, told)


@router.get("/brief.{form}", include_in_schema=False)
def file(
    ask: Asked,
    form: Form,
    party: Party = None,
    text: Words = None,
    since: Since = None,
    until: Until = None,
    sentences: Annotated[bool, Query(description="With the reports' own sentences; without, their places.")] = True,
) -> Response:
    """The brief as a file, with the reports' own sentences or with their places alone."""
    wanted = _filter(ask, party, text, since, until)
    if ask.desk.record.page(wanted, limit=1).total > MOST:
        raise HTTPException(413, f"more than {MOST:,} claims; ask for a party, words or a shorter time")
    made, reports = _composed(ask, wanted)
    kind, write = FORMS[form]
    try:
        body = write(made, reports) if sentences else write(without_sentences(made), [])
    except ImportError as error:
        raise HTTPException(501, f"this needs the extra: pip install 'foederis[documents]' ({error})") from None
    return Response(body, media_type=kind, headers={"content-disposition": f'attachment; filename="brief.{form}"'})


def _filter(ask: Ask, party: str | None, text: str | None, since: str | None, until: str | None) -> Filter:
    moment = ask.moment
    return Filter(
        party=(party or "").strip() or None,
        text=(text or "").strip() or None,
        since=_day("since", since),
        until=_day("until", until) or moment.on,
        known=moment.known,
        recorded=moment.recorded,
        min_confidence=ask.desk.min_confidence,
    )


def _day(name: str, text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise HTTPException(422, f"{name}: {text!r} is no date; write it as 2022-03-24") from None


def _composed(ask: Ask, wanted: Filter) -> tuple[Brief, list[Report]]:
    record = ask.desk.record
    claims = record.page(wanted, limit=MOST).claims
    reports = [record.report(name) for name in dict.fromkeys(map(_report, claims))]
    return compose(reports, claims, (), ask.desk.who, min_confidence=0.0), reports


def _report(claim: Claim) -> str:
    return claim.report
