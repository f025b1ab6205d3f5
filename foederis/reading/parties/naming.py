"""Names resolved through who's who: which of its meanings a name has in this report, and for whom its bearer acts."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date
from itertools import dropwhile, islice
from typing import TYPE_CHECKING

from foederis.model import Actor
from foederis.reading.grammar.kinds import beside
from foederis.reading.grammar.nounphrase import given_names, is_locative, is_title
from foederis.reading.grammar.numerals import number
from foederis.reading.grammar.partywords import listed

if TYPE_CHECKING:
    from spacy.tokens import Token

    from foederis.who.entries import Candidate, Post
    from foederis.who.matcher import Mention
    from foederis.who.registry import Who

STATE_KINDS = frozenset({"state", "demonym", "capital", "seat"})
_PARTS_OF_AMERICA = frozenset({"latin", "south", "north", "central"})
_OF_COMPANIES = frozenset({"private", "military", "company", "security", "group", "contractor", "mercenary", "force"})
_BARE_COALITION = frozenset({"coalition", "the coalition"})
_WITH_COALITION = frozenset({"SDF", "YPG"})
_OFFICES = frozenset(
    {"chancellor", "president", "premier", "king", "queen", "ambassador", "minister", "secretary", "commander"}
)
"""Titles that those in office have by their office alone."""
_MAKING = frozenset(
    {"made", "built", "designed", "manufactured", "produced", "funded", "trained", "flagged", "registered"}
)
_NAMING = frozenset({"organisation", "state", "demonym"})
_SECTORS = {
    "armed-group": "REB",
    "ministry": "GOV",
    "parliament": "LEG",
    "institute": "NGO",
    "force": "MIL",
    "command": "MIL",
    "mission": "MIL",
}


class Names:
    """The names of one report; what it speaks of most decides between meanings."""

    def __init__(self, who: Who, mentions: tuple[Mention, ...], on: date | None, dateline: str | None = None) -> None:
        """`dateline`: the state from whose capital a despatch is written."""
        self._who = who
        self._on = on
        first = [m.entries[0] for m in mentions]
        self._wholes = Counter(who.whole(c.id) for c in first if c.kind in ("organisation", *STATE_KINDS))
        self._armed = Counter(c.id for c in first if c.kind == "organisation" and self._kind(c.id) == "armed-group")
        places = (who.country_of(c.id) for c in first if c.kind in ("place", "city"))
        self._places = Counter(state for state in places if state)
        self._lands = {who.country_of(c.id) for c in first if c.kind in ("place", "city")} | self._wholes.keys()
        self._persons = {c.id for c in first if c.kind == "person"}
        self._in_full = Counter(
            c.id for m in mentions for c in m.entries if c.kind == "person" and len(m.text.split()) > 1
        )
        held = [who.landmarks[c.id] for c in first if c.kind == "landmark"]
        met = [m for m in held if m.kind == "summit" and len(m.parties) == 1]
        self._hosts = {m.place.lower(): m.parties[0] for m in met if m.place}
        self._bare_coalitions = sum(m.text.lower() in _BARE_COALITION for m in mentions)
        self._home = Counter(h for c in first for h in self._speaks_from(c))
        self.dateline = dateline
        self._own: str | None = None  #: the organisation whose resolution the report is

    def learn_own(self, id_: str | None) -> bool:
        """Take up the organisation that resolves, where it is one: 'the Council' and the like are then its own."""
        if id_ is None or id_ not in self._who.organisations:
            return False
        self._own = self._who.whole(id_)
        return True

    def host(self, place: str) -> Actor | None:
        """The one organisation of a gathering known to who's who that the report names: of 'the Oslo summit'."""
        org = self._hosts.get(place)
        return Actor("", org, role="IGO") if org else None

    # -- what the report speaks of ---------------------------------------------------------------------------------

    def armed(self) -> Actor | None:
        """The armed group that the report speaks of most: its 'enemy', its 'terrorists'; not one that fights along with
        the coalition it tells of."""
        friends = _WITH_COALITION if self.speaks_of("COALITION") else frozenset()
        ranked = (id_ for id_, _ in self._armed.most_common() if id_ not in friends)
        return next((Actor("", id_, role="REB") for id_ in ranked), None)

    def speaks_of(self, id_: str) -> bool:
        """Whether the state or organisation is named at all."""
        return self._wholes[id_] > 0

    def _tells_of_isis(self) -> bool:
        """Only then is a bare 'coalition' the one against it."""
        full = self._wholes["COALITION"] > self._bare_coalitions
        return full or self._armed["ISIS"] > 0 or bool({"IRQ", "SYR"} & self._lands)

    def tells_of(self, state: str) -> bool:
        """Whether the state or a place in it is named."""
        return state in self._lands

    def main(self, *kinds: str) -> str | None:
        """The organisation of these kinds that the report speaks of most by far."""
        ranked = [(id_, n) for id_, n in self._wholes.most_common() if self._kind(id_) in kinds]
        if not ranked or (len(ranked) > 1 and ranked[0][1] < 2 * ranked[1][1]):
            return None
        return ranked[0][0]

    def main_with_members(self) -> str | None:
        """The organisation of states that the report speaks of most by far."""
        return self.main("alliance", "union") or ("UN" if self.speaks_of("UN") else None)

    def home(self) -> str | None:
        """The state whose offices and forces the report names most: whose 'Prime Minister' and 'Army' need no name."""
        return next((state for state, _ in self._home.most_common(1)), None) or self.written_from()

    def written_from(self) -> str | None:
        """The state of the date line, if the report speaks of no other as often."""
        others = [n for id_, n in self._wholes.items() if id_ in self._who.states and id_ != self.dateline]
        return self.dateline if self.dateline and self._wholes[self.dateline] > max(others, default=0) else None

    def bloc(self) -> str | None:
        """The organisation of states, but for the UN, that the report speaks of most: its 'bloc'."""
        kinds = ("alliance", "union", "organisation")
        ranked = [(id_, n) for id_, n in self._wholes.most_common(9) if self._kind(id_) in kinds and id_ != "UN"]
        clear = len(ranked) == 1 or (len(ranked) > 1 and ranked[0][1] > ranked[1][1])
        return ranked[0][0] if clear else None

    def body(self, token: Token) -> Actor | None:
        """'the Council', 'the Collective Security Council': a body of the organisation that the report is on."""
        main = self.main("alliance", "union", "organisation")
        before = [c.lower_ for c in token.subtree if c.dep_ in ("compound", "amod", "nmod") and c.i < token.i]
        organisations = [main] if main else []
        if before:
            spoken = [id_ for id_ in self._wholes if id_ in self._who.organisations]
            organisations = [id_ for id_ in spoken if {*before} <= {*self._who.organisations[id_].name.lower().split()}]
        return Actor("", organisations[0], role="IGO") if len(organisations) == 1 else None

    def is_state(self, id_: str | None) -> bool:
        """Whether somebody acts for a state itself."""
        return id_ in self._who.states

    def main_state(self) -> str | None:
        """The state that the report speaks of alone, or at least twice as often as of any other."""
        states = [(id_, n) for id_, n in self._wholes.most_common() if id_ in self._who.states]
        clear = len(states) == 1 or (len(states) > 1 and states[0][1] >= 2 * states[1][1])
        return states[0][0] if clear else None

    def two_states(self) -> tuple[str, ...]:
        """The states that the report speaks of, if they are two."""
        states = tuple(id_ for id_ in self._wholes if id_ in self._who.states)
        return states if len(states) == 2 else ()

    def regime(self) -> str | None:
        """Whose 'regime' the report means without saying: of the state whose head it names, else of the one abroad that
        it names most by far."""
        home = self.home()
        heads = {p.for_ for id_ in self._persons for p in self._posts_of(id_) if p.kind == "head-of-state"} - {home}
        if len(heads) == 1:
            return heads.pop()
        named = self._wholes + self._places
        abroad = [(id_, n) for id_, n in named.most_common() if id_ in self._who.states and id_ != home]
        clear = len(abroad) == 1 or (len(abroad) > 1 and abroad[0][1] >= 2 * abroad[1][1])
        return abroad[0][0] if clear else None

    def post_held(self, actor: Actor) -> str | None:
        """The name of the one post that a person holds on the day for whom they speak: who succeeds them takes it."""
        terms = self._who.posts_of(actor.id, self._on) if actor.id and self._on else ()
        held = [post for term in terms if (post := self._who.posts[term.post]).for_ == actor.for_]
        return held[0].name if len(held) == 1 else None

    def titled(self, whole: str | None, title: str) -> str | None:
        """Who alone holds a post known as the organisation's so called: 'NATO's supreme commander'."""
        posts = (p for p in self._who.posts.values() if whole is not None and p.for_ == whole)
        meant = [p.id for p in posts if any(alias.lower().endswith(f"'s {title}") for alias in p.aliases)]
        holders = self._who.holders(meant[0], self._on) if len(meant) == 1 and self._on else ()
        return holders[0].person if len(holders) == 1 else None

    # -- meanings --------------------------------------------------------------------------------------------------

    def actors(self, mention: Mention, token: Token) -> tuple[Actor, ...]:
        """The parties that a name stands for at this place of a sentence, empty where it is a place or no party."""
        candidate = None if _is_maker(token) else self.choose(mention, token)
        if candidate is None:
            return ()
        if candidate.kind == "person":
            return (self.person(candidate.id, mention.text),)
        if candidate.kind == "group":
            if not _counts_all(token, len(self._who.groups[candidate.id].members)):
                return ()
            return tuple(Actor(mention.text, member) for member in self._who.groups[candidate.id].members)
        if candidate.kind == "post":
            return (self._post(candidate.id, mention.text),)
        if candidate.kind == "organisation":
            return (Actor(mention.text, candidate.id, role=self._sector(candidate.id)),)
        if candidate.kind not in STATE_KINDS or (candidate.kind in ("capital", "seat") and is_locative(token)):
            return ()
        if candidate.id in self._who.organisations:
            return (Actor(mention.text, candidate.id, role=self._sector(candidate.id)),)
        return (Actor(mention.text, candidate.id, role="GOV"),)

    def choose(self, mention: Mention, token: Token) -> Candidate | None:
        """The likeliest meaning: of several wholes one that the sentence names, else the one spoken of most; None where
        it is part of another name."""
        entries = [c for c in mention.entries if c.kind != "person" or self._may_be(c.id, mention, token)]
        if mention.text.lower() in _BARE_COALITION and not self._tells_of_isis():
            return None
        if self._own and mention.text.lower().removeprefix("the ") in listed("bodies"):
            entries = [c for c in entries if self._who.whole(c.id) == self._own]
        if not entries or _is_part_of_name(mention, token) or _is_opposed(token) or _is_narrowed(mention, token):
            return None
        first = entries[0]
        rivals = [c for c in entries if c.kind == first.kind or {c.kind, first.kind} <= {"seat", "capital"}]
        if first.kind == "person" and len(rivals) > 1:
            rivals = [c for c in rivals if self._on is None or self._who.posts_of(c.id, self._on)] or rivals
            return max(rivals, key=lambda c: self._in_full[c.id])
        if len(rivals) == 1:
            return first
        here = {self._who.whole(m.entries[0].id) for m in beside(token) if m.entries[0].kind in _NAMING}
        wholes = {c: self._who.whole(c.id) for c in rivals}
        return max(rivals, key=lambda c: (wholes[c] in here and c.kind == "seat", self._wholes[wholes[c]]))

    def person(self, id_: str, text: str) -> Actor:
        """A person of who's who, acting for whom the post held on the report's day speaks."""
        posts = self._posts_of(id_)
        posts.sort(key=lambda post: -self._wholes[self._who.whole(post.for_)])
        if posts:
            return Actor(text, posts[0].for_, id_, posts[0].role)
        return Actor(text, self._who.persons[id_].nationality, id_)

    def bearer(self, title: str) -> Actor | None:
        """The one person of the report who holds a post with that word in its name: 'the chancellor'."""
        found = [id_ for id_ in self._persons if title in self._titles(id_)]
        return self.person(found[0], title) if len(found) == 1 else None

    def may_bear(self, id_: str | None, title: str) -> bool:
        """Whether the title may be that of a person; whoever holds known posts has one only from these."""
        held = self._titles(id_) if id_ and id_ in self._who.persons and title in _OFFICES else frozenset()
        return not held or title in held

    def _titles(self, id_: str) -> frozenset[str]:
        names = (name for post in self._posts_of(id_) for name in (post.name, *post.aliases))
        return frozenset(word for name in names for word in name.lower().split())

    def in_post(self, id_: str) -> bool:
        """Whether a person of who's who holds a post on the report's day."""
        return bool(self._posts_of(id_))

    def _posts_of(self, id_: str) -> list[Post]:
        return [self._who.posts[t.post] for t in self._who.posts_of(id_, self._on)] if self._on else []

    def head_of_government(self, text: str, of: str | None = None) -> Actor | None:
        """'the Prime Minister' of a state, of the report's home where none is told."""
        state = of if of in self._who.states else self.home()
        kinds = ("head-of-government", "head-of-state")
        posts = [p for p in self._who.posts.values() if p.for_ == state and p.kind in kinds]
        named = [p for p in posts if text.lower() in p.name.lower()]
        return replace(self._post(named[0].id, text), text=text) if named else None

    def is_person(self, mention: Mention | None) -> bool:
        """Whether the name may be a person's."""
        return mention is not None and mention.entries[0].kind == "person"

    def _post(self, id_: str, text: str) -> Actor:
        post = self._who.posts[id_]
        holders = self._who.holders(id_, self._on) if self._on else ()
        return Actor(text, post.for_, holders[0].person if len(holders) == 1 else None, post.role)

    def _may_be(self, id_: str, mention: Mention, token: Token) -> bool:
        """A bare family name is the person's if the report names them in full, they hold a post, or a title precedes;
        one that is also a place only with full name or title. With another given name it is another person."""
        if len(mention.text.split()) > 1:
            return True
        given = [name.text for name in given_names(token) if name.lower_ not in listed("calendar")]
        if given and not any(name in self._who.persons[id_].name.split() for name in given):
            return False
        if self._in_full[id_] or any(is_title(c) for c in token.lefts if c.dep_ in ("compound", "nmod")):
            return True
        other = any(c.kind != "person" for c in mention.entries)
        return not other and (self._on is None or bool(self._who.posts_of(id_, self._on)))

    def _kind(self, id_: str) -> str | None:
        entry = self._who.organisations.get(id_)
        return entry.kind if entry else None

    def _sector(self, org: str) -> str:
        return _SECTORS.get(self._who.organisations[org].kind, "IGO")

    def _speaks_from(self, candidate: Candidate) -> list[str]:
        """The state whose office or force a name is."""
        for_ = self._who.posts[candidate.id].for_ if candidate.kind == "post" else candidate.id
        is_own = candidate.kind == "post" or (candidate.kind == "organisation" and "/" in for_)
        state = for_.split("/")[0]
        return [state] if is_own and state in self._who.states else []


