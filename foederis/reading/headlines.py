"""Headlines In Title Case, parsed as if written like other sentences: the parser takes their verbs for names."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Token

_WRITTEN = "foederis.written"
_SHORT = 3  #: words up to this length are often small in a headline
_FEWEST = 3  #: capitalised words that make a headline
_ENDINGS = (("s", ""), ("es", ""), ("ies", "y"), ("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e"))


def as_sentence(nlp: Language, doc: Doc) -> Doc:
    """The headline with what may be a verb in small letters, knowing how it was written; any other text itself.

    So is a sentence's first 'Near', which the parser takes for part of the name behind it.
    """
    from spacy.tokens import Doc

    if _is_title(doc):
        verbs = _known_verbs(nlp)
        words = [t.lower_ if t.i and _may_be_verb(t, verbs) else t.text for t in doc]
    elif len(doc) > 1 and doc[0].text == "Near" and doc[1].text != "East":
        words = ["near", *(t.text for t in doc[1:])]
    else:
        return doc
    if words == [t.text for t in doc]:
        return doc
    return Doc(doc.vocab, words, [bool(t.whitespace_) for t in doc], user_data={_WRITTEN: [t.text for t in doc]})


def as_written(doc: Doc) -> Doc:
    """The parsed headline in its own letters; any other text itself."""
    from spacy.tokens import Doc

    written = doc.user_data.get(_WRITTEN)
    if written is None:
        return doc
    return Doc(
        doc.vocab,
        written,
        [bool(t.whitespace_) for t in doc],
        tags=[t.tag_ for t in doc],
        pos=[t.pos_ for t in doc],
        morphs=[str(t.morph) for t in doc],
        lemmas=[t.lemma_ for t in doc],
        heads=[t.head.i for t in doc],
        deps=[t.dep_ for t in doc],
    )


def _is_title(doc: Doc) -> bool:
    if doc.text.rstrip().endswith((".", "?", "!", '"')):
        return False
    long = [t for t in doc[1:] if t.is_alpha and len(t) > _SHORT]
    capital = [t for t in long if t.text[0].isupper() and not t.text.isupper()]
    return len(capital) >= _FEWEST and len(capital) >= 0.7 * len(long)


@cache
def _known_verbs(nlp: Language) -> frozenset[str]:
    """The base forms of verbs that the pipeline's lemmatiser knows, none where it has no list."""
    if "lemmatizer" not in nlp.pipe_names:
        return frozenset()
    lookups = getattr(nlp.get_pipe("lemmatizer"), "lookups", None)
    if lookups is None or not lookups.has_table("lemma_index"):
        return frozenset()
    return frozenset(lookups.get_table("lemma_index").get("verb", ()))


def _may_be_verb(token: Token, verbs: frozenset[str]) -> bool:
    if not token.is_alpha or token.text.isupper():
        return False
    return any(base in verbs for base in _bases(token.lower_))


def base_verb(word: str, nlp: Language) -> str:
    """The base form of a verb in small letters, where the pipeline's lemmatiser knows it; else the word itself."""
    verbs = _known_verbs(nlp)
    return next((base for base in _bases(word) if base in verbs), word)


def _bases(word: str) -> Iterator[str]:
    yield word
    yield from (word[: -len(end)] + base for end, base in _ENDINGS if word.endswith(end))
