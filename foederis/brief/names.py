"""What to call a party: a name people know, and the report's own words where they say more than the name does."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Protocol

from foederis.model import Actor

_POINTERS = frozenset(
    {"he", "she", "it", "they", "we", "us", "i", "you", "him", "them", "who", "which", "that", "this", "these", "those"}
    | {"his", "her", "its", "their", "our", "my", "your", "the latter", "the former", "both", "all", "others"}
)
_LEADING = re.compile(r"^(?:the|a|an|its|their|our|his|her)\s+", re.IGNORECASE)
LONG = 8  #: words from which the name alone is shown instead of the report's own description


class Named(Protocol):
    """An entry of the who's who, as far as its name goes."""

    @property
    def name(self) -> str: ...
    @property
    def aliases(self) -> tuple[str, ...]: ...


class Directory(Protocol):
    """The who's who (`foederis.who.load()`), as far as names go."""

    @property
    def states(self) -> Mapping[str, Named]: ...
    @property
    def organisations(self) -> Mapping[str, Named]: ...
    @property
    def posts(self) -> Mapping[str, Named]: ...
    @property
    def persons(self) -> Mapping[str, Named]: ...


class Names:
    """Names of parties for people; without a directory the codes themselves are the names."""

    def __init__(self, who: Directory | None = None) -> None:
        self._who = who
        self.code = lru_cache(maxsize=None)(self._code)
        self._forms = lru_cache(maxsize=None)(self._forms_of)

    def parties(self, actors: Iterable[Actor]) -> str:
        """``France, Turkey and a NATO official``; parties that share their words are told once."""
        by_words: dict[str, list[Actor]] = {}
        for actor in actors:
            by_words.setdefault(actor.id or actor.text.casefold(), []).append(actor)
        return join(self._group(group) for group in by_words.values())

    def actor(self, actor: Actor) -> str:
        """One party: ``Jens Stoltenberg (NATO)``, ``France``, ``a French official``, ``Russian plane (Russia)``."""
        text = _in_line(actor.text)
        if actor.id:
            return self.person(actor.id) + (f" ({self.code(actor.for_)})" if actor.for_ else "")
        if not actor.for_:
            return text or "someone not named"
        name = self.code(actor.for_)
        if self._says_no_more(text, actor.for_):
            return name
        return text if self.mentions(text, actor.for_) else f"{text} ({name})"

    def bloc(self, actor: Actor) -> str:
        """Whom the party acts for: the heading under which its acts are listed."""
        return self.code(actor.for_) if actor.for_ else self.actor(actor)

    def known(self, code: str) -> bool:
        """It is a state or organisation, not words that did not resolve."""
        return self._entry(code) is not None

    def post(self, id: str) -> str:
        """The post's name, or the words used."""
        entry = self._who.posts.get(id) if self._who else None
        return entry.name if entry else id

    def joint(self, codes: str | None) -> str:
        """Parties as the state names them: codes, or words where they did not resolve, with commas between."""
        return ", ".join(self.code(code) for code in (codes or "").split(", "))

    def person(self, id: str) -> str:
        """The person's usual name, or the slug spelt out."""
        entry = self._who.persons.get(id) if self._who else None
        return entry.name if entry else id.replace("-", " ").title()

    def _code(self, code: str) -> str:
        if self._who and code in self._who.states:
            return self._who.states[code].name
        organisation = self._who.organisations.get(code) if self._who else None
        if organisation is None or code in organisation.aliases:
            return code
        return organisation.name

    def _entry(self, code: str) -> Named | None:
        return (self._who.states.get(code) or self._who.organisations.get(code)) if self._who else None

    def _group(self, actors: list[Actor]) -> str:
        if len(actors) == 1 or actors[0].id:
            return self.actor(actors[0])
        codes = join(dict.fromkeys(self.code(actor.for_) for actor in actors if actor.for_))
        text = _in_line(actors[0].text)
        return codes if not codes or text.casefold() in _POINTERS else f"{text} ({codes})"

    def _says_no_more(self, text: str, code: str) -> bool:
        bare = _words(_LEADING.sub("", text))
        pointer = bare in _POINTERS or _words(text) in _POINTERS
        return pointer or bare in self._forms(code) or len(text.split()) > LONG

    def mentions(self, text: str, code: str) -> bool:
        """The text names the state or organisation, by whatever name of it."""
        return any(f" {form} " in f" {_words(text)} " for form in self._forms(code))

    def _forms_of(self, code: str) -> frozenset[str]:
        entry = self._entry(code)
        forms = {code, code.rpartition("/")[2]}
        if entry is not None:
            forms |= {entry.name, *entry.aliases, *getattr(entry, "demonyms", ()), *getattr(entry, "seats", ())}
            forms |= {getattr(entry, "capital", None) or code, getattr(entry, "seat", None) or code}
        lower = {_words(_LEADING.sub("", form)) for form in forms}
        return frozenset(lower | {f"{form}s" for form in lower})


def _in_line(text: str) -> str:
    """The words on one line, without the capital of an article that opened its sentence."""
    line = " ".join(text.split())
    return line[0].lower() + line[1:] if _LEADING.match(line) else line


def _words(text: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", text.casefold()))


def join(parts: Iterable[str]) -> str:
    """``A``, ``A and B``, ``A, B and C``."""
    *first, last = [*parts] or [""]
    return f"{', '.join(first)} and {last}" if first else last
