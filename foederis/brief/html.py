"""A brief as one HTML page without network or script; every line links to its sentence in its report."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from itertools import pairwise

from markupsafe import Markup

from foederis.brief import words
from foederis.brief.escaping import environment
from foederis.brief.model import Brief, Sentence, Source
from foederis.brief.pictures import CHARTS, Picture, pictures
from foederis.brief.sections import Section, sections
from foederis.model import Report
from foederis.safe import plain


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of a report's text, the sentences it belongs to, and those that begin with it."""

    text: str
    numbers: tuple[int, ...] = ()
    opens: tuple[int, ...] = ()
    furniture: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """A report behind the brief, cut into stretches; of a report not at hand only the sentences."""

    source: Source
    whole: bool
    stretches: tuple[Stretch, ...]


def render(brief: Brief, reports: Iterable[Report]) -> str:
    """The page as text; `reports` are those the brief was composed from, for the sentences in their context."""
    told = sections(brief)
    template = environment().get_template("brief.html")
    in_section: dict[str, list[Picture]] = defaultdict(list)
    for picture in pictures(brief):
        in_section[picture.section].append(picture)
    return template.render(
        pictures=in_section,
        drawn=_drawn,
        charts=CHARTS,
        brief=brief,
        words=words,
        css=Markup(files("foederis.brief").joinpath("templates/brief.css").read_text(encoding="utf-8")),
        sections=told,
        pages=_pages(brief, reports),
        tip={sentence.number: _tip(sentence) for sentence in brief.sentences},
        backlinks=_backlinks(told),
    )


def _drawn(svg: str) -> Markup:
    """A picture's SVG, whose texts are escaped where it is drawn, freed of the same characters as the page."""
    return Markup(plain(svg))


def _tip(sentence: Sentence) -> str:
    return " ".join(sentence.text.split())


def _backlinks(told: Iterable[Section]) -> Mapping[int, Sequence[str]]:
    """For each sentence the lines that rest on it."""
    links: dict[int, list[str]] = defaultdict(list)
    for section in told:
        for group in section.groups:
            for line in (*group.lines, *group.aside):
                for number in line.refs:
                    links[number].append(line.anchor)
    return links


def _pages(brief: Brief, reports: Iterable[Report]) -> tuple[Page, ...]:
    by_name = {report.name: report for report in reports}
    of_source: dict[int, list[Sentence]] = defaultdict(list)
    for sentence in brief.sentences:
        of_source[sentence.source].append(sentence)
    return tuple(_page(source, by_name.get(source.report), of_source[source.number]) for source in brief.sources)


def _page(source: Source, report: Report | None, sentences: Sequence[Sentence]) -> Page:
    if report is None:
        alone = (Stretch(f"{sentence.text}\n", (sentence.number,), (sentence.number,)) for sentence in sentences)
        return Page(source, False, tuple(alone))
    return Page(source, True, tuple(_stretches(report, sentences)))


def _stretches(report: Report, sentences: Sequence[Sentence]) -> Iterator[Stretch]:
    """The text cut wherever a sentence or furniture begins or ends (sentences may overlap); joined, it is the text."""
    size = len(report.text)
    spans = [(min(s.start, size), min(s.end, size), s.number) for s in sentences]
    asides = [(part.start, part.end) for part in report.furniture]
    ends = {cut for a, b, *_ in (*spans, *asides) for cut in (a, b)}
    cuts = sorted(cut for cut in ends | {0, size} if 0 <= cut <= size)
    for start, end in pairwise(cuts):
        numbers = tuple(number for a, b, number in spans if a <= start < b)
        opens = tuple(number for a, b, number in spans if a == start < b)
        furniture = any(a <= start < b for a, b in asides)
        yield Stretch(report.text[start:end], numbers, opens, furniture)
