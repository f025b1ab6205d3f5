"""Slips of the parser that grammar rules out, put right before a sentence is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foederis.reading.grammar.mistaken import GIVING, right_word_class
from foederis.reading.grammar.syntax import is_infinitive

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_RANKS = frozenset({"first", "second", "third", "last", "only", "latest"})
_LOSSES = frozenset({"fall", "loss", "surrender", "handover"})
_TRANSFERS = frozenset({"assumption", "takeover", "transfer", "purchase", "seizure", "capture", "acquisition"})


def repaired(doc: Doc) -> Doc:
    """The parse with words given their class, and impossible attachments moved to where they can only belong."""
    for token in doc:
        right_word_class(token)
        _finite_behind_infinitive(token)
        _of_behind_by(token)
        _to_behind_fall(token)
        _participle_behind_infinitive(token)
        _number_of_article(token)
        _told_of_subject(token)
        _subject_behind_clause(token)
        _given_a_number(token)
        _first_to(token)
        _aim_behind_preposition(token)
        _subject_behind_after(token)
        _agent_before_clause(token)
        _as_well_as(token)
        _topic_before_colon(token)
    return doc


def _finite_behind_infinitive(verb: Token) -> None:
    """'decided not to pay and instead left the body': a past tense is no partner of an infinitive, but of its verb."""
    infinitive = verb.head
    if verb.dep_ != "conj" or verb.tag_ not in ("VBD", "VBN") or infinitive.tag_ != "VB":
        return
    inside = infinitive.dep_ in ("xcomp", "advcl", "acl")
    if not inside or any(c.dep_ in ("aux", "auxpass") for c in verb.children):
        return
    above = infinitive.head.head if infinitive.dep_ == "acl" else infinitive.head  # 'made an attempt to … and left'
    if above.tag_ == "VBN" and above.dep_ == "ccomp":  # 'denied that it had meant to pay and left the body'
        above = above.head
    if above.tag_ != "VBD" or not any(c.tag_ == "TO" and c.dep_ == "aux" for c in infinitive.children):
        return
    behind = [c for c in infinitive.children if c.i > verb.i]
    stray = [c for c in above.children if c.i > verb.i and c.dep_ == "npadvmod" and c.tag_ in ("NN", "NNS")]
    verb.tag_, verb.head = "VBD", above
    for child in behind:
        child.head = verb
    if stray and not any(c.dep_ == "dobj" for c in verb.children):
        stray[0].head, stray[0].dep_ = verb, "dobj"


def _participle_behind_infinitive(verb: Token) -> None:
    """'refusing to condemn it, threatening others': a participle after a comma goes on with the one before."""
    if verb.dep_ != "advcl" or verb.tag_ != "VBG":
        return
    infinitive = verb.head
    above = infinitive.head
    if infinitive.dep_ != "xcomp" or infinitive.tag_ != "VB":
        return
    alike = above.tag_ == "VBG" and above.dep_ == "advcl" and above.i < infinitive.i < verb.i
    if (
        alike
        and verb.i > 0
        and verb.nbor(-1).text == ","
        and not any(c.dep_ in ("mark", "prep") and c.i < verb.i for c in verb.children)
    ):
        verb.head, verb.dep_ = above, "conj"


def _of_behind_by(deed: Token) -> None:
    """'the killing by a drone of the leader and his guards': whom a deed hits is no part of whoever did it."""
    if deed.pos_ != "NOUN" or not deed.lower_.endswith(("ing", "ion", "al", "age", "ure", "ment", "over", "fer")):
        return
    transfer = deed.lower_ in _TRANSFERS
    behind = [p for p in deed.children if p.lower_ == "by" or (transfer and p.lower_ == "from")]
    for doer in (n for p in behind for n in p.children):
        named = next((c for c in doer.children if c.dep_ == "prep" and c.lower_ == "of" and doer.pos_ != "PRON"), None)
        hit = next((n for n in named.children if n.dep_ == "pobj"), None) if named is not None else None
        if named is None or hit is None or not (transfer or _is_means(doer)):
            continue
        for also in [c for c in doer.children if c.dep_ in ("cc", "conj") and c.i > hit.i]:
            also.head = hit
        named.head = deed


def _to_behind_fall(fall: Token) -> None:
    """'Speaking a year after the fall of Mosul to the group': whom it falls to is not whom somebody speaks to."""
    of = next((c for c in fall.children if c.lower_ == "of"), None)
    behind = fall.right_edge.i + 1
    if fall.lower_ not in _LOSSES or of is None or behind >= len(fall.doc):
        return
    to = fall.doc[behind]
    if to.lower_ == "to" and to.dep_ in ("prep", "dative") and to.head.i < fall.i:
        to.head, to.dep_ = fall, "prep"


def _is_means(noun: Token) -> bool:
    """One weapon, force or person, which is not made up of what stands behind its 'of'."""
    return noun.tag_ in ("NN", "NNP") and any(c.lower_ in ("a", "an") for c in noun.children)


def _told_of_subject(participle: Token) -> None:
    """'Resolution 2722, passed on 10 January, demanded': what stands between commas is told of the subject."""
    verb = participle.head
    if participle.dep_ != "advcl" or participle.tag_ not in ("VBN", "VBD") or verb.i < participle.i:
        return
    own = [c for c in participle.children if c.dep_ in ("nsubj", "nsubjpass")]
    helped = any(c.dep_ in ("aux", "auxpass", "mark", "dobj") for c in participle.children)
    shared = any(c.dep_ in ("nsubj", "nsubjpass", "expl") for c in verb.children)
    if len(own) != 1 or helped or shared or participle.nbor(-1).text != ",":
        return
    subject = own[0]
    if not any(c.text == "," for c in verb.doc[participle.i : verb.i]):
        return
    subject.head, subject.dep_ = verb, "nsubj"
    participle.head, participle.dep_, participle.tag_ = subject, "acl", "VBN"


def _number_of_article(article: Token) -> None:
    """'Article 42-7': paragraph and article are one number."""
    if article.lower_ not in ("article", "articles") or article.i + 3 >= len(article.doc):
        return
    number, dash, paragraph = article.doc[article.i + 1 : article.i + 4]
    if number.tag_ == paragraph.tag_ == "CD" and dash.text == "-" and not number.whitespace_ and not dash.whitespace_:
        for child in [c for t in (dash, paragraph) for c in t.children if c.i > paragraph.i]:
            child.head = article
        for token in (dash, paragraph):
            token.head = article
        dash.dep_, paragraph.dep_ = "punct", "nummod"


def _subject_behind_clause(verb: Token) -> None:
    """'When the rebels took Goma, Rwanda closed the border': a clause's comma parts its object from the subject."""
    if verb.tag_ not in ("VBD", "VBZ", "VBP"):
        return
    before = verb.nbor(-1) if verb.i else verb
    told = any(c.dep_ in ("nsubj", "nsubjpass", "expl") for c in verb.children)
    if told or before.dep_ not in ("conj", "appos") or before.pos_ not in ("NOUN", "PROPN"):
        return
    listed = any(c.dep_ == "cc" for c in (*before.head.children, *before.children))
    clause = next((c for c in verb.children if c.dep_ == "advcl" and c.i < before.i), None)
    if listed or clause is None or not clause.is_ancestor(before) or before.left_edge.nbor(-1).text != ",":
        return
    before.head, before.dep_ = verb, "nsubj"


