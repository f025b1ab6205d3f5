"""The workbench as an ASGI application: middleware, errors, the login page, and the pages of each view."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Annotated, Final

from fastapi import FastAPI, Form
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, RedirectResponse, Response
from starlette.exceptions import HTTPException as HTTPError
from starlette.middleware.base import RequestResponseEndpoint
from starlette.middleware.gzip import GZipMiddleware
from starlette.middleware.sessions import SessionMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.staticfiles import StaticFiles

from foederis import __version__
from foederis.record import RecordBusy, RecordError
from foederis.web.desk import Desk, NotYetError
from foederis.web.guard import LOCAL, Guard, WithHeaders
from foederis.web.pages import API, bare
from foederis.web.views import ROUTERS

RETRY: Final = 2  #: seconds after which to ask again when a fold is not ready or the record is busy


def create_app(desk: Desk, *, token: str | None = None, hosts: Iterable[str] = LOCAL) -> FastAPI:
    """The application for one desk, which it closes at its end.

    `hosts` are the names it answers to (`*`: any). With a token, only who gives it sees the record.
    """
    app = FastAPI(
        title="foederis", version=__version__, openapi_url=f"{API}/openapi.json", docs_url=None, redoc_url=None,
        lifespan=_running,
    )  # fmt: skip
    app.state.desk, app.state.guard = desk, Guard(token)
    app.middleware("http")(_admitted)
    app.add_middleware(SessionMiddleware, secret_key=app.state.guard.key, same_site="strict", session_cookie="foederis")
    app.add_middleware(GZipMiddleware, minimum_size=2000)
    app.add_middleware(TrustedHostMiddleware, allowed_hosts=list(hosts))
    app.add_middleware(WithHeaders)
    app.mount("/static", StaticFiles(directory=Path(__file__).parent / "static"), name="static")
    app.add_api_route("/login", login, include_in_schema=False)
    app.add_api_route("/login", log_in, methods=["POST"], include_in_schema=False)
    for router in ROUTERS:
        app.include_router(router)
    for kind in (HTTPError, RequestValidationError, NotYetError, RecordBusy, RecordError):
        app.add_exception_handler(kind, _told)
    return app


@asynccontextmanager
async def _running(app: FastAPI) -> AsyncIterator[None]:
    app.state.desk.prepare(app.openapi)
    yield
    app.state.desk.close()


async def _admitted(request: Request, go_on: RequestResponseEndpoint) -> Response:
    """To whom has not given the token, the way to the login page; to a program, why it is refused."""
    if request.app.state.guard.admits(request):
        return await go_on(request)
    if request.url.path.startswith(API):
        return JSONResponse({"error": "give the token: Authorization: Bearer TOKEN"}, 401)
    return RedirectResponse("/login", 303)


def login(request: Request) -> Response:
    """The page that asks for the token."""
    return bare(request, "login.html", wrong=False)


def log_in(request: Request, token: Annotated[str, Form()]) -> Response:
    """Lets in who gives the token."""
    guard: Guard = request.app.state.guard
    if not guard.is_token(token):
        return bare(request, "login.html", 403, wrong=True)
    guard.let_in(request)
    return RedirectResponse("/", 303)


async def _told(request: Request, error: Exception) -> Response:
    """What went wrong and what to do, as a page or as JSON."""
    status, why = _status(error)
    wait = {"retry-after": str(RETRY)} if status == 503 else {}
    if request.url.path.startswith(API) or "application/json" in request.headers.get("accept", ""):
        return JSONResponse({"error": why}, status, wait)
    return bare(request, "error.html", status, wait, status=status, why=why, retry=RETRY if wait else None)


def _status(error: Exception) -> tuple[int, str]:
    if isinstance(error, HTTPError):
        return error.status_code, str(error.detail)
    if isinstance(error, RequestValidationError):
        wrong = error.errors()[0]
        return 422, f"{wrong['loc'][-1]}: {wrong['msg']}"
    if isinstance(error, NotYetError):
        return 503, "The record is being read and folded; this page comes by itself when that is done."
    return (503 if isinstance(error, RecordBusy) else 500), str(error)
