"""Parts of a long list, and the addresses of those before and after."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from foederis.web.pages import API, Ask, url

SIZE: Final = 50  #: rows on one page of a table


@dataclass(frozen=True, slots=True)
class Pages:
    """Where in a list one is."""

    before: str | None
    after: str | None
    told: str


def pages(ask: Ask, total: int, at: int, *, size: int = SIZE, name: str = "at") -> Pages:
    """The parts before and after the one that begins at `at`; `name` is what the address calls it."""
    given = {key: value for key, value in ask.request.query_params.items() if key != name}
    here = ask.request.url.path.removeprefix(API)

    def part(start: int) -> str:
        return url(ask.moment, here, **{**given, name: start or None})

    before = part(max(at - size, 0)) if at else None
    after = part(at + size) if at + size < total else None
    told = f"{at + 1:,}–{min(at + size, total):,} of {total:,}" if total > size and at < total else f"{total:,} in all"
    return Pages(before, after, told)
