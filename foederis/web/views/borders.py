"""The countries' borders for maps, of today, from Natural Earth (public domain)."""

from __future__ import annotations

import json
from functools import cache
from typing import Final

from fastapi import APIRouter
from fastapi.responses import Response

from foederis.brief.places import borders as countries

router = APIRouter()

_A_DAY: Final = "private, max-age=86400"


@router.get("/borders.json", include_in_schema=False)
def borders() -> Response:
    """TopoJSON; each country's property `state` is its alpha-3 code."""
    return Response(_data(), media_type="application/json", headers={"cache-control": _A_DAY})


@cache
def _data() -> bytes:
    return json.dumps(countries(), separators=(",", ":")).encode()
