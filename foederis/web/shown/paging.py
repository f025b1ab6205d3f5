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


def pages(ask: Ask, total: int, at: int, *, size: int = SIZE, name: str = "at", first: int = 0) -> Pages:
    """The parts before and after the one that begins at `at`; `name` is what the address calls it, and at `first`
    begins what it shows where it does not say."""
    given = {key: value for key, value in ask.request.query_params.items() if key != name}
    here = ask.request.url.path.removeprefix(API)

    def part(start: int) -> str:
        return url(ask.moment, here, **{**given, name: None if start == first else start})

    before = part(max(at - size, 0)) if at else None
    after = part(at + size) if at + size < total else None
    told = f"{at + 1:,}–{min(at + size, total):,} of {total:,}" if total > size and at < total else f"{total:,} in all"
    return Pages(before, after, told)


def from_end(
    ask: Ask, total: int, at: int, *, size: int = SIZE, name: str = "at", first: int = 0
) -> tuple[slice, Pages]:
    """The part of a list in order of time that ends `at` before its end, and the parts before and after: of a long list
    its end is shown first."""
    there = pages(ask, total, at, size=size, name=name, first=first)
    end = max(total - at, 0)
    start = max(end - size, 0)
    told = f"{start + 1:,}–{end:,} of {total:,}" if end - start < total and end else there.told
    return slice(start, end), Pages(there.after, there.before, told)
