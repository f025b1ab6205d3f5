"""A brief as Markdown (CommonMark with footnotes): for wikis, mail, and pandoc."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from foederis.brief import words
from foederis.brief.model import Brief, Source
from foederis.brief.sections import Line, Section, sections
from foederis.safe import plain

_MEANT: Final = re.compile(r"([\\`*_{}\[\]<>()#+!|~&]|(?m:^\s*(?=[-=>]|\d+[.)])))")


def markdown(brief: Brief) -> str:
    """The brief as text; each line cites its sentences as footnotes, which name report and place."""
    return "\n".join(_lines(brief)) + "\n"


def escaped(text: str) -> str:
    """Text from reports on one line, with nothing in it that Markdown or HTML would act on."""
    return _MEANT.sub(r"\\\1", " ".join(plain(text).split()))


def _lines(brief: Brief) -> Iterator[str]:
    yield from ("# Brief", "", f"{escaped(words.headline(brief))}.")
    if brief.draws_on_reports:
        yield from ("", f"## {words.TITLES['sources']}", "")
        yield from (f"{source.number}. {_source(source)}" for source in brief.sources)
    for section in sections(brief):
        yield from ("", f"## {escaped(words.title(section.id, brief))}", "")
        yield from _gifts(section) if section.layout == "gifts" else _groups(section)
    if brief.draws_on_reports:
        yield from ("", f"## {words.TITLES['untaken']}", "")
        yield from (f"- {escaped(line)}" for line in words.untaken(brief.untaken))
        yield from _sentences(brief)


def _sentences(brief: Brief) -> Iterator[str]:
    yield ""
    names = {source.number: source.title or source.report for source in brief.sources}
    for sentence in brief.sentences:
        yield f"[^{sentence.number}]: {escaped(names[sentence.source])}: {escaped(sentence.text)}"


def _source(source: Source) -> str:
    told = [f"**{escaped(source.title or source.report)}**", escaped(source.publisher or ""), words.published(source)]
    told += [f"same text as {source.copy_of}" if source.copy_of else words.count(source.claims, "claim")]
    return ", ".join(filter(None, told)) + (f"; not read: {escaped(source.unread)}" if source.unread else "")


def _groups(section: Section) -> Iterator[str]:
    for group in section.groups:
        if group.name:
            yield from ("", f"### {escaped(group.name)}", "")
        yield from (f"- {_line(line)}" for line in group.lines)


def _gifts(section: Section) -> Iterator[str]:
    yield from ("| From | To | Promised | Delivered |", "|---|---|---|---|")
    for group in section.groups:
        cells = (escaped(group.name), escaped(group.beside), _cell(group.lines), _cell(group.aside))
        yield f"| {' | '.join(cells)} |"


def _cell(lines: Iterable[Line]) -> str:
    return "<br>".join(map(_line, lines))


def _line(line: Line) -> str:
    status = f"*{words.STATUS[line.status]}* " if words.STATUS[line.status] else ""
    when = f"{line.when}: " if line.when else ""
    notes = f" ({escaped('; '.join(line.notes))})" if line.notes else ""
    return f"{when}{status}{escaped(line.text)}{notes}{''.join(f'[^{number}]' for number in line.refs)}"
