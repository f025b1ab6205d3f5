"""Noun phrases resolved to parties: whom a name, title, demonym, capital or pronoun stands for in its report."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from foederis.model import Actor
from foederis.reading.grammar.coordination import between
from foederis.reading.grammar.nounphrase import (
    description,
    first_of,
    given_names,
    is_crowd,
    is_locative,
    is_people,
    is_plural_name,
    joined,
    name_text,
    slug,
    titles,
    whole_of,
    with_of,
)
from foederis.reading.grammar.numerals import number
from foederis.reading.grammar.parsed import Parsed
from foederis.reading.grammar.partywords import bodies_of, kind_of, listed, nouns, texts
from foederis.reading.grammar.syntax import agents, antecedent, conjuncts, oblique, subjects
from foederis.reading.parties import abbreviations, affiliation, issuers, pronouns
from foederis.reading.parties.memory import SUBJECT, Memory
from foederis.reading.parties.naming import Names
from foederis.reading.parties.taken_up import taken_up, the_two

if TYPE_CHECKING:
    from spacy.tokens import Token

    from foederis.who.matcher import Mention
    from foederis.who.registry import Who

__all__ = ["Cast", "Parsed", "nouns", "slug"]

_ARGUMENTS = frozenset(
    ["nsubj", "nsubjpass", "agent", "pobj", "dobj", "appos", "conj", "ROOT", "poss", "attr", "nmod", "compound"]
)
_ALIKE = 0.8  #: a family name spelt so much alike is the same, misspelt


class Cast:
    """Who has been named so far in one report; made anew for each report and filled sentence by sentence."""

    def __init__(self, who: Who, mentions: tuple[Mention, ...], on: date | None, dateline: str | None = None) -> None:
        """`on`: the report's day; `dateline`: the state from whose capital it is written."""
        self.names = Names(who, mentions, on, dateline)
        self.memory = Memory()
        self._found: dict[tuple[int, int, Actor | None], tuple[Actor, ...]] = {}  #: until something is learnt

    def learn_resolving(self, party: Actor) -> None:
        """Take up who resolves in the clauses that follow; bodies named there without more are of the same whole."""
        if self.names.learn_own(party.for_):
            self.memory.resolving = party

    # -- what a noun phrase stands for ---------------------------------------------------------------------------

    def parties(self, parsed: Parsed, token: Token, speaker: Actor | None = None) -> tuple[Actor, ...]:
        """The parties that the noun phrase headed by `token` names, empty where it names a thing or nobody known."""
        key = (parsed.start, token.i, speaker)
        if key not in self._found:
            self._found[key] = self._parties(parsed, antecedent(token), speaker)
        return self._found[key]

    def _parties(self, parsed: Parsed, token: Token, speaker: Actor | None) -> tuple[Actor, ...]:
        if token.lower_.strip(".") in listed("calendar"):
            return ()
        examples = self._examples(parsed, token)
        if examples is not None and examples[0]:
            return examples[1]
        return (*self._of_phrase(parsed, token, speaker), *(examples[1] if examples else ()))

    def owners(self, parsed: Parsed, token: Token, speaker: Actor | None = None) -> tuple[Actor, ...]:
        """The owners or doers that stand with a thing: 'Syrian barrel bombs', 'the attack by Assad's regime'."""
        if found := affiliation.by_modifier(self, parsed, token, speaker):
            return found
        doers = [*oblique(token, "by"), *(g for c in token.children if c.dep_ == "acl" for g in agents(c))]
        found = tuple(actor for noun in doers for actor in self.parties(parsed, noun, speaker))
        inner = oblique(token, "of") if not found and token.head != token else []
        return found or tuple(a for n in inner for a in self._within(parsed, n, speaker))

    def _within(self, parsed: Parsed, noun: Token, speaker: Actor | None) -> tuple[Actor, ...]:
        """Behind 'of': the body or group named ('the scourge of Daesh'), else whose the thing is or who does it."""
        mention = parsed.mentions.get(noun.i)
        if mention is not None:
            candidate = self.names.choose(mention, noun)
            named = candidate is not None and candidate.kind in ("organisation", "group", "person")
            named = named or noun.head.head.lower_ in ("menace", "threat")  # 'the menace of Iran'
            return self.names.actors(mention, noun) if named else ()
        return self.owners(parsed, noun, speaker) if noun.pos_ == "NOUN" else ()

    def doers(self, parsed: Parsed, token: Token, speaker: Actor | None = None) -> tuple[Actor, ...]:
        """Whose a thing is or who is told to do it: 'steps taken by Egypt', 'the plan that Egypt adopted', 'a deal
        between Egypt and Libya', 'news that Egypt has left'."""
        clauses = [c for n in (token, *oblique(token, "of")) for c in n.children if c.dep_ in ("acl", "relcl", "ccomp")]
        told = [n for c in clauses if c.tag_ != "VB" for n in subjects(c) if n not in conjuncts(token)]
        return (
            tuple(actor for noun in between(token) for actor in self.parties(parsed, noun, speaker))
            or self.owners(parsed, token, speaker)
            or tuple(actor for noun in told for actor in self.parties(parsed, noun, speaker))
        )

    def _of_phrase(self, parsed: Parsed, phrase: Token, speaker: Actor | None) -> tuple[Actor, ...]:
        token = whole_of(phrase)
        if pronouns.is_pronoun(token):
            return pronouns.resolve(self, parsed, token, speaker)
        if affiliation.is_office_of_next(token):
            return ()
        text = _own_words(name_text(token))
        if (short := self.memory.short.get(token.text)) and token.i not in parsed.mentions:
            return (replace(short, text=text),)
        if both := the_two(self, token):
            return tuple(replace(actor, text=text) for actor in both)
        known = self._known_person(token)
        if known is not None:
            told = known.for_ or affiliation.person(self, parsed, token, text).for_
            return (replace(known, text=text, for_=told),)
        mention = parsed.mentions.get(token.i)
        if mention is not None and (found := self.names.actors(mention, token)):
            if _is_whose(parsed, token, mention):
                return tuple(replace(actor, text=text, id=None) for actor in found)
            if (other := affiliation.other_owner(self, parsed, token, found)) is not None:
                return (replace(other, text=text),)
            if is_crowd(phrase, token, mention) or self._is_people(parsed, token, mention):
                return (Actor(description(phrase), None, role="CVL"),)
            return tuple(replace(self._in_office(parsed, token, actor), text=text) for actor in found)
        return self._described(parsed, phrase, token, text, speaker)

    def _is_people(self, parsed: Parsed, token: Token, mention: Mention) -> bool:
        """'ethnic Serbs', 'armed Serbs', and 'the Serbs' after them: a people, not its state."""
        if is_people(parsed, token, mention) or _is_armed_people(token, mention):
            self.memory.peoples.add(token.lower_)
        return token.lower_ in self.memory.peoples and mention.entries[0].kind == "demonym"

    def _known_person(self, token: Token) -> Actor | None:
        """A family name whose bearer the report has told: nobody else is meant, unless a given name says so."""
        known = self.memory.named(token.text) if token.pos_ == "PROPN" else None
        if known is None or known.id is None:
            return None
        given = [slug(name.text) for name in given_names(token)]
        return known if not given or any(name in known.id.split("-") for name in given) else None

    def _in_office(self, parsed: Parsed, token: Token, actor: Actor) -> Actor:
        """As told before; whoever holds no known post on the day acts for whom the title says, else for the nation."""
        if known := self.memory.named(actor.id) if actor.id else None:
            return known
        told = affiliation.told_before(self, parsed, token) if actor.id and not self.names.in_post(actor.id) else None
        return replace(actor, for_=told.for_, role=told.role) if told else actor

    def _examples(self, parsed: Parsed, token: Token) -> tuple[bool, tuple[Actor, ...]] | None:
        """'partners, especially the Turks', 'militias like Hezbollah': whether they say who is meant, and who."""
        if known := self._known_as(parsed, token):
            return True, known
        for child in token.rights:
            joined_on = ("prep", "appos", "npadvmod", "dep", "advmod", "conj")
            marks = [child, *child.lefts] if child.dep_ in joined_on else []
            mark = next((m.lower_ for m in marks if m.lower_ in listed("joining") | listed("defining")), None)
            if mark is None:
                continue
            nouns_ = [c for c in child.children if c.dep_ == "pobj"] or [child]
            named = [n for noun in nouns_ for n in (noun, *(c for c in noun.children if c.dep_ == "conj"))]
            found = tuple(a for n in named if n.i in parsed.mentions for a in self._of_phrase(parsed, n, None))
            if found:
                return mark in listed("defining"), found
        return None

    def _known_as(self, parsed: Parsed, token: Token) -> tuple[Actor, ...]:
        """'the four leaders, known in Oslo as the N4': those of the group or body so called."""
        if token.i in parsed.mentions:
            return ()
        told = [c for c in token.rights if c.dep_ == "acl" and c.lemma_ in ("know", "call", "dub", "style")]
        names = [t for c in told for t in c.subtree if t.dep_ in ("pobj", "oprd") and t.i in parsed.mentions]
        called = [t for t in names if t.head.lower_ == "as" or t.dep_ == "oprd"]
        return self._of_phrase(parsed, called[0], None) if called else ()

    # -- described parties: "Turkish forces", "a French official", "the Norwegian", "the enemy" ------------------------

    def _described(
        self, parsed: Parsed, phrase: Token, token: Token, text: str, speaker: Actor | None
    ) -> tuple[Actor, ...]:
        if token != first_of(token) and token in joined(first_of(token)) and _is_plain(first_of(token)):
            return ()
        people, things, anaphora = nouns()
        word, lemma = token.lower_, token.lemma_.lower()
        sector, thing = kind_of(token, people), kind_of(token, things)
        if sector == "CVL":
            return self._people(phrase, token)
        if word in texts() or lemma in texts():
            issuer = issuers.of_text(self, parsed, token, speaker)
            return (replace(issuer, text=text),) if issuer else ()
        if token.pos_ != "PROPN" and sector is None and thing is None and not is_plural_name(token):
            return ()
        if sector is thing is None and token.pos_ == "PROPN" and given_names(token):
            return self._unknown_name(parsed, token, text)
        found = affiliation.of_noun(self, parsed, token, speaker)
        private = sector in ("REB", "BUS") or lemma in listed("private")
        if found and private and all(self.names.is_state(a.for_) for a in found):
            return (Actor(description(phrase), None, role=sector),)  # 'Malian rebels' act for themselves
        if found:
            named = tuple(replace(actor, text=text, role=sector or thing or actor.role) for actor in found)
            if len(named) == 1 and sector and (holder := self._holder(token, named[0])) is not None:
                return (replace(named[0], id=holder),)
            return (*named, *self._other_kinds(parsed, token, sector)) if sector else named
        if (sector == "MIL" or token.pos_ == "PROPN") and (unit := affiliation.own_forces(self, token)):
            return (replace(unit, text=text, id=None),)
        if token.pos_ == "PROPN" and " of " in (body := with_of(token)) and (headed := self.memory.headed(body)):
            return (replace(headed, text=text, id=None),)
        if token.text[0].isupper() and lemma in listed("bodies") and (own := self._body(token)):
            return (replace(own, text=text),)
        if known := taken_up(self, parsed, token, kind_of(token, anaphora), speaker):
            return tuple(replace(actor, text=text) for actor in known)
        if sector == "GOV" and (home := affiliation.of_home(self, token)):
            return (replace(home, text=text),)
        if sector is thing is None and token.tag_ == "NNPS" and not is_locative(token):
            return (Actor(description(phrase), None, role="CVL"),)
        if sector is thing is None and token.pos_ == "PROPN":
            return self._unknown_name(parsed, token, text)
        if (state := affiliation.of_ministry(self, token)) or (state := affiliation.of_house(self, token)):
            return (replace(state, text=text),)
        if others := self._others_of_group(parsed, token):
            return tuple(replace(actor, text=text, id=None) for actor in others)
        return self._unnamed(parsed, phrase, token, sector) if thing is None else ()

    @staticmethod
    def _other_kinds(parsed: Parsed, token: Token, sector: str) -> tuple[Actor, ...]:
        """'Turkish and Yezidi fighters': those of a people that nobody is known to stand for."""
        kinds = [t for c in token.lefts if c.dep_ == "amod" and c.conjuncts for t in (c, *c.conjuncts)]
        unknown = [t for t in kinds if t.text[0].isupper() and t.i not in parsed.mentions and not bodies_of(t.lower_)]
        several = len(kinds) > len(unknown) and token.tag_ in ("NNS", "NNPS")
        return tuple(Actor(f"{t.text} {token.text}", None, role=sector) for t in unknown) if several else ()

    def _others_of_group(self, parsed: Parsed, token: Token) -> tuple[Actor, ...]:
        """'Japan and three other countries', where the report has told of it with three others."""
        count = next((number(c) for c in token.children if c.dep_ == "nummod"), None)
        first = first_of(token)
        if count is None or first == token or not any(c.lower_ == "other" for c in token.lefts):
            return ()
        one = next(iter(self.parties(parsed, first)), None)
        return self.memory.rest_of_group(one.for_, int(count)) if one is not None and one.for_ else ()

    def _holder(self, token: Token, actor: Actor) -> str | None:
        """'the Supreme Commander of the Alliance's forces, General Roe': who holds it, unless another is named."""
        title = " ".join([*(c.lower_ for c in token.lefts if c.dep_ in ("compound", "amod")), token.lower_])
        holder = self.names.titled(actor.for_, title) if " " in title and token.tag_ in ("NN", "NNP") else None
        named = next((t for t in token.subtree if t.dep_ == "appos" and t.pos_ == "PROPN" and t.i > token.i), None)
        if holder is None or named is None:
            return holder
        family = holder.rpartition("-")[2]
        return holder if SequenceMatcher(None, slug(named.text), family).ratio() >= _ALIKE else None

    def _unnamed(self, parsed: Parsed, phrase: Token, token: Token, sector: str | None) -> tuple[Actor, ...]:
        """Those who are only described, a coordination of them as one: 'allies and partners'."""
        first = first_of(token)
        if token != first and any(a.for_ is None and token.text in a.text.split() for a in self.parties(parsed, first)):
            return ()
        others = [t for t in joined(token)[1:] if _sector(t) and not any(i.i in parsed.mentions for i in t.subtree)]
        return (Actor(description(phrase, others[-1] if others else None), None, role=sector),)

    def _people(self, phrase: Token, token: Token) -> tuple[Actor, ...]:
        """Those who act for nobody, a coordination of them as one: 'families and friends of the victims'."""
        first = first_of(token)
        if token != first and _sector(first) not in (None, "CVL"):
            return ()
        together = [t for t in joined(token) if _is_plain(t)] or [token]
        return (Actor(description(phrase, together[-1]), None, role="CVL"),)

    def _body(self, token: Token) -> Actor | None:
        bare = not any(c.dep_ in ("compound", "amod", "nmod", "poss") for c in token.lefts)
        return (self.memory.headed(token.lower_) if bare else None) or self.names.body(token)

    def of_kind(self, parsed: Parsed, kind: str, token: Token, bare: bool) -> Actor | None:
        """Whom 'enemy', 'coalition', 'alliance' or 'regime' can only mean in this report."""
        if kind == "armed" or any(c.lower_ == "terrorist" for c in token.children):
            return self.names.armed()
        if kind == "coalition":
            armed = self.names.armed()
            meant = self.names.speaks_of("COALITION") or (armed is not None and armed.for_ == "ISIS")
            return Actor("", "COALITION", role="MIL") if meant and not _of_other(token) else None
        if token.lower_ == "bloc" and (bloc := self.names.bloc()):
            return Actor("", bloc, role="IGO")
        if kind == "mission" and bare and token.dep_ == "nsubj":
            owner = self.names.main("alliance", "union")
            return Actor("", owner, role="MIL") if owner else None
        if kind in ("alliance", "union") and (main := self.names.main(kind)):
            return Actor("", main, role="IGO")
        if kind == "state" and bare:
            if token.lower_ == "regime":
                state = self.names.regime()
                return self.memory.regime or (Actor("", state, role="GOV") if state else None)
            return pronouns.state_before(self, parsed, token) or self.memory.state
        if kind == "organisation" and bare:
            body = self.memory.body if self.memory.body and self.memory.body.role in ("IGO", "LEG", "NGO") else None
            houses = ("parliament", "assembly")
            words = body.text.lower() if body else ""
            same = token.lower_ in words or token.lower_.startswith("organi")
            same = same or (body is not None and body.role == "LEG" and token.lower_ in houses)
            return self.memory.headed(token.lower_) or (body if same else None)
        return None

    def _unknown_name(self, parsed: Parsed, token: Token, text: str) -> tuple[Actor, ...]:
        mention = parsed.mentions.get(token.i)
        place = mention is not None and not self.names.is_person(mention) and not given_names(token)
        words = {token.lower_, *(c.lower_ for c in token.lefts)}
        if place or is_locative(token) or words & listed("facilities"):
            return ()
        personal = bool(given_names(token)) or any(t.lower_.strip(".") in ("mr", "mrs", "ms") for t in token.lefts)
        if not personal and token.dep_ not in ("nsubj", "nsubjpass", "ROOT"):
            return ()
        if any(c.lower_ in ("the", "a", "an") for c in token.lefts) and not titles(token) & set(nouns()[0]):
            return (Actor(text, None),) if token.dep_ in ("nsubj", "nsubjpass") else ()
        return (affiliation.person(self, parsed, token, text),)

    # -- memory -----------------------------------------------------------------------------------------------------

    def remember(self, parsed: Parsed, speaker: Actor | None = None) -> None:
        """Take up the persons, bodies, groups and texts of a sentence for the pronouns and titles that follow it."""
        found: list[tuple[Token, tuple[Actor, ...]]] = []
        for token in parsed.doc:
            acts_again = token.lower_ in ("he", "she", "they") and token.dep_ in SUBJECT
            aside = token.dep_ == "npadvmod" and token.pos_ == "PROPN" and bool(given_names(token))
            if not (token.dep_ in _ARGUMENTS or aside) or not (token.pos_ in ("PROPN", "NOUN", "ADJ") or acts_again):
                continue
            if token.dep_ in ("nmod", "compound") and not self.names.is_person(parsed.mentions.get(token.i)):
                continue
            if token.lemma_.lower() in listed("gatherings"):
                hosts = [a for a in affiliation.by_modifier(self, parsed, token, speaker) if a.role == "IGO"]
                self.memory.learn_venue(issuers.venues(parsed, token), hosts)
            if actors := self.parties(parsed, token, speaker):
                found.append((token, actors))
                if token.lower_ in texts() or token.lemma_.lower() in texts():
                    self.memory.learn_text(token, actors[0])
        self.memory.learn_sentence(found)
        self.memory.short |= dict(abbreviations.defined(self, parsed))
        self._found.clear()

    def together(self, parties: tuple[Actor, ...]) -> None:
        """Take up those who met or agreed, whom 'they' or 'the two leaders' may mean next."""
        self.memory.learn_pair(parties)
        self._found.clear()


