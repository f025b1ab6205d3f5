"""Topics kept while claims come and go are those that follow from the claims that are left."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from foederis.model import Claim
from foederis.state.said import thing_words
from foederis.state.topics import Speaking, Topics, Words

WORDS = ("border", "mission", "office", "tokyo", "winter", "2254", "2585")
SPEAKING = Speaking(
    said=lambda claim, forum: frozenset((claim.object or "").split()) - {str(forum)},
    makes=lambda claim, _: claim.act == "propose",
)


def claim(id_: str, text: str, act: str = "propose", thing: str | None = None) -> Claim:
    day = date(2022, 3, 24)
    return Claim(id_, "a.txt", 0, 9, "A sentence.", act, object=text, object_id=thing, earliest=day, latest=day)


texts = st.lists(st.sampled_from(WORDS), min_size=1, max_size=4, unique=True).map(" ".join)
things = st.sampled_from([None, None, None, "plan:NATO-tokyo-office", "plan:border-winter"])
claims = st.builds(claim, st.sampled_from("abcdefghij"), texts, st.sampled_from(["propose", "support"]), things)


def placed(topics: Topics, before: dict[str, Words | None]) -> dict[str, Words | None]:
    """Where each claim is now, from where each was and what the topics say has moved."""
    now = dict(before)
    moves = list(topics.settle())
    assert len({(old or new).claim.id for old, new in moves if old or new}) == len(moves)
    for old, new in moves:
        if old:
            assert now.pop(old.claim.id) == old.topic
        if new:
            now[new.claim.id] = new.topic
    return now


def topics_of(*some: Claim) -> dict[str, Words | None]:
    topics = Topics("forum", SPEAKING)
    for one in some:
        topics.add(one)
    return placed(topics, {})


@settings(deadline=None, max_examples=300)
@given(st.lists(st.lists(claims, max_size=5), max_size=6), st.data())
def test_kept_and_worked_out_anew_topics_are_the_same(batches: list[list[Claim]], data: st.DataObject) -> None:
    topics, there, where = Topics("forum", SPEAKING), dict[str, Claim](), dict[str, Words | None]()
    for batch in batches:
        for id_ in data.draw(st.sets(st.sampled_from(sorted(there)))) if there else ():
            topics.remove(there.pop(id_))
        for one in batch:
            topics.add(one)
            there[one.id] = one
        where = placed(topics, where)
        assert where == topics_of(*there.values())
        assert {*topics.all()} == {where[id_] for id_, one in there.items() if one.act == "propose"}


def test_a_wording_between_two_joins_them_and_parts_them_when_it_goes() -> None:
    one, other = claim("a", "border mission office"), claim("b", "mission tokyo winter")
    between = claim("c", "office mission tokyo")
    assert len(set(topics_of(one, other).values())) == 2
    assert len(set(topics_of(one, between, other).values())) == 1
    topics = Topics("forum", SPEAKING)
    for each in (one, other, between):
        topics.add(each)
    where = placed(topics, {})
    topics.remove(between)
    assert placed(topics, where) == topics_of(one, other)


def test_claims_of_one_thing_say_it_in_all_their_words() -> None:
    thing = "plan:JPN-liaison"
    found = topics_of(claim("a", "tokyo", thing=thing), claim("b", "winter", thing=thing))
    assert {*found.values()} == {frozenset({"tokyo", "winter"}) | thing_words(thing)}


def test_who_only_joins_joins_none_where_two_fit_alike() -> None:
    two = claim("a", "border mission 2254"), claim("b", "border mission 2585")
    assert topics_of(*two, claim("c", "border mission", "support"))["c"] is None
    two = claim("a", "border mission office"), claim("b", "tokyo winter")
    assert topics_of(*two, claim("c", "mission office", "support"))["c"] == frozenset({"border", "mission", "office"})
