"""The brief of the record's claims, all or some of them; what other pages show is briefed on under `/brief`, too."""

from __future__ import annotations

from dataclasses import replace

from fastapi import APIRouter

from foederis.web.briefs import Subject, briefed
from foederis.web.pages import Ask, Asked
from foederis.web.views.claims import Wanted, WantedClaims

router = APIRouter()


def _subject(ask: Ask, wanted: Wanted) -> Subject:
    """Up to the day shown, where no other is asked for."""
    asked = replace(wanted.filter, until=wanted.filter.until or ask.moment.on)
    return Subject(None, asked, wanted.of, fields=wanted.fields)


@briefed(router, "", _subject)
def brief(ask: Asked, wanted: WantedClaims) -> Wanted:
    """What happened, who stands where and what is planned, for a part of the record."""
    return wanted
