"""Missions through time: planned, active, suspended, ended."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from foederis.brief.escaping import environment
from foederis.brief.model import Span
from foederis.brief.pictures import Cells, Picture, in_words
from foederis.brief.words import when

WIDTH, ROW, AXIS = 720, 40, 26  #: of the picture, one mission and the scale beneath, in pixels
LEAST = 7  #: width of a stretch too short to see
TICKS = 8  #: at most so many dates on the scale
MOST = 30  #: missions drawn, those told of last; all stand in the table
KEY = {"planned": "planned or possible", "active": "active", "suspended": "suspended", "ended": "ended or not launched"}
DRAWN_AS = {"possible": "planned", "not_done": "ended"}  #: a status that is drawn like another; its word stands beside


@dataclass(frozen=True, slots=True)
class Stretch:
    """One status of one mission as drawn: solid as far as reports tell of it, dotted on to its end."""

    kind: str
    x: float
    told: float
    end: float
    tip: str
    href: str


@dataclass(frozen=True, slots=True)
class Lane:
    """One mission: its name, what became of it, and its stretches."""

    y: int
    name: str
    said: str
    stretches: tuple[Stretch, ...]


def timeline(spans: Sequence[Span], on: date) -> Picture:
    """One lane for each mission; from the first day on which a status counts to `on`."""
    missions = [list(some) for _, some in groupby(spans, key=lambda span: span.mission)]
    drawn = sorted(missions, key=lambda some: some[-1].counts)[-MOST:]
    drawn.sort(key=lambda some: (some[0].counts, some[0].mission))
    left_out = len(missions) - len(drawn)
    return Picture(
        section="standing",
        title="Missions and operations through time",
        told=in_words(f"{some[0].mission}: {_history(some)}" for some in missions),
        svg=_svg(drawn, on),
        head=("Mission", "Status", "Since", "Told of until"),
        table=tuple(
            Cells((span.mission, _word(span), _since(span), when(span.told, span.told)), span.basis.sentences)
            for span in spans
        ),
        key=tuple((kind, words) for kind, words in KEY.items() if any(_kind(span) == kind for span in spans)),
        notes=(
            "Dotted: no report tells of a change, none confirms that it lasted.",
            *((f"{left_out} missions told of longer ago are in the table only.",) if left_out else ()),
        ),
    )


def _word(span: Span) -> str:
    return "not launched" if span.status == "not_done" else span.status


def _capital(name: str) -> str:
    return name[:1].upper() + name[1:]


def _kind(span: Span) -> str:
    return DRAWN_AS.get(span.status, span.status)


def _since(span: Span) -> str:
    return when(span.since.earliest, span.since.latest)


def _told(span: Span) -> str:
    return f"{_word(span)} {_since(span)}".replace(" undated", " (undated)")


def _history(spans: Sequence[Span]) -> str:
    return ", then ".join(map(_told, spans))


def _svg(missions: Sequence[Sequence[Span]], on: date) -> str:
    first = min((some[0].counts for some in missions), default=on)
    last = max([on, *(span.told for some in missions for span in some)])
    margin = max((last - first) // 40, timedelta(days=2))
    scale = _Scale(first - margin, last + margin)
    lanes = [
        Lane(number * ROW, _capital(some[0].mission), _history(some), tuple(_stretch(s, scale, last) for s in some))
        for number, some in enumerate(missions)
    ]
    height = len(lanes) * ROW + AXIS
    template = environment().get_template("timeline.html")
    return template.render(lanes=lanes, width=WIDTH, height=height, base=height - AXIS, ticks=_ticks(scale))


@dataclass(frozen=True, slots=True)
class _Scale:
    first: date
    last: date

    def x(self, day: date) -> float:
        return round(WIDTH * (day - self.first).days / (self.last - self.first).days, 1)


def _stretch(span: Span, scale: _Scale, last: date) -> Stretch:
    x, end = scale.x(span.counts), scale.x(span.until or last)
    told = max(scale.x(min(span.told, last)), x + LEAST)
    tip = f"{span.mission}: {_told(span)}"
    return Stretch(_kind(span), x, told, max(end, told), tip, f"#s{span.basis.sentences[0]}")


def _ticks(scale: _Scale) -> list[tuple[float, str]]:
    """Years where they are few, every second, fifth ... where many; months or days of a shorter time."""
    years = [date(year, 1, 1) for year in range(scale.first.year + 1, scale.last.year + 1)]
    if len(years) > 2:
        step = -(-len(years) // TICKS)
        return [(scale.x(day), str(day.year)) for day in years if day.year % step == 0]
    step_days = max((scale.last - scale.first).days // 5, 1)
    days = (scale.first + timedelta(days=step_days) * number for number in range(1, 5))
    return [(scale.x(day), when(day, day)) for day in days]
