"""Slips of the parser that grammar rules out, put right before a sentence is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foederis.reading.grammar.resolutions import opens

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_MISSIONS = frozenset(
    {"mission", "missions", "operation", "operations", "programme", "program", "role", "team", "teams"}
)
_TASKS = frozenset({"train", "advise", "assist", "equip", "accompany", "enable", "support", "counsel", "mentor"})
"""What such a mission is there for: 'the train, advise and assist mission'."""


_GIVING = frozenset("donate give grant hand lend offer pay promise sell send supply".split())
_RANKS = frozenset({"first", "second", "third", "last", "only", "latest"})
_TRANSFERS = frozenset({"assumption", "takeover", "transfer", "purchase", "seizure", "capture", "acquisition"})
_CROWDS = frozenset({"dozens", "hundreds", "thousands", "millions", "tens"})
_ASKING = frozenset("requests authorizes authorises calls urges invites directs asks mandates".split())
_PEOPLE = frozenset("ministers chiefs leaders presidents ambassadors envoys generals allies officials heads".split())
_TELLING = frozenset({"states", "claims", "notes", "reports"})


def repaired(doc: Doc) -> Doc:
    """The parse with its impossible attachments moved to where they can only belong."""
    for token in doc:
        _finite_behind_infinitive(token)
        _of_behind_by(token)
        _participle_behind_infinitive(token)
        _tasks_of_mission(token)
        _number_of_article(token)
        _told_of_subject(token)
        _calls_on(token)
        _verb_of_headline(token)
        _subject_behind_clause(token)
        _given_a_number(token)
        _given_hundreds(token)
        _operative(token)
        _freeze_of_assets(token)
        _people_meeting(token)
        _first_to(token)
        _aim_behind_preposition(token)
        _subject_behind_after(token)
        _agent_before_clause(token)
        _as_well_as(token)
        _topic_before_colon(token)
        _verb_behind_singular(token)
        _verb_before_that(token)
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


def _is_means(noun: Token) -> bool:
    """One weapon, force or person, which is not made up of what stands behind its 'of'."""
    return noun.tag_ in ("NN", "NNP") and any(c.lower_ in ("a", "an") for c in noun.children)


def _tasks_of_mission(mission: Token) -> None:
    """'the train, advise and assist mission': the tasks coordinated before a mission only say which it is."""
    if mission.lower_ not in _MISSIONS:
        return
    start = mission.i
    while start and (mission.doc[start - 1].lower_ in _TASKS or mission.doc[start - 1].lower_ in (",", "and", "&")):
        start -= 1
    run = mission.doc[start : mission.i]
    tasks = [t for t in run if t.lower_ in _TASKS]
    if len(tasks) < 2 or run[0] != tasks[0] or run[-1] != tasks[-1]:
        return
    first = tasks[0]
    above, function = (first.head, first.dep_) if first.head not in (first, mission) else (mission.head, mission.dep_)
    mission.head, mission.dep_ = above, function
    for task in tasks:
        for child in [c for c in task.children if not start <= c.i <= mission.i]:
            child.head = mission
    for token in run:
        token.head = mission
    for task in tasks:
        task.tag_, task.pos_, task.dep_ = "NN", "NOUN", "compound"


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


def _calls_on(noun: Token) -> None:
    """'condemns these attacks and calls on Iran to stop': after a verb of the present, 'calls on' is another."""
    if noun.lower_ != "calls" or noun.dep_ != "conj":
        return
    deed, before = noun.head, noun.nbor(-1) if noun.i else noun
    verb = deed.head
    if before.lower_ not in ("and", ",") or deed.dep_ != "dobj" or verb.tag_ != "VBZ":
        return
    if not any(c.lower_ in ("on", "upon") for c in noun.children):
        return
    for child in [c for c in deed.children if c.dep_ == "cc" and c.i > deed.i]:
        child.head = verb
    for child in [c for c in verb.children if c.i > noun.i and c.dep_ in ("advcl", "xcomp")]:
        child.head = noun
    noun.tag_, noun.pos_, noun.lemma_, noun.head = "VBZ", "VERB", "call", verb


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


def _verb_of_headline(root: Token) -> None:
    """'U.S. and U.K. strike Houthi targets': no noun has an object; it is the verb of the names before it."""
    if root.dep_ != "ROOT" or root.tag_ != "NN":
        return
    names = [c for c in root.children if c.dep_ in ("nmod", "compound") and c.pos_ == "PROPN" and c.i < root.i]
    if not names or not any(c.dep_ == "dobj" for c in root.children):
        return
    names[0].dep_ = "nsubj"
    root.tag_, root.pos_, root.lemma_ = "VBP", "VERB", root.lower_


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
    if things.dep_ != "dobj" or things.tag_ != "NNS" or things.i < name.i or verb.lemma_ not in _GIVING:
        return
    if name.left_edge.i == verb.i + 1:
        for token in (t for t in name.doc[name.i + 1 : things.i] if t.head == name):
            token.head = things
        name.head, name.dep_ = verb, "dative"


def _given_hundreds(count: Token) -> None:
    """'promised Mali hundreds more vehicles': a number of things given, no verb that they are the object of."""
    if count.lower_ not in _CROWDS or not count.tag_.startswith("VB") or count.head.lemma_ not in _GIVING:
        return
    verb = count.head
    things = next((c for c in count.children if c.dep_ == "dobj" and c.tag_ == "NNS"), None)
    given = next((c for c in verb.children if c.dep_ == "dobj" and c.i < count.i), None)
    if things is None:
        return
    for child in [c for c in count.children if c != things]:
        child.head = things
    things.head, things.dep_ = verb, "dobj"
    count.tag_, count.pos_, count.lemma_, count.head, count.dep_ = "NNS", "NOUN", count.lower_, things, "nummod"
    if given is not None:
        given.dep_ = "dative"


def _operative(plural: Token) -> None:
    """'Requests the chair to act', 'Calls upon all to stop': a plural that opens a clause is its verb."""
    if plural.tag_ != "NNS":
        return
    asked, infinitive = plural.head, plural.head.head
    if plural.lower_ in _ASKING and plural.dep_ == "compound" and asked.dep_ == "nsubj" and infinitive.dep_ == "ROOT":
        if opens(plural) and any(c.tag_ == "TO" and c.dep_ == "aux" for c in infinitive.children):
            plural.head, plural.dep_ = plural, "ROOT"
            asked.head, asked.dep_, infinitive.head, infinitive.dep_ = plural, "dobj", plural, "xcomp"
            _made_verb(plural)
        return
    if plural.dep_ != "ROOT" or not opens(plural):
        return
    calls = plural.lower_ == "calls" and any(c.lower_ in ("on", "upon", "for") for c in plural.children)
    if calls or any(c.dep_ == "dobj" for c in plural.children):
        _made_verb(plural)


def _made_verb(plural: Token) -> None:
    plural.tag_, plural.pos_, plural.lemma_ = "VBZ", "VERB", plural.lower_.removesuffix("s")


def _freeze_of_assets(freeze: Token) -> None:
    """'travel bans and asset freezes on officials': a thing imposed, and no verb."""
    if freeze.lower_ not in ("freeze", "freezes") or not freeze.tag_.startswith("VB") or not freeze.i:
        return
    asset = freeze.nbor(-1)
    if asset.lower_ not in ("asset", "assets") or asset.dep_ not in ("conj", "dobj", "pobj") or asset.head.i > asset.i:
        return
    freeze.tag_, freeze.pos_, freeze.lemma_ = "NNS" if freeze.lower_ == "freezes" else "NN", "NOUN", "freeze"
    freeze.head, freeze.dep_, asset.head, asset.dep_ = asset.head, asset.dep_, freeze, "compound"


def _people_meeting(meeting: Token) -> None:
    """'Allied ministers meeting in Riga have promised aid': people who meet, no meeting that promises."""
    if meeting.lower_ != "meeting" or meeting.tag_ != "NN" or meeting.dep_ != "nsubj" or not meeting.i:
        return
    people = meeting.nbor(-1)
    if people.lower_ not in _PEOPLE:
        return
    plural = meeting.head.tag_ == "VBP" or any(c.lower_ in ("have", "are", "were") for c in meeting.head.children)
    if (
        people.dep_ != "compound"
        or not (plural or meeting.head.tag_ == "VBD")
        or any(c.dep_ == "det" for c in meeting.children)
    ):
        return
    for child in [c for c in meeting.children if c.i < people.i]:
        child.head = people
    people.head, people.dep_ = meeting.head, "nsubj"
    meeting.tag_, meeting.pos_, meeting.lemma_, meeting.head, meeting.dep_ = "VBG", "VERB", "meet", people, "acl"


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


def _verb_behind_singular(plural: Token) -> None:
    """'A rumour circulates': no plural has 'a'; it is the verb of the noun before it."""
    if plural.dep_ != "ROOT" or plural.tag_ != "NNS":
        return
    before = plural.nbor(-1) if plural.i else plural
    alone = before.dep_ == "compound" and before.tag_ == "NN"
    article = next((c for c in plural.children if c.dep_ == "det" and c.lower_ in ("a", "an")), None)
    if not alone or article is None:
        return
    for child in [c for c in plural.children if c.i < before.i]:
        child.head = before
    before.dep_ = "nsubj"
    _made_verb(plural)


def _verb_before_that(plural: Token) -> None:
    """'The text adopted by 93 votes to 9 states that it is': a verb behind a clause of its subject's."""
    if plural.lower_ not in _TELLING or plural.tag_ != "NNS" or plural.i + 1 >= len(plural.doc):
        return
    mark = plural.nbor(1)
    clause = mark.head
    around = next((a for a in plural.ancestors if a.dep_ in ("relcl", "acl")), None)
    subject = around.head if around is not None else plural
    if mark.dep_ != "mark" or subject.dep_ not in ("nsubj", "ROOT") or not subject.is_ancestor(clause):
        return
    for child in [c for c in plural.children if c.i < plural.i]:
        child.head, child.dep_ = plural.head, "pobj"
    plural.head, plural.dep_ = (plural, "ROOT") if subject.dep_ == "ROOT" else (subject.head, "ccomp")
    _made_verb(plural)
    subject.head, subject.dep_, clause.head, clause.dep_ = plural, "nsubj", plural, "ccomp"


def _first_to(verb: Token) -> None:
    """'Iceland was the first country to recognise it': what somebody is first or last at, that one does."""
    if verb.tag_ != "VB" or verb.dep_ not in ("relcl", "acl", "xcomp"):
        return
    rank = verb.head
    copula = rank.head
    if rank.dep_ not in ("attr", "acomp"):
        return
    ranked = rank.lower_ in _RANKS or any(c.lower_ in _RANKS for c in rank.children)
    infinitive = any(c.dep_ == "aux" and c.tag_ == "TO" for c in verb.children)
    if ranked and infinitive and copula.lemma_ in ("be", "become"):
        verb.head, verb.dep_ = copula, "xcomp"


def _aim_behind_preposition(verb: Token) -> None:
    """'spoke with Kallas to discuss it': behind 'with' stands somebody, and the infinitive says what for."""
    if verb.dep_ != "pcomp":
        return
    preposition = verb.head
    subject = next((c for c in verb.children if c.dep_ == "nsubj" and c.i < verb.i), None)
    infinitive = any(c.dep_ == "aux" and c.tag_ == "TO" for c in verb.children)
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
