"""`foederis who`: who or what a name is, on a day."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from foederis.cli.common import print_json, wrong_call
from foederis.safe import plain

if TYPE_CHECKING:
    from foederis.who import Who
    from foederis.who.answer import Found
    from foederis.who.entries import Membership, Term
    from foederis.who.registry import Named

_FIELDS = {
    "part of": "part_of",
    "for": "for_",
    "of": "nationality",
    "in": "country",
    "seat": "seat",
    "capital": "capital",
}

NOT_FOUND = 1  #: exit status for a name that who's who does not know


def register(app: typer.Typer) -> None:
    """Adds the command to the program."""
    app.command("who")(who)


def who(
    name: Annotated[str, typer.Argument(help="A state, organisation, post, person, group, place or event; or an id.")],
    on: Annotated[str | None, typer.Option(metavar="DATE", help="As it was on this day, such as 2020-01-06.")] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Everything that the name can mean as one JSON object.")
    ] = False,
) -> None:
    """Say who or what NAME is: its members, posts and holders, with dates and sources."""
    from foederis.who import load
    from foederis.who.answer import answer, suggest

    day = _day(on)
    known = load()
    found = answer(known, name, day)
    if as_json:
        print_json({"name": name, "on": day, "found": found})
    for one in () if as_json else found:
        for line in _lines(known, one, day):
            print(plain(line))
    if not found:
        like = suggest(known, name)
        hint = (
            f"; did you mean {', '.join(like)}?" if like else "; try a state, an organisation, a post or a family name"
        )
        print(plain(f"foederis: who's who does not know {name!r}{hint}"), file=sys.stderr)
        raise typer.Exit(NOT_FOUND)


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        wrong_call(f"--on {text} is no date; write it as 2020-01-06")


def _lines(known: Who, one: Found, on: date | None) -> Iterator[str]:
    entry = one.entry
    yield f"{entry.name} ({', '.join((one.kind, *_more(entry)))}; id {entry.id})"
    if entry.aliases:
        yield f"  also      {'; '.join(entry.aliases[:12])}"
    for label, field in _FIELDS.items():
        value = getattr(entry, field, None)
        if value:
            yield f"  {label:9} {value}"
    yield from _dates(one, on)
    if one.members:
        yield f"  members   {len(one.members)}: {' '.join(one.members)}"
    for membership in one.memberships:
        yield f"  member    {_membership(membership)}"
    for term in one.terms:
        yield f"  post      {_term(known, term)}"
    if entry.source:
        yield f"  source    {entry.source}"
    yield ""


def _more(entry: Named) -> tuple[str, ...]:
    kind = getattr(entry, "kind", None)
    return (kind,) if kind else ()


def _dates(one: Found, on: date | None) -> Iterator[str]:
    from foederis.who.dates import say_span
    from foederis.who.entries import Landmark, Organisation, State

    entry = one.entry
    if isinstance(entry, (State, Organisation, Landmark)) and (entry.from_ or entry.to):
        yield f"  dates     {say_span(entry.from_, entry.to)}"
    if one.exists is False:
        yield f"  dates     did not exist on {on}"


def _membership(one: Membership) -> str:
    from foederis.who.dates import say_span, say_when

    steps = [f"{step} {say_when(when)}" for step, when in (("invited", one.invited), ("signed", one.signed)) if when]
    steps += [f"ratified by {step.state} {say_when(step.on)}" for step in one.ratified_by]
    return f"{one.org}, {', '.join((say_span(one.from_, one.to), *steps))} [{one.source}]"


def _term(known: Who, one: Term) -> str:
    from foederis.who.dates import say_span

    holder = known.persons[one.person].name
    return f"{known.posts[one.post].name}: {holder}, {say_span(one.from_, one.to)} [{one.source}]"
