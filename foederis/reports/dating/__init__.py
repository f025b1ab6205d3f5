"""When a report was published: given, told by its metadata or name, or inferred from its text as an interval."""

from __future__ import annotations

from foederis.reports.dating.given import Given, parse_when
from foederis.reports.dating.order import date_report

__all__ = ["Given", "date_report", "parse_when"]
