"""Pages and their JSON from one function each: a view takes what is asked and returns a value.

The value is shown by the template under the page's own address, and given as JSON under the same address with `/api`
before it.
"""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Final, TypeVar
from urllib.parse import quote, urlencode

import jinja2
from fastapi import APIRouter, Depends, HTTPException, Query
from fastapi.responses import HTMLResponse, JSONResponse, Response
from starlette.requests import Request

from foederis.brief import DOUBT, words
from foederis.brief.names import Names
from foederis.brief.phrase import phrase
from foederis.law.titles import clause_names
from foederis.safe import plain
from foederis.web import guard
from foederis.web.desk import Desk
from foederis.web.moment import Moment, moment_of
from foederis.web.shown import wording
from foederis.web.shown.shelf import cited
from foederis.web.shown.telling import told_status
from foederis.web.wire import as_json

API: Final = "/api"
NAV: Final = (
    ("/", "Overview"),
    ("/reports", "Reports"),
    ("/review", "Review"),
    ("/events", "Events"),
    ("/timeline", "Timeline"),
    ("/map", "Map"),
    ("/stances", "Stances"),
    ("/ledger", "Ledger"),
    ("/casus", "Casus"),
    ("/brief", "Brief"),
)
"""The pages named at the head of each, in the order of an analyst's work."""

View = TypeVar("View", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Ask:
    """What every view is asked with."""

    request: Request
    desk: Desk
    moment: Moment


def ask_of(
    request: Request,
    on: Annotated[str | None, Query(description="The day asked about; the last on record where not given.")] = None,
    known: Annotated[str | None, Query(description="Only reports surely published by that day.")] = None,
    recorded: Annotated[str | None, Query(description="Only what the record held at the end of that day.")] = None,
) -> Ask:
    """From the request; a date that is none is answered with 422."""
    try:
        return Ask(request, request.app.state.desk, moment_of(on, known, recorded))
    except ValueError as error:
        raise HTTPException(422, str(error)) from None


Asked = Annotated[Ask, Depends(ask_of)]
"""The annotation of a view's first parameter, `ask`."""


def page(router: APIRouter, path: str, template: str) -> Callable[[View], View]:
    """Serve a view's value at `path` through `template` (where it is `view`), and at `/api` + `path` as JSON.

    The view's parameters after `ask` are read from the address; its docstring is what the API page says of it. It runs
    in a thread of its own. It may raise HTTPException(404, ...) with what to do instead.
    """

    return shown_and_told(router, path, lambda ask, found: render(ask, template, view=found))


def shown_and_told(router: APIRouter, path: str, shown: Callable[[Ask, Any], Response]) -> Callable[[View], View]:
    """Serve a view's value at `path` as `shown` makes it an answer, and at `/api` + `path` as JSON."""

    def registered(view: View) -> View:
        @functools.wraps(view)
        def as_page(ask: Ask, **given: Any) -> Response:
            return shown(ask, view(ask, **given))

        @functools.wraps(view)
        def as_data(ask: Ask, **given: Any) -> Response:
            return JSONResponse(as_json(view(ask, **given)))

        name = view.__name__
        router.add_api_route(
            path, as_page, response_class=HTMLResponse, response_model=None, include_in_schema=False, name=name
        )
        summary = (inspect.getdoc(view) or name).splitlines()[0]
        router.add_api_route(API + path, as_data, summary=summary, name=f"{name} as JSON")
        return view

    return registered


def render(ask: Ask, template: str, status: int = 200, **values: Any) -> HTMLResponse:
    """A template with the values, and what every template may use (`base.html` says what)."""
    names = names_of(ask.desk)
    context: dict[str, Any] = {
        "ask": ask,
        "names": names,
        "told": functools.partial(phrase, names=names),
        "in_words": functools.partial(words.in_words, names=names),
        "cited": functools.partial(cited, ask.desk.record, _readings(ask.desk)),
        "nav": NAV,
        "here": ask.request.url.path,
        "url": functools.partial(url, ask.moment),
        "again": functools.partial(again, ask.request),
        "reviewer": ask.request.session.get("reviewer"),
        "days": ask.desk.days,
        "on": ask.desk.on(ask.moment),
    }
    return bare(ask.request, template, status, **context | values)


def bare(
    request: Request, template: str, status_code: int = 200, headers: Mapping[str, str] | None = None, **values: Any
) -> HTMLResponse:
    """A template that asks nothing of the record, with the values and the mark of the session's forms (`csrf`)."""
    text = _templates().get_template(template).render(csrf=guard.form_mark(request), **values)
    return HTMLResponse(text, status_code, headers)


def url(moment: Moment, *parts: str, **query: object) -> str:
    """An address inside the workbench that keeps to the moment: `url("/claims", act="pledge")`.

    Parts after the first are put in as names, with all that could mislead in them escaped. A query value of None is
    left out; `on=None` leaves the moment's day out.
    """
    path, *names = parts
    kept: Mapping[str, object] = moment.query | query
    asked = urlencode({name.rstrip("_"): value for name, value in kept.items() if value is not None}, doseq=True)
    return "/".join([path.rstrip("/"), *(quote(name, safe="") for name in names)] if names else [path]) + (
        f"?{asked}" if asked else ""
    )


def again(request: Request, **changed: object) -> str:
    """This page's own address with some of what it asks changed; None takes it out."""
    kept = {name: request.query_params.getlist(name) for name in request.query_params if name not in changed}
    asked = urlencode(kept | {name: value for name, value in changed.items() if value is not None}, doseq=True)
    return f"?{asked}"


@functools.lru_cache(maxsize=4)
def names_of(desk: Desk) -> Names:
    """What to call parties, by the desk's who's who."""
    return Names(desk.who)


def _readings(desk: Desk) -> str:
    """The version of what was read into the record, without the reviews."""
    return desk.record.version().rpartition("-")[0]


def load_templates() -> None:
    """Compile all of them, which takes each a while when it is first asked for."""
    for name in _templates().list_templates():
        _templates().get_template(name)


@functools.cache
def _templates() -> jinja2.Environment:
    env = jinja2.Environment(
        loader=jinja2.FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_shown,
    )
    env.filters |= {"when": _when, "number": _number, "json": as_json, "line": lambda text: " ".join(text.split())}
    env.filters |= {"day": wording.day, "moment": wording.moment, "language": wording.language}
    env.filters |= {"by_sentence": wording.by_sentence, "by_name": wording.by_name}
    env.globals |= {"clause_names": clause_names, "told_status": told_status, "doubt": DOUBT}
    env.filters |= {"reason": wording.reason, "file_name": wording.file_name}
    return env


def _shown(value: Any) -> Any:
    """Text without control characters; nothing for None."""
    if value is None:
        return ""
    return plain(value) if type(value) is str else value


def _when(value: Any) -> str:
    """An interval, or anything with `earliest` and `latest`, in words; nothing for None."""
    return "" if value is None else words.when(value.earliest, value.latest)


def _number(value: float | None) -> str:
    """1,000 or 2.5; nothing for None."""
    return "" if value is None else f"{value:,.10g}"
