"""What was promised and what was given, side by side in one unit at a time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from foederis.brief.model import Amount
from foederis.brief.phrase import amount
from foederis.brief.pictures import Cells, Picture, in_words
from foederis.brief.pictures.vega import to_svg

if TYPE_CHECKING:
    import altair as alt

WIDTH = 300  #: of the bars, in pixels
KINDS = ["promised", "delivered"]
MOST = 24  #: bars of one unit, the largest; all stand in the table


def bars(amounts: Sequence[Amount]) -> Picture:
    """Amounts of one measure on one scale; a measure with a single amount has nothing to be compared with."""
    by_measure: dict[str, list[Amount]] = {}
    for each in amounts:
        by_measure.setdefault(each.measure, []).append(each)
    drawn = {measure: some for measure, some in by_measure.items() if sum(map(_shown, some)) > 1}
    left_out = sum(max(len(some) - MOST, 0) for some in drawn.values())
    return Picture(
        section="commitments",
        title="Promised and delivered",
        told=in_words(map(_told, amounts)),
        svg=to_svg(lambda: _chart(drawn)) if drawn else "",
        head=("From", "To", "Promised", "Delivered", "Outstanding"),
        table=tuple(_cells(each) for each in amounts),
        key=tuple(
            (kind, kind) for kind in KINDS if any(getattr(each, kind) for some in drawn.values() for each in some)
        ),
        notes=(f"The {left_out} smallest amounts are in the table only.",) if left_out else (),
    )


def _shown(each: Amount) -> int:
    return (each.promised is not None) + (each.delivered is not None)


def _told(each: Amount) -> str:
    said = (f"{word} {value}" for word, value in zip(("promised", "delivered"), _values(each), strict=True) if value)
    return f"{_label(each)}: {' and '.join(said)}"


def _label(each: Amount) -> str:
    return " → ".join(filter(None, (each.giver, each.receiver)))


def _values(each: Amount) -> tuple[str, str]:
    """Promised and delivered in words; empty where no report says."""
    promised, delivered = (
        "" if value is None else amount(value, each.item) for value in (each.promised, each.delivered)
    )
    return promised, delivered


def _cells(each: Amount) -> Cells:
    left = "" if each.outstanding is None else amount(each.outstanding, each.item)
    told = (value or "not said" for value in (*_values(each), left))
    return Cells((each.giver, each.receiver, *told), each.basis.sentences)


def _chart(drawn: Mapping[str, Sequence[Amount]]) -> alt.VConcatChart:
    import altair as alt

    return alt.vconcat(*(_of_measure(some) for some in drawn.values()), spacing=24)


def _of_measure(amounts: Sequence[Amount]) -> alt.LayerChart:
    import altair as alt

    largest = sorted(amounts, key=lambda each: -max(each.promised or 0, each.delivered or 0))[:MOST]
    marks = [mark for each in largest for mark in _marks(each)]
    base = alt.Chart(alt.InlineData(values=marks), width=WIDTH, height=alt.Step(16)).encode(
        y=alt.Y("who:N", title=None, sort=None, axis=alt.Axis(ticks=False, domain=False)),
        yOffset=alt.YOffset("kind:N", sort=KINDS),
        x=alt.X("amount:Q", axis=None),
    )
    colours = alt.Scale(domain=KINDS, range=[f"var(--{kind})" for kind in KINDS])
    filled = base.mark_bar().encode(fill=alt.Fill("kind:N", legend=None, scale=colours), href="href:N")
    chart: alt.LayerChart = filled + base.mark_text(align="left", dx=4).encode(text="label:N")
    return chart


def _marks(each: Amount) -> Iterator[dict[str, Any]]:
    for kind, value, label in zip(KINDS, (each.promised, each.delivered), _values(each), strict=True):
        if value is not None:
            sentence = f"#s{each.basis.sentences[0]}"
            yield {"who": _label(each), "kind": kind, "amount": value, "label": label, "href": sentence}
