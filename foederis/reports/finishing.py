"""Drafts to reports: hidden characters replaced, metadata read off the text, language and furniture found."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from foederis.model import Dating, Problem, Report
from foederis.reports.changes import hidden_warning
from foederis.reports.dates import written_date
from foederis.reports.decode import clean
from foederis.reports.draft import Draft, too_large
from foederis.reports.furniture import marks
from foederis.reports.headers import header_of
from foederis.reports.language import language_of
from foederis.reports.marks import merged
from foederis.reports.options import LoadOptions


def finish(draft: Draft, options: LoadOptions) -> Iterator[Report | Problem]:
    """One report, after warnings for what was changed; or the one problem that makes it none."""
    if len(draft.text) > options.max_chars:
        yield Problem("too-large", str(too_large(options)), draft.name)
        return
    text, changed, first = clean(draft.text)
    if not text.strip():
        yield Problem("empty-file", "there is no text in it; nothing to read", draft.name)
        return
    yield from hidden_warning(changed, first, draft.name)
    found = marks(text, marked_down=draft.marked_down)
    furniture = merged(found)
    header = header_of(text, found, furniture)
    published = _published(draft.date, draft.date_from) or _published(header.date, "the text's own header")
    if draft.date and not _published(draft.date, draft.date_from):
        message = f"the date {draft.date!r} in {draft.date_from} cannot be read for certain; write it as 2015-11-24"
        yield Problem("date-unreadable", message, draft.name, lost=False)
    yield Report(
        name=draft.name.encode("utf-8", "replace").decode("utf-8"),  # file names and ids may hold half characters
        text=text,
        sha256=hashlib.sha256(text.encode("utf-8")).hexdigest(),
        source_sha256=draft.source_sha256,
        title=_tidy(draft.title or header.title),
        author=_tidy(draft.author or header.author),
        publisher=_tidy(draft.publisher or header.publisher),
        url=_tidy(draft.url or header.url),
        language=draft.language or language_of(text),
        published=published or Dating(),
        furniture=furniture,
    )


def _tidy(value: str | None) -> str | None:
    return " ".join(clean(value)[0].split()) or None if value else None


def _published(written: str | None, source: str) -> Dating | None:
    interval = written_date(written) if written else None
    return Dating(interval.earliest, interval.latest, (f"{source}: {written}",)) if interval else None
