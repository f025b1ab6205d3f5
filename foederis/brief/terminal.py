"""A brief as text: tables on a terminal, plain text in a pipe."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from typing import TextIO

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from foederis.brief import words
from foederis.brief.model import Basis, Brief, Commitment, Provision, Row
from foederis.safe import plain

PIPE_WIDTH = 110  #: columns when the output is not a terminal
STYLE = {"planned": "cyan", "possible": "yellow", "not_done": "magenta", "done": ""}


def show(brief: Brief, file: TextIO | None = None) -> None:
    """Write the brief to `file` (standard output when None): coloured on a terminal, plain elsewhere."""
    out = file or sys.stdout
    console = Console(file=out, highlight=False, width=None if out.isatty() else PIPE_WIDTH, soft_wrap=False)
    console.print(_text(words.headline(brief), "bold"))
    _section(console, words.TITLES["law"], _provisions(brief.law))
    _sources(console, brief)
    _section(console, words.TITLES["happened"], _rows(brief.happened))
    _section(console, words.TITLES["stances"], _grouped((party.name, party.rows) for party in brief.stances))
    _section(console, words.TITLES["commitments"], _commitments(brief.commitments))
    _section(console, words.title("standing", brief), _grouped((table.name, table.rows) for table in brief.standing))
    _section(console, words.TITLES["clauses"], _grouped((clause.name, clause.rows) for clause in brief.clauses))
    _section(console, words.TITLES["speakers"], _grouped((speaker.name, speaker.rows) for speaker in brief.speakers))
    _section(console, words.TITLES["planned"], _rows(brief.planned))
    _section(console, words.TITLES["disagreements"], _disagreements(brief))
    _heading(console, words.TITLES["untaken"])
    for line in words.untaken(brief.untaken):
        console.print(Padding(_text(line), (0, 2)))
    _sentences(console, brief)


def _text(text: str, style: str = "") -> Text:
    """Text from reports, made safe: never read as markup, never as control codes."""
    return Text(plain(text).replace("\t", " "), style=style)


def _heading(console: Console, title: str) -> None:
    console.print()
    console.print(Text(title.upper(), style="bold blue"))


def _section(console: Console, title: str, table: Table) -> None:
    if table.row_count:
        _heading(console, title)
        console.print(table)


def _table(*columns: str, header: bool = False) -> Table:
    table = Table(box=SIMPLE_HEAD if header else None, show_header=header, pad_edge=False, padding=(0, 2, 0, 0))
    for column in columns:
        table.add_column(column, overflow="fold", no_wrap=False)
    return table


def _refs(basis: Basis) -> Text:
    return Text(" " + "".join(f"[{number}]" for number in basis.sentences), style="dim")


def _told(row: Row) -> Text:
    """The row's text, its status in a word, its notes, and the numbers of its sentences."""
    told = _text(row.text, STYLE[row.status])
    if notes := words.notes(row):
        told.append(_text(f" — {'; '.join(notes)}", "dim"))
    return told.append(_refs(row.basis))


def _rows(rows: Sequence[Row]) -> Table:
    table = _table("when", "what", "status")
    table.columns[0].no_wrap = True
    for row in rows:
        status = Text(words.STATUS[row.status], style=STYLE[row.status])
        table.add_row(_text(words.when(row.earliest, row.latest)), _told(row), status)
    return table


def _grouped(groups: Iterable[tuple[str, Sequence[Row]]]) -> Table:
    table = _table("who", "what", "when")
    table.columns[0].max_width = 26
    for name, rows in groups:
        for number, row in enumerate(rows):
            label = _text(name, "bold") if number == 0 else Text()
            table.add_row(label, _told(row), _text(words.when(row.earliest, row.latest), "dim"))
    return table


def _provisions(law: Sequence[Provision]) -> Table:
    table = _table("what", "says")
    table.columns[0].max_width = 26
    for part in law:
        for number, line in enumerate(part.lines):
            table.add_row(_text(part.name, "bold") if number == 0 else Text(), _text(line))
    return table


def _commitments(lines: Sequence[Commitment]) -> Table:
    table = _table("From", "To", "Promised", "Delivered", header=True)
    for line in lines:
        promised, delivered = (_stacked(rows) for rows in (line.promised, line.delivered))
        table.add_row(_text(line.giver, "bold"), _text(line.receiver), _text(line.item), promised, delivered)
    return table


def _stacked(rows: Sequence[Row]) -> Text:
    dated = (_told(row).append(_text(f" {words.when(row.earliest, row.latest)}", "dim")) for row in rows)
    return Text("\n").join(dated)


def _disagreements(brief: Brief) -> Table:
    table = _table("event", "answers")
    for disagreement in brief.disagreements:
        answers = (_text(answer.text).append(_refs(answer.basis)) for answer in disagreement.answers)
        table.add_row(_text(disagreement.event), Text("; elsewhere ").join(answers))
    return table


def _sources(console: Console, brief: Brief) -> None:
    _heading(console, words.TITLES["sources"])
    table = _table("", "report", "published", "claims")
    for source in brief.sources:
        name = _text(source.title or source.report)
        if source.title:
            name.append(_text(f"\n{source.report}", "dim"))
        if source.publisher:
            name.append(_text(f" · {source.publisher}", "dim"))
        claims = f"same text as {source.copy_of}" if source.copy_of else words.count(source.claims, "claim")
        table.add_row(f"{source.number}", name, _text(words.published(source)), claims)
    console.print(table)


def _sentences(console: Console, brief: Brief) -> None:
    """What the bracketed numbers refer to: report, place in its text, and the sentence."""
    _heading(console, words.TITLES["sentences"])
    names = {source.number: source.report for source in brief.sources}
    table = _table("number", "sentence")
    for sentence in brief.sentences:
        told = _text(" ".join(sentence.text.split()))
        place = _text(f" {names[sentence.source]}:{sentence.start}–{sentence.end}", "dim")
        table.add_row(Text(f"[{sentence.number}]", style="dim"), told.append(place))
    console.print(table)
