"""Report -> claims: sentences, names, voices, frames, status, times, places, confidence."""

from foederis.reading.pool import read_reports
from foederis.reading.reader import READER, Reader

__all__ = ["READER", "Reader", "read_reports"]