def _given_a_number(name: Token) -> None:
    """'to sell Turkey 40 jets': a name before a number is no part of what is counted, but whoever it is given to."""
    if name.tag_ != "NNP" or name.dep_ not in ("nmod", "compound") or name.nbor().tag_ != "CD":
        return
    things = name.head if name.head.dep_ == "dobj" else name.head.head
    verb = things.head
    if things.dep_ != "dobj" or things.tag_ != "NNS" or things.i < name.i or verb.lemma_ not in GIVING:
        return
    if name.left_edge.i == verb.i + 1:
        for token in (t for t in name.doc[name.i + 1 : things.i] if t.head == name):
            token.head = things
        name.head, name.dep_ = verb, "dative"


def _as_well_as(joint: Token) -> None:
    """'met X, as well as groups based in Y': what 'as well as' joins is no clause of its own."""
    verb = joint.head
    if joint.dep_ != "cc" or [c.lower_ for c in joint.children] != ["as", "well"] or verb.pos_ != "VERB":
        return
    clause = next((c for c in verb.children if c.dep_ == "conj" and c.i > joint.i), None)
    subject = next((c for c in clause.children if c.dep_ == "nsubj"), None) if clause is not None else None
    before = joint.doc[joint.left_edge.i - 1 - (joint.doc[joint.left_edge.i - 1].text == ",")]
    nominal = before.pos_ in ("NOUN", "PROPN") and before.dep_ in ("pobj", "dobj", "nsubj")
    if clause is None or subject is None or clause.tag_ not in ("VBN", "VBD", "VBG") or not nominal:
        return
    if any(c.dep_ == "aux" for c in clause.children):
        return
    joint.head = before
    subject.head, subject.dep_ = before, "conj"
    clause.head, clause.dep_ = subject, "acl"


