"""What people call a clause: the treaty by its short name, and the article."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from foederis.law.assess import clauses
from foederis.law.load import load_law
from foederis.law.model import Clause, Instrument

_ACRONYM: Final = re.compile(r"\(([A-Z]{3,})\)$")
_ARTICLE: Final = re.compile(r"[\dIVX]+(?:\(\d+\))?")


@dataclass(frozen=True, slots=True)
class ClauseName:
    """What people call a clause, and what it is about."""

    name: str  #: `North Atlantic Treaty, art. 5`
    about: str  #: `Collective self-defence`


@cache
def clause_names() -> Mapping[str, ClauseName]:
    """The clauses of the law's instruments, by id."""
    every = clauses(load_law())
    return {clause.id: ClauseName(_name(instrument, clause), clause.title) for instrument, clause in every}


def _name(instrument: Instrument, clause: Clause) -> str:
    """The treaty by the short name in its title, where it has one, and the clause's first article."""
    article, short = _ARTICLE.match(clause.article), _ACRONYM.search(instrument.title)
    if not article or ":" not in clause.id:
        return instrument.title
    return f"{short[1] if short else instrument.title}, art. {article[0]}"
