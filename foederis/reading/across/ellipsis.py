"""What a list leaves unsaid: "Germany will donate 2,000. Sweden …, 5,000" after "6,000 anti-tank missiles"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from foederis.model import Actor, Claim
from foederis.reading.across.deeds import Deeds
from foederis.reading.across.fights import Fights
from foederis.reading.across.gapping import shared_out
from foederis.reading.grammar.numerals import is_number, number
from foederis.reading.grammar.syntax import oblique
from foederis.who.wording import head_of, words_of

if TYPE_CHECKING:
    from spacy.tokens import Token

    from foederis.reading.claiming import Candidate
    from foederis.reading.grammar.sentences import Sentence
    from foederis.reading.parties.cast import Cast, Parsed

_LISTED = frozenset({"pledge", "provide", "deploy"})
_PAUSES = frozenset({"suspend", "resume"})
_PAUSE = re.compile(r"(?:suspension|halt|pause|freeze|resumption|restart)$", re.IGNORECASE)
_PROPOSALS = frozenset({"propose", "request"})
_ANSWERS = frozenset({"reject", "adopt"})
_RECEIVED = frozenset({"reject", "support", "criticise"})
"""Acts whose target is whoever proposed 'the plan', 'the idea'."""
_JUDGING = frozenset({"criticise", "support", "request", "propose"})
_ALSO = re.compile(r"\balso\b", re.IGNORECASE)
_RAISING = frozenset({"raise", "discuss", "debate"})
_DATE = re.compile(r"\b(?:target|opening|launch|start|starting) date$", re.IGNORECASE)
_WIDENED = re.compile(r"(?:areas?|fields?) of (?:cooperation|partnership)$", re.IGNORECASE)
_PLAN = re.compile(r"(?:idea|plan|proposal|initiative|suggestion|request|demand|call|offer)$", re.IGNORECASE)
_PRONOUN = re.compile(
    r"\W*(?:it|this|that|they|these|both|the (?:proposal|request|idea|plan|call|demand))\b", re.IGNORECASE
)
_LISTED_NEXT = re.compile(r"\W*(?:second|third|fourth|last)(?:ly)?\b\W", re.IGNORECASE)
_GIVING = frozenset({"deliver", "provide", "supply", "send", "give", "donate", "transfer", "ship", "hand"})
_POINTING = frozenset({"that", "this", "it"})
_REACH = 2  #: paragraphs over which a list runs on


class Listing:
    """The goods and the receiver last spoken of, within one report; made anew for each."""

    def __init__(self) -> None:
        self._last: Candidate | None = None
        self._paragraph = 0
        self._proposal: Claim | None = None
        self._proposed = 0
        self._paused: Claim | None = None
        self._fights, self._deeds = Fights(), Deeds()
        self._met: Claim | None = None
        self._met_in = 0
        self._launch: Claim | None = None
        self._cooperation: Claim | None = None
        self._nameless: Candidate | None = None
        self._judged: Claim | None = None
        self._judged_in = 0

    def continued(
        self, candidates: Iterable[Candidate], view: Parsed, sentence: Sentence, cast: Cast
    ) -> Iterator[Candidate]:
        """A sentence's candidates with what the list before them gives, and the one its missing verb would make."""
        each = (share for candidate in candidates for share in shared_out(candidate, view, cast))
        told = [self._completed(self._fights.continued(candidate), sentence.paragraph) for candidate in each]
        said = [candidate._replace(claim=self._deeds.judged(candidate.claim)) for candidate in told]
        for candidate in said:
            yield candidate
            yield from self._already_given(candidate, view)
            yield from self._including(candidate, view, cast)
        if not any(candidate.claim.act in _LISTED for candidate in said):
            yield from self._gapped(view, sentence, cast)
        yield from self._named_then(view, sentence, cast)
        self._nameless = next((c for c in said if c.claim.act == "appoint" and not c.claim.targets), None)

    def _completed(self, candidate: Candidate, paragraph: int) -> Candidate:
        claim = candidate.claim
        if claim.act == "reject" and _is_given_up(candidate.evoked.token):
            return candidate._replace(claim=replace(claim, act="suspend", targets=()))
        if claim.act in _ANSWERS and claim.object is None:
            return self._of_this(self._answered(candidate, paragraph), paragraph)
        if claim.act in _JUDGING and claim.object is not None:
            self._judged, self._judged_in = claim, paragraph
        if claim.act == "consult":
            return self._met_again(candidate, paragraph)
        if claim.act == "launch":
            return self._dated_anew(candidate)
        if claim.act == "cooperate":
            return self._widened(candidate)
        if claim.act in _RECEIVED and not claim.targets and _PLAN.search(claim.object or ""):
            return self._received(candidate, paragraph)
        if claim.act in _PAUSES:
            return self._paused_again(candidate)
        if claim.act in _PROPOSALS and _LISTED_NEXT.match(claim.sentence) and self._proposal is not None:
            candidate = candidate._replace(claim=_by_the_same(claim, self._proposal))
            claim = candidate.claim
        if claim.act in _PROPOSALS and claim.object is not None:
            self._proposal, self._proposed = claim, paragraph
        if claim.act not in _LISTED:
            return candidate
        last = self._last.claim if self._last is not None and paragraph - self._paragraph <= _REACH else None
        if last is not None:
            claim = self._with_goods(claim, last)
            candidate = candidate._replace(claim=claim)
        if claim.object is not None and (claim.targets or last is None or not _same_goods(claim, last)):
            self._last, self._paragraph = candidate, paragraph
        return candidate

    def _paused_again(self, candidate: Candidate) -> Candidate:
        """'The suspension is temporary', 'ready to restart': of what was suspended before."""
        claim, paused = candidate.claim, self._paused
        if claim.object is not None and not _PAUSE.search(claim.object):
            self._paused = claim
        elif paused is not None:
            return candidate._replace(claim=replace(claim, object=paused.object))
        return candidate

    def _answered(self, candidate: Candidate, paragraph: int) -> Candidate:
        """'It was rejected': what was asked for or proposed right before, and by whom."""
        claim, asked = candidate.claim, self._proposal
        if asked is None or paragraph - self._proposed > 1 or not _PRONOUN.match(claim.sentence):
            return candidate
        others = tuple(a for a in asked.actors if a.for_ not in {b.for_ for b in claim.actors})
        return candidate._replace(claim=replace(claim, object=asked.object, targets=claim.targets or others))

    def _of_this(self, candidate: Candidate, paragraph: int) -> Candidate:
        """'We reject this': what the same one was just told to find fault with."""
        claim, judged = candidate.claim, self._judged
        verbs = (candidate.evoked.token, *candidate.evoked.token.conjuncts)
        pointing = any(c.dep_ == "dobj" and c.lower_ in _POINTING for verb in verbs for c in verb.children)
        if claim.object is not None or judged is None or paragraph != self._judged_in or not pointing:
            return candidate
        own = {a.for_ for a in claim.actors}
        same = bool(own & {a.for_ for a in judged.actors})
        return (
            candidate._replace(claim=replace(claim, object=judged.object, targets=judged.targets))
            if same
            else candidate
        )

    def _met_again(self, candidate: Candidate, paragraph: int) -> Candidate:
        """'He also raised the siege': with those whom the same one met right before."""
        claim, met = candidate.claim, self._met
        if claim.targets or len(claim.actors) != 1:
            self._met, self._met_in = claim, paragraph
        again = _ALSO.search(claim.sentence) and candidate.evoked.token.lemma_ in _RAISING
        if met is None or not again or claim.targets or paragraph - self._met_in > 1:
            return candidate
        own = {a.for_ for a in claim.actors}
        others = tuple(a for a in (*met.actors, *met.targets) if a.for_ not in own)
        together = own < {a.for_ for a in (*met.actors, *met.targets)}
        return candidate._replace(claim=replace(claim, targets=others)) if together else candidate

    def _dated_anew(self, candidate: Candidate) -> Candidate:
        """'The target date is now May': of what was to be opened or begun, as told before."""
        claim, last = candidate.claim, self._launch
        if not _DATE.search(claim.object or ""):
            self._launch = claim
        elif last is not None:
            same = replace(claim, actors=last.actors, object=last.object, place=last.place, country=last.country)
            return candidate._replace(claim=same)
        return candidate

    def _widened(self, candidate: Candidate) -> Candidate:
        """'the areas of cooperation grew': of the cooperation told of last, with the body that was its partner."""
        claim, last = candidate.claim, self._cooperation
        if claim.targets:
            self._cooperation = claim
        elif last is not None and _WIDENED.match(claim.object or "") and len(claim.actors) == 1:
            others = tuple(a for a in last.targets if a.for_ not in {b.for_ for b in claim.actors})
            return candidate._replace(claim=replace(claim, targets=others))
        return candidate

    def _received(self, candidate: Candidate, paragraph: int) -> Candidate:
        """'The plan was blocked by …', 'an idea welcomed by …': whoever proposed it shortly before."""
        claim, asked = candidate.claim, self._proposal
        if asked is None or paragraph - self._proposed > _REACH or _of_another(claim.object, asked.object):
            return candidate
        others = tuple(a for a in asked.actors if a.for_ not in {b.for_ for b in claim.actors})
        return candidate._replace(claim=replace(claim, targets=others))

    @staticmethod
    def _already_given(candidate: Candidate, view: Parsed) -> Iterator[Candidate]:
        """'promises 6,000 in addition to the 4,000 already delivered': what was given before the promise."""
        claim = candidate.claim
        if claim.act != "pledge" or claim.quantity is None or claim.object is None:
            return
        for token in view.doc:
            if token.dep_ == "acl" and token.tag_ == "VBN" and token.lemma_ in _GIVING and is_number(token.head):
                given = replace(
                    claim,
                    act="provide",
                    status="done",
                    quantity=number(token.head),
                    earliest=None,
                    latest=claim.published.latest,
                )
                yield candidate._replace(claim=given)

    @staticmethod
    def _including(candidate: Candidate, view: Parsed, cast: Cast) -> Iterator[Candidate]:
        """'100,000 soldiers are there, including 40,000 under NATO command in the east': some of them under another."""
        claim, verb = candidate.claim, candidate.verb
        if claim.act != "deploy" or claim.quantity is None or not claim.object:
            return
        for token in view.doc[verb.i :]:
            if token.dep_ != "pobj" or token.head.lower_ != "including" or not is_number(token):
                continue
            under = next((c for c in token.children if c.dep_ == "prep" and c.lower_ == "under"), None)
            leads = [n for n in under.children if n.dep_ == "pobj"] if under is not None else []
            parties = tuple(a for n in leads for a in cast.owners(view, n))
            if not leads or not parties:
                continue
            where = [n for p in leads[0].children if p.dep_ == "prep" and p.lower_ == "in" for n in p.children]
            place = view.text(where[0].left_edge, where[0].right_edge) if where else claim.place
            command = view.text(leads[0].left_edge, leads[0])
            some = replace(
                claim,
                actors=parties,
                quantity=number(token),
                object=f"{claim.object.split()[-1]} under {command}",
                place=place,
                country=None,
            )
            yield candidate._replace(claim=some)

    @staticmethod
    def _with_goods(claim: Claim, last: Claim) -> Claim:
        """The claim with the goods, the receiver and, within one sentence, the giver that it leaves unsaid."""
        if claim.quantity is not None and (claim.object is None or _says_little(claim.object)):
            act = last.act if (last.act, claim.act) == ("deploy", "pledge") else claim.act
            claim = replace(claim, act=act, object=last.object, unit=last.unit or last.object)
        if not _same_goods(claim, last):
            return (
                claim
                if claim.targets or not claim.act == last.act == "pledge"
                else replace(claim, targets=last.targets)
            )
        givers = claim.actors or (last.actors if claim.start == last.start else ())
        return replace(claim, actors=givers, targets=claim.targets or last.targets)

    def _gapped(self, view: Parsed, sentence: Sentence, cast: Cast) -> Iterator[Candidate]:
        """'Sweden, which …, 5,000': a party and a number without a verb of their own."""
        last = self._last
        if last is None or last.claim.quantity is None or sentence.paragraph - self._paragraph > _REACH:
            return
        root = next((token for token in view.doc if token.head == token), None)
        numbers = [n for token in view.doc if _counts(token, last.claim) and (n := number(token)) is not None]
        actors = _first_party(view, cast)
        if root is None or root.pos_ in ("VERB", "AUX") or not numbers or not actors:
            return
        text = view.doc.text
        claim = replace(
            last.claim, start=sentence.start, end=sentence.end, sentence=text, actors=actors, quantity=numbers[-1]
        )
        yield last._replace(claim=claim)

    def _named_then(self, view: Parsed, sentence: Sentence, cast: Cast) -> Iterator[Candidate]:
        """'A name circulates to succeed him. That of Ann Roe, …': whose name the sentence before left out."""
        first: Token = view.doc[0]
        named = [a for n in oblique(first, "of") for a in cast.parties(view, n) if a.id]
        if self._nameless is None or first.lower_ not in _POINTING or first.dep_ != "ROOT" or len(named) != 1:
            return
        again = self._nameless.claim
        told = replace(again, start=sentence.start, end=sentence.end, sentence=view.doc.text, targets=tuple(named))
        yield self._nameless._replace(claim=told)