def _first_to(verb: Token) -> None:
    """'Iceland was the first country to recognise it': what somebody is first or last at, that one does."""
    if verb.tag_ != "VB" or verb.dep_ not in ("relcl", "acl", "xcomp"):
        return
    rank = verb.head
    copula = rank.head
    if rank.dep_ not in ("attr", "acomp"):
        return
    ranked = rank.lower_ in _RANKS or any(c.lower_ in _RANKS for c in rank.children)
    infinitive = is_infinitive(verb)
    if ranked and infinitive and copula.lemma_ in ("be", "become"):
        verb.head, verb.dep_ = copula, "xcomp"


def _aim_behind_preposition(verb: Token) -> None:
    """'spoke with Kallas to discuss it': behind 'with' stands somebody, and the infinitive says what for."""
    if verb.dep_ != "pcomp":
        return
    preposition = verb.head
    subject = next((c for c in verb.children if c.dep_ == "nsubj" and c.i < verb.i), None)
    infinitive = is_infinitive(verb)
    if subject is None or not infinitive or preposition.lower_ not in ("with", "to", "by"):
        return
    subject.head, subject.dep_ = preposition, "pobj"
    verb.head, verb.dep_ = preposition.head, "advcl"


def _subject_behind_after(verb: Token) -> None:
    """'after a truce between the two had expired': what a finite verb follows is its subject."""
    if verb.dep_ != "advcl":
        return
    auxiliaries = [c for c in verb.children if c.dep_ in ("aux", "auxpass")]
    auxiliary = next((c for c in auxiliaries if c.tag_ in ("VBD", "VBZ", "VBP")), None)
    if auxiliary is None or any(c.dep_ in ("nsubj", "nsubjpass", "expl") for c in verb.children):
        return
    for preposition in verb.head.children:
        thing = next((c for c in preposition.children if c.dep_ == "pobj"), None)
        if preposition.lower_ not in ("after", "before", "since", "until") or thing is None:
            continue
        if thing.right_edge.i + 1 == min(auxiliary.i, verb.left_edge.i) and preposition.i < thing.i:
            passive = any(c.dep_ == "auxpass" for c in auxiliaries)
            thing.head, thing.dep_ = verb, "nsubjpass" if passive else "nsubj"
            preposition.head, preposition.dep_ = verb, "mark"
            return


def _agent_before_clause(by: Token) -> None:
    """'told by its spokesman, a day after a strike killed him': what stands between 'by' and 'after' is no subject of
    the clause that 'after' opens."""
    if by.dep_ != "agent" or any(c.dep_ == "pobj" for c in by.children):
        return
    name = next((t for t in by.doc[by.i + 1 :] if t.dep_ == "nsubj" and t.left_edge.i == by.i + 1), None)
    if name is not None and any(c.dep_ == "mark" and c.i > name.i for c in name.head.children):
        name.head.dep_ = "advcl"
        name.head, name.dep_ = by, "pobj"


def _topic_before_colon(name: Token) -> None:
    """'Ukraine: Council prolongs the mission': what stands before the colon is no second subject."""
    if name.dep_ != "nsubj" or name.i + 1 >= len(name.doc) or name.nbor().text != ":" or name.left_edge.i:
        return
    if any(c.dep_ == "nsubj" and c.i > name.i for c in name.head.children):
        name.dep_ = "dep"
