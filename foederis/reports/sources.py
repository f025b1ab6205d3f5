"""Paths to pieces: files, folders (recursive, sorted) and standard input."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from foederis.model import Problem
from foederis.reports.draft import Piece
from foederis.reports.kinds import kind_of, readable

STANDARD_INPUT = "-"


def pieces(paths: Sequence[str]) -> Iterator[Piece | Problem]:
    """Each readable file, opened while it is the current one; a problem for each that cannot be opened."""
    for path in paths:
        if path == STANDARD_INPUT:
            yield Piece(STANDARD_INPUT, "unknown", sys.stdin.buffer)
        elif os.path.isdir(path):
            yield from _folder(path)
        elif kind := kind_of(path):
            yield from _file(path, kind)
        elif os.path.lexists(path):
            yield Problem("unsupported-type", f"this type of file is not read; these are: {readable()}", path)
        else:
            yield Problem("not-found", "there is no such file or folder; check the spelling", path)


def _file(path: str, kind: str) -> Iterator[Piece | Problem]:
    if os.path.exists(path) and not os.path.isfile(path):
        yield Problem("unreadable", "it is a pipe or device, not a file; give its content on standard input", path)
        return
    try:
        stream = open(path, "rb")  # noqa: SIM115 - closed below, an error of the reader must not look like one of opening
    except OSError as error:
        yield _cannot_open(path, error)
        return
    with stream:
        yield Piece(path, kind, stream, size=os.fstat(stream.fileno()).st_size)


def _cannot_open(path: str, error: OSError) -> Problem:
    if error.errno == errno.ELOOP:
        return Problem("link-loop", "the link leads back to itself; remove it", path)
    if error.errno == errno.ENOENT:
        return Problem("not-found", "the file is gone, or a link to nothing", path)
    return Problem("unreadable", f"the file cannot be opened: {error.strerror}", path)


def _folder(path: str) -> Iterator[Piece | Problem]:
    skipped: list[str] = []
    found = False
    for item in _walk(path, ()):
        if isinstance(item, Problem):
            yield item
        elif kind := kind_of(item):
            found = True
            yield from _file(item, kind)
        else:
            skipped.append(os.path.relpath(item, path))
    if not found:
        yield Problem("folder-without-reports", f"no file of a type that is read ({readable()}) lies in it", path)
    elif skipped:
        yield skipped_types(path, skipped)


def skipped_types(where: str, names: list[str]) -> Problem:
    """The warning that some files of a folder or archive are of types that are not read."""
    shown = ", ".join(names[:5]) + (f" and {len(names) - 5} more" if len(names) > 5 else "")
    return Problem("skipped-types", f"not of a type that is read, passed over: {shown}", where, lost=False)


def _walk(folder: str, above: tuple[Path, ...]) -> Iterator[str | Problem]:
    real = Path(os.path.realpath(folder))
    if real in above:
        yield Problem("link-loop", "the link leads back to a folder it lies in; not followed", folder)
        return
    try:
        names = sorted(os.listdir(folder))
    except OSError as error:
        yield _cannot_open(folder, error)
        return
    for name in names:
        path = os.path.join(folder, name)
        if name.startswith("."):
            continue
        if os.path.isdir(path):
            yield from _walk(path, (*above, real))
        else:
            yield path
