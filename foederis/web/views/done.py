"""Who ruled what and when: all rulings, page by page, by reviewer and ruling, and those to be looked at again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Final, cast, get_args

from fastapi import APIRouter, HTTPException, Query

from foederis.brief.phrase import phrase
from foederis.model import Claim, Review, Ruling
from foederis.record import Filter, ReviewLine, ReviewPage
from foederis.web.pages import Ask, Asked, again, names_of
from foederis.web.tables import Cell, Table, cut, part_of, table_page, with_sentences

router = APIRouter()

A_PAGE: Final = 50  #: rulings of a page
AT_ONCE: Final = 500  #: rulings of a file that are asked for in one page
STALE: Final = 50  #: rulings shown that ask to be looked at again
COLUMNS: Final = ("recorded", "reviewer", "ruling", "stands", "claim", "claim_now", "told", "note", "report")


@dataclass(frozen=True, slots=True)
class DoneLine:
    """A ruling with the claim that it is on; None where no current reading has it."""

    review: Review
    claim: str | None  #: the id under which a current reading has the claim
    told: str | None
    stands: bool


@dataclass(frozen=True, slots=True)
class Done:
    """Some of the rulings, the last first."""

    rulings: tuple[DoneLine, ...]
    total: int
    reviewer: str | None
    ruling: Ruling | None
    reviewers: Mapping[str, int]  #: how many rulings each person made
    kinds: Mapping[str, int]  #: how many there are of each ruling
    next: str | None  #: address of the following page
    first: str | None  #: of the first one, where this is a later one
    stale: tuple[Review, ...]  #: the first on claims that a newer reading no longer gives: to be looked at again
    stale_total: int

    @property
    def part(self) -> str | None:
        """What a file of them holds, where that is not all."""
        return part_of(self.total)


def _file(ask: Ask, shown: Done) -> tuple[Table, ...]:
    columns = (*COLUMNS, "sentence") if with_sentences(ask) else COLUMNS
    return (cut("reviews", columns, _cells(ask, shown.reviewer, shown.ruling), shown.total),)


@table_page(router, "/review/done", "review_done.html", _file)
def done(
    ask: Asked,
    reviewer: Annotated[str, Query(max_length=200, description="Only what that person ruled.")] = "",
    ruling: Annotated[str, Query(description="accept, reject, correct or withdraw.")] = "",
    after: Annotated[str | None, Query(description="`next` of the page before.")] = None,
) -> Done:
    """Who ruled what and when, the last first."""
    record, recorded, who = ask.desk.record, ask.moment.recorded, reviewer.strip() or None
    what = _ruling(ruling)
    try:
        page = record.review_page(reviewer=who, ruling=what, recorded=recorded, after=after, limit=A_PAGE)
    except ValueError as error:
        raise HTTPException(422, str(error)) from None
    stale = record.stale_reviews(recorded=recorded)
    return Done(
        rulings=tuple(_told(ask, page.reviews)),
        total=page.total,
        reviewer=who,
        ruling=what,
        reviewers=record.review_tally("reviewer", recorded=recorded),
        kinds=record.review_tally("ruling", recorded=recorded),
        next=again(ask.request, after=page.next) if page.next else None,
        first=again(ask.request, after=None) if after else None,
        stale=stale[:STALE],
        stale_total=len(stale),
    )


def _ruling(text: str) -> Ruling | None:
    if text and text not in get_args(Ruling):
        raise HTTPException(422, f"ruling: {text!r} is none of {', '.join(get_args(Ruling))}")
    return cast(Ruling, text) if text else None


def _told(ask: Ask, lines: Iterable[ReviewLine]) -> Iterator[DoneLine]:
    some, names = tuple(lines), names_of(ask.desk)
    claims = _claims(ask, some)
    for line in some:
        claim = line.review.corrected or (claims.get(line.claim) if line.claim else None)
        yield DoneLine(line.review, line.claim, phrase(claim, names) if claim and line.claim else None, line.stands)


def _claims(ask: Ask, lines: Iterable[ReviewLine]) -> dict[str, Claim]:
    """The claims ruled on as they were read."""
    ids = tuple({line.claim for line in lines if line.claim})
    return {claim.id: claim for claim in ask.desk.record.claims(Filter(ids=ids, recorded=ask.moment.recorded))}


def _pages(ask: Ask, reviewer: str | None, ruling: Ruling | None) -> Iterator[ReviewPage]:
    after: str | None = None
    while True:
        page = ask.desk.record.review_page(
            reviewer=reviewer, ruling=ruling, recorded=ask.moment.recorded, after=after, limit=AT_ONCE
        )
        yield page
        after = page.next
        if after is None:
            return


def _cells(ask: Ask, reviewer: str | None, ruling: Ruling | None) -> Iterator[tuple[Cell, ...]]:
    sentences = with_sentences(ask)
    for page in _pages(ask, reviewer, ruling):
        claims = _claims(ask, page.reviews)
        for line in _told(ask, page.reviews):
            it, claim = line.review, claims.get(line.claim or "")
            who = (it.recorded.isoformat(), it.reviewer, it.ruling, line.stands)
            about = (it.claim, line.claim, line.told, it.note, claim.report if claim else None)
            yield (*who, *about, *((claim.sentence if claim else None,) if sentences else ()))
