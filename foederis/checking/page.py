"""A report laid out for checking: sentences, names and the days on which it may have been published."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from foederis.checking.slip import Kind, Slip
from foederis.model import Claim, Reading, Report
from foederis.reading.grammar.parse import MAX_CHARS
from foederis.reading.grammar.sentences import Sentence, normalise, split
from foederis.reports.dating import days
from foederis.reports.dating.moments import YEARLESS_DAYS, Moment
from foederis.who import Mention, Who


@dataclass(frozen=True)
class Page:
    """What every check is given; made once per report."""

    report: Report
    claims: tuple[Claim, ...]
    who: Who

    @classmethod
    def of(cls, reading: Reading, who: Who) -> Page:
        return cls(reading.report, reading.claims, who)

    @cached_property
    def text(self) -> str:
        """The report's text with plain quotation marks and spaces; offsets are those of the report."""
        return normalise(self.report.text)

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """Those that are read: what runs on is a list or a table."""
        return tuple(each for each in split(self.report) if each.end - each.start <= MAX_CHARS)

    @cached_property
    def mentions(self) -> tuple[Mention, ...]:
        return self.who.find(self.text)

    @property
    def published(self) -> tuple[date, date] | None:
        """The first and last day on which the report may have been published; None where a side is open."""
        first, last = self.report.published.earliest, self.report.published.latest
        return (first, last) if first and last else None

    def said(self, sentence: Sentence) -> str:
        return self.text[sentence.start : sentence.end]

    def within(self, start: int, end: int) -> Iterator[Mention]:
        """The names that stand wholly between two offsets."""
        at = bisect_left(self.mentions, start, key=_start)
        while at < len(self.mentions) and self.mentions[at].end <= end:
            yield self.mentions[at]
            at += 1

    def mentions_of(self, ids: Collection[str], sentence: Sentence) -> list[int]:
        """Where in a sentence one of these entries is named."""
        named = self.within(sentence.start, sentence.end)
        return [each.start for each in named if any(entry.id in ids for entry in each.entries)]

    def sentence_at(self, offset: int) -> Sentence | None:
        place = bisect_right(self.sentences, offset, key=_start) - 1
        return self.sentences[place] if place >= 0 and offset < self.sentences[place].end else None

    def possible(self, moment: Moment) -> days.Days:
        """The days that a date in the report may mean; one without its year lies within a year of the publication."""
        found = moment.when()
        if moment.year is not None:
            return found
        if self.published is None:
            return days.NONE
        reach = timedelta(days=YEARLESS_DAYS)
        return found & days.span(self.published[0] - reach, self.published[1] + reach)

    def slip(self, kind: Kind, start: int, end: int, but: str, source: str, *others: str) -> Slip:
        """A slip at these offsets, with the claims of the sentence it stands in and those of `others`."""
        sentence = self.sentence_at(start)
        first, last = (sentence.start, sentence.end) if sentence else (start, end)
        own = [claim.id for claim in self.claims if claim.start < last and first < claim.end]
        text = self.report.text
        return Slip(
            self.report.name,
            kind,
            text[start:end],
            start,
            end,
            text[first:last],
            but,
            source,
            tuple(dict.fromkeys((*own, *others))),
        )


def _start(each: Mention | Sentence) -> int:
    return each.start
