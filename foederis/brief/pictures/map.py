"""Where incidents happened and forces stand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import asinh, atan, degrees, radians, sinh, tan
from typing import TYPE_CHECKING, Any, Final, Literal

from foederis.brief.model import Site
from foederis.brief.pictures import Cells, Picture
from foederis.brief.pictures.vega import to_svg
from foederis.brief.places import Point, borders
from foederis.brief.words import when

if TYPE_CHECKING:
    import altair as alt

WIDTH, LOW, HIGH = 720, 260, 460  #: of the map, and its least and greatest height, in pixels
AROUND, LEAST = 6, 24  #: degrees kept free around the outermost sites, and shown at least
KINDS = {"incident": "diamond", "force": "circle"}  #: and their marks
LETTER, BESIDE = 6.5, 9  #: width of a letter, at most, and from a mark to its name, in pixels
SIDES: Final = ("left", "right")
NOT_PLACED = "not on the map"


def site_map(sites: Sequence[Site]) -> Picture:
    """Each spot once with the number of what is told of it; a place of no one position stands in the table only."""
    placed = [site for site in sites if site.position]
    astray = sorted({site.place for site in sites if not site.position})
    middles = any(not site.exact for site in placed)
    return Picture(
        section="happened",
        title="Where: incidents, and forces as they stood on the last day",
        told="; ".join(f"{site.place}: {site.text}" for site in sites),
        svg=to_svg(lambda: _chart(placed)) if placed else "",
        head=("What", "Where", "When", "Drawn at"),
        table=tuple(_cells(site) for site in sites),
        key=tuple((kind, f"{kind}s") for kind in KINDS if any(site.kind == kind for site in placed)),
        notes=(
            *(("Hollow: only the country is known; drawn in its middle.",) if middles else ()),
            *((f"Not drawn, of no one position: {', '.join(astray)}.",) if astray else ()),
            "Borders: Natural Earth, of today; they say nothing of anybody's claims.",
        ),
    )


def _cells(site: Site) -> Cells:
    drawn_at = (site.name if site.exact else f"middle of {site.name}") if site.position else NOT_PLACED
    return Cells((site.text, site.place, when(site.when.earliest, site.when.latest), drawn_at), site.basis.sentences)


def _chart(sites: Sequence[Site]) -> alt.LayerChart:
    import altair as alt

    height, projection = _view([site.position for site in sites if site.position])
    land = alt.Chart(alt.InlineData(values=borders(), format=alt.TopoDataFormat(type="topojson", feature="countries")))
    spots = alt.Chart(alt.InlineData(values=_spots(sites, projection))).encode(longitude="lon:Q", latitude="lat:Q")
    marks = spots.mark_point(size=90, strokeWidth=2, opacity=1).encode(
        shape=alt.Shape("kind:N", legend=None, scale=alt.Scale(domain=list(KINDS), range=list(KINDS.values()))),
        stroke=alt.Stroke("colour:N", scale=None),
        fill=alt.Fill("fill:N", scale=None),
        href="href:N",
    )
    ground = land.mark_geoshape(fill="var(--land)", stroke="var(--border)", strokeWidth=0.6)
    labels = [_labels(spots, side, halo=halo) for halo in (True, False) for side in SIDES]
    chart: alt.LayerChart = alt.LayerChart(
        layer=[ground, *labels, marks], width=WIDTH, height=height, projection=alt.Projection(**projection)
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


def _spots(sites: Sequence[Site], projection: Mapping[str, Any]) -> list[dict[str, Any]]:
    """One mark for each spot and kind, named once for all that is told of it."""
    at: dict[tuple[Point, str], list[Site]] = {}
    for site in sites:
        if site.position:
            at.setdefault((site.position, site.kind), []).append(site)
    named: set[Point] = set()
    marks = []
    for ((lon, lat), kind), some in sorted(at.items(), key=lambda item: (item[0][1], item[0][0])):
        several = f" ({len(some)})" if len(some) > 1 else ""
        label = some[0].name + several if (lon, lat) not in named else ""
        room = WIDTH / 2 - projection["scale"] * radians(lon - projection["center"][0]) - BESIDE
        marks.append(
            {
                "lon": lon,
                "lat": lat,
                "kind": kind,
                "colour": f"var(--{kind})",
                "fill": f"var(--{kind})" if some[0].exact else "var(--paper)",
                "label": label,
                "align": "left" if len(label) * LETTER < room else "right",
                "href": f"#s{some[0].basis.sentences[0]}",
            }
        )
        named.add((lon, lat))
    return marks


def _view(points: Sequence[Point]) -> tuple[int, dict[str, Any]]:
    """The map's height, and a Mercator projection that shows all points with what lies around them."""
    west, east = _wide([lon for lon, _ in points], 180)
    south, north = _wide([lat for _, lat in points], 75)
    top, bottom = _mercator(north), _mercator(south)
    scale = min(WIDTH / radians(east - west), HIGH / (top - bottom))
    height = round(max(LOW, min(HIGH, scale * (top - bottom))))
    middle = degrees(atan(sinh((top + bottom) / 2)))
    return height, {
        "type": "mercator",
        "scale": round(scale, 1),
        "center": [(west + east) / 2, round(middle, 2)],
        "translate": [WIDTH / 2, height / 2],
        "clipExtent": [[0, 0], [WIDTH, height]],
    }


def _wide(values: Sequence[float], limit: float) -> tuple[float, float]:
    low, high = min(values) - AROUND, max(values) + AROUND
    more = max(LEAST - (high - low), 0) / 2
    return max(low - more, -limit), min(high + more, limit)


def _mercator(latitude: float) -> float:
    return asinh(tan(radians(latitude)))
