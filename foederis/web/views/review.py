"""Reviewing: a queue of claims to accept, reject or correct, and what each ruling changed."""

from __future__ import annotations

import secrets
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Annotated, Final, cast, get_args

from fastapi import APIRouter, FastAPI, HTTPException, Query
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.requests import Request

from foederis.acts import ACTS
from foederis.brief.phrase import phrase
from foederis.model import Claim, Review, Ruling
from foederis.record import Filter, UnknownClaim
from foederis.web.moment import Moment
from foederis.web.pages import API, Ask, Asked, names_of, render, url
from foederis.web.review.correcting import Correction, applied, correction_of, sent
from foederis.web.review.queueing import ORDERS, Order, Queue
from foederis.web.review.sittings import (
    NotUndoneError,
    OvertakenError,
    Ruled,
    Sittings,
    as_it_stands,
    standing,
    version,
)
from foederis.web.review.suggesting import Suggestion, Wanted, suggestions
from foederis.web.views.claims import ClaimPage, claim_page
from foederis.web.wire import as_json
from foederis.web.writing import Writing, Written


@asynccontextmanager
async def _with_sittings(app: FastAPI) -> AsyncIterator[None]:
    app.state.sittings, app.state.queue = Sittings(app.state.desk), Queue(app.state.desk)
    yield


router = APIRouter(lifespan=_with_sittings)

LONG: Final = 80  #: characters of a reviewer's name
LAST: Final = 30  #: rulings of a session that can be undone one after the other
RULINGS: Final = ("accept", "reject", "correct")
SECTORS: Final = ("GOV", "MIL", "LEG", "JUD", "IGO", "NGO", "REB")  #: of PLOVER's, those that who's who uses


@dataclass(frozen=True, slots=True)
class Desired:
    """A ruling that could not be made as sent, and why; the form is shown again with it."""

    why: str
    ruling: str
    overtaken: bool = False
    stands: Review | None = None


@dataclass(frozen=True, slots=True)
class Reviewing:
    """A claim to rule on."""

    order: Order | None  #: of the queue it was handed out from; None: it was asked for by its id
    left: int  #: claims without a ruling
    page: ClaimPage | None  #: None: the queue is empty
    based_on: str  #: the version of the claim that a ruling is made on
    form: Correction | None
    elsewhere: bool = False  #: somebody else has the claim before them
    failed: Desired | None = None
    last: Ruled | None = None  #: this session's last ruling
    last_told: str = ""
    orders: Mapping[Order, str] = field(default_factory=lambda: ORDERS)


@dataclass(frozen=True, slots=True)
class Waiting:
    """A claim of the queue."""

    claim: Claim
    told: str


@router.get("/review", include_in_schema=False)
def queue_page(ask: Asked, order: Order = "doubt") -> HTMLResponse:
    """The first claim of the queue that nobody else has before them."""
    if not ask.request.session.get("reviewer"):
        return _shown(ask, _empty(ask, order))
    id_ = _sittings(ask).next(_session(ask), _queue(ask).ids(order))
    return _shown(ask, _reviewing(ask, id_, order) if id_ else _empty(ask, order))


@router.get(f"{API}/review", summary="The first claims of the queue; nothing is handed out.")
def queue_data(ask: Asked, order: Order = "doubt", limit: Annotated[int, Query(ge=1, le=200)] = 20) -> JSONResponse:
    """The claims on which nobody has ruled, in the order asked for."""
    ids = [id_ for id_, _ in zip(_queue(ask).ids(order), range(limit), strict=False)]
    names = names_of(ask.desk)
    found = {claim.id: claim for claim in ask.desk.record.claims(Filter(ids=tuple(ids)))}
    return JSONResponse(as_json([Waiting(found[id_], phrase(found[id_], names)) for id_ in ids if id_ in found]))


