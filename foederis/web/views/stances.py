"""Who supports, asks, criticises and opposes whom: ties of parties, as a network, a matrix and a table."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Annotated, Final

from fastapi import APIRouter, HTTPException, Query

from foederis.brief.names import Names
from foederis.brief.seen import KIND_OF_STANCE
from foederis.model import Claim
from foederis.state.alike import words_of
from foederis.state.rows import Proposal, Row, Stance
from foederis.web.pages import Ask, Asked, names_of
from foederis.web.shown.paging import Pages, pages
from foederis.web.shown.stands import claims_of, rows_on
from foederis.web.shown.through import Same
from foederis.web.tables import Table, table_page

router = APIRouter()

KINDS: Final = ("supports", "asks", "criticises", "opposes")
DRAWN: Final = 40  #: parties drawn, those with the most ties; all stand in the table
ARROWS: Final = 300  #: ties drawn at most
IN_MATRIX: Final = 16  #: parties of the matrix
LINES: Final = 100  #: ties on one page of the table
SENTENCES: Final = 100  #: claims of one tie whose sentences are shown

Key = tuple[str, str, str]  #: who, how, toward whom


@dataclass(frozen=True, slots=True)
class Piece:
    """What a tie is made of: a stance or a proposal objected to."""

    kind: str  #: of the state's row
    id: str
    about: str | None
    act: str
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tie:
    """One party's ties of one kind toward another."""

    of: str
    kind: str
    toward: str
    known: bool  #: both are in who's who, so that the tie can be drawn
    pieces: tuple[Piece, ...]
    claims: tuple[str, ...]
    about: tuple[str, ...]  #: what it is about, each once


@dataclass(frozen=True, slots=True)
class Node:
    """A party as the network draws it."""

    id: str
    name: str
    ties: int


@dataclass(frozen=True, slots=True)
class StancesPage:
    """The ties on a day, after the filters."""

    on: date
    kind: str | None
    party: str | None
    topic: str | None
    least: int
    total: int  #: ties before the filters
    ties: tuple[Tie, ...]  #: those of most stances first
    nodes: tuple[Node, ...]
    left_out: int  #: parties that are not drawn
    parties: tuple[str, ...]
    shown: Tie | None  #: the tie whose sentences are shown
    sentences: tuple[Claim, ...]
    at: int
    pages: Pages

    @property
    def lines(self) -> tuple[Tie, ...]:
        return self.ties[self.at : self.at + LINES]

    @property
    def drawn(self) -> tuple[Tie, ...]:
        """The strongest ties among the parties that are drawn."""
        return self._among[:ARROWS]

    @property
    def undrawn(self) -> int:
        """Ties among these parties that are too many to be drawn."""
        return max(len(self._among) - ARROWS, 0)

    @property
    def _among(self) -> tuple[Tie, ...]:
        kept = {node.id for node in self.nodes}
        return tuple(tie for tie in self.ties if tie.known and tie.of in kept and tie.toward in kept)

    @property
    def matrix(self) -> tuple[tuple[Node, tuple[tuple[tuple[str, int], ...], ...]], ...]:
        """Each of the parties with most ties, and how many stances of each kind it takes toward each of them."""
        nodes = self.nodes[:IN_MATRIX]
        count = {(tie.of, tie.toward, tie.kind): len(tie.pieces) for tie in self._among}
        return tuple((of, tuple(_between(count, of.id, toward.id) for toward in nodes)) for of in nodes)

    def data(self, address: Callable[..., str], names: Names) -> dict[str, object]:
        """What the network is drawn from; `address` makes this page's own with some of what it asks changed."""
        nodes = [
            {
                "id": n.id,
                "name": n.name,
                "ties": n.ties,
                "tip": f"{n.name}: {n.ties} stances",
                "href": address(party=n.id),
            }
            for n in self.nodes
        ]
        ties = [
            {"of": t.of, "kind": t.kind, "toward": t.toward, "stances": len(t.pieces), "tip": _tip(names, t)}
            | {"href": f"{address(who=t.of, whom=t.toward, how=t.kind)}#tie"}
            for t in self.drawn
        ]
        return {"nodes": nodes, "ties": ties}

    def tables(self) -> tuple[Table, ...]:
        """All ties."""
        columns = ("of", "kind", "toward", "stances", "about", "claims")
        rows = [(t.of, t.kind, t.toward, len(t.pieces), "; ".join(t.about), " ".join(t.claims)) for t in self.ties]
        return (Table("stances", columns, rows),)


