"""The record: every reading with its claims and every review, appended and never edited, in SQLite or PostgreSQL."""

from foederis.record.errors import (
    NoRecord,
    NotARecord,
    Overtaken,
    RecordBusy,
    RecordError,
    RecordNotWritable,
    RecordTooNew,
    UnknownClaim,
    UnknownReport,
)
from foederis.record.filters import Filter
from foederis.record.marking import marks
from foederis.record.nouns import (
    Added,
    Excerpt,
    Of,
    Page,
    Provenance,
    ReadingLine,
    ReportLine,
    ReportPage,
    ReportTally,
    ReviewLine,
    ReviewPage,
    ReviewTally,
    Tally,
)
from foederis.record.store import IN_MEMORY, Record, open_record
from foederis.record.trust import surely, trusted

__all__ = [
    "IN_MEMORY",
    "Added",
    "Excerpt",
    "Filter",
    "NoRecord",
    "NotARecord",
    "Of",
    "Overtaken",
    "Page",
    "Provenance",
    "ReadingLine",
    "Record",
    "RecordBusy",
    "RecordError",
    "RecordNotWritable",
    "RecordTooNew",
    "ReportLine",
    "ReportPage",
    "ReportTally",
    "ReviewLine",
    "ReviewPage",
    "ReviewTally",
    "Tally",
    "UnknownClaim",
    "UnknownReport",
    "marks",
    "open_record",
    "surely",
    "trusted",
]