@router.post("/review/name", include_in_schema=False)
def name(written: Writing) -> Response:
    """Remember for the session who reviews."""
    given = " ".join(written.text("reviewer").split())[:LONG]
    if not given:
        raise HTTPException(422, "Say who reviews: the name stands beside every ruling.")
    written.ask.request.session["reviewer"] = given
    if id_ := written.text("claim"):
        return RedirectResponse(url(written.ask.moment, "/review", id_), 303)
    return _to_queue(written)


@router.post("/review/skip", include_in_schema=False)
def skip(written: Writing) -> Response:
    """Leave a claim to others."""
    _sittings(written.ask).skip(_session(written.ask), written.text("claim"))
    return _to_queue(written)


@router.post("/review/again", include_in_schema=False)
def again(written: Writing) -> Response:
    """Hand out what was skipped."""
    _sittings(written.ask).start_again(_session(written.ask))
    return _to_queue(written)


@router.post("/review/undo", include_in_schema=False)
def undo(written: Writing) -> Response:
    """Go back from this session's last ruling to what stood before it, and show its claim again."""
    ask = written.ask
    ruled: list[str] = ask.request.session.get("ruled", [])
    if not ruled:
        raise HTTPException(409, "This session has ruled on nothing that could be undone.")
    *before, id_ = ruled
    try:
        found = _sittings(ask).undo(id_, _reviewer(written), _now(ask))
    except (OvertakenError, NotUndoneError) as error:
        raise HTTPException(409, f"Not undone: {error}.") from None
    ask.request.session["ruled"] = before
    _sittings(ask).remember(_session(ask), found)
    return RedirectResponse(url(ask.moment, "/review", id_, order=_order(written)), 303)


@router.get("/review/{id_}", include_in_schema=False)
def claim_to_review(ask: Asked, id_: str, order: Order | None = None) -> HTMLResponse:
    """One claim to rule on, whether or not somebody did."""
    free = _sittings(ask).hold(_session(ask), id_)
    return _shown(ask, _reviewing(ask, id_, order, elsewhere=not free))


@router.get(f"{API}/review/{{id_}}", summary="A claim to rule on, with the version that a ruling is to name.")
def claim_to_review_data(ask: Asked, id_: str) -> JSONResponse:
    """Send the ruling to the same address, with `based_on` as given here."""
    return JSONResponse(as_json(_reviewing(ask, id_, None)))


@router.post("/review/{id_}", include_in_schema=False)
def rule(written: Writing, id_: str) -> Response:
    """Rule, then on to the next; where it could not be done, the claim again with why."""
    ask = written.ask
    try:
        found = _ruled(written, id_)
    except OvertakenError as error:
        why = (
            "Somebody else ruled on this claim while you had it before you. Look again, and rule if you still want to."
        )
        failed = Desired(why, written.text("ruling"), overtaken=True, stands=error.stands)
        return _again(written, id_, failed, 409)
    except ValueError as error:
        return _again(written, id_, Desired(f"Not recorded: {error}.", written.text("ruling")), 422)
    ask.request.session["ruled"] = [*ask.request.session.get("ruled", []), id_][-LAST:]
    _sittings(ask).remember(_session(ask), found)
    order = _order(written)
    return RedirectResponse(url(ask.moment, "/review", order=order) if order else url(ask.moment, "/review", id_), 303)


@router.post(f"{API}/review/{{id_}}", summary="Rule on a claim: `ruling`, `based_on`, `reviewer`, `note`, fields.")
def rule_by_program(written: Writing, id_: str) -> JSONResponse:
    """The ruling and what it changed; 409 with what stands when another ruled since `based_on`."""
    try:
        return JSONResponse(as_json(_ruled(written, id_)))
    except OvertakenError as error:
        return JSONResponse({"error": str(error), "stands": as_json(error.stands)}, 409)
    except ValueError as error:
        raise HTTPException(422, str(error)) from None


@router.get(f"{API}/who", summary="Names for a field: parties, countries, or things with an id.")
def who(ask: Asked, q: Annotated[str, Query(max_length=100)] = "", kind: Wanted = "party") -> JSONResponse:
    """At most twenty values for what was typed, the nearest first."""
    found: tuple[Suggestion, ...] = suggestions(ask.desk, q, kind)
    return JSONResponse(as_json(found))


