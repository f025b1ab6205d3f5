"""A page for each actor: a state, an organisation or body, a group, a post or a person, by who's who and by reports."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Annotated, Any, Final, Literal

from fastapi import APIRouter, HTTPException, Query

from foederis.model import Claim, Interval
from foederis.record import Filter
from foederis.state.rows import Row
from foederis.web.pages import Ask, Asked, names_of, page
from foederis.web.views.gathered import Told, Wanted, find, told
from foederis.web.views.paging import Pages, pages
from foederis.web.views.stands import KINDS, state_on
from foederis.web.views.telling import COLUMNS, Column, Line, line
from foederis.who import Who, holds
from foederis.who.entries import Membership, Organisation, Term

router = APIRouter()
Kind = Literal["state", "organisation", "group", "post", "person"]
ROWS: Final = 10  #: rows of each kind shown; a link leads to all
EVENTS: Final = 15  #: events of each side on one page
SAID: Final = 10  #: claims on one page of what was said
NOT_SHOWN: Final = ("members", "posts")  #: told from who's who, with all their dates, in sections of their own


@dataclass(frozen=True, slots=True)
class Section:
    """The actor's rows of one kind on the day."""

    kind: str
    total: int
    lines: tuple[Line, ...]

    @property
    def columns(self) -> tuple[Column, ...]:
        return tuple(column for column in COLUMNS[self.kind] if not column.only_page)


@dataclass(frozen=True, slots=True)
class Held:
    """A post with its terms, those of the day first."""

    post: str
    now: tuple[Term, ...]
    terms: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class Belongs:
    """A stretch of membership, and whether it holds on the day (None: the dates are too coarse to say)."""

    membership: Membership
    holds: bool | None


@dataclass(frozen=True, slots=True)
class Side:
    """The newest events in which the actor took part on one side."""

    total: int
    events: tuple[Told, ...]
    pages: Pages


@dataclass(frozen=True, slots=True)
class Identity:
    """An entry of who's who, whatever its kind."""

    code: str
    kind: Kind
    sort: str | None  #: what kind of organisation, or of post
    name: str
    aliases: tuple[str, ...]
    source: str | None
    from_: Interval | None
    to: Interval | None  #: the first day no more
    part_of: str | None  #: for a post whom its holder speaks for
    seat: str | None
    nationality: str | None


@dataclass(frozen=True, slots=True)
class ActorPage:
    """Who an actor is, how it stood on the day, and what it did and said."""

    who: Identity
    memberships: tuple[Belongs, ...]
    members: tuple[Belongs, ...]
    parts: tuple[Organisation, ...]
    posts: tuple[Held, ...]
    terms: tuple[Term, ...]  #: a person's, or of a post
    on_posts: Section  #: what reports say of its posts, or of the person in one
    sections: tuple[Section, ...]
    did: Side
    suffered: Side
    said: tuple[Claim, ...]
    said_pages: Pages

    @property
    def bodies(self) -> tuple[Organisation, ...]:
        return tuple(part for part in self.parts if part.kind != "mission")

    @property
    def missions(self) -> tuple[Organisation, ...]:
        return tuple(part for part in self.parts if part.kind == "mission")


@page(router, "/actors/{code:path}", "actor.html")
def actor_page(
    ask: Asked,
    code: str,
    did: Annotated[int, Query(description="The first event that it did.", ge=0)] = 0,
    suffered: Annotated[int, Query(description="The first event that was done to it.", ge=0)] = 0,
    said: Annotated[int, Query(description="The first claim that it said.", ge=0)] = 0,
) -> ActorPage:
    """A state, organisation, group, post or person: who it is, how it stood, what it did and said."""
    who, on = ask.desk.who, ask.desk.on(ask.moment)
    identity = _identity(who, code)
    claims, said_pages = _said(ask, code, said)
    posts, sections = _sections(ask, code)
    return ActorPage(
        who=identity,
        memberships=tuple(_belongs((each for each in who.memberships if each.state == code), on)),
        members=tuple(_belongs((each for each in who.memberships if each.org == code), on)),
        parts=tuple(each for each in who.organisations.values() if each.id != code and who.whole(each.id) == code),
        posts=tuple(_posts(who, code, on)),
        terms=who.terms_of(code) if code in who.posts else who.posts_of(code),
        on_posts=posts,
        sections=sections,
        did=_side(ask, Wanted(party=code, side="actor", until=ask.moment.on), did, "did"),
        suffered=_side(ask, Wanted(party=code, side="target", until=ask.moment.on), suffered, "suffered"),
        said=claims,
        said_pages=said_pages,
    )


