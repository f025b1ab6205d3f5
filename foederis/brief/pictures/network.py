"""Who supports, asks, criticises and opposes whom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, hypot, pi, sin

from foederis.brief.escaping import environment
from foederis.brief.model import Tie
from foederis.brief.pictures import Cells, Picture, in_words

KINDS = ("supports", "asks", "criticises", "opposes")
MOST = 16  #: parties drawn, those with the most ties; all stand in the table
MARGIN, LETTER = 40, 7.2  #: above and below the circle, and the width of a letter, in pixels
LONGEST = 30  #: letters of a name
BESIDE = 7  #: from a party's dot to its name and to the ends of its ties
BEND = 0.12  #: how far a tie is drawn in toward the middle, in parts of its length; more for each further kind


Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Node:
    """A party on the circle."""

    name: str
    x: float
    y: float
    anchor: str
    label_x: float
    label_y: float


@dataclass(frozen=True, slots=True)
class Edge:
    """A tie: a curve from one party to another."""

    kind: str
    path: str
    tip: str
    href: str


def network(ties: Sequence[Tie]) -> Picture:
    """The parties on a circle, those with ties beside each other as far as that goes; an arrow for each tie."""
    count = Counter(party for tie in ties for party in (tie.of, tie.toward))
    kept = set(sorted(count, key=lambda party: (-count[party], party))[:MOST])
    drawn = [tie for tie in ties if tie.of in kept and tie.toward in kept]
    left_out = len(ties) - len(drawn)
    return Picture(
        section="stances",
        title="Who stands how toward whom",
        told=in_words(map(_told, ties)),
        svg=_svg(drawn),
        head=("Who", "How", "Toward whom"),
        table=tuple(Cells((tie.of, tie.kind, tie.toward), tie.basis.sentences) for tie in ties),
        key=tuple((kind, kind) for kind in KINDS if any(tie.kind == kind for tie in drawn)),
        notes=(f"{left_out} ties of further parties are in the table only.",) if left_out else (),
    )


def _told(tie: Tie) -> str:
    return f"{tie.of} {tie.kind} {tie.toward}"


def _svg(ties: Sequence[Tie]) -> str:
    names = _around(ties)
    radius = max(80, min(160, 13 * len(names)))
    shown = {name: name if len(name) <= LONGEST else f"{name[: LONGEST - 1]}…" for name in names}
    places = [_node(shown[name], number / len(names), radius, (0, 0)) for number, name in enumerate(names)]
    west, east = (max((_reach(node, side) for node in places), default=0) for side in (-1, 1))
    middle = west, float(MARGIN + radius)
    nodes = {name: _node(shown[name], number / len(names), radius, middle) for number, name in enumerate(names)}
    edges = [_edge(tie, nodes[tie.of], nodes[tie.toward], middle) for tie in ties]
    height = 2 * (radius + MARGIN)
    template = environment().get_template("network.html")
    return template.render(nodes=nodes.values(), edges=edges, kinds=KINDS, width=round(west + east), height=height)


def _around(ties: Sequence[Tie]) -> list[str]:
    """The order on the circle: next to each party the one that most ties it, of those not placed."""
    between = Counter(frozenset((tie.of, tie.toward)) for tie in ties)
    count = Counter(party for tie in ties for party in (tie.of, tie.toward))
    order: list[str] = []
    while rest := sorted(count.keys() - set(order), key=lambda party: (-count[party], party)):
        last = order[-1] if order else ""
        order.append(max(rest, key=lambda party: between[frozenset((party, last))]))
    return order


def _node(name: str, part: float, radius: float, middle: Point) -> Node:
    """The party at that part of the circle, from the top clockwise; its name outside."""
    turn = 2 * pi * part - pi / 2
    across, down = cos(turn), sin(turn)
    x, y = middle[0] + radius * across, middle[1] + radius * down
    anchor = "middle" if abs(across) < 0.2 else "start" if across > 0 else "end"
    beside = 0.0 if anchor == "middle" else (BESIDE + 2) * (1 if across > 0 else -1)
    below = (20 if down > 0 else -12) if anchor == "middle" else 4
    return Node(name, round(x, 1), round(y, 1), anchor, round(x + beside, 1), round(y + below, 1))


def _reach(node: Node, side: int) -> float:
    """How far the party's name reaches to the left (-1) or right (1) of the middle."""
    wide = LETTER * len(node.name)
    ends = {"start": (0.0, wide), "end": (-wide, 0.0), "middle": (-wide / 2, wide / 2)}[node.anchor]
    return max(side * (node.label_x + end) for end in ends)


def _edge(tie: Tie, start: Node, end: Node, middle: Point) -> Edge:
    """A curve drawn in toward the middle, each kind and direction by another measure, so that none hides another."""
    pull = BEND * (1 + KINDS.index(tie.kind)) + (BEND / 2 if tie.of > tie.toward else 0)
    half_x, half_y = (start.x + end.x) / 2, (start.y + end.y) / 2
    long = hypot(end.x - start.x, end.y - start.y)
    in_x, in_y = _toward(half_x, half_y, *middle, long * pull)
    cx, cy = in_x + (end.y - start.y) * pull / 4, in_y + (start.x - end.x) * pull / 4
    x0, y0 = _toward(start.x, start.y, cx, cy, BESIDE)
    x1, y1 = _toward(end.x, end.y, cx, cy, BESIDE)
    path = f"M{x0:.1f},{y0:.1f}Q{cx:.1f},{cy:.1f} {x1:.1f},{y1:.1f}"
    return Edge(tie.kind, path, _told(tie), f"#s{tie.basis.sentences[0]}")


def _toward(x: float, y: float, to_x: float, to_y: float, by: float) -> Point:
    """The point `by` pixels on the way."""
    length = hypot(to_x - x, to_y - y) or 1.0
    return x + (to_x - x) * by / length, y + (to_y - y) * by / length
