"""Verbs that the parser took for nouns, and nouns that it took for verbs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foederis.reading.grammar.resolutions import opens

if TYPE_CHECKING:
    from spacy.tokens import Token

_MISSIONS = frozenset(
    {"mission", "missions", "operation", "operations", "programme", "program", "role", "team", "teams"}
)
_TASKS = frozenset({"train", "advise", "assist", "equip", "accompany", "enable", "support", "counsel", "mentor"})
"""What such a mission is there for: 'the train, advise and assist mission'."""
GIVING = frozenset("donate give grant hand lend offer pay promise sell send supply".split())
"""Verbs of which a number of things are the object, and a name before them the receiver."""
_CROWDS = frozenset({"dozens", "hundreds", "thousands", "millions", "tens"})
_ASKING = frozenset("requests authorizes authorises calls urges invites directs asks mandates".split())
_PEOPLE = frozenset("ministers chiefs leaders presidents ambassadors envoys generals allies officials heads".split())
_TELLING = frozenset({"states", "claims", "notes", "reports"})


def right_word_class(token: Token) -> None:
    """Make a word what grammar says it must be, with what hangs on it."""
    _tasks_of_mission(token)
    _calls_on(token)
    _verb_of_headline(token)
    _given_hundreds(token)
    _operative(token)
    _freeze_of_assets(token)
    _people_meeting(token)
    _verb_behind_singular(token)
    _verb_before_that(token)


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


def _verb_of_headline(root: Token) -> None:
    """'U.S. and U.K. strike Houthi targets': no noun has an object; it is the verb of the names before it."""
    if root.dep_ != "ROOT" or root.tag_ != "NN":
        return
    names = [c for c in root.children if c.dep_ in ("nmod", "compound") and c.pos_ == "PROPN" and c.i < root.i]
    if not names or not any(c.dep_ == "dobj" for c in root.children):
        return
    names[0].dep_ = "nsubj"
    root.tag_, root.pos_, root.lemma_ = "VBP", "VERB", root.lower_


def _given_hundreds(count: Token) -> None:
    """'promised Mali hundreds more vehicles': a number of things given, no verb that they are the object of."""
    if count.lower_ not in _CROWDS or not count.tag_.startswith("VB") or count.head.lemma_ not in GIVING:
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
