"""Posts and their holders: the terms of who's who, and the claims that name, extend, replace and dismiss."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from functools import cached_property, lru_cache
from typing import ClassVar, Final

from foederis.model import Claim, Interval
from foederis.state.context import Context
from foederis.state.reference import hidden_after
from foederis.state.rows import Post, Row, Value
from foederis.state.said import agreed, ids, row_id, starts
from foederis.who.entries import Term

_NOTICE: Final = timedelta(days=183)  #: between the word that one goes and the last day in the post
_DATE: Final = r"\d{4}-\d\d-\d\d|\d{1,2}(?:st|nd|rd|th)? [A-Z][a-z]+ \d{4}|[A-Z][a-z]+ \d{1,2}(?:st|nd|rd|th)?,? \d{4}"
_UNTIL: Final = re.compile(rf"\b(?:until|till|through)\s+({_DATE})")
_EXTENDED: Final = re.compile(rf"exten(?:ded|sion)\b[^.;]{{0,60}}?\b(?:until|till|through|to)\s+({_DATE})")


_InOrder = tuple[Sequence[date], Sequence[Claim]]  #: the day from which each claim counts, and the claims


@dataclass(slots=True)
class Offices:
    """Claims about posts by the post they speak of: its id in who's who, else the words used."""

    context: Context
    acts: ClassVar = frozenset({"appoint", "depart"})
    _of_post: dict[str, dict[str, Claim]] = field(default_factory=lambda: defaultdict(dict))
    _in_order: dict[str, _InOrder] = field(default_factory=dict)

    def add(self, claim: Claim) -> None:
        for post in self._posts(claim):
            self._of_post[post][claim.id] = claim
            self._in_order.pop(post, None)

    def remove(self, claim: Claim) -> None:
        for post in self._posts(claim):
            self._of_post[post].pop(claim.id, None)
            self._in_order.pop(post, None)

    def _posts(self, claim: Claim) -> Iterator[str]:
        known = self.context.known
        if claim.object_id in known.who.posts:
            yield str(claim.object_id)
        elif claim.object:
            told = {actor.for_ for actor in (*claim.actors, *claim.targets) if actor.for_}
            yield known.post(claim.object, told.pop() if len(told) == 1 else None) or str(claim.object)
        elif claim.act == "depart":
            yield from self._held(claim)

    def _held(self, claim: Claim) -> Iterator[str]:
        """The one post that those who leave held for whom they speak: which one is not said."""
        who = self.context.known.who
        leaving = [actor for actor in claim.targets or claim.actors if actor.id]
        terms = [(term, actor) for actor in leaving for term in who.posts_of(str(actor.id), starts(claim))]
        found = {term.post for term, actor in terms if who.posts[term.post].for_ == actor.for_}
        yield from found if len(found) == 1 else ()

    def rows(self, on: date, by: date | None) -> Iterator[Row]:
        """Who holds each post on the day; `by` hides what who's who dates later."""
        known = self.context.known.who.posts
        for post in (*known, *sorted(self._of_post.keys() - known.keys())):
            yield from self._rows_of(post, on, by)

    def rows_with(self, claims: Iterable[Claim], on: date, by: date | None) -> Iterator[Row]:
        """Those of the posts of which the claims speak; where each claim names a holder, those of these holders."""
        told: dict[str, list[Claim]] = defaultdict(list)
        for claim in claims:
            for post in self._posts(claim):
                told[post].append(claim)
        for post, some in told.items():
            yield from self._rows_of(post, on, by, some)

    def _rows_of(self, post: str, on: date, by: date | None, resting: Sequence[Claim] = ()) -> Iterator[Row]:
        who, claims = self.context.known.who, self._counting(post, on)
        terms = who.holders(post, on) if post in who.posts else ()
        rows = [self._of_term(term, by) for term in terms if not hidden_after(term.from_, by)]
        return self._with_claims(post, rows, claims, on, resting) if claims else iter(rows)

    def _counting(self, post: str, on: date) -> Sequence[Claim]:
        if post not in self._of_post:
            return ()
        if post not in self._in_order:
            dated = sorted((starts(claim), id_, claim) for id_, claim in self._of_post[post].items())
            self._in_order[post] = [day for day, *_ in dated], [claim for *_, claim in dated]
        days, claims = self._in_order[post]
        return claims[: bisect_right(days, on)]

    def _of_term(self, term: Term, by: date | None) -> Post:
        until = None if hidden_after(term.to, by) else term.to
        for_ = self.context.known.who.posts[term.post].for_
        reference = (f"{term.post}: {term.person}",)
        return Post(
            row_id("post", term.post, term.person), (), reference, 0, term.post, for_, term.person, term.from_, until
        )

    def _with_claims(
        self, post: str, rows: list[Post], claims: Sequence[Claim], on: date, resting: Sequence[Claim]
    ) -> Iterator[Row]:
        """The rows with the claims on them, with `resting` only those that may rest on one of these; a holder only
        claims know has a row of their own."""
        of_person: dict[str, list[Claim]] = defaultdict(list)
        for claim in claims:
            for person in _persons(claim):
                of_person[person].append(claim)
        named = {person: [claim for claim in some if _appointed(claim)] for person, some in of_person.items()}
        for holder in sorted(person for person, some in named.items() if some and not self._has_term(post, person)):
            rows.append(self._of_claims(post, holder, agreed(named[holder])))
        rows = rows or [self._of_claims(post, None, None)]
        holders = {str(row.holder) for row in rows}
        of_post = _OfPost(self.context, [claim for claim in claims if holders.isdisjoint(_persons(claim))])
        about = [holders.intersection(_persons(claim)) for claim in resting]
        wanted = set().union(*about) if about and all(about) else holders
        for row in (row for row in rows if str(row.holder) in wanted):
            told = of_person.get(str(row.holder), ())
            yield self._told(row, told, of_post)
            yield from self._still_there(row, [claim for claim in told if _is_gone(claim, row)], on)
        if any(not row.reference for row in rows) and len(rows) > 1:
            yield self.context.conflict(
                f"who holds {post}", (rows[0].for_,), {who: named.get(who, []) for who in holders}
            )

    def _still_there(self, row: Post, gone: Sequence[Claim], on: date) -> Iterator[Row]:
        """Who's who has in the post one whom claims have let go long ago."""
        last = max((starts(claim) for claim in gone), default=None)
        if row.reference and last is not None and on - last > _NOTICE:
            conflict = self.context.conflict(f"whether {row.holder} left {row.post}", (row.for_,), {"left": gone})
            stays = Value("holds it (who's who)", ())
            yield replace(conflict, reference=row.reference, values=(*conflict.values, stays))

    def _goes_later(self, row: Post) -> bool:
        """Who's who has the holder in the post on the day, and says when they leave it."""
        who = self.context.known.who
        terms = who.terms_of(row.post) if row.reference else ()
        return any(term.person == row.holder and term.to is not None for term in terms)

    def _of_claims(self, post: str, holder: str | None, since: Interval | None) -> Post:
        entry = self.context.known.who.posts.get(post)
        for_ = entry.for_ if entry else None
        return Post(row_id("post", post, holder), (), (), 0, post, for_, holder, since)

    def _has_term(self, post: str, holder: str) -> bool:
        """Who's who dates the person's term in the post, and so knows that it is over or yet to come."""
        who = self.context.known.who
        return post in who.posts and any(term.person == holder for term in who.terms_of(post))

    def _told(self, row: Post, of_holder: Sequence[Claim], of_post: _OfPost) -> Post:
        """The row with what the claims say of the holder's end and of who follows."""
        stays = [claim for claim in of_holder if claim.act == "appoint"]
        last = max((starts(claim) for claim in stays if claim.status == "done"), default=date.min)
        following = [claim for claim in of_post.following if starts(claim) >= last]
        planned = sorted({p for c in following if c.status == "planned" for p in _known_persons(c)})
        talked = sorted({p for c in following if c.status == "possible" for p in _known_persons(c)})
        told: list[tuple[re.Pattern[str], str | None]] = [(_EXTENDED, text) for text in _of_extension(of_holder)]
        told += [(_UNTIL, text) for claim in stays if claim.status == "done" for text in (claim.due, claim.sentence)]
        extended = {day for pattern, text in told for day in _days(pattern, text)}
        extended |= of_post.extended if row.holder else set()
        leaving = [claim for claim in of_holder if claim.act == "depart"]
        gone = [claim for claim in leaving if _is_gone(claim, row)]
        return replace(
            row,
            claims=tuple(sorted([*of_post.ids, *ids(of_holder)])),
            sources=len(of_post.sources | self.context.told_by(of_holder)),
            until=row.until or (None if self._goes_later(row) else agreed(gone)),
            extended_until=Interval(max(extended), max(extended)) if extended else None,
            successor=planned[0] if len(planned) == 1 else None,
            candidates=tuple(talked if len(planned) == 1 else sorted({*talked, *planned})),
            leaving=max(leaving, key=_last_said).status if leaving else None,
        )


