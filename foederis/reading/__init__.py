"""Report -> claims: sentences, names, voices, frames, status, times, places, confidence."""

from foederis.reading.pool import read_reports
from foederis.reading.reader import LANGUAGES, READER, Reader

__all__ = ["LANGUAGES", "READER", "Reader", "read_reports"]
