"""A chain of duties as a picture: one self-contained SVG, a column for each step, dashed where a duty is arguable."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import Final

from foederis.law.chain import Chain, Edge, Side

COLUMN, ROW, WIDE, HIGH, MARGIN, TOP = 360, 34, 140, 24, 20, 40
STRAIGHT: Final = 110  #: of a line before its state, under its clauses
STYLE: Final = (
    "text{font:12px sans-serif;fill:#222}.clause{font-size:10px;fill:#555}.head{font-weight:bold}"
    ".clause,.head{paint-order:stroke;stroke:#fff;stroke-width:3px}"
    "rect{fill:#fff;stroke:#777;stroke-width:1.5}path{fill:none;stroke-width:1.2}.arguable{stroke-dasharray:5 4}"
    ".target{stroke:#1f5a99}.attacker{stroke:#a33b20}"
)

Point = tuple[float, float]


def svg(chain: Chain, *, styled: bool = True, named: Callable[[str], str] = str) -> str:
    """The picture: the target's side above, the attacker's below, and on each edge the clauses it rests on.

    Without `styled` the colours are left to the style sheet of the page that it stands in; `named` gives what to call
    a state.
    """
    at = _places(chain)
    groups = _grouped(chain).values()
    width = max(x for x, _ in at.values()) + WIDE + MARGIN * 2
    height = max(y for _, y in at.values()) + HIGH + MARGIN
    attacker, target = named(str(chain.incident.by)), named(chain.incident.target)
    title = f"Who is drawn in: {attacker} against {target}, {chain.incident.on}"
    return "".join(
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img">',
            f"<title>{escape(title)}</title>",
            f"<style>{STYLE}</style>" if styled else "",
            f'<text class="head" x="{MARGIN}" y="22">{escape(title)}</text>',
            *(_line(edges, at, named) for edges in groups),
            *(_label(edges, at) for edges in groups),
            *(_node(state, point, chain, named) for state, point in at.items()),
            "</svg>\n",
        )
    )


def _places(chain: Chain) -> dict[str, Point]:
    """Each state in the column of its shortest chain: the target's side from the top, then the attacker's."""
    first: dict[str, tuple[int, Side]] = {chain.incident.target: (0, "target"), str(chain.incident.by): (0, "attacker")}
    for edge in chain.edges:
        first.setdefault(edge.state, (edge.step, edge.side))
    steps = sorted({step for step, _ in first.values()})
    upper = max(sum(1 for place in first.values() if place == (step, "target")) for step in steps)
    places: dict[str, Point] = {}
    for step in steps:
        for side, top in (("target", TOP), ("attacker", TOP + (upper + 1) * ROW)):
            states = sorted(state for state, place in first.items() if place == (step, side))
            for row, state in enumerate(states):
                places[state] = (MARGIN + step * COLUMN, top + row * ROW)
    return places


def _grouped(chain: Chain) -> dict[tuple[str, str], list[Edge]]:
    groups: dict[tuple[str, str], list[Edge]] = {}
    for edge in chain.edges:
        groups.setdefault((edge.state, edge.ally), []).append(edge)
    return groups


def _ends(edge: Edge, at: dict[str, Point]) -> tuple[float, float, float, float]:
    (x1, y1), (x2, y2) = at[edge.state], at[edge.ally]
    return x1, y1 + HIGH / 2, x2 + WIDE, y2 + HIGH / 2


def _line(edges: list[Edge], at: dict[str, Point], named: Callable[[str], str]) -> str:
    x1, y1, x2, y2 = _ends(edges[0], at)
    turn = x1 - STRAIGHT if x1 > x2 else x1
    middle = (turn + x2) / 2
    certain = "" if any(e.finding == "applies" for e in edges) else " arguable"
    told = "; ".join(_told(edge, named) for edge in edges)
    return (
        f'<g><title>{escape(told)}</title><path class="{edges[0].side}{certain}" '
        f'd="M{x1},{y1} H{turn} C{middle},{y1} {middle},{y2} {x2},{y2}"/></g>'
    )


def _told(edge: Edge, named: Callable[[str], str]) -> str:
    parties = f"{named(edge.state)} for {named(edge.ally)} against {named(edge.against)}"
    duty, finding = edge.duty.replace("_", " "), edge.finding.replace("_", " ")
    return f"{parties}: {duty} ({edge.clause}, {finding})"


def _label(edges: list[Edge], at: dict[str, Point]) -> str:
    """The clauses of a line, over all lines."""
    x1, y1, x2, y2 = _ends(edges[0], at)
    names = ", ".join(dict.fromkeys(_name(e.clause) for e in edges))
    x, y, anchor = ((x1 + x2) / 2, (y1 + y2) / 2, "middle") if edges[0].torn else (x1 - 6, y1 - 4, "end")
    return f'<text class="clause" x="{x}" y="{y}" text-anchor="{anchor}">{escape(_short(names))}</text>'


def _name(clause: str) -> str:
    """A clause as its label: of a pledge only the kind, since the edge shows between whom it holds."""
    return clause.rpartition(":")[2] if clause.startswith("atop:") else clause


def _short(names: str, most: int = 34) -> str:
    return names if len(names) <= most else names[: most - 1] + "…"


def _node(state: str, at: Point, chain: Chain, named: Callable[[str], str]) -> str:
    side = chain.states().get(state, "talks")
    torn = any(edge.torn and edge.state == state for edge in chain.edges)
    name = escape(_short(named(state), 20)) + (" ⇄" if torn else "")
    return (
        f'<rect x="{at[0]}" y="{at[1]}" width="{WIDE}" height="{HIGH}" rx="4" class="{side}"/>'
        f'<text x="{at[0] + WIDE / 2}" y="{at[1] + 16}" text-anchor="middle">{name}</text>'
    )
