"""JSON lines and CSV: each row is a report. Rows are read one at a time, so a table may be larger than memory."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Callable, Iterator, Mapping
from itertools import chain
from typing import Any, BinaryIO, Final

from foederis.model import Problem
from foederis.reports.changes import encoding_warning
from foederis.reports.decode import Decoded, decode
from foederis.reports.draft import Draft, Piece, too_large
from foederis.reports.options import TEXT_COLUMNS, LoadOptions
from foederis.reports.refusal import RefusalError

_DELIMITERS: Final = ",;\t|"

Row = tuple[int, Mapping[str, Any] | None]
"""Line number and fields; None where the line cannot be parsed."""


def from_jsonl(piece: Piece, options: LoadOptions) -> Iterator[Draft | Problem]:
    """One draft per JSON object, one problem per line that is none or has no text."""
    return _from_rows(piece, _json_rows, options)


def from_csv(piece: Piece, options: LoadOptions) -> Iterator[Draft | Problem]:
    """One draft per row of a table with a header line; the delimiter is the header's commonest."""
    return _from_rows(piece, _csv_rows, options)


def _from_rows(
    piece: Piece, parse: Callable[[Iterator[str], LoadOptions], Iterator[Row]], options: LoadOptions
) -> Iterator[Draft | Problem]:
    guesses: list[Decoded] = []
    held: list[Problem] | None = []  # until a row with text shows that this is a table of reports at all
    columns: tuple[str, ...] = ()
    for line, row in parse(_lines(piece.stream, options, guesses), options):
        columns = columns or tuple(row or ())
        item = _from_row(piece.name, line, row, options)
        if held is not None and isinstance(item, Problem):
            held.append(item)
            continue
        yield from held or ()
        held = None
        yield item
    if held is not None:
        yield _no_reports(piece.name, columns, options)
    elif guesses:
        yield from encoding_warning(guesses[0], piece.name)


def _from_row(name: str, line: int, row: Mapping[str, Any] | None, options: LoadOptions) -> Draft | Problem:
    where = f"{name}:{line}"
    if row is None:
        return Problem(
            "row-unreadable", "the line cannot be read as a row: one JSON object a line, or CSV, is expected", where
        )
    fields = {key.strip().lower(): value for key, value in row.items() if key is not None}
    wanted = [options.text_column.lower()] if options.text_column else TEXT_COLUMNS
    text = next((fields[key] for key in wanted if isinstance(fields.get(key), str)), "")
    if not text.strip():
        return Problem("row-without-text", f"the row has no text under {' or '.join(wanted)}", where)
    return Draft(
        name=_first(fields, "id") or where,
        text=text,
        source_sha256=hashlib.sha256(text.encode("utf-8", errors="surrogatepass")).hexdigest(),
        title=_first(fields, "title", "headline"),
        author=_first(fields, "author", "byline"),
        publisher=_first(fields, "source", "publisher"),
        url=_first(fields, "url", "link"),
        date=_first(fields, "date", "published"),
        date_from="the table's date column",
        language=_first(fields, "language", "lang"),
    )


def _first(fields: Mapping[str, Any], *keys: str) -> str | None:
    values = (str(fields[key]).strip() for key in keys if fields.get(key) not in (None, "", [], {}))
    return next((value for value in values if value), None)


def _no_reports(name: str, columns: tuple[str, ...], options: LoadOptions) -> Problem:
    wanted = options.text_column or " or ".join(TEXT_COLUMNS)
    found = f"it has {', '.join(columns[:12])}" if columns else "it has no rows"
    return Problem("table-without-reports", f"no row has text under {wanted} ({found}); name it by --text-column", name)


def _json_rows(lines: Iterator[str], options: LoadOptions) -> Iterator[Row]:
    for number, line in enumerate(lines, start=1):
        if line.strip():
            yield number, _json_object(line)


def is_object(line: bytes) -> bool:
    """Whether a line is blank or a JSON object."""
    return not line.strip() or _json_object(line.decode("utf-8", errors="replace")) is not None


def _json_object(text: str) -> dict[str, Any] | None:
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else None


def _csv_rows(lines: Iterator[str], options: LoadOptions) -> Iterator[Row]:
    csv.field_size_limit(max(csv.field_size_limit(), options.max_chars))  # the module knows no limit per reader
    header = next(lines, "")
    plain = (line.replace("\0", "\1") for line in chain([header], lines))  # csv breaks off at a NUL
    reader = csv.reader(plain, delimiter=max(_DELIMITERS, key=header.count))
    start = 1
    try:
        columns = next(reader, [])
        start = reader.line_num + 1
        for values in reader:
            if any(map(str.strip, values)):
                yield start, dict(zip(columns, values, strict=False))
            start = reader.line_num + 1
    except csv.Error as error:
        if "field limit" in str(error):
            raise too_large(options) from error
        yield start, None


def _lines(stream: BinaryIO, options: LoadOptions, guesses: list[Decoded]) -> Iterator[str]:
    """Decoded lines with their ends, each within the size limit; the first that had to be guessed goes to `guesses`."""
    line = stream.readline(options.max_bytes)
    if not line:
        raise RefusalError("empty-file", "the file is empty; nothing to read")
    if line.startswith((b"\xff\xfe", b"\xfe\xff")):
        whole = io.BytesIO(line + stream.read(options.max_bytes))  # UTF-16 lines cannot be cut at bytes
        yield from io.TextIOWrapper(whole, encoding="utf-16", errors="replace", newline="")
        return
    line = line.removeprefix(b"\xef\xbb\xbf")
    while line:
        if len(line) >= options.max_bytes:
            raise too_large(options)
        decoded = decode(line, guesses[0].guessed if guesses else None)
        if decoded.guessed and not guesses:
            guesses.append(decoded)
        yield decoded.text
        line = stream.readline(options.max_bytes)
