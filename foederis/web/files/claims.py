"""The claims that a page lists, in its order, as one file: a flat table, JSON lines, or Parquet with nested parties."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Final

from fastapi import HTTPException
from fastapi.responses import FileResponse
from starlette.background import BackgroundTask

from foederis.model import Claim
from foederis.record import Filter, Of, Record
from foederis.record import export as exporting
from foederis.web import tables
from foederis.web.pages import Ask

AT_ONCE: Final = 1000  #: claims asked for in one page


def claims_file(ask: Ask, wanted: Filter, of: Of, kind: str) -> FileResponse:
    """All the claims that match, up to `tables.MOST`, written beside and sent from there.

    HTTPException 422 for a kind that there is not, 501 where Parquet cannot be written.
    """
    if kind not in _WRITERS:
        raise HTTPException(422, f"format: {kind!r} is none of {', '.join(_WRITERS)}")
    ending, media, write = _WRITERS[kind]
    claims = islice(_every(ask.desk.record, wanted, of), tables.MOST)
    part = tables.part_of(ask.desk.record.page(wanted, of=of, limit=1).total)
    handle, name = tempfile.mkstemp(prefix="foederis-", suffix=f".{ending}")
    os.close(handle)
    path = Path(name)
    try:
        write(claims if tables.with_sentences(ask) else map(_without_sentence, claims), path)
    except ImportError:
        _remove(path)
        raise HTTPException(501, tables.NO_PARQUET) from None
    except BaseException:
        _remove(path)
        raise
    headers = tables.named("claims", ending, part)
    return FileResponse(path, media_type=media, headers=headers, background=BackgroundTask(_remove, path))


def _every(record: Record, wanted: Filter, of: Of) -> Iterator[Claim]:
    """Page after page, so that no more than one is in memory."""
    after: str | None = None
    while True:
        page = record.page(wanted, of=of, after=after, limit=AT_ONCE)
        yield from page.claims
        after = page.next
        if after is None:
            return


def _without_sentence(claim: Claim) -> Claim:
    return replace(claim, sentence="")


def _remove(path: Path) -> None:
    with suppress(OSError):
        path.unlink()


def _write_csv(claims: Iterable[Claim], path: Path) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        exporting.write_csv(claims, file)


def _write_json(claims: Iterable[Claim], path: Path) -> None:
    with path.open("w", encoding="utf-8") as file:
        exporting.write_json_lines(claims, file)


_WRITERS: Final[Mapping[str, tuple[str, str, Callable[[Iterable[Claim], Path], object]]]] = {
    "csv": ("csv", "text/csv; charset=utf-8", _write_csv),
    "json": ("jsonl", "application/jsonl", _write_json),
    "parquet": ("parquet", "application/vnd.apache.parquet", exporting.write_parquet),
}