def _identity(who: Who, code: str) -> Identity:
    """What who's who says of the id; 404 where it has none."""
    tables: tuple[tuple[Kind, Mapping[str, Any]], ...] = (
        ("state", who.states),
        ("organisation", who.organisations),
        ("group", who.groups),
        ("post", who.posts),
        ("person", who.persons),
    )
    found = next(((kind, table[code]) for kind, table in tables if code in table), None)
    if found is None:
        raise HTTPException(404, f"Who's who knows nobody by the id {code!r}. /search finds words in reports.")
    kind, entry = found
    whole = who.whole(code)
    given = {name: getattr(entry, name, None) for name in ("kind", "from_", "to", "nationality")}
    return Identity(
        code=code,
        kind=kind,
        sort=given["kind"],
        name=entry.name,
        aliases=entry.aliases,
        source=entry.source,
        from_=given["from_"],
        to=given["to"],
        part_of=_first(entry, "part_of", "for_") or (whole if whole != code else None),
        seat=_first(entry, "capital", "seat"),
        nationality=given["nationality"],
    )


def _first(entry: object, *names: str) -> str | None:
    """The first of the fields that the entry has and that says anything."""
    return next((value for name in names if (value := getattr(entry, name, None))), None)


def _belongs(some: Iterable[Membership], on: date) -> Iterator[Belongs]:
    """Those of the day first, then by name."""
    every = [Belongs(each, holds(each, on)) for each in some]
    yield from sorted(every, key=lambda one: (one.holds is False, one.membership.org, one.membership.state))


def _posts(who: Who, code: str, on: date) -> Iterator[Held]:
    for post in who.posts.values():
        if post.for_ == code:
            yield Held(post.id, who.holders(post.id, on), who.terms_of(post.id)[::-1])


def _sections(ask: Ask, code: str) -> tuple[Section, tuple[Section, ...]]:
    """What reports say of its posts, or of the person or post itself; and its rows of the other kinds."""
    names = names_of(ask.desk)
    state = state_on(ask, of=None if code in ask.desk.who.persons or code in ask.desk.who.posts else code)
    posts = [row for row in state.posts if row.claims and code in (row.post, row.holder, row.successor, row.for_)]
    sections = []
    for kind in KINDS:
        rows: list[Row] = [] if kind in NOT_SHOWN or state.of is None else list(getattr(state, kind))
        said = [row for row in rows[::-1] if row.claims]
        if said:
            sections.append(Section(kind, len(said), tuple(line(names, row) for row in said[:ROWS])))
    return Section("posts", len(posts), tuple(line(names, row) for row in posts[:ROWS])), tuple(sections)


def _side(ask: Ask, wanted: Wanted, at: int, name: str) -> Side:
    found = find(ask, wanted)
    shown = told(ask, names_of(ask.desk), found[at : at + EVENTS])
    return Side(len(found), shown, pages(ask, len(found), at, size=EVENTS, name=name))


def _said(ask: Ask, code: str, at: int) -> tuple[tuple[Claim, ...], Pages]:
    """What its people said, the last told of first."""
    moment = ask.moment
    wanted = Filter(speaker=code, known=moment.known, recorded=moment.recorded)
    total = ask.desk.record.count(wanted, reviewed=True)
    shown = replace(wanted, order="published", descending=True, limit=SAID, offset=at)
    claims = tuple(ask.desk.record.claims(shown, reviewed=True))
    return claims, pages(ask, total, at, size=SAID, name="said")
