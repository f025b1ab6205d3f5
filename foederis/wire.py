"""Values of the model to JSON-ready dicts and back, derived from the dataclasses themselves."""

from __future__ import annotations

import dataclasses
import types
import typing
from datetime import date, datetime
from functools import cache
from typing import Any, TypeVar

T = TypeVar("T")


def to_json(value: Any) -> Any:
    """Dataclasses become dicts (``for_`` is written ``for``), tuples lists, dates ISO 8601 text; the rest stays."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {f.name.rstrip("_"): to_json(getattr(value, f.name)) for f in dataclasses.fields(value)}
    if isinstance(value, (tuple, list)):
        return [to_json(item) for item in value]
    if isinstance(value, dict):
        return {key: to_json(item) for key, item in value.items()}
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    return value


def from_json(kind: type[T], data: Any) -> T:
    """The inverse of `to_json` for a dataclass; missing keys take their defaults; ValueError for unknown ones."""
    hints = _hints(typing.cast(Any, kind))
    unknown = set(data) - {name.rstrip("_") for name in hints}
    if unknown:
        raise ValueError(f"{kind.__name__} has no field {', '.join(sorted(unknown))}")
    return kind(
        **{name: _revive(hint, data[name.rstrip("_")]) for name, hint in hints.items() if name.rstrip("_") in data}
    )


@cache
def _hints(kind: Any) -> dict[str, Any]:
    return typing.get_type_hints(kind)


def _revive(hint: Any, value: Any) -> Any:
    if value is None:
        return None
    origin = typing.get_origin(hint)
    if origin in (typing.Union, types.UnionType):
        return _revive(next(arg for arg in typing.get_args(hint) if arg is not type(None)), value)
    if origin is tuple:
        return tuple(_revive(typing.get_args(hint)[0], item) for item in value)
    if hint in (date, datetime):
        return hint.fromisoformat(value)
    if dataclasses.is_dataclass(hint):
        return from_json(typing.cast(type, hint), value)
    return value
