"""Reports in: bytes to `Report`, with their furniture marked and their language named."""

from foederis.reports.furniture import mark
from foederis.reports.loading import load
from foederis.reports.options import LoadOptions

__all__ = ["LoadOptions", "load", "mark"]
