"""Names beside a post that are written almost, but not quite, like that of its holder."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from typing import Final

from foederis.checking.offices import Held
from foederis.checking.page import Page
from foederis.checking.slip import Slip
from foederis.who import Who
from foederis.who.dates import say_span
from foederis.who.entries import Term
from foederis.who.names import person_names
from foederis.who.text import plain

ALIKE: Final = 0.8
"""From this share of common letters on (Ratcliff and Obershelp) two family names are spellings of one."""

_LATIN: Final = frozenset(
    """USA CAN GBR IRL FRA DEU ITA ESP PRT BEL NLD LUX AUT CHE DNK NOR SWE FIN ISL EST LVA LTU POL CZE SVK HUN SVN HRV
    ROU ALB TUR MLT AUS NZL BRA ARG MEX""".split()
)
"""States whose people write their names in Latin letters, so that there is one right spelling. Of the others a report
errs only where it spells a name in two ways."""


def spelling_slips(page: Page, beside_posts: Iterable[Held]) -> Iterator[Slip]:
    """ "NATO Secretary General Jens Stoltenburg"."""
    if page.published is None:
        return
    named = {entry.id for mention in page.mentions for entry in mention.entries if entry.kind == "person"}
    seen: set[str] = set()
    for each in beside_posts:
        if each.mention is not None or each.name in seen:
            continue
        term = _meant(each, page)
        if term and (page.who.persons[term.person].nationality in _LATIN or term.person in named):
            seen.add(each.name)
            post, right = page.who.posts[term.post].name, page.who.persons[term.person].name
            start, end = min(each.office.start, each.start), max(each.office.end, each.end)
            but = f"{post} was {right} ({say_span(term.from_, term.to)})"
            yield page.slip("name", start, end, but, f"who's who: {term.source}")


def _meant(each: Held, page: Page) -> Term | None:
    """The term, held when the report was published, whose holder is almost called so; None where the name is right."""
    assert page.published is not None
    terms = [t for post in sorted(each.office.posts) for day in page.published for t in page.who.holders(post, day)]
    said = plain(each.name).lower().split()
    names = [(_names(page.who, term), term) for term in terms]
    if any(name[-1] == said[-1] for each_names, _ in names for name in each_names):
        return None
    return next((term for all_names, term in names if any(_almost(said, name) for name in all_names)), None)


def _names(who: Who, term: Term) -> list[list[str]]:
    return [plain(name).lower().split() for name in person_names(who.persons[term.person])]


def _almost(said: list[str], name: list[str]) -> bool:
    """The last words are alike, and of two names that have more words the first ones begin alike."""
    alike = SequenceMatcher(None, said[-1], name[-1]).ratio() >= ALIKE and said[-1] != name[-1]
    if len(said) == 1 or len(name) == 1:
        return alike and len(said) == len(name) == 1
    return alike and (said[0] == name[0] or (said[0].endswith(".") and said[0][0] == name[0][0]))
