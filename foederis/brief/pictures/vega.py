"""Altair charts as SVG in the page's own colours."""

from __future__ import annotations

import re
from collections.abc import Callable
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    import altair as alt

INK: Final = "currentColor"
SOFT: Final = "var(--soft)"
LINE: Final = "var(--line)"
FONT: Final = "Liberation Sans, Arial, Helvetica, sans-serif"  #: of one width, the one by which labels are placed

_BASE: Final = re.compile(r'(?<= xlink:href=")[^"#]*(?=#)')  #: vl-convert takes links to be on a page of its own
_CONFIG: Final[dict[str, Any]] = {
    "aria": False,
    "background": "transparent",
    "font": FONT,
    "view": {"stroke": None},
    "axis": {
        "labelColor": INK,
        "titleColor": SOFT,
        "domainColor": LINE,
        "tickColor": LINE,
        "labelFontSize": 12,
        "titleFontSize": 12,
        "titleFontWeight": "normal",
        "labelLimit": 300,
    },
    "text": {"color": INK, "fontSize": 12},
}


def to_svg(build: Callable[[], alt.TopLevelMixin]) -> str | None:
    """The chart that `build` makes, as SVG; None where the extra `charts` is not installed."""
    if not (find_spec("altair") and find_spec("vl_convert")):
        return None
    import vl_convert

    return _BASE.sub("", str(vl_convert.vegalite_to_svg(build().to_dict() | {"config": _CONFIG})))
