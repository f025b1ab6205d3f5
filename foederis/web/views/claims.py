"""The record's claims: a table with every filter, and a page for each claim."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Final, cast, get_args

from fastapi import APIRouter, Depends, HTTPException, Query
from fastapi.responses import JSONResponse, Response

from foederis.acts import ACTS, STATUSES
from foederis.brief.phrase import phrase
from foederis.model import Claim, Event, Review
from foederis.record import Filter, Of, UnknownClaim, UnknownReport
from foederis.record.filters import Order
from foederis.state.events import Conflict
from foederis.web.desk import NotYetError
from foederis.web.files.claims import claims_file
from foederis.web.pages import API, Ask, Asked, names_of, page, render, url
from foederis.web.review.effect import Line, carried
from foederis.web.review.sittings import as_it_stands
from foederis.web.shown.gathered import event_of, is_sure
from foederis.web.shown.shelf import report_of, texts_of
from foederis.web.tables import part_of
from foederis.web.wire import as_json

router = APIRouter()

A_PAGE: Final = 50  #: claims shown at once
OTHERS: Final = 50  #: other claims of an event that are shown
FIELDS: Final = (
    *("act", "status", "actor", "target", "party", "speaker", "report", "place", "country", "text"),
    *("since", "until", "min_confidence", "order", "descending", "of"),
)
TEXTS: Final = FIELDS[:10]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the address asks for."""

    fields: Mapping[str, str]  #: as given, the empty ones left out
    filter: Filter
    of: Of
    after: str | None


@dataclass(frozen=True, slots=True)
class ClaimLine:
    """A claim of the table."""

    claim: Claim
    told: str
    sha256: str | None  #: of the report, where its name says which it is
    doubtful: bool


@dataclass(frozen=True, slots=True)
class Claims:
    """A page of the table."""

    claims: tuple[ClaimLine, ...]
    total: int
    fields: Mapping[str, str]
    of: Of
    acts: Mapping[str, int]  #: how many of all those that match have each act
    statuses: Mapping[str, int]
    next: str | None  #: address of the following page
    first: str | None  #: of the first one, where this is a later one

    @property
    def part(self) -> str | None:
        """What a file of them holds, where that is not all."""
        return part_of(self.total)


@dataclass(frozen=True, slots=True)
class Retold:
    """The event that a claim tells of, and who else tells of it."""

    event: Event
    is_sure: bool  #: the claim is among those that answers rest on, so that the event has a page
    others: tuple[Claim, ...]
    conflicts: tuple[Conflict, ...]


@dataclass(frozen=True, slots=True)
class ClaimPage:
    """All that the record knows of a claim."""

    claim: Claim  #: as it stands: corrected where a person corrected it
    read: Claim  #: as it was read
    told: str
    sha256: str | None
    context: tuple[str, str]  #: what stands before and after the sentence
    ruling: Review | None
    reviews: tuple[Review, ...]
    event: Retold | None  #: None: the state is not ready
    rows: tuple[Line, ...] | None  #: of the state that rest on it; None: the state is not ready
    doubtful: bool


def wanted_of(
    ask: Asked,
    act: str = "",
    status: str = "",
    actor: Annotated[str, Query(description="A state, an organisation with its bodies, a person's id, or words.")] = "",
    target: str = "",
    party: Annotated[str, Query(description="An actor or a target.")] = "",
    speaker: str = "",
    report: Annotated[str, Query(description="A report's name, the end of its path, or its SHA-256.")] = "",
    place: str = "",
    country: str = "",
    text: Annotated[str, Query(description="Words of the sentence or the object, in any inflection.")] = "",
    since: Annotated[str, Query(description="Held on or after.")] = "",
    until: Annotated[str, Query(description="Held on or before.")] = "",
    min_confidence: str = "",
    order: str = "",
    descending: str = "",
    of: str = "",
    after: str | None = None,
) -> Wanted:
    """From the request; a field that cannot be understood is answered with 422."""
    given = dict(zip(TEXTS, (act, status, actor, target, party, speaker, report, place, country, text), strict=True))
    rest = {"since": since, "until": until, "min_confidence": min_confidence}
    rest |= {"order": order, "descending": descending, "of": of}
    texts: dict[str, Any] = {name: value.strip() or None for name, value in given.items()}
    _check("act", texts["act"], ACTS)
    _check("status", texts["status"], STATUSES)
    _check("order", order, get_args(Order))
    _check("of", of, get_args(Of))
    wanted = Filter(
        **texts,
        since=_day("since", since),
        until=_day("until", until),
        known=ask.moment.known,
        recorded=ask.moment.recorded,
        min_confidence=_share(min_confidence),
        order=cast(Order, order or "recorded"),
        descending=bool(descending),
    )
    fields = {name: value.strip() for name, value in (given | rest).items() if value.strip()}
    return Wanted(fields, wanted, cast(Of, of or "reviewed"), after)


