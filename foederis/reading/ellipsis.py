"""What a list leaves unsaid: "Germany will donate 2,000. Sweden …, 5,000" after "6,000 anti-tank missiles"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from foederis.model import Actor
from foederis.reading.numerals import number

if TYPE_CHECKING:
    from spacy.tokens import Token

    from foederis.reading.claiming import Candidate
    from foederis.reading.parties import Cast, Parsed
    from foederis.reading.sentences import Sentence

_LISTED = frozenset({"pledge", "provide", "deploy"})
_REACH = 2  #: paragraphs over which a list runs on


class Listing:
    """The goods and the receiver last spoken of, within one report; made anew for each."""

    def __init__(self) -> None:
        self._last: Candidate | None = None
        self._paragraph = 0

    def continued(
        self, candidates: Iterable[Candidate], view: Parsed, sentence: Sentence, cast: Cast
    ) -> Iterator[Candidate]:
        """A sentence's candidates with what the list before them gives, and the one that its missing verb would make."""
        said = [self._completed(candidate, sentence.paragraph) for candidate in candidates]
        yield from said
        if not any(candidate.claim.act in _LISTED for candidate in said):
            yield from self._gapped(view, sentence, cast)

    def _completed(self, candidate: Candidate, paragraph: int) -> Candidate:
        claim = candidate.claim
        if claim.act not in _LISTED:
            return candidate
        last = self._last if paragraph - self._paragraph <= _REACH else None
        if last is not None and claim.quantity is not None and claim.unit is None and not claim.object:
            receivers = claim.targets or last.claim.targets
            claim = replace(
                claim, object=last.claim.object, unit=last.claim.unit or last.claim.object, targets=receivers
            )
        elif last is not None and claim.act == last.claim.act == "pledge" and not claim.targets:
            claim = replace(claim, targets=last.claim.targets)
        candidate = candidate._replace(claim=claim)
        if claim.object is not None:
            self._last, self._paragraph = candidate, paragraph
        return candidate

    def _gapped(self, view: Parsed, sentence: Sentence, cast: Cast) -> Iterator[Candidate]:
        """'Sweden, which …, 5,000': a party and a number without a verb of their own."""
        last = self._last
        if last is None or last.claim.quantity is None or sentence.paragraph - self._paragraph > _REACH:
            return
        root = next((token for token in view.doc if token.head == token), None)
        numbers = [n for token in view.doc if token.pos_ == "NUM" and (n := number(token)) is not None]
        actors = _first_party(view, cast)
        if root is None or root.pos_ in ("VERB", "AUX") or not numbers or not actors:
            return
        text = view.doc.text
        claim = replace(
            last.claim, start=sentence.start, end=sentence.end, sentence=text, actors=actors, quantity=numbers[-1]
        )
        yield last._replace(claim=claim)


def _first_party(view: Parsed, cast: Cast) -> tuple[Actor, ...]:
    first: Token = view.doc[0]
    found = cast.parties(view, first) if first.pos_ == "PROPN" else ()
    return found if found and found[0].for_ else ()