def _is_armed_people(token: Token, mention: Mention) -> bool:
    """'heavily armed Serbs' are nobody's forces."""
    many = mention.entries[0].kind == "demonym" and token.tag_ in ("NNS", "NNPS")
    return many and any(c.lower_ in ("armed", "masked") for c in token.lefts)


def _own_words(name: str) -> str:
    """Without a date or a place that the parse took for a part of it: 'Since 9 May Roe', 'In Oslo Ms Roe'."""
    words = name.split()
    if len(words) < 2:
        return name
    forms = [i for i, word in enumerate(words) if word.lower().strip(".") in ("mr", "mrs", "ms")]
    dates = [i + 1 for i, word in enumerate(words[:-1]) if word.lower() in listed("calendar")]
    return " ".join(words[forms[-1] if forms else max(dates, default=0) :])


def _is_whose(parsed: Parsed, token: Token, mention: Mention) -> bool:
    """The 'NATO' of 'Secretary General of NATO': whose the post is, and not who holds it."""
    return (
        token.dep_ == "pobj" and mention.entries[0].kind == "post" and parsed.mentions.get(token.head.head.i) is mention
    )


def _sector(token: Token) -> str | None:
    return kind_of(token, nouns()[0])


def _is_plain(token: Token) -> bool:
    """People who act for nobody, and the 'members' and 'ones' that go with them."""
    return token.pos_ in ("NOUN", "PRON") and (_sector(token) == "CVL" or token.lemma_.lower() in ("member", "one"))


def _of_other(token: Token) -> bool:
    others = ("national", "governing", "ruling", "opposition", "syrian", "center-left")
    return any(c.dep_ in ("amod", "compound") and c.lower_ in others for c in token.children)
