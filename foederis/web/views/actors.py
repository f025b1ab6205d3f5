"""A page for each actor: a state, an organisation or body, a group, a post or a person, by who's who and by reports."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Annotated, Any, Final, Literal

from fastapi import APIRouter, HTTPException, Query

from foederis.model import Claim, Interval
from foederis.record import Filter
from foederis.state.rows import Post
from foederis.web.pages import Ask, Asked, again, names_of
from foederis.web.shown.gathered import Part, Wanted, newest
from foederis.web.shown.stands import KINDS, rows_on
from foederis.web.shown.telling import Section, line
from foederis.web.tables import Cell, Table, table_page
from foederis.who import Who, holds
from foederis.who.entries import Membership, Organisation, Term

router = APIRouter()
Kind = Literal["state", "organisation", "group", "post", "person"]
ROWS: Final = 6  #: rows of each kind shown; a link leads to all
EVENTS: Final = 10  #: events of each side on one page
SAID: Final = 10  #: claims on one page of what was said
MEMBERSHIPS: Final = (
    *("org", "state", "holds", "from_earliest", "from_latest", "to_earliest", "to_latest"),
    *("invited_earliest", "invited_latest", "signed_earliest", "signed_latest", "source"),
)
TERMS: Final = ("post", "person", "from_earliest", "from_latest", "to_earliest", "to_latest", "source")
FIRST: Final = (
    *("head-of-state", "head-of-government", "secretary-general", "president", "leader"),
    *("foreign-minister", "defence-minister", "chief-of-defence"),
)
"""The kinds of posts that are named first, in this order."""
NOT_SHOWN: Final = ("members", "posts")  #: told from who's who, with all their dates, in sections of their own


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
class Said:
    """Some of what its people said, the last told of first."""

    total: int
    claims: tuple[Claim, ...]
    next: str | None  #: address of the following page
    first: str | None  #: of the first one, where this is a later one


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
    did: Part  #: the newest events in which it took part
    suffered: Part
    said: Said

    @property
    def bodies(self) -> tuple[Organisation, ...]:
        return tuple(part for part in self.parts if part.kind != "mission")

    @property
    def missions(self) -> tuple[Organisation, ...]:
        return tuple(part for part in self.parts if part.kind == "mission")

    def tables(self) -> tuple[Table, ...]:
        """What who's who says of it: its memberships or members, and its terms. Its rows and events have lists of
        their own, which come as files, too."""
        held = [*self.terms, *(term for post in self.posts for term in post.terms)]
        return (
            Table("memberships", MEMBERSHIPS, [_belonging(one) for one in self.memberships]),
            Table("members", MEMBERSHIPS, [_belonging(one) for one in self.members]),
            Table(
                "terms", TERMS, [(one.post, one.person, *_days(one.from_), *_days(one.to), one.source) for one in held]
            ),
        )


def _belonging(one: Belongs) -> tuple[Cell, ...]:
    it = one.membership
    days = (day for when in (it.from_, it.to, it.invited, it.signed) for day in _days(when))
    return it.org, it.state, one.holds, *days, it.source


def _days(when: Interval | None) -> tuple[Cell, Cell]:
    return (when.earliest, when.latest) if when else (None, None)


@table_page(router, "/actors/{code:path}", "actor.html")
def actor_page(
    ask: Asked,
    code: str,
    did: Annotated[str | None, Query(description="`next` of the events before that it did.")] = None,
    suffered: Annotated[str | None, Query(description="`next` of the events before done to it.")] = None,
    said: Annotated[str | None, Query(description="`next` of the claims before that it said.")] = None,
) -> ActorPage:
    """A state, organisation, group, post or person: who it is, how it stood, what it did and said."""
    who, on = ask.desk.who, ask.desk.on(ask.moment)
    identity = _identity(who, code)
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
        did=newest(ask, Wanted(party=code, side="actor", until=ask.moment.on), size=EVENTS, name="did"),
        suffered=newest(ask, Wanted(party=code, side="target", until=ask.moment.on), size=EVENTS, name="suffered"),
        said=_said(ask, code, said),
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
    """Those whose holder is known first, the highest of them before the others."""
    some = [post for post in who.posts.values() if post.for_ == code]
    held = {post.id: who.holders(post.id, on) for post in some}
    rank = {kind: place for place, kind in enumerate(FIRST)}
    for post in sorted(some, key=lambda post: (not held[post.id], rank.get(post.kind, len(FIRST)))):
        yield Held(post.id, held[post.id], who.terms_of(post.id)[::-1])


def _sections(ask: Ask, code: str) -> tuple[Section, tuple[Section, ...]]:
    """What reports say of its posts, or of the person or post itself; and its rows of the other kinds."""
    names = names_of(ask.desk)
    one = code in ask.desk.who.persons or code in ask.desk.who.posts
    told = (row for row in rows_on(ask, "posts", of=None if one else code) if isinstance(row, Post) and row.claims)
    posts = [row for row in told if code in (row.post, row.holder, row.successor, row.for_)]
    sections = []
    for kind in () if one else (kind for kind in KINDS if kind not in NOT_SHOWN):
        rows = rows_on(ask, kind, of=code)
        said = list(islice((row for row in reversed(rows) if row.claims), ROWS))
        if said:
            total = sum(bool(row.claims) for row in rows)
            sections.append(Section(kind, total, tuple(line(names, row) for row in said)))
    return Section("posts", len(posts), tuple(line(names, row) for row in posts[:ROWS])), tuple(sections)


def _said(ask: Ask, code: str, after: str | None) -> Said:
    moment = ask.moment
    wanted = Filter(speaker=code, known=moment.known, recorded=moment.recorded, order="published", descending=True)
    try:
        page = ask.desk.record.page(wanted, after=after, limit=SAID)
    except ValueError as error:
        raise HTTPException(422, str(error)) from None
    following = again(ask.request, said=page.next) if page.next else None
    return Said(page.total, page.claims, following, again(ask.request, said=None) if after else None)
