"""Who supports, asks, criticises and opposes whom: ties of parties, as a network, a matrix and a table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Final

from fastapi import APIRouter, HTTPException, Query

from foederis.brief.names import Names
from foederis.model import Claim
from foederis.state.fold import Fold
from foederis.web.briefs import Subject, briefed, of_claims
from foederis.web.pages import Ask, Asked, names_of
from foederis.web.shown.paging import Pages, pages
from foederis.web.shown.stands import claims_of
from foederis.web.shown.ties import (
    KINDS,
    Key,
    Line,
    Piece,
    Sayings,
    Tie,
    Ties,
    about,
    line_of,
    pieces_of,
    tie_of,
    ties_on,
)
from foederis.web.tables import Table, cut, table_page

router = APIRouter()

DRAWN: Final = 40  #: parties drawn, those with the most ties; all stand in the table
ARROWS: Final = 150  #: ties drawn at most
IN_MATRIX: Final = 12  #: parties of the matrix
LINES: Final = 50  #: ties on one page of the table, and stances on one of a tie
SENTENCES: Final = 50  #: claims of a tie whose sentences are shown

Cells = tuple[tuple[tuple[str, int], ...], ...]  #: toward each party, how many stances of which kinds


@dataclass(frozen=True, slots=True)
class Node:
    """A party as the network draws it."""

    id: str
    name: str
    ties: int


@dataclass(frozen=True, slots=True)
class Shown:
    """A tie with what it is made of, a part of which is given with its sentences."""

    tie: Tie
    pieces: tuple[Piece, ...]
    sentences: tuple[Claim, ...]
    more: int  #: claims of this part whose sentences are not given
    pages: Pages


@dataclass(frozen=True, slots=True)
class StancesPage:
    """The ties on a day, after the filters."""

    on: date
    kind: str | None
    party: str | None
    topic: str | None
    least: int
    total: int  #: ties before the filters
    found: int  #: and after them
    ties: tuple[Line, ...]  #: of this part of the table, those of most stances first
    nodes: tuple[Node, ...]
    left_out: int  #: parties that are not drawn
    drawn: tuple[Tie, ...]  #: the strongest ties among the parties that are
    undrawn: int  #: ties among these parties that are too many to be drawn
    matrix: tuple[tuple[Node, Cells], ...]  #: of the parties with most ties
    parties: tuple[str, ...]
    shown: Shown | None
    at: int
    pages: Pages

    def data(self, address: Callable[..., str], names: Names) -> dict[str, object]:
        """What the network is drawn from; `address` makes this page's own with some of what it asks changed."""
        nodes = [
            {
                "id": n.id,
                "name": n.name,
                "ties": n.ties,
                "tip": f"{n.name}: {n.ties} stances",
                "href": address(party=n.id, at=None),
            }
            for n in self.nodes
        ]
        ties = [
            {"of": t.of, "kind": t.kind, "toward": t.toward, "stances": t.stances, "tip": _tip(names, t)}
            | {"href": f"{address(who=t.of, whom=t.toward, how=t.kind)}#tie"}
            for t in self.drawn
        ]
        return {"nodes": nodes, "ties": ties}


def _files(ask: Ask, page: StancesPage) -> tuple[Table, ...]:
    """All ties."""
    columns = ("of", "kind", "toward", "stances", "about", "claims")
    with ask.desk.fold(ask.moment) as fold:
        ties, keys = _found(ask, fold, page)
        said = Sayings(fold.claims)
        lines = [line_of(key, ties[key], said, None) for key in keys]
    rows = ((t.of, t.kind, t.toward, t.stances, "; ".join(t.about), " ".join(t.claims)) for t in lines)
    return (cut("stances", columns, rows, len(keys)),)


def _subject(ask: Ask, page: StancesPage) -> Subject:
    """The ties after the filters, or the one whose sentences are shown."""
    names = names_of(ask.desk)
    with ask.desk.fold(ask.moment) as fold:
        ties, keys = _found(ask, fold, page)
    if page.shown:
        tie = page.shown.tie
        text = f"{names.code(tie.of)} {tie.kind} {names.code(tie.toward)}"
        return of_claims(text, (claim for row in ties[tie.of, tie.kind, tie.toward] for claim in row.claims))
    of = f" of or toward {names.code(page.party)}" if page.party else ""
    text = f"stances{of}{f' on {page.topic}' if page.topic else ''}{f': {page.kind}' if page.kind else ''}"
    return of_claims(text, (claim for key in keys for row in ties[key] for claim in row.claims))


def _found(ask: Ask, fold: Fold, page: StancesPage) -> tuple[Ties, list[Key]]:
    """All ties, and those after the filters."""
    every = ties_on(fold, ask.desk.on(ask.moment), ask.moment.known)
    ties = about(every, page.topic) if page.topic else every
    return ties, _ranked(ask, ties, page.kind, page.party, page.least)


