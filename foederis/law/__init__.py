"""The law: treaties as data, applied to an incident. docs/law.md says what it covers and what it leaves to lawyers."""

from foederis.law.assess import assess
from foederis.law.facts import CaseError, from_case, to_case
from foederis.law.load import load_law, read_law
from foederis.law.model import NO_STATE, Assessment, Finding, Incident, Reason

__all__ = [
    "NO_STATE",
    "Assessment",
    "CaseError",
    "Finding",
    "Incident",
    "Reason",
    "assess",
    "from_case",
    "load_law",
    "read_law",
    "to_case",
]
