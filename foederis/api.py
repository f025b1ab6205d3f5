"""Reading from Python in one call."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from foederis.model import Dating, Problem, Reading, Report
from foederis.reading import read_reports
from foederis.reports import LoadOptions, load
from foederis.reports.dating import date_report
from foederis.who import load as load_who


def read(
    paths: Sequence[str],
    *,
    published: Mapping[str, Dating] | Dating | None = None,
    problems: list[Problem] | None = None,
    workers: int = 1,
) -> Iterator[Reading]:
    """The readings of the reports at `paths` (files, folders, archives), in order.

    `published` says when they were published where the caller knows; what could not be read is appended to `problems`.
    """
    who = load_who()

    def dated() -> Iterator[Report]:
        for item in load(paths, options=LoadOptions()):
            if not isinstance(item, Problem):
                yield date_report(item, who, published)
            elif problems is not None:
                problems.append(item)

    return read_reports(dated(), workers=workers)