@briefed(router, "/stances", _subject)
@table_page(router, "/stances", "stances.html", _files)
def stances_page(
    ask: Asked,
    kind: Annotated[str | None, Query(description="supports, asks, criticises or opposes.")] = None,
    party: Annotated[str | None, Query(description="Only ties of that party.")] = None,
    topic: Annotated[str | None, Query(description="Only stances about these words.", max_length=200)] = None,
    least: Annotated[int, Query(description="Only ties of at least so many stances.", ge=1)] = 1,
    who: Annotated[str | None, Query(description="With `whom`: the tie whose sentences are shown.")] = None,
    whom: Annotated[str | None, Query(description="See `who`.")] = None,
    how: Annotated[str | None, Query(description="Its kind.")] = None,
    stance: Annotated[int, Query(description="Its first stance that is shown.", ge=0)] = 0,
    at: Annotated[int, Query(description="The first tie of the page.", ge=0)] = 0,
) -> StancesPage:
    """Who supports, asks, criticises or opposes whom."""
    if kind and kind not in KINDS:
        raise HTTPException(422, f"kind: {kind!r} is none of {', '.join(KINDS)}")
    with ask.desk.fold(ask.moment) as fold:
        every = ties_on(fold, ask.desk.on(ask.moment), ask.moment.known)
        ties = about(every, topic) if topic else every
        keys = _ranked(ask, ties, kind, party, least)
        said = Sayings(fold.claims)
        lines = tuple(line_of(key, ties[key], said) for key in keys[at : at + LINES])
        chosen = next((key for key in keys if (key[0], key[2]) == (who, whom) and how in (None, "", key[1])), None)
        pieces = pieces_of(chosen, ties[chosen], said, stance, LINES) if chosen else ()
    nodes = _nodes(names_of(ask.desk), ties, keys)
    among = _among(keys, nodes[:DRAWN])
    return StancesPage(
        on=ask.desk.on(ask.moment),
        kind=kind or None,
        party=party or None,
        topic=topic or None,
        least=least,
        total=len(every),
        found=len(keys),
        ties=lines,
        nodes=nodes[:DRAWN],
        left_out=max(len(nodes) - DRAWN, 0),
        drawn=tuple(tie_of(key, ties[key]) for key in among[:ARROWS]),
        undrawn=max(len(among) - ARROWS, 0),
        matrix=_matrix({key: len(ties[key]) for key in among}, nodes[:IN_MATRIX]),
        parties=tuple(sorted(_known(names_of(ask.desk), every))),
        shown=_shown(ask, tie_of(chosen, ties[chosen]), pieces, stance) if chosen else None,
        at=at,
        pages=pages(ask, len(keys), at, size=LINES),
    )


def _ranked(ask: Ask, ties: Ties, kind: str | None, party: str | None, least: int) -> list[Key]:
    """The ties wanted, those of most stances first."""
    whole, ends = ask.desk.who.whole, _ends(ties)
    theirs = {end for end in ends if not party or party in (end, whole(end))}
    fit = (
        (-len(rows), of, toward, how)
        for (of, how, toward), rows in ties.items()
        if len(rows) >= least and (not kind or how == kind) and (of in theirs or toward in theirs)
    )
    return [(of, how, toward) for _, of, toward, how in sorted(fit)]


def _ends(ties: Iterable[Key]) -> set[str]:
    return {end for of, _, toward in ties for end in (of, toward)}


def _known(names: Names, ties: Iterable[Key]) -> set[str]:
    """The parties in who's who, which can be drawn."""
    return {end for end in _ends(ties) if names.known(end)}


def _nodes(names: Names, ties: Ties, keys: Sequence[Key]) -> tuple[Node, ...]:
    """The parties in who's who, those with most ties to others of them first."""
    known, count = _known(names, keys), Counter[str]()
    for of, how, toward in keys:
        if of in known and toward in known:
            count.update({of: len(ties[of, how, toward]), toward: len(ties[of, how, toward])})
    ranked = sorted(count.items(), key=lambda item: (-item[1], item[0]))
    return tuple(Node(id_, names.code(id_), number) for id_, number in ranked)


def _among(keys: Iterable[Key], nodes: Iterable[Node]) -> list[Key]:
    """The ties of these parties with each other."""
    ends = {node.id for node in nodes}
    return [key for key in keys if key[0] in ends and key[2] in ends]


def _matrix(count: Mapping[Key, int], nodes: Sequence[Node]) -> tuple[tuple[Node, Cells], ...]:
    """How many stances of each kind each of the parties takes toward each of them."""

    def between(of: str, toward: str) -> tuple[tuple[str, int], ...]:
        return tuple((kind, count[of, kind, toward]) for kind in KINDS if (of, kind, toward) in count)

    return tuple((of, tuple(between(of.id, toward.id) for toward in nodes)) for of in nodes)


def _shown(ask: Ask, tie: Tie, pieces: tuple[Piece, ...], start: int) -> Shown:
    """These stances of the tie, and the sentences behind them."""
    ids = tuple(dict.fromkeys(id_ for piece in pieces for id_ in piece.claims))
    sentences = tuple(claims_of(ask, ids[:SENTENCES]).values())
    listed = pages(ask, tie.stances, start, size=LINES, name="stance")
    return Shown(tie, pieces, sentences, len(ids) - len(sentences), listed)


def _tip(names: Names, tie: Tie) -> str:
    """The tie in words, with what it is about."""
    told = f"{names.code(tie.of)} {tie.kind} {names.code(tie.toward)}"
    more = f" ({tie.stances} times)" if tie.stances > 1 else ""
    return "\n".join((f"{told}{more}", *(about[:120] for about in tie.about[:3])))
