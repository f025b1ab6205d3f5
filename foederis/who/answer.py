"""The answer to "who is NAME, on that day?": every entry the name can mean, with what hangs on it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches

from foederis.who.entries import (
    Candidate,
    Group,
    Kind,
    Membership,
    Organisation,
    Person,
    Post,
    State,
    Term,
    holds,
)
from foederis.who.registry import Named, Who
from foederis.who.text import key


@dataclass(frozen=True, slots=True)
class Found:
    """One meaning of a name; the lists are empty where they do not fit the kind."""

    kind: Kind
    id: str
    entry: Named
    exists: bool | None  #: on the day asked for; None when no day was given or the dates cannot say
    members: tuple[str, ...] = ()  #: of an organisation (on the day; without a day, those it has now) or group
    memberships: tuple[Membership, ...] = ()  #: of a state, with those it was acceding to on the day
    terms: tuple[Term, ...] = ()  #: of a person; in a post; in the posts of a state or organisation


def answer(who: Who, name: str, on: date | None = None) -> tuple[Found, ...]:
    """What `name` means, best first; with `on` only the members, memberships and terms of that day."""
    found: dict[tuple[type, str], Found] = {}
    for meaning in who.lookup(name, on):
        one = _found(who, meaning, on)
        found.setdefault((type(one.entry), one.entry.id), one)
    return tuple(found.values())


def suggest(who: Who, name: str) -> tuple[str, ...]:
    """Up to five names that look like `name`."""
    spellings = who.spellings
    return tuple(spellings[like] for like in get_close_matches(key(name), spellings, n=5, cutoff=0.75))


def _found(who: Who, meaning: Candidate, on: date | None) -> Found:
    entry = who.entry(meaning)
    exists = holds(entry, on) if on and isinstance(entry, (State, Organisation)) else None
    return Found(
        meaning.kind,
        meaning.id,
        entry,
        exists,
        _members(who, entry, on),
        _memberships(who, entry, on),
        tuple(term for term in _terms(who, entry) if on is None or holds(term, on) is not False),
    )


def _members(who: Who, entry: Named, on: date | None) -> tuple[str, ...]:
    if isinstance(entry, Group):
        return entry.members
    if not isinstance(entry, Organisation):
        return ()
    return tuple(sorted(who.members(entry.id, on or date.today())))


def _memberships(who: Who, entry: Named, on: date | None) -> tuple[Membership, ...]:
    if not isinstance(entry, State):
        return ()
    mine = (each for each in who.memberships if each.state == entry.id)
    return tuple(each for each in mine if on is None or holds(each, on) is not False or _acceding(each, on))


def _acceding(one: Membership, on: date) -> bool:
    """Invited or signed, and not yet in."""
    steps = (step.earliest for step in (one.invited, one.signed) if step and step.earliest)
    joined = one.from_.earliest if one.from_ else None
    return joined is not None and on < joined and any(step <= on for step in steps)


def _terms(who: Who, entry: Named) -> tuple[Term, ...]:
    if isinstance(entry, Person):
        return who.posts_of(entry.id)
    if isinstance(entry, Post):
        return who.terms_of(entry.id)
    if isinstance(entry, (State, Organisation)):
        posts = (post.id for post in who.posts.values() if post.for_ == entry.id)
        return tuple(term for post in posts for term in who.terms_of(post))
    return ()