@table_page(router, "/stances", "stances.html")
def stances_page(
    ask: Asked,
    kind: Annotated[str | None, Query(description="supports, asks, criticises or opposes.")] = None,
    party: Annotated[str | None, Query(description="Only ties of that party.")] = None,
    topic: Annotated[str | None, Query(description="Only stances about these words.", max_length=200)] = None,
    least: Annotated[int, Query(description="Only ties of at least so many stances.", ge=1)] = 1,
    who: Annotated[str | None, Query(description="With `whom`: the tie whose sentences are shown.")] = None,
    whom: Annotated[str | None, Query(description="See `who`.")] = None,
    how: Annotated[str | None, Query(description="Its kind.")] = None,
    at: Annotated[int, Query(description="The first tie of the page.", ge=0)] = 0,
) -> StancesPage:
    """Who supports, asks, criticises or opposes whom."""
    if kind and kind not in KINDS:
        raise HTTPException(422, f"kind: {kind!r} is none of {', '.join(KINDS)}")
    names, every = names_of(ask.desk), ties_on(ask)
    wanted = _about(names, every, topic) if topic else every
    ties = tuple(tie for tie in wanted if _fits(ask, tie, kind, party) and len(tie.pieces) >= least)
    nodes = _nodes(names, ties)
    shown = next((tie for tie in ties if (tie.of, tie.toward) == (who, whom) and how in (None, "", tie.kind)), None)
    return StancesPage(
        on=ask.desk.on(ask.moment),
        kind=kind or None,
        party=party or None,
        topic=topic or None,
        least=least,
        total=len(every),
        ties=ties,
        nodes=nodes[:DRAWN],
        left_out=max(len(nodes) - DRAWN, 0),
        parties=tuple(sorted({end for tie in every if tie.known for end in (tie.of, tie.toward)})),
        shown=shown,
        sentences=tuple(claims_of(ask, shown.claims[:SENTENCES]).values()) if shown else (),
        at=at,
        pages=pages(ask, len(ties), at, size=LINES),
    )


def ties_on(ask: Ask) -> tuple[Tie, ...]:
    """All ties on the day, those of most stances first; objecting to somebody's proposal is opposing."""
    return _ties(Same(rows_on(ask, "stances")), Same(rows_on(ask, "proposals")), names_of(ask.desk))


@lru_cache(maxsize=4)
def _ties(stances: Same, proposals: Same, names: Names) -> tuple[Tie, ...]:
    found: dict[Key, list[Piece]] = defaultdict(list)
    for key, piece in (*_of_stances(stances.rows), *_of_proposals(proposals.rows)):
        if key[0] != key[2]:
            found[key].append(piece)
    return _in_order(_tie(names, key, some) for key, some in found.items())


def _in_order(ties: Iterable[Tie]) -> tuple[Tie, ...]:
    return tuple(sorted(ties, key=lambda tie: (-len(tie.pieces), tie.of, tie.toward, tie.kind)))


def _of_stances(rows: Iterable[Row]) -> Iterator[tuple[Key, Piece]]:
    for row in rows:
        if isinstance(row, Stance) and row.toward and row.status == "done" and row.stance in KIND_OF_STANCE:
            piece = Piece("stances", row.id, row.about, row.stance, row.claims)
            yield (row.of, KIND_OF_STANCE[row.stance], row.toward), piece


def _of_proposals(rows: Iterable[Row]) -> Iterator[tuple[Key, Piece]]:
    for row in rows:
        if isinstance(row, Proposal):
            piece = Piece("proposals", row.id, row.proposal, "object", row.claims)
            yield from (((of, "opposes", toward), piece) for of in row.objectors for toward in row.by)


def _tie(names: Names, key: Key, pieces: Sequence[Piece]) -> Tie:
    of, kind, toward = key
    claims = tuple(sorted({id_ for piece in pieces for id_ in piece.claims}))
    about = dict.fromkeys(" ".join(piece.about.split()) for piece in pieces if piece.about)
    return Tie(of, kind, toward, names.known(of) and names.known(toward), tuple(pieces), claims, tuple(about))


def _about(names: Names, ties: Iterable[Tie], topic: str) -> tuple[Tie, ...]:
    """The ties made of those of their stances alone whose topic holds all the words."""
    wanted = words_of(topic)
    kept = ((tie, [piece for piece in tie.pieces if wanted <= words_of(piece.about)]) for tie in ties)
    return _in_order(_tie(names, (tie.of, tie.kind, tie.toward), some) for tie, some in kept if some)


def _fits(ask: Ask, tie: Tie, kind: str | None, party: str | None) -> bool:
    whole = ask.desk.who.whole
    one_of = not party or any(party in (end, whole(end)) for end in (tie.of, tie.toward))
    return one_of and (not kind or tie.kind == kind)


def _nodes(names: Names, ties: Iterable[Tie]) -> tuple[Node, ...]:
    """The parties in who's who, those with most ties first."""
    count: Counter[str] = Counter()
    for tie in ties:
        if tie.known:
            count.update({tie.of: len(tie.pieces), tie.toward: len(tie.pieces)})
    ranked = sorted(count.items(), key=lambda item: (-item[1], item[0]))
    return tuple(Node(id_, names.code(id_), number) for id_, number in ranked)


def _tip(names: Names, tie: Tie) -> str:
    """The tie in words, with what it is about."""
    told = f"{names.code(tie.of)} {tie.kind} {names.code(tie.toward)}"
    more = f" ({len(tie.pieces)} times)" if len(tie.pieces) > 1 else ""
    return "\n".join((f"{told}{more}", *(about[:120] for about in tie.about[:3])))


def _between(count: Mapping[Key, int], of: str, toward: str) -> tuple[tuple[str, int], ...]:
    return tuple((kind, count[of, toward, kind]) for kind in KINDS if (of, toward, kind) in count)
