"""Who may ask, and what a page may do: hosts, the token, forms that only our own pages can send, and headers.

Without a token the workbench listens on this machine alone, and answers only to this machine's names, so that a page
elsewhere cannot reach it under a name of its own (DNS rebinding). With one, each person gives it once.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass, field
from typing import Final

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOCAL: Final = ("127.0.0.1", "localhost", "[::1]")
OPEN: Final = ("/login", "/static/")  #: paths that need no token

HEADERS: Final = {
    "content-security-policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self';"
        " form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}
"""On every answer. No inline script or style, nothing from elsewhere, no framing (developer.mozilla.org, "CSP")."""


@dataclass(frozen=True, slots=True)
class Guard:
    """The token that a person has to give, if any, and the key that signs their session."""

    token: str | None = None
    key: str = field(default_factory=lambda: secrets.token_hex(32))

    def admits(self, request: Request) -> bool:
        """Whether the request may see the record: no token is needed, it carries it, or its session gave it."""
        if self.token is None or request.url.path.startswith(OPEN):
            return True
        return self.is_token(_bearer(request.headers)) or request.session.get("token") == self._mark()

    def is_token(self, given: str | None) -> bool:
        return bool(self.token and given) and hmac.compare_digest((given or "").encode(), (self.token or "").encode())

    def let_in(self, request: Request) -> None:
        """Remember that the session gave the token."""
        request.session["token"] = self._mark()

    def may_write(self, request: Request, sent: str | None) -> bool:
        """Whether a form was sent by a page of ours: it gives the session's own mark. A program gives the token."""
        own = request.session.get("csrf")
        return self.is_token(_bearer(request.headers)) or bool(own and sent and hmac.compare_digest(own, sent))

    def _mark(self) -> str:
        return hmac.new(self.key.encode(), (self.token or "").encode(), hashlib.sha256).hexdigest()


def form_mark(request: Request) -> str:
    """The mark that this session's forms send back."""
    return str(request.session.setdefault("csrf", secrets.token_urlsafe(24)))


def _bearer(headers: Headers) -> str | None:
    kind, _, value = headers.get("authorization", "").partition(" ")
    return value if kind.lower() == "bearer" else None


class WithHeaders:
    """Adds `HEADERS` to every answer, and keeps pages about the record out of shared caches."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                given = {name for name, _ in message["headers"]}
                extra = HEADERS if scope["path"].startswith("/static/") else HEADERS | {"cache-control": "no-store"}
                message["headers"] += [
                    (name.encode(), value.encode()) for name, value in extra.items() if name.encode() not in given
                ]
            await send(message)

        await self._app(scope, receive, sending if scope["type"] == "http" else send)
