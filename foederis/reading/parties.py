"""Noun phrases resolved to parties: whom a name, a title, a demonym, a capital or a pronoun stands for in its report."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from foederis.model import Actor
from foederis.reading.syntax import agents, antecedent, oblique

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from foederis.who.entries import Candidate
    from foederis.who.matcher import Mention
    from foederis.who.registry import Who

_WITH_MEMBERS = frozenset({"NATO", "EU", "UN", "OSCE", "CSTO"})
_STATE_KINDS = frozenset({"state", "demonym", "capital", "seat"})
_FIRST_PERSON = frozenset(["i", "we", "me", "us", "my", "our", "mine", "ours", "myself", "ourselves"])
_THIRD_SINGULAR = frozenset(["he", "she", "him", "her", "his", "hers", "himself", "herself"])
_ARTICLES = frozenset(["the", "this", "that", "these", "those", "both", "such", "its", "his", "her", "their", "our"])
_PARTITIVES = frozenset(
    [
        "series",
        "number",
        "wave",
        "group",
        "set",
        "dozens",
        "hundreds",
        "thousands",
        "most",
        "some",
        "many",
        "majority",
        "handful",
        "couple",
        "lot",
        "member",
        "members",
        "all",
        "each",
        "both",
        "part",
        "rest",
        "half",
        "one",
        "none",
        "any",
    ]
)
_CALENDAR = frozenset(
    [
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "january",
        "february",
        "march",
        "april",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sep",
        "sept",
        "oct",
        "nov",
        "dec",
        "today",
        "yesterday",
        "tomorrow",
    ]
)
_COUNTING = re.compile(
    r"^(?:(?:the|an?|its|their|our) (?=(?:\d|more|two|three|four|five|six|seven|eight|nine|ten)\b))?"
    r"(?:(?:at least|more than|over|about|almost|nearly|more|up to|around|[\d,.]+(?:-plus)?|"
    r"two|three|four|five|six|seven|eight|nine|ten|dozens of|hundreds of|thousands of)\s+)+",
    re.IGNORECASE,
)
_LOCATIVE = frozenset(
    [
        "in",
        "at",
        "near",
        "around",
        "across",
        "inside",
        "outside",
        "throughout",
        "within",
        "over",
        "into",
        "toward",
        "towards",
    ]
)


@cache
def nouns() -> tuple[dict[str, str], dict[str, str], dict[str, str]]:
    """Nouns for people and for things that act for an owner, with their PLOVER sectors, and nouns that take up a party named before."""
    data = tomllib.loads((Path(__file__).parent / "nouns.toml").read_text(encoding="utf-8"))
    sectors = {noun: sector for sector, words in data["people"].items() for noun in words}
    things = {noun: sector for sector, words in data["things"].items() for noun in words}
    return sectors, things, {noun: kind for kind, words in data["anaphora"].items() for noun in words}


@dataclass(frozen=True)
class Parsed:
    """A sentence with its parse and the names in it, by token."""

    doc: Doc
    start: int  #: offset of the sentence in the report's text
    mentions: dict[int, Mention] = field(default_factory=dict)

    def text(self, first: Token, last: Token) -> str:
        """The words from one token to another as the sentence has them."""
        return re.sub(r"\s+", " ", self.doc.text[first.idx : last.idx + len(last)]).strip()


class Cast:
    """Who has been named so far in one report; made anew for each report and filled sentence by sentence."""

    def __init__(self, who: Who, mentions: tuple[Mention, ...], on: date | None) -> None:
        self._who = who
        self._on = on
        self._counts = Counter(
            self._who.whole(c.id) for m in mentions for c in m.entries[:1] if c.kind in ("organisation", *_STATE_KINDS)
        )
        self._armed = Counter(c.id for m in mentions for c in m.entries[:1] if self._is_armed(c))
        self._people = Counter(
            m.entries[0].id for m in mentions if len(m.entries) == 1 and m.entries[0].kind == "person"
        )
        self._names: dict[str, Actor] = {}
        self._titles: dict[str, Actor] = {}
        self._person: Actor | None = None
        self._body: Actor | None = None
        self._state: Actor | None = None
        self._regime: Actor | None = None
        self._several: tuple[Actor, ...] = ()

    # -- what a noun phrase stands for ---------------------------------------------------------------------------

    def parties(self, parsed: Parsed, token: Token, speaker: Actor | None = None) -> tuple[Actor, ...]:
        """The parties that the noun phrase headed by `token` names, empty where it names a thing or nobody known."""
        token = _whole_of(antecedent(token))
        if token.lower_.strip(".") in _CALENDAR:
            return ()
        if token.pos_ == "PRON" or token.lower_ in _FIRST_PERSON or token.tag_ == "PRP$":
            return self._pronoun(parsed, token, speaker)
        text = _COUNTING.sub("", parsed.text(*_extent(token)))
        mention = parsed.mentions.get(token.i)
        if mention is not None and (found := self._named(mention, token, parsed)):
            return tuple(replace(actor, text=text) for actor in found)
        return self._described(parsed, token, text, speaker)

    def owners(self, parsed: Parsed, token: Token, speaker: Actor | None = None) -> tuple[Actor, ...]:
        """The parties that stand with a thing as its owners or doers: 'Syrian barrel bombs', 'the attack by Assad's regime'."""
        if found := self._by_modifier(parsed, token, speaker, things=True):
            return found
        doers = [*oblique(token, "by"), *(g for c in token.children if c.dep_ == "acl" for g in agents(c))]
        return tuple(actor for noun in doers for actor in self.parties(parsed, noun, speaker))

    def _named(self, mention: Mention, token: Token, parsed: Parsed) -> tuple[Actor, ...]:
        candidate = self._choose(mention)
        if candidate.kind == "person":
            return (self._of_person(candidate.id, mention.text),)
        if candidate.kind == "group":
            return tuple(Actor(mention.text, member) for member in self._who.groups[candidate.id].members)
        if candidate.kind == "post":
            return (self._of_post(candidate.id, mention.text),)
        if candidate.kind == "organisation":
            return (Actor(mention.text, candidate.id, role=self._sector(candidate.id)),)
        if candidate.kind in ("capital", "seat") and _is_locative(token):
            return ()
        if candidate.kind in _STATE_KINDS:
            return (Actor(mention.text, candidate.id, role="GOV"),)
        return ()

    def _choose(self, mention: Mention) -> Candidate:
        """The likeliest meaning: of several wholes the one that the report speaks of most."""
        first = mention.entries[0]
        rivals = [c for c in mention.entries if c.kind == first.kind or {c.kind, first.kind} <= {"seat", "capital"}]
        if first.kind == "person" and len(rivals) > 1:
            rivals = [c for c in rivals if self._on is None or self._who.posts_of(c.id, self._on)] or rivals
            return max(rivals, key=lambda c: self._people[c.id])
        return max(rivals, key=lambda c: self._counts[self._who.whole(c.id)]) if len(rivals) > 1 else first

    def _of_person(self, id_: str, text: str) -> Actor:
        known = self._names.get(id_)
        if known is not None:
            return replace(known, text=text)
        posts = [self._who.posts[t.post] for t in self._who.posts_of(id_, self._on)] if self._on else []
        posts.sort(key=lambda post: -self._counts[self._who.whole(post.for_)])
        if posts:
            return Actor(text, posts[0].for_, id_, posts[0].role)
        return Actor(text, self._who.persons[id_].nationality, id_)

    def _of_post(self, id_: str, text: str) -> Actor:
        post = self._who.posts[id_]
        holders = self._who.holders(id_, self._on) if self._on else ()
        return Actor(text, post.for_, holders[0].person if len(holders) == 1 else None, post.role)

    def _sector(self, org: str) -> str | None:
        kind = self._who.organisations[org].kind
        return {
            "armed-group": "REB",
            "ministry": "GOV",
            "parliament": "LEG",
            "institute": "NGO",
            "force": "MIL",
            "command": "MIL",
            "mission": "MIL",
        }.get(kind, "IGO")

    def _is_armed(self, candidate: Candidate) -> bool:
        return candidate.kind == "organisation" and self._who.organisations[candidate.id].kind == "armed-group"

    # -- described parties: "Turkish forces", "a French official", "the Norwegian", "the enemy" ------------------------

    def _described(self, parsed: Parsed, token: Token, text: str, speaker: Actor | None) -> tuple[Actor, ...]:
        sectors, things, anaphora = nouns()
        word, lemma = token.lower_, token.lemma_.lower()
        sector = sectors.get(lemma) or sectors.get(word)
        proper = token.pos_ == "PROPN"
        thing = things.get(lemma) or things.get(word)
        if not proper and sector is None and thing is None and not _is_number_party(token):
            return ()
        if word in self._names:
            return (replace(self._names[word], text=text),)
        if proper and token.text in self._names:
            return (replace(self._names[token.text], text=text),)
        if found := self._by_modifier(parsed, token, speaker):
            return tuple(replace(actor, text=text, role=sector or thing or actor.role) for actor in found)
        if known := self._taken_up(token, anaphora.get(word) or anaphora.get(lemma)):
            return tuple(replace(actor, text=text) for actor in known)
        if proper:
            return self._unknown_name(parsed, token, text)
        return (Actor(text, None, role=sector),) if sector is not None or thing is None else ()

    def _by_modifier(
        self, parsed: Parsed, token: Token, speaker: Actor | None, *, things: bool = False
    ) -> tuple[Actor, ...]:
        """From what stands with the noun: 'Turkish forces', 'Assad's regime', 'Government of Iraq', 'officials in Paris'."""
        for child in reversed([c for c in token.children if c.dep_ in ("compound", "amod", "poss", "nmod", "nummod")]):
            for inner in (child, *(g for g in child.children if g.dep_ in ("compound", "amod", "nmod", "poss"))):
                mention = parsed.mentions.get(inner.i)
                kind = nouns()[2].get(inner.lower_) if inner.dep_ == "compound" else None
                if kind in ("coalition", "state", "armed") and (taken := self._of_kind(kind, inner)):
                    return taken
                if mention and (found := self._named(mention, inner, parsed)):
                    return _without_person(found) if token.lemma_ != inner.lemma_ else found
            if child.dep_ == "poss" and child.pos_ == "PRON" and (found := self._pronoun(parsed, child, speaker)):
                return _without_person(found)
        if things:
            return ()
        if member := self._member_states(token):
            return member
        for preposition in token.children:
            if preposition.dep_ == "prep" and preposition.lower_ in ("of", "in", "from", "for", "at", "against", "to"):
                for noun in preposition.children:
                    if noun.dep_ == "pobj" and (found := self._affiliation(parsed, noun, preposition.lower_)):
                        return _without_person(found)
        for child in token.children:
            if child.dep_ == "appos" and child.i > token.i and (found := self._appositive(parsed, child)):
                return found
        return ()

    def _member_states(self, token: Token) -> tuple[Actor, ...]:
        """'the 29 member states': of the one organisation that the report speaks of most by far."""
        if token.lemma_ not in ("state", "country", "nation") or not any(c.lower_ == "member" for c in token.children):
            return ()
        alliances = [(org, n) for org, n in self._counts.most_common() if org in _WITH_MEMBERS]
        if not alliances or (len(alliances) > 1 and alliances[0][1] < 2 * alliances[1][1]):
            return ()
        return (Actor("", alliances[0][0], role="IGO"),)

    def _affiliation(self, parsed: Parsed, noun: Token, preposition: str) -> tuple[Actor, ...]:
        mention = parsed.mentions.get(noun.i)
        if mention is None:
            return self._by_modifier(parsed, noun, None) if preposition == "of" else ()
        candidate = self._choose(mention)
        if preposition in ("in", "at") and candidate.kind not in ("capital", "seat", "state"):
            return ()
        if preposition in ("against", "to") and candidate.kind != "organisation":
            return ()
        if candidate.kind in _STATE_KINDS:
            return (Actor(mention.text, candidate.id, role="GOV"),)
        return self._named(mention, noun, parsed) if preposition in ("of", "from", "for") else ()

    def _appositive(self, parsed: Parsed, token: Token) -> tuple[Actor, ...]:
        for inner in (token, *token.subtree):
            mention = parsed.mentions.get(inner.i)
            if mention and mention.entries[0].kind in ("organisation", "post", "state", "demonym", "seat"):
                return self._named(mention, inner, parsed)
        return self._by_modifier(parsed, token, None)

    def _taken_up(self, token: Token, kind: str | None) -> tuple[Actor, ...]:
        determined = any(
            c.dep_ in ("det", "poss", "nummod") and (c.lower_ in _ARTICLES or c.dep_ == "nummod")
            for c in token.children
        )
        bare = not any(c.dep_ in ("amod", "compound", "nummod") for c in token.children)
        if kind is None or not (determined or token.i == 0 or (kind == "person" and bare)):
            return ()
        if kind == "pair":
            return self._several if len(self._several) > 1 else ()
        if kind in ("armed", "coalition"):
            return self._of_kind(kind, token)
        if any(c.dep_ == "prep" and c.lower_ == "of" for c in token.children):
            return ()
        if kind == "person":
            title = " ".join([*(c.lower_ for c in token.children if c.dep_ in ("compound", "amod")), token.lower_])
            found = self._titles.get(title) or (self._titles.get(token.lower_) or self._person if bare else None)
        else:
            found = (
                self._body
                if kind == "organisation"
                else (self._regime if token.lower_ == "regime" else self._state)
                if bare
                else None
            )
        return (found,) if found else ()

    def _of_kind(self, kind: str, token: Token) -> tuple[Actor, ...]:
        """Whom 'enemy', 'coalition' or 'regime' can only mean in this report."""
        if kind == "armed":
            return tuple(Actor("", id_, role="REB") for id_, _ in self._armed.most_common(1))
        if kind == "coalition":
            return (
                (Actor("", "COALITION", role="MIL"),) if self._counts["COALITION"] and not self._of_other(token) else ()
            )
        found = self._regime if token.lower_ == "regime" else None
        return (found,) if found else ()

    @staticmethod
    def _of_other(token: Token) -> bool:
        return any(
            c.dep_ in ("amod", "compound")
            and c.lower_ in ("national", "governing", "ruling", "opposition", "syrian", "center-left")
            for c in token.children
        )

    def _unknown_name(self, parsed: Parsed, token: Token, text: str) -> tuple[Actor, ...]:
        if token.dep_ in ("pobj", "dobj") and _is_locative(token):
            return ()
        if token.dep_ in ("nsubj", "nsubjpass", "pobj", "dobj", "conj", "appos", "poss", "ROOT"):
            return (Actor(text, None, slug(_full_name(token)) if _looks_personal(token) else None),)
        return ()

    # -- pronouns --------------------------------------------------------------------------------------------------

    def _pronoun(self, parsed: Parsed, token: Token, speaker: Actor | None) -> tuple[Actor, ...]:
        word = token.lower_
        if word in _FIRST_PERSON:
            return (replace(speaker, text=token.text),) if speaker else ()
        person, body, several = self._before(parsed, token)
        if word in _THIRD_SINGULAR:
            found: tuple[Actor, ...] = (person,) if person else ()
        elif word in ("it", "its", "itself"):
            found = (body,) if body else ()
        elif word in ("they", "them", "their", "theirs", "themselves"):
            found = several or ((body,) if body else ())
        elif word in ("who", "those", "others"):
            return (Actor(parsed.text(*_extent(token)), None, role="CVL"),) if word != "who" else ()
        else:
            found = ()
        return tuple(replace(actor, text=token.text) for actor in found)

    def _before(self, parsed: Parsed, token: Token) -> tuple[Actor | None, Actor | None, tuple[Actor, ...]]:
        """The last person, body and group named before the token, in its own sentence first."""
        person, body, several = self._person, self._body, self._several
        containing = {a.i for a in token.ancestors}
        for other in parsed.doc[: token.i]:
            if (
                other.i in containing
                or other.dep_ not in ("nsubj", "nsubjpass", "pobj", "dobj", "appos", "conj", "poss", "attr")
                or other.pos_ == "PRON"
            ):
                continue
            mention = parsed.mentions.get(other.i)
            found = (
                self.parties(parsed, other) if mention or other.lower_ in self._names or other.pos_ == "NOUN" else ()
            )
            if not found or found[0].for_ is None:
                continue
            if found[0].id:
                person = found[0]
            else:
                body = found[0] if other.dep_ in ("nsubj", "nsubjpass") or body is None or body is self._body else body
                several = (found[0],) if other.tag_ in ("NNS", "NNPS") or found[0].role == "REB" else several
        return person, body, several

    # -- memory -----------------------------------------------------------------------------------------------------

    def remember(self, parsed: Parsed, speaker: Actor | None = None) -> None:
        """Take up the persons, bodies and groups of a sentence for the pronouns and titles that follow it."""
        subjects: list[Actor] = []
        for token in parsed.doc:
            if token.dep_ not in (
                "nsubj",
                "nsubjpass",
                "agent",
                "pobj",
                "dobj",
                "appos",
                "conj",
                "ROOT",
                "poss",
                "attr",
                "nmod",
                "compound",
            ):
                continue
            if token.dep_ in ("nmod", "compound") and not self._heads_person(parsed, token):
                continue
            if token.pos_ not in ("PROPN", "NOUN", "ADJ"):
                continue
            found = self.parties(parsed, token, speaker)
            for actor in found:
                self._learn(parsed, token, actor)
            if token.dep_ in ("nsubj", "nsubjpass", "conj") and found and all(a.for_ for a in found):
                subjects += [a for a in found if a.for_ not in {s.for_ for s in subjects}]
                if (
                    len(found) == 1
                    and (token.tag_ in ("NNS", "NNPS") or found[0].role in ("REB", "LEG"))
                    and not found[0].id
                ):
                    self._several = found
        if len(subjects) > 1:
            self._several = tuple(subjects[:2])

    def together(self, parties: tuple[Actor, ...]) -> None:
        """Take up those who met or agreed, whom 'they' or 'the two leaders' may mean next."""
        different = {actor.for_: actor for actor in parties if actor.for_}
        if len(different) == 2:
            self._several = tuple(different.values())

    def _heads_person(self, parsed: Parsed, token: Token) -> bool:
        mention = parsed.mentions.get(token.i)
        return mention is not None and mention.entries[0].kind == "person"

    def _learn(self, parsed: Parsed, token: Token, actor: Actor) -> None:
        if actor.id and actor.for_:
            self._person = actor
            self._names[actor.id] = actor
            self._names[token.text] = actor
            for title in _titles(token):
                self._titles[title] = actor
        elif actor.for_ and token.dep_ in ("nsubj", "nsubjpass", "pobj", "dobj", "conj", "ROOT"):
            if actor.role == "GOV" or len(actor.for_) == 3:
                self._state = actor
                self._regime = actor if "regime" in actor.text else self._regime
            if token.dep_ in ("nsubj", "nsubjpass") or self._body is None:
                self._body = actor


