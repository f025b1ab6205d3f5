"""The law: treaties as data, applied to an incident. docs/law.md says what it covers and what it leaves to lawyers."""

from typing import Any

from foederis.law.assess import assess
from foederis.law.facts import CaseError, from_case, to_case
from foederis.law.load import load_law, read_law
from foederis.law.model import NO_STATE, Assessment, Finding, Incident, Law, Reason


def assess_many(table: Any, law: Law | None = None) -> Any:
    """`foederis.law.many.assess_many`, which needs the extra ``columns``."""
    from foederis.law.many import assess_many as bulk

    return bulk(table, law)


__all__ = [
    "NO_STATE",
    "Assessment",
    "CaseError",
    "Finding",
    "Incident",
    "Reason",
    "assess",
    "assess_many",
    "from_case",
    "load_law",
    "read_law",
    "to_case",
]
