"""Words that a frame names but that evoke nothing here, with the condition that failed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foederis.reading.acts.evoke import carrier_of, evocations, misfit, misfit_noun, parts_of
from foederis.reading.grammar.syntax import NOMINAL

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

    from foederis.reading.acts.frames import Frames, Unit

CONDITIONS = {
    "context": "no word of its context stands in the sentence",
    "transitive": "it has no object",
    "intransitive": "it has an object",
    "object_words": "its object is none of these words",
    "object_not": "its object is one of the words that are shut out",
    "object_is": "its object is nothing of this kind",
    "subject_words": "its subject is none of these words",
    "actor_is": "its actor is nobody of this kind",
    "prep_words": "no phrase of its prepositions has one of these words",
    "prep_not": "its object or a phrase of its prepositions has one of the words that are shut out",
    "clause_words": "the verb of its clause is none of these words",
    "means_words": "its means is none of these words",
    "modifier_words": "none of these words describes it",
    "modifier_not": "one of the words that are shut out describes it",
    "head_not": "it follows a preposition that is shut out",
    "vow": "it is not the speaker's own 'we will'",
    "other_subject": "its infinitive has no subject of its own",
    "infinitive": "no infinitive stands with it",
    "negated": "it is not negated",
    "future_only": "it is not planned here",
    "predicative": "it is not said of anybody ('X is a …')",
    "needs": "what it needs is not there",
    "weak": "a bare noun, without parties, a light verb, a time or a place",
    "own_speech": "nobody is known to say it",
}
"""What a unit's key asks for, said of a word that does not meet it."""

Tried = tuple[tuple[str, str], ...]


def near_misses(doc: list[Token], frames: Frames) -> Iterator[tuple[Token, Tried]]:
    """Each such word of a sentence with the ids of the units tried and what each of them wanted."""
    used = {t.i for e in evocations(doc, frames) for t in (e.token, e.carrier, e.part) if t is not None}
    words = {form for token in doc for form in _forms(token)}
    for token in doc:
        carries = token.pos_ == "AUX" and token.tag_ != "MD"
        if token.i not in used and not carries and (tried := tuple(_tried(token, frames, words))):
            yield token, tried


def _forms(token: Token) -> tuple[str, ...]:
    return tuple(dict.fromkeys((token.lemma_.lower(), token.lower_)))


def _tried(token: Token, frames: Frames, words: set[str]) -> Iterator[tuple[str, str]]:
    """Units whose words all stand in the sentence; those for another part of speech only where there are no others."""
    units = [
        (rest, unit)
        for index in (frames.verbs, frames.nouns, frames.adjectives)
        for form in _forms(token)
        for rest, unit in index.get(form, ())
        if words.issuperset(rest) and (not unit.modal or token.tag_ == "MD")
    ]
    fitting = [(rest, unit) for rest, unit in units if _is_read_as(token, unit)]
    for rest, unit in fitting:
        yield unit.id, _reason(token, rest, unit)
    for _, unit in () if fitting else units:
        yield unit.id, f"the frame wants one of its {unit.kind}, and the parser takes the word for {token.pos_}"


def _is_read_as(token: Token, unit: Unit) -> bool:
    kinds = {"verbs": ("VERB", "AUX"), "nouns": tuple(NOMINAL), "adjectives": ("ADJ", "VERB")}
    return token.pos_ in kinds[unit.kind]


def _reason(token: Token, rest: tuple[str, ...], unit: Unit) -> str:
    if unit.kind == "adjectives":
        return "it only describes a noun"
    if unit.kind == "nouns":
        if token.dep_ in ("compound", "nmod"):
            return f"it only describes '{token.head.text}'"
        return _said(misfit_noun(token, unit, carrier_of(token, unit)))
    parts = parts_of(token, rest)
    if parts is None:
        return f"'{' '.join(rest)}' stands in the sentence, but not with it"
    return _said(misfit(token, unit, parts))


def _said(key: str | None) -> str:
    return (
        f"{key}: {CONDITIONS.get(key, 'this condition is not met')}"
        if key
        else "another word tells the act, or holds it as its content or aim"
    )
