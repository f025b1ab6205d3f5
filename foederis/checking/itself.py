"""Passages of a report that contradict each other: who did what only one can do, and who agreed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from foederis.checking.page import Page
from foederis.checking.slip import Slip
from foederis.law import load_law
from foederis.model import Claim
from foederis.reading.grammar.sentences import Sentence
from foederis.who.clauses import clause_of

_TO_INVOKE: Final = re.compile(
    r"\bto (?:invoke|trigger|activate)\b[^.;]{0,60}?\b(?:clause|provisions?|[Aa]rticle [\d.()-]*\d\)?)", re.IGNORECASE
)
_DECIDED: Final = re.compile(
    r"\b(?:resolution|motion|passed|adopted|voted|approved|decided|agreed|vote)\b", re.IGNORECASE
)
_OTHERS_DECISION: Final = re.compile(
    r"\b(?:call\w*|ask\w*|urg\w*|request\w*|allow\w*|enabl\w*|permit\w*|support\w*|back\w*|welcom\w*|refus\w*|declin\w*"
    r"|reject\w*|not|against|oppos\w*|propos\w*|right)\b",
    re.IGNORECASE,
)
_UNANIMOUS: Final = re.compile(
    r"\b(?:unanim\w+|with one voice|without (?:a )?(?:dissent\w*|votes? against))", re.IGNORECASE
)
_NOT_SO: Final = re.compile(
    r"\b(?:not|no|never|fail\w*|lack\w*|requir\w*|need\w*|must|should|would|could|will|if|unless|call\w*|rule|almost|nearly"
    r"|\d+)\b|n't\b",
    re.IGNORECASE,
)
_BODIES: Final = frozenset({"body", "parliament"})


def itself_slips(page: Page) -> Iterator[Slip]:
    """Contradictions inside the report."""
    yield from _other_invoker(page)
    yield from _not_unanimous(page)


def _other_invoker(page: Page) -> Iterator[Slip]:
    """A body said to decide "to invoke" a clause that only the state attacked invokes, while a state did so."""
    states = [
        claim for claim in page.claims if claim.act == "invoke" and claim.status == "done" and _by_state(page, claim)
    ]
    for sentence in page.sentences if states else ():
        said = page.said(sentence)
        for match in _TO_INVOKE.finditer(said):
            start = _decision(page, sentence, match.start())
            clause = _clause(page, sentence.start, sentence.end, match[0])
            invokers = [
                claim
                for claim in states
                if _clause(page, claim.start, claim.end, claim.object or claim.sentence) == clause
            ]
            if start is None or clause not in _by_victims() or not invokers:
                continue
            other = invokers[0]
            name = page.who.states[other.actors[0].for_ or ""].name
            but = f"{name} invoked it, and this clause ({clause}) is invoked by the state attacked"
            yield page.slip("itself", start, sentence.start + match.end(), but, _passage(page, other), other.id)


def _by_state(page: Page, claim: Claim) -> bool:
    return bool(claim.actors) and claim.actors[0].for_ in page.who.states


def _by_victims() -> frozenset[str]:
    """The clauses that only the state attacked invokes."""
    clauses = (clause for instrument in load_law().instruments for clause in instrument.clauses)
    return frozenset(clause.id for clause in clauses if clause.invoked_by == "target")


def _clause(page: Page, start: int, end: int, words: str) -> str | None:
    """The clause that the words name, told by the organisations named in the sentence."""
    orgs = {page.who.whole(e.id) for m in page.within(start, end) for e in m.entries if e.kind == "organisation"}
    return clause_of(words, orgs)


def _decision(page: Page, sentence: Sentence, at: int) -> int | None:
    """Where the decision of a body begins that stands before `at`; None where there is none, or it is another's."""
    said = page.said(sentence)[:at]
    decided = _DECIDED.search(said)
    bodies = [
        mention
        for mention in page.within(sentence.start, sentence.start + at)
        if any(entry.kind == "organisation" for entry in mention.entries)
    ]
    if decided is None or not bodies:
        return None
    first = min(sentence.start + decided.start(), bodies[-1].start)
    between = page.text[first : sentence.start + at]
    states = (each for each in page.within(first, sentence.start + at) if each.entries[0].kind in ("state", "demonym"))
    return None if _OTHERS_DECISION.search(between) or next(states, None) else first


def _not_unanimous(page: Page) -> Iterator[Slip]:
    """A body said to be unanimous, and a vote of that body with votes against."""
    split = [claim for claim in page.claims if claim.act == "adopt" and claim.votes and claim.votes.against]
    for sentence in page.sentences if split else ():
        said = page.said(sentence)
        match = _UNANIMOUS.search(said)
        if match is None or _NOT_SO.search(said):
            continue
        named = _bodies(page, sentence)
        votes = [
            claim for claim in split if named & _voters(page, claim) and not claim.start <= sentence.start < claim.end
        ]
        if votes:
            start = min(page.mentions_of(named, sentence), default=sentence.start + match.start())
            but = f"the vote was {_counted(votes[0])}"
            yield page.slip(
                "itself",
                min(start, sentence.start + match.start()),
                sentence.start + match.end(),
                but,
                _passage(page, votes[0]),
                votes[0].id,
            )


def _bodies(page: Page, sentence: Sentence) -> set[str]:
    """The parliaments and other bodies named in a sentence."""
    ids = {entry.id for each in page.within(sentence.start, sentence.end) for entry in each.entries}
    return {id for id in ids if (entry := page.who.organisations.get(id)) and entry.kind in _BODIES}


def _voters(page: Page, claim: Claim) -> set[str]:
    """The bodies that took a vote: those of its sentence, else those of the sentences that name what was voted on."""
    sentence = page.sentence_at(claim.start)
    own = _bodies(page, sentence) if sentence else set()
    if own or not claim.object:
        return own
    thing = claim.object.split()[-1].lower()
    return {body for each in page.sentences if thing in page.said(each).lower() for body in _bodies(page, each)}


def _counted(claim: Claim) -> str:
    assert claim.votes is not None
    sides = ((claim.votes.for_, "for"), (claim.votes.against, "against"), (claim.votes.abstain, "abstaining"))
    return ", ".join(f"{count} {side}" for count, side in sides if count is not None)


def _passage(page: Page, claim: Claim) -> str:
    """The other passage, to be shown as the source."""
    words = " ".join(page.report.text[claim.start : claim.end].split())
    return f'the report itself, characters {claim.start} to {claim.end}: "{words}"'
