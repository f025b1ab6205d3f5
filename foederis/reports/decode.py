"""Bytes to text, length for length: byte order mark, UTF-8, then a guess that is said to be one.

Newlines stay as they are (offsets count characters of the decoded file). Control, invisible and bidirectional-override
characters are each replaced by a space, so that offsets hold and nothing hides in a text.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from typing import Final

from foederis.reports.refusal import RefusalError

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_BINARY_STARTS: Final = (
    b"PK\x03\x04", b"%PDF-", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x7fELF", b"\x1f\x8b", b"BZh", b"7z\xbc\xaf",
    b"\xfd7zXZ", b"SQLite format 3", b"\xd0\xcf\x11\xe0", b"Rar!", b"\xca\xfe\xba\xbe",
)  # fmt: skip
_SAMPLE: Final = 256 * 1024  #: bytes looked at to judge a whole file
_CONTROL_BYTES: Final = bytes([*range(9), 11, *range(14, 27), *range(28, 32), 127])
_BINARY_SHARE: Final = (
    0.05  #: of control bytes in what is not UTF-8: chance gives 0.1, text in any 8-bit code page none
)
_BINARY_SHARE_UTF8: Final = 0.3  #: of control bytes in what is UTF-8: above this no text is left between them

_HIDDEN: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\ufff9-\ufffb]"
)
_SURROGATE: Final = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text and the name of the encoding where it had to be guessed."""

    text: str
    guessed: str | None = None
    replaced: bool = False  #: some bytes were no text in that encoding and became U+FFFD


def decode(raw: bytes, declared: str | None = None) -> Decoded:
    """The text of `raw`; `declared` is tried after UTF-8. Raises `RefusalError` for what is no text at all."""
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return _forced(raw[len(mark) :], encoding)
    if utf16 := _utf16_without_mark(raw[:_SAMPLE]):
        return _forced(raw, utf16, guessed=utf16)
    _refuse_binary(raw)
    try:
        return Decoded(raw.decode("utf-8"))
    except UnicodeDecodeError:
        return _declared(raw, declared) or _mixed(raw) or _guessed(raw)


def clean(text: str) -> tuple[str, int, int | None]:
    """The text with hidden characters replaced one for one by spaces, how many, and where the first stood."""
    first = _HIDDEN.search(text) or _SURROGATE.search(text)
    if first is None:
        return text, 0, None
    text, hidden = _HIDDEN.subn(" ", text)
    text, surrogates = _SURROGATE.subn("\ufffd", text)
    return text, hidden + surrogates, first.start()


def _refuse_binary(raw: bytes) -> None:
    sample = raw[:_SAMPLE]
    controls = len(sample) - len(sample.translate(None, _CONTROL_BYTES))
    limit = _BINARY_SHARE_UTF8 if _is_utf8(sample) else _BINARY_SHARE
    if raw.startswith(_BINARY_STARTS) or controls > limit * len(sample):
        raise RefusalError("binary-file", "this is not text but binary data; give the file the suffix of its format")


def _is_utf8(sample: bytes) -> bool:
    try:
        codecs.getincrementaldecoder("utf-8")().decode(sample)
    except UnicodeDecodeError:
        return False
    return True


def _utf16_without_mark(sample: bytes) -> str | None:
    """Western text in UTF-16 has a NUL in nearly every second byte, always on the same side."""
    half = len(sample) // 2
    if half < 8:
        return None
    if sample[1::2].count(0) > 0.7 * half and sample[::2].count(0) == 0:
        return "utf-16-le"
    if sample[::2].count(0) > 0.7 * half and sample[1::2].count(0) == 0:
        return "utf-16-be"
    return None


def _declared(raw: bytes, declared: str | None) -> Decoded | None:
    """A page that names its own encoding is taken at its word as long as every byte agrees."""
    if declared is None:
        return None
    try:
        return Decoded(raw.decode(declared))
    except (LookupError, UnicodeDecodeError):
        return None


def _mixed(raw: bytes) -> Decoded | None:
    """UTF-8 with some bytes of a Western code page in between, as pasting leaves it."""
    text = raw.decode("utf-8", errors="surrogateescape")
    strays = sum("\udc80" <= char <= "\udcff" for char in text)
    if sum(char > "\x7f" for char in text) < 2 * strays:
        return None
    text = re.sub("[\udc80-\udcff]", _western, text)
    return Decoded(text, "UTF-8 mixed with Windows-1252", "\ufffd" in text)


def _western(stray: re.Match[str]) -> str:
    return bytes([ord(stray[0]) - 0xDC00]).decode("cp1252", errors="replace")


def _guessed(raw: bytes) -> Decoded:
    from charset_normalizer import from_bytes

    best = from_bytes(raw[:_SAMPLE]).best()
    encoding = best.encoding if best else "cp1252"
    return _forced(raw, encoding, guessed=encoding)


def _forced(raw: bytes, encoding: str, guessed: str | None = None) -> Decoded:
    text = raw.decode(encoding, errors="replace")
    return Decoded(text, guessed, "\ufffd" in text)
