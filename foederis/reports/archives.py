"""Members of zip, tar, gzip and WARC files, as pieces in their turn.

Nothing is ever written under a member's name. Names that lead outside the archive are refused all the same: an archive
that has one was made to do harm, or by a broken tool.
"""

from __future__ import annotations

import gzip
import io
import shutil
import stat
import tarfile
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import PurePosixPath, PureWindowsPath
from typing import Any, BinaryIO, Final, cast

from foederis.model import Problem
from foederis.reports.allowance import Allowance
from foederis.reports.draft import Piece, require
from foederis.reports.kinds import kind_of, readable
from foederis.reports.options import MAX_ARCHIVE_DEPTH
from foederis.reports.refusal import RefusalError
from foederis.reports.sources import skipped_types

_IN_MEMORY: Final = 16 * 1024 * 1024  #: bytes of a nested zip kept in memory; beyond it a temporary file is used
_ENCRYPTED: Final = 0x1  #: flag bit of a zip member
_WEB_KINDS: Final = {"text/html": "html", "application/xhtml+xml": "html", "text/plain": "text"}


@dataclass(frozen=True, slots=True)
class _Entry:
    name: str
    kind: str | None  #: None where its type is not read
    open: Callable[[], BinaryIO]
    fault: tuple[str, str] | None = None  #: code and message of why it is refused
    url: str | None = None


def members(piece: Piece) -> Iterator[Piece | Problem]:
    """Each readable member, open while it is the current one; a problem for each that is refused."""
    if piece.depth >= MAX_ARCHIVE_DEPTH:
        raise RefusalError("too-deep", f"archives within archives are opened {MAX_ARCHIVE_DEPTH} deep; unpack it")
    allowance = piece.allowance or Allowance(piece.size)
    found = False
    skipped: list[str] = []
    for entry in _OPENERS[piece.kind](piece, allowance):
        if entry.fault or entry.kind:
            found = True
            yield from _opened(piece, entry, allowance)
        else:
            skipped.append(entry.name)
        if allowance.exceeded:
            return
    if not found:
        raise RefusalError("archive-without-reports", f"no file of a type that is read ({readable()}) lies in it")
    if skipped:
        yield skipped_types(piece.name, skipped)


def _opened(piece: Piece, entry: _Entry, allowance: Allowance) -> Iterator[Piece | Problem]:
    where = f"{piece.name}!{entry.name}" if entry.name else piece.name
    if entry.fault:
        yield Problem(*entry.fault, where)
        return
    with entry.open() as stream:
        yield Piece(where, str(entry.kind), stream, depth=piece.depth + 1, allowance=allowance, url=entry.url)


def _from_zip(piece: Piece, allowance: Allowance) -> Iterator[_Entry]:
    with zipfile.ZipFile(_seekable(piece.stream) if piece.depth else piece.stream) as archive:
        infos = [info for info in archive.infolist() if not info.is_dir() and not _housekeeping(info.filename)]
        allowance.check(sum(info.file_size for info in infos))
        for info in sorted(infos, key=lambda info: info.filename):
            fault = _fault(info.filename, regular=not stat.S_ISLNK(info.external_attr >> 16))
            if info.flag_bits & _ENCRYPTED:
                fault = ("encrypted", "the member is encrypted; unpack it with its password")
            unpack = partial(_unzipped, archive, info, allowance)
            yield _Entry(info.filename, kind_of(info.filename), unpack, fault)


def _unzipped(archive: zipfile.ZipFile, info: zipfile.ZipInfo, allowance: Allowance) -> BinaryIO:
    return allowance.metered(cast(BinaryIO, archive.open(info)))


def _from_tar(piece: Piece, allowance: Allowance) -> Iterator[_Entry]:
    """A tar is read in its own order, as one stream, so that a packed one is unpacked once."""
    stream = io.BufferedReader(cast(io.RawIOBase, piece.stream))
    packed = stream.peek(2)[:2] == b"\x1f\x8b"
    plain = allowance.metered(cast(BinaryIO, gzip.GzipFile(fileobj=stream) if packed else stream))
    with tarfile.open(fileobj=plain, mode="r|") as archive:
        for info in archive:
            if not info.isdir() and not _housekeeping(info.name):
                fault = _fault(info.name, regular=info.isreg() and not info.issparse())
                unpack = partial(archive.extractfile, info)
                yield _Entry(info.name, kind_of(info.name), cast(Callable[[], BinaryIO], unpack), fault)


def _from_gzip(piece: Piece, allowance: Allowance) -> Iterator[_Entry]:
    inner = piece.name[: -len(".gz")]
    unpacked = allowance.metered(cast(BinaryIO, gzip.GzipFile(fileobj=piece.stream)))
    yield _Entry("", kind_of(inner), lambda: unpacked)


def _from_warc(piece: Piece, allowance: Allowance) -> Iterator[_Entry]:
    """The pages and texts that were answered with status 200, named by their address."""
    require("warcio", "warc")
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    try:
        for record in ArchiveIterator(piece.stream):
            headers = record.http_headers
            if record.rec_type != "response" or headers is None or headers.get_statuscode() != "200":
                continue
            url = record.rec_headers.get_header("WARC-Target-URI") or ""
            kind = _WEB_KINDS.get((headers.get_header("Content-Type") or "").split(";")[0].strip().lower())
            yield _Entry(url, kind, partial(_content, record, allowance), url=url)
    except ArchiveLoadFailed as error:
        raise RefusalError("broken-archive", f"the archive is damaged: {error}") from error


def _content(record: Any, allowance: Allowance) -> BinaryIO:
    return allowance.metered(record.content_stream())


_OPENERS: Final[dict[str, Callable[[Piece, Allowance], Iterator[_Entry]]]] = {
    "zip": _from_zip,
    "tar": _from_tar,
    "gz": _from_gzip,
    "warc": _from_warc,
}
CONTAINERS: Final = frozenset(_OPENERS)
DAMAGED: Final = (zipfile.BadZipFile, tarfile.TarError, gzip.BadGzipFile, zlib.error, EOFError, NotImplementedError)
"""What reading a damaged archive, or one packed in an unknown way, raises."""


def _fault(name: str, *, regular: bool) -> tuple[str, str] | None:
    path = PurePosixPath(name.replace("\\", "/"))
    if path.is_absolute() or PureWindowsPath(name).drive or ".." in path.parts:
        return "unsafe-member", "its name leads outside the archive; such an archive is not to be trusted"
    return None if regular else ("unsafe-member", "it is a link or special file; put the file itself in the archive")


def _housekeeping(name: str) -> bool:
    """Files that archivers and desktops leave behind: hidden ones and the Mac's resource forks."""
    return any(
        (part.startswith(".") and part.strip(".")) or part == "__MACOSX" for part in name.replace("\\", "/").split("/")
    )


def _seekable(stream: BinaryIO) -> BinaryIO:
    spool = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 - the zip file closes it
    shutil.copyfileobj(stream, spool)
    spool.seek(0)
    return cast(BinaryIO, spool)
