"""What a view that changes the record asks: that a page of ours sent the form, or a program that gave the token."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Final

from fastapi import Depends, HTTPException
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.types import Message, Receive

from foederis.web.pages import Ask, Asked

FORM: Final = 2**20  #: bytes of a form without files
FIELDS: Final = 1000  #: of a form; each party of a correction has four


@dataclass(frozen=True, slots=True)
class Written:
    """What a changing view is asked with: the form's fields, each as text."""

    ask: Ask
    form: FormData

    def text(self, field: str) -> str:
        """A field without blanks around it; empty where it was not sent."""
        return str(self.form.get(field, "")).strip()

    def texts(self, field: str) -> list[str]:
        """All values of a field that may be given several times."""
        return [str(value).strip() for value in self.form.getlist(field)]


async def written_of(ask: Asked) -> Written:
    """From the request, after `check`; 413 for a form that is too large."""
    form = await limited(ask.request, FORM).form(max_files=0, max_fields=FIELDS)
    check(ask.request, form.get("csrf"))
    return Written(ask, form)


Writing = Annotated[Written, Depends(written_of)]
"""The annotation of a changing view's first parameter, `written`."""


def check(request: Request, mark: object) -> None:
    """Refuses (403) a form without the mark of the session's own forms."""
    if not request.app.state.guard.may_write(request, mark if isinstance(mark, str) else None):
        raise HTTPException(403, "This form is not from a page of this session, or the session has ended; reload it.")


def limited(request: Request, most: int) -> Request:
    """The request, whose body breaks off with 413 when it is over so many bytes, before more of it is kept."""
    return Request(request.scope, _no_more_than(most, request.receive))


def _no_more_than(most: int, receive: Receive) -> Receive:
    taken = 0

    async def receiving() -> Message:
        nonlocal taken
        message = await receive()
        taken += len(message.get("body", b""))
        if taken > most:
            raise HTTPException(413, f"This is over {most // 2**20} MB; send less at once.")
        return message

    return receiving
