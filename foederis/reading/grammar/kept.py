"""What a sentence was asked once, kept with it: the same is asked of a word many times, and no parse changes later."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import wraps
from typing import TYPE_CHECKING, Concatenate, Final, ParamSpec

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

P = ParamSpec("P")
_STORE: Final = "foederis.kept"


def settle(doc: Doc) -> None:
    """Say that the parse is repaired; from now on answers are kept."""
    doc.user_data[_STORE] = {}


def kept(
    ask: Callable[Concatenate[Token, P], list[Token]],
) -> Callable[Concatenate[Token, P], list[Token]]:
    """A question about a word, whose answers are other words of its sentence; further arguments must be hashable.

    Kept are the words' places: words would hold their sentence, and it them.
    """

    @wraps(ask)
    def asked(token: Token, /, *args: P.args, **kwargs: P.kwargs) -> list[Token]:
        doc = token.doc
        answers: dict[Hashable, tuple[int, ...]] | None = doc.user_data.get(_STORE)
        if answers is None or kwargs:
            return ask(token, *args, **kwargs)
        key = ask, token.i, args
        if key not in answers:
            answers[key] = tuple([word.i for word in ask(token, *args, **kwargs)])
        return [doc[at] for at in answers[key]]

    return asked