def _by_the_same(claim: Claim, first: Claim) -> Claim:
    """'Secondly, they wanted …': the item of a list by whoever asked for the first."""
    pronoun = len(claim.actors) == 1 and claim.actors[0].text.lower() in ("they", "he", "she", "it")
    same = tuple(replace(a, text=claim.actors[0].text) for a in first.actors) if pronoun else claim.actors
    return replace(claim, actors=same or claim.actors)


def _is_given_up(verb: Token) -> bool:
    """'had to shelve the plan': what one is made to put off is one's own. The one verb that tells of both acts."""
    return (
        verb.lemma_ == "shelve" and verb.dep_ == "xcomp" and verb.head.lemma_ in ("have", "force", "oblige", "compel")
    )


def _first_party(view: Parsed, cast: Cast) -> tuple[Actor, ...]:
    first: Token = view.doc[0]
    found = cast.parties(view, first) if first.pos_ == "PROPN" else ()
    return found if found and found[0].for_ else ()


def _counts(token: Token, claim: Claim) -> bool:
    """A number by itself or of the claim's goods: '5,000', '200 missiles'; not 'a thousand kilometres'."""
    counted = token.head if token.dep_ == "nummod" else None
    if token.pos_ != "NUM" or counted is None or counted.i < token.i:
        return token.pos_ == "NUM"
    return counted.lower_ in (claim.object or "").lower().split()


def _says_little(text: str) -> bool:
    """'6,000', 'the four others': of the things named before."""
    return text.replace(",", "").isdigit() or text.lower() in ("others", "more", "ones")


def _of_another(plan: str | None, asked: str | None) -> bool:
    """'the harbour plan' is none of what was asked in other words."""
    named = words_of(plan) - words_of(head_of(plan))
    return bool(named) and not named & words_of(asked)


def _same_goods(a: Claim, b: Claim) -> bool:
    return a.object is not None and a.object == b.object
