"""Words for people in place of what programs write: days, languages, codes, file names; claims by their sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime
from functools import cache
from typing import TYPE_CHECKING, Final

from foederis.brief import words
from foederis.brief.names import Names
from foederis.model import Claim

if TYPE_CHECKING:
    from babel import Locale

_CAUSE: Final = re.compile(r"^because\s+", re.IGNORECASE)


def day(of: date | None) -> str:
    """`24 Mar 2022`; nothing for None."""
    return words.when(of, of) if of else ""


def moment(of: datetime | None) -> str:
    """`24 Mar 2022, 14:05 UTC`; nothing for None."""
    return f"{day(of.date())}, {of:%H:%M} UTC" if of else ""


def reason(text: str) -> str:
    """A reason as it stands after the word "because"."""
    return _CAUSE.sub("", words.fair_copy(text))


def file_name(report: str) -> str:
    """The end of a report's name, which is often a long path."""
    return report.rstrip("/").rpartition("/")[2] or report


def language(code: str | None) -> str:
    """`English` for `en`; the code itself where it has no name."""
    return str(_english().languages.get(code or "", code or ""))


def by_name(codes: Iterable[str], names: Names) -> list[str]:
    """The codes in the order of the names that people know."""
    return sorted(codes, key=names.code)


def by_sentence(claims: Iterable[Claim]) -> list[tuple[Claim, ...]]:
    """The claims of each sentence together, in order of the first of each."""
    found: dict[tuple[str, int, int], list[Claim]] = {}
    for claim in claims:
        found.setdefault((claim.report, claim.start, claim.end), []).append(claim)
    return [tuple(some) for some in found.values()]


@cache
def _english() -> Locale:
    from babel import Locale

    return Locale("en")