def _ruled(written: Written, id_: str) -> Ruled:
    ask, ruling = written.ask, written.text("ruling")
    if ruling not in RULINGS or ruling not in get_args(Ruling):
        raise ValueError(f"{ruling!r} is no ruling; it is one of {', '.join(RULINGS)}")
    reviewer = _reviewer(written)
    try:
        _, stands, _ = as_it_stands(ask.desk.record, id_)
    except UnknownClaim as error:
        raise HTTPException(404, str(error)) from None
    corrected = applied(stands, _sent(written), ask.desk.who) if ruling == "correct" else None
    review = Review(id_, cast(Ruling, ruling), reviewer, datetime.now(UTC), corrected, written.text("note") or None)
    return _sittings(ask).rule(review, written.text("based_on"), _now(ask))


def _sent(written: Written) -> Correction:
    fields = {name: written.text(name) for name in written.form}
    return sent(fields, {name: written.texts(name) for name in written.form})


def _reviewing(
    ask: Ask, id_: str, order: Order | None, *, elsewhere: bool = False, failed: Desired | None = None
) -> Reviewing:
    shown = claim_page(ask, id_)
    based_on = version(standing(ask.desk.record, id_))
    last, left = _sittings(ask).last(_session(ask)), _queue(ask).left()
    form = correction_of(shown.claim)
    return Reviewing(order, left, shown, based_on, form, elsewhere, failed, last, _told(ask, last))


def _empty(ask: Ask, order: Order) -> Reviewing:
    last = _sittings(ask).last(_session(ask))
    return Reviewing(order, _queue(ask).left(), None, "", None, last=last, last_told=_told(ask, last))


def _told(ask: Ask, last: Ruled | None) -> str:
    if last is None:
        return ""
    claim = last.review.corrected or next(ask.desk.record.claims(Filter(ids=(last.review.claim,))), None)
    return phrase(claim, names_of(ask.desk)) if claim else ""


def _again(written: Written, id_: str, failed: Desired, status: int) -> HTMLResponse:
    """The claim as it now stands; a correction that failed keeps what was typed."""
    view = _reviewing(written.ask, id_, _order(written), failed=failed)
    if failed.ruling == "correct" and view.form is not None:
        typed = _sent(written)
        form = Correction({**view.form.fields, **typed.fields}, {**view.form.parties, **typed.parties})
        view = Reviewing(
            view.order, view.left, view.page, view.based_on, form, False, failed, view.last, view.last_told
        )
    return _shown(written.ask, view, status)


def _shown(ask: Ask, view: Reviewing, status: int = 200) -> HTMLResponse:
    return render(ask, "review.html", status, view=view, acts=sorted(ACTS), sectors=SECTORS)


def _to_queue(written: Written) -> Response:
    return RedirectResponse(url(written.ask.moment, "/review", order=_order(written) or "doubt"), 303)


def _order(written: Written) -> Order | None:
    given = written.text("order")
    return given if given in ORDERS else None


def _reviewer(written: Written) -> str:
    found = written.ask.request.session.get("reviewer") or " ".join(written.text("reviewer").split())[:LONG]
    if not found:
        raise HTTPException(422, "Say who reviews: the page of the review asks for the name.")
    return str(found)


def _now(ask: Ask) -> Moment:
    """Rulings are made on what the record holds now, whatever the page's moment looks back to."""
    return Moment(on=ask.moment.on)


def _session(ask: Ask) -> str:
    return session_of(ask.request)


def session_of(request: Request) -> str:
    """What tells one browser session from another."""
    return str(request.session.setdefault("sitting", secrets.token_hex(8)))


def _sittings(ask: Ask) -> Sittings:
    found: Sittings = ask.request.app.state.sittings
    return found


def _queue(ask: Ask) -> Queue:
    found: Queue = ask.request.app.state.queue
    return found
