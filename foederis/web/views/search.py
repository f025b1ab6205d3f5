"""Full-text search over the sentences of claims and the texts of reports, and names that the words are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Annotated, Final

from fastapi import APIRouter, HTTPException, Query
from fastapi.responses import Response

from foederis.acts import ACTS
from foederis.model import Claim
from foederis.record import Filter
from foederis.record.marking import marks
from foederis.record.nouns import ReportLine
from foederis.web.files.claims import claims_file
from foederis.web.files.reports import reports_table
from foederis.web.pages import Ask, Asked, render, shown_and_told
from foederis.web.tables import exported, part_of

router = APIRouter()

SENTENCES: Final = 25  #: claims on a page
REPORTS: Final = 10
NAMES: Final = 8
KINDS: Final = frozenset({"state", "organisation", "person", "group", "post"})  #: that have a page as actors

Words = Annotated[str, Query(max_length=200)]
Place = Annotated[str | None, Query(max_length=60, description="`next` of the page before.")]


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of text, found or beside what was found."""

    text: str
    found: bool


@dataclass(frozen=True, slots=True)
class Hit:
    """A claim whose sentence or object holds the words."""

    claim: Claim
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Text:
    """A report whose title or text holds the words."""

    line: ReportLine
    excerpts: tuple[tuple[Part, ...], ...]


@dataclass(frozen=True, slots=True)
class Named:
    """An entry of who's who that is called so."""

    kind: str
    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Search:
    """What was asked, and the first of what was found."""

    q: str
    act: str
    party: str
    acts: dict[str, int]  #: how many of the sentences found carry each act
    names: tuple[Named, ...]
    hits: tuple[Hit, ...]
    total: int
    next: str | None
    reports: tuple[Text, ...]
    reports_total: int
    reports_next: str | None

    @property
    def part(self) -> str | None:
        """What a file of the sentences holds, where that is not all."""
        return part_of(self.total)

    @property
    def reports_part(self) -> str | None:
        return part_of(self.reports_total)


def _shown(ask: Ask, found: Search) -> Response:
    """The page, or all the sentences or (`table=reports`) reports found as a file."""
    kind = ask.request.query_params.get("format")
    if not kind or not found.q:
        return render(ask, "search.html", view=found)
    if ask.request.query_params.get("table") == "reports":
        record, recorded = ask.desk.record, ask.moment.recorded
        return exported(reports_table(record, found.q, None, recorded, found.reports_total), kind)
    return claims_file(ask, _wanted(ask, found.q, found.act, found.party), "reviewed", kind)


@shown_and_told(router, "/search", _shown)
def search(
    ask: Asked,
    q: Words = "",
    act: Annotated[str, Query(description="Only claims of this act.")] = "",
    party: Annotated[str, Query(max_length=100, description="Only claims with this actor or target.")] = "",
    after: Place = None,
    reports_after: Place = None,
) -> Search:
    """Sentences and reports that hold every one of the words, in any order and inflection."""
    if act and act not in ACTS:
        raise HTTPException(422, f"act: {act!r} is none of {', '.join(sorted(ACTS))}")
    if not q.split():
        return Search("", act, party, {}, (), (), 0, None, (), 0, None)
    record, wanted = ask.desk.record, _wanted(ask, q, act, party)
    try:
        found = record.page(wanted, after=after, limit=SENTENCES)
        texts = record.report_page(q, recorded=wanted.recorded, after=reports_after, limit=REPORTS)
    except ValueError as error:
        raise HTTPException(422, str(error)) from None
    acts = {str(name): number for name, number in record.tally("act", replace(wanted, act=None)).items()}
    places = marks([claim.sentence for claim in found.claims], q)
    hits = (Hit(claim, _parts(claim.sentence, 0, some)) for claim, some in zip(found.claims, places, strict=True))
    shown = tuple(map(_text, texts.reports))
    return Search(
        q, act, party, acts, tuple(_named(ask, q)), tuple(hits), found.total, found.next, shown, texts.total, texts.next
    )


def _wanted(ask: Ask, q: str, act: str, party: str) -> Filter:
    """The claims whose sentence or object holds the words, the last published first."""
    moment, who = ask.moment, party.strip() or None
    return Filter(
        text=q, act=act or None, party=who, known=moment.known, recorded=moment.recorded, until=moment.on,
        order="published", descending=True,
    )  # fmt: skip


def _text(line: ReportLine) -> Text:
    return Text(line, tuple(_parts(each.text, each.start, each.marks) for each in line.excerpts))


def _parts(text: str, start: int, found: Sequence[tuple[int, int]]) -> tuple[Part, ...]:
    """The text cut at the places found, which count from before its `start`."""
    cuts = [(first - start, last - start) for first, last in found]
    parts, at = [], 0
    for first, last in cuts:
        parts += [Part(text[at:first], False), Part(text[first:last], True)]
        at = last
    return tuple(part for part in (*parts, Part(text[at:], False)) if part.text)


def _named(ask: Ask, q: str) -> Iterator[Named]:
    who = ask.desk.who
    seen: set[str] = set()
    for meaning in who.lookup(q, ask.desk.on(ask.moment)):
        kind = "state" if meaning.kind in ("demonym", "capital") else meaning.kind
        if kind in KINDS and meaning.id not in seen and len(seen) < NAMES:
            seen.add(meaning.id)
            yield Named(kind, meaning.id, who.entry(meaning).name)
