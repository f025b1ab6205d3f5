"""A sourced, executable model of collective defence, read from the news.

`read` turns reports into readings with their claims, `open_record` opens the record that keeps them, `assess` holds
an incident against the treaties. The names load what they need when first used: importing the package costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from foederis.api import read
    from foederis.law import Incident, assess
    from foederis.record import open_record

__version__ = "0.1.0"
__all__ = ["Incident", "assess", "open_record", "read"]

_HOMES = {
    "read": "foederis.api",
    "open_record": "foederis.record",
    "assess": "foederis.law",
    "Incident": "foederis.law",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
