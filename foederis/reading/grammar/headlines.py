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

    So is a sentence's first 'Near', which the parser takes for part of the name behind it, and the comma that stands
    for 'and' in a headline.
    """
    from spacy.tokens import Doc

    if _is_title(doc):
        verbs = _known_verbs(nlp)
        words = [t.lower_ if t.i and _may_be_verb(t, verbs) else t.text for t in doc]
    elif (comma := _and_of_headline(nlp, doc)) is not None:
        words = ["and" if t.i == comma else t.text for t in doc]
    elif len(doc) > 1 and doc[0].text == "Near" and doc[1].text != "East":
        words = ["near", *(t.text for t in doc[1:])]
    else:
        return doc
    if words == [t.text for t in doc]:
        return doc
    spaces = [bool(t.whitespace_) for t in doc]
    apart = [space or words[i + 1 : i + 2] == ["and"] for i, space in enumerate(spaces)]
    return Doc(doc.vocab, words, apart, user_data={_WRITTEN: ([t.text for t in doc], spaces)})


def as_written(doc: Doc) -> Doc:
    """The parsed headline in its own letters; any other text itself."""
    from spacy.tokens import Doc

    if _WRITTEN not in doc.user_data:
        return doc
    written, spaces = doc.user_data[_WRITTEN]
    return Doc(
        doc.vocab,
        written,
        spaces,
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


def _and_of_headline(nlp: Language, doc: Doc) -> int | None:
    """Where 'U.S., U.K. strike targets' has its comma: two names, and the verb of more than one."""
    comma = next((t.i for t in doc[:4] if t.text == ","), 0)
    if not comma or doc.text.rstrip().endswith((".", "?", "!")):
        return None
    behind = next((t for t in doc[comma + 1 : comma + 5] if not t.text[0].isupper()), None)
    names = [*doc[:comma], *doc[comma + 1 : behind.i]] if behind is not None and behind.i > comma + 1 else []
    if behind is None or not names or not all(t.text[0].isupper() for t in names):
        return None
    return comma if behind.is_lower and behind.text in _known_verbs(nlp) else None


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
