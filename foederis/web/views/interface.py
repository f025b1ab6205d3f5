"""The page that lists the JSON interface for people; programs read `/api/openapi.json`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from foederis.web.pages import API, Asked, render

router = APIRouter()


@dataclass(frozen=True, slots=True)
class Parameter:
    """What an address may ask, and what that means."""

    name: str
    kind: str
    says: str
    is_needed: bool


@dataclass(frozen=True, slots=True)
class Call:
    """One address of the interface."""

    method: str
    path: str
    says: str
    more: str
    parameters: tuple[Parameter, ...]


@router.get(API, include_in_schema=False, response_class=HTMLResponse)
def interface(ask: Asked) -> HTMLResponse:
    """Every address that gives JSON, with what it may be asked."""
    calls = tuple(_calls(ask.request.app.openapi()))
    return render(ask, "interface.html", calls=calls, guarded=ask.request.app.state.guard.token is not None)


def _calls(schema: dict[str, Any]) -> Iterator[Call]:
    for path, methods in sorted(schema["paths"].items()):
        for method, told in methods.items():
            asked = tuple(_parameter(each) for each in told.get("parameters", ()))
            more = told.get("description", "").partition("\n")[2].strip()
            yield Call(method.upper(), path, told.get("summary", ""), more, asked)


def _parameter(told: dict[str, Any]) -> Parameter:
    schema = told.get("schema", {})
    kinds = [schema, *schema.get("anyOf", ())]
    names = [each["type"] for each in kinds if each.get("type") not in (None, "null")]
    choices = [str(value) for each in kinds for value in each.get("enum", ())]
    kind = ", ".join(choices) or " or ".join(dict.fromkeys(names)) or "text"
    return Parameter(told["name"], kind, told.get("description", ""), bool(told.get("required")))
