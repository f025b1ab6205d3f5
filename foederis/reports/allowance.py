"""How much an archive may unpack to: the guard against bombs."""

from __future__ import annotations

import io
from typing import BinaryIO, cast

from foederis.reports.options import FREE_UNPACKING, MAX_UNPACKING
from foederis.reports.refusal import RefusalError


class Allowance:
    """Counts what is unpacked from one file on disk, however nested its archives are."""

    def __init__(self, packed: int) -> None:
        self._limit = max(FREE_UNPACKING, MAX_UNPACKING * packed)
        self._taken = 0

    @property
    def exceeded(self) -> bool:
        """Whether more was asked for than is allowed; then nothing more of the file is read."""
        return self._taken > self._limit

    def check(self, expected: int) -> None:
        """Raises `RefusalError` where `expected` more bytes would be too many."""
        if self._taken + expected > self._limit:
            self.take(expected)

    def take(self, count: int) -> None:
        """Counts unpacked bytes; raises `RefusalError` where they are too many."""
        self._taken += count
        if self.exceeded:
            message = f"unpacks to over {self._limit:,} bytes, as an archive bomb does; the rest of it is left out"
            raise RefusalError("archive-bomb", message)

    def metered(self, stream: BinaryIO) -> BinaryIO:
        """The same bytes, counted as they are read."""
        return cast(BinaryIO, io.BufferedReader(_Metered(stream, self)))


class _Metered(io.RawIOBase):
    def __init__(self, stream: BinaryIO, allowance: Allowance) -> None:
        self._stream = stream
        self._allowance = allowance

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        data = self._stream.read(len(buffer))
        self._allowance.take(len(data))
        buffer[: len(data)] = data
        return len(data)
