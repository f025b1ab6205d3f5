"""What a page shows, as JSON: the same values, with claims and rows of the state in the forms of the command line."""

from __future__ import annotations

import dataclasses
from datetime import date, datetime
from typing import Any

from foederis.claim_json import claim_json
from foederis.model import Claim
from foederis.state.fold import row_json
from foederis.state.rows import Row


def as_json(value: Any) -> Any:
    """JSON-ready: dataclasses become objects (``for_`` is written ``for``), tuples lists, dates ISO 8601 text."""
    if isinstance(value, Claim):
        return claim_json(value)
    if isinstance(value, Row):
        return row_json(value)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name.rstrip("_"): as_json(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, (tuple, list, set, frozenset)):
        return [as_json(item) for item in value]
    if isinstance(value, dict):
        return {str(key): as_json(item) for key, item in value.items()}
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    return value