WantedClaims = Annotated[Wanted, Depends(wanted_of)]


@router.get("/claims", include_in_schema=False)
def table_page(ask: Asked, wanted: WantedClaims, format: str = "") -> Response:
    """The table, or all of it as a file."""
    if format:
        return claims_file(ask, wanted.filter, wanted.of, format)
    asked = {name: wanted.fields.get(name) for name in FIELDS}
    return render(ask, "claims.html", view=claims(ask, wanted), asked=asked, acts=sorted(ACTS))


@router.get(f"{API}/claims", summary="The claims that match, as people reviewed them.")
def claims_data(ask: Asked, wanted: WantedClaims) -> JSONResponse:
    """A page of the table; `next` is the address of the one after."""
    return JSONResponse(as_json(claims(ask, wanted)))


def claims(ask: Ask, wanted: Wanted) -> Claims:
    """A page of the claims that match."""
    record, names = ask.desk.record, names_of(ask.desk)
    try:
        found = record.page(wanted.filter, of=wanted.of, after=wanted.after, limit=A_PAGE)
    except ValueError as error:
        raise HTTPException(422, str(error)) from None
    texts = texts_of(record, found.claims)
    lines = tuple(
        ClaimLine(claim, phrase(claim, names), texts.get(claim.report), claim.confidence < ask.desk.min_confidence)
        for claim in found.claims
    )
    return Claims(
        lines,
        found.total,
        wanted.fields,
        wanted.of,
        _named(record.tally("act", wanted.filter, of=wanted.of)),
        _named(record.tally("status", wanted.filter, of=wanted.of)),
        url(ask.moment, "/claims", **wanted.fields, after=found.next) if found.next else None,
        url(ask.moment, "/claims", **wanted.fields) if wanted.after else None,
    )


@page(router, "/claims/{id_}", "claim.html")
def claim(ask: Asked, id_: str) -> ClaimPage:
    """One claim with its sentence, its event, its reviews, and the rows of the state that rest on it."""
    return claim_page(ask, id_)


def claim_page(ask: Ask, id_: str) -> ClaimPage:
    """All that the record knows of the claim; 404 where no current reading has it."""
    record, names = ask.desk.record, names_of(ask.desk)
    try:
        read, stands, ruling = as_it_stands(record, id_)
    except UnknownClaim:
        raise HTTPException(
            404, "No claim of a current reading has this id; its report may have been read anew."
        ) from None
    sha256, around = _place(ask, read)
    return ClaimPage(
        stands,
        read,
        phrase(stands, names),
        sha256,
        around,
        ruling,
        tuple(record.reviews(claim=id_)),
        _event(ask, stands),
        _rows(ask, stands),
        ruling is None and read.confidence < ask.desk.min_confidence,
    )


def _place(ask: Ask, claim: Claim) -> tuple[str | None, tuple[str, str]]:
    """The SHA-256 of the claim's report, and the text around its sentence."""
    try:
        report = report_of(ask.desk.record, claim)
    except UnknownReport:
        return None, ("", "")
    return report.sha256, around(report.text, claim.start, claim.end)


AROUND: Final = 300  #: characters shown before and after a sentence


def around(text: str, start: int, end: int) -> tuple[str, str]:
    """What stands before and after, from a word's beginning and to a word's end."""
    before, after = text[max(0, start - AROUND) : start], text[end : end + AROUND]
    if start > AROUND and " " in before:
        before = f"… {before.partition(' ')[2]}"
    if end + AROUND < len(text) and " " in after:
        after = f"{after.rpartition(' ')[0]} …"
    return before, after


def _event(ask: Ask, claim: Claim) -> Retold | None:
    try:
        around = event_of(ask.desk, ask.moment, claim)
    except NotYetError:
        return None
    others = tuple(each for each in around.claims if each.id != claim.id)[:OTHERS]
    return Retold(around.event, is_sure(ask.desk, ask.moment, claim), others, around.conflicts)


def _rows(ask: Ask, claim: Claim) -> tuple[Line, ...] | None:
    try:
        return carried(ask.desk, ask.moment, claim)
    except NotYetError:
        return None


def _named(counts: Mapping[str | None, int]) -> dict[str, int]:
    return {name: number for name, number in counts.items() if name}


def _check(field: str, value: str | None, allowed: Any) -> None:
    if value and value not in allowed:
        raise HTTPException(422, f"{field}: {value!r} is none of {', '.join(sorted(allowed))}")


def _day(field: str, text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise HTTPException(422, f"{field}: {text!r} is no date; write it as 2022-03-24") from None


def _share(text: str) -> float | None:
    try:
        share = float(text) if text else None
    except ValueError:
        share = -1.0
    if share is not None and not 0 <= share <= 1:
        raise HTTPException(422, f"min_confidence: {text!r} is no number from 0 to 1") from None
    return share
