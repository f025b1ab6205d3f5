"""Where incidents happened and forces stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import asinh, atan, ceil, degrees, radians, sinh, tan
from typing import TYPE_CHECKING, Any, Final, Literal

from foederis.brief.model import Site
from foederis.brief.pictures import Cells, Picture, in_words
from foederis.brief.pictures.vega import to_svg
from foederis.brief.places import Point, borders
from foederis.brief.words import when

if TYPE_CHECKING:
    import altair as alt

WIDTH, LOW, HIGH = 720, 260, 460  #: of the map, and its least and greatest height, in pixels
AROUND, LEAST = 6, 24  #: degrees kept free around the outermost sites, and shown at least
KINDS = {"incident": "diamond", "force": "circle"}  #: and their marks
HALF = 6  #: half the height of a name, in pixels
FAR = 0.2  #: part of the sites that may be left beyond the edge
LETTER, BESIDE = 6.5, 9  #: width of a letter, at most, and from a mark to its name, in pixels
Box = tuple[float, float, float, float]  #: left, top, right and bottom
SIDES: Final = ("left", "right")
NOT_PLACED = "not on the map"


def site_map(sites: Sequence[Site]) -> Picture:
    """Each spot once with the number of what is told of it; a place of no one position stands in the table only."""
    placed = [site for site in sites if site.position]
    view = view_of([site.position for site in placed if site.position]) if placed else None
    beyond = sorted({site.name for site in placed if site.position and view and not view.shows(site.position)})
    astray = sorted({site.place for site in sites if not site.position})
    middles = any(not site.exact for site in placed)
    return Picture(
        section="happened",
        title="Where: incidents, and forces as they stood on the last day",
        told=in_words(f"{site.place}: {site.text}" for site in sites),
        svg=to_svg(lambda: _chart(placed, view)) if view else "",
        head=("What", "Where", "When", "Drawn at"),
        table=tuple(_cells(site) for site in sites),
        key=tuple((kind, f"{kind}s") for kind in KINDS if any(site.kind == kind for site in placed)),
        notes=(
            *(("Hollow: only the country is known; drawn in its middle.",) if middles else ()),
            *((f"Beyond the map's edge: {', '.join(beyond)}.",) if beyond else ()),
            *((f"Not drawn, of no one position: {', '.join(astray)}.",) if astray else ()),
            "Borders: Natural Earth, of today; they say nothing of anybody's claims.",
        ),
    )


def _cells(site: Site) -> Cells:
    drawn_at = (site.name if site.exact else f"middle of {site.name}") if site.position else NOT_PLACED
    return Cells((site.text, site.place, when(site.when.earliest, site.when.latest), drawn_at), site.basis.sentences)


def _chart(sites: Sequence[Site], view: View) -> alt.LayerChart:
    import altair as alt

    land = alt.Chart(alt.InlineData(values=borders(), format=alt.TopoDataFormat(type="topojson", feature="countries")))
    spots = alt.Chart(alt.InlineData(values=_spots(sites, view))).encode(longitude="lon:Q", latitude="lat:Q")
    marks = spots.mark_point(strokeWidth=2, opacity=1).encode(
        size=alt.Size("kind:N", legend=None, scale=alt.Scale(domain=list(KINDS), range=[70, 190])),
        shape=alt.Shape("kind:N", legend=None, scale=alt.Scale(domain=list(KINDS), range=list(KINDS.values()))),
        stroke=alt.Stroke("colour:N", scale=None),
        fill=alt.Fill("fill:N", scale=None),
        href="href:N",
    )
    ground = land.mark_geoshape(fill="var(--land)", stroke="var(--border)", strokeWidth=0.6)
    labels = [_labels(spots, side, halo=halo) for halo in (True, False) for side in SIDES]
    chart: alt.LayerChart = alt.LayerChart(
        layer=[ground, *labels, marks], width=WIDTH, height=view.height, projection=alt.Projection(**view.projection())
    )
    return chart


def _labels(spots: alt.Chart, side: Literal["left", "right"], *, halo: bool) -> alt.Chart:
    """Names that begin (left) or end (right) beside their marks, with a rim that parts them from borders."""
    import altair as alt

    away = BESIDE if side == "left" else -BESIDE
    rim = "var(--land)" if halo else "transparent"
    own = spots.transform_filter(alt.datum.align == side)
    text = own.mark_text(align=side, dx=away, stroke=rim, strokeWidth=3, strokeJoin="round")
    chart: alt.Chart = text.encode(text="label:N") if halo else text.encode(text="label:N", href="href:N")
    return chart


def _spots(sites: Sequence[Site], view: View) -> list[dict[str, Any]]:
    """One mark for each spot and kind, named once for all that is told of it."""
    at: dict[tuple[Point, str], list[Site]] = {}
    for site in sites:
        if site.position and view.shows(site.position):
            at.setdefault((site.position, site.kind), []).append(site)
    marks = []
    taken = [(x - HALF, y - HALF, x + HALF, y + HALF) for x, y in {view.pixel(position) for position, _ in at}]
    for (position, kind), some in sorted(at.items(), key=lambda item: (-len(item[1]), item[0][1], item[0][0])):
        several = f" ({len(some)})" if len(some) > 1 else ""
        label, side = _label(some[0].name + several, *view.pixel(position), taken)
        marks.append(
            {
                "lon": position[0],
                "lat": position[1],
                "kind": kind,
                "colour": f"var(--{kind})",
                "fill": f"var(--{kind})" if some[0].exact else "transparent",
                "label": label,
                "align": side,
                "href": f"#s{some[0].basis.sentences[0]}",
            }
        )
    return marks


def _label(name: str, x: float, y: float, taken: list[Box]) -> tuple[str, str]:
    """The name and the side of it that is at its mark, where there is room for it; else no name."""
    wide = LETTER * len(name)
    for side, left in (("left", x + BESIDE), ("right", x - BESIDE - wide)):
        box = left, y - HALF, left + wide, y + HALF
        free = all(box[2] < b[0] or b[2] < box[0] or box[3] < b[1] or b[3] < box[1] for b in taken)
        if free and box[0] > 0 and box[2] < WIDTH:
            taken.append(box)
            return name, side
    return "", "left"


@dataclass(frozen=True, slots=True)
class View:
    """What of the world is shown, in Mercator's projection."""

    west: float
    east: float
    south: float
    north: float

    @property
    def scale(self) -> float:
        """Pixels for each radian of longitude."""
        return min(WIDTH / radians(self.east - self.west), HIGH / (_mercator(self.north) - _mercator(self.south)))

    @property
    def height(self) -> int:
        return round(max(LOW, self.scale * (_mercator(self.north) - _mercator(self.south))))

    @property
    def middle(self) -> Point:
        return (self.west + self.east) / 2, degrees(atan(sinh((_mercator(self.north) + _mercator(self.south)) / 2)))

    def pixel(self, point: Point) -> Point:
        """Where the point is drawn, from the upper left."""
        x = WIDTH / 2 + self.scale * radians(point[0] - self.middle[0])
        return x, self.height / 2 - self.scale * (_mercator(point[1]) - _mercator(self.middle[1]))

    def shows(self, point: Point) -> bool:
        """The point is on the map."""
        x, y = self.pixel(point)
        return 0 <= x <= WIDTH and 0 <= y <= self.height

    def projection(self) -> dict[str, Any]:
        """The same for Vega."""
        return {
            "type": "mercator",
            "scale": self.scale,
            "center": self.middle,
            "translate": [WIDTH / 2, self.height / 2],
            "clipExtent": [[0, 0], [WIDTH, self.height]],
        }


def view_of(points: Sequence[Point]) -> View:
    """All points with what lies around them; without the few far off that would shrink the rest to half."""
    by_longitude = sorted(points)
    keep = ceil(len(points) * (1 - FAR))
    windows = (by_longitude[at : at + keep] for at in range(len(points) - keep + 1))
    near = min(windows, key=_across)
    if 2 * _across(near) > _across(by_longitude):
        near = by_longitude
    return View(*_wide([lon for lon, _ in near], 180), *_wide([lat for _, lat in near], 75))


def _across(by_longitude: Sequence[Point]) -> float:
    """Degrees of longitude that are needed to show the points."""
    return by_longitude[-1][0] - by_longitude[0][0] + 2 * AROUND


def _wide(values: Sequence[float], limit: float) -> tuple[float, float]:
    low, high = min(values) - AROUND, max(values) + AROUND
    more = max(LEAST - (high - low), 0) / 2
    return max(low - more, -limit), min(high + more, limit)


def _mercator(latitude: float) -> float:
    return asinh(tan(radians(latitude)))