def slug(name: str) -> str:
    """A person's id: the name in ASCII, lower case, hyphens."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")


def _whole_of(token: Token) -> Token:
    """'a series of U.S. airstrikes', 'most of the allies': what is counted."""
    if token.lower_ in _PARTITIVES or token.pos_ == "NUM":
        inner = oblique(token, "of")
        if inner:
            return _whole_of(inner[0])
    return token


def _extent(token: Token) -> tuple[Token, Token]:
    """The noun phrase's first and last token: modifiers to the left, 'of' phrases to the right."""
    left = [
        c for c in token.lefts if c.dep_ in ("det", "compound", "amod", "poss", "nummod", "nmod", "advmod", "quantmod")
    ]
    first = min((c.left_edge for c in left), key=lambda t: t.i, default=token)
    last = token
    for child in token.rights:
        if child.dep_ == "prep" and child.lower_ == "of" and child.right_edge.i - token.i < 8:
            last = child.right_edge
        elif child.dep_ in ("flat", "compound"):
            last = child
        else:
            break
    return first, last


def _is_locative(token: Token) -> bool:
    return token.dep_ == "pobj" and token.head.lower_ in _LOCATIVE


def _is_number_party(token: Token) -> bool:
    return token.tag_ in ("NNPS",) or (token.pos_ == "ADJ" and token.dep_ in ("nsubj", "pobj", "dobj"))


def _without_person(actors: tuple[Actor, ...]) -> tuple[Actor, ...]:
    return tuple(replace(actor, id=None) for actor in actors)


def _looks_personal(token: Token) -> bool:
    return sum(1 for c in token.lefts if c.dep_ == "compound" and c.pos_ == "PROPN") >= 1


def _full_name(token: Token) -> str:
    return " ".join(
        [
            *(c.text for c in token.lefts if c.dep_ == "compound" and c.pos_ == "PROPN" and not c.text.endswith(".")),
            token.text,
        ]
    )


def _titles(token: Token) -> set[str]:
    """'Defense Secretary Ash Carter' -> secretary, defense secretary; 'Haider al-Abadi, the prime minister' likewise."""
    words = [c.lower_ for c in token.lefts if c.dep_ in ("compound", "amod", "nmod")]
    found = {word for word in words} | {" ".join(words[i : i + 2]) for i in range(len(words) - 1)}
    for child in token.children:
        if child.dep_ == "appos":
            found |= {child.lower_} | {
                f"{c.lower_} {child.lower_}" for c in child.lefts if c.dep_ in ("compound", "amod")
            }
    return found
