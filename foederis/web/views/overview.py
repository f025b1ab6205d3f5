"""The first page: how things stood on a day, what changed lately, and what the record draws on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from fastapi import APIRouter

from foederis.web.pages import Asked, page

router = APIRouter()


@dataclass(frozen=True, slots=True)
class Overview:
    on: date
    first: date
    last: date


@page(router, "/", "overview.html")
def overview(ask: Asked) -> Overview:
    """How things stood on a day."""
    first, last = ask.desk.days
    return Overview(ask.desk.on(ask.moment), first, last)
