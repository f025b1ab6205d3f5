"""Briefs of what a page shows: as a page under `/brief` and the page's own address, and as files.

`/stances?party=FRA` is briefed on by `/brief/stances?party=FRA`, and taken along as `/brief.docx/stances?party=FRA`.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from inspect import Parameter, Signature, signature
from typing import Any, Final, Literal

from fastapi import APIRouter, HTTPException
from fastapi.responses import Response

from foederis.brief import words
from foederis.brief.compose import compose
from foederis.brief.docx import docx
from foederis.brief.html import render as as_page
from foederis.brief.markdown import markdown
from foederis.brief.model import Brief, Provision
from foederis.brief.sections import Section, sections, without_sentences
from foederis.model import Report
from foederis.record import Filter, Of
from foederis.web.desk import NotYetError
from foederis.web.pages import API, Ask, View, render, shown_and_told
from foederis.web.tables import with_sentences

BRIEF: Final = "/brief"  #: before a page's address: the brief of what it shows
MOST: Final = 3000  #: claims in one brief: nobody reads more, and it comes within a second or two
Form = Literal["html", "md", "docx"]
FORMS: Final[Mapping[Form, tuple[str, Callable[[Brief, list[Report]], str | bytes]]]] = {
    "html": ("text/html; charset=utf-8", as_page),
    "md": ("text/markdown; charset=utf-8", lambda brief, _: markdown(brief)),
    "docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", lambda brief, _: docx(brief)),
}


@dataclass(frozen=True, slots=True)
class Subject:
    """What a page shows, as a brief takes it: the claims that it rests on, and what the treaties say of it."""

    text: str | None  #: what to call it; None: the claims that fields of the address name
    claims: Filter
    of: Of = "reviewed"
    law: tuple[Provision, ...] = ()
    fields: Mapping[str, str] = field(default_factory=dict)  #: what was asked of its claims


@dataclass(frozen=True, slots=True)
class Briefing:
    """A brief, or why there is none."""

    subject: Subject
    page: str  #: the address of what the brief is of, without its query
    total: int
    most: int
    brief: Brief | None
    sections: tuple[Section, ...]

    def title(self, section: Section) -> str:
        """The section's heading."""
        return words.title(section.id, self.brief) if self.brief else ""


def of_claims(text: str, ids: Iterable[str], law: tuple[Provision, ...] = ()) -> Subject:
    """What rests on these claims, which are sure enough for answers or accepted by somebody."""
    return Subject(text, Filter(ids=tuple(dict.fromkeys(ids)), min_confidence=0.0), law=law)


def briefed(router: APIRouter, path: str, subject: Callable[[Ask, Any], Subject]) -> Callable[[View], View]:
    """Serve briefs of what the view at `path` shows, asked for as the view is; `subject` is made of its value.

    The brief's page and its JSON are answered for any number of claims; a file of more than `MOST` is refused with 413.
    """

    def registered(view: View) -> View:
        asked = signature(view)

        @functools.wraps(view)
        def briefing(ask: Ask, **given: Any) -> Briefing:
            return _briefing(ask, subject(ask, view(ask, **given)))

        @functools.wraps(view)
        def file(ask: Ask, written_as: Form, **given: Any) -> Response:
            return _taken_along(ask, subject(ask, view(ask, **given)), written_as)

        briefing.__signature__ = asked.replace(return_annotation=Signature.empty)  # type: ignore[attr-defined]
        briefing.__doc__ = f"The brief of what {path or BRIEF} shows, asked for as that is."
        shown_and_told(router, BRIEF + path, lambda ask, found: render(ask, "briefing.html", view=found))(briefing)
        which = Parameter("written_as", Parameter.KEYWORD_ONLY, annotation=Form)
        file.__signature__ = asked.replace(  # type: ignore[attr-defined]
            parameters=[*asked.parameters.values(), which], return_annotation=Signature.empty
        )
        router.add_api_route(f"{BRIEF}.{{written_as}}{path}", file, include_in_schema=False)
        return view

    return registered


def _briefing(ask: Ask, subject: Subject) -> Briefing:
    asked = _asked(ask, subject)
    total = _total(ask, asked, subject.of)
    made = _composed(ask, asked, subject)[0] if total <= MOST and (total or subject.law) else None
    here = ask.request.url.path.removeprefix(API).removeprefix(BRIEF)
    return Briefing(subject, here, total, MOST, made, sections(made) if made else ())


def _taken_along(ask: Ask, subject: Subject, form: Form) -> Response:
    """The brief as a file, with the reports' own sentences or with their places alone."""
    asked = _asked(ask, subject)
    if _total(ask, asked, subject.of) > MOST:
        raise HTTPException(413, f"more than {MOST:,} claims; ask for a party, words or a shorter time")
    made, reports = _composed(ask, asked, subject)
    kind, write = FORMS[form]
    try:
        body = write(made, reports) if with_sentences(ask) else write(without_sentences(made), [])
    except ImportError as error:
        raise HTTPException(501, f"this needs the extra: pip install 'foederis[documents]' ({error})") from None
    return Response(body, media_type=kind, headers={"content-disposition": f'attachment; filename="brief.{form}"'})


def _asked(ask: Ask, subject: Subject) -> Filter:
    """The claims as of the moment, the doubtful left out unless they are asked for."""
    wanted, moment = subject.claims, ask.moment
    sure = ask.desk.min_confidence if wanted.min_confidence is None else wanted.min_confidence
    return replace(wanted, known=moment.known, recorded=moment.recorded, min_confidence=sure)


def _total(ask: Ask, wanted: Filter, of: Of) -> int:
    if wanted.ids is not None and not 0 < len(wanted.ids) <= MOST:
        return len(wanted.ids)
    return ask.desk.record.page(wanted, of=of, limit=1).total


def _composed(ask: Ask, wanted: Filter, subject: Subject) -> tuple[Brief, list[Report]]:
    record = ask.desk.record
    claims = () if wanted.ids == () else record.page(wanted, of=subject.of, limit=MOST).claims
    found = record.reports(recorded=wanted.recorded, names={claim.report for claim in claims})
    reports = [*{report.name: report for report in found}.values()]
    source_of = None
    with suppress(NotYetError), ask.desk.fold(ask.moment) as fold:
        source_of = fold.source_of
    law, who = subject.law, ask.desk.who
    made = compose(reports, claims, (), who, min_confidence=0.0, part=True, source_of=source_of, law=law)
    return made, reports
