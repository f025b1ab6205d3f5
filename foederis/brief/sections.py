"""The sections of a brief as every written form has them: groups of lines, each with the numbers of its sentences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from foederis.brief import words
from foederis.brief.model import Basis, Brief, Row


@dataclass(frozen=True, slots=True)
class Line:
    """A row as shown: `anchor` is where the marks in the reports link back to."""

    anchor: str
    text: str
    refs: tuple[int, ...]
    when: str = ""
    status: str = "done"
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """Lines under one name. Of commitments: the giver, `beside` the receiver, `aside` what was delivered."""

    name: str
    lines: tuple[Line, ...]
    aside: tuple[Line, ...] = ()
    beside: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the brief, shown when it has groups."""

    id: str
    layout: str  #: timeline, groups, gifts or answers: how the template lays it out
    groups: tuple[Group, ...]

    @property
    def size(self) -> int:
        return sum(len(group.lines) + len(group.aside) for group in self.groups)


def sections(brief: Brief) -> tuple[Section, ...]:
    """Those that have something to say, in the order of the brief."""
    return tuple(section for section in _sections(brief) if section.groups)


def without_sentences(brief: Brief) -> Brief:
    """The brief with the places of the sentences alone: their texts are their publishers'."""
    placed = (replace(each, text=f"characters {each.start:,}–{each.end:,}") for each in brief.sentences)
    return replace(brief, sentences=tuple(placed))


def _sections(brief: Brief) -> Iterator[Section]:
    yield Section("law", "groups", _provisions(brief))
    yield Section("happened", "timeline", _one_group("happened", brief.happened))
    yield _grouped("stances", ((party.name, party.rows) for party in brief.stances))
    yield Section("commitments", "gifts", _gifts(brief))
    yield _grouped("standing", ((table.name, table.rows) for table in brief.standing))
    yield _grouped("clauses", ((clause.name, clause.rows) for clause in brief.clauses))
    yield _grouped("speakers", ((speaker.name, speaker.rows) for speaker in brief.speakers))
    yield Section("planned", "timeline", _one_group("planned", brief.planned))
    yield Section("disagreements", "answers", _answers(brief))


def _provisions(brief: Brief) -> tuple[Group, ...]:
    return tuple(
        Group(part.name, tuple(Line(f"law-{n}-{m}", text, ()) for m, text in enumerate(part.lines, 1)))
        for n, part in enumerate(brief.law, 1)
    )


def _one_group(section: str, rows: Sequence[Row]) -> tuple[Group, ...]:
    return (Group("", _lines(section, rows)),) if rows else ()


def _grouped(section: str, groups: Iterable[tuple[str, Sequence[Row]]]) -> Section:
    numbered = enumerate(groups, 1)
    return Section(
        section, "groups", tuple(Group(name, _lines(f"{section}-{n}", rows)) for n, (name, rows) in numbered)
    )


def _gifts(brief: Brief) -> tuple[Group, ...]:
    return tuple(
        Group(
            line.giver,
            _lines(f"promised-{n}", line.promised),
            _lines(f"delivered-{n}", line.delivered),
            line.receiver,
        )
        for n, line in enumerate(brief.commitments, 1)
    )


def _answers(brief: Brief) -> tuple[Group, ...]:
    return tuple(
        Group(
            disagreement.event,
            tuple(
                _answer(f"differ-{n}-{m}", answer.text, answer.basis)
                for m, answer in enumerate(disagreement.answers, 1)
            ),
        )
        for n, disagreement in enumerate(brief.disagreements, 1)
    )


def _answer(anchor: str, text: str, basis: Basis) -> Line:
    return Line(anchor, text, basis.sentences)


def _lines(prefix: str, rows: Sequence[Row]) -> tuple[Line, ...]:
    return tuple(
        Line(
            f"{prefix}-{n}",
            row.text,
            row.basis.sentences,
            words.when(row.earliest, row.latest),
            row.status,
            words.notes(row),
        )
        for n, row in enumerate(rows, 1)
    )