@dataclass
class _OfPost:
    """The claims of a post that name none of its holders, in order of time."""

    context: Context
    claims: Sequence[Claim]

    @cached_property
    def ids(self) -> tuple[str, ...]:
        return ids(self.claims)

    @cached_property
    def sources(self) -> set[str]:
        return self.context.told_by(self.claims)

    @cached_property
    def following(self) -> Sequence[Claim]:
        """Those that name who may follow."""
        return [claim for claim in self.claims if claim.act == "appoint" and _known_persons(claim)]

    @cached_property
    def extended(self) -> set[date]:
        """Until when they say that the term was extended."""
        return {day for text in _of_extension(self.claims) for day in _days(_EXTENDED, text)}


def _of_extension(claims: Iterable[Claim]) -> Iterator[str]:
    """The sentences in which `_EXTENDED` may be found: looking for a word is quicker by far."""
    return (claim.sentence for claim in claims if "exten" in claim.sentence)


def _persons(claim: Claim) -> tuple[str, ...]:
    """Who is appointed, or who departs."""
    actors = claim.targets if claim.act == "appoint" or claim.targets else claim.actors
    return tuple(actor.id or actor.text for actor in actors)


def _is_gone(claim: Claim, row: Post) -> bool:
    return claim.act == "depart" and claim.status == "done" and row.holder in _persons(claim)


def _last_said(claim: Claim) -> tuple[date, int, str]:
    """On one day what happened, or was called off, comes after what was planned."""
    return starts(claim), ("possible", "planned", "not_done", "done").index(claim.status), claim.id


def _known_persons(claim: Claim) -> tuple[str, ...]:
    """Those among them who are named, and not only described ("a successor")."""
    return tuple(actor.id for actor in claim.targets if actor.id)


def _appointed(claim: Claim) -> bool:
    return claim.act == "appoint" and claim.status == "done"


@lru_cache(maxsize=65536)
def _days(pattern: re.Pattern[str], text: str | None) -> frozenset[date]:
    """The one day that the words give as the end of a term; none where they give several."""
    found = frozenset(day for match in pattern.findall(text or "") if (day := _day(match)))
    return found if len(found) == 1 else frozenset()


def _day(text: str) -> date | None:
    text = re.sub(r"(?<=\d)(?:st|nd|rd|th)\b|,", "", text)
    for form in ("%Y-%m-%d", "%d %B %Y", "%B %d %Y", "%d %b %Y", "%b %d %Y"):
        try:
            return datetime.strptime(text, form).date()
        except ValueError:
            continue
    return None
