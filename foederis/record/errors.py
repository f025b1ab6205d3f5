"""What can go wrong between a caller and a record: each message says what was found and what to do."""

# ruff: noqa: N818 (these read as sentences: "raise RecordBusy")

from __future__ import annotations


class RecordError(Exception):
    """A record cannot be opened or used as asked."""


class NoRecord(RecordError):
    """There is no record at the place named, and the caller did not want a new one."""


class NotARecord(RecordError):
    """The file or database is something else."""


class RecordTooNew(RecordError):
    """A later version of the program wrote the record."""


class RecordNotWritable(RecordError):
    """The record's folder is missing or may not be written."""


class RecordBusy(RecordError):
    """Another writer kept the record for longer than the caller wanted to wait; the message says who."""


class Overtaken(RecordError):
    """Somebody else ruled on the claim since."""


class UnknownClaim(RecordError):
    """No reading on record has a claim of that id."""


class UnknownReport(RecordError):
    """No report on record has that name or sha256."""
