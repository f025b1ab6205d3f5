"""A correction from a form: every field of a claim as text, its parties by who's who or in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, repeat, zip_longest
from typing import Final

from foederis.model import Claim
from foederis.record.corrections import PARTIES, PLAIN, Party, changed, line_of, parties_of, text_of
from foederis.who.registry import Who

_DETAILS: Final = ("words", "for", "role")  #: fields of a party's line, each sent under the name of its kind with this


@dataclass(frozen=True, slots=True)
class Correction:
    """What the form holds."""

    fields: Mapping[str, str]
    parties: Mapping[str, tuple[Party, ...]]


def correction_of(claim: Claim) -> Correction:
    """The form filled in with the claim."""
    fields = {field: text_of(claim, field) for field in PLAIN}
    return Correction(fields, {kind: tuple(map(line_of, parties_of(claim, kind))) for kind in PARTIES})


def sent(form: Mapping[str, str], lists: Mapping[str, Sequence[str]]) -> Correction:
    """From what a browser sent: each field's text, and for each kind of party its values beside their details; what a
    program leaves out of these stays as it was."""
    fields = {field: form[field].strip() for field in PLAIN if field in form}
    return Correction(fields, {kind: tuple(_lines(lists, kind)) for kind in PARTIES if kind in lists})


def _lines(lists: Mapping[str, Sequence[str]], kind: str) -> list[Party]:
    given = [lists.get(f"{kind}_{detail}", ())[: len(lists[kind])] for detail in _DETAILS]
    lines = zip_longest(lists[kind], *given)
    return [
        Party(value.strip(), (words or "").strip(), for_ and for_.strip(), role and role.strip().upper())
        for value, words, for_, role in lines
        if value.strip()
    ]


def applied(claim: Claim, correction: Correction, who: Who) -> Claim:
    """The claim as corrected. ValueError says what is wrong: a date that is none, or that nothing was changed."""
    now = correction_of(claim)
    fields = {field: text for field, text in correction.fields.items() if text != now.fields[field]}
    parties = {
        kind: tuple(map(_of_another, lines, chain(now.parties[kind], repeat(None))))
        for kind, lines in correction.parties.items()
        if lines != now.parties[kind]
    }
    return changed(claim, fields, parties, who)


def _of_another(line: Party, was: Party | None) -> Party:
    """Of a party put in the place of another, what the form still holds of that one is not said."""
    if was is None or line.value == was.value:
        return line
    return replace(
        line,
        for_=None if line.for_ == was.for_ else line.for_,
        role=None if line.role == was.role else line.role,
    )