def _is_opposed(token: Token) -> bool:
    """'counter-ISIL operations', 'non-NATO countries': told by whom they are not; 'inter-American', 'Latin American':
    of a continent."""
    at, doc = token.i, token.doc
    if token.lower_ in ("american", "americans") and at and doc[at - 1].lower_ in _PARTS_OF_AMERICA:
        return True
    return at >= 2 and doc[at - 1].text == "-" and doc[at - 2].lower_ in ("anti", "counter", "non", "inter", "pan")


def _is_narrowed(mention: Mention, token: Token) -> bool:
    """'the Collective Security Council', 'the Supreme National Security Council' are not the UN's."""
    if mention.entries[0].id != "UN/UNSC" or not mention.text.lower().startswith("security"):
        return False
    start = token.i
    while start > 0 and token.doc[start].lower_ != "security":
        start -= 1
    before = token.doc[max(0, start - 1)]
    return before.text[0].isupper() and before.lower_ in listed("narrowing")


def _is_part_of_name(mention: Mention, token: Token) -> bool:
    """'Abu Jandal al-Kuwaiti', 'Jane Mary Wagner': a people's or a group's name inside a person's."""
    doc, at = token.doc, token.i
    article = at >= 2 and doc[at - 1].text == "-" and doc[at - 2].lower_ in ("al", "el")
    is_article = article or mention.text.lower().startswith("al-") or token.lower_.startswith("al-")
    if mention.entries[0].kind == "demonym" and is_article and token.lower_ not in listed("facilities"):
        return True
    given = [c for c in token.lefts if c.dep_ == "compound" and c.tag_ == "NNP" and c.text.istitle()]
    alone = mention.entries[0].kind in ("organisation", "group") and " " not in mention.text and mention.text.istitle()
    return alone and len(given) > 1 and not any(c.lower_ in _OF_COMPANIES for c in given)


def _counts_all(name: Token, members: int) -> bool:
    """'the two Nordic states' are not all of them."""
    noun = name.head if name.dep_ in ("amod", "compound") else name
    counts = [n for c in noun.lefts if c.dep_ == "nummod" and (n := number(c)) is not None]
    return all(count == members for count in counts)


def _is_maker(name: Token) -> bool:
    """'French-made howitzers': where they come from, not whose they are."""
    behind = list(islice(dropwhile(lambda token: token.text[0].isupper(), name.doc[name.i + 1 :]), 2))
    return len(behind) == 2 and behind[0].text == "-" and behind[1].lower_ in _MAKING
