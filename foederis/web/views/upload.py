"""Files sent to be read: by a form, or dropped onto the page one by one."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from datetime import date
from typing import Final

from fastapi import APIRouter, FastAPI, HTTPException
from fastapi.responses import JSONResponse, RedirectResponse, Response
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request

from foederis.model import Dating
from foederis.reports.dating import parse_when
from foederis.web.pages import API, Ask, Asked
from foederis.web.upload.intake import MAX_BYTES, MAX_FILES, FullError, Intake, Upload
from foederis.web.upload.keeping import folder_of
from foederis.web.wire import as_json
from foederis.web.writing import check, limited

MAX_SENT: Final = 4 * MAX_BYTES  #: of all files of one form
TIME_TO_SEND: Final = 600.0  #: seconds until a form has to be here


@asynccontextmanager
async def _with_intake(app: FastAPI) -> AsyncIterator[None]:
    app.state.intake = Intake(app.state.desk, folder=folder_of(app.state.desk.record))
    yield
    await run_in_threadpool(app.state.intake.close)


router = APIRouter(lifespan=_with_intake)


def uploads_of(ask: Ask) -> tuple[Upload, ...]:
    """The files sent since the workbench started, or left by the one before, the last first."""
    intake: Intake = ask.request.app.state.intake
    return intake.uploads()


@router.post("/reports", include_in_schema=False)
async def send(request: Request) -> Response:
    """Take the files of a form; they are read one after the other, and `/reports` tells how far they are."""
    await _taken(request)
    return RedirectResponse("/reports#uploads", 303)


@router.post(f"{API}/reports", summary="Take files (`files`) to be read, published from..to (`earliest`, `latest`).")
async def send_as_data(request: Request) -> JSONResponse:
    """What became of each file; ask `/api/uploads` how far they are."""
    return JSONResponse(as_json(await _taken(request)), 202)


@router.get(f"{API}/uploads", summary="The files sent since the workbench started, the last first.")
def uploads(ask: Asked) -> JSONResponse:
    """How far the reading of each is; what is told as on record is on record."""
    return JSONResponse([told(upload) for upload in uploads_of(ask)])


def told(upload: Upload) -> dict[str, object]:
    """An upload as JSON, with where it stands in words."""
    return {**as_json(upload), "told": upload.told, "over": upload.is_over}


async def _taken(request: Request) -> list[dict[str, object]]:
    try:
        async with (
            asyncio.timeout(TIME_TO_SEND),
            limited(request, MAX_SENT).form(max_files=MAX_FILES, max_fields=8) as form,
        ):
            check(request, form.get("csrf"))
            published = _published(form)
            files = [file for file in form.getlist("files") if isinstance(file, UploadFile) and file.filename]
            if not files:
                raise HTTPException(422, "No file was sent; choose at least one.")
            return [told(upload) for upload in await run_in_threadpool(_put, request, files, published)]
    except TimeoutError:
        raise HTTPException(408, f"The files were not here after {TIME_TO_SEND:g} seconds; send fewer.") from None


def _put(request: Request, files: list[UploadFile], published: Dating | None) -> list[Upload]:
    return list(_put_each(request.app.state.intake, files, published))


def _put_each(intake: Intake, files: list[UploadFile], published: Dating | None) -> Iterator[Upload]:
    for file in files:
        name = file.filename or ""
        if (file.size or 0) > MAX_BYTES:
            why = f"the file is over {MAX_BYTES // 2**20} MB; split it, or read it by command"
            yield intake.refuse(name, "too-large", why)
            continue
        try:
            yield intake.take(name, file.file, published)
        except FullError:
            yield intake.refuse(
                name, "queue-full", "too many files wait to be read; send this again when some are done"
            )
        except OSError as error:
            why = f"it could not be kept to be read ({error.strerror}); make room on the disk and send it again"
            yield intake.refuse(name, "not-kept", why)


def _published(form: FormData) -> Dating | None:
    """The days that the form gives, each checked to be one: what else `parse_when` may read is not for strangers."""
    try:
        days = [
            date.fromisoformat(text) if text else None
            for text in map(str, map(form.get, ("earliest", "latest"), ("", "")))
        ]
        first, last = days
        if first is None and last is None:
            return None
        when = parse_when(f"{first or ''}..{last or ''}")
    except ValueError as error:
        raise HTTPException(422, f"The days of publication: {error}") from None
    return when if isinstance(when, Dating) else None
