"""Drafts to reports: hidden characters replaced, metadata read off the text, language and furniture found."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from foederis.model import Dating, Problem, Report
from foederis.reports.changes import hidden_warning
from foederis.reports.dates import written_date
from foederis.reports.decode import clean
from foederis.reports.draft import Draft, too_large
from foederis.reports.furniture import mark
from foederis.reports.headers import Header, header_of
from foederis.reports.language import language_of
from foederis.reports.options import LoadOptions


def finish(draft: Draft, options: LoadOptions) -> Iterator[Report | Problem]:
    """One report, after warnings for what was changed; or the one problem that makes it none."""
    text, changed, first = clean(draft.text)
    if not text.strip():
        yield Problem("empty-file", "there is no text in it; nothing to read", draft.name)
        return
    if len(text) > options.max_chars:
        yield Problem("too-large", str(too_large(options)), draft.name)
        return
    yield from hidden_warning(changed, first, draft.name)
    found = header_of(text, marked_down=draft.marked_down)
    published = _published(draft, found)
    if isinstance(published, Problem):
        yield published
        published = Dating()
    yield Report(
        name=draft.name,
        text=text,
        sha256=hashlib.sha256(text.encode("utf-8")).hexdigest(),
        source_sha256=draft.source_sha256,
        title=draft.title or found.title,
        author=draft.author or found.author,
        publisher=draft.publisher or found.publisher,
        url=draft.url or found.url,
        language=draft.language or language_of(text),
        published=published,
        furniture=mark(text),
    )


def _published(draft: Draft, found: Header) -> Dating | Problem:
    written, source = (draft.date, draft.date_from) if draft.date else (found.date, "the text's own header")
    if not written:
        return Dating()
    interval = written_date(written)
    if interval is None:
        message = f"the date {written!r} in {source} cannot be read; write it as 2015-11-24"
        return Problem("date-unreadable", message, draft.name, lost=False)
    return Dating(interval.earliest, interval.latest, (f"{source}: {written}",))
