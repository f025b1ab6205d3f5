"""Report -> claims: sentences, names, voices, frames, status, times, places, confidence."""

from foederis.reading.reader import READER, Reader

__all__ = ["READER", "Reader"]
